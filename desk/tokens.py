"""The random words that browsers and feeds hold: told once, and known to the store by their hash alone."""

from __future__ import annotations

import hashlib
import secrets


def fresh() -> str:
    """A new word that nobody can guess."""
    return secrets.token_urlsafe(32)


def hashed(word: str) -> str:
    """What the store knows of a word, whatever somebody sent in its place."""
    return hashlib.sha256(word.encode("utf-8", "replace")).hexdigest()
