"""Drafts and issued documents come back as they were stored, whatever is in them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from digest.compose import compose, issued
from domain.document import Digest, Sheet
from domain.edition import Edition
from domain.matter import Matter, MatterEvent, MatterState
from store import opened
from store.deliveries import Delivery, DeliveryState
from store.plain import from_plain, pack, to_plain, unpack
from tests.digest import editions
from tests.digest.test_compose import EDITIONS

AT = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize("name", EDITIONS)
def test_editions_and_digests_survive_packing(name: str) -> None:
    edition, digest = EDITIONS[name], compose(EDITIONS[name])
    assert unpack(Edition, pack(edition)) == edition
    assert unpack(Digest, pack(digest)) == digest
    assert pack(unpack(Digest, pack(digest))) == pack(digest)


def test_a_cell_keeps_its_type() -> None:
    row = ("1", 1, 1.5, date(2026, 1, 2), AT, None, "2026-01-02")
    sheet = Sheet("s", ("a",), (row,), (1.0,))
    (back,) = from_plain(Sheet, to_plain(sheet)).rows
    assert back == row
    assert [type(cell) for cell in back] == [type(cell) for cell in row]


def test_what_is_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="Sheet"):
        from_plain(Digest, to_plain(Sheet("s", (), (), ())))


def test_versions_are_frozen(tmp_path: Path) -> None:
    edition = editions.full()
    code, key = edition.commune.unit.code, edition.period.key
    first = issued(compose(edition), "12", date(2026, 11, 20))
    with opened(tmp_path) as store:
        store.editions.save(edition, compose(edition), ["digests/x.docx"])
        version = store.editions.issue(edition, first, "12", date(2026, 11, 20), "", AT)
        later = editions.storm()
        store.editions.save(later, compose(later), [])
        again = store.editions.issue(later, compose(later), "13", date(2026, 11, 21), "thay thế", AT)
        assert [item.version for item in (version, again)] == [1, 2]
        assert store.editions.issued(code, key) == (version, again)
        assert store.editions.frozen(version) == (edition, first)
        assert store.editions.draft(code, key) == (later, compose(later))


def test_an_issue_stands_as_its_events_left_it(tmp_path: Path) -> None:
    raised = Matter(
        "a", "11713", AT, "Đèn hỏng", "Báo Một", "https://x.example/1", date(2026, 11, 16), unit="Phòng Kinh tế"
    )
    given = MatterEvent(AT + timedelta(hours=1), "lan", MatterState.ASSIGNED, directive="CV 12", due=date(2026, 12, 1))
    done = MatterEvent(AT + timedelta(days=3), "lan", MatterState.CLOSED, result="Đã thay đèn")
    with opened(tmp_path) as store:
        store.matters.propose([raised])
        store.matters.propose([Matter("a", "11713", AT, "Tên khác")])
        store.matters.write("11713", "a", given)
        store.matters.write("11713", "a", done)
        (between,) = store.matters.all("11713", AT + timedelta(days=1))
        now = store.matters.get("11713", "a")
    assert (between.what, between.state, between.due, between.result) == (
        "Đèn hỏng",
        MatterState.ASSIGNED,
        date(2026, 12, 1),
        "",
    )
    assert now is not None
    assert (now.state, now.directive, now.result, now.changed) == (MatterState.CLOSED, "CV 12", "Đã thay đèn", done.at)
    assert not now.open


def test_the_mail_log_holds_one_row_a_document_and_recipient(tmp_path: Path) -> None:
    first = Delivery("week#1", "a@x.example", DeliveryState.SENDING, AT)
    with opened(tmp_path) as store:
        assert store.deliveries.get("week#1", "a@x.example") is None
        store.deliveries.put(first)
        sent = Delivery("week#1", "a@x.example", DeliveryState.SENT, AT, 2, "250 OK", AT + timedelta(hours=1))
        store.deliveries.put(sent)
        assert store.deliveries.all() == (sent,)
