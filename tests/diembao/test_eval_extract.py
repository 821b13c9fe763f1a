"""The evaluations of pages and dates: what they call right, wrong and empty."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from diembao.evals import Options, dates, extract

PAGES = Path(__file__).parents[1] / "golden" / "pages"
NOW = datetime.fromisoformat("2026-11-24T10:00:00+07:00")
ROW: dict[str, Any] = {
    "id": "a",
    "html": "vccorp.html",
    "url": "https://baosongmau.example/nghi-duong-541045.html",
    "outlet": "baosongmau.example",
    "title": "Nghi Dương: Hơn 130 hộ dân hiến đất mở đường liên thôn",
    "author": "Mai Lan; Đỗ Quyên",
    "published": "2026-11-17T08:15:00+07:00",
    "date_source": "page",
    "sapo_first": "Hơn 130 hộ dân ở xã Nghi Dương",
    "body_first": "Sáng 17/11, Ủy ban nhân dân",
    "body_last": "trong suốt thời gian thi công công trình.",
    "must_not": ["Khánh thành nhà văn hóa thôn"],
}


def test_a_page_read_rightly_scores_one_everywhere() -> None:
    guess = extract.predict([ROW], Options(PAGES, now=NOW))
    figures = extract.score([ROW], guess)
    right = ("title", "day", "minute", "author", "sapo", "body_first", "body_last")
    assert {name: figures[name].value for name in right} == dict.fromkeys(right, 1.0)
    assert (figures["leaks"].value, figures["wrong_day"].value) == (0.0, 0.0)
    assert set(guess[0]) == {"id", *extract.FIELDS}
    assert extract.by_outlet([ROW], guess)["baosongmau.example"]["title"].value == 1.0


def test_what_is_wrong_counts_as_wrong() -> None:
    guess = {
        "id": "a", "title": "Khác", "sapo": "", "body": "Khánh thành nhà văn hóa thôn", "author": "Mai Lan",
        "published": "2026-11-16", "published_from": "visible",
    }  # fmt: skip
    values = {name: metric.value for name, metric in extract.score([ROW], [guess]).items()}
    wrong = ("title", "day", "minute", "author", "sapo", "body_first", "body_last")
    assert values == {**dict.fromkeys(wrong, 0.0), "leaks": 1.0, "wrong_day": 1.0}


def test_a_page_that_shows_no_day_allows_none_but_no_minute() -> None:
    row = {**ROW, "date_source": "url-only"}
    empty = {**extract.predict([ROW], Options(PAGES, now=NOW))[0], "published": None}
    assert extract.score([row], [empty])["day"].value == 1.0
    invented = {**empty, "published": "2026-11-17T08:15:00+07:00"}
    assert extract.score([row], [invented])["minute"].value == 0.0


def test_a_page_that_is_no_article_predicts_nothing() -> None:
    guess = extract.predict(
        [{**ROW, "html": "section.html", "url": "https://a.example/xa-hoi"}], Options(PAGES, now=NOW)
    )
    assert guess[0]["title"] == ""
    assert guess[0]["published"] is None


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [ROW, {**ROW, "id": "b", "html": "epi.html", "author": "Mai Lan"}]
    forward = {row["id"]: row for row in extract.predict(rows, Options(PAGES, now=NOW))}
    backward = {row["id"]: row for row in extract.predict(rows[::-1], Options(PAGES, now=NOW))}
    assert forward == backward


def test_dates_are_right_wrong_or_empty() -> None:
    rows = [
        {"id": "1", "text": "17/11/2026 08:15", "kind": "visible", "published": "2026-11-17T08:15:00+07:00"},
        {"id": "2", "text": "không có", "kind": "visible", "published": None},
        {"id": "3", "text": "không có", "kind": "visible", "published": "2026-11-17"},
        {"id": "4", "text": "17/11/2026", "kind": "visible", "published": "2026-11-18"},
    ]
    figures = dates.score(rows, dates.predict(rows, Options(PAGES, now=NOW)))
    assert {name: metric.value for name, metric in figures.items()} == {"right": 0.5, "empty": 0.25, "wrong": 0.25}
