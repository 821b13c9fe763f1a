"""Warnings: few, each once, gone when their cause is, and mailed together in working hours."""

from __future__ import annotations

import json
import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from random import randbytes

import pytest
from pytest_httpserver import HTTPServer as Receiver
from werkzeug import Request, Response

from diembao import office as offices
from diembao.alerts import is_time_to_tell, machine_alerts, raise_alerts, say_alive
from diembao.holding import archive_size
from diembao.machine import Finding
from diembao.office import Office
from diembao.stopped import goes_on, tell_stopped
from domain.clock import VIETNAM
from domain.matter import Matter, MatterEvent, MatterState
from domain.reading import TargetTone, Tone, ToneValue
from domain.review import Choice
from store import Store, opened
from store.errors import Damaged, Locked
from tests.builders import a_judgement, a_link, a_page, an_article
from tests.diembao.mail import Box, mail_server
from tests.diembao.small_press import diembao, spoken
from tests.diembao.small_press import office as settle

# A Thursday morning at work.
NOW = datetime(2026, 11, 19, 9, 0, tzinfo=VIETNAM)
CODE = "11713"


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("cảnh báo") / "nhà"
    settle(home, [])
    return home


@pytest.fixture
def home(settled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(settled, tmp_path / "nhà"))


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with opened(home) as one:
        yield one


def the(home: Path) -> Office:
    return offices.office(home)


def asks(store: Store, number: int, at: datetime = NOW) -> str:
    """An article that puts a question to the commune."""
    link = a_link(f"http://bao-mot.example/hoi-{number}.html")
    store.links.add([link], at)
    store.articles.save(replace(an_article(link.url), first_seen=at), link.id)
    store.readings.save_judgements(link.id, [a_judgement()], 1)
    tone = Tone(ToneValue.NEGATIVE, 0.9, "Bà con hỏi.", "")
    store.tones.save(link.id, tone, [TargetTone(CODE, tone, True, 0.9, "Bà con hỏi.")], 1)
    return link.id


def kinds(store: Store) -> list[str]:
    return [one.kind for one in store.warnings.standing()]


def test_a_question_is_told_once_and_falls_silent_when_decided(home: Path, store: Store) -> None:
    article = asks(store, 1)
    assert [one.item for one in raise_alerts(the(home), store, NOW)] == [article]
    assert raise_alerts(the(home), store, NOW + timedelta(hours=1)) == []
    store.reviews.add(article, CODE, Choice.REPLY, "Lan", NOW)
    raise_alerts(the(home), store, NOW + timedelta(hours=2))
    assert kinds(store) == []
    assert len(store.warnings.all()) == 1


def test_a_deadline_is_told_when_near_and_when_over(home: Path, store: Store) -> None:
    due = NOW.date() + timedelta(days=4)
    store.matters.propose([Matter("m1", CODE, NOW, "Rác thôn 5", raised=NOW.date())])
    store.matters.write(CODE, "m1", MatterEvent(NOW, "Lan", MatterState.ASSIGNED, due=due))
    told = [raise_alerts(the(home), store, NOW + timedelta(days=day)) for day in range(8)]
    assert [(day, one.text[:6]) for day, new in enumerate(told) for one in new] == [(0, "Sắp đế"), (5, "Đã quá")]
    assert kinds(store) == ["deadline"]


def test_the_machine_tells_one_thing_a_kind_and_ends_it(home: Path, store: Store) -> None:
    full = [("disk", Finding("Ổ đĩa gần đầy.", "Dọn bớt.")), ("disk", Finding("Ổ đĩa gần đầy.", "Dọn bớt."))]
    found = [
        *full,
        ("packages", Finding("Gói khác.", "")),
        ("chain", Finding("Chuỗi bị sửa.", "Giữ nguyên.", bad=True)),
    ]
    assert [one.kind for one in machine_alerts(the(home), store, found)] == ["disk", "data"]
    raise_alerts(the(home), store, NOW, found)
    raise_alerts(the(home), store, NOW, found)
    assert kinds(store) == ["disk", "data"]
    # A reading knows nothing of the machine and ends nothing of it.
    raise_alerts(the(home), store, NOW)
    assert kinds(store) == ["disk", "data"]
    raise_alerts(the(home), store, NOW, [])
    assert kinds(store) == []
    raise_alerts(the(home), store, NOW, full)
    assert len(store.warnings.all()) == 3


