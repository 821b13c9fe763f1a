"""The tables of settings.toml about running for years: when, how much, where to."""

from __future__ import annotations

from pydantic import Field, field_validator

from config import shipped
from config.kinds import MailAddresses, Part, Text, Words, an_hour


class RunSettings(Part):
    """[run]"""

    failure_share: float = Field(
        0.2, ge=0, le=1, description="Phần lỗi ngoài dự kiến vượt mức này (0 đến 1) thì coi lượt chạy là hỏng."
    )
    workers: int = Field(0, ge=0, le=64, description="Số tiến trình cùng bóc bài; 0: tự chọn theo máy; 1: máy yếu.")


_SCHEDULE = shipped.table("schedule")


class ScheduleSettings(Part):
    """[schedule]"""

    run_at: Words = Field(
        tuple(_SCHEDULE["run_at"]), description="Giờ đọc báo mỗi ngày (giờ Việt Nam) khi phần mềm chạy thường trực."
    )
    watch_at: Words = Field(
        tuple(_SCHEDULE["watch_at"]),
        description="Giờ chỉ xem lại các bài đã đăng về xã (mỗi lượt đọc báo cũng xem lại).",
    )
    digest_at: Words = Field(
        tuple(_SCHEDULE["digest_at"]), description="Giờ lập dự thảo đến hạn và gửi lại thư chưa đi được."
    )
    health_at: Words = Field(tuple(_SCHEDULE["health_at"]), description="Giờ tự kiểm tra máy, dữ liệu và cảnh báo.")

    @field_validator("run_at", "watch_at", "digest_at", "health_at")
    @classmethod
    def _hours(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(an_hour, value))


class AlertSettings(Part):
    """[alerts]"""

    to: MailAddresses = Field(
        (), description="Địa chỉ thư nhận cảnh báo; để trống: chỉ báo ở bàn làm việc.", examples=[["vhxh@xa.example"]]
    )
    chat_file: Text = Field(
        "",
        description="Tệp ghi địa chỉ nhóm trò chuyện nhận cảnh báo, cách ghi như chat.file; để trống: không gửi.",
        examples=["nhom-canh-bao.txt"],
    )
    ping: Text = Field(
        "",
        description="Địa chỉ https của cơ quan được gọi sau mỗi lượt đọc báo xong, để nơi khác biết máy còn chạy.",
        examples=["https://giam-sat.xa.example/diembao"],
    )
    disk_free_mb: int = Field(2000, ge=0, description="Ổ đĩa còn trống dưới bấy nhiêu MB thì cảnh báo.")

    @field_validator("ping")
    @classmethod
    def _web(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("phải là địa chỉ bắt đầu bằng http:// hoặc https://")
        return value


class LimitSettings(Part):
    """[limits]"""

    archive_mb: int = Field(0, ge=0, description="Kho bản gốc vượt bấy nhiêu MB thì cảnh báo; 0: không giới hạn.")
    memory_mb: int = Field(
        0, ge=0, description="Mỗi việc chạy nền được dùng tối đa bấy nhiêu MB bộ nhớ (Linux, macOS); 0: không giới hạn."
    )
    slow_machine: bool = Field(
        False,
        description="Máy yếu: bóc bài bằng một tiến trình, không hỏi bộ nhận tên người khi lập bản, nhường máy hết "
        "mức; bật mục này thì không xét run.workers, digest.second_look, limits.nice.",
    )
    nice: int = Field(
        10, ge=0, le=19, description="Nhường máy cho việc khác khi chạy theo giờ: 0 không nhường, 19 nhường hết."
    )


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
