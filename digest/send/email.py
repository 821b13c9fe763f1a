"""The letter by e-mail: one connection, one envelope a recipient, and for each a plain word of how it ended.

A temporary refusal (4xx, a busy server, no connection) may be tried again; a permanent one (5xx) may not. When the line
breaks after the letter was handed over and before the server answered, nobody knows: that is never tried again by
itself, so that nothing is sent twice.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import make_msgid, parseaddr
from enum import StrEnum
from typing import Literal

from digest.send.address import Mailbox, mailbox
from digest.send.letter import Letter, domain_of, headed, message_of
from digest.wording import tenths

TIMEOUT_SECONDS = 60.0


class Ending(StrEnum):
    """How a letter's way to one recipient ended."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sending:
    """One recipient's result; `why` is a Vietnamese sentence with its remedy, "" when all went well."""

    recipient: str
    ending: Ending
    why: str = ""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where and how letters are handed over. `ca_file` is for a server whose certificate the system does not know."""

    host: str
    port: int
    security: Literal["none", "starttls", "tls"]
    sender: str
    user: str = ""
    password: str = ""
    ca_file: str = ""
    timeout: float = TIMEOUT_SECONDS


def send(
    letter: Letter,
    server: MailServer,
    recipients: Sequence[str],
    at: datetime,
    before: Callable[[str], None] = lambda _: None,
) -> Iterator[Sending]:
    """Hand the letter over once for each recipient, yielding each result at once.

    `before` is called with a recipient just before the letter is handed over for them.
    """
    yield from _deliver(message_of(letter, server.sender, recipients, at), server, recipients, before)


def send_notice(server: MailServer, subject: str, text: str, to: Sequence[str], at: datetime) -> list[Sending]:
    """Send a few plain lines; how it ended for each recipient."""
    mail = headed(subject, server.sender, to, at, make_msgid(domain=domain_of(server.sender)))
    mail.set_content(text)
    return list(_deliver(mail, server, to, lambda _: None))


def can_log_in(server: MailServer) -> str:
    """ "" when the server lets us in, else the sentence that says why not."""
    try:
        with _connected(server):
            return ""
    except _Unreachable as trouble:
        return trouble.why


def _deliver(
    letter: EmailMessage, server: MailServer, recipients: Sequence[str], before: Callable[[str], None]
) -> Iterator[Sending]:
    mail = letter.as_bytes(policy=policy.SMTP)
    author = mailbox(server.sender)
    envelope = author.address if author else parseaddr(server.sender)[1]
    try:
        with _connected(server) as connection:
            for place, recipient in enumerate(recipients):
                before(recipient)
                sending = _hand_over(connection, envelope, recipient, mail)
                yield sending
                if sending.ending in (Ending.UNKNOWN, Ending.LATER) and not _alive(connection):
                    yield from (Sending(other, Ending.LATER, _CUT) for other in recipients[place + 1 :])
                    return
    except _Unreachable as trouble:
        yield from (Sending(recipient, trouble.ending, trouble.why) for recipient in recipients)


class _Unreachable(Exception):
    """No letter could be handed over at all."""

    def __init__(self, ending: Ending, why: str):
        super().__init__(why)
        self.ending, self.why = ending, why


class _Connection:
    """An SMTP session that is left politely, and quietly when the other side is gone."""

    def __init__(self, smtp: smtplib.SMTP):
        self.smtp = smtp

    def __enter__(self) -> smtplib.SMTP:
        return self.smtp

    def __exit__(self, *_: object) -> None:
        try:
            self.smtp.quit()
        except (smtplib.SMTPException, OSError):
            self.smtp.close()


def _connected(server: MailServer) -> _Connection:
    """A session that is encrypted as asked and logged in. Raises _Unreachable with its remedy."""
    try:
        context = ssl.create_default_context(cafile=server.ca_file or None)
    except OSError as trouble:
        raise _Unreachable(Ending.REFUSED, _NO_CA_FILE.format(server.ca_file)) from trouble
    try:
        return _Connection(_logged_in(server, context))
    except smtplib.SMTPAuthenticationError as trouble:
        ending = Ending.LATER if trouble.smtp_code < 500 else Ending.REFUSED
        raise _Unreachable(ending, _LOGIN.format(server.host)) from trouble
    except smtplib.SMTPNotSupportedError as trouble:
        raise _Unreachable(Ending.REFUSED, _NO_TLS.format(server.host)) from trouble
    except ssl.SSLCertVerificationError as trouble:
        raise _Unreachable(Ending.REFUSED, _CERTIFICATE.format(server.host)) from trouble
    except ssl.SSLError as trouble:
        raise _Unreachable(Ending.REFUSED, _OLD_TLS.format(server.host)) from trouble
    except (smtplib.SMTPException, OSError) as trouble:
        raise _Unreachable(Ending.LATER, _NO_ANSWER.format(server.host)) from trouble


def _logged_in(server: MailServer, context: ssl.SSLContext) -> smtplib.SMTP:
    smtp: smtplib.SMTP
    if server.security == "tls":
        smtp = smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    try:
        if server.security == "starttls":
            smtp.starttls(context=context)
        if server.user:
            _log_in(smtp, server.user, server.password)
    except BaseException:  # whatever it is goes on its way; only the line must not stay open
        smtp.close()
        raise
    return smtp


def _log_in(smtp: smtplib.SMTP, user: str, password: str) -> None:
    """Log in; smtplib knows only ASCII, so other letters go as AUTH PLAIN in UTF-8 (RFC 4616)."""
    if (user + password).isascii():
        smtp.login(user, password)
        return
    smtp.ehlo_or_helo_if_needed()
    if "PLAIN" not in smtp.esmtp_features.get("auth", "").split():
        raise smtplib.SMTPNotSupportedError("AUTH PLAIN")
    token = b64encode(f"\0{user}\0{password}".encode()).decode("ascii")
    code, answer = smtp.docmd("AUTH", f"PLAIN {token}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, answer)


def _hand_over(smtp: smtplib.SMTP, sender: str, recipient: str, mail: bytes) -> Sending:
    """One envelope. A line that breaks before the letter itself went out leaves no doubt: it was not sent."""
    box = mailbox(recipient)
    if box is None:
        return Sending(recipient, Ending.REFUSED, _NO_ADDRESS)
    try:
        smtp.ehlo_or_helo_if_needed()
        if why := _beyond(smtp, box, len(mail)):
            return Sending(recipient, Ending.REFUSED, why)
        options = () if box.is_ascii else ("SMTPUTF8",)
        code, answer = smtp.mail(sender, options)
        if _is_yes(code):
            code, answer = smtp.rcpt(box.address)
        if not _is_yes(code):
            _forget(smtp)
            return _refusal(recipient, code, answer)
    except (smtplib.SMTPException, OSError):
        return Sending(recipient, Ending.LATER, _CUT)
    try:
        code, answer = smtp.data(mail)
    except smtplib.SMTPDataError as trouble:
        _forget(smtp)
        return _refusal(recipient, trouble.smtp_code, trouble.smtp_error)
    except (smtplib.SMTPException, OSError):
        return Sending(recipient, Ending.UNKNOWN, _BROKEN)
    if _is_yes(code):
        return Sending(recipient, Ending.SENT)
    _forget(smtp)
    return _refusal(recipient, code, answer)


def _is_yes(code: int) -> bool:
    return 200 <= code < 300


def _beyond(smtp: smtplib.SMTP, box: Mailbox, size: int) -> str:
    """What the server said at its door that it cannot do for this letter, "" for nothing."""
    if not box.is_ascii and not smtp.has_extn("smtputf8"):
        return _NO_ACCENTS
    limit = smtp.esmtp_features.get("size", "")
    return _TOO_LARGE.format(tenths(size / 1_000_000)) if limit.isdecimal() and 0 < int(limit) < size else ""


def _forget(smtp: smtplib.SMTP) -> None:
    """Begin anew after a refusal; should the line be gone, the next envelope finds out."""
    with contextlib.suppress(smtplib.SMTPException, OSError):
        smtp.rset()


def _refusal(recipient: str, code: int, answer: bytes | str) -> Sending:
    said = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    detail = f"{code} {' '.join(said.split())}"[:200]
    if code in (552, 523, 534) and re.search(r"5\.3\.4|size|large|too much|exceed", said, re.IGNORECASE):
        return Sending(recipient, Ending.REFUSED, f"{_TOO_LARGE_THERE} (máy chủ trả lời: {detail})")
    full = code in (452, 552, 422) or "quota" in said.lower() or "full" in said.lower()
    ending = Ending.LATER if code < 500 else Ending.REFUSED
    cause = _FULL if full else (_BUSY if ending is Ending.LATER else _REFUSED)
    return Sending(recipient, ending, f"{cause} (máy chủ trả lời: {detail})")


def _alive(smtp: smtplib.SMTP) -> bool:
    try:
        return smtp.noop()[0] == 250
    except (smtplib.SMTPException, OSError):
        return False


_LOGIN = "Máy chủ thư {} không nhận tên đăng nhập hoặc mật khẩu. Mời kiểm tra email.user và tệp email.password_file."
_NO_TLS = (
    "Máy chủ thư {} không có mã hóa STARTTLS hoặc không cho đăng nhập. Mời kiểm tra email.security, email.smtp_port."
)
_CERTIFICATE = "Chứng thư của máy chủ thư {} không được tin cậy. Mời kiểm tra email.ca_file hoặc hỏi nơi quản trị thư."
_OLD_TLS = (
    "Máy chủ thư {} không mã hóa được từ TLS 1.2 trở lên nên chưa gửi gì cho nó, kể cả mật khẩu. "
    "Mời kiểm tra email.security, email.smtp_port hoặc hỏi nơi quản trị thư."
)
_NO_CA_FILE = "Không đọc được tệp chứng thư gốc {}. Mời kiểm tra email.ca_file."
_NO_ADDRESS = "Đây không phải một địa chỉ thư nên không gửi. Mời kiểm tra lại người nhận (email.to)."
_NO_ACCENTS = "Máy chủ thư không gửi được tới địa chỉ có chữ có dấu trước @; mời dùng địa chỉ không dấu của người này."
_TOO_LARGE_THERE = "Máy chủ thư không nhận vì thư quá lớn. Mời bớt tệp đính kèm (email.formats)"
_TOO_LARGE = "Thư lớn {} MB, quá mức máy chủ thư nhận, nên không gửi. Mời bớt tệp đính kèm (email.formats)."
_NO_ANSWER = "Máy chủ thư {} không trả lời. Thư chưa gửi và sẽ được gửi lại; mời kiểm tra mạng, email.smtp_host."
_CUT = "Kết nối bị ngắt trước khi đến lượt địa chỉ này. Thư chưa gửi và sẽ được gửi lại."
_BROKEN = (
    "Kết nối bị ngắt khi đang gửi nên chưa rõ thư đã đi hay chưa; để không gửi trùng, phần mềm không tự gửi lại. "
    "Mời hỏi người nhận; nếu chưa có thư thì gửi lại bằng: diembao digest send --again"
)
_FULL = "Hộp thư người nhận đã đầy"
_BUSY = "Máy chủ thư tạm thời chưa nhận, sẽ gửi lại sau"
_REFUSED = "Máy chủ thư không nhận địa chỉ này; mời kiểm tra lại địa chỉ"
