"""`doctor` names what is wrong and what to do, changes nothing unless asked, and repairs only what loses nothing."""

from __future__ import annotations

import json
import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from diembao.cli import Call
from diembao.commands.doctor import patient_of
from diembao.doctor import CHECKS
from diembao.machine import clock, packages
from store import opened
from tests.builders import NOW
from tests.diembao.mail import Box, mail_server
from tests.diembao.small_press import diembao, office, spoken
from tests.store.test_verify import URLS, fill


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "nhà"
    office(home, [])
    with opened(home) as store:
        fill(store, URLS)
        store.chain.write_down()
        store.runs.end(store.runs.begin("run", NOW, NOW), NOW, {})
        store.runs.end(store.runs.begin("backup", NOW, NOW), NOW, {})
    return home


def found(home: Path, *words: str) -> dict[str, list[dict[str, Any]]]:
    code, out, _ = spoken(home, "doctor", "--json", *words, now=NOW.isoformat())
    told = json.loads(out)
    assert code == int(any(one["bad"] for one in told["findings"]))
    by_check: dict[str, list[dict[str, Any]]] = {"fixed": told["fixed"]}
    for one in told["findings"]:
        by_check.setdefault(one["check"], []).append(one)
    return by_check


def test_a_sound_home_has_nothing_to_say(home: Path) -> None:
    assert found(home) == {"fixed": []}
    assert f"{len(CHECKS)} mục" in diembao(home, "doctor", now=NOW.isoformat())


def test_knowledge_of_pages_whose_day_is_past_is_told(home: Path) -> None:
    later = "2029-01-01T08:00:00+07:00"
    told = json.loads(spoken(home, "doctor", "--json", now=later)[1])["findings"]
    (layouts,) = [one for one in told if one["check"] == "knowledge" and "mẫu bố cục" in one["text"]]
    assert "31/12/2028" in layouts["text"]
    assert not layouts["bad"]


def test_an_empty_folder_is_told_how_to_begin(tmp_path: Path) -> None:
    (settings,) = found(tmp_path / "chưa có")["settings"]
    assert "diembao init" in settings["text"]
    assert not (tmp_path / "chưa có").exists()


def test_a_search_index_out_of_step_is_rebuilt(home: Path) -> None:
    with opened(home) as store:
        store._db.execute("DELETE FROM found_rows WHERE number = (SELECT min(number) FROM found_rows)")
    before = found(home)
    assert before["database"][0]["fixable"]
    assert found(home)["database"]
    assert "3 bài" in found(home, "--fix")["fixed"][0]
    assert "database" not in found(home)


def test_half_a_record_is_cut_and_what_a_killed_one_left_removed(home: Path) -> None:
    (archive,) = (home / "archive").glob("*.warc.gz")
    size = archive.stat().st_size
    with archive.open("ab") as file:
        file.write(b"half a record")
    (home / "settings.toml.123.part").write_text("half")
    (home / "tam" / "sao-luu-x").mkdir(parents=True)
    for path in (home / "settings.toml.123.part", home / "tam" / "sao-luu-x"):
        os.utime(path, (time.time() - 2 * 86_400,) * 2)
    before = found(home)
    assert (before["chain"][0]["bad"], before["chain"][0]["fixable"], len(before["orphans"])) == (False, True, 1)
    assert len(found(home, "--fix")["fixed"]) == 2
    assert archive.stat().st_size == size
    assert found(home) == {"fixed": []}


def test_a_changed_archive_is_no_repair_of_ours(home: Path) -> None:
    (archive,) = (home / "archive").glob("*.warc.gz")
    data = bytearray(archive.read_bytes())
    data[30] ^= 1
    archive.write_bytes(data)
    told = found(home, "--fix")
    assert told["chain"][0]["bad"]
    assert "bằng chứng" in told["chain"][0]["remedy"]
    assert (told["fixed"], archive.read_bytes()) == ([], bytes(data))


def test_a_damaged_page_of_the_database_is_told(home: Path) -> None:
    with opened(home) as store:
        store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = home / "diembao.sqlite3"
    data = bytearray(path.read_bytes())
    for place in range(2 * 4096, len(data), 4096):
        data[place : place + 64] = os.urandom(64)
    path.write_bytes(data)
    told = found(home)["database"]
    assert told[0]["bad"]
    assert "khôi phục" in told[0]["text"] + told[0]["remedy"]


def test_settings_written_by_half_are_told_with_file_and_line(home: Path) -> None:
    text = (home / "settings.toml").read_bytes()
    (home / "settings.toml").write_bytes(text[: len(text) // 2] + b"\0" * 50)
    assert "ghi dở" in found(home)["settings"][0]["text"]


def test_secrets_that_others_can_read_are_closed(home: Path) -> None:
    secret = home / "mk.txt"
    secret.write_text("một câu dài dễ nhớ", encoding="utf-8")
    secret.chmod(0o644)
    diembao(home, "config", "set", "backup.passphrase_file", "mk.txt")
    assert found(home, "--fix")["fixed"]
    assert secret.stat().st_mode & 0o777 == 0o600


def test_old_readings_and_backups_are_told(home: Path) -> None:
    later = (NOW + timedelta(days=9)).isoformat()
    code, out, _ = spoken(home, "doctor", "--json", now=later)
    assert code == 0
    assert {one["check"] for one in json.loads(out)["findings"]} == {"reading", "backups"}


def test_a_clock_behind_its_own_records_is_wrong(home: Path) -> None:
    with opened(home) as store:
        ahead = NOW.replace(year=NOW.year + 30)
        store.runs.end(store.runs.begin("health", ahead, ahead), ahead, {})
    with patient_of(Call(home=home, moment=NOW), fix=False) as (patient, _):
        (finding,) = clock(patient)
    assert finding.bad
    assert "Đồng hồ" in finding.text


def test_packages_are_those_of_the_lock(home: Path) -> None:
    with patient_of(Call(home=home, moment=NOW), fix=False) as (patient, _):
        assert list(packages(patient)) == []


def test_a_mail_server_that_is_not_there_is_one_sentence(home: Path) -> None:
    for key, value in (("smtp_host", "127.0.0.1"), ("smtp_port", "9"), ("security", "none"), ("from", "a@b.example")):
        diembao(home, "config", "set", f"email.{key}", value)
    (told,) = found(home)["mail"]
    assert "không trả lời" in told["text"]


def test_a_mail_server_that_lets_us_in_is_well(home: Path, tmp_path: Path) -> None:
    with mail_server(tmp_path, Box(), "none", login=False) as (port, _):
        values = (("smtp_host", "127.0.0.1"), ("smtp_port", str(port)), ("security", "none"))
        for key, value in (*values, ("from", "a@b.example")):
            diembao(home, "config", "set", f"email.{key}", value)
        assert "mail" not in found(home)
