"""Which weights can be trained, by whom, and where they go: a new model never destroys the one before it.

Each trainer module has `shipped()`, the bytes that come with the program, and `train(rows, scheme, base)`: from
labelled rows (the fields of the evaluation of the same name) to the bytes of a model. `base` are the bytes of a model
to learn on from, None to begin anew. The same rows give the same bytes. Rows or a scheme it cannot use raise
`Untrainable` with a Vietnamese sentence.
"""

from __future__ import annotations

from pathlib import Path

# task -> trainer; the modules are imported only when asked for.
TRAINERS: dict[str, str] = {
    "topics": "diembao.evals.topics",
    "tone": "nlp.train.tone",
    "target_tone": "nlp.train.target_tone",
}
# Where the office keeps what it trained itself, inside its home.
FOLDER = "models"


def own_model(home: Path, task: str) -> Path:
    """The office's own model of a task; the shipped one counts where there is none."""
    return home / FOLDER / f"{task}.model"


def before(model: Path) -> Path:
    """Where the model that a training replaced is kept."""
    return model.with_name(model.name + ".truoc")


def put(model: Path, data: bytes) -> None:
    """Write a model; the one it replaces is kept beside it."""
    model.parent.mkdir(parents=True, exist_ok=True)
    if model.exists():
        model.replace(before(model))
    fresh = model.with_name(model.name + ".moi")
    fresh.write_bytes(data)
    fresh.replace(model)


def take_back(model: Path) -> bool:
    """Go back to the model before; where there was none, the shipped one counts again. False: nothing to take back."""
    if before(model).exists():
        before(model).replace(model)
        return True
    found = model.exists()
    model.unlink(missing_ok=True)
    return found
