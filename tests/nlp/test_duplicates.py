"""Reprints are found whatever was cut, moved or reworded; articles on one matter are not reprints of each other."""

from __future__ import annotations

import random

import pytest

from diembao.sample_press.site import papers
from domain.copies import LineKind
from domain.story import CopyKind
from nlp.duplicates import CopyIndex, credit
from nlp.sentences import sentences
from nlp.sidebyside import side_by_side

PRINTED = [
    "\n".join((text.title, text.sapo, *text.paragraphs))
    for paper in papers()
    for text in paper.texts
    if text.paragraphs
]
# The sample press has reprints of its own, marked by their credit line.
ARTICLES = [text for text in PRINTED if not credit(text)]
_OTHER_WORDS = {"được": "đã được", "người": "nhân vật", "và": "cùng", "trong": "ở", "các": "những", "của": "thuộc"}


def reprint(text: str, share: float, draw: random.Random) -> str:
    """The text with `share` of its sentences cut, moved or reworded, and the agency's line."""
    parts = sentences(text)
    chosen = set(draw.sample(range(len(parts)), max(1, round(share * len(parts)))))
    kept: list[str] = []
    moved: list[str] = []
    for place, part in enumerate(parts):
        change = draw.choice(["cut", "move", "reword"]) if place in chosen else ""
        if change == "move":
            moved.append(part)
        elif change != "cut":
            kept.append(reworded(part, draw) if change else part)
    for part in moved:
        kept.insert(draw.randrange(len(kept) + 1), part)
    return "\n".join([*kept, "Theo TTXVN"])


def reworded(sentence: str, draw: random.Random) -> str:
    words = [_OTHER_WORDS.get(word, word) for word in sentence.split()]
    half = len(words) // 2
    words = words[half:] + words[:half]
    for _ in range(len(words) // 6):
        words[draw.randrange(len(words))] = draw.choice(["mới đây", "hiện", "tại"])
    return " ".join(words)


def filed() -> CopyIndex:
    index = CopyIndex()
    for number, text in enumerate(ARTICLES):
        assert not index.text(number, text), ARTICLES[number][:60]
    return index


@pytest.mark.parametrize("share", [0.05, 0.15, 0.25, 0.4])
def test_reprints_are_found_and_nothing_else(share: float) -> None:
    index, draw = filed(), random.Random(7)
    long = [number for number, text in enumerate(ARTICLES) if len(sentences(text)) >= 6]
    assert len(long) >= 20
    for number in long:
        twins = index.text(1000 + number, reprint(ARTICLES[number], share, draw))
        assert [twin.number for twin in twins] == [number], ARTICLES[number][:60]


def test_the_sample_press_has_a_reprint_with_another_number() -> None:
    index = CopyIndex()
    original = next(text for text in PRINTED if text.startswith("Nghi Dương: 41 hộ dân"))
    copy = next(text for text in PRINTED if text.startswith("47 hộ dân"))
    assert index.text(0, original) == ()
    assert [twin.number for twin in index.text(1, copy)] == [0]
    told = side_by_side(original, copy)
    assert ("41 hộ", "47 hộ") in [(change.original, change.copy) for change in told.numbers]


def test_the_same_text_is_exact_however_it_is_written() -> None:
    index = filed()
    (twin,) = index.text(1000, ARTICLES[0].upper().replace(" ", "  "))
    assert (twin.number, twin.kind, twin.share) == (0, CopyKind.EXACT, 1.0)


@pytest.mark.parametrize("text", ["", "một hai ba", "🙂" * 50, "a" * 200_000, "lặp lại " * 20_000])
def test_odd_texts_are_copies_of_nothing_else(text: str) -> None:
    index = filed()
    assert index.text(1000, text) == ()
    assert all(twin.number == 1000 for twin in index.text(1001, text))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Tin dài.\nTheo TTXVN", "Theo TTXVN"),
        ("Tin dài. (Theo báo Cửa Biển)", "Theo báo Cửa Biển"),
        ("Tin dài.\nNguồn: Báo Sao Mai", "Nguồn: Báo Sao Mai"),
        ("TTXVN - Sáng 13/11, xã khánh thành cầu.", "TTXVN"),
        ("Theo UBND xã, việc chi trả đã xong.", ""),
        ("Tin dài. Theo kế hoạch, tuần tới khởi công.", ""),
        ("", ""),
    ],
)
def test_the_credit_line(text: str, line: str) -> None:
    assert credit(text) == line


def test_side_by_side_tells_what_was_done() -> None:
    original = (
        "Sáng 12/11, 41 hộ dân thôn 2 nhận tiền bồi thường. Tổng số tiền là 9,8 tỷ đồng. "
        "Việc chi trả diễn ra ở nhà văn hóa. Dự án dài 3,2 km."
    )
    copy = (
        "Xã vừa chi trả bồi thường. Sáng 12/11, 47 hộ dân thôn 2 nhận tiền bồi thường. "
        "Dự án dài 3,2 km. Tổng số tiền là 9,8 tỷ đồng."
    )
    told = side_by_side(original, copy)
    kinds = [(line.kind, line.copy or line.original) for line in told.lines]
    assert kinds == [
        (LineKind.ADDED, "Xã vừa chi trả bồi thường."),
        (LineKind.ALTERED, "Sáng 12/11, 47 hộ dân thôn 2 nhận tiền bồi thường."),
        (LineKind.DROPPED, "Việc chi trả diễn ra ở nhà văn hóa."),
        (LineKind.SAME, "Dự án dài 3,2 km."),
        (LineKind.SAME, "Tổng số tiền là 9,8 tỷ đồng."),
    ]
    assert [(change.original, change.copy) for change in told.numbers] == [("41 hộ", "47 hộ")]
    assert told.count(LineKind.SAME) == 2


def test_side_by_side_with_nothing() -> None:
    assert side_by_side("", "").lines == ()
    assert [line.kind for line in side_by_side("Một câu ở đây.", "").lines] == [LineKind.DROPPED]
