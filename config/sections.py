"""The tables of settings.toml: every key, its default and its meaning. docs/settings.md prints the descriptions."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pydantic import Field, field_validator

from config import shipped
from config.calendar import event_of
from config.kinds import Part, Text, Texts, Words, among, each, web_addresses
from domain.edition import KnownEvent, Windows

_DIGEST = shipped.table("digest")


class CrawlSettings(Part):
    """[crawl]"""

    delay_seconds: float = Field(
        5.0,
        ge=0,
        le=3600,
        description="Số giây giữa hai lần hỏi cùng một báo; 0 (chỉ để thử) tắt luôn việc tự giảm tốc.",
    )
    timeout_seconds: float = Field(30.0, gt=0, le=600, description="Chờ một trang tối đa bao nhiêu giây.")
    max_bytes: int = Field(8_000_000, ge=10_000, le=200_000_000, description="Trang lớn hơn số byte này thì bỏ qua.")
    daily_budget: int = Field(3000, ge=0, description="Mỗi ngày hỏi một báo tối đa bao nhiêu lần; 0: không giới hạn.")
    backlog_days: int = Field(14, ge=0, le=3650, description="Nguồn mới hoặc nghỉ lâu thì đọc bù bao nhiêu ngày.")
    allow_private_hosts: bool = Field(False, description="Cho phép đọc địa chỉ trong mạng nội bộ (chỉ để thử).")
    proxy: Text = Field(
        "",
        description="Máy chủ trung gian dạng http://tên:cổng; để trống: không dùng.",
        examples=["http://may-chu-trung-gian:3128"],
    )
    ca_file: Text = Field(
        "", description="Tệp chứng thư gốc (PEM) thêm; để trống: dùng của hệ thống.", examples=["chung-thu.pem"]
    )

    @field_validator("proxy")
    @classmethod
    def _proxy(cls, value: str) -> str:
        if value and not re.fullmatch(r"http://[^\s/@]+(:\d+)/?", value):
            raise ValueError("phải có dạng http://tên:cổng, không kèm tên đăng nhập")
        return value


class PressSettings(Part):
    """[press]"""

    defaults: Literal["default", "none"] = Field(
        "default", description="Dùng nguồn báo có sẵn (default) hay không (none)."
    )


class SourceSettings(Part):
    """[sources.<tên>]"""

    title: Text = Field("", description="Tên báo khi in; để trống: lấy theo tên miền.", examples=["Báo Địa phương"])
    home: Text = Field("", description="Trang chủ.", examples=["https://bao.example/"])
    feeds: Texts = Field((), description="Địa chỉ RSS hoặc Atom.", examples=[["https://bao.example/rss/xa-hoi.rss"]])
    sitemaps: Texts = Field((), description="Địa chỉ sơ đồ trang.", examples=[["https://bao.example/sitemap.xml"]])
    lists: Texts = Field((), description="Địa chỉ trang danh mục.", examples=[["https://bao.example/xa-hoi"]])
    searches: Texts = Field(
        (),
        description="Địa chỉ RSS của trang tìm kiếm tin; từ một câu tìm: `diembao source add TÊN --search CÂU`.",
        examples=[["https://tim-tin.example/rss?q=xa"]],
    )
    pattern: Text = Field(
        "", description="Mẫu (biểu thức chính quy) mà địa chỉ bài viết phải khớp.", examples=[r"-\d+\.html$"]
    )
    paging: Text = Field(
        "",
        description="Địa chỉ trang thứ n của danh mục đầu tiên, có chữ {n}.",
        examples=["https://bao.example/xa-hoi/trang-{n}"],
    )
    level: Literal["", "trung-uong", "thanh-pho", "khac"] = Field(
        "", description="Báo trung ương, báo của tỉnh, thành phố, hay khác; để trống: theo danh bạ báo chí."
    )
    language: Literal["vi", "en"] = Field("vi", description="Ngôn ngữ của báo.")
    enabled: bool = Field(True, description="Có đọc nguồn này không.")

    @field_validator("home", "feeds", "sitemaps", "lists", "searches", "paging")
    @classmethod
    def _web_addresses(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        web_addresses(each(value))
        return value

    @field_validator("paging")
    @classmethod
    def _numbered(cls, value: str) -> str:
        if value and "{n}" not in value:
            raise ValueError("phải có chữ {n} ở chỗ số trang")
        return value

    @field_validator("pattern")
    @classmethod
    def _regular(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as trouble:
            raise ValueError(f"không phải biểu thức chính quy (hỏng ở ký tự thứ {(trouble.pos or 0) + 1})") from None
        return value

    @property
    def has_ways(self) -> bool:
        """Whether it names any address that lists articles."""
        return bool(self.feeds or self.sitemaps or self.lists or self.searches)


class DigestSettings(Part):
    """[digest]"""

    week_starts: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"] = Field(
        _DIGEST["week_starts"], description="Tuần bắt đầu thứ mấy."
    )
    month_starts: int = Field(
        _DIGEST["month_starts"],
        ge=1,
        le=28,
        description="Ngày bắt đầu tháng báo cáo: 15 (từ 15 tháng trước đến hết 14) hoặc 1 (tháng dương lịch).",
    )
    periods: Words = Field(
        tuple(_DIGEST["periods"]),
        description="Các kỳ tự lập dự thảo khi đến hạn: week (tuần), month (tháng), quarter (quý), half (6 tháng), "
        "year (năm).",
    )
    events: Texts = Field(
        (),
        description="Sự kiện riêng của xã đã biết trước, để phần dự báo nhắc: “ngày: tên” hoặc “ngày..ngày: tên”.",
        examples=[["2026-12-05: khánh thành nhà văn hóa thôn Đông"]],
    )
    office_holders: Texts = Field(
        (),
        description="Họ tên người giữ chức vụ luôn được in đủ; tên người khác thì viết tắt hoặc lược bỏ "
        "để bảo vệ dữ liệu cá nhân.",
        examples=[["Nguyễn Văn Mẫu"]],
    )
    second_look: bool = Field(
        True,
        description="Hỏi thêm bộ nhận tên người khi quy tắc chưa rõ (vài giây và 100 MB bộ nhớ cho lần đầu của "
        "mỗi bài; phần mềm giữ chỗ đứng của tên trong câu, không giữ tên).",
    )
    formats: Words = Field(
        tuple(_DIGEST["formats"]), description=f"Các dạng tệp của bản tổng hợp: {', '.join(_DIGEST['known_formats'])}."
    )
    sections: Words = Field(tuple(_DIGEST["sections"]), description="Các phần của bản tổng hợp, theo thứ tự in.")

    @field_validator("periods")
    @classmethod
    def _periods(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return among(value, _DIGEST["known_periods"])

    @field_validator("events")
    @classmethod
    def _events(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for text in value:
            event_of(text)
        return value

    @property
    def windows(self) -> Windows:
        """Where periods begin."""
        return Windows(self.week_starts, self.month_starts)

    @property
    def known_events(self) -> tuple[KnownEvent, ...]:
        """The events the office wrote down."""
        return tuple(map(event_of, self.events))

    @field_validator("formats")
    @classmethod
    def _formats(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return among(value, _DIGEST["known_formats"])

    @field_validator("sections")
    @classmethod
    def _sections(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return among(value, _DIGEST["sections"])


class LegalSettings(Part):
    """[legal]"""

    verified: dict[str, date] = Field(
        default_factory=dict,
        description="Ngày cơ quan đã đối chiếu từng căn cứ với văn bản gốc; chưa đối chiếu thì in [CẦN KIỂM TRA].",
        examples=[{"luat-bao-chi-dieu-36": date(2026, 12, 1)}],
    )

    @field_validator("verified")
    @classmethod
    def _references(cls, value: dict[str, date]) -> dict[str, date]:
        among(tuple(value), [row["id"] for row in shipped.table("legal")["can_cu"]])
        return value


class SampleSettings(Part):
    """[sample]"""

    enabled: bool = Field(False, description="Thư mục này chỉ chứa dữ liệu chạy thử với báo mẫu.")
