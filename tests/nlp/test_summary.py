"""A summary is made of the articles' own sentences, says nothing twice, and keeps to its budget."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.text import clean, syllables
from nlp.sentences import sentences
from nlp.summary import PER_ARTICLE, PER_STORY, Told, in_print, summarise

PAID = Told(
    "41 hộ dân thôn 2 nhận tiền bồi thường dự án đường trục",
    "Sáng 12/11, UBND xã chi trả 9,8 tỷ đồng bồi thường cho 41 hộ dân thôn 2 có đất trong dự án đường trục. "
    "Buổi chi trả diễn ra tại nhà văn hóa thôn, có đại diện Mặt trận giám sát. "
    "Ông Phạm Bá Khuê nói ông hài lòng với cách làm công khai. "
    "Dự án đường trục dài 3,2 km, dự kiến khởi công ngày 25/11. "
    "Trời hôm ấy nắng nhẹ, nhiều người mang theo ô.",
)
PAID_AGAIN = Told(
    "Xã chi trả bồi thường cho 41 hộ dân",
    "Sáng 12/11, xã chi trả bồi thường cho 41 hộ dân thôn 2 có đất trong dự án đường trục với số tiền 9,8 tỷ đồng. "
    "Còn 6 hộ chưa thống nhất phương án, xã sẽ tiếp tục đối thoại trong tháng 11.",
)


def test_every_sentence_is_the_articles_own() -> None:
    told = [PAID, PAID_AGAIN]
    found = summarise(told, 80)
    assert found
    for picked in found:
        assert picked.text in told[picked.doc].text


def test_the_event_comes_first_and_nothing_is_said_twice() -> None:
    text = " ".join(picked.text for picked in summarise([PAID, PAID_AGAIN], 80))
    assert text.count("41 hộ dân") == 1
    assert "6 hộ chưa thống nhất" in text
    assert "nắng nhẹ" not in text


def test_print_keeps_the_measure_of_the_law() -> None:
    many = [PAID, PAID_AGAIN, PAID, PAID_AGAIN]
    found = in_print(many)
    for doc in range(len(many)):
        assert sum(len(syllables(picked.text)) for picked in found if picked.doc == doc) <= PER_ARTICLE
    assert sum(len(syllables(picked.text)) for picked in found) <= PER_STORY
    assert sum(len(syllables(picked.text)) for picked in in_print([PAID])) <= PER_ARTICLE


def test_a_sentence_too_long_is_cut_and_says_so() -> None:
    (picked,) = in_print([Told("Dài", "Một câu " + "rất dài " * 100 + ".")])
    assert picked.cut
    assert picked.text.endswith("…")
    assert len(syllables(picked.text)) == PER_ARTICLE


@pytest.mark.parametrize("text", ["", " ", "…", "Ba chữ thôi.", "\n\n\n"])
def test_nothing_to_tell(text: str) -> None:
    assert summarise([Told("", text)], 80) == ()
    assert summarise([], 80) == ()


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=400)), max_size=4), st.integers(1, 120))
def test_whatever_comes(texts: list[tuple[str, str]], budget: int) -> None:
    told = [Told(*pair) for pair in texts]
    found = summarise(told, budget)
    assert sum(len(syllables(picked.text)) for picked in found) <= budget + len(found)
    for picked in found:
        assert picked.cut or picked.text in clean(told[picked.doc].text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Tại TP. Hải Phòng, trời mưa. Sáng 13.11 có nắng.", ["Tại TP. Hải Phòng, trời mưa.", "Sáng 13.11 có nắng."]),
        ("Ông nói: “Được.” Rồi ông đi.", ["Ông nói: “Được.”", "Rồi ông đi."]),
        ("Tít\nCâu một. câu hai", ["Tít", "Câu một. câu hai"]),
        ("Vì sao? Không rõ…", ["Vì sao?", "Không rõ…"]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts
