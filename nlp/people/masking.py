"""What of an article may be printed with its names, and how? Private persons become initials, the protected nobody.

Officials in office stay ("Chủ tịch UBND xã Nguyễn Văn Mẫu"); a private person becomes "ông N.V.A."; children, victims,
the sick and those who complain lose their name altogether, in brackets, so that a quotation shows what was left out.
The whole article is read for who somebody is; what is printed of it is masked with that.

In doubt a name is masked: an official in initials is a nuisance, a private person in print is an offence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

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

    def read(self, text: str, year: int | None = None) -> Persons:
        """Who is who in an article; `year` is that of its publication, for those whose year of birth it tells."""
        known: dict[str, Standing] = {}
        for sentence in sentences(text):
            for found in names(sentence, self.places):
                now = Standing.OFFICE if found.name in self.keep else standing(sentence, found, year)
                known[found.name] = weightier(known.get(found.name), now)
        return Persons(self, _joined(known))


@dataclass(frozen=True)
class Persons:
    """Who is who in one article, by name in the order told, and what is printed of it with the names masked."""

    masker: Masker
    known: dict[str, Standing]

    def mask(self, text: str) -> str:
        """The text with every name masked that must not be printed."""
        done, at = [], 0
        for start, sentence in located(text):
            done += [text[at:start], self._sentence(sentence)]
            at = start + len(sentence)
        masked = "".join([*done, text[at:]])
        return re.sub(rf"(?<=[{UP}]\.)\.(?!\.)", "", masked) if masked != text else text

    def _sentence(self, sentence: str) -> str:
        found = names(sentence, self.masker.places, self.masker.persons)
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
        if " " not in found.name and found.given:
            called = {who for name, who in self.known.items() if " " in name and name.split()[-1] == found.given}
            others = called - {Standing.OFFICE}
            return _of_several(others) if others else weightier(next(iter(called), self.known.get(found.name)), here)
        return weightier(self.known.get(found.name), here)

    def _bare(self, sentence: str, taken: list[Found]) -> list[Found]:
        """Given names that stand alone, of persons whose full name the article tells."""
        full = [name for name, who in self.known.items() if " " in name and "." not in name and who != Standing.OFFICE]
        givens = {name.split()[-1] for name in full}
        found = (Found(match.start(), match.end(), match.group()) for match in SEQUENCE.finditer(sentence))
        return [one for one in found if one.name in givens and not one.touches(taken) and _alone(sentence, one)]


def _joined(known: dict[str, Standing]) -> dict[str, Standing]:
    """What is told of "bà Dần" holds for Mai Thị Dần where nobody else in the article has that given name."""
    joined = dict(known)
    for given in (name for name in known if " " not in name and "." not in name):
        called = [name for name in known if " " in name and name.split()[-1] == given]
        if len(called) == 1:
            joined[called[0]] = weightier(known[called[0]], known[given])
    return joined


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
