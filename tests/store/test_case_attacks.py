"""Attempts to get round the guard rules with sqlite3 alone: each is refused with a sentence that says why."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from domain.case import Case, Deed
from domain.casefields import FIELDS, NEEDED
from domain.caserules import _FROM, NAMED
from domain.clock import VIETNAM
from domain.presswork import Asked, Occasion
from store import caseguards, opened
from store.cases import NotAllowed
from store.db import FILE
from tests.builders import NOW, a_link, an_article
from tests.casework import AT, LAN, MINH, UNIT, Pen, finding, office

# One case in each state, by the words of its sentence.
LINES = {name: f"UBND xã đã chi trả cho {40 + at} hộ dân thôn {at}." for at, name in enumerate(
    "new verifying found criticised proposed concluded true ready submitted sent closed forged answering twice renamed "
    "reopened".split())}  # fmt: skip
WHEN = "2026-11-20T01:00:00Z"
LATER = datetime(2026, 11, 20, 8, 0, tzinfo=VIETNAM)
LETTER = {"letter": "A", "number": "45/UBND-VHXH", "day": "2026-11-20", "way": "thư"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a case in each state, a fact that was withdrawn, a request of the press."""
    home = tmp_path_factory.mktemp("cửa") / "nhà"
    with opened(home) as store:
        office(store)
        article = an_article("https://bao-mot.example/nhieu.html", body="\n".join(LINES.values()))
        store.links.add([a_link(article.url)], NOW)
        store.articles.save(article, a_link(article.url).id)
        for name, line in LINES.items():
            said = line.split(" cho ")[1].split(" thôn")[0]
            case = store.cases.open(Case("", UNIT, article.id, "number", said, line, AT, LAN))
            assert case is not None
            drive(Pen(store, case), name)
        store.press.ask(UNIT, Asked(Occasion.REQUEST, AT, "Báo Một hỏi", LAN))
    return home


def drive(pen: Pen, name: str) -> None:
    """Bring a case to the state that its name says."""
    if name == "new":
        return
    if name in ("twice", "renamed"):
        pen(Deed.SCREEN, criticised="Phòng Kinh Tế" if name == "renamed" else "")
        pen(Deed.SCREEN, medium="online")
        pen(Deed.ASSIGN, unit="Phòng Kinh tế")
        pen(Deed.FINDING, **finding())
        again = {"number": "Số 12/BB-KT", "issuer": ""} if name == "twice" else {"number": "13/BB"}
        pen(Deed.FINDING, **finding(unit="Phòng Kinh tế xã Nghi Dương") | again)
        return
    if name in ("verifying", "found", "criticised", "proposed"):
        pen.verifying(criticised="Phòng Kinh tế" if name == "criticised" else "")
        if name != "verifying":
            pen(Deed.FINDING, **finding())
        if name == "criticised":
            pen(Deed.FINDING, **finding("13/BB-KT"))
        if name == "proposed":
            pen(Deed.FINDING, **finding("14/BB"))
            pen(Deed.PROPOSE, by=MINH, verdict="false", ground="hai biên bản")
        return
    right = dict.fromkeys(("true", "answering", "reopened"), "true_unfavourable")
    pen.concluded((right | {"concluded": "partly", "ready": "partly", "forged": "fabricated"}).get(name, "false"))
    if name == "reopened":
        pen(Deed.REOPEN, reason="xem lại")
        return
    if name not in ("concluded",):
        pen(Deed.RIGHT, text="Việc chi trả có thật.")
    if name == "answering":
        pen(Deed.ACCEPT, unit="Phòng Kinh tế")
        pen(Deed.SUBMIT, letter="answer")
        pen(Deed.SEND, **LETTER | {"letter": "answer"})
    if name in ("submitted", "sent", "closed"):
        pen(Deed.SUBMIT, letter="A")
    if name in ("sent", "closed"):
        pen(Deed.SEND, **LETTER)
    if name == "closed":
        pen(Deed.ANSWER, text="Báo đã đăng ý kiến của xã")
        pen(Deed.CLOSE, ending="replied")


