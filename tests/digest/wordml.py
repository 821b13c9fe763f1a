"""A small checker of WordprocessingML: children in the order of the schema, references that lead somewhere.

Word repairs or refuses files whose elements stand in another order than ECMA-376 gives (part 1, annex A); LibreOffice
does not notice. Only elements that this project writes are known: a new one fails until its place is entered here.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DML = "{http://schemas.openxmlformats.org/drawingml/2006/"
WP, A, PIC = f"{_DML}wordprocessingDrawing}}", f"{_DML}main}}", f"{_DML}picture}}"
_BORDERS = "top left bottom right insideH insideV"
_RUN = "rStyle rFonts b bCs i iCs caps color spacing sz szCs highlight u vertAlign rtl cs lang"
_PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs spacing ind contextualSpacing "
    "jc outlineLvl rPr sectPr"
)
_TABLE = (
    "tblStyle tblpPr tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription"
)
_SECTION = "type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols vAlign titlePg docGrid"
_STYLE = "name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr trPr tcPr"

# Parent -> its children in order; those of a group in (a b) may mix and repeat.
ORDER: dict[str, list[str]] = {
    "document": ["body"],
    "body": ["(p tbl)", "sectPr"],
    "hdr": ["(p tbl)"],
    "p": ["pPr", "(r hyperlink)"],
    "hyperlink": ["(r)"],
    "r": ["rPr", "(t br fldChar instrText drawing)"],
    "pPr": _PARAGRAPH.split(),
    "rPr": _RUN.split(),
    "pBdr": "top left bottom right between bar".split(),
    "tbl": ["tblPr", "tblGrid", "(tr)"],
    "tblPr": _TABLE.split(),
    "tblBorders": _BORDERS.split(),
    "tblCellMar": "top left bottom right".split(),
    "tblGrid": ["(gridCol)"],
    "tr": ["trPr", "(tc)"],
    "trPr": ["(cantSplit tblHeader)"],
    "tc": ["tcPr", "(p tbl)"],
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign".split(),
    "sectPr": ["(headerReference footerReference)", *_SECTION.split()],
    "styles": ["docDefaults", "latentStyles", "(style)"],
    "docDefaults": ["rPrDefault", "pPrDefault"],
    "rPrDefault": ["rPr"],
    "pPrDefault": ["pPr"],
    "style": _STYLE.split(),
    "settings": (
        "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang decimalSymbol listSeparator"
    ).split(),
    "drawing": [f"{WP}inline"],
    f"{WP}inline": [f"{WP}extent", f"{WP}effectExtent", f"{WP}docPr", f"{WP}cNvGraphicFramePr", f"{A}graphic"],
    f"{A}graphic": [f"{A}graphicData"],
    f"{A}graphicData": [f"{PIC}pic"],
    f"{PIC}pic": [f"{PIC}nvPicPr", f"{PIC}blipFill", f"{PIC}spPr"],
    f"{PIC}nvPicPr": [f"{PIC}cNvPr", f"{PIC}cNvPicPr"],
    f"{PIC}blipFill": [f"{A}blip", f"{A}srcRect", f"{A}stretch"],
    f"{A}stretch": [f"{A}fillRect"],
    f"{PIC}spPr": [f"{A}xfrm", f"{A}prstGeom"],
    f"{A}xfrm": [f"{A}off", f"{A}ext"],
    f"{A}prstGeom": [f"{A}avLst"],
    "compat": ["(compatSetting)"],
    "fonts": ["(font)"],
    "font": "altName panose1 charset family notTrueType pitch sig".split(),
}


class Package:
    """A DOCX file taken apart."""

    def __init__(self, data: bytes):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            assert archive.testzip() is None
            self.raw = {name: archive.read(name) for name in archive.namelist()}
        self.xml = {n: ElementTree.fromstring(b) for n, b in self.raw.items() if not n.endswith(".png")}

    def part(self, name: str) -> ElementTree.Element:
        return self.xml[f"word/{name}.xml"]

    @property
    def body(self) -> ElementTree.Element:
        found = self.part("document").find(f"{W}body")
        assert found is not None
        return found


def problems(package: Package) -> list[str]:
    """Everything wrong with order and references; empty when the package is sound."""
    found: list[str] = []
    for name, root in package.xml.items():
        if name.startswith("word/") and not name.endswith(".rels"):
            for element in root.iter():
                found += [f"{name}: {problem}" for problem in _misplaced(element)]
    return found + _dangling(package) + _bare_cells(package)


def _misplaced(parent: ElementTree.Element) -> list[str]:
    name = parent.tag.removeprefix(W)
    children = [child.tag.removeprefix(W) for child in parent]
    if name not in ORDER:
        return [f"{name} may have no children here: {children}"] if children else []
    places = {child: place for place, step in enumerate(ORDER[name]) for child in step.strip("()").split()}
    single = {child for step in ORDER[name] if "(" not in step for child in step.split()}
    unknown = [f"{child} in {name}" for child in children if child not in places]
    order = [places[child] for child in children if child in places]
    twice = [f"{child} twice in {name}" for child in single if children.count(child) > 1]
    return unknown + twice + ([f"order in {name}: {children}"] if order != sorted(order) else [])


def _dangling(package: Package) -> list[str]:
    styles = {style.get(f"{W}styleId") for style in package.part("styles").iter(f"{W}style")}
    targets = {relationship.get("Id") for relationship in package.xml["word/_rels/document.xml.rels"]}
    found = []
    for element in package.body.iter():
        style = element.get(f"{W}val") if element.tag in (f"{W}pStyle", f"{W}rStyle") else None
        link = element.get(f"{R}id") or element.get(f"{R}embed")
        found += [f"style {style}"] if style and style not in styles else []
        found += [f"relationship {link}"] if link and link not in targets else []
    return found


def _bare_cells(package: Package) -> list[str]:
    """A cell ends with a paragraph, a row has as many cells as the grid has columns."""
    found = []
    for table in package.body.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            found += [f"{len(cells)} cells in {columns} columns"] if len(cells) != columns else []
            found += ["a cell without a last paragraph" for cell in cells if cell[-1].tag != f"{W}p"]
    return found


def text_of(element: ElementTree.Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{W}t"))
