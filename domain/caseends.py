"""With which result may a case end? Nothing is written down as an outcome that did not happen."""

from __future__ import annotations

from domain.case import ENDINGS, MISTAKEN, RIGHT, Case, CaseEvent, Deed, State, Verdict
from domain.caseclock import paper_limit
from domain.casevalues import says_something
from domain.clock import vi_moment
from domain.people import Role
from domain.text import name_key, one_line

# Before a unit was asked to verify anything.
EARLY = (State.DETECTED, State.PRESERVED, State.SCREENED)
# What a paper did after a letter that asked it for something.
OF_THE_PAPER = ("corrected", "replied", "amended", "refused", "no_answer")


def ending_complaint(case: Case, event: CaseEvent, role: Role | None) -> str:
    """Why a case may not be closed like this, "" when it may. `role` is that of who closes it."""
    ending = event.data["ending"]
    if ending not in ENDINGS:
        return "Kết quả không có trong danh mục. Mời chọn lại; chưa ghi gì."
    if ending == MISTAKEN:
        return _mistaken(case, event, role)
    if ending in (*OF_THE_PAPER, "answered"):
        return _by_letter(case, ending, event)
    if ending == "opinion" and case.verdict is not Verdict.OPINION and case.state not in EARLY:
        return "Hồ sơ chưa được kết luận là ý kiến, bình luận. Chưa ghi gì."
    if ending == "not_false" and case.verdict not in RIGHT:
        return "Chưa có kết luận đúng được hai người xác nhận. Chưa ghi gì."
    if ending == "referred" and not case.of(Deed.REFER):
        return "Chưa chuyển cơ quan nào nên chưa thể đóng với kết quả này. Chưa ghi gì."
    return _insufficient(case, event, role) if ending == "insufficient" else ""


def _by_letter(case: Case, ending: str, event: CaseEvent) -> str:
    if not case.of(Deed.SEND):
        told = "công văn trả lời báo" if ending == "answered" else "văn bản nào cho báo"
        return f"Chưa gửi {told} nên chưa thể đóng với kết quả này. Chưa ghi gì."
    if case.verdict is Verdict.UNVERIFIED:
        return "Kết luận đã mở lại và chưa có kết luận mới nên chưa đóng với kết quả này được. Chưa ghi gì."
    if ending in OF_THE_PAPER and case.locked:
        return "Kết luận là báo nêu đúng nên không có việc báo cải chính, đăng phản hồi. Chưa ghi gì."
    if ending == "answered":
        return ""
    if case.told(Deed.SEND, "letter") == "answer":
        return "Văn bản đã gửi là công văn trả lời báo, không đề nghị báo điều gì. Mời chọn “đã trả lời báo”."
    return _silent(case, event) if ending == "no_answer" else _witnessed(case, event)


def _silent(case: Case, event: CaseEvent) -> str:
    """A paper is called silent only after its time, and not when it spoke."""
    if case.of(Deed.ANSWER):
        return "Hồ sơ có ghi báo đã trả lời nên không thể đóng là báo không trả lời. Chưa ghi gì."
    limit = paper_limit(case)
    if limit is not None and event.at < limit:
        return f"Báo còn hạn đến {vi_moment(limit)} để trả lời. Chưa ghi gì."
    return ""


def _witnessed(case: Case, event: CaseEvent) -> str:
    """What a paper did is written down somewhere before it is the end of a case."""
    changes = {one.number for one in case.of(Deed.SUGGEST) if one.data.get("what") == "change"}
    seen = any(one.data["suggestion"] in changes for one in case.of(Deed.CONFIRM))
    if seen or case.of(Deed.ANSWER) or says_something(event.data.get("text")):
        return ""
    return (
        "Hồ sơ chưa ghi báo đã làm gì. Mời ghi “Báo trả lời”, xác nhận gợi ý về thay đổi của bài, hoặc nêu rõ ở mục "
        "nội dung khi đóng. Chưa ghi gì."
    )


def _insufficient(case: Case, event: CaseEvent, role: Role | None) -> str:
    if case.state in EARLY:
        return (
            "Chưa giao ai xác minh nên chưa nói được là không đủ căn cứ. Nếu hồ sơ mở nhầm, mời chọn “mở nhầm”. "
            "Chưa ghi gì."
        )
    if case.verdict is not Verdict.UNVERIFIED:
        return "Hồ sơ đã có kết luận, không còn là không đủ căn cứ. Chưa ghi gì."
    opener = case.last(Deed.REOPEN)
    if case.of(Deed.APPROVE) and (
        role is None or not role.may(Role.APPROVER) or (opener and name_key(opener.by) == name_key(event.by))
    ):
        return (
            "Hồ sơ từng có kết luận được hai người xác nhận rồi mở lại: chỉ người thứ hai, có vai trò Duyệt và không "
            "phải người mở lại, được đóng là không đủ căn cứ. Chưa ghi gì."
        )
    return ""


def _mistaken(case: Case, event: CaseEvent, role: Role | None) -> str:
    """A case opened by mistake says nothing of the paper: only before a verdict, with a reason, never to bury it."""
    if not one_line(str(event.data.get("text", ""))):
        return "Mở nhầm thì cần ghi lý do vì sao đây không phải việc cần kiểm chứng. Chưa ghi gì."
    if case.of(Deed.APPROVE, Deed.SEND):
        return "Hồ sơ đã có kết luận hoặc đã gửi văn bản nên không thể coi là mở nhầm. Chưa ghi gì."
    if case.state in EARLY:
        return ""
    asked = case.of(Deed.ASSIGN, Deed.FINDING, Deed.PROPOSE)
    alone = {name_key(case.by), *(name_key(one.by) for one in asked)}
    if role is None or not role.may(Role.APPROVER) or name_key(event.by) in alone:
        return (
            "Hồ sơ đã giao xác minh: chỉ người thứ hai, có vai trò Duyệt và chưa xử lý hồ sơ này, được đóng là mở "
            "nhầm. Chưa ghi gì."
        )
    return ""
