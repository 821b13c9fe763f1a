"""What did the tagger say of an article's sentences? Kept answers are looked up, others asked for and noted.

An answer is where in a sentence persons are named, never a name: by the sentence's hash, from letter to letter. Whoever
has the sentence has the names already; whoever has only the answer has nobody's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from nlp.people.finding import Tagger

Spans = Sequence[tuple[int, int]]


class Answers:
    """A tagger that remembers: `kept` are its answers of earlier days, by sentence; `new` those of this one."""

    def __init__(self, ask: Tagger, kept: Mapping[str, Spans]):
        self._ask, self._kept = ask, kept
        self.new: dict[str, Spans] = {}

    def __call__(self, sentence: str) -> tuple[str, ...]:
        """The persons named in a sentence, as they stand in it."""
        key = key_of(sentence)
        spans = self.new.get(key, self._kept.get(key))
        if spans is None:
            spans = self.new[key] = _spans(sentence, self._ask(sentence))
        return tuple(sentence[start:end] for start, end in spans)


def key_of(sentence: str) -> str:
    """What a sentence is kept under: enough letters that two sentences of one article never share them."""
    return hashlib.blake2b(sentence.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _spans(sentence: str, names: Sequence[str]) -> Spans:
    """Where the names stand; one that does not stand in the sentence as told (the tagger mends blanks) is left out."""
    places = ((sentence.find(name), len(name)) for name in names)
    return [(start, start + length) for start, length in places if start >= 0]
