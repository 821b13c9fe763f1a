"""The register of speaking to the press: what was taken back is no line to write to any more."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from domain.presswork import Asked, Occasion, Said
from store import opened
from store.presswork import NotInRegister
from tests.builders import NOW

UNIT = "11713"


def test_nothing_is_answered_to_a_line_taken_back(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        gone, kept = (store.press.ask(UNIT, Asked(Occasion.REQUEST, NOW, what, "Lan")) for what in ("Ghi nhầm", "Hỏi"))
        said = Said(NOW + timedelta(hours=1), "Chủ tịch", "Đã thông tin", "thư công vụ", "Lan")
        store.taken.add(UNIT, "press_request", gone, "Lan", NOW, "ghi nhầm")
        with pytest.raises(NotInRegister, match=f"không có dòng số {gone}"):
            store.press.answer(UNIT, gone, said)
        store.press.answer(UNIT, kept, said)
        assert [(one.id, len(one.answers)) for one in store.press.all(UNIT)] == [(kept, 1)]
