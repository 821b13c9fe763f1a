"""A paper as a Word file: letters with their V/v line under the number, everything else like a report."""

from __future__ import annotations

from digest.layout import LANDSCAPE, PORTRAIT
from digest.papers.paper import Paper
from digest.render import docx as report
from digest.word import frame
from digest.word.package import Links, describe, document_of, to_bytes
from digest.word.xml import page_setup, paragraph, text_run
from digest.wording import issuer


def render(paper: Paper) -> bytes:
    """The DOCX file. The same paper gives the same bytes."""
    if not paper.about:
        return report.render(paper.body)
    links, body = Links(), paper.body
    annexes = [section for section in body.sections if section.annex]
    parts = [frame.letterhead(body, paper.about), frame.addressees(body.office, before_text=True)]
    for section in body.sections:
        if not section.annex:
            parts += [report.block(one, "BangDau", "BangO", links) for one in section.blocks]
    parts += [paragraph("BodyText", text_run(body.closing), keep=True), frame.signature(body.office)]
    parts += [report.annex(body, section, links) for section in annexes]
    last = page_setup(LANDSCAPE, restart=True) if annexes else page_setup(PORTRAIT)
    document = document_of("".join(parts) + last, links)
    describe(document, paper.about, issuer(body.office), body.built_at)
    return to_bytes(document)
