"""Which sentences tell an article or a story? Verbatim ones with their article, none twice, within a budget of tiếng.

Each sentence gets a worth from where it stands, what other articles confirm, what the headlines say and how it is
written. Then sentences are taken one by one for the pairs of syllables they add, each pair weighing as much as the best
sentence that has it: what was said once is not said again. One method for one article and for many; nothing is written.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from domain.text import clean, shorten
from nlp.engines.signs import Bag, Rarity, pair_hashes, shipped, syllable_hashes, syllables_and_pairs, weighed
from nlp.sentences import sentences

# In print: so many tiếng from any one article, so many for a story (house rule; the law says "reasonable").
PER_ARTICLE = 40
PER_STORY = 80
# Signs that are less rare than this say nothing; a sentence is confirmed by an article from this likeness on.
_RARE = 1.0
CONFIRMED = 0.3
# Gain per syllable^SLOPE (swept .3..1.0), worth to this power (swept 1..4): both out of fold on both sets.
SLOPE = 0.9
POWER = 2.0
# A sentence is taken only when this share of its pairs is not said yet.
NEW = 0.5
_LEAST, _SHORT, _LONG = 4, 12, 45
_MOST_SENTENCES = 400

_CONNECTIVE = re.compile(
    r"(?:Tuy nhiên|Ngoài ra|Bên cạnh|Trong khi|Theo đó|Do đó|Vì vậy|Ông|Bà|Anh|Chị|Đây|Điều|Nó|Họ)\s"
)
_CAPTION = re.compile(r"[Ảả]nh\s?:")


@dataclass(frozen=True, slots=True)
class Told:
    """One article as summarising sees it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Picked:
    """A sentence of article number `doc`, verbatim; `cut` when only its beginning fits into the budget."""

    text: str
    doc: int
    cut: bool = False


@dataclass(slots=True)
class _Sentence:
    text: str
    doc: int
    place: int
    bag: Bag
    pairs: frozenset[int]
    size: int
    figures: Mapping[str, float] = field(default_factory=dict)
    worth: float = 0.0


def summarise(
    docs: Sequence[Told], budget: int, per_article: int | None = None, rarity: Rarity | None = None
) -> tuple[Picked, ...]:
    """The sentences that tell the story, in the order of the articles: at most `budget` tiếng in all, at most
    `per_article` from each. Empty only when no article has a sentence."""
    found = judged(docs, budget, rarity or shipped())
    chosen = _chosen(found, budget, per_article or budget)
    if not chosen and found:
        best = max(found, key=lambda sentence: sentence.worth)
        return (Picked(shorten(best.text, min(budget, per_article or budget)), best.doc, cut=True),)
    chosen.sort(key=lambda sentence: (sentence.doc, sentence.place))
    return tuple(Picked(sentence.text, sentence.doc) for sentence in chosen)


def in_print(docs: Sequence[Told]) -> tuple[Picked, ...]:
    """A summary that may be printed."""
    return summarise(docs, PER_ARTICLE if len(docs) == 1 else PER_STORY, PER_ARTICLE)


def judged(docs: Sequence[Told], budget: int, rarity: Rarity) -> list[_Sentence]:
    """Every sentence with its figures and its worth."""
    found = [sentence for number, doc in enumerate(docs) for sentence in _sentences(number, doc, rarity)]
    if found:
        for sentence, figures in zip(found, _figures(found, docs, budget, rarity), strict=True):
            sentence.figures = figures
            sentence.worth = max(0.0, BIAS + sum(WEIGHTS[name] * value for name, value in figures.items()))
    return found


def _sentences(number: int, doc: Told, rarity: Rarity) -> list[_Sentence]:
    found = []
    for place, text in enumerate(sentences(clean(doc.text))[:_MOST_SENTENCES]):
        syllables = syllable_hashes(text)
        if len(syllables) >= _LEAST:
            pairs = pair_hashes(syllables)
            bag = _bag(np.concatenate([syllables, pairs]), rarity)
            found.append(_Sentence(text, number, place, bag, frozenset(pairs.tolist()), len(syllables)))
    return found


def _bag(signs: np.ndarray, rarity: Rarity) -> Bag:
    hashes, counts = np.unique(signs, return_counts=True)
    rare = rarity.of(hashes)
    kept = rare > _RARE
    return weighed(hashes[kept], (1.0 + np.log(counts[kept])) * rare[kept])


def _text_bag(text: str, rarity: Rarity) -> Bag:
    return _bag(syllables_and_pairs(text), rarity)


def _figures(found: Sequence[_Sentence], docs: Sequence[Told], budget: int, rarity: Rarity) -> list[dict[str, float]]:
    """What is known of each sentence, by the names of `WEIGHTS`."""
    whole = _text_bag("\n".join(f"{doc.title}\n{doc.text}" for doc in docs), rarity)
    titles = [_text_bag(doc.title, rarity) for doc in docs]
    others = _likeness(found, len(docs))
    count = len({sentence.doc for sentence in found})
    sizes, said = _sizes(found), _said(found)
    before: dict[int, int] = {}
    figures = []
    for sentence, likeness in zip(found, others, strict=True):
        start = before.get(sentence.doc, 0)
        before[sentence.doc] = start + sentence.size
        elsewhere = [said[pair] - 1 for pair in sentence.pairs]
        figures.append(
            _place(sentence, start, sizes[sentence.doc], budget, count)
            | _agreement(sentence, likeness, elsewhere, titles, whole, count)
            | _manner(sentence, budget)
        )
    return figures


def _sizes(found: Sequence[_Sentence]) -> dict[int, int]:
    sizes: dict[int, int] = {}
    for sentence in found:
        sizes[sentence.doc] = sizes.get(sentence.doc, 0) + sentence.size
    return sizes


