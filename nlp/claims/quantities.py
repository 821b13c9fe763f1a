"""Which numbers, days and hours does a sentence state? Each with its value, what it counts, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from domain.text import tone_key
from nlp.claims.numerals import written
from nlp.claims.units import ANCHORS, DIGITS, HEDGES, HOLLOW, SCALES, UNITS

# Thousands may stand apart by a blank ("1 200"), but not after a word that a number belongs to ("thôn 3 120 hộ").
_APART = (
    "".join(f"(?<!{word} )" for word in ("thôn", "ngày", "tháng", "lớp", "số", "tổ", "khu", "xóm"))
    + r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"
)
NUMBER = _APART + r"|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d+(?:[.,]\d+)?"
_DATE = re.compile(
    r"(?<![\d.,/-])(?P<d>\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(?P<m>\d{1,2})"
    r"(?:(?:\s?[/.-]\s?|\s+năm\s+)(?P<y>\d{4}))?(?![\d/-]|[.,]\d)(?!\s?(?:giờ|h|người|%|điểm|tuổi|triệu|tỷ|phút|năm)\b)"
)
_MONTH = re.compile(r"\b[Tt]háng\s+(?P<m>\d{1,2})(?:\s?[/.-]\s?(?P<y>\d{4}))?(?![\d/-])")
# "6.2020", "06/2020": a month of a year without its word.
_MONTH_YEAR = re.compile(r"(?<![\d.,/-])(?P<m>0?[1-9]|1[0-2])[./-](?P<y>(?:19|20)\d{2})(?![\d/-]|[.,]\d)")
_YEAR = re.compile(r"(?<![\d.,/])(?P<y>(?:19|20)\d{2})(?![\d/]|[.,]\d)(?!\s*(?:đồng|người|USD|tấn|m2|ha)\b)")
_HOUR = re.compile(
    r"(?<![\d.,/])(?P<h>\d{1,2})\s?(?:h|giờ|g(?=\d)|(?<=(?:khoảng|ng lúc) \d\d)g)\s?"
    r"(?:(?P<n>[0-5]\d)(?:\s?(?:'|phút))?)?(?!\d|\w)"
)
_ABBREVIATED = re.compile(r"\b(?P<a>[QP])\s?\.\s?(?P<v>\d{1,2})\b")
_COUNT = re.compile(rf"(?<![\w/])(?<!\w[.,-])(?P<v>{NUMBER})(?![\d/])")
# The upper end of a range is at most so many times the lower one.
WIDEST = 10
_RANGE = re.compile(
    rf"(?<![\w/.,-])(?:từ\s)?(?P<a>{NUMBER})(?:\s?[-–]\s?|\s(?:đến|tới)\s)(?P<b>{NUMBER})(?![\d/-])", re.IGNORECASE
)
_WORDS = re.compile(rf"\b(?P<w>{'|'.join(DIGITS)})\b(?!\s+(?:mươi|mốt|số|khác|là))", re.IGNORECASE)
_SYLLABLE = re.compile(r"[^\W\d_]+[²³23]?|%|[²³]")
_PAPER = re.compile(r"\b\d{1,5}(?:/\d{4})?/(?:[A-ZĐ]{2,}(?:-[A-ZĐ0-9]{2,}[A-Za-zđ]*)*|QH\d+)\b")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a sentence. `step` is the size of its last figure; `noun` what follows, `anchor` what precedes.

    `dimension`: a measured one ("area", in base units), `count` for counted nouns, `name` for a number that names
    something, `day`, `month`, `year`, `clock`. `parts` are a date's day, month, year (None where not said).
    A range ("3-5 triệu") has its upper end as `value` and its lower one as `low`. A day of
    the moon's calendar has the dimension `lunar`.
    """

    dimension: str
    value: float
    start: int
    end: int
    text: str
    step: float = 1.0
    hedge: str = ""
    noun: str = ""
    anchor: str = ""
    word: bool = False
    low: float | None = None
    parts: tuple[int | None, int | None, int | None] = (None, None, None)


