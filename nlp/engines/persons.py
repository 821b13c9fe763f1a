"""Which words of a sentence name a person? The tagger of underthesea, its features made once instead of per token.

The library builds every column anew and matches a pattern for every template of every token; here a template is read
once and a sentence's columns are made once. The tags are the same (tests/nlp/test_persons.py compares them).
Asked sentence by sentence, made once, and held by one thread at a time: its models are not made for more.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

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

    def of(self, columns: Sequence[Sequence[str]], place: int) -> str:
        """The feature of the token at a place, as the library writes it."""
        length = len(columns[0])
        start, end = place + self.first, place + (self.first if self.last is None else self.last)
        if start < 0:
            return f"{self.name}=BOS"
        if max(start, end) >= length:
            return f"{self.name}=EOS"
        text = columns[self.column][start] if self.last is None else " ".join(columns[self.column][start : end + 1])
        return f"{self.name}={_FUNCTIONS[self.function](text)}"


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
        tokens: list[Token] = [(word,) for word in self._words(sentence)]
        for tagger in self._taggers:
            columns = list(zip(*tokens, strict=True)) or [()]
            features = _read(tuple(tagger.transformer.template))
            columns.append(("X",) * len(tokens))
            found = tagger.model.tag([[f.of(columns, place) for f in features] for place in range(len(tokens))])
            tokens = [(*token, tag) for token, tag in zip(tokens, found, strict=True)]
        return tokens

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
def _tagger() -> PersonTagger:
    return PersonTagger()


def persons(sentence: str) -> tuple[str, ...]:
    """The words of a sentence that name persons; the first call loads the models (some seconds, 100 MB)."""
    return _tagger().persons(sentence)
