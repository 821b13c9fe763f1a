"""The guard rules hold in the store: whoever writes, by whatever way, is refused with a sentence that says why."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from domain.case import DEEDS, SOFTWARE, Case, Deed, State, Verdict
from domain.casefields import FIELDS, NEEDED
from domain.casegrounds import same_unit
from domain.people import Role
from store import opened
from store.cases import NotAllowed
from tests.casework import AT, LAN, MINH, UNIT, Pen, finding, office, opened_case


@pytest.fixture
def pen(tmp_path: Path) -> Iterator[Pen]:
    with opened(tmp_path) as store:
        yield Pen(store, opened_case(store, office(store)))


def refused(pen: Pen, words: str, deed: Deed, by: str = LAN, **data: Any) -> None:
    before = pen.store.cases.get(UNIT, pen.case.id)
    with pytest.raises(NotAllowed, match=words):
        pen(deed, by, **data)
    assert pen.store.cases.get(UNIT, pen.case.id) == before


def test_a_case_begins_unverified_and_is_numbered_by_year(pen: Pen):
    assert (pen.case.id, pen.case.state, pen.case.verdict) == ("SL-2026-001", State.DETECTED, Verdict.UNVERIFIED)
    again = Case("", UNIT, pen.case.article, "number", "47 hộ", pen.case.sentence, AT, LAN)
    assert pen.store.cases.open(again) is None
    other = Case("", UNIT, pen.case.article, "place", "Mai Dương", pen.case.sentence, AT + timedelta(days=60), LAN)
    made = pen.store.cases.open(other)
    assert made is not None
    assert made.id == "SL-2027-001"


def test_a_number_is_refuted_by_two_documents_and_two_people_and_ends_corrected(pen: Pen):
    assert pen.concluded("false").verdict is Verdict.FALSE
    pen(Deed.RIGHT, text="Việc chi trả đã thực hiện ngày 12/11/2026.")
    pen(Deed.SUBMIT, letter="B", signer="Chủ tịch")
    pen(Deed.SEND, letter="B", number="45/UBND-VHXH", day="2026-11-20", way="bưu điện")
    pen(Deed.PROOF, text="Phiếu báo phát số 123")
    pen(Deed.ANSWER, text="Báo đã cải chính", day="2026-11-21")
    closed = pen(Deed.CLOSE, ending="corrected")
    assert (closed.state, closed.open) == (State.CLOSED, False)
    refused(pen, "đã đóng", Deed.FINDING, **finding())
    assert pen(Deed.REOPEN, reason="tài liệu mới").verdict is Verdict.UNVERIFIED


def test_one_person_alone_decides_nothing(pen: Pen):
    pen.verifying()
    pen(Deed.FINDING, **finding(conclusion=True))
    pen(Deed.PROPOSE, by=MINH, verdict="false", ground="Biên bản ghi 41 hộ")
    refused(pen, "không được tự duyệt", Deed.APPROVE, by=MINH)
    refused(pen, "không được tự duyệt", Deed.APPROVE, by="  minh ")
    refused(pen, "Vai trò", Deed.APPROVE, by=LAN)
    refused(pen, "không phải người dùng", Deed.APPROVE, by="Người lạ")
    refused(pen, "phải do cán bộ", Deed.APPROVE, by=SOFTWARE)
    refused(pen, "Chưa rõ ai", Deed.APPROVE, by="  ")
    pen.store.users.enable(pen.store.users.named(LAN)[0], False)  # type: ignore[index]
    refused(pen, "không phải người dùng", Deed.FINDING, by=LAN, **finding("2"))


@pytest.mark.parametrize("verdict", [v.value for v in Verdict if v not in (Verdict.OPINION, Verdict.UNVERIFIED)])
def test_no_verdict_without_a_document(pen: Pen, verdict: str):
    pen.verifying()
    refused(pen, "Chưa có tài liệu", Deed.PROPOSE, verdict=verdict, ground="bài có sắc thái tiêu cực")


def test_the_criticised_unit_alone_and_a_single_paper_are_not_enough(pen: Pen):
    pen.verifying(criticised="Phòng  Kinh Tế")
    pen(Deed.FINDING, **finding())
    pen(Deed.FINDING, **finding("13/BB-KT"))
    refused(pen, "đơn vị bị báo phản ánh", Deed.PROPOSE, verdict="false", ground="hai biên bản")
    pen(Deed.FINDING, **finding("15/BC-VP", "Văn phòng HĐND và UBND"))
    assert pen(Deed.PROPOSE, verdict="false", ground="ba tài liệu").proposed


def test_one_paper_proves_falsehood_only_as_a_conclusion(pen: Pen):
    pen.verifying()
    pen(Deed.FINDING, **finding())
    pen(Deed.FINDING, **finding())
    refused(pen, "hai tài liệu độc lập", Deed.PROPOSE, verdict="false", ground="biên bản")
    pen(Deed.FINDING, **finding("2/KL-TTr", "Thanh tra", conclusion=True))
    assert pen(Deed.PROPOSE, verdict="false", ground="kết luận thanh tra").proposed


def test_a_name_or_a_paper_typed_in_other_letters_is_the_same(pen: Pen):
    pen.store.users.add("Nguyễn Hòa", Role.APPROVER, "-", AT)
    pen.verifying()
    pen(Deed.FINDING, **finding())
    pen(Deed.FINDING, **finding(unit=normalize("NFD", "Phòng Kinh tế")))
    refused(pen, "hai tài liệu độc lập", Deed.PROPOSE, verdict="false", ground="biên bản")
    pen(Deed.FINDING, **finding("13/BB-KT"))
    pen(Deed.PROPOSE, by="Nguyễn Hòa", verdict="false", ground="hai biên bản")
    refused(pen, "không được tự duyệt", Deed.APPROVE, by=normalize("NFD", "Nguyễn Hòa"))


def test_one_unit_and_one_document_have_many_writings():
    same = [
        ("Phòng Kinh tế", "P. kinh tế"),
        ("phong kinh te", "Phòng Kinh tế xã Nghi Dương"),
        ("VP HĐND", "Văn phòng HĐND"),
    ]
    assert all(same_unit(*pair) and same_unit(*reversed(pair)) for pair in same)
    assert not same_unit("Công an xã", "Công ty Môi trường")
    assert not same_unit("UBND xã", "Văn phòng HĐND và UBND xã")


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ({}, {"number": "Biên bản số 012 / BB-KT", "issuer": ""}, False),
        ({}, {"issuer": "P. Kinh tế"}, False),
        ({}, {"day": "2025-11-12"}, False),
        ({"number": "01/BC", "issuer": "Công an xã"}, {"number": "01/BC", "issuer": "Trạm Y tế"}, True),
    ],
)
def test_one_document_typed_twice_is_one(pen: Pen, first: dict[str, str], second: dict[str, str], found: bool):
    pen.verifying()
    pen(Deed.FINDING, **finding() | first)
    pen(Deed.FINDING, **finding() | second)
    if found:
        assert pen(Deed.PROPOSE, verdict="false", ground="hai tài liệu").proposed
    else:
        refused(pen, "hai tài liệu độc lập", Deed.PROPOSE, verdict="false", ground="hai tài liệu")


def test_what_the_paper_did_is_witnessed_and_no_end_rests_on_a_verdict_taken_back(pen: Pen):
    pen.concluded("false")
    pen(Deed.RIGHT, text="Việc chi trả có thật.")
    pen(Deed.SUBMIT, letter="B")
    pen(Deed.SEND, letter="B", number="45/UBND-VHXH", day="2026-11-20", way="thư")
    twin = pen(Deed.SUGGEST, by=SOFTWARE, what="twin", item="SL-2026-009", text="câu giống")
    pen(Deed.CONFIRM, suggestion=twin.events[-1].number)
    refused(pen, "chưa ghi báo đã làm gì", Deed.CLOSE, ending="corrected")
    refused(pen, "chưa ghi báo đã làm gì", Deed.CLOSE, ending="corrected", text="…")
    closed = pen(Deed.CLOSE, ending="corrected", text="Báo đăng cải chính ngày 21/11/2026")
    assert not closed.open
    pen(Deed.REOPEN, reason="tài liệu mới")
    for ending in ("corrected", "replied", "no_answer", "answered"):
        refused(pen, "chưa có kết luận mới", Deed.CLOSE, ending=ending, text="như cũ")


def test_no_field_for_reporters_tone_or_blacklists(pen: Pen):
    for field in ("reporter", "phong_vien", "author", "tone", "sac_thai", "blacklist", "danh_sach_den"):
        for deed in Deed:
            refused(pen, "không có mục", deed, by=MINH, **{field: "Nguyễn Văn A"})
            assert field not in FIELDS[deed]


@pytest.mark.parametrize("letter", ["A", "B", "answer", "technical"])
def test_no_letter_without_what_the_paper_said_rightly(pen: Pen, letter: str):
    pen.concluded("true_unfavourable" if letter == "answer" else "false")
    if letter == "answer":
        pen(Deed.ACCEPT, unit="Phòng Kinh tế")
    refused(pen, "điều báo nêu đúng", Deed.SUBMIT, letter=letter)
    refused(pen, "điều báo nêu đúng", Deed.RIGHT, text="   ")


@pytest.mark.parametrize("verdict", ["partly", "technical"])
def test_no_call_for_correction_without_a_false_claim(pen: Pen, verdict: str):
    pen.concluded(verdict)
    pen(Deed.RIGHT, text="Việc chi trả có thật.")
    refused(pen, "ít nhất một nhận định", Deed.SUBMIT, letter="B")
    assert pen(Deed.SUBMIT, letter="A").state is State.SUBMITTED
    refused(pen, "ít nhất một nhận định", Deed.SEND, letter="B", number="1", day="2026-11-20", way="thư")
    refused(pen, "khác loại văn bản", Deed.SEND, letter="technical", number="1", day="2026-11-20", way="thư")


@pytest.mark.parametrize("verdict", ["true", "true_unfavourable"])
@pytest.mark.parametrize("letter", ["A", "B", "technical"])
def test_what_is_true_locks_rebuttal_and_leads_to_an_answer(pen: Pen, verdict: str, letter: str):
    pen.concluded(verdict)
    pen(Deed.RIGHT, text="Toàn bộ nội dung bài báo nêu.")
    refused(pen, "không lập văn bản phản bác", Deed.SUBMIT, letter=letter)
    refused(pen, "bịa đặt", Deed.REFER, to="Công an xã", text="chuyển")
    pen(Deed.ACCEPT, unit="Phòng Kinh tế", received="2026-11-19")
    refused(pen, "không lập văn bản phản bác", Deed.SUBMIT, letter=letter)
    pen(Deed.SUBMIT, letter="answer")
    pen(Deed.SEND, letter="answer", number="46/UBND-VHXH", day="2026-11-25", way="thư công vụ")
    assert pen(Deed.CLOSE, ending="answered").state is State.CLOSED


def test_a_forged_decision_goes_to_the_police(pen: Pen):
    pen.concluded("fabricated")
    assert pen(Deed.REFER, to="Công an xã", text="Văn bản giả", number="7/PC-UBND").state is State.REFERRED
    assert not pen(Deed.CLOSE, ending="referred").open


def test_opinion_is_never_a_case(pen: Pen):
    with pytest.raises(NotAllowed, match="Ý kiến"):
        opened_case(pen.store, pen.case.article, kind="opinion", said="phấn khởi", sentence="Bà con phấn khởi.")
    pen.verifying()
    pen(Deed.PROPOSE, verdict="opinion", ground="câu là lời bình")
    pen(Deed.APPROVE, by=MINH)
    pen(Deed.RIGHT, text="không có")
    refused(pen, "không lập văn bản phản bác", Deed.SUBMIT, letter="A")
    assert not pen(Deed.CLOSE, ending="opinion").open


def test_words_that_are_not_the_papers_open_nothing(pen: Pen):
    for changes in ({"said": "99 hộ"}, {"said": ""}, {"by": " "}, {"kind": "rumour"}):
        with pytest.raises(NotAllowed):
            opened_case(pen.store, pen.case.article, **changes)


def test_nothing_is_closed_with_an_ending_that_did_not_happen(pen: Pen):
    for ending in ("corrected", "replied", "refused", "answered"):
        refused(pen, "Chưa gửi", Deed.CLOSE, ending=ending)
    refused(pen, "Chưa chuyển cơ quan", Deed.CLOSE, ending="referred")
    refused(pen, "Chưa giao ai xác minh", Deed.CLOSE, ending="insufficient")
    refused(pen, "hai người", Deed.CLOSE, ending="not_false")
    refused(pen, "danh mục", Deed.CLOSE, ending="blacklisted")


def test_software_only_keeps_evidence_and_suggests(pen: Pen):
    for deed in set(Deed) - {Deed.PRESERVE, Deed.SUGGEST}:
        needed = {name: "2026-11-12" for name, _ in NEEDED.get(deed, ())}
        refused(pen, "Phần mềm chỉ", deed, by=SOFTWARE, **needed)
    found = pen(Deed.SUGGEST, by=SOFTWARE, what="change", item="3", text="báo đã sửa số")
    assert found.verdict is Verdict.UNVERIFIED
    refused(pen, "Không thấy gợi ý", Deed.CONFIRM, suggestion=99)
    assert pen(Deed.CONFIRM, suggestion=found.events[-1].number).of(Deed.CONFIRM)


def test_steps_come_in_order_and_an_unseen_event_is_not_overwritten(pen: Pen):
    refused(pen, "ở bước", Deed.APPROVE, by=MINH)
    refused(pen, "ở bước", Deed.SEND, letter="B", number="1", day="2026-11-20", way="thư")
    refused(pen, "chưa đọc được", Deed.SEND, letter="B", number="1", day="20/11", way="thư")
    pen(Deed.NOTE, text="đã gọi điện")
    with pytest.raises(NotAllowed, match="vừa ghi thêm"):
        pen.store.cases.write(UNIT, pen.case.id, Deed.NOTE, LAN, AT, {"text": "x"}, seen=0)
    with pytest.raises(NotAllowed, match="Không có hồ sơ"):
        pen.store.cases.write(UNIT, "SL-2026-999", Deed.NOTE, LAN, AT, {"text": "x"})


def test_bare_sql_alters_and_skips_nothing(pen: Pen):
    pen.verifying()
    pen(Deed.PROPOSE, verdict="opinion", ground="lời bình")
    connection = pen.store._db.conn
    insert = "INSERT INTO case_events (unit_code, case_id, at, by, deed, data) VALUES (?, ?, 'x', ?, ?, ?)"
    rows = [
        (LAN, "approve", "{}"),
        ("LAN", "approve", "{}"),
        ("", "note", "{}"),
        (MINH, "submit", '{"letter":"B"}'),
    ]
    for by, deed, data in rows:
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(insert, [UNIT, pen.case.id, by, deed, data])
    propose = connection.execute("SELECT max(number) FROM case_events").fetchone()[0]
    for sql in (
        "UPDATE case_events SET by = 'Minh'",
        "DELETE FROM case_events",
        "UPDATE cases SET said = '41 hộ'",
        "DELETE FROM cases",
        f"INSERT OR REPLACE INTO case_events SELECT number, unit_code, case_id, at, 'Minh', deed, data FROM case_events WHERE number = {propose}",  # noqa: E501
        "INSERT OR REPLACE INTO cases SELECT unit_code, id, article, kind, '41 hộ', sentence, official, basis, why, opened, by FROM cases",  # noqa: E501
    ):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(sql)
    pen(Deed.CLOSE, ending="insufficient")


def test_a_verdict_without_a_document_is_refused_to_bare_sql(pen: Pen):
    columns, at = "unit_code, case_id, at, by, deed, data", "2026-12-01T01:00:00Z"
    insert = f"INSERT INTO case_events ({columns}) VALUES (?, ?, '{at}', ?, ?, ?)"
    connection = pen.store._db.conn
    pen.verifying()
    with pytest.raises(sqlite3.IntegrityError, match="Chưa có tài liệu"):
        connection.execute(insert, [UNIT, pen.case.id, LAN, "propose", '{"verdict":"false","ground":"x"}'])


def test_the_chain_covers_cases(pen: Pen):
    pen.verifying()
    pen.store.chain.write_down()
    assert pen.store.verify().findings == ()
    kinds = {link.kind for link in pen.store.chain.links()}
    assert {"case", "case_event"} <= kinds


def test_how_a_case_stood_at_a_moment(pen: Pen):
    pen.concluded("false")
    (then,) = pen.store.cases.all(UNIT, AT + timedelta(hours=2, minutes=30))
    assert (then.state, then.verdict) == (State.SCREENED, Verdict.UNVERIFIED)
    assert pen.store.cases.all(UNIT, AT - timedelta(hours=1)) == ()
    assert set(DEEDS) == set(Deed)


def test_a_program_cannot_pass_by_the_store(tmp_path: Path):
    with opened(tmp_path) as store:
        pen = Pen(store, opened_case(store, office(store)))
        pen.verifying()
        pen(Deed.FINDING, **finding(conclusion=True))
        pen(Deed.PROPOSE, by=MINH, verdict="false", ground="kết luận")
    with opened(tmp_path) as again, pytest.raises(NotAllowed, match="tự duyệt"):
        again.cases.write(UNIT, "SL-2026-001", Deed.APPROVE, "MINH", AT, {})


def test_the_same_claim_in_other_words_has_its_case_already(pen: Pen):
    def opened_on(said: str, sentence: str = pen.case.sentence) -> Case | None:
        return pen.store.cases.open(Case("", UNIT, pen.case.article, "number", said, sentence, AT, MINH))

    for said in ("47 hộ dân", "47  hộ".replace("  ", " "), "cho 47 hộ dân thôn Mai Dương"):
        assert opened_on(said) is None
    assert opened_on("thôn Mai Dương") is not None
    with pytest.raises(NotAllowed, match="không có câu này"):
        opened_on("47 hộ", "Xã bỏ rơi 47 hộ.")


def test_the_same_words_in_another_sentence_are_suggested_to_be_looked_at(pen: Pen):
    twin = opened_case(pen.store, pen.case.article, said="47 hộ", sentence="Bí thư xã nói về 47 hộ còn lại.")
    (told,) = twin.of(Deed.SUGGEST)
    assert (told.by, told.data["item"], twin.state) == (SOFTWARE, pen.case.id, State.DETECTED)
    assert "Mời xem có phải cùng một nhận định" in told.data["text"]


def test_a_case_opened_by_mistake_says_nothing_of_the_paper_and_hides_nothing(pen: Pen):
    refused(pen, "cần ghi lý do", Deed.CLOSE, ending="mistaken")
    pen.verifying()
    refused(pen, "người thứ hai", Deed.CLOSE, ending="mistaken", text="bấm nhầm")
    pen.store.users.add("Hà", Role.EDITOR, "-", AT)
    refused(pen, "vai trò Duyệt", Deed.CLOSE, by="Hà", ending="mistaken", text="bấm nhầm")
    closed = pen(Deed.CLOSE, by=MINH, ending="mistaken", text="câu nói về xã khác")
    assert (closed.mistaken, closed.verdict) == (True, Verdict.UNVERIFIED)
    pen(Deed.REOPEN, reason="xem lại")
    for number in ("12/BB-KT", "13/BB-KT"):
        pen(Deed.FINDING, **finding(number))
    pen(Deed.PROPOSE, verdict="true_unfavourable", ground="hai biên bản")
    pen(Deed.APPROVE, by=MINH)
    refused(pen, "không thể coi là mở nhầm", Deed.CLOSE, by=MINH, ending="mistaken", text="mở nhầm")
    refused(pen, "đã có kết luận", Deed.CLOSE, ending="insufficient")


def test_a_name_is_kept_as_the_register_of_people_has_it(pen: Pen):
    pen.verifying()
    assert pen(Deed.FINDING, by=" lan ", **finding()).events[-1].by == LAN


def test_a_day_is_text_in_one_form(pen: Pen):
    pen.verifying()
    for day in (20261112, "20261112", "2026-W46-4"):
        refused(pen, "chưa đọc được", Deed.FINDING, **finding(day=day))
