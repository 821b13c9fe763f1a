"""The tables of settings.toml about whom the home serves: a commune or a city, its names, its letterhead."""

from __future__ import annotations

import re
from typing import Any

from pydantic import Field, field_validator

from config import shipped
from config.kinds import Code, Codes, MailAddresses, Part, ProvinceCode, Text, Texts, each

_OFFICE = shipped.table("commune")
_CITY = shipped.table("city")


class LocalNames(Part):
    """What only the place itself knows of its names."""

    villages: Texts = Field((), description="Tên thôn, làng, tổ dân phố mà báo hay nhắc.", examples=[["thôn Đông"]])
    landmarks: Texts = Field((), description="Di tích, lễ hội, địa danh chỉ có ở địa bàn.", examples=[["chùa Đông"]])
    projects: Texts = Field((), description="Khu công nghiệp, dự án trên địa bàn.", examples=[["cụm công nghiệp Đông"]])
    schools: Texts = Field((), description="Trường học trên địa bàn.", examples=[["Trường THCS Đông"]])
    outlets: Texts = Field((), description="Tên miền các báo của địa phương.", examples=[["bao-dia-phuong.vn"]])
    ignore: Texts = Field((), description="Cụm từ trông giống tên xã nhưng không phải.", examples=[["nghi dương tính"]])
    not_ours: Texts = Field(
        (),
        description="Quy tắc “không phải xã mình”, mỗi dòng: cụm từ @ tên miền báo (nếu chỉ một báo) # ai, ngày nào. "
        "Xóa dòng thì quy tắc hết hiệu lực và các bài được xét lại.",
        examples=[["điện máy Ngũ Phúc @ bao-dia-phuong.vn # N.T.H., 27/11/2026"]],
    )


class CommuneSettings(LocalNames):
    """[commune]"""

    code: Code = Field(description="Mã đơn vị hành chính (5 chữ số) của xã, phường, đặc khu.", examples=["11713"])


class WatchedSettings(LocalNames):
    """[communes.<mã>]: one commune of a city's home, where it differs from the others."""

    signer_title: Text = Field("", description="Chức vụ người ký văn bản của xã; để trống: như [office].")
    signer_name: Text = Field("", description="Họ tên người ký văn bản của xã.", examples=["Họ và Tên"])
    to: MailAddresses = Field(
        (),
        description="Địa chỉ thư nhận văn bản của xã (email.to là của tỉnh, thành phố).",
        examples=[["vp@xa.example"]],
    )
    chat_file: Text = Field(
        "",
        description="Tệp ghi nhóm trò chuyện nhận tin ngắn của xã (chat.file là của tỉnh, thành phố).",
        examples=["nhom-tro-chuyen-xa.txt"],
    )


class OfficeSettings(Part):
    """[office]"""

    parent: Text = Field(
        _OFFICE["parent"], description='Cơ quan chủ quản ở đầu văn bản; "" nếu UBND tự ban hành thì không in dòng này.'
    )
    issuer: Text = Field(_OFFICE["issuer"], description="Cơ quan ban hành ở đầu văn bản; bố cục tự in hoa.")
    place: Text = Field(_OFFICE["place"], description="Địa danh ở dòng ngày tháng.")
    symbol: Text = Field(_OFFICE["symbol"], description="Chữ viết tắt của cơ quan ban hành trong số, ký hiệu văn bản.")
    authority: Text = Field(
        _OFFICE["authority"],
        description="Dòng quyền hạn trên chức vụ người ký; nhiều dòng cách nhau bằng \\n.",
        examples=["KT. Trưởng phòng"],
    )
    signer_title: Text = Field(_OFFICE["signer_title"], description="Chức vụ người ký.")
    signer_name: Text = Field("", description="Họ tên người ký; để trống thì chừa chỗ.", examples=["Họ và Tên"])
    addressees: Texts = Field(tuple(_OFFICE["addressees"]), description="Nơi kính gửi, mỗi nơi một dòng.")
    recipients: Texts = Field(
        tuple(_OFFICE["recipients"]), description="Nơi nhận, không gồm dòng “Như trên” và dòng “Lưu” (tự in)."
    )
    archive: Text = Field(_OFFICE["archive"], description="Nơi lưu ghi sau chữ Lưu.")
    contact: Text = Field(
        "",
        description="Thư công vụ hoặc điện thoại để các báo liên hệ; ghi trong lời tự giới thiệu của trình đọc.",
        examples=["vhxh@xa.example"],
    )

    @field_validator("*")
    @classmethod
    def _placeholders(cls, value: Any) -> Any:
        for text in each(value):
            if unknown := set(re.findall(r"\{(.*?)\}", text)) - {"unit", "name", "type"}:
                raise ValueError(
                    f"có chỗ thay chữ không hiểu được: {{{min(unknown)}}}; dùng được {{unit}} {{name}} {{type}}"
                )
        return value


class CitySettings(OfficeSettings):
    """[city]: a home that watches every commune of a province or city; the names are those of the city's own papers."""

    code: ProvinceCode = Field(
        "",
        description="Mã tỉnh, thành phố (2 chữ số): theo dõi mọi xã, phường, đặc khu của tỉnh, thành phố đó. "
        "Ghi khóa này thì không ghi mục [commune].",
        examples=["31"],
    )
    also: Codes = Field((), description="Mã các xã của tỉnh khác cũng theo dõi (giáp ranh).", examples=[["07198"]])
    without: Codes = Field((), description="Mã các xã của tỉnh, thành phố không theo dõi.", examples=[["11948"]])
    parent: Text = Field(_CITY["parent"], description="Cơ quan chủ quản ở đầu văn bản của tỉnh, thành phố.")
    issuer: Text = Field(_CITY["issuer"], description="Cơ quan ban hành ở đầu văn bản của tỉnh, thành phố.")
    symbol: Text = Field(_CITY["symbol"], description="Chữ viết tắt của cơ quan ban hành trong số, ký hiệu văn bản.")
    signer_title: Text = Field(_CITY["signer_title"], description="Chức vụ người ký.")
    addressees: Texts = Field(tuple(_CITY["addressees"]), description="Nơi kính gửi, mỗi nơi một dòng.")
    recipients: Texts = Field(tuple(_CITY["recipients"]), description="Nơi nhận, không gồm “Như trên” và “Lưu”.")
    archive: Text = Field(_CITY["archive"], description="Nơi lưu ghi sau chữ Lưu.")
