"""A second list of attacks, written after the doors stood: each has to fail, and none may end in a crash."""

from __future__ import annotations

import io
import re
import time
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import lxml.html
import pytest

from config import edit
from desk import accounts, tongues
from desk.doors import cookie_name
from domain.fact import Fact
from domain.matter import Matter, MatterEvent, MatterState
from domain.people import Role
from domain.plan import PlanNote
from domain.presswork import Asked, Occasion, Said
from domain.reading import TargetTone, Tone, ToneValue, TopicHit, Verdict
from domain.review import Choice
from domain.saved import SavedSearch, Use
from domain.story import Joined
from store import opened
from store.warnings import Warning_
from tests.casework import opened_case
from tests.desk.conftest import NOW, Desk, add_people, put, settle
from tests.desk.test_doors import CODE

# Breaks out of text, an attribute and a textarea; templates, formats and catalogues must not read it either.
EVIL = '"></textarea></option></title><svg onload=alert(7)>{{7*6}}{0}{name}%(n)s%s<span lang="vi">ộ'
PAGES = """/ /van-de /ho-so /so-lieu /tim?q=cầu /tong-hop /phat-ngon?ky=thang&ngay=2026-11-14 /ke-hoach /nguon /nhat-ky
    /cai-dat /nguoi-dung /thay-doi /thong-ke?ngay=2026-11-13 /bai/{id} /bai/{id}/lich-su /su-viec/{id}
    /bai/{id}/mo-ho-so /thong-ke/danh-sach?tu=2026-11-12&den=2026-11-18""".split()


# Some three hundred requests; the doors themselves are tried by default in test_doors.
pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, quick_hash: str) -> Desk:
    made = settle(tmp_path_factory.mktemp("ác") / "nhà")
    with made.store() as store:
        add_people(store, quick_hash)
    return made


@pytest.fixture(scope="module")
def item(desk: Desk) -> str:
    """An article, and everything a person or a paper can write about it, all of it hostile."""
    with desk.store() as store:
        article = put(store, 1, Verdict.ACCEPT, title=EVIL, sapo=EVIL, body=EVIL, author=EVIL, captions=(EVIL,))
        other = put(store, 2, Verdict.REVIEW, title=EVIL)
        store.reviews.add(article, CODE, Choice.REPLY, EVIL[:60], NOW, note=EVIL)
        tone = Tone(ToneValue.NEGATIVE, 0.9, EVIL, EVIL)
        store.tones.save(article, tone, [TargetTone(CODE, tone, True, 0.9, EVIL)], 1)
        store.readings.save_topics(article, [TopicHit("1", 1, 2.0, (), EVIL)], 1)
        store.stories.save([Joined(article), Joined(other, (article,), 0.9, EVIL)], 1)
        matter = Matter(article, CODE, NOW, EVIL, EVIL, raised=NOW.date())
        store.matters.propose([matter])
        event = MatterEvent(NOW, EVIL, MatterState.ASSIGNED, unit=EVIL, directive=EVIL, result=EVIL, due=NOW.date())
        store.matters.write(CODE, matter.id, event)
        store.facts.add(CODE, [Fact(EVIL, EVIL, NOW.date(), EVIL, EVIL, None, None, EVIL, EVIL)], EVIL, NOW)
        opened_case(store, article, said=EVIL, sentence=EVIL, opened=NOW)
        line = store.press.ask(CODE, Asked(Occasion.SUDDEN, NOW, EVIL, EVIL, EVIL))
        store.press.answer(CODE, line, Said(NOW, EVIL, EVIL, EVIL, EVIL))
        store.plans.add(CODE, PlanNote(NOW.date(), "danh-gia", EVIL, EVIL, NOW))
        store.saved.put(SavedSearch(CODE, EVIL[:70], EVIL, EVIL, NOW, frozenset(Use)), 0)
        store.warnings.keep(
            ("disk", "reply"), [Warning_("disk", "", EVIL, EVIL), Warning_("reply", article, EVIL, EVIL)], NOW
        )
        store.audit.add(NOW, EVIL, "decide", article, EVIL)
        store.users.add(EVIL[:50], Role.READER, "-", NOW)
    for key in ("office.signer_name", "office.contact", "office.issuer"):
        with suppress(Exception):
            edit.set_value(desk.home, key, repr(EVIL))
    edit.add_source(desk.home, "bao-ac", {"title": EVIL, "feeds": ["http://bao-ac.example/rss"]})
    return article


