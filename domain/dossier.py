"""The evidence of one or several articles, ready to be handed over: versions with their bytes, history, proofs.

A dossier holds everything by value; what is rendered from it needs neither database nor archive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.press import Article, Certificate
from domain.watch import Change, Ruled, Sight


@dataclass(frozen=True, slots=True)
class Capture:
    """How a record was taken: when, from which server (address, certificate), by which program; "" for unknown."""

    at: str
    address: str
    ip: str
    tool: str
    certificate: Certificate | None
    status: str
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One page's bytes: the body, the WARC record as it lies in the archive, and the number of its chain link."""

    body: bytes
    warc: bytes
    capture: Capture
    link: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of an article: its text, when it was seen, and its page; `lost` says why there is none."""

    number: int
    seen_at: datetime
    article: Article
    record: Record | None
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One visit to an article after it was read."""

    at: datetime
    sight: Sight
    sentence: str
    answering: bool | None


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One article with its versions, oldest first, and all that was seen of it; `links` are its chain links."""

    article: Article
    snapshots: tuple[Snapshot, ...]
    changes: tuple[Change, ...] = ()
    rulings: tuple[Ruled, ...] = ()
    visits: tuple[Sighting, ...] = ()
    links: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Links of the chain without a gap: the hash before the first, their lines, the hash after the last."""

    first: int
    before: str
    lines: tuple[str, ...]
    end: str


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """An authority's RFC 3161 answer over the end of the chain: `head` is the line that was stamped."""

    number: int
    head: str
    at: datetime
    authority: str
    token: bytes


@dataclass(frozen=True, slots=True)
class Extra:
    """A further document: its file name, bytes, and what it is in a Vietnamese phrase."""

    name: str
    data: bytes
    what: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What a kept page looks like: the number of article and version (from 1), PNG bytes."""

    exhibit: int
    version: int
    png: bytes


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that is handed over. `outlets` are the newspapers' names in print, an exhibit each."""

    title: str
    office: str
    exhibits: tuple[Exhibit, ...]
    outlets: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    stamps: tuple[TimeStamp, ...] = ()
    extras: tuple[Extra, ...] = ()
    pictures: tuple[Picture, ...] = ()
