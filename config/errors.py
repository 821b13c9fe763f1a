"""Wrong settings: file, line, key and remedy, in one Vietnamese sentence."""

from __future__ import annotations

from domain.errors import KnownError


class SettingsError(KnownError):
    """Settings that cannot be used. The message names what to change and where."""

    exit_code = 2
