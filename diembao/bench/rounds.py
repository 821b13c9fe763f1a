"""Interleaved rounds: each contender once a round, in turn, so that a busy machine is unjust to all alike."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[2]
LEAST_ROUNDS = 3


class PeerFailed(Exception):
    """A contender's process ended in error; the message is the end of what it printed."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """Seconds of each contender, one entry a round, in the order of the rounds."""

    seconds: Mapping[str, Sequence[float]]

    def ratio(self, one: str, other: str) -> float:
        """Median over the rounds of `one`'s seconds to `other`'s in the same round."""
        pairs = zip(self.seconds[one], self.seconds[other], strict=True)
        return statistics.median(first / second for first, second in pairs)

    def median(self, name: str) -> float:
        """Median seconds of a contender."""
        return statistics.median(self.seconds[name])


def interleaved(contenders: Mapping[str, Callable[[], float | None]], rounds: int = LEAST_ROUNDS) -> Rounds:
    """Call every contender once a round. One that returns a number has measured itself (seconds); else CPU time counts.

    The order turns by one each round, so that nobody always comes first.
    """
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    names = list(contenders)
    for number in range(max(rounds, LEAST_ROUNDS)):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            taken[name].append(_timed(contenders[name]))
    return Rounds(taken)


def _timed(contender: Callable[[], float | None]) -> float:
    started = time.process_time()
    own = contender()
    return time.process_time() - started if own is None else own


def script(path: Path, job: Mapping[str, Any], python: Path | str = sys.executable) -> dict[str, Any]:
    """Run a contender in a process of its own: `job` as JSON on standard input, its last line read as JSON.

    A script reports at least `seconds` (its own CPU time for the work, imports left out). Raises PeerFailed.
    """
    done = subprocess.run(
        [str(python), str(path)], input=json.dumps(job), cwd=ROOT, capture_output=True, text=True, check=False
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        raise PeerFailed((done.stderr or done.stdout).strip()[-500:])
    answer: dict[str, Any] = json.loads(lines[-1])
    return answer


def versions(*packages: str) -> dict[str, str]:
    """The versions of installed packages, and of Python."""
    found = {package: metadata.version(package) for package in packages}
    return {"python": sys.version.split()[0], **found}


def peak() -> float:
    """MiB that this process held at most, 0.0 where the system does not tell."""
    status = Path("/proc/self/status")
    if status.exists():  # `getrusage` would count what the process that started this one held
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 2**10
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 2**20 if sys.platform == "darwin" else used / 2**10
