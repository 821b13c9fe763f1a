from __future__ import annotations

import re
from datetime import datetime

import pytest

from digest import wording
from digest.compose import compose
from domain.clock import VIETNAM
from domain.edition import Edition, PeriodKind
from domain.text import syllables
from tests.digest import builders
from tests.digest.outline import outline
from tests.digest.test_compose import EDITIONS

FORBIDDEN = (
    "bản tin|tiêu cực|xuyên tạc|bịa đặt|thế lực thù địch|bóc phốt|tung tin|sai sự thật|không ngừng|nhằm"
    "|góp phần|chúng tôi|crawl|parse|token|cluster|sentiment|score|!"
)


def own_words(edition: Edition) -> str:
    """The digest without what newspapers wrote: quotations, and the annex with their headlines."""
    digest = compose(edition, ["overview", "highlights", "undated", "review", "sources"])
    return re.sub(r"“[^”]*”", "“”", outline(digest))


@pytest.mark.parametrize("name", EDITIONS)
def test_no_forbidden_word_in_our_own_sentences(name: str):
    assert not re.findall(FORBIDDEN, own_words(EDITIONS[name]).lower())


@pytest.mark.parametrize("name", EDITIONS)
def test_our_own_sentences_are_short(name: str):
    body = own_words(EDITIONS[name]).split("Kính gửi:")[1]
    prose = [line for line in body.splitlines() if " | " not in line]
    for sentence in (part for line in prose for part in re.split(r"(?<=[.;:])\s", line)):
        assert len(syllables(sentence)) <= 35, sentence


def test_titles_of_all_periods():
    names = [wording.period_name(period) for period in builders.periods()]
    assert names == ["tháng 11 năm 2026", "quý IV năm 2026", "6 tháng cuối năm 2026", "năm 2026", "tuần 53 năm 2026"]


def test_windows_are_printed_in_full():
    month, *_, last_week = builders.periods()
    assert wording.window(month) == "từ 00 giờ 00 ngày 15/10/2026 đến 24 giờ 00 ngày 14/11/2026"
    assert wording.window(last_week) == "từ 00 giờ 00 thứ Năm 24/12/2026 đến 24 giờ 00 thứ Tư 30/12/2026"


def test_a_month_is_compared_with_a_month():
    month = builders.periods()[0]
    assert month.kind is PeriodKind.MONTH
    edition = builders.edition(builders.COMPENSATION, period=month, history=builders.history(1))
    assert "Số tin, bài bằng tháng trước." in outline(compose(edition))


@pytest.mark.parametrize(
    ("now", "before", "sentence"),
    [
        (3, None, "Chưa đủ dữ liệu để so sánh với tuần trước."),
        (3, 3, "Số tin, bài bằng tuần trước."),
        (3, 0, "So với tuần trước (không ghi nhận tin, bài), tăng 3 tin, bài."),
        (9, 30, "So với tuần trước (30 tin, bài), giảm 21 tin, bài."),
        (10, 12, "So với tuần trước (12 tin, bài), giảm 2 tin, bài (16,7%)."),
        (2400, 1200, "So với tuần trước (1.200 tin, bài), tăng 1.200 tin, bài (100,0%)."),
    ],
)
def test_changes(now: int, before: int | None, sentence: str):
    past = None if before is None else builders.past(before, before)
    assert wording.change(now, past, "tuần trước") == sentence


@pytest.mark.parametrize(
    ("month", "text"), [(2, "tháng 02 năm 2026"), (3, "tháng 3 năm 2026"), (12, "tháng 12 năm 2026")]
)
def test_months_below_three_have_their_zero(month: int, text: str):
    assert wording.month_of(datetime(2026, month, 5, 9, 0, tzinfo=VIETNAM)) == text


def test_the_month_is_the_vietnamese_one():
    utc = datetime.fromisoformat("2026-11-30T18:00:00+00:00")
    assert wording.month_of(utc) == "tháng 12 năm 2026"


@pytest.mark.parametrize(("value", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (38, "XXXVIII")])
def test_roman_numbers(value: int, text: str):
    assert wording.roman(value) == text


def test_the_closing_sentence_ends_as_official_texts_do():
    assert compose(builders.one()).closing.endswith("./.")


def test_complaints_raise_a_matter_and_mentions_only_mention():
    text = outline(compose(builders.normal()))
    assert "bài “Khói đốt rác bám khu dân cư thôn 5” phản ánh: “" in text
    assert "bài “Rươi vào vụ, nông dân phấn khởi” có nhắc đến xã: “" in text
    assert "bài “Vụ mùa Nghi Dương đạt 61 tạ/ha” đưa tin: “" in text
    assert "đăng bài “Công khai quy hoạch sử dụng đất cấp xã”, có tên xã trong danh sách." in text


def test_a_ward_is_called_a_ward():
    unit = builders.COMMUNE.unit
    ward = type(builders.COMMUNE)(type(unit)(unit.code, "Bến Mơ", "Phường", unit.province, unit.province_code))
    text = outline(compose(builders.edition(*builders.NORMAL, commune=ward)))
    assert "viết về phường Bến Mơ" in text
    assert "Phường là nội dung chính" in text
