"""Clippings: real files, a real newspaper on loopback, the real command line; what is refused leaves nothing behind."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from diembao.clippings import Details, article_on, details_of, of_file
from diembao.secrecy import secrecy_mark
from diembao.unwrapping import unwrap
from domain.outcome import Trouble, Word
from domain.press import Article, Source
from domain.urls import article_id
from tests.diembao.small_press import article, diembao, exported, fill, finished, office, spoken
from tests.loopback import Paper, Reply, papers
from tests.pdf import a_pdf

NOW = datetime(2026, 11, 19, 1, tzinfo=UTC)
TEXT = """Xã Nghi Dương mở lớp dạy bơi miễn phí cho học sinh
Trong hai ngày cuối tuần, Ủy ban nhân dân xã Nghi
Dương, thành phố Hải Phòng tổ chức lớp dạy bơi cho
hơn 60 học sinh tiểu học tại hồ bơi nhà văn hóa.

Lớp học do đoàn thanh niên phụ trách, không thu phí.
"""


@pytest.fixture(scope="module")
def paper() -> Iterator[Paper]:
    """A newspaper with three articles, a forbidden one, a PDF and a page that is no article."""
    with papers({}) as servers:
        fill(servers[0], range(3))
        servers[0].pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /cam/\n", type="text/plain")
        servers[0].pages["/cam/tin.html"] = article(servers[0], 0)
        lines = ["Nghi Dương khai trương chợ phiên", "Chợ phiên xã Nghi Dương, thành phố Hải Phòng họp mỗi chủ nhật."]
        servers[0].pages["/bai.pdf"] = Reply(a_pdf(lines), type="application/pdf")
        servers[0].pages["/trong.html"] = Reply(b"")
        yield servers[0]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settings of an office that reads no newspaper by itself."""
    where = tmp_path_factory.mktemp("fresh") / "home"
    office(where, [])
    return where


@pytest.fixture
def home(fresh: Path, tmp_path: Path) -> Path:
    """A home of its own for each test."""
    return Path(shutil.copytree(fresh, tmp_path / "home"))


