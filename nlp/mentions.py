"""Does an article name a watched commune? Each name found is weighed by what stands around it, with every reason kept.

Candidates are the commune's present and former names, villages and landmarks. Around each stand unit words, parents,
other readings (person, street, shop, history, a phrase); the weights add up. The article's verdict is that of its best
mention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.place import Commune, Gazetteer
from domain.press import Article
from domain.reading import Judgement, Mention, Role, Span, Verdict
from nlp.surroundings import Name, Place, Text, weigh

VERSION = 1

# Least sums for a verdict, as the first experiment on labelled mentions had them (dev half).
ACCEPT = 5.0
REVIEW = 1.0


@dataclass(frozen=True, slots=True)
class _Watched:
    commune: Commune
    place: Place
    names: dict[str, tuple[Name, ...]]


class Recogniser:
    """Made once for the watched communes, used for many articles."""

    def __init__(self, gazetteer: Gazetteer, watched: Sequence[Commune]):
        self._watched = [_prepare(gazetteer, commune) for commune in watched]

    def judge(self, article: Article) -> tuple[Judgement, ...]:
        """A judgement for every watched commune that has a candidate in the article."""
        texts = [Text.of(name, text) for name, text in article.fields() if text]
        judged = (_judge(article, texts, watched) for watched in self._watched)
        return tuple(judgement for judgement in judged if judgement)


def _prepare(gazetteer: Gazetteer, commune: Commune) -> _Watched:
    place = Place.of(gazetteer, commune)
    names: dict[str, tuple[Name, ...]] = {}
    for name in place.names:
        names[name.keys[0]] = (*names.get(name.keys[0], ()), name)
    return _Watched(commune, place, names)


def _judge(article: Article, texts: Sequence[Text], watched: _Watched) -> Judgement | None:
    mentions = [
        _mention(text, name, start, texts, watched, article)
        for text in texts
        for start, key in enumerate(text.keys)
        for name in watched.names.get(key, ())
        if (name.kind == "english") <= (article.language == "en")
        if text.holds(name.keys, start)
    ]
    if not mentions:
        return None
    best = max(mentions, key=lambda mention: mention.score)
    verdict = Verdict.ACCEPT if best.score >= ACCEPT else Verdict.REVIEW if best.score >= REVIEW else Verdict.REJECT
    role = _role(article, mentions) if verdict is not Verdict.REJECT else None
    return Judgement(watched.commune.code, verdict, best.score, role, best.reasons, tuple(mentions))


def _mention(text: Text, name: Name, start: int, texts: Sequence[Text], watched: _Watched, article: Article) -> Mention:
    reasons = tuple(sorted(weigh(text, name, start, texts, watched.place, article), key=lambda one: -abs(one.weight)))
    score = round(sum(reason.weight for reason in reasons), 2)
    quote = text.quote(start, start + len(name.keys))
    first, last = text.spans[start][0], text.spans[start + len(name.keys) - 1][1]
    taken = watched.commune.code if score >= REVIEW else "khác"
    return Mention(Span(text.field, first, last, quote), name.text, taken, name.kind, score, reasons)


def _role(article: Article, mentions: Sequence[Mention]) -> Role:
    """Main when title or lead name it with weight, a list when it stands among many units, else at the side."""
    good = [mention for mention in mentions if mention.score >= REVIEW]
    if any(mention.span.field in ("title", "sapo") for mention in good) or len(good) >= 3:
        return Role.MAIN
    listed = any(reason.kind == "list" for mention in good for reason in mention.reasons)
    early = any(mention.span.field == "body" and mention.span.start < len(article.body) / 3 for mention in good)
    return Role.LIST if listed else Role.MAIN if early and len(good) > 1 else Role.SIDE
