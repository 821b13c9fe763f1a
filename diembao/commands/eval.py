"""`diembao eval TASK FILE`: what the engines reach on labelled data, with intervals."""

from __future__ import annotations

import gzip
import importlib
import json
from pathlib import Path
from typing import Any

import click

from diembao.cli import Call, Command, Failed
from diembao.evals import TASKS, NeedsModel, Options
from diembao.evals.scoring import Metric, Row
from diembao.words import say


@click.command("eval", cls=Command, help=say("Đo chất lượng trên tập đã gán nhãn (mỗi dòng một đối tượng JSON)."))
@click.argument("task", type=click.Choice(list(TASKS)), metavar="VIỆC")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="TỆP")
@click.option("--split", metavar="TÊN", help=say("Chỉ lấy các dòng thuộc phần này."))
@click.option(
    "--folds", type=click.IntRange(2, 50), help=say("Huấn luyện lại theo tài liệu và đo ngoài phần huấn luyện.")
)
@click.option(
    "--learn-part",
    type=click.FloatRange(0, 1, min_open=True),
    default=1.0,
    metavar="PHẦN",
    help=say("Cùng --folds: chỉ học từ phần này của số bài (0–1), để vẽ đường học."),
)
@click.option("--model", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=say("Tệp mô hình."))
@click.option(
    "--predictions", type=click.Path(dir_okay=False, path_type=Path), help=say("Ghi kết quả từng dòng ra tệp.")
)
@click.option("--online/--offline", default=True, help=say("Nhóm tin lần lượt hay cả tập (chỉ cho stories)."))
@click.option("--json", "as_json", is_flag=True, help=say("In kết quả dạng JSON."))
@click.pass_obj
def command(
    call: Call,
    task: str,
    file: Path,
    split: str | None,
    folds: int | None,
    learn_part: float,
    model: Path | None,
    predictions: Path | None,
    online: bool,
    as_json: bool,
) -> None:
    """Predict, score, print."""
    rows = [row for row in read_rows(file) if split is None or row.get("split") == split]
    if not rows:
        raise Failed(say("Tệp {file} không có dòng nào để đo.").format(file=file), 2)
    engine = importlib.import_module(TASKS[task])
    options = Options(folder=file.parent, model=model, folds=folds, online=online, now=call.now, learn_part=learn_part)
    try:
        answers = engine.predict(rows, options)
    except NeedsModel as trouble:
        raise Failed(str(trouble), 2) from trouble
    if predictions:
        predictions.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in answers), encoding="utf-8")
    metrics: dict[str, Metric] = engine.score(rows, answers)
    plain = {"task": task, "n": len(rows), "metrics": {name: _figures(metric) for name, metric in metrics.items()}}
    click.echo(json.dumps(plain, ensure_ascii=False) if as_json else _table(task, len(rows), metrics))


def read_rows(file: Path) -> list[Row]:
    """JSON Lines, gzipped or not. Raises Failed naming the line that is no JSON object."""
    opener = gzip.open if file.suffix == ".gz" else open
    rows = []
    with opener(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                rows.append(_row(file, number, line))
    return rows


def _row(file: Path, number: int, line: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict):
        raise Failed(say("Dòng {number} của {file} không phải một đối tượng JSON.").format(number=number, file=file), 2)
    return row


def _figures(metric: Metric) -> dict[str, Any]:
    figures = {"value": metric.value, "low": metric.low, "high": metric.high}
    return {name: round(value, 4) for name, value in figures.items()} | {"n": metric.n, "positives": metric.positives}


def _table(task: str, count: int, metrics: dict[str, Metric]) -> str:
    head = say("{task}: {count} dòng; khoảng tin cậy 95 % lấy mẫu lại theo tài liệu").format(task=task, count=count)
    lines = [
        f"  {name:<28} {metric.value:7.3f}  [{metric.low:.3f} – {metric.high:.3f}]  n={metric.n} (+{metric.positives})"
        for name, metric in metrics.items()
    ]
    return "\n".join([head, *lines])
