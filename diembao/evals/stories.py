"""TASK stories: which articles tell one event? B-cubed precision, recall and F1 over all articles.

In: id, title, text, time? (ISO; without: no time window), outlet?, in the order in which they arrive. Out: id, story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from diembao.evals import Options
from diembao.evals.scoring import Metric, Prediction, Row, bootstrap, f1
from domain.clock import VIETNAM
from nlp.stories import Grouper, Item

Labelled = tuple[str, str]


def predict(rows: Sequence[Row], options: Options) -> list[Prediction]:  # noqa: ARG001 - the contract's signature
    """The story of each row when all have arrived."""
    grouper = Grouper()
    for row in rows:
        grouper.add(item_of(row))
    return [{"id": row["id"], "story": grouper.story(str(row["id"]))} for row in rows]


def item_of(row: Row) -> Item:
    """A row as grouping sees it."""
    title, text, outlet = (str(row.get(name) or "") for name in ("title", "text", "outlet"))
    return Item(str(row["id"]), title, text, _moment(row.get("time")), outlet)


def _moment(text: object) -> datetime | None:
    """An ISO time or day; anything else counts as absent."""
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=VIETNAM) if moment and moment.tzinfo is None else moment


def score(rows: Sequence[Row], predictions: Sequence[Prediction]) -> dict[str, Metric]:
    """B-cubed over the rows that have a gold cluster; drawn anew by cluster for the interval."""
    given = {answer["id"]: answer["story"] for answer in predictions}
    pairs = [(given[row["id"]], row["cluster"]) for row in rows if row.get("cluster")]
    figures = _by_article(pairs)
    groups: dict[str, list[tuple[float, float]]] = {}
    for (_, cluster), figure in zip(pairs, figures, strict=True):
        groups.setdefault(cluster, []).append(figure)
    measures = {"precision": _precision, "recall": _recall, "f1": _f1}
    return {name: bootstrap(list(groups.values()), measure) for name, measure in measures.items()}


def _by_article(pairs: Sequence[Labelled]) -> list[tuple[float, float]]:
    """Precision and recall of each article: what share of its story is of its cluster, and the other way round."""
    stories, clusters, both = Counter(s for s, _ in pairs), Counter(c for _, c in pairs), Counter(pairs)
    return [(both[pair] / stories[pair[0]], both[pair] / clusters[pair[1]]) for pair in pairs]


def _precision(figures: Sequence[tuple[float, float]]) -> float:
    return sum(precision for precision, _ in figures) / len(figures) if figures else 0.0


def _recall(figures: Sequence[tuple[float, float]]) -> float:
    return sum(recall for _, recall in figures) / len(figures) if figures else 0.0


def _f1(figures: Sequence[tuple[float, float]]) -> float:
    return f1(_precision(figures), _recall(figures))
