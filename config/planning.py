"""The plan for external information: what the office wrote of it in its settings, and the shipped frame."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import Field, field_validator

from config import shipped
from config.kinds import Part, Text, Texts
from domain.edition import Office
from domain.place import Unit
from domain.plan import CHAPTERS, Plan, PlanTask

_FRAME = shipped.table("plan")
_FIGURES = ("press", "press_work", "issues", "cases")
# The same as officers write them.
_WORDS = {"tin bài": "press", "phát ngôn": "press_work", "vấn đề": "issues", "hồ sơ": "cases"}


class PlanSettings(Part):
    """[plan]"""

    number: Text = Field("", description="Số, ký hiệu kế hoạch thông tin đối ngoại.", examples=["05/KH-UBND"])
    day: Text = Field("", description="Ngày ban hành kế hoạch, dạng 12/01/2026.", examples=["12/01/2026"])
    title: Text = Field(_FRAME["ten"], description="Kế hoạch về việc gì, như in sau chữ “về”.")
    tasks: Texts = Field(
        (),
        description="Nhiệm vụ của kế hoạch, mỗi dòng: mã | nhiệm vụ | đơn vị | thời gian | số liệu phần mềm tính "
        "(tin bài, phát ngôn, vấn đề, hồ sơ, hoặc bỏ trống). Để trống: dùng khung năm nhóm việc của báo cáo.",
        examples=[["1 | Theo dõi báo chí | Phòng Văn hóa - Xã hội | Thường xuyên | tin bài"]],
    )
    addressee: Text = Field(_FRAME["noi_gui"], description="Nơi kính gửi báo cáo thực hiện kế hoạch.")
    recipients: Texts = Field(tuple(_FRAME["noi_nhan"]), description="Nơi nhận báo cáo thực hiện kế hoạch.")
    authority: Text = Field(_FRAME["quyen_han"], description="Dòng quyền hạn trên chức vụ người ký báo cáo.")
    signer_title: Text = Field(_FRAME["chuc_vu"], description="Chức vụ người ký báo cáo.")
    signer_name: Text = Field("", description="Họ tên người ký báo cáo; để trống thì chừa chỗ.")

    @field_validator("tasks")
    @classmethod
    def _tasks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        codes = [_task(line).code for line in value]
        if doubled := {code for code in codes if codes.count(code) > 1 or code in CHAPTERS}:
            raise ValueError(f"mã nhiệm vụ “{min(doubled)}” bị trùng hoặc đã dùng cho phần khác; mời đổi mã")
        return value

    def plan(self) -> Plan:
        """The plan with the office's own tasks, else with the shipped frame."""
        number = f" số {self.number}" if self.number else ""
        day = f" ngày {self.day}" if self.day else ""
        own = tuple(map(_task, self.tasks))
        return Plan(f"Kế hoạch{number}{day} về {self.title}", own or _frame(), bool(own))

    def office_of(self, unit: Unit, archive: str) -> Office:
        """The letterhead of the People's Committee, which reports on its plan."""
        named = _named(unit)
        return Office(
            parent="",
            issuer=named(_FRAME["co_quan"]),
            place=unit.name,
            symbol=_FRAME["ky_hieu"],
            authority=self.authority,
            signer_title=self.signer_title,
            signer_name=self.signer_name,
            addressees=(named(self.addressee),),
            recipients=tuple(map(named, self.recipients)),
            archive=archive,
        )


def _named(unit: Unit) -> Callable[[str], str]:
    province = unit.province[:1].lower() + unit.province[1:]
    words = {"{unit}": unit.full_name, "{name}": unit.name, "{type}": unit.kind, "{province}": province}

    def named(text: str) -> str:
        for mark, word in words.items():
            text = text.replace(mark, word)
        return text

    return named


def _task(line: str) -> PlanTask:
    """A task as the office writes it. Raises ValueError for a line without code or task."""
    code, task, unit, time, figure = ([part.strip() for part in line.split("|")] + [""] * 5)[:5]
    if not code or not task:
        raise ValueError(f"có “{line}” không hiểu được; mời ghi dạng mã | nhiệm vụ | đơn vị | thời gian")
    figure = _WORDS.get(figure.lower(), figure)
    if figure and figure not in _FIGURES:
        raise ValueError(f"có số liệu “{figure}” không hiểu được; các số liệu có: {', '.join(_WORDS)}")
    return PlanTask(code, task, unit, time, "cài đặt của xã", figure)


def _frame() -> tuple[PlanTask, ...]:
    return tuple(
        PlanTask(row["ma"], row["viec"], row["don_vi"], row["thoi_gian"], row["nguon"], row["so_lieu"])
        for row in _FRAME["nhiem_vu"]
    )
