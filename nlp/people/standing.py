"""Who is somebody, as one sentence tells it: in office, to be protected, or a private person?"""

from __future__ import annotations

import re
from enum import Enum

from nlp.people import words
from nlp.people.finding import ADDRESSED, SEQUENCE, Found

# Below this age nobody is named (Luật Trẻ em: dưới 16 tuổi).
CHILD_UNTIL = 16

# What may stand between a name and the office that explains it.
_APPOSITION = re.compile(
    r"\s*(?:[,(–—-]\s*)?(?:hiện |đang |nay )?(?:là |giữ chức(?: vụ)? |làm |"
    r"được (?:bầu|bổ nhiệm)(?: (?:làm|giữ chức(?: vụ)?))? |đắc cử )?(?:quyền )?",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[,(–—-]\s*[\w\s]{0,30}[,–—-]\s*")
_LONGEST_GAP = 16
# Letters before and after a name that are looked at.
_NEAR = 160


class Standing(Enum):
    """Why a person may be named or not; the first that is known of somebody counts."""

    OFFICE = "office"
    PROTECTED = "protected"
    PRIVATE = "private"


def weightier(one: Standing | None, other: Standing) -> Standing:
    """What is known of somebody after two sentences."""
    order = list(Standing)
    return other if one is None else min(one, other, key=order.index)


def standing(sentence: str, found: Found, year: int | None = None) -> Standing:
    """Who a person is by the sentence that names them; `year` is that of the article."""
    before = sentence[max(0, found.start - _NEAR) : found.start].rstrip()
    after = sentence[found.end : found.end + _NEAR]
    if found.how:
        before = before[: -len(found.how)].rstrip()
    if _office_before(before) or _office_after(after):
        return Standing.OFFICE
    return Standing.PROTECTED if _protected(found, before, after, year) else Standing.PRIVATE


def _office_before(before: str) -> bool:
    """An office just before the name, with nothing between them but the body it belongs to."""
    found = list(words.OFFICE.finditer(before))
    if not found or words.NOT_IN_OFFICE.search(before[: found[-1].start()]):
        return False
    gap = re.sub(r"\([^()]*\)", "", before[found[-1].end() :])
    if re.search(r"[.;:()“”\"!?]", gap.replace("TP.", "TP").replace("H.", "H")):
        return False
    tokens = re.findall(r"[\w./-]+", gap)
    if len(tokens) > _LONGEST_GAP or (found[-1].group().lower() not in words.COMRADES and _names_another(gap)):
        return False
    return all(t[0].isupper() or t[0].isdigit() or t.lower() in words.OF_AN_OFFICE or t == "-" for t in tokens)


def _names_another(gap: str) -> bool:
    """Whether somebody else is named between the office and this name: the office is theirs."""
    head = gap.rpartition(",")[0]
    return any(m.group().split()[0] in words.COMMON_SURNAMES and " " in m.group() for m in SEQUENCE.finditer(head))


def _office_after(after: str) -> bool:
    """An office that explains the name: "ông A, Chủ tịch UBND xã", "ông A được bầu giữ chức Chủ tịch"."""
    for match in words.OFFICE.finditer(after[:90]):
        if match.group().lower() in words.COMRADES:
            return False
        lead = after[: match.start()]
        if _APPOSITION.fullmatch(lead):
            return True
        if not _ASIDE.fullmatch(lead):
            return False
    return False


def _protected(found: Found, before: str, after: str, year: int | None) -> bool:
    if found.how in words.CHILD_HONORIFICS or _young(after, year):
        return True
    if words.CHILD_BEFORE.search(before) or words.CHILD_AFTER.search(after):
        return True
    if words.VICTIM_BEFORE.search(before) or words.COMPLAINT_BEFORE.search(before):
        return True
    own = _until_the_next(after)
    return bool(words.VICTIM_AFTER.search(own) or words.COMPLAINT_AFTER.search(own))


def _until_the_next(after: str) -> str:
    """What the sentence says before it names somebody else."""
    following = ADDRESSED.search(after)
    return after[: following.start()] if following else after


def _young(after: str, year: int | None) -> bool:
    match = words.AGE_AFTER.search(after)
    if match is None:
        return False
    if match[1]:
        return int(match[1]) < CHILD_UNTIL or match.group().endswith(("tháng tuổi", "ngày tuổi"))
    return year is not None and year - int(match[2]) < CHILD_UNTIL
