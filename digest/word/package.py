"""The Word file around a document's content, and its way out as bytes that depend on nothing but the content."""

from __future__ import annotations

import zipfile
from datetime import datetime
from functools import cache
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.section import Section

from digest.layout import FONT
from digest.word.styles import styles_xml
from digest.word.xml import NAMESPACES
from digest.zipped import settled
from domain.clock import to_utc

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/>'
    f'<Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_MAIN}.settings+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_MAIN}.fontTable+xml"/></Types>'
)
_SETTINGS = (
    f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)
_FONT_TABLE = (
    f'<w:fonts {NAMESPACES}><w:font w:name="{FONT}"><w:panose1 w:val="02020603050405020304"/>'
    '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)


def _relationships(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


_PARTS = ("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml")
_KINDS = len(_PARTS)


@cache
def _fixed_parts() -> tuple[tuple[str, str], ...]:
    return (
        ("[Content_Types].xml", _TYPES),
        ("_rels/.rels", _relationships(("officeDocument", "word/document.xml"))),
        ("word/styles.xml", styles_xml()),
        ("word/settings.xml", _SETTINGS),
        ("word/fontTable.xml", _FONT_TABLE),
    )


class Links:
    """Collects the addresses and pictures a document refers to; called with an address, it gives its relation's id."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.pictures: list[bytes] = []

    def picture(self, png: bytes) -> tuple[str, int]:
        """The relationship id of a picture and its number in the document, from 1."""
        self.pictures.append(png)
        return f"rId{_KINDS + len(self.pictures)}", len(self.pictures)

    def __call__(self, address: str) -> str:
        """The relationship id of an address; the same address has one id."""
        return self.known.setdefault(address, f"rIdL{len(self.known) + 1}")


def document_of(content: str, links: Links) -> Document:
    """A document with this body (its last element a `w:sectPr`), our styles, numbered pages, and no other font.

    The body is parsed in place: moving a long table between trees takes time squared in lxml.
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in _fixed_parts():
            archive.writestr(name, _XML + part)
        pictures = [(f"media/hinh-{place}.png", png) for place, png in enumerate(links.pictures, start=1)]
        for name, png in pictures:
            archive.writestr(f"word/{name}", png)
        parts = _relationships(*_PARTS, *(("image", name) for name, _ in pictures))
        archive.writestr("word/_rels/document.xml.rels", _XML + parts)
        body = f"<w:document {NAMESPACES}><w:body>{content}</w:body></w:document>"
        archive.writestr("word/document.xml", _XML + body)
    document = docx.Document(buffer)
    for address, relation in links.known.items():
        document.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, relation, True)
    _number_pages(document.sections[0])
    return document


def _number_pages(pages: Section) -> None:
    """The page number centred in the top margin, none on the first page; annexes inherit both."""
    pages.first_page_header.is_linked_to_previous = False
    pages.header.is_linked_to_previous = False
    number = pages.header.paragraphs[0]._p
    for part in _PAGE_FIELD:
        number.append(parse_xml(f"<w:r {NAMESPACES}>{part}</w:r>"))


_PAGE_FIELD = (
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
    '<w:fldChar w:fldCharType="separate"/>',
    "<w:t>2</w:t>",
    '<w:fldChar w:fldCharType="end"/>',
)


def describe(document: Document, title: str, author: str, made: datetime) -> None:
    """The document's properties; times are those of the content, never the clock's."""
    properties = document.core_properties
    properties.title, properties.author, properties.language = title[:255], author[:255], "vi-VN"
    properties.last_modified_by, properties.comments, properties.revision = author[:255], "", 1
    properties.created = properties.modified = to_utc(made).replace(tzinfo=None)


def to_bytes(document: Document) -> bytes:
    """The file; the same document gives the same bytes (the zip's own times are fixed)."""
    saved = BytesIO()
    document.save(saved)
    return settled(saved.getvalue())
