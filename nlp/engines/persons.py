"""Which words of a sentence name a person? The tagger of underthesea, its features made once instead of per token.

The library builds every column anew and matches a pattern for every template of every token; here a template is read
once and a feature is made once for all tokens of a sentence and for all three taggers. The tags are the same
(tests/nlp/test_people.py compares them). Asked sentence by sentence, made once, and held by one thread at a time: its
models are not made for more.
"""

from __future__ import annotations

import importlib.metadata
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

# Raise when the code here gives other answers: those kept by the version before are asked for again.
VERSION = 1
# A longer sentence is a list or no sentence; the tagger is not asked for it.
MOST_CHARACTERS = 1000
_TEMPLATE = re.compile(r"T\[(-?\d+)(?:,(-?\d+))?\](?:\[(\d+)\])?(?:\.(\w+))?")

Token = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Feature:
    """A template, read: tokens from `first` to `last` (one token when None), a column of them, and a function."""

    name: str
    first: int
    last: int | None
    column: int
    function: str

    def all(self, column: Sequence[str], length: int) -> list[str]:
        """The feature of every token of a sentence, as the library writes it."""
        start, end = self.first, self.first if self.last is None else self.last
        texts = column if self.last is None else [f"{one} {two}" for one, two in pairwise(column)]
        told = [f"{self.name}={text}" for text in texts]
        before, after = min(length, max(0, -start)), min(length, max(0, start, end))
        between = told[max(0, start) : max(0, start) + max(0, length - before - after)]
        return [*[f"{self.name}=BOS"] * before, *between, *[f"{self.name}=EOS"] * (length - before - len(between))]


class _Sentence:
    """The columns of a sentence, and every feature of them made once, whichever tagger asks for it."""

    def __init__(self, words: Sequence[str]):
        self.columns: list[Sequence[Any]] = [words]
        self._made: dict[tuple[int, str], Sequence[Any]] = {}
        self._told: dict[str, list[str]] = {}

    def features(self, template: tuple[str, ...]) -> list[list[str]]:
        """The features of each token, in the template's order; the column to be tagged holds "X"."""
        told = [self._feature(one) for one in _read(template)]
        return [list(token) for token in zip(*told, strict=True)]

    def _feature(self, one: _Feature) -> list[str]:
        length = len(self.columns[0])
        if one.column >= len(self.columns):
            return one.all(["X"] * length, length)
        if one.name not in self._told:
            self._told[one.name] = one.all(self._column(one.column, one.function), length)
        return self._told[one.name]

    def _column(self, number: int, function: str) -> Sequence[Any]:
        if (number, function) not in self._made:
            self._made[number, function] = [_FUNCTIONS[function](text) for text in self.columns[number]]
        return self._made[number, function]


def _is_title(text: str) -> str | bool:
    return bool(text) and all(part[:1].istitle() for part in text.split(" "))


_FUNCTIONS: dict[str, Callable[[str], Any]] = {"": str, "lower": str.lower, "istitle": _is_title}


@cache
def _read(template: tuple[str, ...]) -> tuple[_Feature, ...]:
    return tuple(map(_feature, template))


def _feature(text: str) -> _Feature:
    match = _TEMPLATE.fullmatch(text)
    assert match, f"a template of a newer library: {text}"
    first, last, column, function = match.groups()
    assert last is None or (int(last) == int(first) + 1 and not function), f"a template of a newer library: {text}"
    return _Feature(text, int(first), int(last) if last else None, int(column or 0), function or "")


class PersonTagger:
    """The three taggers of underthesea one after another: words, parts of speech, phrases, names."""

    def __init__(self) -> None:
        # Late: the library takes seconds and 100 MB to load, and most editions name nobody it must be asked about.
        from underthesea import word_tokenize  # noqa: PLC0415
        from underthesea.pipeline.chunking.model_crf import CRFChunkingPredictor  # noqa: PLC0415
        from underthesea.pipeline.ner.model_crf import CRFNERPredictor  # noqa: PLC0415
        from underthesea.pipeline.pos_tag.model_crf import CRFPOSTagPredictor  # noqa: PLC0415

        self._words = word_tokenize
        kinds = (CRFPOSTagPredictor, CRFChunkingPredictor, CRFNERPredictor)
        self._taggers = [kind.Instance() for kind in kinds]
        self._alone = threading.Lock()

    def tags(self, sentence: str) -> list[Token]:
        """Word, part of speech, phrase and name tag of each word, as `underthesea.ner` gives them."""
        words = self._words(sentence)
        if not words:
            return []
        known = _Sentence(words)
        for tagger in self._taggers:
            known.columns.append(tagger.model.tag(known.features(tuple(tagger.transformer.template))))
        return list(zip(*known.columns, strict=True))

    def persons(self, sentence: str) -> tuple[str, ...]:
        """The words that name persons, as they stand in the sentence; () for what is too long to be a sentence."""
        if len(sentence) > MOST_CHARACTERS or not sentence.strip():
            return ()
        names: list[list[str]] = []
        with self._alone:
            tags = self.tags(sentence)
        for word, _, _, tag in tags:
            if tag == "B-PER":
                names.append([word])
            elif tag == "I-PER" and names:
                names[-1].append(word)
        return tuple(" ".join(parts) for parts in names)


@cache
def version() -> str:
    """What an answer kept depends on: the code here, and the library with its models."""
    return f"{VERSION} underthesea {importlib.metadata.version('underthesea')}"


@cache
def _tagger() -> PersonTagger:
    return PersonTagger()


def persons(sentence: str) -> tuple[str, ...]:
    """The words of a sentence that name persons; the first call loads the models (some seconds, 100 MB)."""
    return _tagger().persons(sentence)
