"""A dossier proves itself: with sha256sum and openssl alone, and in a standard WARC reader."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from warcio.archiveiterator import ArchiveIterator

from diembao.cli import main_command
from diembao.dossiers import dossier
from diembao.office import Office, office
from diembao.words import language
from domain.dossier import Extra
from domain.press import Certificate
from domain.watch import Change, ChangeKind, Seen, Sight, Watched
from store import Store, opened
from tests.builders import NOW, a_judgement, a_link, a_page, an_article
from tests.desk.conftest import settle

URL, OTHER = "http://bao-mot.example/tin-1.html", "http://bao-mot.example/tin-2.html"
FIRST = "<html><body><p>Cây cầu dài 12 m.</p></body></html>".encode()
LATER = "<html><body><p>Cây cầu dài 21 m.</p><script>alert(1)</script></body></html>".encode()
SHOWN = Certificate("ab" * 32, "CN=bao-mot.example", "CN=Nơi cấp", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")
EXTRA = Extra("..\\Biên bản số 12/BB.pdf", b"%PDF-1.7 x", "Biên bản chi trả")


def fill(store: Store) -> None:
    """Two articles; the first with two versions, a change, visits."""
    for url, body in ((URL, FIRST), (OTHER, b"<html>khac</html>")):
        link = a_link(url)
        store.links.add([link], NOW)
        store.pages.save(a_page(link, body, ip="192.0.2.7", certificate=SHOWN))
        store.articles.save(an_article(url, title='Cầu <b>"thôn"</b>' if url == URL else "Tin hai"), link.id)
        store.readings.save_judgements(link.id, [a_judgement()], 1)
    store.chain.write_down()
    later, old = NOW + timedelta(hours=4), store.articles.get(a_link(URL).id)
    assert old is not None
    watched = Watched(old.id, URL, old.source, NOW, visited_at=later, version=2)
    new = replace(old, body=old.body.replace("12 m", "21 m"))
    with store.together():
        store.watch.note_visit(watched, Seen(Sight.ARTICLE), later, later, None)
        page = a_page(a_link(URL), LATER, fetched_at=later)
        store.watch.add_version(old.id, old, new, page, 2, later)
        store.watch.add_changes([Change(old.id, URL, later, ChangeKind.NUMBER_EDITED, "Đoạn 1: “12” → “21”", 2)])
        store.watch.remember(watched)
        store.articles.save(new, old.id)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Office:
    home = tmp_path_factory.mktemp("ho-so") / "nhà"
    settle(home)
    with opened(home) as store:
        fill(store)
    return office(home)


@pytest.fixture(scope="module")
def packed(here: Office) -> bytes:
    with opened(here.home) as store:
        return dossier(here, store, "Cầu thôn", [a_link(URL).id, a_link(OTHER).id], [EXTRA])


@pytest.fixture
def folder(packed: bytes, tmp_path: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        files.extractall(tmp_path)
    return tmp_path


def test_the_files_are_these(packed: bytes) -> None:
    names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
    one = [f"bai-1/ban-{n}.{end}" for n in (1, 2) for end in ("html", "json", "txt", "warc.gz")]
    two = [f"bai-2/ban-1.{end}" for end in ("html", "json", "txt", "warc.gz")]
    more = ["bai-1/khac-1-2.html", "bai-1/khac-1-2.txt", "bai-1/lich-su.txt", "bai-2/lich-su.txt"]
    chain = ["chuoi/cuoi-doan.txt", "chuoi/doan-1.txt", "chuoi/doan-2.txt", "kem-theo/01-bb.pdf"]
    assert names == sorted([*one, *two, *more, *chain, "DOC-TRUOC.txt", "SHA256SUMS", "muc-luc.json"])


def test_the_same_data_give_the_same_bytes(here: Office, packed: bytes) -> None:
    with opened(here.home) as store:
        assert dossier(here, store, "Cầu thôn", [a_link(URL).id, a_link(OTHER).id], [EXTRA]) == packed


# The tools speak the language of the machine otherwise.
PLAIN = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}


def run(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, text=True, env=PLAIN, check=False)


needs_tools = pytest.mark.skipif(
    not all(map(shutil.which, ("bash", "sha256sum", "openssl"))), reason="no sha256sum or openssl on this machine"
)


@needs_tools
def test_sha256sum_alone_verifies_it(folder: Path) -> None:
    assert run(folder, "sha256sum --strict -c SHA256SUMS").returncode == 0
    listed = {line.split("  ", 1)[1] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert listed == there - {"SHA256SUMS"}
    page = folder / "bai-1" / "ban-1.html"
    page.write_bytes(page.read_bytes().replace(b"12", b"13"))
    assert "bai-1/ban-1.html: FAILED" in run(folder, "sha256sum -c SHA256SUMS").stdout


@needs_tools
def test_the_guides_own_commands_verify_the_chain(folder: Path) -> None:
    """The loop is taken from the guide as it is printed, with the file's name put in."""
    guide = (folder / "DOC-TRUOC.txt").read_text(encoding="utf-8")
    loop = re.search(r"truoc=.*?tail -n 1", guide, re.DOTALL)
    assert loop is not None
    ends = (folder / "chuoi" / "cuoi-doan.txt").read_text().splitlines()
    assert len(ends) == 2
    for line in ends:
        assert run(folder, loop[0].replace("TEP", f"chuoi/{line.split()[0]}")).stdout.strip() == line.split()[2]
    stretch = "".join(path.read_text(encoding="utf-8") for path in (folder / "chuoi").glob("doan-*.txt"))
    for name in ("bai-1/ban-1", "bai-1/ban-2", "bai-2/ban-1"):
        digest = run(folder, f"openssl dgst -sha256 {name}.warc.gz").stdout.split()[-1]
        facts = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        assert digest == facts["record_sha256"]
        assert f'"record":"{digest}"' in stretch
        assert facts["sha256"] == hashlib.sha256((folder / f"{name}.html").read_bytes()).hexdigest()
    first = folder / "chuoi" / "doan-1.txt"
    first.write_text(first.read_text(encoding="utf-8").replace(":200,", ":404,", 1), encoding="utf-8")
    assert run(folder, loop[0].replace("TEP", "chuoi/doan-1.txt")).stdout.strip() != ends[0].split()[2]