def quantities(sentence: str) -> list[Quantity]:
    """All numbers of a sentence, in order; no two overlap."""
    found: list[Quantity] = []
    taken: list[tuple[int, int]] = [match.span() for match in _PAPER.finditer(sentence)]
    for reader in (_dates, _months, _years, _hours, _abbreviated, _ranges, _counts, _written, _words):
        for quantity in reader(sentence):
            if not any(quantity.start < end and start < quantity.end for start, end in taken):
                found.append(quantity)
                taken.append((quantity.start, quantity.end))
    return sorted(found, key=lambda one: one.start)


def papers(sentence: str) -> list[tuple[int, str]]:
    """Numbers of documents ("12/QĐ-UBND", "237/2026/NĐ-CP") with their places."""
    return [(match.start(), match.group()) for match in _PAPER.finditer(sentence)]


def _dates(sentence: str) -> list[Quantity]:
    found = []
    for match in _DATE.finditer(sentence):
        day, month = int(match["d"]), int(match["m"])
        if not (1 <= day <= 31 or 1 <= month <= 12) or (not match["y"] and not _looks_dated(sentence, match)):
            continue  # one impossible part may stand: it is what a misprint looks like
        year = int(match["y"]) if match["y"] else None
        value = (year or 0) * 10000 + month * 100 + day
        lunar = sentence[match.end() :].lstrip().lower().startswith("âm lịch")
        found.append(_of("lunar" if lunar else "day", value, match, parts=(day, month, year)))
    return found


_DATING = re.compile(
    r"(?:ngày|sáng|trưa|chiều|tối|đêm|hôm|từ|đến|qua|nay|và|tới|dịp|lễ|sinh|nhật|hai|ba|tư|năm|sáu|bảy|cn|\()\s*\W?$",
    re.I,
)


def _looks_dated(sentence: str, match: re.Match[str]) -> bool:
    """Whether two small numbers joined by a mark are a day: a word of time before them, or a slash or "tháng"."""
    if "." in match.group():
        return bool(re.search(r"(?:ngày|hôm|sáng|chiều|tối|đêm)\s$", sentence[: match.start()], re.I))
    joined = "/" in match.group() or "tháng" in match.group()
    dated = bool(_DATING.search(sentence[: match.start()].rstrip()))
    return dated or (joined and int(match["d"]) > 3 and "/ " not in match.group())


def _months(sentence: str) -> list[Quantity]:
    return [
        _of("month", int(m["m"]), m, parts=(None, int(m["m"]), int(m["y"]) if m["y"] else None))
        for m in (*_MONTH.finditer(sentence), *_MONTH_YEAR.finditer(sentence))
        if 1 <= int(m["m"]) <= 12
    ]


def _years(sentence: str) -> list[Quantity]:
    return [_of("year", int(m["y"]), m, parts=(None, None, int(m["y"]))) for m in _YEAR.finditer(sentence)]


def _hours(sentence: str) -> list[Quantity]:
    found = []
    for match in _HOUR.finditer(sentence):
        hedge = _before(sentence, match.start())[0]
        found.append(_of("clock", int(match["h"]) * 60 + int(match["n"] or 0), match, hedge=hedge))
    return found


def _of(dimension: str, value: float, match: re.Match[str], **more: object) -> Quantity:
    text = match.group().rstrip()
    return Quantity(dimension, value, match.start(), match.start() + len(text), text, **more)  # type: ignore[arg-type]


def _abbreviated(sentence: str) -> list[Quantity]:
    """ "Q.9", "P.12": quận and phường."""
    words = {"Q": "quận", "P": "phường"}
    return [_of("name", int(m["v"]), m, anchor=words[m["a"]]) for m in _ABBREVIATED.finditer(sentence)]


def _counts(sentence: str) -> list[Quantity]:
    found = []
    for match in _COUNT.finditer(sentence):
        hedge, anchor = _before(sentence, match.start())
        value, step = read_number(match["v"])
        found.append(_measured(sentence, match.start(), match.end(), value, step, hedge, anchor))
    return found


def _ranges(sentence: str) -> list[Quantity]:
    """ "3-5 triệu đồng", "từ 3 đến 5 triệu đồng": one number with two ends, where a unit or a noun follows."""
    found = []
    for match in _RANGE.finditer(sentence):
        hedge, anchor = _before(sentence, match.start())
        (low, _), (high, step) = read_number(match["a"]), read_number(match["b"])
        one = _measured(sentence, match.start(), match.end(), high, step, hedge, anchor)
        if 0 < low <= high <= low * WIDEST and (one.noun or one.dimension != "count"):
            found.append(replace(one, low=low * one.value / high))
    return found


