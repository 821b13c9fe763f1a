"""A text as arrays: the same syllables whatever their spelling, places that quote, names that become one sign."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.engines.linear import counted
from nlp.engines.phrases import PhraseFinder, outermost, phrase_key
from nlp.engines.words import MOST_CHARACTERS, NAME, as_it_stands, seen, signs_of, words

WORD = re.compile(r"[^\W_]+|[.!?…:;,()\n\"“”]")
TEXT = st.text(alphabet=st.characters(max_codepoint=0xFFFF), max_size=200)


@given(TEXT)
def test_syllables_and_signs_stand_where_they_stand(text: str) -> None:
    found = as_it_stands(text)
    expected = [match.span() for match in WORD.finditer(text)]
    assert list(zip(found.starts.tolist(), found.ends.tolist(), strict=True)) == expected
    assert len(found.blanks) == len(found) + 1 == found.line.count(" ")


@given(st.text(max_size=200))
def test_any_text_has_words(text: str) -> None:
    found = words(text)
    assert all(found.text[first:last] for first, last in zip(found.starts, found.ends, strict=True))
    assert len(signs_of(seen([found]))) <= 2 * len(found)


@pytest.mark.parametrize(
    "other", ["THUỶ LỢI hoà bình", unicodedata.normalize("NFD", "thủy lợi hòa bình"), "thủy\u200b lợi\x07 hoà  bình"]
)
def test_spelling_makes_no_difference(other: str) -> None:
    assert words(other).codes.tolist() == words("thủy lợi hòa bình").codes.tolist()


def test_runs_of_capitalised_syllables_are_one_sign_but_not_where_a_sentence_begins() -> None:
    codes = seen([words("Công an xã Nghi Dương bắt 3 người. Nông dân vui, Trần A khen.")]).tolist()
    assert codes.count(int(NAME)) == 2
    assert words("công").codes[0] in codes
    assert words("nông").codes[0] in codes
    assert words("dương").codes[0] not in codes


def test_a_text_in_capitals_keeps_every_syllable() -> None:
    assert seen([words("CHÁY LỚN Ở XÃ NGHI DƯƠNG")]).tolist()[:-1] == words("cháy lớn ở xã nghi dương").codes.tolist()


def test_pairs_never_cross_a_sign() -> None:
    apart, together = signs_of(words("lúa, gạo").codes), signs_of(words("lúa gạo").codes)
    assert len(apart) == 2
    assert len(together) == 3
    assert set(apart.tolist()) < set(together.tolist())


def test_a_cut_keeps_places_and_finds_only_its_own() -> None:
    whole = words("Nông dân gặt lúa.\nHợp tác xã trồng lúa.")
    part = whole.cut(5, len(whole))
    finder = PhraseFinder([phrase_key("lúa")])
    number, first, last = finder.find(part)[0].tolist()
    assert (number, whole.text[part.starts[first] : part.ends[last]]) == (0, "lúa")
    assert len(finder.find(part)) == 1
    assert len(finder.find(whole)) == 2


def test_a_longer_phrase_hides_the_shorter() -> None:
    finder = PhraseFinder([phrase_key("giải quyết"), phrase_key("chưa được giải quyết")])
    found = finder.find(words("việc chưa được giải quyết, mai giải quyết"))
    assert outermost(found)[:, 0].tolist() == [1, 0]
    assert len(found) == 3


def test_long_texts_are_cut() -> None:
    assert len(words("lúa " * 100_000).text) <= MOST_CHARACTERS


@given(st.lists(st.integers(0, 9)))
def test_signs_are_counted(numbers: list[int]) -> None:
    found, times = counted(np.array(numbers, np.uint32))
    assert dict(zip(found.tolist(), times.tolist(), strict=True)) == {n: numbers.count(n) for n in numbers}
