"""Direct connections: certificates, closed ports, private addresses, and a child process that dies."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler.fetcher import Ask, CrawlPolicy, Fetcher
from crawler.wire import ask_line, policy_line, read_frame
from domain.clock import utc_text
from domain.outcome import Permanent, Temporary, Trouble, Word
from domain.press import Page
from tests.crawler.conftest import AGENT
from tests.crawler.site import Handler, Site, page, running, slow, status

DAY = dt.timedelta(days=1)


def one(fetcher: Fetcher, url: str) -> Page | Trouble:
    return next(result for _, result in fetcher.fetch([Ask("1", url)]))


def certificate(folder: Path, address: str, ends: dt.timedelta) -> Path:
    """A self-signed certificate with its key, for one address, valid until `ends` from now."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "bao thu")])
    now = dt.datetime.now(dt.UTC)
    built = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - 2 * DAY, now + ends)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "bao.pem"
    path.write_bytes(private + built.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize(
    ("address", "ends", "trusted", "said"),
    [
        ("127.0.0.1", DAY, True, ""),
        ("127.0.0.1", DAY, False, "đã hết hạn hoặc không do nơi tin cậy cấp"),
        ("127.0.0.1", -DAY, True, "đã hết hạn hoặc"),
        ("127.9.9.9", DAY, True, "tên máy chủ khác"),
    ],
    ids=["good", "unknown-signer", "expired", "other-address"],
)
def test_certificates_are_verified(tmp_path: Path, address: str, ends: dt.timedelta, trusted: bool, said: str) -> None:
    pem = certificate(tmp_path, address, ends)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    policy = CrawlPolicy(
        AGENT, delay_seconds=0, timeout_seconds=3, allow_private_hosts=True, ca_file=str(pem) if trusted else None
    )
    with running(context) as site, Fetcher(policy) as fetcher:
        site.answers["", "/a"] = page()
        result = one(fetcher, f"https://127.0.0.1:{site.port}/a")
    if not said:
        assert isinstance(result, Page)
        shown = x509.load_pem_x509_certificate(pem.read_bytes())
        assert result.certificate is not None
        assert result.certificate.sha256 == shown.fingerprint(hashes.SHA256()).hex()
        assert result.certificate.subject == result.certificate.issuer == shown.subject.rfc4514_string()
        assert result.certificate.valid_until == utc_text(shown.not_valid_after_utc)
    else:
        assert isinstance(result, Temporary)
        assert result.word is Word.TLS
        assert said in result.detail


def test_nobody_listens(direct: Fetcher) -> None:
    result = one(direct, "http://127.0.0.1:9/a")
    assert isinstance(result, Temporary)
    assert result.word is Word.UNREACHABLE


def test_no_such_name(direct: Fetcher) -> None:
    result = one(direct, "http://khong-co-ten-nay.invalid/a")
    assert isinstance(result, Temporary)
    assert result.word is Word.UNREACHABLE


@pytest.mark.parametrize(
    "url", ["khong phai dia chi", "ftp://a.example/x", "http://", "http://a.example:99999/", "http://a:b@c.example/"]
)
def test_bad_addresses(direct: Fetcher, url: str) -> None:
    result = one(direct, url)
    assert isinstance(result, Permanent)
    assert result.word is Word.BAD_ADDRESS


@pytest.fixture(scope="module")
def strict() -> Iterator[Fetcher]:
    with Fetcher(CrawlPolicy(AGENT, delay_seconds=0, timeout_seconds=2)) as fetcher:
        yield fetcher


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "[::1]", "[::ffff:7f00:1]", "may-chu"]
)
def test_private_addresses_are_never_connected_to(site: Site, strict: Fetcher, host: str) -> None:
    before = len(site.seen)
    result = one(strict, f"http://{host}:{site.port}/a")
    assert isinstance(result, Permanent)
    assert result.word is Word.PRIVATE_ADDRESS
    assert len(site.seen) == before


@pytest.mark.long
def test_a_child_that_dies_is_replaced(site: Site) -> None:
    site.answers["", "/lau"] = slow(0.5, page())
    policy = CrawlPolicy(AGENT, delay_seconds=0, timeout_seconds=5, allow_private_hosts=True)
    with Fetcher(policy) as fetcher:
        results = []
        for ask, result in fetcher.fetch([Ask(str(n), site.url(f"/lau?{n}" if n else "/lau")) for n in range(3)]):
            results.append((ask.id, result))
            if len(results) == 1:
                assert fetcher.pid is not None
                os.kill(fetcher.pid, signal.SIGTERM)
        assert sorted(name for name, _ in results) == ["0", "1", "2"]
        assert not any(result.word is Word.UNEXPECTED for _, result in results if isinstance(result, Trouble))


