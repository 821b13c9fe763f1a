"""Chat rooms: a real receiver on loopback, each room told once, secrets in no log."""

from __future__ import annotations

import json

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from diembao.chatting import chat_issued, chat_test
from diembao.cli import Failed
from diembao.issue import build, issue
from diembao.office import Office
from digest.send import chat
from domain.errors import KnownError
from store import Store
from store.deliveries import DeliveryState
from store.editions import Issued
from tests.diembao.test_issue import THIS, THURSDAY, find, here, office, store

__all__ = ["here", "store"]
SECRET = "mat-khau-cua-nhom"


class Room:
    """Takes messages and keeps them; `status` is what it answers."""

    def __init__(self) -> None:
        self.status, self.taken = 200, list[str]()

    def __call__(self, request: Request) -> Response:
        self.taken.append(json.loads(request.data)["message"])
        return Response("ok", self.status)


@pytest.fixture
def room(httpserver: HTTPServer, here: Office) -> Room:
    found = Room()
    httpserver.expect_request("/").respond_with_handler(found)
    address = f"json://nguoi:{SECRET}@localhost:{httpserver.port}/"
    (here.home / "nhom.txt").write_text(f"# nhóm lãnh đạo\n{address}\n\n{address}\n", encoding="utf-8")
    with (here.home / "settings.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[chat]\nfile = "nhom.txt"\n')
    return found


@pytest.fixture
def told(here: Office, store: Store, room: Room) -> tuple[Office, Issued]:
    find(store, 1, "2026-11-18T08:00:00+07:00", THURSDAY)
    build(here, store, THIS, THURSDAY, ("html",))
    issue(here, store, THIS, THURSDAY, "12", THURSDAY.date())
    return office(here.home), store.editions.issued("11713", THIS.key)[-1]


def test_a_room_is_told_once(told: tuple[Office, Issued], store: Store, room: Room) -> None:
    for _ in range(3):
        chat_issued(told[0], store, told[1], THURSDAY)
    assert len(room.taken) == 1
    assert "TỔNG HỢP DƯ LUẬN BÁO CHÍ" in room.taken[0]
    assert len(room.taken[0]) <= chat.LIMIT


def test_a_test_is_marked_and_settles_nothing(told: tuple[Office, Issued], store: Store, room: Room) -> None:
    chat_test(told[0], store, THIS, THURSDAY)
    chat_issued(told[0], store, told[1], THURSDAY)
    assert [text.startswith("[GỬI THỬ]") for text in room.taken] == [True, False]


def test_a_refusal_is_told_and_tried_again_only_when_asked(
    told: tuple[Office, Issued], store: Store, room: Room
) -> None:
    room.status = 500
    (sending,) = chat_issued(told[0], store, told[1], THURSDAY)
    assert "chat.file" in sending.why
    room.status = 200
    assert chat_issued(told[0], store, told[1], THURSDAY) == []
    (sending,) = chat_issued(told[0], store, told[1], THURSDAY, again=True)
    assert not sending.why
    assert [item.attempts for item in store.deliveries.all()] == [2]


def test_a_program_that_died_amid_a_call_is_not_followed_by_a_second(
    told: tuple[Office, Issued],
    store: Store,
    room: Room,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("apprise.plugins.custom_json.NotifyJSON.send", die)
        with pytest.raises(KeyboardInterrupt):
            chat_issued(told[0], store, told[1], THURSDAY)
    assert [item.state for item in store.deliveries.all()] == [DeliveryState.SENDING]
    assert chat_issued(told[0], store, told[1], THURSDAY) == []
    assert len(chat_issued(told[0], store, told[1], THURSDAY, again=True)) == len(room.taken) == 1


def test_no_secret_in_log_or_settings(told: tuple[Office, Issued], store: Store, room: Room) -> None:
    room.status = 500
    chat_issued(told[0], store, told[1], THURSDAY)
    for item in store.deliveries.all():
        assert SECRET not in f"{item.recipient} {item.detail}"
        assert item.recipient.startswith("chat:json-")
    assert SECRET not in (told[0].home / "settings.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "# chỉ có lời ghi\n", "khong-phai-dia-chi\n"])
def test_a_file_without_rooms_names_the_remedy(
    told: tuple[Office, Issued],
    store: Store,
    text: str,
) -> None:
    (told[0].home / "nhom.txt").write_text(text, encoding="utf-8")
    with pytest.raises(KnownError, match=r"chat\.file"):
        chat_issued(told[0], store, told[1], THURSDAY)
    assert not store.deliveries.all()


def test_without_settings_nothing_is_sent(here: Office, store: Store) -> None:
    with pytest.raises(Failed, match=r"config set chat\.file"):
        chat_test_of(here, store)


def chat_test_of(here: Office, store: Store) -> None:
    find(store, 1, "2026-11-18T08:00:00+07:00", THURSDAY)
    build(here, store, THIS, THURSDAY, ("html",))
    chat_test(here, store, THIS, THURSDAY)
