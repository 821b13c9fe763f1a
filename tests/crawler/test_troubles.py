"""Each status is one trouble; every sentence can be read by an officer."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from crawler.troubles import (
    LONGEST_WAIT,
    TEXTS,
    lasting,
    of_status,
    over_budget,
    passing,
    resting,
    retry_after,
    robots_silent,
)
from domain.outcome import Permanent, Temporary, Word

NOW = datetime(2026, 11, 18, 1, 0, tzinfo=UTC)
JARGON = re.compile(
    r"\b(?:crawl|parse|timeout|server|URL|feed|HTTP|request|token|proxy|cache|DNS|TLS|SSL)\b", re.IGNORECASE
)


@pytest.mark.parametrize(
    ("code", "word", "kind"),
    [
        (401, Word.REFUSED, Permanent),
        (403, Word.REFUSED, Permanent),
        (404, Word.GONE, Permanent),
        (408, Word.TIMEOUT, Temporary),
        (410, Word.GONE, Permanent),
        (418, Word.REFUSED, Permanent),
        (429, Word.BUSY, Temporary),
        (451, Word.REFUSED, Permanent),
        (500, Word.HTTP_ERROR, Temporary),
        (503, Word.HTTP_ERROR, Temporary),
        (522, Word.HTTP_ERROR, Temporary),
        (300, Word.HTTP_ERROR, Temporary),
        (999, Word.HTTP_ERROR, Temporary),
    ],
)
def test_statuses(code: int, word: Word, kind: type) -> None:
    trouble = of_status(code, {}, NOW)
    assert isinstance(trouble, kind)
    assert trouble.word is word


@pytest.mark.parametrize("code", [200, 203, 206, 304])
def test_good_statuses(code: int) -> None:
    assert of_status(code, {}, NOW) is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("99999999999", LONGEST_WAIT),
        ("Wed, 18 Nov 2026 01:02:00 GMT", 120),
        ("Tue, 17 Nov 2026 01:00:00 GMT", 0),
        ("", None),
        ("-5", None),
        ("mai", None),
        ("٣", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_busy_with_a_wait() -> None:
    assert of_status(503, {"retry-after": "60"}, NOW) == of_status(429, {"retry-after": "60"}, NOW)
    busy = of_status(503, {"retry-after": "60"}, NOW)
    assert isinstance(busy, Temporary)
    assert busy.retry_after == 60


def test_sentences_are_plain_vietnamese() -> None:
    troubles = [*(passing(word) for word in TEXTS), lasting(Word.FORBIDDEN), over_budget(100, 60), resting(90, 60)]
    troubles += [
        robots_silent(Word.TIMEOUT, None),
        *(t for code in (403, 404, 429, 500) if (t := of_status(code, {}, NOW))),
    ]
    for trouble in troubles:
        plain = trouble.detail.replace("robots.txt", "").replace("crawl.allow_private_hosts", "")
        assert not JARGON.search(plain), trouble.detail
        assert trouble.detail.endswith(".")
