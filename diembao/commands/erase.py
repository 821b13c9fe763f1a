"""`diembao erase`: personal words blanked on request in everything that is kept, with reason and person."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from diembao.cli import Call, Command, Failed
from diembao.holding import kept
from diembao.office import locked, office
from diembao.words import say
from domain.text import one_line


@click.command(
    "erase",
    cls=Command,
    help=say(
        "Xóa họ tên, số điện thoại … của một người theo yêu cầu: che ở mọi bài, mọi ghi chép, bỏ bản gốc của các bài "
        "đó. Chuỗi ghi nhận vẫn nguyên vẹn và ghi lý do. Không hoàn tác được."
    ),
)
@click.argument("words", metavar="CHỮ")
@click.option("--reason", required=True, metavar="LÝ_DO", help=say("Lý do, căn cứ; không ghi lại chữ cần xóa."))
@click.option("--by", required=True, metavar="TÊN", help=say("Người quyết định xóa."))
@click.option("--dry-run", is_flag=True, help=say("Chỉ cho biết những bài nào sẽ bị xóa chữ."))
@click.pass_obj
def command(call: Call, words: str, reason: str, by: str, dry_run: bool) -> None:
    """Erase, and note in the log that it was done, never what was erased."""
    here = office(call.home_or())
    wanted = one_line(words)
    if len(wanted) < 4:
        raise Failed(say("Chữ cần xóa quá ngắn, dễ xóa nhầm. Mời ghi đủ họ tên hoặc đủ số."), 2)
    if wanted.lower() in one_line(reason).lower():
        raise Failed(say("Lý do không được chứa chính chữ cần xóa, vì lý do được giữ lại."), 2)
    with locked(here.home) as store:
        found = store.erasing.holding(wanted)
        if cases := kept(store).intersection(found):
            raise Failed(
                say(
                    "Chữ này nằm trong bài thuộc hồ sơ đang lưu ({ids}). Chưa xóa gì; "
                    "mời xử lý theo thời hạn lưu hồ sơ."
                ).format(ids=", ".join(sorted(cases)))
            )
        for article_id in found:
            article = store.articles.get(article_id)
            click.echo(f"{article_id} | {article.url if article else ''}")
        if dry_run:
            click.echo(
                say("Sẽ che chữ trong {count} bài và bỏ bản gốc của chúng. Chưa xóa gì.").format(count=len(found))
            )
            return
        done = store.erasing.erase(wanted, found, {"reason": one_line(reason), "by": one_line(by)}, call.now)
        store.audit.add(datetime.now(UTC), one_line(by), "erase", "", one_line(reason))
        store.chain.write_down()
    click.echo(
        say(
            "Đã che chữ ở {rows} chỗ, bỏ bản gốc của {articles} bài. Bản đã in, đã gửi, bản sao lưu cũ không đổi."
        ).format(rows=done.rows, articles=done.articles)
    )
