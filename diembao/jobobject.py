"""The limits of Windows: this process and its children become one job of the system, which refuses them memory.

Linux and macOS have `setrlimit` for that; here kernel32 is asked by ctypes, with the structures of its headers
(winnt.h: JOBOBJECT_EXTENDED_LIMIT_INFORMATION). A process started by one in a job is in that job too.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any, Protocol

_EXTENDED_LIMITS = 9
_MEMORY, _PRIORITY = 0x100, 0x20
IDLE, BELOW_NORMAL = 0x40, 0x4000
# `nice` from here on gives way to everything, as the idle class does.
_IDLE_FROM = 15


class _Basic(ctypes.Structure):
    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class Limits(ctypes.Structure):
    """What a job may take, as kernel32 reads it."""

    _fields_ = (
        ("basic", _Basic),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


class Kernel(Protocol):
    """What is asked of kernel32; 0 says that it could not be done."""

    def CreateJobObjectW(self, security: None, name: None, /) -> int | None:
        """Make a job; its handle."""

    def SetInformationJobObject(self, job: int, kind: int, limits: Any, size: int, /) -> int:
        """Set limits of a job."""

    def AssignProcessToJobObject(self, job: int, process: int, /) -> int:
        """Put a process into a job."""

    def GetCurrentProcess(self) -> int:
        """A handle of this process."""


def kernel() -> Kernel | None:
    """kernel32, told what its handles are; None on any other system."""
    if sys.platform == "win32":
        found: Any = ctypes.WinDLL("kernel32")
        handle = ctypes.c_void_p
        for name, answer, asked in (
            ("CreateJobObjectW", handle, (handle, ctypes.c_wchar_p)),
            ("SetInformationJobObject", ctypes.c_int, (handle, ctypes.c_int, handle, ctypes.c_uint32)),
            ("AssignProcessToJobObject", ctypes.c_int, (handle, handle)),
            ("GetCurrentProcess", handle, ()),
        ):
            function = getattr(found, name)
            function.restype, function.argtypes = answer, asked
        kept: Kernel = found
        return kept
    return None


def limits_of(memory: int, nice: int) -> Limits:
    """The limits for so many bytes a process (0: any) and a priority as `nice` counts it (0: the usual one)."""
    limits = Limits()
    if memory:
        limits.basic.flags |= _MEMORY
        limits.process_memory = memory
    if nice:
        limits.basic.flags |= _PRIORITY
        limits.basic.priority = IDLE if nice >= _IDLE_FROM else BELOW_NORMAL
    return limits


def join_job(asked: Kernel, memory: int, nice: int) -> bool:
    """Bind this process and what it starts from now on; whether the system did it.

    The job's handle stays open until the process ends: the job lasts as long as anyone is in it.
    """
    limits = limits_of(memory, nice)
    job = asked.CreateJobObjectW(None, None)
    return bool(
        job
        and asked.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        and asked.AssignProcessToJobObject(job, asked.GetCurrentProcess())
    )
