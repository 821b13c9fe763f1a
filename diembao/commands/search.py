"""`diembao search`: full text over everything read."""

from __future__ import annotations

import json

import click

from diembao.cli import Call, Command
from diembao.exports import article_row
from diembao.finding import find
from diembao.office import office
from diembao.words import say
from domain.clock import vi_date
from domain.press import Article
from store import opened


@click.command("search", cls=Command, help=say("Tìm trong mọi bài đã đọc, có dấu hay không dấu."))
@click.argument("query", metavar="CÂU_TÌM")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, help=say("In nhiều nhất bao nhiêu bài."))
@click.option("--json", "as_json", is_flag=True, help=say("In kết quả dạng JSON."))
@click.pass_obj
def command(call: Call, query: str, limit: int, as_json: bool) -> None:
    """Words, "phrases", AND OR NOT, báo: từ: đến: lĩnh-vực:."""
    here = office(call.home_or())
    with opened(here.home) as store:
        total, hits = find(here, store, query, limit)
    if as_json:
        plain = {"total": total, "hits": [article_row(article) for article in hits]}
        click.echo(json.dumps(plain, ensure_ascii=False))
        return
    for article in hits:
        click.echo(_line(article))
    click.echo(say("Tìm thấy {total} bài.").format(total=total))


def _line(article: Article) -> str:
    day = vi_date(article.published.day) if article.published else say("chưa rõ ngày")
    return f"{day}  {article.outlet}  {article.title}\n    {article.url}"
