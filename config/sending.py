"""The tables of settings.toml on sending: how documents leave the house, and to whom."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from config import shipped
from config.kinds import Part, Text, Words, among, each, mail_addresses

_DIGEST = shipped.table("digest")


class EmailSettings(Part):
    """[email]"""

    smtp_host: Text = Field("", description="Máy chủ gửi thư; để trống: không gửi thư.", examples=["thu.xa.example"])
    smtp_port: int = Field(587, ge=1, le=65535, description="Cổng của máy chủ gửi thư.")
    security: Literal["none", "starttls", "tls"] = Field("starttls", description="Cách bảo vệ đường truyền.")
    ca_file: Text = Field("", description="Tệp chứng thư gốc (PEM) của máy chủ thư.", examples=["chung-thu.pem"])
    user: Text = Field("", description="Tên đăng nhập.", examples=["vhxh"])
    password_file: Text = Field(
        "", description="Tệp chứa mật khẩu; mật khẩu không ghi trong cài đặt.", examples=["mat-khau-thu.txt"]
    )
    from_: Text = Field("", alias="from", description="Địa chỉ người gửi.", examples=["vhxh@xa.example"])
    to: Words = Field((), description="Địa chỉ người nhận.", examples=[["lanh-dao@xa.example"]])

    to_week: Words = Field((), description="Người nhận báo cáo tuần; để trống: dùng to.")
    to_month: Words = Field((), description="Người nhận báo cáo tháng; để trống: dùng to.")
    to_quarter: Words = Field((), description="Người nhận báo cáo quý; để trống: dùng to.")
    to_half: Words = Field((), description="Người nhận báo cáo 6 tháng; để trống: dùng to.")
    to_year: Words = Field((), description="Người nhận báo cáo năm; để trống: dùng to.")
    formats: Words = Field(("docx",), description="Các dạng tệp đính kèm thư.")

    def recipients(self, kind: str) -> tuple[str, ...]:
        """Who gets a document of a kind (`week`, `month`, ...)."""
        own: tuple[str, ...] = getattr(self, f"to_{kind}")
        return own or self.to

    @field_validator("formats")
    @classmethod
    def _formats(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return among(value, _DIGEST["known_formats"])

    @field_validator("from_", "to", "to_week", "to_month", "to_quarter", "to_half", "to_year")
    @classmethod
    def _mail_addresses(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        mail_addresses(each(value))
        return value


class ChatSettings(Part):
    """[chat]"""

    file: Text = Field(
        "",
        description="Tệp ghi địa chỉ các nhóm trò chuyện nhận tin ngắn, mỗi dòng một địa chỉ theo cách viết của "
        "apprise; để trống: không gửi. Địa chỉ có mã bí mật nên không ghi trong cài đặt.",
        examples=["nhom-tro-chuyen.txt"],
    )
