"""Every verdict, score, role, reason and span on a page of invented texts, so that making it faster changes nothing.

`UPDATE_GOLDEN=1 pytest tests/nlp/test_mentions_golden.py` writes the page anew: read its diff before it is committed.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from config import gazetteer
from domain.clock import Stamp
from domain.place import Commune
from domain.press import Article
from domain.text import clean
from nlp.mentions import Recogniser
from tests.builders import an_article

GOLDEN = Path(__file__).parents[1] / "golden" / "mentions.txt"
ENGINE = Recogniser(gazetteer.load(), [Commune(unit) for unit in gazetteer.load().units if unit.province_code == "31"])
AFTER, BEFORE = Stamp(date(2026, 9, 3)), Stamp(date(2021, 4, 5))
TEXTS = [
    (AFTER, "Tuyến xe buýt qua các xã Kiến Thụy, Kiến Hưng, Nghi Dương, Kiến Minh (Hải Phòng) chạy từ tháng 9."),
    (AFTER, "Huyện Kiến Thụy cũ có nhiều nghề thủ công; xã Kiến Minh giữ nghề đan."),
    (AFTER, "Xe cháy trên đường Ngô Quyền, phường Gia Viên, Hải Phòng. Cô Lê Chân, 40 tuổi, kể lại."),
    (AFTER, "Tại xã An Lão, tỉnh Gia Lai, đồng bào gieo mạ; chợ Bến Thành ở TP.HCM tăng giá giữ xe."),
    (AFTER, "Đặc khu Cát Hải đón tàu lớn. Đảo Phú Quốc cũng đông khách. Quận 7, phường 12 thu gom rác."),
    (AFTER, "UBND xã Tân Kỳ (Hải Phòng) họp bàn việc nạo vét kênh. Phía Đông Bắc Hà Nội có mưa."),
    (
        AFTER,
        "Mưa ngập nhiều nơi ở Hải Phòng. Tại phường Kiến An, nước lên.\nỞ xã An Quang, lúa đổ. Phường Đồ Sơn yên.",
    ),
    (AFTER, "XÃ NGHI DƯƠNG, HẢI PHÒNG: DÂN HIẾN ĐẤT MỞ ĐƯỜNG\nxã nghi dương, hải phòng, vừa có đường mới."),
    (AFTER, "Work began in Nghi Duong Commune, Hai Phong City, which is close to the sea and the port."),
    (AFTER, "Can bo xa Ngu Phuc, huyen Kien Thuy tra loi; dia chi /xa-nghi-duong-mo-duong.html con luu."),
    (BEFORE, "Xã Quang Trung, huyện An Lão, Hải Phòng xây cầu; xã Quang Trung, huyện Kiến Xương, Thái Bình được mùa."),
    (BEFORE, "Ông T. (SN 1989, trú xã Ngũ Phúc, H. Kiến Thụy) khai báo. Hai xã Du Lễ, Kiến Quốc chung một trạm bơm."),
    (BEFORE, "Công an T X.Kinh Môn và P.Quang Trung, Q. Hồng Bàng, TP. Hải Phòng phối hợp. Sân Lạch Tray đông khách."),
]


def _article(day: Stamp, body: str, language: str) -> Article:
    made = an_article(title="", sapo="", body=body)
    return replace(made, published=day, outlet="", language=language, tags=())


def _told(day: Stamp, body: str) -> Iterator[str]:
    language = "en" if body.startswith("Work") else "vi"
    for found in ENGINE.judge(_article(day, body, language)):
        yield f"{found.unit_code} {found.verdict.value} {found.score} {found.role.value if found.role else '-'}"
        yield from (f"    {reason.weight:+} {reason.sentence}" for reason in found.reasons)
        for one in found.mentions:
            assert body[one.span.start : one.span.end] == one.span.quote
            yield f"    [{one.span.start}:{one.span.end}] {one.span.quote}: {one.referent}, {one.kind}, {one.score}"


def _page() -> str:
    return "\n\n".join("\n".join([text, *_told(day, text)]) for day, text in TEXTS) + "\n"


def test_all_that_is_told_is_as_it_was() -> None:
    page = _page()
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(page, encoding="utf-8")
    assert page == GOLDEN.read_text(encoding="utf-8")


def _restyled(text: str) -> str:
    return text.replace("ụy", "uỵ").replace("òa", "oà")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: unicodedata.normalize("NFD", text),
        _restyled,
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("ng", "n\u00adg"),
    ],
    ids=["decomposed", "old tone style", "no-break", "soft hyphen"],
)
def test_other_spellings_of_the_same_text_are_judged_alike(change: Callable[[str], str]) -> None:
    for day, text in TEXTS:
        language = "en" if text.startswith("Work") else "vi"
        changed = change(text)
        for kept in (changed, clean(changed)):
            told = [(found.unit_code, found.verdict) for found in ENGINE.judge(_article(day, kept, language))]
            plain = [(found.unit_code, found.verdict) for found in ENGINE.judge(_article(day, text, language))]
            assert told == plain
