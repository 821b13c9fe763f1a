"""Benchmarks: what a step costs, always as a ratio to something measured in the same run.

A benchmark is a module with `measure(rounds) -> Result` (some with a `size` to choose); `BENCHES` names them, imported
only when asked for. Peers are scripts in `peers/`, outside the house's import rules, run by an environment of their own
(see `peers_environment`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

BENCHES: dict[str, str] = {
    "city": "diembao.bench.city",
    "crawl": "diembao.bench.crawl",
    "extract": "diembao.bench.extract",
    "digest": "diembao.bench.digest",
    "desk": "diembao.bench.desk",
    "startup": "diembao.bench.startup",
    "read": "diembao.bench.read",
    "recognise": "diembao.bench.recognise",
    "stories": "diembao.bench.stories",
    "search": "diembao.bench.search",
    "backfill": "diembao.bench.backfill",
    "backup": "diembao.bench.backup",
}
# Benchmarks whose size can be chosen: `bench search --size 1000000` articles, `bench backfill --size 100000` records.
SIZED = frozenset({"search", "backfill", "backup"})


@dataclass(frozen=True, slots=True)
class Result:
    """What a benchmark found. `ratios` are medians over interleaved rounds; `versions` of everything that took part.

    `figures` are absolute numbers of this machine (per second, MiB), for reading only; `notes` say in a sentence what
    could not be compared and why.
    """

    ratios: Mapping[str, float]
    versions: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def as_json(self, name: str, cores: int) -> dict[str, Any]:
        """The object that `bench NAME --json` prints."""
        return {
            "bench": name,
            "cores": cores,
            "versions": dict(self.versions),
            "ratios": {key: {"value": round(value, 4)} for key, value in self.ratios.items()},
            "figures": {key: round(value, 4) for key, value in self.figures.items()},
            "notes": list(self.notes),
        }
