"""The store on a real SQLite file and a real WARC archive."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from domain.outcome import Outcome, Word
from domain.press import WayState
from domain.reading import Span, TopicHit, Verdict
from domain.urls import article_id
from store import Store, opened
from store.errors import Damaged, StoreError, TooNew
from tests.builders import NOW, a_judgement, a_link, a_page, an_article


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "nhà") as opened_store:
        yield opened_store


def done(item: str, stage: str, version: int = 1, **changes: object) -> Outcome:
    return replace(Outcome(item, stage, version, Word.DONE, "", NOW), **changes)  # type: ignore[arg-type]


def test_links_are_stored_once(store: Store) -> None:
    assert store.links.add([a_link(), a_link()], NOW) == 1
    assert store.links.add([a_link(title="Tên khác")], NOW + timedelta(hours=1)) == 0
    assert store.links.get(a_link().id) == a_link()


def test_a_way_is_remembered(store: Store) -> None:
    state = WayState("bao-mot", "http://bao-mot.example/rss", '"e1"', None, NOW, NOW, NOW + timedelta(hours=1), 2)
    assert store.links.way_state("bao-mot", state.url) == WayState("bao-mot", state.url)
    store.links.save_way(state)
    assert store.links.way_state("bao-mot", state.url) == state


def test_due_follows_version_basis_and_retry(store: Store) -> None:
    store.links.add([a_link()], NOW)
    due = lambda version, now: [link.id for link in store.links.due("fetch", version, now, ["bao-mot"])]  # noqa: E731
    assert due(1, NOW) == [a_link().id]
    assert store.links.due("fetch", 1, NOW, ["bao-khac"]) == []
    store.outcomes.put(done(a_link().id, "fetch"))
    assert due(1, NOW) == []
    assert due(2, NOW) == [a_link().id]
    store.outcomes.put(done(a_link().id, "fetch", word=Word.TIMEOUT, retry_at=NOW + timedelta(hours=1), attempts=2))
    assert due(1, NOW) == []
    assert due(1, NOW + timedelta(hours=1)) == [a_link().id]
    assert store.outcomes.attempts(a_link().id, "fetch") == 2


def test_a_page_comes_back_byte_for_byte(store: Store) -> None:
    store.links.add([a_link()], NOW)
    body = bytes(range(256)) * 40
    page = a_page(a_link(), body, headers=(("Content-Type", "text/html"), ("Content-Encoding", "gzip")), ip="192.0.2.7")
    store.pages.save(page)
    assert store.pages.get(page.id) == page
    with next((store.home / "archive").glob("*.warc.gz")).open("rb") as file:
        record = next(iter(ArchiveIterator(file, check_digests="raise")))
        assert record.rec_headers.get_header("WARC-Target-URI") == page.url
        assert record.http_headers.get_header("Content-Encoding") is None
        assert record.content_stream().read() == body


def test_a_changed_byte_is_noticed(store: Store) -> None:
    store.links.add([a_link()], NOW)
    store.pages.save(a_page(a_link(), b"x" * 5000))
    path = next((store.home / "archive").glob("*.warc.gz"))
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    with pytest.raises(Damaged):
        store.pages.get(a_link().id)


def test_repair_cuts_half_written_records_and_fetches_lost_ones_again(store: Store) -> None:
    kept, lost = a_link(), a_link("http://bao-mot.example/tin-2.html")
    store.links.add([kept, lost], NOW)
    for link in (kept, lost):
        store.pages.save(a_page(link, link.url.encode() * 99))
        store.outcomes.put(done(link.id, "fetch"))
    path = next((store.home / "archive").glob("*.warc.gz"))
    with path.open("ab") as file:
        file.write(b"half a record")
    assert store.pages.repair() == ()
    assert b"half a record" not in path.read_bytes()
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 5)
    assert store.pages.repair() == (lost.id,)
    assert [link.id for link in store.links.due("fetch", 1, NOW, ["bao-mot"])] == [lost.id]
    assert store.pages.get(kept.id).body == kept.url.encode() * 99


def test_an_article_survives_the_round_trip(store: Store) -> None:
    store.links.add([a_link()], NOW)
    article = an_article(tags=("cầu",), captions=("Cầu mới",), notes=("ghi chú",))
    assert store.articles.save(article, a_link().id) is Word.DONE
    assert store.articles.get(article.id) == replace(article, first_seen=NOW)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
def test_twins_become_one_article_in_any_order(store: Store, order: tuple[int, ...]) -> None:
    own = a_link()
    twins = [own, a_link("http://bao-mot.example/amp/1"), a_link("http://bao-mot.example/m/1")]
    store.links.add(twins, NOW)
    for index in order:
        word = store.articles.save(an_article(title=f"Từ địa chỉ {index}"), twins[index].id)
        store.outcomes.put(done(twins[index].id, "extract", word=word))
    assert [article.title for article in store.articles.all()] == ["Từ địa chỉ 0"]
    words = {outcome.item: outcome.word for outcome in store.outcomes.all()}
    assert words == {own.id: Word.DONE, twins[1].id: Word.DUPLICATE, twins[2].id: Word.DUPLICATE}


def test_a_changed_article_is_read_again(store: Store) -> None:
    store.links.add([a_link()], NOW)
    store.articles.save(an_article(), a_link().id)
    store.outcomes.put(done(an_article().id, "mention"), "b")
    store.articles.save(an_article(), a_link().id)
    assert store.articles.due_for_mention(1, "b", NOW) == []
    store.articles.save(an_article(title="Sửa tít"), a_link().id)
    assert store.articles.due_for_mention(1, "b", NOW) == [an_article().id]


def test_readings_come_back(store: Store) -> None:
    store.links.add([a_link()], NOW)
    article = an_article()
    store.articles.save(article, a_link().id)
    store.readings.save_judgements(article.id, [a_judgement()], 1)
    hits = (TopicHit("5", 1, 2.0, (Span("title", 0, 3, "cầu"),), "có “cầu”"), TopicHit("16", 2, 1.0))
    store.readings.save_topics(article.id, hits, 1)
    assert store.readings.judgement(article.id, "11713") == a_judgement()
    assert store.readings.judgement(article.id, "11443") is None
    assert store.readings.topics(article.id) == hits
    assert store.articles.due_for_read(1, "", NOW) == [article.id]
    store.readings.save_judgements(article.id, [a_judgement(Verdict.REJECT)], 1)
    assert store.articles.due_for_read(1, "", NOW) == []


def _add_and_fail(store: Store) -> None:
    store.links.add([a_link()], NOW)
    raise StoreError


def test_together_is_all_or_nothing(store: Store) -> None:
    with pytest.raises(StoreError), store.together():
        _add_and_fail(store)
    assert store.links.count() == 0


def test_two_writers_wait_for_each_other(store: Store) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom store import opened\nfrom tests.builders import NOW, a_link\n"
        "with opened(Path(sys.argv[1])) as s:\n"
        "    for n in range(100): s.links.add([a_link(f'http://bao-mot.example/{sys.argv[2]}-{n}')], NOW)\n"
    )
    command = [sys.executable, "-c", script, str(store.home)]
    writers = [subprocess.Popen([*command, str(n)], stderr=subprocess.PIPE) for n in range(2)]
    assert [(writer.wait(), writer.stderr and writer.stderr.read()) for writer in writers] == [(0, b""), (0, b"")]
    assert store.links.count() == 200


def test_a_newer_schema_is_refused_and_untouched(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    with sqlite3.connect(tmp_path / "diembao.sqlite3") as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('diembao', '9999_later', '2030-01-01')"
        )
    with pytest.raises(TooNew, match="cập nhật phần mềm"), opened(tmp_path):
        pass


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "diembao.sqlite3").write_text("không phải cơ sở dữ liệu" * 100, encoding="utf-8")
    with pytest.raises(Damaged, match="khôi phục"), opened(tmp_path):
        pass


def test_an_unusable_folder_names_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match=r"cần thư mục ở đó.+mời"), opened(tmp_path / "tệp" / "nhà"):
        pass


def test_the_id_of_a_page_ignores_tracking() -> None:
    assert article_id("http://bao-mot.example/a?utm_source=x&zarsrc=30#top") == article_id("https://bao-mot.example/a")
