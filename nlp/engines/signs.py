"""A text as numbers that can be compared: hashed syllables and pairs of syllables, weighted by how rare they are.

Case, the place of tone marks and the way letters are composed make no difference. Words never seen in the shipped
counts are the rarest: new names are what tells one event from another (reading.md, 5).
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import normalize
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from domain.text import clean, tone_key

Hashes = NDArray[np.uint32]
Floats = NDArray[np.float32]

# Longer texts are cut: no article of the sets has more than 20,000 characters.
MOST_CHARACTERS = 40_000
WORD = re.compile(r"[^\W_]+")
# Characters that `clean` would take out of the middle of a word.
_ODD = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]")
MODEL = Path(__file__).resolve().parents[1] / "models" / "rarity.gz"
# Steps in which the file holds rarities: an eighth is finer than any threshold needs.
STEP = 8
_PAIR, _SHIFT = np.uint32(0x9E3779B1), np.uint32(15)

_hash = lru_cache(maxsize=1 << 18)(lambda word: crc32(tone_key(word).encode()))


@dataclass(frozen=True, slots=True)
class Bag:
    """A text as a vector of Euclidean length 1: sorted distinct hashes and their weights. Empty for an empty text."""

    hashes: Hashes
    weights: Floats

    def __len__(self) -> int:
        return len(self.hashes)

    def cosine(self, other: Bag) -> float:
        """Likeness of two texts, 0..1."""
        if not len(self) or not len(other):
            return 0.0
        small, large = (self, other) if len(self) <= len(other) else (other, self)
        places = np.searchsorted(large.hashes, small.hashes)
        places[places == len(large)] = 0
        hit = large.hashes[places] == small.hashes
        return float(small.weights[hit] @ large.weights[places[hit]])


def syllable_hashes(text: str) -> Hashes:
    """One number a syllable, in reading order."""
    plain = normalize("NFC", text[:MOST_CHARACTERS])
    words = WORD.findall((clean(plain) if _ODD.search(plain) else plain).lower())
    return np.fromiter(map(_hash, words), np.uint32, len(words))


def pair_hashes(syllables: Hashes) -> Hashes:
    """One number for each two neighbours."""
    first, second = syllables[:-1], syllables[1:]
    return np.asarray((first * _PAIR) ^ (second + (second >> _SHIFT)), np.uint32)


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare each sign is: sorted hashes of the known ones with their rarity; all others have `unknown`."""

    hashes: Hashes
    values: Floats
    unknown: float

    def of(self, hashes: Hashes) -> Floats:
        """The rarity of each hash."""
        places = np.searchsorted(self.hashes, hashes)
        places[places == len(self.hashes)] = 0
        known = self.hashes[places] == hashes
        return np.where(known, self.values[places], np.float32(self.unknown))

    def bag(self, signs: Hashes) -> Bag:
        """The signs of a text as a vector: counts damped by a logarithm, times rarity, length 1."""
        hashes, counts = np.unique(signs, return_counts=True)
        return weighed(hashes, (1.0 + np.log(counts)) * self.of(hashes))


def weighed(hashes: Hashes, weights: NDArray[np.floating]) -> Bag:
    """A bag of these weights brought to length 1."""
    length = float(np.sqrt(weights @ weights)) if len(weights) else 0.0
    return Bag(hashes, (weights / length if length else weights).astype(np.float32))


def dump(hashes: Hashes, rarities: Floats, unknown: float) -> bytes:
    """Rarities as the bytes of a model file; `read` takes them back to within half a step."""
    order = np.argsort(hashes)
    steps = np.clip(np.rint(rarities[order] * STEP), 0, 255).astype(np.uint8)
    head = np.array([len(hashes), round(unknown * STEP)], "<u4").tobytes()
    return gzip.compress(
        head + np.diff(hashes[order], prepend=np.uint32(0)).astype("<u4").tobytes() + steps.tobytes(), 9, mtime=0
    )


def read(data: bytes) -> Rarity:
    """The rarities that `dump` wrote."""
    plain = gzip.decompress(data)
    count, unknown = (int(number) for number in np.frombuffer(plain, "<u4", 2))
    hashes = np.cumsum(np.frombuffer(plain, "<u4", count, 8), dtype=np.uint32)
    steps = np.frombuffer(plain, np.uint8, count, 8 + 4 * count)
    return Rarity(hashes, (steps / STEP).astype(np.float32), unknown / STEP)


@cache
def shipped() -> Rarity:
    """The rarities that ship with the program."""
    return read(MODEL.read_bytes())


Signs = Callable[[str], Hashes]


def syllables_and_pairs(text: str) -> Hashes:
    """The signs of a text: its syllables and its pairs of neighbours."""
    syllables = syllable_hashes(text)
    return np.concatenate([syllables, pair_hashes(syllables)])
