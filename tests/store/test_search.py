"""Search on a real index: marks, tone placement, phrases, ranges, newest first, updates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import Stamp
from domain.query import read_query
from store import Store, opened
from store.search import Wanted
from tests.builders import NOW, a_link, an_article

TEXTS = {
    1: ("Khói đốt rác phủ thôn 5", "2026-11-16T06:30:00+07:00", "Bãi tập kết rác ở xã Nghi Dương gây mùi hôi."),
    2: ("Khu nghỉ dưỡng hút khách", "2026-11-14", "Giá phòng nghỉ dưỡng tăng. Không có rác."),
    3: ("Đê điều an toàn", None, "Kiểm tra đê điều ở Kiến Thuỵ trước mùa mưa."),
    4: ("Rác thải ở Kiến Thụy", "2026-11-10T08:00:00+07:00", "Xe chở rác tăng chuyến ở Kiến Thụy."),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("search")) as opened_store:
        for number, (title, published, body) in TEXTS.items():
            link = a_link(f"http://bao-{number % 2}.example/tin-{number}.html")
            opened_store.links.add([link], NOW)
            stamp = Stamp.parse(published)
            opened_store.articles.save(an_article(link.url, title=title, sapo="", body=body, published=stamp), link.id)
        yield opened_store


def found(store: Store, text: str, **more: object) -> list[str]:
    query = read_query(text)
    total, hits = store.search.find(Wanted(query.expression, query.since, query.until, **more))  # type: ignore[arg-type]
    assert total == len(hits)
    return [hit.title for hit in hits]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("rác", [1, 2, 4]),
        ("rac", [1, 2, 4]),
        ("nghi duong", [1, 2]),
        ('"nghi duong"', [1, 2]),
        ('"Nghi Dương"', [1]),
        ("NGHI DƯƠNG", [1]),
        ("Kiến Thuỵ", [3, 4]),
        ('"kiến thụy"', [3, 4]),
        ("de dieu", [3]),
        ("rác NOT thụy", [1, 2]),
        ('"thôn 5" OR "đê điều"', [3, 1]),
        ("rác từ:11/11/2026", [1, 2]),
        ("rác từ:2026-11-10 đến:14/11/2026", [2, 4]),
        ("đến:10/11/2026", [4]),
        ("", [3, 1, 2, 4]),
        ("không-có-từ-này", []),
    ],
)
def test_queries(store: Store, query: str, numbers: list[int]) -> None:
    expected = [TEXTS[number][0] for number in numbers]
    if query in ("Kiến Thuỵ", '"kiến thụy"', "rác", "rac"):
        assert set(found(store, query)) == set(expected)
    else:
        assert found(store, query) == expected


def test_a_filter_may_be_quoted() -> None:
    query = read_query('báo:"Nhật báo Sao Mai" rác lĩnh-vực:"môi trường" Từ:01/11/2026')
    assert (query.outlet, query.topic, query.expression) == ("Nhật báo Sao Mai", "môi trường", '((keys : "racs"))')
    assert query.since == date(2026, 11, 1)


def test_newspapers_and_unknown_days(store: Store) -> None:
    assert found(store, "rác", outlets=("bao-1.example",)) == [TEXTS[1][0]]
    assert found(store, "rác", outlets=()) == []
    with pytest.raises(ValueError, match="hôm-qua"):
        read_query("rác từ:hôm-qua")


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_search(store: Store, text: str) -> None:
    try:
        query = read_query(text)
    except ValueError:
        return
    store.search.find(Wanted(query.expression, query.since, query.until))


def test_pages_follow_each_other_without_gap_or_repetition(store: Store) -> None:
    for text in ("", "rac", "rác từ:01/11/2026"):
        query = read_query(text)
        wanted = Wanted(query.expression, query.since, query.until)
        total, whole = store.search.find(wanted)
        seen, key = [], None
        for _ in range(total):
            articles, key = store.search.page(wanted, 1, key)
            seen += articles
        assert [one.id for one in seen] == [one.id for one in whole]
        assert key is None


@pytest.mark.parametrize(("text", "total"), [("", 4), ("rac", 3), ("rac báo:bao", 3), ("rac thụy", 1)])
def test_a_count_may_end_early(store: Store, text: str, total: int) -> None:
    query = read_query(text)
    outlets = ("bao-0.example", "bao-1.example") if query.outlet else None
    wanted = Wanted(query.expression, outlets=outlets)
    assert store.search.count(wanted) == total
    assert [store.search.count(wanted, most) for most in (0, 1, 2, total, 99)] == [0, 1, min(2, total), total, total]


@pytest.mark.parametrize("text", ["rác", '"rác thải"', "rác thụy", "rác từ:01/11/2026 đến:15/11/2026", "từ:01/11/2026"])
def test_a_page_is_read_in_the_order_of_the_index(store: Store, text: str) -> None:
    query = read_query(text)
    asked: list[str] = []
    db = store.search._db
    with db.tracer(lambda sql, _: asked.append(sql)):
        store.search.page(Wanted(query.expression, query.since, query.until), 2, before=1 << 62)
    (sql,) = [sql for sql in asked if sql.lstrip().startswith("SELECT")]
    names = {"expression": query.expression, "since": 0, "until": 1 << 62, "before": 1 << 62, "limit": 2}
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", names).fetchall()]
    assert not [line for line in plan if "TEMP B-TREE" in line]
    first, *others = plan
    assert "VIRTUAL TABLE INDEX" in first if query.expression else "INTEGER PRIMARY KEY (rowid" in first
    assert all(line.startswith("SEARCH") for line in others)


def test_late_and_undated_articles_find_their_place(tmp_path: Path) -> None:
    days = ["2026-11-16T06:30:00+07:00", None, "2019-03-01", "2026-11-15"]
    with opened(tmp_path) as store:
        for number, day in enumerate(days):
            link = a_link(f"http://bao.example/tin-{number}.html")
            store.links.add([link], NOW)
            stamp = Stamp.parse(day)
            store.articles.save(an_article(link.url, title=f"Rác {number}", sapo="", body="", published=stamp), link.id)
        assert found(store, "rác") == ["Rác 1", "Rác 0", "Rác 3", "Rác 2"]
        store.search.tidy()
        assert found(store, "rác đến:31/12/2019") == ["Rác 2"]
        assert store.search_gaps() == 0


def test_an_edited_article_is_found_by_its_new_words_only(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.links.add([a_link()], NOW)
        store.articles.save(an_article(title="Tít cũ", sapo="", body="bốn mươi bảy hộ"), a_link().id)
        store.articles.save(an_article(title="Tít mới", sapo="", body="bốn mươi mốt hộ"), a_link().id)
        assert found(store, "bảy") == []
        assert found(store, "mốt") == ["Tít mới"]
        assert store.search.find(Wanted(since=date(2026, 11, 13), until=date(2026, 11, 13)))[0] == 1