def _written(sentence: str) -> list[Quantity]:
    found = []
    for start, end, value in written(sentence):
        hedge, anchor = _before(sentence, start)
        step = 10.0 if value % 10 == 0 and hedge else 1.0
        found.append(_measured(sentence, start, end, float(value), step, hedge, anchor))
    return found


def _words(sentence: str) -> list[Quantity]:
    found = []
    for match in _WORDS.finditer(sentence):
        if match["w"].lower() in ("một", "năm"):
            continue
        hedge, anchor = _before(sentence, match.start())
        value = float(DIGITS[match["w"].lower()])
        found.append(_measured(sentence, match.start(), match.end(), value, 1.0, hedge, anchor, word=True))
    return found


def read_number(text: str) -> tuple[float, float]:
    """Value and size of the last figure: "1.250" -> (1250, 1); "4,70" -> (4.7, 0.01); "3.5" -> (3.5, 0.1)."""
    text = re.sub(r"\s", "", text)
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", text):
        return float(text.replace(",", "")), 1.0
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    whole, _, rest = text.replace(".", ",").partition(",")
    return float(f"{whole}.{rest or 0}"), 10.0 ** -len(rest)


def _before(sentence: str, start: int) -> tuple[str, str]:
    """The rounding word and the syllable just before a number."""
    words = re.findall(r"[^\W\d_]+|[.,;:()“”\"]", sentence[max(0, start - 40) : start].lower())
    two, one = " ".join(words[-2:]), words[-1] if words else ""
    hedge = HEDGES.get(two) or HEDGES.get(one, "")
    if hedge or one in ("tới", "lên", "là", "có", "được", "đạt"):
        return hedge, ""
    return "", one if one.isalpha() and two != "tổng số" else ""


def _measured(
    sentence: str, start: int, end: int, value: float, step: float, hedge: str, anchor: str, *, word: bool = False
) -> Quantity:
    """A number with its scale and unit, or with what it counts."""
    scale, end = _scale(sentence, end)
    unit = _unit(sentence, end)
    value, step = value * scale, step * scale
    if unit:
        dimension, factor, end = unit
        return Quantity(
            dimension, value * factor, start, end, sentence[start:end], step * factor, hedge, "", anchor, word
        )
    noun = _noun(sentence, end)
    if anchor in ANCHORS and scale == 1:
        return Quantity("name", value, start, end, sentence[start:end], step, hedge, noun, anchor, word)
    return Quantity("count", value, start, end, sentence[start:end], step, hedge, noun, anchor, word)


def _scale(sentence: str, end: int) -> tuple[float, int]:
    scale = 1.0
    while match := re.match(r"\s?([^\W\d_]+)", sentence[end:]):
        factor = SCALES.get(match[1].lower())
        if factor is None:
            break
        scale, end = scale * factor, end + match.end()
    return scale, end


def _unit(sentence: str, end: int) -> tuple[str, float, int] | None:
    """Dimension, factor and end of the unit after a number, the longest that fits."""
    found = list(_SYLLABLE.finditer(sentence, end, min(len(sentence), end + 24)))[:3]
    for count in range(len(found), 0, -1):
        last = found[count - 1]
        between = sentence[end : last.end()].strip()
        unit = UNITS.get(between.lower())
        if unit and not _no_unit(between, sentence[last.end() : last.end() + 2]):
            return unit[0], unit[1], last.end()
    return None


def _no_unit(text: str, rest: str) -> bool:
    """ "quận 5 ngày 20/5", "phần 2 năm 2016": what follows belongs to the next number; "M", "G" are no metres."""
    return text in ("M", "G") or (text in ("ngày", "tháng", "năm") and rest.strip()[:1].isdigit())


def _noun(sentence: str, end: int) -> str:
    """The key of the first syllable that is counted, "" when none follows directly."""
    match = re.match(r"\s{1,2}([^\W\d_]+)", sentence[end:])
    word = match[1].lower() if match else ""
    return "" if word in HOLLOW else tone_key(word)
