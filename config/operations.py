"""The tables of settings.toml about running for years: when, how much, where to."""

from __future__ import annotations

from pydantic import Field, field_validator

from config import shipped
from config.kinds import Part, Text, Words, an_hour


class RunSettings(Part):
    """[run]"""

    failure_share: float = Field(
        0.2, ge=0, le=1, description="Phần lỗi ngoài dự kiến vượt mức này (0 đến 1) thì coi lượt chạy là hỏng."
    )
    workers: int = Field(0, ge=0, le=64, description="Số tiến trình cùng bóc bài; 0: tự chọn theo máy; 1: máy yếu.")


class ScheduleSettings(Part):
    """[schedule]"""

    run_at: Words = Field(
        tuple(shipped.table("schedule")["run_at"]),
        description="Giờ đọc báo mỗi ngày (giờ Việt Nam) khi phần mềm chạy thường trực.",
    )

    @field_validator("run_at")
    @classmethod
    def _hours(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(an_hour, value))


class BackupSettings(Part):
    """[backup]"""

    to: Text = Field(
        "",
        description="Thư mục nhận bản sao lưu hằng ngày (USB, ổ mạng, ổ khác); để trống: không tự sao lưu.",
        examples=["/media/usb/diembao"],
    )
    at: Text = Field("12:00", description="Giờ sao lưu mỗi ngày (giờ Việt Nam).")
    keep: int = Field(7, ge=1, le=1000, description="Giữ bao nhiêu bản mới nhất; bản cũ chỉ xóa khi bản mới đã thử.")
    passphrase_file: Text = Field(
        "",
        description="Tệp chứa mật khẩu khóa bản sao lưu; để trống: không khóa. Nên cất thêm một bản ở nơi khác.",
        examples=["mat-khau-sao-luu.txt"],
    )

    @field_validator("at")
    @classmethod
    def _hour(cls, value: str) -> str:
        return an_hour(value)
