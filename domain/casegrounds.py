"""What must be at hand before a claim is called false: documents that do not lean on each other, nor on one side alone.

The same document typed twice in other words is one document; the unit that the paper criticised is one side, however
its name is written and whenever it was named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from domain.case import Case, CaseEvent, Deed
from domain.text import fold, name_key

# Documents that speak against a claim, at least, before it may be called false without a competent conclusion.
INDEPENDENT = 2
# Short forms in names of units.
_LONG = {"p": "phong", "vp": "van phong", "ca": "cong an"}


def grounds_complaint(case: Case, findings: Sequence[CaseEvent]) -> str:
    """Why a claim may not be called false yet, "" when it may."""
    for criticised in filter(None, (str(one.data.get("criticised", "")) for one in case.of(Deed.SCREEN))):
        if all(same_unit(criticised, str(found.data["unit"])) for found in findings):
            return (
                "Mới chỉ có tài liệu của chính đơn vị bị báo phản ánh. Cần ít nhất một tài liệu của đơn vị khác hoặc "
                "của cơ quan có thẩm quyền. Chưa ghi gì."
            )
    if _documents(findings) < INDEPENDENT and not any(found.data.get("conclusion") for found in findings):
        return (
            "Để kết luận sai sự thật cần ít nhất hai tài liệu độc lập hoặc một kết luận của cơ quan có thẩm quyền. "
            "Không có kết luận chính thức không có nghĩa là báo sai. Chưa ghi gì."
        )
    return ""


def same_unit(one: str, other: str) -> bool:
    """Whether two names mean one unit: "Phòng Kinh tế", "P. kinh tế", "Phòng Kinh tế xã Nghi Dương"."""
    first, second = sorted((_words(one), _words(other)), key=len)
    return bool(first) and second[: len(first)] == first


def _words(name: str) -> list[str]:
    found = re.findall(r"\w+", fold(name_key(name)))
    return [word for part in found for word in _LONG.get(part, part).split()]


def _documents(findings: Sequence[CaseEvent]) -> int:
    """How many different documents these are."""
    kept: list[dict[str, Any]] = []
    for found in findings:
        if not any(_same_document(dict(found.data), one) for one in kept):
            kept.append(dict(found.data))
    return len(kept)


def _same_document(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Same number; two issuers that are both named and differ make two documents of it."""
    if _number(one) != _number(other):
        return False
    issuers = [str(found.get("issuer", "")) for found in (one, other)]
    return not all(issuers) or same_unit(*issuers)


def _number(found: dict[str, Any]) -> str:
    """The number of a document however it is written: "12/BB-KT" of "Biên bản số 012 / BB-KT"."""
    told = fold(name_key(str(found["number"])))
    return re.sub(r"[^\w/]", "", re.sub(r"^\D*?0*(?=\d)", "", told))
