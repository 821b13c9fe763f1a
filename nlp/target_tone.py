"""In which light does an article put a commune, and does it ask the commune for an answer?

Two steps: a model of sentences, trained on sentences written for it, says how each sentence sounds toward the commune;
a model of whole articles, trained on labelled ones, weighs those votes with the words of title, lead and the sentences
that name the place. A sad event is no bad light. Nothing here knows or touches what is true.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from domain.press import Article
from domain.reading import TargetTone, Tone, ToneValue
from domain.text import shorten
from nlp import light
from nlp.cues import CueBook, book
from nlp.engines import bundle, linear
from nlp.engines.linear import BadModel, Counts, Floats, LinearModel
from nlp.light import Passage, Sentence

VERSION = 4
SHIPPED = Path(__file__).parent / "models" / "target_tone.model"
LABELS = ("pos", "neu", "neg")
ANSWERS = ("no", "due")
# Under this distance between the two likeliest tones none is named (set by hand, not swept: the commune set has
# too few articles that readers call even to choose it by).
MARGIN = 0.02
# From which probability on an answer is proposed.
DUE = 0.5
# Articles of the commune set, and on how many of them the tone read out of fold is the one people gave; printed in the
# digest. A floor in tests/eval keeps it true.
AGREEMENT = (382, 320)
# Groups of cues that may be quoted for each tone.
_SPEAKS = {
    "neg": ("wrongdoing", "discipline", "complaint", "unanswered", "pollution", "decay", "disorder"),
    "pos": ("praise", "deeds", "success", "works", "culture"),
    "neu": ("event", "notice", "denial"),
}
_SAYS = {
    "pos": "Bài nêu mặt tốt của xã",
    "neu": "Bài đưa tin chung, không khen chê xã",
    "neg": "Bài nêu hạn chế, bất cập của xã",
    "unclear": "Bài có cả mặt được và chưa được, chưa nghiêng hẳn về bên nào",
}
# A sentence of the deciding quote is shown with at most so many syllables.
QUOTE = 40


@dataclass(frozen=True, slots=True)
class Models:
    """`sentence` hears single sentences (labels pos, neu, neg, due), `article` weighs whole articles: the tones share
    1, and so do `no` and `due`."""

    sentence: LinearModel
    article: LinearModel

    def probabilities(self, counts: Counts) -> dict[str, float]:
        """How sure the models are of each tone, and of an answer being due."""
        scores = self.article.scores(counts)
        parts = (linear.squash(part[None, :], "softmax")[0].tolist() for part in (scores[:3], scores[3:]))
        return dict(zip(self.article.labels, (sure for part in parts for sure in part), strict=True))


@dataclass(frozen=True, slots=True)
class Heard:
    """An article as the models see it: its sentences, how each sounds (S, 4), and what is counted over all."""

    passage: Passage
    scores: Floats
    counts: Counts

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences, the title first."""
        return self.passage.sentences


def load(data: bytes) -> Models:
    """Models from the bytes that training wrote. Raises BadModel."""
    parts = bundle.read(data)
    if [part.labels for part in parts.values()] != [(*LABELS, "due"), (*LABELS, *ANSWERS)]:
        raise BadModel("models of something else")
    return Models(parts["sentence"], parts["article"])


@cache
def shipped() -> Models:
    """The models that ship, read once."""
    return load(SHIPPED.read_bytes())


def cues() -> CueBook:
    """The phrases that speak for or against a commune."""
    return book("commune")


def hear(title: str, text: str, names: Sequence[str], sentence: LinearModel) -> Heard:
    """The sentences of an article and their votes."""
    passage = light.read(title, text, cues(), names)
    scores = light.heard(passage, sentence)
    return Heard(passage, scores, light.counted(passage, light.votes(passage, scores, sentence.labels)))


def read(title: str, text: str, names: Sequence[str], models: Models | None = None, unit_code: str = "") -> TargetTone:
    """Tone toward the place with these names, and whether an answer is due."""
    chosen = models or shipped()
    heard = hear(title, text, names, chosen.sentence)
    if not heard.sentences:
        return TargetTone(unit_code, Tone(ToneValue.UNCLEAR, 0.0, "", "Bài không có nội dung để đọc."), False, 0.0)
    sure = chosen.probabilities(heard.counts)
    due = sure["due"]
    value = decided(sure)
    sentence = deciding(heard, "neg" if value == "unclear" else value)
    tone = Tone(ToneValue(value), round(sure["neg"], 4), sentence.text, _reason(value, sentence))
    asked = deciding(heard, "due")
    return TargetTone(unit_code, tone, due >= DUE, round(due, 4), asked.text if due >= DUE else "")


def read_article(article: Article, names: Sequence[str], unit_code: str, models: Models | None = None) -> TargetTone:
    """As `read`, for an article as extracted."""
    return read(article.title, article.text, names, models, unit_code)


def decided(sure: dict[str, float]) -> str:
    """The likeliest tone, `unclear` when the next is as likely."""
    first, second = sorted(LABELS, key=lambda label: -sure[label])[:2]
    return first if sure[first] - sure[second] >= MARGIN else "unclear"


def deciding(heard: Heard, label: str) -> Sentence:
    """The sentence that speaks most for a label; one that names the place is preferred, the title comes last."""
    labels = ("pos", "neu", "neg", "due")
    column = heard.scores[:, labels.index(label)]
    others = [place for place, name in enumerate(labels[:3]) if name != label]
    lead = column - (heard.scores[:, others].max(axis=1) if label != "due" else 0.0)
    named = 0.5 * heard.passage.named
    titles = np.array([3.0 * sentence.title for sentence in heard.sentences])
    return heard.sentences[int(np.argmax(lead + named - titles))]


def _reason(value: str, sentence: Sentence) -> str:
    quotes = [f"“{quote}”" for _, quote in cues().quotes(sentence.text, _SPEAKS.get(value, ()))][:3]
    seen = f", có {', '.join(quotes)}" if quotes else ""
    return f"{_SAYS[value]}: câu “{shorten(sentence.text, QUOTE)}”{seen}."
