"""What a backup may still do when the settings cannot be read: save the data, and give no secret away.

The settings name the files that must not leave (passwords) and whether backups are locked. Unread, they are searched
for these names; files of the data folder that are not the program's own stay out; and an office that locked its
backups gets no open one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from config.load import FILE as SETTINGS
from diembao.backing import BACKUP, Terms
from diembao.cli import Failed
from diembao.words import say
from store import opened, runs
from store.db import FILE as DATABASE

_NAMED = re.compile(r"""(?m)^[^#\n]*\b(password_file|passphrase_file)"?\s*=\s*["']?([^"'#\n]*)""")
_CODE = re.compile(r"""(?m)^[^#\n]*\bcode\s*=\s*["'](\d{1,5})["']""")
_LOCK = "passphrase_file"
# The program's own in the data folder; all else there may be a password.
_OWN = re.compile(
    rf"{re.escape(SETTINGS)}.*|{re.escape(DATABASE)}.*|.*\.lock|(?:archive|digests|models|dich-vu|logs|tam|truoc-nang-cap)/.*"
)
_NO_CODE = "xa"


def salvage(home: Path, passphrase_file: Path | None, trouble: str) -> Terms:
    """The terms of a backup without settings. Raises Failed with the trouble where none may be made."""
    if not (home / DATABASE).exists():
        raise Failed(trouble, 2)
    text = _text(home)
    named = [(key, home / value.strip()) for key, value in _NAMED.findall(text) if value.strip()]
    locks = [path for key, path in named if key == _LOCK and path.is_file()]
    to, locked = _last(home)
    locked_by = passphrase_file or next(iter(locks), None)
    if locked_by is None and (locked or re.search(rf"(?m)^[^#\n]*\b{_LOCK}", text)):
        raise Failed(
            say("{trouble} Các bản sao lưu của cơ quan được khóa, nên mời nêu thêm --passphrase-file TỆP.").format(
                trouble=trouble
            ),
            2,
        )
    code = _CODE.search(text)
    return Terms(
        home=home,
        code=code[1] if code else _NO_CODE,
        to=to,
        locked_by=locked_by,
        private=(*(path for _, path in named), *_unknown(home)),
    )


def warning(terms: Terms, trouble: str) -> str:
    """What the officer is told of such a backup."""
    out = sorted({path.name for path in terms.private if path.is_file()})
    told = say(
        "CẢNH BÁO: {trouble} Vẫn sao lưu dữ liệu, kèm tệp cài đặt như hiện có; không bỏ bản cũ nào; {lock}."
    ).format(trouble=trouble, lock=say("bản này có khóa") if terms.locked_by else say("bản này không khóa"))
    return told + (say(" Không đưa vào bản sao: {names}.").format(names=", ".join(out)) if out else "")


def _text(home: Path) -> str:
    try:
        return (home / SETTINGS).read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def _last(home: Path) -> tuple[Path | None, bool]:
    """Where the last good backup went, and whether it was locked."""
    with opened(home) as store:
        done = next((run for run in store.runs.latest(50, BACKUP) if run.outcome == runs.DONE), None)
    if done is None:
        return None, False
    folder = Path(str(done.summary.get("answer", ""))).parent
    return (folder if folder.is_dir() else None), bool(done.summary.get("locked"))


def _unknown(home: Path) -> Iterator[Path]:
    return (
        path
        for path in sorted(home.rglob("*"))
        if path.is_file() and not _OWN.fullmatch(path.relative_to(home).as_posix())
    )
