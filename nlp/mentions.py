"""Does an article name a watched commune? Every place name is read once, all its readings compete, one wins.

The work on an article is the same for one watched commune as for all 3,321; the verdict for each is read off its
mentions: the best one decides. A mention nobody can tell apart goes to review, with the reason.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence

from domain.place import Commune, Gazetteer
from domain.press import Article
from domain.reading import Judgement, Mention, Reason, Span, Verdict
from nlp.places.atlas import province_key
from nlp.places.deciding import decide_all
from nlp.places.finding import Finder
from nlp.places.found import Found
from nlp.places.glance import Glance
from nlp.places.ignoring import Ignored, ignored_by
from nlp.places.plain import PlainFinder
from nlp.places.readings import Decision, Reading
from nlp.places.reasons import against, reasons_of
from nlp.places.roles import role_of
from nlp.places.setting import Outlets, Setting
from nlp.places.surveying import make
from nlp.places.weights import THRESHOLDS, Thresholds

VERSION = 5
# Of a text that names a commune again and again, so many mentions are kept.
_MOST_KEPT = 40
_RANK = {Verdict.REJECT: 0, Verdict.REVIEW: 1, Verdict.ACCEPT: 2}


class Recogniser:
    """Made once for the watched communes, used for many articles."""

    def __init__(self, gazetteer: Gazetteer, watched: Sequence[Commune], thresholds: Thresholds = THRESHOLDS):
        self._thresholds = thresholds
        self._watched = frozenset(commune.code for commune in watched)
        self._ignored = {one.code: phrases for one in watched if (phrases := ignored_by(one.knowledge))}
        atlas = make(gazetteer, watched)
        self._names = atlas.names
        self._finder = Finder(atlas)
        self._plain = PlainFinder(atlas)
        known = {outlet: province_key(one.unit.province) for one in watched for outlet in one.knowledge.outlets}
        self._outlets = Outlets(atlas, known)

    def at(self, thresholds: Thresholds) -> Recogniser:
        """The same recogniser with other thresholds."""
        other = copy.copy(self)
        other._thresholds = thresholds
        return other

    def glance(self) -> Glance:
        """What tells by a page's bytes that it can name none of the watched communes."""
        return Glance(name for name in self._names.values() if not self._watched.isdisjoint(name.codes))

    def judge(self, article: Article) -> tuple[Judgement, ...]:
        """A judgement for every watched commune that has a candidate in the article, by code."""
        by_code: dict[str, list[_Outcome]] = {}
        for decision in self._decisions(article):
            for code, outcome in self._outcomes(decision, article):
                by_code.setdefault(code, []).append(outcome)
        alike: dict[tuple[_Outcome, ...], Judgement] = {}
        return tuple([_judgement(code, tuple(by_code[code]), alike) for code in sorted(by_code)])

    def _decisions(self, article: Article) -> list[Decision]:
        texts = [self._finder.text(field, text) for field, text in article.fields() if text]
        found: list[Found] = []
        for text in texts:
            found += self._finder.find(text, len(found))
        setting = Setting(article, found, self._outlets.province(article.outlet))
        return decide_all(found, setting) + self._plain.decisions(texts, article.language)

    def _outcomes(self, decision: Decision, article: Article) -> Iterable[tuple[str, _Outcome]]:
        """What a mention says about each watched commune of its name; those nothing speaks for share one outcome."""
        watched = self._watched.intersection(decision.found.name.codes)
        if not watched:
            return
        decision.found.locate()
        supported = {code for reading in decision.readings if reading.place for code in reading.place.codes}
        rest: _Outcome | None = None
        for code in watched:
            phrases = self._ignored.get(code)
            ignored = phrases.covers(decision.found, article.outlet) if phrases else None
            if ignored is not None or code in supported:
                yield code, _Outcome(decision, *decision.of(code), self._thresholds, ignored)
            else:
                rest = rest or _Outcome(decision, *decision.of(code), self._thresholds)
                yield code, rest


