"""How well pages are read: title, day, minute, author, sapo, first and last words, and what must not leak."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from crawler.extract import Reading, day_of, read_html
from diembao.evals import Options
from diembao.evals.scoring import Metric, Prediction, Row, bootstrap, share
from domain.clock import VIETNAM, Stamp
from domain.text import one_line

FIELDS = ("title", "sapo", "body", "author", "published", "published_from")


def predict(rows: Sequence[Row], options: Options) -> list[Prediction]:
    """One prediction a row, from its page alone. `html` is a path relative to the rows' folder, or absolute."""
    now = options.now or datetime.now(VIETNAM)
    return [_predict(row, options.folder, now) for row in rows]


def _predict(row: Row, folder: Path, now: datetime) -> Prediction:
    url = row.get("url") or ""
    reading = read_html(_bytes(folder / row["html"]), url, now)
    if not isinstance(reading, Reading):
        return {"id": row["id"], **dict.fromkeys(FIELDS[:4], ""), "published": None, "published_from": None}
    stamp, origin = day_of(reading, url, now)
    return {
        "id": row["id"],
        "title": reading.title,
        "sapo": reading.printed_sapo,
        "body": "\n".join(reading.paragraphs),
        "author": "; ".join(reading.authors),
        "published": stamp.iso() if stamp else None,
        "published_from": origin,
    }


def _bytes(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def score(rows: Sequence[Row], predictions: Sequence[Prediction]) -> dict[str, Metric]:
    """Share of right fields by name, over the rows that have the answer; `leaks` counts snippets that leaked."""
    found = {prediction["id"]: prediction for prediction in predictions}
    pairs = [(row, found[row["id"]]) for row in rows]
    figures = {name: _figure([judge(row, guess) for row, guess in pairs]) for name, judge in JUDGES.items()}
    return {name: metric for name, metric in figures.items() if metric.n}


def by_outlet(rows: Sequence[Row], predictions: Sequence[Prediction]) -> dict[str, dict[str, Metric]]:
    """The same figures, newspaper by newspaper."""
    outlets = sorted({row.get("outlet") or "" for row in rows})
    return {name: score([row for row in rows if (row.get("outlet") or "") == name], predictions) for name in outlets}


def _figure(verdicts: Sequence[Sequence[float]]) -> Metric:
    groups = [verdict for verdict in verdicts if verdict]
    return bootstrap(groups, lambda items: share(sum(items), len(items)))


def _contained(field: str) -> Callable[[Row, Prediction], list[float]]:
    def judge(row: Row, guess: Prediction) -> list[float]:
        words = row.get(field)
        return [float(_plain(words) in _text(guess))] if words else []

    return judge


def _title(row: Row, guess: Prediction) -> list[float]:
    return [float(one_line(row["title"]) == guess["title"])] if row.get("title") else []


def _author(row: Row, guess: Prediction) -> list[float]:
    names = [name.strip() for name in (row.get("author") or "").split(";") if name.strip()]
    return [float(all(_plain(name) in _plain(guess["author"]) for name in names))] if names else []


def _day(row: Row, guess: Prediction) -> list[float]:
    """Right day; on pages that show none (`url-only`), nothing is right too."""
    gold, mine = Stamp.parse(row.get("published")), Stamp.parse(guess["published"])
    if gold is None:
        return []
    if mine is None:
        return [float(row.get("date_source") == "url-only")]
    return [float(mine.day == gold.day)]


def _wrong_day(row: Row, guess: Prediction) -> list[float]:
    gold, mine = Stamp.parse(row.get("published")), Stamp.parse(guess["published"])
    return [float(mine is not None and mine.day != gold.day)] if gold else []


def _minute(row: Row, guess: Prediction) -> list[float]:
    """Right minute where the page shows one; where it does not, none may be made up."""
    gold, mine = Stamp.parse(row.get("published")), Stamp.parse(guess["published"])
    if gold is None or (row.get("date_source") != "url-only" and gold.moment is None):
        return []
    if row.get("date_source") == "url-only":
        return [float(mine is None or mine.moment is None)]
    return [float(mine is not None and mine.iso()[:16] == gold.iso()[:16])]


def _leaks(row: Row, guess: Prediction) -> list[float]:
    return [float(_plain(words) in _text(guess)) for words in row.get("must_not") or ()]


def _text(guess: Prediction) -> str:
    return _plain(f"{guess['sapo']}\n{guess['body']}")


def _plain(text: str) -> str:
    return one_line(text).casefold()


JUDGES: dict[str, Callable[[Row, Prediction], list[float]]] = {
    "title": _title,
    "day": _day,
    "wrong_day": _wrong_day,
    "minute": _minute,
    "author": _author,
    "sapo": _contained("sapo_first"),
    "body_first": _contained("body_first"),
    "body_last": _contained("body_last"),
    "leaks": _leaks,
}
