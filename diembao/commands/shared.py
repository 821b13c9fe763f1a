"""What several commands ask in the same words: which period, which day, which forms of files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from diembao.cli import Failed
from diembao.issue import last_complete
from diembao.office import Office
from diembao.words import say
from digest.render import RENDERERS
from domain.edition import Period, PeriodKind, period_of

ENDING = click.option("--ending", metavar="NGÀY", help=say("Một ngày trong kỳ, dạng 2026-11-18."))


def period_asked(here: Office, now: datetime, period: str, ending: str | None) -> Period:
    """The period of a kind that holds a day, else the last complete one. Raises Failed."""
    windows, kind = here.settings.digest.windows, PeriodKind(period)
    return period_of(day_asked(ending), kind, windows) if ending else last_complete(now, kind, windows)


def day_asked(text: str) -> date:
    """A day such as 2026-11-18. Raises Failed."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Failed(say("«{text}» không phải ngày dạng 2026-11-18.").format(text=text), 2) from None


def listed(paths: Sequence[Path], formats: Sequence[str]) -> int:
    """Print the files of one document, a path a line; 3 when one of its forms could not be made."""
    for path in paths:
        click.echo(path)
    return 0 if len(paths) == len(formats) else 3


def formats_asked(text: str) -> tuple[str, ...]:
    """Forms of files such as `docx,pdf`. Raises Failed for one that there is not."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in RENDERERS:
            known = ", ".join(RENDERERS)
            raise Failed(say("Không có dạng tệp «{name}». Các dạng có: {known}.").format(name=name, known=known), 2)
    return names
