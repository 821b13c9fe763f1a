"""All mentions of an article decided together: a name without parents means what it means elsewhere in the text."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.places.communes import base_of, communes_of, local_readings
from nlp.places.found import Found
from nlp.places.others import HEAD_KINDS, others_of
from nlp.places.readings import Decision, Reading, ranked, reading_of
from nlp.places.setting import Setting


def decide_all(found: Sequence[Found], setting: Setting) -> list[Decision]:
    """The decisions on every name that a commune bears."""
    named = [one for one in found if one.name.codes]
    astray = {one.name.key: one.astray for one in named if one.astray}
    for one in named if astray else ():
        one.astray = astray.get(one.name.key) if one.as_unit else None
    decisions = [_decide(one, setting) for one in named]
    told: dict[str, dict[object, Decision]] = {}
    for decision in decisions:
        if _tells(decision.found):
            best = decision.best
            told.setdefault(decision.found.name.key, {}).setdefault(best.place or best.kind, decision)
    for decision in decisions:
        senses = told.get(decision.found.name.key)
        if senses and not _tells(decision.found):
            _agree(decision, list(senses.values()))
    return decisions


def _decide(one: Found, setting: Setting) -> Decision:
    base = base_of(one)
    communes, elsewhere = communes_of(one, setting, base)
    readings: list[Reading] = [*communes.values(), *elsewhere, *others_of(one, setting)]
    if one.name.locals:
        readings += local_readings(one, setting)
    return Decision(one, ranked(readings), base)


def _tells(one: Found) -> bool:
    """Whether the mention itself says what it is."""
    return one.chained or one.before or one.head in HEAD_KINDS


def _agree(decision: Decision, senses: Sequence[Decision]) -> None:
    """What the same name is said to be elsewhere in the article counts here too."""
    placed = [sense for sense in senses if sense.found.chained]
    if not placed and decision.found.as_unit:
        return
    places = [sense for sense in placed if sense.best.place is not None]
    for sense in places:
        if sense.found.district or sense.found.as_unit:
            _as_there(decision, sense)
    if not places and (sense := senses[0]).best.place is None:
        kind = "same, other parent" if placed else "same, other"
        one = sense.found
        decision.readings.append(reading_of(sense.best.kind, kind, one, one.opening, one.last))
    decision.readings = ranked(decision.readings)


def _as_there(decision: Decision, sense: Decision) -> None:
    place = sense.best.place
    mine = next((reading for reading in decision.readings if reading.place is place), None)
    if mine is None:
        mine = Reading("commune", place, list(decision.base.evidence), decision.base.score)
        decision.readings.append(mine)
    if all(kind != "same" for kind, *_ in mine.evidence):
        mine.add("same", sense.found, sense.found.opening, sense.found.last)
