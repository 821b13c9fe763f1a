"""What is written in config/defaults: one TOML file a subject, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "defaults"


@cache
def table(name: str) -> dict[str, Any]:
    """The contents of `defaults/<name>.toml`; an empty table when there is no such file. Not to be changed."""
    path = FOLDER / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
