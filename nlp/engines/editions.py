"""What tells apart events that come back, and what holds together one that goes on?

The meeting of each month, the feast of each year carry a mark of their edition ("tháng 10", "lần thứ 5", "năm 2026"),
the same day in two hamlets or two schools their name: two marks of one kind that differ are two events, however alike
the texts. A project, a case or a storm is named ("dự án đường trục Kiến Quốc", "vụ cháy chợ Du Lễ", "bão số 9"):
articles that share the whole name tell one story, however unlike the texts. A trial, a clearance, a nuisance goes on
without a name: its headlines say so ("truy tố", "bàn giao mặt bằng", "vẫn"), or the figure of one headline comes back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.text import clean, tone_key

Marks = frozenset[tuple[str, str]]
Names = tuple[tuple[str, ...], ...]
Figures = frozenset[tuple[str, str]]

_MARKS = (
    ("tháng", re.compile(r"(?<!\d\s)(?<!\d/)\btháng\s+(\d{1,2}|giêng|chạp|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b")),
    ("quý", re.compile(r"\bquý\s+(iv|i{1,3}|[1-4])\b")),
    ("lần", re.compile(r"\b(?:lần|kỳ họp|phiên họp|phiên|họp kỳ)\s+thứ\s+(\w+)")),
    ("tuần", re.compile(r"\btuần\s+(?:thứ\s+)?(\d{1,2})\b")),
    ("đợt", re.compile(r"\bđợt\s+(\d{1,2})\b")),
    ("vòng", re.compile(r"\bvòng\s+(\d{1,2})\b")),
    ("số", re.compile(r"\bbão\s+số\s+(\d{1,2})\b")),
    ("năm", re.compile(r"\b((?:19|20)\d\d)\b")),
)
# Hamlets and schools are marked by a number or two syllables of the name ("thôn 5 Du Lễ" is "thôn 5"), schools of one
# name by their letter; the level of a school is no part of its name.
_CAPITAL = r"[^\W\d_a-zà-ỹ][\w']*"
_NAME = rf"(\d+|{_CAPITAL}(?:\s+{_CAPITAL})?(?:\s+[A-D1-9]\b)?)"
_LEVEL = r"(?:[Tt]iểu học|[Mm]ầm non|THCS|THPT|TH|MN|[Tt]rung học (?:cơ sở|phổ thông))"
_PLACES = (
    ("thôn", re.compile(rf"\b[Tt]hôn\s+{_NAME}")),
    ("trường", re.compile(rf"\b[Tt]rường\s+(?:{_LEVEL}\s+)+{_NAME}")),
)
_DATED = re.compile(r"\bngày\s+\d{1,2}\s+tháng\s+\d{1,2}|\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?(?:19|20)\d\d)?")
_WORD = re.compile(r"[^\W_]+")

# What opens the name of something that goes on; a shared name has at least so many syllables with the opening. Crops
# ("vụ mùa") are no cases, so that "vụ" opens a name in headlines alone.
_PROJECTS = tuple(tuple(map(tone_key, opening.split())) for opening in ("dự án", "công trình", "vụ án", "đề án"))
_OPENINGS = (*_PROJECTS, (tone_key("vụ"),))
LEAST_NAME, LONGEST_NAME = 5, 16
_STORM = re.compile(r"\bbão\s+số\s+\d{1,2}\b")

# What headlines say of something that goes on: a case at law, misconduct, land and works, an outbreak or a danger, a
# contest, anything that has not ended.
_STAGES = re.compile(
    r"\b(?:khởi tố|tạm giam|cáo trạng|truy tố|xét xử|hầu tòa|phiên tòa|tuyên án|tuyên phạt|lĩnh án|năm tù|kháng cáo"
    r"|phúc thẩm|điều tra|vụ án|bị can|bị cáo|lừa|tham ô|chiếm đoạt"
    r"|kỷ luật|đình chỉ|cảnh cáo|khiển trách|cách chức|kiểm điểm|thanh tra|kết luận|sai phạm|vi phạm|phạt|khiếu nại"
    r"|tố cáo|đối thoại|phản ánh|kêu cứu|bức xúc|xin lỗi"
    r"|mặt bằng|giải tỏa|bồi thường|tái định cư|cưỡng chế|thu hồi đất|lấn chiếm|lấn đất"
    r"|khởi công|động thổ|thi công|chậm tiến độ|dở dang|hợp long|thông xe|nghiệm thu|khánh thành|xuống cấp|kè"
    r"|dịch(?! vụ| chuyển)|sạt lở|ngộ độc|nhập viện|xuất viện|ô nhiễm|xả thải|mùi hôi|nhiễm mặn|xâm nhập mặn|hạn hán"
    r"|vỡ đê|mất tích|nước sạch|nước máy|khắc phục"
    r"|giải (?:bóng|vật|cờ|chạy|cầu lông|đua)|hội thi|vòng loại|chung kết|vô địch"
    r"|vẫn|tái diễn|sau vụ|tiếp vụ)\b|^vụ\b"
)
# A figure with what it counts; years, days and hours come back in every text.
_FIGURE = re.compile(r"(?<![\d/.,-])(\d+(?:[.,]\d+)*)\s+([^\W\d_]+)")
_TIMES = frozenset("năm tháng ngày giờ phút tuổi".split())
_SUMS = frozenset(("tỷ", "tỉ"))
LEAST_FIGURE = 10.0


@dataclass(frozen=True, slots=True)
class Course:
    """What an article says of its event's edition and of its going on.

    `names`, `storms`, `headline` (figures) and `staged` are those of the headline; `projects` those of the lead too.
    """

    marks: Marks = frozenset()
    names: Names = ()
    projects: Names = ()
    storms: frozenset[str] = frozenset()
    figures: Figures = frozenset()
    headline: Figures = frozenset()
    staged: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether the headline speaks of what goes on for longer than an event, so that a later stage may follow it."""
        return bool(self.names or self.headline) or self.staged


