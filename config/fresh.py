"""What `diembao init` writes: a short settings.toml with comments; all the rest has defaults."""

from __future__ import annotations

from pathlib import Path

from config.edit import write_whole
from config.errors import SettingsError
from config.load import FILE
from domain.place import Unit

_TEXT = """\
# Cài đặt điểm báo của {full_name}, {province}.
# Mọi khóa khác đều có giá trị mặc định; xem tất cả bằng: diembao config show

[commune]
code = "{code}"
# Tên thôn, di tích, dự án mà báo hay nhắc; ghi thêm để phần mềm nhận ra bài chỉ nhắc tên thôn.
villages = []
landmarks = []
projects = []

[office]
# Người ký và cách các báo liên hệ với cơ quan (thư điện tử hoặc điện thoại).
signer_title = "TRƯỞNG PHÒNG"
signer_name = ""
contact = ""

[press]
# default: dùng các nguồn báo có sẵn; none: chỉ đọc nguồn tự thêm.
defaults = "{choice}"

[digest]
# Tuần của bản tổng hợp bắt đầu từ thứ Năm (mon tue wed thu fri sat sun).
week_starts = "thu"
"""


def settings_text(unit: Unit, choice: str) -> str:
    """The text of a fresh settings.toml for a commune; `choice` is default or none."""
    return _TEXT.format(full_name=unit.full_name, province=unit.province, code=unit.code, choice=choice)


def sample_text(unit: Unit) -> str:
    """Settings of a home that holds a trial with the sample press, and says so."""
    return (
        settings_text(unit, "none")
        + "\n[sample]\n# Dữ liệu chạy thử với báo mẫu, không phải của cơ quan.\nenabled = true\n"
    )


def write_new(home: Path, text: str) -> Path:
    """Write settings into a home that has none; returns the file. Raises SettingsError when there are some."""
    path = home / FILE
    if path.exists():
        raise SettingsError(f"Đã có cài đặt tại {path}; không ghi đè. Muốn làm lại từ đầu, mời đổi tên tệp đó trước.")
    write_whole(path, text)
    return path
