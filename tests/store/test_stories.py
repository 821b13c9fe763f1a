"""Joins and decisions in the store: what was decided stays, what was derived is replaced."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from domain.reading import Verdict
from domain.story import Copy, CopyKind, Joined, Ruling, StoryDecision
from store import Store, opened
from tests.builders import NOW, a_judgement, a_link, an_article

URLS = [f"http://bao-mot.example/tin-{number}.html" for number in range(3)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as opened_store:
        opened_store.links.add([a_link(url) for url in URLS], NOW)
        for url in URLS:
            opened_store.articles.save(an_article(url), a_link(url).id)
            opened_store.readings.save_judgements(a_link(url).id, [a_judgement()], 1)
        yield opened_store


ONE, TWO, THREE = (a_link(url).id for url in URLS)


def test_joins_come_back_in_the_order_of_reading(store: Store) -> None:
    copy = Copy(TWO, ONE, CopyKind.NEAR, 0.9, "Theo TTXVN")
    joined = [Joined(ONE), Joined(TWO, (ONE,), 0.8, "Cùng sự việc.", copy, copy.credit), Joined(THREE)]
    store.stories.save(joined, 1)
    assert list(store.stories.joined()) == joined
    assert store.stories.join(TWO) == joined[1]
    assert store.stories.join("khác") is None
    assert store.stories.copies() == {TWO: copy}
    assert [story.articles for story in store.stories.all()] == [(ONE, TWO), (THREE,)]


def test_deriving_again_replaces_joins_and_keeps_decisions(store: Store) -> None:
    store.stories.save([Joined(ONE), Joined(TWO, (ONE,)), Joined(THREE)], 1)
    split = store.stories.decide(StoryDecision(Ruling.SPLIT, "lan", NOW, (TWO,), (ONE,), why="hai vụ"))
    store.stories.save([Joined(ONE), Joined(TWO, (ONE,)), Joined(THREE, (TWO,))], 2)
    assert [story.articles for story in store.stories.all()] == [(ONE,), (TWO, THREE)]
    store.stories.decide(StoryDecision(Ruling.UNDO, "lan", NOW, undoes=split.number))
    assert [story.articles for story in store.stories.all()] == [(ONE, TWO, THREE)]
    assert [decision.ruling for decision in store.stories.decisions()] == [Ruling.SPLIT, Ruling.UNDO]
    assert store.stories.decisions()[0] == split


def test_decisions_can_be_neither_changed_nor_deleted(store: Store) -> None:
    store.stories.decide(StoryDecision(Ruling.SPLIT, "lan", NOW, (TWO,), (ONE,)))
    with closing(sqlite3.connect(store.home / "diembao.sqlite3")) as db:
        for sql in ("DELETE FROM story_decisions", "UPDATE story_decisions SET by = 'khác'"):
            with pytest.raises(sqlite3.IntegrityError, match="only added"):
                db.execute(sql)


def test_what_no_commune_claims_leaves_its_story_and_may_return(store: Store) -> None:
    store.stories.save([Joined(ONE), Joined(TWO, (ONE,))], 1)
    store.readings.save_judgements(ONE, [a_judgement(Verdict.REJECT)], 1)
    assert [story.articles for story in store.stories.all()] == [(TWO,)]
    store.readings.save_judgements(ONE, [a_judgement()], 1)
    story = store.stories.of(TWO)
    assert story is not None
    assert story.articles == (ONE, TWO)


def test_articles_are_due_in_order_of_first_sight_and_publication(store: Store) -> None:
    assert store.articles.due_for_group(1, "", NOW) == sorted([ONE, TWO, THREE])
    store.readings.save_judgements(TWO, [a_judgement(Verdict.REJECT)], 1)
    assert TWO not in store.articles.due_for_group(1, "", NOW)


def put(store: Store, number: int, verdict: Verdict) -> str:
    link = a_link(f"http://bao-mot.example/khac-{number}.html")
    store.links.add([link], NOW)
    store.articles.save(an_article(link.url), link.id)
    store.readings.save_judgements(link.id, [a_judgement(verdict)], 1)
    return link.id


@pytest.mark.parametrize("seed", range(12))
def test_one_article_s_story_is_the_one_that_all_stories_hold(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with opened(tmp_path) as store:
        items = [
            put(store, number, Verdict.REJECT if chance.random() < 0.1 and number else Verdict.ACCEPT)
            for number in range(14)
        ]
        for place, item in enumerate(items):
            beside = tuple(chance.sample(items[:place], min(place, chance.randint(0, 2))))
            store.stories.save([Joined(item, beside)], 1)
        for _ in range(4):
            one, other = chance.sample(items, 2)
            store.stories.decide(
                StoryDecision(chance.choice([Ruling.MERGE, Ruling.SPLIT]), "Lan", NOW, (one,), (other,))
            )
        store.stories.save([Joined(items[5], (items[0],))], 2)  # a later reading joins it elsewhere
        whole = {member: story.articles for story in store.stories.all() for member in story.articles}
        for item in items:
            found = store.stories.of(item)
            assert (found.articles if found else None) == whole.get(item)
        assert store.stories.of("khong-co") is None
