"""What a worker does with a stretch of a WARC file: a pure function, the same in this process, beside it or far away.

Cheap questions first: is it an answer of a page, of a newspaper asked for, does it name the commune at all? Only what
passes is read as an article and judged; only what is accepted or in doubt goes back, with the page it was read from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import urlsplit

import config.gazetteer
from crawler.captured import page_of
from crawler.rawtext import as_utf8
from diembao.jobs import Job, read
from diembao.stages import attempt
from domain.backfill import MATCHED, NO_NAME, NOT_A_PAGE, NOT_OURS, OTHER_PAPER, Capture, Gap, Kept, Sifted, Stretch
from domain.outcome import Temporary, Trouble, Word
from domain.place import Commune
from domain.press import Link, Page, Source
from domain.reading import Verdict
from domain.refusals import why
from domain.urls import domain_of
from nlp.mentions import Recogniser
from nlp.places.glance import Glance
from store.warcs import Reading

# The newspaper of an article whose domain is none of the office's.
SOURCE = "kho-bao-cu"
# A gap is told as often as this; a file of thousands is one broken file.
MOST_GAPS = 20
# Words that say an answer never was an article's page, not that something went wrong.
_NO_PAGE = frozenset(
    {Word.REDIRECTS, Word.GONE, Word.REFUSED, Word.HTTP_ERROR, Word.BUSY, Word.TIMEOUT, Word.NOT_HTML, Word.EMPTY}
)

_UNREADABLE = (
    "Không đọc được tệp ({why}). Phần đã đọc vẫn còn; mời kiểm tra ổ đĩa hoặc thư mục dùng chung rồi chạy lại lệnh."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: the communes, the newspapers by domain, domains to keep to (empty: all), the largest page.

    `key` names all of it, so that a worker makes its engines once. `glance`: whether pages without a name are put aside
    before they are read (only a measurement of the glance itself does without).
    """

    key: str
    communes: tuple[Commune, ...]
    sources: Mapping[str, Source]
    domains: frozenset[str]
    most_bytes: int
    now: datetime
    glance: bool = True


def sift(task: tuple[Wanted, Stretch]) -> Sifted | Trouble:
    """The pages of a stretch that are about a watched commune or may be, with counts of all others."""
    try:
        return _read(*task)
    except OSError as trouble:
        return Temporary(Word.DAMAGED, _UNREADABLE.format(why=why(trouble)))


def _read(wanted: Wanted, stretch: Stretch) -> Sifted:
    reading = Reading(stretch, wanted.most_bytes)
    sifted = Sifted(0, 0)
    name = Path(stretch.path).name
    for found in reading:
        if isinstance(found, Gap):
            if len(sifted.gaps) < MOST_GAPS:
                sifted.gaps.append(found)
        else:
            ended = attempt(partial(_sifted, name=name, wanted=wanted, kept=sifted.kept), found)
            sifted.counts[ended.word.value if isinstance(ended, Trouble) else ended] += 1
    sifted.first, sifted.next = reading.first, reading.next
    return sifted


def _sifted(capture: Capture, name: str, wanted: Wanted, kept: list[Kept]) -> str:
    """How a capture ended; one that matched is added to `kept`."""
    if capture.status == 0 or not _may_be_html(capture):
        return NOT_A_PAGE
    if wanted.domains and not _is_asked_for(capture.url, wanted.domains):
        return OTHER_PAPER
    page = page_of(capture, name, wanted.most_bytes)
    if isinstance(page, Trouble):
        return NOT_A_PAGE if page.word in _NO_PAGE else page.word.value
    recogniser, glance = _engines(wanted.key, wanted.communes)
    if wanted.glance and not glance.may_name(as_utf8(page.body, page.header("content-type"))):
        return NO_NAME
    link, source = _link(page, wanted.sources)
    article = read(Job(page.id, page, link, source, wanted.now))
    if isinstance(article, Trouble):
        return article.word.value
    judged = attempt(recogniser.judge, article)
    if isinstance(judged, Trouble):
        return judged.word.value
    if all(one.verdict is Verdict.REJECT for one in judged):
        return NOT_OURS
    kept.append(Kept(link, page))
    return MATCHED


@lru_cache(maxsize=2)
def _engines(_key: str, communes: tuple[Commune, ...]) -> tuple[Recogniser, Glance]:
    recogniser = Recogniser(config.gazetteer.load(), communes)
    return recogniser, recogniser.glance()


def _may_be_html(capture: Capture) -> bool:
    kind = next((value.lower() for key, value in capture.headers if key.lower() == "content-type"), "")
    return not kind or any(word in kind for word in ("html", "xml", "text/plain", "octet-stream"))


def _is_asked_for(url: str, domains: frozenset[str]) -> bool:
    """Whether an address lies under one of the domains."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _link(page: Page, sources: Mapping[str, Source]) -> tuple[Link, Source]:
    """The page's link as its newspaper's, where it is one of the office's."""
    source = sources.get(domain_of(page.url)) or Source(SOURCE, SOURCE, page.url)
    return Link(id=page.id, url=page.url, source=source.name, way="warc"), source
