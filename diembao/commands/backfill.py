"""`diembao backfill`: years of press out of WARC files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from crawler.fetcher import Fetcher
from diembao.backfilling import LEAST_STRETCHES, Backfill, Report, wanted_of
from diembao.cli import Call, Command, Failed
from diembao.crew import Crew, crew_of
from diembao.daily import Wish, flow_of
from diembao.office import locked, office
from diembao.words import say
from domain.backfill import ASIDE
from store.warcs import files


@click.command(
    "backfill",
    cls=Command,
    help=say("Lấy bài viết về xã từ các tệp lưu trữ WARC (báo các năm trước). Chạy lại là làm tiếp."),
)
@click.argument("paths", nargs=-1, required=True, metavar="TỆP|THƯ_MỤC…", type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(1, 64), metavar="N", help=say("Số tiến trình trên máy này."))
@click.option("--scheduler", metavar="ĐỊA_CHỈ", help=say("Bộ điều phối Dask, để nhiều máy cùng làm (tcp://máy:8786)."))
@click.option(
    "--host",
    "domains",
    multiple=True,
    metavar="TÊN_MIỀN",
    help=say("Chỉ lấy trang của tên miền này (nêu được nhiều lần)."),
)
@click.option("--json", "as_json", is_flag=True, help=say("In kết quả dạng JSON."))
@click.pass_obj
def command(
    call: Call,
    paths: tuple[Path, ...],
    workers: int | None,
    scheduler: str | None,
    domains: tuple[str, ...],
    as_json: bool,
) -> int:
    """Sift the files and bring what matches through the ordinary stages."""
    if workers and scheduler:
        raise Failed(say("Mời chọn một trong hai: --workers (máy này) hoặc --scheduler (nhiều máy)."), 2)
    found = _files(paths)
    here = office(call.home_or())
    now = here.believes(call)
    with (
        locked(here.home) as store,
        Fetcher(here.crawl_policy()) as fetcher,
        _crew(workers, scheduler, here.settings.run.workers) as crew,
    ):
        work = Backfill(flow_of(here, store, now, Wish()), crew, wanted_of(here, domains, now), call.tell)
        report = work.run(found, fetcher)
    click.echo(json.dumps(report.as_json(), ensure_ascii=False) if as_json else summary(report))
    return report.exit_code()


@contextmanager
def _crew(workers: int | None, scheduler: str | None, usual: int) -> Iterator[Crew]:
    if not scheduler:
        yield crew_of(workers or usual, LEAST_STRETCHES, 1)
        return
    from diembao.cluster import cluster  # noqa: PLC0415 - only where several machines work

    with cluster(scheduler) as crew:
        yield crew


def _files(paths: tuple[Path, ...]) -> list[Path]:
    """The WARC files meant. Raises Failed (exit 2) for a path that is not there, and where there is none at all."""
    for path in paths:
        if not path.exists():
            raise Failed(say("Không thấy {name}. Mời kiểm tra lại tên tệp hoặc thư mục.").format(name=path), 2)
    found = [file for path in paths for file in files(path)]
    if not found:
        raise Failed(say("Không có tệp .warc hay .warc.gz nào trong các thư mục này."), 2)
    return found


def summary(report: Report) -> str:
    """What a backfill did, in a few Vietnamese lines."""
    plain = report.as_json()
    lines = [
        say("Tệp: đọc xong {read}, có chỗ không đọc được {failed}, đã đọc từ trước {already}.").format(
            **plain["files"]
        ),
        say("Bản ghi {records}; trang có thể viết về xã {matched}, trang mới giữ lại {pages}.").format(**plain),
        say("Viết về xã: {accept}; cần cán bộ xem: {review}; không phải: {reject}.").format(**plain["mentions"]),
    ]
    lines += [f"  {count}: {say(ASIDE[why])}" for why, count in plain["put_aside"].items() if why in ASIDE]
    return "\n".join([*lines, *(f"{name}: {detail}" for name, detail in report.troubles)])
