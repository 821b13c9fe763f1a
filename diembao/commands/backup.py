"""`diembao backup`: one file out, tried out at once."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click

from config.errors import SettingsError
from diembao.backing import Terms, back_up
from diembao.cli import Call, Command, Failed
from diembao.office import office
from diembao.salvaging import salvage, warning
from diembao.words import say


@click.command("backup", cls=Command, help=say("Sao lưu tất cả vào một tệp, thử khôi phục ngay, rồi mới bỏ bản cũ."))
@click.argument("dest", type=click.Path(path_type=Path), required=False, metavar="NƠI_LƯU")
@click.option(
    "--passphrase-file", type=click.Path(path_type=Path), metavar="TỆP",
    help=say("Khóa bản sao bằng mật khẩu ở dòng đầu tệp này (mặc định: backup.passphrase_file).")
)  # fmt: skip
@click.option("--keep", type=click.IntRange(1, 1000), help=say("Giữ bao nhiêu bản mới nhất (mặc định: backup.keep)."))
@click.option("--json", "as_json", is_flag=True, help=say("In kết quả dạng JSON."))
@click.pass_obj
def command(call: Call, dest: Path | None, passphrase_file: Path | None, keep: int | None, as_json: bool) -> int:
    """Back up to a folder or a file; without one, to the folder of the settings."""
    terms = _terms(call, passphrase_file)
    target = dest or terms.to
    if target is None:
        raise Failed(say('Chưa có nơi lưu. Mời nêu thư mục, hoặc đặt: diembao config set backup.to "THƯ-MỤC"'), 2)
    terms = replace(terms, keep=keep or terms.keep, locked_by=passphrase_file or terms.locked_by)
    done = back_up(terms, target, call.tell)
    if as_json:
        plain = {"file": str(done.path), "size": done.size, "files": len(done.contents.members)}
        click.echo(json.dumps(plain | {"removed": [str(path) for path in done.removed]}, ensure_ascii=False))
    else:
        click.echo(str(done.path))
    return 0


def _terms(call: Call, passphrase_file: Path | None) -> Terms:
    """What the settings say of backups; where they cannot be read, what is safe without them, with a warning."""
    home = call.home_or()
    try:
        return Terms.of(office(home))
    except SettingsError as trouble:
        terms = salvage(home, passphrase_file, str(trouble))
        click.echo(warning(terms, str(trouble)), err=True)
        return terms
