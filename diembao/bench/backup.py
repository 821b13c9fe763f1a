"""What a backup of years of press costs: made and tried out, brought back on a clean home, verified; open and locked.

Each command runs in a process of its own, so that its peak of memory is its own. A tenth of the size is measured too:
memory must not grow with what is stored, and time no faster than the bytes.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from diembao.bench import Result
from diembao.bench.rounds import ROOT, PeerFailed, versions

SIZE = 100_000
_MEGA = 1e6


def measure(rounds: int, size: int = SIZE) -> Result:
    """Wall seconds, processor seconds and peak MiB of each step, at the size and at a tenth of it."""
    del rounds  # one round takes many minutes
    with TemporaryDirectory() as folder:
        small = dict(_costs(Path(folder) / "nho", size // 10))
        large = dict(_costs(Path(folder) / "lon", size))
    steps = [name.removesuffix("_peak_MiB") for name in large if name.endswith("_peak_MiB")]
    growth = large["home_MB"] / small["home_MB"]
    ratios = {f"{step}_memory_large_to_small": _grown(large, small, f"{step}_peak_MiB") for step in steps}
    ratios |= {f"{step}_cpu_to_bytes": _grown(large, small, f"{step}_cpu_seconds") / growth for step in steps}
    return Result(ratios | {"bytes_large_to_small": growth}, versions("pyrage"), {"articles": float(size)} | large)


def _grown(large: dict[str, float], small: dict[str, float], name: str) -> float:
    return large[name] / max(small[name], 0.001)


def _costs(folder: Path, size: int) -> Iterator[tuple[str, float]]:
    home, usb, new = (folder / name for name in ("nhà", "usb", "máy mới"))
    usb.mkdir(parents=True)
    secret = folder / "mật khẩu.txt"
    secret.write_text("một câu dài dễ nhớ để thử", encoding="utf-8")
    _own("fill", str(home), str(size))
    for name, path in (("home", home), ("database", home / "diembao.sqlite3"), ("archive", home / "archive")):
        yield f"{name}_MB", _size(path) / _MEGA
    for kind, lock in (("open", []), ("locked", ["--passphrase-file", str(secret)])):
        file = usb / f"{kind}.zip"
        yield from _told(f"{kind}_backup", _own("backup", str(file), "--home", str(home), *lock))
        yield f"{kind}_file_MB", _size(file) / _MEGA
        yield from _told(f"{kind}_restore", _own("restore", str(file), "--home", str(new), *lock))
        file.unlink()
        if not lock:
            yield from _told("verify", _own("verify", "--home", str(new)))
        shutil.rmtree(new)
    shutil.rmtree(home)


def _own(*words: str) -> dict[str, Any]:
    """Do one command in a process of its own. Raises PeerFailed when it does not end well."""
    command = [sys.executable, "-m", "diembao.bench.own_backup", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PeerFailed(done.stderr.strip()[-500:])
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _told(step: str, cost: dict[str, Any]) -> Iterator[tuple[str, float]]:
    yield f"{step}_seconds", float(cost["seconds"])
    yield f"{step}_cpu_seconds", float(cost["cpu"])
    yield f"{step}_peak_MiB", float(cost["peak"])


def _size(path: Path) -> int:
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return sum(file.stat().st_size for file in files)
