"""What the command line brings along before a command is known."""

from __future__ import annotations

import subprocess
import sys


def test_help_brings_neither_settings_nor_data_nor_engines() -> None:
    program = (
        "import sys; from diembao.cli import run; run(['--help']); "
        "print(sorted({'pydantic', 'sqlite_utils', 'apscheduler', 'scrapy', 'numpy', 'docx'} & sys.modules.keys()))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", check=True)
    assert told.stdout.splitlines()[-1] == "[]"
