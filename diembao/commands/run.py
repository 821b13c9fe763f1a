"""`diembao run`: one pass of the daily work."""

from __future__ import annotations

import json

import click

from diembao.cli import Call, Command, Failed
from diembao.daily import STAGES, Sum, Wish, one_pass
from diembao.office import Office, locked, office
from diembao.words import say


@click.command("run", cls=Command, help=say("Một lượt đọc báo. Dừng giữa chừng hay chạy lại đều an toàn."))
@click.option("--only", type=click.Choice(STAGES), help=say("Chỉ làm một công đoạn."))
@click.option(
    "--source", "names", multiple=True, metavar="TÊN", help=say("Chỉ đọc nguồn này, kể cả khi chưa đến lượt.")
)
@click.option("--json", "as_json", is_flag=True, help=say("In kết quả dạng JSON."))
@click.pass_obj
def command(call: Call, only: str | None, names: tuple[str, ...], as_json: bool) -> int:
    """One pass: discover, fetch, extract, mention, read, and the digests that are due."""
    here = office(call.home_or())
    if here.settings.sample.enabled:
        raise Failed(say("Thư mục này chỉ chứa dữ liệu chạy thử; đọc lại báo mẫu bằng: diembao demo"), 2)
    _check_names(here, names)
    with locked(here.home) as store:
        done = one_pass(here, store, call.now, Wish(only, names), call.tell)
    if as_json:
        click.echo(json.dumps(done.as_json(), ensure_ascii=False))
    else:
        click.echo(summary(done))
    return done.exit_code(here.settings.run.failure_share)


def _check_names(here: Office, names: tuple[str, ...]) -> None:
    known = {source.name for source in here.sources}
    for name in names:
        if name not in known:
            raise Failed(say("Không có nguồn «{name}». Xem danh sách bằng: diembao source list").format(name=name), 2)


def summary(done: Sum) -> str:
    """What a pass did, in a few Vietnamese lines."""
    plain = done.as_json()
    lines = [
        say("Nguồn: đọc được {read}, hỏng {failed}, chưa đến lượt {not_due}.").format(**plain["sources"]),
        say("Địa chỉ mới {links}, trang tải về {pages}, bài đọc được {articles}.").format(**plain),
        say("Viết về xã: {accept}; cần cán bộ xem: {review}; không phải: {reject}.").format(**plain["mentions"]),
    ]
    lines += [say("Nguồn chưa đọc được: {names}.").format(names=", ".join(sorted(done.failed)))] if done.failed else []
    lines += [say("Bản tổng hợp: {path}").format(path=path) for path in done.digests]
    return "\n".join(lines)
