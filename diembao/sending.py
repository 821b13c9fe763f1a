"""Issued documents to their recipients, each once: what the mail log holds decides who is still to be written to.

A row is written before the letter is handed over. Found again as `sending`, it says that a program died amid an
attempt; like an attempt whose end is not known, it is left to the officer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from diembao.cli import Failed
from diembao.office import Office
from diembao.words import say
from digest.render import RENDERERS
from digest.send.address import same
from digest.send.email import Ending, MailServer, Sending, send
from digest.send.folder import send as send_to_folder
from digest.send.letter import Letter
from domain.document import Digest
from domain.edition import Period
from store import Store
from store.deliveries import Delivery, DeliveryState
from store.editions import Issued

# First retry after a quarter of an hour, then twice as long each time, at most half a day: about two days in all.
FIRST_RETRY, LONGEST_RETRY, MOST_ATTEMPTS = timedelta(minutes=15), timedelta(hours=12), 9
_STATES = {
    Ending.SENT: DeliveryState.SENT,
    Ending.LATER: DeliveryState.LATER,
    Ending.REFUSED: DeliveryState.REFUSED,
    Ending.UNKNOWN: DeliveryState.UNKNOWN,
}
_SETTLED = (DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.UNKNOWN)


def document_name(version: Issued) -> str:
    """How the log names an issued document."""
    return f"{version.unit_code}/{version.period.key}/{version.version}"


def send_issued(
    office: Office, store: Store, version: Issued, now: datetime, to: Sequence[str] = (), again: bool = False
) -> list[Sending]:
    """Send an issued document to those who have not got it; with `again` also to those of whom it is not known."""
    code = version.unit_code
    wanted = to or office.settings.recipients(code, version.period.kind.value)
    if not wanted:
        key = f"communes.{code}.to" if office.city and code != office.seat.code else "email.to"
        raise Failed(say('Chưa có người nhận. Mời đặt: diembao config set {key} "địa-chỉ"').format(key=key), 2)
    name = document_name(version)
    persons = {same(address): address for address in reversed(wanted)}
    waiting = [address for address in reversed(persons.values()) if is_open(_known(store, name, address), again)]
    if not waiting:
        return []
    letter = Letter(name, *_contents(office, store, version, office.settings.email.formats))
    return _mailed(store, letter, server_of(office), waiting, now)


def _known(store: Store, document: str, address: str) -> Delivery | None:
    """How a document stands with a person, however the address was spelt then."""
    log = (item for item in store.deliveries.all() if item.document == document)
    return store.deliveries.get(document, address) or next(
        (item for item in log if same(item.recipient) == same(address)), None
    )


def send_test(office: Office, store: Store, period: Period, now: datetime, to: Sequence[str]) -> list[Sending]:
    """Send the period's document or draft as a test ("gửi thử"); no document counts as sent by that."""
    name, digest = for_test(store, office.commune.code, period, now)
    server = server_of(office)
    letter = Letter(name, digest, _files(office, office.commune.code, digest, office.settings.email.formats), test=True)
    return _mailed(store, letter, server, to or [server.sender], now)


def for_test(store: Store, code: str, period: Period, now: datetime) -> tuple[str, Digest]:
    """The period's document, else its draft, under the name of a test in the log. Raises Failed without either."""
    versions = store.editions.issued(code, period.key)
    found = store.editions.frozen(versions[-1]) if versions else store.editions.draft(code, period.key)
    if found is None:
        raise Failed(say("Kỳ này chưa có bản dự thảo. Mời lập trước bằng: diembao digest build"), 2)
    return f"thu/{code}/{period.key}/{now.isoformat()}", found[1]


def copy_issued(office: Office, store: Store, version: Issued, folder: Path) -> Sending:
    """Copy an issued document into a folder as Word, Excel and HTML files."""
    return send_to_folder(_contents(office, store, version, ("docx", "xlsx", "html"))[1], folder)


