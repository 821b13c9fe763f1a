"""Make the shipped gazetteer from the shared tables: `python -m config.gazetteer.build FOLDER`.

FOLDER holds units_new.csv, units_old.csv and old_to_new.csv (see README.md here for their sources and faults). The
result is three gzipped CSV files without header, the same bytes every time.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent


def build(folder: Path, out: Path = HERE) -> None:
    """Write present.csv.gz, former.csv.gz and succession.csv.gz into `out`."""
    new, old, pairs = (_read(folder / name) for name in ("units_new.csv", "units_old.csv", "old_to_new.csv"))
    codes = {row["code"] for row in old}
    _write(out / "present.csv.gz", sorted(_present(new)))
    _write(out / "former.csv.gz", sorted([*_former(old), *_unlisted(pairs, codes)]))
    _write(out / "succession.csv.gz", sorted(_successions(pairs)))


def old_code(row: dict[str, str]) -> str:
    """The code of a former unit, made up from its names where the tables have none."""
    return row["old_code"] or f"x{row['new_code']}-{row['old_name'] or row['old_district']}"


def _present(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, ...]]:
    return ((r["code"], r["name"], r["type"], r["province"], r["province_code"]) for r in rows)


def _former(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, ...]]:
    keys = ("code", "name", "type", "district", "province", "in_force_2025_06")
    return (tuple(row[key] for key in keys) for row in rows)


def _unlisted(pairs: Iterable[dict[str, str]], codes: set[str]) -> set[tuple[str, ...]]:
    """Former units that only the table of pairs knows."""
    return {
        (old_code(row), row["old_name"], row["old_type"], row["old_district"], row["old_province"], "1")
        for row in pairs
        if row["old_name"] and row["old_code"] not in codes
    }


def _successions(pairs: Iterable[dict[str, str]]) -> set[tuple[str, ...]]:
    return {
        (old_code(row), row["new_code"], str(int(row["mapping"] == "divided")), str(int("suspect" in row["note"])))
        for row in pairs
        if row["old_name"]
    }


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


if __name__ == "__main__":
    build(Path(sys.argv[1]))
