"""The timed work stands still because the data cannot be used: who tells the officer, when nothing can be kept?

Warnings live in the database, so this one leaves a small file beside it: told once for one reason, in working hours, by
mail and chat; told again only when the work went on in between. Where even that file cannot be written nobody is told,
rather than every few seconds: the desk shows the sentence, and the office's watchman hears nothing.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from diembao.words import say
from domain.errors import KnownError
from store.errors import Damaged, DiskFull, TooNew, UpgradeFailed

MARK = "logs/da-bao-dung.json"
# Where nobody could be reached, it is tried again after this time.
AGAIN = timedelta(hours=1)
# Another program that holds the data lets go of them by itself.
STOPS = (Damaged, DiskFull, TooNew, UpgradeFailed)


def goes_on(home: Path) -> None:
    """The work could be done: the next standstill is a new one."""
    with suppress(OSError):
        (home / MARK).unlink(missing_ok=True)


def tell_stopped(home: Path, trouble: KnownError, now: datetime) -> bool:
    """Tell of a standstill, at most once; True when somebody may know."""
    from diembao.alerts import is_time_to_tell, say_everywhere  # noqa: PLC0415 - brings mail, which nobody else here needs
    from diembao.office import office  # noqa: PLC0415 - the same

    why = str(trouble)
    if not isinstance(trouble, STOPS) or not is_time_to_tell(now) or not _is_due(home, why, now):
        return False
    # First written down: what cannot be remembered is not said, rather than said for ever.
    if not _remembered(home, why, now, sent=False):
        return False
    sent = False
    with suppress(KnownError):
        text = "\n".join([say("Phần mềm điểm báo không làm tiếp được các việc theo giờ:"), "", why, ""])
        sent = say_everywhere(office(home), say("Điểm báo: phần mềm đã dừng"), text, now)
    return sent and _remembered(home, why, now, sent=True)


def _is_due(home: Path, why: str, now: datetime) -> bool:
    """Whether it is another reason, or one of which nobody could be told for an hour."""
    try:
        known = json.loads((home / MARK).read_text(encoding="utf-8"))
        tried = datetime.fromisoformat(known["at"])
        return bool(known["why"] != why or (not known["sent"] and abs(now - tried) >= AGAIN))
    except (OSError, ValueError, KeyError, TypeError):
        return True


def _remembered(home: Path, why: str, now: datetime, sent: bool) -> bool:
    """Write down what was said of a standstill; False where the disk refuses."""
    path = home / MARK
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({"why": why, "sent": sent, "at": now.isoformat()}, ensure_ascii=False), "utf-8")
    except OSError:
        return False
    return True
