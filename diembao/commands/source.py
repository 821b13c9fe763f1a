"""`diembao source`: newspapers: list, try, add, switch, remove, health."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import click

from config import edit
from crawler.fetcher import Fetcher
from diembao import trying
from diembao.cli import Call, Failed, Group
from diembao.health import health, sentence
from diembao.office import Office, office
from diembao.words import say
from domain.clock import to_local, vi_date, vi_time
from domain.outcome import Trouble
from domain.press import Article, Link, Source, Way, WayKind
from store import opened

_KINDS = {
    WayKind.FEED: "RSS",
    WayKind.SITEMAP: "sơ đồ trang",
    WayKind.LIST: "trang danh mục",
    WayKind.SEARCH: "tìm kiếm",
}
_KEYS = {WayKind.FEED: "feeds", WayKind.SITEMAP: "sitemaps", WayKind.LIST: "lists", WayKind.SEARCH: "searches"}
_FIELDS = ("title", "sapo", "author", "published", "section", "tags", "body")
_NAMES = {
    "title": "Tiêu đề",
    "sapo": "Sapô",
    "author": "Tác giả",
    "published": "Ngày đăng",
    "section": "Chuyên mục",
    "tags": "Từ khóa",
    "body": "Nội dung",
}
# Where a field was read, as an officer can check it on the page; the first two are not to be seen there.
_ORIGINS = {
    "jsonld": "phần khai báo máy đọc của trang (JSON-LD)",
    "meta": "thẻ mô tả ở đầu trang (meta)",
    "h1": "dòng tiêu đề lớn nhất trên trang (h1)",
    "shown": "dòng riêng in trên trang",
    "opening": "đoạn in đậm mở đầu bài",
    "signature": "dòng ký tên cuối bài",
    "visible": "dòng ngày in trên trang",
    "list": "danh mục tin của báo",
    "feed": "danh mục RSS",
    "sitemap": "sơ đồ trang",
    "url": "địa chỉ bài (chỉ có ngày)",
    "fast": "phần chữ của bài trên trang",
    "careful": "phần chữ của bài trên trang, đọc lần hai kỹ hơn",
    "walk": "từng đoạn trong khung bài",
}


@click.group("source", cls=Group, help=say("Danh sách nguồn báo: xem, thử, thêm, bớt."))
def command() -> None:
    """Newspapers."""


@command.command("list", help=say("In các nguồn báo và lối vào của từng báo."))
@click.pass_obj
def list_(call: Call) -> None:
    """One line a newspaper."""
    for source in office(call.home_or()).sources:
        state = say("đang đọc") if source.enabled else say("đã tắt")
        ways = ", ".join(f"{_KINDS[kind]} {count}" for kind, count in _counts(source.ways))
        click.echo(f"{source.name:<20} {state:<9} {source.title} ({ways or say('chưa có lối vào')})")


@command.command("try", help=say("Đọc thử một nguồn (tên hoặc địa chỉ): tin mới nhất và một bài. Không lưu gì."))
@click.argument("what", metavar="TÊN|ĐỊA_CHỈ")
@click.pass_obj
def try_(call: Call, what: str) -> int:
    """Newest links and one article, each field with where it came from."""
    here = office(call.home_or())
    known = next((source for source in here.sources if source.name == what), None)
    if known is None and "://" not in what:
        raise Failed(_unknown(what), 2)
    with Fetcher(here.crawl_policy()) as fetcher:
        source = known or trying.as_source(what)
        tried = list(_ways(fetcher, source, call, found=known is None))
        for one in tried:
            click.echo(_tried_line(one))
        links = trying.newest(tried, 5)
        for link in links:
            click.echo(_link_line(link))
        article = trying.read_one(fetcher, source, links[0], call.now) if links else None
    if article is None:
        click.echo(say("Không thấy bài nào để đọc thử."))
        return 1
    click.echo(article.sentence() if isinstance(article, Trouble) else _article(*article))
    return 1 if isinstance(article, Trouble) else 0


@command.command("add", help=say("Thêm nguồn: chỉ cần trang chủ, hoặc chỉ rõ RSS, sơ đồ trang, trang danh mục."))
@click.argument("name", metavar="TÊN")
@click.argument("address", metavar="[ĐỊA_CHỈ]", required=False)
@click.option("--feed", "feeds", multiple=True, metavar="URL", help=say("Địa chỉ RSS hoặc Atom."))
@click.option("--sitemap", "sitemaps", multiple=True, metavar="URL", help=say("Địa chỉ sơ đồ trang."))
@click.option("--list", "lists", multiple=True, metavar="URL", help=say("Địa chỉ trang danh mục."))
@click.option("--pattern", metavar="MẪU", help=say("Mẫu (biểu thức chính quy) của địa chỉ bài viết."))
@click.option("--search", "searches", multiple=True, metavar="CÂU_TÌM", help=say("Câu tìm trên trang tìm kiếm tin."))
@click.option("--title", metavar="TÊN_BÁO", help=say("Tên báo khi in."))
@click.pass_obj
def add(
    call: Call,
    name: str,
    address: str | None,
    feeds: tuple[str, ...],
    sitemaps: tuple[str, ...],
    lists: tuple[str, ...],
    pattern: str | None,
    searches: tuple[str, ...],
    title: str | None,
) -> None:
    """Write a newspaper into the settings."""
    here = office(call.home_or())
    values = {"title": title, "home": address, "feeds": feeds, "sitemaps": sitemaps, "lists": lists, "pattern": pattern}
    values["searches"] = tuple(here.search_address(query) for query in searches)
    if not (feeds or sitemaps or lists or searches):
        if not address:
            raise Failed(say("Mời cho biết trang chủ của báo, hoặc --feed, --sitemap, --list, --search."), 2)
        values |= _found(here, call, name, address)
    edit.add_source(here.home, name, {key: value for key, value in values.items() if value})
    call.tell(say("Đã thêm nguồn {name}. Đọc thử bằng: diembao source try {name}").format(name=name))


@command.command("enable", help=say("Bật lại một nguồn."))
@click.argument("name", metavar="TÊN")
@click.pass_obj
def enable(call: Call, name: str) -> None:
    """Read this newspaper again."""
    edit.enable_source(_known(call, name).home, name, True)


@command.command("disable", help=say("Tắt một nguồn; tin đã có vẫn giữ."))
@click.argument("name", metavar="TÊN")
@click.pass_obj
def disable(call: Call, name: str) -> None:
    """Stop reading this newspaper."""
    edit.enable_source(_known(call, name).home, name, False)


@command.command("remove", help=say("Bỏ một nguồn tự thêm khỏi cài đặt; tin đã có vẫn giữ."))
@click.argument("name", metavar="TÊN")
@click.pass_obj
def remove(call: Call, name: str) -> None:
    """Take a newspaper of the office's own out of the settings."""
    edit.remove_source(office(call.home_or()).home, name)


