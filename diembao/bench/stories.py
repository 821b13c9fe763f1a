"""What grouping an article costs in windows of 1,000, 10,000 and 50,000, whether its nearest is found, and copies.

Asked are articles of which the window holds another of the same story, where the labelled data are at hand. The
window is filled with other press, and beyond that (half of 50,000) with mixtures: sentences of different articles of
the window put together anew, so that words stay as frequent and as rare as in the press. No sentence of an asked
article is among them: in the press nobody but a copy repeats it, and a hundred mixtures with one sentence each would
all be its nearest.
"""

from __future__ import annotations

import gzip
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from diembao.bench import Result
from diembao.bench.environment import peers_environment
from diembao.bench.rounds import ROOT, PeerFailed, interleaved, script, versions
from diembao.bench.texts import DATA, LENGTH, background, press_texts
from diembao.cli import Failed
from nlp.duplicates import CopyIndex
from nlp.engines.nearest import found_share
from nlp.sentences import sentences
from nlp.stories import Grouper, Item

SIZES = (1_000, 10_000, 50_000)
STREAM = DATA / "text" / "stories_stream.jsonl.gz"
ASKED = 60
COPIED = 2_000
SEED = 20261127
_PEER = ROOT / "diembao" / "bench" / "peers" / "minhash.py"


def measure(rounds: int, sizes: Sequence[int] = SIZES, copied: int = COPIED) -> Result:
    """Cost an article online at each size, share of the nearest found at the largest, copies against datasketch."""
    texts, questions = _texts(max(sizes), ASKED * (rounds + 1))
    asked = [_item(f"asked-{number}", text) for number, text in enumerate(questions)]
    windows = {size: _window(texts[:size]) for size in sizes}
    taken = interleaved({str(size): _adding(window, asked) for size, window in windows.items()}, rounds)
    small, large = str(min(sizes)), str(max(sizes))
    nearest = found_share(texts, [item.text for item in asked])
    copies = _copies(copied, rounds)
    per_second = {f"articles_per_second_{size}": ASKED / taken.median(str(size)) for size in sizes}
    return Result(
        ratios={"growth": taken.ratio(large, small), "nearest_found": nearest, **copies.ratios},
        versions=versions("numpy") | dict(copies.versions),
        figures=per_second | dict(copies.figures),
        notes=copies.notes,
    )


def _item(name: str, text: str) -> Item:
    title, _, body = text.partition("\n")
    return Item(name, title[:200], body or text)


def _window(texts: Sequence[str]) -> Grouper:
    grouper = Grouper()
    for number, text in enumerate(texts):
        grouper.restore(_item(str(number), text))
    return grouper


def _adding(grouper: Grouper, asked: Sequence[Item]) -> Callable[[], float]:
    """Adds the next articles to a window, a batch a call."""
    batches = iter([asked[place : place + ASKED] for place in range(0, len(asked), ASKED)])

    def batch() -> float:
        items = next(batches)
        started = time.process_time()
        for item in items:
            grouper.add(item)
        return time.process_time() - started

    return batch


def _texts(held: int, asked: int) -> tuple[list[str], list[str]]:
    """`held` texts for the window, real ones first, and `asked` that come later."""
    draw = random.Random(SEED)
    real, later = _stories(asked, draw)
    real = [*real, *background(held - len(real))][:held]
    parts = [part for text in real for part in sentences(text)] if len(real) < held else []
    return [*real, *(_mixture(parts, draw) for _ in range(held - len(real)))], later


def _stories(asked: int, draw: random.Random) -> tuple[list[str], list[str]]:
    """Real articles, and `asked` others each of which shares a story with one of them; else texts of one length.

    Their stories come first, so that the smallest window holds them too and only its size makes a difference.
    """
    if not STREAM.exists():
        texts = press_texts(asked * 2)
        return texts[asked:], texts[:asked]
    with gzip.open(STREAM, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    sizes = Counter(row["cluster"] for row in rows)
    last = {row["cluster"]: row["id"] for row in rows if sizes[row["cluster"]] > 1}
    told = dict(list(last.items())[:asked])
    chosen = set(told.values())
    draw.shuffle(rows)
    kept = sorted((row for row in rows if row["id"] not in chosen), key=lambda row: row["cluster"] not in told)
    later = [row for row in rows if row["id"] in chosen]
    return [_text(row) for row in kept], [_text(row) for row in later]


def _text(row: Mapping[str, str]) -> str:
    return f"{row['title']}\n{row['text']}"[:LENGTH]


def _mixture(parts: Sequence[str], draw: random.Random) -> str:
    chosen: list[str] = []
    while sum(map(len, chosen)) < LENGTH:
        chosen.append(parts[draw.randrange(len(parts))])
    return "\n".join(chosen)


def light_copies(count: int) -> tuple[list[str], dict[int, int]]:
    """`count` texts of which every tenth is its predecessor with three words changed and an agency's line."""
    draw = random.Random(SEED)
    texts: list[str] = []
    of: dict[int, int] = {}
    for number, text in enumerate(press_texts(count, 1_000)):
        if number % 10 == 9:
            words = texts[-1].split(" ")
            for _ in range(3):
                words[draw.randrange(len(words))] = "mới"
            of[number] = number - 1
            texts.append(" ".join(words) + "\nTheo TTXVN")
        else:
            texts.append(text)
    return texts, of


def _copies(count: int, rounds: int) -> Result:
    texts, of = light_copies(count)
    try:
        python = peers_environment()
        peer: dict[str, Any] = script(_PEER, {"texts": texts}, python)
    except (Failed, PeerFailed) as trouble:
        return Result({}, notes=(f"near duplicates were not compared: {trouble}",))
    found: set[int] = set()

    def own() -> None:
        index = CopyIndex()
        found.update(
            number
            for number, text in enumerate(texts)
            if of.get(number, -1) in {twin.number for twin in index.text(number, text)}
        )

    taken = interleaved({"own": own, "peer": lambda: float(script(_PEER, {"texts": texts}, python)["seconds"])}, rounds)
    theirs = {number for number, original in of.items() if original in peer["found"].get(str(number), ())}
    return Result(
        ratios={"copies_speed_to_datasketch": taken.ratio("peer", "own"), "copies_found": len(found) / len(of)},
        versions={"datasketch": peer["version"]},
        figures={"copies_found_by_datasketch": len(theirs) / len(of), "copies_per_second": count / taken.median("own")},
    )
