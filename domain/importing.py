"""Imports modules that stay for good, without rounds of the garbage collector in between.

Looking through them again and again while they come in cost 8 to 12 % of the start of a pass, and 15 % of that of the
process that fetches, whose Scrapy brings 600 (1.47 against 1.25 s of CPU on a loaded machine; 7 starts in turn each).
"""

from __future__ import annotations

import gc
import importlib
import sys
from typing import Any


def modules_of(name: str) -> Any:
    """A module with all that it brings. Nothing is frozen for one that is here already: what lives by then may die."""
    if name in sys.modules:
        return sys.modules[name]
    gc.disable()
    try:
        return importlib.import_module(name)
    finally:
        gc.freeze()
        gc.enable()
