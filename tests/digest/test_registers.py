"""What the registers say is repeated, and a register that is not kept is said to be missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digest.compose import compose
from digest.sections import forecast, press_work, unverified
from domain.casework import NOT_KEPT, CaseLine, PressWork, Share
from domain.edition import Echo, Edition, KnownEvent, PeriodKind, period_of
from tests.digest import builders, editions
from tests.digest.outline import cell_text, outline, prose, table

CASE = CaseLine("SL-2026-001", "Xã còn 47 hộ nghèo", "Báo Cửa Biển", "Đang xác minh", date(2026, 11, 13))


def with_cases(*cases: CaseLine) -> Edition:
    return builders.edition(cases=cases)


def test_without_a_register_nothing_is_claimed():
    assert unverified.section(builders.edition()) is None
    assert unverified.NOTHING in prose(compose(with_cases()), "unverified")


@pytest.mark.parametrize("outcome", ["", "Đúng, bất lợi", "Sai sự thật"])
def test_a_case_is_called_wrong_only_by_those_in_charge(outcome: str):
    digest = compose(with_cases(replace(CASE, outcome=outcome)))
    row = " ".join(cell_text(cell) for cell in table(digest, "unverified").rows[0])
    assert (outcome or "Chưa kiểm chứng") in row
    assert ("sai sự thật" in row.lower()) == (outcome == "Sai sự thật")


def test_a_long_claim_is_quoted_within_the_limit_and_hostile_text_stays_text():
    long = replace(CASE, claim="chữ “trong” chữ \x00\u202e<b> " * 60, url="javascript:alert(1)", number="SL\n1" * 60)
    row = table(compose(with_cases(long)), "unverified").rows[0]
    assert len(cell_text(row[1]).split()) < 60
    assert not [run for cell in row for run in cell if run.href]
    assert "\x00" not in cell_text(row[1])


def test_a_case_past_its_time_is_marked_and_foretold():
    late = replace(CASE, due=date(2026, 11, 18))
    assert "Quá hạn" in cell_text(table(compose(with_cases(late)), "unverified").rows[0][4])
    assert "hồ sơ SL-2026-001 (quá hạn từ ngày 18/11/2026)" in prose(compose(with_cases(late)), "forecast")
    assert forecast.section(with_cases(replace(late, closed=date(2026, 11, 18)))) is None


def test_counters_nobody_keeps_are_said_to_be_missing_in_long_reports_alone():
    week, month = builders.edition(), builders.edition(period=period_of(date(2026, 11, 14), PeriodKind.MONTH))
    assert press_work.section(week) is None
    values = [cell_text(row[2]) for row in table(compose(month), "press_work").rows]
    assert values == [press_work.MISSING] * 6
    assert press_work.section(replace(week, press_work=PressWork(conferences=0))) is not None


def test_a_counter_of_nothing_is_no_share():
    told = dict(press_work.told(PressWork(answers=Share(0, 0), sudden=Share(2, 1000))))
    assert list(told.values()) == [
        press_work.MISSING,
        press_work.MISSING,
        "không phát sinh",
        "2/1.000",
        *["chưa có số liệu"] * 2,
    ]
    assert press_work.told(NOT_KEPT)


def test_a_day_that_is_only_about_right_says_so():
    sure = KnownEvent(date(2026, 11, 20), date(2026, 11, 20), "ngày lễ", "luật")
    text = prose(compose(builders.edition(coming=(sure,))), "forecast")
    assert "ngày lễ (ngày 20/11)" in text
    assert forecast.TO_CHECK not in text
    text = prose(compose(builders.edition(coming=(sure, replace(sure, sure=False)))), "forecast")
    assert "ngày lễ (khoảng ngày 20/11)" in text
    assert forecast.TO_CHECK in text


def test_last_years_story_is_recalled():
    echo = Echo("Lễ hội “làng” mở sớm", date(2025, 11, 20), 1250)
    text = prose(compose(builders.edition(echoes=(echo,))), "forecast")
    assert "“Lễ hội ‘làng’ mở sớm” (ngày 20/11/2025, 1.250 tin, bài); có thể được nhắc lại." in text


def test_everything_at_once_reads_in_order():
    text = outline(compose(editions.full()))
    assert text.index("Vấn đề báo chí") < text.index("Thông tin chưa kiểm chứng") < text.index("Nhận định, dự báo")
