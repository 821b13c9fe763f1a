"""The digest as a message: plain text of at most 2,000 characters, which is what Zalo takes in one piece.

Counts come whole; articles follow in order of weight. Links are printed only when all of them fit; articles that do
not fit are counted in the last line.
"""

from __future__ import annotations

from domain.edition import Digest, Paragraph

LIMIT = 2000
_TAIL = "Còn {} tin, bài khác trong văn bản đầy đủ."


def render(digest: Digest) -> bytes:
    """UTF-8 text with line feeds, ending with one."""
    return message(digest, LIMIT).encode(errors="replace")


def message(digest: Digest, limit: int) -> str:
    """The message in at most `limit` characters, line break at the end included."""
    head = _head(digest)
    items = [paragraph for paragraph in digest.brief if paragraph.style != "body"]
    whole = "\n".join((*head, *_lines(items, links=True))) + "\n"
    return whole if len(whole) <= limit else _cut(head, items, limit)


def _head(digest: Digest) -> list[str]:
    mark = [digest.confidential] if digest.confidential else []
    lines = [*mark, *(note.upper() for note in digest.notes), digest.title.upper(), digest.subtitle, ""]
    return lines + [_text(paragraph) for paragraph in digest.brief if paragraph.style == "body"]


def _cut(head: list[str], items: list[Paragraph], limit: int) -> str:
    """Lines without links as long as they and the closing count fit; a heading is never left alone."""
    left = sum(item.style == "item" for item in items)
    lines, waiting = list(head), [""]
    for item, line in zip(items, _plain_lines(items), strict=True):
        if item.style != "item":
            waiting = ["", line]
            continue
        tail = ["", _TAIL.format(left - 1)] if left > 1 else []
        if len("\n".join((*lines, *waiting, line, *tail))) + 1 > limit:
            break
        lines, waiting, left = [*lines, *waiting, line], [], left - 1
    text = "\n".join((*lines, "", _TAIL.format(left)) if left else lines)
    return text[: limit - 1] + "\n"


def _lines(items: list[Paragraph], links: bool) -> list[str]:
    lines: list[str] = []
    for item, line in zip(items, _plain_lines(items), strict=True):
        lines += ["", line] if item.style != "item" else [line]
        if links and item.runs[0].href:
            lines.append(f"  {item.runs[0].href}")
    return lines


def _plain_lines(items: list[Paragraph]) -> list[str]:
    return [f"- {_text(item)}" if item.style == "item" else f"{_text(item)}:" for item in items]


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)
