"""A list of articles as an Atom feed (RFC 4287): headline, newspaper, day and link, and nothing else of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

from digest.safe import href, printable
from domain.clock import utc_text

_NAMESPACE = "http://www.w3.org/2005/Atom"
_START = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article: `at` is its time of publication, or that of its first sight."""

    title: str
    outlet: str
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its name for ever, its title, who issues it, its own address, and its entries, newest first."""

    id: str
    title: str
    issuer: str
    address: str
    entries: Sequence[Entry]


def atom(feed: Feed) -> bytes:
    """The feed as XML. An article whose address is no sound web address is left out: there is nothing to follow."""
    root = ElementTree.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "vi"})
    known = [(one, link) for one in feed.entries if (link := href(one.url))]
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", utc_text(max((one.at for one, _ in known), default=_START)))
    _text(ElementTree.SubElement(root, "author"), "name", feed.issuer)
    ElementTree.SubElement(root, "link", {"rel": "self", "href": printable(feed.address)})
    for one, link in known:
        _entry(root, one, link)
    data: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def _entry(root: ElementTree.Element, one: Entry, link: str) -> None:
    entry = ElementTree.SubElement(root, "entry")
    _text(entry, "id", link)
    _text(entry, "title", one.title or "(bài không có tiêu đề)")
    _text(ElementTree.SubElement(entry, "author"), "name", one.outlet)
    _text(entry, "updated", utc_text(one.at))
    _text(entry, "published", utc_text(one.at))
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "href": link})


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = printable(text)
