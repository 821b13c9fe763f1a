"""A city's home: one office for all communes, looked at from each."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from diembao import cli
from diembao.office import office
from domain.clock import VIETNAM
from store import opened
from tests.builders import a_link, a_page, an_article

NOW = datetime(2026, 11, 19, 8, 0, tzinfo=VIETNAM)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("thanh-pho")
    assert cli.run(["init", "--city", "Hải Phòng", "--sources", "none", "--home", str(folder)]) == 0
    return folder


def test_one_crawl_for_all_communes(home: Path) -> None:
    here = office(home)
    assert len(here.units) == 114
    assert here.sources == ()
    assert here.at("11713").sources is here.sources
    assert here.at("11713").commune.unit.full_name == "xã Nghi Dương"
    assert here.at("11713").letterhead.parent == "UBND xã Nghi Dương"
    assert here.at("31").letterhead.parent == "UBND thành phố Hải Phòng"
    assert here.crawl_policy().user_agent == "diembao (UBND thanh pho Hai Phong)"
    assert [one.commune.code for one in here.each()] == list(here.units)


def test_what_masks_is_made_once_for_all_communes(home: Path) -> None:
    here = office(home)
    assert here.at("11713").masker() is here.at("31").masker() is here.masker()


def test_a_home_is_never_overwritten(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (home / "settings.toml").read_bytes()
    assert cli.run(["init", "--city", "31", "--home", str(home)]) == 2
    assert "không ghi đè" in capsys.readouterr().err
    assert (home / "settings.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["init"], "một trong hai"),
        (["init", "--city", "31", "--commune", "11713"], "một trong hai"),
        (["init", "--city", "Kiến Thụy"], "Hải Phòng (31)"),
    ],
)
def test_a_wrong_call_writes_nothing(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*words, "--home", str(tmp_path)]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "settings.toml").exists()


@pytest.mark.parametrize(
    ("option", "code", "told"),
    [
        ([], 2, "Mời thêm tùy chọn --commune"),
        (["--commune", "Nghi Dương"], 0, ""),
        (["--commune", "11713"], 0, ""),
        (["--commune", "xã Tam Đường"], 2, "không theo dõi"),
    ],
)
def test_what_is_one_communes_asks_which(
    home: Path, option: list[str], code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["case", "list", *option, "--home", str(home)]) == code
    assert told in capsys.readouterr().err


def test_in_the_home_of_one_commune_only_that_one_may_be_named(tmp_path: Path) -> None:
    assert cli.run(["init", "--commune", "11713", "--sources", "none", "--home", str(tmp_path)]) == 0
    assert cli.run(["case", "list", "--commune", "Nghi Dương", "--home", str(tmp_path)]) == 0
    assert cli.run(["case", "list", "--commune", "10507", "--home", str(tmp_path)]) == 2
    assert cli.run(["digest", "list", "--city", "--home", str(tmp_path)]) == 2


def test_a_fact_is_ended_by_its_own_commune_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["init", "--city", "31", "--sources", "none", "--home", str(tmp_path)]) == 0
    words = ["--home", str(tmp_path), "--commune"]
    assert cli.run(["fact", "add", "Xã có 12 thôn.", "--number", "5/BC-UBND", *words, "Nghi Dương"]) == 0
    assert cli.run(["fact", "withdraw", "1", "--reason", "sáp nhập", *words, "Kiến Thụy"]) == 2
    assert "Không có số liệu mã 1" in capsys.readouterr().err
    assert cli.run(["fact", "withdraw", "1", "--reason", "sáp nhập", *words, "Nghi Dương"]) == 0


def test_a_clipping_is_told_for_each_commune_that_it_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["init", "--city", "31", "--sources", "none", "--home", str(tmp_path / "nha")]) == 0
    words = ["--home", str(tmp_path / "nha"), "--now", "2026-11-19T08:00"]
    texts = {
        "hai": "Xã Nghi Dương, xã Kiến Thụy mở lớp dạy bơi\nỦy ban nhân dân xã Nghi Dương và Ủy ban nhân dân xã Kiến "
        "Thụy, thành phố Hải Phòng tổ chức lớp dạy bơi cho học sinh.",
        "khong": "Lớp dạy bơi ở xa\nSáng nay, hơn 60 học sinh tiểu học một tỉnh miền núi bắt đầu học bơi miễn phí.",
    }
    told = {}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        added = ["article", "add", str(tmp_path / f"{name}.txt"), "--outlet", "Báo Tường", "--date", "18/11/2026"]
        capsys.readouterr()
        assert cli.run([*added, *words]) == 0
        told[name] = capsys.readouterr().out
        assert cli.run([*added, *words]) == 0
        assert "Đã có từ trước" in capsys.readouterr().out
    assert "Xã Nghi Dương: có viết về." in told["hai"]
    assert "Xã Kiến Thuỵ: có viết về." in told["hai"]
    assert "Không viết về xã nào đang theo dõi." in told["khong"]


def test_the_watch_of_a_city_s_articles_asks_for_no_commune(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    link = a_link()
    with opened(home) as store:
        store.links.add([link], NOW)
        store.pages.save(a_page(link))
        store.articles.save(an_article(link.url), link.id)
    file = home / "ho-so.zip"
    for words in (["list", "--all"], ["show", link.url], ["dossier", link.url, "--out", str(file)]):
        assert cli.run(["watch", *words, "--home", str(home)]) == 0, capsys.readouterr().err
    assert zipfile.is_zipfile(file)
    for words in (["search", "cây cầu"], ["export", "articles", "--out", str(home / "bai.jsonl")]):
        assert cli.run([*words, "--home", str(home)]) == 0, capsys.readouterr().err