def file(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def everything(home: Path) -> dict[str, list[dict[str, Any]]]:
    """All that the office owns, and the archive's size."""
    kept = {what: exported(home, what) for what in ("articles", "mentions", "outcomes")}
    sizes = [{path.name: path.stat().st_size} for path in sorted((home / "archive").glob("*"))]
    return {**kept, "archive": sizes}


def test_pasted_text_of_a_printed_paper(home: Path, tmp_path: Path) -> None:
    told = diembao(
        home, "article", "add", file(tmp_path, "bai.txt", TEXT),
        "--outlet", "Báo Hải Phòng", "--date", "18/11/2026", "--page", "5",
    )  # fmt: skip
    assert "Viết về xã." in told
    (row,) = exported(home, "articles")
    assert row["source"] == "cat-tay"
    assert row["title"] == "Xã Nghi Dương mở lớp dạy bơi miễn phí cho học sinh"
    assert row["body"].split("\n") == [
        "Trong hai ngày cuối tuần, Ủy ban nhân dân xã Nghi Dương, thành phố Hải Phòng tổ chức lớp dạy bơi cho "
        "hơn 60 học sinh tiểu học tại hồ bơi nhà văn hóa.",
        "Lớp học do đoàn thanh niên phụ trách, không thu phí.",
    ]
    assert (row["published"], row["published_from"]) == ("2026-11-18", "manual")
    assert row["outlet"] == "baohaiphong.vn"
    assert row["url"].startswith("http://clipping.invalid/")
    assert [mention["verdict"] for mention in exported(home, "mentions")] == ["accept"]


@pytest.mark.long
def test_as_a_process_of_its_own(home: Path, tmp_path: Path) -> None:
    code, out, err = finished(home, "article", "add", file(tmp_path, "bai.txt", TEXT))
    assert (code, err) == (0, "")
    assert "Viết về xã." in out
    code, out, err = finished(home, "article", "add", file(tmp_path, "trong.txt", ""))
    assert (code, out) == (1, "")
    assert "Tệp trống" in err


def test_the_same_thing_twice_changes_nothing_and_a_correction_does(home: Path, tmp_path: Path) -> None:
    words = ("article", "add", file(tmp_path, "bai.txt", TEXT), "--outlet", "Báo Tường Làng")
    diembao(home, *words, "--date", "17/11/2026")
    before = everything(home)
    assert "Đã có từ trước" in diembao(home, *words, "--date", "17/11/2026", now="2026-11-20T08:00:00+07:00")
    assert everything(home) == before
    diembao(home, *words, "--date", "16/11/2026")
    assert [row["published"] for row in exported(home, "articles")] == ["2026-11-16"]
    assert exported(home, "articles")[0]["outlet"] == "Báo Tường Làng"


def test_a_link_is_fetched_read_and_kept_once(home: Path, paper: Paper) -> None:
    address = f"{paper.address}/tin-0.html"
    assert "Viết về xã." in diembao(home, "article", "add", address)
    (row,) = exported(home, "articles")
    assert (row["id"], row["source"], row["published_from"]) == (article_id(address), "cat-tay", "meta")
    before, asked = everything(home), len(paper.seen)
    assert "Đã có từ trước" in diembao(home, "article", "add", f"{address}?utm_source=zalo")
    assert everything(home) == before
    assert len(paper.seen) == asked


def test_what_the_crawler_read_already_stands(tmp_path: Path, paper: Paper) -> None:
    home = tmp_path / "home"
    office(home, [paper])
    diembao(home, "run")
    before = everything(home)
    assert "Đã có từ trước" in diembao(home, "article", "add", f"{paper.address}/tin-0.html")
    assert everything(home) == before
    assert {row["source"] for row in exported(home, "articles")} == {"bao-0"}


def test_a_link_to_a_pdf(home: Path, paper: Paper) -> None:
    diembao(home, "article", "add", f"{paper.address}/bai.pdf", "--date", "2026-11-17")
    (row,) = exported(home, "articles")
    assert row["title"] == "Nghi Dương khai trương chợ phiên"
    assert row["url"] == f"{paper.address}/bai.pdf"


def test_a_saved_page_lies_under_its_own_address(home: Path, tmp_path: Path, paper: Paper) -> None:
    reply = paper.pages["/tin-0.html"]
    assert isinstance(reply, Reply)
    diembao(home, "article", "add", file(tmp_path, "trang.html", reply.body))
    (row,) = exported(home, "articles")
    assert row["id"] == article_id(f"{paper.address}/tin-0.html")
    assert row["published"] == "2026-11-12T08:00:00+07:00"


def test_a_page_that_robots_forbid_can_come_as_a_file(home: Path, tmp_path: Path, paper: Paper) -> None:
    address = f"{paper.address}/cam/tin.html"
    err = failed(home, "article", "add", address)
    assert "robots.txt" in err
    assert "article add TỆP" in err
    reply = paper.pages["/cam/tin.html"]
    assert isinstance(reply, Reply)
    saved = reply.body.replace(f"{paper.address}/tin-0.html".encode(), address.encode())
    diembao(home, "article", "add", file(tmp_path, "trang.html", saved))
    assert [row["url"] for row in exported(home, "articles")] == [address]


def test_a_pdf_with_text(home: Path, tmp_path: Path) -> None:
    pages = [TEXT.strip().split("\n")[:4], ["Trang sau: danh sách các lớp dạy bơi của xã Nghi Dương."]]
    diembao(home, "article", "add", file(tmp_path, "bai.pdf", a_pdf(*pages)), "--outlet", "Báo Hải Phòng")
    (row,) = exported(home, "articles")
    assert "xã Nghi Dương, thành phố Hải Phòng tổ chức" in row["body"]
    assert row["body"].endswith("danh sách các lớp dạy bơi của xã Nghi Dương.")
    assert row["published"] is None


@pytest.mark.long
def test_replay_reads_clippings_again_to_the_same(home: Path, tmp_path: Path) -> None:
    diembao(home, "article", "add", file(tmp_path, "bai.txt", TEXT), "--date", "18/11/2026", "--page", "5")
    diembao(home, "article", "add", file(tmp_path, "bai.pdf", a_pdf(TEXT.split("\n"))))
    before = exported(home, "articles")
    assert "Sẽ thay đổi 0 mục" in diembao(home, "replay", "--dry-run")
    diembao(home, "replay")
    assert exported(home, "articles") == before


def failed(home: Path, *words: str, code: int = 1) -> str:
    """What the program says of a call that fails; nothing may be stored by it."""
    ended, _, err = spoken(home, *words)
    assert ended == code, err
    assert exported(home, "articles") == []
    assert exported(home, "outcomes") == []
    assert list((home / "archive").glob("*")) == []
    return err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("trong.txt", b"", "Tệp trống"),
        ("trong.html", b" \n ", "Tệp trống"),
        ("anh.jpg", b"\xff\xd8\xff\xe0" + bytes(200), "ảnh chụp"),
        ("anh.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "ảnh chụp"),
        ("bai.docx", b"PK\x03\x04" + bytes(200), "lưu lại thành PDF"),
        ("quet.pdf", a_pdf([]), "không có chữ"),
        ("hong.pdf", b"%PDF-1.7\n" + b"x" * 300, "bị hỏng"),
        ("ngan.txt", "Một dòng ngắn".encode(), "quá ngắn"),
        ("mat.txt", f"UBND XÃ SÔNG MỚI\nTỐI MẬT\n{TEXT}".encode(), "“TỐI MẬT”"),
        ("mat.pdf", a_pdf(["Số: 12/BC-UBND MẬT", *TEXT.split("\n")]), "“MẬT”"),
        ("mat.html", f"<html><body><h1>Báo cáo</h1><p>MẬT</p><p>{TEXT}</p></body></html>".encode(), "“MẬT”"),
    ],
)
def test_what_cannot_or_must_not_be_kept(home: Path, tmp_path: Path, name: str, content: bytes, said: str) -> None:
    assert said in failed(home, "article", "add", file(tmp_path, name, content))


