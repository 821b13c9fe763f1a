"""TASK summary: which sentences tell a story? ROUGE-1, -2 and -L F1 against human summaries, mean over references.

In: id, docs[] {title, text, outlet}, syllables (budget). Out: id, sentences[] {text, doc}, verbatim. Counted on
Vietnamese syllables in lower case, NFC, every letter kept (a tokeniser of a-z0-9 alone would break words to pieces).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from diembao.evals import Options
from diembao.evals.scoring import Metric, Prediction, Row, bootstrap, f1
from domain.text import clean, syllables
from nlp.summary import Told, summarise


def predict(rows: Sequence[Row], options: Options) -> list[Prediction]:  # noqa: ARG001 - the contract's signature
    """The sentences chosen for each row."""
    return [{"id": row["id"], "sentences": _sentences(row)} for row in rows]


def _sentences(row: Row) -> list[Prediction]:
    docs = [Told(str(doc.get("title") or ""), str(doc.get("text") or "")) for doc in row["docs"]]
    return [{"text": picked.text, "doc": picked.doc} for picked in summarise(docs, int(row["syllables"]))]


def score(rows: Sequence[Row], predictions: Sequence[Prediction]) -> dict[str, Metric]:
    """ROUGE F1 times 100 over the rows that have references."""
    given = {answer["id"]: answer["sentences"] for answer in predictions}
    scored = [row for row in rows if row.get("refs")]
    texts = [_tokens(" ".join(sentence["text"] for sentence in given[row["id"]])) for row in scored]
    measures: dict[str, Callable[[Sequence[str], Sequence[str]], float]] = {
        "rouge_1": lambda one, other: _overlap(one, other, 1),
        "rouge_2": lambda one, other: _overlap(one, other, 2),
        "rouge_l": _longest,
    }
    return {
        name: bootstrap(
            [[_mean(measure, text, row["refs"])] for row, text in zip(scored, texts, strict=True)],
            lambda values: 100 * sum(values) / len(values) if values else 0.0,
        )
        for name, measure in measures.items()
    }


def _tokens(text: str) -> list[str]:
    return syllables(clean(text).lower())


def _mean(
    measure: Callable[[Sequence[str], Sequence[str]], float], text: Sequence[str], references: Sequence[str]
) -> float:
    return sum(measure(text, _tokens(reference)) for reference in references) / len(references)


def _overlap(one: Sequence[str], other: Sequence[str], size: int) -> float:
    ours, theirs = (Counter(zip(*(tokens[n:] for n in range(size)), strict=False)) for tokens in (one, other))
    both = (ours & theirs).total()
    return f1(both / ours.total(), both / theirs.total()) if both else 0.0


def _longest(one: Sequence[str], other: Sequence[str]) -> float:
    """Longest common subsequence, by the row of Hunt and Szymanski in bits."""
    where: dict[str, int] = {}
    for place, token in enumerate(one):
        where[token] = where.get(token, 0) | 1 << place
    row = 0
    for token in other:
        candidates = row | where.get(token, 0)
        row = candidates & ~(candidates - (row << 1 | 1))
    both = row.bit_count()
    return f1(both / len(one), both / len(other)) if both else 0.0
