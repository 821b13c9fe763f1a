"""Where does a sentence of the press differ from official facts and from the other papers of its story?

A conflict is put forward only where both sentences seem to speak of one thing at one time, and always as a question:
both sentences, what differs, and why it was noticed. What the other papers confirm is no conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from rapidfuzz import fuzz

from domain.claim import ClaimKind, Conflict, Statement
from domain.clock import vi_date
from nlp.claims.alignment import Seen, likeness
from nlp.claims.comparing import TIMED
from nlp.claims.evidence import Pair, pairs, says
from nlp.claims.names import READERS, Named
from nlp.claims.quantities import Quantity
from nlp.claims.scope import other_day, other_moment, other_place, other_scope
from nlp.claims.units import INITIAL
from nlp.claims.weighing import LEAST, likelihood
from nlp.sentences import sentences

# Sentences less alike than this are not looked at; from CONFIRMS on, a sentence that says the same number confirms it.
# Swept .2 to .4 on the train stories: no difference in recall, .2 % of ordinary sentences.
ALIKE, CONFIRMS = 0.4, 0.3
MOST_WHOLE = 3
# Places are compared only in sentences that are nearly the same (set by hand on the train stories).
ALIKE_NAMED = (0.8, 0.6)
# ... or in short sentences that are the same without the name itself.
SAME_BUT, LEAST_WORDS = (0.95, 0.85), 4
_WORD = re.compile(r"(?<=\s)[^\W\d_]+(?=\s|$|[.,;:)”\"])")


@dataclass(frozen=True, slots=True)
class _Line:
    statement: Statement
    seen: Seen


class Known:
    """What sentences are held against, prepared once: facts and articles, cut into sentences."""

    def __init__(self, statements: Iterable[Statement]):
        self._lines = [_Line(statement, Seen.of(text)) for statement in statements for text in _pieces(statement.text)]

    def conflicts(self, sentence: str, day: date | None = None) -> list[Conflict]:
        """Where a sentence published on `day` differs, the likeliest first."""
        mine = Seen.of(sentence)
        near = [
            (like, line)
            for line in self._lines
            if _at_one_time(line.statement, day) and (like := likeness(mine, line.seen))[0] >= min(ALIKE, CONFIRMS)
        ]
        found = [*_numbers(mine, near), *_names(mine, near)]
        return [conflict for _, conflict in sorted(found, key=lambda one: (-one[0], one[1].start, one[1].statement))]

    def near(self, sentence: str, day: date | None = None) -> list[str]:
        """The ids of what seems to speak of a sentence's matter, whether it differs or not, the likest first."""
        mine = Seen.of(sentence)
        like: dict[str, float] = {}
        for line in self._lines:
            if _at_one_time(line.statement, day):
                name = line.statement.id
                like[name] = max(like.get(name, 0.0), likeness(mine, line.seen)[0])
        return sorted((name for name, one in like.items() if one >= ALIKE), key=lambda name: (-like[name], name))


def _pieces(text: str) -> list[str]:
    """The sentences; a text of two or three also whole, for what one paper says in one sentence and another in two."""
    found = sentences(text)
    return [*found, text] if 1 < len(found) <= MOST_WHOLE else found


def _at_one_time(statement: Statement, day: date | None) -> bool:
    """Not a fact that came after the article, nor one that had expired by then."""
    if day is None or not statement.official:
        return True
    return (statement.day is None or statement.day <= day) and (statement.until is None or day <= statement.until)


def _numbers(mine: Seen, near: Sequence[tuple[tuple[float, float], _Line]]) -> list[tuple[float, Conflict]]:
    """A number's likeliest conflict; the commune's own document goes before another paper, however alike."""
    found: dict[int, tuple[bool, float, Conflict]] = {}
    for like, line in near:
        if like[0] < ALIKE:
            continue
        denied = list(pairs(mine, line.seen))
        if _other_matter(mine, line.seen, denied):
            continue
        if not (line.statement.official or _one_moment(mine, line.seen, denied)):
            continue
        for pair in denied:
            score = likelihood(pair.signs)
            rank = (line.statement.official, score)
            if score < LEAST or rank < found.get(pair.mine.start, rank)[:2] or _went_on(mine, line.seen, pair.mine):
                continue
            if not _confirmed(pair.mine, near, line.statement):
                found[pair.mine.start] = (*rank, _told(mine, line, pair))
    return [(score, conflict) for _, score, conflict in found.values()]


def _other_year(denied: Sequence[Pair]) -> bool:
    """Whether the years differ and other figures too: then two years are compared, not two statements."""
    return any(pair.mine.dimension == "year" for pair in denied) and any(
        pair.mine.dimension not in TIMED for pair in denied
    )


def _other_matter(mine: Seen, other: Seen, denied: Sequence[Pair]) -> bool:
    """Whether figures differ and the years, days, places or scopes too: two matters, whoever tells them."""
    if all(pair.mine.dimension in TIMED for pair in denied):
        return False
    return _other_year(denied) or other_day(mine, other) or other_place(mine, other) or other_scope(mine, other)


