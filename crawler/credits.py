"""Which persons a line of credits names: "Bài, ảnh: A", "Theo B - Báo C", "D (thực hiện)", "By E November 19, 2026"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import category

from crawler.bylines import is_rubric
from crawler.mastheads import is_masthead
from domain.text import fold, one_line

PREFIX = re.compile(
    r"^(?:(?:bài|tin|nội dung|ảnh|video|clip|thực hiện|đồ họa|tác giả|người viết|biên tập|nguồn|theo|by|story by"
    r"|written by|pv|viết bởi|đăng bởi|bởi|người đăng)"
    r"(?:\s*(?:,|và|&|-)\s*(?:bài|tin|ảnh|video|clip|đồ họa))*\s*:\s*|theo\s+|by\s+|(?:viết |đăng |gửi )?bởi\s+)+",
    re.IGNORECASE,
)
# What follows a name is an office or a body of people, not one more person.
_OFFICE = re.compile(
    r"^(?:vụ |(?:tổng |chi )?cục |viện |thanh tra|bộ |báo |tạp chí|liên đoàn|tập đoàn|công ty|kho bạc|hải quan|thuế "
    r"|(?:thành|tỉnh|huyện|quận) ủy|(?:ủy|uỷ) ban|tòa án|quân khu"
    r"|công chức|cán bộ|viên chức|chuyên viên|biên tập|phó |trưởng |chủ tịch|bí thư|giám đốc"
    r"|ban |phòng |văn phòng|trung tâm|ubnd|hđnd|đảng ủy"
    r"|mặt trận|đài |đoàn |hội |công an|trạm |trường |sở )",
    re.IGNORECASE,
)
# Labels that credit the text, not its pictures alone.
CREDIT = re.compile(
    r"^\W*(?:(?:bài|tin|nội dung|tác giả|người viết|thực hiện|nhóm phóng viên|phóng viên|pv|by)"
    r"(?:\s*(?:,|và|&|-)\s*(?:bài|tin|ảnh|video|clip|đồ họa))*\s*:\s*|theo\s+|by\s+)",
    re.IGNORECASE,
)
# "Mai Lan (thực hiện)": what a person did, after the name.
_DID = re.compile(
    r"^(.{3,60}?)\s*\((?:thực hiện|ghi|lược ghi|tổng hợp|biên dịch|lược dịch|dịch|t/h)\)\W*$", re.IGNORECASE
)
# Credits of others that share a line with the author's.
_OTHERS = re.compile(
    r"(:.*?)\s*[|;•/–-]\s*(?:thiết kế|đồ họa|ảnh|trình bày|kỹ thuật|video|clip|design|photos?)\s*:.*$", re.IGNORECASE
)
BRACKETS = re.compile(r"\((?:[^()]*)\)|\[[^\]]*\]")
_SPLIT = re.compile(r"\s*[;,|/•&]\s*|\s+[-–—]\s+|\s+và\s+")
# "By Mai Lan November 19, 2026 | 08:15", "17/11/2026 - Mai Lan": the date that shares a line with the name.
_DATE_AFTER = re.compile(
    r"[\s|,-]+(?:\d|(?:thứ|chủ nhật|ngày|vào lúc|lúc)\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d).*$",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(r"^[\d/:.,|\s-]+(?:GMT\s*\+7)?[\s|,-]+")
_MORE = re.compile(r"\s*(?:và )?\d+ tác giả khác.*$", re.IGNORECASE)
_NOISE = re.compile(r"[\d?!:%\"“”#]|\.{3}|…")
LONGEST, _MOST_WORDS, _MOST_PEOPLE = 50, 7, 8
_LONGEST_LINE = 300


def persons(texts: Iterable[str], url: str, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The persons in author lines: "Theo A, B - Báo C" -> A, B."""
    found: dict[str, str] = {}
    for text in texts:
        line = _OTHERS.sub(r"\1", _MORE.sub("", BRACKETS.sub(" ", one_line(text[:_LONGEST_LINE]))))
        plain = PREFIX.sub("", _DATE_AFTER.sub("", _DATE_BEFORE.sub("", line)))
        for part in _SPLIT.split(plain):
            name = PREFIX.sub("", part).strip(" :-–")
            name = name if "." in name[:-1] else name.rstrip(".")
            if _may_be_person(name) and not is_masthead(name, url, names) and not _is_bureau(name):
                found.setdefault(fold(name), name)
    return tuple(found.values())[:_MOST_PEOPLE]


def _is_bureau(name: str) -> bool:
    """ "VOV-Đông Bắc", "TTXVN - Hải Phòng": a newspaper's office in a place."""
    first, dash, _ = name.partition("-")
    return bool(dash) and is_masthead(first.strip())


def _may_be_person(name: str) -> bool:
    words = name.split()
    fits = 1 < len(name) <= LONGEST and 0 < len(words) <= _MOST_WORDS and not _NOISE.search(name) and name[0].isupper()
    return fits and not _OFFICE.match(name) and not is_rubric(name)


def credited(line: str) -> tuple[str, ...]:
    """The names in a line of credits for a text ("Bài, ảnh: A", "Tác giả: B", "Theo C"); empty for any other line."""
    if did := _DID.match(line):
        parts = [part.strip(" .-–") for part in _SPLIT.split(CREDIT.sub("", did[1]))]
        return tuple(parts) if all(map(is_name, parts)) else ()
    line = _OTHERS.sub(r"\1", line)
    label = CREDIT.match(line)
    if not label or len(line) > LONGEST + len(label[0]):
        return ()
    parts = [part.strip(" .-–") for part in _SPLIT.split(BRACKETS.sub(" ", line[label.end() :])) if part.strip()]
    return tuple(parts) if all(map(is_name, parts)) else ()


def is_name(text: str) -> bool:
    """Whether a text is two to five words in capitals, as names are written."""
    words = text.split()
    return 2 <= len(words) <= 5 and all(category(word[0]) == "Lu" for word in words) and not _NOISE.search(text)


def name_before_date(line: str) -> str:
    """The name that shares the last line with the date ("Mai Lan - 12/10/2026 15:21"); "" for any other line."""
    name = _DATE_AFTER.sub("", line)
    return name if name != line and len(line) <= LONGEST + LONGEST else ""
