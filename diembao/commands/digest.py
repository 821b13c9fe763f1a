"""`diembao digest`: the edition of a period as files, its issue, its sending, and the lists of both."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from desk import typed
from diembao.chatting import chat_issued, chat_test
from diembao.cli import Call, CityGroup, Failed
from diembao.commands.shared import ENDING, day_asked, formats_asked, period_asked
from diembao.deadlines import deadlines
from diembao.issue import build, build_all, issue, replace_issued
from diembao.office import Office, asked, locked
from diembao.sending import copy_issued, send_issued, send_test
from diembao.words import say
from digest.render.pdf import NO_PDF
from digest.send.email import Ending
from digest.wording import period_name
from domain.clock import to_local, vi_date, vi_time
from domain.edition import Period, PeriodKind
from store import Store, opened
from store.deliveries import DeliveryState
from store.editions import Built, Issued


@click.group("digest", cls=CityGroup, help=say("Lập bản tổng hợp dư luận báo chí."))
def command() -> None:
    """Digests."""


_PERIOD = click.option(
    "--period", type=click.Choice([kind.value for kind in PeriodKind]), default="week", help=say("Kỳ báo cáo.")
)


@command.command("build", help=say("Lập bản tổng hợp của kỳ chứa ngày đã cho (mặc định: kỳ trọn vẹn gần nhất)."))
@_PERIOD
@ENDING
@click.option(
    "--format",
    "formats",
    metavar="DẠNG",
    help=say("Các dạng tệp, cách nhau bằng dấu phẩy: docx,html,xlsx,pdf,txt,json."),
)
@click.option("--replace", "replacing", is_flag=True, help=say("Lập bản thay thế cho văn bản đã phát hành của kỳ này."))
@click.pass_obj
def build_command(call: Call, period: str, ending: str | None, formats: str | None, replacing: bool) -> int:
    """Build and print one path a line; 3 when a format could not be made."""
    here, now, wanted = _asked(call, period, ending)
    names = formats_asked(formats) if formats else tuple(here.settings.digest.formats)
    with locked(here.home) as store:
        if here.is_city and not here.chosen:
            if replacing:
                raise Failed(say("Mời nêu văn bản của xã nào cần thay thế: --commune TÊN-HOẶC-MÃ, hoặc --city."), 2)
            paths, expected = build_all(here, store, wanted, now, names), len(here.units) + 1
        else:
            paths, expected = (replace_issued if replacing else build)(here, store, wanted, now, names), 1
    for path in paths:
        click.echo(path)
    if len(paths) == expected * len(set(names)):
        return 0
    call.tell(NO_PDF)
    return 3


@command.command("issue", help=say("Ghi số, ngày và phát hành bản dự thảo của kỳ; từ đó văn bản giữ nguyên."))
@_PERIOD
@ENDING
@click.option("--number", required=True, metavar="SỐ", help=say("Số văn bản do văn thư cấp, ví dụ 12."))
@click.option("--day", metavar="NGÀY", help=say("Ngày văn bản, dạng 2026-11-20 (mặc định: hôm nay)."))
@click.pass_obj
def issue_command(call: Call, period: str, ending: str | None, number: str, day: str | None) -> None:
    """Freeze the draft and print one path a line."""
    here, now, wanted = _asked(call, period, ending)
    if (found := typed.number(number.strip())) is None:
        raise Failed(say("Số văn bản phải là chữ số, ví dụ 12."), 2)
    with locked(here.home) as store:
        written = f"{found:02d}"
        for path in issue(here, store, wanted, now, written, day_asked(day) if day else to_local(now).date()):
            click.echo(path)


@command.command("send", help=say("Gửi văn bản đã phát hành của kỳ; ai đã nhận thì không gửi lại."))
@_PERIOD
@ENDING
@click.option(
    "--to", "to", multiple=True, metavar="ĐỊA_CHỈ", help=say("Chỉ gửi tới địa chỉ này (dùng được nhiều lần).")
)
@click.option("--test", "testing", is_flag=True, help=say("Gửi thử (mặc định: tới chính địa chỉ người gửi)."))
@click.option("--again", is_flag=True, help=say("Gửi lại cho những người chưa rõ đã nhận hay chưa."))
@click.option("--chat", "chatting", is_flag=True, help=say("Gửi tin ngắn vào các nhóm trò chuyện trong tệp chat.file."))
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    metavar="THƯ_MỤC",
    help=say("Chép văn bản vào thư mục này, không gửi thư."),
)
@click.pass_obj
def send_command(
    call: Call,
    period: str,
    ending: str | None,
    to: tuple[str, ...],
    testing: bool,
    again: bool,
    chatting: bool,
    folder: Path | None,
) -> int:
    """Send and print one line a recipient; 0 all reached, 3 some, 1 none."""
    here, now, wanted = _asked(call, period, ending)
    with locked(here.home) as store:
        if testing:
            done = chat_test(here, store, wanted, now) if chatting else send_test(here, store, wanted, now, to)
        elif chatting:
            done = chat_issued(here, store, _last_issued(store, here.commune.code, wanted), now, again)
        else:
            version = _last_issued(store, here.commune.code, wanted)
            if folder:
                done = [copy_issued(here, store, version, folder)]
            else:
                done = send_issued(here, store, version, now, to, again)
    for sending in done:
        click.echo(f"{sending.recipient}: {sending.why or say('đã gửi')}")
    if not done:
        call.tell(
            say("Mọi người nhận đều đã có văn bản này, hoặc chưa rõ kết quả lần gửi trước; xem: diembao digest sent")
        )
    reached = sum(sending.ending is Ending.SENT for sending in done)
    return 0 if reached == len(done) else 3 if reached else 1


@command.command("sent", help=say("Nhật ký gửi thư."))
@click.pass_obj
def sent_command(call: Call) -> None:
    """The mail log, latest first."""
    here = asked(call)
    with opened(here.home) as store:
        for item in store.deliveries.all():
            when = f"{vi_time(item.at)} {vi_date(to_local(item.at).date())}"
            detail = f" — {item.detail}" if item.detail else ""
            click.echo(f"{when} | {item.document} | {item.recipient} | {say(_STATES[item.state])}{detail}")


_STATES = {
    DeliveryState.SENDING: "đang gửi dở",
    DeliveryState.SENT: "đã gửi",
    DeliveryState.LATER: "sẽ gửi lại",
    DeliveryState.REFUSED: "không gửi được",
    DeliveryState.UNKNOWN: "chưa rõ đã đi hay chưa",
}


def _last_issued(store: Store, code: str, period: Period) -> Issued:
    versions = store.editions.issued(code, period.key)
    if not versions:
        raise Failed(say("Kỳ này chưa phát hành. Mời ghi số văn bản bằng: diembao digest issue --number SỐ"), 2)
    return versions[-1]


@command.command("list", help=say("Các kỳ đã lập: dự thảo hay đã phát hành, hạn ký và hạn gửi."))
@click.pass_obj
def list_command(call: Call) -> None:
    """One line an edition, the latest last."""
    here = asked(call)
    code = here.commune.code
    with opened(here.home) as store:
        for built in store.editions.all(code):
            days = deadlines(built.period)
            due = say("hạn ký {sign}, hạn gửi {send}").format(sign=vi_date(days.sign), send=vi_date(days.send))
            note = say(" (tính theo lịch nghỉ dự kiến)") if days.provisional else ""
            click.echo(f"{period_name(built.period)}: {_state(store, built)}; {due}{note}")


def _state(store: Store, built: Built) -> str:
    versions = store.editions.issued(built.unit_code, built.period.key)
    if not versions:
        return say("dự thảo")
    last = versions[-1]
    return say("đã phát hành số {number} ngày {day}").format(number=last.number, day=vi_date(last.day))


def _asked(call: Call, period: str, ending: str | None) -> tuple[Office, datetime, Period]:
    """The office, the moment believed, and the period meant."""
    here = asked(call)
    now = here.believes(call)
    return here, now, period_asked(here, now, period, ending)
