"""The desk in English: every sentence has its English, no page shows a Vietnamese word that is not marked so."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
import pytest
from babel.messages.pofile import read_po
from flask import g

import config.gazetteer
from config import fresh
from desk import messages, tongues
from desk.app import create_app
from desk.tongues import Said
from diembao.cli import Call
from diembao.deskside import services
from domain.people import Role
from domain.reading import Verdict
from tests.desk.conftest import NOW, Browser, Desk
from tests.desk.walking import walk

VIETNAMESE = re.compile("[à-ỹđÀ-ỸĐ]")
PLACE = re.compile(r"\{\w+\}|%\(\w+\)s")
TEMPLATES = messages.HERE / "templates"


def english(desk: Desk, name: str = "Thu") -> Browser:
    browser = desk.browser(name)
    browser.get("/ngon-ngu/en")
    return browser


def foreign(page: str) -> list[str]:
    """Vietnamese words that a page shows outside what it marks as Vietnamese."""
    tree = lxml.html.fromstring(page)
    for marked in tree.xpath("//body//*[@lang='vi'] | //code | //style"):
        marked.drop_tree()
    # A name read aloud may end with whom or what it is about: "Split off: Bài số 4".
    names = [name.split(": ")[0] for name in tree.xpath("//@aria-label | //@placeholder | //@title | //@alt")]
    return [text.strip() for text in (*tree.xpath("//body//text()"), *names) if VIETNAMESE.search(text)]


@pytest.fixture
def speaking(desk: Desk) -> object:
    """The desk's own application with an English page at hand."""
    app = create_app(services(Call(), desk.home))
    with app.test_request_context("/"):
        g.tongue = tongues.ENGLISH
        yield app


def test_every_sentence_has_english_and_nothing_else_is_in_the_catalogue() -> None:
    with messages.FILE.open("rb") as file:
        known = {(str(one.id), one.context or ""): one for one in read_po(file, locale="en") if one.id}
    wanted = messages.all_messages()
    assert len(wanted) > 1000
    assert known.keys() == wanted.keys(), "python -m desk.messages, then write the English"
    for (text, _), one in known.items():
        assert one.string, text
        assert not one.fuzzy, text
        assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(str(one.string))), text


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_no_template_says_a_word_outside_the_catalogue(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{% trans .*?endtrans %\}|\{% trans %\}.*?endtrans %\}", "", path.read_text("utf-8"))
    text = re.sub(r"<code>.*?</code>", "", text)
    text = re.sub(r"_\(\"[^\"]*\"\)", "", text)
    left = [line for line in text.splitlines() if VIETNAMESE.search(line)]
    # What a form writes into the register stays Vietnamese.
    typed = ("Trưởng phòng", "Mở nhầm, người mở đóng lại ngay.", "hoàn tác")
    assert not [line for line in left if not any(f'"{one}"' in line or f"'{one}'" in line for one in typed)]


@pytest.mark.long
def test_no_page_in_english_shows_an_unmarked_vietnamese_word(desk: Desk) -> None:
    seen = {}
    for path, page in walk(desk, "en"):
        assert lxml.html.fromstring(page).get("lang") == "en", path
        seen[path] = foreign(page)
    assert len(seen) >= 45
    left = {path: words for path, words in seen.items() if words}
    assert not left, "\n".join(f"{path}: {words}" for path, words in left.items())


def test_the_first_pages_and_a_city_in_english(empty: Desk, desk: Desk, tmp_path: Path) -> None:
    stranger = english(empty, "")
    for path in ("/bat-dau", "/bat-dau?ten=nghi+duong", "/bat-dau?ma=11713", "/bat-dau?ten=khongco", "/tro-giup"):
        assert not foreign(stranger.get(path)), path
    fresh.write_new(tmp_path / "tp", fresh.city_text(config.gazetteer.city("31", (), (), {}), "none"))
    city = Desk(tmp_path / "tp")
    with city.store() as store:
        store.users.add("Thu", Role.ADMIN, "-", NOW)
        store.users.add("Lan", Role.EDITOR, "-", NOW, ["11713"])
    thu = english(city)
    for path in ("/thanh-pho", "/nguoi-dung", "/tong-hop"):
        assert not foreign(thu.get(path)), path


