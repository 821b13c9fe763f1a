"""Read settings.toml into frozen Settings; an error names file, line, key and remedy."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from config.complaints import complaints, place
from config.errors import SettingsError
from config.model import Settings
from config.nearest import nearest
from config.sources import GENERATED, shipped_names
from domain.refusals import why

FILE = "settings.toml"

_AGAIN = "Mời khôi phục từ bản sao, hoặc đổi tên tệp này rồi tạo lại bằng: diembao init --commune TÊN-HOẶC-MÃ"

# What tomllib says (the beginning) and what an officer should do.
_SYNTAX = {
    "Cannot overwrite": "khóa này đã được đặt ở một dòng phía trên. Mời giữ lại một dòng",
    "Cannot declare": "mục này đã mở ở một dòng phía trên. Mời gộp hai mục làm một",
    "Cannot mutate": "mục này đã mở ở một dòng phía trên. Mời gộp hai mục làm một",
    "Invalid value": "giá trị không đọc được. Chữ phải đặt trong dấu nháy kép. Mời sửa lại dòng này",
    "Expected '='": "tên khóa phải viết bằng chữ không dấu và theo sau là dấu bằng. Mời sửa lại dạng: khóa = giá trị",
    "Unclosed array": "danh sách thiếu dấu đóng ngoặc vuông. Mời sửa lại",
    "Unescaped": "dấu \\ trong dấu nháy kép phải viết thành hai. Mời sửa lại, hoặc dùng dấu nháy đơn",
    "Expected ']'": "tên mục thiếu dấu đóng ngoặc vuông. Mời sửa lại",
    "Expected newline": "sau giá trị còn chữ thừa, hoặc thiếu dấu nháy. Mời sửa lại dòng này",
    "Unterminated string": "chữ thiếu dấu nháy đóng. Mời sửa lại dòng này",
    "Illegal character": "chữ thiếu dấu nháy đóng, hoặc có ký tự điều khiển. Mời sửa lại dòng này",
}


def load(home: Path) -> Settings:
    """The settings of a home; files they name are found from there. Raises SettingsError."""
    settings = parse(read(home / FILE), home / FILE)
    crawl, email, backup = settings.crawl, settings.email, settings.backup
    return settings.model_copy(
        update={
            "crawl": crawl.model_copy(update={"ca_file": _from(home, crawl.ca_file)}),
            "email": email.model_copy(
                update={"ca_file": _from(home, email.ca_file), "password_file": _from(home, email.password_file)}
            ),
            "backup": backup.model_copy(update={"passphrase_file": _from(home, backup.passphrase_file)}),
        }
    )


def _from(home: Path, name: str) -> str:
    return str(home / name) if name else ""


def read(path: Path) -> str:
    """The text of a settings file. Raises SettingsError when there is none, or none that can be read."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise SettingsError(
            f"Chưa có cài đặt trong thư mục {path.parent}. Mời tạo bằng: diembao init --commune TÊN-HOẶC-MÃ"
        ) from None
    except UnicodeDecodeError as trouble:
        line = trouble.object[: trouble.start].count(b"\n") + 1
        raise SettingsError(
            f"{path}, dòng {line}: tệp không ghi bằng mã UTF-8. Mời mở tệp và lưu lại với mã hóa (Encoding) UTF-8."
        ) from None
    except NotADirectoryError:
        raise SettingsError(
            f"{path.parent} không phải thư mục (là một tệp, hoặc nằm dưới một tệp). Mời chọn thư mục dữ liệu khác bằng "
            "--home, hoặc đổi tên tệp ấy."
        ) from None
    except OSError as trouble:
        raise SettingsError(f"{path}: không đọc được ({why(trouble)}). Mời kiểm tra quyền đọc tệp.") from None


def parse(text: str, path: Path) -> Settings:
    """Settings from the text of a file; `path` is only for messages. Raises SettingsError."""
    text = unicodedata.normalize("NFC", text)
    plain = _tables(text, path)
    _refuse_password(plain, text, path)
    try:
        settings = Settings.model_validate(plain)
    except ValidationError as trouble:
        raise SettingsError(complaints(trouble, text, path)) from None
    _check_sources(settings, text, path)
    return settings


def _tables(text: str, path: Path) -> dict[str, Any]:
    if not text.strip("\0 \r\n\t"):
        raise SettingsError(f"{path}: tệp trống. {_AGAIN}")
    if "\0" in text:
        raise SettingsError(f"{path}: tệp bị ghi dở (có ký tự rỗng), thường do mất điện. {_AGAIN}")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise SettingsError(f"{path}, {_where(str(trouble), text)}: {_said(str(trouble))}.") from None


def _check_sources(settings: Settings, text: str, path: Path) -> None:
    """A newspaper that is not shipped must say where to read; most often its name was only mistyped."""
    for name, source in settings.sources.items():
        if not source.has_ways and name not in shipped_names() and not name.startswith(GENERATED):
            raise SettingsError(
                f"{place(text, path, ('sources', name))}: nguồn «{name}» chưa có địa chỉ nào để đọc"
                f"{nearest(name, shipped_names())}. "
                "Mời ghi feeds, lists hoặc sitemaps cho nguồn này, hoặc xóa mục này."
            )


def _refuse_password(plain: Mapping[str, Any], text: str, path: Path) -> None:
    email = plain.get("email")
    if isinstance(email, Mapping) and "password" in email:
        raise SettingsError(
            f"{place(text, path, ('email', 'password'))}: không ghi mật khẩu trong cài đặt. Mời xóa dòng này, "
            'ghi mật khẩu vào một tệp riêng chỉ cán bộ phụ trách đọc được và đặt: password_file = "tên-tệp".'
        )


def _where(message: str, text: str) -> str:
    found = re.search(r"at line (\d+), column (\d+)", message)
    return f"dòng {found[1]}, cột {found[2]}" if found else f"dòng {len(text.rstrip().splitlines())} (cuối tệp)"


def _said(message: str) -> str:
    found = next((words for start, words in _SYNTAX.items() if message.startswith(start)), "")
    return "sai cú pháp TOML: " + (found or "không hiểu được. Mời sửa lại dòng này")
