"""The environment in which peers run: made once beside the program's own, never part of it."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

from diembao.bench.rounds import ROOT
from diembao.cli import Failed
from diembao.words import say

FOLDER = ROOT / ".venv-peers"
SCRIPTS = Path(__file__).resolve().parent / "peers"
LIST = SCRIPTS / "requirements.txt"
_MARKER = FOLDER / "made-from.txt"
_PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def peers_environment(tell: Callable[[str], None] = lambda _: None) -> Path:
    """The Python that has the peers of `peers/requirements.txt` installed. Raises Failed when they cannot be had."""
    wanted = sys.version + "\n" + LIST.read_text(encoding="utf-8")
    if _MARKER.exists() and _MARKER.read_text(encoding="utf-8") == wanted:
        return _PYTHON
    tell(say("Đang cài các phần mềm để so sánh vào một môi trường riêng…"))
    # The pip that comes with Python stumbles over one extra named in two spellings.
    venv.EnvBuilder(with_pip=True, clear=True, upgrade_deps=True).create(str(FOLDER))
    pip = [str(_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(LIST)]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(
            say(
                "Chưa cài được các phần mềm để so sánh (mời kiểm tra kết nối mạng rồi chạy lại); "
                "phần đo của chính phần mềm này không cần chúng. Chi tiết: {detail}"
            ).format(detail=" ".join((done.stderr or done.stdout).strip().splitlines()[-1:]))
        )
    _MARKER.write_text(wanted, encoding="utf-8")
    return _PYTHON
