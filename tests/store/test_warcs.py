"""WARC files of others: read from any place as from the beginning; what is broken is told and the rest is read."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from domain.backfill import Capture, Gap, Stretch
from store.warcs import Reading, files, fingerprint
from tests.warcfiles import write_answers

MOST = 1_000_000


def write(path: Path, texts: Sequence[bytes], packed: bool = True) -> Path:
    answers = ((f"http://bao-{number % 3}.example/tin-{number}.html", body) for number, body in enumerate(texts))
    return write_answers(path, answers, packed)


def bodies(count: int) -> list[bytes]:
    return [
        f"<html><p>Trang số {number}. {'Bà con dọn kênh. ' * (number % 7)}</p></html>".encode()
        for number in range(count)
    ]


def read(path: Path, start: int = 0, stop: int = 1 << 60, sure: bool = True) -> tuple[Reading, list[Capture | Gap]]:
    reading = Reading(Stretch(str(path), start, stop, sure), MOST)
    return reading, list(reading)


def urls(found: Sequence[Capture | Gap]) -> list[str]:
    return [one.url for one in found if isinstance(one, Capture)]


def gaps(found: Sequence[Capture | Gap]) -> list[Gap]:
    return [one for one in found if isinstance(one, Gap)]


@pytest.fixture(params=[True, False], ids=["packed", "plain"])
def packed(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_an_answer_comes_with_all_that_is_known_of_it(tmp_path: Path, packed: bool) -> None:
    _, found = read(write(tmp_path / "a.warc.gz", bodies(3), packed))
    assert [type(one) for one in found] == [Capture] * 3
    one = found[2]
    assert isinstance(one, Capture)
    assert (one.url, one.status, one.ip) == ("http://bao-2.example/tin-2.html", 200, "192.0.2.7")
    assert one.at == datetime(2024, 3, 5, 6, 7, 8, tzinfo=UTC)
    assert one.headers == (("Content-Type", "text/html; charset=utf-8"),)
    assert one.body == bodies(3)[2]
    assert one.id.startswith("<urn:uuid:")


def test_stretches_join_into_the_whole_wherever_they_are_cut(tmp_path: Path, packed: bool) -> None:
    path = write(tmp_path / "a.warc.gz", bodies(40), packed)
    size = path.stat().st_size
    whole = urls(read(path)[1])
    assert len(whole) == 40
    for step in (97, 700, 2_500, size):
        cuts = [*range(0, size, step), size]
        readings = [read(path, start, stop, sure=not start) for start, stop in pairwise(cuts)]
        assert [url for _, found in readings for url in urls(found)] == whole
        assert all(one.next == other.first or other.first == size for (one, _), (other, _) in pairwise(readings))


def test_a_page_that_holds_a_warc_file_does_not_join(tmp_path: Path) -> None:
    inner = write(tmp_path / "inner.warc", bodies(5), packed=False).read_bytes()
    path = write(tmp_path / "a.warc", [b"x" * 3_000, inner, b"y" * 3_000], packed=False)
    whole = urls(read(path)[1])
    assert len(whole) == 3
    place = path.read_bytes().index(inner) + 10
    one, found = read(path, 0, place)
    other, forged = read(path, place, path.stat().st_size, sure=False)
    assert urls(forged)[0] != whole[2]
    assert one.next != other.first
    assert urls(found) + urls(read(path, one.next)[1]) == whole


def test_a_file_packed_in_one_piece_is_read_whole_by_its_first_stretch(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(write(tmp_path / "a.warc", bodies(20), packed=False).read_bytes()))
    reading, found = read(path, 0, 100)
    assert (len(urls(found)), gaps(found), reading.next) == (20, [], path.stat().st_size)
    assert read(path, 100, 10_000, sure=False)[1] == []


def damaged(path: Path, how: str) -> Iterator[int]:
    """Damage a file; gives the number of answers that can still be read, at least."""
    data = path.read_bytes()
    middle = [one.offset for one in read(path)[1] if isinstance(one, Capture)][20]
    if how == "cut":
        path.write_bytes(data[: middle + 60])
        yield 20
    elif how == "flipped":
        path.write_bytes(
            data[: middle + 60] + bytes(byte ^ 0xFF for byte in data[middle + 60 : middle + 90]) + data[middle + 90 :]
        )
        yield 38
    elif how == "zeros behind":
        path.write_bytes(data + bytes(5_000))
        yield 40
    else:
        path.write_bytes(data[: middle + 60] + data[middle + 200 :])
        yield 38


@pytest.mark.parametrize("how", ["cut", "flipped", "lost in the middle", "zeros behind"])
def test_damage_is_told_and_the_rest_is_read(tmp_path: Path, how: str) -> None:
    path = write(tmp_path / "a.warc.gz", bodies(40))
    whole = set(urls(read(path)[1]))
    (least,) = damaged(path, how)
    _, found = read(path)
    assert least <= len(set(urls(found))) <= 40
    assert set(urls(found)) <= whole
    assert gaps(found)
    assert "vị trí" in gaps(found)[0].why


def test_a_cut_plain_file_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc", bodies(9), packed=False)
    path.write_bytes(path.read_bytes()[:-300])
    assert len(gaps(read(path)[1])) == 1


@pytest.mark.parametrize("data", [b"<html>trang</html>" * 99, b"\x1f\x8b\x08" + b"z" * 500, bytes(900)])
def test_what_is_no_warc_file_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    _, found = read(path)
    assert [one.why for one in gaps(found)] == ["Tệp không phải WARC."]
    assert urls(found) == []


def test_too_much_is_cut_off_and_the_next_answer_found(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc.gz", [b"x" * (MOST * 3), b"<p>sau</p>"])
    first, second = (one for one in read(path)[1] if isinstance(one, Capture))
    assert len(first.body) == MOST + 1
    assert second.body == b"<p>sau</p>"


def test_a_folder_gives_its_files_and_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "2024" / "03").mkdir(parents=True)
    one = write(tmp_path / "2024" / "03" / "CC-NEWS-20240305.warc.gz", bodies(2))
    two = write(tmp_path / "b.WARC", bodies(2), packed=False)
    (tmp_path / "readme.txt").write_text("không phải")
    assert files(tmp_path) == [one, two]
    moved = one.rename(tmp_path / "c.warc.gz")
    assert fingerprint(moved) == fingerprint(moved)
    assert fingerprint(moved) != fingerprint(two)
