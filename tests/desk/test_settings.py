"""Cài đặt and Nguồn báo: changed in place by an administrator, checked, told in the log; nothing odd is taken."""

from __future__ import annotations

import pytest

from config import edit
from desk import setting
from diembao.clockwork import command_of
from domain.request import Task
from tests.desk.conftest import Desk


def test_a_setting_is_changed_and_its_file_keeps_its_comments(desk: Desk) -> None:
    path = desk.home / "settings.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# lời ghi của cơ quan\n", encoding="utf-8")
    thu = desk.browser("Thu")
    thu.get("/cai-dat")
    assert thu.post("/cai-dat", key="office.signer_name", value="Trần Thị B", seen="").status_code == 200
    assert "Trần Thị B" in thu.page
    assert edit.get(desk.home, "office.signer_name") == "Trần Thị B"
    assert "# lời ghi của cơ quan" in path.read_text(encoding="utf-8")
    with desk.store() as store:
        assert store.audit.latest(1)[0].action == "setting"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schedule.run_at", '["25:00"]'),
        ("crawl.delay_seconds", "-1"),
        ("sample.enabled", "true"),
        ("office", "x"),
        ("", ""),
    ],
)
def test_a_wrong_value_changes_nothing_and_is_explained(desk: Desk, key: str, value: str) -> None:
    before = (desk.home / "settings.toml").read_text(encoding="utf-8")
    thu = desk.browser("Thu")
    thu.get("/cai-dat")
    known = key in ("schedule.run_at", "crawl.delay_seconds")
    seen = setting.written(key, edit.get(desk.home, key)) if known else ""
    assert thu.post("/cai-dat", key=key, value=value, seen=seen).status_code == 400
    assert 'role="alert"' in thu.page
    assert (desk.home / "settings.toml").read_text(encoding="utf-8") == before
    with desk.store() as store:
        assert store.audit.latest(1) == []


def test_a_list_is_written_line_by_line_and_a_switch_in_words(desk: Desk) -> None:
    thu = desk.browser("Thu")
    page = thu.get("/cai-dat")
    assert "06:00\n11:00\n16:00</textarea>" in page
    assert "tuần\ntháng\nquý\n6 tháng\nnăm</textarea>" in page  # not as the file names them
    seen = "tuần\r\ntháng\r\nquý\r\n6 tháng\r\nnăm"  # as a browser sends it
    assert thu.post("/cai-dat", key="digest.periods", value="tuần\r\n\r\n quý \r\n", seen=seen).status_code == 200
    assert edit.get(desk.home, "digest.periods") == ["week", "quarter"]
    names = 'Thôn 1, xóm Đông\r\nkhu "Mới"'
    thu.post("/cai-dat", key="commune.villages", value=names, seen="")
    assert edit.get(desk.home, "commune.villages") == ["Thôn 1, xóm Đông", 'khu "Mới"']
    thu.post("/cai-dat", key="commune.villages", value="", seen=names)
    assert edit.get(desk.home, "commune.villages") == []
    assert '<option value="false">không' in page  # digest.second_look is on
    thu.post("/cai-dat", key="digest.second_look", value="false", seen="true")
    assert edit.get(desk.home, "digest.second_look") is False


def test_the_second_of_two_sees_the_new_value(desk: Desk) -> None:
    thu = desk.browser("Thu")
    thu.get("/cai-dat")
    thu.post("/cai-dat", key="office.signer_name", value="Lê Văn C", seen="")
    assert thu.post("/cai-dat", key="office.signer_name", value="Trần D", seen="").status_code == 409
    assert edit.get(desk.home, "office.signer_name") == "Lê Văn C"


def test_a_newspaper_is_switched_off_and_on(desk: Desk) -> None:
    thu = desk.browser("Thu")
    thu.get("/nguon")
    thu.post("/nguon/bat", name="bao-mot", enabled="0")
    assert edit.get(desk.home, "sources.bao-mot.enabled") is False
    assert "Bật" in thu.page
    assert thu.post("/nguon/bat", name="khong-co", enabled="0").status_code == 400


def test_a_newspaper_is_asked_for_by_its_home_page(desk: Desk) -> None:
    thu = desk.browser("Thu")
    for name, address in (("--help", "https://a.example"), ("báo", "https://a.example"), ("bao-hai", "javascript:x"),
                          ("bao-hai", "https://a.example/ --feed x"), ("bao-hai", "file:///etc/passwd")):  # fmt: skip
        thu.get("/nguon")
        assert thu.post("/nguon/them", name=name, address=address).status_code == 400, (name, address)
    thu.get("/nguon")
    thu.post("/nguon/them", name="bao-hai", address="https://bao-hai.example/")
    assert "Thêm báo bao-hai https://bao-hai.example/: đang chờ đến lượt" in thu.page
    with desk.store() as store:
        asked = store.requests.open()[0]
        assert asked.task is Task.SOURCE
        assert command_of(asked) == ["source", "add", "bao-hai", "https://bao-hai.example/"]


@pytest.mark.parametrize("name", ["Xuân", "Lan", "Minh"])
def test_only_an_administrator_changes_them(desk: Desk, name: str) -> None:
    browser = desk.browser(name)
    for path in ("/cai-dat", "/nguon/bat", "/nguon/them"):
        browser.get("/cai-dat")
        assert browser.post(path, key="office.signer_name", value="X", seen="", name="bao-mot").status_code == 403


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("digest.week_starts", "mon", "thứ Hai"),
        ("press.defaults", "default", "có"),
        ("email.security", "none", "không mã hóa"),
        ("keeping.at_limit", "shorten", "bỏ sớm bản gốc của trang không viết về xã"),
    ],
)
def test_few_words_are_chosen_from_in_vietnamese_and_the_file_keeps_its_own(
    desk: Desk, key: str, value: str, said: str
) -> None:
    thu = desk.browser("Thu")
    page = thu.get("/cai-dat")
    assert f'<option value="{value}">{said}</option>' in page
    before = edit.get(desk.home, key)
    assert thu.post("/cai-dat", key=key, value=value, seen=str(before)).status_code == 200
    assert edit.get(desk.home, key) == value
    with desk.store() as store:
        assert store.audit.latest(1)[0].detail.endswith(f"→ {said}")
    thu.get("/cai-dat")
    assert thu.post("/cai-dat", key=key, value="won", seen=value).status_code == 400
    assert edit.get(desk.home, key) == value


def test_kinds_of_files_and_figures_of_the_plan_are_written_in_words(desk: Desk) -> None:
    thu = desk.browser("Thu")
    page = thu.get("/cai-dat")
    assert "Word\ntrang web\nvăn bản ngắn</textarea>" in page
    thu.post("/cai-dat", key="digest.formats", value="word\r\nPDF\r\nxlsx", seen="Word\ntrang web\nvăn bản ngắn")
    assert edit.get(desk.home, "digest.formats") == ["docx", "pdf", "xlsx"]
    thu.get("/cai-dat")
    task = "1 | Họp với báo | Phòng VHXH | Quý | Tin bài"
    assert thu.post("/cai-dat", key="plan.tasks", value=task, seen="").status_code == 200
    assert "Họp với báo" in thu.get("/ke-hoach")
    assert thu.post("/cai-dat", key="plan.tasks", value="1 | A | B | C | won", seen=task).status_code == 400