NOTHING_SAID = Course()


def course(title: str, lead: str, text: str) -> Course:
    """What headline, lead (with the headline) and whole text say; the latter two are `clean` already. Never fails."""
    plain = clean(title)
    return Course(
        marks=marks(title),
        names=_named(plain, _OPENINGS),
        projects=_named(lead, _PROJECTS),
        storms=frozenset(_STORM.findall(plain.lower())),
        figures=_figures(text),
        headline=_figures(plain),
        staged=_STAGES.search(plain.lower()) is not None,
    )


def goes_on(title: str) -> bool:
    """Whether a headline speaks of what goes on for longer than an event."""
    return course(title, "", "").goes_on


def clash(one: Marks, other: Marks) -> bool:
    """Whether two headlines speak of different editions: a kind of mark that both have, with nothing in common."""
    kinds = {kind for kind, _ in one} & {kind for kind, _ in other}
    return any({mark for mark in one if mark[0] == kind}.isdisjoint(other) for kind in kinds)


def one_name(one: Names, other: Names) -> bool:
    """Whether two articles name the same thing that goes on."""
    return any(_shared(mine, theirs) >= LEAST_NAME for mine in one for theirs in other)


def one_figure(one: Course, other: Course) -> bool:
    """Whether a figure of one headline comes back in the other article."""
    return not (one.headline.isdisjoint(other.figures) and other.headline.isdisjoint(one.figures))


def marks(title: str) -> Marks:
    """The marks of an edition in a headline, by kind; a day of the calendar is none."""
    plain = clean(title)
    text = _DATED.sub(" ", plain.lower())
    found = {(kind, hit[1]) for kind, pattern in _MARKS for hit in pattern.finditer(text)}
    places = () if plain.isupper() else _PLACES
    return frozenset(found | {(kind, hit[1].lower()) for kind, pattern in places for hit in pattern.finditer(plain)})


def _figures(text: str) -> Figures:
    found = ((hit[1], hit[2].lower()) for hit in _FIGURE.finditer(text))
    return frozenset((number, unit) for number, unit in found if unit not in _TIMES and _tells(number, unit))


def _tells(number: str, unit: str) -> bool:
    """Whether a figure is telling enough to be known again."""
    whole, _, part = number.partition(",")
    return bool(part) or unit in _SUMS or float(whole.replace(".", "")) >= LEAST_FIGURE


def _named(text: str, openings: Names) -> Names:
    """For each opening in a text the syllables from there on, as keys."""
    keys = tuple(tone_key(word) for word in _WORD.findall(text))
    return tuple(keys[place : place + LONGEST_NAME] for place in _opened(keys, openings))


def _opened(keys: tuple[str, ...], openings: Names) -> Iterator[int]:
    for place in range(len(keys)):
        if any(keys[place : place + len(opening)] == opening for opening in openings):
            yield place


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return length
