"""Changes at the desk: told on Hôm nay, shown word by word, ruled upon, taken back."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.reading import Verdict
from domain.watch import Change, ChangeKind, Seen, Sight, State, Watched
from tests.builders import a_link, a_page
from tests.desk.conftest import NOW, Desk

URL = "http://bao-mot.example/tin-1.html"
SEEN = NOW - timedelta(hours=5)
CODE = "11713"


@pytest.fixture
def removed(desk: Desk) -> str:
    """An article that was edited, then removed."""
    return edited_and_removed(desk)


def edited_and_removed(desk: Desk, number: int = 1) -> str:
    """An article whose newspaper changed a figure in it, then took it away."""
    url = URL.replace("tin-1", f"tin-{number}")
    item = desk.put(number, Verdict.ACCEPT)
    with desk.store() as store:
        old = store.articles.get(item)
        link = a_link(url)
        watched = Watched(item, url, "bao-mot", SEEN, State.REMOVED, SEEN, SEEN, NOW + timedelta(days=2), misses=3)
        page = a_page(link, b"<html>2</html>", fetched_at=SEEN)
        with store.together():
            store.pages.save(a_page(link, b"<html>1</html>", fetched_at=SEEN))
            new = replace(old, body=old.body.replace("12 m", "21 m") + " <script>x</script>")
            store.watch.add_version(link.id, old, new, page, 2, SEEN)
            store.watch.note_visit(watched, Seen(Sight.GONE, "Trang không còn."), SEEN, SEEN, True)
            store.watch.add_changes(
                [
                    Change(item, url, SEEN, ChangeKind.NUMBER_EDITED, "Đoạn 1: “12” → “21”", 2),
                    Change(item, url, SEEN, ChangeKind.REMOVED, "Không còn trên trang của báo"),
                ]
            )
            store.watch.remember(watched)
    return item


def test_a_removed_article_waits_for_a_word(desk: Desk, removed: str) -> None:
    lan = desk.browser("Lan")
    assert "Bài báo đã sửa, đã gỡ (1)" in lan.get("/")
    assert "<strong>sửa số liệu, đã gỡ</strong>" in lan.page
    page = lan.get(f"/bai/{removed}/lich-su")
    assert "báo đã gỡ" in page
    assert "<del>12</del>" in page
    assert "<ins>21</ins>" in page
    assert "&lt;script&gt;" in page
    assert "không còn bài ở địa chỉ này. Trang không còn." in page
    for number in re.findall(rf"/bai/{removed}/lich-su/(\d+)", page):
        lan.post(f"/bai/{removed}/lich-su/{number}", ruling="right")
    assert "Lan đã xem" in lan.page
    assert "Bài báo đã sửa, đã gỡ" not in lan.get("/")
    assert "Lan đã xem: đúng" in lan.get("/thay-doi")
    with desk.store() as store:
        assert store.watch.get(removed).state is State.REMOVED
        assert [deed.action for deed in store.audit.latest(2)] == ["watch", "watch"]


def test_a_removal_that_is_none_goes_back_under_watch(desk: Desk, removed: str) -> None:
    lan = desk.browser("Lan")
    number = re.findall(rf"/bai/{removed}/lich-su/(\d+)", lan.get(f"/bai/{removed}/lich-su"))[-1]
    lan.post(f"/bai/{removed}/lich-su/{number}", ruling="wrong")
    with desk.store() as store:
        watched = store.watch.get(removed)
        assert (watched.state, watched.misses) == (State.PRESENT, 0)
        assert watched.due_at is not None
        told = [change.kind for change in store.watch.changes_between(CODE, SEEN - timedelta(1), NOW)]
        assert told == [ChangeKind.NUMBER_EDITED]
    lan.post(f"/bai/{removed}/lich-su/{number}", ruling="undo")
    with desk.store() as store:
        assert len(list(store.watch.changes_between(CODE, SEEN - timedelta(1), NOW))) == 2
        assert store.verify().findings == ()


def test_who_only_reads_decides_nothing(desk: Desk, removed: str) -> None:
    xuan, lan = desk.browser("Xuân"), desk.browser("Lan")
    assert "Đúng đã gỡ" not in xuan.get(f"/bai/{removed}/lich-su")
    xuan.get("/")
    assert xuan.post(f"/bai/{removed}/lich-su/1", ruling="right").status_code == 403
    lan.get("/")
    assert lan.post(f"/bai/{removed}/lich-su/1", ruling="perhaps").status_code == 400
    assert lan.post(f"/bai/{removed}/lich-su/99", ruling="right").status_code == 404


def test_an_article_that_never_changed(desk: Desk) -> None:
    item = desk.put(2, Verdict.ACCEPT)
    page = desk.browser("Lan").get(f"/bai/{item}/lich-su")
    assert "Chưa thấy báo sửa hay gỡ bài này" in page
    assert "Ba tháng qua không ghi nhận" in desk.browser("Lan").get("/thay-doi")


def test_the_dossier_is_one_click_away(desk: Desk, removed: str) -> None:
    lan = desk.browser("Lan")
    assert "Tải hồ sơ lưu của bài" in lan.get(f"/bai/{removed}/lich-su")
    answer = lan.client.post(f"/bai/{removed}/ho-so", data={"dau": lan.token()})
    assert answer.mimetype == "application/zip"
    assert "ho-so-bai-so-1" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as files:
        assert files.read("bai-1/ban-1.html") == b"<html>1</html>"
    with desk.store() as store:
        assert store.audit.latest(1)[0].action == "dossier"
    xuan = desk.browser("Xuân")
    xuan.get("/")
    assert xuan.post(f"/bai/{removed}/ho-so").status_code == 403
