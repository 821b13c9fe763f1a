"""The evaluations of design: each module answers one TASK, from rows to predictions to figures.

A task module has `predict(rows, options)` (the engine sees only the fields under "in") and
`score(rows, predictions)`; `TASKS` names the modules, imported only when asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

TASKS: dict[str, str] = {
    "mentions": "diembao.evals.mentions",
    "extract": "diembao.evals.extract",
    "dates": "diembao.evals.dates",
    "topics": "diembao.evals.topics",
    "stories": "diembao.evals.stories",
    "summary": "diembao.evals.summary",
    "claims": "diembao.evals.claims",
    "tone": "diembao.evals.tone",
    "target_tone": "diembao.evals.target_tone",
}


class NeedsModel(Exception):
    """Rows of a scheme that does not ship; the message names the command that trains a model for it."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says: where FILE lies, a model file, folds for out-of-fold figures, mode switches.

    `learn_on`: what is trained in the folds starts from the model in use instead of nothing; `learn_part`: it learns
    from this share of what it could.
    """

    folder: Path
    model: Path | None = None
    folds: int | None = None
    online: bool = True
    now: datetime | None = None
    learn_on: bool = False
    learn_part: float = 1.0

    def weights(self, shipped: Callable[[], bytes]) -> bytes:
        """A model of one's own, else the one shipped."""
        return self.model.read_bytes() if self.model else shipped()
