"""A digest as one plain text, everything in it and in order: golden texts hold it, numbers are read from it."""

from __future__ import annotations

from collections.abc import Iterator

from domain.document import Block, Chart, Digest, Paragraph, Run, Section, Table

# Rows of a table that a golden text holds; the others follow the same rules.
MOST_ROWS = 40


def outline(digest: Digest) -> str:
    office = digest.office
    lines = [office.parent, office.issuer, digest.number, digest.dateline, digest.confidential, ""]
    lines += [digest.kind, digest.title, digest.subtitle, digest.replaces, *digest.notes, ""]
    lines += ["Kính gửi:", *(f"- {name}" for name in office.addressees)]
    for section in digest.sections:
        lines += part(section, digest)
    return "\n".join([*lines, "", digest.closing]) + "\n"


def part(section: Section, digest: Digest) -> list[str]:
    note = [digest.annex_note] if section.annex else []
    head = f"{section.label}. {section.title}"
    return ["", head, *note, *(line for block in section.blocks for line in block_lines(block))]


def block_lines(block: Block) -> Iterator[str]:
    if isinstance(block, Chart):
        yield f"{block.caption} [{block.alt}]"
    elif isinstance(block, Table):
        yield block.caption
        yield " | ".join(block.header)
        for row in block.rows[:MOST_ROWS]:
            yield " | ".join(cell_text(cell) for cell in row)
        if block.rows[MOST_ROWS:]:
            yield f"(còn {len(block.rows) - MOST_ROWS} dòng)"
    else:
        yield {"item": "- ", "heading2": "  "}.get(block.style, "") + text_of(block.runs)


def cell_text(cell: tuple[Run, ...]) -> str:
    return text_of(cell).replace("\n", " / ")


def text_of(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def table(digest: Digest, section: str) -> Table:
    """The one table of a section."""
    found = next(part for part in digest.sections if part.name == section)
    return next(block for block in found.blocks if isinstance(block, Table))


def prose(digest: Digest, section: str) -> str:
    """The running text of a section."""
    found = next(part for part in digest.sections if part.name == section)
    return "\n".join(text_of(block.runs) for block in found.blocks if isinstance(block, Paragraph))
