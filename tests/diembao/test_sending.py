"""Issued documents by e-mail, against a real server: each recipient once, whatever goes wrong in between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest

from config import edit
from diembao.cli import Failed
from diembao.issue import build, issue, replace_issued
from diembao.office import Office, office
from diembao.sending import copy_issued, document_name, retry_due, send_issued, send_test
from digest.send.email import Ending, Sending
from store import Store
from store.deliveries import Delivery, DeliveryState
from store.editions import Issued
from tests.diembao.mail import PASSWORD, USER, Box, mail_server
from tests.diembao.test_issue import THIS, THURSDAY, WEEK, find, here, store

__all__ = ["here", "store"]
LEADERS = ("chu-tich@xa.example", "pho-chu-tich@xa.example", "dang-uy@xa.example")
HOUR = timedelta(hours=1)


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def mailing(here: Office, tmp_path: Path, box: Box) -> Iterator[Office]:
    """An office that may send by STARTTLS with its login."""
    with mail_server(tmp_path, box) as (port, certificate):
        yield with_mail(here, port, certificate)


def with_mail(here: Office, port: int, certificate: Path | None, password: str = PASSWORD, **more: str) -> Office:
    (here.home / "mat-khau-thu.txt").write_text(password + "\n", encoding="utf-8")
    settings = {
        "smtp_host": "127.0.0.1",
        "smtp_port": str(port),
        "user": USER,
        "password_file": "mat-khau-thu.txt",
        "from": "vhxh@xa.example",
        "to": ",".join(LEADERS),
    } | more
    if certificate:
        settings["ca_file"] = certificate.name
    for key, value in settings.items():
        edit.set_value(here.home, f"email.{key}", value)
    return office(here.home)


@pytest.fixture
def version(here: Office, store: Store) -> Issued:
    store.runs.begin("run", THURSDAY - WEEK, THURSDAY)
    for number in range(6):
        find(store, number, "2026-11-13", THURSDAY)
    build(here, store, THIS, THURSDAY, ["docx"])
    issue(here, store, THIS, THURSDAY, "12", date(2026, 11, 20))
    return store.editions.issued(here.commune.code, THIS.key)[-1]


@pytest.mark.parametrize("wrong", ["sai", "sai rồi"])
def test_a_wrong_password(mailing: Office, store: Store, version: Issued, box: Box, wrong: str) -> None:
    (mailing.home / "mat-khau-thu.txt").write_text(wrong, encoding="utf-8")
    done = send_issued(mailing, store, version, THURSDAY)
    assert set(endings(done).values()) == {Ending.REFUSED}
    assert "email.password_file" in done[0].why
    assert box.letters == []


def endings(done: list[Sending]) -> dict[str, Ending]:
    return {sending.recipient: sending.ending for sending in done}


def states(store: Store) -> dict[str, DeliveryState]:
    return {item.recipient: item.state for item in store.deliveries.all()}


def test_each_recipient_gets_the_document_once(mailing: Office, store: Store, version: Issued, box: Box) -> None:
    done = send_issued(mailing, store, version, THURSDAY)
    assert endings(done) == dict.fromkeys(LEADERS, Ending.SENT)
    assert [address for address, _ in box.letters] == list(LEADERS)
    assert len({letter["Message-ID"] for _, letter in box.letters}) == 1
    _, letter = box.letters[0]
    assert letter["Subject"] == "Báo cáo tổng hợp dư luận báo chí viết về xã Nghi Dương tuần 47 năm 2026"
    assert letter["To"].addresses[1].addr_spec == LEADERS[1]
    plain = letter.get_body(("plain",))
    assert plain is not None
    assert "ghi nhận 6 tin, bài" in plain.get_content()
    (attached,) = letter.iter_attachments()
    assert attached.get_filename() == "tong-hop-bao-chi-week-2026-11-18.docx"
    assert docx.Document(BytesIO(attached.get_content())).paragraphs

    assert send_issued(mailing, store, version, THURSDAY + HOUR) == []
    assert retry_due(mailing, store, THURSDAY + WEEK) == []
    assert len(box.letters) == 3
    assert set(states(store).values()) == {DeliveryState.SENT}


def test_charts_stand_in_the_letter_with_their_words(mailing: Office, store: Store, version: Issued, box: Box) -> None:
    for back in range(1, 8):
        find(store, 50 + back, (THIS.end - back * WEEK).isoformat(), THURSDAY - back * WEEK)
    for number, paper in enumerate(("bao-hai", "bao-ba", "bao-tu")):
        find(store, 90 + number, "2026-11-14", THURSDAY)
        assert paper
    store.runs.begin("run", THURSDAY - 9 * WEEK, THURSDAY)
    replace_issued(mailing, store, THIS, THURSDAY, ["docx"])
    issue(mailing, store, THIS, THURSDAY, "13", date(2026, 11, 20))
    newer = store.editions.issued(mailing.commune.code, THIS.key)[-1]
    send_issued(mailing, store, newer, THURSDAY, LEADERS[:1])
    _, letter = box.letters[-1]
    assert "(thay thế Báo cáo số 12/BC-VHXH ngày 20/11/2026)" in letter["Subject"]
    page = letter.get_body(("html",))
    assert page is not None
    pictures = {part["Content-ID"] for part in letter.walk() if part.get_content_type() == "image/png"}
    assert pictures
    for picture in pictures:
        assert f'src="cid:{picture.strip("<>")}" alt="Số tin, bài' in page.get_content()


def test_after_a_refused_login_the_right_password_is_enough(
    mailing: Office, store: Store, version: Issued, box: Box
) -> None:
    (mailing.home / "mat-khau-thu.txt").write_text("sai", encoding="utf-8")
    send_issued(mailing, store, version, THURSDAY)
    (mailing.home / "mat-khau-thu.txt").write_text(PASSWORD, encoding="utf-8")
    assert set(endings(send_issued(mailing, store, version, THURSDAY + HOUR)).values()) == {Ending.SENT}
    assert len(box.letters) == 3


@pytest.mark.parametrize("point", ["rcpt", "data"])
def test_a_full_mailbox_stops_nobody_else(mailing: Office, store: Store, version: Issued, box: Box, point: str) -> None:
    if point == "rcpt":
        box.answers[LEADERS[1]] = "452 4.2.2 Mailbox full"
    else:
        box.break_at[LEADERS[1]] = "refuse"
    done = send_issued(mailing, store, version, THURSDAY)
    expected = Ending.LATER if point == "rcpt" else Ending.REFUSED
    assert endings(done) == dict.fromkeys(LEADERS, Ending.SENT) | {LEADERS[1]: expected}
    assert "đã đầy" in done[1].why
    box.answers.clear()
    box.break_at.clear()
    if point == "rcpt":
        assert retry_due(mailing, store, THURSDAY + timedelta(minutes=14)) == []
        assert endings(retry_due(mailing, store, THURSDAY + timedelta(minutes=15))) == {LEADERS[1]: Ending.SENT}
    assert len(box.letters) == (3 if point == "rcpt" else 2)


def test_a_line_cut_before_the_letter_is_tried_again(mailing: Office, store: Store, version: Issued, box: Box) -> None:
    box.break_at[LEADERS[1]] = "rcpt"
    done = send_issued(mailing, store, version, THURSDAY)
    assert endings(done) == {LEADERS[0]: Ending.SENT, LEADERS[1]: Ending.LATER, LEADERS[2]: Ending.LATER}
    box.break_at.clear()
    assert endings(retry_due(mailing, store, THURSDAY + HOUR)) == dict.fromkeys(LEADERS[1:], Ending.SENT)
    assert sorted(address for address, _ in box.letters) == sorted(LEADERS)


def test_a_line_cut_after_the_letter_is_never_tried_again_by_itself(
    mailing: Office, store: Store, version: Issued, box: Box
) -> None:
    box.break_at[LEADERS[1]] = "data"
    done = send_issued(mailing, store, version, THURSDAY)
    assert endings(done) == {LEADERS[0]: Ending.SENT, LEADERS[1]: Ending.UNKNOWN, LEADERS[2]: Ending.LATER}
    assert "--again" in done[1].why
    box.break_at.clear()
    assert endings(retry_due(mailing, store, THURSDAY + HOUR)) == {LEADERS[2]: Ending.SENT}
    assert send_issued(mailing, store, version, THURSDAY + 2 * HOUR) == []
    assert endings(send_issued(mailing, store, version, THURSDAY + 3 * HOUR, again=True)) == {LEADERS[1]: Ending.SENT}
    assert len({letter["Message-ID"] for _, letter in box.letters}) == 1


def test_a_program_that_died_amid_sending_leaves_the_question_to_the_officer(
    mailing: Office, store: Store, version: Issued, box: Box
) -> None:
    store.deliveries.put(Delivery(document_name(version), LEADERS[0], DeliveryState.SENDING, THURSDAY))
    done = send_issued(mailing, store, version, THURSDAY + HOUR)
    assert endings(done) == dict.fromkeys(LEADERS[1:], Ending.SENT)
    assert [address for address, _ in box.letters] == list(LEADERS[1:])


def test_a_server_that_is_away_is_tried_again_and_given_up_in_the_end(
    here: Office, store: Store, version: Issued, tmp_path: Path
) -> None:
    with mail_server(tmp_path, Box()) as (port, certificate):
        away = with_mail(here, port, certificate, to=LEADERS[0])
    at = THURSDAY
    assert endings(send_issued(away, store, version, at)) == {LEADERS[0]: Ending.LATER}
    tries = 1
    while (known := store.deliveries.get(document_name(version), LEADERS[0])) and known.retry_at:
        assert known.retry_at > at
        at = known.retry_at
        retry_due(away, store, at)
        tries += 1
    assert known is not None
    assert (known.state, tries) == (DeliveryState.REFUSED, 9)
    assert timedelta(days=1) < at - THURSDAY < timedelta(days=3)


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_every_way_to_guard_the_line(
    here: Office, store: Store, version: Issued, tmp_path: Path, box: Box, security: str
) -> None:
    with mail_server(tmp_path, box, security) as (port, certificate):
        there = with_mail(here, port, certificate, security=security)
        assert set(endings(send_issued(there, store, version, THURSDAY)).values()) == {Ending.SENT}
    assert len(box.letters) == 3


def test_a_stranger_s_certificate_gets_neither_password_nor_letter(
    here: Office, store: Store, version: Issued, tmp_path: Path, box: Box
) -> None:
    with mail_server(tmp_path, box) as (port, _):
        done = send_issued(with_mail(here, port, None), store, version, THURSDAY)
    assert set(endings(done).values()) == {Ending.REFUSED}
    assert "Chứng thư" in done[0].why
    assert box.letters == []


def test_a_server_without_encryption_is_not_trusted(
    here: Office, store: Store, version: Issued, tmp_path: Path, box: Box
) -> None:
    with mail_server(tmp_path, box, "none") as (port, certificate):
        done = send_issued(with_mail(here, port, certificate), store, version, THURSDAY)
    assert set(endings(done).values()) == {Ending.REFUSED}
    assert "email.security" in done[0].why


def test_a_test_letter_counts_for_nothing(mailing: Office, store: Store, version: Issued, box: Box) -> None:
    done = send_test(mailing, store, THIS, THURSDAY, ())
    assert endings(done) == {"vhxh@xa.example": Ending.SENT}
    ((_, letter),) = box.letters
    assert letter["Subject"].startswith("[GỬI THỬ] ")
    assert set(endings(send_issued(mailing, store, version, THURSDAY)).values()) == {Ending.SENT}
    assert len(box.letters) == 4


def test_kinds_of_documents_have_readers_of_their_own(mailing: Office, store: Store, version: Issued, box: Box) -> None:
    edit.set_value(mailing.home, "email.to_week", "van-phong@xa.example")
    send_issued(office(mailing.home), store, version, THURSDAY)
    assert [address for address, _ in box.letters] == ["van-phong@xa.example"]


def test_without_settings_the_remedy_is_named(here: Office, store: Store, version: Issued) -> None:
    with pytest.raises(Failed, match=r"config set email\.to"):
        send_issued(here, store, version, THURSDAY)
    with pytest.raises(Failed, match=r"email\.smtp_host"):
        send_issued(here, store, version, THURSDAY, ["a@xa.example"])
    assert retry_due(here, store, THURSDAY) == []


def test_a_folder_gets_whole_files_and_keeps_what_it_had(
    here: Office, store: Store, version: Issued, tmp_path: Path
) -> None:
    folder = tmp_path / "o-chung"
    assert copy_issued(here, store, version, folder).ending is Ending.SENT
    assert {path.suffix for path in folder.iterdir()} == {".docx", ".xlsx", ".html"}
    assert copy_issued(here, store, version, folder).ending is Ending.SENT
    word = next(folder.glob("*.docx"))
    word.write_bytes(b"sua tay")
    refused = copy_issued(here, store, version, folder)
    assert refused.ending is Ending.REFUSED
    assert word.name in refused.why
    assert word.read_bytes() == b"sua tay"
