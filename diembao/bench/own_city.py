"""One pass over a prepared home, in a process of its own: prints what it cost."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from diembao.bench.city import NOW
from diembao.bench.rounds import peak
from diembao.daily import Wish, one_pass
from diembao.office import locked, office


def main(home: Path) -> None:
    """Do the pass; the last line is JSON."""
    here = office(home)
    with locked(home) as store:
        done = one_pass(here, store, NOW, Wish(), lambda text: print(text, file=sys.stderr))
        accepted = sum(1 for _ in store.articles.ids_named())
    told = {
        "stages": {name: round(taken, 2) for name, taken in done.times.items()},
        "seconds": round(done.seconds, 2),
        "digests": len({Path(path).stem for path in done.digests}),
        "accepted": accepted,
        "peak": round(peak(), 1),
        "words": {stage: {word.value: n for word, n in words.items()} for stage, words in done.words.items()},
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
