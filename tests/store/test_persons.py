"""Where persons stand in an article's sentences: kept by version, gone with the words, never a name."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

from domain.reading import Verdict
from store import Store, opened
from store.db import FILE
from tests.builders import NOW, a_judgement, a_link, an_article

ANSWER = {"0123456789abcdef": [(4, 16)]}
NAME = "Lò Thị Bản"


def known(store: Store, url: str = "http://bao-mot.example/tin-1.html", verdict: Verdict = Verdict.ACCEPT) -> str:
    link = a_link(url)
    store.links.add([link], NOW)
    store.articles.save(an_article(url, body=f"Gặp {NAME} tại nhà."), link.id)
    store.readings.save_judgements(link.id, [a_judgement(verdict)], 1)
    return link.id


def test_answers_add_up_and_belong_to_one_version(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        one = known(store)
        store.persons.keep({one: ANSWER}, "1")
        store.persons.keep({one: {"ff": []}, "unknown": {}}, "1")
        assert store.persons.of([one, "unknown"], "1") == {one: {"0123456789abcdef": [[4, 16]], "ff": []}}
        assert store.persons.of([one], "2") == {}
        store.persons.keep({one: {"aa": []}}, "2")
        assert store.persons.of([one], "2") == {one: {"aa": []}}
        assert store.persons.of([one], "1") == {}


def test_they_go_with_the_words_they_are_about(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        one = known(store)
        same = an_article(body=f"Gặp {NAME} tại nhà.", author="Mai Lan")
        store.persons.keep({one: ANSWER}, "1")
        store.articles.save(same, one)
        assert store.persons.of([one], "1")
        store.articles.save(an_article(body="Bài đã sửa."), one)
        assert store.persons.of([one], "1") == {}
        store.articles.save(same, one)
        store.persons.keep({one: ANSWER}, "1")
        store.erasing.erase(NAME, [one], {"reason": "Đơn", "by": "Lan"}, NOW)
        assert store.persons.of([one], "1") == {}


def test_pages_let_go_take_their_answers_with_them(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        one = known(store)
        store.persons.keep({one: ANSWER}, "1")
        with sqlite3.connect(tmp_path / FILE) as connection:
            connection.execute("UPDATE articles SET sapo = '', body = '' WHERE id = ?", [one])
        assert store.persons.of([one], "1") == {}


def test_what_waits_is_new_and_about_the_commune(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        one, doubtful = known(store), known(store, "http://bao-mot.example/tin-2.html", Verdict.REVIEW)
        known(store, "http://bao-mot.example/tin-3.html", Verdict.REJECT)
        before = NOW - timedelta(days=1)
        assert set(store.persons.waiting("1", before)) == {one, doubtful}
        assert store.persons.waiting("1", NOW) == []
        store.persons.keep({one: {}}, "1")
        assert store.persons.waiting("1", before) == [doubtful]
        assert set(store.persons.waiting("2", before)) == {one, doubtful}
