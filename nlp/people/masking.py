"""What of an article may be printed with its names, and how? Private persons become initials, the protected nobody.

Officials in office stay ("Chủ tịch UBND xã Nguyễn Văn Mẫu"); a private person becomes "ông N.V.A."; children, victims,
the sick and those who complain lose their name altogether, in brackets, so that a quotation shows what was left out.
The whole article is read for who somebody is; what is printed of it is masked with that.

In doubt a name is masked: an official in initials is a nuisance, a private person in print is an offence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from nlp.people import words
from nlp.people.finding import LOW, SEQUENCE, UP, Found, Tagger, names, no_person_after
from nlp.people.standing import Standing, standing, weightier
from nlp.sentences import located, sentences

NAMELESS = "[không nêu tên]"
_INITIAL = re.compile(rf"(?<![{LOW}{UP}])[{UP}]")
_NEXT_SYLLABLE = re.compile(r" [^\W\d_]+")


class Masker:
    """Masks names. `places` are names of places and newspapers; `keep` persons whom the office names in any case.

    `persons` tells the names of persons in a sentence (`nlp.engines.persons`); without it capitals that the rules
    cannot place stay.
    """

    def __init__(self, places: Iterable[str] = (), keep: Iterable[str] = (), persons: Tagger | None = None):
        self.places, self.persons = frozenset(places), persons
        self.keep = frozenset(keep)

    def read(self, text: str, year: int | None = None, persons: Tagger | None = None) -> Persons:
        """Who is who in an article; `year` is that of its publication, for those whose year of birth it tells.

        `persons` is asked instead of the masker's own tagger (one that remembers this article's answers).
        """
        return Persons(self, text, year, persons or self.persons)


@dataclass(frozen=True)
class Persons:
    """Who is who in one article, and what is printed of it with the names masked.

    The article is read for whoever is printed, by the name they are called by: few of its people are, and most of its
    sentences say nothing of those.
    """

    masker: Masker
    text: str
    year: int | None = None
    tagger: Tagger | None = None
    _told: dict[str, dict[str, Standing]] = field(default_factory=dict, repr=False, compare=False)

    def mask(self, text: str) -> str:
        """The text with every name masked that must not be printed."""
        done, at = [], 0
        for start, sentence in located(text):
            done += [text[at:start], self._sentence(sentence)]
            at = start + len(sentence)
        masked = "".join([*done, text[at:]])
        return re.sub(rf"(?<=[{UP}]\.)\.(?!\.)", "", masked) if masked != text else text

    def _sentence(self, sentence: str) -> str:
        found = names(sentence, self.masker.places, self.tagger)
        found += self._bare(sentence, found)
        masked = sentence
        for one in sorted(found, key=lambda one: -one.start):
            masked = masked[: one.start] + self._instead(sentence, one) + masked[one.end :]
        return masked

    def _instead(self, sentence: str, found: Found) -> str:
        match self._standing(sentence, found):
            case Standing.OFFICE:
                return found.name
            case Standing.PROTECTED:
                return NAMELESS
            case Standing.PRIVATE:
                return initials(found.name)

    def _standing(self, sentence: str, found: Found) -> Standing:
        """A full name speaks for itself; a given name for whoever of that name stands in the article."""
        if found.name in self.masker.keep:
            return Standing.OFFICE
        here = standing(sentence, found)
        known = self.called(found.name.split()[-1])
        if " " not in found.name and found.given:
            full = {who for name, who in known.items() if " " in name}
            others = full - {Standing.OFFICE}
            return _of_several(others) if others else weightier(next(iter(full), known.get(found.name)), here)
        return weightier(known.get(found.name), here)

    def _bare(self, sentence: str, taken: list[Found]) -> list[Found]:
        """Given names that stand alone, of persons whose full name the article tells."""
        single = (
            Found(match.start(), match.end(), match.group())
            for match in SEQUENCE.finditer(sentence)
            if " " not in match.group()
        )
        return [one for one in single if _alone(sentence, one) and not one.touches(taken) and self._private(one.name)]

    def _private(self, given: str) -> bool:
        """Whether the article tells a full name with this given name, of somebody who is not in office."""
        if not _ends_capitals(self.text, given):
            return False
        told = self.called(given).items()
        return any(" " in name and "." not in name and who != Standing.OFFICE for name, who in told)

    def called(self, given: str) -> dict[str, Standing]:
        """Who is who among those whose name, as the article tells it, ends in this word or is it."""
        if given not in self._told:
            self._told[given] = _joined(self._read(given)) if f" {given}" in self.text else {}
        return self._told[given]

    def _read(self, given: str) -> dict[str, Standing]:
        """As each sentence tells it. Before the last word of a name stands a blank, and before a name of one word too:
        nobody is known by that without a form of address."""
        known: dict[str, Standing] = {}
        for sentence in self._sentences:
            for found in names(sentence, self.masker.places) if f" {given}" in sentence else ():
                if found.name.split()[-1] == given:
                    office = found.name in self.masker.keep
                    now = Standing.OFFICE if office else standing(sentence, found, self.year)
                    known[found.name] = weightier(known.get(found.name), now)
        return known

    @cached_property
    def _sentences(self) -> list[str]:
        return sentences(self.text)


def _ends_capitals(text: str, given: str) -> bool:
    """Whether a word with a capital in it stands before this one somewhere: no full name ends in it otherwise."""
    at = text.find(f" {given}")
    while at >= 0:
        before = text[text.rfind(" ", 0, at) + 1 : at]
        if before != before.lower():
            return True
        at = text.find(f" {given}", at + 1)
    return False


def _joined(known: dict[str, Standing]) -> dict[str, Standing]:
    """Of those with one given name: what is told of "bà Dần" holds for Mai Thị Dần where nobody else is called so."""
    alone = [name for name in known if " " not in name and "." not in name]
    full = [name for name in known if " " in name]
    if alone and len(full) == 1:
        return known | {full[0]: weightier(known[full[0]], known[alone[0]])}
    return known


def _of_several(standings: set[Standing]) -> Standing:
    """Where people in and out of office share a given name, nobody is named by it."""
    return Standing.PROTECTED if Standing.PROTECTED in standings else Standing.PRIVATE


def _alone(sentence: str, one: Found) -> bool:
    """Whether a syllable stands for a person, not for a street or a school, nor begins an ordinary word."""
    following = _NEXT_SYLLABLE.match(sentence[one.end :])
    word = f"{one.name}{following.group() if following else ''}".lower()
    return word not in words.ORDINARY and len(one.name) > 1 and not no_person_after(sentence[: one.start])


def initials(name: str) -> str:
    """`Nguyễn Văn An` -> `N.V.A.`; what is initials already stays so."""
    return ".".join(_INITIAL.findall(name)) + "."
