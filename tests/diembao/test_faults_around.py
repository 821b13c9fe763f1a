"""Odd surroundings: streams that are closed or full, other code pages, shutdowns. Each ends in a sentence."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.diembao.small_press import ROOT, start
from tests.diembao.test_faults import home, settled

__all__ = ["home", "settled"]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.mark.long
@pytest.mark.parametrize(
    ("words", "shell", "code"),
    [
        ("export articles", "{} > /dev/full", 1),
        ("verify", "PYTHONUTF8=0 PYTHONIOENCODING=ascii {}", 0),
        ("export articles", "PYTHONUTF8=0 PYTHONIOENCODING=cp1258 {}", 0),
        ("user add Lan --role xem --password-stdin", "{} <&-", 1),
        ("verify", "{} >&- 2>&- <&-", 0),
        ("verify", "TZ=Sao/Hoa LC_ALL=POSIX PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 HOME=/khong-co {}", 0),
    ],
)
def test_odd_surroundings_end_in_no_traceback(home: Path, words: str, shell: str, code: int) -> None:
    command = shlex.join([sys.executable, "-m", "diembao", *words.split(), "--home", str(home)])
    done = subprocess.run(["bash", "-c", shell.format(command)], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr.decode()


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_backup_stopped_by_a_shutdown_leaves_nothing_half_done(home: Path, tmp_path: Path, number: int) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    (home / "to.bin").write_bytes(os.urandom(60_000_000))
    backup = start(home, "backup", str(usb))
    while backup.poll() is None and not list(usb.glob("*.part")):
        time.sleep(0.01)
    backup.send_signal(number)
    _, told = backup.communicate()
    assert (backup.returncode, "Đã dừng theo yêu cầu" in told) == (130, True)
    assert [*usb.iterdir(), *(home / "tam").iterdir()] == []
