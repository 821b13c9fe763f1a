"""Strangers at the door: what is tried against a desk, and that none of it works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from desk import accounts
from desk.app import create_app
from diembao.cli import Call
from diembao.deskside import services
from domain.edition import week_of
from domain.people import Role
from domain.reading import Verdict
from domain.review import Choice
from tests.desk.conftest import NOW, PASSWORD, Browser, Desk

CODE = "11713"
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>{{ 7*7 }}'
PAGES = ("/", "/tim?q=xã", "/tong-hop", "/nguon", "/nhat-ky", "/cai-dat", "/nguoi-dung", "/mat-khau")


def paths(desk: Desk) -> Iterator[str]:
    """Every address of the desk that takes a form, with plausible parts."""
    app = create_app(services(Call(), desk.home))
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            yield re.sub(r"<(?:int:)?(\w+)>", lambda part: "1" if part[1] == "number" else "a" * 16, rule.rule)


def test_nothing_is_shown_to_a_stranger(desk: Desk) -> None:
    item = desk.put(1, Verdict.ACCEPT)
    stranger = desk.browser()
    for path in (*PAGES, f"/bai/{item}", "/tong-hop/week-2026-11-18/tep/docx", "/tong-hop/week-2026-11-18/xem"):
        page = stranger.get(path)
        assert "<h1>Đăng nhập</h1>" in page, path
        assert "Bài số 1" not in page


def test_no_form_works_without_its_token(desk: Desk) -> None:
    item = desk.put(1, Verdict.REVIEW)
    lan = desk.browser("Thu")
    assert len(list(paths(desk))) >= 9
    for path in paths(desk):
        for token in ("", "0" * 64, desk.browser().token()):
            answer = lan.client.post(path.replace("a" * 16, item), data={"dau": token, "choice": "ours"})
            assert answer.status_code == 400, path
    with desk.store() as store:
        assert store.reviews.of(item, CODE) == ()
        assert store.requests.open() == []
        assert list(store.users.names()) == ["Lan", "Minh", "Thu", "Xuân"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://localhost:9999"},
    ],
)
def test_a_form_from_a_foreign_page_is_refused(desk: Desk, headers: dict[str, str]) -> None:
    item = desk.put(1, Verdict.REVIEW)
    lan = desk.browser("Lan")
    lan.get("/")
    form = {"dau": lan.token(), "choice": "ours", "seen": "0"}
    assert lan.client.post(f"/bai/{item}/quyet-dinh", data=form, headers=headers).status_code == 403
    with desk.store() as store:
        assert store.reviews.of(item, CODE) == ()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "10.0.0.1", ""])
def test_a_foreign_host_name_is_refused(desk: Desk, host: str) -> None:
    answer = desk.browser().client.get("/dang-nhap", headers={"Host": host})
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765"])
def test_this_machine_is_known_by_its_names(desk: Desk, host: str) -> None:
    assert desk.browser().client.get("/dang-nhap", headers={"Host": host}).status_code == 200


def test_every_answer_is_sealed(desk: Desk) -> None:
    lan = desk.browser("Thu")
    for path in (*PAGES, "/khong-co", "/static/desk.css"):
        answer = lan.client.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "script-src" not in policy
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        if not path.startswith("/static"):
            text = answer.get_data(as_text=True)
            assert not re.search(r"<script|\son\w+=|style=|javascript:", text), path


def test_stored_scripts_stay_text(desk: Desk) -> None:
    item = desk.put(
        1,
        Verdict.REVIEW,
        title=HOSTILE,
        sapo=HOSTILE,
        body=HOSTILE,
        author=HOSTILE,
        url="http://bao-mot.example/x.html",
    )
    with desk.store() as store:
        store._db.execute("UPDATE articles SET url = 'javascript:alert(1)//x' WHERE id = ?", [item])
    lan = desk.browser("Thu")
    pages = [lan.get("/"), lan.get(f"/bai/{item}")]
    lan.post(f"/bai/{item}/quyet-dinh", choice="reply", seen="0", note=HOSTILE, ve="/")
    pages += [lan.page, lan.get(f"/bai/{item}"), lan.get("/nhat-ky"), lan.get("/tim?q=script")]
    for page in pages:
        assert "<script" not in page
        assert "<img" not in page
        assert "javascript:" not in page
        assert "{{ 7*7 }}" in page
    page = lan.get("/tim?q=" + HOSTILE.replace("#", ""))
    assert "<script" not in page
    assert "<img" not in page


@pytest.mark.parametrize(
    ("name", "path", "form"),
    [
        ("Xuân", "/bai/{item}/quyet-dinh", {"choice": "ours", "seen": "0"}),
        ("Xuân", "/quyet-dinh/1/hoan-tac", {}),
        ("Xuân", "/doc-bao", {}),
        ("Xuân", "/su-viec/{item}/tach", {}),
        ("Xuân", "/su-viec/{item}/gop", {"voi": "x"}),
        ("Xuân", "/su-viec/{item}/hoan-tac", {"number": "1"}),
        ("Xuân", "/bai/{item}/sac-thai", {"tone": "neg"}),
        ("Xuân", "/tong-hop/week-2026-11-18/sua", {"deed": "drop"}),
        ("Lan", "/tong-hop/week-2026-11-18/duyet", {}),
        ("Xuân", "/van-de/{item}", {"state": "closed"}),
        ("Xuân", "/tong-hop/lap", {"kind": "week", "day": "2026-11-18"}),
        ("Lan", "/nguoi-dung/them", {"name": "Kẻ lạ", "role": "quan-tri", "password": PASSWORD}),
        ("Minh", "/nguoi-dung/them", {"name": "Kẻ lạ", "role": "quan-tri", "password": PASSWORD}),
        ("Minh", "/nguoi-dung/khoa", {"name": "Thu", "enabled": "0"}),
    ],
)
def test_no_one_does_what_another_role_may(desk: Desk, name: str, path: str, form: dict[str, str]) -> None:
    item = desk.put(1, Verdict.REVIEW)
    with desk.store() as store:
        store.reviews.add(item, CODE, Choice.REPLY, "Lan", NOW)
    browser = desk.browser(name)
    browser.get("/")
    token = browser.token()
    answer = browser.client.post(path.format(item=item), data={"dau": token, "role": "quan-tri", **form})
    assert answer.status_code == 403
    assert "Vai trò của đồng chí chưa được" in answer.get_data(as_text=True)
    with desk.store() as store:
        assert len(store.reviews.of(item, CODE)) == 1
        assert store.requests.open() == []
        assert store.users.named("Kẻ lạ") is None
        assert store.users.named("Thu")[2]  # type: ignore[index]


def test_reading_pages_follow_the_role_too(desk: Desk) -> None:
    assert desk.browser("Lan").client.get("/nhat-ky").status_code == 403
    assert desk.browser("Minh").client.get("/nguoi-dung").status_code == 403
    assert "Nhật ký" not in desk.browser("Lan").get("/")


def test_a_word_planted_before_signing_in_opens_nothing(desk: Desk) -> None:
    victim, thief = desk.browser(), desk.browser()
    victim.get("/dang-nhap")
    name = next(iter(victim.client._cookies.values())).key  # type: ignore[union-attr]
    planted = "p" * 43
    for browser in (victim, thief):
        browser.client.set_cookie(name, planted)
    victim.get("/dang-nhap")
    assert victim.post("/dang-nhap", name="Lan", password=PASSWORD).status_code == 200
    assert "<h1>Hôm nay</h1>" in victim.page
    held = next(iter(victim.client._cookies.values())).value  # type: ignore[union-attr]
    assert held != planted
    assert "<h1>Đăng nhập</h1>" in thief.get("/")
    cookie = victim.client.get("/dang-nhap").headers.get("Set-Cookie", "") or "HttpOnly; SameSite=Lax"
    assert "HttpOnly" in cookie


def test_the_word_is_kept_from_scripts_and_foreign_pages(desk: Desk) -> None:
    cookie = desk.browser().client.get("/dang-nhap").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_signing_out_ends_the_session_for_good(desk: Desk) -> None:
    lan = desk.browser("Lan")
    lan.get("/")
    kept = next(iter(lan.client._cookies.values()))  # type: ignore[union-attr]
    lan.post("/dang-xuat")
    lan.client.set_cookie(kept.key, kept.value)
    assert "<h1>Đăng nhập</h1>" in lan.get("/")


def test_a_changed_password_ends_every_other_session(desk: Desk) -> None:
    one, two = desk.browser("Lan"), desk.browser("Lan")
    one.get("/mat-khau")
    assert one.post("/mat-khau", old="sai", new="một câu khác hẳn", again="một câu khác hẳn").status_code == 400
    assert one.post("/mat-khau", old=PASSWORD, new="một câu khác hẳn", again="không giống").status_code == 400
    assert one.post("/mat-khau", old=PASSWORD, new="một câu khác hẳn", again="một câu khác hẳn").status_code == 200
    assert "<h1>Hôm nay</h1>" in one.get("/")
    assert "<h1>Đăng nhập</h1>" in two.get("/")


def test_a_session_ends_unused_and_in_any_case(desk: Desk) -> None:
    moment = datetime(2026, 11, 19, 1, 0, tzinfo=UTC)
    handed = services(Call(moment=NOW), desk.home)
    object.__setattr__(handed, "clock", lambda: moment)
    browser = Browser(create_app(handed).test_client())
    browser.sign_in("Lan")
    for hours in range(6, 24 * 7, 6):
        moment = datetime(2026, 11, 19, 1, 0, tzinfo=UTC) + timedelta(hours=hours)
        assert "<h1>Hôm nay</h1>" in browser.get("/"), hours
    moment += timedelta(hours=6)
    assert "<h1>Đăng nhập</h1>" in browser.get("/")
    browser.sign_in("Lan")
    moment += timedelta(hours=13)
    assert "<h1>Đăng nhập</h1>" in browser.get("/")


def test_passwords_cannot_be_guessed_by_the_thousand(desk: Desk) -> None:
    thief = desk.browser()
    for _ in range(accounts.MOST_BY_NAME):
        assert thief.sign_in("Lan", "đoán mò thôi").status_code == 401
    answer = thief.sign_in("LAN", PASSWORD)
    assert answer.status_code == 429
    assert "mời chờ" in thief.page
    with desk.store() as store:
        assert {deed.action for deed in store.audit.latest(9)} == {"sign-in-refused"}
    assert thief.sign_in("Minh").status_code == 200


def test_the_same_words_for_a_wrong_name_and_a_wrong_password(desk: Desk) -> None:
    one, two = desk.browser(), desk.browser()
    one.sign_in("Lan", "sai bét")
    two.sign_in("Không ai", "sai bét")
    told = [re.findall(r'role="alert"><p>(.*?)</p>', browser.page) for browser in (one, two)]
    assert told[0] == told[1] != []


def test_a_locked_person_stays_out(desk: Desk) -> None:
    lan, thu = desk.browser("Lan"), desk.browser("Thu")
    thu.get("/nguoi-dung")
    thu.post("/nguoi-dung/khoa", name="Lan", enabled="0")
    assert "đã khóa" in thu.page
    assert "<h1>Đăng nhập</h1>" in lan.get("/")
    assert lan.sign_in("Lan").status_code == 401
    assert thu.post("/nguoi-dung/khoa", name="Thu", enabled="0").status_code == 400


@pytest.mark.parametrize(
    "going",
    ["//evil.example", "/\\evil.example", "http://evil.example", "javascript:alert(1)", "/%0d%0aSet-Cookie:x=1", "\n/"],
)
def test_signing_in_never_leads_away(desk: Desk, going: str) -> None:
    browser = desk.browser()
    browser.get("/dang-nhap")
    answer = browser.post("/dang-nhap", follow=False, name="Lan", password=PASSWORD, tiep=going)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/")
    assert not answer.headers["Location"].startswith(("//", "/\\"))
    assert "x=1" not in answer.headers.get("Set-Cookie", "")


def test_signing_in_leads_back_to_where_one_was_going(desk: Desk) -> None:
    browser = desk.browser()
    browser.get("/tim?q=cầu")
    going = re.findall(r'name="tiep" value="([^"]*)"', browser.page)[0]
    browser.post("/dang-nhap", name="Lan", password=PASSWORD, tiep=going)
    assert "<h1>Tìm</h1>" in browser.page


@pytest.mark.parametrize(
    "path",
    [
        "/tong-hop/week-2026-11-18/tep/../../settings.toml",
        "/tong-hop/week-2026-11-18/tep/..%2f..%2fsettings.toml",
        "/tong-hop/week-2026-11-18/tep/toml",
        "/tong-hop/..%2f..%2fsettings/tep/toml",
        "/tong-hop/week-2026-11-18%00/tep/docx",
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/bai/..%2f..%2fsettings.toml",
    ],
)
def test_no_path_leads_out_of_the_folder(desk: Desk, path: str) -> None:
    edition(desk, "digests/tong-hop.docx")
    answer = desk.browser("Lan").client.get(path)
    assert answer.status_code in (404, 308)
    assert b"commune" not in answer.data


@pytest.mark.parametrize("kept", ["settings.docx", "digests/../settings.docx", "../settings.docx", "digests/link.docx"])
def test_a_stored_path_outside_the_folder_is_not_followed(desk: Desk, kept: str) -> None:
    for path in (desk.home / "settings.docx", desk.home.parent / "settings.docx"):
        path.write_text("bí mật", encoding="utf-8")
    edition(desk, kept)
    (desk.home / "digests" / "link.docx").symlink_to(desk.home / "settings.docx")
    assert desk.browser("Lan").client.get("/tong-hop/week-2026-11-18/tep/docx").status_code == 404


def test_the_preview_can_do_nothing_but_be_read(desk: Desk) -> None:
    edition(desk, "digests/tong-hop.html")
    lan = desk.browser("Lan")
    assert "<iframe" in lan.get("/tong-hop/week-2026-11-18")
    answer = lan.client.get("/tong-hop/week-2026-11-18/xem")
    assert answer.status_code == 200
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def edition(desk: Desk, kept: str) -> None:
    """An edition of the last week whose one file is kept under this path."""
    folder = desk.home / "digests"
    folder.mkdir(exist_ok=True)
    (folder / kept.split("/")[-1]).write_text("tệp", encoding="utf-8") if "link" not in kept else None
    period = week_of((NOW - timedelta(days=1)).date())
    with desk.store() as store:
        store._db["editions"].insert(
            {
                "unit_code": CODE,
                "key": period.key,
                "kind": period.kind.value,
                "start": period.start.isoformat(),
                "end": period.end.isoformat(),
                "built_at": "2026-11-19T01:00:00Z",
                "files": f'["{kept}"]',
                "digest": "",
            }
        )


@pytest.mark.parametrize(
    "asked",
    [
        "' OR 1=1 --",
        '" OR 1=1 --',
        "keys : *",
        "NEAR(a b, 1)",
        'a" AND "',
        "(((",
        "*",
        "^a",
        "{keys folded} : a",
        "a NOT",
        "OR OR",
        "\x00a",
        "báo:' lĩnh-vực:6",
        "'); DROP TABLE articles; --",
        "a" * 5000,
    ],
)
def test_nothing_typed_into_a_search_reaches_the_database(desk: Desk, asked: str) -> None:
    desk.put(1, Verdict.ACCEPT)
    lan = desk.browser("Lan")
    lan.get("/tim?q=" + "x")
    answer = lan.client.get("/tim", query_string={"q": asked})
    assert answer.status_code == 200
    with desk.store() as store:
        assert len(store.articles.ids()) == 1


def test_a_wrong_day_is_a_sentence(desk: Desk) -> None:
    page = desk.browser("Lan").get("/tim?q=từ:99/99/2026")
    assert "không phải ngày dạng" in page


@pytest.mark.parametrize(("kind", "day"), [("week; rm", "2026-11-18"), ("week", "--home"), ("", ""), ("week", "18/11")])
def test_a_task_takes_no_words_of_its_own(desk: Desk, kind: str, day: str) -> None:
    lan = desk.browser("Lan")
    lan.get("/tong-hop")
    answer = lan.post("/tong-hop/lap", kind=kind, day=day)
    assert answer.status_code == 400
    assert "chưa có gì thay đổi" in lan.page
    with desk.store() as store:
        assert store.requests.open() == []


def test_a_form_beyond_all_measure_is_refused(desk: Desk) -> None:
    lan = desk.browser("Lan")
    lan.get("/")
    assert lan.post("/doc-bao", note="x" * 100_000).status_code == 413
    assert "Biểu mẫu quá dài" in lan.page


def test_only_get_and_post(desk: Desk) -> None:
    lan = desk.browser("Lan")
    for method in ("put", "delete", "patch", "trace"):
        assert getattr(lan.client, method)("/").status_code == 405


def test_roles_come_from_the_store_alone(desk: Desk) -> None:
    lan = desk.browser("Lan")
    lan.get("/")
    lan.client.set_cookie("role", "quan-tri")
    assert lan.client.get("/nguoi-dung?role=quan-tri", headers={"X-Role": "quan-tri"}).status_code == 403
    with desk.store() as store:
        assert store.users.named("Lan")[0].role is Role.EDITOR  # type: ignore[index]


@pytest.mark.parametrize("path", ["/?vua={n}", "/nhat-ky?truoc={n}", "/quyet-dinh/{n}/hoan-tac"])
def test_a_number_beyond_all_bounds_is_no_crash(desk: Desk, path: str) -> None:
    thu = desk.browser("Thu")
    thu.get("/")
    asked = path.format(n="9" * 30)
    answer = thu.post(asked) if "hoan-tac" in asked else thu.client.get(asked)
    assert answer.status_code == 404
    assert thu.post("/tong-hop/lap", kind="year", day="9999-12-31").status_code in (400, 404)


def test_a_home_moved_away_is_told_and_not_begun_anew(desk: Desk) -> None:
    lan = desk.browser("Lan")
    assert "Hôm nay" in lan.get("/")
    away = desk.home.rename(desk.home.with_name("dọn đi"))
    told = lan.get("/")
    assert lan.last is not None
    assert (lan.last.status_code, "đã bị chuyển" in told, desk.home.exists()) == (503, True, False)
    away.rename(desk.home)
    assert "Hôm nay" in lan.get("/")