def safe(page: str) -> None:
    """No element, attribute or computed value of the attack is on a page."""
    tree = lxml.html.fromstring(page)
    assert not tree.xpath("//svg[@onload] | //*[@onerror] | //script | //@*[starts-with(name(), 'on')]")
    assert "onload=alert(7)>42" not in page


@pytest.mark.parametrize("tongue", list(tongues.TONGUES))
@pytest.mark.parametrize("path", PAGES)
def test_whatever_field_it_came_through_it_stays_text(desk: Desk, item: str, path: str, tongue: str) -> None:
    thu = desk.browser("Thu")
    thu.get(f"/ngon-ngu/{tongue}")
    page = thu.get(path.format(id=item))
    assert thu.last.status_code == 200, path
    safe(page)


# --- forms from elsewhere ---


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", "dau={dau}&name=Kẻ lạ&role=quan-tri&password=một câu dài dễ nhớ"),
        ("application/json", '{{"dau": "{dau}", "name": "Kẻ lạ", "role": "quan-tri", "password": "một câu dài"}}'),
        ("application/xml", "<dau>{dau}</dau>"),
        ("application/x-www-form-urlencoded;charset=utf-7", "dau=+AGE-{dau}&name=K"),
        ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=dau\r\n\r\nabc\r\n--x--"),
        ("multipart/form-data", "dau={dau}"),
        ("", "dau={dau}"),
    ],
)
def test_only_a_real_form_is_one(desk: Desk, kind: str, body: str) -> None:
    thu = desk.browser("Thu")
    thu.get("/nguoi-dung")
    sent = body.format(dau=thu.token()).encode()
    answer = thu.client.post("/nguoi-dung/them", data=sent, content_type=kind)
    assert answer.status_code == 400
    with desk.store() as store:
        assert store.users.named("Kẻ lạ") is None


def test_a_token_in_the_address_or_of_another_is_none(desk: Desk) -> None:
    thu, lan = desk.browser("Thu"), desk.browser("Lan")
    thu.get("/nguoi-dung")
    lan.get("/tim")
    assert thu.client.post(f"/doc-bao?dau={thu.token()}").status_code == 400
    assert thu.client.post("/doc-bao", data={"dau": lan.token()}).status_code == 400
    assert thu.client.post("/doc-bao", data={"dau": ["x", thu.token()]}).status_code == 400


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_page_that_is_only_looked_at_changes_nothing(desk: Desk, header: str) -> None:
    thu = desk.browser("Thu")
    thu.get("/nguoi-dung")
    for path in ("/doc-bao", "/cai-dat/sao-luu", "/nguoi-dung/them", "/dang-xuat"):
        answer = thu.client.get(f"{path}?dau={thu.token()}&_method=POST", headers={header: "POST"})
        assert answer.status_code == 405, path
    assert thu.client.get("/").status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "CONNECT"])
