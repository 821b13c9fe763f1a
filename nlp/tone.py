"""Does a news text sound good, bad or neither, whatever it is about? For ranking what to read first, never a verdict.

A linear model over the words of title and text and the groups of cue phrases in them. It says nothing about the
commune (see `target_tone`) and nothing about what is true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from domain.press import Article
from domain.reading import Tone, ToneValue
from domain.text import shorten
from nlp import light
from nlp.cues import book
from nlp.engines import linear
from nlp.engines.grams import BREAK, grams, keys
from nlp.engines.linear import Counts, LinearModel

VERSION = 1
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


def counted(title: str, text: str) -> Counts:
    """What the model sees: words of title and text, and cue groups of both with which side prevails."""
    parts = {"title": keys(title), "text": keys(text[:LEAD])}
    cues: Counter[str] = Counter()
    for name, found in parts.items():
        cues.update(_cues(name, found))
    return {name: grams(found) for name, found in parts.items()} | {"cues": cues}


def _cues(name: str, found: list[str]) -> Counter[str]:
    words = [key for key in found if key != BREAK]
    cues = book("press").find(words)
    counts = Counter(f"{name}:{cue.group}" for cue in cues)
    bad, good = sum(cue.group in BAD for cue in cues), sum(cue.group in GOOD for cue in cues)
    counts[f"{name}:bad"], counts[f"{name}:good"] = max(0, bad - good), max(0, good - bad)
    counts.update(f"{name}:commune:{cue.group}" for cue in book("commune").find(words))
    if cues:
        counts.update((f"{name}:first:{cues[0].group}", f"{name}:last:{cues[-1].group}"))
    return +counts


def read(title: str, text: str, model: LinearModel | None = None) -> Tone:
    """The tone of a text, the words that made it, and how high it ranks among what to read first."""
    sure = (model or shipped()).probabilities(counted(title, text))
    value = max(LABELS, key=lambda label: sure[label])
    return Tone(ToneValue(value), round(sure["neg"], 4), *_evidence(title, text, value, sure))


def read_article(article: Article, model: LinearModel | None = None) -> Tone:
    """As `read`, for an article as extracted."""
    return read(article.title, article.sapo or article.body, model)


def _evidence(title: str, text: str, value: str, sure: Mapping[str, float]) -> tuple[str, str]:
    """The sentence with most cues of the tone, and why in words."""
    groups = {"neg": tuple(BAD), "pos": tuple(GOOD)}.get(value, ())
    sentences = [part for part in (title.strip(), *light.split(text[:LEAD])) if part]
    quoted = [(sentence, book("press").quotes(sentence, groups)) for sentence in sentences]
    sentence, quotes = max(quoted, key=lambda pair: len(pair[1]), default=("", []))
    words = ", ".join(f"“{quote}”" for _, quote in quotes[:3])
    why = f": có {words}" if words else f": câu “{shorten(sentence, 40)}”" if sentence else ""
    return sentence, f"{_SAYS[value]} ({sure[value]:.0%} theo mô hình){why}.".replace("%", " %")
