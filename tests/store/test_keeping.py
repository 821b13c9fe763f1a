"""What nobody accepts leaves after its time, safely: nothing accepted is lost, wherever the program is killed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from domain.claim import Claim, ClaimKind
from domain.outcome import Outcome, Word
from domain.reading import Span, Verdict
from domain.watch import Change, ChangeKind, Watched
from store import Store, opened
from store.keeping import Leaving
from store.search import Wanted
from tests.builders import NOW, a_judgement, a_link, a_page, an_article

DAYS = timedelta(days=61)
LATE = NOW + DAYS
OURS, THEIRS, DOUBTFUL, HELD, NONE = (f"http://bao-mot.example/tin-{number}.html" for number in range(1, 6))
VERDICTS = {OURS: Verdict.ACCEPT, THEIRS: Verdict.REJECT, DOUBTFUL: Verdict.REVIEW, HELD: Verdict.REJECT}


def fill(store: Store) -> None:
    """Articles with each verdict, a page that is no article; two days of fetching."""
    for url in (THEIRS, OURS, DOUBTFUL, HELD, NONE):
        link = a_link(url, summary="Tóm tắt trong danh mục.")
        store.links.add([link], NOW)
        at = NOW - timedelta(days=1) if url == DOUBTFUL else NOW
        store.pages.save(a_page(link, f"<html>{url * 9}</html>".encode(), fetched_at=at))
        if url in VERDICTS:
            store.articles.save(an_article(url, title="Lễ hội bên sông"), link.id)
            store.readings.save_judgements(link.id, [a_judgement(VERDICTS[url])], 1)
        for stage in ("fetch", "extract", "mention"):
            store.outcomes.put(Outcome(link.id, stage, 1, Word.DONE, "", NOW))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("luu") / "nhà"
    with opened(home) as store:
        fill(store)
        store.chain.write_down()
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "nhà")


def let_go(store: Store, days: int = 60) -> int:
    return store.keeping.expire(LATE - timedelta(days=days), LATE, days, [a_link(HELD).id])


def kept(store: Store) -> set[str]:
    """Addresses whose bytes are there and whole."""
    return {store.pages.get(page).url for page, _ in store.pages.places()}


def test_only_what_nobody_accepts_leaves(home: Path) -> None:
    with opened(home) as store:
        size = sum(store.archive.size(name) for name in store.archive.names())
        assert let_go(store) == 2
        assert kept(store) == {OURS, DOUBTFUL, HELD}
        assert sum(store.archive.size(name) for name in store.archive.names()) < size
        assert store.verify().findings == ()
        article = store.articles.get(a_link(THEIRS).id)
        assert article is not None
        assert (article.title, article.url, article.body, article.sapo) == ("Lễ hội bên sông", THEIRS, "", "")
        assert article.published is not None
        assert {one.word for one in store.outcomes.of(article.id)} == {Word.EXPIRED}
        assert store.readings.of(article.id)[0].reasons == ()
        assert store.links.get(article.id).summary == ""  # type: ignore[union-attr]
        assert store.search.find(Wanted('folded : "cau"'))[0] == 3
        assert let_go(store) == 0
    for path in (home / "archive").glob("*.warc.gz"):
        with path.open("rb") as file:
            assert list(ArchiveIterator(file, check_digests="raise"))


def test_before_its_time_nothing_leaves(home: Path) -> None:
    with opened(home) as store:
        assert let_go(store, days=62) == 0
        assert len(kept(store)) == 5


def test_what_expired_is_due_for_nothing_ever(home: Path) -> None:
    with opened(home) as store:
        let_go(store)
        later = LATE + timedelta(days=400)
        gone = {a_link(THEIRS).id, a_link(NONE).id}
        assert gone.isdisjoint(link.id for link in store.links.due("fetch", 99, later, ["bao-mot"]))
        assert gone.isdisjoint(store.pages.due_for_extract(99, later))
        assert gone.isdisjoint(store.articles.due_for_mention(99, "anders", later))
        assert a_link(OURS).id in store.articles.due_for_mention(99, "anders", later)
        assert gone.isdisjoint(store.articles.ids_kept())
        assert store.keeping.expired() == 2


@pytest.mark.parametrize("step", ["copied", "storing", "stored", "deleted"])
def test_killed_at_any_step_nothing_accepted_is_lost(home: Path, step: str) -> None:
    """The steps end where a kill would end them; the next start repairs and goes on."""
    with opened(home) as store:
        place = next(place for page, place in store.pages.places() if page == a_link(THEIRS).id)
        number = next(number for number, page, _ in store.pages.records() if page == a_link(THEIRS).id)
        steps = store.keeping.steps(Leaving(frozenset([number]), "thử"))
        while next(steps) != step:
            pass
        steps.close()
    with opened(home) as store:
        store.pages.repair()
        assert {OURS, DOUBTFUL, HELD} <= kept(store)
        assert store.verify().findings == ()
        assert (place.file in store.archive.names()) == (step in ("copied", "storing"))
        let_go(store)
        assert kept(store) == {OURS, DOUBTFUL, HELD}
        assert store.verify().findings == ()


def test_what_was_checkable_in_an_article_goes_with_its_text(home: Path) -> None:
    """Claims are read in accepted articles; one refused later keeps none once its page has left."""
    claim = Claim(ClaimKind.NUMBER, Span("body", 0, 3, "310"), "310 hộ dân.")
    with opened(home) as store:
        for url in (OURS, THEIRS):
            store.cases.save_claims(a_link(url).id, "11713", [claim], 1)
        let_go(store)
        assert [len(store.cases.claims(a_link(url).id, "11713")) for url in (OURS, THEIRS)] == [1, 0]


def test_a_file_nobody_needs_any_more_is_gone(home: Path) -> None:
    with opened(home) as store:
        store.readings.save_judgements(a_link(DOUBTFUL).id, [a_judgement(Verdict.REJECT)], 1)
        (old,) = (place.file for page, place in store.pages.places() if page == a_link(DOUBTFUL).id)
        assert let_go(store) == 3
        assert old not in store.archive.names()
        assert store.verify().findings == ()


def test_versions_of_an_article_that_became_anothers_leave_too(home: Path) -> None:
    with opened(home) as store:
        old = store.articles.get(a_link(THEIRS).id)
        assert old is not None
        with store.together():
            page = a_page(a_link(THEIRS), b"<html>hai</html>", fetched_at=NOW + timedelta(hours=3))
            store.watch.add_version(old.id, old, replace(old, body="Khác."), page, 2, NOW)
            store.watch.add_changes([Change(old.id, THEIRS, NOW, ChangeKind.BODY_EDITED, "Đoạn 1: “Khác.”", 2)])
            store.watch.remember(Watched(old.id, THEIRS, old.source, NOW, version=2))
        let_go(store)
        assert [one.article.body for one in store.watch.versions(old.id)] == ["", ""]
        assert [one.place for one in store.watch.versions(old.id)] == [None, None]
        assert [change.detail for change in store.watch.changes(old.id)] == [""]
        assert store.verify().findings == ()


def test_a_file_written_anew_takes_no_name_in_use(home: Path) -> None:
    """The day's file may come again after it was written anew, and be written anew again."""
    with opened(home) as store:
        let_go(store)
        link = a_link("http://bao-mot.example/tin-9.html")
        store.links.add([link], NOW)
        store.pages.save(a_page(link, b"<html>moi</html>"))
        assert let_go(store) == 1
        assert kept(store) == {OURS, DOUBTFUL, HELD}
        assert store.verify().findings == ()


