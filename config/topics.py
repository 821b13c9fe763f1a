"""The 16 topics of the commune's office, one TOML each: name, leading unit, cue phrases, examples that are tests."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from domain.reading import TopicRules

FOLDER = Path(__file__).parent / "defaults" / "topics"


@cache
def load() -> tuple[TopicRules, ...]:
    """Every topic in the order of its code."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.toml")))


def _read(path: Path) -> TopicRules:
    plain = tomllib.loads(path.read_text(encoding="utf-8"))
    examples = plain["examples"]
    return TopicRules(
        code=plain["code"],
        name=plain["name"],
        unit=plain["unit"],
        cues=tuple(plain["cues"]),
        unless=tuple(plain.get("unless", ())),
        yes=tuple(examples["yes"]),
        no=tuple(examples["no"]),
    )
