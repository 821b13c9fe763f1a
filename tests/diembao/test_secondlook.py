"""The tagger is asked once: when articles are read, or by the first digest; its answers hold no name."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from diembao import secondlook
from diembao.office import Office, office
from diembao.privacy import masked
from domain.reading import Mention, Role, Span
from nlp.engines.persons import version
from nlp.people.answers import Answers
from nlp.people.masking import Masker
from store import Store, opened
from store.db import FILE
from tests.builders import NOW, a_judgement, a_link, an_article
from tests.desk.conftest import settle
from tests.digest import builders

NAMES = ("Y Thiên Niê", "H’Luanh Kbuôr")
TITLE = f"Đoàn gặp {NAMES[0]} ở xã Nghi Dương"
BODY = f"Trời mưa.\nTại xã Nghi Dương, đoàn gặp {NAMES[1]} và {NAMES[0]}."


class Tagger:
    """Finds the two names, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, sentence: str) -> tuple[str, ...]:
        self.asked.append(sentence)
        return tuple(sorted((name for name in NAMES if name in sentence), key=sentence.index))


def home_with(tmp_path: Path, count: int) -> Path:
    settle(tmp_path)
    mention = Mention(Span("body", 0, 0, "xã Nghi Dương"), "Nghi Dương", "11713", "present", 0.9)
    with opened(tmp_path) as store:
        for number in range(count):
            link = a_link(f"http://bao-mot.example/tin-{number}.html")
            store.links.add([link], NOW - timedelta(days=1))
            store.articles.save(an_article(link.url, title=TITLE, sapo="", body=BODY), link.id)
            judged = a_judgement(role=Role.SIDE, mentions=(mention,))
            store.readings.save_judgements(link.id, [judged], 1)
    return tmp_path


def asking(here: Office, tagger: Any) -> Office:
    """The office with a tagger of ours instead of the library's."""
    old = here.masker()
    here.__dict__["_masker"] = Masker(old.places, old.keep, tagger)
    return here


def edition(store: Store) -> Any:
    entries = []
    for article_id in store.articles.ids():
        article, judgement = store.articles.get(article_id), store.readings.judgement(article_id, "11713")
        assert article
        assert judgement
        entries.append(replace(builders.entry(TITLE), article=article, judgement=judgement))
    return builders.edition(*entries)


def test_a_tagger_that_remembers_asks_once_and_keeps_no_name() -> None:
    tagger = Tagger()
    answers = Answers(tagger, {})
    assert answers(BODY) == answers(BODY) == NAMES[::-1]
    assert len(tagger.asked) == 1
    again = Answers(tagger, answers.new)
    assert again(BODY) == answers(BODY)
    assert again.new == {}
    assert len(tagger.asked) == 1
    assert not any(part in str(answers.new) for name in NAMES for part in name.split())
    # What is not in the sentence as told is no answer; a sentence that changed by a letter is another one.
    assert Answers(lambda _: ("Trần Văn Không",), {})("Trời mưa.") == ()
    assert again(f"{BODY} ")
    assert len(tagger.asked) == 2


def test_a_digest_built_again_asks_nothing(tmp_path: Path) -> None:
    home = home_with(tmp_path, 2)
    with opened(home) as store:
        first, second = Tagger(), Tagger()
        masker = asking(office(home), first).masker()
        once = masked(edition(store), masker, store.persons)
        assert first.asked
        again = masked(edition(store), asking(office(home), second).masker(), store.persons)
        assert second.asked == []
        assert again == once
        assert not any(name in str(once.entries) for name in NAMES)
        unkept = masked(edition(store), Masker(masker.places, masker.keep, second))
        assert unkept == once
    with sqlite3.connect(home / FILE) as connection:
        kept = str(connection.execute("SELECT * FROM person_places").fetchall())
    assert version() in kept
    assert not any(part in kept for name in NAMES for part in name.split())


def test_answers_of_another_version_are_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = home_with(tmp_path, 1)
    with opened(home) as store:
        first = Tagger()
        masker = asking(office(home), first).masker()
        masked(edition(store), masker, store.persons)
        asked = len(first.asked)
        monkeypatch.setattr("diembao.privacy.version", lambda: "2")
        masked(edition(store), masker, store.persons)
        assert len(first.asked) == 2 * asked


def test_a_pass_looks_once_enough_articles_wait(tmp_path: Path) -> None:
    home = home_with(tmp_path, secondlook.ENOUGH)
    with opened(home) as store:
        tagger = Tagger()
        here = asking(office(home), tagger)
        assert secondlook.look(here, store, NOW) == secondlook.ENOUGH
        asked = len(tagger.asked)
        assert asked
        masked(edition(store), here.masker(), store.persons)
        assert len(tagger.asked) == asked
        assert secondlook.look(here, store, NOW) == 0
        assert store.persons.waiting(version(), NOW - secondlook.FRESH) == []


def test_few_articles_wait_for_the_digest_and_an_office_may_want_no_second_look(tmp_path: Path) -> None:
    home = home_with(tmp_path / "ít", secondlook.ENOUGH - 1)
    with opened(home) as store:
        tagger = Tagger()
        assert secondlook.look(asking(office(home), tagger), store, NOW) == 0
        assert tagger.asked == []
    home = home_with(tmp_path / "không", secondlook.ENOUGH)
    with opened(home) as store:
        assert secondlook.look(asking(office(home), None), store, NOW) == 0


def test_a_sentence_on_which_the_tagger_breaks_stops_no_pass(tmp_path: Path) -> None:
    def broken(sentence: str) -> tuple[str, ...]:
        raise ZeroDivisionError(sentence)

    home = home_with(tmp_path, secondlook.ENOUGH)
    with opened(home) as store:
        secondlook.look(asking(office(home), broken), store, NOW)
        assert len(store.persons.waiting(version(), NOW - secondlook.FRESH)) == secondlook.ENOUGH
    log = (home / "logs" / "diembao.jsonl").read_text(encoding="utf-8")
    assert "second_look" in log
    assert NAMES[0] not in log
