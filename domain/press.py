"""What the press publishes: newspapers and the ways into them, links, pages as fetched, articles as read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.clock import Stamp


class WayKind(StrEnum):
    """How links are found in a newspaper."""

    FEED = "feed"
    SITEMAP = "sitemap"
    LIST = "list"
    SEARCH = "search"


class Level(StrEnum):
    """Whose newspaper it is, as reports count them."""

    CENTRAL = "trung-uong"
    CITY = "thanh-pho"
    OTHER = "khac"


@dataclass(frozen=True, slots=True)
class Way:
    """One way into a newspaper: an address that lists articles.

    `pattern` is a regular expression that article addresses match (lists, sitemaps); None takes all of the
    newspaper's own host. `paging` is the address of page n with `{n}` in it.
    """

    kind: WayKind
    url: str
    pattern: str | None = None
    paging: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A newspaper: short name (unique), name in print, home page, ways in."""

    name: str
    title: str
    home: str
    ways: tuple[Way, ...] = ()
    level: Level = Level.OTHER
    language: str = "vi"
    enabled: bool = True
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class WayState:
    """What is remembered of one way between runs.

    `due_at` is when to look again (UTC); `failures` counts failed readings in a row; a 304 after a failure
    stays a failure, so validators are kept only from readings that succeeded.
    """

    source: str
    url: str
    etag: str | None = None
    last_modified: str | None = None
    read_at: datetime | None = None
    ok_at: datetime | None = None
    due_at: datetime | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """An address of an article as a newspaper listed it. `published` is what the list itself says, if anything."""

    id: str
    url: str
    source: str
    title: str = ""
    summary: str = ""
    published: Stamp | None = None
    way: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The certificate by which a server proved its name: SHA-256 of its DER form, names, validity (UTC)."""

    sha256: str
    subject: str
    issuer: str
    valid_from: str
    valid_until: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page as fetched: `body` is the decoded entity (transfer and content encoding removed), never altered.

    `id` is the link's id; `url` the address asked for; `final_url` where redirects led. `ip` and `certificate` are of
    the server that answered, None where it was not seen (a proxy, no TLS, a page read back from the archive).
    """

    id: str
    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    ip: str | None = None
    certificate: Certificate | None = None

    def header(self, name: str) -> str:
        """The last value of a header, "" when absent; names ignore case."""
        wanted = name.lower()
        return next((value for key, value in reversed(self.headers) if key.lower() == wanted), "")


@dataclass(frozen=True, slots=True)
class Archived:
    """Where a page's bytes lie: SHA-256 of the body, WARC file name, offset and length of the record in bytes.

    `record` is the SHA-256 of the record itself as it lies in the file, where it is known.
    """

    sha256: str
    file: str
    offset: int
    length: int
    record: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read from a page. Every text is NFC; empty means the page shows none.

    `published_from` names the source of the date: jsonld, meta, visible, feed, sitemap, url, manual; None when the
    article is undated. `outlet` is the domain. `canonical` is the page's own canonical address (recorded, and part of
    the id only within one host). `body` holds paragraphs by line breaks and does not repeat the sapo.
    """

    id: str
    url: str
    source: str
    outlet: str
    title: str
    sapo: str = ""
    body: str = ""
    author: str = ""
    published: Stamp | None = None
    published_from: str | None = None
    updated: Stamp | None = None
    section: str = ""
    tags: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    canonical: str = ""
    language: str = "vi"
    form: str = "text"
    first_seen: datetime | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """Sapo and body, in paragraphs."""
        return "\n".join(filter(None, (self.sapo, self.body)))

    def fields(self) -> tuple[tuple[str, str], ...]:
        """The texts a reader searches, by field name, in reading order: title, sapo, body, caption*, tag*."""
        return (
            ("title", self.title),
            ("sapo", self.sapo),
            ("body", self.body),
            *(("caption", text) for text in self.captions),
            *(("tag", text) for text in self.tags),
        )
