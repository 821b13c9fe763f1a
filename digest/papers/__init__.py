"""Documents of a case in the official layout: sheet, letters, fact sheet, transfer slip, annex of evidence.

`PAPERS` names them; each is a function from a `CaseFile` to a `Paper`, and `docx` makes the Word file.
"""

from __future__ import annotations

from collections.abc import Callable

from digest.papers import letters, sheets
from digest.papers.paper import Paper
from domain.casefile import CaseFile

PAPERS: dict[str, Callable[[CaseFile], Paper]] = {
    "phieu-xu-ly": sheets.processing,
    "phieu-chuyen": sheets.transfer,
    "bien-ban": sheets.minutes,
    "thong-tin-chinh-thuc": sheets.official,
    "cong-van-phan-hoi": letters.reply,
    "cong-van-de-nghi-cai-chinh": letters.correction,
    "cong-van-tra-loi-bao": letters.answer,
    "thu-de-nghi-dinh-chinh": letters.technical,
}
# Which letter of the rules a paper is ("" for what is no letter to a newspaper and always allowed).
LETTER_OF: dict[str, str] = {
    "cong-van-phan-hoi": "A",
    "cong-van-de-nghi-cai-chinh": "B",
    "cong-van-tra-loi-bao": "answer",
    "thu-de-nghi-dinh-chinh": "technical",
}