def test_an_emptied_row_stays_sealed(home: Path) -> None:
    with opened(home) as store:
        let_go(store)
        with store.together():
            store._db.execute("UPDATE articles SET title = 'khác' WHERE id = ?", [a_link(THEIRS).id])
        assert any("Bị sửa: nội dung bài" in text for text in store.verify().findings)


def test_room_is_made_by_the_oldest_pages_of_nobody(home: Path) -> None:
    with opened(home) as store:
        before = kept(store)
        assert store.keeping.make_room(1, LATE, LATE, 5, [a_link(HELD).id]) == 1
        assert len(before - kept(store)) == 1
        assert before - kept(store) <= {THEIRS, NONE}
        # However much is wanted, what somebody accepts, doubts or holds stays.
        assert store.keeping.make_room(10**9, LATE, LATE, 5, [a_link(HELD).id]) == 1
        assert kept(store) == {OURS, DOUBTFUL, HELD}
        assert store.keeping.make_room(10**9, LATE, LATE, 5, [a_link(HELD).id]) == 0
        assert any("vượt mức 5 MB" in link.body for link in store.chain.links())
        assert store.verify().findings == ()


def test_room_is_not_made_of_the_last_days(home: Path) -> None:
    with opened(home) as store:
        before = kept(store)
        assert store.keeping.make_room(10**9, NOW - timedelta(days=7), NOW, 5) == 0
        assert kept(store) == before
