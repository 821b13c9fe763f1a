"""An edition fit to print: the names of private persons masked wherever press text stands in it.

Everything a digest prints of an article is masked with what the whole article tells of its people. The store keeps the
press's own words; only what leaves the house in a document is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from config.model import Settings
from config.outlets import outlets
from digest.quoting import naming
from domain.edition import Edition, Entry
from domain.place import Commune, Gazetteer
from nlp.engines.persons import persons
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


def masked(edition: Edition, masker: Masker) -> Edition:
    """The edition with every press text masked; issues and changes by the article they come from where it is known.

    One that is masked already stays: of its articles only what is printed is left, too little to tell who is in office.
    """
    if edition.masked:
        return edition
    people: dict[str, Persons] = {}
    entries = tuple(_entry(entry, masker, people) for entry in edition.entries)
    undated = tuple(_entry(entry, masker, people) for entry in edition.undated)
    review = tuple(_entry(entry, masker, people) for entry in edition.review)

    def plain(text: str, article: str = "") -> str:
        return (people.get(article) or masker.read(text)).mask(text)

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


def _entry(entry: Entry, masker: Masker, people: dict[str, Persons]) -> Entry:
    """An article with what is printed of it masked: headline, lead, reasons, and of the body the passage quoted."""
    article = entry.article
    year = article.published.day.year if article.published else None
    told = masker.read("\n".join((article.title, article.sapo, article.body)), year)
    people[article.id] = told
    place = naming(entry)
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
