"""Papers of a case say first what is right, cite what nobody checked as such, look official; the public page."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest

from config.legal import UNVERIFIED, cite, references
from digest import official
from digest.aloud import aloud
from digest.deadlines import Reminder, ics
from digest.papers import LETTER_OF, PAPERS
from digest.papers.docx import render
from domain.case import LETTERS, Deed
from domain.casefile import CaseFile
from domain.clock import VIETNAM
from domain.edition import Office
from domain.fact import Fact
from domain.place import Unit
from store import opened
from tests.casework import SENTENCE, UNIT, Pen, office, opened_case

COMMUNE = Unit("11713", "Nghi Dương", "Xã", "Thành phố Hải Phòng", "31")
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=VIETNAM)
DESK = Office(
    "UBND xã Nghi Dương",
    "Phòng Văn hóa - Xã hội",
    "Nghi Dương",
    "VHXH",
    "",
    "Trưởng phòng",
    "",
    ("Đồng chí Chủ tịch",),
    (),
)
UBND = replace(
    DESK, parent="", issuer="Ủy ban nhân dân\nxã Nghi Dương", symbol="UBND-VHXH", authority="TM. ỦY BAN NHÂN DÂN",
    signer_title="Chủ tịch", addressees=("Tổng Biên tập Báo Một",),
)  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], CaseFile]:
    def made(verdict: str) -> CaseFile:
        home: Path = tmp_path_factory.mktemp("nhà")
        with opened(home) as store:
            pen = Pen(store, opened_case(store, office(store)))
            pen.concluded(verdict)
            pen(Deed.RIGHT, text="Việc chi trả đã thực hiện", unclear="số hộ còn lại")
            article = store.articles.get(pen.case.article)
            assert article is not None
            cites = {name: cite(rule) for name, rule in references().items()}
            return CaseFile(pen.case, (pen.case,), article, "Báo Một", UBND, DESK, COMMUNE, NOW, cites)

    return made


def words(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("name", list(PAPERS))
def test_a_ward_is_never_called_a_commune(files: Callable[[str], CaseFile], name: str):
    file = files("true_unfavourable" if name == "cong-van-tra-loi-bao" else "false")
    ward = replace(file, unit=replace(COMMUNE, name="Lê Chân", type="Phường"))
    told = words(render(PAPERS[name](ward))).replace("UBND xã đã chi trả", "")  # the newspaper's words and the fact's
    found = re.search(r".{30}(?:nhân dân|UBND|sơ của) xã(?! Nghi Dương).{20}", told, re.DOTALL)
    assert not found, found[0]


@pytest.mark.parametrize("name", list(PAPERS))
def test_every_paper_is_official_and_names_no_reporter(files: Callable[[str], CaseFile], name: str):
    file = files("true_unfavourable" if name == "cong-van-tra-loi-bao" else "false")
    file = replace(file, article=replace(file.article, author="Nguyễn Phóng Viên"))
    data = render(PAPERS[name](file))
    assert data == render(PAPERS[name](file))
    told = words(data)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in told
    assert "Nguyễn Phóng Viên" not in told
    assert "./." in told
    if name in LETTER_OF:
        assert "ỦY BAN NHÂN DÂN\nXÃ NGHI DƯƠNG" in told
        assert "/UBND-VHXH" in told
        assert "V/v " in told
        assert "ghi nhận các nội dung bài báo nêu đúng" in told
        assert "Việc chi trả đã thực hiện." in told
        assert UNVERIFIED in told
        assert "0" * 64 in told
    for word in ("bản tin", "xuyên tạc", "thế lực", "phạt"):
        assert word not in told.lower()


def test_the_letter_for_correction_sets_both_sides_beside_each_other(files: Callable[[str], CaseFile]):
    told = words(render(PAPERS["cong-van-de-nghi-cai-chinh"](files("false"))))
    assert f"“{SENTENCE}”" in told.replace(".”", ".”")
    assert "Ghi 41 hộ" in told
    assert "12/BB-KT ngày 12/11/2026 của Phòng Kinh tế" in told
    assert "cải chính các nội dung được kết luận sai sự thật" in told
    assert told.index("nêu đúng") < told.index("chưa khớp")


def test_a_true_claim_never_stands_in_the_table_of_differences(files: Callable[[str], CaseFile]):
    false, true = files("false"), files("true_unfavourable").case
    both = replace(false, together=(false.case, replace(true, id="SL-2026-002", sentence="Bãi rác thôn 5 bốc khói.")))
    told = words(render(PAPERS["cong-van-de-nghi-cai-chinh"](both)))
    assert "Bãi rác" not in told
    assert set(LETTER_OF.values()) == set(LETTERS)


def test_the_minutes_say_what_was_found_and_leave_room_for_who_was_there(files: Callable[[str], CaseFile]):
    told = words(render(PAPERS["bien-ban"](files("false"))))
    assert "Đơn vị xác minh" in told
    assert "Trần Văn Bình" in told
    assert "Ghi 41 hộ" in told
    assert f"“{SENTENCE}”" in told
    assert told.count("……") > 4
    assert "Nội dung phiếu" not in told
    assert "sai sự thật" not in told, "minutes hold findings, the verdict is for others"
    sign = [told.rindex(who) for who in (
        "NGƯỜI LẬP BIÊN BẢN", "CHỦ TRÌ", "ĐẠI DIỆN ĐƠN VỊ XÁC MINH", "ĐẠI DIỆN BÊN ĐƯỢC BÁO NÊU")]  # fmt: skip
    assert sign == sorted(sign)
    assert told.count("(Ký, ghi rõ họ tên)") == len(sign)
    assert "TRƯỞNG PHÒNG" not in told


def test_no_code_and_no_iso_date_stands_in_what_an_officer_reads(files: Callable[[str], CaseFile]):
    sheet = docx.Document(io.BytesIO(render(PAPERS["phieu-xu-ly"](files("false")))))
    (events,) = (
        table for table in sheet.tables if table.cell(0, 0).text == "Thời gian" and "Việc" in table.cell(0, 1).text
    )
    told = " ".join(row.cells[2].text for row in events.rows[1:])
    assert "sai sự thật" in told
    assert "12/11/2026" in told
    assert not re.search(r"\d{4}-\d\d|false|refuted", told)


def test_a_letter_stands_off_from_its_addressees_and_a_sentence_begins_large(files: Callable[[str], CaseFile]):
    letter = docx.Document(io.BytesIO(render(PAPERS["cong-van-phan-hoi"](files("false")))))
    paragraphs = [paragraph.text for paragraph in letter.paragraphs]
    (addressed,) = (place for place, text in enumerate(paragraphs) if text.startswith("Kính gửi"))
    assert paragraphs[addressed + 1] == ""
    assert paragraphs[addressed + 2]
    notice = docx.Document(io.BytesIO(render(PAPERS["thong-tin-chinh-thuc"](files("false")))))
    assert any(paragraph.text.startswith("Số hộ còn lại.") for paragraph in notice.paragraphs)


def test_the_calendar_folds_escapes_and_keeps_its_keys():
    reminders = [Reminder("SL-2026-001-tra-loi", NOW, "SL-2026-001: trả lời báo, kết quả; xử lý " + "rất dài " * 12)]
    data = ics(reminders, NOW).decode()
    assert data.startswith("BEGIN:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in data.split("\r\n"))
    assert "báo\\, kết quả\\; xử lý" in data.replace("\r\n ", "")
    assert "DTEND:20261120T010000Z" in data
    assert data == ics(reminders, NOW).decode()
    assert "BEGIN:VTIMEZONE" in ics([], NOW).decode(), "a calendar without any component is none (RFC 5545, 3.6)"


def published(file: CaseFile, **changes: Any) -> tuple[str, list[dict[str, Any]]]:
    facts = [
        Fact("Xã đã chi trả cho 41 hộ.", "12/BB-KT", date(2026, 11, 12), "Phòng Kinh tế", valid_to=date(2026, 12, 31))
    ]
    page = official.html(COMMUNE, facts, [official.Checked(file.case, file.article, "Báo Một")], NOW).decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found
    return page, json.loads(found[1])


def test_the_public_page_carries_claim_reviews(files: Callable[[str], CaseFile]):
    file = files("false")
    hostile = replace(file.article, title="</script><script>alert(1)</script>", author="Nguyễn Phóng Viên")
    page, (review,) = published(replace(file, article=hostile, case=replace(file.case, sentence="47 hộ </script> dân")))
    assert page.count("<script") == 1
    assert "Nguyễn Phóng Viên" not in page
    assert review["@type"] == "ClaimReview"
    assert review["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": 1,
        "worstRating": 1,
        "bestRating": 5,
        "alternateName": "Sai sự thật",
        "ratingExplanation": "Hai tài liệu đều ghi 41 hộ",
    }
    assert review["itemReviewed"]["author"] == {"@type": "Organization", "name": "Báo Một"}


def test_what_was_corrected_or_never_judged_is_not_published_again(files: Callable[[str], CaseFile], tmp_path: Path):
    with opened(tmp_path) as store:
        pen = Pen(store, opened_case(store, office(store)))
        article = store.articles.get(pen.case.article)
        assert not official.publishable(pen.case)
        pen.concluded("false")
        assert official.publishable(pen.case)
        pen(Deed.RIGHT, text="có")
        pen(Deed.SUBMIT, letter="B")
        pen(Deed.SEND, letter="B", number="1", day="2026-11-20", way="thư")
        pen(Deed.CLOSE, ending="corrected", text="Báo đã cải chính ngày 21/11/2026")
        assert article is not None
        page = official.html(COMMUNE, [], [official.Checked(pen.case, article, "Báo Một")], NOW).decode()
        assert SENTENCE not in page
        assert store.cases.all(UNIT)


def test_what_is_spoken_leaves_out_what_ran_out():
    facts = [
        Fact("Xã có 12 thôn.", "5/BC-UBND", valid_to=date(2026, 11, 1)),
        Fact("xã đã chi trả cho 41 hộ.", "12/BB-KT", date(2026, 11, 12), "Phòng Kinh tế"),
    ]
    told = official.spoken(COMMUNE, facts, (NOW + timedelta(days=1)).date())
    assert "12 thôn" not in told
    assert "Nội dung này theo Văn bản số 12 ngày 12 tháng 11 năm 2026 của Phòng Kinh tế." in told


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Chi 6,8 tỷ đồng, đạt 98,5%.", "Chi 6 phẩy 8 tỷ đồng, đạt 98 phẩy 5 phần trăm."),
        ("Thu hồi 1.250m² và 3 ha.", "Thu hồi 1250 mét vuông và 3 héc-ta."),
        (
            "Quyết định số 219/QĐ-UBND ngày 05/02/2026 của UBND xã",
            "Quyết định số 219 ngày 5 tháng 2 năm 2026 của Ủy ban nhân dân xã",
        ),
        ("Nghị định số 30/2020/NĐ-CP", "Nghị định số 30 năm 2020"),
        ("Luật số 126/2025/QH15 và Nghị quyết 28/2026/QH16.", "Luật số 126 năm 2025 và Nghị quyết 28 năm 2026."),
        ("theo Thông tư 02/2019/TT-BTTTT; số 5/BC-UBND", "theo Thông tư 2 năm 2019; số 5"),
        ("Họp thôn 2 ngày 20/11.", "Họp thôn 2 ngày 20 tháng 11."),
        ("Trường THCS thu 500.000 đ.", "Trường trung học cơ sở thu 500000 đồng."),
    ],
)
def test_the_microphone_gets_words(written: str, read: str):
    assert aloud(written) == read


def test_a_forged_document_is_not_laid_at_the_paper_that_tells_of_it(files: Callable[[str], CaseFile]):
    page, (review,) = published(files("fabricated"))
    assert review["itemReviewed"] == {"@type": "Claim"}
    assert review["claimReviewed"] == "47 hộ"
    assert review["url"] == "#SL-2026-001"
    assert '<article id="SL-2026-001">' in page
    assert "Kết luận về “47 hộ”: bịa đặt, giả mạo." in page
    assert "Điều báo nêu đúng: Việc chi trả đã thực hiện." in page


def test_what_is_right_is_called_right_to_everyone(files: Callable[[str], CaseFile]):
    page, (review,) = published(files("true_unfavourable"))
    assert "bất lợi" not in page
    assert review["reviewRating"]["alternateName"] == "Đúng"


def test_a_slip_goes_to_the_unit_and_a_notice_to_everyone(files: Callable[[str], CaseFile]):
    file = files("false")
    slip = words(render(PAPERS["phieu-chuyen"](file)))
    assert "Kính gửi: Phòng Kinh tế." in slip
    assert "Đồng chí Chủ tịch" not in slip
    notice = words(render(PAPERS["thong-tin-chinh-thuc"](file)))
    assert "Kính gửi" not in notice
    assert "/TTCT-UBND" in notice
    assert "Về chi trả bồi thường" in notice
    assert "NGƯỜI PHÁT NGÔN" in notice
    assert "/TTCT-UBND-VHXH" not in notice


def test_the_sheet_names_what_each_word_of_the_register_is(files: Callable[[str], CaseFile]):
    told = words(render(PAPERS["phieu-xu-ly"](files("false"))))
    assert "số, ký hiệu văn bản: 12/BB-KT" in told
    assert "Căn cứ: Hai tài liệu" in told
