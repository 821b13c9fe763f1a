"""Officers' decisions: only added, in force over whatever is read later; the log that refuses to change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.people import Role
from domain.reading import Verdict
from domain.request import Task
from domain.review import Choice
from store import Store, opened
from store.reviews import Overtaken
from store.users import NameTaken
from tests.builders import NOW, a_judgement, a_link, an_article

CODE = "11713"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as opened_store:
        yield opened_store


def put(store: Store, number: int = 1, verdict: Verdict | None = Verdict.REVIEW) -> str:
    """An article read with a verdict; None: no candidate."""
    link = a_link(f"http://bao-mot.example/tin-{number}.html")
    store.links.add([link], NOW)
    article = an_article(link.url, title=f"Bài {number}")
    store.articles.save(article, link.id)
    store.readings.save_judgements(article.id, [a_judgement(verdict)] if verdict else [], 1)
    return article.id


def accepted(store: Store) -> list[str]:
    return [article.title for article in store.articles.accepted(CODE)]


def test_reading_anew_never_overwrites_a_decision(store: Store) -> None:
    item = put(store)
    decision = store.reviews.add(item, CODE, Choice.OURS, "Lan", NOW)
    assert accepted(store) == ["Bài 1"]
    store.readings.save_judgements(item, [a_judgement(Verdict.REJECT)], 2)
    assert accepted(store) == ["Bài 1"]
    assert store.readings.judgement(item, CODE).verdict is Verdict.ACCEPT  # type: ignore[union-attr]
    assert store.readings.as_read(item, CODE).verdict is Verdict.REJECT  # type: ignore[union-attr]
    store.reviews.add(item, CODE, Choice.UNDO, "Lan", NOW, undoes=decision.id)
    assert accepted(store) == []
    assert [fact.choice for fact in store.reviews.of(item, CODE)] == [Choice.OURS, Choice.UNDO]


def test_what_is_not_ours_leaves_every_list(store: Store) -> None:
    item = put(store, verdict=Verdict.ACCEPT)
    store.reviews.add(item, CODE, Choice.NOT_OURS, "Lan", NOW)
    assert accepted(store) == []
    assert [article.id for article in store.articles.accepted(CODE, ["review", "reject", "accept"])] == [item]


def test_a_copy_is_the_communes_and_known_as_a_copy(store: Store) -> None:
    item = put(store, verdict=Verdict.ACCEPT)
    store.reviews.add(item, CODE, Choice.COPY, "Lan", NOW)
    assert accepted(store) == ["Bài 1"]
    assert store.reviews.marked(CODE, Choice.COPY) == {item}


def test_an_article_nobody_took_for_a_candidate_can_be_made_ours(store: Store) -> None:
    item = put(store, verdict=None)
    assert store.articles.due_for_read(1, "", NOW) == []
    store.reviews.add(item, CODE, Choice.OURS, "Lan", NOW)
    assert accepted(store) == ["Bài 1"]
    assert store.articles.due_for_read(1, "", NOW) == [item]
    assert [(found, judgement.verdict) for found, judgement in store.readings.judgements()] == [(item, Verdict.ACCEPT)]


def test_what_waits_for_a_word_and_what_was_chosen(store: Store) -> None:
    items = [put(store, number) for number in range(1, 4)]
    total, newest = store.reviews.undecided(CODE, "review", 2)
    assert (total, len(newest)) == (3, 2)
    store.reviews.add(items[0], CODE, Choice.REPLY, "Lan", NOW)
    assert store.reviews.undecided(CODE, "review", 5)[0] == store.reviews.waiting(CODE, "review") == 2
    total, chosen = store.reviews.chosen(CODE, [Choice.REPLY], 5)
    assert (total, [(article.id, decision.by) for article, decision in chosen]) == (1, [(items[0], "Lan")])
    assert store.reviews.undecided(CODE, "review", 5, since=NOW + timedelta(hours=1))[0] == 0


def test_the_second_of_two_officers_sees_what_changed(store: Store) -> None:
    item = put(store)
    first = store.reviews.add(item, CODE, Choice.OURS, "Lan", NOW, seen=0)
    with pytest.raises(Overtaken) as found:
        store.reviews.add(item, CODE, Choice.NOT_OURS, "Minh", NOW, seen=0)
    assert found.value.last == first
    assert store.reviews.stands(item, CODE) is Choice.OURS
    store.reviews.add(item, CODE, Choice.NOT_OURS, "Minh", NOW, seen=first.id)
    assert store.reviews.stands(item, CODE) is Choice.NOT_OURS


@pytest.mark.parametrize("table", ["audit", "decisions"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET by = 'x'"])
def test_facts_and_log_cannot_be_changed(store: Store, table: str, statement: str) -> None:
    store.reviews.add(put(store), CODE, Choice.OURS, "Lan", NOW)
    store.audit.add(NOW, "Lan", "decide")
    with pytest.raises(sqlite3.IntegrityError):
        store._db.execute(statement.format(table))
    with pytest.raises(sqlite3.IntegrityError):
        store._db.execute("INSERT OR REPLACE INTO audit SELECT * FROM audit")


def test_the_log_shows_what_was_altered_behind_its_back(store: Store) -> None:
    for number in range(4):
        store.audit.add(NOW, "Lan", "decide", str(number))
    assert list(store.audit.broken()) == []
    store._db.execute("DROP TRIGGER audit_stays")
    store._db.execute("UPDATE audit SET by = 'x' WHERE id = 2")
    assert list(store.audit.broken()) == [2]
    store._db.execute("DROP TRIGGER audit_lasts")
    store._db.execute("DELETE FROM audit WHERE id = 2")
    assert list(store.audit.broken()) == [3]
    assert [deed.id for deed in store.audit.latest(1, before=4)] == [3]


def test_names_are_unique_whatever_their_case(store: Store) -> None:
    store.users.add("Nguyễn Lan", Role.EDITOR, "hash", NOW)
    with pytest.raises(NameTaken, match="Đã có người dùng"):
        store.users.add(" nguyễn  LAN", Role.READER, "hash", NOW)
    found = store.users.named("NGUYỄN LAN")
    assert found is not None
    assert (found[0].name, found[0].role, found[2]) == ("Nguyễn Lan", Role.EDITOR, True)


def test_a_changed_password_ends_every_session(store: Store) -> None:
    person = store.users.add("Lan", Role.EDITOR, "hash", NOW)
    store.users.begin_session(person, "token", NOW)
    old = NOW - timedelta(hours=1)
    assert store.users.of_session("token", old, old) == person
    assert store.users.of_session("token", NOW, old) is None
    store.users.set_password(person, "other")
    assert store.users.of_session("token", old, old) is None
    store.users.begin_session(person, "token", NOW)
    store.users.enable(person, False)
    assert store.users.of_session("token", old, old) is None


def test_a_task_is_asked_for_once_and_survives_the_program(store: Store) -> None:
    first = store.requests.ask(Task.BUILD, "week 2026-11-18", "Lan", NOW)
    assert store.requests.ask(Task.BUILD, "week 2026-11-18", "Minh", NOW) == first
    taken = store.requests.take(NOW)
    assert taken is not None
    assert taken.taken == NOW
    assert store.requests.take(NOW) is None
    store.requests.hand_back()
    assert store.requests.take(NOW) is not None
    store.requests.end(first.id, NOW, 1, "hỏng")
    ended = store.requests.latest(Task.BUILD)
    assert ended is not None
    assert (ended.exit_code, ended.answer, store.requests.open()) == (1, "hỏng", [])