def test_a_choice_stays_and_goes_back_to_the_page(desk: Desk) -> None:
    lan = desk.browser("Lan")
    page = lan.get("/tong-hop?x=1")
    link = lxml.html.fromstring(page).xpath("//footer//a[@hreflang='en']/@href")[0]
    page = lan.get(link)
    assert lan.last.request.full_path.startswith("/tong-hop?x=1")
    assert "<h1>Digests</h1>" in page
    assert "<h1>Today</h1>" in lan.get("/")
    assert "<h1>Hôm nay</h1>" in lan.get("/ngon-ngu/vi?ve=/")
    assert lan.client.get("/ngon-ngu/xx").status_code == 404


@pytest.mark.parametrize("back", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", ""])
def test_the_way_back_never_leads_away(desk: Desk, back: str) -> None:
    answer = desk.browser("Lan").client.get("/ngon-ngu/en", query_string={"ve": back})
    assert answer.headers["Location"] == "/"


def test_what_is_stored_stays_vietnamese(desk: Desk) -> None:
    item = desk.put(1, Verdict.REVIEW)
    lan = english(desk, "Lan")
    lan.get(f"/bai/{item}")
    assert lan.post(f"/bai/{item}/quyet-dinh", choice="ours", seen="0").status_code == 200
    assert lan.post("/tim/luu", q="cầu", name="Cầu", use=["warning"]).status_code == 200
    with desk.store() as store:
        told = [one.detail for one in store.audit.latest(20)]
    assert any("đúng là bài về xã" in text for text in told)
    assert any("cảnh báo khi có bài mới" in text for text in told)


def test_a_refusal_is_told_in_the_language_of_the_page(desk: Desk) -> None:
    thu = english(desk)
    thu.get("/nguoi-dung")
    page = thu.post("/nguoi-dung", name="An", role="xem", password="ngắn").get_data(as_text=True)
    assert not foreign(page)


def test_content_in_a_sentence_is_marked_and_never_becomes_markup(speaking: object) -> None:
    said = Said("Đã có tìm kiếm tên “{name}”. Mời đặt tên khác; chưa lưu gì.", name="<b>Rác</b>")
    assert '“<span lang="vi">&lt;b&gt;Rác&lt;/b&gt;</span>”' in said.shown()
    assert "<span" not in said.plain()
    assert str(said).startswith("Đã có tìm kiếm")


def test_days_and_reasons_of_other_rooms(speaking: object) -> None:
    at = datetime(2026, 11, 18, 1, 15, tzinfo=UTC)
    assert tongues.moment(at) == "18 November 2026, 08:15"
    assert tongues.shown("đọc được, lần cuối 08 giờ 15 ngày 18/11/2026") == "could be read, last at 18/11/2026, 08:15"
    assert tongues.shown("Báo Một không trả lời") == '<span lang="vi">Báo Một không trả lời</span>'
    assert tongues.number(1234.5) == "1,234.5"
    assert tongues.shown("19,2%") == "19.2%"
    g.tongue = tongues.VIETNAMESE
    assert tongues.moment(at) == "08 giờ 15 ngày 18/11/2026"
    assert tongues.number(1234.5) == "1.234,5"
    assert tongues.shown("19,2%") == "19,2%"


def test_pictures_notes_and_reasons_speak_english_too(desk: Desk) -> None:
    for number in range(5):
        desk.put(number, Verdict.ACCEPT, url=f"http://bao-{number}.example/tin.html")
    page = english(desk).get("/thong-ke?ngay=2026-11-13")
    assert "<title>Articles by newspaper: bao-0.example 1;" in page
    assert "Số tin, bài" not in page
    assert "The tone is proposed by the program" in page
    assert "“Nghi Dương” stands after “xã”." in lxml.html.fromstring(english(desk).get("/")).text_content()
