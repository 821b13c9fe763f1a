"""A desk on which everything there can be is there, and the walk over all its pages."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from datetime import timedelta

from desk import words
from domain.case import Deed
from domain.fact import Fact
from domain.matter import Matter, MatterEvent, MatterState
from domain.outcome import Outcome, Word
from domain.plan import PlanNote
from domain.presswork import Asked, Occasion, Said
from domain.reading import TargetTone, Tone, ToneValue, TopicHit, Verdict
from domain.request import Task
from domain.review import Choice
from domain.story import Copy, CopyKind, Joined
from store import Store
from store.warnings import Warning_
from tests.casework import SENTENCE, Pen, opened_case
from tests.desk.conftest import NOW, Browser, Desk
from tests.desk.test_digests import build_week
from tests.desk.test_doors import CODE, edition
from tests.desk.test_watch import edited_and_removed

TONE = TargetTone(CODE, Tone(ToneValue.NEGATIVE, 0.9, "Khói rác mù mịt.", "vì câu này"), True, 0.9, "Ai xử lý?")
PLAIN = """/ /?vua=1 /tim /tim?q=bài /tim?q=khôngcó /tim?q=từ:9/9/9 /tim?vua=1 /thay-doi /ho-so /so-lieu
    /thong-ke?ngay=2026-11-13 /thong-ke?ky=quy&ngay=2026-11-13 /thong-ke/danh-sach?tu=2026-11-12&den=2026-11-18
    /thong-ke/thoi-gian?loai=tra-loi&tu=2026-11-12&den=2026-11-28
    /thong-ke/thoi-gian?loai=ho-so&tu=2026-11-12&den=2026-11-28
    /phat-ngon /phat-ngon?ky=thang&ngay=2026-11-14&vua=press_request-1 /phat-ngon?ky=quy&ngay=2026-11-14&dem=2
    /ke-hoach /ke-hoach?ky=quy&ngay=2026-11-14&tinh=1&vua=1
    /tong-hop /nguon /nhat-ky /cai-dat /van-de /tro-giup /tro-giup/moi-ngay /nguoi-dung /mat-khau /khong-co""".split()
DIGEST = "/tong-hop/week-2026-11-18"


def walk(desk: Desk, tongue: str = "vi") -> Iterator[tuple[str, str]]:
    """Every page of a desk on which everything there can be is there, as (path, page)."""
    items = filled(desk)
    _saved(desk)
    _registered(desk)
    edition(desk, "digests/tong-hop.html")
    thu, stranger, reader = desk.browser("Thu"), desk.browser(), desk.browser("Xuân")
    for browser in (thu, stranger, reader):
        browser.get(f"/ngon-ngu/{tongue}")
    for path in (DIGEST, f"{DIGEST}/sua"):  # of an older program
        yield path, thu.get(path)
    build_week(desk)
    _reworded(desk)
    for path in (*PLAIN, DIGEST, f"{DIGEST}/sua", *_own(desk, items)):
        yield path, thu.get(path)
    yield from _answered(thu, items[4])
    for path in ("/dang-nhap", "/bat-dau", "/bat-dau/khoi-phuc"):
        yield path, stranger.get(path)
    yield "error", reader.get("/nhat-ky")


def _answered(thu: Browser, item: str) -> Iterator[tuple[str, str]]:
    """Pages that answer a form or a choice: a case about to be opened, the facts of a file before they are kept."""
    path = f"/bai/{item}/mo-ho-so"
    page = thu.get(path)
    yield path, page
    path = html.unescape(re.findall(r'href="(/bai/[^"]+[?]cau[^"]+)"', page)[0])
    yield path, thu.get(path)
    thu.get("/so-lieu")
    thu.post("/so-lieu/tep", tep=(io.BytesIO("Nội dung,Số văn bản\nXã có 12 xóm.,5/BC\n".encode()), "dân số.csv"))
    yield "preview of a file", thu.page


def _own(desk: Desk, items: list[str]) -> Iterator[str]:
    """The pages of single articles, stories and cases."""
    for item in items:
        yield from (f"/bai/{item}", f"/bai/{item}/lich-su", f"/su-viec/{item}")
    with desk.store() as store:
        yield from (f"/ho-so/{case.id}" for case in store.cases.all(CODE))


def filled(desk: Desk) -> list[str]:
    """Put one of everything on the desk; returns the articles."""
    items = [desk.put(number, verdict) for number, verdict in enumerate([*Verdict, Verdict.REVIEW, Verdict.ACCEPT])]
    items.append(desk.put(9, None, title="", published=None))
    items.append(edited_and_removed(desk, 7))
    with desk.store() as store:
        for item, choice in zip(items, [Choice.REPLY, Choice.COPY, Choice.NOT_OURS], strict=False):
            store.reviews.add(item, CODE, choice, "Lan", NOW, note="ghi chú")
        _read(store, items)
        _matters(store, items[0])
        _cases(store, items[4])
        _warned(store, items[4])
        for action in words.DEEDS:
            store.audit.add(NOW, "Lan", action, items[0], "chi tiết")
        for task, detail in ((Task.RUN, ""), (Task.BUILD, "week 2026-11-18")):
            asked = store.requests.ask(task, detail, "Lan", NOW)
            store.requests.take(NOW)
            store.requests.end(asked.id, NOW, 1, "Đang có một lượt chạy khác.")
            store.requests.ask(task, detail, "Lan", NOW)
    lan = desk.browser("Lan")
    lan.get(f"/bai/{items[2]}")
    assert lan.post(f"/bai/{items[2]}/quy-tac", **{"cum-tu": "ẩm thực Kiến Quốc"}).status_code == 200
    return items


def _read(store: Store, items: list[str]) -> None:
    for item in (*items[:2], items[4]):
        store.tones.save(item, TONE.tone, [TONE], 1)
    store.readings.save_topics(items[0], [TopicHit("1", 1, 2.0, (), "vì có chữ bồi thường")], 1)
    for word in (Word.DONE, Word.UNEXPECTED):
        detail = "Traceback (most recent call last)" if word is Word.UNEXPECTED else ""
        store.outcomes.put(Outcome(items[0], word.value, 1, word, detail, NOW))
    copy = Copy(items[1], items[0], CopyKind.EXACT, 1.0)
    store.stories.save([Joined(items[0]), Joined(items[1], (items[0],), 0.9, "cùng nhắc “cầu”", copy)], 1)


def _matters(store: Store, item: str) -> None:
    for state in MatterState:
        matter = Matter(item + state.value, CODE, NOW, "Khói rác thôn 5", "Báo Một", raised=NOW.date())
        store.matters.propose([matter])
        event = MatterEvent(NOW, "Lan", state, unit="Phòng Kinh tế", directive="văn bản", due=NOW.date())
        store.matters.write(CODE, matter.id, event)


def _cases(store: Store, item: str) -> None:
    """Facts that hold, end soon and have ended; a case just opened, one with a verdict, one that is closed."""
    day = NOW.date()
    for text, end in (("Xã có 12 thôn.", None), ("Xã có 9 trường.", day + timedelta(5)), ("Xã có 3 chợ.", day)):
        fact = Fact(text, "5/BC-UBND", day - timedelta(300), "UBND xã", "báo cáo năm", None, end, "Dân cư", "Bà Hạnh")
        store.facts.add(CODE, [fact], "Lan", NOW)
    opened_case(store, item, said="47 hộ", opened=NOW)
    Pen(store, opened_case(store, item, said="48 hộ", sentence=SENTENCE.replace("47", "48"))).concluded("false")
    Pen(store, opened_case(store, item, said="49 hộ", sentence=SENTENCE.replace("47", "49")))(
        Deed.CLOSE, ending="mistaken", text="bấm nhầm"
    )


def _warned(store: Store, item: str) -> None:
    found = [
        Warning_("disk", "", "Ổ đĩa sắp đầy: còn 300 MB.", "Mời xóa bớt tệp không dùng trên máy."),
        Warning_("reply", item, "Báo Một 09 giờ 10: “Bài số 4”.", "Chọn Cần trả lời hoặc Đúng."),
        Warning_("search", f"1/{item}", "Tìm “Rác ven sông” có bài mới: Báo Một.", "Mở trang Tìm để xem."),
        Warning_("silent", "bao-mot", "Chưa đọc được Báo Một đã hơn 3 ngày.", "Mở trang báo để so sánh."),
    ]
    store.warnings.keep(("disk", "reply", "search", "silent"), found, NOW)


def _registered(desk: Desk) -> None:
    """The register of the press with an answer in time, one too late, one still due; a result of the plan."""
    asked = NOW - timedelta(days=6)
    with desk.store() as store:
        for hours in (2, 30, 0):
            line = store.press.ask(CODE, Asked(Occasion.SUDDEN, asked, f"Khói rác, việc {hours}", "Lan", "Báo Một"))
            if hours:
                store.press.answer(CODE, line, Said(asked + timedelta(hours=hours), "Bà Hạnh", "Đã dập.", "thư", "Lan"))
        store.press.ask(CODE, Asked(Occasion.SUDDEN, NOW - timedelta(days=60), "Việc cũ", "Lan"))
        store.plans.add(CODE, PlanNote(asked.date(), "danh-gia", "Đã họp với 3 báo.", "Lan", NOW))


def _saved(desk: Desk) -> None:
    """A search that is a part of the digest, a warning and a feed; one that is only a link."""
    lan = desk.browser("Lan")
    for name, uses in (("Rác ven sông", ["section", "warning"]), ("Cầu thôn", [])):
        lan.get("/tim?q=cầu")
        lan.post("/tim/luu", q="cầu", name=name, use=uses)
    lan.post("/tim/1/dia-chi", seen="1")
    assert ".atom</code>" in lan.page


def _reworded(desk: Desk) -> None:
    """One piece of the digest in other words and commented on, another dropped, a story pinned."""
    lan = desk.browser("Lan")
    page = lan.get(f"{DIGEST}/sua")
    names = list(dict.fromkeys(html.unescape(name) for name in re.findall(r'name="item" value="([^"]+)"', page)))
    for deed, item in (("text", names[0]), ("comment", names[0]), ("drop", names[1]), ("pin", names[-1])):
        lan.get(f"{DIGEST}/sua")
        lan.post(f"{DIGEST}/sua", deed=deed, item=item, seen=lan.seen(), text="Lời của cán bộ.")
