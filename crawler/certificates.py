"""Which certificate did the server show? Part of the evidence: it ties what came to the newspaper's own name."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from scrapy.http import Response

from domain.clock import utc_text
from domain.press import Certificate


def certificate_of(response: Response) -> Certificate | None:
    """The server's own certificate as the connection saw it, None without TLS."""
    if response.certificate is None:
        return None
    shown = response.certificate.original.to_cryptography()
    return Certificate(
        sha256=shown.fingerprint(SHA256()).hex(),
        subject=shown.subject.rfc4514_string(),
        issuer=shown.issuer.rfc4514_string(),
        valid_from=utc_text(shown.not_valid_before_utc),
        valid_until=utc_text(shown.not_valid_after_utc),
    )