class _Outcome:
    """What one mention says about one commune (or about all communes that nothing speaks for)."""

    __slots__ = ("_mention", "_reasons", "decision", "ignored", "mine", "rival", "score", "verdict")

    def __init__(
        self,
        decision: Decision,
        mine: Reading,
        rival: Reading | None,
        least: Thresholds,
        ignored: Ignored | None = None,
    ):
        self.decision, self.mine, self.rival, self.ignored = decision, mine, rival, ignored
        self.verdict = _verdict(decision.found, mine, rival, least) if ignored is None else Verdict.REJECT
        self._reasons: tuple[Reason, ...] | None = None
        self._mention: Mention | None = None
        self.score = mine.score
        if ignored is not None or self.verdict is Verdict.REJECT:
            self.score -= max(rival.score if rival else 0.0, 0.0)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why, the weightiest first."""
        if self._reasons is None:
            self._reasons = self._explain()
        return self._reasons

    def _explain(self) -> tuple[Reason, ...]:
        found = self.decision.found
        own = reasons_of(self.mine, found)
        if self.ignored is not None:
            return (self.ignored.reason(found), *own)
        if self.verdict is Verdict.ACCEPT or (other := against(self.rival, self.decision)) is None:
            return own
        return (other, *own) if self.verdict is Verdict.REJECT else (*own, other)

    def mention(self, code: str) -> Mention:
        """The mention as it is kept; what was taken for something else is one for all who share it."""
        if self.verdict is Verdict.REJECT:
            if self._mention is None:
                best = self.decision.best
                self._mention = self._as(best.kind if best.place is None else "other", best.kind)
            return self._mention
        return self._as(code, self.mine.place.kind if self.mine.place else "commune")

    def _as(self, referent: str, kind: str) -> Mention:
        found = self.decision.found
        span = Span(found.text.field, *found.locate(), found.quote)
        return Mention(span, found.name.text, referent, kind, round(self.score, 2), self.reasons)


def _verdict(found: Found, mine: Reading, rival: Reading | None, least: Thresholds) -> Verdict:
    """Taken when sure and ahead, asked when likely. In capitals or lower case throughout it needs unit and district."""
    lead = mine.score - rival.score if rival is not None else mine.score
    sure = mine.place is not None and mine.score >= least.accept and lead >= least.margin
    likely = sure or (mine.score >= least.review and lead > -least.margin)
    if (found.caps or found.lower) and not (found.as_unit and found.district):
        return Verdict.REVIEW if likely and found.caps else Verdict.REJECT
    return Verdict.ACCEPT if sure else Verdict.REVIEW if likely else Verdict.REJECT


def _judgement(code: str, outcomes: tuple[_Outcome, ...], alike: dict[tuple[_Outcome, ...], Judgement]) -> Judgement:
    """The judgement for one commune; communes for which nothing speaks share all but the code."""
    if same := alike.get(outcomes):
        return Judgement(code, same.verdict, same.score, same.role, same.reasons, same.mentions)
    made = _judged(code, outcomes)
    if made.verdict is Verdict.REJECT:
        alike[outcomes] = made
    return made


def _judged(code: str, outcomes: Sequence[_Outcome]) -> Judgement:
    best = outcomes[0] if len(outcomes) == 1 else max(outcomes, key=lambda one: (_RANK[one.verdict], one.score))
    taken = [one.decision.found for one in outcomes if one.verdict is not Verdict.REJECT]
    return Judgement(
        unit_code=code,
        verdict=best.verdict,
        score=round(best.score, 2),
        role=role_of(taken) if taken else None,
        reasons=best.reasons,
        mentions=tuple(one.mention(code) for one in _kept(outcomes)),
    )


def _kept(outcomes: Sequence[_Outcome]) -> Sequence[_Outcome]:
    """The mentions to keep: all of them, or those that speak most for the commune, in reading order."""
    if len(outcomes) <= _MOST_KEPT:
        return outcomes
    ranks = sorted(range(len(outcomes)), key=lambda n: (-_RANK[outcomes[n].verdict], -outcomes[n].score, n))
    return [outcomes[n] for n in sorted(ranks[:_MOST_KEPT])]
