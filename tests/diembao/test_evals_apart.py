"""What evaluations set apart: texts with places renamed, rows by source and year, a part of what is learned from."""

from __future__ import annotations

from typing import Any

import pytest

from diembao.evals.apart import FEWEST, NO_PLACE, groups, renamed
from diembao.evals.folds import folded

ROW = {"unit": "xã Nghi Dương", "unit_full": "xã Nghi Dương, huyện Kiến Thụy, TP Hải Phòng"}


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Dân Nghi Dương kêu cứu", f"Dân {NO_PLACE} kêu cứu"),
        ("Tại xã Tân Trào, huyện An Lão hôm qua", f"Tại xã {NO_PLACE}, huyện {NO_PLACE} hôm qua"),
        ("UBND TP Hải Phòng, TP. Hồ Chí Minh họp", f"UBND TP {NO_PLACE}, TP. {NO_PLACE} họp"),
        ("Bí thư Đảng ủy xã thừa nhận; phường này sạch", "Bí thư Đảng ủy xã thừa nhận; phường này sạch"),
        ("", ""),
    ],
)
def test_every_named_place_bears_another_name(text: str, after: str) -> None:
    assert renamed(ROW, text) == after


def test_a_row_without_a_commune_loses_the_names_after_their_kinds() -> None:
    assert renamed({}, "Lũ ở tỉnh Quảng Bình") == f"Lũ ở tỉnh {NO_PLACE}"


def test_rows_by_source_and_by_the_last_year_named() -> None:
    rows = [
        row(number, "kho:a.txt", "Năm 2018, đến 31/12/2020; chi 2.021 đồng, 2021.000 đồng, số 20220.")
        for number in range(FEWEST)
    ]
    rows += [row(90, "khác:b.txt", "Năm 2021")]
    rows += [{"id": str(number), "url": "https://bao.example/x", "text": "không năm"} for number in range(FEWEST)]
    found = groups(rows)
    assert {name: len(group) for name, group in found.items()} == {
        "source.bao.example": FEWEST,
        "source.kho": FEWEST,
        "year.2020": FEWEST,
    }


def test_a_part_of_what_is_learned_from_leaves_what_is_scored() -> None:
    rows = [row(number, "", "") for number in range(40)]
    whole, part = list(folded(rows, 4)), list(folded(rows, 4, 0.5))
    assert [rest for _, rest in whole] == [rest for _, rest in part]
    assert [len(learn) for learn, _ in part] == [15] * 4
    assert all(
        one["id"] in {row["id"] for row in learn}
        for (learn, _), (few, _) in zip(whole, part, strict=True)
        for one in few
    )


def row(number: int, source: str, text: str) -> dict[str, Any]:
    return {"id": str(number), "source": source, "text": text}