def retry_due(office: Office, store: Store, now: datetime) -> list[Sending]:
    """Try again what could not be sent for a passing reason and whose time has come."""
    if not office.settings.email.smtp_host:
        return []
    due: dict[str, list[str]] = {}
    for item in store.deliveries.all():
        if item.state is DeliveryState.LATER and item.retry_at and item.retry_at <= now:
            due.setdefault(item.document, []).append(item.recipient)
    done: list[Sending] = []
    for name, recipients in due.items():
        version = _version(store, name)
        if version:
            done += send_issued(office, store, version, now, recipients)
    return done


def _version(store: Store, name: str) -> Issued | None:
    code, _, rest = name.partition("/")
    key, _, number = rest.rpartition("/")
    return next((item for item in store.editions.issued(code, key) if str(item.version) == number), None)


def is_open(known: Delivery | None, again: bool) -> bool:
    """Whether a recipient is still to be written to: never twice, unless the officer says so of an unknown end."""
    if known is None or known.state not in _SETTLED:
        return True
    return again and known.state is not DeliveryState.SENT


def _mailed(
    store: Store, letter: Letter, server: MailServer, recipients: Sequence[str], now: datetime
) -> list[Sending]:
    return list(logged(store, letter.document, recipients, now, partial(send, letter, server, recipients, now)))


def logged(
    store: Store,
    document: str,
    recipients: Iterable[str],
    now: datetime,
    hand_over: Callable[[Callable[[str], None]], Iterable[Sending]],
) -> Iterator[Sending]:
    """Send and keep the log: a row before each hand-over, which calls what it is given then, and how it ended."""
    tries = {address: _attempts(store.deliveries.get(document, address)) for address in recipients}

    def mark(address: str) -> None:
        store.deliveries.put(Delivery(document, address, DeliveryState.SENDING, now, tries[address] + 1))

    for sending in hand_over(mark):
        store.deliveries.put(_ended(document, sending, now, tries[sending.recipient] + 1))
        yield sending


def _attempts(known: Delivery | None) -> int:
    return known.attempts if known else 0


def _ended(document: str, sending: Sending, now: datetime, attempts: int) -> Delivery:
    state = _STATES[sending.ending]
    if state is DeliveryState.LATER and attempts >= MOST_ATTEMPTS:
        state = DeliveryState.REFUSED
    wait = min(FIRST_RETRY * 2 ** (attempts - 1), LONGEST_RETRY)
    retry_at = now + wait if state is DeliveryState.LATER else None
    return Delivery(document, sending.recipient, state, now, attempts, sending.why, retry_at)


def _contents(office: Office, store: Store, version: Issued, formats: Iterable[str]) -> tuple[Digest, dict[str, bytes]]:
    digest = store.editions.frozen(version)[1]
    return digest, _files(office, version.unit_code, digest, formats)


def _files(office: Office, code: str, digest: Digest, formats: Iterable[str]) -> dict[str, bytes]:
    """The attachments by name; in a city's home the name carries whose document it is."""
    stem = f"{code}-{digest.period.key}" if office.city else digest.period.key
    return {f"tong-hop-bao-chi-{stem}.{name}": RENDERERS[name](digest) for name in formats}


def server_of(office: Office) -> MailServer:
    """The mail server of the settings. Raises Failed for what is missing, with the command that sets it."""
    email = office.settings.email
    if not email.smtp_host or not email.from_:
        missing = "email.smtp_host" if not email.smtp_host else "email.from"
        raise Failed(say("Chưa thiết lập gửi thư. Mời đặt: diembao config set {key} …").format(key=missing), 2)
    try:
        # Windows' Notepad may put a mark before the first letter: utf-8-sig leaves it out.
        secret = Path(email.password_file).read_text(encoding="utf-8-sig") if email.password_file else ""
    except (OSError, UnicodeDecodeError):
        told = say("Không đọc được tệp mật khẩu thư {path}. Mời kiểm tra email.password_file.")
        raise Failed(told.format(path=email.password_file), 2) from None
    return MailServer(
        email.smtp_host, email.smtp_port, email.security, email.from_, email.user, secret.rstrip("\r\n"), email.ca_file
    )
