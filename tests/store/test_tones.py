"""Tones are derived anew; the officer's corrections are only added and win for ever."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.correction import REPLY_DUE, TONE, Correction, corrected_by_month
from domain.reading import TargetTone, Tone, ToneValue
from store import Store, opened
from store.search import Wanted
from tests.builders import NOW, a_link, an_article

UNIT = "11728"
AT = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)


def toward(value: ToneValue, due: bool = False) -> TargetTone:
    return TargetTone(UNIT, Tone(value, 0.7, "Một câu.", "Vì một câu."), due, 0.6, "Một câu." if due else "")


def kept(store: Store, value: ToneValue = ToneValue.NEGATIVE) -> str:
    item = an_article()
    store.links.add([a_link()], NOW)
    store.articles.save(item, a_link().id)
    store.tones.save(item.id, Tone(ToneValue.NEUTRAL, 0.2), [toward(value, due=True)], 1)
    return item.id


def word(article_id: str, subject: str, value: str, proposed: str = "neg") -> Correction:
    return Correction(article_id, UNIT, subject, value, proposed, "cán bộ A", AT)


def test_what_was_read_is_kept_and_replaced(tmp_path: Path):
    with opened(tmp_path) as store:
        article_id = kept(store)
        assert store.tones.news(article_id) == Tone(ToneValue.NEUTRAL, 0.2)
        assert store.tones.toward(article_id, UNIT) == toward(ToneValue.NEGATIVE, due=True)
        store.tones.save(article_id, Tone(ToneValue.POSITIVE, 0.1), [toward(ToneValue.POSITIVE)], 2)
        assert [read.tone.value for _, read in store.tones.all()] == [ToneValue.POSITIVE]
        assert store.tones.toward(article_id, "00001") is None


def test_the_officers_word_outlives_every_new_reading(tmp_path: Path):
    with opened(tmp_path) as store:
        article_id = kept(store)
        store.tones.correct(word(article_id, TONE, "neu"))
        store.tones.correct(word(article_id, REPLY_DUE, "no", "yes"))
        store.tones.save(article_id, Tone(ToneValue.NEUTRAL, 0.2), [toward(ToneValue.NEGATIVE, due=True)], 2)
        found = store.tones.toward(article_id, UNIT)
        assert found is not None
        assert (found.tone.value, found.reply_due) == (ToneValue.NEUTRAL, False)
        assert store.search.find(Wanted(tone="neu"))[0] == 1
        assert store.search.find(Wanted(tone="neg"))[0] == 0
        proposed = store.tones.proposed(article_id, UNIT)
        assert proposed is not None
        assert proposed.tone.value is ToneValue.NEGATIVE


def test_corrections_are_only_added(tmp_path: Path):
    with opened(tmp_path) as store:
        article_id = kept(store)
        first = store.tones.correct(word(article_id, TONE, "neu"))
        second = store.tones.correct(word(article_id, TONE, "neg"))
        assert (first.number, second.number) == (1, 2)
        for sql in ("DELETE FROM corrections", "UPDATE corrections SET value = 'pos'"):
            with pytest.raises(sqlite3.IntegrityError):
                store._db.conn.execute(sql)
        assert corrected_by_month(store.tones.corrections(UNIT)) == {"2026-11": (2, 1)}


def test_a_word_that_is_no_tone_is_refused():
    with pytest.raises(ValueError, match="tone: rất xấu"):
        word("x", TONE, "rất xấu")
