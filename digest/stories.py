"""Which articles tell one event, and how is a story told? One entry a story: who first, what, who else.

An article that nobody grouped is a story of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from digest import wording
from digest.counts import by_time, counted, field_order, role_rank, topic_of
from digest.gone import gone
from digest.quoting import ALSO
from digest.safe import href
from domain.clock import vi_date
from domain.document import Run
from domain.edition import Edition, Entry, PeriodKind, StoryNote, TopicName
from domain.press import Level

# Newspapers named under "Cùng đưa tin"; the rest are counted. Nine stand on two lines of a page.
NAMED = 9
# Stories told in full, a field: a week is read in two minutes, a year in ten; the annex lists everything.
SHOWN = {PeriodKind.WEEK: 10, PeriodKind.MONTH: 8, PeriodKind.QUARTER: 6, PeriodKind.HALF: 5, PeriodKind.YEAR: 5}


@dataclass(frozen=True, slots=True)
class Story:
    """The articles of one event in an edition: the one to quote, the others in order of time, what is known beyond."""

    lead: Entry
    others: tuple[Entry, ...]
    note: StoryNote | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All its articles, the quoted one first."""
        return (self.lead, *self.others)

    @property
    def id(self) -> str:
        """The id of the story, of its only article where nobody grouped it."""
        return self.lead.story or self.lead.article.id

    @property
    def supplement(self) -> bool:
        """Whether all of it was found late."""
        return self.lead.supplement


def stories(edition: Edition, entries: Iterable[Entry]) -> tuple[Story, ...]:
    """The stories of these articles, in order of their first."""
    notes = {note.id: note for note in edition.stories}
    groups: dict[str, list[Entry]] = {}
    for entry in by_time(entries):
        groups.setdefault(entry.story or entry.article.id, []).append(entry)
    return tuple(_story(edition, found, notes.get(name)) for name, found in groups.items())


def _story(edition: Edition, found: list[Entry], note: StoryNote | None) -> Story:
    """Quoted is the first that still stands, is about the commune and has a lead of its own."""

    def rank(entry: Entry) -> tuple[bool, bool, int, bool]:
        down = gone(edition, entry.article.id)
        return down is not None, entry.supplement, role_rank(entry), not entry.article.sapo

    best = min(found, key=rank)
    return Story(best, tuple(entry for entry in found if entry is not best), note)


def count(edition: Edition) -> int:
    """How many stories the counted articles tell."""
    return len({entry.story or entry.article.id for entry in counted(edition)})


def by_field(edition: Edition, entries: Iterable[Entry]) -> dict[TopicName, tuple[Story, ...]]:
    """Stories by the main topic of the article quoted; fields in the order all parts of a digest share.

    Inside a field: what people pinned, then what is about the commune before mere mentions, told by many before told
    by few, late finds last.
    """
    groups: dict[TopicName, list[Story]] = {}
    for story in stories(edition, entries):
        groups.setdefault(topic_of(edition, story.lead), []).append(story)
    return {
        topic: tuple(sorted(groups[topic], key=lambda s: (not edition.edits.pins(s.id), *_weight(s))))
        for topic in field_order(edition, groups)
    }


def _weight(story: Story) -> tuple[bool, int, int]:
    return story.supplement, role_rank(story.lead), -len(story.entries)


def runs(edition: Edition, story: Story) -> tuple[Run, ...]:
    """A story in running text: at most three sentences and the names of those who told it too."""
    return (*wording.entry_runs(edition, story.lead), *_also(story), *_before(edition, story))


def _also(story: Story) -> tuple[Run, ...]:
    """`Cùng đưa tin: Báo B (ngày 14/11); Báo C (2 tin, bài). Báo này có thêm 1 tin, bài.`"""
    papers: dict[str, list[Entry]] = {}
    for entry in story.others:
        papers.setdefault(wording.outlet(entry), []).append(entry)
    own = papers.pop(wording.outlet(story.lead), [])
    more = Run(f" {_OWN} có thêm {wording.articles(len(own))}.") if own else Run("")
    if not papers:
        return (more,) if own else ()
    named = sorted(papers, key=lambda name: (_LEVELS[papers[name][0].level], -len(papers[name])))
    parts: list[Run] = [Run(" "), Run(ALSO, italic=True), Run(" ")]
    for place, name in enumerate(named[:NAMED]):
        parts += [Run("; ")] if place else []
        parts += [Run(name, href=href(papers[name][0].article.url)), Run(f" ({_when(papers[name])})")]
    rest = Run(_rest([papers[name] for name in named[NAMED:]]) + ".")
    return (*parts, rest, more) if own else (*parts, rest)


_OWN = "Báo nêu trên"
_LEVELS = {Level.CENTRAL: 0, Level.CITY: 1, Level.OTHER: 2}


def _when(found: list[Entry]) -> str:
    late = ", bổ sung" if all(entry.supplement for entry in found) else ""
    if len(found) > 1:
        return f"{len(found)} tin, bài{late}"
    stamp = found[0].article.published
    return (f"ngày {stamp.day:%d/%m}" if stamp else "chưa rõ ngày") + late


def _rest(papers: list[list[Entry]]) -> str:
    total = sum(map(len, papers))
    return f"; và {len(papers)} cơ quan báo chí khác ({wording.articles(total)})" if papers else ""


def _before(edition: Edition, story: Story) -> tuple[Run, ...]:
    """Where a story goes on from an earlier period: since when, and how many articles it has by now."""
    note = story.note
    if not note or not note.began or note.began >= edition.period.start:
        return ()
    known = f", đến nay có {wording.articles(note.articles)}" if note.articles > len(story.entries) else ""
    return (Run(f" Sự việc được đưa tin từ ngày {vi_date(note.began)}{known}."),)
