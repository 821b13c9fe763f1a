"""Timed work from outside: what is due, what was done, and the files that make a system do it."""

from __future__ import annotations

import configparser
import json
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime
from pathlib import Path

import pytest

from diembao.clockwork import turn_lock
from diembao.servicing import KINDS, Place
from store import opened
from tests.diembao.small_press import diembao, office, spoken

STRANGE = Place(Path("/usr/bin/python3"), Path("/srv/Điểm báo 100%"), Path("/srv/dữ liệu $xã"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("việc") / "nhà"
    office(home, [])
    for key in ("watch_at", "digest_at", "health_at"):
        diembao(home, "config", "set", f"schedule.{key}", "[]")
    return home


def test_what_is_due_is_done_once_and_recorded(home: Path) -> None:
    assert "đến hạn" in diembao(home, "jobs")
    before = datetime.now(UTC)
    diembao(home, "jobs", "--due", check=(0, 3))
    diembao(home, "jobs", "--due", check=(0, 3))
    told = json.loads(diembao(home, "jobs", "--json", "--history", "5", now=datetime.now(UTC).isoformat()))
    assert [run["job"] for run in told["runs"]] == ["run"]
    assert datetime.fromisoformat(told["runs"][0]["started"]) >= before.replace(microsecond=0)
    reading = told["jobs"][0]
    assert (reading["name"], reading["due"]) == ("run", False)
    assert datetime.fromisoformat(reading["next"]) > before
    assert "Đọc báo, lúc" in diembao(home, "jobs", "--history", "3")


def test_another_program_at_work_is_left_alone(home: Path) -> None:
    with turn_lock(home):
        code, _, told = spoken(home, "jobs", "--due")
    assert (code, "đang làm các việc" in told) == (0, True)


def test_a_killed_run_is_told_as_cut_off(home: Path) -> None:
    with opened(home) as store:
        store.runs.begin("backup", datetime.now(UTC), datetime.now(UTC))
        assert "đang làm" in diembao(home, "jobs", "--history", "1")
        assert store.runs.cut_off("backup", datetime.now(UTC)) == 1
    assert "bị ngắt giữa chừng" in diembao(home, "jobs", "--history", "1")
    with opened(home) as store:
        store.runs.end(store.runs.begin("việc lạ", datetime.now(UTC), datetime.now(UTC)), datetime.now(UTC), {}, "lạ")
    assert "việc lạ" in diembao(home, "jobs", "--history", "1")


def test_the_task_of_windows_is_sound_xml_and_quotes_what_it_must() -> None:
    root = ElementTree.fromstring(KINDS["windows"](STRANGE).files["diembao-task.xml"].encode())
    names = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    text = {path: root.findtext(path, namespaces=names) for path in (".//t:Arguments", ".//t:StartWhenAvailable")}
    assert text[".//t:Arguments"] == ('"/srv/Điểm báo 100%/run.py" jobs --due --quiet --home "/srv/dữ liệu $xã"')
    assert text[".//t:StartWhenAvailable"] == "true"
    assert root.find(".//t:RunLevel", names) is None
    batch = KINDS["windows"](STRANGE).files["diembao.bat"]
    assert "100%%" in batch
    assert batch.count("\r\n") == batch.count("\n")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_the_units_are_what_systemd_takes(tmp_path: Path) -> None:
    place = Place(Path("/usr/bin/env"), STRANGE.program, STRANGE.home)
    for name, text in KINDS["systemd"](place).files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True, text=True, check=False, env={"XDG_RUNTIME_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    ours = [line for line in done.stderr.splitlines() if "diembao" in line and "not executable" not in line]
    assert not ours, done.stderr


def test_every_kind_names_program_and_home(home: Path) -> None:
    for kind in KINDS:
        told = diembao(home, "install-service", "--kind", kind)
        assert "Việc cần làm tiếp" in told
        assert "run.py" in told
        assert str(home) in told
    written = {path.name for path in (home / "dich-vu").iterdir()}
    assert {"diembao.cron", "diembao.service", "diembao-jobs.timer", "diembao-task.xml", "diembao.bat"} <= written
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(home / "dich-vu" / "diembao.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Type"] == "Application"
    assert "\\%" in KINDS["cron"](STRANGE).files["diembao.cron"]
