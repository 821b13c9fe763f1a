"""In which light does a text put something? What the models of tone see of it: sentences, counted apart and together.

Names are masked, the commune's own name becomes one sign (`UNIT`): a model that cannot see a place cannot lean on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from nlp.cues import CueBook
from nlp.engines.linear import Counts, Floats, LinearModel
from nlp.engines.words import (
    PLAIN,
    STARTS,
    Codes,
    Places,
    Signs,
    Words,
    code_of,
    hiding,
    masked,
    sign_named,
    signs_at,
    words,
)

# Stands for the commune in a text; no Vietnamese syllable.
UNIT_KEY = "đvhc"
UNIT = code_of(UNIT_KEY)
# An article's first sentences decide; the longest article of the commune set has 40.
MOST_SENTENCES = 60
_END = re.compile(r"[.!?…][\"”’']?()\s+(?=[\"“‘'(\-–]?[A-ZÀ-ỸĐ0-9])|\n")
# Who acts, in the book of cues for communes; their meeting with a group says more than the group alone.
ACTORS = ("officials", "people")
FIELDS = ("title", "lead", "windows", "all")
_KINDS = ("xã", "phường", "thị trấn", "đặc khu", "tx", "tt", "p.", "x.", "p", "x")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it stands; whether it is the title, whether it names the commune."""

    text: str
    title: bool
    named: bool


@dataclass(frozen=True)
class Passage:
    """An article as the models see it. `signs` with the sentence each is of; `groups` (S, G): how often each group of
    cue phrases stands in each sentence."""

    sentences: list[Sentence]
    signs: Signs
    sign_of: Places
    groups: NDArray[np.int64]
    book: CueBook

    @cached_property
    def named(self) -> NDArray[np.bool_]:
        """Which sentences name the commune."""
        return np.array([sentence.named for sentence in self.sentences], bool)

    @cached_property
    def cues(self) -> NDArray[np.int64]:
        """Shape (S, 4 G): how often each group stands in each sentence, then which groups each actor meets there."""
        places = [self.book.groups.index(actor) for actor in ACTORS]
        others = (self.groups > 0).astype(np.int64)
        others[:, places] = 0
        actors = [*(self.groups[:, place] > 0 for place in places), self.named]
        return np.hstack([self.groups, *(actor[:, None] * others for actor in actors)])

    def fields(self) -> Iterator[tuple[str, NDArray[np.bool_]]]:
        """The parts of an article and which sentences each has."""
        titles = np.array([sentence.title for sentence in self.sentences], bool)
        body = np.flatnonzero(~titles)
        lead = np.zeros(len(titles), bool)
        lead[body[:2]] = True
        yield from zip(FIELDS, (titles, lead, self.named, np.ones(len(titles), bool)), strict=True)


