"""What do two texts have in common? The rarest phrases that stand in both, as the first one writes them."""

from __future__ import annotations

from itertools import groupby

import numpy as np

from domain.text import clean
from nlp.engines.signs import MOST_CHARACTERS, WORD, Rarity, pair_hashes, syllable_hashes

# A phrase is quoted from this rarity on (a pair in fewer than 1 of 90 articles), and at most so many syllables of it.
LEAST_RARITY = 4.5
MOST_SYLLABLES = 8


def in_common(one: str, other: str, rarity: Rarity, most: int = 3) -> tuple[str, ...]:
    """At most `most` phrases of `one`, in its spelling and order, that `other` holds too, the rarest ones."""
    text = clean(one[:MOST_CHARACTERS])
    words = list(WORD.finditer(text))
    pairs = pair_hashes(syllable_hashes(one))
    rare = rarity.of(pairs)
    both = np.isin(pairs, pair_hashes(syllable_hashes(other))) & (rare >= LEAST_RARITY)
    found: dict[str, tuple[float, int]] = {}
    for shared, run in groupby(range(len(both)), key=lambda place: bool(both[place])):
        places = list(run)[: MOST_SYLLABLES - 1]
        if shared:
            phrase = text[words[places[0]].start() : words[places[-1] + 1].end()]
            weight = float(rare[places].sum())
            if "\n" not in phrase and weight > found.get(phrase.lower(), (0.0, 0))[0]:
                found[phrase.lower()] = (weight, places[0])
    best = sorted(found.values(), key=lambda value: (-value[0], value[1]))[:most]
    return tuple(_phrase(text, words, both, place) for _, place in sorted(best, key=lambda value: value[1]))


def _phrase(text: str, words: list, both: np.ndarray, place: int) -> str:  # type: ignore[type-arg]
    last = place
    while last < len(both) and both[last] and last - place < MOST_SYLLABLES - 1:
        last += 1
    return text[words[place].start() : words[last].end()]
