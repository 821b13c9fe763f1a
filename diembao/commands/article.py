"""`diembao article`: clippings brought by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from config import outlets
from crawler.fetcher import Fetcher
from diembao.adding import Added, add_file, add_link
from diembao.cli import Call, Failed, Group
from diembao.clippings import Details
from diembao.daily import Wish, flow_of
from diembao.office import Office, locked, office
from diembao.words import say
from domain.clock import to_local, vi_date
from domain.outcome import OUTCOMES, Trouble, Word
from domain.reading import Judgement, Verdict
from domain.text import begun, one_line
from domain.urls import clean_url, domain_of
from store import Store

_VERDICTS = {
    Verdict.ACCEPT: "Viết về xã.",
    Verdict.REVIEW: "Chưa chắc viết về xã, cần cán bộ xem.",
    Verdict.REJECT: "Không viết về xã.",
}
_OF_A_CITY = {Verdict.ACCEPT: "có viết về.", Verdict.REVIEW: "chưa chắc có viết về, cần cán bộ xem."}
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@click.group("article", cls=Group, help=say("Bài báo đưa vào bằng tay."))
def command() -> None:
    """Clippings."""


@command.command(
    "add", help=say("Đưa một bài vào: đường dẫn, trang đã lưu (.html, .mhtml), PDF có chữ, văn bản .txt của báo in.")
)
@click.argument("what", metavar="ĐỊA_CHỈ|TỆP")
@click.option("--outlet", metavar="TÊN_BÁO", help=say("Tên báo hoặc tên miền của báo."))
@click.option("--title", metavar="TIÊU_ĐỀ", help=say("Tiêu đề (văn bản: mặc định là dòng đầu)."))
@click.option("--date", "day", metavar="NGÀY", help=say("Ngày đăng, dạng 18/11/2026."))
@click.option("--page", metavar="TRANG", help=say("Trang của số báo in."))
@click.option("--url", metavar="URL", help=say("Địa chỉ của bài trên mạng, nếu có (chỉ dùng cho tệp)."))
@click.pass_obj
def add(
    call: Call, what: str, outlet: str | None, title: str | None, day: str | None, page: str | None, url: str | None
) -> None:
    """Bring a clipping in and tell what was read in it."""
    here = office(call.home_or())
    now = here.believes(call)
    details = Details(_outlet(outlet), one_line(title or ""), _day(day, now), one_line(page or ""), _address(url))
    with locked(here.home) as store, Fetcher(here.crawl_policy()) as fetcher:
        flow = flow_of(here, store, now, Wish())
        if _is_address(what):
            done = add_link(flow, fetcher, _address(what), details)
        else:
            done = _file(what, lambda path: add_file(flow, fetcher, path, details))
        if isinstance(done, Trouble):
            raise Failed(_remedy(done, what))
        click.echo(_told(done, store, here))


def _told(done: Added, store: Store, here: Office) -> str:
    article = done.article
    if article is None:
        return say("Bài này trùng với một bài đã có; không thay đổi gì.")
    day = vi_date(article.published.day) if article.published else say("chưa rõ ngày")
    head = say("Đã thêm") if done.new else say("Đã có từ trước, không thay đổi gì")
    lines = [f"{head}: {article.title} ({article.outlet or say('chưa rõ báo')}, {day})"]
    lines += _verdicts(store, article.id, here)
    names = {rules.code: rules.name for rules in here.topic_rules}
    topics = "; ".join(names[hit.topic] for hit in store.readings.topics(article.id))
    return "\n".join([*lines, *([say("Lĩnh vực: {names}").format(names=topics)] if topics else [])])


def _verdicts(store: Store, article_id: str, here: Office) -> list[str]:
    """Whether it is about the commune, and why; in a city's home, about which of its communes."""
    if here.city is None:
        judgement = store.readings.judgement(article_id, here.commune.code)
        return [say(_VERDICTS[judgement.verdict if judgement else Verdict.REJECT]), *_reasons(judgement)]
    found = [one for one in store.readings.in_force(article_id) if one.verdict is not Verdict.REJECT]
    units = {one.code: one.unit for one in here.communes}
    told = [(f"{units[one.unit_code].full_name}: {say(_OF_A_CITY[one.verdict])}", one) for one in found
            if one.unit_code in units]  # fmt: skip
    lines = [line for verdict, one in told for line in (begun(verdict), *_reasons(one))]
    return lines or [say("Không viết về xã nào đang theo dõi.")]


def _reasons(judgement: Judgement | None) -> list[str]:
    return [f"  {reason.sentence}" for reason in (judgement.reasons if judgement else ())[:2]]


def _file(what: str, add: Callable[[Path], Added | Trouble]) -> Added | Trouble:
    path = Path(what)
    if not path.exists():
        raise Failed(say("Không thấy tệp {name}. Mời kiểm tra lại tên tệp và thư mục.").format(name=what), 2)
    if path.is_dir():
        raise Failed(say("{name} là thư mục. Mời chỉ rõ một tệp.").format(name=what), 2)
    try:
        return add(path)
    except PermissionError:
        raise Failed(say("Không có quyền đọc tệp {name}. Mời kiểm tra quyền của tệp.").format(name=what)) from None


def _remedy(trouble: Trouble, what: str) -> str:
    """The trouble's sentence; of a link that cannot be read, with the way that remains."""
    sentence = OUTCOMES[trouble.word] if trouble.word is Word.UNEXPECTED else trouble.sentence()
    if not _is_address(what):
        return sentence
    way = say("Chưa lưu gì. Có thể mở trang bằng trình duyệt, lưu lại rồi đưa tệp vào: diembao article add TỆP")
    return f"{sentence} {way}"


def _is_address(what: str) -> bool:
    return "://" in what or what.lower().startswith("www.")


def _address(text: str | None) -> str:
    if not text:
        return ""
    try:
        return clean_url(text if "://" in text else f"https://{text}")
    except ValueError:
        raise Failed(say("«{text}» không phải địa chỉ web (http, https).").format(text=text), 2) from None


def _outlet(text: str | None) -> str:
    """The newspaper's domain where the directory knows its name, else what was written."""
    said = one_line(text or "")
    known = outlets.by_name(said) if said else None
    if known:
        return known.domains[0]
    return domain_of(said) if "://" in said else said


def _day(text: str | None, now: datetime) -> date | None:
    if not text:
        return None
    found = _DAY.fullmatch(text.strip())
    try:
        day = date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text.strip())
    except ValueError:
        raise Failed(say("«{text}» không phải ngày dạng 18/11/2026.").format(text=text), 2) from None
    if day > to_local(now).date():
        raise Failed(say("Ngày {day} chưa tới. Mời kiểm tra lại ngày đăng.").format(day=vi_date(day)), 2)
    return day
