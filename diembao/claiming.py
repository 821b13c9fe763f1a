"""The stage `claim`: what can be checked in an article about the commune, held against facts and other papers.

Each difference opens a case, which begins unverified, and the kept page becomes its first evidence. The program only
asks: what it opens is a question with both sentences. A statement that was judged before is suggested, never judged
anew by the program.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from diembao.stages import Stage, attempt
from domain.case import SOFTWARE, Case, Deed, State
from domain.claim import Claim, Conflict, Statement
from domain.fact import Fact
from domain.outcome import Trouble, Word
from domain.press import Article
from domain.reading import Verdict
from domain.text import one_line, shorten
from domain.watch import CHANGES, ChangeKind
from nlp.claims import reading
from nlp.claims.conflicts import Known
from store import Store

VERSION = reading.VERSION
# Other papers an article is held against: what is told by so many is told alike, and each costs a comparison of every
# sentence with every sentence (a story of 300 articles took minutes an article). Not swept: no story of the data at
# hand has so many newspapers.
MOST_OTHERS = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in an article for one commune: what can be checked, what differs, which cases it repeats."""

    unit_code: str
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    repeats: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Claiming:
    """The work of the stage on one store at one moment, for every commune watched."""

    store: Store
    units: tuple[str, ...]
    now: datetime

    @cached_property
    def facts(self) -> dict[str, tuple[Fact, ...]]:
        """The facts at hand of each commune that has any."""
        found = {code: self.store.facts.standing(code) for code in self.units}
        return {code: facts for code, facts in found.items() if facts}

    @property
    def basis(self) -> str:
        """Changes when facts are added or withdrawn: then articles are held against them anew."""
        known = [fact.id for facts in self.facts.values() for fact in facts]
        return hashlib.sha256(repr(known).encode()).hexdigest()[:12]

    def stage(self) -> Stage[str, tuple[Checked, ...]]:
        """The stage as the runner takes it."""
        return Stage("claim", VERSION, str, self.due, self.work, self.save, self.basis)

    def due(self) -> list[str]:
        """Articles that a commune accepts, not yet held against these facts."""
        return self.store.articles.due_for_claim(VERSION, self.basis, self.now)

    def work(self, due: Iterable[str]) -> Iterator[tuple[str, tuple[Checked, ...] | Trouble]]:
        """Each article with what differs in it, for each commune that accepts it."""
        for article_id in due:
            yield article_id, attempt(self._checked, article_id)

    def _checked(self, article_id: str) -> tuple[Checked, ...]:
        article = self.store.articles.get(article_id)
        assert article is not None, "due ids come from the table itself"
        in_force = {one.unit_code: one for one in self.store.readings.in_force(article_id)}
        own = [code for code, one in in_force.items() if one.verdict is Verdict.ACCEPT and code in self.units]
        found = tuple(reading.claims(article)) if own else ()
        others = tuple(self._others(article)) if found else ()
        accepted = [self._for_commune(code, article, found, others) for code in own]
        return (*accepted, *(Checked(code, (), (), ()) for code in in_force.keys() - set(own)))

    def _for_commune(
        self, code: str, article: Article, found: tuple[Claim, ...], others: tuple[Statement, ...]
    ) -> Checked:
        wanted = dict.fromkeys(claim.sentence for claim in found)
        known = Known([*(fact.statement() for fact in self.facts.get(code, ())), *others])
        conflicts = [one for sentence in wanted for one in known.conflicts(sentence, _day(article))]
        return Checked(code, found, tuple(conflicts), tuple(self._repeats(code, article, wanted)))

    def _others(self, article: Article) -> Iterator[Statement]:
        """The other papers of the story, the first `MOST_OTHERS` of them."""
        story, told = self.store.stories.of(article.id), 0
        for other_id in story.articles if story else ():
            other = self.store.articles.get(other_id) if told < MOST_OTHERS else None
            if other and other_id != article.id and other.outlet != article.outlet:
                told += 1
                text = f"{other.title}\n{other.sapo}\n{other.body}"
                yield Statement(f"article:{other_id}", text, _day(other), official=False)

    def _repeats(self, code: str, article: Article, wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Cases on other articles whose statement stands here again, each with the sentence here."""
        cases = {one.id: one.sentence for one in self._judged(code) if one.article != article.id}
        for sentence in wanted if cases else ():
            yield from ((case_id, sentence) for case_id in reading.repeats(sentence, cases))

    def _judged(self, code: str) -> list[Case]:
        """A commune's cases but for those opened by mistake."""
        return [one for one in self.store.cases.all(code) if not one.mistaken]

    def save(self, article_id: str, checked: Sequence[Checked]) -> Word:
        """Keep what can be checked, open a case for each difference, suggest what was judged before."""
        for one in checked:
            self._save(article_id, one)
        return Word.DONE

    def _save(self, article_id: str, checked: Checked) -> None:
        code = checked.unit_code
        self.store.cases.save_claims(article_id, code, checked.claims, VERSION)
        told = {case.said for case in self.store.cases.on_article(code, article_id)}
        # A headline and its lead say one thing; held against a document it weighs more than against another paper.
        for conflict in sorted(checked.conflicts, key=lambda one: not one.statement.startswith("fact:")):
            if conflict.said not in told:
                self._open(code, article_id, conflict)
                told.add(conflict.said)
        for case_id, sentence in checked.repeats:
            self._suggest(code, case_id, article_id, sentence)

    def _open(self, code: str, article_id: str, conflict: Conflict) -> None:
        case = Case(
            id="",
            unit_code=code,
            article=article_id,
            kind=conflict.kind.value,
            said=conflict.said,
            sentence=conflict.sentence,
            opened=self.now,
            by=SOFTWARE,
            official=conflict.other,
            basis=self._basis(code, conflict.statement),
            why=conflict.why,
        )
        opened = self.store.cases.open(case)
        if opened is not None:
            preserve(self.store, opened, SOFTWARE, self.now)

    def _basis(self, code: str, statement: str) -> str:
        kind, _, name = statement.partition(":")
        if kind == "fact":
            return next((fact.source for fact in self.facts.get(code, ()) if fact.id == int(name)), "")
        other = self.store.articles.get(name)
        return f"{other.outlet}: {other.title}" if other else ""

    def _suggest(self, code: str, case_id: str, article_id: str, sentence: str) -> None:
        case = self.store.cases.get(code, case_id)
        if case is None or any(event.data.get("item") == article_id for event in case.of(Deed.SUGGEST)):
            return
        own = shorten(case.sentence, 60)
        told = (
            f"Nhận định gần giống xuất hiện ở bài khác: “{shorten(sentence, 60)}”. Câu trong hồ sơ này: “{own}”. "
            "Kết luận cũ không tự áp dụng cho bài này."
        )
        data = {"what": "repeat", "item": article_id, "text": told}
        self.store.cases.write(code, case_id, Deed.SUGGEST, SOFTWARE, self.now, data)


# Changes of a page that may be the paper's answer to a case.
_ANSWERING = frozenset(
    {ChangeKind.CORRECTION_ADDED, ChangeKind.NUMBER_EDITED, ChangeKind.BODY_EDITED, ChangeKind.REMOVED}
)


def link_changes(store: Store, unit_code: str, now: datetime) -> None:
    """Suggest, in each case that is open, what the watch saw happen to its article since; a person confirms it."""
    for case in store.cases.all(unit_code):
        known = {event.data.get("item") for event in case.of(Deed.SUGGEST)}
        for change in store.watch.changes(case.article) if case.open else ():
            item = str(change.id)
            if change.kind in _ANSWERING and change.seen_at > case.opened and item not in known:
                told = f"Theo dõi thấy bài {CHANGES[change.kind]}: {one_line(change.detail)}"
                data = {"what": "change", "item": item, "text": shorten(told, 120)}
                store.cases.write(unit_code, case.id, Deed.SUGGEST, SOFTWARE, now, data)


def _day(article: Article) -> date | None:
    return article.published.day if article.published else None


def preserve(store: Store, case: Case, by: str, at: datetime) -> Case:
    """Note the kept pages of a case's article as its evidence; unchanged when nothing is kept (a headline only)."""
    if case.state is not State.DETECTED:
        return case
    files = [*_kept(store, case.article)]
    if not files:
        return case
    data = {"files": files, "place": "kho bản gốc của phần mềm"}
    return store.cases.write(case.unit_code, case.id, Deed.PRESERVE, by, at, data)


def _kept(store: Store, article_id: str) -> Iterator[dict[str, str]]:
    """The kept versions of an article's page with their hashes."""
    exhibit = store.evidence.exhibit(_must(store, article_id), store.articles.link_of(article_id))
    for snapshot in exhibit.snapshots:
        if snapshot.record:
            digest = hashlib.sha256(snapshot.record.body).hexdigest()
            yield {"name": f"trang gốc, bản {snapshot.number}", "sha256": digest}


def _must(store: Store, article_id: str) -> Article:
    article = store.articles.get(article_id)
    assert article is not None, "cases refer to articles"
    return article


def open_cases(store: Store, unit_code: str) -> int:
    """How many cases still wait for somebody."""
    return sum(case.open for case in store.cases.all(unit_code))
