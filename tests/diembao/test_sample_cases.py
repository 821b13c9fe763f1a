"""The four cases of the handbook, played to their end on the sample press as the real crawler reads it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from diembao import casework
from diembao.claiming import open_cases
from diembao.cli import Failed, run
from diembao.office import office
from diembao.sample_press import NOW
from domain.case import Case, Deed, State, Verdict
from domain.fact import Fact
from domain.people import Role
from domain.press import Article
from store import Store, opened
from store.cases import NotAllowed
from tests.casework import LAN, MINH, UNIT, Pen, finding

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("mẫu") / "nhà"
    assert run(["demo", "--home", str(home)]) == 0
    return home


@pytest.fixture
def home(read: Path, tmp_path: Path) -> Path:
    return shutil.copytree(read, tmp_path / "nhà")


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with opened(home) as found:
        staffed(found)
        yield found


def staffed(store: Store) -> None:
    store.users.add(LAN, Role.EDITOR, "-", NOW)
    store.users.add(MINH, Role.APPROVER, "-", NOW)


def article(store: Store, words: str) -> Article:
    (found,) = (one for one in store.articles.all() if words in one.title)
    return found


def opened_by_lan(store: Store, words: str, kind: str, said: str) -> Pen:
    """A case on the sentence of an article that holds the words."""
    own = article(store, words)
    sentence = next(line for line in f"{own.title}\n{own.sapo}\n{own.body}".split("\n") if said in line)
    case = store.cases.open(Case("", UNIT, own.id, kind, said, sentence, NOW, LAN))
    assert case is not None
    return Pen(store, case, NOW)


def paper(pen: Pen, name: str) -> bytes:
    return casework.paper(casework.file_of(office(pen.store.home), pen.store, pen.case, pen.at), name)


def verified(pen: Pen, verdict: str, right: str) -> None:
    pen(Deed.SCREEN, medium="online", affects_opinion=True)
    pen(Deed.ASSIGN, unit="Phòng Kinh tế")
    pen(Deed.FINDING, **finding())
    pen(Deed.FINDING, **finding("15/BC-VP", "Văn phòng HĐND và UBND"))
    pen(Deed.PROPOSE, verdict=verdict, ground="Hai tài liệu ghi như nhau")
    pen(Deed.APPROVE, by=MINH)
    pen(Deed.RIGHT, text=right)


def test_the_wrong_number_is_found_beside_the_document_and_ends_in_a_printed_correction(home: Path):
    with opened(home) as store:
        staffed(store)
        (case,) = store.cases.all(UNIT)
        assert (case.said, case.verdict) == ("47 hộ dân", Verdict.UNVERIFIED)
        assert case.basis.startswith("Văn bản số 12/BB-KT")
        pen = Pen(store, case, NOW)
        verified(pen, "false", "Việc chi trả đã thực hiện ngày 12/11")
        pen(Deed.SUBMIT, letter="B")
        assert paper(pen, "cong-van-de-nghi-cai-chinh")[:2] == b"PK"
        pen(Deed.SEND, letter="B", number="45/UBND-VHXH", day="2026-11-19", way="thư công vụ")
        pen(Deed.PROOF, text="Báo đã nhận, số đến 118")
    later = NOW + timedelta(days=1)
    assert run(["demo", "--home", str(home), "--now", later.isoformat()]) == 0
    with opened(home) as after:
        changed = after.cases.get(UNIT, case.id)
        assert changed is not None
        (seen, *_) = changed.of(Deed.SUGGEST)
        assert "41" in seen.data["text"]
        assert changed.state is State.SENT, "the software closes nothing"
        pen = Pen(after, changed, later)
        pen(Deed.CONFIRM, suggestion=seen.number)
        pen(Deed.ANSWER, text=article(after, "Đính chính bài về chi trả").title)
        assert pen(Deed.CLOSE, ending="corrected").state is State.CLOSED


def test_the_true_complaint_is_answered_and_rebuttal_locked(store: Store):
    pen = opened_by_lan(store, "Khói đốt rác phủ kín thôn 5", "event", "khói từ bãi tập kết rác")
    verified(pen, "true_unfavourable", "Có đốt rác tại bãi tập kết thôn 5")
    for name in ("cong-van-phan-hoi", "cong-van-de-nghi-cai-chinh"):
        with pytest.raises(Failed, match="không lập văn bản phản bác"):
            paper(pen, name)
    pen(Deed.ACCEPT, unit="Phòng Kinh tế", text="Tăng chuyến thu gom, dừng đốt rác", received="2026-11-19")
    assert paper(pen, "cong-van-tra-loi-bao")[:2] == b"PK"
    pen(Deed.SUBMIT, letter="answer")
    pen(Deed.SEND, letter="answer", number="46/UBND-VHXH", day="2026-11-25", way="thư công vụ")
    assert pen(Deed.CLOSE, ending="answered").verdict is Verdict.TRUE_UNFAVOURABLE


def test_the_forged_decision_goes_to_the_police(store: Store):
    pen = opened_by_lan(store, "bác tin", "document", "Quyết định số 219/QĐ-UBND")
    verified(pen, "fabricated", "Báo dẫn đúng lời của UBND xã")
    pen(Deed.REFER, to="Công an xã", text="Văn bản giả mạo lan truyền từ tối 16/11", number="7/PC-UBND")
    assert paper(pen, "phieu-chuyen")[:2] == b"PK"
    assert not pen(Deed.CLOSE, ending="referred").open


def test_the_opinion_piece_opens_nothing(store: Store):
    own = article(store, "Giữ tên làng trong lòng xã mới")
    assert open_cases(store, UNIT) == 1, "the wrong number alone"
    assert not store.cases.on_article(UNIT, own.id)
    sentence = next(line for line in own.body.split("\n") if line.startswith("Theo tôi"))
    with pytest.raises(NotAllowed, match="Ý kiến"):
        store.cases.open(Case("", UNIT, own.id, "opinion", sentence, sentence, NOW, LAN))


def test_a_dry_run_tells_what_a_new_document_would_ask_and_opens_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
):
    with opened(home) as store:
        text = "Căn nhà rộng 60 m², kinh phí 210 triệu đồng từ quỹ đền ơn đáp nghĩa và ngày công của bà con."
        store.facts.add(UNIT, [Fact(text, "31/BC-UBND", NOW.date() - timedelta(days=9), "UBND xã")], LAN, NOW)
    at = ["--home", str(home), "--now", NOW.isoformat()]
    capsys.readouterr()
    assert run(["replay", "--stage", "claim", "--dry-run", *at]) == 0
    assert "hỏi thêm về “180 triệu đồng”" in capsys.readouterr().out
    with opened(home) as store:
        assert [case.said for case in store.cases.all(UNIT)] == ["47 hộ dân"]
    assert run(["replay", "--stage", "claim", *at]) == 0
    with opened(home) as store:
        assert [case.said for case in store.cases.all(UNIT)] == ["47 hộ dân", "180 triệu đồng"]
