"""Citations: complete, and marked until the office has checked them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from config.errors import SettingsError
from config.legal import UNVERIFIED, cite, references
from config.load import parse


def test_nothing_is_shipped_as_checked() -> None:
    for reference in references().values():
        assert reference.verified_on is None
        assert cite(reference).endswith(UNVERIFIED)
        assert reference.use
        assert reference.origin
        assert reference.number.count("/") == 2


def test_a_law_is_cited_by_name_a_decree_with_its_number() -> None:
    known = references({"luat-bao-chi-dieu-36": date(2026, 12, 1), "nghi-dinh-237-dieu-21": date(2026, 12, 1)})
    assert cite(known["luat-bao-chi-dieu-36"]) == "Điều 36 Luật Báo chí"
    assert cite(known["nghi-dinh-237-dieu-21"]) == "Điều 21 Nghị định số 237/2026/NĐ-CP"
    assert cite(known["luat-bao-chi-dieu-34"]) == "Điều 34 Luật Báo chí [CẦN KIỂM TRA]"
    assert cite(known["nghi-dinh-367-bao-chi"]) == "Nghị định số 367/2026/NĐ-CP [CẦN KIỂM TRA]"


def test_repealed_rules_are_not_in_the_list() -> None:
    numbers = {reference.number for reference in references().values()}
    assert not numbers & {"103/2016/QH13", "09/2017/NĐ-CP", "15/2020/NĐ-CP", "119/2020/NĐ-CP"}


def test_the_office_marks_what_it_has_checked() -> None:
    text = '[commune]\ncode = "11713"\n[legal.verified]\nluat-bao-chi-dieu-34 = 2026-12-01\n'
    verified = parse(text, Path("settings.toml")).legal.verified
    assert cite(references(verified)["luat-bao-chi-dieu-34"]) == "Điều 34 Luật Báo chí"
    with pytest.raises(SettingsError, match=r"dòng 3.*có phải «luat-bao-chi-dieu-34»"):
        parse(text.replace("dieu-34", "dieu34"), Path("settings.toml"))
