"""What does the letter hold? The short text, its charts in the line, and the document as attachments.

The same document gives the same letter, its Message-ID included: a mail server that sees it twice can tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from html import escape

from digest.drawing import png
from digest.render.text import message
from digest.safe import legal
from digest.send.address import mailbox
from domain.clock import to_local
from domain.document import Digest

# Enough for a phone's first screens; the document itself is attached.
BODY_LIMIT = 6000
_MAIN = {
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": ("application", "pdf"),
    "html": ("text", "html"),
    "txt": ("text", "plain"),
    "json": ("application", "json"),
}
TEST_MARK = "[GỬI THỬ] "
_TEST_NOTE = "Đây là thư gửi thử để kiểm tra đường gửi; văn bản kèm theo chưa phải bản phát hành."


@dataclass(frozen=True, slots=True)
class Letter:
    """A digest ready to be sent: `document` names it in the log; `files` are name -> bytes, in the order attached."""

    document: str
    digest: Digest
    files: Mapping[str, bytes]
    test: bool = False

    @property
    def subject(self) -> str:
        """The document's title on one line."""
        mark = TEST_MARK if self.test else ""
        replaces = f" ({self.digest.replaces})" if self.digest.replaces else ""
        return f"{mark}{self.digest.kind} {self.digest.title[:1].lower()}{self.digest.title[1:]}{replaces}"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all that is attached, with its names."""
        total = sha256(self.document.encode("utf-8"))
        for name, body in self.files.items():
            total.update(name.encode("utf-8") + b"\0" + sha256(body).digest())
        return total.hexdigest()


def message_of(letter: Letter, sender: str, recipients: Sequence[str], at: datetime) -> EmailMessage:
    """The letter as MIME: plain text, HTML with the charts inside, attachments."""
    mail = headed(letter.subject, sender, recipients, at, _message_id(letter, sender))
    text = _text(letter)
    mail.set_content(text)
    mail.add_alternative(_html(letter, text), subtype="html")
    _embed_charts(mail, letter)
    for name, body in letter.files.items():
        main, sub = _MAIN[name.rsplit(".", 1)[-1]]
        mail.add_attachment(body, maintype=main, subtype=sub, filename=name)
    return mail


def headed(subject: str, sender: str, recipients: Sequence[str], at: datetime, message_id: str) -> EmailMessage:
    """A letter with its head and nothing in it yet: one line each, whatever stands in titles and names.

    Recipients that only some servers can write to are left out of what all may read.
    """
    mail = EmailMessage()
    found = [box for box in map(mailbox, recipients) if box and box.is_ascii]
    author = mailbox(sender)
    mail["Subject"] = " ".join(legal(subject).split())
    mail["From"] = author.shown if author and author.is_ascii else sender
    mail["To"] = [box.shown for box in found] or "undisclosed-recipients:;"
    mail["Date"] = format_datetime(to_local(at))
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    return mail


def domain_of(sender: str) -> str:
    """The domain a sender's letters are numbered under."""
    return parseaddr(sender)[1].rpartition("@")[2] or "diembao.invalid"


def _message_id(letter: Letter, sender: str) -> str:
    return f"<{letter.fingerprint[:32]}{'.thu' if letter.test else ''}@{domain_of(sender)}>"


def _text(letter: Letter) -> str:
    note = f"{_TEST_NOTE}\n\n" if letter.test else ""
    names = "".join(f"\n- {name}" for name in letter.files)
    return f"{note}{message(letter.digest, BODY_LIMIT)}\nVăn bản kèm theo:{names}\n"


def _html(letter: Letter, text: str) -> str:
    """The same words as a page, the charts below them with their descriptions."""
    lines = "".join(f"<p>{escape(legal(line))}</p>" if line else "" for line in text.split("\n"))
    pictures = "".join(
        f'<figure><img src="cid:{chart.name}" alt="{escape(legal(chart.alt))}" style="max-width:100%">'
        f"<figcaption>{escape(legal(chart.caption))}</figcaption></figure>"
        for chart in letter.digest.charts
    )
    return f'<!DOCTYPE html><html lang="vi"><body style="font-family:serif">{lines}{pictures}</body></html>'


def _embed_charts(mail: EmailMessage, letter: Letter) -> None:
    page = mail.get_body(("html",))
    assert isinstance(page, EmailMessage), "set just before"
    for chart in letter.digest.charts:
        page.add_related(
            png(chart), "image", "png", cid=f"<{chart.name}>", filename=f"{chart.name}.png", disposition="inline"
        )
