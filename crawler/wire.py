"""What crosses the pipe between the crawl's child process and its parent.

Down: one JSON line for the policy, then one for each ask. Up: frames, each a 4-byte length, a JSON header of that
length, and the body whose length the header names.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from typing import IO, Any

from crawler.policy import Ask, CrawlPolicy
from domain.outcome import Permanent, Temporary, Trouble, Word
from domain.press import Certificate

# Marks a page of a way in whose body was cut in transit: what arrived is still worth reading.
CUT_HEADER = "X-Diembao-Cut"
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of ask number `serial`: trouble, or a page's status, headers and body."""

    serial: int
    trouble: Trouble | None = None
    status: int = 0
    final_url: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    ip: str | None = None
    body: bytes = b""
    certificate: Certificate | None = None


def policy_line(policy: CrawlPolicy) -> bytes:
    """The first line down."""
    return json.dumps(asdict(policy)).encode() + b"\n"


def read_policy(line: bytes) -> CrawlPolicy:
    """Read back what `policy_line` wrote."""
    data = json.loads(line)
    return CrawlPolicy(**{**data, "spent": tuple((host, count) for host, count in data["spent"])})


def ask_line(serial: int, ask: Ask) -> bytes:
    """A line down: ask number `serial`."""
    return json.dumps({"serial": serial, "ask": asdict(ask)}).encode() + b"\n"


def read_ask(line: bytes) -> tuple[int, Ask]:
    """Read back what `ask_line` wrote."""
    data = json.loads(line)
    return int(data["serial"]), Ask(**data["ask"])


def frame(answer: Answer) -> bytes:
    """A frame up."""
    header = json.dumps(
        {
            "serial": answer.serial,
            "trouble": _trouble_out(answer.trouble),
            "status": answer.status,
            "final_url": answer.final_url,
            "headers": answer.headers,
            "ip": answer.ip,
            "certificate": asdict(answer.certificate) if answer.certificate else None,
            "size": len(answer.body),
        }
    ).encode()
    return b"".join((_LENGTH.pack(len(header)), header, answer.body))


def read_frame(stream: IO[bytes]) -> Answer | None:
    """The next answer on `stream`; None when it ended, also in the middle of a frame."""
    start = stream.read(_LENGTH.size)
    if len(start) < _LENGTH.size:
        return None
    size = _LENGTH.unpack(start)[0]
    header = stream.read(size)
    if len(header) < size:
        return None
    data = json.loads(header)
    body = stream.read(data["size"])
    return _answer(data, body) if len(body) == data["size"] else None


def _answer(data: dict[str, Any], body: bytes) -> Answer:
    return Answer(
        serial=data["serial"],
        trouble=_trouble_in(data["trouble"]),
        status=data["status"],
        final_url=data["final_url"],
        headers=tuple((name, value) for name, value in data["headers"]),
        ip=data["ip"],
        body=body,
        certificate=Certificate(**data["certificate"]) if data["certificate"] else None,
    )


def _trouble_out(trouble: Trouble | None) -> dict[str, Any] | None:
    if trouble is None:
        return None
    later = trouble.retry_after if isinstance(trouble, Temporary) else None
    lasting = isinstance(trouble, Permanent)
    return {"word": trouble.word, "detail": trouble.detail, "lasting": lasting, "retry_after": later}


def _trouble_in(data: dict[str, Any] | None) -> Trouble | None:
    if data is None:
        return None
    word = Word(data["word"])
    return Permanent(word, data["detail"]) if data["lasting"] else Temporary(word, data["detail"], data["retry_after"])