def test_other_methods_are_refused(desk: Desk, method: str) -> None:
    assert desk.browser("Thu").client.open("/cai-dat", method=method).status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "null"},
        {"Origin": "http://localhost:8000"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "https://localhost"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_a_neighbour_is_refused(desk: Desk, headers: dict[str, str]) -> None:
    thu = desk.browser("Thu")
    thu.get("/nguoi-dung")
    answer = thu.client.post("/doc-bao", data={"dau": thu.token()}, headers=headers)
    assert answer.status_code == 403 or headers == {"Origin": "https://localhost"}


# --- names of hosts and ways back ---


@pytest.mark.parametrize(
    "host", ["localhost:80@evil.example", "localhost.", "127.1", "0x7f000001", "[::ffff:127.0.0.1]", "a" * 300]
)
def test_a_name_that_only_looks_like_this_machine(desk: Desk, host: str) -> None:
    assert desk.browser("Thu").client.get("/", headers={"Host": host}).status_code == 400


def test_what_a_proxy_says_is_not_believed(desk: Desk) -> None:
    headers = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "//evil.example",
        "Forwarded": "host=evil.example",
        "X-Original-URL": "/nhat-ky",
        "X-Rewrite-URL": "/nhat-ky",
    }
    answer = desk.browser().client.get("/", headers=headers)
    assert "evil" not in answer.headers["Location"]
    xuan = desk.browser("Xuân")
    assert "evil" not in xuan.get("/", headers=headers)
    assert "<h1>Hôm nay</h1>" in xuan.page
    lan = desk.browser("Lan")
    lan.get("/tim?q=cầu")
    lan.post("/tim/luu", q="cầu", name=f"Theo dõi {time.time()}")
    number = re.findall(r'action="/tim/(\d+)/dia-chi"', lan.page)[-1]
    answer = lan.client.post(f"/tim/{number}/dia-chi", data={"dau": lan.token(), "seen": "1"}, headers=headers)
    assert "evil" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "way",
    ["/%09/evil.example", "/%2f%2fevil.example", "/／evil.example", "/\\\\evil.example", "\t//evil.example",
     "///evil.example", "javascript:alert(1)", "data:text/html,x", "/.//evil.example", "/..//evil.example",
     "http:evil.example", "/\r\nSet-Cookie: a=b", "/@evil.example", "//evil.example/%2e%2e", "/;@evil.example"],
)  # fmt: skip
@pytest.mark.parametrize("door", ["ngon-ngu", "dang-nhap", "quyet-dinh"])
def test_no_way_back_leads_away(desk: Desk, item: str, way: str, door: str) -> None:
    lan = desk.browser("Lan")
    if door == "ngon-ngu":
        answer = lan.client.get("/ngon-ngu/en", query_string={"ve": way})
    elif door == "dang-nhap":
        answer = lan.client.get("/dang-nhap", query_string={"tiep": way})
    else:
        lan.get(f"/bai/{item}")
        answer = lan.post(f"/bai/{item}/quyet-dinh", follow=False, choice="ours", seen="0", ve=way)
    place = answer.headers.get("Location", "/")
    assert re.match(r"/(?![/\\])", place), place
    assert "\n" not in place
    assert "a=b" not in str(answer.headers.getlist("Set-Cookie"))


# --- files in ---


