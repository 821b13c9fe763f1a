"""Everything the office owns, as rows with the names of the command contract."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from config.holidays import add_working_days
from digest.counts import counted
from digest.sheets import workbook
from domain.case import Deed
from domain.caseclock import due
from domain.clock import to_local
from domain.edition import Edition
from domain.press import Article
from domain.review import Decision
from store import Store
from store.editions import Built, Issued

Row = dict[str, Any]

# What a spreadsheet would take for a formula when a cell begins with it.
_FORMULA = ("=", "+", "-", "@")


def article_row(article: Article) -> Row:
    """One article as exported, searched and evaluated."""
    return {
        "id": article.id,
        "url": article.url,
        "source": article.source,
        "outlet": article.outlet,
        "title": article.title,
        "sapo": article.sapo,
        "body": article.body,
        "author": article.author,
        "published": article.published.iso() if article.published else None,
        "published_from": article.published_from,
        "first_seen": to_local(article.first_seen).isoformat() if article.first_seen else None,
        "section": article.section,
        "language": article.language,
        "canonical": article.canonical,
    }


def articles(store: Store) -> Iterator[Row]:
    """Every article read, whether about the commune or not."""
    return (article_row(article) for article in store.articles.all())


def mentions(store: Store) -> Iterator[Row]:
    """Every verdict in force, the refused ones too, with its reasons as sentences and what an officer decided."""
    standing = store.reviews.all_standing()
    for article_id, judgement in store.readings.judgements():
        yield {
            "article": article_id,
            "unit_code": judgement.unit_code,
            "verdict": judgement.verdict.value,
            "role": judgement.role.value if judgement.role else None,
            "score": round(judgement.score, 3),
            "reasons": [reason.sentence for reason in judgement.reasons],
            **_decision(standing.get((article_id, judgement.unit_code))),
        }


def _decision(decision: Decision | None) -> Row:
    """What an officer decided about a verdict, empty when nobody did."""
    if decision is None:
        return {"decision": None, "decided_by": None, "decided_at": None}
    at = to_local(decision.at).isoformat()
    return {"decision": decision.choice.value, "decided_by": decision.by, "decided_at": at}


def stories(store: Store) -> Iterator[Row]:
    """Every story as it stands, the officer's decisions in force, with its articles in order of publication."""
    for story in store.stories.all():
        found = [article for article_id in story.articles if (article := store.articles.get(article_id))]
        found.sort(
            key=lambda article: (article.published is None, article.published and article.published.iso(), article.id)
        )
        first = found[0].published
        yield {
            "id": story.id,
            "title": next(article.title for article in found if article.id == story.id),
            "articles": [article.id for article in found],
            "first_published": first.iso() if first else None,
            "papers": len({article.outlet for article in found}),
        }


def tones(store: Store) -> Iterator[Row]:
    """The light in which each article puts each commune, as it stands after the officer's decisions."""
    for article_id, read in store.tones.all():
        yield {
            "article": article_id,
            "unit_code": read.unit_code,
            "tone": read.tone.value.value,
            "score_negative": round(read.tone.score_negative, 3),
            "sentence": read.tone.sentence,
            "reason": read.tone.reason,
            "reply_due": read.reply_due,
            "due_sentence": read.due_sentence,
        }


def outcomes(store: Store) -> Iterator[Row]:
    """How each item left each stage."""
    for outcome in store.outcomes.all():
        yield {
            "item": outcome.item,
            "stage": outcome.stage,
            "outcome": outcome.word.value,
            "detail": outcome.detail,
            "version": outcome.version,
            "attempts": outcome.attempts,
            "at": to_local(outcome.at).isoformat(),
        }


def watch(store: Store) -> Iterator[Row]:
    """What happened to the watched articles, in the order it was seen."""
    ruled = store.watch_rulings.standing()
    for change in store.watch.changes():
        yield {
            "article": change.article,
            "url": change.url,
            "seen_at": to_local(change.seen_at).isoformat(),
            "change": change.kind.value,
            "detail": change.detail,
            "version": change.version,
            "decision": ruled[change.id].ruling.value if change.id in ruled else None,
        }


