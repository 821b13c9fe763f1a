"""What starting costs: `diembao --help` against bare Python and against importing click, each a whole process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable

from diembao.bench import Result
from diembao.bench.rounds import ROOT, interleaved, versions

_STARTS = 5


def measure(rounds: int) -> Result:
    """CPU time of processes, children's user and system time together."""
    taken = interleaved(
        {
            "help": _started("-m", "diembao", "--help"),
            "click": _started("-c", "import click"),
            "python": _started("-c", "pass"),
        },
        rounds,
    )
    return Result(
        ratios={"help_to_python": taken.ratio("help", "python"), "help_to_click": taken.ratio("help", "click")},
        versions=versions("click"),
        figures={"help_cpu_seconds": taken.median("help") / _STARTS},
    )


def _started(*words: str) -> Callable[[], float]:
    def several() -> float:
        before = _children()
        for _ in range(_STARTS):
            subprocess.run([sys.executable, *words], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        return _children() - before

    return several


def _children() -> float:
    """CPU seconds of the child processes that have ended; on Windows, which does not count them, the wall clock."""
    used = os.times()
    return time.perf_counter() if os.name == "nt" else used.children_user + used.children_system