def borders(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a clean text begin and end."""
    found, start = [], 0
    for end in _END.finditer(text):
        found.append((start, max(end.start(), end.start(1))))
        start = end.end()
    return [(first, last) for first, last in [*found, (start, len(text))] if text[first:last].strip()]


def split(text: str) -> list[str]:
    """Sentences of a clean text, verbatim."""
    return [text[first:last].strip() for first, last in borders(text)]


def read(title: str, text: str, book: CueBook, names: Sequence[str] = ()) -> Passage:
    """The sentences of an article, its title first; `names` are the commune's."""
    head, body = words(title.replace("\n", " ")), words(text)
    places, before = borders(body.text), int(bool(head.text))
    of = np.searchsorted(np.array([first for first, _ in places], np.int64), body.starts, side="right") - 1 + before
    line = _line(head, body, of, names)
    seen, from_ = masked(line.codes, line.hidden)
    signs, firsts = signs_at(seen)
    named = np.bincount(line.of[from_[seen == UNIT]], minlength=before + len(places)) > 0
    texts = [head.text][:before] + [body.text[first:last].strip() for first, last in places]
    sentences = [
        Sentence(*one) for one in zip(texts, [True] * before + [False] * len(places), named.tolist(), strict=True)
    ]
    return _first(Passage(sentences, signs, line.of[from_[firsts]], _groups(head, body, of, book, len(texts)), book))


def _first(passage: Passage) -> Passage:
    if len(passage.sentences) <= MOST_SENTENCES:
        return passage
    kept = passage.sign_of < MOST_SENTENCES
    signs, sign_of = passage.signs[kept], passage.sign_of[kept]
    return Passage(passage.sentences[:MOST_SENTENCES], signs, sign_of, passage.groups[:MOST_SENTENCES], passage.book)


def _groups(head: Words, body: Words, of: Places, book: CueBook, count: int) -> NDArray[np.int64]:
    """How often each group of cues stands in each sentence; a title is sentence 0."""
    width = len(book.groups)
    in_title, in_body = book.found(head), book.found(body)
    cells = np.concatenate([book.groups_in(in_title), of[in_body[:, 1]] * width + book.groups_in(in_body)])
    return np.bincount(cells, minlength=count * width).reshape(count, width)


@dataclass(frozen=True, slots=True)
class _Line:
    """Title and text in one, each naming of the commune as one `UNIT`: codes, which are hidden, of which sentence."""

    codes: Codes
    hidden: NDArray[np.bool_]
    of: Places


def _line(head: Words, body: Words, of: Places, names: Sequence[str]) -> _Line:
    codes = np.concatenate([head.codes, np.zeros(1, np.uint64), body.codes])
    kinds = np.concatenate([head.kinds, np.full(1, STARTS, np.uint8), body.kinds])
    of = np.concatenate([np.zeros(len(head) + 1, np.int64), of])
    shouted = np.repeat([head.shouted, body.shouted], [len(head) + 1, len(body)])
    inside, first = np.zeros(len(codes), bool), np.zeros(len(codes), bool)
    for start, end in _namings(codes, names):
        if not inside[start:end].any():
            inside[start:end], first[start] = True, True
    codes[first], kinds[first] = UNIT, PLAIN
    kept = np.flatnonzero(~inside | first)
    return _Line(codes[kept], hiding(kinds[kept]) & ~shouted[kept], of[kept])


def _namings(codes: Codes, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a commune is named by its bare names ("Nghi Dương"), with the word for its kind where there is one."""
    for name in sorted({name for name in names if name}, key=lambda name: (-len(name), name)):
        wanted = words(name).codes
        count = len(codes) - len(wanted) + 1
        if not len(wanted) or count <= 0:
            continue
        hits = codes[:count] == wanted[0]
        for shift in range(1, len(wanted)):
            hits &= codes[shift : shift + count] == wanted[shift]
        for start in np.flatnonzero(hits).tolist():
            yield _with_kind(codes, start), start + len(wanted)


def _with_kind(codes: Codes, start: int) -> int:
    for kind in _kinds():
        before = start - len(kind)
        if before >= 0 and (codes[before:start] == kind).all():
            return before
    return start


@cache
def _kinds() -> list[Codes]:
    return [words(kind).codes for kind in _KINDS]


def counted(passage: Passage, votes: Signs) -> Counts:
    """What a model of whole articles sees: title, lead, the sentences that name the place, everything, cues, votes."""
    fields: dict[str, Signs] = {}
    cues = []
    for name, kept in passage.fields():
        fields[name] = passage.signs[kept[passage.sign_of]]
        cues.append(np.repeat(_cue_signs(passage.book, name), passage.cues[kept].sum(0)))
    return fields | {"cues": np.concatenate(cues), "votes": votes}


@cache
def _cue_signs(book: CueBook, prefix: str) -> Signs:
    """The signs of cues, in the order of the columns of `Passage.cues`."""
    meetings = [f"{actor}+{group}" for actor in (*ACTORS, UNIT_KEY) for group in book.groups]
    return np.array([sign_named(f"{prefix}:{cue}") for cue in (*book.groups, *meetings)], np.uint32)


# Steps on which a vote is read off: log-odds of a sentence seldom leave this range.
_STEPS = np.arange(-3.0, 3.01, 0.25)
_VOTERS = ("all", "early", "named", "high", "low", "first")


def votes(passage: Passage, scores: Floats, labels: tuple[str, ...]) -> Signs:
    """What the sentences say together: for each label the mean of all, of the first three, of those that name the
    place, of the three highest and lowest, and the first; each as the steps it exceeds. `scores` (S, K): log-odds."""
    if not len(scores):
        return np.zeros(0, np.uint32)
    named = scores[passage.named] if passage.named.any() else scores
    ordered = np.sort(scores, axis=0)
    parts = (scores, scores[:3], named, ordered[-3:], ordered[:3], scores[:1])
    means = np.stack([part.mean(axis=0) for part in parts])
    return _vote_signs(labels)[means[:, :, None] > _STEPS]


@cache
def _vote_signs(labels: tuple[str, ...]) -> Signs:
    names = [[[f"{kind}.{label}.{step:g}" for step in _STEPS] for label in labels] for kind in _VOTERS]
    return np.array([[[sign_named(name) for name in row] for row in part] for part in names], np.uint32)


def heard(passage: Passage, model: LinearModel) -> Floats:
    """The log-odds that a model of sentences gives each of them, shape (S, K)."""
    if not passage.sentences:
        return np.zeros((0, len(model.labels)))
    return model.many(sentence_signs(passage), len(passage.sentences))


def sentence_signs(passage: Passage) -> dict[str, tuple[Signs, Places]]:
    """What the model of sentences sees: the signs of words and of cues, each with the number of its sentence."""
    of, cue = np.nonzero(passage.cues)
    times = passage.cues[of, cue]
    cues = np.repeat(_cue_signs(passage.book, "sentence")[cue], times)
    return {"text": (passage.signs, passage.sign_of), "cues": (cues, np.repeat(of, times))}