@pytest.mark.long
def test_a_child_that_dies_too_often_leaves_temporary_trouble(site: Site) -> None:
    site.answers["", "/lau"] = slow(0.1, page())
    policy = CrawlPolicy(AGENT, delay_seconds=0, timeout_seconds=5, allow_private_hosts=True)
    with Fetcher(policy) as fetcher:
        results = {}
        for ask, result in fetcher.fetch([Ask(str(n), site.url("/lau")) for n in range(20)]):
            results[ask.id] = result
            if isinstance(result, Page) and fetcher.pid is not None:
                os.kill(fetcher.pid, signal.SIGTERM)
    assert len(results) == 20
    left = [result for result in results.values() if isinstance(result, Temporary)]
    assert left
    assert {trouble.word for trouble in left} == {Word.UNEXPECTED}
    assert all("hết bộ nhớ" in trouble.sentence() for trouble in left)


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_page_that_kills_its_child_is_put_aside_and_no_other(site: Site, tmp_path: Path) -> None:
    policy = CrawlPolicy(AGENT, delay_seconds=0, timeout_seconds=5, allow_private_hosts=True)
    policy = replace(policy, log_file=str(tmp_path / "log" / "crawl.log"))
    with Fetcher(policy) as fetcher:

        def deadly(_handler: Handler) -> None:
            if fetcher.pid is not None:
                os.kill(fetcher.pid, signal.SIGKILL)

        site.answers |= {("", f"/{n}"): page() for n in range(12)} | {("", "/3"): deadly}
        results = dict(fetcher.fetch([Ask(str(n), site.url(f"/{n}")) for n in range(12)]))
    found = {ask.id: result for ask, result in results.items()}
    assert len(found) == 12
    assert [name for name, result in found.items() if not isinstance(result, Page)] == ["3"]
    assert isinstance(found["3"], Temporary)
    assert "Hệ thống sẽ tự thử lại" in found["3"].sentence()


def test_a_child_that_cannot_start_is_trouble_of_every_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/không/có/python")
    with Fetcher(CrawlPolicy(AGENT, allow_private_hosts=True)) as fetcher:
        results = list(fetcher.fetch([Ask(str(n), site.url("/")) for n in range(3)]))
    assert [isinstance(result, Temporary) for _, result in results] == [True, True, True]


def test_a_log_that_cannot_be_written_stops_no_reading(site: Site, tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("một tệp ở chỗ của thư mục", encoding="utf-8")
    site.answers["", "/robots.txt"] = status(404)
    site.answers["", "/y"] = page()
    policy = CrawlPolicy(AGENT, delay_seconds=0, timeout_seconds=5, allow_private_hosts=True)
    with Fetcher(replace(policy, log_file=str(tmp_path / "logs" / "crawl.log"))) as fetcher:
        assert isinstance(one(fetcher, site.url("/y")), Page)


def test_an_abandoned_call_does_not_disturb_the_next(site: Site, direct: Fetcher) -> None:
    site.answers["", "/x"] = page()
    next(iter(direct.fetch([Ask(f"cu-{n}", site.url("/x")) for n in range(3)])))
    assert [ask.id for ask, _ in direct.fetch([Ask("moi", site.url("/x"))])] == ["moi"]


def test_the_child_ends_when_its_parent_does(site: Site) -> None:
    """Standard input closed is all it needs; what it was doing is left."""
    site.answers["", "/lau"] = slow(60, page())
    child = subprocess.Popen([sys.executable, "-m", "crawler.child"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None
    policy = CrawlPolicy(AGENT, delay_seconds=0, timeout_seconds=30, allow_private_hosts=True)
    child.stdin.write(policy_line(policy) + ask_line(1, Ask("1", site.url("/lau"))))
    child.stdin.flush()
    time.sleep(1.5)
    child.stdin.close()
    assert child.wait(timeout=120) == 0


def test_a_name_that_turns_private_between_two_requests_is_not_followed(site: Site) -> None:
    """DNS rebinding: every connection goes to an address that was checked, whatever was answered before."""
    code = (
        "import socket, itertools; answers = itertools.chain(['192.88.99.1'], itertools.repeat('127.0.0.1'));"
        "socket.gethostbyname = lambda name: next(answers) if name.startswith('doi') else '127.0.0.1';"
        "from crawler.child import main; main()"
    )
    before = len(site.seen)
    child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(policy_line(CrawlPolicy(AGENT, delay_seconds=0, timeout_seconds=1)))
    words = []
    for serial, name in enumerate(("doi-dia-chi", "doi-dia-chi", "rieng", "doi-lan-nua")):
        child.stdin.write(ask_line(serial, Ask(name, f"http://{name}.example:{site.port}/bai-{serial}.html")))
        child.stdin.flush()
        answer = read_frame(child.stdout)
        assert answer is not None
        words.append(answer.trouble.word if answer.trouble else None)
    child.stdin.close()
    child.wait(timeout=30)
    assert len(site.seen) == before
    assert words[2:] == [Word.PRIVATE_ADDRESS] * 2
    assert None not in words


def test_what_prints_lands_on_standard_error() -> None:
    code = (
        "import os; from crawler.spider import _take_stdout; out = _take_stdout();"
        "print('xin chao', flush=True); os.write(1, b'tiep'); out.write(b'khung'); out.flush()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"khung"
    assert b"xin chao" in done.stderr
    assert b"tiep" in done.stderr


def test_standard_output_carries_answers_alone(site: Site) -> None:
    site.answers["", "/robots.txt"] = status(404)
    site.answers["", "/y"] = page()
    child = subprocess.Popen([sys.executable, "-m", "crawler.child"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(policy_line(CrawlPolicy(AGENT, delay_seconds=0, allow_private_hosts=True)))
    child.stdin.write(ask_line(7, Ask("1", site.url("/y"))))
    child.stdin.flush()
    answer = read_frame(child.stdout)
    assert answer is not None
    assert (answer.serial, answer.status) == (7, 200)
    child.stdin.close()
    assert child.stdout.read() == b""
    child.wait(timeout=120)
