from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.compose import compose
from digest.quoting import QUOTE_LIMIT, doubt, quote, reason, sentences
from domain.reading import Role
from domain.text import syllables
from tests.digest import builders
from tests.digest.outline import outline

LONG = "Đoàn công tác của thành phố đã đi xem tuyến kênh, con đê, trạm bơm và cánh đồng " * 4


def verbatim(text: str, source: str) -> int:
    """The longest run of tiếng of `source` that stands in `text`."""
    words, haystack = syllables(source), " ".join(syllables(text))
    best = 0
    for start in range(len(words)):
        while start + best < len(words) and " ".join(words[start : start + best + 1]) in haystack:
            best += 1
    return best


def test_the_lead_is_quoted_in_whole_sentences():
    assert quote(builders.COMPENSATION) == builders.COMPENSATION.article.sapo.rstrip(".")


def test_a_second_sentence_that_does_not_fit_is_left_out():
    first = "Xã Nghi Dương họp."
    assert quote(builders.entry("Họp", sapo=f"{first} {LONG}.")) == first.rstrip(".")


def test_a_long_lead_is_cut_with_an_ellipsis():
    words = quote(builders.entry("Đi xem đê", sapo=LONG, reason=""))
    assert words.endswith("…")
    assert len(syllables(words)) == QUOTE_LIMIT


def test_what_the_reason_quotes_is_taken_off():
    entry = builders.entry("Đi xem đê", sapo=LONG, reason="câu đầu có “con đê, trạm bơm và cánh đồng”")
    assert len(syllables(quote(entry))) == QUOTE_LIMIT - 7


def test_a_mere_mention_is_quoted_by_the_sentence_that_mentions():
    body = f"{LONG}.\nTại xã Nghi Dương có một trạm bơm mới. Câu sau nói việc khác."
    entry = builders.entry("Trạm bơm", sapo="Nhiều nơi có trạm bơm.", body=body, role=Role.SIDE)
    assert quote(entry) == "Tại xã Nghi Dương có một trạm bơm mới"


def test_a_long_sentence_is_cut_around_the_name():
    entry = builders.entry("Đê", body=f"{LONG}rồi về xã Nghi Dương, {LONG}", role=Role.LIST, reason="")
    words = quote(entry)
    assert words.startswith("…")
    assert words.endswith("…")
    assert "xã Nghi Dương" in words
    assert len(syllables(words)) == QUOTE_LIMIT


def test_without_lead_and_mention_nothing_is_quoted():
    assert quote(builders.entry("Chỉ có tiêu đề")) == ""


def test_double_quotation_marks_inside_become_single():
    assert quote(builders.entry("Khói", sapo='Khói bay "hầu như mỗi chiều", theo “một hộ dân”.')) == (
        "Khói bay ‘hầu như mỗi chiều’, theo ‘một hộ dân’"
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bí thư TP. Hải Phòng đến thăm. Bà con vui.", 2),
        ("Giá 1.200 đồng. Tăng 3.5 lần!", 2),
        ("Một câu không dấu chấm", 1),
        ("“Xong rồi.” Ông nói.", 2),
    ],
)
def test_sentences(text: str, count: int):
    assert len(sentences(text)) == count
    assert " ".join(sentences(text)) == text


def test_reasons_for_and_against_are_told_apart_by_their_weight():
    entry = builders.entry("T", reason="bài có “huyện Kiến Thụy”", against="bài nói chuyện lịch sử (“nhà Mạc”)")
    assert reason(entry) == "Bài có “huyện Kiến Thụy”."
    assert doubt(entry) == "Bài nói chuyện lịch sử (“nhà Mạc”)."
    assert doubt(builders.entry("T")) == reason(builders.entry("T", reason="", against="viết thường")) == ""


def test_a_reason_that_is_cut_closes_its_quotation():
    text = reason(builders.entry("T", reason=f"đoạn 1 có “{LONG}”"))
    assert text.endswith("…”.")
    assert text.count("“") == text.count("”") == 1


def test_a_reason_is_one_short_sentence():
    assert reason(builders.entry("T", reason="tiêu đề có “xã Nghi Dương”.")) == "Tiêu đề có “xã Nghi Dương”."
    assert reason(builders.entry("T", reason="")) == ""


words = st.lists(st.sampled_from("đê, kênh. xã Nghi Dương “nước” TP. lúa! mùa? 12.5 ha".split(" ")), max_size=120).map(
    " ".join
)


@given(sapo=words, body=words, role=st.sampled_from([*Role, None]), because=words)
def test_no_article_is_ever_quoted_beyond_the_limit(sapo: str, body: str, role: Role | None, because: str):
    entry = builders.entry("Tiêu đề", sapo=sapo, body=body, role=role, reason=because)
    text = outline(compose(builders.edition(entry)))
    line = next(line for line in text.splitlines() if line.startswith("- Báo Cửa Biển"))
    quoted = re.search(r": “(.*)”\.$", line)
    repeated = re.findall("“([^”]*)”", reason(entry).replace('"', "”"))
    assert len(syllables(" ".join([quoted[1] if quoted else "", *repeated]))) <= QUOTE_LIMIT


def test_no_long_run_of_the_article_is_repeated_anywhere():
    body = "Một hai ba bốn năm sáu bảy tám chín mười. ".replace(".", "") + LONG
    entry = builders.entry("Tiêu đề", sapo=f"Tại xã Nghi Dương, {LONG}", body=body)
    text = outline(compose(builders.edition(entry)))
    assert verbatim(text, entry.article.sapo) <= QUOTE_LIMIT
