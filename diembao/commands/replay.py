"""`diembao replay`: derive again from the archive with today's rules."""

from __future__ import annotations

from collections import Counter

import click

from crawler.fetcher import Fetcher
from diembao.cli import Call, Command
from diembao.daily import Wish, flow_of
from diembao.office import locked, office
from diembao.replaying import STAGES, differences, replay
from diembao.words import say
from domain.outcome import Word


@click.command(
    "replay", cls=Command, help=say("Đọc lại kho bản gốc bằng quy tắc hiện nay; không tải lại gì từ các báo.")
)
@click.option("--stage", type=click.Choice(STAGES), default="extract", help=say("Làm lại từ công đoạn này trở đi."))
@click.option("--dry-run", is_flag=True, help=say("Chỉ cho biết điều gì sẽ thay đổi."))
@click.pass_obj
def command(call: Call, stage: str, dry_run: bool) -> None:
    """Derive again, or tell what would change."""
    here = office(call.home_or())
    counts: Counter[str] = Counter()
    with locked(here.home) as store, Fetcher(here.crawl_policy()) as fetcher:
        flow = flow_of(here, store, here.believes(call), Wish())
        if expired := store.keeping.expired():
            call.tell(say("{count} trang đã hết thời hạn lưu bản gốc nên không đọc lại được.").format(count=expired))
        if dry_run:
            for change in differences(flow, fetcher, stage):
                counts[change.stage] += 1
                click.echo(f"{change.stage} {change.item}: {change.sentence}")
            click.echo(say("Sẽ thay đổi {count} mục. Chưa ghi gì.").format(count=counts.total()))
            return

        def note(name: str, _item: str, _word: Word) -> None:
            counts[name] += 1

        replay(flow, fetcher, stage, note)
    for name, count in counts.items():
        click.echo(say("{stage}: đã đọc lại {count} mục.").format(stage=name, count=count))
