"""Sao lưu ngay: an administrator asks for a backup at the desk; the program makes it with its own command."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import edit
from config.keys import as_toml
from diembao.clockwork import command_of
from domain.request import Task
from tests.desk.conftest import NOW, Desk


def test_a_backup_is_asked_for_once_and_its_end_is_told(desk: Desk, tmp_path: Path) -> None:
    edit.set_value(desk.home, "backup.to", as_toml(str(tmp_path / "usb")))
    thu = desk.browser("Thu")
    assert "Chưa có bản sao lưu nào." in thu.get("/cai-dat")
    assert thu.post("/cai-dat/sao-luu").status_code == 200
    assert "Đang sao lưu" in thu.page
    thu.post("/cai-dat/sao-luu")
    with desk.store() as store:
        (asked,) = store.requests.open()
        assert (asked.task, command_of(asked)) == (Task.BACKUP, ["backup"])
        assert store.audit.latest(1)[0].detail == "Sao lưu dữ liệu"
        store.requests.take(NOW)
        store.requests.end(asked.id, NOW, 1, "Ổ đĩa đích đã đầy.")
    assert "chưa xong: Ổ đĩa đích đã đầy." in thu.get("/cai-dat")
    with desk.store() as store:
        store.runs.end(store.runs.begin("backup", NOW, NOW), NOW, {})
    assert "Bản sao lưu gần nhất ghi xong lúc 08 giờ 00 ngày 19/11/2026." in thu.get("/cai-dat")


def test_without_a_place_nothing_is_asked_for(desk: Desk) -> None:
    thu = desk.browser("Thu")
    assert "Chưa có nơi sao lưu" in thu.get("/cai-dat")
    thu.get("/nguon")
    assert thu.post("/cai-dat/sao-luu").status_code == 400
    with desk.store() as store:
        assert store.requests.open() == []


@pytest.mark.parametrize("name", ["Xuân", "Lan", "Minh"])
def test_only_an_administrator_asks_for_a_backup(desk: Desk, name: str) -> None:
    browser = desk.browser(name)
    assert "Sao lưu ngay" not in browser.get("/cai-dat")
    assert browser.post("/cai-dat/sao-luu").status_code == 403
