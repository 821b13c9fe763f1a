"""The daily pass lets old pages go, but nothing that a case holds; replay tells how many there were."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from diembao import daily
from diembao.holding import kept, watched_longer
from diembao.office import office
from domain.people import Role
from domain.reading import Verdict
from store import opened
from tests.builders import NOW, a_judgement, a_link, a_page, an_article
from tests.casework import LAN, opened_case
from tests.desk.conftest import settle
from tests.diembao.small_press import spoken

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
