"""Every label of the desk that stands for a value: choices, roles, deeds, tasks, formats. Vietnamese, in one place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from desk.tongues import Said
from domain.case import DEEDS as CASE_EVENTS
from domain.case import STATES
from domain.case import VERDICTS as CASE_WORDS
from domain.casefields import FIELD_NAMES, field_value
from domain.clock import vi_date
from domain.correction import REPLY_DUE, TONE
from domain.editing import EditKind
from domain.edition import Period, PeriodKind
from domain.matter import MatterState
from domain.outcome import OUTCOMES, Outcome, Word
from domain.people import Role
from domain.place import Unit
from domain.reading import ToneValue, Verdict
from domain.request import Request, Task
from domain.review import Choice
from domain.saved import Kept, Use
from domain.watch import SIGHTS, Ruling
from store.deliveries import DeliveryState

BUTTONS = {
    Choice.OURS: "Đúng",
    Choice.NOT_OURS: "Không phải xã mình",
    Choice.COPY: "Trùng",
    Choice.REPLY: "Cần trả lời",
    Choice.ANSWERED: "Đã trả lời",
}
# What stands after a choice, as a phrase after "Cán bộ đã ghi:".
STANDING = {
    Choice.OURS: "đúng là bài về xã",
    Choice.NOT_OURS: "không phải xã mình",
    Choice.COPY: "trùng với bài khác",
    Choice.REPLY: "cần trả lời",
    Choice.ANSWERED: "đã trả lời",
    Choice.UNDO: "hoàn tác",
}
ROLES = {
    Role.READER: "Xem",
    Role.EDITOR: "Soạn",
    Role.APPROVER: "Duyệt",
    Role.ADMIN: "Quản trị",
}
ROLE_MEANINGS = {
    Role.READER: "chỉ xem các trang",
    Role.EDITOR: "xem và quyết định từng bài, lập bản tổng hợp",
    Role.APPROVER: "như Soạn, thêm xem nhật ký",
    Role.ADMIN: "như Duyệt, thêm quản lý người dùng, cài đặt, nguồn báo",
}
TONES = {
    ToneValue.POSITIVE: "nêu kết quả, gương tốt",
    ToneValue.NEUTRAL: "đưa tin chung",
    ToneValue.NEGATIVE: "phản ánh hạn chế, bất cập",
    ToneValue.UNCLEAR: "chưa rõ",
}
VERDICTS = {
    Verdict.ACCEPT: "phần mềm nhận là bài về xã",
    Verdict.REVIEW: "phần mềm chưa chắc có phải xã mình",
    Verdict.REJECT: "phần mềm cho là không phải xã mình",
}
VERDICT_SHORT = {
    Verdict.ACCEPT: "về xã mình",
    Verdict.REVIEW: "chưa chắc",
    Verdict.REJECT: "không phải",
}
CERTAINTY = {Verdict.ACCEPT: "cao", Verdict.REVIEW: "chưa chắc", Verdict.REJECT: "thấp"}
KINDS = {
    PeriodKind.WEEK: "Tuần",
    PeriodKind.MONTH: "Tháng",
    PeriodKind.QUARTER: "Quý",
    PeriodKind.HALF: "Sáu tháng",
    PeriodKind.YEAR: "Năm",
}
TASKS = {
    Task.RUN: "Đọc báo",
    Task.BUILD: "Lập bản tổng hợp",
    Task.REPLACE: "Lập bản thay thế",
    Task.SEND: "Gửi văn bản",
    Task.SOURCE: "Thêm báo",
    Task.BACKUP: "Sao lưu dữ liệu",
}
# What a word about a digest did, after a name: "Lan đã …".
EDITS = {
    EditKind.TEXT: "sửa lời",
    EditKind.DROP: "bỏ câu",
    EditKind.PIN: "đưa lên đầu",
    EditKind.ORDER: "xếp lại",
    EditKind.COMMENT: "nhận xét",
    EditKind.APPROVE: "duyệt",
    EditKind.UNDO: "hoàn tác",
}
DELIVERIES = {
    DeliveryState.SENDING: "đang gửi dở",
    DeliveryState.SENT: "đã gửi",
    DeliveryState.LATER: "sẽ gửi lại",
    DeliveryState.REFUSED: "không gửi được",
    DeliveryState.UNKNOWN: "chưa rõ đã đi hay chưa",
}
FORMATS = {
    "docx": "Word",
    "html": "Trang web",
    "pdf": "PDF",
    "xlsx": "Bảng tính",
    "txt": "Văn bản ngắn",
    "json": "Dữ liệu",
}
MATTERS = {
    MatterState.PROPOSED: "phần mềm gợi ý, chưa ai nhận",
    MatterState.ASSIGNED: "đã giao đơn vị",
    MatterState.ANSWERED: "đã trả lời báo",
    MatterState.CLOSED: "đã xong",
    MatterState.DISMISSED: "không phải việc của xã",
}
_MATTER_FIELDS = {
    "state": "tình trạng",
    "unit": "đơn vị chủ trì",
    "due": "hạn",
    "directive": "chỉ đạo",
    "result": "kết quả",
}
RULED = {Ruling.RIGHT: "đúng", Ruling.WRONG: "không đúng", Ruling.UNDO: "hoàn tác"}
DEEDS = {
    "watch": "Ghi về thay đổi của bài",
    "erase": "Xóa dữ liệu cá nhân theo yêu cầu",
    "dossier": "Lấy hồ sơ lưu của bài",
    "decide": "Quyết định về bài",
    "undo": "Hoàn tác",
    "ask": "Giao việc cho phần mềm",
    "matter": "Ghi về vấn đề báo nêu",
    "split": "Tách khỏi sự việc",
    "merge": "Gộp sự việc",
    "story-undo": "Hoàn tác việc tách, gộp",
    "correct": "Sửa sắc thái, lĩnh vực",
    "rule": "Ghi quy tắc “không phải xã mình”",
    "rule-undo": "Bỏ quy tắc “không phải xã mình”",
    "sign-in": "Đăng nhập",
    "sign-in-refused": "Đăng nhập không được",
    "sign-out": "Đăng xuất",
    "password": "Đổi mật khẩu",
    "user-add": "Thêm người dùng",
    "user-communes": "Đổi xã được làm",
    "user-enable": "Cho phép đăng nhập",
    "user-disable": "Khóa đăng nhập",
    "edit": "Sửa bản tổng hợp",
    "approve": "Duyệt bản tổng hợp",
    "issue": "Phát hành",
    "setting": "Đổi cài đặt",
    "source": "Bật, tắt nguồn báo",
    "set-up": "Thiết lập lần đầu",
    "restore": "Khôi phục từ bản sao lưu",
    "case": "Ghi vào hồ sơ",
    "case-open": "Mở hồ sơ",
    "fact": "Thêm số liệu",
    "fact-end": "Thôi dùng số liệu",
    "fact-file": "Nhập số liệu từ tệp",
    "search": "Ghi về tìm kiếm đã lưu",
    "press": "Ghi sổ phát ngôn",
    "plan": "Ghi kết quả kế hoạch",
}
SEARCH_USES = {
    Use.SECTION: "phần “Theo dõi theo yêu cầu” của bản tổng hợp",
    Use.WARNING: "cảnh báo khi có bài mới",
}
SEARCH_DEEDS = {
    Kept.SAVE: "lưu",
    Kept.CHANGE: "sửa",
    Kept.FEED: "mở địa chỉ theo dõi",
    Kept.CLOSE: "đóng địa chỉ theo dõi",
    Kept.LOOK: "đã xem bài mới",
    Kept.DROP: "bỏ",
    Kept.UNDO: "hoàn tác",
}
# Tables of the nouns, under the names that the pages know.
CASE_STATES, CASE_VERDICTS, CASE_DEEDS, CASE_FIELDS = STATES, CASE_WORDS, CASE_EVENTS, FIELD_NAMES
case_value = field_value
VISITS = SIGHTS
STAGES = {
    "discover": "Xem danh mục tin",
    "headline": "Ghi tít",
    "fetch": "Tải trang",
    "extract": "Bóc nội dung",
    "mention": "Tìm tên xã trong bài",
    "read": "Xếp lĩnh vực",
    "tone": "Đọc sắc thái",
    "group": "Gom vào sự việc",
    "claim": "Đối chiếu số liệu",
    "behind": "Hỏi địa chỉ gốc của tít",
    "watch": "Xem lại bài đã đăng",
}


def period(asked: Period) -> Said:
    """`Tuần 12/11/2026 đến 18/11/2026`."""
    return Said("{kind} {start} đến {end}", kind=KINDS[asked.kind], start=asked.start, end=asked.end)


def unit(one: Unit) -> str:
    """A commune among others: `Nghi Dương (xã)`."""
    return f"{one.name} ({one.kind})"


def anchor(item: str) -> str:
    """The name of a piece of a digest as a place on a page."""
    return "c-" + re.sub(r"[^a-z0-9]+", "-", item)


def task(request: Request) -> Said:
    """What a task does, with its details."""
    done = TASKS[request.task]
    if request.task in (Task.RUN, Task.BACKUP):
        return Said(done)
    if request.task is Task.SOURCE:
        return Said("{task} {detail}", task=done, detail=request.detail)
    kind, day, *_ = request.detail.split(" ")
    within = KINDS[PeriodKind(kind)].lower()
    return Said("{task} {kind} có ngày {day}", task=done, kind=within, day=date.fromisoformat(day))


def deadline(due: date, today: date) -> Said:
    """How far off a deadline is."""
    days = (due - today).days
    if days < 0:
        return Said("Quá hạn {days} ngày (hạn {due})", days=-days, due=due)
    return (
        Said("Hạn {due}, là hôm nay", due=due) if days == 0 else Said("Hạn {due}, còn {days} ngày", due=due, days=days)
    )


def correction(subject: str, value: str) -> Said:
    """What an officer said of a reading."""
    if subject == TONE:
        return Said("sắc thái: {tone}", tone=TONES[ToneValue(value)])
    if subject == REPLY_DUE:
        return Said("cần trả lời báo") if value == "yes" else Said("không cần trả lời báo")
    first, _, second = value.partition(",")
    if second:
        return Said("lĩnh vực số {first} và {second}", first=first, second=second)
    return Said("lĩnh vực số {first}", first=first) if first else Said("không thuộc lĩnh vực nào")


def written(event: Mapping[str, object]) -> str:
    """What was written about an issue, field by field."""
    return "; ".join(f"{_MATTER_FIELDS[name]}: {_told(value)}" for name, value in event.items())


def _told(value: object) -> str:
    if isinstance(value, MatterState):
        return MATTERS[value]
    return vi_date(value) if isinstance(value, date) else str(value)


def step(stage: str) -> int:
    """The place of a stage in the order an article goes through."""
    order = list(STAGES)
    return order.index(stage) if stage in order else len(order)


def outcome(left: Outcome) -> str:
    """How an item left a stage; what nobody foresaw is told without its technical details."""
    return OUTCOMES[left.word] if left.word is Word.UNEXPECTED or not left.detail else left.detail
