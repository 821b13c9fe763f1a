"""Each way in which a request brings no response is one trouble."""

from __future__ import annotations

import pytest
from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from twisted.internet.error import ConnectionLost, NoRouteError
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError, ResponseNeverReceived

from crawler.failures import FAILURES, of_failure
from domain.outcome import Permanent, Temporary, Word


def failed(*reasons: Exception) -> DownloadFailedError:
    """As Scrapy raises it: caused by Twisted's error, which holds what went wrong in turn."""
    error = DownloadFailedError("x")
    error.__cause__ = ResponseNeverReceived([Failure(reason) for reason in reasons])
    return error


@pytest.mark.parametrize(
    ("failure", "word"),
    [
        (CannotResolveHostError("x"), Word.UNREACHABLE),
        (DownloadConnectionRefusedError("x"), Word.UNREACHABLE),
        (NoRouteError(), Word.UNREACHABLE),
        (ConnectionLost(), Word.UNREACHABLE),
        (TunnelError("x"), Word.UNREACHABLE),
        (failed(ConnectionLost()), Word.UNREACHABLE),
        (failed(SSL.Error("x")), Word.TLS),
        (SSL.Error("x"), Word.TLS),
        (failed(ParseError("x", b"x")), Word.BROKEN_ENCODING),
        (DownloadTimeoutError("x"), Word.TIMEOUT),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_passing_failures(failure: Exception, word: Word) -> None:
    trouble = of_failure(failure, private=False)
    assert isinstance(failure, FAILURES)
    assert isinstance(trouble, Temporary)
    assert trouble.word is word


@pytest.mark.parametrize(
    ("failure", "private", "word"),
    [
        (DownloadCancelledError("x"), False, Word.TOO_LARGE),
        (ValueError("x"), False, Word.BAD_ADDRESS),
        (UnicodeError("x"), False, Word.BAD_ADDRESS),
        (CannotResolveHostError("x"), True, Word.PRIVATE_ADDRESS),
    ],
)
def test_lasting_failures(failure: Exception, private: bool, word: Word) -> None:
    trouble = of_failure(failure, private)
    assert isinstance(trouble, Permanent)
    assert trouble.word is word
