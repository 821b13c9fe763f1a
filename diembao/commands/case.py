"""`diembao case`: suspected falsehoods, one claim a case, from the doubtful sentence to its end."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from config.holidays import add_working_days
from desk import typed
from desk.passwords import fits
from diembao import casework, mending
from diembao.cli import Call, Failed, UnitGroup
from diembao.dossiers import found as article_named
from diembao.files import hand_out
from diembao.office import Office, asked, locked
from diembao.opening import open_by_hand
from diembao.words import say
from digest.papers import PAPERS
from digest.render import RENDERERS
from domain.case import DEEDS, ENDINGS, SOFTWARE, STATES, VERDICTS, Case, CaseEvent, Deed, Verdict
from domain.caseclock import due
from domain.casefields import FIELDS, KINDS
from domain.caserules import NAMED
from domain.clock import to_local, vi_date, vi_moment
from domain.sameclaim import the_same
from domain.text import name_key
from nlp.sentences import sentences
from store import Store, opened

_TRUE = frozenset({"có", "co", "true", "1", "yes"})


@click.group("case", cls=UnitGroup, help=say("Hồ sơ thông tin cần kiểm chứng: mỗi nhận định một hồ sơ."))
def command() -> None:
    """Cases."""


@command.command("list", help=say("Hồ sơ chưa đóng; --all: cả hồ sơ đã đóng."))
@click.option("--all", "everything", is_flag=True, help=say("Cả hồ sơ đã đóng."))
@click.pass_obj
def list_command(call: Call, everything: bool) -> None:
    """One line a case, the nearest limit first."""
    here = asked(call)
    with opened(here.home) as store:
        cases = [case for case in store.cases.all(here.commune.code) if everything or case.open]
    limits = {case.id: due(case, add_working_days) for case in cases}
    never = datetime.max.replace(tzinfo=to_local(call.now).tzinfo)
    for case in sorted(cases, key=lambda one: (limit.at if (limit := limits[one.id]) else never, one.id)):
        limit = limits[case.id]
        told = say("; hạn {at}: {what}").format(at=vi_moment(limit.at), what=limit.what) if limit else ""
        click.echo(f"{case.id} | {case.said} | {STATES[case.state]}, {VERDICTS[case.verdict][0]}{told}")


@command.command("show", help=say("Một hồ sơ: hai câu đặt cạnh nhau, vì sao phần mềm hỏi, mọi việc đã ghi."))
@click.argument("case_id", metavar="MÃ")
@click.option("--json", "as_json", is_flag=True, help=say("In dạng JSON."))
@click.pass_obj
def show_command(call: Call, case_id: str, as_json: bool) -> None:
    """Everything of a case."""
    here = asked(call)
    with opened(here.home) as store:
        case = _found(store, here.commune.code, case_id)
        article = store.articles.get(case.article)
        title = article.title if article else case.article
    click.echo(json.dumps(_plain(case), ensure_ascii=False) if as_json else "\n".join(_told(case, title)))


def _plain(case: Case) -> dict[str, Any]:
    told = {name: getattr(case, name) for name in ("id", "article", "unit_code", "kind", "said", "sentence")}
    told |= {name: getattr(case, name) for name in ("official", "basis", "why", "by")}
    told |= {"state": case.state.value, "verdict": case.verdict.value, "opened": to_local(case.opened).isoformat()}
    events = [
        {"number": one.number, "at": to_local(one.at).isoformat(), "by": one.by, "deed": one.deed.value, **one.data}
        for one in case.events
    ]
    return told | {"events": events}


def _told(case: Case, title: str) -> list[str]:
    limit = due(case, add_working_days)
    return [
        f"{case.id} | {STATES[case.state]} | {VERDICTS[case.verdict][0]}",
        say("Bài: {title}").format(title=title),
        say("Báo nêu ({kind}): “{sentence}”").format(kind=KINDS.get(case.kind, case.kind), sentence=case.sentence),
        say("Đối chiếu: “{other}” ({basis})").format(other=case.official, basis=case.basis or say("chưa có văn bản")),
        *([say("Vì sao hỏi: {why}").format(why=case.why)] if case.why else []),
        *([say("Thời hạn: {what} trước {at}").format(what=limit.what, at=vi_moment(limit.at))] if limit else []),
        *(f"  #{one.number} {vi_moment(one.at)} | {DEEDS[one.deed]} | {one.by}{_data(one)}" for one in case.events),
    ]


def _data(event: CaseEvent) -> str:
    words = {"verdict": {one.value: VERDICTS[one][0] for one in Verdict}, "ending": ENDINGS}
    told = [
        f"{name}: {words.get(name, {}).get(str(value), value)}" for name, value in event.data.items() if name != "files"
    ]
    return f" | {'; '.join(told)}" if told else ""


@command.command("open", help=say("Mở hồ sơ cho một nhận định trong bài: trích đúng nguyên văn."))
@click.argument("article", metavar="BÀI")
@click.argument("quote", metavar="NGUYÊN_VĂN")
@click.option("--kind", default="number", metavar="|".join(KINDS), help=say("Loại nhận định."))
@click.option("--official", default="", metavar="CÂU", help=say("Thông tin chính thức để đối chiếu."))
@click.option("--basis", default="", metavar="VĂN_BẢN", help=say("Văn bản nêu thông tin đó."))
@click.option("--by", default="dòng lệnh", metavar="TÊN", help=say("Người mở."))
@click.pass_obj
def open_command(call: Call, /, article: str, quote: str, kind: str, official: str, basis: str, by: str) -> None:
    """Open a case by hand; its first evidence is the kept page."""
    here = asked(call)
    now = here.believes(call)
    with locked(here.home) as store:
        article_id = article_named(store, article)
        case = Case(
            "",
            here.commune.code,
            article_id,
            kind,
            quote,
            _sentence(store, article_id, quote),
            now,
            by,
            official,
            basis,
        )
        made = open_by_hand(store, case, by, now)
        if made is None:
            known = the_same(store.cases.on_article(case.unit_code, article_id), case.sentence, quote)
            raise Failed(
                say("Nhận định này đã có hồ sơ {id}. Xem bằng: diembao case show {id}").format(id=known and known.id), 2
            )
    click.echo(made.id)


def _sentence(store: Store, article_id: str, quote: str) -> str:
    """The sentence that holds the words. Raises Failed where the article does not hold them."""
    article = store.articles.get(article_id)
    texts = (article.title, article.sapo, article.body) if article else ()
    found = next((one for text in texts for one in sentences(text) if quote and quote in one), None)
    if found is None and not any(quote and quote in text for text in texts):
        raise Failed(say("Bài này không có đúng nguyên văn đó. Mời trích lại từ bài; chưa mở hồ sơ."), 2)
    return found or quote


@command.command("write", help=say("Ghi một việc vào hồ sơ; điều đã ghi không sửa, không xóa."))
@click.argument("case_id", metavar="MÃ")
@click.argument("deed", type=click.Choice([one.value for one in Deed]), metavar="VIỆC")
@click.argument("fields", nargs=-1, metavar="MỤC=NỘI_DUNG…")
@click.option("--by", required=True, metavar="TÊN", help=say("Người ghi."))
@click.option(
    "--password-stdin", is_flag=True, help=say("Đọc mật khẩu của người ghi từ đầu vào; bắt buộc với việc quan trọng.")
)
@click.pass_obj
def write_command(
    call: Call, /, case_id: str, deed: str, fields: tuple[str, ...], by: str, password_stdin: bool
) -> None:
    """Write into a case. Deeds that weigh ask for the password of who is named, so that one person is not two."""
    here = asked(call)
    now, code = here.believes(call), here.commune.code
    wanted = Deed(deed)
    if name_key(by) == name_key(SOFTWARE):
        raise Failed(say("Việc ghi bằng tay phải ghi họ tên cán bộ, không ghi tên phần mềm. Chưa ghi gì."), 2)
    with locked(here.home) as store:
        case = _found(store, code, case_id)
        if wanted in NAMED:
            _proven(store, by, password_stdin)
        with store.together():
            case = store.cases.write(code, case.id, wanted, by, now, _fields(wanted, fields))
            store.audit.add(now, by, "case", case.id, DEEDS[wanted])
    click.echo(f"{case.id} | {STATES[case.state]} | {VERDICTS[case.verdict][0]}")


def _proven(store: Store, by: str, asked: bool) -> None:
    """Raise Failed unless the password read belongs to the person named."""
    if not asked:
        raise Failed(
            say("Việc này cần mật khẩu của người ghi, để một người không ghi thay người khác. Thêm --password-stdin."),
            2,
        )
    password = sys.stdin.readline().rstrip("\n")
    person = store.users.named(by)
    if not fits(password, person[1] if person and person[2] else None) or person is None:
        raise Failed(say("Tên hoặc mật khẩu chưa đúng. Chưa ghi gì."), 2)


def _fields(deed: Deed, given: tuple[str, ...]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for pair in given:
        name, mark, value = pair.partition("=")
        if not mark:
            known = ", ".join(FIELDS[deed])
            raise Failed(
                say("«{pair}» chưa đúng dạng mục=nội dung. Các mục: {known}").format(pair=pair, known=known), 2
            )
        data[name] = _value(name, value)
    return data


def _value(name: str, value: str) -> Any:
    if name in ("hard", "affects_opinion", "conclusion"):
        return value.lower() in _TRUE
    if name == "suggestion":
        found = typed.number(value)
        return value if found is None else found
    if name == "files":
        pairs = [one.partition(":") for one in value.split(",")]
        return [{"name": file, "sha256": digest} for file, _, digest in pairs]
    return value


@command.command("paper", help=say("Lập một văn bản của hồ sơ dạng Word; điều kiện chưa đủ thì nói rõ vì sao."))
@click.argument("case_id", metavar="MÃ")
@click.argument("name", type=click.Choice(list(PAPERS)), metavar="VĂN_BẢN")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=say("Tệp đích."))
@click.pass_obj
def paper_command(call: Call, case_id: str, name: str, out: Path | None) -> None:
    """Write one paper and print where it lies."""
    here = asked(call)
    with opened(here.home) as store:
        case = _found(store, here.commune.code, case_id)
        data = casework.paper(casework.file_of(here, store, case, here.believes(call)), name)
    _write(out or Path(f"{case.id}-{name}.docx"), data)


@command.command("export", help=say("Cả hồ sơ thành một tệp ZIP: văn bản, thời hạn, chứng cứ kèm mã băm."))
@click.argument("case_id", metavar="MÃ")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=say("Tệp đích."))
@click.option("--by", default="dòng lệnh", metavar="TÊN", help=say("Người lấy hồ sơ."))
@click.pass_obj
def export_command(call: Call, case_id: str, out: Path | None, by: str) -> None:
    """Hand a case over."""
    here = asked(call)
    now = here.believes(call)
    with locked(here.home) as store:
        case = _found(store, here.commune.code, case_id)
        data = casework.whole_dossier(here, store, case, now)
        store.audit.add(now, by, "dossier", case.id, case.said)
    _write(out or Path(f"{case.id}.zip"), data)


@command.command("calendar", help=say("Thời hạn của mọi hồ sơ thành tệp lịch (ICS)."))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=Path("thoi-han.ics"))
@click.pass_obj
def calendar_command(call: Call, out: Path) -> None:
    """Write the calendar."""
    here = asked(call)
    with opened(here.home) as store:
        data = casework.calendar(store, here.commune.code, here.believes(call))
    _write(out, data)


@command.command("publish", help=say("Trang “Thông tin chính thức” (HTML) và nội dung cho loa truyền thanh (TXT)."))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.pass_obj
def publish_command(call: Call, out: Path) -> None:
    """Write both files for the office to publish; nothing is sent anywhere."""
    here = asked(call)
    with opened(here.home) as store:
        page, spoken = casework.published(here, store, here.believes(call))
    out.mkdir(parents=True, exist_ok=True)
    _write(out / "thong-tin-chinh-thuc.html", page)
    _write(out / "loa-truyen-thanh.txt", spoken.encode())


@command.command("corrections", help=say("Sổ sửa sai của chính cơ quan: kết luận đã thay, bản tổng hợp phát hành lại."))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=say("Lập thành văn bản Word để in."))
@click.pass_obj
def corrections_command(call: Call, out: Path | None) -> None:
    """Print the log of our own mistakes, or write it as a document."""
    here: Office = asked(call)
    with opened(here.home) as store:
        if out:
            _write(out, RENDERERS["docx"](mending.log(here, store, here.believes(call))))
            return
        told = mending.mended(store, here.commune.code)
    for one in told:
        by = f" ({one.by})" if one.by else ""
        line = say("{day} | {what}: {done}. Lý do: {reason}{by}")
        click.echo(line.format(day=vi_date(one.day), what=one.what, done=one.done, reason=one.reason, by=by))
    if not told:
        click.echo(say("Chưa có lần sửa sai nào được ghi."))


def _write(path: Path, data: bytes) -> None:
    hand_out(path, data)
    click.echo(str(path))


def _found(store: Store, code: str, case_id: str) -> Case:
    case = store.cases.get(code, case_id)
    if case is None:
        raise Failed(say("Không có hồ sơ mã «{id}». Xem bằng: diembao case list --all").format(id=case_id), 2)
    return case
