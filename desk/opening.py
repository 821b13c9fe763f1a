"""Opening a case at the desk, without any HTTP: which sentences are offered, which words are meant, what is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desk.actions import Refused
from desk.services import Beside, Passage
from desk.tongues import Said
from domain.case import Case
from domain.caserules import opening_complaint
from domain.people import Person
from domain.text import one_line

# Sentences of the body offered at once, and never more than half of it: the desk is no place to read the newspaper.
MOST_OFFERED = 8
LONGEST_SAID = 1000
NOT_THERE = Said("Bài này không có đúng nguyên văn đó. Mời chép lại từ bài báo; chưa mở hồ sơ.")


@dataclass(frozen=True, slots=True)
class Question:
    """What a case is to be opened for: the words, verbatim in a sentence of the article, and their kind."""

    number: int
    sentence: str
    said: str
    kind: str


def offered(passages: Sequence[Passage]) -> list[Passage]:
    """The headline, the lead, and of the body the first sentences in which something can be checked."""
    body = [one for one in passages if one.field == "body"]
    most = min(MOST_OFFERED, (len(body) + 1) // 2)
    return [one for one in passages if one.field != "body"] + [one for one in body if one.points][:most]


def question(passages: Sequence[Passage], form: Mapping[str, str], person: Person) -> Question:
    """What a form asks. Raises Refused with the sentence that says why no case can be opened for it."""
    words, number = one_line(form.get("noi", "")[:LONGEST_SAID]), form.get("cau", "")
    if not words:
        raise Refused("Mời chép đúng nguyên văn nhận định cần kiểm chứng; chưa mở hồ sơ.")
    among = [one for one in passages if str(one.number) == number] if number else passages
    passage, said = next(((one, said) for one in among if (said := _verbatim(one, words))), (None, ""))
    if passage is None:
        raise Refused(NOT_THERE)
    found = Question(passage.number, passage.text, said, form.get("loai", ""))
    if complaint := opening_complaint(found.kind, said, passage.text, person.name):
        raise Refused(complaint)
    return found


def _verbatim(passage: Passage, words: str) -> str:
    """Whole words as the sentence has them, whatever the blanks between them; "" when it does not have them."""
    if any(words == said for _, said in passage.points):
        return words
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    match = re.search(rf"(?<!\w){pattern}(?!\w)", passage.text)
    return match[0] if match else ""


def case_of(
    asked: Question, unit: str, article_id: str, person: Person, beside: Sequence[Beside], fact: str, at: datetime
) -> Case:
    """The case to be opened; `fact` is the number of the fact to hold it against, "" for none."""
    case = Case("", unit, article_id, asked.kind, asked.said, asked.sentence, at, person.name)
    if not fact:
        return case
    chosen = next((one for one in beside if str(one.fact.id) == fact), None)
    if chosen is None:
        raise Refused("Số liệu đối chiếu này không còn trong sổ của xã. Mời chọn lại; chưa mở hồ sơ.")
    return replace(case, official=chosen.fact.text, basis=chosen.fact.source, why=chosen.why)
