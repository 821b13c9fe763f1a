"""In which light does a text put something? What the models of tone see of it: sentences, counted apart and together.

Names are masked, the commune's own name becomes one sign (`UNIT`): a model that cannot see a place cannot lean on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from domain.text import clean
from nlp.cues import CueBook
from nlp.engines.grams import BREAK, grams, keys
from nlp.engines.linear import Counts, Floats, LinearModel

# Stands for the commune in a text; no Vietnamese syllable.
UNIT = "đvhc"
# An article's first sentences decide; the longest article of the commune set has 40.
MOST_SENTENCES = 60
_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"”’']))\s+(?=[\"“‘'(\-–]?[A-ZÀ-ỸĐ0-9])|\n")
# Who acts, in the book of cues for communes; their meeting with a group says more than the group alone.
ACTORS = ("officials", "people")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it stands, with what is counted in it: `grams`, and `cues` (groups and who meets them)."""

    text: str
    title: bool
    named: bool
    grams: Counter[str]
    cues: Counter[str]


def split(text: str) -> list[str]:
    """Sentences of a clean text, verbatim."""
    return [part.strip() for part in _END.split(text) if part and part.strip()]


def read(title: str, text: str, book: CueBook, place: re.Pattern[str] | None = None) -> list[Sentence]:
    """The sentences of an article, its title first; `place` finds the commune's names."""
    parts = [(part, True) for part in [clean(title).replace("\n", " ")] if part]
    parts += [(part, False) for part in split(clean(text[: 400 * MOST_SENTENCES]))]
    return [_sentence(part, is_title, book, place) for part, is_title in parts[:MOST_SENTENCES]]


def _sentence(text: str, title: bool, book: CueBook, place: re.Pattern[str] | None) -> Sentence:
    found = keys(place.sub(f" {UNIT} ", text) if place else text)
    named = UNIT in found
    return Sentence(text, title, named, grams(found), _cues(found, named, book))


def _cues(found: Sequence[str], named: bool, book: CueBook) -> Counter[str]:
    groups = Counter(cue.group for cue in book.find([key for key in found if key != BREAK]))
    actors = [actor for actor in ACTORS if groups[actor]] + [UNIT] * named
    others = [group for group in groups if group not in ACTORS]
    groups.update(f"{actor}+{other}" for actor, other in product(actors, others))
    return groups


def place_pattern(names: Sequence[str]) -> re.Pattern[str] | None:
    """Finds a commune by its bare names ("Nghi Dương"), with or without the word for its kind."""
    kept = sorted({re.escape(name) for name in names if name}, key=lambda name: (-len(name), name))
    if not kept:
        return None
    return re.compile(rf"(?i)(?:\b(?:xã|phường|thị trấn|đặc khu|tx|tt|p\.|x\.)\s*)?\b(?:{'|'.join(kept)})\b")


def counted(sentences: Sequence[Sentence], votes: Counter[str]) -> Counts:
    """What a model of whole articles sees: title, lead, the sentences that name the place, everything, cues, votes."""
    body = [sentence for sentence in sentences if not sentence.title]
    parts = {
        "title": sentences[: len(sentences) - len(body)],
        "lead": body[:2],
        "windows": [sentence for sentence in sentences if sentence.named],
        "all": sentences,
    }
    fields: dict[str, Counter[str]] = {name: _sum([part.grams for part in found]) for name, found in parts.items()}
    fields["cues"] = Counter(
        {f"{name}:{cue}": n for name, found in parts.items() for cue, n in _sum([part.cues for part in found]).items()}
    )
    return fields | {"votes": votes}


# Steps on which a vote is read off: log-odds of a sentence seldom leave this range.
_STEPS = np.arange(-3.0, 3.01, 0.25)


def votes(sentences: Sequence[Sentence], scores: Floats, labels: Sequence[str]) -> Counter[str]:
    """What the sentences say together: for each label the mean of all, of the first three, of those that name the
    place, of the three highest and lowest, and the first; each as the steps it exceeds. `scores` (N, K): log-odds."""
    found: Counter[str] = Counter()
    if not sentences:
        return found
    named = [place for place, sentence in enumerate(sentences) if sentence.named] or list(range(len(sentences)))
    ordered = np.sort(scores, axis=0)
    means = {
        "all": scores.mean(0),
        "early": scores[:3].mean(0),
        "named": scores[named].mean(0),
        "high": ordered[-3:].mean(0),
        "low": ordered[:3].mean(0),
        "first": scores[0],
    }
    for kind, values in means.items():
        for label, value in zip(labels, values, strict=True):
            found.update(f"{kind}.{label}.{step:g}" for step in _STEPS[value > _STEPS])
    return found


def heard(sentences: Sequence[Sentence], model: LinearModel) -> Floats:
    """The log-odds that a model of sentences gives each of them, shape (N, K)."""
    scores = [model.scores({"text": sentence.grams, "cues": sentence.cues}) for sentence in sentences]
    return np.array(scores) if scores else np.zeros((0, len(model.labels)))


def _sum(counts: Sequence[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total
