"""`diembao search`: full text over everything read."""

from __future__ import annotations

import json

import click

from diembao.cli import Call, Command, Failed
from diembao.exports import article_row
from diembao.office import Office, office
from diembao.words import say
from domain.clock import vi_date
from domain.press import Article
from domain.query import Query, read_query
from domain.text import fold
from store import Store, opened
from store.search import Wanted


@click.command("search", cls=Command, help=say("Tìm trong mọi bài đã đọc, có dấu hay không dấu."))
@click.argument("query", metavar="CÂU_TÌM")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, help=say("In nhiều nhất bao nhiêu bài."))
@click.option("--json", "as_json", is_flag=True, help=say("In kết quả dạng JSON."))
@click.pass_obj
def command(call: Call, query: str, limit: int, as_json: bool) -> None:
    """Words, "phrases", AND OR NOT, báo: từ: đến: lĩnh-vực:."""
    here = office(call.home_or())
    try:
        asked = read_query(query)
    except ValueError as trouble:
        raise Failed(say("«{text}» không phải ngày dạng 18/11/2026.").format(text=trouble), 2) from trouble
    with opened(here.home) as store:
        total, hits = store.search.find(_wanted(here, store, asked), limit)
    if as_json:
        plain = {"total": total, "hits": [article_row(article) for article in hits]}
        click.echo(json.dumps(plain, ensure_ascii=False))
        return
    for article in hits:
        click.echo(_line(article))
    click.echo(say("Tìm thấy {total} bài.").format(total=total))


def _wanted(here: Office, store: Store, asked: Query) -> Wanted:
    if asked.tone:
        raise Failed(say("Bản này chưa xếp sắc thái nên chưa tìm được theo sắc-thái:."), 2)
    return Wanted(
        asked.expression, asked.since, asked.until, _outlets(here, store, asked.outlet), _topic(here, asked.topic)
    )


def _outlets(here: Office, store: Store, text: str) -> tuple[str, ...] | None:
    """The domains a newspaper filter means: by domain, short name or print name, without marks."""
    if not text:
        return None
    titles = {source.name: source.title for source in here.sources}
    wanted = fold(text)
    return tuple(
        domain
        for domain, source in store.search.outlets()
        if any(wanted in fold(name) for name in (domain, source, titles.get(source, "")))
    )


def _topic(here: Office, text: str) -> str | None:
    """The code of a topic given by its code or part of its name."""
    if not text:
        return None
    for rules in here.topic_rules:
        if text == rules.code or (not text.isdigit() and fold(text.replace("-", " ")) in fold(rules.name)):
            return rules.code
    raise Failed(say("Không có lĩnh vực «{text}».").format(text=text), 2)


def _line(article: Article) -> str:
    day = vi_date(article.published.day) if article.published else say("chưa rõ ngày")
    return f"{day}  {article.outlet}  {article.title}\n    {article.url}"
