from __future__ import annotations

from pathlib import Path

from digest import SECTIONS
from digest.render import RENDERERS

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"


def listed(page: str) -> list[str]:
    lines = (HOW_TO / page).read_text(encoding="utf-8").splitlines()
    return [line.split("`")[1] for line in lines if line.startswith("| `")]


def test_every_section_is_described():
    assert listed("add-a-section.md") == list(SECTIONS)


def test_every_format_is_described():
    assert listed("add-an-exporter.md") == list(RENDERERS)
