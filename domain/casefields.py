"""What each deed of a case holds and cannot do without. Nothing of who wrote an article, nothing of its tone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from domain.case import ENDINGS, LETTERS, VERDICTS, Deed
from domain.clock import vi_date, vi_moment

# What each deed holds. No other field can be written.
FIELDS: Mapping[Deed, tuple[str, ...]] = {
    Deed.PRESERVE: ("files", "place"),
    Deed.SCREEN: ("hard", "criticised", "affects_opinion", "medium", "note"),
    Deed.ASSIGN: ("unit", "directive", "due"),
    Deed.FINDING: ("unit", "person", "number", "day", "issuer", "summary", "page", "result", "conclusion"),
    Deed.RIGHT: ("text", "unclear"),
    Deed.PROPOSE: ("verdict", "ground"),
    Deed.APPROVE: ("note",),
    Deed.STATEMENT: ("person", "text", "said_at", "way"),
    Deed.SUBMIT: ("letter", "signer"),
    Deed.SEND: ("letter", "number", "day", "way"),
    Deed.PROOF: ("text", "received"),
    Deed.ANSWER: ("text", "day"),
    Deed.SECOND: ("number", "day", "way"),
    Deed.ESCALATE: ("to", "number", "day"),
    Deed.ACCEPT: ("unit", "text", "received"),
    Deed.REFER: ("to", "number", "day", "text"),
    Deed.SUGGEST: ("what", "item", "text"),
    Deed.CONFIRM: ("suggestion", "note"),
    Deed.CLOSE: ("ending", "text"),
    Deed.REOPEN: ("reason",),
    Deed.NOTE: ("text",),
}
# What a deed cannot do without, with how it is called in print.
NEEDED: Mapping[Deed, tuple[tuple[str, str], ...]] = {
    Deed.PRESERVE: (("files", "danh sách tệp chứng cứ"),),
    Deed.ASSIGN: (("unit", "đơn vị xác minh"),),
    Deed.FINDING: (
        ("unit", "đơn vị xác minh"),
        ("person", "người xác minh"),
        ("number", "số, ký hiệu tài liệu đối chiếu"),
        ("day", "ngày của tài liệu"),
        ("result", "kết quả đối chiếu"),
    ),
    Deed.RIGHT: (("text", "điều báo nêu đúng (nếu không có, ghi rõ là không có)"),),
    Deed.PROPOSE: (("verdict", "kết luận"), ("ground", "căn cứ của kết luận")),
    Deed.STATEMENT: (("person", "người phát ngôn"), ("text", "nội dung phát ngôn"), ("said_at", "giờ phát ngôn")),
    Deed.SUBMIT: (("letter", "loại văn bản"),),
    Deed.SEND: (("letter", "loại văn bản"), ("number", "số văn bản"), ("day", "ngày văn bản"), ("way", "đường gửi")),
    Deed.PROOF: (("text", "bằng chứng báo đã nhận"),),
    Deed.ANSWER: (("text", "nội dung trả lời của báo"),),
    Deed.SECOND: (("number", "số văn bản"), ("day", "ngày văn bản"), ("way", "đường gửi")),
    Deed.ESCALATE: (("to", "nơi nhận kiến nghị"), ("number", "số văn bản")),
    Deed.ACCEPT: (("unit", "đơn vị xử lý"),),
    Deed.REFER: (("to", "nơi nhận"), ("text", "nội dung chuyển")),
    Deed.CONFIRM: (("suggestion", "gợi ý được xác nhận"),),
    Deed.CLOSE: (("ending", "kết quả"),),
    Deed.REOPEN: (("reason", "lý do mở lại"),),
    Deed.NOTE: (("text", "nội dung"),),
}
# Kinds of claims as printed; "opinion" is known only to be refused.
KINDS: dict[str, str] = {
    "number": "số liệu",
    "date": "ngày, giờ",
    "place": "địa điểm",
    "office": "chức danh",
    "document": "số văn bản",
    "event": "sự kiện",
    "quote": "trích lời",
    "image": "hình ảnh",
    "inference": "suy luận",
    "opinion": "ý kiến, bình luận",
}
# How each field is called in print.
FIELD_NAMES: dict[str, str] = {
    "files": "tệp chứng cứ",
    "place": "nơi lưu",
    "hard": "vụ việc phức tạp (xác minh 3 ngày làm việc)",
    "criticised": "đơn vị bị báo phản ánh",
    "affects_opinion": "có tác động đến dư luận (phát ngôn ban đầu trong 24 giờ)",
    "medium": "loại hình báo",
    "note": "ghi chú",
    "unit": "đơn vị",
    "directive": "văn bản giao việc",
    "due": "hạn",
    "person": "người",
    "number": "số, ký hiệu văn bản",
    "day": "ngày văn bản",
    "issuer": "cơ quan ban hành",
    "summary": "trích yếu",
    "page": "trang",
    "result": "kết quả đối chiếu",
    "conclusion": "là kết luận của cơ quan có thẩm quyền",
    "text": "nội dung",
    "unclear": "điều chưa rõ",
    "verdict": "kết luận",
    "ground": "căn cứ",
    "said_at": "giờ phát ngôn",
    "way": "đường gửi, hình thức",
    "letter": "loại văn bản",
    "signer": "người ký",
    "received": "ngày nhận",
    "to": "nơi nhận",
    "what": "loại gợi ý",
    "item": "mã liên quan",
    "suggestion": "gợi ý",
    "ending": "kết quả",
    "reason": "lý do",
}
# What a suggestion is about.
SUGGESTED: dict[str, str] = {
    "repeat": "nhận định lặp lại ở bài khác",
    "twin": "nhận định giống ở câu khác của bài",
    "change": "bài báo thay đổi",
}
MEDIA: dict[str, str] = {
    "online": "báo điện tử",
    "daily": "báo in hằng ngày",
    "radio": "phát thanh",
    "tv": "truyền hình",
    "weekly": "báo tuần, tạp chí",
}
# Values that the register keeps as codes, with how they are read.
_VALUES: Mapping[str, Mapping[str, str]] = {
    "verdict": {verdict.value: words[0] for verdict, words in VERDICTS.items()},
    "ending": ENDINGS,
    "letter": LETTERS,
    "what": SUGGESTED,
    "medium": MEDIA,
}


def field_value(name: str, value: object) -> str:
    """A field of a deed as read, at the desk and in print: no code, no ISO date."""
    told = str(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", told):
        return vi_date(date.fromisoformat(told))
    if name == "said_at":
        return vi_moment(datetime.fromisoformat(told))
    return "có" if value is True else _VALUES.get(name, {}).get(told, told)
