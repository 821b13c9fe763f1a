"""The watch played against a loopback newspaper for each sequence: every one classified as listed, nothing invented."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import config.gazetteer
from crawler.fetcher import CrawlPolicy, Fetcher
from diembao.pipeline import Flow
from diembao.reading import ToneReaders
from diembao.stages import run_stage
from domain.outcome import Word
from domain.place import Commune
from domain.press import Link, Source
from domain.urls import article_id
from nlp.mentions import Recogniser
from nlp.topics import TopicReader
from store import Store, opened
from tests.diembao.fresh_sequences import FRESH
from tests.diembao.later_sequences import LATER
from tests.diembao.newspaper import Sheet
from tests.diembao.sequences import HOURS, PATH, Reply, Sequence
from tests.diembao.sequences import SEQUENCES as FIRST_SEQUENCES

START = datetime(2026, 11, 12, 3, 0, tzinfo=UTC)
SEQUENCES = (*FIRST_SEQUENCES, *LATER, *FRESH)
OTHER = "/khac-200001.html"
_HOME = Reply(
    "<html><head><title>Báo Thử</title></head><body><h1>Báo Thử</h1><a href='/tin'>Tin trong ngày</a></body></html>"
)
_OTHER = Reply(
    Sheet(
        title="Giải bóng chuyền trẻ khai mạc tối nay ở nhà thi đấu",
        sapo="Tám đội tranh tài trong năm ngày, vé vào cửa tự do cho mọi người.",
        body=("Ban tổ chức cho biết lịch thi đấu đã gửi tới các đội và niêm yết ở cổng nhà thi đấu từ đầu tuần này.",)
        * 3,
    )
)


@dataclass
class Press:
    """All newspapers behind one proxy; `visit` is the number of the visit, -1 for the first reading."""

    visit: int = -1
    conditional: int = 0
    full: int = 0
    sites: dict[str, Sequence] = field(default_factory=dict)

    def reply(self, url: str) -> Reply:
        parts = urlsplit(url)
        host = parts.hostname or ""
        name = host.removeprefix("www.").removesuffix(".example").removesuffix("-moi")
        sequence = self.sites[name]
        for key in (host + parts.path, parts.path):
            if key in sequence.elsewhere:
                return sequence.elsewhere[key]
        if parts.path == "/robots.txt":
            return replace(
                sequence.site.get(self.visit, Reply("User-agent: *\nDisallow:")),
                status=200,
                content="User-agent: *\nDisallow:",
            )
        if parts.path == PATH:
            return sequence.first if self.visit < 0 else sequence.visits[min(self.visit, len(sequence.visits) - 1)]
        return sequence.site.get(self.visit) or {"/": _HOME, OTHER: _OTHER}.get(parts.path, Reply("", 404))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    press: Press

    def do_GET(self) -> None:
        reply = self.press.reply(self.path)
        if reply.down:
            self.close_connection = True
            return
        body = reply.content.html(self.path) if isinstance(reply.content, Sheet) else reply.content.encode()
        tag = f'"{hash(body)}"'
        stamp = reply.headers.get("Last-Modified")
        unchanged = (
            self.headers.get("If-Modified-Since") == stamp if stamp else self.headers.get("If-None-Match") == tag
        )
        same = reply.status == 200 and unchanged
        self.press.conditional += bool(self.headers.get("If-None-Match"))
        self.press.full += not same
        self.send_response(304 if same else reply.status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", "0" if same else str(len(body)))
        if reply.status == 200 and not stamp:
            self.send_header("ETag", tag)
        if reply.location:
            self.send_header("Location", reply.location)
        for key, value in reply.headers.items():
            self.send_header(key, value)
        self.end_headers()
        if not same:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


class _Server(ThreadingHTTPServer):
    """Takes seventy newspapers' calls at once: the usual queue of five refuses some on a busy machine."""

    request_queue_size = 256


@contextmanager
def serving(press: Press) -> Iterator[str]:
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"press": press}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def run(flow: Flow, policy: CrawlPolicy, *names: str) -> list[tuple[str, str, Word]]:
    seen: list[tuple[str, str, Word]] = []
    with Fetcher(policy) as fetcher:
        for stage in flow.stages(fetcher):
            if stage.name in names:
                run_stage(stage, flow.store.outcomes, flow.store.together, flow.now, lambda *told: seen.append(told))
    return seen


def flow_at(store: Store, commune: Commune, moment: datetime) -> Flow:
    gazetteer = config.gazetteer.load()
    sources = tuple(Source(s.name, "Báo Thử", f"http://{s.name}.example/") for s in SEQUENCES)
    return Flow(
        store=store,
        sources=sources,
        now=moment,
        recogniser=lambda: Recogniser(gazetteer, [commune]),
        topic_reader=lambda: TopicReader(()),
        tone_readers=lambda: ToneReaders.of(Path("khong-co")),
        knowledge="",
        units=(commune.code,),
        regardless=True,
    )


def address(sequence: Sequence) -> str:
    return f"http://{sequence.name}.example{PATH}"


@dataclass(frozen=True)
class Played:
    """What playing all sequences left behind."""

    store: Store
    press: Press
    unexpected: list[tuple[str, str, Word]]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    press = Press(sites={sequence.name: sequence for sequence in SEQUENCES})
    with serving(press) as proxy, opened(tmp_path_factory.mktemp("watch")) as store:
        commune = config.gazetteer.commune("11713")
        policy = CrawlPolicy("diembao/0.1", delay_seconds=0, timeout_seconds=30, proxy=proxy)
        links = [
            Link(article_id(url), url, s.name)
            for s in SEQUENCES
            for url in (address(s), f"http://{s.name}.example{OTHER}")
        ]
        store.links.add(links, START)
        first = run(flow_at(store, commune, START), policy, "fetch", "extract", "mention", "watch")
        odd = [told for told in first if told[2] is Word.UNEXPECTED]
        for number, hours in enumerate(HOURS):
            press.visit = number
            moment = START + timedelta(hours=hours)
            told = run(flow_at(store, commune, moment), policy, "watch", "extract", "mention")
            odd += [one for one in told if one[2] is Word.UNEXPECTED]
        yield Played(store, press, odd)


@pytest.mark.long
@pytest.mark.parametrize("sequence", SEQUENCES, ids=lambda sequence: sequence.name)
def test_every_sequence_is_classified(played: Played, sequence: Sequence) -> None:
    changes = list(played.store.watch.changes(article_id(address(sequence))))
    assert tuple(change.kind.value for change in changes) == sequence.expected, "\n".join(c.detail for c in changes)


@pytest.mark.long
def test_nothing_unexpected_happened(played: Played) -> None:
    assert played.unexpected == []
