"""Issued documents into chat rooms as a short text, each room once: the same log as that of the mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from diembao.cli import Failed
from diembao.office import Office
from diembao.sending import document_name, for_test, is_open, logged
from diembao.words import say
from digest.send.chat import LIMIT, room_name, send, text_of
from digest.send.email import Sending
from domain.edition import Period
from store import Store
from store.editions import Issued


def chat_issued(office: Office, store: Store, version: Issued, now: datetime, again: bool = False) -> list[Sending]:
    """Tell every room of the settings that was not told yet; with `again` also those of which it is not known."""
    name, wanted = document_name(version), rooms(office.home, *office.settings.chat_file(version.unit_code))
    waiting = [address for address in wanted if is_open(store.deliveries.get(name, room_name(address)), again)]
    return _logged(store, name, text_of(store.editions.frozen(version)[1]), waiting, now)


def chat_test(office: Office, store: Store, period: Period, now: datetime) -> list[Sending]:
    """Send the period's document or draft into the rooms as a test; no document counts as sent by that."""
    name, digest = for_test(store, office.commune.code, period, now)
    wanted = rooms(office.home, *office.settings.chat_file(office.commune.code))
    return _logged(store, name, text_of(digest, test=True), wanted, now)


def chat_notice(office: Office, text: str) -> bool:
    """Tell the rooms that take warnings; whether any may have it. Raises KnownError where nothing could be sent."""
    wanted = rooms(office.home, office.settings.alerts.chat_file, "alerts.chat_file")
    return bool(list(send(text[:LIMIT], wanted)))


def rooms(home: Path, file: str, key: str) -> list[str]:
    """The addresses of rooms in the file that a setting names; # begins a remark. Raises Failed with its remedy."""
    if not file:
        told = say("Chưa có nhóm trò chuyện. Mời ghi địa chỉ vào tệp rồi đặt: diembao config set {key} …")
        raise Failed(told.format(key=key), 2)
    try:
        lines = (home / file).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        told = say("Không đọc được tệp {path}. Mời kiểm tra {key}.")
        raise Failed(told.format(path=Path(file).name, key=key), 2) from None
    found = dict.fromkeys(line.strip() for line in lines if line.strip() and not line.strip().startswith("#"))
    if not found:
        raise Failed(say("Tệp {key} chưa có địa chỉ nhóm nào. Mời ghi mỗi dòng một địa chỉ.").format(key=key), 2)
    return list(found)


def _logged(store: Store, document: str, text: str, addresses: Sequence[str], now: datetime) -> list[Sending]:
    """Send and keep the log, by the names of the rooms; nothing is loaded where nobody waits."""
    if not addresses:
        return []
    return list(logged(store, document, map(room_name, addresses), now, partial(send, text, addresses)))
