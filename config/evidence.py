"""Settings of what is kept for evidence: how long, stamped by whom."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from config.kinds import Part, Text, each, web_addresses


class KeepingSettings(Part):
    """[keeping]"""

    unmatched_days: int = Field(
        60,
        ge=1,
        le=3650,
        description="Bản gốc của trang không viết về xã được giữ bao nhiêu ngày (để quy tắc sửa lại còn tìm ra); sau "
        "đó chỉ còn địa chỉ, tiêu đề, thời gian. Bài về xã và bài trong hồ sơ không bị xóa.",
    )
    at_limit: Literal["warn", "shorten"] = Field(
        "warn",
        description="Khi kho bản gốc vượt limits.archive_mb: chỉ cảnh báo (warn), hoặc bỏ sớm bản gốc của trang không "
        "viết về xã (shorten), cũ nhất trước, không bỏ trang của 7 ngày gần nhất. Bài về xã không bao giờ bị bỏ.",
    )


class StampSettings(Part):
    """[stamp]"""

    url: Text = Field(
        "",
        description="Địa chỉ tổ chức cấp tem thời gian RFC 3161; để trống: không xin tem. Cần cài thêm phần [stamp].",
        examples=["https://tem.example/tsa"],
    )
    ca_file: Text = Field(
        "", description="Tệp chứng thư gốc (PEM) của tổ chức cấp tem, để kiểm tra tem nhận được.", examples=["tem.pem"]
    )

    @field_validator("url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        web_addresses(each(value))
        return value
