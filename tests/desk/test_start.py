"""Bắt đầu: from an empty folder to the first reading of the press; a sample needs no password."""

from __future__ import annotations

import pytest

import config.gazetteer
import config.load
from config import fresh
from domain.people import Role
from domain.request import Task
from tests.desk.conftest import NOW, PASSWORD, Desk, settle

FORM = {
    "ma": "11713",
    "signer_title": "Phó Trưởng phòng",
    "signer_name": 'Trần Văn "Ký" [1]',
    "contact": "vhxh@xa.example",
    "name": "Quản Trị",
    "password": PASSWORD,
    "again": PASSWORD,
}


def test_from_an_empty_folder_to_the_first_reading(empty: Desk) -> None:
    browser = empty.browser()
    assert "<h1>Bắt đầu</h1>" in browser.get("/")
    assert "xã Nghi Dương, Thành phố Hải Phòng" in browser.get("/bat-dau?ten=Du Lễ")
    assert "Ngũ Phúc" in browser.page
    browser.get("/bat-dau?ma=11713")
    browser.post("/bat-dau", **FORM)
    assert "<h1>Hôm nay</h1>" in browser.page
    assert "Đang đọc báo lần đầu." in browser.page
    assert "đang chờ đến lượt" in browser.page
    settings = config.load.load(empty.home)
    assert settings.commune.code == "11713"
    assert settings.office.signer_name == FORM["signer_name"]
    assert settings.office.contact == FORM["contact"]
    with empty.store() as store:
        found = store.users.named("quản trị")
        assert found is not None
        assert found[0].role is Role.ADMIN
        assert PASSWORD not in found[1]
        assert [request.task for request in store.requests.open()] == [Task.RUN]
        assert [deed.action for deed in store.audit.latest(9)] == ["ask", "set-up", "user-add"]
    assert "<h1>Đăng nhập</h1>" in empty.browser().get("/bat-dau")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"again": "khác hẳn"}, "không giống nhau"),
        ({"password": "ngắn", "again": "ngắn"}, "ít nhất 8 ký tự"),
        ({"password": "aaaaaaaaaa", "again": "aaaaaaaaaa"}, "dễ đoán"),
    ],
)
def test_a_mistake_writes_nothing(empty: Desk, change: dict[str, str], told: str) -> None:
    browser = empty.browser()
    browser.get("/bat-dau?ma=11713")
    answer = browser.post("/bat-dau", **(FORM | change))
    assert answer.status_code == 400
    assert told in browser.page
    assert 'value="Quản Trị"' in browser.page
    assert not (empty.home / "settings.toml").exists()


def test_an_unknown_place_is_told(empty: Desk) -> None:
    assert "Không thấy nơi nào tên" in empty.browser().get("/bat-dau?ten=Không Đâu Cả")
    assert "<h1>Bắt đầu</h1>" in empty.browser().get("/bat-dau?ma=99999")


def test_namesakes_are_told_apart_by_what_they_were(empty: Desk) -> None:
    page = empty.browser().get("/bat-dau?ten=Tân Tiến")
    assert page.count('href="/bat-dau?ma=') >= 2
    assert "Gồm " in page


def test_settings_without_people_ask_for_an_administrator(empty: Desk) -> None:
    settle(empty.home)
    browser = empty.browser()
    assert "Đặt mật khẩu cho người quản trị" in browser.get("/")
    browser.post("/bat-dau", name="Thu", password=PASSWORD, again=PASSWORD)
    assert "<h1>Hôm nay</h1>" in browser.page
    second = empty.browser()
    second.get("/dang-nhap")
    second.post("/bat-dau", name="Kẻ lạ", password=PASSWORD, again=PASSWORD)
    with empty.store() as store:
        assert list(store.users.names()) == ["Thu"]


def test_a_sample_asks_for_no_password_until_someone_has_one(empty: Desk) -> None:
    unit = config.gazetteer.unit("11713")
    assert unit is not None
    fresh.write_new(empty.home, fresh.sample_text(unit))
    browser = empty.browser()
    assert "Đây là dữ liệu chạy thử" in browser.get("/")
    assert "Đăng xuất" not in browser.page
    assert browser.client.get("/nguoi-dung").status_code == 403
    with empty.store() as store:
        store.users.add("Lan", Role.EDITOR, "hash", NOW)
    assert "<h1>Đăng nhập</h1>" in browser.get("/")
