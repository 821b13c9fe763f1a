"""An edition fit to print: the names of private persons masked wherever press text stands in it.

Everything a digest prints of an article is masked with what the whole article tells of its people. The store keeps the
press's own words; only what leaves the house in a document is changed. What the tagger says of an article is kept with
it (ADR 14), so that a document built again, or of articles looked at when they were read, asks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from config.model import Settings
from config.outlets import outlets
from digest.quoting import naming
from domain.edition import Edition, Entry
from domain.place import Commune, Gazetteer
from nlp.engines.persons import persons, version
from nlp.people.answers import Answers, Spans
from nlp.people.finding import Tagger
from nlp.people.masking import Masker, Persons

_KIND = re.compile(r"^(?:Thành phố|Tỉnh|Huyện|Quận|Thị xã|Thị trấn|Đặc khu|Phường|Xã) ")


def masker(settings: Settings, gazetteer: Gazetteer, communes: Iterable[Commune]) -> Masker:
    """What masks for an office: it knows the country's places, the newspapers, the office's own names."""
    places = set(_places(gazetteer))
    for own in (commune.knowledge for commune in communes):
        places.update((*own.villages, *own.landmarks, *own.projects, *own.schools))
    papers = {name for outlet in outlets() for name in (outlet.name, outlet.name.removeprefix("Báo "), *outlet.aliases)}
    tagger = persons if settings.digest.second_look and not settings.limits.slow_machine else None
    return Masker(places | papers, settings.digest.office_holders, tagger)


def _places(gazetteer: Gazetteer) -> Iterable[str]:
    for unit in gazetteer.units:
        yield from (unit.name, _KIND.sub("", unit.province))
    for former in gazetteer.formers:
        yield from (former.name, _KIND.sub("", former.district), _KIND.sub("", former.province))


class Kept(Protocol):
    """Where the tagger's answers are kept, as the mask sees it (`store.persons`)."""

    def of(self, articles: Iterable[str], version: str) -> dict[str, dict[str, Spans]]:
        """Answers of a version of the tagger, by article and sentence."""

    def keep(self, answers: Mapping[str, Mapping[str, Spans]], version: str) -> None:
        """Add answers to those kept."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The second look at each article: looked up where it was taken before, else taken."""

    masker: Masker
    kept: Kept | None
    told: Mapping[str, Mapping[str, Spans]]
    asked: dict[str, Answers] = field(default_factory=dict)

    @classmethod
    def at(cls, articles: Iterable[str], masker: Masker, kept: Kept | None) -> Looks:
        """With what is kept of these articles."""
        return cls(masker, kept, kept.of(articles, version()) if kept and masker.persons else {})

    def of(self, article: str) -> Tagger | None:
        """The tagger for an article's sentences; None where the office wants no second look."""
        if self.masker.persons is None or not article:
            return self.masker.persons
        return self.asked.setdefault(article, Answers(self.masker.persons, self.told.get(article, {})))

    def keep(self) -> None:
        """Keep what had to be asked."""
        new = {article: one.new for article, one in self.asked.items() if one.new}
        if self.kept and new:
            self.kept.keep(new, version())


def masked(edition: Edition, masker: Masker, kept: Kept | None = None) -> Edition:
    """The edition with every press text masked; issues and changes by the article they come from where it is known.

    One that is masked already stays: of its articles only what is printed is left, too little to tell who is in office.
    `kept` has answers of the tagger and is given those it had not.
    """
    if edition.masked:
        return edition
    looks = Looks.at(_articles(edition), masker, kept)
    done = _masked(edition, looks)
    looks.keep()
    return done


def _articles(edition: Edition) -> Iterable[str]:
    """Ids of the articles of which something is printed."""
    for entry in (*edition.entries, *edition.undated, *edition.review):
        yield entry.article.id
    yield from (matter.id for matter in edition.matters)
    yield from (noted.change.article for noted in edition.changes)
    yield from (one.id for one in edition.city.shared) if edition.city else ()


def _masked(edition: Edition, looks: Looks) -> Edition:
    masker, people = looks.masker, dict[str, Persons]()
    entries = tuple(_entry(entry, looks, people) for entry in edition.entries)
    undated = tuple(_entry(entry, looks, people) for entry in edition.undated)
    review = tuple(_entry(entry, looks, people) for entry in edition.review)

    def plain(text: str, article: str = "") -> str:
        return (people.get(article) or masker.read(text, persons=looks.of(article))).mask(text)

    return replace(
        edition,
        masked=True,
        entries=entries,
        undated=undated,
        review=review,
        matters=tuple(replace(matter, what=plain(matter.what, matter.id)) for matter in edition.matters),
        changes=tuple(
            replace(
                noted,
                title=plain(noted.title, noted.change.article),
                change=replace(noted.change, detail=plain(noted.change.detail, noted.change.article)),
            )
            for noted in edition.changes
        ),
        cases=edition.cases
        and tuple(replace(case, claim=plain(case.claim), title=plain(case.title)) for case in edition.cases),
        echoes=tuple(replace(echo, title=plain(echo.title)) for echo in edition.echoes),
        searches=tuple(
            replace(one, found=tuple(replace(found, title=plain(found.title)) for found in one.found))
            for one in edition.searches
        ),
        city=edition.city
        and replace(
            edition.city, shared=tuple(replace(one, title=plain(one.title, one.id)) for one in edition.city.shared)
        ),
    )


def _entry(entry: Entry, looks: Looks, people: dict[str, Persons]) -> Entry:
    article = entry.article
    year = article.published.day.year if article.published else None
    whole = "\n".join((article.title, article.sapo, article.body))
    told = people[article.id] = looks.masker.read(whole, year, looks.of(article.id))
    return printed(entry, told)


def printed(entry: Entry, told: Persons) -> Entry:
    """An article with what is printed of it masked: headline, lead, reasons, and of the body the passage quoted."""
    article, place = entry.article, naming(entry)
    reasons = tuple(
        replace(reason, sentence=told.mask(reason.sentence)) for reason in entry.judgement.reasons if reason.weight
    )
    shown = replace(
        article,
        title=told.mask(article.title),
        sapo=told.mask(article.sapo),
        body=told.mask(place.text) if place else "",
    )
    return replace(entry, article=shown, judgement=replace(entry.judgement, reasons=reasons))
