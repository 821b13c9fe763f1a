"""`diembao restore`: one file in, into an empty folder."""

from __future__ import annotations

from pathlib import Path

import click

from config.load import load
from diembao.cli import Call, Command, Failed
from diembao.words import say
from domain.errors import KnownError
from store.restarting import restore_into_new
from store.restore import restore
from store.sealing import secret_of
from store.unfinished import unfinished


@click.command("restore", cls=Command, help=say("Khôi phục một bản sao lưu vào thư mục dữ liệu trống."))
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP")
@click.option(
    "--passphrase-file", type=click.Path(path_type=Path), metavar="TỆP",
    help=say("Tệp có mật khẩu của bản sao lưu ở dòng đầu, nếu bản đó được khóa.")
)  # fmt: skip
@click.pass_obj
def command(call: Call, file: Path, passphrase_file: Path | None) -> int:
    """Bring a backup back; all of it or nothing."""
    home = call.home_or()

    def secret() -> str:
        if passphrase_file is None:
            raise Failed(say("Bản sao lưu này có khóa. Mời nêu tệp mật khẩu: --passphrase-file TỆP"), 2)
        return secret_of(passphrase_file)

    bring = restore if unfinished(home) is None else restore_into_new
    done = bring(file, home, secret)
    click.echo(
        say(
            "Đã khôi phục {files} tệp vào {home} và kiểm tra {records} bản gốc, {rows} hàng dữ liệu: còn nguyên vẹn."
        ).format(files=len(done.contents.members), home=home, records=done.report.records, rows=done.report.rows)
    )
    number, value = done.contents.chain
    click.echo(say("Cuối chuỗi: {number} {hash}").format(number=number, hash=value))
    try:
        load(home)
    except KnownError as trouble:
        call.tell(say("Dữ liệu đã về đủ, nhưng cài đặt cần sửa: {why}").format(why=trouble))
        return 3
    call.tell(say("Mời đặt lại tệp mật khẩu gửi thư (nếu có) rồi chạy: diembao doctor"))
    return 0
