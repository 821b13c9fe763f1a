"""Between rows and domain objects: the only place that knows how each is written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from domain.clock import Stamp, from_utc_text, utc_text
from domain.press import Article, Link, Page, WayState
from domain.reading import Judgement, Mention, Reason, Role, Span, TopicHit, Verdict

Row = dict[str, Any]
# The Vietnamese day that an article `a` is told for: its own, else that of its first sight; there is an index over it.
TOLD_DAY = "coalesce(a.published_day, date(a.first_seen, '+7 hours'))"


def moment_text(moment: datetime | None) -> str | None:
    """UTC text of a moment, None for none."""
    return utc_text(moment) if moment else None


def moment(text: str | None) -> datetime | None:
    """Read back `moment_text`."""
    return from_utc_text(text) if text else None


def stamp_text(stamp: Stamp | None) -> str | None:
    """ISO text of a stamp, None for none."""
    return stamp.iso() if stamp else None


def to_json(value: Any) -> str:
    """JSON with Vietnamese letters as they are, keys in a fixed order."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def way_state(row: Row) -> WayState:
    """A row of `ways`."""
    return WayState(
        row["source"],
        row["url"],
        row["etag"],
        row["last_modified"],
        moment(row["read_at"]),
        moment(row["ok_at"]),
        moment(row["due_at"]),
        row["failures"],
    )


def link(row: Row) -> Link:
    """A row of `links`."""
    return Link(
        id=row["id"],
        url=row["url"],
        source=row["source"],
        title=row["title"],
        summary=row["summary"],
        published=Stamp.parse(row["published"]),
        way=row["way"],
        outlet=row["outlet"],
    )


def page(row: Row, body: bytes) -> Page:
    """A row of `pages` with its bytes from the archive."""
    return Page(
        id=row["id"],
        url=row["url"],
        final_url=row["final_url"],
        status=row["status"],
        headers=tuple((key, value) for key, value in json.loads(row["headers"])),
        body=body,
        fetched_at=from_utc_text(row["fetched_at"]),
        ip=row["ip"],
    )


def article_row(item: Article, link_id: str, first_seen: str) -> Row:
    """What `articles` keeps of an article."""
    plain = {one.name: getattr(item, one.name) for one in fields(item)}  # asdict copies every text: a fifth of a save
    lists = {key: to_json(plain[key]) for key in ("tags", "captions", "notes")}
    stamps = {"published": stamp_text(item.published), "updated": stamp_text(item.updated)}
    day = item.published.day.isoformat() if item.published else None
    return plain | lists | stamps | {"published_day": day, "link": link_id, "first_seen": first_seen}


def article(row: Row) -> Article:
    """A row of `articles`."""
    names = ("id", "url", "source", "outlet", "title", "sapo", "body", "author", "published_from", "section")
    plain = {key: row[key] for key in (*names, "canonical", "language", "form")}
    return Article(
        **plain,
        tags=tuple(json.loads(row["tags"])),
        captions=tuple(json.loads(row["captions"])),
        notes=tuple(json.loads(row["notes"])),
        published=Stamp.parse(row["published"]),
        updated=Stamp.parse(row["updated"]),
        first_seen=from_utc_text(row["first_seen"]),
    )


def judgement_row(article_id: str, item: Judgement, version: int) -> Row:
    """What `judgements` keeps: the verdict, and its evidence as JSON."""
    return {
        "article": article_id,
        "unit_code": item.unit_code,
        "verdict": item.verdict.value,
        "score": float(item.score),
        "role": item.role.value if item.role else None,
        "reasons": to_json([asdict(reason) for reason in item.reasons]),
        "mentions": to_json([asdict(mention) for mention in item.mentions]),
        "version": version,
    }


def judgement(row: Row) -> Judgement:
    """A row of `judgements`."""
    return Judgement(
        unit_code=row["unit_code"],
        verdict=Verdict(row["verdict"]),
        score=row["score"],
        role=Role(row["role"]) if row["role"] else None,
        reasons=tuple(Reason(**plain) for plain in json.loads(row["reasons"])),
        mentions=tuple(_mention(plain) for plain in json.loads(row["mentions"])),
    )


def _mention(plain: Row) -> Mention:
    spans = {"span": Span(**plain["span"]), "reasons": tuple(Reason(**reason) for reason in plain["reasons"])}
    return Mention(**(plain | spans))


def topic_row(article_id: str, hit: TopicHit, version: int) -> Row:
    """What `topics` keeps of a hit."""
    plain = asdict(hit)
    return plain | {"article": article_id, "evidence": to_json(plain["evidence"]), "version": version}


def topic_hits(rows: Sequence[Row]) -> tuple[TopicHit, ...]:
    """Rows of `topics` of one article, main topic first."""
    ordered = sorted(rows, key=lambda row: row["rank"])
    return tuple(
        TopicHit(
            topic=row["topic"],
            rank=row["rank"],
            score=row["score"],
            evidence=tuple(Span(**plain) for plain in json.loads(row["evidence"])),
            reason=row["reason"],
        )
        for row in ordered
    )
