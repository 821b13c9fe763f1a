"""Conflicts are put forward where two sentences speak of one thing at one time, and nowhere else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from diembao.evals import Options
from diembao.evals import claims as task
from domain.claim import ClaimKind, Conflict, Statement
from nlp.claims.comparing import agree
from nlp.claims.conflicts import Known
from nlp.claims.quantities import quantities

FACT = "Ngày 12/11/2026, UBND xã đã chi trả tiền bồi thường cho 41 hộ dân thôn Mai Dương, diện tích 5,76 ha."


def against(sentence: str, fact: str = FACT, **more: object) -> list[Conflict]:
    return Known([Statement("f1", fact, **more)]).conflicts(sentence, date(2026, 11, 20))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "said", "official"),
    [
        (
            "UBND xã đã chi trả tiền bồi thường cho 47 hộ dân thôn Mai Dương, diện tích 5,76 ha.",
            "47 hộ dân",
            "41 hộ dân",
        ),
        (
            "Xã đã chi trả tiền bồi thường cho 41 hộ dân thôn Mai Dương với diện tích 7,56 ha đất.",
            "7,56 ha",
            "5,76 ha",
        ),
        (
            "Ngày 21/11/2026, UBND xã đã chi trả tiền bồi thường cho 41 hộ dân thôn Mai Dương.",
            "21/11/2026",
            "12/11/2026",
        ),
    ],
)
def test_a_differing_number_is_put_forward_verbatim(sentence: str, said: str, official: str):
    (found,) = against(sentence)
    assert (found.said, found.official, found.statement) == (said, official, "f1")
    assert said in sentence
    assert said in found.why
    assert official in found.why
    assert sentence[found.start :].startswith(said)
    assert "sai" not in found.why.lower().split()


@pytest.mark.parametrize(
    "sentence",
    [
        "UBND xã đã chi trả tiền bồi thường cho 41 hộ dân thôn Mai Dương, diện tích 5,76 ha.",
        "UBND xã đã chi trả tiền bồi thường cho hơn 40 hộ dân thôn Mai Dương, diện tích gần 6 ha.",
        "UBND xã đã chi trả tiền bồi thường cho 41 hộ dân thôn Mai Dương, diện tích 57.600 m2.",
        "UBND xã đã chi trả tiền bồi thường cho 41 hộ dân thôn Mai Dương, diện tích 160 sào.",
        "Ban đầu, UBND xã chi trả tiền bồi thường cho 17 hộ dân thôn Mai Dương.",
        "Báo đính chính: UBND xã chi trả cho 41 hộ dân thôn Mai Dương, không phải 47 hộ dân.",
        "Trạm y tế xã tiêm chủng cho 47 trẻ em thôn Mai Dương.",
        "",
    ],
)
def test_rounding_units_first_reports_and_other_things_are_no_conflict(sentence: str):
    assert against(sentence) == []


def test_a_fact_of_another_time_is_not_held_against_an_article():
    sentence = "UBND xã đã chi trả tiền bồi thường cho 47 hộ dân thôn Mai Dương, diện tích 5,76 ha."
    assert against(sentence, day=date(2026, 11, 21)) == []
    assert against(sentence, until=date(2026, 11, 19)) == []
    assert against(sentence, day=date(2026, 11, 12), until=date(2026, 12, 31))


def test_what_another_paper_confirms_is_no_conflict_but_papers_do_not_outvote_a_fact():
    sentence = "UBND xã đã chi trả tiền bồi thường cho 47 hộ dân thôn Mai Dương, diện tích 5,76 ha."
    papers = [
        Statement("b1", "UBND xã chi trả tiền bồi thường cho 41 hộ dân thôn Mai Dương.", official=False),
        Statement("b2", "Đã có 47 hộ dân thôn Mai Dương nhận tiền bồi thường.", official=False),
    ]
    assert Known(papers).conflicts(sentence) == []
    assert Known(papers[:1]).conflicts(sentence)
    assert [one.statement for one in Known([*papers, Statement("f1", FACT)]).conflicts(sentence)] == ["f1"]


def test_office_holders_and_papers():
    fact = "Ông Trần Văn Bình là Chủ tịch UBND xã Nghi Dương từ ngày 01/7/2025."
    (office,) = Known(
        [Statement("f", "Ông Trần Văn Bình, Chủ tịch UBND xã Nghi Dương, điều hành công việc.")]
    ).conflicts("Ông Lê Văn Cường, Chủ tịch UBND xã Nghi Dương, cho biết sẽ điều hành công việc của xã.")
    assert office.kind is ClaimKind.OFFICE
    assert Known([Statement("f", fact)]).conflicts("Ông Trần Văn Bình, Chủ tịch UBND xã Nghi Dương, cho biết.") == []
    paper = Known([Statement("f", "Quyết định số 15/QĐ-UBND của UBND xã thu hồi đất tại thôn Mai Dương.")])
    (found,) = paper.conflicts("Theo Quyết định số 51/QĐ-UBND, UBND xã thu hồi đất tại thôn Mai Dương.")
    assert (found.kind, found.said, found.official) == (ClaimKind.DOCUMENT, "51/QĐ-UBND", "15/QĐ-UBND")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1,5 triệu đồng", "1.500.000 đồng", True),
        ("4,7 tỷ đồng", "4,68 tỷ đồng", True),
        ("4,7 tỷ đồng", "4,5 tỷ đồng", False),
        ("hơn 782 tỷ đồng", "782,6 tỷ đồng", True),
        ("3 sào", "1.080 m2", True),
        ("41 người", "42 người", False),
        ("khoảng 15 giờ", "15h20", True),
        ("khoảng 15 giờ", "17 giờ", False),
        ("ngày 5/6", "ngày 5 tháng 6 năm 2026", True),
        ("tháng 5", "ngày 5/6/2026", False),
        ("29%", "31%", False),
        ("gần 500 hộ", "478 hộ", True),
        ("2 người", "hai người", True),
    ],
)
def test_when_two_numbers_agree(one: str, other: str, same: bool):
    (first,), (second,) = quantities(one), quantities(other)
    assert agree(first, second) is same
    assert agree(second, first) is same


@pytest.mark.parametrize(
    ("sentence", "fact", "differs"),
    [
        ("Năm 2025, xã thu ngân sách 21 tỷ đồng.", "Năm 2026, xã thu ngân sách 24 tỷ đồng.", False),
        (
            "Vụ cháy kho lúc 2 giờ sáng làm thiệt hại khoảng 500 triệu đồng.",
            "Vụ cháy kho lúc 2 giờ sáng, thiệt hại ước 480 triệu đồng.",
            False,
        ),
        (
            "Chủ tịch UBND xã Nghi Dương Lê Văn Tám cho biết việc chi trả đã xong.",
            "Ông Nguyễn Văn Năm, Chủ tịch UBND xã Nghi Dương, ký biên bản chi trả.",
            True,
        ),
        (
            "Phó Chủ tịch UBND xã Nghi Dương Lê Văn Tám cho biết việc chi trả đã xong.",
            "Ông Nguyễn Văn Năm, Chủ tịch UBND xã Nghi Dương, ký biên bản chi trả.",
            False,
        ),
        ("Bãi rác ở thôn 3 bốc khói suốt đêm.", "Bãi rác ở thôn 5 bốc khói suốt đêm 16/11.", True),
        ("Xã có mười bốn tổ công nghệ số.", "Xã có 12 tổ công nghệ số cộng đồng.", True),
    ],
)
def test_pairs_met_after_the_rules_stood(sentence: str, fact: str, differs: bool):
    assert bool(against(sentence, fact)) is differs


def test_numbers_are_read_with_what_they_count():
    found = quantities("Sáng 12/11, 3 tổ của quận 5 thu hồi hơn 1.250 m2 đất, 2,5 tỷ đồng, tại Q.9 lúc 14h30.")
    assert [(one.dimension, one.value) for one in found] == [
        ("day", 1112),
        ("count", 3),
        ("name", 5),
        ("area", 1250),
        ("vnd", 2.5e9),
        ("name", 9),
        ("clock", 870),
    ]


def test_order_of_rows_does_not_matter_and_predictions_keep_the_contract(tmp_path: Path):
    fact = {"id": "f", "text": "Xã có 41 hộ dân nhận bồi thường."}
    rows = [
        {"id": "a", "sentence": "Xã có 47 hộ dân nhận bồi thường.", "facts": [fact | {"date": "2026-11-12"}],
         "conflict": True, "kind": "number", "label": "REFUTED"},
        {"id": "b", "sentence": fact["text"], "facts": [fact], "conflict": False, "label": "SUPPORTED"},
        {"id": "c", "sentence": "", "facts": []},
    ]  # fmt: skip
    answers = task.predict(rows, Options(tmp_path))
    assert answers[::-1] == task.predict(rows[::-1], Options(tmp_path))
    assert set(answers[0]) == {"id", "conflict", "fact", "kind", "said", "official", "why"}
    assert [answer["conflict"] for answer in answers] == [True, False, False]
    metrics = task.score(rows, answers)
    assert metrics["recall_number"].value == 1.0
    assert metrics["flags_supported"].value == 0.0
    assert metrics["flags_ordinary"].n == 1
