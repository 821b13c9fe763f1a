"""What reading a newspaper costs: our pass with archive, recogniser and store against peers, on one loopback site.

Politeness is off here and only here. A contender is a process; what it and its children use is counted from outside:
CPU seconds in all, and the peak of their memory together. Two cores that are not both there make wall-clock ratios
worthless, so two spinning processes are weighed before and after. Everyone's modules are compiled beforehand, as they
are on any machine from the second start on: the first round does that and is thrown away.
"""

from __future__ import annotations

import base64
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diembao.bench import Result
from diembao.bench.environment import SCRIPTS, peers_environment
from diembao.bench.pages import press_pages
from diembao.bench.rounds import LEAST_ROUNDS, ROOT, PeerFailed, versions
from diembao.cli import Failed
from diembao.words import say

# A feed is read up to its 300th item.
PAGES = 300
_TICK = 0.05
_SPIN = "sum(i * i for i in range(3_000_000))"
_ENOUGH_CORES = 1.8
_MUTE: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@dataclass(frozen=True, slots=True)
class Cost:
    """One reading: wall seconds, CPU seconds of all its processes, their memory at its highest in MiB, articles."""

    wall: float
    cpu: float
    memory: float
    articles: int


def measure(rounds: int) -> Result:
    """Medians over rounds in which everyone reads the same pages in turn."""
    notes = []
    try:
        peers: Path | None = peers_environment()
    except Failed as trouble:
        peers = None
        notes.append(str(trouble))
    before = _cores()
    with _site() as base, tempfile.TemporaryDirectory() as compiled:
        costs = _rounds(base, peers, max(rounds, LEAST_ROUNDS), _environment(compiled))
    cores = min(before, _cores())
    if cores < _ENOUGH_CORES:
        notes.append(say("Máy chỉ cho {cores:.2f} nhân lúc đo: tỷ lệ thời gian không dùng được.").format(cores=cores))
    return Result(_ratios(costs), versions("scrapy", "trafilatura"), _figures(costs, cores), tuple(notes))


def _environment(compiled: str) -> dict[str, str]:
    """The contenders' environment: compiled modules are kept in a folder of this measurement."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": compiled}


def _rounds(base: str, peers: Path | None, rounds: int, environment: Mapping[str, str]) -> dict[str, list[Cost]]:
    costs: dict[str, list[Cost]] = {}
    contenders = {"scrapy": sys.executable, **({"loop": str(peers), "news-please": str(peers)} if peers else {})}
    for _ in range(1 + rounds):
        costs.setdefault("own", []).append(_own(base, environment))
        for name, python in contenders.items():
            job = {"peer": name, "base": base, "count": PAGES}
            costs.setdefault(name, []).append(_run([python, str(SCRIPTS / "crawl.py")], job, environment))
    return {name: taken[1:] for name, taken in costs.items()}


def _ratios(costs: Mapping[str, Sequence[Cost]]) -> dict[str, float]:
    """Speed as theirs is to ours (more is better), CPU and memory as ours to theirs (less is better)."""
    ratios: dict[str, float] = {}
    for name, theirs in costs.items():
        if name != "own":
            pairs = list(zip(costs["own"], theirs, strict=True))
            ratios[f"speed_to_{name}"] = statistics.median(other.wall / own.wall for own, other in pairs)
            ratios[f"cpu_to_{name}"] = statistics.median(own.cpu / other.cpu for own, other in pairs)
            ratios[f"memory_to_{name}"] = statistics.median(own.memory / other.memory for own, other in pairs)
    return ratios


def _figures(costs: Mapping[str, Sequence[Cost]], cores: float) -> dict[str, float]:
    figures = {"pages": float(PAGES), "cores_at_hand": cores}
    for name, taken in costs.items():
        figures[f"{name}_pages_per_second"] = PAGES / statistics.median(cost.wall for cost in taken)
        figures[f"{name}_cpu_ms_per_page"] = statistics.median(cost.cpu for cost in taken) / PAGES * 1_000
        figures[f"{name}_memory_mib"] = statistics.median(cost.memory for cost in taken)
        figures[f"{name}_articles"] = statistics.median(cost.articles for cost in taken)
    return figures


def _own(base: str, environment: Mapping[str, str]) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        home = str(Path(folder) / "home")
        for words in (
            ("init", "--commune", "11713", "--sources", "none"),
            ("config", "set", "crawl.allow_private_hosts", "true"),
            ("config", "set", "crawl.delay_seconds", "0"),
            ("source", "add", "bao", "--feed", f"{base}/rss"),
        ):
            subprocess.run([sys.executable, "-m", "diembao", *words, "--home", home], cwd=ROOT, check=True, **_MUTE)
        return _run([sys.executable, "-m", "diembao.bench.own_crawl"], {"home": home}, environment)


def _run(command: list[str], job: Mapping[str, Any], environment: Mapping[str, str]) -> Cost:
    """A contender from its start to its end. Raises PeerFailed."""
    used = os.times()
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdin=pipe, stdout=pipe, stderr=pipe)
    peaks: list[float] = [0.0]
    watch = threading.Thread(target=_watch, args=(process, peaks), daemon=True)
    watch.start()
    out, err = process.communicate(json.dumps(job))
    watch.join()
    after = os.times()
    if process.returncode or not out.strip():
        raise PeerFailed((err or out).strip()[-500:])
    answer = json.loads(out.strip().splitlines()[-1])
    cpu = after.children_user + after.children_system - used.children_user - used.children_system
    return Cost(answer["seconds"], cpu, max(peaks), answer["articles"])


def _watch(process: subprocess.Popen[str], peaks: list[float]) -> None:
    """Note the memory of a process and all its descendants until it ends (Linux; elsewhere it stays 0)."""
    while process.poll() is None:
        peaks.append(sum(_resident(pid) for pid in _family(process.pid)))
        time.sleep(_TICK)


def _family(pid: int) -> list[int]:
    found, wait = [], [pid]
    while wait:
        found.append(wait.pop())
        for task in Path(f"/proc/{found[-1]}/task").glob("*/children"):
            wait += [int(child) for child in _text(task).split()]
    return found


def _resident(pid: int) -> float:
    lines = _text(Path(f"/proc/{pid}/status")).splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


@contextmanager
def _site() -> Iterator[str]:
    """The newspaper in a process of its own; its address."""
    process = subprocess.Popen(
        [sys.executable, str(SCRIPTS / "site.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    pages = [base64.b64encode(page.body).decode() for page in press_pages()]
    process.stdin.write(json.dumps({"pages": pages, "count": PAGES}) + "\n")
    process.stdin.flush()
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.stdin.close()
        process.wait()


def _cores() -> float:
    """How many cores two spinning processes get: 2.0 when both are free."""
    one = _spun(1)
    return 2 * one / _spun(2)


def _spun(count: int) -> float:
    started = time.monotonic()
    spinning = [subprocess.Popen([sys.executable, "-c", _SPIN]) for _ in range(count)]
    for process in spinning:
        process.wait()
    return time.monotonic() - started
