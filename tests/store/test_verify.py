"""Whatever is altered behind the program's back, `verify` finds it and names it."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from domain.watch import Change, ChangeKind, Seen, Sight, Watched
from store import Store, opened
from store.chain import START, Head
from tests.builders import NOW, a_judgement, a_link, a_page, an_article

URLS = [f"http://bao-mot.example/tin-{number}.html" for number in range(1, 4)]


def fill(store: Store, urls: list[str]) -> None:
    for url in urls:
        link = a_link(url)
        store.links.add([link], NOW)
        store.pages.save(a_page(link, f"<html><body>{url * 40}</body></html>".encode()))
        store.articles.save(an_article(url), link.id)
        store.readings.save_judgements(link.id, [a_judgement()], 1)


def test_a_visit_with_witnesses_stays_what_it_was(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        fill(store, URLS[:1])
        watched = Watched(a_link(URLS[0]).id, URLS[0], "bao-mot", NOW)
        store.watch.note_visit(watched, Seen(Sight.GONE, "Không còn."), NOW, NOW, True)
        assert store.verify().findings == ()


def edit(store: Store, url: str) -> None:
    """A second version of an article, the visit that found it, and the change."""
    link, old = a_link(url), store.articles.get(a_link(url).id)
    assert old is not None
    later = NOW + timedelta(hours=4)
    watched = Watched(old.id, url, old.source, NOW, visited_at=later, version=2)
    page = a_page(link, b"<html><body>khac</body></html>", fetched_at=later)
    with store.together():
        store.watch.note_visit(watched, Seen(Sight.ARTICLE), later, later, None)
        store.watch.add_version(link.id, old, replace(old, body="Khác."), page, 2, later)
        store.watch.add_changes([Change(old.id, url, later, ChangeKind.BODY_EDITED, "Đoạn 1: …", 2)])
        store.watch.remember(watched)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("kho") / "nhà"
    with opened(home) as store:
        fill(store, URLS[:2])
        store.chain.write_down()
        shutil.copytree(home, home.with_name("tuần trước"))
        fill(store, URLS[2:])
        edit(store, URLS[0])
        store.chain.write_down()
        store.chain.write_down()
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "bản sao"))


def findings(home: Path, *heads: Head) -> tuple[str, ...]:
    with opened(home) as store:
        return store.verify(heads).findings


def sql(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "diembao.sqlite3")) as db:
        for statement in statements:
            assert db.execute(statement).rowcount != 0, statement
        db.commit()


def test_what_nobody_touched_is_whole(home: Path) -> None:
    with opened(home) as store:
        report = store.verify()
        assert report.findings == ()
        assert report.records == 4
        assert report.rows == 3 + 2 + 1 + 1
        store.pages.repair()
        assert store.verify().findings == ()


def test_the_chain_can_be_recomputed_with_sha256_alone(home: Path) -> None:
    with opened(home) as store:
        before = START
        for link in store.chain.links():
            before = hashlib.sha256(f"{before} {link.line}".encode()).hexdigest()
        head = store.chain.head()
    assert before == head.hash
    assert (home / "archive" / "chuoi.txt").read_text().splitlines()[-1] == f"{head.number} {head.hash}"


@pytest.mark.parametrize("place", [0.02, 0.3, 0.5, 0.7, 0.999])
def test_one_flipped_bit_in_a_warc_is_found(home: Path, place: float) -> None:
    path = next((home / "archive").glob("*.warc.gz"))
    data = bytearray(path.read_bytes())
    data[int(place * len(data))] ^= 1
    path.write_bytes(data)
    (found,) = findings(home)
    assert found.startswith("Bản gốc bị thay đổi")
    assert path.name in found
    assert "http://bao-mot.example/tin-" in found


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM chain WHERE number = 2", "mất mắt xích số 2"),
        ("UPDATE chain SET body = '{}' WHERE number = 2", "bị sửa ở mắt xích số 2 (nội dung bài"),
        ("UPDATE chain SET at = '2020-01-01T00:00:00Z' WHERE number = 3", "bị sửa ở mắt xích số 3 (bản gốc"),
        ("DELETE FROM chain WHERE number > 6", "ghi chuỗi đã đến số"),
        ("DELETE FROM changes", "Mất ghi nhận thay đổi của bài 1"),
        ("UPDATE changes SET detail = 'khác'", "Bị sửa: ghi nhận thay đổi của bài 1"),
        ("UPDATE changes SET kind = 'removed'", "Bị sửa: ghi nhận thay đổi của bài 1"),
        ("DELETE FROM versions WHERE number = 1", "Mất phiên bản của bài"),
        ("UPDATE versions SET text = replace(text, 'cầu', 'cống') WHERE number = 1", "Bị sửa: phiên bản của bài"),
        ("UPDATE visits SET sentence = 'khác'", "Bị sửa: lần xem lại bài"),
        ("DELETE FROM records WHERE number = 1", "Mất chỗ lưu của bản gốc"),
        ("UPDATE articles SET title = 'khác' WHERE url LIKE '%tin-2%'", "Bị sửa: nội dung bài"),
        ("INSERT INTO changes SELECT 9, article, url, seen_at, kind, detail, version FROM changes", "không được ghi"),
    ],
)
def test_an_altered_row_is_found_and_named(home: Path, statement: str, words: str) -> None:
    sql(home, "PRAGMA foreign_keys = OFF", statement) if "DELETE" in statement else sql(home, statement)
    found = findings(home)
    assert any(words in text for text in found), found


def test_a_deleted_article_is_found(home: Path) -> None:
    sql(home, "DELETE FROM articles WHERE url LIKE '%tin-2%'")
    assert any("Mất nội dung bài" in text for text in findings(home))


def test_a_shortened_archive_is_found(home: Path) -> None:
    path = next((home / "archive").glob("*.warc.gz"))
    path.write_bytes(path.read_bytes()[:-10])
    assert any("Bản gốc bị thay đổi" in text for text in findings(home))
    path.unlink()
    assert sum("Không đọc được bản gốc" in text for text in findings(home)) == 4


def test_bytes_and_files_nobody_knows_are_found(home: Path) -> None:
    path = next((home / "archive").glob("*.warc.gz"))
    path.write_bytes(path.read_bytes() + b"thua")
    path.with_name("la.warc.gz").write_bytes(b"la")
    found = findings(home)
    assert any("dài hơn sổ ghi 4 byte" in text for text in found)
    assert any("la.warc.gz không có trong sổ" in text for text in found)


@pytest.mark.parametrize("keep", [0, 1])
def test_a_shortened_log_of_ends_is_found(home: Path, keep: int) -> None:
    path = home / "archive" / "chuoi.txt"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:keep]))
    assert any("chuoi.txt) bị cắt" in text for text in findings(home))


def test_last_weeks_database_is_found(home: Path, made: Path) -> None:
    for path in home.glob("diembao.sqlite3*"):
        path.unlink()
    for path in made.with_name("tuần trước").glob("diembao.sqlite3*"):
        shutil.copy(path, home)
    found = findings(home)
    assert any("bị thay bằng bản cũ hơn" in text for text in found)
    assert any("dài hơn sổ ghi" in text for text in found)


def test_a_whole_home_of_last_week_is_found_by_a_printed_end(home: Path, made: Path) -> None:
    with opened(home) as store:
        head = store.chain.head()
    old = made.with_name("tuần trước")
    assert findings(old) == ()
    (found,) = findings(old, head)
    assert "bản đã in hoặc gửi ghi chuỗi đã đến số" in found
    (found,) = findings(home, replace(head, hash="0" * 64))
    assert f"số {head.number} không khớp với bản đã in" in found


def test_a_rewritten_chain_is_found(home: Path) -> None:
    """Who recomputes the hashes after a forged row still meets the ends written down before."""
    with opened(home) as store:
        links = list(store.chain.links())
        before = links[0].hash
        for link in links[1:]:
            forged = replace(link, body=link.body.replace("200", "404"))
            before = hashlib.sha256(f"{before} {forged.line}".encode()).hexdigest()
            with store.together():
                store._db.execute(
                    "UPDATE chain SET body = ?, hash = ? WHERE number = ?", [forged.body, before, link.number]
                )
    assert any("không khớp với" in text for text in findings(home))


def test_every_version_comes_back_with_its_page(home: Path) -> None:
    with opened(home) as store:
        article = store.articles.get(a_link(URLS[0]).id)
        assert article is not None
        first, second = store.watch.versions(article.id)
        assert (first.article.body, second.article.body) == (article.body, "Khác.")
        assert URLS[0].encode() in store.watch.version_page(article.id, 1).body
        assert store.watch.version_page(article.id, 2).body == b"<html><body>khac</body></html>"
        assert store.pages.get(article.id).body == b"<html><body>khac</body></html>"
        assert store.pages.due_for_extract(1, NOW) == sorted(a_link(url).id for url in URLS)
    with next((home / "archive").glob("*.warc.gz")).open("rb") as file:
        assert len(list(ArchiveIterator(file, check_digests="raise"))) == 4


def test_pages_of_a_time_before_the_chain_are_adopted(home: Path) -> None:
    sql(home, "DELETE FROM chain WHERE kind = 'page'", "DELETE FROM records")
    with opened(home) as store:
        store.pages.repair()
        assert next(iter(store.pages.records()))[1] in {a_link(url).id for url in URLS}
        assert not any("Mất chỗ lưu" in text for text in store.verify().findings)
