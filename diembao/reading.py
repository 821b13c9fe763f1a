"""The engines of tone for one office: the shipped models, or the office's own where it trained some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from diembao.training import own_model
from domain.press import Article
from domain.reading import Judgement, TargetTone, Tone, Verdict
from nlp import target_tone, tone
from nlp.engines import linear

# The stage reads two tones under one version.
TONE_VERSION = 1000 * tone.VERSION + target_tone.VERSION
TonesRead = tuple[Tone, tuple[TargetTone, ...]]


@dataclass(frozen=True, slots=True)
class ToneReaders:
    """What reads tones. `agreement` (articles checked, articles on which people said the same) belongs to the models:
    (0, 0) for models whose agreement nobody measured."""

    news: linear.LinearModel
    toward: target_tone.Models
    agreement: tuple[int, int]

    @classmethod
    def of(cls, home: Path) -> ToneReaders:
        """The readers of an office."""
        own_news, own_toward = own_model(home, "tone"), own_model(home, "target_tone")
        news = linear.read(own_news.read_bytes()) if own_news.exists() else tone.shipped()
        if own_toward.exists():
            return cls(news, target_tone.load(own_toward.read_bytes()), (0, 0))
        return cls(news, target_tone.shipped(), target_tone.AGREEMENT)

    def read(self, article: Article, judgements: Sequence[Judgement]) -> TonesRead:
        """The article's tone, and its tone toward each commune that accepts or may accept it."""
        toward = [
            target_tone.read_article(article, own_names(judgement), judgement.unit_code, self.toward)
            for judgement in judgements
            if judgement.verdict is not Verdict.REJECT
        ]
        return tone.read_article(article, self.news), tuple(toward)


def own_names(judgement: Judgement) -> tuple[str, ...]:
    """The names under which an article names a commune."""
    taken = [mention for mention in judgement.mentions if mention.referent == judgement.unit_code]
    return tuple(sorted({name for mention in taken for name in (mention.name, mention.span.quote)}))
