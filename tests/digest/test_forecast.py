from __future__ import annotations

import pytest

from digest.compose import compose
from digest.forecast import LEAST_HISTORY, forecast, usual
from tests.digest import builders
from tests.digest.outline import outline, prose


def test_too_few_periods_foretell_nothing():
    assert forecast([5] * (LEAST_HISTORY - 1)) is None
    assert forecast([5] * LEAST_HISTORY) is not None


def test_a_jumping_series_is_better_foretold_by_its_mean():
    found = forecast([10, 20] * 6)
    assert found is not None
    assert (found.error, found.naive_error, found.tries) == (5.0, 10.0, 8)
    assert found.beats_naive
    assert found.expected == 15


def test_a_rising_series_is_better_foretold_by_the_last():
    found = forecast(list(range(10, 34, 2)))
    assert found is not None
    assert not found.beats_naive
    assert (found.error, found.naive_error) == (5.0, 2.0)


def test_the_usual_range_leaves_out_the_odd_ones():
    assert usual([9, 10, 11, 12, 10, 9, 11, 100, 10, 0]) == (9, 12)
    assert usual([3, 1, 2]) == (1, 3)


def said(*counts: int) -> str:
    entries = [builders.entry(f"Bài {number} ở xã Nghi Dương") for number in range(counts[-1])]
    return prose(compose(builders.edition(*entries, history=builders.history(*counts[:-1]))), "forecast")


def test_what_is_said_depends_on_what_is_known():
    assert "dự kiến khoảng 15 tin, bài" in said(*[10, 20] * 6)
    rising = said(*range(10, 34, 2))
    assert "không đưa số dự báo" in rising
    assert "sai số trung bình 5,0 so với 2,0" in rising
    assert "dự kiến khoảng" not in rising
    small = said(*[1, 2, 0, 3, 1, 2, 0, 1, 2])
    assert "còn ít" in small
    assert "sai số" not in small


def test_an_office_that_has_just_begun_gets_no_part_for_nothing():
    digest = compose(builders.edition(builders.COMPENSATION, history=builders.history(3)))
    assert "forecast" not in [section.name for section in digest.sections]
    assert "dự báo" not in outline(digest)


@pytest.mark.parametrize("counts", [[0] * 12, [7] * 12])
def test_a_flat_series_claims_no_victory(counts: list[int]):
    found = forecast(counts)
    assert found is not None
    assert not found.beats_naive
