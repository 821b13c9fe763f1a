"""The digest as a Word file an officer can sign.

Official layout, real headings and links; annexes stand on landscape pages of their own.
"""

from __future__ import annotations

from digest.drawing import png, size_mm
from digest.layout import LANDSCAPE, PORTRAIT
from digest.word import frame
from digest.word.package import Links, describe, document_of, to_bytes
from digest.word.xml import data_table, gap, page_setup, paragraph, picture, runs, section_end, text_run
from digest.wording import issuer
from domain.document import Block, Chart, Digest, Section, Table


def render(digest: Digest) -> bytes:
    """The DOCX file. The same digest gives the same bytes."""
    links = Links()
    annexes = [section for section in digest.sections if section.annex]
    content = _report(digest, links) + "".join(annex(digest, section, links) for section in annexes)
    last = page_setup(LANDSCAPE, restart=True) if annexes else page_setup(PORTRAIT)
    document = document_of(content + last, links)
    describe(document, f"{digest.kind} {digest.title}", issuer(digest.office), digest.built_at)
    return to_bytes(document)


def _report(digest: Digest, links: Links) -> str:
    parts = [frame.letterhead(digest), frame.title(digest)]
    parts += [frame.addressees(digest.office, before_text=bool(digest.opening))]
    parts += [paragraph("BodyText", text_run(digest.opening))] if digest.opening else []
    parts += [_part(section, links) for section in digest.sections if not section.annex]
    office, signers = digest.office, digest.signers
    signed = frame.signatures(office, signers) if signers else frame.signature(office)
    parts += [paragraph("BodyText", text_run(digest.closing), keep=True), signed]
    return "".join(parts)


def _part(section: Section, links: Links) -> str:
    heading = paragraph("Heading1", text_run(f"{section.label}. {section.title.upper()}"))
    return heading + "".join(block(one, "BangDau", "BangO", links) for one in section.blocks)


_STYLES = {"body": "BodyText", "heading2": "Heading2", "item": "Muc", "note": "ChuThich"}


def block(one: Block, head_style: str, cell_style: str, links: Links) -> str:
    """One block of a document in the styles of its part."""
    if isinstance(one, Table):
        caption = paragraph("Caption", text_run(one.caption))
        return caption + data_table(one, head_style, cell_style, links) + gap()
    if isinstance(one, Chart):
        relation, number = links.picture(png(one))
        drawn = paragraph("Hinh", picture(relation, number, one.alt, size_mm(one)))
        return drawn + paragraph("HinhTen", text_run(one.caption))
    dash = text_run("- ") if one.style == "item" else ""
    return paragraph(_STYLES[one.style], dash + runs(one.runs, links))


def annex(digest: Digest, section: Section, links: Links) -> str:
    """Annexes are wide tables: landscape, and their pages are numbered anew. What stood before ends here."""
    first = next(other for other in digest.sections if other.annex) is section
    before = page_setup(PORTRAIT) if first else page_setup(LANDSCAPE, restart=True)
    head = frame.annex_head(section.label, section.title, digest.annex_note)
    return section_end(before) + head + "".join(block(b, "BangNhoDau", "BangNhoO", links) for b in section.blocks)
