"""How `nlp/models/rarity.gz` was made: in how many articles of VNTC (MIT) does each syllable and each pair occur?

python -m nlp.train.rarity topics_vntc.jsonl.gz nlp/models/rarity.gz
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from nlp.engines.signs import dump, syllables_and_pairs

# Signs in fewer of the 9,000 articles count as unknown: the file stays under 300 KB.
LEAST = 4


def rarities(texts: Iterable[str], least: int = LEAST) -> bytes:
    """The model file: the rarity of a sign is the logarithm of the share of articles that hold it, negated."""
    signs = [np.unique(syllables_and_pairs(text)) for text in texts]
    hashes, counts = np.unique(np.concatenate(signs), return_counts=True)
    kept = counts >= least
    rarity = np.log((len(signs) + 1) / (counts[kept] + 1)).astype(np.float32)
    return dump(hashes[kept], rarity, float(np.log((len(signs) + 1) / 2)))


def main(data: str, out: str) -> None:
    """Read the rows' titles and texts, write the model."""
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        Path(out).write_bytes(rarities(f"{row.get('title') or ''}\n{row['text']}" for row in rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
