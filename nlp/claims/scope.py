"""Do two differing numbers belong to different things, parts or moments, although their sentences are alike?

Rules for what the weighing of `weighing` cannot see. Each was read off flags on the train stories of VN-MDS and ViMs
(103 read: 39 real disagreements of papers) and kept where it lost no injected number of claims_crossdoc's train part.
"""

from __future__ import annotations

import re
from typing import Any

from nlp.claims.alignment import Seen
from nlp.claims.comparing import DATED, TIMED, agree, dates_meet, same_kind
from nlp.claims.names import places
from nlp.claims.quantities import Quantity
from nlp.claims.units import BODIES, COUNTED_ALIKE, EXCLUSIVE, LASTING, OTHERWISE, PARTS, RUNNING, SESSIONS

_CODE = re.compile(r"\b[A-ZĐ]{2,}[0-9]*\b")
# With at most two words between ("trong đó có hơn").
_PART = re.compile(rf"\b(?:{'|'.join(PARTS)}),?(?:\s\w+){{0,2}}\s$")
_STAGE = re.compile(r"\b(?:đợt|giai đoạn)\s\d+")
MONTHS = 12
_CLAUSE = re.compile(r"[.;:]\s|\n")


def apart(one: Seen, mine: Quantity, other: Seen, theirs: Quantity) -> bool:
    """Whether the two are said of different things, whoever says them."""
    if mine.dimension in TIMED:
        return _stages(one.text) != _stages(other.text)
    return (
        _other_thing(mine, theirs)
        or (mine.dimension != "name" and _part(one, mine) != _part(other, theirs))
        or _otherwise(one, mine) != _otherwise(other, theirs)
        or _other_code(_code(one, mine), _code(other, theirs), one, other)
    )


def other_moment(one: Seen, other: Seen) -> bool:
    """Whether the sentences name different hours, or one a part of the day or session and the other another."""
    return _unlike(_clocks(one), _clocks(other)) or _unlike(_sessions(one.text), _sessions(other.text))


def _unlike(one: set[Any], other: set[Any]) -> bool:
    return bool(one and other) and not one & other


def other_day(one: Seen, other: Seen) -> bool:
    """Whether both name days, months or years and no two of them agree."""
    mine = [number for number in one.numbers if number.dimension in DATED]
    theirs = [number for number in other.numbers if number.dimension in DATED]
    return bool(mine and theirs) and not any(dates_meet(a, b) for a in mine for b in theirs)


def other_place(one: Seen, other: Seen) -> bool:
    """Whether the sentences name places of one kind and none of them is the same."""
    mine, theirs = places(one.text), places(other.text)
    for kind in {place.slot for place in mine} & {place.slot for place in theirs}:
        here, there = ({place.name for place in names if place.slot == kind} for names in (mine, theirs))
        if not any(a in b or b in a for a in here for b in there):
            return True
    return False


def other_scope(one: Seen, other: Seen) -> bool:
    """Whether the sentences speak of two schools, prices, storms, rounds or parts of a year, each with its figures."""
    here, there = one.text.lower(), other.text.lower()
    rows = ((_row(row, here), _row(row, there)) for row in EXCLUSIVE)
    if any(_unlike(mine, theirs) for mine, theirs in rows) or _running(one, here, other, there):
        return True
    theirs = _numbered(other)
    numbered = any(_unlike(called, theirs.get(kind, set())) for kind, called in _numbered(one).items())
    return numbered and not _figures_agree(one, other)


def _row(row: dict[str, str], text: str) -> set[str]:
    return {thing for words, thing in row.items() if words in text}


def _running(one: Seen, here: str, other: Seen, there: str) -> bool:
    """Whether one side tells the year so far and the other a month or a day of it."""
    mine, theirs = (any(word in text for word in RUNNING) for text in (here, there))
    dated = other if mine else one
    return mine != theirs and any(number.dimension in ("day", "month") for number in dated.numbers)


def _numbered(seen: Seen) -> dict[str, set[Any]]:
    """What a sentence calls by number ("bão số 5", "đợt 2") and which months' figures it tells ("9 tháng")."""
    found: dict[str, set[Any]] = {}
    for number in seen.numbers:
        if number.dimension == "name" and number.anchor:
            found.setdefault(number.anchor, set()).add(number.value)
        elif number.dimension == "months" and number.text.lower().endswith("tháng") and number.value < MONTHS:
            before = seen.text[: number.start].lower().split()
            if not before or before[-1] not in LASTING:
                found.setdefault("tháng", set()).add(number.value)
    return found


def _figures_agree(one: Seen, other: Seen) -> bool:
    """Whether a figure that is no date and names nothing is the same on both sides, or one side has none."""
    plain = (*TIMED, "name", "months")
    mine, theirs = ([number for number in seen.numbers if number.dimension not in plain] for seen in (one, other))
    return not (mine and theirs) or any(same_kind(a, b) and agree(a, b) for a in mine for b in theirs)


def _clocks(seen: Seen) -> set[float]:
    return {number.value % 720 for number in seen.numbers if number.dimension == "clock"}


def _sessions(text: str) -> set[str]:
    low = text.lower()
    return {word for word in SESSIONS if word in low}


def _other_thing(mine: Quantity, theirs: Quantity) -> bool:
    """Whether both count something well known and not the same ("3 người", "hai xe"); words for people are one."""
    if mine.dimension != "count" or theirs.dimension != "count":
        return False
    here, there = COUNTED_ALIKE.get(mine.noun), COUNTED_ALIKE.get(theirs.noun)
    return here is not None and there is not None and here != there


def _part(seen: Seen, number: Quantity) -> bool:
    """Whether the words just before the number say that it is a part of more."""
    return bool(_PART.search(seen.text[: number.start].lower()))


def _otherwise(seen: Seen, number: Quantity) -> set[str]:
    before = _clause(seen, number).lower()
    return {word for word in OTHERWISE if word in before} | _stages(before)


def _stages(text: str) -> set[str]:
    """The numbered rounds and stages a text speaks of."""
    return set(_STAGE.findall(text.lower()))


def _code(seen: Seen, number: Quantity) -> str:
    """The nearest abbreviation before a number that is no public body's: a share, a firm, an index."""
    codes = reversed(_CODE.findall(_clause(seen, number)))
    return next((code for code in codes if code not in BODIES), "")


def _clause(seen: Seen, number: Quantity) -> str:
    """What of its clause stands before a number."""
    return _CLAUSE.split(seen.text[: number.start])[-1]


def _other_code(mine: str, theirs: str, one: Seen, other: Seen) -> bool:
    return bool(mine and theirs) and mine not in other.text and theirs not in one.text
