"""May this be written into this case? The guard rules: criticism is no falsehood, and no one decides alone.

Every way to write a case (desk, command line, a program using the store) passes `complaint`; what it answers is a
Vietnamese sentence that says why not and what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from domain.case import (
    FALSEHOODS,
    LETTERS,
    RIGHT,
    SOFTWARE,
    STATES,
    VERDICTS,
    Case,
    CaseEvent,
    Deed,
    State,
    Verdict,
    day_of,
)
from domain.caseclock import paper_limit
from domain.caseends import ending_complaint
from domain.casefields import FIELDS, KINDS, NEEDED
from domain.casegrounds import grounds_complaint
from domain.casevalues import says_something, value_complaint
from domain.clock import vi_moment
from domain.people import Role
from domain.text import name_key, one_line, syllables

# Deeds that weigh: only a person of the desk, named and with a role, may do them.
NAMED = frozenset(
    {
        Deed.FINDING,
        Deed.RIGHT,
        Deed.PROPOSE,
        Deed.APPROVE,
        Deed.SUBMIT,
        Deed.SEND,
        Deed.SECOND,
        Deed.ESCALATE,
        Deed.REFER,
        Deed.CLOSE,
        Deed.REOPEN,
    }
)
_BY_SOFTWARE = frozenset({Deed.PRESERVE, Deed.SUGGEST})
# From which states a deed may be written; any open state where nothing stands here.
_FROM: Mapping[Deed, tuple[State, ...]] = {
    Deed.SCREEN: (State.DETECTED, State.PRESERVED, State.SCREENED),
    Deed.ASSIGN: (State.SCREENED, State.VERIFYING),
    Deed.FINDING: (State.VERIFYING,),
    Deed.PROPOSE: (State.VERIFYING,),
    Deed.APPROVE: (State.VERIFYING,),
    Deed.SUBMIT: (State.CONCLUDED, State.ACCEPTING, State.SUBMITTED),
    Deed.SEND: (State.SUBMITTED,),
    Deed.PROOF: (State.SENT, State.SECOND, State.ESCALATED),
    Deed.ANSWER: (State.SENT, State.SECOND, State.ESCALATED),
    Deed.SECOND: (State.SENT,),
    Deed.ESCALATE: (State.SENT, State.SECOND),
    Deed.ACCEPT: (State.CONCLUDED,),
    Deed.REFER: (State.CONCLUDED,),
    Deed.REOPEN: (State.CLOSED, State.CONCLUDED),
}
# A case is about one statement, quoted in at most so many words (the form of the register, block B).
MOST_SAID = 40
# Who sits at the desk: a name's role, None for a name nobody has or one that is locked.
Roles = Callable[[str], Role | None]


def complaint(case: Case, event: CaseEvent, roles: Roles, siblings: Iterable[Case] = ()) -> str:
    """Why an event may not be written, "" when it may. `siblings` are all cases on the same article."""
    for check in (_person, _fields, _state):
        if found := check(case, event, roles):
            return found
    if event.deed in (Deed.SUBMIT, Deed.SEND, Deed.SECOND):
        letter = str(event.data.get("letter") or case.told(Deed.SEND, "letter"))
        return letter_complaint(case, letter, siblings) or _signed(case, event, letter)
    if event.deed is Deed.CLOSE:
        return ending_complaint(case, event, roles(event.by))
    check_more = _MORE.get(event.deed)
    return check_more(case, event) if check_more else ""


def possible(case: Case) -> tuple[Deed, ...]:
    """The deeds that fit the state a case is in, in the order of its life."""
    if case.state is State.CLOSED:
        return (Deed.REOPEN, Deed.NOTE)
    return tuple(deed for deed in Deed if case.state in _FROM.get(deed, (case.state,)) and _fits(case, deed))


def _fits(case: Case, deed: Deed) -> bool:
    """Whether the verdict leads there at all."""
    if deed is Deed.ACCEPT:
        return not _accept(case, CaseEvent(case.opened, "", deed))
    if deed is Deed.REFER:
        return not _refer(case, CaseEvent(case.opened, "", deed))
    if deed is Deed.SUBMIT:
        return case.verdict is not Verdict.FABRICATED
    return deed is not Deed.APPROVE or case.proposed is not None


def _fields(_case: Case, event: CaseEvent, _roles: Roles) -> str:
    strange = [name for name in event.data if name not in FIELDS[event.deed]]
    if strange:
        return (
            f"Hồ sơ không có mục “{', '.join(strange)}”. Không ghi tên phóng viên, danh sách báo hay sắc thái vào "
            "hồ sơ; chỉ ghi nhận định và tài liệu. Chưa ghi gì."
        )
    for name, words in NEEDED.get(event.deed, ()):
        if not says_something(event.data.get(name)):
            return f"Còn thiếu {words}. Mời bổ sung; chưa ghi gì."
    return value_complaint(event.data) or _days(event)


def _days(event: CaseEvent) -> str:
    try:
        for name in ("day", "due", "received"):
            if (told := event.data.get(name)) and str(day_of(told)) != told:
                raise ValueError(name)
        if event.data.get("said_at") and datetime.fromisoformat(str(event.data["said_at"])).tzinfo is None:
            raise ValueError("naive")
    except ValueError:
        return "Ngày, giờ chưa đọc được. Mời ghi dạng 2026-12-08; chưa ghi gì."
    return ""


def _person(_case: Case, event: CaseEvent, roles: Roles) -> str:
    if event.by == SOFTWARE:
        if event.deed in _BY_SOFTWARE:
            return ""
        return "Phần mềm chỉ được lưu chứng cứ và gợi ý. Việc này phải do cán bộ ghi."
    if not one_line(event.by):
        return "Chưa rõ ai ghi. Mời ghi họ tên cán bộ; chưa ghi gì."
    if event.deed not in NAMED:
        return ""
    role = roles(event.by)
    if role is None:
        return (
            f"“{event.by}” không phải người dùng đang được phép vào bàn làm việc. Kết luận và văn bản phải do cán bộ "
            "có tên trong danh sách ghi. Chưa ghi gì."
        )
    needed = Role.APPROVER if event.deed is Deed.APPROVE else Role.EDITOR
    return "" if role.may(needed) else f"Vai trò của “{event.by}” chưa được làm việc này. Chưa ghi gì."


def _state(case: Case, event: CaseEvent, _roles: Roles) -> str:
    wanted = _FROM.get(event.deed)
    if case.state is State.CLOSED and event.deed not in (Deed.REOPEN, Deed.NOTE, Deed.SUGGEST):
        return "Hồ sơ đã đóng. Muốn xử lý tiếp, mời mở lại và ghi lý do."
    if wanted and case.state not in wanted:
        needed = " hoặc ".join(f"“{STATES[state]}”" for state in wanted)
        return f"Hồ sơ đang ở bước “{STATES[case.state]}”; việc này chỉ làm ở bước {needed}. Chưa ghi gì."
    return ""


def _propose(case: Case, event: CaseEvent) -> str:
    if event.data["verdict"] not in set(Verdict):
        return "Kết luận không có trong danh mục. Mời chọn lại; chưa ghi gì."
    verdict = Verdict(event.data["verdict"])
    findings = case.of(Deed.FINDING)
    if verdict is Verdict.UNVERIFIED:
        return "“Chưa kiểm chứng” là trạng thái ban đầu, không phải kết luận. Chưa ghi gì."
    if verdict is not Verdict.OPINION and not findings:
        return (
            "Chưa có tài liệu đối chiếu nào. Kết luận phải dựa trên tài liệu của đơn vị xác minh, không dựa vào sắc "
            "thái hay cảm nhận về bài báo. Chưa ghi gì."
        )
    if verdict in FALSEHOODS:
        return grounds_complaint(case, findings)
    return ""


def _approve(case: Case, event: CaseEvent) -> str:
    proposal = case.proposed
    if proposal is None:
        return "Chưa có đề xuất kết luận nào chờ duyệt. Chưa ghi gì."
    if name_key(proposal.by) == name_key(event.by):
        return (
            f"“{event.by}” là người đề xuất nên không được tự duyệt. Kết luận cần người thứ hai, có vai trò Duyệt. "
            "Chưa ghi gì."
        )
    return _propose(case, proposal)


def _accept(case: Case, _event: CaseEvent) -> str:
    fits = case.verdict in RIGHT
    return "" if fits else "Chỉ tiếp thu, xử lý khi kết luận là đúng hoặc đúng một phần. Chưa ghi gì."


def _refer(case: Case, _event: CaseEvent) -> str:
    fits = case.verdict in FALSEHOODS
    return "" if fits else "Chỉ chuyển Công an xã khi đã kết luận bịa đặt, giả mạo hoặc sai sự thật. Chưa ghi gì."


def _escalate(case: Case, event: CaseEvent) -> str:
    """Only a paper that was asked for something, and had its time or answered, is told of to those above it."""
    if case.locked or case.told(Deed.SEND, "letter") not in ("A", "B"):
        return "Văn bản đã gửi không đề nghị báo điều gì nên không có việc kiến nghị cấp trên. Chưa ghi gì."
    limit = paper_limit(case)
    if limit is not None and event.at < limit:
        return f"Báo còn hạn đến {vi_moment(limit)} để cải chính hoặc đăng phản hồi. Chưa kiến nghị; chưa ghi gì."
    return ""


def _suggest(_case: Case, event: CaseEvent) -> str:
    told = "Gợi ý chỉ do phần mềm ghi. Điều cán bộ thấy, mời ghi vào “Ghi chú”; chưa ghi gì."
    return "" if event.by == SOFTWARE else told


def _confirm(case: Case, event: CaseEvent) -> str:
    known = {event.number for event in case.of(Deed.SUGGEST)}
    return "" if event.data["suggestion"] in known else "Không thấy gợi ý này trong hồ sơ. Chưa ghi gì."


_MORE: Mapping[Deed, Callable[[Case, CaseEvent], str]] = {
    Deed.PROPOSE: _propose,
    Deed.APPROVE: _approve,
    Deed.ACCEPT: _accept,
    Deed.REFER: _refer,
    Deed.ESCALATE: _escalate,
    Deed.SUGGEST: _suggest,
    Deed.CONFIRM: _confirm,
}


def _signed(case: Case, event: CaseEvent, letter: str) -> str:
    """What is sent is what was put before the signer."""
    if event.deed is not Deed.SEND or case.told(Deed.SUBMIT, "letter") == letter:
        return ""
    return "Văn bản gửi đi khác loại văn bản đã trình ký. Mời trình ký lại; chưa ghi gì."


def letter_complaint(case: Case, letter: str, siblings: Iterable[Case] = ()) -> str:
    """Why a letter may not be written yet, "" when it may."""
    if letter not in LETTERS:
        return "Loại văn bản không có trong danh mục. Mời chọn lại; chưa ghi gì."
    if case.verdict is Verdict.UNVERIFIED:
        return "Chưa có kết luận được hai người xác nhận, nên chưa lập văn bản gửi báo. Chưa ghi gì."
    if case.verdict is Verdict.FABRICATED:
        return (
            f"Kết luận là “{VERDICTS[case.verdict][0]}” nên việc này chuyển Công an xã, không lập văn bản gửi báo. "
            "Nếu chính bài báo coi điều giả là thật, mời mở hồ sơ riêng cho câu đó và xác minh. Chưa ghi gì."
        )
    if not case.told(Deed.RIGHT, "text"):
        return "Chưa ghi điều báo nêu đúng. Đây là mục bắt buộc trước khi lập văn bản gửi báo. Chưa ghi gì."
    if letter == "answer":
        fits = case.verdict in RIGHT
        return "" if fits else "Công văn trả lời báo chỉ dùng khi báo nêu đúng hoặc đúng một phần. Chưa ghi gì."
    if case.locked:
        return (
            f"Kết luận là “{VERDICTS[case.verdict][0]}” nên không lập văn bản phản bác. Mời chuyển sang tiếp thu, "
            "xử lý và trả lời báo."
        )
    together = [case, *siblings]
    if letter == "B" and not any(one.verdict is Verdict.FALSE for one in together):
        return (
            "Chỉ đề nghị cải chính khi có ít nhất một nhận định được kết luận sai sự thật. Có thể dùng công văn "
            "phản hồi để cung cấp thông tin. Chưa ghi gì."
        )
    return ""


def opening_complaint(kind: str, said: str, sentence: str, by: str) -> str:
    """Why a case may not be opened, "" when it may."""
    if kind == "opinion":
        return (
            "Ý kiến, bình luận không phải là thông tin sai lệch nên không mở hồ sơ. "
            "Nếu cần, mời trả lời hoặc đối thoại."
        )
    if kind not in KINDS:
        return "Loại nhận định không có trong danh mục. Mời chọn lại; chưa mở hồ sơ."
    if not one_line(by):
        return "Chưa rõ ai mở hồ sơ. Mời ghi họ tên; chưa mở hồ sơ."
    if not one_line(said) or said not in sentence:
        return "Cần trích đúng nguyên văn nhận định trong bài báo; chưa mở hồ sơ."
    if len(syllables(said)) > MOST_SAID:
        return f"Mỗi hồ sơ chỉ trích một nhận định, không quá {MOST_SAID} chữ. Mời trích ngắn lại; chưa mở hồ sơ."
    return ""
