"""Which language the command line speaks: Vietnamese as written in the code, English from a catalogue.

One gettext domain serves our sentences and click's own, so both follow `--lang`.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

DOMAIN = "diembao"
FOLDER = Path(__file__).parent / "locale"


def language(code: str) -> None:
    """Speak this language from now on ("vi" or "en")."""
    os.environ["LANGUAGE"] = code
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    say.cache_clear()


@cache
def say(text: str) -> str:
    """The sentence in the language chosen; remembered, for gettext looks on the disk for its catalogue every time."""
    return gettext.gettext(text)