@command.command("health", help=say("Từng nguồn: đọc được lần cuối khi nào, bao nhiêu bài, hỏng vì sao."))
@click.pass_obj
def health_(call: Call) -> None:
    """One line a newspaper, in a layman's words."""
    here = office(call.home_or())
    with opened(here.home) as store:
        for one in health(store, here.sources, here.believes(call)):
            click.echo(sentence(one))


def _known(call: Call, name: str) -> Office:
    here = office(call.home_or())
    if name not in {source.name for source in here.sources}:
        raise Failed(_unknown(name), 2)
    return here


def _unknown(name: str) -> str:
    return say("Không có nguồn «{name}». Xem danh sách bằng: diembao source list").format(name=name)


def _ways(fetcher: Fetcher, source: Source, call: Call, *, found: bool) -> Iterable[trying.Tried]:
    answer = trying.find_ways(fetcher, source, call.now) if found else trying.try_ways(fetcher, source, call.now)
    if isinstance(answer, Trouble):
        raise Failed(answer.sentence())
    return answer


def _found(here: Office, call: Call, name: str, address: str) -> dict[str, tuple[str, ...] | str]:
    source = Source(name=name, title=name, home=address)
    with Fetcher(here.crawl_policy()) as fetcher:
        tried = list(_ways(fetcher, source, call, found=True))
    kept = trying.kept(tried)
    if not kept:
        raise Failed(say("Không tìm thấy RSS, sơ đồ trang hay trang danh mục nào ở {address}.").format(address=address))
    for one in tried:
        if one.way in kept:
            call.tell(_tried_line(one))
    values: dict[str, tuple[str, ...] | str] = {
        key: tuple(way.url for way in kept if way.kind is kind) for kind, key in _KEYS.items()
    }
    patterns = [way.pattern for way in kept if way.pattern]
    return values | ({"pattern": patterns[0]} if patterns else {})


def _counts(ways: Iterable[Way]) -> list[tuple[WayKind, int]]:
    kinds = [way.kind for way in ways]
    return [(kind, kinds.count(kind)) for kind in _KINDS if kind in kinds]


def _tried_line(one: trying.Tried) -> str:
    why = f" – {one.why}" if one.why else ""
    count = len(one.reading.links) if one.reading else 0
    ending = one.trouble.sentence() if one.trouble else say("{count} tin").format(count=count)
    return f"{_KINDS[one.way.kind]}: {one.way.url}{why}: {ending}"


def _link_line(link: Link) -> str:
    moment = link.published.moment if link.published else None
    day = vi_date(link.published.day) if link.published else say("chưa rõ ngày")
    return f"  {day}{' ' + vi_time(moment) if moment else ''}  {link.title or link.url}"


def _article(article: Article, origins: Mapping[str, str]) -> str:
    values = {name: getattr(article, name) for name in _FIELDS} | {"tags": ", ".join(article.tags)}
    if article.published:
        moment = article.published.moment
        values["published"] = f"{f'{to_local(moment):%H:%M} ' if moment else ''}{vi_date(article.published.day)}"
    lines = [_field_line(name, values[name], _ORIGINS.get(origins.get(name, ""), "")) for name in _FIELDS]
    return "\n".join(["", article.url, *lines])


def _field_line(name: str, value: object, origin: str) -> str:
    line = f"{_NAMES[name]}: {_short(value)}"
    return f"{line}\n    {say('lấy từ')}: {origin}" if value and origin else line


def _short(value: object) -> str:
    text = str(value or say("không có")).replace("\n", " ¶ ")
    return text if len(text) <= 300 else f"{text[:300]}… ({len(text)} ký tự)"
