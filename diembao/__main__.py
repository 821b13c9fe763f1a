"""The entry point: first make sure that each room lies beside `diembao/`, then hand over to the command line."""

from __future__ import annotations

import importlib.util
import signal
import sys
from pathlib import Path
from types import FrameType

ROOMS = ("domain", "config", "store", "crawler", "nlp", "digest", "desk")


def intruder() -> str | None:
    """The first room whose name is taken by a stranger on the path, as a Vietnamese sentence; None when all is well."""
    home = Path(__file__).resolve().parent.parent
    for room in ROOMS:
        spec = importlib.util.find_spec(room)
        found = Path(spec.origin).resolve().parent if spec and spec.origin else None
        if found != home / room:
            return (
                f"Thư mục «{room}» của phần mềm bị một gói khác cùng tên che mất ({found or 'không tìm thấy'}). "
                f"Mời chạy bằng lệnh python3 run.py trong thư mục {home} để dùng môi trường riêng."
            )
    return None


def main() -> None:
    """Run the command line; exits with its code."""
    trouble = intruder()
    if trouble:
        print(trouble, file=sys.stderr)
        sys.exit(1)
    from diembao.cli import run  # noqa: PLC0415 - only after the rooms are known to be ours

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)
    sys.exit(run())


def _stop(_number: int, _frame: FrameType | None) -> None:
    """A machine that shuts down ends a command as Ctrl+C does: what is half done is taken away first."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
