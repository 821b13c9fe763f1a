"""What reading costs: articles a second for topics (each further reader in `READERS`), against cutting text into words.

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
from nlp.topics import TopicReader

_ARTICLES = 200
_SEGMENTED = 40
# name -> what makes a reader of one article; all of them together are what a digest needs of an article.
READERS: dict[str, Callable[[], Callable[[Article], object]]] = {
    "topics": lambda: TopicReader(config.topics.load()).read,
}


def measure(rounds: int) -> Result:
    """Every reader sees the same articles; segmenting sees the first of them and is scaled to as many."""
    texts = press_texts(_ARTICLES)
    articles = [_article(number, text) for number, text in enumerate(texts)]
    readers = {name: make() for name, make in READERS.items()}
    contenders = {"read": _reading(list(readers.values()), articles), "segment": _segmenting(texts[:_SEGMENTED])}
    contenders |= {name: _reading([reader], articles) for name, reader in readers.items()}
    for warm in contenders.values():
        warm()
    taken = interleaved(contenders, rounds)
    scale = len(articles) / _SEGMENTED
    return Result(
        ratios={f"{name}_to_segmenting": scale / taken.ratio(name, "segment") for name in ("read", *readers)},
        versions=versions("underthesea", "numpy"),
        figures={f"{name}_per_second": len(articles) / taken.median(name) for name in ("read", *readers)}
        | {"segment_per_second": _SEGMENTED / taken.median("segment")},
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