def zipped(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_x_", "."), content)
    return data.getvalue()


TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "haha">'
    + b"".join(
        f'<!ENTITY a{n} "{"&a" + str(n - 1) + ";" if n > 1 else "&a;"}'.encode() * 10 + b'">' for n in range(1, 10)
    )
    + b"]><d>&a9;</d>"
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
TYPED = {"[Content_Types]_x_xml": TYPES}
PDF = b"%PDF-1.7\n"
CIRCLE = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\n"


def bomb() -> bytes:
    return zlib.compress(b"0" * (64 << 20), 9)


FILES: dict[str, Callable[[], bytes]] = {
    "bom.docx": lambda: zipped(word__document_x_xml=b"0" * (200 << 20)),
    "lồng.docx": lambda: zipped(word__document_x_xml=zipped(a=b"0" * (50 << 20)), **TYPED),
    "cười.docx": lambda: zipped(word__document_x_xml=LAUGHS, **TYPED),
    "ngoài.docx": lambda: zipped(word__document_x_xml=OUTSIDE, **TYPED),
    "bảng.xlsx": lambda: zipped(xl__workbook_x_xml=LAUGHS, xl__sharedStrings_x_xml=b"<a/>" * (4 << 20)),
    "nhiều.docx": lambda: zipped(**{f"t{n}": b"" for n in range(20_000)}),
    "đường.docx": lambda: zipped(**{"../../../../tmp/ac_x_xml": b"x"}, **TYPED),
    "nén.pdf": lambda: PDF + b"1 0 obj<</Length 9/Filter/FlateDecode>>stream\n" + bomb() + b"\nendstream endobj\n",
    "vòng.pdf": lambda: PDF + CIRCLE + b"trailer<</Root 1 0 R>>",
    "dài.csv": lambda: "Nội dung,".encode() + b"x" * (9 << 20),
    "nul.csv": lambda: "Nội dung,Số văn bản\n\0\0=cmd|'/c calc'!A1,\0".encode(),
    "rỗng.xlsx": lambda: b"PK\x05\x06" + b"\0" * 18,
    "giả.docx": lambda: b"MZ" + b"\0" * 4096,
    "không đuôi": lambda: b"\xff\xfe\0",
}


@pytest.mark.parametrize("name", FILES)
def test_a_bomb_is_a_sentence(desk: Desk, name: str) -> None:
    lan, data = desk.browser("Lan"), FILES[name]()
    lan.get("/so-lieu")
    began = time.process_time()
    answer = lan.post("/so-lieu/tep", tep=(io.BytesIO(data), name))
    assert answer.status_code in (200, 400, 413), name
    assert time.process_time() - began < 10
    assert "root:" not in lan.page
    assert not Path("/tmp/ac.xml").exists()


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.csv",
        "..\\..\\evil.csv",
        "C:\\evil.csv",
        "a\r\nSet-Cookie: x=1.csv",
        "CON.csv",
        "\u202evsc.exe.csv",
        EVIL + ".csv",
        "a" * 900 + ".csv",
    ],
)
def test_the_name_of_a_file_is_only_a_name(desk: Desk, name: str) -> None:
    before = sorted(path.name for path in desk.home.parent.rglob("*evil*"))
    lan = desk.browser("Lan")
    lan.get("/so-lieu")
    answer = lan.post("/so-lieu/tep", tep=(io.BytesIO("Nội dung,Số văn bản\nXã có 12 xóm.,5/BC\n".encode()), name))
    assert answer.status_code in (200, 400)
    assert "x=1" not in str(answer.headers)
    safe(lan.page)
    assert sorted(path.name for path in desk.home.parent.rglob("*evil*")) == before


# --- files out ---


@pytest.mark.parametrize(
    "path",
    ["/tong-hop/week-2026-11-18/tep/..%2f..%2fsettings.toml", "/tong-hop/week-2026-11-18/tep/docx%00.html",
     "/tong-hop/..%5c..%5c/tep/docx", "/tro-giup/anh/..%2f01-bat-dau.md", "/tro-giup/anh/%2e%2e%5cx.jpg",
     "/tro-giup/..%2f..%2fREADME", "/static/..%2f..%2fapp.py", "/static/%2e%2e/app.py", "/static//etc/passwd",
     "/static/..%c0%af..%c0%afapp.py", "/static/．．／app.py", "/static/..%5capp.py", "/static/desk.css%00.py",
     "/ke-hoach/bao-cao/..%2f..%2fx", "/phat-ngon/giao-ban/docx%0d%0aX-A:%201", "/theo-doi/..%2f..%2fx.atom"],
)  # fmt: skip
def test_no_address_reads_another_file(desk: Desk, path: str) -> None:
    thu = desk.browser("Thu")
    answer = thu.client.get(path)
    assert answer.status_code in (400, 404, 308), answer.status_code
    assert "X-A" not in answer.headers
    text = answer.get_data(as_text=True)
    assert "create_app" not in text
    assert "root:" not in text


@pytest.mark.parametrize("path", ["/ho-so/{case}/tep", "/bai/{id}/ho-so"])
def test_the_name_of_a_download_is_one_header(desk: Desk, item: str, path: str) -> None:
    lan = desk.browser("Lan")
    with desk.store() as store:
        (case,) = store.cases.all(CODE)
    lan.get(f"/bai/{item}")
    answer = lan.client.post(path.format(case=case.id, id=item), data={"dau": lan.token()})
    told = answer.headers.get("Content-Disposition", "")
    assert "\r" not in told + "x"
    assert "\n" not in told
    assert answer.status_code in (200, 400, 503)