def test_the_end_is_one_that_was_written_down(here: Office, folder: Path) -> None:
    ends = [line.split() for line in (folder / "chuoi" / "cuoi-doan.txt").read_text().splitlines()]
    with opened(here.home) as store:
        assert {(int(number), value) for _, number, value in ends} <= set(store.chain.written())
        assert store.verify().findings == ()


def records(folder: Path) -> Iterator[tuple[str, bytes]]:
    joined = b"".join(path.read_bytes() for path in sorted(folder.glob("bai-*/ban-*.warc.gz")))
    for record in ArchiveIterator(io.BytesIO(joined), check_digests="raise"):
        yield record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()


def test_it_replays_in_a_standard_reader(folder: Path) -> None:
    assert list(records(folder)) == [(URL, FIRST), (URL, LATER), (OTHER, b"<html>khac</html>")]


def test_it_replays_in_another_reader(folder: Path) -> None:
    fastwarc = pytest.importorskip("fastwarc")
    for path in folder.glob("bai-*/ban-*.warc.gz"):
        (record,) = fastwarc.ArchiveIterator(path.open("rb"), parse_http=True, verify_digests=True)
        assert record.reader.read() == path.with_name(path.name.replace("warc.gz", "html")).read_bytes()


def test_the_texts_tell_what_was_seen(folder: Path) -> None:
    text = (folder / "bai-1" / "ban-2.txt").read_text(encoding="utf-8")
    assert "Phiên bản 2, thấy lúc 12 giờ 00 ngày 19/11/2026" in text
    assert "Cây cầu dài 21 m." in text
    assert "[-12-] {+21+}" in (folder / "bai-1" / "khac-1-2.txt").read_text(encoding="utf-8")
    page = (folder / "bai-1" / "khac-1-2.html").read_text(encoding="utf-8")
    assert "<del>12</del> <ins>21</ins>" in page
    assert "<b>" not in page
    history = (folder / "bai-1" / "lich-su.txt").read_text(encoding="utf-8")
    assert "sửa số liệu\n    Đoạn 1: “12” → “21”" in history
    facts = json.loads((folder / "bai-1" / "ban-1.json").read_text(encoding="utf-8"))
    assert facts["capture"]["certificate"]["sha256"] == SHOWN.sha256
    assert facts["capture"]["ip"] == "192.0.2.7"
    assert facts["capture"]["tool"].startswith("diembao")
    contents = json.loads((folder / "muc-luc.json").read_text(encoding="utf-8"))
    assert [one["versions"] for one in contents["articles"]] == [[1, 2], [1]]
    assert contents["articles"][0]["changes"] == ["number_edited"]


def invoke(here: Office, *words: str) -> Result:
    language("vi")
    return CliRunner().invoke(main_command(), ["--home", str(here.home), "watch", *words])


def test_the_command_writes_it_and_the_log_knows_it(here: Office, tmp_path: Path) -> None:
    out = tmp_path / "hồ sơ.zip"
    done = invoke(here, "dossier", URL, "--out", str(out), "--by", "Lan")
    assert done.exit_code == 0, done.output
    path, digest = done.output.splitlines()
    assert path == str(out)
    assert digest == f"SHA-256 {hashlib.sha256(out.read_bytes()).hexdigest()}"
    with opened(here.home) as store:
        (deed,) = store.audit.latest(1)
        assert (deed.by, deed.action) == ("Lan", "dossier")
        assert digest.removeprefix("SHA-256 ") in deed.detail


def test_the_commands_list_and_show(here: Office) -> None:
    listed = invoke(here, "list").output
    assert "sửa số liệu | đang có trên trang của báo" in listed
    assert "Tin hai" not in listed
    shown = invoke(here, "show", a_link(URL).id[:6]).output
    assert "12 giờ 00 ngày 19/11/2026: sửa số liệu" in shown
    assert "có bài, nội dung trang khác lần trước" in shown


def test_an_unknown_article_is_named(here: Office) -> None:
    with opened(here.home) as store, pytest.raises(Exception, match="Không có bài nào là «khong-co»"):
        dossier(here, store, "x", ["khong-co"])
