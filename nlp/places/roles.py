"""The part a commune plays in an article: main, at the side (a home, an origin, a way), or one of a list."""

from __future__ import annotations

from collections.abc import Sequence

from domain.reading import Role
from nlp.places.before import plural
from nlp.places.cues import HOMES, WAYS
from nlp.places.found import Found

# Swept on dev and city_dev: words back in which a home or origin is looked for (4 to 20: 12), names of a list (3 to 6).
_WORDS_BACK = 12
_LIST = 3
_STOPS = frozenset(".;\n")


def role_of(mentions: Sequence[Found]) -> Role:
    """By the mentions that mean the commune: one that is neither a home, a way nor a list entry makes it main."""
    kinds = {_kind(one) for one in mentions}
    return Role.MAIN if Role.MAIN in kinds else Role.SIDE if Role.SIDE in kinds else Role.LIST


def _kind(one: Found) -> Role:
    if one.text.field == "title" or one.authority:
        return Role.MAIN
    if _home(one) or (one.head_at and one.text.keys[one.head_at - 1] in WAYS):
        return Role.SIDE
    in_list = one.listed or (one.as_unit and plural(one.text, one.head_at))
    return Role.LIST if in_list and _length(one) >= _LIST else Role.MAIN


def _length(one: Found) -> int:
    """How many names the list has beside this one."""
    return one.siblings + sum("," in gap for gap in one.text.gaps[one.head_at + 1 : one.start + 1])


def _home(one: Found) -> bool:
    """ "trú tại xã …", "(SN 1990, quê …": the words before, up to the beginning of the sentence."""
    text = one.text
    for j in range(one.head_at - 1, max(-1, one.head_at - _WORDS_BACK), -1):
        if text.keys[j] in HOMES or (j and f"{text.keys[j - 1]} {text.keys[j]}" in HOMES):
            return True
        if not _STOPS.isdisjoint(text.gaps[j]):
            return False
    return False