# --- who may what ---


@pytest.mark.parametrize("name", ["LAN", " lan ", "Lan\u200b", "ｌａｎ", "La\u0301n", "l\u0061n\u00a0"])
def test_another_way_to_write_a_name_is_no_other_name(desk: Desk, name: str) -> None:
    with desk.store() as store:
        found = store.users.named(name)
    assert found is None or found[0].name == "Lan"


def test_login_flooding_by_name_and_by_address(desk: Desk) -> None:
    flooding = settle(desk.home.parent / "lụt")
    with opened(flooding.home) as store:
        store.users.add("Lan", Role.EDITOR, "-", NOW)
    statuses = []
    for name in ["LAN", "lan", "Lan ", "  lan", "lAn", "Lan"] + [f"người {n}" for n in range(40)]:
        browser = flooding.browser()
        browser.get("/dang-nhap")
        forged = {"X-Forwarded-For": f"10.0.0.{len(statuses)}", "X-Real-IP": "10.1.1.1"}
        answer = browser.client.post(
            "/dang-nhap", data={"dau": browser.token(), "name": name, "password": "sai rồi"}, headers=forged
        )
        statuses.append(answer.status_code)
    assert statuses[5] == 429
    assert set(statuses[-10:]) == {429}


def test_a_session_lives_only_as_long_as_what_it_rests_on(desk: Desk) -> None:
    minh = desk.browser("Minh")
    assert minh.client.get("/nhat-ky").status_code == 200
    with desk.store() as store:
        person = store.users.named("Minh")[0]
        store._db.execute("UPDATE users SET role = 'xem' WHERE id = ?", [person.id])
    assert minh.client.get("/nhat-ky").status_code == 403
    with desk.store() as store:
        store._db.execute("UPDATE users SET role = ? WHERE id = ?", [Role.APPROVER.value, person.id])
        accounts.change_password(store, replace(person), "một câu khác dễ nhớ", "Thu", NOW)
    assert minh.client.get("/nhat-ky").status_code == 302


@pytest.mark.parametrize("word", ["", "%", "_", "x' OR '1'='1", "../x", "0" * 64, "a" * 5000, "\u0661", "%00"])
def test_the_word_of_a_feed_cannot_be_guessed_at(desk: Desk, word: str) -> None:
    assert desk.browser().client.get(f"/theo-doi/{word}.atom").status_code in (400, 404)


@pytest.mark.parametrize("value", ["../../etc/passwd", "en\r\nX-A: 1", "vi; drop", "EN", "\0", "fr"])
def test_a_forged_language_is_vietnamese(desk: Desk, value: str) -> None:
    thu = desk.browser("Thu")
    with thu.client.application.app_context():
        name = f"{cookie_name()}-tieng"
    answer = thu.client.get("/", headers={"Cookie": f"{name}={value!r}"})
    assert "X-A" not in answer.headers
    with suppress(ValueError):
        thu.client.set_cookie(name, value)
        assert '<html lang="vi"' in thu.get("/")


# --- numbers, words, sizes ---

ODD = ["-1", "0", "1e5", "١", "２", "9" * 19, "9" * 400, "1.0", "0x10", "NaN", "", "null", "[]", "1;2", "%00"]


