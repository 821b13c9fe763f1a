"""Read the archive again with today's rules: what would change, or the change itself. Nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from crawler.fetcher import Fetcher
from diembao.claiming import Checked
from diembao.pipeline import Flow
from diembao.reading import TonesRead
from diembao.stages import Stage, run_stage
from diembao.words import say
from domain.outcome import Trouble, Word
from domain.press import Article
from domain.reading import Judgement, TopicHit
from domain.story import Joined
from store import Store

STAGES = ("extract", "mention", "read", "tone", "group", "claim")


@dataclass(frozen=True, slots=True)
class Change:
    """One item that today's rules read differently, and how, in a Vietnamese sentence."""

    item: str
    stage: str
    sentence: str


def differences(flow: Flow, fetcher: Fetcher, first: str) -> Iterator[Change]:
    """What would change if the stages from `first` on were derived again; writes nothing.

    Later stages are compared on the articles as they stand.
    """
    for stage in _from(flow, fetcher, first):
        for item, result in stage.work(everything(flow.store, stage.name)):
            sentence = _COMPARE[stage.name](flow.store, item, result)
            if sentence:
                yield Change(item, stage.name, sentence)


def replay(flow: Flow, fetcher: Fetcher, first: str, note: Callable[[str, str, Word], None]) -> None:
    """Derive the stages from `first` on again, for all that is kept."""
    for stage in _from(flow, fetcher, first):
        again = replace(stage, due=partial(everything, flow.store, stage.name))
        run_stage(again, flow.store.outcomes, flow.store.together, flow.now, note)


def everything(store: Store, stage: str) -> list[str]:
    """Every item of a stage, due or not."""
    if stage == "extract":
        return [page_id for page_id, _ in store.pages.places()]
    if stage == "mention":
        return store.articles.ids_kept()
    return store.articles.ids_named()


def _from(flow: Flow, fetcher: Fetcher, first: str) -> list[Stage[Any, Any]]:
    wanted = STAGES[STAGES.index(first) :]
    return [stage for stage in flow.stages(fetcher) if stage.name in wanted]


def _article_change(store: Store, page_id: str, result: Article | Trouble) -> str:
    standing = store.articles.of_link(page_id)
    if isinstance(result, Trouble):
        return say("không còn đọc được: {why}").format(why=result.sentence()) if standing else ""
    if standing is None:
        return "" if store.articles.get(result.id) else say("đọc thêm được bài “{title}”").format(title=result.title)
    names = ("title", "sapo", "body", "author", "published", "section")
    changed = [name for name in names if getattr(standing, name) != getattr(result, name)]
    return say("khác ở: {names}").format(names=", ".join(changed)) if changed else ""


def _mention_change(store: Store, article_id: str, result: Sequence[Judgement] | Trouble) -> str:
    if isinstance(result, Trouble):
        return result.sentence()
    new = {judgement.unit_code: judgement.verdict.value for judgement in result}
    old = {judgement.unit_code: judgement.verdict.value for judgement in store.readings.of(article_id)}
    pairs = [(code, old.get(code, "–"), new.get(code, "–")) for code in sorted(old | new)]
    return ", ".join(f"{code}: {before} → {after}" for code, before, after in pairs if before != after)


def _topic_change(store: Store, article_id: str, result: Sequence[TopicHit] | Trouble) -> str:
    if isinstance(result, Trouble):
        return result.sentence()
    old, new = ([hit.topic for hit in hits] for hits in (store.readings.topics(article_id), result))
    return f"{', '.join(old) or '–'} → {', '.join(new) or '–'}" if old != new else ""


def _tone_change(store: Store, article_id: str, result: TonesRead | Trouble) -> str:
    if isinstance(result, Trouble):
        return result.sentence()
    changes = []
    for new in result[1]:
        old = store.tones.proposed(article_id, new.unit_code)
        before = (old.tone.value.value, old.reply_due) if old else None
        if before != (new.tone.value.value, new.reply_due):
            changes.append(f"{new.unit_code}: {before[0] if before else '–'} → {new.tone.value.value}")
    return ", ".join(changes)


def _story_change(store: Store, article_id: str, result: Joined | Trouble) -> str:
    if isinstance(result, Trouble):
        return result.sentence()
    old, new = (_beside(store, joined) for joined in (store.stories.join(article_id), result))
    return say("nhóm cùng {old} → {new}").format(old=old, new=new) if old != new else ""


def _beside(store: Store, joined: Joined | None) -> str:
    articles = [store.articles.get(article_id) for article_id in joined.beside] if joined else []
    return ", ".join(f"“{article.title}”" for article in articles if article) or "–"


def _claim_change(store: Store, article_id: str, result: Sequence[Checked] | Trouble) -> str:
    if isinstance(result, Trouble):
        return result.sentence()
    asked = [
        say("hỏi thêm về “{said}”").format(said=said)
        for one in result
        for said in dict.fromkeys(conflict.said for conflict in one.conflicts)
        if said not in {case.said for case in store.cases.on_article(one.unit_code, article_id)}
    ]
    return ", ".join(asked)


_COMPARE: dict[str, Callable[[Store, str, Any], str]] = {
    "extract": _article_change,
    "mention": _mention_change,
    "read": _topic_change,
    "tone": _tone_change,
    "group": _story_change,
    "claim": _claim_change,
}
