"""A local authority (openssl behind a loopback server) stamps the chain's end; openssl verifies it alone."""

from __future__ import annotations

import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest

from config.evidence import StampSettings
from diembao.dossiers import dossier
from diembao.office import office
from diembao.stamping import Stamper, post
from store import opened
from tests.builders import a_link
from tests.desk.conftest import settle
from tests.diembao.test_dossiers import URL, fill

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl on this machine")

_CONFIG = """
[ req ]
distinguished_name = dn
prompt = no
[ dn ]
CN = Noi cap tem thu
[ tsa ]
default_tsa = one
[ one ]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
certs = tsa.pem
default_policy = 1.2.3.4.1
digests = sha256
ordering = no
tsa_name = no
ess_cert_id_chain = no
[ leaf ]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
"""


def openssl(folder: Path, line: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["openssl", *line.split()], cwd=folder, capture_output=True, check=False)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "o.cnf").write_text(_CONFIG)
    (folder / "serial").write_text("01\n")
    key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config o.cnf"
    assert openssl(folder, f"req -x509 {key} -keyout ca.key -out ca.pem -days 30 -subj /CN=Goc").returncode == 0
    assert openssl(folder, f"req -new {key} -keyout tsa.key -out tsa.csr").returncode == 0
    sign = "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile o.cnf -extensions leaf"
    assert openssl(folder, f"{sign} -out tsa.pem").returncode == 0
    return folder


class _Handler(BaseHTTPRequestHandler):
    folder: Path
    spoil = False

    def do_POST(self) -> None:
        (self.folder / "q.tsq").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
        if self.spoil:
            openssl(self.folder, "ts -query -data o.cnf -sha256 -cert -out q.tsq")
        openssl(self.folder, "ts -reply -config o.cnf -section one -queryfile q.tsq -out r.tsr")
        body = (self.folder / "r.tsr").read_bytes()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


@pytest.fixture
def server(authority: Path) -> Iterator[ThreadingHTTPServer]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"folder": authority}))
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def stamper(server: ThreadingHTTPServer, ca_file: Path, days: int = 0) -> Stamper:
    settings = StampSettings(url=f"http://127.0.0.1:{server.server_port}/tsa", ca_file=str(ca_file))
    return Stamper(settings, post, lambda: datetime.now(UTC) + timedelta(days=days))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    settle(tmp_path / "nhà")
    with opened(tmp_path / "nhà") as store:
        fill(store)
        store.chain.write_down()
    return tmp_path / "nhà"


def test_the_end_is_stamped_once_a_day_and_openssl_agrees(
    home: Path, authority: Path, server: ThreadingHTTPServer, tmp_path: Path
) -> None:
    with opened(home) as store:
        head = store.chain.head()
        assert "Đã có tem thời gian" in stamper(server, authority / "ca.pem").stamp(store)
        assert stamper(server, authority / "ca.pem").stamp(store) == ""
        assert list(store.stamps.ends()) == [head.number]
        store.chain.write_down()
        assert stamper(server, authority / "ca.pem", days=1).stamp(store) != ""
        assert store.verify().findings == ()
        packed = dossier(office(home), store, "Cầu", [a_link(URL).id])
    with zipfile.ZipFile(BytesIO(packed)) as files:
        files.extractall(tmp_path)
        guide = files.read("DOC-TRUOC.txt").decode()
    shutil.copy(authority / "ca.pem", tmp_path / "goc.pem")
    line = next(line for line in guide.splitlines() if "openssl ts -verify" in line).strip().removeprefix("openssl ")
    checked = openssl(tmp_path, line)
    assert checked.returncode == 0, checked.stderr
    ends = (tmp_path / "chuoi" / "cuoi-doan.txt").read_text()
    assert f"{head.number} {head.hash}" in ends
    (tmp_path / "tem" / "tem-1.txt").write_text(f"{head.number} {'0' * 64}\n")
    assert openssl(tmp_path, line).returncode != 0


def test_a_stamp_over_something_else_is_refused(home: Path, authority: Path, server: ThreadingHTTPServer) -> None:
    server.RequestHandlerClass.spoil = True  # type: ignore[attr-defined]
    with opened(home) as store:
        assert "cấp tem cho nội dung khác" in stamper(server, authority / "ca.pem").stamp(store)
        assert store.stamps.last() is None


def test_a_stamp_of_somebody_else_is_refused(home: Path, authority: Path, server: ThreadingHTTPServer) -> None:
    key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config o.cnf -days 30"
    assert openssl(authority, f"req -x509 {key} -keyout x.key -out x.pem -subj /CN=Khac").returncode == 0
    with opened(home) as store:
        assert "không hợp lệ" in stamper(server, authority / "x.pem").stamp(store)
        assert store.stamps.last() is None


def test_a_silent_authority_costs_nothing(home: Path, authority: Path) -> None:
    with opened(home) as store:
        settings = StampSettings(url="http://127.0.0.1:9/")
        assert "không trả lời" in Stamper(settings, post).stamp(store)
        assert Stamper(StampSettings(), post).stamp(store) == ""
        assert store.verify().findings == ()
