"""The officer's handbook as the desk shows it: the chapters of docs/cam-nang, and which one helps on which page.

The text lies once, in Markdown, where anybody can read it without this program; here a small part of that language is
read (headings, paragraphs, lists, numbered steps, bold, code, pictures, links between chapters), and everything else is
plain text: nothing of a file ever becomes markup by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "cam-nang"
PICTURES = FOLDER / "anh"
# The chapter that helps on the pages of each part of the desk.
HELP = {
    "account": "nguoi-dung",
    "article": "bai-bao",
    "cases": "ho-so",
    "city": "nguoi-dung",
    "digests": "moi-tuan",
    "editing": "moi-tuan",
    "factfiles": "so-lieu",
    "facts": "so-lieu",
    "figures": "thong-ke",
    "log": "nguoi-dung",
    "matters": "van-de",
    "opening": "ho-so",
    "people": "nguoi-dung",
    "plan": "ke-hoach",
    "press": "phat-ngon",
    "restoring": "sao-luu",
    "rules": "bai-bao",
    "search": "tim",
    "settings": "cai-dat",
    "sources": "nguon-bao",
    "start": "bat-dau",
    "stories": "bai-bao",
    "today": "moi-ngay",
    "watch": "bai-bao",
}
_FILE = re.compile(r"\d\d-([a-z0-9-]+)\.md")
_MARKED = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|`(?P<code>[^`]+)`|\[(?P<told>[^\]]+)\]\((?P<chapter>[a-z0-9-]+)\.md\)")
_PICTURE = re.compile(r"!\[(?P<told>[^\]]+)\]\(anh/(?P<name>[a-z0-9-]+\.jpg)\)")
_ITEM = re.compile(r"(?:- |(\d+)\. )")

# Where a chapter or a picture is found, by its name.
Where = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One task or page. `slug` names it in addresses; `text` is Markdown, its first line the title."""

    slug: str
    text: str

    @property
    def title(self) -> str:
        """The heading."""
        return self.text.split("\n", 1)[0].removeprefix("# ")


@cache
def chapters() -> tuple[Chapter, ...]:
    """All chapters in order; none where the documents were not brought along with the program."""
    found = ((match[1], path) for path in sorted(FOLDER.glob("*.md")) if (match := _FILE.fullmatch(path.name)))
    return tuple(Chapter(slug, path.read_text(encoding="utf-8")) for slug, path in found)


def chapter(slug: str) -> Chapter | None:
    """One chapter, None when there is none of that name."""
    return next((one for one in chapters() if one.slug == slug), None)


def shown(text: str, page: Where, picture: Where) -> Markup:
    """A chapter as part of a page; `page` gives the address of another chapter, `picture` of a picture."""
    blocks = (block.strip("\n").split("\n") for block in re.split(r"\n{2,}", text.strip()))
    return Markup("\n").join(_block(lines, page, picture) for lines in blocks)


def _block(lines: list[str], page: Where, picture: Where) -> Markup:
    first = lines[0]
    if match := re.match("(#{1,3}) ", first):
        rank = len(match[1])
        return Markup(f"<h{rank}>{{}}</h{rank}>").format(_line(first[rank + 1 :], page))
    if match := _PICTURE.fullmatch(first):
        return Markup('<figure><img src="{}" alt="{}" loading="lazy"></figure>').format(
            picture(match["name"]), match["told"]
        )
    if match := _ITEM.match(first):
        items = Markup("").join(Markup("<li>{}</li>").format(_line(item, page)) for item in _items(lines))
        return (Markup("<ol>{}</ol>") if match[1] else Markup("<ul>{}</ul>")).format(items)
    if all(line.startswith("    ") for line in lines):
        return Markup("<pre><code>{}</code></pre>").format("\n".join(line[4:] for line in lines))
    return Markup("<p>{}</p>").format(_line(" ".join(lines), page))


def _items(lines: list[str]) -> Iterator[str]:
    """The items of a list; a line without a mark goes on with the one before."""
    number = 0

    def place(line: str) -> int:
        nonlocal number
        number += bool(_ITEM.match(line))
        return number

    for _, group in groupby(lines, place):
        yield " ".join(_ITEM.sub("", line, count=1) if _ITEM.match(line) else line.strip() for line in group)


def _line(text: str, page: Where) -> Markup:
    told, at = Markup(""), 0
    for match in _MARKED.finditer(text):
        told += Markup("{}").format(text[at : match.start()]) + _mark(match, page)
        at = match.end()
    return told + Markup("{}").format(text[at:])


def _mark(match: re.Match[str], page: Where) -> Markup:
    if match["strong"]:
        return Markup("<strong>{}</strong>").format(match["strong"])
    if match["code"]:
        return Markup("<code>{}</code>").format(match["code"])
    return Markup('<a href="{}">{}</a>').format(page(match["chapter"]), match["told"])
