"""Which program is this: its name and version, as written into the evidence it keeps."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version

NAME = "diembao"


@cache
def tool() -> str:
    """`diembao/0.1.0`; without a number when the program runs uninstalled."""
    try:
        return f"{NAME}/{version(NAME)}"
    except PackageNotFoundError:
        return NAME
