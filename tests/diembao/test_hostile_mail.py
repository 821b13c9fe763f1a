"""Mail servers and addresses as they are at their worst: each recipient once at most, and a sentence that is true."""

from __future__ import annotations

import socketserver
import ssl
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from config import edit
from config.errors import SettingsError
from diembao.cli import Failed
from diembao.office import Office, office
from diembao.sending import retry_due, send_issued, server_of
from digest.send.email import Ending, Sending, send
from digest.send.letter import Letter
from store import Store
from store.editions import Issued
from tests.diembao.mail import PASSWORD, Box, mail_server
from tests.diembao.test_issue import THURSDAY, here, store
from tests.diembao.test_sending import HOUR, LEADERS, box, endings, mailing, version, with_mail

__all__ = ["box", "here", "mailing", "store", "version"]


@contextmanager
def talker(
    hello: bytes, answers: dict[bytes, bytes], banner: bytes = b"220 x\r\n"
) -> Iterator[tuple[int, list[bytes]]]:
    """A server that says what it is told to line by line; yields its port and what was said to it."""
    said: list[bytes] = []

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(banner)
            for line in self.rfile:
                said.append(line.strip().upper())
                self.wfile.write(answers.get(said[-1], hello or b"400\r\n"))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield int(server.server_address[1]), said
        finally:
            server.shutdown()


def reached(box: Box) -> list[str]:
    return [address for address, _ in box.letters]


def handed(mailing: Office, store: Store, version: Issued, to: Sequence[str], **server: Any) -> list[Sending]:
    """The issued document handed over without the log, with a server described otherwise than the settings do."""
    letter = Letter("x", store.editions.frozen(version)[1], {"bao-cao.docx": b"PK" * 40_000})
    return list(send(letter, replace(server_of(mailing), **server), to, THURSDAY))


def test_a_server_that_greylists(mailing: Office, store: Store, version: Issued, box: Box) -> None:
    box.answers = dict.fromkeys(LEADERS, "450 4.2.0 Greylisted, try again in 300 seconds")
    done = send_issued(mailing, store, version, THURSDAY)
    assert endings(done) == dict.fromkeys(LEADERS, Ending.LATER)
    assert "gửi lại" in done[0].why
    box.answers.clear()
    assert endings(retry_due(mailing, store, THURSDAY + HOUR)) == dict.fromkeys(LEADERS, Ending.SENT)
    assert retry_due(mailing, store, THURSDAY + 9 * HOUR) == []
    assert sorted(reached(box)) == sorted(LEADERS)


@pytest.mark.parametrize("answer", ["451 4.7.1 Try again later", "421 4.3.2 Shutting down"])
def test_put_off_after_the_letter(mailing: Office, store: Store, version: Issued, box: Box, answer: str) -> None:
    box.after_data[LEADERS[0]] = answer
    done = send_issued(mailing, store, version, THURSDAY)
    assert endings(done)[LEADERS[0]] is Ending.LATER
    box.after_data.clear()
    retry_due(mailing, store, THURSDAY + HOUR)
    assert sorted(reached(box)) == sorted(LEADERS)


@pytest.mark.parametrize("answer", ["250 2.0.0 queued", "251 2.1.5 forwarded", "252 2.5.0 cannot verify, will try"])
def test_every_yes_is_a_yes(mailing: Office, store: Store, version: Issued, box: Box, answer: str) -> None:
    box.answers = dict.fromkeys(LEADERS, answer)
    assert set(endings(send_issued(mailing, store, version, THURSDAY)).values()) == {Ending.SENT}
    assert reached(box) == list(LEADERS)


def test_one_of_three_is_unknown_there(mailing: Office, store: Store, version: Issued, box: Box) -> None:
    box.answers[LEADERS[1]] = "550 5.1.1 No such user"
    done = send_issued(mailing, store, version, THURSDAY)
    assert endings(done) == dict.fromkeys(LEADERS, Ending.SENT) | {LEADERS[1]: Ending.REFUSED}
    assert "kiểm tra lại địa chỉ" in done[1].why
    assert retry_due(mailing, store, THURSDAY + 99 * HOUR) == []
    assert reached(box) == [LEADERS[0], LEADERS[2]]


def test_a_server_that_closes_at_the_first_recipient(mailing: Office, store: Store, version: Issued, box: Box) -> None:
    box.answers[LEADERS[0]] = "421 4.7.0 Too many connections"
    assert set(endings(send_issued(mailing, store, version, THURSDAY)).values()) <= {Ending.LATER, Ending.SENT}
    box.answers.clear()
    retry_due(mailing, store, THURSDAY + HOUR)
    assert sorted(reached(box)) == sorted(LEADERS)