def test_wrong_calls(home: Path, tmp_path: Path) -> None:
    bai = file(tmp_path, "bai.txt", TEXT)
    assert "Không thấy tệp" in failed(home, "article", "add", str(tmp_path / "khong-co.txt"), code=2)
    assert "thư mục" in failed(home, "article", "add", str(tmp_path), code=2)
    assert "18/11/2026" in failed(home, "article", "add", bai, "--date", "hôm qua", code=2)
    assert "chưa tới" in failed(home, "article", "add", bai, "--date", "20/11/2026", code=2)
    assert "không phải địa chỉ web" in failed(home, "article", "add", "ftp://bao.example/tin", code=2)
    assert "không phải địa chỉ web" in failed(home, "article", "add", bai, "--url", "ftp://bao.example/1", code=2)


def test_a_link_that_answers_nothing(home: Path, paper: Paper) -> None:
    assert "trang trống" in failed(home, "article", "add", f"{paper.address}/trong.html")
    assert "404" in failed(home, "article", "add", f"{paper.address}/khong-co.html")


def read(name: str, data: bytes, details: Details = Details()) -> Article | Trouble:  # noqa: B008 - a frozen value
    found = of_file(name, data, details, NOW)
    if isinstance(found, Trouble):
        return found
    return article_on(found.page, found.link, Source("cat-tay", "Bài cắt tay", found.link.url), NOW)


_BODY = "".join(f"<p>Câu chuyện thứ {n} của làng được kể lại trong buổi họp chiều qua tại đình.</p>" for n in range(9))


def canonical(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


def graph(address: str) -> str:
    return f'<meta property="og:url" content="{address}">'


def saved(address: str) -> str:
    return f"<!-- saved from url=(0030){address} -->"


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (
            canonical("https://bao.example/a-1.html") + graph("https://x.example/b-2.html"),
            "https://bao.example/a-1.html",
        ),
        (canonical("/a-3.html") + graph("https://bao.example/m/a-3.html"), "https://bao.example/a-3.html"),
        (graph("https://bao.example/a-4.html"), "https://bao.example/a-4.html"),
        (saved("https://bao.example/a-5.html"), "https://bao.example/a-5.html"),
        (canonical("https://bao.example/") + saved("https://bao.example/a-6.html"), "https://bao.example/a-6.html"),
    ],
)
def test_the_address_of_a_saved_page(head: str, address: str) -> None:
    page = (
        f"<!doctype html><html><head>{head}<title>Chuyện làng</title></head><body><article><h1>Chuyện làng</h1>{_BODY}"
    )
    found = of_file("a.html", page.encode(), Details(), NOW)
    assert not isinstance(found, Trouble)
    assert (found.link.id, found.page.final_url) == (article_id(address), address)


def test_a_page_without_address_lies_nowhere_and_names_no_outlet() -> None:
    page = f"<html><body><article><h1>Chuyện làng chưa từng kể</h1>{_BODY}</article></body></html>"
    found = read("a.html", page.encode(), Details(day=date(2026, 11, 3)))
    assert isinstance(found, Article)
    assert found.url.startswith("http://clipping.invalid/")
    assert (found.outlet, found.published_from) == ("", "manual")


