"""Which article stands in which edition, on a real store."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from config import fresh
from diembao.gathering import edition_of
from diembao.issue import build, build_due, last_complete
from diembao.office import Office, office
from digest.render import pdf
from domain.clock import VIETNAM, Stamp
from domain.edition import OFFICIAL, Edition, PeriodKind, week_of
from domain.place import Unit
from domain.reading import Verdict
from domain.story import Joined
from store import Store, opened
from tests.builders import a_judgement, a_link, an_article

THURSDAY = datetime(2026, 11, 19, 8, 0, tzinfo=VIETNAM)
WEEK = timedelta(days=7)
THIS = week_of(THURSDAY.date() - timedelta(days=1))


@pytest.fixture
def here(tmp_path: Path) -> Office:
    fresh.write_new(
        tmp_path, fresh.settings_text(Unit("11713", "Nghi Dương", "Xã", "Thành phố Hải Phòng", "31"), "none")
    )
    return office(tmp_path)


@pytest.fixture
def store(here: Office) -> Iterator[Store]:
    with opened(here.home) as opened_store:
        yield opened_store


def find(store: Store, number: int, published: str | None, seen: datetime, verdict: Verdict = Verdict.ACCEPT) -> str:
    """An article published at one time and first seen at another."""
    link = a_link(f"http://bao-mot.example/tin-{number}.html")
    store.links.add([link], seen)
    article = an_article(link.url, title=f"Bài {number}", published=Stamp.parse(published))
    store.articles.save(article, link.id)
    store.readings.save_judgements(article.id, [a_judgement(verdict)], 1)
    return article.title


def titles(edition: Edition) -> dict[str, list[str]]:
    return {
        "own": [entry.article.title for entry in edition.entries if not entry.supplement],
        "late": [entry.article.title for entry in edition.entries if entry.supplement],
        "undated": [entry.article.title for entry in edition.undated],
        "review": [entry.article.title for entry in edition.review],
    }


def test_the_first_edition_is_not_flooded_with_old_news(here: Office, store: Store) -> None:
    store.runs.begin("run", THURSDAY, THURSDAY)
    find(store, 1, "2026-11-18T23:59:00+07:00", THURSDAY)
    find(store, 2, "2026-11-19T00:00:00+07:00", THURSDAY)
    find(store, 3, "2026-11-05", THURSDAY)
    find(store, 4, None, THURSDAY)
    find(store, 5, "2026-11-12", THURSDAY, Verdict.REVIEW)
    edition = edition_of(here, store, THIS, THURSDAY)
    assert titles(edition) == {"own": ["Bài 1"], "late": [], "undated": ["Bài 4"], "review": ["Bài 5"]}
    assert edition.previous is None


def test_every_article_stands_in_exactly_one_edition(here: Office, store: Store) -> None:
    store.runs.begin("run", THURSDAY - 2 * WEEK, THURSDAY)
    build_due(here, store, THURSDAY - WEEK)
    find(store, 1, "2026-11-11T20:00:00+07:00", THURSDAY - WEEK + timedelta(hours=3))
    find(store, 2, None, THURSDAY - WEEK + timedelta(hours=3))
    find(store, 3, "2026-11-13", THURSDAY - timedelta(days=2))
    build_due(here, store, THURSDAY)
    find(store, 4, "2026-11-14", THURSDAY + timedelta(hours=2))
    find(store, 5, None, THURSDAY + timedelta(hours=2))
    following = week_of(THURSDAY.date())
    built = edition_of(here, store, THIS, THURSDAY)
    assert titles(built) == {"own": ["Bài 3"], "late": ["Bài 1"], "undated": ["Bài 2"], "review": []}
    later = titles(edition_of(here, store, following, THURSDAY + WEEK))
    assert later == {"own": [], "late": ["Bài 4"], "undated": ["Bài 5"], "review": []}
    build(here, store, THIS, THURSDAY + timedelta(days=4), ["txt"])
    assert titles(edition_of(here, store, THIS, THURSDAY + WEEK))["own"] == ["Bài 3", "Bài 4"]
    assert titles(edition_of(here, store, following, THURSDAY + WEEK)) == {
        "own": [],
        "late": [],
        "undated": [],
        "review": [],
    }


def test_the_previous_period_counts_as_it_was_printed(here: Office, store: Store) -> None:
    store.runs.begin("run", THURSDAY - 2 * WEEK, THURSDAY)
    find(store, 1, "2026-11-06", THURSDAY - WEEK - timedelta(days=3))
    find(store, 2, None, THURSDAY - WEEK - timedelta(days=3))
    build_due(here, store, THURSDAY - WEEK)
    find(store, 3, "2026-11-07", THURSDAY - timedelta(days=3))
    edition = edition_of(here, store, THIS, THURSDAY)
    assert edition.previous is not None
    assert (edition.previous.articles, edition.previous.topics) == (2, (("", 2),))
    assert titles(edition)["late"] == ["Bài 3"]


def test_a_due_edition_is_built_once(here: Office, store: Store) -> None:
    store.runs.begin("run", THURSDAY, THURSDAY)
    paths = build_due(here, store, THURSDAY)
    assert {path.suffix for path in paths} == {".docx", ".html", ".txt"}
    assert all(path.exists() for path in paths)
    assert build_due(here, store, THURSDAY + timedelta(days=6)) == ()
    assert build_due(here, store, THURSDAY + WEEK) != ()


def test_the_same_data_and_moment_give_the_same_bytes(here: Office, store: Store) -> None:
    store.runs.begin("run", THURSDAY, THURSDAY)
    find(store, 1, "2026-11-13", THURSDAY)
    formats = ("docx", "html", "txt", "json")
    first = [path.read_bytes() for path in build(here, store, THIS, THURSDAY, formats)]
    assert [path.read_bytes() for path in build(here, store, THIS, THURSDAY, formats)] == first


def test_the_last_complete_periods() -> None:
    assert last_complete(THURSDAY, PeriodKind.WEEK, OFFICIAL) == THIS
    assert last_complete(THURSDAY - timedelta(hours=9), PeriodKind.WEEK, OFFICIAL) == week_of(
        THIS.start - timedelta(days=1)
    )
    assert last_complete(THURSDAY, PeriodKind.MONTH, OFFICIAL).end.isoformat() == "2026-11-14"


def test_last_years_stories_of_several_papers_are_recalled(here: Office, store: Store) -> None:
    store.runs.begin("run", THURSDAY - 60 * WEEK, THURSDAY)
    ids: list[str] = []
    for number, paper in ((1, "bao-mot"), (2, "bao-hai"), (3, "bao-mot")):
        link = a_link(f"http://{paper}.example/hoi-{number}.html")
        store.links.add([link], THURSDAY - 52 * WEEK)
        day = Stamp.parse(f"2025-11-24T0{number}:00:00+07:00")
        article = an_article(link.url, title=f"Hội làng {number}", outlet=f"{paper}.example", published=day)
        store.articles.save(article, link.id)
        store.readings.save_judgements(article.id, [a_judgement()], 1)
        ids.append(article.id)
    store.stories.save([Joined(ids[0]), Joined(ids[1], (ids[0],)), Joined(ids[2])], 1)
    (echo,) = edition_of(here, store, THIS, THURSDAY).echoes
    assert (echo.title, echo.day.isoformat(), echo.articles) == ("Hội làng 1", "2025-11-24", 2)


def test_a_machine_without_a_printer_builds_the_rest(
    here: Office, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(pdf, "_PLACES", ())
    paths = build(here, store, THIS, THURSDAY, ("pdf", "html"))
    assert [path.suffix for path in paths] == [".html"]
    built = store.editions.get("11713", THIS.key)
    assert built
    assert len(built.files) == 1


def test_legal_references_come_with_their_mark(here: Office, store: Store) -> None:
    cited = dict(edition_of(here, store, THIS, THURSDAY).citations)
    assert cited["nghi-dinh-244-dieu-10"].endswith("[CẦN KIỂM TRA]")


@pytest.mark.parametrize(
    ("code", "name", "kind", "police", "head"),
    [
        ("11383", "Lê Chân", "Phường", "Công an phường", "UBND phường Lê Chân"),
        ("11914", "Cát Hải", "Đặc khu", "Công an đặc khu", "UBND đặc khu Cát Hải"),
    ],
)
def test_a_ward_and_a_special_zone_are_called_so(
    tmp_path: Path, code: str, name: str, kind: str, police: str, head: str
) -> None:
    unit = Unit(code, name, kind, "Thành phố Hải Phòng", "31")
    fresh.write_new(tmp_path, fresh.settings_text(unit, "none"))
    there = office(tmp_path)
    assert there.commune.unit == unit, "codes of the gazetteer"
    with opened(tmp_path) as opened_store:
        edition = edition_of(there, opened_store, THIS, THURSDAY)
        (path,) = build(there, opened_store, THIS, THURSDAY, ("html",))
    assert police in {topic.unit for topic in edition.topics}
    text = path.read_text(encoding="utf-8")
    assert head.upper() in text
    assert not re.search(r"\b[Xx]ã\b(?! hội)", re.sub("<style.*?</style>", "", text, flags=re.S))
