"""Reading settings: defaults, and errors that name file, line, key and remedy."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.errors import SettingsError
from config.load import load, parse

COMMUNE = '\n[commune]\ncode = "11713"\n'
FILE = Path("settings.toml")


def trouble(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        parse(text, FILE)
    assert caught.value.exit_code == 2
    return str(caught.value)


def test_only_the_code_is_needed() -> None:
    settings = parse(COMMUNE, FILE)
    assert settings.crawl.delay_seconds == 5
    assert settings.crawl.timeout_seconds == 30
    assert settings.crawl.allow_private_hosts is False
    assert settings.crawl.backlog_days == 14
    assert settings.digest.week_starts == "thu"
    assert settings.digest.formats == ("docx", "html", "txt")
    assert settings.email.security == "starttls"
    assert settings.press.defaults == "default"
    assert settings.sample.enabled is False


WRONG = [
    ("[crawl]\ndelay_seconds = -1", "dòng 2", "crawl.delay_seconds", "từ 0 trở lên", "delay_seconds = 5"),
    ("[crawl]\ndelay_seconds = '5'", "dòng 2", "crawl.delay_seconds", "phải là số", "delay_seconds = 5"),
    ("[crawl]\ndelay_seconds = true", "dòng 2", "crawl.delay_seconds", "phải là số"),
    ("[crawl]\ndelay_seconds = nan", "dòng 2", "crawl.delay_seconds"),
    ("[crawl]\ndelay_second = 1", "dòng 2", "crawl.delay_second", "có phải «delay_seconds»?"),
    ("[crawl]\nmax_bytes = 1.5", "dòng 2", "crawl.max_bytes", "số nguyên"),
    ("[crawl]\nallow_private_hosts = 'có'", "dòng 2", "true hoặc false", 'đang ghi "có"'),
    ("[crawl]\nproxy = 'may-chu:3128'", "dòng 2", "crawl.proxy", "http://tên:cổng"),
    ("[crawll]\nx = 1", "dòng 1", "có phải «crawl»?"),
    ("crawl = 5", "dòng 1", "crawl", "một mục"),
    ("[digest]\nweek_starts = 'thursday'", "dòng 2", "'sat' hoặc 'sun'", 'week_starts = "thu"'),
    ("[digest]\n\n# chú thích\nformats = 5", "dòng 4", "digest.formats", "ngoặc vuông"),
    ("[digest]\nformats = ['docs']", "dòng 2", "“docs”", "có phải «docx»?"),
    ("[digest]\nsections = ['annexx']", "dòng 2", "có phải «annex»?"),
    ("[office]\nplace = '{tên}'", "dòng 2", "office.place", "{unit}"),
    ("[sources.'Báo Một']\nfeeds = ['http://a.example/']", "dòng 1", "Báo Một", "không có khoảng trắng"),
    ("[sources.bao-mot]\nfeeds = ['bao-mot.example/rss']", "dòng 2", "sources.bao-mot.feeds", "http://"),
    ("[sources.bao-mot]\nlists = ['http://a.example/']\npattern = '('", "dòng 3", "biểu thức chính quy"),
    ("[sources.bao-mot]\nlists = ['http://a.example/']\npaging = 'http://a.example/2'", "dòng 3", "{n}"),
    ("[sources.vnexpres]\nenabled = false", "dòng 1", "«vnexpres» chưa có địa chỉ", "có phải «vnexpress»?"),
    ("[sources]\nvnexpress = 5", "dòng 2", "sources.vnexpress", "một mục"),
    ("[schedule]\nrun_at = ['6 giờ']", "dòng 2", "schedule.run_at", "06:00"),
    ("[email]\npassword = 'bí mật'", "dòng 2", "password_file"),
    ("[email]\nsmtp_port = 70000", "dòng 2", "email.smtp_port", "không được quá 65535"),
    ("[email]\nfrom = 'vhxh'", "dòng 2", "email.from", "@"),
    ("[legal]\nverified = { x = 'hôm nay' }", "dòng 2", "legal.verified.x", "ngày"),
    ("week_starts = 'mon'", "dòng 1", "thuộc mục [digest]"),
]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case[0][:40])
def test_a_wrong_key_or_value_is_named_with_its_line_and_remedy(case: tuple[str, ...]) -> None:
    text, *words = case
    message = trouble(text + COMMUNE)
    assert "bí mật" not in message
    for word in ["settings.toml", "Mời", *words]:
        assert word in message, message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[crawl\n", ["dòng 1", "đóng ngoặc vuông"]),
        ("x = ", ["dòng 1", "giá trị"]),
        ("[digest]\nweek_starts = mon", ["dòng 2", "dấu nháy"]),
        ('[office]\nsigner_name = "A\n', ["dòng 2", "dấu nháy"]),
        ("mã = 5", ["dòng 1", "không dấu"]),
        ('[email]\nca_file = "C:\\w"', ["dòng 2", "viết thành hai"]),
        ("[crawl]\n[crawl]", ["dòng 2", "gộp hai mục"]),
        ("[run]\nfailure_share = 0\nfailure_share = 1\n", ["dòng 3", "ở một dòng phía trên"]),
        ("a\0b", ["ghi dở", "diembao init"]),
        ("\0\0\0", ["trống", "diembao init"]),
        (" \n", ["trống", "diembao init"]),
    ],
)
def test_a_broken_file_says_where_and_what_to_do(text: str, words: list[str]) -> None:
    message = trouble(text)
    for word in ["settings.toml", "Mời", *words]:
        assert word in message, message


def test_the_code_is_asked_for_by_name() -> None:
    assert 'code = "11713"' in trouble("[crawl]\ndelay_seconds = 1")
    assert "commune.code" in trouble("[commune]\nvillages = []")


def test_all_troubles_come_in_the_order_of_the_file() -> None:
    message = trouble("[run]\nfailure_share = 3\n[crawl]\nmax_bytes = 0\n[email]\nx = 1\n" + COMMUNE)
    assert [line.split(":")[0][-1] for line in message.splitlines()] == ["2", "4", "6"]
    many = "\n".join(f"k{number} = 1" for number in range(20))
    assert trouble(many + COMMUNE).endswith("Còn 12 chỗ khác nữa.")


def test_a_home_without_settings_is_led_to_init(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="diembao init"):
        load(tmp_path)


def test_encodings_of_windows_editors(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xef\xbb\xbf" + COMMUNE.replace("\n", "\r\n").encode())
    assert load(tmp_path).commune.code == "11713"
    file.write_bytes(COMMUNE.encode("utf-16"))
    with pytest.raises(SettingsError, match=r"dòng 1: .* UTF-8"):
        load(tmp_path)
    file.write_bytes(b"# mot\n# hai\n[office]\nsigner_name = 'Ph\xe1m'\n")
    with pytest.raises(SettingsError, match=r"dòng 4: .* UTF-8"):
        load(tmp_path)


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(SettingsError, match="quyền đọc"):
        load(tmp_path)


def test_texts_are_composed_and_single_ones_count_as_lists() -> None:
    text = COMMUNE + 'villages = "Thôn  Đoài"\n[email]\nto = "a@xa.example; b@xa.example"\n'
    settings = parse(unicodedata.normalize("NFD", text), FILE)
    assert settings.commune.villages == ("Thôn Đoài",)
    assert settings.email.to == ("a@xa.example", "b@xa.example")
    assert parse("[commune]\ncode = 4", FILE).commune.code == "00004"


def test_files_are_found_from_the_home(home: Path) -> None:
    with (home / "settings.toml").open("a", encoding="utf-8") as file:
        file.write('[email]\npassword_file = "mat-khau.txt"\nca_file = "/etc/ca.pem"\n')
    email = load(home).email
    assert (email.password_file, email.ca_file) == (str(home / "mat-khau.txt"), str(Path("/etc/ca.pem")))
    assert load(home).crawl.ca_file == ""


@given(st.text(max_size=80))
def test_any_text_gives_a_sentence(text: str) -> None:
    assert "settings.toml" in trouble("commune = 5\n" + text)
