"""The short text into chat rooms (Telegram, Zalo OA, Mattermost … whatever apprise knows), one call a room.

Addresses of rooms carry their secrets, so nobody is ever shown one: in the log a room is `chat:<kind>-<fingerprint>`.
A room that did not take the message in time may have it all the same; it is not written to again by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from urllib.parse import urlsplit

from digest.render.text import message
from digest.send.email import Ending, Sending
from digest.send.letter import TEST_MARK
from domain.document import Digest
from domain.errors import KnownError

# What every chat service takes in one piece.
LIMIT = 2000
_MISSING = "Chưa gửi được vào nhóm trò chuyện vì chưa cài phần gửi tin. Mời cài thêm: pip install apprise"
_UNREADABLE = "Không hiểu địa chỉ nhóm trò chuyện thứ {place} trong tệp chat.file. Mời kiểm tra lại dòng đó."
_FAILED = (
    "Nhóm trò chuyện không báo đã nhận nên chưa rõ tin đã tới hay chưa; để không gửi trùng, phần mềm không tự gửi lại. "
    "Mời xem trong nhóm; nếu chưa có thì kiểm tra mạng, tệp chat.file rồi gửi: diembao digest send --chat --again"
)


class NoChat(KnownError):
    """Nothing could be sent, with the remedy."""

    exit_code = 2


def room_name(address: str) -> str:
    """How the log calls a room: its kind and a fingerprint, never its address."""
    return f"chat:{urlsplit(address).scheme or '?'}-{sha256(address.encode()).hexdigest()[:10]}"


def text_of(digest: Digest, test: bool = False) -> str:
    """The message: the same short form as for Zalo, marked when it is only a test."""
    mark = f"{TEST_MARK.strip()}\n" if test else ""
    return mark + message(digest, LIMIT - len(mark))


def send(text: str, addresses: Sequence[str], before: Callable[[str], None] = lambda _: None) -> Iterator[Sending]:
    """Hand the text to each room once; `before` is called with a room's name just before. Raises NoChat."""
    try:
        import apprise  # noqa: PLC0415 - an extra that most offices do not install
    except ImportError:
        raise NoChat(_MISSING) from None
    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # its lines hold addresses
    asked = [apprise.Apprise.instantiate(address) for address in addresses]
    rooms = [room for room in asked if room is not None]
    if len(rooms) < len(asked):
        raise NoChat(_UNREADABLE.format(place=asked.index(None) + 1))
    for address, room in zip(addresses, rooms, strict=True):
        name = room_name(address)
        before(name)
        taken = room.send(body=text, title="", notify_type=apprise.NotifyType.INFO)
        yield Sending(name, Ending.SENT) if taken else Sending(name, Ending.UNKNOWN, _FAILED)
