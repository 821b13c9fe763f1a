"""What may be wrong with the machine and the program's own environment: the first checks of the doctor."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import metadata
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from diembao.office import Office
from diembao.words import say
from domain.clock import to_local, vi_date
from domain.refusals import why
from store import Store

OLDEST, NEWEST = (3, 11), (3, 14)
# The first commit's year: a clock before it is wrong.
FIRST_YEAR = 2026
LITTLE_MB = 200

# What the program writes in a home, each by itself apt to be closed by a careless hand.
_WRITTEN = (
    "settings.toml",
    "diembao.sqlite3",
    "archive",
    "digests",
    "logs",
    "run.lock",
    "backup.lock",
    "schedule.lock",
)

_FOLDERS = ("archive", "digests", "logs", "tam", "truoc-nang-cap")

Repair = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, whether it stops the work (`bad`), what to do; `repair` does it and returns what it did."""

    text: str
    remedy: str
    bad: bool = False
    repair: Repair | None = None


@dataclass(frozen=True)
class Patient:
    """What is looked at. `office` is None where the settings cannot be read, `store` where the data cannot."""

    home: Path
    now: datetime
    office: Office | None
    store: Store | None
    program: Path = Path(__file__).resolve().parents[1]


Check = Callable[[Patient], Iterator[Finding]]


def python(_patient: Patient) -> Iterator[Finding]:
    """The Python that runs."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        found = ".".join(map(str, sys.version_info[:2]))
        yield Finding(
            say("Python {found} không được hỗ trợ.").format(found=found), say("Mời cài Python 3.11 đến 3.14."), bad=True
        )


def packages(patient: Patient) -> Iterator[Finding]:
    """The packages against the lock file."""
    lock = patient.program / "requirements.lock"
    if not lock.exists():
        return
    wrong = []
    for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)(?![^\n]*;)", lock.read_text(encoding="utf-8"), re.M):
        try:
            if metadata.version(name) != version:
                wrong.append(f"{name} {metadata.version(name)} ≠ {version}")
        except metadata.PackageNotFoundError:
            wrong.append(f"{name} {version}")
    if wrong:
        yield Finding(
            say("Gói phần mềm thiếu hoặc khác bản đã khóa: {names}.").format(names=", ".join(wrong[:5])),
            say("Mời chạy lại bằng python3 run.py để phần mềm tự chuẩn bị; nếu vẫn vậy, xóa thư mục .venv rồi chạy."),
        )


def disk(patient: Patient) -> Iterator[Finding]:
    """Room on the disk."""
    least = patient.office.settings.alerts.disk_free_mb if patient.office else LITTLE_MB
    free = shutil.disk_usage(_existing(patient.home)).free // 1_000_000
    if free < max(least, LITTLE_MB):
        yield Finding(
            say("Ổ đĩa chứa {home} chỉ còn trống {free} MB.").format(home=patient.home, free=free),
            say("Mời dọn bớt tệp không dùng, hoặc chuyển thư mục dữ liệu sang ổ khác bằng backup và restore."),
            bad=free < LITTLE_MB,
        )


def permissions(patient: Patient) -> Iterator[Finding]:
    """Whether the folder can be written, and whether secrets can be read by others."""
    try:
        with tempfile.TemporaryFile(dir=_existing(patient.home)):
            pass
    except OSError as trouble:
        yield Finding(
            say("Không ghi được vào {home} ({why}).").format(home=patient.home, why=why(trouble)),
            say("Mời kiểm tra quyền ghi, đĩa chỉ đọc hoặc hết chỗ."),
            bad=True,
        )
    closed = [name for name in _WRITTEN if (path := patient.home / name).exists() and not os.access(path, os.W_OK)]
    if closed:
        yield Finding(
            say("Trong {home} có nơi chỉ cho đọc: {names}.").format(home=patient.home, names=", ".join(closed)),
            say("Mời bỏ thuộc tính chỉ đọc hoặc sửa quyền, để phần mềm ghi được."),
            bad=True,
        )
    taken = [name for name in _FOLDERS if (path := patient.home / name).exists() and not path.is_dir()]
    if taken:
        yield Finding(
            say("Trong {home} có tệp nằm ở chỗ của thư mục: {names}.").format(
                home=patient.home, names=", ".join(taken)
            ),
            say("Mời đổi tên các tệp ấy; phần mềm tự tạo thư mục khi cần."),
            bad=True,
        )
    if patient.office and os.name != "nt":
        settings = patient.office.settings
        for name in filter(None, (settings.email.password_file, settings.backup.passphrase_file)):
            path = Path(name)
            if path.exists() and path.stat().st_mode & 0o077:
                yield Finding(
                    say("Người khác trên máy đọc được tệp mật khẩu {path}.").format(path=path.name),
                    say("Mời đặt quyền chỉ cho mình đọc: diembao doctor --fix"),
                    repair=partial(_make_private, path),
                )


def _make_private(path: Path) -> str:
    path.chmod(0o600)
    return say("Đã đặt {path} chỉ cho chủ tệp đọc.").format(path=path.name)


def clock(patient: Patient) -> Iterator[Finding]:
    """The clock and the zones it is read by."""
    try:
        hours = ZoneInfo("Asia/Ho_Chi_Minh").utcoffset(datetime(2026, 1, 1))  # noqa: DTZ001 - asks a zone
    except ZoneInfoNotFoundError:
        hours = None
    if hours != timedelta(hours=7):
        yield Finding(say("Máy thiếu dữ liệu múi giờ Việt Nam."), say("Mời chạy lại: python3 run.py"), bad=True)
    now = datetime.now(UTC)
    last = patient.store.runs.newest() if patient.store else None
    if now.year < FIRST_YEAR or (last and last > now + timedelta(hours=1)):
        seen = vi_date(to_local(last).date()) if last else FIRST_YEAR
        yield Finding(
            say("Đồng hồ máy có thể sai: máy ghi ngày {today}, nhưng trước đây đã có lượt chạy ngày {seen}.").format(
                today=vi_date(to_local(now).date()), seen=seen
            ),
            say("Mời đặt lại ngày giờ của máy (bật tự lấy giờ qua mạng)."),
            bad=True,
        )


def _existing(home: Path) -> Path:
    return next(path for path in (home.absolute(), *home.absolute().parents) if path.exists())