def _said(found: Sequence[_Sentence]) -> dict[int, int]:
    """In how many articles each pair stands."""
    docs: dict[int, set[int]] = {}
    for sentence in found:
        for pair in sentence.pairs:
            docs.setdefault(pair, set()).add(sentence.doc)
    return {pair: len(numbers) for pair, numbers in docs.items()}


def _likeness(found: Sequence[_Sentence], docs: int) -> list[list[float]]:
    """For each sentence its greatest likeness in each other article, found in one table of all sentences."""
    signs = np.unique(np.concatenate([sentence.bag.hashes for sentence in found]))
    table = np.zeros((len(found), len(signs)), np.float32)
    for row, sentence in enumerate(found):
        table[row, np.searchsorted(signs, sentence.bag.hashes)] = sentence.bag.weights
    rows = [[row for row, sentence in enumerate(found) if sentence.doc == doc] for doc in range(docs)]
    product = table @ table.T
    return [
        [float(product[row, rows[doc]].max()) for doc in range(docs) if doc != sentence.doc and rows[doc]]
        for row, sentence in enumerate(found)
    ]


def _place(sentence: _Sentence, start: int, size: int, budget: int, count: int) -> dict[str, float]:
    return {
        "early": 1 / (1 + sentence.place),
        "first": float(sentence.place == 0),
        "second": float(sentence.place == 1),
        "late": math.log(1 + sentence.place),
        "depth": start / size,
        "past_lead": min(start * count / budget, 5.0),
        "in_lead": float(start * count < budget),
        "fits": float(start + sentence.size <= budget),
        "first_article": float(sentence.doc == 0),
        "article": math.log(1 + sentence.doc),
        "text": min(size / budget, 10.0),
        "articles": math.log(count),
    }


def _agreement(
    sentence: _Sentence,
    likeness: Sequence[float],
    elsewhere: Sequence[int],
    titles: Sequence[Bag],
    whole: Bag,
    count: int,
) -> dict[str, float]:
    pairs = max(1, len(elsewhere))
    return {
        "whole": sentence.bag.cosine(whole),
        "title": sentence.bag.cosine(titles[sentence.doc]),
        "titles": sum(sentence.bag.cosine(title) for title in titles) / len(titles),
        "others": sum(likeness) / len(likeness) if likeness else 0.0,
        "nearest": max(likeness, default=0.0),
        "confirmed": sum(value > CONFIRMED for value in likeness) / max(1, len(likeness)),
        "shared": sum(elsewhere) / pairs / max(1, count - 1),
        "shared_once": sum(value > 0 for value in elsewhere) / pairs,
    }


def _manner(sentence: _Sentence, budget: int) -> dict[str, float]:
    return {
        "length": math.log(sentence.size),
        "short": float(sentence.size < _SHORT),
        "long": float(sentence.size > _LONG),
        "weight": sentence.size / budget,
        "number": float(any(char.isdigit() for char in sentence.text)),
        "speech": float(sentence.text[0] in "\"“'‘-–"),
        "question": float("?" in sentence.text),
        "connective": float(bool(_CONNECTIVE.match(sentence.text))),
        "caption": float(bool(_CAPTION.search(sentence.text))),
    }


def _chosen(found: Sequence[_Sentence], budget: int, per_article: int) -> list[_Sentence]:
    """Sentences taken greedily by what they add for their length."""
    weights: dict[int, float] = {}
    for sentence in found:
        worth = sentence.worth**POWER
        for pair in sentence.pairs:
            weights[pair] = max(weights.get(pair, 0.0), worth)
    left = list(found)
    room, rooms = budget, dict.fromkeys((sentence.doc for sentence in found), per_article)
    chosen: list[_Sentence] = []
    said: set[int] = set()
    while left := [one for one in left if one.size <= min(room, rooms[one.doc]) and _is_new(one, said)]:
        gains = [sum(weights[pair] for pair in sentence.pairs) / sentence.size**SLOPE for sentence in left]
        best = max(range(len(left)), key=gains.__getitem__)
        if gains[best] <= 0:
            break
        taken = left.pop(best)
        chosen.append(taken)
        room -= taken.size
        rooms[taken.doc] -= taken.size
        weights |= dict.fromkeys(taken.pairs, 0.0)
        said |= taken.pairs
    return chosen


def _is_new(sentence: _Sentence, said: set[int]) -> bool:
    return len(sentence.pairs - said) >= NEW * len(sentence.pairs)


# Ridge regression of the share of a sentence's pairs that human summaries hold, on the train parts of summaries_ktlab
# and summaries_vims (nlp/train/summary.py).
BIAS = -0.0673
WEIGHTS: Mapping[str, float] = {
    "early": 0.1067,
    "first": -0.0643,
    "second": 0.0021,
    "late": -0.0306,
    "depth": 0.0478,
    "past_lead": 0.0052,
    "in_lead": 0.0476,
    "fits": 0.0255,
    "first_article": 0.0124,
    "article": -0.0100,
    "text": -0.0005,
    "articles": 0.0506,
    "whole": 0.7604,
    "title": 0.0548,
    "titles": 0.1228,
    "others": -0.1023,
    "nearest": -0.0747,
    "confirmed": 0.0238,
    "shared": 0.5795,
    "shared_once": 0.0202,
    "length": -0.0008,
    "short": -0.0099,
    "long": -0.0095,
    "weight": -0.2985,
    "number": 0.0127,
    "speech": -0.0383,
    "question": -0.0073,
    "connective": -0.0053,
    "caption": 0.0271,
}
