"""The settings of one office: every key, its default and its meaning. Descriptions are what docs/settings.md prints."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from domain.edition import Office
from domain.place import LocalKnowledge, Unit
from domain.text import fold

Text = Annotated[str, Field(max_length=500)]
Texts = tuple[Text, ...]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CommuneSettings(_Part):
    """[commune]"""

    code: str = Field(pattern=r"^\d{5}$", description="Mã đơn vị hành chính (5 chữ số) của xã, phường, đặc khu.")
    villages: Texts = Field((), description="Tên thôn, làng, tổ dân phố mà báo hay nhắc.")
    landmarks: Texts = Field((), description="Di tích, lễ hội, địa danh chỉ có ở địa bàn.")
    projects: Texts = Field((), description="Khu công nghiệp, dự án trên địa bàn.")
    schools: Texts = Field((), description="Trường học trên địa bàn.")
    outlets: Texts = Field((), description="Tên miền các báo của địa phương.")
    ignore: Texts = Field((), description="Cụm từ trông giống tên xã nhưng không phải.")


class OfficeSettings(_Part):
    """[office]"""

    parent: Text = Field("", description="Cơ quan chủ quản ở đầu văn bản; để trống: lấy theo tên xã.")
    issuer: Text = Field("PHÒNG VĂN HÓA - XÃ HỘI", description="Cơ quan ban hành ở đầu văn bản.")
    place: Text = Field("", description="Địa danh ở dòng ngày tháng; để trống: lấy theo tên xã.")
    symbol: Text = Field("BC-VHXH", description="Ký hiệu sau dấu gạch chéo của số văn bản.")
    authority: Text = Field("", description="Dòng quyền hạn trên chức vụ người ký, ví dụ KT. TRƯỞNG PHÒNG.")
    signer_title: Text = Field("TRƯỞNG PHÒNG", description="Chức vụ người ký.")
    signer_name: Text = Field("", description="Họ tên người ký; để trống thì chừa chỗ.")
    addressees: Texts = Field((), description="Nơi kính gửi, mỗi nơi một dòng; để trống: lãnh đạo xã.")
    recipients: Texts = Field((), description="Nơi nhận; để trống: như trên và lưu.")
    archive: Text = Field("VT, VHXH", description="Nơi lưu ghi sau chữ Lưu.")
    contact: Text = Field("", description="Thư hoặc điện thoại để các báo liên hệ; ghi trong tên trình đọc.")


class CrawlSettings(_Part):
    """[crawl]"""

    delay_seconds: float = Field(5.0, ge=0, le=3600, description="Số giây giữa hai lần hỏi cùng một báo; 0 chỉ để thử.")
    timeout_seconds: float = Field(30.0, gt=0, le=600, description="Chờ một trang tối đa bao nhiêu giây.")
    max_bytes: int = Field(8_000_000, ge=10_000, le=200_000_000, description="Trang lớn hơn số byte này thì bỏ qua.")
    daily_budget: int = Field(3000, ge=0, description="Mỗi ngày hỏi một báo tối đa bao nhiêu lần; 0: không giới hạn.")
    backlog_days: int = Field(14, ge=0, le=3650, description="Nguồn mới hoặc nghỉ lâu thì đọc bù bao nhiêu ngày.")
    allow_private_hosts: bool = Field(False, description="Cho phép đọc địa chỉ trong mạng nội bộ (chỉ để thử).")
    proxy: Text = Field("", description="Máy chủ trung gian dạng http://tên:cổng; để trống: không dùng.")
    ca_file: Text = Field("", description="Tệp chứng thư gốc (PEM) thêm; để trống: dùng của hệ thống.")


class PressSettings(_Part):
    """[press]"""

    defaults: Literal["default", "none"] = Field(
        "default", description="Dùng nguồn báo có sẵn (default) hay không (none)."
    )


class SourceSettings(_Part):
    """[sources.<tên>]"""

    title: Text = Field("", description="Tên báo khi in; để trống: lấy theo tên miền.")
    home: Text = Field("", description="Trang chủ.")
    feeds: Texts = Field((), description="Địa chỉ RSS hoặc Atom.")
    sitemaps: Texts = Field((), description="Địa chỉ sơ đồ trang.")
    lists: Texts = Field((), description="Địa chỉ trang danh mục.")
    searches: Texts = Field((), description="Địa chỉ RSS của trang tìm kiếm tin.")
    pattern: Text = Field("", description="Mẫu (biểu thức chính quy) mà địa chỉ bài viết phải khớp.")
    paging: Text = Field("", description="Địa chỉ trang danh mục thứ n, có chữ {n}.")
    level: Literal["", "trung-uong", "thanh-pho", "khac"] = Field("", description="Cấp của báo.")
    language: Literal["vi", "en"] = Field("vi", description="Ngôn ngữ của báo.")
    enabled: bool = Field(True, description="Có đọc nguồn này không.")

    @field_validator("home", "feeds", "sitemaps", "lists", "searches")
    @classmethod
    def _web_addresses(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for address in (value,) if isinstance(value, str) else value:
            if address and not address.lower().startswith(("http://", "https://")):
                raise ValueError("phải là địa chỉ bắt đầu bằng http:// hoặc https://")
        return value


class DigestSettings(_Part):
    """[digest]"""

    week_starts: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"] = Field(
        "thu", description="Tuần bắt đầu thứ mấy."
    )
    formats: tuple[Literal["docx", "html", "txt", "json"], ...] = Field(
        ("docx", "html", "txt"), description="Các dạng tệp của bản tổng hợp."
    )
    sections: Texts = Field((), description="Thứ tự các phần; để trống: theo mặc định.")


class RunSettings(_Part):
    """[run]"""

    failure_share: float = Field(
        0.2, ge=0, le=1, description="Phần lỗi ngoài dự kiến vượt mức này thì coi lượt chạy là hỏng."
    )


class EmailSettings(_Part):
    """[email]"""

    smtp_host: Text = Field("", description="Máy chủ gửi thư.")
    smtp_port: int = Field(587, ge=1, le=65535, description="Cổng của máy chủ gửi thư.")
    security: Literal["none", "starttls", "tls"] = Field("starttls", description="Cách bảo vệ đường truyền.")
    ca_file: Text = Field("", description="Tệp chứng thư gốc (PEM) của máy chủ thư.")
    user: Text = Field("", description="Tên đăng nhập.")
    password_file: Text = Field("", description="Tệp chứa mật khẩu; mật khẩu không ghi trong cài đặt.")
    from_: Text = Field("", alias="from", description="Địa chỉ người gửi.")
    to: Texts = Field((), description="Địa chỉ người nhận.")


class SampleSettings(_Part):
    """[sample]"""

    enabled: bool = Field(False, description="Thư mục này chỉ chứa dữ liệu chạy thử với báo mẫu.")


class Settings(_Part):
    """All settings of one office."""

    commune: CommuneSettings
    office: OfficeSettings = OfficeSettings()
    crawl: CrawlSettings = CrawlSettings()
    press: PressSettings = PressSettings()
    sources: dict[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,60}$")], SourceSettings] = Field(
        default_factory=dict, description="Nguồn báo thêm vào hoặc thay cho nguồn có sẵn."
    )
    digest: DigestSettings = DigestSettings()
    run: RunSettings = RunSettings()
    email: EmailSettings = EmailSettings()
    sample: SampleSettings = SampleSettings()

    def own_knowledge(self) -> LocalKnowledge:
        """What the office itself knows of its names."""
        commune = self.commune
        names = (commune.villages, commune.landmarks, commune.projects, commune.schools, commune.outlets)
        return LocalKnowledge(*names, ignore=commune.ignore)

    def office_of(self, unit: Unit) -> Office:
        """The letterhead: what is set, and what follows from the commune's name."""
        office = self.office
        people = f"UBND {unit.type.lower()}"
        party = f"Ban Xây dựng Đảng Đảng ủy {unit.type.lower()}"
        return Office(
            parent=office.parent or f"UBND {unit.full_name}".upper(),
            issuer=office.issuer,
            place=office.place or unit.name,
            symbol=office.symbol,
            authority=office.authority,
            signer_title=office.signer_title,
            signer_name=office.signer_name,
            addressees=office.addressees or (f"Đồng chí Chủ tịch, các đồng chí Phó Chủ tịch {people}", party),
            recipients=office.recipients or ("Như trên",),
            archive=office.archive,
        )

    def user_agent(self, unit: Unit) -> str:
        """How the reader introduces itself to newspapers: name, whose it is, how to reach the office."""
        contact = self.office.contact or f"UBND {unit.full_name}, {unit.province}"
        return f"diembao/0.1 (diem bao; +{fold(contact)})"
