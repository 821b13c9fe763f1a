"""How every shipped weight is made: from labelled rows to model bytes, the same every time."""

from __future__ import annotations


class Untrainable(ValueError):
    """Rows that no model can be made of; the message is Vietnamese and names the remedy."""
