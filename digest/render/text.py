"""The digest as a message: plain text of at most 2,000 characters, which is what Zalo takes in one piece.

Counts come whole. When not all articles fit with their links, the links go first, then the last articles of each
field, equally, then the last fields; how many are missing stands in the last line.
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.document import Digest, Paragraph

LIMIT = 2000
_REST = "Còn {} mục khác trong văn bản đầy đủ."


def render(digest: Digest) -> bytes:
    """UTF-8 text with line feeds, ending with one."""
    return message(digest, LIMIT).encode(errors="replace")


def message(digest: Digest, limit: int) -> str:
    """The message in at most `limit` characters, line break at the end included."""
    head = _head(digest)
    fields = _fields([paragraph for paragraph in digest.brief if paragraph.style != "body"])
    fitting = (text for text in _forms(head, fields) if len(text) <= limit)
    return next(fitting, "\n".join(head)[: limit - 2] + "…\n")


def _head(digest: Digest) -> list[str]:
    mark = [digest.confidential] if digest.confidential else []
    stands_for = [f"({digest.replaces})"] if digest.replaces else []
    lines = [*mark, *(note.upper() for note in digest.notes), digest.title.upper(), digest.subtitle, *stands_for, ""]
    return lines + [_text(paragraph) for paragraph in digest.brief if paragraph.style == "body"]


def _fields(paragraphs: list[Paragraph]) -> list[tuple[str, list[Paragraph]]]:
    fields: list[tuple[str, list[Paragraph]]] = []
    for paragraph in paragraphs:
        if paragraph.style == "item":
            fields[-1][1].append(paragraph)
        else:
            fields.append((_text(paragraph), []))
    return fields


def _forms(head: list[str], fields: list[tuple[str, list[Paragraph]]]) -> Iterator[str]:
    """From the whole message down to its head alone."""
    longest = max((len(items) for _, items in fields), default=0)
    yield _form(head, fields, len(fields), longest, links=True)
    for most in range(longest, 0, -1):
        yield _form(head, fields, len(fields), most, links=False)
    for shown in range(len(fields) - 1, -1, -1):
        yield _form(head, fields, shown, 1, links=False)


def _form(head: list[str], fields: list[tuple[str, list[Paragraph]]], shown: int, most: int, links: bool) -> str:
    lines = list(head)
    for name, items in fields[:shown]:
        lines += ["", f"{name}:"]
        for item in items[:most]:
            lines.append(f"- {_text(item)}")
            lines += [f"  {item.runs[0].href}"] if links and item.runs[0].href else []
    rest = sum(len(items[most:] if number < shown else items) for number, (_, items) in enumerate(fields))
    return "\n".join([*lines, "", _REST.format(rest)] if rest else lines) + "\n"


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)
