"""Every form in which Vietnamese newspapers write a date, and what must never become one."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.dates import Kind, read_date

NOW = datetime.fromisoformat("2026-11-23T10:00:00+07:00")
REAL = Path(__file__).parents[3] / "shared" / "data" / "press" / "dates.jsonl"

VISIBLE = [
    ("Thứ năm, 19/11/2026, 08:15 (GMT+7)", "2026-11-19T08:15:00+07:00"),
    ("Thứ 5, 19/11/2026 | 08:15:30 [GMT +7]", "2026-11-19T08:15:30+07:00"),
    ("08:15 | 09/11/2026", "2026-11-09T08:15:00+07:00"),
    ("09.11.2026 08:15", "2026-11-09T08:15:00+07:00"),
    ("9-11-26 8:15", "2026-11-09T08:15:00+07:00"),
    ("15:39 -04/08/2025", "2025-08-04T15:39:00+07:00"),
    ("8 giờ 15 phút, ngày 19 tháng 11 năm 2026", "2026-11-19T08:15:00+07:00"),
    ("08h15 ngày 19/11/2026", "2026-11-19T08:15:00+07:00"),
    ("8h15, 19/11/2026", "2026-11-19T08:15:00+07:00"),
    ("Tháng Mười Một 19, 2026", "2026-11-19"),
    ("19 Tháng mười một, 2026", "2026-11-19"),
    ("22/Th8/2025", "2025-08-22"),
    ("19 tháng 11, 2026 | 3:07 chiều", "2026-11-19T15:07:00+07:00"),
    ("09/11/2026 01:39 PM", "2026-11-09T13:39:00+07:00"),
    ("09/11/2026 12:05 SA", "2026-11-09T00:05:00+07:00"),
    ("November 19, 2026 | 9:30 pm", "2026-11-19T21:30:00+07:00"),
    ("Hà Nội, ngày 19 tháng 11 năm 2026", "2026-11-19"),
    ("Thứ Hai, 04/08/2025 15:39 (Cập nhật: 05/08/2025 10:00)", "2025-08-04T15:39:00+07:00"),
    ("Cập nhật lúc 15:39 04/08/2025", "2025-08-04T15:39:00+07:00"),
    ("Đăng ngày 19/11/2026 - 08:15\xa0", "2026-11-19T08:15:00+07:00"),
    ("10 phút trước", "2026-11-23T09:50:00+07:00"),
    ("1 giờ 5 phút trước", "2026-11-23T08:55:00+07:00"),
    ("11 giờ trước", "2026-11-22"),
    ("2 ngày trước", "2026-11-21"),
    ("Hôm nay, 08:16", "2026-11-23T08:16:00+07:00"),
    ("Vừa xong", "2026-11-23T10:00:00+07:00"),
    ("cách đây 2 ngày", "2026-11-21"),
    ("19 \u2044 11 \u2044 2026", "2026-11-19"),
    ("19.11.2026 - 08g15", "2026-11-19T08:15:00+07:00"),
    ("Thứ năm, 19/11/2026 (Mùng 1 tháng 10 âm lịch) 08:15", "2026-11-19T08:15:00+07:00"),
    ("November, 19/2026 - 08:15", "2026-11-19T08:15:00+07:00"),
    ("19–11–2026 08:15", "2026-11-19T08:15:00+07:00"),
    ("Xã hội | 19/11/2026 | 08:15 | 1.234 lượt xem", "2026-11-19T08:15:00+07:00"),
    ("Ngày cập nhật 20/11/2026 10:00 - Ngày đăng 19/11/2026 08:15", "2026-11-19T08:15:00+07:00"),
    ("Cập nhật 10:00 20/11/2026 - Đăng 08:15 19/11/2026", "2026-11-19T08:15:00+07:00"),
    ("Đăng lúc: Thứ năm - 19/11/2026 08:15 - Người đăng bài viết: Bút Danh", "2026-11-19T08:15:00+07:00"),
    ("Thứ năm, 19/11/2026 14:05 PM", "2026-11-19T14:05:00+07:00"),
]
MACHINE = [
    ("3/7/2026 6:52:01 AM", "2026-03-07T06:52:01+07:00"),
    ("3/7/2026 12:05:00 AM", "2026-03-07T00:05:00+07:00"),
    ("24/9/2026 9:41:00 PM", "2026-09-24T21:41:00+07:00"),
    ("07/03/2026 21:41:00", "2026-03-07T21:41:00+07:00"),
    ("03/07/2026 6:52:01 SA", "2026-07-03T06:52:01+07:00"),
    ("2026-11-19T01:15Z", "2026-11-19T08:15:00+07:00"),
    ("2026-11-19T01:15:00.123+00:00", "2026-11-19T08:15:00+07:00"),
    ("2026-11-19T08:15:00+08:00", "2026-11-19T08:15:00+07:00"),
    ("2026-11-19T10:15:00+09:00", "2026-11-19T08:15:00+07:00"),
    ("20261119T081500+0700", "2026-11-19T08:15:00+07:00"),
    ("2026-11-19T08:15:00&amp;#x2B;07:00", "2026-11-19T08:15:00+07:00"),
    ("Thu, 19 Nov 26 08:15:00 GMT+7", "2026-11-19T08:15:00+07:00"),
    ("Thu, 19 Nov 2026 08:15:00 +07", "2026-11-19T08:15:00+07:00"),
    ("Thu, 19 Nov 2026 01:15:00 UTC", "2026-11-19T08:15:00+07:00"),
    ("Thu Nov 19 2026 08:15:00 GMT+0700 (Indochina Time)", "2026-11-19T08:15:00+07:00"),
    ("2026-11-19", "2026-11-19"),
    ("2026-11-19T8:15:00+07:00", "2026-11-19T08:15:00+07:00"),
    ("2026-11-19T08:15:00 07:00", "2026-11-19T08:15:00+07:00"),
    ("20261119081500", "2026-11-19T08:15:00+07:00"),
    ("Thu Nov 19 08:15:00 2026", "2026-11-19T08:15:00+07:00"),
    ("Thu, 19 Nov 2026 01:15:00 UT", "2026-11-19T08:15:00+07:00"),
    ("Wed, 18 Nov 2026 20:15:00 EST", "2026-11-19T08:15:00+07:00"),
    ("Wed, 18 Nov 2026 18:15:00 PDT", "2026-11-19T08:15:00+07:00"),
]
NO_DATE = [
    "", "Trang chủ", "Thứ Hai", "5/2026", "32/13/2025", "9/24/2026", "Lượt xem: 12/11", "Lượt xem: 12/11/2026",
    "2026-W47-1", "10.12.20.25", "0001-01-01T00:00:00", "1970-01-01", "2026-02-30", "01/01/2031 08:00",
    "Giấy phép số 1/GP cấp ngày 20/02/2023", "Từ 01/05/2025 đến 04/05/2025", "1764000000", "tháng 8 năm 2025",
    "Quyết định số 123/QĐ-UBND ngày 05/10/2026", "Theo Nghị định ngày 09/02/2017", "09/2017/NĐ-CP, 09/02/2017",
    "24/11/2026", "23/11/2026 10:30", "2 tuần trước", "x" * 3_000 + "19/11/2026",
]  # fmt: skip


def _iso(text: str, kind: Kind) -> str | None:
    stamp = read_date(text, kind, NOW)
    return stamp.iso() if stamp else None


@pytest.mark.parametrize(("text", "expected"), VISIBLE)
def test_what_readers_see(text: str, expected: str) -> None:
    assert _iso(text, "visible") == expected


@pytest.mark.parametrize("kind", ["feed", "meta"])
@pytest.mark.parametrize(("text", "expected"), MACHINE)
def test_what_machines_write(text: str, expected: str, kind: Kind) -> None:
    assert _iso(text, kind) == expected


@pytest.mark.parametrize("kind", ["visible", "feed", "meta"])
@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_no_date_stays_none(text: str, kind: Kind) -> None:
    assert _iso(text, kind) is None or (text == "9/24/2026" and kind != "visible")


def test_the_same_words_in_nfd_and_capitals() -> None:
    text = unicodedata.normalize("NFD", "THỨ NĂM, NGÀY 19 THÁNG MƯỜI MỘT NĂM 2026, 8 GIỜ 15")
    assert _iso(text, "visible") == "2026-11-19T08:15:00+07:00"


def test_a_few_minutes_of_a_fast_clock_are_forgiven() -> None:
    assert _iso("2026-11-23T10:04:00+07:00", "meta") == "2026-11-23T10:04:00+07:00"


@given(st.datetimes(datetime(1998, 1, 1), datetime(2026, 11, 22)), st.sampled_from(["visible", "feed", "meta"]))  # noqa: DTZ001
def test_every_day_reads_back_day_first(moment: datetime, kind: Kind) -> None:
    for form in ("%d/%m/%Y %H:%M:%S", "%H:%M:%S ngày %d/%m/%Y", "%Y-%m-%dT%H:%M:%S+07:00", "%H:%M:%S %d-%m-%Y"):
        assert _iso(moment.strftime(form), kind) == moment.strftime("%Y-%m-%dT%H:%M:%S+07:00")
    american = moment.strftime("%m/%d/%Y %I:%M:%S %p")
    assert kind == "visible" or _iso(american, kind) == moment.strftime("%Y-%m-%dT%H:%M:%S+07:00")


@given(st.text(max_size=300), st.sampled_from(["visible", "feed", "meta"]))
def test_any_text_is_a_stamp_or_none_and_never_the_future(text: str, kind: Kind) -> None:
    stamp = read_date(text, kind, NOW)
    assert stamp is None or stamp.day <= NOW.date()


@pytest.mark.skipif(not REAL.exists(), reason="../shared/data/press/dates.jsonl is not here")
def test_the_real_forms() -> None:
    for line in REAL.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        stamp = read_date(row["text"], row["kind"], datetime.fromisoformat(row["now"]))
        assert (stamp.iso() if stamp else None) == row["published"], row["id"]