@pytest.mark.parametrize(("point", "ending"), [("rcpt", Ending.LATER), ("data", Ending.UNKNOWN)])
def test_a_server_that_falls_asleep(
    mailing: Office, store: Store, version: Issued, box: Box, point: str, ending: Ending
) -> None:
    """Asleep after the letter was given over, nobody knows whether it went out."""
    box.sleep_at[LEADERS[0]] = point
    done = handed(mailing, store, version, LEADERS, timeout=1.5)
    assert endings(done) == dict.fromkeys(LEADERS, Ending.LATER) | {LEADERS[0]: ending}


@pytest.mark.parametrize("wrong", ["other name", "expired"])
def test_a_certificate_that_is_not_theirs(
    here: Office, store: Store, version: Issued, tmp_path: Path, box: Box, wrong: str
) -> None:
    with mail_server(tmp_path, box, wrong=wrong) as (port, certificate):
        done = send_issued(with_mail(here, port, certificate), store, version, THURSDAY)
    assert set(endings(done).values()) == {Ending.REFUSED}
    assert "Chứng thư" in done[0].why
    assert (box.letters, box.logins) == ([], 0)


def old_tls(context: ssl.SSLContext) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1
    context.set_ciphers("ALL:@SECLEVEL=0")


def test_a_server_of_tls_1_0_alone_is_told_as_such(
    here: Office, store: Store, version: Issued, tmp_path: Path, box: Box
) -> None:
    with mail_server(tmp_path, box, change=old_tls) as (port, certificate):
        done = send_issued(with_mail(here, port, certificate), store, version, THURSDAY)
    assert set(endings(done).values()) == {Ending.REFUSED}
    assert "TLS 1.2" in done[0].why
    assert "Chứng thư" not in done[0].why
    assert (box.letters, box.logins) == ([], 0)


def test_a_port_that_speaks_plain_where_tls_is_asked(
    here: Office, store: Store, version: Issued, tmp_path: Path, box: Box
) -> None:
    with mail_server(tmp_path, box, "none") as (port, certificate):
        done = send_issued(with_mail(here, port, certificate, security="tls"), store, version, THURSDAY)
    assert set(endings(done).values()) == {Ending.REFUSED}
    assert "email.security" in done[0].why


def test_a_certificate_file_that_is_not_there(mailing: Office, store: Store, version: Issued, box: Box) -> None:
    edit.set_value(mailing.home, "email.ca_file", "khong-co.pem")
    done = send_issued(office(mailing.home), store, version, THURSDAY)
    assert set(endings(done).values()) == {Ending.REFUSED}
    assert "email.ca_file" in done[0].why
    assert box.letters == []


@pytest.mark.parametrize("knows", [False, True])
def test_an_address_with_vietnamese_letters(
    here: Office, store: Store, version: Issued, tmp_path: Path, box: Box, knows: bool
) -> None:
    """Before the @ it needs a server that knows such addresses (SMTPUTF8); the others get their letter all the same."""
    strange = "văn-phòng@xa.example"
    with mail_server(tmp_path, box, utf8=knows) as (port, certificate):
        mailing = with_mail(here, port, certificate)
        done = send_issued(mailing, store, version, THURSDAY, [strange, LEADERS[0]])
    assert endings(done) == {strange: Ending.SENT if knows else Ending.REFUSED, LEADERS[0]: Ending.SENT}
    assert knows or "dấu" in done[0].why
    assert reached(box) == ([strange] if knows else []) + [LEADERS[0]]


def test_a_domain_with_vietnamese_letters(mailing: Office, store: Store, version: Issued, box: Box) -> None:
    done = send_issued(mailing, store, version, THURSDAY, ["vp@xã-nghi-dương.example"])
    assert [one.ending for one in done] == [Ending.SENT]
    assert reached(box) == [f"vp@{'xã-nghi-dương'.encode('idna').decode('ascii')}.example"]


def test_a_letter_too_large_for_the_server(
    here: Office, store: Store, version: Issued, tmp_path: Path, box: Box
) -> None:
    with mail_server(tmp_path, box, size=50_000) as (port, certificate):
        mailing = with_mail(here, port, certificate)
        done = handed(mailing, store, version, LEADERS)
    assert set(endings(done).values()) == {Ending.REFUSED}
    assert "lớn" in done[0].why
    assert "email.formats" in done[0].why
    assert "đầy" not in done[0].why
    assert box.letters == []


