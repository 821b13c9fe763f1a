"""The daily pass lets old pages go, but nothing that a case holds; replay tells how many there were."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import randbytes

from diembao import daily, logs
from diembao.holding import kept, watched_longer
from diembao.office import office
from domain.people import Role
from domain.reading import Verdict
from store import opened
from tests.builders import NOW, a_judgement, a_link, a_page, an_article
from tests.casework import LAN, opened_case
from tests.desk.conftest import settle
from tests.diembao.small_press import diembao, spoken

URLS = [f"http://bao-mot.example/tin-{number}.html" for number in (1, 2)]


def test_what_a_case_holds_stays(tmp_path: Path) -> None:
    home = tmp_path / "nhà"
    settle(home)
    here, told = office(home), list[str]()
    with opened(home) as store:
        store.users.add(LAN, Role.EDITOR, "-", NOW)
        for url in URLS:
            store.links.add([a_link(url)], NOW)
            store.pages.save(a_page(a_link(url), url.encode()))
            store.articles.save(an_article(url), a_link(url).id)
            store.readings.save_judgements(a_link(url).id, [a_judgement(Verdict.REJECT)], 1)
        opened_case(store, a_link(URLS[0]).id)
        assert kept(store) == watched_longer(store) == {a_link(URLS[0]).id}
        daily._let_go(here, store, NOW + timedelta(days=61), told.append)
        assert [page for page, _ in store.pages.places()] == [a_link(URLS[0]).id]
        assert told == ["Hết thời hạn lưu: 1 trang không viết về xã, chỉ giữ địa chỉ, tiêu đề."]
        flow = daily.flow_of(here, store, NOW, daily.Wish())
        assert flow.held == {a_link(URLS[0]).id}
    assert "1 trang đã hết thời hạn lưu bản gốc" in spoken(home, "replay", "--dry-run")[2]


def test_an_archive_over_its_budget_is_made_smaller_only_if_the_office_says_so(tmp_path: Path) -> None:
    home = tmp_path / "nhà"
    settle(home)
    diembao(home, "config", "set", "limits.archive_mb", "1")
    verdicts = (Verdict.REJECT, Verdict.ACCEPT, Verdict.REVIEW)
    later = NOW + timedelta(days=10)
    with opened(home) as store:
        for number, verdict in enumerate(verdicts):
            url = f"http://bao-mot.example/lon-{number}.html"
            store.links.add([a_link(url)], NOW)
            store.pages.save(a_page(a_link(url), randbytes(600_000), fetched_at=NOW))
            store.articles.save(an_article(url), a_link(url).id)
            store.readings.save_judgements(a_link(url).id, [a_judgement(verdict)], 1)
        told = list[str]()
        daily._let_go(office(home), store, later, told.append)
        assert (told, len(list(store.pages.places()))) == ([], 3)
        diembao(home, "config", "set", "keeping.at_limit", "shorten")
        daily._let_go(office(home), store, later, told.append)
        assert told == ["Kho bản gốc vượt mức 1 MB: đã bỏ sớm bản gốc của 1 trang không viết về xã."]
        left = {a_link(f"http://bao-mot.example/lon-{number}.html").id for number in (1, 2)}
        assert {page for page, _ in store.pages.places()} == left
        # Still over: nothing else may go, and the next pass says nothing anew.
        daily._let_go(office(home), store, later, told.append)
        assert len(told) == 1
        assert store.verify().findings == ()
    log = (home / logs.FILE).read_text(encoding="utf-8")
    assert log.count('"event": "room", "pages": 1') == 1
