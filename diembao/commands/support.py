"""`diembao support`: a file for the maintainer, without content and persons."""

from __future__ import annotations

from pathlib import Path

import click

from diembao.cli import Call, Command, Failed
from diembao.commands.doctor import patient_of
from diembao.support import bundle
from diembao.words import say
from domain.refusals import why

NAME = "diembao-ho-tro.zip"


@click.command("support", cls=Command, help=say("Gói thông tin kỹ thuật để nhờ hỗ trợ, không nội dung, không tên ai."))
@click.argument("dest", type=click.Path(path_type=Path), default=".", metavar="NƠI_LƯU")
@click.pass_obj
def command(call: Call, dest: Path) -> int:
    """Write the bundle and list what is in it."""
    target = dest / NAME if dest.is_dir() else dest
    with patient_of(call, fix=False) as (patient, _):
        try:
            names = bundle(patient, target)
        except OSError as trouble:
            told = say("Chưa viết được {path} ({why}). Mời chọn nơi khác: diembao support THƯ-MỤC")
            raise Failed(told.format(path=target, why=why(trouble))) from None
    click.echo(str(target))
    call.tell(say("Trong gói có: {names}. Mời mở xem trước khi gửi.").format(names=", ".join(names)))
    return 0
