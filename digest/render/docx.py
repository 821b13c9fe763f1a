"""The digest as a Word file an officer can sign.

Official layout, real headings and links; annexes stand on landscape pages of their own.
"""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.section import Section as Pages
from docx.shared import Mm

from digest.layout import LANDSCAPE, PORTRAIT, Page
from digest.word import frame
from digest.word.package import blank, describe, to_bytes
from digest.word.xml import NAMESPACES, Linker, data_table, gap, paragraph, runs, text_run
from domain.edition import Block, Digest, Section, Table


def render(digest: Digest) -> bytes:
    """The DOCX file. The same digest gives the same bytes."""
    document = blank()
    describe(document, f"{digest.kind} {digest.title}", digest.office.issuer.replace("\n", " "), digest.built_at)
    link = linker(document)
    _append(document, _report(digest, link))
    _set_page(document.sections[0], PORTRAIT)
    _number_pages(document.sections[0])
    for section in digest.sections:
        if section.annex:
            _add_annex(document, digest, section, link)
    return to_bytes(document)


def linker(document: Document) -> Linker:
    """A function that gives each address one external relationship of the document."""
    known: dict[str, str] = {}

    def link(address: str) -> str:
        if address not in known:
            known[address] = f"rIdL{len(known) + 1}"
            document.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, known[address], True)
        return known[address]

    return link


def _report(digest: Digest, link: Linker) -> str:
    parts = [frame.letterhead(digest), frame.title(digest), frame.addressees(digest.office)]
    parts += [_part(section, link) for section in digest.sections if not section.annex]
    parts += [paragraph("BodyText", text_run(digest.closing), keep=True), frame.signature(digest.office)]
    return "".join(parts)


def _part(section: Section, link: Linker) -> str:
    heading = paragraph("Heading1", text_run(f"{section.label}. {section.title.upper()}"))
    return heading + "".join(_block(block, "BangDau", "BangO", link) for block in section.blocks)


_STYLES = {"body": "BodyText", "heading2": "Heading2", "item": "Muc", "note": "GhiChu"}


def _block(block: Block, head_style: str, cell_style: str, link: Linker) -> str:
    if isinstance(block, Table):
        caption = paragraph("Caption", text_run(block.caption))
        return caption + data_table(block, head_style, cell_style, link) + gap()
    return paragraph(_STYLES[block.style], ("" if block.style != "item" else text_run("- ")) + runs(block.runs, link))


def _add_annex(document: Document, digest: Digest, section: Section, link: Linker) -> None:
    """Annexes are wide tables: landscape, and their pages are numbered anew."""
    pages = document.add_section(WD_SECTION.NEW_PAGE)
    _shrink(document)
    _set_page(pages, LANDSCAPE)
    pages.orientation = WD_ORIENT.LANDSCAPE
    restart = OxmlElement("w:pgNumType")
    restart.set(qn("w:start"), "1")
    pages._sectPr.find(qn("w:pgMar")).addnext(restart)
    head = frame.annex_head(section.label, section.title, digest.annex_note)
    _append(document, head + "".join(_block(block, "BangNhoDau", "BangNhoO", link) for block in section.blocks))


def _shrink(document: Document) -> None:
    """The paragraph that ends a section must not push an empty page out."""
    document.paragraphs[-1].style = document.styles["Đường kẻ"]


def _append(document: Document, content: str) -> None:
    body = document.element.body
    for element in list(parse_xml(f"<w:body {NAMESPACES}>{content}</w:body>")):
        body.sectPr.addprevious(element)


def _set_page(pages: Pages, page: Page) -> None:
    pages.page_width, pages.page_height = Mm(page.width), Mm(page.height)
    pages.top_margin, pages.bottom_margin = Mm(page.top), Mm(page.bottom)
    pages.left_margin, pages.right_margin = Mm(page.left), Mm(page.right)
    pages.header_distance = pages.footer_distance = Mm(page.header)


def _number_pages(pages: Pages) -> None:
    """The page number centred in the top margin, hidden on the first page; annexes inherit it."""
    pages.different_first_page_header_footer = True
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
