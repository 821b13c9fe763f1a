"""Word's styles, written from the faces of the layout, so that sizes and weights stand in one place.

Times New Roman is named for all four scripts in the defaults and in every style, and there is no theme: Word has
nothing else to fall back on.
"""

from __future__ import annotations

from digest import layout
from digest.layout import FACES, FONT, LANGUAGE, Face, half_points, twips
from digest.word.xml import NAMESPACES, attribute

_FONTS = f'<w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
_LANGUAGE = f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="{LANGUAGE}"/>'
_BLACK = '<w:color w:val="000000"/>'


def styles_xml() -> str:
    """The whole part word/styles.xml."""
    normal = FACES["Normal"]
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}{_BLACK}{_size(normal.size)}{_LANGUAGE}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    faces = "".join(_style(key, face) for key, face in FACES.items())
    return f"<w:styles {NAMESPACES}>{defaults}{faces}{_OTHERS}</w:styles>"


def _style(key: str, face: Face) -> str:
    default = ' w:default="1"' if key == "Normal" else ""
    based = "" if key == "Normal" else '<w:basedOn w:val="Normal"/>'
    following = '<w:next w:val="BodyText"/>' if face.level is not None else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val={attribute(face.name)}/>'
        f"{based}{following}<w:qFormat/><w:pPr>{_paragraph(face)}</w:pPr><w:rPr>{_character(face)}</w:rPr></w:style>"
    )


def _paragraph(face: Face) -> str:
    keep = "<w:keepNext/><w:keepLines/>" if face.keep else ""
    level = f'<w:outlineLvl w:val="{face.level}"/>' if face.level is not None else ""
    return (
        f"{keep}<w:widowControl/>"
        f'<w:spacing w:before="{round(face.before * 20)}" w:after="{round(face.after * 20)}" '
        f'w:line="{round(face.line * 240)}" w:lineRule="auto"/>'
        f'<w:ind w:left="{twips(face.left)}" w:right="{twips(face.right)}" {_first(face.first)}/>'
        f'<w:jc w:val="{face.align}"/>{level}'
    )


def _first(indent: float) -> str:
    return f'w:firstLine="{twips(indent)}"' if indent >= 0 else f'w:hanging="{twips(-indent)}"'


def _character(face: Face) -> str:
    bold = "<w:b/><w:bCs/>" if face.bold else ""
    italic = "<w:i/><w:iCs/>" if face.italic else ""
    return f"{_FONTS}{bold}{italic}{_BLACK}{_size(face.size)}{_LANGUAGE}"


def _size(points: float) -> str:
    return f'<w:sz w:val="{half_points(points)}"/><w:szCs w:val="{half_points(points)}"/>'


_RULE_LINE = round(layout.RULE_HEIGHT * 20)
_OTHERS = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="DuongKe"><w:name w:val="Đường kẻ"/>'
    f'<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="0" w:line="{_RULE_LINE}" w:lineRule="exact"/>'
    f"</w:pPr><w:rPr>{_FONTS}{_size(2)}</w:rPr></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{_FONTS}{_BLACK}<w:u w:val="none"/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
)
