"""Docs cannot rot: what is written about commands and outcomes is what the program does."""

from __future__ import annotations

from pathlib import Path

from config.reference import page as settings_page
from diembao.reference import page
from domain.outcome import OUTCOMES, Word

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_the_command_reference_is_fresh() -> None:
    assert (DOCS / "cli.md").read_text(encoding="utf-8") == page(), "run: python -m diembao.reference > docs/cli.md"


def test_the_settings_page_is_fresh() -> None:
    fresh = settings_page()
    assert (DOCS / "settings.md").read_text(encoding="utf-8") == fresh, (
        "run: python -m config.reference > docs/settings.md"
    )
    assert "| None |" not in fresh


def test_every_outcome_is_explained() -> None:
    written = (DOCS / "outcomes.md").read_text(encoding="utf-8")
    assert set(OUTCOMES) == set(Word)
    for word, sentence in OUTCOMES.items():
        assert f"| `{word.value}` | {sentence} |" in written


def test_every_decision_is_listed() -> None:
    names = [path.name for path in sorted((DOCS / "adr").glob("*.md"))]
    assert names
    assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]