@pytest.mark.parametrize("number", ODD)
def test_an_odd_number_is_no_crash(desk: Desk, item: str, number: str) -> None:
    thu = desk.browser("Thu")
    thu.get("/tim?q=cầu")
    token = {"dau": thu.token()}
    gets = ["/?vua={}", "/tim?vua={}", "/nhat-ky?truoc={}", "/ke-hoach?vua={}", "/phat-ngon?vua=press_request-{}",
            "/phat-ngon?dem={}", "/so-lieu?moi={}", "/bai/{}", "/su-viec/{}", "/ho-so/{}", "/tong-hop/{}",
            "/thong-ke?ngay={}", "/thong-ke?ky={}", f"/bai/{item}/mo-ho-so?cau={{}}&noi=x",
            "/bat-dau?ma={}"]  # fmt: skip
    for path in gets:
        assert thu.client.get(path.format(number)).status_code < 500, path
    posts = {
        "/tim/{}/bo": {"seen": number}, "/quyet-dinh/{}/hoan-tac": {}, "/ke-hoach/lay-lai/{}": {"reason": "x"},
        "/phat-ngon/{}/phat-ngon": {"person": "A", "text": "B"}, "/so-lieu/{}/thoi-dung": {"reason": "x"},
        "/phat-ngon/lay-lai": {"kind": "press_request", "number": number, "reason": "x"},
        "/so-lieu/tep/hoan-tac": {"moi": number}, f"/bai/{item}/quyet-dinh": {"choice": "ours", "seen": number},
        f"/bai/{item}/lich-su/{{}}": {"ruling": "right"}, f"/su-viec/{item}/hoan-tac": {"number": number},
        "/tong-hop/lap": {"kind": "week", "day": number}, "/van-de/{}": {"seen": number}, "/ho-so/{}": {"seen": number},
        "/cai-dat": {"key": number, "value": number, "seen": ""}, "/nguon/bat": {"name": number},
    }  # fmt: skip
    for path, form in posts.items():
        assert thu.client.post(path.format(number), data=token | form).status_code < 500, path


