"""Which places, office-holders and papers does a sentence name? Only where a title or a kind of place stands by."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from domain.claim import ClaimKind
from domain.text import syllables, tone_key
from nlp.claims.quantities import papers

_CAPITAL = r"[A-ZĐÀ-Ỵ][^\W\d_]*"
_NAME = rf"{_CAPITAL}(?:\s{_CAPITAL}){{0,3}}"
_PLACE = re.compile(
    rf"\b(?P<kind>thôn|xóm|xã|phường|thị trấn|huyện|quận|thị xã|tỉnh|ấp|làng|tổ dân phố)\s(?P<name>{_NAME})"
)
_TITLE = (
    r"(?:Phó )?(?:Chủ tịch|Bí thư|Trưởng thôn|Trưởng Công an|Trưởng công an|Trưởng phòng|Chánh Văn phòng|Hiệu trưởng|"
    r"Giám đốc|Trưởng trạm|Chủ nhiệm)"
)
_BODY = (
    rf"(?:\s(?:UBND|HĐND|Ủy ban nhân dân|Đảng ủy)\s(?:xã|phường)(?:\s{_CAPITAL}){{2}}|"
    r"\s(?:Hội đồng nhân dân|HĐND|UBND|Ủy ban nhân dân|Đảng ủy|và|Phòng|Sở|Trường|thôn|xã|phường|Công an)"
    r"(?:\s[^\W\d_]+){0,8}?)?"
)
_TITLE_NAME = re.compile(rf"(?P<office>(?:{_TITLE}){_BODY})\s?[,–-]?\s(?:ông\s|bà\s)(?P<who>{_NAME})", re.UNICODE)
_TITLE_BARE = re.compile(
    rf"(?P<office>(?:{_TITLE}){_BODY})\s(?P<who>{_NAME.replace('{0,3}', '{1,3}')})(?=\s[a-zđà-ỵ]|[,.;:)]|$)"
)
_NAME_TITLE = re.compile(
    rf"(?:[Ôô]ng|[Bb]à|đồng chí)\s(?P<who>{_NAME})(?:,?\s?[-–,(]\s?|\s(?:là|làm|giữ chức|giữ chức vụ|"
    rf"được (?:bầu|bổ nhiệm|điều động)(?: (?:làm|giữ chức|giữ chức vụ))?)\s)(?P<office>(?:{_TITLE})[^,.;:()]{{0,60}})",
    re.UNICODE,
)
# What follows an office and is not of it; who held it once, or in another's stead, does not hold it.
_AFTER = re.compile(
    r"\s(?:từ|cho|trong|nói|khẳng định|đã|đang|sẽ|nhiệm kỳ|thay|kể|ký|trả lời|thông tin|có|vào|ngày)\s.*"
)
_ONCE = re.compile(r"(?:nguyên|cựu|cố|quyền|tân|tiền nhiệm)\s$", re.IGNORECASE)
_UNIT_LAST = frozenset({"xã", "phường", "thôn", "huyện", "quận", "tỉnh", "phố", "trấn"})
_SURNAMES = frozenset(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Trương Đinh Lâm Phùng"
    " Mai Tô Hà Tạ Chu Cao Lương Quách Thái Tăng Kiều Lưu Nông Hứa Triệu Lã Khúc Nghiêm Giang Tống Thân Mạc La".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name with what it is the name of: `slot` says what is the same on both sides when only the name may differ."""

    slot: str
    name: str
    start: int
    text: str


def _key(text: str) -> str:
    return " ".join(tone_key(word) for word in syllables(text))


_WRITTEN_OUT = (("ubnd", _key("Ủy ban nhân dân")), ("hđnd", _key("Hội đồng nhân dân")))


def places(sentence: str) -> list[Named]:
    """Named places by their kind."""
    return [_place(match) for match in _PLACE.finditer(sentence) if match["name"][0].isupper()]


def _place(match: re.Match[str]) -> Named:
    """A place with as many words of its name as begin with a capital: the class of letters holds small ones too."""
    words = list(takewhile(lambda word: word[0].isupper(), match["name"].split(" ")))
    text = match.group()[: match.start("name") - match.start() + len(" ".join(words))]
    return Named(match["kind"].lower(), _key(" ".join(words)), match.start(), text)


def offices(sentence: str) -> list[Named]:
    """Offices with who holds them."""
    found: dict[int, Named] = {}
    for pattern in (_NAME_TITLE, _TITLE_NAME, _TITLE_BARE):
        for match in pattern.finditer(sentence):
            slot = _office(_AFTER.sub("", match["office"]))
            once = _ONCE.search(sentence[: match.start("office")])
            if slot and not once and _is_person(match["who"]) and not _of_a_place(match["office"], match["who"]):
                found.setdefault(match.start("who"), Named(slot, _key(match["who"]), match.start(), match.group()))
    return list(found.values())


def _of_a_place(office: str, who: str) -> bool:
    """ "Chủ tịch UBND xã Tú Sơn": what follows the kind of unit is its name, unless it is a person's whole name."""
    if office.split()[-1].lower() not in _UNIT_LAST:
        return False
    parts = who.split()
    return len(parts) < 3 or parts[0] not in _SURNAMES


def _is_person(name: str) -> bool:
    """Two syllables or more, none in capitals: "TP HCM" is nobody."""
    parts = name.split()
    return len(parts) > 1 and not any(len(part) > 1 and part.isupper() for part in parts)


def _office(text: str) -> str:
    """An office with its body, abbreviations written out; "" where only a bare title stands."""
    key = _key(text)
    for short, full in _WRITTEN_OUT:
        key = key.replace(short, full)
    return key if len(key.split()) >= 3 else ""


def documents(sentence: str) -> list[Named]:
    """Numbers of papers by their kind ("QĐ-UBND")."""
    found = []
    for start, text in papers(sentence):
        number, _, kind = text.rpartition("/")
        found.append(Named(kind, number, start, text))
    return found


# Who finds the names of each kind in a sentence.
READERS: Mapping[ClaimKind, Callable[[str], list[Named]]] = {
    ClaimKind.DOCUMENT: documents,
    ClaimKind.OFFICE: offices,
    ClaimKind.PLACE: places,
}
