"""A real SMTP server on loopback for tests: STARTTLS or TLS, logins, full mailboxes, lines that break."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "vhxh", "mật khẩu"


class Box:
    """What arrived, and how the server is to behave.

    `answers` to recipients and `after_data` to their letters; `break_at` a point of the talk, `sleep_at` one.
    """

    def __init__(self) -> None:
        self.letters: list[tuple[str, EmailMessage]] = []
        self.answers: dict[str, str] = {}
        self.break_at: dict[str, str] = {}
        self.after_data: dict[str, str] = {}
        self.sleep_at: dict[str, str] = {}
        self.logins = 0

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if self.break_at.get(address) == "rcpt":
            server.transport.abort()
            return "451 gone"
        if self.sleep_at.get(address) == "rcpt":
            await asyncio.sleep(2)
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        (address,) = envelope.rcpt_tos
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        if self.sleep_at.get(address) == "data":
            await asyncio.sleep(2)
        if address in self.after_data:
            return self.after_data[address]
        if self.break_at.get(address) != "refuse":
            self.letters.append((address, letter))
        if self.break_at.get(address) == "data":
            server.transport.abort()
        return "552 5.2.2 Mailbox full" if self.break_at.get(address) == "refuse" else "250 OK"


def _checked(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    assert isinstance(data, LoginPassword)
    server.event_handler.logins += 1
    known = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
    return AuthResult(success=known, handled=False)


@contextmanager
def mail_server(
    folder: Path,
    box: Box,
    security: str = "starttls",
    login: bool = True,
    wrong: str = "",
    utf8: bool = False,
    size: int | None = None,
    change: Callable[[ssl.SSLContext], None] = lambda _: None,
) -> Iterator[tuple[int, Path]]:
    """A server on 127.0.0.1; yields its port and the file of the certificate it can be trusted by.

    `wrong` is what the certificate lacks ("other name", "expired"), `utf8` whether it knows addresses in any letters,
    `size` the largest letter it takes, `change` what else is done to its TLS.
    """
    certificate, key = _certificate(folder, wrong)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    change(context)
    options: dict[str, Any] = {"enable_SMTPUTF8": utf8, "data_size_limit": size}
    options |= {"authenticator": _checked, "auth_required": login} if login else {}
    if security == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    if security == "none" and login:
        options |= {"auth_require_tls": False}
    if security == "tls":
        options |= {"ssl_context": context, "auth_require_tls": False}
    controller = Controller(box, hostname="127.0.0.1", port=_free_port(), **options)
    controller.start()
    try:
        yield controller.port, certificate
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _certificate(folder: Path, wrong: str = "") -> tuple[Path, Path]:
    last = -1 if wrong == "expired" else 1
    host = "127.0.0.9" if wrong == "other name" else "127.0.0.1"
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=2))
        .not_valid_after(now + dt.timedelta(days=last))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    where, secret = folder / "chung-thu.pem", folder / "khoa.pem"
    where.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return where, secret
