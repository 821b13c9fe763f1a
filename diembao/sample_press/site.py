"""The sample press as data: newspapers, their articles with what changes between visits, and the right answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from domain.clock import parse_now
from domain.fact import Fact
from domain.press import Level, Source, Way, WayKind

HERE = Path(__file__).parent
COMMUNE = "11713"
# The press believes its own date: the Thursday on which the week of 12 to 18 November 2026 is summed up.
NOW = parse_now("2026-11-19T08:00:00+07:00")


@dataclass(frozen=True, slots=True)
class Text:
    """One article as written: `key` names it within its newspaper; `changes` hold what later visits see.

    `published` and `updated` are Vietnamese wall-clock times, None where the newspaper shows none. `status` is what
    the server answers from visit `from_visit` on.
    """

    key: str
    title: str
    sapo: str
    paragraphs: tuple[str, ...]
    published: datetime | None = None
    author: str = ""
    section: str = "Xã hội"
    caption: str = ""
    path: str = ""
    hidden: bool = False
    gone_from_visit: int = 0
    edited: tuple[tuple[str, str], ...] = ()

    def on_visit(self, visit: int) -> Text:
        """The article as the nth visitor sees it (from 1): edits hold from the second visit on."""
        if visit < 2 or not self.edited:
            return self
        title, sapo, paragraphs = self.title, self.sapo, self.paragraphs
        for old, new in self.edited:
            title, sapo = title.replace(old, new), sapo.replace(old, new)
            paragraphs = tuple(text.replace(old, new) for text in paragraphs)
        return replace(self, title=title, sapo=sapo, paragraphs=paragraphs)


@dataclass(frozen=True, slots=True)
class Paper:
    """One newspaper: its host, name in print, page style, ways in, and articles, newest first."""

    source: str
    host: str
    title: str
    style: str
    level: Level
    ways: tuple[Way, ...]
    language: str
    texts: tuple[Text, ...]
    fault: str = ""

    def url(self, text: Text) -> str:
        """The address of an article."""
        return f"http://{self.host}/{text.path}"


@dataclass(frozen=True, slots=True)
class PageTruth:
    """The right answer for one page. `verdict` is accept, review_ok, reject or none; see README.md here."""

    url: str
    source: str
    title: str
    published: str | None
    author: str
    sapo_first: str
    verdict: str
    role: str | None
    topics: tuple[str, ...]
    tone: str | None
    reply_due: bool
    story: str | None
    outcome: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Newspaper:
    """The right answer for one newspaper: ok, down or cut, and how many of its pages must be stored."""

    source: str
    title: str
    host: str
    expected: str
    articles: int


@cache
def papers() -> tuple[Paper, ...]:
    """Every newspaper, by file name."""
    return tuple(_paper(path) for path in sorted((HERE / "papers").glob("*.txt")))


def sources() -> tuple[Source, ...]:
    """The newspapers as the crawler is told of them."""
    return tuple(
        Source(paper.source, paper.title, f"http://{paper.host}/", paper.ways, paper.level, paper.language)
        for paper in papers()
    )


@cache
def newspapers() -> tuple[Newspaper, ...]:
    """The right answer for every newspaper."""
    return tuple(Newspaper(**row) for row in _truth("newspaper"))


@cache
def page_truths() -> tuple[PageTruth, ...]:
    """The right answer for every page."""
    return tuple(PageTruth(**(row | {"topics": tuple(row["topics"])})) for row in _truth("page"))


@cache
def facts() -> tuple[Fact, ...]:
    """The commune's own (invented) documents, against which the press is checked."""
    rows = map(json.loads, (HERE / "facts.jsonl").read_text(encoding="utf-8").splitlines())
    return tuple(
        Fact(row["text"], row["number"], date.fromisoformat(row["date"]), row["issuer"], row["title"]) for row in rows
    )


def _truth(kind: str) -> Iterator[dict[str, Any]]:
    for line in (HERE / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.pop("kind") == kind:
            yield row


def _paper(path: Path) -> Paper:
    """A newspaper file: a head of `name: value` lines, then articles, each opened by a line `== key`."""
    head, *articles = path.read_text(encoding="utf-8").split("\n== ")
    fields, _ = _fields(head.splitlines())
    return Paper(
        source=fields["source"],
        host=fields["host"],
        title=fields["title"],
        style=fields["style"],
        level=Level(fields["level"]),
        ways=tuple(_way(fields["host"], line) for line in fields["ways"].split("|")),
        language=fields.get("language", "vi"),
        texts=tuple(_text(article) for article in articles),
        fault=fields.get("fault", ""),
    )


def _way(host: str, line: str) -> Way:
    """`feed /rss`, `sitemap /news.xml`, or `list /tin PATTERN PAGING`."""
    kind, address, *rest = line.split()
    pattern = rest[0] if rest else None
    paging = f"http://{host}{rest[1]}" if len(rest) > 1 else None
    return Way(WayKind(kind), f"http://{host}{address}", pattern, paging)


def _text(block: str) -> Text:
    key, *lines = block.split("\n")
    fields, rest = _fields(lines)
    paragraphs = tuple(line.strip() for line in rest if line.strip())
    published = fields.get("published")
    return Text(
        key=key.strip(),
        title=fields["title"],
        sapo=fields["sapo"],
        paragraphs=paragraphs,
        published=parse_now(published) if published else None,
        author=fields.get("author", ""),
        section=fields.get("section", "Xã hội"),
        caption=fields.get("caption", ""),
        path=fields["path"],
        hidden="hidden" in fields,
        gone_from_visit=int(fields.get("gone", "0")),
        edited=tuple(_edit(line) for line in fields.get("edited", "").split(" || ") if line),
    )


def _edit(line: str) -> tuple[str, str]:
    old, new = line.split(" -> ")
    return old, new


def _fields(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """`name: value` lines up to the first empty one, and what follows it."""
    fields: dict[str, str] = {}
    for number, line in enumerate(lines):
        if not line.strip():
            return fields, lines[number:]
        name, value = line.split(":", 1)
        fields[name.strip()] = value.strip()
    return fields, []
