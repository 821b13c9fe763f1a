"""A text as it is read to loudspeakers: dates, symbols of documents, decimals and abbreviations in words."""

from __future__ import annotations

import re

# Short forms with how they are read. Units stand only behind a number.
_WORDS = {
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
    "THCS": "trung học cơ sở",
    "THPT": "trung học phổ thông",
    "BHYT": "bảo hiểm y tế",
    "BHXH": "bảo hiểm xã hội",
    "GPMB": "giải phóng mặt bằng",
    "TP": "thành phố",
}
_UNITS = {
    "%": "phần trăm",
    "m²": "mét vuông",
    "m2": "mét vuông",
    "m³": "mét khối",
    "m3": "mét khối",
    "km²": "ki-lô-mét vuông",
    "km2": "ki-lô-mét vuông",
    "km": "ki-lô-mét",
    "ha": "héc-ta",
    "kg": "ki-lô-gam",
    "m": "mét",
    "đ": "đồng",
}
_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_DAY = re.compile(r"(?<=[Nn]gày )(\d{1,2})/(\d{1,2})(?![/\d])")
# "12/BB-KT", "30/2020/NĐ-CP": number and year are read, the letters behind them are for the files. Numbers of
# different years are different documents, so the year is never left out.
_SYMBOL = re.compile(r"(?<!\w)0*(\d+)(?:/(\d{4}))?/[A-ZĐ]+\d*(?:[-.]?[A-ZĐa-zđ]+\d*)*(?!\w)")
_UNIT = re.compile(rf"(?<=\d)\s*({'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})(?![\w²³])")
_WORD = re.compile(rf"(?<!\w)({'|'.join(_WORDS)})(?!\w)\.?(?= )|(?<!\w)({'|'.join(_WORDS)})(?!\w)")
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")
_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3})+(?![\d.]*\d)")


def aloud(text: str) -> str:
    """The text with nothing in it that a reader at the microphone has to puzzle out."""
    text = _SYMBOL.sub(lambda found: found[1] + (f" năm {found[2]}" if found[2] else ""), text)
    text = _DATE.sub(lambda found: f"{int(found[1])} tháng {int(found[2])} năm {found[3]}", text)
    text = _DAY.sub(lambda found: f"{int(found[1])} tháng {int(found[2])}", text)
    text = _UNIT.sub(lambda found: f" {_UNITS[found[1]]}", text)
    text = _WORD.sub(lambda found: _WORDS[found[1] or found[2]], text)
    text = _THOUSANDS.sub(lambda found: found[0].replace(".", ""), text)
    return _DECIMAL.sub(" phẩy ", text)
