"""Saved searches at the desk: kept, changed, taken back; a part of the digest, a warning, a feed that can be closed."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from desk import saving
from desk.views import search
from diembao.alerts import raise_alerts
from diembao.gathering import edition_of
from diembao.office import office
from diembao.privacy import masked
from digest.compose import compose
from domain.edition import week_of
from domain.reading import Verdict
from domain.saved import SavedSearch, Use
from domain.watch import State, Watched
from tests.desk.conftest import NOW, Browser, Desk
from tests.desk.test_doors import CODE, HOSTILE

ATOM = "{http://www.w3.org/2005/Atom}"


def kept(desk: Desk, browser: Browser, name: str = "Rác thải", query: str = "rác", *uses: str) -> SavedSearch:
    """A search saved by someone through the form."""
    browser.get("/tim?q=" + query)
    assert browser.post("/tim/luu", q=query, name=name, use=list(uses)).status_code == 200
    return standing(desk)[-1]


def standing(desk: Desk) -> tuple[SavedSearch, ...]:
    with desk.store() as store:
        return store.saved.all(CODE)  # type: ignore[no-any-return]


def address(browser: Browser, search: SavedSearch) -> str:
    """The path of a fresh feed of a search."""
    browser.get("/tim")
    assert browser.post(f"/tim/{search.id}/dia-chi", seen=str(search.number)).status_code == 200
    return re.findall(r"http://localhost(/theo-doi/\S+?\.atom)", browser.page)[0]


def rubbish(desk: Desk, number: int = 1, **more: Any) -> str:
    """An article about rubbish that is not about the commune."""
    return desk.put(number, None, **({"title": f"Bãi rác số {number} quá tải"} | more))


@pytest.mark.parametrize(("bound", "told"), [(2, "Tìm thấy nhiều hơn 2 bài"), (3, "Tìm thấy 3 bài")])
def test_a_common_word_is_counted_up_to_a_bound(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, bound: int, told: str
) -> None:
    for number in (1, 2, 3):
        rubbish(desk, number)
    monkeypatch.setattr(search, "COUNTED", bound)
    page = desk.browser("Lan").get("/tim?q=rác")
    assert told in page
    assert page.count("quá tải</a>") == 3


def test_a_search_is_kept_with_who_made_it_and_can_be_taken_back(desk: Desk) -> None:
    rubbish(desk)
    lan = desk.browser("Lan")
    one = kept(desk, lan, "Rác thải", "rác", "section")
    assert (one.name, one.query, one.by, one.uses) == ("Rác thải", "rác", "Lan", frozenset({Use.SECTION}))
    assert "Đã ghi: lưu tìm kiếm “Rác thải”" in lan.page
    assert "Lan lưu lúc" in lan.page
    lan.post(f"/tim/{one.id}/sua", seen=str(one.number), name="Rác ven sông", use="warning")
    assert [(two.name, two.uses) for two in standing(desk)] == [("Rác ven sông", frozenset({Use.WARNING}))]
    lan.post(f"/tim/{one.id}/hoan-tac", seen=str(standing(desk)[0].number))
    assert [(two.name, two.uses) for two in standing(desk)] == [("Rác thải", frozenset({Use.SECTION}))]
    lan.post(f"/tim/{one.id}/bo", seen=str(standing(desk)[0].number))
    assert standing(desk) == ()
    with desk.store() as store:
        last = store.saved.get(CODE, one.id).number
        assert {deed.action for deed in store.audit.latest(4)} == {"search"}
    lan.post(f"/tim/{one.id}/hoan-tac", seen=str(last))
    assert [two.name for two in standing(desk)] == ["Rác thải"]


def test_the_feed_tells_four_things_and_ends_when_it_is_closed(desk: Desk) -> None:
    rubbish(desk, 1, title="Ông Nguyễn Văn Bạo kêu cứu vì bãi rác", author="PV Lê Thị Hoa", sapo="Sa-pô riêng.")
    rubbish(desk, 2, title=f"Rác {HOSTILE}")
    lan, stranger = desk.browser("Lan"), desk.browser()
    one = kept(desk, lan)
    path = address(lan, one)
    page = stranger.get(path)
    assert stranger.last.status_code == 200
    assert stranger.last.content_type == "application/atom+xml; charset=utf-8"
    assert "Set-Cookie" not in stranger.last.headers
    entries = ElementTree.fromstring(page).findall(f"{ATOM}entry")
    assert {child.tag.removeprefix(ATOM) for entry in entries for child in entry} == {
        "id", "title", "author", "updated", "published", "link",
    }  # fmt: skip
    assert [entry.findtext(f"{ATOM}author/{ATOM}name") for entry in entries] == ["Báo Một", "Báo Một"]
    for secret in ("Nguyễn Văn Bạo", "Lê Thị Hoa", "Sa-pô", "Cây cầu dài", "<script"):
        assert secret not in page, secret
    lan.get("/tim")
    assert path.split("/")[-1].removesuffix(".atom") not in lan.page  # told once
    second = address(lan, standing(desk)[0])
    assert [stranger.client.get(where).status_code for where in (path, second)] == [404, 200]
    lan.post(f"/tim/{one.id}/dong-dia-chi", seen=str(standing(desk)[0].number))
    assert stranger.client.get(second).status_code == 404
    lan.post(f"/tim/{one.id}/hoan-tac", seen=str(standing(desk)[0].number))
    assert stranger.client.get(second).status_code == 404  # closed for good
    third = address(lan, standing(desk)[0])
    lan.post(f"/tim/{one.id}/bo", seen=str(standing(desk)[0].number))
    assert stranger.client.get(third).status_code == 404


def test_the_feed_leaves_out_what_was_taken_down_and_has_no_odd_address(desk: Desk) -> None:
    gone, odd = rubbish(desk, 1), rubbish(desk, 2)
    rubbish(desk, 3)
    with desk.store() as store:
        store.watch.remember(Watched(gone, "http://bao-mot.example/tin-1.html", "bao-mot", NOW, State.REMOVED))
        store._db.execute("UPDATE articles SET url = 'javascript:alert(1)' WHERE id = ?", [odd])
    lan = desk.browser("Lan")
    page = desk.browser().get(address(lan, kept(desk, lan)))
    assert [one.text for one in ElementTree.fromstring(page).findall(f"{ATOM}entry/{ATOM}title")] == [
        "Bãi rác số 3 quá tải"
    ]


@pytest.mark.parametrize("word", ["", "x", "0" * 43, "é" * 20, "..%2f..", "%00", "a" * 5000])
def test_a_guessed_feed_opens_nothing(desk: Desk, word: str) -> None:
    lan = desk.browser("Lan")
    kept(desk, lan)
    with desk.store() as store:
        hashed = store.saved.all(CODE)[0].feed
    for guess in (word, hashed):
        assert desk.browser().client.get(f"/theo-doi/{guess}.atom").status_code in (404, 308)


def test_a_part_of_the_digest(desk: Desk) -> None:
    rubbish(desk, 1, title="Ông Nguyễn Văn Bạo than phiền bãi rác")
    rubbish(desk, 2, published=None)
    desk.put(3, Verdict.ACCEPT, title="Xã Nghi Dương dọn rác")
    lan = desk.browser("Lan")
    kept(desk, lan, "Rác thải", "rác", "section")
    kept(desk, lan, "Không có", "khôngcótừnày", "section")
    kept(desk, lan, "Chỉ để mở", "cầu")
    here = office(desk.home)
    with desk.store() as store:
        edition = edition_of(here, store, week_of((NOW - timedelta(days=1)).date()), NOW)
    digest = compose(masked(edition, here.masker()))
    told = ["".join(run.text for run in block.runs) for part in digest.sections if part.name == "searches"
            for block in part.blocks]  # fmt: skip
    assert told[0].startswith("Tin, bài trong kỳ tìm theo từ ngữ do cán bộ đặt")
    assert told[1] == "1. Rác thải (tìm “rác”)"
    assert set(told[2:4]) == {
        "Báo Một (ngày 13/11/2026): “Ông [không nêu tên] than phiền bãi rác”.",
        "Báo Một (ngày 13/11/2026): “Xã Nghi Dương dọn rác”, viết về xã.",
    }
    assert told[4:] == ["2. Không có (tìm “khôngcótừnày”)", "Không ghi nhận tin, bài."]
    assert len(edition.entries) == 1  # counted nowhere
    assert [sheet.name for sheet in digest.sheets if sheet.name == "Theo dõi theo yêu cầu"]


@pytest.fixture
def warned(desk: Desk) -> tuple[Desk, Browser, SavedSearch]:
    """A search that is a warning, and its first find after that."""
    lan = desk.browser("Lan")
    rubbish(desk, 1)  # seen before anybody asked
    one = kept(desk, lan, "Rác thải", "rác", "warning")
    return desk, lan, one


def find(desk: Desk, number: int, seen: Any) -> None:
    item = rubbish(desk, number)
    with desk.store() as store:
        store._db.execute("UPDATE articles SET first_seen = ? WHERE id = ?", [seen.isoformat(), item])


def test_a_warning_comes_once_and_ends_when_looked_at(warned: tuple[Desk, Browser, SavedSearch]) -> None:
    desk, lan, one = warned
    here = office(desk.home)

    def standing_warnings(at: Any) -> list[str]:
        with desk.store() as store:
            raise_alerts(here, store, at)
            return [warning.text for warning in store.warnings.standing() if warning.kind == "search"]

    assert standing_warnings(one.at) == []
    find(desk, 2, one.at + timedelta(minutes=5))
    told = standing_warnings(one.at + timedelta(minutes=10))
    assert len(told) == 1
    assert told[0].startswith("Tìm “Rác thải” có bài mới: Báo Một ")
    assert "“Bãi rác số 2 quá tải”" in told[0]
    assert standing_warnings(one.at + timedelta(minutes=20)) == told
    with desk.store() as store:
        assert len([one for one in store.warnings.all() if one.kind == "search"]) == 1
    assert "Bãi rác số 2 quá tải" in lan.get("/")
    later = one.at + timedelta(minutes=30)
    with desk.store() as store:
        search = store.saved.all(CODE)[0]
        saving.look(store, search, store.users.named("Lan")[0], later, search.number)
    assert "Bãi rác số 2 quá tải" not in lan.get("/")
    assert standing_warnings(later) == []
    find(desk, 3, later + timedelta(minutes=1))
    assert len(standing_warnings(later + timedelta(minutes=2))) == 1
    assert standing_warnings(later + timedelta(days=4)) == []  # old news


def test_two_at_one_search(desk: Desk) -> None:
    lan, minh = desk.browser("Lan"), desk.browser("Minh")
    one = kept(desk, lan)
    minh.get("/tim")
    lan.post(f"/tim/{one.id}/sua", seen=str(one.number), name="Tên mới")
    for deed in ("sua", "bo", "dia-chi", "dong-dia-chi", "da-xem", "hoan-tac"):
        minh.get("/tim")
        assert minh.post(f"/tim/{one.id}/{deed}", seen=str(one.number), name="Tên cũ").status_code == 409, deed
        assert "Lan vừa sửa tìm kiếm này" in minh.page
    assert [two.name for two in standing(desk)] == ["Tên mới"]


@pytest.mark.parametrize(
    ("name", "query"),
    [("", "rác"), ("a" * 81, "rác"), ("Tên", ""), ("Tên", "NOT"), ("Tên", "từ:31/31/2026"), ("Tên", "x" * 400),
     ("rac THAI", "rác"), ("Tên", "lĩnh-vực:khôngcó")],
)  # fmt: skip
def test_what_cannot_be_kept_is_told(desk: Desk, name: str, query: str) -> None:
    lan = desk.browser("Lan")
    kept(desk, lan, "Rác thải")
    lan.get("/tim?q=rác")
    assert lan.post("/tim/luu", q=query, name=name).status_code == 400
    assert 'role="alert"' in lan.page
    assert len(standing(desk)) == 1
    lan.get("/tim?q=rác")
    assert lan.post("/tim/luu", q="rác", name="Khác", use="root").status_code == 400


def test_no_more_than_can_be_read(desk: Desk) -> None:
    lan = desk.browser("Lan")
    person = _person(desk)
    with desk.store() as store:
        for number in range(saving.MOST):
            saving.save(store, CODE, person, f"Tìm {number}", "rác", [], NOW)
    lan.get("/tim?q=rác")
    assert lan.post("/tim/luu", q="rác", name="Thêm nữa").status_code == 400
    assert "Mời bỏ bớt" in lan.page


def _person(desk: Desk) -> Any:
    with desk.store() as store:
        return store.users.named("Lan")[0]


def test_readers_change_nothing_and_another_commune_is_not_seen(desk: Desk) -> None:
    with desk.store() as store:
        other = saving.save(store, "11689", _person(desk), "Của xã khác", "rác", ["section"], NOW)
        after, word = saving.open_feed(store, other, _person(desk), NOW, other.number)
    lan, xuan = desk.browser("Lan"), desk.browser("Xuân")
    own = kept(desk, lan)
    assert "Của xã khác" not in lan.get("/tim")
    assert desk.browser().client.get(f"/theo-doi/{word}.atom").status_code == 404
    for deed in ("sua", "bo", "dia-chi", "dong-dia-chi", "da-xem", "hoan-tac"):
        lan.get("/tim")
        assert lan.post(f"/tim/{after.id}/{deed}", seen=str(after.number), name="X").status_code == 404, deed
        assert lan.post(f"/tim/999/{deed}", seen="1", name="X").status_code == 404, deed
        xuan.get("/tim")
        assert xuan.post(f"/tim/{own.id}/{deed}", seen=str(own.number), name="X").status_code == 403, deed
    xuan.get("/tim")
    assert xuan.post("/tim/luu", q="rác", name="Của Xuân").status_code == 403
    assert "Lưu tìm kiếm này" not in xuan.get("/tim?q=rác")
    assert standing(desk) == (own,)


def test_a_name_and_a_query_stay_text(desk: Desk) -> None:
    thu = desk.browser("Thu")
    kept(desk, thu, HOSTILE[:80], "rác OR script", "section", "warning")
    for page in (thu.page, thu.get("/tim"), thu.get("/nhat-ky")):
        assert "<script" not in page
        assert "<img" not in page
    assert "&lt;script&gt;" in thu.get("/tim")
