"""Files that make a system start the program by itself, for one user, without an administrator.

Each kind runs `jobs --due` often and cheaply: it looks what is due and does it, so that a machine that slept or was off
catches up, whichever system counts the hours.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

MINUTES = 15


@dataclass(frozen=True, slots=True)
class Place:
    """Where the program and its data lie on this machine."""

    python: Path
    program: Path
    home: Path

    def words(self, *command: str) -> list[str]:
        """A command line of the program for this home."""
        return [str(self.python), str(self.program / "run.py"), *command, "--home", str(self.home)]


@dataclass(frozen=True, slots=True)
class Service:
    """Files by name, and what to do with them, line by line."""

    files: Mapping[str, str]
    steps: tuple[str, ...]


def cron(place: Place) -> Service:
    """A line for `crontab -e`, and one at the start of the machine."""
    # In a crontab a percent sign ends the command.
    command = shlex.join(place.words("jobs", "--due", "--quiet")).replace("%", "\\%")
    text = f"*/{MINUTES} * * * * {command}\n@reboot sleep 60 && {command}\n"
    return Service({"diembao.cron": text}, ("Thêm các dòng trong diembao.cron vào bảng việc: crontab -e",))


def systemd(place: Place) -> Service:
    """Units of the user's own systemd: the desk, and the timer."""
    quoted = {name: _systemd_line(place.words(*words)) for name, words in _COMMANDS.items()}
    files = {
        "diembao.service": _UNIT.format(title="Bàn làm việc Điểm báo", extra="", type="exec", command=quoted["serve"])
        + "Restart=on-failure\nRestartSec=30\n\n[Install]\nWantedBy=default.target\n",
        "diembao-jobs.service": _UNIT.format(
            title="Điểm báo: việc đến hạn", extra="", type="oneshot", command=quoted["jobs"]
        )
        + "Nice=10\nSuccessExitStatus=3\n",
        "diembao-jobs.timer": (
            "[Unit]\nDescription=Điểm báo: xem việc đến hạn\n\n"
            f"[Timer]\nOnCalendar=*:0/{MINUTES}\nOnStartupSec=2min\nPersistent=true\n\n"
            "[Install]\nWantedBy=timers.target\n"
        ),
    }
    steps = (
        "mkdir -p ~/.config/systemd/user && cp diembao*.service diembao*.timer ~/.config/systemd/user/",
        "systemctl --user daemon-reload",
        "systemctl --user enable --now diembao-jobs.timer   # đọc báo theo giờ",
        "systemctl --user enable --now diembao.service      # hoặc: mở luôn bàn làm việc",
    )
    return Service(files, steps)


def windows(place: Place) -> Service:
    """A task for the Task Scheduler and a file to double-click."""
    python, *arguments = place.words("jobs", "--due", "--quiet")
    task = _TASK.format(
        minutes=MINUTES,
        command=escape(python),
        arguments=escape(" ".join(map(_windows_quoted, arguments))),
        folder=escape(str(place.program)),
    )
    steps = (
        'schtasks /Create /TN "Diem bao" /XML diembao-task.xml   (trong cửa sổ lệnh, ở thư mục này)',
        "Bấm đúp diembao.bat để mở bàn làm việc; có thể chép lối tắt của nó ra màn hình.",
    )
    return Service({"diembao-task.xml": task, "diembao.bat": _batch(place)}, steps)


def desktop(place: Place) -> Service:
    """An icon that opens the desk."""
    command = _systemd_line(place.words("serve")).replace("$$", "\\$")
    text = (
        "[Desktop Entry]\nType=Application\nName=Điểm báo\nComment=Mở bàn làm việc Điểm báo\n"
        f"Exec={command}\nTerminal=true\nCategories=Office;\n"
    )
    step = "Chép diembao.desktop vào ~/.local/share/applications/ hoặc ra màn hình."
    return Service({"diembao.desktop": text, "diembao.bat": _batch(place)}, (step,))


KINDS: Mapping[str, Callable[[Place], Service]] = {
    "cron": cron,
    "systemd": systemd,
    "windows": windows,
    "desktop": desktop,
}
_COMMANDS = {"serve": ("serve",), "jobs": ("jobs", "--due", "--quiet")}
_UNIT = "[Unit]\nDescription={title}\n{extra}\n[Service]\nType={type}\nExecStart={command}\n"


def _systemd_line(words: list[str]) -> str:
    """Quoted for systemd: percent and dollar signs doubled, quotes and backslashes escaped."""
    return " ".join(
        '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$") + '"'
        for word in words
    )


def _windows_quoted(word: str) -> str:
    return f'"{word}"' if " " in word or not word else word


def _batch(place: Place) -> str:
    """Windows line ends, UTF-8 for names of folders; percent signs doubled."""
    command = " ".join(_windows_quoted(word).replace("%", "%%") for word in place.words("serve"))
    lines = ("@echo off", "chcp 65001 >nul", "title Diem bao", 'start "" http://127.0.0.1:8765/', command, "pause", "")
    return "\r\n".join(lines)


_TASK = """<?xml version="1.0" encoding="UTF-8"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Điểm báo: xem việc đến hạn và làm</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Repetition>
        <Interval>PT{minutes}M</Interval>
      </Repetition>
      <Enabled>true</Enabled>
      <Delay>PT2M</Delay>
    </LogonTrigger>
    <CalendarTrigger>
      <Repetition>
        <Interval>PT{minutes}M</Interval>
        <Duration>P1D</Duration>
      </Repetition>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT12H</ExecutionTimeLimit>
    <Priority>8</Priority>
  </Settings>
  <Actions>
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
      <WorkingDirectory>{folder}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""
