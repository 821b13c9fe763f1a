"""Once a day an authority's time stamp (RFC 3161) over the end of the chain, where the settings name an authority.

The authority sees a hash and nothing else. Its answer proves to anybody that the end, and so all before it, was there
at that time; `openssl ts -verify` checks it without this program.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any

from config.evidence import StampSettings
from diembao.words import say
from domain.clock import to_local
from domain.errors import KnownError
from store import Store
from store.chain import Head
from store.stamps import line_of_head

TIMEOUT = 30.0
# Answers have some 5 kB with the authority's certificates.
LARGEST = 100_000
_EXTRA = "diembao[stamp]"
_LATER = "Dữ liệu vẫn nguyên; hệ thống xin lại ở lượt sau."

Post = Callable[[str, bytes], bytes]


class StampTrouble(KnownError):
    """Why there is no stamp, as a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Stamper:
    """Asks one authority. `post` carries a query there, `clock` is the machine's."""

    settings: StampSettings
    post: Post
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def stamp(self, store: Store) -> str:
        """Stamp the chain's end if today has no stamp yet and there is something new; a sentence, "" for nothing."""
        if not self.settings.url:
            return ""
        last, head = store.stamps.last(), store.chain.head()
        if not head.number or (last and to_local(last.at).date() == to_local(self.clock()).date()):
            return ""
        try:
            at, token = self._asked(head)
        except StampTrouble as trouble:
            return f"{trouble} {say(_LATER)}"
        store.stamps.add(head, at, self.settings.url, token)
        return say("Đã có tem thời gian cho cuối chuỗi số {number}.").format(number=head.number)

    def _asked(self, head: Head) -> tuple[datetime, bytes]:
        try:
            import rfc3161_client as rfc  # noqa: PLC0415 - an optional extra, and heavy
        except ImportError:
            raise StampTrouble(
                say("Chưa xin được tem thời gian vì máy chưa cài phần {extra}.").format(extra=_EXTRA)
            ) from None
        message = line_of_head(head).encode()
        query = rfc.TimestampRequestBuilder().data(message).hash_algorithm(rfc.HashAlgorithm.SHA256).build()
        try:
            token = self.post(self.settings.url, query.as_bytes())
        except (urllib.error.URLError, HTTPException, OSError, ValueError) as trouble:
            raise StampTrouble(say("Tổ chức cấp tem không trả lời ({why}).").format(why=trouble)) from trouble
        return _checked(rfc, token, query, self.settings.ca_file), token


def _checked(rfc: Any, token: bytes, query: Any, ca_file: str) -> datetime:
    """The time an answer certifies, once it is seen to be an answer to this query. Raises StampTrouble."""
    try:
        answer = rfc.decode_timestamp_response(token)
        granted = rfc.PKIStatus(answer.status) in (rfc.PKIStatus.GRANTED, rfc.PKIStatus.GRANTED_WITH_MODS)
        same = granted and answer.tst_info.message_imprint.message == query.message_imprint.message
        if not (granted and same and answer.tst_info.nonce == query.nonce):
            raise StampTrouble(say("Tổ chức cấp tem không cấp, hoặc cấp tem cho nội dung khác."))
        if ca_file:
            _verify(rfc, answer, query, Path(ca_file))
        return _aware(answer.tst_info.gen_time)
    except (ValueError, rfc.VerificationError) as trouble:
        raise StampTrouble(say("Tem nhận được không hợp lệ ({why}).").format(why=trouble)) from trouble


def _verify(rfc: Any, answer: Any, query: Any, ca_file: Path) -> None:
    from cryptography import x509  # noqa: PLC0415 - heavy, and needed here alone

    builder = rfc.VerifierBuilder.from_request(query)
    for certificate in x509.load_pem_x509_certificates(ca_file.read_bytes()):
        builder = builder.add_root_certificate(certificate)
    builder.build().verify(answer, query.message_imprint.message)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class _StaysThere(urllib.request.HTTPRedirectHandler):
    """An authority that sends us elsewhere is not the one the settings name."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> None:
        """Follow nothing."""


def post(url: str, query: bytes) -> bytes:
    """Carry a query to an authority. Raises URLError, OSError or HTTPException."""
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    request = urllib.request.Request(url, data=query, headers=headers)
    with urllib.request.build_opener(_StaysThere).open(request, timeout=TIMEOUT) as answer:
        return bytes(answer.read(LARGEST))
