"""`diembao install-service`: files that make this machine start the program by itself."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from diembao.cli import Call, Command, Failed
from diembao.servicing import KINDS, Place
from diembao.words import say
from domain.refusals import why

FOLDER = "dich-vu"


@click.command(
    "install-service", cls=Command, help=say("Viết các tệp để máy tự chạy phần mềm, không cần quyền quản trị.")
)
@click.option("--kind", type=click.Choice(list(KINDS)), required=True, help=say("Cách chạy."))
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), metavar="THƯ_MỤC", help=say("Nơi viết (mặc định: dich-vu/).")
)
@click.pass_obj
def command(call: Call, kind: str, folder: Path | None) -> int:
    """Write the files, show them, and say what to do with them."""
    home = call.home_or().absolute()
    program = Path(__file__).resolve().parents[2]
    service = KINDS[kind](Place(_python(), program, home))
    target = folder or home / FOLDER
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, text in service.files.items():
            # UTF-8, and line ends as given: those of a batch file are Windows' own.
            (target / name).write_text(text, encoding="utf-8", newline="")
    except OSError as trouble:
        told = say("Chưa viết được vào {folder} ({why}). Mời chọn nơi viết được bằng --to THƯ-MỤC.")
        raise Failed(told.format(folder=target, why=why(trouble))) from None
    for name, text in service.files.items():
        click.echo(f"# {target / name}\n{text.rstrip()}\n")
    click.echo(say("Việc cần làm tiếp:"))
    for step in service.steps:
        click.echo(f"  {step}")
    return 0


def _python() -> Path:
    """The Python that `run.py` is started with: any will do, it finds its own environment."""
    base = Path(getattr(sys, "_base_executable", sys.executable))
    return base if base.exists() else Path(sys.executable)