def test_a_failed_backup_and_a_large_archive_are_told(home: Path, store: Store) -> None:
    store.runs.end(store.runs.begin("backup", NOW, NOW), NOW, {"answer": "USB chưa cắm."}, "failed")
    link = a_link()
    store.links.add([link], NOW)
    store.pages.save(a_page(link, b"x"))
    assert archive_size(store) > 0
    diembao(home, "config", "set", "limits.archive_mb", "1")
    told = machine_alerts(the(home), store, [])
    assert [one.kind for one in told] == ["backup"]
    assert "USB chưa cắm" in told[0].text
    large = a_link("http://bao-mot.example/lon.html")
    store.links.add([large], NOW)
    store.pages.save(a_page(large, randbytes(1_200_000)))
    for policy, words in (("warn", "at_limit shorten"), ("shorten", "đã bỏ sớm")):
        diembao(home, "config", "set", "keeping.at_limit", policy)
        (told,) = (one for one in machine_alerts(the(home), store, []) if one.kind == "archive")
        assert words in told.advice


def test_one_mail_tells_all_that_is_new_and_nothing_twice(home: Path, store: Store, tmp_path: Path) -> None:
    box = Box()
    with mail_server(tmp_path, box, "none", login=False) as (port, _):
        values = {"email.smtp_host": "127.0.0.1", "email.smtp_port": str(port), "email.security": "none"}
        for key, value in (values | {"email.from": "may@xa.example", "alerts.to": "lan@xa.example"}).items():
            diembao(home, "config", "set", key, value)
        asks(store, 1)
        asks(store, 2)
        night = NOW.replace(hour=22)
        raise_alerts(the(home), store, night)
        assert box.letters == []
        raise_alerts(the(home), store, NOW + timedelta(days=1))
        raise_alerts(the(home), store, NOW + timedelta(days=1, hours=1))
        asks(store, 3, NOW + timedelta(days=1))
        raise_alerts(the(home), store, NOW + timedelta(days=1, hours=2))
    assert [address for address, _ in box.letters] == ["lan@xa.example"] * 2
    first = box.letters[0][1]
    assert str(first["Subject"]) == "Điểm báo: 2 việc cần xem"
    assert first.get_content().count("cần xem có phải trả lời không") == 2


def test_a_mail_that_could_not_go_goes_with_the_next(home: Path, store: Store) -> None:
    values = {"email.smtp_host": "127.0.0.1", "email.smtp_port": "9", "email.security": "none"}
    for key, value in (values | {"email.from": "may@xa.example", "alerts.to": "lan@xa.example"}).items():
        diembao(home, "config", "set", key, value)
    asks(store, 1)
    raise_alerts(the(home), store, NOW)
    assert len(store.warnings.unsent()) == 1


def test_a_chat_room_is_told_once_also_where_no_mail_goes(home: Path, store: Store, httpserver: Receiver) -> None:
    taken: list[str] = []

    def room(request: Request) -> Response:
        taken.append(json.loads(request.data)["message"])
        return Response("ok")

    httpserver.expect_request("/").respond_with_handler(room)
    (home / "nhom.txt").write_text(f"json://localhost:{httpserver.port}/", encoding="utf-8")
    diembao(home, "config", "set", "alerts.chat_file", "khong-co.txt")
    asks(store, 1)
    raise_alerts(the(home), store, NOW)
    assert len(store.warnings.unsent()) == 1, "a file that is not there stops nothing and loses nothing"
    diembao(home, "config", "set", "alerts.chat_file", "nhom.txt")
    for minutes in (1, 2):
        raise_alerts(the(home), store, NOW + timedelta(minutes=minutes))
    (told,) = taken
    assert "cần xem có phải trả lời không" in told
    assert store.warnings.unsent() == []


