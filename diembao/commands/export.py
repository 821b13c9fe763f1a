"""`diembao export`: everything the office owns, as a file."""

from __future__ import annotations

from pathlib import Path

import click

from diembao.cli import Call, Command
from diembao.exports import EXPORTS, FORMATS
from diembao.files import hand_out
from diembao.office import office
from diembao.words import say
from store import opened


@click.command(
    "export", cls=Command, help=say("Xuất dữ liệu của cơ quan: bài, kết quả tìm, sự việc, kết quả từng công đoạn.")
)
@click.argument("what", type=click.Choice(list(EXPORTS)), metavar="|".join(EXPORTS))
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="jsonl", help=say("Dạng tệp."))
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help=say("Tệp ghi ra (mặc định: in ra màn hình).")
)
@click.pass_obj
def command(call: Call, what: str, kind: str, out: Path | None) -> None:
    """Write one table of the store in one format."""
    here = office(call.home_or())
    write = FORMATS[kind]
    with opened(here.home) as store:
        content = write(EXPORTS[what](store))
    if out is None:
        click.echo(content, nl=False)
        return
    hand_out(out, content)
    call.tell(say("Đã ghi {path}").format(path=out))
