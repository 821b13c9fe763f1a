"""What the commune has said officially: one sentence of a published document, with the document that stands for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from domain.claim import Statement
from domain.clock import vi_date

# Days before its end from which a fact asks to be renewed.
WARN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Fact:
    """One official fact. `number`, `day`, `issuer`, `summary` (trích yếu) name the document it stands in.

    `valid_from` and `valid_to` bound what it is true of, both included, None where it is not bounded; `person` is who
    answers for it. `id` is the store's, 0 for one not yet stored.
    """

    text: str
    number: str = ""
    day: date | None = None
    issuer: str = ""
    summary: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    topic: str = ""
    person: str = ""
    id: int = 0
    withdrawn: bool = False

    def expired(self, day: date) -> bool:
        """Whether it is no longer to be relied on."""
        return self.withdrawn or (self.valid_to is not None and self.valid_to < day)

    def expires_soon(self, day: date) -> bool:
        """Whether it should be renewed now."""
        return not self.expired(day) and self.valid_to is not None and self.valid_to - WARN <= day

    @property
    def source(self) -> str:
        """The document as cited: "Biên bản số 12/BB-KT ngày 12/11/2026 của Phòng Kinh tế về việc chi trả"."""
        parts = [
            self.summary if not self.number else f"Văn bản số {self.number}" if "/" in self.number else self.number
        ]
        parts += [f"ngày {vi_date(self.day)}"] if self.day else []
        parts += [f"của {self.issuer}"] if self.issuer else []
        return " ".join(part for part in parts if part)

    def statement(self) -> Statement:
        """The fact as sentences are held against it."""
        return Statement(f"fact:{self.id}", self.text, self.valid_from or self.day, self.valid_to)


def complaint(fact: Fact) -> str:
    """Why a fact cannot be kept, "" when it can."""
    if not fact.text.strip():
        return "Chưa có nội dung. Mời ghi một câu nêu rõ số liệu hoặc sự việc."
    if not fact.number and not fact.summary:
        return "Chưa rõ văn bản. Mời ghi số, ký hiệu hoặc trích yếu của văn bản nêu số liệu này."
    if fact.valid_from and fact.valid_to and fact.valid_to < fact.valid_from:
        return "Ngày hết hiệu lực đứng trước ngày bắt đầu. Mời xem lại hai ngày này."
    return ""
