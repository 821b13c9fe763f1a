"""To whom exactly does a letter go? A recipient as settings write it, taken apart, or refused before it is sent."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from email.headerregistry import Address

_WITH_NAME = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>\s*")
_ADDRESS = re.compile(r"(?P<local>[^\s<>@,;:()\"\\]+)@(?P<domain>[^\s<>@,;:()\"\\]+)")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A person's name as written ("" for none), and the address with its domain in ASCII, as servers know it."""

    name: str
    local: str
    domain: str

    @property
    def address(self) -> str:
        """What the server is told."""
        return f"{self.local}@{self.domain}"

    @property
    def is_ascii(self) -> bool:
        """Whether every mail server knows how to deliver to it."""
        return self.local.isascii()

    @property
    def shown(self) -> Address:
        """How it stands in the head of a letter."""
        return Address(self.name, self.local, self.domain)


def mailbox(text: str) -> Mailbox | None:
    """`Văn phòng <vp@xa.example>` or `vp@xa.example`; None for what is no address or hides a line of its own."""
    if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in text):
        return None
    named = _WITH_NAME.fullmatch(text)
    found = _ADDRESS.fullmatch((named["address"] if named else text).strip())
    if found is None:
        return None
    try:
        domain = found["domain"].encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return Mailbox(named["name"].strip(" \"'“”") if named else "", unicodedata.normalize("NFC", found["local"]), domain)


def same(text: str) -> str:
    """What two spellings of one person's address have in common."""
    found = mailbox(text)
    return (found.address if found else text).casefold()