def test_a_single_file_archive_of_a_browser() -> None:
    page = f"<html><body><article><h1>Chuyện làng chưa từng kể</h1>{_BODY}</article></body></html>"
    lines = [
        "From: <Saved by Blink>",
        "Snapshot-Content-Location: https://bao.example/a-7.html",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="--x"',
        "",
        "----x",
        "Content-Type: text/html; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        page,
        "----x--",
        "",
    ]
    found = read("a.mhtml", "\r\n".join(lines).encode())
    assert isinstance(found, Article)
    assert (found.url, found.title) == ("https://bao.example/a-7.html", "Chuyện làng chưa từng kể")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_in_the_encodings_of_notepad(encoding: str) -> None:
    found = read("a.txt", TEXT.replace("\n", "\r\n").encode(encoding))
    assert isinstance(found, Article)
    assert found.title == TEXT.split("\n")[0]


def test_what_was_said_survives_its_header() -> None:
    said = Details(
        "Báo “Đồng & Quê” = số 5", "Tít: 100 % “thật”", date(2026, 11, 3), "5; 6", "https://bao.example/a?b=c&d=e"
    )
    found = of_file("a.txt", TEXT.encode(), said, NOW)
    assert not isinstance(found, Trouble)
    assert found.page.header("x-diembao-clipping").isascii()
    assert details_of(found.page) == said
    read_again = read("a.txt", TEXT.encode(), said)
    assert isinstance(read_again, Article)
    assert read_again.notes == ("Báo in, trang 5; 6",)
    assert (read_again.outlet, read_again.title) == (said.outlet, said.title)


def test_no_bytes_are_too_odd() -> None:
    for odd in (
        b"\x00\x01\x02",
        b"<html>",
        b"\xff\xfe",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx",
        bytes(range(256)) * 9,
    ):
        found = read("x", odd)
        assert isinstance(found, Trouble)
        assert found.word in (Word.EMPTY, Word.NO_TEXT, Word.NOT_HTML, Word.NOT_ARTICLE)


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("MẬT", "MẬT"),
        ("  [ TỐI MẬT ]", "TỐI MẬT"),
        ("Tuyệt mật", "TUYỆT MẬT"),
        ("M Ậ T", "MẬT"),
        ("T Ố I  M Ậ T", "TỐI MẬT"),
        ("Độ mật: Mật", "MẬT"),
        ("Số: 05/BC-UBND MẬT", "MẬT"),
        ("TỐI MẬT Sông Mới, ngày 05 tháng 11 năm 2026", "TỐI MẬT"),
        ("MA\u0323\u0302T", "MẬT"),
        ("Hội thảo về bí mật kinh doanh", ""),
        ("LÀM GIÀU NHỜ NUÔI ONG LẤY MẬT", ""),
        ("Tập huấn công tác BẢO MẬT", ""),
        ("MẬT ONG hoa nhãn được mùa", ""),
        ("mật", ""),
        ("Tài liệu tối mật được giải mã sau 50 năm", ""),
    ],
)  # fmt: skip
def test_marks_of_secrecy(line: str, mark: str) -> None:
    assert secrecy_mark(f"ỦY BAN NHÂN DÂN\n{line}\nBáo cáo tình hình") == mark


def test_lines_broken_by_a_column_become_paragraphs() -> None:
    lines = [
        "Chiều qua, hơn một trăm người dân của làng đã ra",
        "đồng dọn kênh, khơi thông dòng chảy trước mùa mưa.",
        "Công việc kéo dài đến tối mới xong, ai nấy đều vui vẻ",
        "Việc sắp tới",
        "- Trồng cây bên bờ kênh, mỗi nhà góp hai cây non và",
        "- Đắp lại đoạn bờ sạt",
        "",
        "Hết",
    ]
    assert unwrap("\n".join(lines)).split("\n") == [
        f"{lines[0]} {lines[1]}",
        f"{lines[2]} {lines[3]}",
        lines[4],
        lines[5],
        "Hết",
    ]
    assert unwrap("") == ""


def test_a_clipping_is_found_by_its_words(home: Path, tmp_path: Path) -> None:
    diembao(home, "article", "add", file(tmp_path, "bai.txt", TEXT))
    found = json.loads(diembao(home, "search", "dạy bơi", "--json"))
    assert found["total"] == 1
