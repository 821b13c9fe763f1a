"""A person's name leaves everything that is kept; the chain stays whole and says why."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.fact import Fact
from domain.people import Role
from domain.plan import PlanNote
from domain.presswork import Asked, Occasion, Said
from domain.review import Choice
from domain.watch import Change, ChangeKind, Seen, Sight, Watched
from store import Store, opened
from store.db import FILE
from store.search import Wanted
from tests.builders import NOW, a_judgement, a_link, a_page, an_article
from tests.casework import LAN, opened_case
from tests.desk.conftest import settle
from tests.diembao.small_press import spoken

NAME = "Nguyễn Thị Mẫu"
URL, OTHER = "http://bao-mot.example/tin-1.html", "http://bao-mot.example/tin-2.html"
WHY = {"reason": "Đơn ngày 20/11 của người được nêu tên", "by": "Lan"}


def fill(store: Store) -> None:
    """An article in two versions that names a person, one that does not; a note and a deed that do."""
    for url, text in ((URL, f"Bà {NAME} kể lại. Bà {NAME.upper()} ở thôn 2."), (OTHER, f"Trường {NAME}n khai giảng.")):
        link = a_link(url, summary=f"Bà {NAME} kể" if url == URL else "")
        store.links.add([link], NOW)
        store.pages.save(a_page(link, text.encode()))
        store.articles.save(an_article(url, body=text, author=NAME if url == URL else ""), link.id)
        store.readings.save_judgements(link.id, [a_judgement()], 1)
    old = store.articles.get(a_link(URL).id)
    assert old is not None
    later = NOW + timedelta(hours=3)
    watched = Watched(old.id, URL, old.source, NOW, version=2)
    with store.together():
        store.watch.note_visit(watched, Seen(Sight.ARTICLE), later, later, None)
        page = a_page(a_link(URL), f"{NAME} hai".encode(), fetched_at=later)
        store.watch.add_version(old.id, old, replace(old, body=f"{NAME} hai"), page, 2, later)
        store.watch.add_changes([Change(old.id, URL, later, ChangeKind.BODY_EDITED, f"Đoạn 1: “Bà {NAME}”", 2)])
        store.watch.remember(watched)
    store.reviews.add(old.id, "11713", Choice.OURS, "Lan", NOW, note=f"đã gọi bà {NAME}")
    store.audit.add(NOW, "Lan", "decide", old.id, f"đúng (gọi bà {NAME})")
    store.audit.add(NOW, "Lan", "sign-out")
    store.chain.write_down()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    settle(tmp_path / "nhà")
    with opened(tmp_path / "nhà") as store:
        fill(store)
    return tmp_path / "nhà"


def everything(home: Path) -> bytes:
    """All bytes of the database, free space and journal included, without the longer word that stays."""
    data = b"".join(path.read_bytes() for path in home.glob(f"{FILE}*"))
    assert f"{NAME}n".encode() in data
    return data.replace(f"{NAME}n".encode(), b"")


def test_the_name_is_gone_and_the_chain_is_whole(home: Path) -> None:
    with opened(home) as store:
        assert NAME.encode() in everything(home)
        found = store.erasing.holding(NAME)
        assert found == [a_link(URL).id]
        done = store.erasing.erase(NAME, found, WHY, NOW)
        assert (done.articles, done.rows) == (1, 6)
        report = store.verify()
        assert report.findings == ()
        assert any("Đơn ngày 20/11 của người được nêu tên (người xóa: Lan)" in text for text in report.erased)
        article = store.articles.get(found[0])
        assert article is not None
        assert article.body == "Bà ██████ ███ ███ kể lại. Bà ██████ ███ ███ ở thôn 2."
        assert store.search.find(Wanted('folded : "mau"'))[0] == 0
        assert [page for page, _ in store.pages.places()] == [a_link(OTHER).id]
        assert [version.place for version in store.watch.versions(found[0])] == [None, None]
        lost = {shot.lost for shot in store.evidence.exhibit(article, found[0]).snapshots}
        assert all("đã xóa theo yêu cầu" in text for text in lost)
        assert store.links.due("fetch", 99, NOW + timedelta(days=9), ["bao-mot"]) == [store.links.get(a_link(OTHER).id)]
        assert NAME.encode() not in everything(home)
    with opened(home) as store:
        store.chain.write_down()
        assert store.verify().findings == ()
        with pytest.raises(sqlite3.IntegrityError), store.together():
            store._db.execute("UPDATE decisions SET note = 'x'")


def test_notes_of_plan_facts_and_refusals_are_blanked_too(home: Path) -> None:
    with opened(home) as store:
        store.plans.add("11713", PlanNote(NOW.date(), "1", f"đã gặp bà {NAME}", "Lan", NOW))
        (fact,) = store.facts.add("11713", [Fact("Thôn 2 có 310 hộ", "12/BC", issuer="UBND xã")], "Lan", NOW)
        store.facts.withdraw("11713", fact, "Lan", NOW, f"bà {NAME} báo sai")
        number = store.press.ask("11713", Asked(Occasion.REQUEST, NOW, "hỏi về kênh", "Lan"))
        store.press.answer("11713", number, Said(NOW, "Chủ tịch", "", "điện thoại", "Lan", f"chờ ý bà {NAME}"))
        store.chain.write_down()
        store.erasing.erase(NAME, store.erasing.holding(NAME), WHY, NOW)
        assert store.plans.between("11713", NOW.date(), NOW.date())[0].text == "đã gặp bà ██████ ███ ███"
        assert [why for _, _, why, _ in store.facts.ended("11713")] == ["bà ██████ ███ ███ báo sai"]
        assert store.press.all("11713")[0].answers[0].refused == "chờ ý bà ██████ ███ ███"
        assert store.verify().findings == ()
        assert NAME.encode() not in everything(home)


def test_a_row_altered_after_it_was_blanked_is_found(home: Path) -> None:
    with opened(home) as store:
        store.erasing.erase(NAME, store.erasing.holding(NAME), WHY, NOW)
        with store.together():
            store._db.execute("UPDATE articles SET body = 'khác' WHERE url = ?", [URL])
        assert any("Bị sửa: nội dung bài" in text for text in store.verify().findings)


def test_the_command_tells_what_it_does(home: Path) -> None:
    words = ["erase", NAME, "--reason", WHY["reason"], "--by", "Lan"]
    code, out, _ = spoken(home, *words, "--dry-run")
    assert (code, URL in out, "Chưa xóa gì" in out) == (0, True, True)
    code, out, _ = spoken(home, *words)
    assert (code, "bỏ bản gốc của 1 bài" in out) == (0, True)
    code, out, _ = spoken(home, "verify")
    assert code == 0
    assert "Đã xóa có ghi nhận" in out
    assert spoken(home, "erase", NAME, "--reason", f"bà {NAME} đề nghị", "--by", "Lan")[0] == 2
    assert spoken(home, "erase", "An", "--reason", "đơn", "--by", "Lan")[0] == 2


def test_what_a_case_holds_is_not_erased(home: Path) -> None:
    with opened(home) as store:
        store.users.add(LAN, Role.EDITOR, "-", NOW)
        opened_case(store, a_link(URL).id)
    code, _, err = spoken(home, "erase", NAME, "--reason", "đơn", "--by", "Lan")
    assert code == 1
    assert "thuộc hồ sơ đang lưu" in err