def cases(store: Store) -> Iterator[Row]:
    """Every suspected falsehood: one claim a row, with its verdict as it stands and its next time limit."""
    for unit_code in store.cases.units():
        for case in store.cases.all(unit_code):
            limit = due(case, add_working_days)
            yield {
                "id": case.id,
                "article": case.article,
                "unit_code": case.unit_code,
                "claim": case.said,
                "state": case.state.value,
                "verdict": case.verdict.value,
                "opened": to_local(case.opened).isoformat(),
                "due": to_local(limit.at).isoformat() if limit else None,
                "sentence": case.sentence,
                "official": case.official,
                "basis": case.basis,
                "why": case.why,
                "ending": case.told(Deed.CLOSE, "ending") if not case.open else "",
            }


def facts(store: Store) -> Iterator[Row]:
    """Every official fact with the document it stands in."""
    for unit_code, fact in store.facts.everywhere():
        yield {
            "id": fact.id,
            "unit_code": unit_code,
            "text": fact.text,
            "number": fact.number,
            "day": fact.day.isoformat() if fact.day else None,
            "issuer": fact.issuer,
            "summary": fact.summary,
            "valid_from": fact.valid_from.isoformat() if fact.valid_from else None,
            "valid_to": fact.valid_to.isoformat() if fact.valid_to else None,
            "topic": fact.topic,
            "person": fact.person,
            "withdrawn": fact.withdrawn,
        }


def matters(store: Store) -> Iterator[Row]:
    """Every issue the press raised, as it stands."""
    for unit_code in store.matters.units():
        for matter in store.matters.all(unit_code):
            yield {
                "id": matter.id,
                "unit_code": unit_code,
                "what": matter.what,
                "outlet": matter.outlet,
                "url": matter.url,
                "raised": matter.raised.isoformat() if matter.raised else None,
                "state": matter.state.value,
                "unit": matter.unit,
                "directive": matter.directive,
                "result": matter.result,
                "due": matter.due.isoformat() if matter.due else None,
                "changed": to_local(matter.changed).isoformat() if matter.changed else None,
            }


def editions(store: Store) -> Iterator[Row]:
    """Every edition: the draft of each period and the documents issued of it, with what they count."""
    for unit_code in store.editions.units():
        for built in store.editions.all(unit_code):
            found = store.editions.draft(unit_code, built.period.key)
            yield _edition(built, None, found[0] if found else None)
            for version in store.editions.issued(unit_code, built.period.key):
                yield _edition(built, version, store.editions.frozen(version)[0])


def _edition(built: Built, version: Issued | None, edition: Edition | None) -> Row:
    return {
        "unit_code": built.unit_code,
        "period": built.period.key,
        "start": built.period.start.isoformat(),
        "end": built.period.end.isoformat(),
        "state": "issued" if version else "draft",
        "version": version.version if version else None,
        "number": version.number if version else None,
        "day": version.day.isoformat() if version else None,
        "replaces": version.reason if version else None,
        "built_at": to_local(edition.built_at if edition else built.built_at).isoformat(),
        "articles": len(counted(edition)) if edition else None,
        "matters": len(edition.matters) if edition else None,
    }


EXPORTS: dict[str, Callable[[Store], Iterator[Row]]] = {
    "articles": articles,
    "mentions": mentions,
    "tones": tones,
    "stories": stories,
    "outcomes": outcomes,
    "watch": watch,
    "matters": matters,
    "editions": editions,
    "cases": cases,
    "facts": facts,
}


def as_jsonl(rows: Iterable[Row]) -> bytes:
    """One JSON object a line, UTF-8."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def as_csv(rows: Iterable[Row]) -> bytes:
    """CSV that Excel opens with its Vietnamese intact; no cell can turn into a formula."""
    kept = list(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(kept[0]) if kept else [])
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in kept)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(rows: Iterable[Row]) -> bytes:
    """An Excel workbook of one sheet."""
    kept = list(rows)
    header = list(kept[0]) if kept else []
    return workbook("du-lieu", header, [[_plain(row[key]) for key in header] for row in kept])


FORMATS: dict[str, Callable[[Iterable[Row]], bytes]] = {"jsonl": as_jsonl, "csv": as_csv, "xlsx": as_xlsx}


def _plain(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def _cell(value: Any) -> Any:
    plain = _plain(value)
    return "'" + plain if isinstance(plain, str) and plain.startswith(_FORMULA) else plain
