"""One suspected falsehood, followed to its end: states, verdicts, and the events that a case is folded from.

A case is one claim, never an article or an author; nobody who writes is named in it, nor how the article sounds. What
may be written when stands in `caserules`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """What the people in charge found of one claim. UNVERIFIED is where every case begins."""

    TRUE = "true"
    TRUE_UNFAVOURABLE = "true_unfavourable"
    PARTLY = "partly"
    TECHNICAL = "technical"
    FALSE = "false"
    FABRICATED = "fabricated"
    UNVERIFIED = "unverified"
    OPINION = "opinion"


# In print, with ClaimReview's rating (1 to 5, None for none) and VAFC's label ("" for none).
VERDICTS: dict[Verdict, tuple[str, int | None, str]] = {
    Verdict.TRUE: ("đúng", 5, "Tin xác thực"),
    Verdict.TRUE_UNFAVOURABLE: ("đúng, bất lợi", 5, "Tin xác thực"),
    Verdict.PARTLY: ("đúng một phần, thiếu bối cảnh", 3, ""),
    Verdict.TECHNICAL: ("nhầm lẫn kỹ thuật", 2, ""),
    Verdict.FALSE: ("sai sự thật", 1, "Tin sai sự thật"),
    Verdict.FABRICATED: ("bịa đặt, giả mạo", 1, "Tin giả"),
    Verdict.UNVERIFIED: ("chưa kiểm chứng", None, ""),
    Verdict.OPINION: ("ý kiến, bình luận", None, ""),
}
# What may be asked to be corrected, and what is taken up because the paper was right at least in part.
FALSEHOODS = (Verdict.FALSE, Verdict.FABRICATED)
RIGHT = (Verdict.TRUE, Verdict.TRUE_UNFAVOURABLE, Verdict.PARTLY)


class State(StrEnum):
    """How far a case is."""

    DETECTED = "detected"
    PRESERVED = "preserved"
    SCREENED = "screened"
    VERIFYING = "verifying"
    CONCLUDED = "concluded"
    SUBMITTED = "submitted"
    SENT = "sent"
    SECOND = "second"
    ESCALATED = "escalated"
    ACCEPTING = "accepting"
    REFERRED = "referred"
    CLOSED = "closed"


STATES: dict[State, str] = {
    State.DETECTED: "phát hiện",
    State.PRESERVED: "đã lưu chứng cứ",
    State.SCREENED: "đã sàng lọc",
    State.VERIFYING: "đang xác minh",
    State.CONCLUDED: "đã kết luận",
    State.SUBMITTED: "đang trình ký",
    State.SENT: "đã gửi báo, theo dõi",
    State.SECOND: "đã gửi lần 2",
    State.ESCALATED: "đã kiến nghị cấp trên",
    State.ACCEPTING: "tiếp thu, xử lý",
    State.REFERRED: "đã chuyển Công an xã",
    State.CLOSED: "đã đóng",
}


class Deed(StrEnum):
    """What can be written into a case."""

    PRESERVE = "preserve"
    SCREEN = "screen"
    ASSIGN = "assign"
    FINDING = "finding"
    RIGHT = "right"
    PROPOSE = "propose"
    APPROVE = "approve"
    STATEMENT = "statement"
    SUBMIT = "submit"
    SEND = "send"
    PROOF = "proof"
    ANSWER = "answer"
    SECOND = "second"
    ESCALATE = "escalate"
    ACCEPT = "accept"
    REFER = "refer"
    SUGGEST = "suggest"
    CONFIRM = "confirm"
    CLOSE = "close"
    REOPEN = "reopen"
    NOTE = "note"


DEEDS: dict[Deed, str] = {
    Deed.PRESERVE: "Lưu chứng cứ",
    Deed.SCREEN: "Sàng lọc",
    Deed.ASSIGN: "Giao xác minh",
    Deed.FINDING: "Kết quả xác minh",
    Deed.RIGHT: "Điều báo nêu đúng",
    Deed.PROPOSE: "Đề xuất kết luận",
    Deed.APPROVE: "Duyệt kết luận",
    Deed.STATEMENT: "Phát ngôn ban đầu",
    Deed.SUBMIT: "Trình ký văn bản",
    Deed.SEND: "Gửi văn bản",
    Deed.PROOF: "Bằng chứng đã nhận",
    Deed.ANSWER: "Báo trả lời",
    Deed.SECOND: "Gửi lần 2",
    Deed.ESCALATE: "Kiến nghị cấp trên",
    Deed.ACCEPT: "Tiếp thu, giao xử lý",
    Deed.REFER: "Chuyển Công an xã",
    Deed.SUGGEST: "Phần mềm gợi ý",
    Deed.CONFIRM: "Xác nhận gợi ý",
    Deed.CLOSE: "Đóng hồ sơ",
    Deed.REOPEN: "Mở lại",
    Deed.NOTE: "Ghi chú",
}
# How a case ends, as printed.
ENDINGS: dict[str, str] = {
    "corrected": "đã cải chính",
    "replied": "đã đăng phản hồi",
    "amended": "đính chính kỹ thuật",
    "refused": "báo từ chối có lý do",
    "no_answer": "báo không trả lời",
    "not_false": "không sai, chuyển luồng tiếp thu",
    "answered": "đã trả lời báo",
    "referred": "đã chuyển cơ quan có thẩm quyền",
    "opinion": "ý kiến, bình luận, không xử lý",
    "insufficient": "không đủ căn cứ",
    "mistaken": "mở nhầm, không tính là thông tin cần kiểm chứng",
}
# The ending that says nothing of the paper: such a case is counted apart and told to nobody outside.
MISTAKEN = "mistaken"
# Letters: A answers or explains, B asks for a correction, the others stay inside or go to other offices.
LETTERS: dict[str, str] = {
    "A": "công văn phản hồi thông tin",
    "B": "công văn đề nghị cải chính",
    "answer": "công văn trả lời báo",
    "technical": "thư đề nghị đính chính kỹ thuật",
}
SOFTWARE = "phần mềm"


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One thing written into a case; `data` holds the fields of its deed and no others (see `caserules.FIELDS`)."""

    at: datetime
    by: str
    deed: Deed
    data: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One claim as it stands. `id` is printed ("SL-2026-007"); `said` are the words doubted, `sentence` theirs.

    `official`, `basis` and `why` are the other side as first put forward. The rest is folded from `events`.
    """

    id: str
    unit_code: str
    article: str
    kind: str
    said: str
    sentence: str
    opened: datetime
    by: str
    official: str = ""
    basis: str = ""
    why: str = ""
    state: State = State.DETECTED
    verdict: Verdict = Verdict.UNVERIFIED
    events: tuple[CaseEvent, ...] = ()

    def of(self, *deeds: Deed) -> tuple[CaseEvent, ...]:
        """The events of these deeds, in order."""
        return tuple(event for event in self.events if event.deed in deeds)

    def last(self, *deeds: Deed) -> CaseEvent | None:
        """The newest event of these deeds."""
        return next(reversed(self.of(*deeds)), None)

    def told(self, deed: Deed, name: str) -> str:
        """A field of the newest event of a deed, "" when there is none."""
        found = self.last(deed)
        return str(found.data.get(name, "")) if found else ""

    @property
    def open(self) -> bool:
        """Whether the case still waits for somebody."""
        return self.state is not State.CLOSED

    @property
    def mistaken(self) -> bool:
        """Whether it was closed because it should never have been opened."""
        return not self.open and self.told(Deed.CLOSE, "ending") == MISTAKEN

    @property
    def proposed(self) -> CaseEvent | None:
        """The verdict that waits for a second person, None when none does."""
        found = self.last(Deed.PROPOSE, Deed.APPROVE, Deed.REOPEN)
        return found if found and found.deed is Deed.PROPOSE else None

    @property
    def locked(self) -> bool:
        """Whether rebuttal is locked: what the paper said was found true, or is no matter of truth."""
        return self.verdict in (Verdict.TRUE, Verdict.TRUE_UNFAVOURABLE, Verdict.OPINION)

    @property
    def since(self) -> datetime:
        """When the case came into its state."""
        moments = [event.at for event in self.events if _AFTER.get(event.deed)]
        return moments[-1] if moments else self.opened


_AFTER: dict[Deed, State] = {
    Deed.PRESERVE: State.PRESERVED,
    Deed.SCREEN: State.SCREENED,
    Deed.ASSIGN: State.VERIFYING,
    Deed.APPROVE: State.CONCLUDED,
    Deed.SUBMIT: State.SUBMITTED,
    Deed.SEND: State.SENT,
    Deed.SECOND: State.SECOND,
    Deed.ESCALATE: State.ESCALATED,
    Deed.ACCEPT: State.ACCEPTING,
    Deed.REFER: State.REFERRED,
    Deed.CLOSE: State.CLOSED,
    Deed.REOPEN: State.VERIFYING,
}


def after(case: Case, events: Iterable[CaseEvent]) -> Case:
    """The case as it stands after these events, in their order."""
    for event in events:
        state = _AFTER.get(event.deed, case.state)
        verdict = case.verdict
        if event.deed is Deed.APPROVE and case.proposed:
            verdict = Verdict(case.proposed.data["verdict"])
        if event.deed is Deed.REOPEN:
            verdict = Verdict.UNVERIFIED
        if event.deed is Deed.PRESERVE and case.state is not State.DETECTED:
            state = case.state
        case = replace(case, state=state, verdict=verdict, events=(*case.events, event))
    return case


def as_of(case: Case, number: int) -> Case:
    """A case as it stood before an event of the register."""
    bare = replace(case, state=State.DETECTED, verdict=Verdict.UNVERIFIED, events=())
    return after(bare, [event for event in case.events if event.number < number])


def day_of(text: object) -> date | None:
    """A day as events hold it, None for none."""
    return date.fromisoformat(text) if isinstance(text, str) and text else None
