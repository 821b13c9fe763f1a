"""A city's desk: a person tied to communes sees and decides for these alone, whatever address or form they force."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import config.gazetteer
from config import fresh
from desk.doors import cookie_name
from diembao.alerts import press_alerts
from diembao.office import office
from domain.fact import Fact
from domain.people import Role
from domain.reading import Verdict
from domain.review import Choice
from domain.saved import SavedSearch, Use
from domain.story import Joined, StoryDecision
from domain.story import Ruling as StoryRuling
from domain.urls import article_id
from store import opened
from tests.builders import a_judgement
from tests.desk.conftest import NOW, Browser, Desk, put

MINE, OTHER = "11713", "11680"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    home = tmp_path_factory.mktemp("thanh-pho")
    fresh.write_new(home, fresh.city_text(config.gazetteer.city("31", (), (), {}), "none"))
    with opened(home) as store:
        store.runs.end(store.runs.begin("run", NOW, NOW), NOW, {})
        store.users.add("Lan", Role.ADMIN, "-", NOW)
        store.users.add("Minh", Role.EDITOR, "-", NOW, [MINE])
        store.users.add("Hai", Role.ADMIN, "-", NOW, [MINE, OTHER])
        for number, code in ((1, MINE), (2, OTHER), (3, "")):
            article = put(store, number, None)
            store.readings.save_judgements(article, [a_judgement(Verdict.ACCEPT, code)] if code else [], 1)
    return Desk(home)


def article(number: int) -> str:
    return article_id(f"http://bao-mot.example/tin-{number}.html")


def status(browser: Browser, path: str) -> int:
    browser.get(path)
    return int(browser.last.status_code)


def test_a_tied_person_sees_their_commune(desk: Desk) -> None:
    minh = desk.browser("Minh")
    page = minh.get("/")
    assert "xã Nghi Dương" in page
    assert "Đổi xã" not in page
    assert "Bài số 1" in page
    assert "Bài số 2" not in page
    assert status(minh, f"/bai/{article(1)}") == 200
    assert status(minh, f"/bai/{article(3)}") == 200


@pytest.mark.parametrize("path", ["/bai/{}", "/bai/{}/lich-su", "/su-viec/{}"])
def test_a_forced_address_of_another_commune_is_not_found(desk: Desk, path: str) -> None:
    assert status(desk.browser("Minh"), path.format(article(2))) == 404


@pytest.mark.parametrize("path", ["/nhat-ky", "/nguoi-dung", "/thanh-pho"])
def test_what_is_the_city_s_is_refused_whatever_the_role(desk: Desk, path: str) -> None:
    assert status(desk.browser("Minh"), path) == 403
    assert status(desk.browser("Hai"), path) == 403
    assert status(desk.browser("Lan"), path) == 200


def test_a_forced_choice_of_another_commune_changes_nothing(desk: Desk) -> None:
    minh = desk.browser("Minh")
    minh.get("/mat-khau")
    assert minh.post("/xa", xa=OTHER).status_code == 403
    assert minh.post("/xa", xa="31").status_code == 403
    with minh.client.application.app_context():
        minh.client.set_cookie(f"{cookie_name()}-xa", OTHER)
    assert "xã Nghi Dương" in minh.get("/")
    assert status(minh, f"/bai/{article(2)}") == 404


def test_a_decision_for_another_commune_is_refused(desk: Desk) -> None:
    minh = desk.browser("Minh")
    minh.get(f"/bai/{article(1)}")
    answer = minh.post(f"/bai/{article(2)}/quyet-dinh", choice=Choice.REPLY.value, seen="0")
    assert answer.status_code == 404
    with opened(desk.home) as store:
        assert store.reviews.of(article(2), OTHER) == ()
        assert store.reviews.of(article(2), MINE) == ()


def test_another_commune_s_fact_cannot_be_ended(desk: Desk) -> None:
    fact = Fact("Xã có 12 thôn.", "5/BC-UBND", issuer="UBND xã")
    with opened(desk.home) as store:
        (mine,), (other,) = (store.facts.add(code, [fact], "Lan", NOW) for code in (MINE, OTHER))
    minh = desk.browser("Minh")
    minh.get("/so-lieu")
    assert minh.post(f"/so-lieu/{other}/thoi-dung", reason="sáp nhập").status_code == 404
    assert minh.client.post("/so-lieu/tep/hoan-tac", data={"dau": minh.token(), "moi": str(other)}).status_code == 400
    minh.get("/so-lieu")
    assert minh.post(f"/so-lieu/{mine}/thoi-dung", reason="sáp nhập").status_code == 200
    with opened(desk.home) as store:
        assert [one.id for one in store.facts.standing(OTHER)] == [other]
        assert store.facts.standing(MINE) == ()


def test_a_search_shows_nothing_of_another_commune(desk: Desk) -> None:
    found = desk.browser("Minh").get("/tim?q=cây+cầu")
    assert "Bài số 1" in found
    assert "Bài số 2" not in found
    assert "Bài số 2" in desk.browser("Lan").get("/tim?q=cây+cầu")


def test_no_search_is_kept_under_the_city_s_own_code(desk: Desk) -> None:
    lan = desk.browser("Lan")
    lan.get("/tim?q=cây+cầu")
    assert lan.post("/tim/luu", q="cây cầu", name="Cầu").status_code == 400
    assert "chọn một xã" in lan.page
    with opened(desk.home) as store:
        assert store.saved.all("31") == ()


def test_who_has_two_communes_changes_between_them_and_no_form_slips(desk: Desk) -> None:
    hai = desk.browser("Hai")
    hai.get("/")
    assert hai.post("/xa", xa=OTHER).status_code == 200
    assert "Bài số 2" in hai.page
    old = hai.token()
    hai.post("/xa", xa=MINE)
    assert "Bài số 1" in hai.page
    answer = hai.client.post("/xa", data={"dau": old, "xa": OTHER})
    assert answer.status_code == 400


def test_the_city_s_administrator_sees_all_and_must_choose_before_deciding(desk: Desk) -> None:
    lan = desk.browser("Lan")
    page = lan.get("/")
    assert "114 nơi đang theo dõi" in page
    assert "Đổi xã" in page
    answer = lan.post(f"/bai/{article(2)}/quyet-dinh", choice=Choice.REPLY.value, seen="0")
    assert answer.status_code == 400
    assert "chọn một xã" in lan.page
    lan.get("/")
    lan.post("/xa", xa=OTHER)
    assert "Bài số 2" in lan.page
    assert status(lan, f"/bai/{article(2)}") == 200


@pytest.mark.parametrize("path", ["/van-de", "/ho-so", "/so-lieu", "/thong-ke", "/phat-ngon", "/ke-hoach"])
def test_what_a_commune_keeps_is_offered_by_commune_at_the_city(desk: Desk, path: str) -> None:
    lan = desk.browser("Lan")
    lan.post("/xa", xa="31")
    assert lan.client.get(path).headers["Location"].endswith("/thanh-pho")
    lan.get("/")
    lan.post("/xa", xa=OTHER)
    assert status(lan, path) == 200


def test_a_commune_no_longer_watched_opens_nothing(desk: Desk) -> None:
    with opened(desk.home) as store:
        store.users.add("Gone", Role.EDITOR, "-", NOW, ["01279"])
    assert status(desk.browser("Gone"), "/") == 403


def test_a_desk_of_one_commune_has_no_switch(tmp_path: Path) -> None:
    unit = config.gazetteer.unit(MINE)
    assert unit is not None
    fresh.write_new(tmp_path, fresh.settings_text(unit, "none"))
    with opened(tmp_path) as store:
        store.users.add("Lan", Role.ADMIN, "-", NOW)
    lan = Desk(tmp_path).browser("Lan")
    assert "Đổi xã" not in lan.get("/")
    assert status(lan, "/thanh-pho") == 404


def test_a_shared_story_shows_a_tied_person_only_their_commune_s_articles(desk: Desk) -> None:
    with opened(desk.home) as store:
        story = [Joined(article(1)), Joined(article(2), (article(1),), 0.9, "cùng nhắc “cầu”")]
        store.stories.save(story, 1)
        decided = StoryDecision(StoryRuling.MERGE, "Lan", NOW, (article(1),), (article(2),))
        store.stories.decide(decided)
    minh, lan = desk.browser("Minh"), desk.browser("Lan")
    for path in (f"/bai/{article(1)}", f"/su-viec/{article(1)}"):
        assert "Bài số 2" not in minh.get(path)
        assert "Bài số 1" in minh.page
        lan.get("/")
        lan.post("/xa", xa=MINE)
        assert "Bài số 2" in lan.get(path)


def test_a_case_is_opened_in_a_commune_never_at_the_city(desk: Desk) -> None:
    lan = desk.browser("Lan")
    lan.get("/")
    lan.post("/xa", xa="31")
    assert lan.client.get(f"/bai/{article(1)}/mo-ho-so").headers["Location"].endswith("/thanh-pho")


def test_people_are_tied_to_communes_at_the_desk(desk: Desk) -> None:
    lan = desk.browser("Lan")
    lan.get("/nguoi-dung")
    new = {"name": "An", "role": Role.EDITOR.value, "password": "một câu dài dễ nhớ", "xa": MINE}
    assert lan.post("/nguoi-dung/them", **new).status_code == 200
    assert tied(desk, "An") == (MINE,)
    assert lan.post("/nguoi-dung/xa", name="An", xa=OTHER, deed="gan").status_code == 200
    assert tied(desk, "An") == tuple(sorted((MINE, OTHER)))
    assert lan.post("/nguoi-dung/xa", name="An", xa=MINE, deed="bo").status_code == 200
    assert lan.post("/nguoi-dung/xa", name="An", xa=OTHER, deed="bo").status_code == 400
    assert "Đây là xã cuối cùng" in lan.page
    assert tied(desk, "An") == (OTHER,)
    assert lan.post("/nguoi-dung/xa", name="An", deed="moi").status_code == 200
    assert tied(desk, "An") == ()
    with opened(desk.home) as store:
        assert store.audit.latest(1)[0].action == "user-communes"


@pytest.mark.parametrize(
    "form",
    [{"xa": "01279", "deed": "gan"}, {"xa": "31", "deed": "gan"}, {"xa": MINE, "deed": "xoa"}, {"deed": "gan"}],
)
def test_a_forced_tie_changes_nothing(desk: Desk, form: dict[str, str]) -> None:
    lan = desk.browser("Lan")
    lan.get("/nguoi-dung")
    assert lan.post("/nguoi-dung/xa", name="Minh", **form).status_code == 400
    assert tied(desk, "Minh") == (MINE,)
    minh = desk.browser("Hai")
    minh.get("/mat-khau")
    assert minh.post("/nguoi-dung/xa", name="Hai", deed="moi").status_code == 403
    assert len(tied(desk, "Hai")) == 2


def tied(desk: Desk, name: str) -> tuple[str, ...]:
    with opened(desk.home) as store:
        found = store.users.named(name)
    assert found is not None
    return found[0].units


def test_a_warning_of_a_saved_search_says_whose_it_is(desk: Desk) -> None:
    with opened(desk.home) as store:
        saved = SavedSearch(MINE, "Cầu", "cây cầu", "Lan", NOW - timedelta(days=3), frozenset({Use.WARNING}))
        store.saved.put(saved, 0)
        told = [one.text for one in press_alerts(office(desk.home), store, NOW) if one.kind == "search"]
    assert told
    assert all(text.startswith("Xã Nghi Dương. Tìm “Cầu” có bài mới") for text in told)
