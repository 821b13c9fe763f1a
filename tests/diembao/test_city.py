"""A city's home: one office for all communes, looked at from each."""

from __future__ import annotations

from pathlib import Path

import pytest

from diembao import cli
from diembao.office import office


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
