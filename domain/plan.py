"""The commune's plan for external information: its tasks, what was done for each, and what a report on it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PlanTask:
    """One task: `figure` names what the system itself can count for it ("" when nothing); `source` where it is from."""

    code: str
    task: str
    unit: str = ""
    time: str = ""
    source: str = ""
    figure: str = ""


@dataclass(frozen=True, slots=True)
class PlanNote:
    """What an officer wrote on a day about a task, or about one of `CHAPTERS`; never changed, only added to.

    `number` is the store's, 0 for one not yet stored.
    """

    day: date
    task: str
    text: str
    by: str
    at: datetime
    number: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan as cited ("Kế hoạch số 05/KH-UBND ngày 12/01/2026 về …") and its tasks.

    `own` says that the office entered its own tasks; the shipped ones are only a frame.
    """

    citation: str
    tasks: tuple[PlanTask, ...]
    own: bool = False


# Beside the tasks an officer writes these parts of a report, by name.
CHAPTERS = {
    "danh-gia": "Kết quả đạt được",
    "ton-tai": "Tồn tại, hạn chế",
    "nguyen-nhan": "Nguyên nhân",
    "ky-toi": "Nhiệm vụ kỳ tới",
    "kien-nghi": "Kiến nghị, đề xuất",
}
