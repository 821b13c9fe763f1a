"""What a maintainer needs to help from afar, and nothing of what an office reads or writes.

Counts, versions, kinds, outcomes; of settings only whether they were set and values that cannot be words.
"""

from __future__ import annotations

import json
import platform
import zipfile
from collections import Counter
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from config.model import Settings
from diembao import logs
from diembao.doctor import examine
from diembao.machine import Patient

# Values of these kinds are no words of the office's.
_PLAIN = (bool, int, float)
RUNS = 200


def bundle(patient: Patient, target: Path) -> list[str]:
    """Write the bundle; returns the names in it. Raises OSError."""
    parts = dict(_parts(patient))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, json.dumps(content, ensure_ascii=False, indent=1))
        for path in logs.files(patient.home):
            file.write(path, f"logs/{path.name}")
        return file.namelist()


def _parts(patient: Patient) -> Iterator[tuple[str, object]]:
    yield "machine.json", _machine()
    yield "doctor.json", dict(Counter(f"{name}{'!' if one.bad else ''}" for name, one in examine(patient)))
    if patient.office:
        yield "settings.json", settings(patient.office.settings)
    if patient.store:
        yield "tables.json", patient.store.counts()
        yield "outcomes.json", patient.store.outcomes.totals()
        yield (
            "runs.json",
            [
                {
                    "job": run.command,
                    "started": run.started.isoformat(),
                    "seconds": (run.ended - run.started).total_seconds() if run.ended else None,
                    "outcome": run.outcome,
                }
                for run in patient.store.runs.latest(RUNS)
            ],
        )


def _machine() -> dict[str, object]:
    packages = {str(one.metadata["Name"]).lower(): one.version for one in metadata.distributions()}
    return {
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "packages": dict(sorted(packages.items())),
    }


def settings(found: Settings) -> dict[str, object]:
    """Each setting: its value where that is a number or a yes or no, else whether somebody set it."""
    told: dict[str, object] = {}
    for name in type(found).model_fields:
        part = getattr(found, name)
        if isinstance(part, dict):
            told[name] = len(part)
            continue
        for key in type(part).model_fields:
            value = getattr(part, key)
            told[f"{name}.{key}"] = value if isinstance(value, _PLAIN) else key in part.model_fields_set
    return told
