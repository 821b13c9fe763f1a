"""`diembao watch`: what became of the articles after they were published, and the evidence of it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import click

from desk.history import STATES, history
from diembao.cli import Call, Failed, Group
from diembao.dossiers import found, handed_over
from diembao.files import hand_out
from diembao.office import locked, office
from diembao.picturing import browser, picture
from diembao.words import say
from domain.clock import vi_moment
from domain.watch import CHANGES, SIGHTS
from store import Store, opened


@click.group("watch", cls=Group, help=say("Bài đã đăng được xem lại: thay đổi, lịch sử, hồ sơ lưu."))
def command() -> None:
    """The watch."""


@command.command("list", help=say("Các bài đã thấy thay đổi, mới nhất trước; --all: mọi bài đang được xem lại."))
@click.option("--all", "everything", is_flag=True, help=say("Mọi bài đang được xem lại, cả bài chưa thấy thay đổi."))
@click.pass_obj
def list_command(call: Call, everything: bool) -> None:
    """One line an article."""
    here = office(call.home_or())
    with opened(here.home) as store:
        kinds: dict[str, list[str]] = {}
        for change in sorted(store.watch.changes(), key=lambda one: one.seen_at, reverse=True):
            kinds.setdefault(change.article, []).append(CHANGES[change.kind])
        ids = [*kinds, *(one for one in store.watch.ids() if one not in kinds)] if everything else list(kinds)
        for article_id in ids:
            click.echo(_line(store, article_id, list(dict.fromkeys(reversed(kinds.get(article_id, []))))))
    if not ids:
        call.tell(say("Chưa thấy bài nào bị sửa hay gỡ."))


def _line(store: Store, article_id: str, kinds: list[str]) -> str:
    article, watched = store.articles.get(article_id), store.watch.get(article_id)
    assert article is not None, "watched articles are in the store"
    state = STATES[watched.state] if watched else say("chưa đến lượt xem lại")
    told = ", ".join(kinds) or say("chưa thấy thay đổi")
    return f"{article_id} | {article.outlet}: {article.title} | {told} | {state}"


@command.command("show", help=say("Lịch sử một bài: thay đổi, phiên bản, các lần xem lại."))
@click.argument("article", metavar="MÃ|ĐỊA_CHỈ")
@click.pass_obj
def show(call: Call, article: str) -> None:
    """Everything that was seen of one article."""
    here = office(call.home_or())
    with opened(here.home) as store:
        article_id = found(store, article)
        told = history(store, article_id)
        item = store.articles.get(article_id)
        assert item is not None, "found in the store"
        click.echo(f"{item.title}\n{item.url}\n" + say("Tình trạng: {state}.").format(state=told.state))
        for one in told.changes:
            click.echo(f"{vi_moment(one.change.seen_at)}: {one.name}")
            click.echo("\n".join(f"    {line}" for line in one.lines))
        click.echo(say("Các lần xem lại:") if told.visits else say("Chưa xem lại lần nào."))
        for visit in told.visits:
            click.echo(f"  {vi_moment(visit.at)}: {SIGHTS[visit.sight]}. {visit.sentence}".rstrip())


@command.command(
    "dossier",
    help=say(
        "Hồ sơ lưu của bài thành một tệp ZIP: bản gốc các phiên bản, chỗ khác nhau, mã kiểm tra, cách kiểm tra không "
        "cần phần mềm này."
    ),
)
@click.argument("articles", nargs=-1, required=True, metavar="MÃ|ĐỊA_CHỈ...")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help=say("Tệp ghi ra (mặc định: tên theo tít bài).")
)
@click.option("--by", default="", metavar="TÊN", help=say("Người lập, ghi vào nhật ký."))
@click.option("--image", is_flag=True, help=say("Kèm ảnh dựng từ bản gốc đã lưu (máy có Edge, Chrome hoặc Chromium)."))
@click.pass_obj
def dossier(call: Call, articles: tuple[str, ...], out: Path | None, by: str, image: bool) -> None:
    """Write the file, print where it lies and its SHA-256."""
    here = office(call.home_or())
    if image and not browser():
        raise Failed(
            say("Máy không có Edge, Chrome hay Chromium nên không dựng được ảnh. Mời bỏ --image rồi chạy lại."), 2
        )
    with locked(here.home) as store:
        ids = [found(store, article) for article in articles]
        name, data = handed_over(here, store, ids, by, datetime.now(UTC), picture if image else None)
    path = out or Path(name)
    if not path.parent.is_dir():
        raise Failed(say("Không có thư mục {folder}. Mời tạo trước hoặc chọn nơi khác.").format(folder=path.parent), 2)
    hand_out(path, data)
    click.echo(str(path))
    click.echo(f"SHA-256 {hashlib.sha256(data).hexdigest()}")
