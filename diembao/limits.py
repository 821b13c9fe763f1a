"""How much of the machine the work in the background may take, told to a child process by its environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.operations import LimitSettings

NICE, MEMORY = "DIEMBAO_NICE", "DIEMBAO_MEMORY_MB"


def environment(limits: LimitSettings) -> dict[str, str]:
    """What tells a child process to keep to limits; on a slow machine it gives way to everything."""
    return {NICE: str(19 if limits.slow_machine else limits.nice), MEMORY: str(limits.memory_mb)}


def keep_to_limits(told: Mapping[str, str] = os.environ) -> None:
    """Take this process back to what its environment says; what a system cannot do is left out."""
    nice, megabytes = (int(word) if (word := told.get(name, "")).isdigit() else 0 for name in (NICE, MEMORY))
    if not (nice or megabytes):
        return
    from diembao import jobobject  # noqa: PLC0415 - ctypes, which a command in the foreground need not load

    memory = megabytes * 1_000_000
    if windows := jobobject.kernel():
        jobobject.join_job(windows, memory, nice)
        return
    if nice and hasattr(os, "nice"):
        os.nice(max(0, nice - os.nice(0)))
    if memory:
        _bound_memory(memory)


def _bound_memory(size: int) -> None:
    """Refuse memory beyond a size in bytes to this process and each of its children."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (size if most == resource.RLIM_INFINITY else min(size, most), most))
