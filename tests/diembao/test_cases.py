"""Four statements of the press from the first doubt to the end, through stage, command line and papers."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import docx
import pytest

from config import fresh
from desk import passwords
from diembao import casework
from diembao.claiming import Claiming, link_changes, open_cases
from diembao.cli import Failed, run
from diembao.office import office
from diembao.stages import run_stage
from domain.case import SOFTWARE, Case, Deed, State, Verdict
from domain.clock import VIETNAM, Stamp
from domain.edition import week_of
from domain.fact import Fact
from domain.people import Role
from domain.place import Unit
from domain.presswork import Asked, Occasion, Said
from domain.reading import Verdict as Named
from domain.review import Choice
from domain.watch import Change, ChangeKind
from store import Store, opened
from store.cases import NotAllowed
from tests.builders import a_judgement, a_link, a_page, an_article
from tests.casework import LAN, MINH, UNIT, Pen, finding

PLACE = Unit("11713", "Nghi Dương", "Xã", "Thành phố Hải Phòng", "31")
NOW = datetime(2026, 11, 19, 8, 0, tzinfo=VIETNAM)
WRONG = "UBND xã Nghi Dương đã chi trả tiền bồi thường cho 47 hộ dân thôn Mai Dương."
FORGED = "Theo Quyết định số 99/QĐ-UBND của UBND xã Nghi Dương, bãi rác thôn 5 đóng cửa."
TRUE = "Bãi tập kết rác thôn 5 xã Nghi Dương đốt rác suốt 14 ngày."
OPINION = "Người viết cho rằng xã Nghi Dương cần lắng nghe dân hơn."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    home = tmp_path / "nhà"
    fresh.write_new(home, fresh.settings_text(PLACE, "none"))
    with opened(home) as found:
        for name, role in ((LAN, Role.EDITOR), (MINH, Role.APPROVER)):
            found.users.add(name, role, passwords.hashed(f"mật khẩu dài của {name}"), NOW)
        facts = [
            Fact("UBND xã Nghi Dương chi trả tiền bồi thường cho 41 hộ dân thôn Mai Dương.", "12/BB-KT",
                 NOW.date() - timedelta(days=7), "Phòng Kinh tế", person="Trần Văn Bình"),
            Fact("Quyết định số 19/QĐ-UBND của UBND xã Nghi Dương về đóng cửa bãi rác thôn 5.", "19/QĐ-UBND",
                 NOW.date() - timedelta(days=9), "UBND xã"),
        ]  # fmt: skip
        found.facts.add(UNIT, facts, LAN, NOW)
        yield found


def read(store: Store, number: int, body: str, verdict: Named = Named.ACCEPT) -> str:
    """An article as the earlier stages leave it, then the stage itself."""
    link = a_link(f"http://bao-mot.example/tin-{number}.html")
    store.links.add([link], NOW)
    store.pages.save(a_page(link, body.encode(), fetched_at=NOW))
    published = Stamp.at(NOW - timedelta(hours=3))
    article = an_article(link.url, title=f"Bài {number}", sapo="", body=body, published=published)
    store.articles.save(article, link.id)
    store.readings.save_judgements(article.id, [a_judgement(verdict)], 1)
    check(store)
    return article.id


def check(store: Store) -> None:
    run_stage(Claiming(store, (UNIT,), NOW).stage(), store.outcomes, store.together, NOW, lambda *_: None)


def only(store: Store) -> Pen:
    (case,) = store.cases.all(UNIT)
    return Pen(store, case, NOW)


def told(store: Store, pen: Pen, name: str) -> bytes:
    return casework.paper(casework.file_of(office(store.home), store, pen.case, pen.at), name)


def two_findings(pen: Pen) -> None:
    pen(Deed.SCREEN, medium="online", affects_opinion=True)
    pen(Deed.ASSIGN, unit="Phòng Kinh tế")
    pen(Deed.FINDING, **finding())
    pen(Deed.FINDING, **finding("15/BC-VP", "Văn phòng HĐND và UBND"))


def test_the_wrong_number_comes_to_a_printed_correction(store: Store):
    article = read(store, 1, f"{WRONG}\nBà con phấn khởi.")
    pen = only(store)
    assert (pen.case.said, pen.case.by, pen.case.state) == ("47 hộ dân", SOFTWARE, State.PRESERVED)
    assert pen.case.basis == "Văn bản số 12/BB-KT ngày 12/11/2026 của Phòng Kinh tế"
    assert len(pen.case.events[0].data["files"][0]["sha256"]) == 64
    check(store)
    assert open_cases(store, UNIT) == 1
    two_findings(pen)
    with pytest.raises(Failed, match="hai người"):
        told(store, pen, "cong-van-de-nghi-cai-chinh")
    pen(Deed.PROPOSE, verdict="false", ground="Hai tài liệu ghi 41 hộ")
    pen(Deed.APPROVE, by=MINH)
    pen(Deed.RIGHT, text="Việc chi trả đã thực hiện")
    pen(Deed.SUBMIT, letter="B")
    assert told(store, pen, "cong-van-de-nghi-cai-chinh")[:2] == b"PK"
    pen(Deed.SEND, letter="B", number="45/UBND-VHXH", day="2026-11-20", way="bưu điện")
    pen(Deed.PROOF, text="Phiếu báo phát 123")
    seen = pen.at + timedelta(days=1)
    store.watch.add_changes(
        [Change(article, "http://bao-mot.example/tin-1.html", seen, ChangeKind.NUMBER_EDITED, "47 hộ thành 41 hộ")]
    )
    for _ in range(2):
        link_changes(store, UNIT, seen)
    suggested = store.cases.get(UNIT, pen.case.id)
    assert suggested is not None
    (event,) = suggested.of(Deed.SUGGEST)
    assert "47 hộ thành 41 hộ" in event.data["text"]
    assert suggested.state is State.SENT
    pen.at = seen
    pen(Deed.CONFIRM, suggestion=event.number)
    pen(Deed.ANSWER, text="Báo đã cải chính")
    assert pen(Deed.CLOSE, ending="corrected").state is State.CLOSED
    (line,) = casework.lines(office(store.home), store, week_of(pen.at.date()), pen.at)
    assert (line.number, line.outcome) == ("SL-2026-001", "sai sự thật; đã cải chính")
    page, _ = casework.published(office(store.home), store, pen.at)
    assert "47 hộ" not in page.decode()


def test_the_true_complaint_is_answered_and_rebuttal_locked(store: Store):
    article = read(store, 2, TRUE)
    assert store.cases.all(UNIT) == ()
    store.cases.open(Case("", UNIT, article, "number", "14 ngày", TRUE, NOW, LAN))
    pen = only(store)
    two_findings(pen)
    pen(Deed.PROPOSE, verdict="true_unfavourable", ground="Nhật ký vận hành ghi 14 ngày")
    pen(Deed.APPROVE, by=MINH)
    pen(Deed.RIGHT, text="Việc đốt rác kéo dài 14 ngày")
    for name in ("cong-van-phan-hoi", "cong-van-de-nghi-cai-chinh", "thu-de-nghi-dinh-chinh"):
        with pytest.raises(Failed, match="không lập văn bản phản bác"):
            told(store, pen, name)
    pen(Deed.ACCEPT, unit="Phòng Kinh tế", text="Dừng đốt từ 18/11", received="2026-11-19")
    (limit,) = [
        one for one in casework.file_of(office(store.home), store, pen.case, pen.at).dues if "trả lời" in one.what
    ]
    assert limit.at.date().isoformat() == "2026-12-11"
    assert told(store, pen, "cong-van-tra-loi-bao")[:2] == b"PK"
    pen(Deed.SUBMIT, letter="answer")
    pen(Deed.SEND, letter="answer", number="46/UBND-VHXH", day="2026-11-25", way="thư công vụ")
    assert pen(Deed.CLOSE, ending="answered").verdict is Verdict.TRUE_UNFAVOURABLE


def test_the_forged_decision_takes_the_police_path(store: Store):
    read(store, 3, FORGED)
    pen = only(store)
    assert (pen.case.kind, pen.case.said) == ("document", "99/QĐ-UBND")
    two_findings(pen)
    pen(Deed.PROPOSE, verdict="fabricated", ground="Sổ công văn không có quyết định số 99")
    pen(Deed.APPROVE, by=MINH)
    pen(Deed.RIGHT, text="Bãi rác thôn 5 có thật")
    for name in ("cong-van-phan-hoi", "cong-van-de-nghi-cai-chinh", "thu-de-nghi-dinh-chinh"):
        with pytest.raises(Failed, match="chuyển Công an xã"):
            told(store, pen, name)
    pen(Deed.REFER, to="Công an xã", text="Văn bản giả mạo", number="7/PC-UBND")
    assert told(store, pen, "phieu-chuyen")[:2] == b"PK"
    assert not pen(Deed.CLOSE, ending="referred").open


def test_the_opinion_piece_opens_nothing(store: Store, capsys: pytest.CaptureFixture[str]):
    article = read(store, 4, OPINION)
    assert store.cases.all(UNIT) == ()
    with pytest.raises(NotAllowed, match="Ý kiến"):
        store.cases.open(Case("", UNIT, article, "opinion", OPINION, OPINION, NOW, LAN))
    words = ["case", "open", article, OPINION, "--kind", "opinion", "--by", LAN, "--home", str(store.home)]
    assert run(words) == 2
    assert "Ý kiến, bình luận" in capsys.readouterr().err


def test_an_article_that_is_not_the_communes_opens_nothing(store: Store):
    for number, verdict in ((5, Named.REJECT), (6, Named.REVIEW)):
        read(store, number, WRONG, verdict)
    assert store.cases.all(UNIT) == ()
    ours = store.articles.ids()
    for article in ours:
        store.reviews.add(article, UNIT, Choice.OURS, LAN, NOW)
    check(store)
    assert len(store.cases.all(UNIT)) == 2


def test_a_statement_judged_before_is_suggested_and_inherits_nothing(store: Store):
    read(store, 7, WRONG)
    pen = only(store)
    pen.concluded("false")
    read(store, 8, WRONG.replace("UBND xã", "Xã"))
    first, second = store.cases.all(UNIT)
    assert "Kết luận cũ không tự áp dụng" in first.of(Deed.SUGGEST)[0].data["text"]
    assert second.verdict is Verdict.UNVERIFIED


def test_new_facts_make_old_articles_due(store: Store):
    read(store, 9, "Xã Nghi Dương có 3.150 hộ dân đã cài ứng dụng định danh.")
    assert store.cases.all(UNIT) == ()
    new = Fact("Xã Nghi Dương có 3.510 hộ dân đã cài ứng dụng định danh.", "8/BC-UBND", NOW.date() - timedelta(days=1))
    store.facts.add(UNIT, [new], LAN, NOW)
    check(store)
    assert [case.said for case in store.cases.all(UNIT)] == ["3.150 hộ dân"]


def at_command(home: Path, monkeypatch: pytest.MonkeyPatch, who: str, *words: str, password: str = "") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO((password or f"mật khẩu dài của {who}") + "\n"))
    more = ["--by", who, "--password-stdin", "--home", str(home), "--now", "2026-11-19T09:00"]
    return run(["case", "write", "SL-2026-001", *words, *more])


def test_the_command_line_meets_the_same_rules(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    read(store, 1, WRONG)
    home = store.home
    assert at_command(home, monkeypatch, LAN, "screen", "medium=online") == 0
    assert at_command(home, monkeypatch, LAN, "assign", "unit=Phòng Kinh tế") == 0
    assert at_command(home, monkeypatch, LAN, "propose", "verdict=false", "ground=bài tiêu cực") == 2
    assert "không dựa vào sắc thái" in capsys.readouterr().err
    assert at_command(home, monkeypatch, LAN, "note", "text=x", "phong_vien=Nguyễn Văn A") == 2
    assert "không có mục" in capsys.readouterr().err
    parts = [f"{name}={value}" for name, value in finding(conclusion="có").items()]
    assert at_command(home, monkeypatch, LAN, "finding", *parts) == 0
    assert at_command(home, monkeypatch, LAN, "propose", "verdict=false", "ground=kết luận") == 0
    assert at_command(home, monkeypatch, MINH, "approve", password="mật khẩu dài của Lan") == 2
    assert "mật khẩu chưa đúng" in capsys.readouterr().err
    assert run(["case", "write", "SL-2026-001", "approve", "--by", MINH, "--home", str(home)]) == 2
    assert "cần mật khẩu" in capsys.readouterr().err
    assert at_command(home, monkeypatch, MINH, "approve") == 0
    assert at_command(home, monkeypatch, LAN, "submit", "letter=B") == 2
    assert "điều báo nêu đúng" in capsys.readouterr().err
    assert at_command(home, monkeypatch, LAN, "vu-khong") == 2
    assert at_command(home, monkeypatch, "Phần mềm", "suggest", "what=change", "text=báo đã gỡ bài") == 2
    assert "không ghi tên phần mềm" in capsys.readouterr().err


def test_what_the_command_line_prints_and_writes(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    read(store, 1, WRONG)
    home = ["--home", str(store.home), "--now", "2026-11-19T09:00"]
    assert run(["case", "list", *home]) == 0
    assert "SL-2026-001 | 47 hộ dân | đã lưu chứng cứ, chưa kiểm chứng; hạn 17 giờ 00" in capsys.readouterr().out
    assert run(["case", "show", "SL-2026-001", "--json", *home]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "unverified"
    assert run(["case", "show", "SL-2026-001", *home]) == 0
    assert "Vì sao hỏi: Bài này nêu “47 hộ dân”" in capsys.readouterr().out
    assert run(["case", "export", "SL-2026-001", "--out", str(tmp_path / "a.zip"), *home]) == 0
    assert (tmp_path / "a.zip").read_bytes()[:2] == b"PK"
    assert run(["case", "calendar", "--out", str(tmp_path / "a.ics"), *home]) == 0
    assert run(["case", "publish", "--out", str(tmp_path / "p"), *home]) == 0
    capsys.readouterr()
    assert run(["export", "cases", "--format", "jsonl", *home]) == 0
    row = json.loads(capsys.readouterr().out)
    assert list(row)[:8] == ["id", "article", "unit_code", "claim", "state", "verdict", "opened", "due"]
    assert (row["state"], row["due"]) == ("preserved", "2026-11-19T17:00:00+07:00")
    assert run(["case", "open", row["article"], "99 hộ", "--by", LAN, *home]) == 2
    capsys.readouterr()
    nowhere = str(tmp_path / "không có" / "tệp")
    for words in (["export", "cases"], ["case", "calendar"], ["case", "export", "SL-2026-001"]):
        assert run([*words, "--out", nowhere, *home]) == 1
        assert capsys.readouterr().err.startswith(f"Chưa ghi được tệp {nowhere}")


def test_the_register_of_speaking_gives_the_six_counters(store: Store, capsys: pytest.CaptureFixture[str]):
    occasions = [
        (Occasion.REQUEST, "Báo Một hỏi về bãi rác", timedelta(hours=20)),
        (Occasion.REQUEST, "Báo Hai hỏi số hộ", None),
        (Occasion.SUDDEN, "Cháy kho", timedelta(hours=30)),
        (Occasion.CONFERENCE, "Họp báo quý IV", None),
    ]
    for occasion, what, after in occasions:
        number = store.press.ask(UNIT, Asked(occasion, NOW, what, LAN, urgent=occasion is Occasion.REQUEST))
        if after:
            store.press.answer(UNIT, number, Said(NOW + after, "Chủ tịch", "Đã thông tin", "thư công vụ", LAN))
    work = casework.press_work(office(store.home), store, week_of(NOW.date()), NOW + timedelta(days=2))
    assert (work.conferences, work.briefings) == (1, 0)
    shares = [work.answers, work.sudden, work.in_time, work.rebutted]
    assert [(one.done, one.total) for one in shares if one] == [(1, 2), (1, 1), (1, 3), (0, 0)]
    home = ["--home", str(store.home), "--now", "2026-11-21"]
    assert run(["press", "list", *home]) == 0
    assert "hạn 08 giờ 00 ngày 20/11/2026" in capsys.readouterr().out
    assert run(["press", "counters", "--period", "week", *home]) == 0
    assert "Phát ngôn đúng hạn 24 giờ trên tổng có hạn: 1/3" in capsys.readouterr().out
    assert run(["press", "answer", "99", "x", "--person", "A", *home]) == 2
    capsys.readouterr()
    assert run(["press", "pack", "--period", "month", "--ending", "2026-11-19", *home]) == 0
    (path,) = capsys.readouterr().out.split("\n")[:-1]
    told = "\n".join(paragraph.text for paragraph in docx.Document(path).paragraphs)
    assert "Nội dung phục vụ giao ban báo chí" in told


def test_our_own_mistakes_are_printed(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    read(store, 1, WRONG)
    pen = only(store)
    pen.concluded("false")
    pen(Deed.REOPEN, reason="biên bản ghi nhầm")
    store.facts.withdraw("11713", 1, LAN, NOW, "biên bản ghi nhầm")
    assert run(["case", "corrections", "--home", str(store.home)]) == 0
    printed = capsys.readouterr().out
    assert "Hồ sơ SL-2026-001: mở lại kết luận. Lý do: biên bản ghi nhầm" in printed
    assert "thôi dùng" in printed
    page = casework.published(office(store.home), store, pen.at)[0].decode()
    assert "Kết luận về “47 hộ dân” trong bài “Bài 1”: đã rút lại để xem lại. Lý do: biên bản ghi nhầm." in page
    assert LAN not in page
    assert run(["case", "corrections", "--out", str(tmp_path / "so.docx"), "--home", str(store.home)]) == 0
    document = docx.Document(str(tmp_path / "so.docx"))
    told = [[cell.text for cell in row.cells][2:] for row in document.tables[1].rows[1:]]
    assert ["Hồ sơ SL-2026-001: mở lại kết luận", "biên bản ghi nhầm", LAN] in told
    assert len(told) == 2


def test_what_the_paper_took_down_is_not_published_again(store: Store):
    article = read(store, 1, WRONG)
    pen = only(store)
    pen.concluded("false")
    assert "47 hộ" in casework.published(office(store.home), store, pen.at)[0].decode()
    url = "http://bao-mot.example/tin-1.html"
    store.watch.add_changes([Change(article, url, pen.at, ChangeKind.REMOVED, "Không còn bài.")])
    assert "47 hộ" not in casework.published(office(store.home), store, pen.at)[0].decode()
    back = pen.at + timedelta(hours=1)
    store.watch.add_changes([Change(article, url, back, ChangeKind.RESTORED, "Bài trở lại.")])
    assert "47 hộ" in casework.published(office(store.home), store, back)[0].decode()
