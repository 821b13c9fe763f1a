"""What the officer said of a reading of tone: facts that are only added, joined when reading, and never overwritten.

A correction names the article, the commune and the subject ("tone": pos, neu, neg, unclear; "reply_due": yes, no;
"topics": codes by commas, the main one first, "" for none), never a place in the text, which belongs to one version of
the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.clock import to_local
from domain.reading import TargetTone, ToneValue, TopicHit

TONE, REPLY_DUE, TOPICS = "tone", "reply_due", "topics"
MOST_TOPICS = 2
VALUES: Mapping[str, tuple[str, ...]] = {TONE: tuple(value.value for value in ToneValue), REPLY_DUE: ("yes", "no")}


@dataclass(frozen=True, slots=True)
class Correction:
    """One word of the officer: `proposed` is what the machine had said then, `number` is given by the store."""

    article: str
    unit_code: str
    subject: str
    value: str
    proposed: str
    by: str
    at: datetime
    why: str = ""
    number: int = 0

    def __post_init__(self) -> None:
        if self.subject == TOPICS:
            known = len(set(codes(self.value))) == len(codes(self.value)) <= MOST_TOPICS and "" not in codes(self.value)
        else:
            known = self.value in VALUES.get(self.subject, ())
        if not known:
            raise ValueError(f"{self.subject}: {self.value}")

    @property
    def corrects(self) -> bool:
        """Whether it differs from what the machine proposed."""
        return self.value != self.proposed


def codes(value: str) -> tuple[str, ...]:
    """The topics that a correction names."""
    return tuple(value.split(",")) if value else ()


def corrected_topics(read: Sequence[TopicHit], value: str) -> tuple[TopicHit, ...]:
    """Topics as they stand under the officer's last word; what was read as evidence of one stays."""
    hits = {hit.topic: hit for hit in read}
    found = []
    for rank, code in enumerate(codes(value), start=1):
        hit = hits.get(code, TopicHit(code, rank, 1.0, (), "Cán bộ đã xếp lĩnh vực này."))
        found.append(replace(hit, rank=rank))
    return tuple(found)


def corrected(proposed: TargetTone, corrections: Iterable[Correction]) -> TargetTone:
    """A reading as it stands under the officer's last words on it."""
    last = {correction.subject: correction.value for correction in corrections}
    tone = proposed.tone
    if TONE in last and last[TONE] != tone.value:
        tone = replace(tone, value=ToneValue(last[TONE]), reason="Cán bộ đã xác định sắc thái này.")
    due = last[REPLY_DUE] == "yes" if REPLY_DUE in last else proposed.reply_due
    return replace(proposed, tone=tone, reply_due=due)


def corrected_by_month(corrections: Iterable[Correction]) -> dict[str, tuple[int, int]]:
    """For each month ("2026-11"): how many readings the officer judged and how many of these were corrected."""
    judged: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    for correction in corrections:
        month = f"{to_local(correction.at):%Y-%m}"
        judged[month] += 1
        changed[month] += correction.corrects
    return {month: (judged[month], changed[month]) for month in sorted(judged)}
