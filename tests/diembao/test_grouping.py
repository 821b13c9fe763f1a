"""Stories from pass to pass: what lies far back is not taken up again, and nothing stands otherwise for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from diembao.pipeline import Flow
from diembao.reading import ToneReaders
from diembao.stages import Stage, run_stage
from domain.clock import Stamp
from nlp import stories
from nlp.stories import Grouper, Item
from nlp.topics import TopicReader
from store import Store, opened
from tests.builders import a_judgement, a_link, an_article
from tests.nlp.commune_year import year

Pair = frozenset[str]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


def at(store: Store, now: datetime) -> Flow:
    return Flow(
        store=store,
        sources=(),
        now=now,
        recogniser=lambda: pytest.fail("nobody asks for mentions"),
        topic_reader=lambda: TopicReader(()),
        tone_readers=lambda: ToneReaders.of(Path("khong-co")),
        knowledge="",
        units=("11713",),
    )


def read(store: Store, number: int, item: Item, *, dated: bool = True) -> str:
    """An article as the earlier stages leave it; seen on its day."""
    assert item.moment is not None
    link = a_link(f"http://{item.outlet}/tin-{number}.html")
    store.links.add([link], item.moment)
    published = Stamp.at(item.moment) if dated else None
    article = an_article(link.url, title=item.title, sapo="", body=item.text, published=published)
    store.articles.save(article, link.id)
    store.readings.save_judgements(article.id, [a_judgement()], 1)
    return article.id


def group(store: Store, now: datetime) -> None:
    flow = at(store, now)
    stage = Stage("group", stories.VERSION, str, flow.due_groups, flow.group, flow.save_joined)
    run_stage(stage, store.outcomes, store.together, now, lambda *_: None)


def weekly(store: Store, items: Sequence[Item], *, dated: bool = True) -> list[str]:
    """The articles read week by week, grouped after each; their ids in the order of the items."""
    ids: list[str] = []
    for number, item in enumerate(items):
        assert item.moment is not None
        ids.append(read(store, number, item, dated=dated))
        if number % 3 == 2 or number == len(items) - 1:
            group(store, item.moment + timedelta(hours=2))
    return ids


def pairs(stories_of: Sequence[Sequence[str]]) -> set[Pair]:
    return {frozenset((one, other)) for story in stories_of for one in story for other in story if one != other}


@pytest.mark.parametrize("dated", [True, False])
def test_a_year_in_many_passes_comes_to_what_one_pass_finds(store: Store, *, dated: bool) -> None:
    items = sorted((item for _, item in year()), key=lambda item: str(item.moment))
    ids = weekly(store, items, dated=dated)
    names = dict(zip(ids, items, strict=True))
    found = pairs([story.articles for story in store.stories.all()])
    whole = Grouper()
    for number in ids:
        item = names[number]
        whole.add(Item(number, item.title, f"\n{item.text}", item.moment if dated else None, item.outlet))
    expected = {
        frozenset((one, other))
        for one in ids
        for other in ids
        if one != other and whole.story(one) == whole.story(other)
    }
    far = [pair for pair in expected ^ found if _apart(*(names[number] for number in pair)) <= stories.WINDOW]
    assert far == [], "articles near each other stand as one pass puts them"
    assert dated is False or expected == found


def _apart(one: Item, other: Item) -> timedelta:
    assert one.moment
    assert other.moment
    return abs(one.moment - other.moment)


def test_only_what_is_near_or_goes_on_is_taken_up_again(store: Store) -> None:
    items = sorted((item for _, item in year()), key=lambda item: str(item.moment))
    ids = weekly(store, items)
    last = items[-1].moment
    assert last is not None
    again = store.stories.near(*stories.reach([last.date()]), stories.goes_on)
    near = {one.article for one in again}
    assert len(near) < len(ids)
    for number, item in zip(ids, items, strict=True):
        assert item.moment
        if last - item.moment <= stories.WINDOW:
            assert number in near
    known = [one.article for one in store.stories.joined()]
    assert [one.article for one in again] == [article for article in known if article in near]
    for story in store.stories.all():
        assert near.isdisjoint(story.articles) or near >= set(story.articles), "a story is taken up whole"