def test_a_letter_that_only_the_answer_calls_too_large(
    mailing: Office, store: Store, version: Issued, box: Box
) -> None:
    box.after_data[LEADERS[0]] = "552 5.3.4 Message size exceeds fixed limit"
    done = send_issued(mailing, store, version, THURSDAY, LEADERS[:1])
    assert done[0].ending is Ending.REFUSED
    assert "lớn" in done[0].why


@pytest.mark.parametrize("to", ["", " ", ",", " , ,"])
def test_nobody_to_write_to(mailing: Office, store: Store, version: Issued, box: Box, to: str) -> None:
    try:
        edit.set_value(mailing.home, "email.to", to)
    except SettingsError:
        return
    with pytest.raises(Failed, match=r"email\.to"):
        send_issued(office(mailing.home), store, version, THURSDAY)
    assert box.letters == []


INJECTED = ("a@xa.example\r\nRCPT TO:<xau@ngoai.example>", "a@xa.example\nBcc: xau@ngoai.example", "a@xa.example\0b")


@pytest.mark.parametrize("address", INJECTED)
def test_an_address_that_smuggles_a_line(
    mailing: Office, store: Store, version: Issued, box: Box, address: str
) -> None:
    done = send_issued(mailing, store, version, THURSDAY, [address, LEADERS[0]])
    assert endings(done)[address] is Ending.REFUSED
    assert reached(box) == [LEADERS[0]]
    assert not any("xau@" in str(letter[name] or "") for _, letter in box.letters for name in ("Bcc", "Cc"))


def test_a_title_that_smuggles_a_line(mailing: Office, store: Store, version: Issued, box: Box) -> None:
    digest = store.editions.frozen(version)[1]
    evil = replace(digest, title="Tổng hợp\r\nBcc: xau@ngoai.example\n\nThân thư giả\u2028dòng\x85nữa")
    done = list(send(Letter("x", evil, {}), server_of(mailing), LEADERS[:1], THURSDAY))
    assert [one.ending for one in done] == [Ending.SENT]
    ((address, letter),) = box.letters
    assert (address, letter["Bcc"]) == (LEADERS[0], None)
    assert "Bcc: xau@ngoai.example" in letter["Subject"]


def test_one_person_written_twice_gets_one_letter(mailing: Office, store: Store, version: Issued, box: Box) -> None:
    done = send_issued(
        mailing, store, version, THURSDAY, ["Chu-Tich@XA.example", LEADERS[0], f"Chủ tịch <{LEADERS[0]}>"]
    )
    assert [one.ending for one in done] == [Ending.SENT]
    assert len(box.letters) == 1
    assert send_issued(mailing, store, version, THURSDAY + HOUR, LEADERS[:1]) == []


def test_a_name_beside_the_address(mailing: Office, store: Store, version: Issued, box: Box) -> None:
    done = send_issued(mailing, store, version, THURSDAY, ["“Văn phòng; HĐND” <vp@xa.example>"])
    assert [one.ending for one in done] == [Ending.SENT]
    assert reached(box) == ["vp@xa.example"]


def test_starttls_that_is_away_for_now_sends_nothing_in_the_clear(
    here: Office, store: Store, version: Issued, tmp_path: Path, box: Box
) -> None:
    with talker(b"250-x\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n", {b"STARTTLS": b"454 4.7.0 not now\r\n"}) as (
        port,
        said,
    ):
        done = send_issued(with_mail(here, port, None), store, version, THURSDAY, LEADERS[:1])
    assert [one.ending for one in done] == [Ending.LATER]
    assert not any(line.startswith((b"AUTH", b"MAIL")) for line in said)


def test_something_that_is_no_mail_server(here: Office, store: Store, version: Issued, tmp_path: Path) -> None:
    with talker(b"", {}, banner=b"HTTP/1.1 400 Bad Request\r\n\r\n") as (port, _):
        done = send_issued(with_mail(here, port, None), store, version, THURSDAY, LEADERS[:1])
    assert [one.ending for one in done] == [Ending.LATER]
    assert "email.smtp_host" in done[0].why


def test_a_password_file_of_a_windows_editor(mailing: Office, store: Store, version: Issued, box: Box) -> None:
    (mailing.home / "mat-khau-thu.txt").write_bytes(b"\xef\xbb\xbf" + f"{PASSWORD}\r\n".encode())
    assert set(endings(send_issued(mailing, store, version, THURSDAY)).values()) == {Ending.SENT}


def test_a_password_file_that_is_no_text(mailing: Office, store: Store, version: Issued, box: Box) -> None:
    (mailing.home / "mat-khau-thu.txt").write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(Failed, match=r"email\.password_file"):
        send_issued(mailing, store, version, THURSDAY)
