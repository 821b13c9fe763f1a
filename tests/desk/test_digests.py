"""Bản tổng hợp: built from what was decided, seen in place, downloaded, asked for again."""

from __future__ import annotations

import io
import zipfile

from desk.words import task
from diembao.issue import build, last_complete
from diembao.office import office
from domain.edition import PeriodKind
from domain.reading import Verdict
from domain.review import Choice
from tests.desk.conftest import NOW, Desk
from tests.desk.test_doors import CODE, edition


def build_week(desk: Desk) -> None:
    here = office(desk.home)
    with desk.store() as store:
        period = last_complete(NOW, PeriodKind.WEEK, here.settings.digest.windows)
        build(here, store, period, NOW, ["docx", "html", "txt"])


def test_the_digest_follows_the_decisions(desk: Desk) -> None:
    items = [
        desk.put(number, verdict) for number, verdict in enumerate([Verdict.ACCEPT, Verdict.ACCEPT, Verdict.REVIEW])
    ]
    with desk.store() as store:
        for item, choice in zip(items, [Choice.NOT_OURS, Choice.COPY, Choice.OURS], strict=True):
            store.reviews.add(item, CODE, choice, "Lan", NOW)
    build_week(desk)
    page = desk.browser("Lan").get("/tong-hop/week-2026-11-18/xem")
    assert "Bài số 2" in page
    assert "Bài số 0" not in page
    assert "Bài số 1" not in page


def test_an_edition_is_seen_and_downloaded(desk: Desk) -> None:
    desk.put(1, Verdict.ACCEPT)
    build_week(desk)
    lan = desk.browser("Lan")
    assert "Tuần 12/11/2026 đến 18/11/2026" in lan.get("/tong-hop")
    page = lan.get("/tong-hop/week-2026-11-18")
    assert 'src="/tong-hop/week-2026-11-18/xem"' in page
    assert "Bài số 1" in page  # the short form for messages
    answer = lan.client.get("/tong-hop/week-2026-11-18/tep/docx")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    sheet = lan.client.get("/tong-hop/week-2026-11-18/tep/xlsx")  # not among the files built: made when asked for
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(sheet.data)).namelist()
    assert lan.client.get("/tong-hop/week-2026-11-18/tep/exe").status_code == 404
    assert lan.client.get("/tong-hop/week-2026-11-11").status_code == 404


def test_files_that_are_gone_are_made_again(desk: Desk) -> None:
    desk.put(1, Verdict.ACCEPT)
    build_week(desk)
    for path in (desk.home / "digests").iterdir():
        path.unlink()
    lan = desk.browser("Lan")
    assert "không còn trong thư mục" not in lan.get("/tong-hop/week-2026-11-18")
    assert "Bài số 1" in lan.get("/tong-hop/week-2026-11-18/xem")


def test_a_digest_of_an_older_program_whose_files_are_gone_is_told(desk: Desk) -> None:
    edition(desk, "digests/tong-hop.html")
    (desk.home / "digests" / "tong-hop.html").unlink()
    assert "không còn trong thư mục" in desk.browser("Lan").get("/tong-hop/week-2026-11-18")


def test_building_is_asked_for(desk: Desk) -> None:
    lan = desk.browser("Lan")
    lan.get("/tong-hop")
    lan.post("/tong-hop/lap", kind="month", day="2026-11-10")
    assert "Lập bản tổng hợp tháng có ngày 10/11/2026: đang chờ đến lượt" in lan.page
    with desk.store() as store:
        asked = store.requests.open()[0]
        assert (asked.detail, task(asked)) == ("month 2026-11-10", "Lập bản tổng hợp tháng có ngày 10/11/2026")
        store.requests.take(NOW)
        store.requests.end(asked.id, NOW, 1, "Đang có một lượt chạy khác.")
    assert "Đang có một lượt chạy khác. Các bản cũ vẫn còn nguyên." in lan.get("/tong-hop")
