"""The report on the plan: what officers wrote, what the system counts, and dots where nobody wrote anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from config.planning import PlanSettings
from digest.plan import TO_FILL, report
from digest.render import RENDERERS
from domain.clock import VIETNAM
from domain.document import Digest
from domain.edition import Edition, PeriodKind, period_of
from domain.place import Unit
from domain.plan import PlanNote
from tests.digest import builders, editions
from tests.digest.outline import cell_text, outline, prose, table
from tests.digest.wordml import Package, problems

SETTINGS = PlanSettings(number="05/KH-UBND", day="12/01/2026")
AT = datetime(2026, 12, 15, 8, 0, tzinfo=VIETNAM)
NOTES = (
    PlanNote(date(2026, 10, 20), "5", "Đã phát 24 chuyên mục truyền thanh", "Cán bộ A", AT),
    PlanNote(date(2026, 11, 20), "5", "Đăng 12 tin trên cổng.", "Cán bộ A", AT),
    PlanNote(date(2026, 12, 1), "ton-tai", "Chưa có cán bộ chuyên trách.", "Cán bộ A", AT),
)


def quarter() -> Edition:
    return replace(editions.full(), period=period_of(date(2026, 12, 14), PeriodKind.QUARTER), built_at=AT)


def made(
    edition: Edition | None = None, settings: PlanSettings = SETTINGS, notes=NOTES, unit=builders.COMMUNE.unit
) -> Digest:
    return report(edition or quarter(), settings.plan(), notes, settings.office_of(unit, "VT, VHXH"))


def test_it_goes_out_under_the_letterhead_of_the_committee():
    text = outline(made())
    assert "Ủy ban nhân dân\nxã Nghi Dương" in text
    assert "/BC-UBND" in text
    assert "- Sở Văn hóa, Thể thao và Du lịch thành phố Hải Phòng" in text
    assert made().opening.startswith("Thực hiện Kế hoạch số 05/KH-UBND ngày 12/01/2026 về thông tin đối ngoại, Ủy ban")
    assert made().closing.endswith("quý IV năm 2026, Ủy ban nhân dân xã Nghi Dương kính báo cáo./.")


def test_results_are_the_officers_words_with_days_then_the_systems_figures():
    rows = {cell_text(row[1]): cell_text(row[3]) for row in table(made(), "results").rows}
    assert rows["Truyền thông trên cổng thông tin điện tử, truyền thanh cơ sở, mạng xã hội"] == (
        "Đã phát 24 chuyên mục truyền thanh (ngày 20/10/2026). / Đăng 12 tin trên cổng (ngày 20/11/2026)."
    )
    watched = rows["Theo dõi, tổng hợp báo chí viết về địa phương"]
    assert watched.startswith(TO_FILL)
    assert "Ghi nhận" in watched
    assert "Số cuộc họp báo: 0." in rows["Cung cấp thông tin cho báo chí, phát ngôn; tham gia giao ban báo chí"]


def test_what_nobody_wrote_is_left_to_be_filled_in():
    text = outline(made(notes=()))
    assert text.count(TO_FILL) >= 9
    assert "Chưa có cán bộ chuyên trách." in prose(made(), "assessment")


def test_the_shipped_frame_says_that_it_is_none_of_the_plan():
    assert "chưa phải nguyên văn kế hoạch" in outline(made())
    own = SETTINGS.model_copy(update={"tasks": ("1.1 | Mở chuyên mục trên cổng | Văn phòng | Quý I",)})
    text = outline(made(settings=own))
    assert "chưa phải nguyên văn" not in text
    assert "1 | Mở chuyên mục trên cổng | Văn phòng / Quý I | ……" in text


@pytest.mark.parametrize("line", ["chỉ có việc", "1 | ", "1 | việc | a | b | thời tiết"])
def test_a_task_that_cannot_be_read_names_the_form(line: str):
    with pytest.raises(ValueError, match="không hiểu được"):
        PlanSettings(tasks=(line,))


def test_codes_are_unique_and_not_those_of_chapters():
    for tasks in (("1 | a", "1 | b"), ("ton-tai | a",)):
        with pytest.raises(ValueError, match="bị trùng"):
            PlanSettings(tasks=tasks)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (Unit("11407", "Lê Chân", "Phường", "Thành phố Hải Phòng", "31"), "phường Lê Chân"),
        (Unit("11914", "Cát Hải", "Đặc khu", "Thành phố Hải Phòng", "31"), "đặc khu Cát Hải"),
        (Unit("1", "M'Drắk", "Xã", "Tỉnh Đắk Lắk", "66"), "xã M'Drắk"),
    ],
)
def test_a_ward_and_a_special_zone_are_named_so(unit: Unit, words: str):
    office = SETTINGS.office_of(unit, "VT")
    assert office.issuer == f"Ủy ban nhân dân\n{words}"
    assert f"TT HĐND {unit.type.lower()}" in office.recipients[0]
    assert office.addressees[0].endswith(unit.province[1:])
    assert problems(Package(RENDERERS["docx"](made(unit=unit)))) == []


@pytest.mark.parametrize("name", ["docx", "html", "xlsx", "txt", "json"])
def test_every_renderer_takes_it(name: str):
    assert RENDERERS[name](made())


def test_hostile_words_of_a_note_stay_words():
    note = PlanNote(date(2026, 11, 1), "1", "=1+1 <b>\x00“x”" * 50, "a", AT)
    assert problems(Package(RENDERERS["docx"](made(notes=(note,))))) == []
