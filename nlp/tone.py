"""Does a news text sound good, bad or neither, whatever it is about? For ranking what to read first, never a verdict.

A linear model over the words of title and text and the groups of cue phrases in them. It says nothing about the
commune (see `target_tone`) and nothing about what is true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from domain.press import Article
from domain.reading import Tone, ToneValue
from domain.text import shorten
from nlp import light
from nlp.cues import book
from nlp.engines import linear
from nlp.engines.linear import Counts, LinearModel
from nlp.engines.words import Words, seen, sign_named, signs_of, words

VERSION = 2
SHIPPED = Path(__file__).parent / "models" / "tone.model"
LABELS = ("pos", "neu", "neg")
BAD = frozenset({"death", "crime", "wrong", "accident", "health", "loss", "anger"})
GOOD = frozenset({"praise", "growth", "warm"})
# A text is judged by its beginning, as the labelled set has it: title and description.
LEAD = 1_000
_SAYS = {"pos": "Tin có sắc thái tích cực", "neu": "Tin trung tính", "neg": "Tin có sắc thái tiêu cực"}


@cache
def shipped() -> LinearModel:
    """The model that ships, read once."""
    return linear.read(SHIPPED.read_bytes())


@dataclass(frozen=True, slots=True)
class _Said:
    """A phrase that makes a text sound good or bad: its group, and where it stands."""

    group: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """Title or text with its cue phrases: those that sound good or bad, and the groups of those about communes."""

    name: str
    words: Words
    said: list[_Said]
    of_communes: list[str]


def parts_of(title: str, text: str) -> list[Part]:
    """Title and the beginning of the text."""
    body = words(text)
    return [_part("title", words(title)), _part("text", body)]


def _part(name: str, whole: Words) -> Part:
    press, commune = book("press"), book("commune")
    part = whole.cut(0, whole.before(LEAD))
    found, others = press.found(part), commune.found(whole)
    others = others[others[:, 2] < len(part)]
    groups = [press.groups[group] for group in press.groups_in(found).tolist()]
    spans = zip(groups, part.starts[found[:, 1]].tolist(), part.ends[found[:, 2]].tolist(), strict=True)
    named = [commune.groups[group] for group in commune.groups_in(others).tolist()]
    return Part(name, part, [_Said(*span) for span in spans], named)


def counted(parts: list[Part]) -> Counts:
    """What the model sees: words of title and text, and cue groups of both with which side prevails."""
    cues: Counter[str] = Counter()
    for part in parts:
        cues.update(_cues(part))
    signs = np.fromiter((_sign(name) for name in cues), np.uint32, len(cues))
    fields = {part.name: signs_of(seen([part.words])) for part in parts}
    return fields | {"cues": np.repeat(signs, np.fromiter(cues.values(), np.int64, len(cues)))}


_sign = cache(sign_named)


def _cues(part: Part) -> Counter[str]:
    groups = [said.group for said in part.said]
    counts = Counter(f"{part.name}:{group}" for group in groups)
    bad, good = sum(group in BAD for group in groups), sum(group in GOOD for group in groups)
    counts[f"{part.name}:bad"], counts[f"{part.name}:good"] = max(0, bad - good), max(0, good - bad)
    counts.update(f"{part.name}:commune:{group}" for group in part.of_communes)
    if groups:
        counts.update((f"{part.name}:first:{groups[0]}", f"{part.name}:last:{groups[-1]}"))
    return +counts


def read(title: str, text: str, model: LinearModel | None = None) -> Tone:
    """The tone of a text, the words that made it, and how high it ranks among what to read first."""
    parts = parts_of(title, text)
    sure = (model or shipped()).probabilities(counted(parts))
    value = max(LABELS, key=lambda label: sure[label])
    return Tone(ToneValue(value), round(sure["neg"], 4), *_evidence(parts, value, sure))


def read_article(article: Article, model: LinearModel | None = None) -> Tone:
    """As `read`, for an article as extracted."""
    return read(article.title, article.sapo or article.body, model)


def _evidence(parts: list[Part], value: str, sure: Mapping[str, float]) -> tuple[str, str]:
    """The sentence with most cues of the tone, and why in words."""
    groups = {"neg": BAD, "pos": GOOD}.get(value, frozenset())
    sentence, quotes = max(_quoted(parts, groups), key=lambda pair: len(pair[1]), default=("", []))
    named = ", ".join(f"“{quote}”" for quote in quotes[:3])
    why = f": có {named}" if named else f": câu “{shorten(sentence, 40)}”" if sentence else ""
    return sentence, f"{_SAYS[value]} ({sure[value]:.0%} theo mô hình){why}.".replace("%", " %")


def _quoted(parts: list[Part], groups: frozenset[str]) -> Iterator[tuple[str, list[str]]]:
    """Each sentence with the phrases of these groups in it, each wording once."""
    for part in parts:
        text = part.words.text if part.name == "title" else part.words.text[:LEAD]
        borders = [(0, len(text))] if part.name == "title" and text else light.borders(text)
        for first, last in borders:
            said = [one for one in part.said if first <= one.start < last and one.group in groups]
            quotes = {text[one.start : one.end].lower(): text[one.start : one.end] for one in reversed(said)}
            yield text[first:last].strip(), list(quotes.values())[::-1]
