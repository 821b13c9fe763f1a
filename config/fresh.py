"""What `diembao init` writes: a short settings.toml with comments; all the rest has defaults."""

from __future__ import annotations

from pathlib import Path

from config.errors import SettingsError
from config.files import write_first
from config.load import FILE
from domain.place import Unit

_TEXT = """\
# Cài đặt điểm báo của {full_name}, {province}.
# Dòng bắt đầu bằng dấu # là ghi chú. Mọi khóa khác đã có giá trị; xem tất cả bằng: diembao config show

[commune]
code = "{code}"
# Những tên mà báo hay nhắc: ghi thêm để phần mềm nhận ra cả bài không nhắc tên {type}.
# Ví dụ: villages = ["thôn Đông", "thôn Đoài"]
villages = []
landmarks = []
projects = []

[office]
# In ở cuối văn bản. Họ tên để trống thì văn bản chừa chỗ.
signer_title = "Trưởng phòng"
signer_name = ""
# Thư công vụ hoặc điện thoại, để các báo biết ai đang đọc và liên hệ khi cần.
contact = ""

[press]
# default: đọc các báo có sẵn của địa phương và cả nước; none: chỉ đọc nguồn tự thêm (diembao source add).
defaults = "{choice}"

[digest]
# Tuần của bản tổng hợp bắt đầu từ thứ Năm (mon, tue, wed, thu, fri, sat, sun).
week_starts = "thu"
"""

_SAMPLE = """
[sample]
# Dữ liệu chạy thử với báo mẫu, không phải của cơ quan.
enabled = true
"""


def settings_text(unit: Unit, choice: str) -> str:
    """The text of a fresh settings.toml for a commune; `choice` is default or none."""
    return _TEXT.format(full_name=unit.full_name, province=unit.province, code=unit.code, type=unit.kind, choice=choice)


def sample_text(unit: Unit) -> str:
    """Settings of a home that holds a trial with the sample press, and says so."""
    return settings_text(unit, "none") + _SAMPLE


def write_new(home: Path, text: str) -> Path:
    """Write settings into a home that has none; returns the file. Raises SettingsError when there are some."""
    path = home / FILE
    try:
        write_first(path, text)
    except FileExistsError:
        raise SettingsError(
            f"Đã có cài đặt tại {path}; không ghi đè. Muốn làm lại từ đầu, mời đổi tên tệp đó trước."
        ) from None
    return path
