"""News tone: a rank and a word, with the phrases that made it."""

from __future__ import annotations

import pytest

from domain.reading import ToneValue
from nlp.tone import read

BAD = (
    "Cháy xưởng gỗ, hai công nhân tử vong",
    "Vụ cháy kinh hoàng thiêu rụi xưởng gỗ, hai người chết, nhiều người bị thương.",
)
GOOD = ("Nữ sinh nghèo giành huy chương vàng", "Em vui mừng nhận giải thưởng, thầy cô tự hào về thành tích xuất sắc.")


def test_bad_news_ranks_above_good_news():
    bad, good = read(*BAD), read(*GOOD)
    assert bad.value is ToneValue.NEGATIVE
    assert good.value is ToneValue.POSITIVE
    assert bad.score_negative > 0.5 > good.score_negative


def test_the_reason_quotes_the_text():
    found = read(*BAD)
    assert "“thiêu rụi”" in found.reason
    assert found.sentence in BAD


@pytest.mark.parametrize("text", ["", "\x00", "Hello there", "A" * 200_000, "tin " * 60_000])
def test_bad_input_gets_an_answer(text: str):
    for title in ("", text):
        found = read(title, text)
        assert 0.0 <= found.score_negative <= 1.0
        assert found.reason