@pytest.mark.parametrize(
    ("moment", "told"),
    [("2026-11-19T09:00", True), ("2026-11-19T06:59", False), ("2026-11-22T09:00", False), ("2027-01-01T09:00", False)],
)
def test_mails_go_out_when_somebody_is_at_work(moment: str, told: bool) -> None:
    assert is_time_to_tell(datetime.fromisoformat(moment).replace(tzinfo=VIETNAM)) is told


def test_the_watchman_is_called_and_his_silence_stops_nothing(home: Path) -> None:
    asked: list[str] = []

    class Watchman(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Watchman)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    assert not say_alive(the(home))
    diembao(home, "config", "set", "alerts.ping", f"http://127.0.0.1:{server.server_port}/con-song")
    assert say_alive(the(home))
    server.shutdown()
    server.server_close()
    assert asked == ["/con-song"]
    assert not say_alive(the(home))


def test_a_mail_server_that_lets_nobody_in_is_told_at_the_desk(home: Path, store: Store) -> None:
    refused = Finding("Máy chủ thư từ chối mật khẩu.", "Thử lại bằng: diembao digest send --test")
    assert [one.kind for one in machine_alerts(the(home), store, [("mail", refused)])] == ["mail"]


def test_a_watchman_that_answers_nonsense_stops_nothing(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            line, _ = server.accept()
            line.recv(1_000)
            line.sendall(b"xin chao\r\n\r\n")
            line.close()

        threading.Thread(target=answer, daemon=True).start()
        diembao(home, "config", "set", "alerts.ping", f"http://127.0.0.1:{server.getsockname()[1]}/")
        assert not say_alive(the(home))
    diembao(home, "config", "set", "alerts.ping", "http://may chu/")
    assert not say_alive(the(home))


def test_a_standstill_is_mailed_once_though_nothing_can_be_kept(home: Path, tmp_path: Path) -> None:
    box, broken = Box(), Damaged("Tệp dữ liệu bị hỏng. Mời khôi phục bản sao lưu.")
    with mail_server(tmp_path, box, "none", login=False) as (port, _):
        values = {"email.smtp_host": "127.0.0.1", "email.smtp_port": str(port), "email.security": "none"}
        for key, value in (values | {"email.from": "may@xa.example", "alerts.to": "lan@xa.example"}).items():
            diembao(home, "config", "set", key, value)
        assert not tell_stopped(home, broken, NOW.replace(hour=22))
        assert not tell_stopped(home, Locked("Đang bị giữ."), NOW)
        assert [tell_stopped(home, broken, NOW) for _ in range(3)] == [True, False, False]
        goes_on(home)
        assert tell_stopped(home, broken, NOW)
        assert len(box.letters) == 2
        goes_on(home)
        diembao(home, "config", "set", "email.smtp_port", "9")
        assert not tell_stopped(home, broken, NOW)
        diembao(home, "config", "set", "email.smtp_port", str(port))
        assert not tell_stopped(home, broken, NOW + timedelta(minutes=59)), (
            "a dead mail server is not asked every second"
        )
        assert tell_stopped(home, broken, NOW + timedelta(hours=1))
        assert len(box.letters) == 3
        # By the clock: the data are gone, the archive is not.
        goes_on(home)
        for path in home.glob("diembao.sqlite3*"):
            path.unlink()
        (home / "archive").mkdir(exist_ok=True)
        (home / "archive" / "diembao-2026-11-19.warc.gz").write_bytes(b"x")
        code, _, told = spoken(home, "jobs", "--due")
        assert (code, "kho bản gốc vẫn còn" in told) == (1, True)
        assert len(box.letters) == (4 if is_time_to_tell(datetime.now(UTC)) else 3)
