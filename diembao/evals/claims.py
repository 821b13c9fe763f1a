"""TASK claims: does a sentence differ from what is known? Recall of injected numbers, flags where there is none.

In: id, sentence, facts[] {id, text, date?}. Out: id, conflict, fact, kind, said, official, why. Rows with neither
`conflict` nor `label` are ordinary sentences: every flag on them counts. Rows of a story set (id, title, text, cluster)
stand for their number-bearing sentences, each held against the other articles of its story.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from diembao.evals import Options
from diembao.evals.scoring import Metric, Prediction, Row, bootstrap, share
from domain.claim import ClaimKind, Statement
from nlp.claims.conflicts import Known
from nlp.sentences import sentences

# The contract knows four kinds; a paper's number is a number.
_KINDS = {ClaimKind.DOCUMENT: "number"}


def predict(rows: Sequence[Row], options: Options) -> list[Prediction]:  # noqa: ARG001 - the contract's signature
    """The likeliest conflict of each row."""
    return [_answer(row) for row in _opened(rows)]


def _opened(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows, those of a story set as their ordinary sentences."""
    if any("sentence" in row for row in rows):
        return rows
    stories: dict[object, list[Row]] = {}
    for row in rows:
        stories.setdefault(row.get("cluster"), []).append(row)
    return [line for story in stories.values() for article in story for line in _ordinary(article, story)]


def _ordinary(article: Row, story: Sequence[Row]) -> Iterator[Row]:
    others = [{"id": one["id"], "text": _text(one)} for one in story if one is not article]
    for number, sentence in enumerate(sentences(_text(article)) if others else ()):
        if any(letter.isdigit() for letter in sentence):
            yield {
                "id": f"{article['id']}:{number}",
                "sentence": sentence,
                "facts": others,
                "cluster": article.get("cluster"),
            }


def _text(row: Row) -> str:
    return f"{row.get('title') or ''}\n{row.get('text') or ''}"


def _answer(row: Row) -> Prediction:
    facts = [
        Statement(str(fact["id"]), str(fact.get("text") or ""), _day(fact.get("date")), official=False)
        for fact in row.get("facts") or ()
    ]
    found = Known(facts).conflicts(str(row.get("sentence") or ""))
    if not found:
        return {"id": row["id"], "conflict": False, "fact": None, "kind": None, "said": "", "official": "", "why": ""}
    best = found[0]
    return {
        "id": row["id"],
        "conflict": True,
        "fact": best.statement,
        "kind": _KINDS.get(best.kind, best.kind.value),
        "said": best.said,
        "official": best.official,
        "why": best.why,
    }


def _day(text: object) -> date | None:
    """A bare ISO day, or the day of an ISO time; anything else counts as absent."""
    try:
        return date.fromisoformat(text[:10]) if isinstance(text, str) else None
    except ValueError:
        return None


def score(rows: Sequence[Row], predictions: Sequence[Prediction]) -> dict[str, Metric]:
    """Shares of flagged rows by what they are, drawn anew by story."""
    flagged = {answer["id"]: bool(answer["conflict"]) for answer in predictions}
    parts: dict[str, Callable[[Row], bool]] = {
        "recall_number": lambda row: bool(row.get("conflict")) and row.get("kind") == "number",
        "flags_supported": lambda row: row.get("label") == "SUPPORTED",
        "flags_unrelated": lambda row: row.get("label") == "NEI",
        "flags_ordinary": lambda row: row.get("conflict") is None and not row.get("label"),
    }
    opened = _opened(rows)
    found = {name: [row for row in opened if belongs(row)] for name, belongs in parts.items()}
    return {name: _share(part, flagged) for name, part in found.items() if part}


def _share(rows: Sequence[Row], flagged: dict[object, bool]) -> Metric:
    groups: dict[object, list[bool]] = {}
    for row in rows:
        groups.setdefault(row.get("cluster", row["id"]), []).append(flagged[row["id"]])
    positives = sum(map(sum, groups.values()))
    return bootstrap(list(groups.values()), lambda flags: share(sum(flags), len(flags)), positives=positives)
