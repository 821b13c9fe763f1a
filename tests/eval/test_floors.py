"""No change may fall under the figures once reached, where the labelled data lie beside the project."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
FLOORS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))


@pytest.mark.long
@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: f"{floor['task']} {floor['file']}")
def test_floor(floor: dict[str, Any]) -> None:
    file = DATA / floor["file"]
    if not file.exists():
        pytest.skip(f"needs shared/data/{floor['file']} beside the project")
    command = [sys.executable, "-m", "diembao", "eval", floor["task"], str(file), "--json", *floor.get("options", [])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    metrics = json.loads(done.stdout)["metrics"]
    for name, least in floor.get("least", {}).items():
        assert metrics[name]["value"] >= least, name
    for name, most in floor.get("most", {}).items():
        assert metrics[name]["value"] <= most, name
