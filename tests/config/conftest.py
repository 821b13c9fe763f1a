"""A home with fresh settings of xã Nghi Dương."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import fresh
from domain.place import Unit

UNIT = Unit("11713", "Nghi Dương", "Xã", "Thành phố Hải Phòng", "31")
FRESH = fresh.settings_text(UNIT, "default")


@pytest.fixture
def unit() -> Unit:
    return UNIT


@pytest.fixture
def home(tmp_path: Path) -> Path:
    fresh.write_new(tmp_path, FRESH)
    return tmp_path
