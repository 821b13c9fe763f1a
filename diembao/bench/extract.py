"""What reading a page costs: the whole extract stage, and the archive's writing, against trafilatura with metadata.

Every contender is a fresh process, so nobody profits from caches that another filled. trafilatura is measured twice:
in our environment, where our stage runs, and in that of the peers, which may need other versions of lxml.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from typing import Any

from diembao.bench import Result
from diembao.bench.environment import SCRIPTS, peers_environment
from diembao.bench.pages import press_pages
from diembao.bench.rounds import ROOT, PeerFailed, Rounds, interleaved, script, versions
from diembao.cli import Failed

_PEERS = ("newspaper4k", "news-please")


def measure(rounds: int) -> Result:
    """CPU time over all pages, imports and a first page left out."""
    pages = press_pages()
    job = {"pages": [{"url": page.url, "html": base64.b64encode(page.body).decode()} for page in pages]}
    taken = interleaved(
        {
            "stage": partial(_own, {"what": "stage", **job}),
            "archive": partial(_own, {"what": "archive", **job}),
            "trafilatura": partial(_peer, "trafilatura", job, sys.executable),
        },
        rounds,
    )
    peers, notes = _peers(job, rounds)
    return Result(
        ratios={
            "stage_to_trafilatura": taken.ratio("stage", "trafilatura"),
            "archive_to_trafilatura": taken.ratio("archive", "trafilatura"),
            **({f"{name}_to_trafilatura": peers.ratio(name, "trafilatura") for name in _PEERS} if peers else {}),
        },
        versions=versions("trafilatura", "lxml", "warcio"),
        figures={
            "pages": len(pages),
            "kib_per_page": sum(len(page.body) for page in pages) / len(pages) / 1024,
            "stage_pages_per_cpu_second": len(pages) / taken.median("stage"),
        },
        notes=notes,
    )


def _own(job: Mapping[str, Any]) -> float:
    """Our side, by module name: it imports the house."""
    command = [sys.executable, "-m", "diembao.bench.own_extract"]
    done = subprocess.run(command, input=json.dumps(job), cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PeerFailed(done.stderr.strip()[-500:])
    seconds: float = json.loads(done.stdout)["seconds"]
    return seconds


def _peer(name: str, job: Mapping[str, Any], python: str) -> float:
    seconds: float = script(SCRIPTS / "extract.py", {"peer": name, **job}, python)["seconds"]
    return seconds


def _peers(job: Mapping[str, Any], rounds: int) -> tuple[Rounds | None, tuple[str, ...]]:
    """Peers in turn with their own trafilatura; None and the reason where they cannot be had."""
    try:
        python = str(peers_environment())
        names = ("trafilatura", *_PEERS)
        return interleaved({name: partial(_peer, name, job, python) for name in names}, rounds), ()
    except (Failed, PeerFailed) as trouble:
        return None, (str(trouble),)
