"""What reading costs: articles a second for topics, tone of the news, tone toward a commune with whether an answer is
due, and all of them together, against cutting the same text into words. Claims are timed beside, on the same articles.

Segmenting words is what most Vietnamese pipelines do first; reading here does without it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence

import config.topics
from diembao.bench import Result
from diembao.bench.rounds import interleaved, versions
from diembao.bench.texts import press_texts
from domain.press import Article
from nlp import target_tone, tone
from nlp.claims import reading as claims
from nlp.topics import TopicReader

_ARTICLES = 200
_SEGMENTED = 40
# A commune that some texts name, most do not: the pace hardly depends on it.
_NAMES = ("Nghi Dương",)
# name -> what makes a reader of one article; all of them together are what a digest needs of an article.
READERS: dict[str, Callable[[], Callable[[Article], object]]] = {
    "topics": lambda: TopicReader(config.topics.load()).read,
    "tone": lambda: tone.read_article,
    "target_tone": lambda: lambda article: target_tone.read_article(article, _NAMES, "unit"),
}


def measure(rounds: int) -> Result:
    """Every reader sees the same articles; segmenting and claims see the first of them and are scaled to as many.

    Nothing is kept from one round to the next: what is remembered of a text serves the readers of one article.
    """
    texts = press_texts(_ARTICLES)
    articles = [_article(number, text) for number, text in enumerate(texts)]
    readers = {name: make() for name, make in READERS.items()}
    contenders = {"read": _reading(list(readers.values()), articles), "segment": _segmenting(texts[:_SEGMENTED])}
    contenders |= {name: _reading([reader], articles) for name, reader in readers.items()}
    contenders["claims"] = _reading([lambda article: list(claims.claims(article))], articles[:_SEGMENTED])
    for warm in contenders.values():
        warm()
    taken = interleaved(contenders, rounds)
    seen = {name: _SEGMENTED if name in ("segment", "claims") else len(articles) for name in contenders}
    pace = {name: count / taken.median(name) for name, count in seen.items()}
    with_claims = 1.0 / (1.0 / pace["read"] + 1.0 / pace["claims"])
    scale = {name: count / _SEGMENTED for name, count in seen.items()}
    return Result(
        ratios={
            f"{name}_to_segmenting": scale[name] / taken.ratio(name, "segment") for name in seen if name != "segment"
        }
        | {"read_and_claims_to_segmenting": with_claims / pace["segment"]},
        versions=versions("underthesea", "numpy"),
        figures={f"{name}_per_second": value for name, value in pace.items()},
    )


def _article(number: int, text: str) -> Article:
    title, _, body = text.partition("\n")
    return Article(str(number), "", "", "", title=title[:200], body=body)


def _reading(readers: Sequence[Callable[[Article], object]], articles: Sequence[Article]) -> Callable[[], None]:
    def read() -> None:
        for article in articles:
            for reader in readers:
                reader(article)

    return read


def _segmenting(texts: Sequence[str]) -> Callable[[], None]:
    # The contender is no part of the house: it is imported by name, only here, and only when it is compared.
    word_tokenize = importlib.import_module("underthesea").word_tokenize

    def segment() -> None:
        for text in texts:
            word_tokenize(text)

    return segment
