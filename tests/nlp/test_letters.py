"""Runs of letters: parts of syllables, whatever their spelling, never across a blank or a sign."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.engines.letters import LENGTHS, letters_of
from nlp.engines.words import words


def runs(*texts: str) -> list[int]:
    return sorted(letters_of([words(text) for text in texts]).tolist())


def test_a_syllable_gives_its_runs_with_the_blanks_around_it() -> None:
    assert len(runs("lúa")) == len({" lu", "lua", "uas", "as ", " lua", "luas", "uas ", " luas", "luas "})
    assert set(runs("lúa")) < set(runs("lúa gạo"))


def test_no_run_crosses_a_blank_or_a_sign() -> None:
    assert runs("lúa gạo") == runs("gạo lúa") == runs("lúa. gạo") == runs("lúa", "gạo")


@pytest.mark.parametrize("other", ["THUỶ LỢI", unicodedata.normalize("NFD", "thủy lợi"), "thủy\u200b lợi"])
def test_spelling_makes_no_difference(other: str) -> None:
    assert runs(other) == runs("thủy lợi")


@given(st.text(max_size=100))
def test_any_text_has_runs(text: str) -> None:
    found = letters_of([words(text)])
    assert found.dtype == np.uint32
    assert len(found) <= len(LENGTHS) * len(words(text).line)


def test_names_are_not_seen() -> None:
    assert runs("Ở xã Nghi Dương") == runs("Ở xã Kiến Thụy")
    assert set(runs("Ở xã Nghi Dương")) < set(runs("Ở xã"))


def test_nothing_gives_nothing() -> None:
    assert not runs()
    assert not runs("")