@pytest.mark.parametrize(
    "text", ["\0", "\ud800", "\uffff", "\ufffe", "e\u0301" * 2000, "\u202e", "\x1b[2J", "'" * 3000]
)
def test_odd_letters_are_no_crash(desk: Desk, item: str, text: str) -> None:
    lan = desk.browser("Lan")
    lan.get("/tim?q=cầu")
    sent = text.encode("utf-8", "surrogatepass")
    for path in ("/tim", "/dang-nhap", "/bat-dau"):
        assert lan.client.get(path, query_string="q=" + quote(sent)).status_code < 500
    for path, name in (("/tim/luu", b"name"), (f"/bai/{item}/quyet-dinh", b"note"), ("/so-lieu", b"text"),
                       ("/phat-ngon", b"what"), (f"/van-de/{item}", b"result"), ("/ke-hoach", b"text")):  # fmt: skip
        body = (
            b"dau="
            + lan.token().encode()
            + b"&q=a&choice=ours&seen=0&task=danh-gia&occasion=sudden&"
            + name
            + b"="
            + sent
        )
        answer = lan.client.post(path, data=body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code < 500, path


@pytest.mark.parametrize(
    "asked",
    ["NEAR(a b)", "title:x", "{title body}: x", "a*", '"', '"""', "(" * 5000, "NOT", "OR OR", "AND NOT (", "^a",
     "a + b", "-a", "báo:", "báo:''--", 'lĩnh-vực:"', "từ:31/02/2026", "đến:0/0/0", "\\", "a\0b", "x" * 5000,
     "- -", "NOT NOT a"],
)  # fmt: skip
def test_the_syntax_of_the_index_is_not_reached(desk: Desk, asked: str) -> None:
    thu = desk.browser("Thu")
    answer = thu.client.get("/tim", query_string={"q": asked})
    assert answer.status_code in (200, 400), asked
    assert "sqlite" not in answer.get_data(as_text=True).lower()
    assert "fts5" not in answer.get_data(as_text=True).lower()


def test_forms_beyond_measure(desk: Desk) -> None:
    lan = desk.browser("Lan")
    lan.get("/so-lieu")
    token = lan.token()
    many = {"dau": token} | {f"t{n}": "x" for n in range(20_000)}
    assert lan.client.post("/so-lieu", data=many).status_code in (400, 413)
    parts = {"dau": token, "tep": [(io.BytesIO(b"x"), f"{n}.csv") for n in range(2000)]}
    assert lan.client.post("/so-lieu/tep", data=parts, content_type="multipart/form-data").status_code in (400, 413)
    assert lan.client.post("/so-lieu/tep/ghi", data={"dau": token, "so-lieu": "[" * 100_000}).status_code in (400, 413)
    deep = '[{"text":' * 20_000
    assert lan.client.post("/so-lieu/tep/ghi", data={"dau": token, "so-lieu": deep, "giu": "0"}).status_code in (
        400,
        413,
    )
    assert desk.browser().client.post("/so-lieu/tep", data=b"x" * (11 << 20)).status_code in (400, 413)


def test_twice_the_same_name_decides_nothing_twice(desk: Desk) -> None:
    fresh = desk.put(77, Verdict.REVIEW)
    lan = desk.browser("Lan")
    lan.get(f"/bai/{fresh}")
    data = {"dau": lan.token(), "choice": ["ours", "not_ours"], "seen": ["0", "99"]}
    lan.client.post(f"/bai/{fresh}/quyet-dinh", data=data)
    with desk.store() as store:
        assert [one.choice for one in store.reviews.of(fresh, CODE)] == [Choice.OURS]


@pytest.mark.parametrize(
    ("name", "address"),
    [("bao", "https://x.example --home /tmp"), ("--help", "https://x.example/"), ("a b", "https://x.example/"),
     ("bao-x", "file:///etc/passwd"), ("bao-x", "https://x.example/\n--home"), ("bao-x", "-o https://x.example/")],
)  # fmt: skip
def test_a_newspaper_brings_no_words_of_a_command(desk: Desk, name: str, address: str) -> None:
    thu = desk.browser("Thu")
    thu.get("/nguon")
    assert thu.post("/nguon/them", name=name, address=address).status_code == 400
    with desk.store() as store:
        assert not [one for one in store.requests.open() if one.task.value == "source"]


@pytest.mark.parametrize("value", ['x"\n[users]\nadmin = "y"', "x\n[email]\nhost = 'evil'", '"""', "\\", "}\n{"])
def test_a_setting_stays_within_its_line(desk: Desk, value: str) -> None:
    thu = desk.browser("Thu")
    thu.get("/cai-dat")
    seen = edit.get(desk.home, "office.signer_title")
    thu.post("/cai-dat", key="office.signer_title", value=value, seen=seen)
    assert thu.last.status_code in (200, 303, 400, 409)
    text = (desk.home / "settings.toml").read_text(encoding="utf-8")
    assert not re.search(r"^\[users\]|^host = 'evil'", text, re.MULTILINE)
    assert thu.client.get("/").status_code == 200
    edit.set_value(desk.home, "office.signer_title", '"Trưởng phòng"')


# --- what every answer says ---


@pytest.mark.parametrize(
    "path",
    ["/", "/cai-dat", "/khong-co", "/dang-nhap", "/static/desk.css", "/ngon-ngu/en", "/theo-doi/x.atom", "/tong-hop"],
)
@pytest.mark.parametrize("name", ["Thu", ""])
def test_no_page_is_framed_kept_or_guessed_at(desk: Desk, path: str, name: str) -> None:
    answer = desk.browser(name).client.get(path)
    assert answer.headers["X-Frame-Options"] in ("DENY", "SAMEORIGIN")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors" in answer.headers["Content-Security-Policy"]
    assert path.startswith("/static") or answer.headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert not {"Server", "X-Powered-By"} & set(answer.headers.keys())


def test_a_home_in_use_is_not_restored_over(desk: Desk) -> None:
    for browser in (desk.browser("Thu"), desk.browser()):
        browser.get("/")
        answer = browser.client.post("/khoi-phuc", data={"dau": browser.token(), "duong-dan": "/etc/passwd"})
        assert answer.status_code in (302, 303, 400, 403)
        answer = browser.client.post("/bat-dau", data={"dau": browser.token(), "ma": "11713", "name": "Kẻ lạ"})
        assert answer.status_code in (302, 400)
    with desk.store() as store:
        assert store.users.named("Kẻ lạ") is None