def _one_moment(mine: Seen, other: Seen, denied: Sequence[Pair]) -> bool:
    """Whether two papers may tell one state of things: not other hours, nor other figures throughout.

    A document of the commune is held against a paper even so: there, two wrong figures are two questions.
    """
    lost = {pair.mine.start for pair in denied if pair.mine.dimension not in TIMED}
    agreed = any(
        says(one, two) for one in mine.numbers for two in other.numbers if one.dimension not in (*TIMED, "name")
    )
    return not (len(lost) > 1 and not agreed) and not (lost and other_moment(mine, other))


def _confirmed(number: Quantity, near: Sequence[tuple[tuple[float, float], _Line]], statement: Statement) -> bool:
    """Whether a sentence on the matter says the same number; an official fact is not outvoted by papers."""
    return any(
        like[0] >= CONFIRMS and any(says(number, other) for other in line.seen.numbers)
        for like, line in near
        if line.statement.official or not statement.official
    )


def _went_on(mine: Seen, other: Seen, number: Quantity) -> bool:
    """Whether one side alone says that its figure is a first or running one."""
    first, second = (any(word in seen.text.lower() for word in INITIAL) for seen in (mine, other))
    return first != second and number.dimension not in (*TIMED, "name")


def _told(mine: Seen, line: _Line, pair: Pair) -> Conflict:
    dated = pair.mine.dimension in TIMED
    kind = ClaimKind.DATE if dated else ClaimKind.NUMBER
    said, official = _words(mine.text, pair.mine), _words(line.seen.text, pair.theirs)
    return _conflict(kind, mine, line, said, official, pair.mine.start)


def _words(sentence: str, number: Quantity) -> str:
    """A number with the word it counts or names, verbatim."""
    start, end = number.start, number.end
    if number.dimension == "name" and number.anchor:
        found = sentence.lower().rfind(number.anchor, 0, start)
        start = found if found >= 0 else start
    if number.dimension == "count" and number.noun:
        end = max((match.end() for match in islice(_WORD.finditer(sentence, end), 2)), default=end)
    return sentence[start:end].strip()


def _names(mine: Seen, near: Sequence[tuple[tuple[float, float], _Line]]) -> list[tuple[float, Conflict]]:
    found: dict[int, tuple[float, Conflict]] = {}
    for kind, reader in READERS.items():
        own = reader(mine.text)
        theirs = [(like, line, reader(line.seen.text)) for like, line in near] if own else []
        if kind is ClaimKind.PLACE:
            theirs = [one for one in theirs if not any(p.mine.dimension not in TIMED for p in pairs(mine, one[1].seen))]
        said = {other.name for _, _, names in theirs for other in names}
        for one in (one for one in own if one.name not in said):
            for like, line, names in theirs:
                other = _denying(one, own, names)
                if other and (
                    _fits(kind, like) or (kind is ClaimKind.PLACE and _same_but(mine, one, line.seen, other))
                ):
                    score = (like[0] + like[1]) / 2
                    conflict = _conflict(kind, mine, line, one.text, other.text, one.start)
                    if score > found.get(one.start, (0.0,))[0]:
                        found[one.start] = (score, conflict)
    return list(found.values())


def _fits(kind: ClaimKind, like: tuple[float, float]) -> bool:
    """An office is one thing whatever else the sentences say; papers and places need sentences that are alike."""
    least = {ClaimKind.OFFICE: (0.4, 0.0), ClaimKind.DOCUMENT: (0.6, 0.0)}.get(kind, ALIKE_NAMED)
    return like[0] >= least[0] and like[1] >= least[1]


def _same_but(mine: Seen, one: Named, seen: Seen, other: Named) -> bool:
    """Whether two sentences are the same but for the name of the place."""
    bare = [Seen.of(text.replace(name, " ")) for text, name in ((mine.text, one.text), (seen.text, other.text))]
    like = likeness(*bare)
    return all(len(one.weights) >= LEAST_WORDS for one in bare) and like[0] >= SAME_BUT[0] and like[1] >= SAME_BUT[1]


def _denying(one: Named, mine: Sequence[Named], theirs: Sequence[Named]) -> Named | None:
    """The only name of the same slot on the other side, when it is another one and not named on this side."""
    slots = [other for other in theirs if other.slot == one.slot]
    if len(slots) != 1 or sum(other.slot == one.slot for other in mine) != 1:
        return None
    other = slots[0]
    held = {name.name for name in mine}
    return None if _one_name(one.name, other.name) or other.name in held else other


def _one_name(one: str, other: str) -> bool:
    """Two writings of a name: one within the other, words run together, the same last word, a foreign spelling."""
    first, second = one.replace(" ", ""), other.replace(" ", "")
    return first in second or second in first or one.split()[-1] == other.split()[-1] or fuzz.ratio(first, second) > 70


def _conflict(kind: ClaimKind, mine: Seen, line: _Line, said: str, official: str, start: int) -> Conflict:
    statement = line.statement
    source = "số liệu của xã" if statement.official else "báo khác trong cùng sự việc"
    day = f" (ngày {vi_date(statement.day)})" if statement.day else ""
    why = f"Bài này nêu “{said}”; {source}{day} ghi “{official}”. Hai câu gần giống nhau, cần cán bộ đối chiếu."
    return Conflict(kind, statement.id, said, official, mine.text, line.seen.text, why, start)
