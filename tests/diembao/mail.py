"""A real SMTP server on loopback for tests: STARTTLS or TLS, logins, full mailboxes, lines that break."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import ssl
from collections.abc import Iterator
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
    """What arrived, and how the server is to behave: `answers` to recipients, `break_at` a point of the talk."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, EmailMessage]] = []
        self.answers: dict[str, str] = {}
        self.break_at: dict[str, str] = {}

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if self.break_at.get(address) == "rcpt":
            server.transport.abort()
            return "451 gone"
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        (address,) = envelope.rcpt_tos
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        if self.break_at.get(address) != "refuse":
            self.letters.append((address, letter))
        if self.break_at.get(address) == "data":
            server.transport.abort()
        return "552 5.2.2 Mailbox full" if self.break_at.get(address) == "refuse" else "250 OK"


def _checked(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    assert isinstance(data, LoginPassword)
    known = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
    return AuthResult(success=known, handled=False)


@contextmanager
def mail_server(folder: Path, box: Box, security: str = "starttls", login: bool = True) -> Iterator[tuple[int, Path]]:
    """A server on 127.0.0.1; yields its port and the file of the certificate it can be trusted by."""
    certificate, key = _certificate(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    options: dict[str, Any] = {"authenticator": _checked, "auth_required": login} if login else {}
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


def _certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    where, secret = folder / "chung-thu.pem", folder / "khoa.pem"
    where.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return where, secret
