"""Which trouble a request that brought no response is."""

from __future__ import annotations

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from service_identity import VerificationError
from twisted.internet.error import ConnectError, ConnectionClosed
from twisted.web._newclient import ParseError
from twisted.web.http import PotentialDataLoss

from crawler.troubles import lasting, passing, untrusted
from domain.outcome import Trouble, Word

# All that Scrapy's downloader raises; ValueError is an address that it cannot take.
FAILURES = (
    CannotResolveHostError,
    ConnectError,
    ConnectionClosed,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    SSL.Error,
    TunnelError,
    ValueError,
)
_TLS = (SSL.Error, VerificationError)


def of_failure(failure: BaseException, private: bool) -> Trouble:
    """The trouble in one of `FAILURES`; `private` when the name was refused for its private address."""
    if private:
        return lasting(Word.PRIVATE_ADDRESS)
    if isinstance(failure, DownloadCancelledError):
        return lasting(Word.TOO_LARGE)
    if isinstance(failure, DownloadTimeoutError):
        return passing(Word.TIMEOUT)
    if isinstance(failure, ValueError):
        return lasting(Word.BAD_ADDRESS)
    reasons = [getattr(reason, "value", reason) for reason in getattr(failure.__cause__, "reasons", None) or ()]
    if refused := [reason for reason in (failure, *reasons) if isinstance(reason, _TLS)]:
        return untrusted(" ".join(map(repr, refused)))
    if any(isinstance(reason, (ParseError, PotentialDataLoss)) for reason in reasons):
        return passing(Word.BROKEN_ENCODING)
    return passing(Word.UNREACHABLE)
