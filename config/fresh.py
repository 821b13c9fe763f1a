"""What `diembao init` writes: a short settings.toml with comments; all the rest has defaults."""

from __future__ import annotations

from pathlib import Path

from config.errors import SettingsError
from config.files import write_first
from config.load import FILE
from config.offices import CitySettings
from domain.place import City, Unit

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

_CITY = """\
# Cài đặt điểm báo của {full_name}: theo dõi {count} xã, phường, đặc khu từ một lượt đọc báo.
# Dòng bắt đầu bằng dấu # là ghi chú. Mọi khóa khác đã có giá trị; xem tất cả bằng: diembao config show

[city]
code = "{code}"
# Thêm xã của tỉnh khác (giáp ranh), hoặc bớt xã không theo dõi: ghi mã, ví dụ without = ["{example}"].
# Sau khi sửa, lượt đọc sau xét lại các bài đã lưu; không tải lại gì.
also = []
without = []
# In ở cuối bản tổng hợp của {full_name}. Họ tên để trống thì văn bản chừa chỗ.
issuer = "{issuer}"
signer_title = "{signer_title}"
signer_name = ""

[office]
# In ở cuối bản tổng hợp của từng xã; nơi nào khác thì ghi ở mục của xã đó, phía dưới.
signer_title = "Trưởng phòng"
# Thư công vụ hoặc điện thoại, để các báo biết ai đang đọc và liên hệ khi cần.
contact = ""

# Điều riêng của một xã: bỏ dấu # ở đầu các dòng sau rồi điền; mỗi xã một mục như vậy. Mã các xã ở cuối tệp.
# [communes.{example}]
# villages = ["thôn Đông", "thôn Đoài"]
# signer_name = ""
# to = ["vp@xa.example"]

[press]
# default: đọc các báo có sẵn của địa phương và cả nước; none: chỉ đọc nguồn tự thêm (diembao source add).
defaults = "{choice}"

[digest]
# Tuần của bản tổng hợp bắt đầu từ thứ Năm (mon, tue, wed, thu, fri, sat, sun).
week_starts = "thu"

# Các xã, phường, đặc khu đang theo dõi:
{communes}
"""

_SAMPLE = """
[sample]
# Dữ liệu chạy thử với báo mẫu, không phải của cơ quan.
enabled = true
"""


def settings_text(unit: Unit, choice: str) -> str:
    """The text of a fresh settings.toml for a commune; `choice` is default or none."""
    return _TEXT.format(full_name=unit.full_name, province=unit.province, code=unit.code, type=unit.kind, choice=choice)


def city_text(city: City, choice: str) -> str:
    """The text of a fresh settings.toml for a province or city with all its communes."""
    defaults = CitySettings()
    return _CITY.format(
        full_name=city.unit.full_name,
        code=city.code,
        count=len(city.communes),
        example=city.communes[0].code,
        issuer=defaults.issuer,
        signer_title=defaults.signer_title,
        choice=choice,
        communes="\n".join(f"# {one.code} {one.unit.full_name}" for one in city.communes),
    )


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
