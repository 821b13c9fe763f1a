"""`diembao bench [NAME]`: what each step costs, as ratios measured in one run on this machine."""

from __future__ import annotations

import importlib
import json
import os
from pathlib import Path
from typing import Any

import click

from diembao.bench import BENCHES, SIZED
from diembao.bench.rounds import LEAST_ROUNDS, PeerFailed
from diembao.cli import Call, Command, Failed
from diembao.words import say


@click.command(
    "bench", cls=Command, help=say("Đo chi phí từng khâu trên máy này, so với phần mềm khác trong cùng lượt.")
)
@click.argument("name", required=False, type=click.Choice(list(BENCHES)), metavar="[VIỆC]")
@click.option("--rounds", type=click.IntRange(LEAST_ROUNDS, 50), default=LEAST_ROUNDS, help=say("Số vòng đo xen kẽ."))
@click.option(
    "--size",
    type=click.IntRange(1_000),
    metavar="N",
    help=say("Cỡ của phép đo search, backup (số bài), backfill (số bản ghi)."),
)
@click.option(
    "--compare",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="TỆP",
    help=say("So với kết quả --json của lần đo trước."),
)
@click.option("--json", "as_json", is_flag=True, help=say("In kết quả dạng JSON."))
@click.pass_obj
def command(call: Call, name: str | None, rounds: int, size: int | None, compare: Path | None, as_json: bool) -> None:
    """Measure one benchmark, or all in turn."""
    earlier = _earlier(compare) if compare else {}
    results = []
    for each in [name] if name else list(BENCHES):
        call.tell(say("Đang đo {name}…").format(name=each))
        result = _measured(each, rounds, size)
        results.append(result)
        if not as_json:
            click.echo(_table(result, earlier.get(each, {})))
    if as_json:
        click.echo(json.dumps(results[0] if name else {"benches": results}, ensure_ascii=False))


def _measured(name: str, rounds: int, size: int | None) -> dict[str, Any]:
    chosen = {"size": size} if size and name in SIZED else {}
    try:
        found: dict[str, Any] = (
            importlib.import_module(BENCHES[name]).measure(rounds, **chosen).as_json(name, os.cpu_count() or 1)
        )
    except PeerFailed as trouble:
        raise Failed(
            say("Phép đo {name} không chạy được phần so sánh. Chi tiết: {detail}").format(name=name, detail=trouble)
        ) from trouble
    return found


def _earlier(file: Path) -> dict[str, dict[str, float]]:
    """Ratios by benchmark, from what `--json` printed earlier. Raises Failed for another file."""
    try:
        plain = json.loads(file.read_text(encoding="utf-8"))
        results = plain.get("benches", [plain])
        return {one["bench"]: {key: ratio["value"] for key, ratio in one["ratios"].items()} for one in results}
    except (ValueError, KeyError, TypeError) as trouble:
        raise Failed(say("Tệp {file} không phải kết quả của diembao bench --json.").format(file=file), 2) from trouble


def _table(result: dict[str, Any], earlier: dict[str, float]) -> str:
    made_of = ", ".join(f"{name} {version}" for name, version in result["versions"].items())
    lines = [
        say("{name} ({cores} nhân; {versions})").format(name=result["bench"], cores=result["cores"], versions=made_of)
    ]
    for key, ratio in result["ratios"].items():
        before = say("  lần trước {value:.3f}").format(value=earlier[key]) if key in earlier else ""
        lines.append(f"  {key:<34} {ratio['value']:9.3f} ×{before}")
    lines += [f"  {key:<34} {value:9.3f}" for key, value in result["figures"].items()]
    return "\n".join([*lines, *(f"  {note}" for note in result["notes"])])
