"""What a commune's office says is never its name: phrases, and the officer's “không phải xã mình” as a visible rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.place import LocalKnowledge, NotOurs
from domain.reading import Reason
from nlp.places.found import Found
from nlp.places.reasons import SENTENCES
from nlp.places.syllables import keys_of
from nlp.places.weights import WEIGHTS


@dataclass(frozen=True, slots=True)
class Ignored:
    """A phrase that stands where a name was found, and the rule that says so (None for a shipped phrase)."""

    quote: str
    rule: NotOurs | None = None

    def reason(self, one: Found) -> Reason:
        """The sentence an officer reads."""
        weight = -WEIGHTS["ignored"]
        if self.rule is None:
            return Reason(weight, SENTENCES["ignored"].format(q=one.quote, w=self.quote), "ignored")
        return Reason(weight, f"“{self.quote}”: {self.rule.sentence()}", "rule")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one commune, by their keys."""

    entries: tuple[tuple[tuple[str, ...], NotOurs | None], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries)

    def covers(self, one: Found, outlet: str) -> Ignored | None:
        """The phrase that takes in a name where it stands, if there is one.

        A shipped phrase gives way to "xã Kiến Quốc" written as a name; a rule of the office does not.
        """
        keys, text = one.text.keys, one.text
        for phrase, rule in self.entries:
            if rule is None and one.as_unit and not one.caps:
                continue
            if rule is not None and rule.outlet and rule.outlet != outlet:
                continue
            for start in range(max(0, one.end - len(phrase)), one.start + 1):
                if tuple(keys[start : start + len(phrase)]) == phrase:
                    return Ignored(text.quote(start, start + len(phrase)), rule)
        return None


def ignored_by(knowledge: LocalKnowledge) -> Phrases:
    """The phrases and rules of a commune."""
    return Phrases(tuple(_entries(knowledge)))


def _entries(knowledge: LocalKnowledge) -> Iterator[tuple[tuple[str, ...], NotOurs | None]]:
    for phrase in knowledge.ignore:
        if keys := keys_of(phrase):
            yield keys, None
    for rule in knowledge.not_ours:
        if keys := keys_of(rule.phrase):
            yield keys, rule
