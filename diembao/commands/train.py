"""`diembao train TASK`: from labelled rows to a model, with a table of before and after and a way back."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

import click

from diembao.cli import Call, Command, Failed
from diembao.commands.eval import read_rows
from diembao.evals import TASKS, Options
from diembao.evals.scoring import Metric, Row
from diembao.training import TRAINERS, own_model, put, take_back
from diembao.words import say
from nlp.train import Untrainable

FOLDS = 5


@click.command(
    "train",
    cls=Command,
    help=say(
        "Huấn luyện mô hình đọc từ các dòng đã gán nhãn. Có --out: học lại từ đầu, ghi ra tệp ấy. "
        "Không có --out: mô hình đang dùng học thêm từ các dòng cơ quan đã sửa, in bảng trước và sau, "
        "giữ lại mô hình cũ để quay về (--undo)."
    ),
)
@click.argument("task", type=click.Choice(list(TRAINERS)), metavar="VIỆC")
@click.option("--scheme", metavar="BỘ_NHÃN", help=say("Bộ nhãn (mặc định: bộ nhãn ghi trong các dòng)."))
@click.option(
    "--data", "files", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="TỆP",
    help=say("Các dòng đã gán nhãn, mỗi dòng một đối tượng JSON; lặp lại được."),
)  # fmt: skip
@click.option("--split", metavar="TÊN", help=say("Chỉ học từ các dòng thuộc phần này."))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="TỆP", help=say("Ghi mô hình ra tệp."))
@click.option("--undo", is_flag=True, help=say("Quay về mô hình trước lần huấn luyện gần nhất."))
@click.pass_obj
def command(
    call: Call, task: str, scheme: str | None, files: tuple[Path, ...], split: str | None, out: Path | None, undo: bool
) -> None:
    """Train anew, learn on, or go back."""
    model = out or own_model(call.home_or(), task)
    if undo:
        _undo(model)
        return
    if not files:
        raise Failed(say("Mời chỉ tệp dữ liệu: --data TỆP."), 2)
    rows = [row for file in files for row in read_rows(file) if split is None or row.get("split") == split]
    trainer = importlib.import_module(TRAINERS[task])
    try:
        if out:
            put(out, trainer.train(rows, scheme, None))
        else:
            _learn_on(task, trainer, rows, scheme, model)
    except Untrainable as trouble:
        raise Failed(str(trouble), 2) from trouble
    click.echo(say("Đã ghi mô hình: {file} ({size} KB).").format(file=model, size=model.stat().st_size // 1024))


def _undo(model: Path) -> None:
    if not take_back(model):
        raise Failed(say("Chưa có mô hình nào do cơ quan huấn luyện; phần mềm vẫn dùng mô hình đi kèm."), 2)
    kept = say("mô hình trước đó") if model.exists() else say("mô hình đi kèm phần mềm")
    click.echo(say("Đã quay về {kept}.").format(kept=kept))


def _learn_on(task: str, trainer: ModuleType, rows: Sequence[Row], scheme: str | None, model: Path) -> None:
    """The model in use learns from the rows; the table tells what that changes on rows it did not learn from."""
    engine = importlib.import_module(TASKS[task])
    in_use = model if model.exists() else None
    base = in_use.read_bytes() if in_use else trainer.shipped()
    data = trainer.train(rows, scheme, base)
    folder = Path()
    old = engine.score(rows, engine.predict(rows, Options(folder, model=in_use)))
    new = engine.score(rows, engine.predict(rows, Options(folder, model=in_use, folds=FOLDS, learn_on=True)))
    click.echo(say("Trên {count} dòng, chấm chéo {folds} phần:").format(count=len(rows), folds=FOLDS))
    click.echo(table(old, new))
    put(model, data)


def table(old: Mapping[str, Metric], new: Mapping[str, Metric]) -> str:
    """Before and after, side by side."""
    head = f"  {'':<28} {say('trước'):>8} {say('sau'):>8}"
    lines = [f"  {name:<28} {old[name].value:8.3f} {new[name].value:8.3f}" for name in old if name in new]
    return "\n".join([head, *lines])
