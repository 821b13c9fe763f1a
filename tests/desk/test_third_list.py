"""A third list of attacks, written against the standing desk: names, races, headers, words that become formulas, who is
left to manage. Each has to fail, none may end in a crash."""

from __future__ import annotations

import io
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from desk import accounts
from desk.actions import Refused
from desk.app import create_app
from desk.doors import cookie_name
from diembao.cli import Call
from diembao.deskside import services
from domain.people import Role
from domain.reading import Verdict
from domain.review import Choice
from store import opened
from tests.casework import opened_case
from tests.desk.conftest import NOW, PASSWORD, Browser, Desk, add_people, put, settle
from tests.desk.test_digests import build_week
from tests.desk.test_doors import CODE

OTHER = "11680"
DIGEST = "/tong-hop/week-2026-11-18"

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, quick_hash: str) -> Desk:
    made = settle(tmp_path_factory.mktemp("ba") / "nhà")
    with made.store() as store:
        add_people(store, quick_hash)
        for number in range(4):
            put(store, number, Verdict.REVIEW if number else Verdict.ACCEPT)
    build_week(made)
    return made


def item(number: int) -> str:
    from domain.urls import article_id  # noqa: PLC0415 - here alone

    return article_id(f"http://bao-mot.example/tin-{number}.html")


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do several things in the same moment; what each gave."""
    gate, found = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place: int, deed: Callable[[], Any]) -> None:
        gate.wait()
        found[place] = deed()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


# --- headers that are none ---


@pytest.mark.parametrize(
    "host", ["[::1", "[", "localhost:99999999999", "localhost:abc", "localhost#@evil.example", "[]"]
)
def test_a_host_that_is_none(desk: Desk, host: str) -> None:
    answer = desk.browser("Thu").client.get("/", headers={"Host": host})
    assert answer.status_code in (200, 400), answer.status_code
    assert "evil" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("origin", ["http://[::1", "http://[", "//", "http://localhost\\@evil.example", "localhost"])
def test_an_origin_that_is_none(desk: Desk, origin: str) -> None:
    thu = desk.browser("Thu")
    thu.get("/tim")
    answer = thu.client.post("/doc-bao", data={"dau": thu.token()}, headers={"Origin": origin})
    assert answer.status_code in (400, 403), answer.status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "bytes=0-1,2-3,4-5"}, {"Range": "bytes=99999999-"}, {"Range": "bytes=-0"}, {"Range": "lines=1-2"},
        {"If-Modified-Since": "hôm qua".encode().decode("latin-1")}, {"If-None-Match": '"' * 900},
        {"If-Range": "x"}, {"Accept": "text/" + "x" * 3000}, {"Accept-Encoding": "*;q=9e999"},
        {"Cookie": "a=" + "b" * 9000}, {"Cookie": ";;;=;=="}, {"Cookie": "diembao=\x7f"},
    ],
)  # fmt: skip
def test_odd_headers_are_no_crash(desk: Desk, headers: dict[str, str]) -> None:
    thu = desk.browser("Thu")
    for path in ("/", f"{DIGEST}/tep/docx", "/static/desk.css", f"{DIGEST}/xem"):
        assert thu.client.get(path, headers=headers).status_code < 500, path


# --- whose session ---


def test_a_planted_word_opens_nothing_and_signing_in_again_ends_the_old_session(desk: Desk) -> None:
    lan = desk.browser()
    with lan.client.application.app_context():
        name = cookie_name()
    lan.client.set_cookie(name, "planted-by-a-stranger")
    lan.sign_in("Lan")
    first = lan.client.get_cookie(name)
    assert first is not None
    assert first.value != "planted-by-a-stranger"
    lan.client.get("/dang-nhap")
    token = re.search(r'name="dau" value="([0-9a-f]+)"', lan.get("/tim"))
    assert token
    lan.client.post("/dang-nhap", data={"dau": token[1], "name": "Minh", "password": PASSWORD})
    thief = desk.browser()
    thief.client.set_cookie(name, first.value)
    assert thief.client.get("/").status_code == 302, "the session that was left is still open"


def test_a_changed_password_ends_every_other_session(desk: Desk) -> None:
    here, there = desk.browser("Xuân"), desk.browser("Xuân")
    here.get("/mat-khau")
    there.get("/mat-khau")
    new = "một câu hoàn toàn khác"
    assert here.post("/mat-khau", old=PASSWORD, new=new, again=new).status_code == 200
    assert there.client.get("/").status_code == 302
    assert here.client.get("/").status_code == 200
    here.get("/mat-khau")
    here.post("/mat-khau", old=new, new=PASSWORD, again=PASSWORD)


def test_an_open_browser_does_not_let_the_password_be_guessed(desk: Desk) -> None:
    xuan = desk.browser("Xuân")
    xuan.get("/mat-khau")
    statuses = []
    for number in range(12):
        new = "một câu hoàn toàn khác"
        statuses.append(xuan.post("/mat-khau", old=f"đoán lần {number}", new=new, again=new).status_code)
    assert 429 in statuses, statuses
    with desk.store() as store:
        store.users.forget_failures("Xuân")


def test_who_is_locked_out_is_out_at_once_and_stays(desk: Desk) -> None:
    thu, minh = desk.browser("Thu"), desk.browser("Minh")
    thu.get("/nguoi-dung")
    thu.post("/nguoi-dung/khoa", name="Minh", enabled="0")
    assert minh.client.get("/").status_code == 302
    assert desk.browser().sign_in("Minh").status_code == 401
    thu.get("/nguoi-dung")
    thu.post("/nguoi-dung/khoa", name="Minh", enabled="1")
    assert minh.client.get("/").status_code == 302, "a session from before does not come back"


# --- names that are someone else's ---


@pytest.mark.parametrize(
    "name",
    ["phần mềm", "Phần Mềm", "khách", "người xem thử", "L\u0430n", "Lan\u202e", "Lan\u2060",
     "La\u0301\u0301n\u200d", "Lаn quản trị",
     "\u3164", "…", "<b>Lan</b>", "Lan\u00ad"],
)  # fmt: skip
def test_nobody_is_named_like_the_program_or_like_a_colleague(desk: Desk, name: str) -> None:
    thu = desk.browser("Thu")
    thu.get("/nguoi-dung")
    with desk.store() as store:
        before = {one.name for one, _ in store.users.all()}
    thu.post("/nguoi-dung/them", name=name, role="soan", password="một câu dài dễ nhớ")
    with desk.store() as store:
        added = {one.name for one, _ in store.users.all()} - before
    assert not added, added


# --- somebody is left to manage ---


def two_admins(desk: Desk, folder: str, quick_hash: str) -> Desk:
    made = settle(desk.home.parent / folder)
    with made.store() as store:
        for name in ("A", "B"):
            store.users.add(name, Role.ADMIN, quick_hash, NOW)
    return made


def test_two_administrators_do_not_lock_each_other_out(desk: Desk, quick_hash: str) -> None:
    made = two_admins(desk, "hai", quick_hash)
    a, b = made.browser("A"), made.browser("B")
    for browser in (a, b):
        browser.get("/nguoi-dung")
    at_once(
        lambda: a.post("/nguoi-dung/khoa", name="B", enabled="0").status_code,
        lambda: b.post("/nguoi-dung/khoa", name="A", enabled="0").status_code,
    )
    with made.store() as store:
        assert [one.name for one, enabled in store.users.all() if enabled and one.role is Role.ADMIN]


def test_the_last_administrator_cannot_be_locked_by_a_stale_hand(desk: Desk, quick_hash: str) -> None:
    made = two_admins(desk, "cuối", quick_hash)
    with made.store() as store:
        a, b = (store.users.named(name)[0] for name in "AB")
        accounts.enable(store, a, False, "B", NOW)
        with pytest.raises(Refused):
            accounts.enable(store, b, False, "A", NOW)


# --- two at once ---


@pytest.mark.parametrize("number", [1, 2, 3])
def test_two_officers_on_one_article_in_the_same_moment(desk: Desk, number: int) -> None:
    lan, minh = desk.browser("Lan"), desk.browser("Minh")
    for browser in (lan, minh):
        browser.get(f"/bai/{item(number)}")
    statuses = at_once(
        *(
            lambda one=one, choice=choice: (
                one.client.post(
                    f"/bai/{item(number)}/quyet-dinh", data={"dau": one.token(), "choice": choice, "seen": "0"}
                ).status_code
            )
            for one, choice in ((lan, "ours"), (minh, "not_ours"))
        )
    )
    assert sorted(statuses) in ([302, 409], [303, 409]), statuses
    with desk.store() as store:
        assert len(store.reviews.of(item(number), CODE)) == 1


def test_one_undo_pressed_twice_in_the_same_moment(desk: Desk) -> None:
    with desk.store() as store:
        fresh = put(store, 50, Verdict.REVIEW)
        made = store.reviews.add(fresh, CODE, Choice.OURS, "Lan", NOW)
    lan = desk.browser("Lan")
    lan.get("/tim")
    path, data = f"/quyet-dinh/{made.id}/hoan-tac", {"dau": lan.token()}
    twins = [replace(lan, client=again(desk, lan)) for _ in range(2)]
    statuses = at_once(*(lambda one=one: one.client.post(path, data=data).status_code for one in twins))
    assert sorted(statuses)[1] == 409, statuses
    with desk.store() as store:
        assert store.reviews.stands(fresh, CODE) is None


def again(desk: Desk, browser: Browser) -> Any:
    """A second tab of the same browser."""
    app = create_app(services(Call(moment=NOW), desk.home))
    client = app.test_client()
    with app.app_context():
        name = cookie_name()
    held = browser.client.get_cookie(name)
    assert held is not None
    client.set_cookie(name, held.value)
    return client


def test_one_statement_opened_as_a_case_twice_in_the_same_moment(desk: Desk) -> None:
    lan, minh = desk.browser("Lan"), desk.browser("Minh")
    pages = [(one, one.get(f"/bai/{item(0)}/mo-ho-so")) for one in (lan, minh)]
    cau = re.search(r"cau=(\d+)&amp;noi=([^&\"]+)", pages[0][1])
    assert cau
    statuses = at_once(
        *(
            lambda one=one: (
                one.client.post(
                    f"/bai/{item(0)}/mo-ho-so",
                    data={"dau": one.token(), "cau": cau[1], "noi": "12 m", "loai": "number"},
                ).status_code
            )
            for one, _ in pages
        )
    )
    assert all(status < 500 for status in statuses), statuses
    with desk.store() as store:
        said = [case.said for case in store.cases.all(CODE)]
    assert len(said) == len(set(said)), said


def test_one_draft_is_not_issued_under_two_numbers(desk: Desk) -> None:
    minh, lan = desk.browser("Minh"), desk.browser("Lan")
    page = minh.get(DIGEST)
    minh.post(f"{DIGEST}/duyet", seen=re.findall(r'name="seen" value="(\d+)"', page)[-1])
    assert "đã duyệt" in minh.page
    lan.get(DIGEST)
    thu = desk.browser("Thu")
    thu.get(DIGEST)
    statuses = at_once(
        *(
            lambda one=one, number=number: (
                one.client.post(
                    f"{DIGEST}/phat-hanh", data={"dau": one.token(), "number": number, "day": "2026-11-19"}
                ).status_code
            )
            for one, number in ((lan, "12"), (thu, "13"))
        )
    )
    assert all(status < 500 for status in statuses), statuses
    with desk.store() as store:
        assert len(store.editions.issued(CODE, "week-2026-11-18")) == 1


# --- another commune's numbers ---


def test_the_notice_of_another_commune_s_decision_is_not_shown(desk: Desk) -> None:
    with desk.store() as store:
        other = store.reviews.add(item(0), OTHER, Choice.REPLY, "Người xã khác", NOW)
    lan = desk.browser("Lan")
    for path in (f"/?vua={other.id}", f"/bai/{item(0)}?vua={other.id}"):
        assert "Đã ghi" not in lan.get(path), path
    assert lan.post(f"/quyet-dinh/{other.id}/hoan-tac").status_code == 404


def test_another_commune_s_case_is_none(desk: Desk) -> None:
    with desk.store() as store:
        case = opened_case(store, item(0), said="47 hộ", opened=NOW)
        theirs = store.cases.open(replace(case, id="", unit_code=OTHER, official="Thôn của xã khác."))
        assert theirs is not None
    lan = desk.browser("Lan")
    lan.get("/tim?q=cầu")
    assert "Thôn của xã khác" not in lan.get("/ho-so") + lan.get(f"/ho-so/{theirs.id}")
    for path in (f"/ho-so/{case.id}x", f"/ho-so/{case.id.lower()}", "/ho-so/%00", "/ho-so/..", f"/ho-so/{case.id}%20"):
        assert lan.client.get(path).status_code in (301, 302, 303, 308, 404), path


# --- words that become formulas, mark-up, commands ---

FORMULA = '=HYPERLINK("http://evil.example";"bấm")'


def test_words_stay_words_in_every_spreadsheet(desk: Desk) -> None:
    lan = desk.browser("Lan")
    for start in ("=", "+", "-", "@", "\t=", "'="):
        task = re.findall(r'name="task" value="([^"]+)"', lan.get("/ke-hoach"))[0]
        assert lan.post("/ke-hoach", task=task, text=f"{start}cmd|'/c calc'!A1").status_code == 200
        lan.get("/phat-ngon")
        form = {"what": f"{start}1+1 calc", "occasion": "sudden", "outlet": FORMULA, "at": "2026-11-18T08:00"}
        assert lan.post("/phat-ngon", **form).status_code == 200
    for path in ("/ke-hoach/bao-cao/xlsx?ky=quy&ngay=2026-11-19", "/phat-ngon/giao-ban/xlsx?ky=thang&ngay=2026-11-19"):
        answer = lan.client.get(path)
        assert answer.status_code == 200, path
        data = answer.get_data()
        book = openpyxl.load_workbook(io.BytesIO(data))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        ours = [
            cell for cell in cells if isinstance(cell.value, str) and ("evil" in cell.value or "calc" in cell.value)
        ]
        assert ours, (path, [cell.value for cell in cells if cell.value][:80])
        assert all(cell.data_type != "f" for cell in ours)
        assert b"evil.example" not in b"".join(
            zipfile.ZipFile(io.BytesIO(data)).read(name)
            for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
            if name.endswith(".rels")
        )


def test_words_put_into_a_digest_stay_words(desk: Desk) -> None:
    made = settle(desk.home.parent / "sửa")
    with made.store() as store:
        store.users.add("Lan", Role.EDITOR, "-", NOW)
        put(store, 0, Verdict.ACCEPT, title="<img src=x onerror=alert(1)>", url="http://bao-mot.example/a?javascript:x")
    build_week(made)
    lan = made.browser("Lan")
    page = lan.get(f"{DIGEST}/sua")
    name = re.findall(r'name="item" value="([^"]+)"', page)[0]
    text = '<script>alert(1)</script><a href="javascript:x">bấm</a> {{7*7}} =1+1'
    lan.post(f"{DIGEST}/sua", deed="text", item=name, seen=lan.seen(), text=text)
    lan.get(DIGEST)
    shown = lan.client.get(f"{DIGEST}/xem").get_data(as_text=True)
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown
    assert 'href="javascript' not in shown
    assert "<img src=x" not in shown
    policy = lan.client.get(f"{DIGEST}/xem").headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "allow-scripts" not in policy


# --- roles: every form that writes ---


def writing(desk: Desk) -> Iterator[tuple[str, str]]:
    """Every address that takes a form, with numbers and names that exist."""
    app = desk.browser().client.application
    values = {
        "article_id": item(0),
        "number": 1,
        "matter_id": item(0),
        "case_id": "SL-2026-001",
        "key": "week-2026-11-18",
    }
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            with app.test_request_context():
                adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
                filling = {name: values.get(name, "1") for name in rule.arguments}
                yield rule.endpoint, adapter.build(rule.endpoint, filling, method="POST")


def test_a_reader_writes_nothing_whatever_the_form(desk: Desk) -> None:
    xuan = desk.browser("Xuân")
    xuan.get("/tim?q=cầu")
    allowed = {}
    for endpoint, path in writing(desk):
        answer = xuan.client.post(
            path, data={"dau": xuan.token(), "choice": "ours", "seen": "0", "text": "x", "q": "x"}
        )
        if answer.status_code not in (403, 404, 405):
            allowed[endpoint] = answer.status_code
        if endpoint == "account.sign_out":
            xuan = desk.browser("Xuân")
            xuan.get("/tim?q=cầu")
    assert allowed.keys() <= {"account.signed_in", "account.sign_out", "account.change_password", "city.choose",
                              "start.begin", "start.set_up", "restoring.restore"}, allowed  # fmt: skip


def test_a_stranger_writes_nothing_whatever_the_form(desk: Desk) -> None:
    for endpoint, path in writing(desk):
        stranger = desk.browser()
        stranger.get("/dang-nhap")
        answer = stranger.client.post(path, data={"dau": stranger.token(), "choice": "ours", "seen": "0", "name": "x"})
        location = answer.headers.get("Location", "")
        assert answer.status_code in (400, 401, 403, 404) or location.startswith(("/dang-nhap", "/bat-dau", "/")), (
            endpoint
        )
        assert answer.status_code != 200, endpoint


def test_the_log_says_who_whatever_the_form_says(desk: Desk) -> None:
    lan = desk.browser("Lan")
    lan.get("/so-lieu")
    lan.post("/so-lieu", text="Xã có 99 ao.", number="9/BC", issuer="UBND xã", by="Thu", person="Thu", name="Thu")
    with desk.store() as store:
        assert store.audit.latest(1)[0].by == "Lan"
        assert list(store.audit.broken()) == []
    with suppress(Exception), opened(desk.home) as store:
        store._db.execute("DELETE FROM audit")
    with desk.store() as store:
        assert store.audit.latest(1)