@pytest.fixture
def stranger(home: Path) -> Iterator[sqlite3.Connection]:
    """The database as sqlite3 opens it: no foreign keys, no program around; nothing stays."""
    with closing(sqlite3.connect(home / FILE, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        yield connection
        connection.execute("ROLLBACK")


INSERT = "INSERT INTO case_events (unit_code, case_id, at, by, deed, data) VALUES (?, ?, ?, ?, ?, ?)"


def case_id(name: str) -> str:
    return f"SL-2026-{list(LINES).index(name) + 1:03d}"


# Case, who, deed, data, words of the refusal.
DEEDS: list[tuple[str, str, str, Any, str]] = [
    ("proposed", MINH, "approve", {}, "không được tự duyệt"),
    ("proposed", "minh", "approve", {}, "đúng họ tên"),
    ("proposed", " Minh", "approve", {}, "đúng họ tên"),
    ("proposed", LAN, "approve", {}, "vai trò Duyệt"),
    ("proposed", "Xuân", "approve", {}, "vai trò Soạn"),
    ("proposed", "Nguyễn Văn Ma", "approve", {}, "người dùng"),
    ("proposed", "phần mềm", "approve", {}, "Phần mềm chỉ"),
    ("found", MINH, "approve", {}, "Chưa có đề xuất"),
    ("closed", MINH, "approve", {}, "đã đóng"),
    ("verifying", LAN, "propose", {"verdict": "partly", "ground": "bài có sắc thái tiêu cực"}, "Chưa có tài liệu"),
    ("found", LAN, "propose", {"verdict": "false", "ground": "x"}, "hai tài liệu độc lập"),
    ("found", LAN, "propose", {"verdict": "fabricated", "ground": "x"}, "hai tài liệu độc lập"),
    ("criticised", LAN, "propose", {"verdict": "false", "ground": "x"}, "chính đơn vị bị báo phản ánh"),
    ("found", LAN, "propose", {"verdict": "vu_khong", "ground": "x"}, "không có trong danh mục"),
    ("found", LAN, "propose", {"verdict": "unverified", "ground": "x"}, "không có trong danh mục"),
    ("found", LAN, "propose", {"verdict": "partly"}, "thiếu mục"),
    ("found", LAN, "propose", {"verdict": "partly", "ground": " \n "}, "thiếu mục"),
    ("found", LAN, "propose", {"verdict": "partly", "ground": "x", "tone": "neg"}, "không có mục"),
    ("found", LAN, "propose", '{"verdict":"opinion","ground":"x","verdict":"false"}', "ghi hai lần"),
    ("found", LAN, "propose", '{"verdict":"opinion","ground":"x","\\u0076erdict":"false"}', "không có mục|ghi hai lần"),
    ("found", LAN, "propose", "không phải JSON", "không đọc được"),
    ("found", LAN, "propose", '["false"]', "không đọc được"),
    ("found", LAN, "note", {"text": "x", "phong_vien": "Nguyễn Văn A"}, "không có mục"),
    ("found", LAN, "blacklist", {"text": "x"}, "không có trong danh mục"),
    ("found", " ", "note", {"text": "x"}, "Chưa rõ ai ghi"),
    ("concluded", LAN, "submit", {"letter": "A"}, "điều báo nêu đúng"),
    ("concluded", LAN, "right", {"text": "\u00a0"}, "thiếu mục"),
    ("ready", LAN, "submit", {"letter": "X"}, "Loại văn bản"),
    ("true", LAN, "submit", {"letter": "A"}, "không lập văn bản phản bác"),
    ("true", LAN, "submit", {"letter": "technical"}, "không lập văn bản phản bác"),
    ("true", LAN, "refer", {"to": "Công an xã", "text": "x"}, "bịa đặt"),
    ("submitted", LAN, "send", LETTER | {"letter": "B"}, "khác loại văn bản đã trình ký"),
    ("submitted", LAN, "send", LETTER | {"day": "20/11/2026"}, "Ngày chưa đọc được"),
    ("submitted", "phần mềm", "send", LETTER, "Phần mềm chỉ"),
    ("ready", LAN, "send", LETTER, "bước khác"),
    ("ready", LAN, "refer", {"to": "Công an xã", "text": "x"}, "bịa đặt"),
    ("sent", LAN, "accept", {"unit": "Phòng Kinh tế"}, "bước khác"),
    ("sent", LAN, "confirm", {"suggestion": 1}, "Không thấy gợi ý"),
    ("new", LAN, "close", {"ending": "corrected"}, "Chưa gửi văn bản"),
    ("true", LAN, "close", {"ending": "insufficient"}, "đã có kết luận"),
    ("true", LAN, "close", {"ending": "mistaken", "text": "mở nhầm"}, "không thể coi là mở nhầm"),
    ("new", LAN, "close", {"ending": "insufficient"}, "Chưa giao ai xác minh"),
    ("new", LAN, "close", {"ending": "mistaken"}, "cần ghi lý do"),
    ("found", LAN, "close", {"ending": "mistaken", "text": "thôi"}, "người thứ hai"),
    ("found", LAN, "close", {"ending": "not_false"}, "hai người"),
    ("found", LAN, "close", {"ending": "referred"}, "Chưa chuyển"),
    ("ready", LAN, "close", {"ending": "vu_khong"}, "không có trong danh mục"),
    ("closed", LAN, "finding", finding(), "đã đóng"),
    ("found", "Xuân", "reopen", {"reason": "x"}, "vai trò Soạn"),
    ("new", LAN, "finding", finding(), "bước khác"),
    ("forged", LAN, "submit", {"letter": "A"}, "chuyển Công an xã"),
    ("forged", LAN, "submit", {"letter": "B"}, "chuyển Công an xã"),
    ("forged", LAN, "submit", {"letter": "technical"}, "chuyển Công an xã"),
    ("twice", LAN, "propose", {"verdict": "false", "ground": "hai biên bản"}, "hai tài liệu độc lập"),
    ("renamed", LAN, "propose", {"verdict": "false", "ground": "hai biên bản"}, "chính đơn vị bị báo phản ánh"),
    ("answering", LAN, "escalate", {"to": "Sở", "number": "1"}, "không có việc kiến nghị"),
    ("answering", LAN, "close", {"ending": "no_answer"}, "báo nêu đúng|trả lời báo"),
    ("sent", LAN, "escalate", {"to": "Sở", "number": "1"}, "còn hạn"),
    ("sent", LAN, "close", {"ending": "no_answer"}, "còn hạn"),
    ("sent", LAN, "close", {"ending": "corrected"}, "chưa ghi báo đã làm gì"),
    ("reopened", LAN, "close", {"ending": "insufficient"}, "người thứ hai"),
    ("found", LAN, "suggest", {"what": "change", "item": "1", "text": "báo đã gỡ bài"}, "chỉ do phần mềm"),
    ("new", LAN, "preserve", {"files": "trang.html"}, "SHA-256"),
    ("new", LAN, "preserve", {"files": [{"name": "trang.html", "sha256": "abc"}]}, "SHA-256"),
    ("verifying", LAN, "finding", finding(conclusion="không"), "có hoặc không"),
    ("verifying", LAN, "finding", finding(result="…"), "thiếu mục"),
    ("ready", LAN, "right", {"text": "."}, "thiếu mục"),
]


@pytest.mark.parametrize(("name", "by", "deed", "data", "words"), DEEDS)
def test_no_deed_gets_round_the_rules(
    stranger: sqlite3.Connection, name: str, by: str, deed: str, data: Any, words: str
):
    told = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    with pytest.raises(sqlite3.DatabaseError, match=words) as refused:
        stranger.execute(INSERT, [UNIT, case_id(name), WHEN, by, deed, told])
    assert str(refused.value).endswith("Chưa ghi gì.")


def test_the_store_refuses_the_same_with_a_sentence(home: Path):
    with opened(home) as store:
        for name, by, deed, data, _ in DEEDS:
            if isinstance(data, str) or deed == "blacklist" or by in ("minh", " Minh"):
                continue  # no such text or deed reaches the store; a name is read in whatever letters
            with pytest.raises(NotAllowed) as refused:
                store.cases.write(UNIT, case_id(name), Deed(deed), by, LATER, data)
            assert str(refused.value).endswith((".", "”.")), (name, deed)


CASE = "INSERT INTO cases SELECT unit_code, '{id}', article, {kind}, {said}, {sentence}, official, basis, why, {opened}, {by} FROM cases WHERE id = 'SL-2026-001'"  # noqa: E501
NEXT = f"SL-2026-{len(LINES) + 1:03d}"
EVENT = "INSERT INTO case_events SELECT {number}, unit_code, case_id, at, 'Minh', 'note', '{{\"text\":\"x\"}}' FROM case_events LIMIT 1"  # noqa: E501


def new_case(**changes: str) -> str:
    plain = {"id": NEXT, "kind": "'number'", "said": "'41 hộ dân'", "sentence": f"'{LINES['verifying']}'",
             "opened": f"'{WHEN}'", "by": "'Lan'"}  # fmt: skip
    return CASE.format(**(plain | changes))


SQL = [
    (new_case(kind="'opinion'"), "Ý kiến"),
    (new_case(kind="'blacklist'"), "không có trong danh mục"),
    (new_case(said="'41 hộ'"), "đã có hồ sơ"),
    (new_case(said="'41 hộ dân thôn'"), "đã có hồ sơ"),
    (new_case(said="'99 hộ'"), "nguyên văn"),
    (new_case(sentence="'UBND xã bỏ trốn với 41 hộ dân.'"), "không có câu này"),
    (new_case(said="'thôn 1'", by="' '"), "Chưa rõ ai mở"),
    (new_case(said="'thôn 1'", id="SL-2026-999"), "mã kế tiếp"),
    (new_case(said="'thôn 1'", opened="'hôm qua'"), "không đúng dạng"),
    ("UPDATE case_events SET data = '{}' WHERE deed = 'finding'", "chỉ ghi thêm"),
    ("DELETE FROM case_events WHERE deed = 'right'", "chỉ ghi thêm"),
    ("UPDATE cases SET said = '99 hộ'", "chỉ ghi thêm"),
    ("DELETE FROM cases", "chỉ ghi thêm"),
    ("INSERT OR REPLACE INTO cases SELECT unit_code, id, article, kind, 'thôn', sentence, official, basis, why, opened, by FROM cases LIMIT 1", "."),  # noqa: E501
    (EVENT.format(number=1), "chỉ ghi thêm"),
    (EVENT.format(number=-1), "chen"),
    (EVENT.format(number=0), "chen"),
    (EVENT.format(number=2**62), "chen"),
    (f"INSERT INTO case_events (unit_code, case_id, at, by, deed, data) VALUES ('{UNIT}', 'SL-2026-001', '2026', 'Lan', 'note', '{{\"text\":\"x\"}}')", "Giờ ghi"),  # noqa: E501
    (f"INSERT INTO case_events (unit_code, case_id, at, by, deed, data) VALUES ('{UNIT}', 'SL-2020-001', '{WHEN}', 'Lan', 'note', '{{\"text\":\"x\"}}')", "Không có hồ sơ"),  # noqa: E501
    ("INSERT INTO facts (unit_code, text, number, issuer, summary, topic, person, by, at, origin) VALUES ('11713', 'Xã có 9 hộ.', '', '', '', '', '', 'Lan', 'x', '')", "Chưa rõ văn bản"),  # noqa: E501
    ("INSERT INTO facts (unit_code, text, number, issuer, summary, topic, person, by, at, origin) VALUES ('11713', ' ', '1', '', '', '', '', 'Lan', 'x', '')", "Chưa có nội dung"),  # noqa: E501
    ("INSERT INTO fact_ends (fact, by, at, reason) VALUES (99, 'Lan', 'x', 'x')", "Không có số liệu"),
    (f"INSERT INTO press_requests (unit_code, occasion, at, what, by, outlet, urgent) VALUES ('{UNIT}', 'request', '{WHEN}', ' ', 'Lan', '', 0)", "Cần nội dung"),  # noqa: E501
    (f"INSERT INTO press_answers (request, at, person, text, way, by, refused) VALUES (1, '2020-01-01T00:00:00Z', 'A', 'x', '', 'Lan', '')", "đứng trước"),  # noqa: E501, F541
    (f"INSERT INTO press_answers (request, at, person, text, way, by, refused) VALUES (1, '{WHEN}', 'A', ' ', '', 'Lan', '')", "Cần ghi ai"),  # noqa: E501
    ("UPDATE press_requests SET at = '2020'", "chỉ ghi thêm"),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "words"), SQL)
def test_no_register_is_opened_altered_or_renumbered(stranger: sqlite3.Connection, sql: str, words: str):
    with pytest.raises(sqlite3.DatabaseError, match=words) as refused:
        stranger.execute(sql)
    assert "Chưa ghi gì." in str(refused.value) or "không sửa, không xóa" in str(refused.value)


def test_what_the_rules_allow_passes_bare_sql_too(stranger: sqlite3.Connection):
    allowed = [
        ("new", LAN, "screen", {"medium": "online"}),
        ("found", LAN, "propose", {"verdict": "partly", "ground": "biên bản"}),
        ("ready", LAN, "submit", {"letter": "A"}),
        ("submitted", LAN, "send", LETTER),
        ("found", MINH, "close", {"ending": "mistaken", "text": "câu không nói về xã"}),
        ("new", LAN, "close", {"ending": "mistaken", "text": "bấm nhầm"}),
        ("forged", LAN, "refer", {"to": "Công an xã", "text": "văn bản giả"}),
        ("renamed", LAN, "finding", finding("2/KL-TTr", "Thanh tra huyện", conclusion=True)),
        ("renamed", LAN, "propose", {"verdict": "false", "ground": "kết luận thanh tra"}),
        ("sent", LAN, "answer", {"text": "Báo giữ nguyên"}),
        ("sent", LAN, "escalate", {"to": "Sở", "number": "1"}),
        ("reopened", MINH, "close", {"ending": "insufficient"}),
        ("answering", LAN, "close", {"ending": "answered"}),
    ]
    for name, by, deed, data in allowed:
        stranger.execute(INSERT, [UNIT, case_id(name), WHEN, by, deed, json.dumps(data, ensure_ascii=False)])


def test_the_frozen_lists_are_those_of_the_domain():
    assert {f"{deed}.{name}" for deed, names in FIELDS.items() for name in names} == set(caseguards._FIELDS)
    assert {f"{deed}.{name}" for deed, names in NEEDED.items() for name, _ in names} == set(caseguards._NEEDED)
    assert {deed.value: {state.value for state in states} for deed, states in _FROM.items()} == {
        deed: set(states.split()) for deed, states in caseguards._FROM.items()
    }
    assert all(f"'{deed}'" in caseguards._NAMED for deed in NAMED)
    assert set(caseguards._DEEDS) == set(Deed)
