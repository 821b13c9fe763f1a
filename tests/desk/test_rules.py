"""“Không phải xã mình” as a rule: written from an article, seen with its reason by the recogniser, taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from config import edit
from desk import rules
from diembao.office import office
from domain.place import NotOurs
from domain.press import Article
from domain.reading import Judgement, Mention, Reason, Span, Verdict
from tests.builders import an_article
from tests.desk.conftest import Desk

BODY = "Xe tải lao lên vỉa hè trước nhà hàng ẩm thực Kiến Quốc ở huyện Kiến Thụy, Hải Phòng."
AGAIN = "Khách đông tại ẩm thực Kiến Quốc dịp cuối tuần. Theo UBND xã Du Lễ, huyện Kiến Thụy, đường đã thông."


def _decided(desk: Desk) -> str:
    item = desk.put(1, Verdict.REVIEW, body=BODY, outlet="bao-mot.example")
    start = BODY.index("Kiến Quốc")
    mention = Mention(Span("body", start, start + 9, "Kiến Quốc"), "Kiến Quốc", "11713", "former", 3.0)
    judgement = Judgement("11713", Verdict.REVIEW, 3.0, None, (Reason(3.0, "“Kiến Quốc”."),), (mention,))
    with desk.store() as store:
        store.readings.save_judgements(item, [judgement], 1)
    return item


Judging = Callable[..., Judgement | None]


def _as_set(desk: Desk) -> Judging:
    """What recognises with the settings as they are now."""
    recogniser = office(desk.home).recogniser()

    def judged(text: str, outlet: str = "bao-mot.example") -> Judgement | None:
        article: Article = replace(an_article(title="", sapo="", body=text), outlet=outlet, published=None, tags=())
        return next(iter(recogniser.judge(article)), None)

    return judged


def test_a_rule_is_offered_written_obeyed_and_taken_back(desk: Desk) -> None:
    item = _decided(desk)
    minh = desk.browser("Minh")
    page = minh.get(f"/bai/{item}")
    assert "Ghi thành quy tắc" not in page
    minh.post(f"/bai/{item}/quyet-dinh", choice="not_ours", seen=minh.seen(), ve=f"/bai/{item}")
    assert 'value="ẩm thực Kiến Quốc"' in minh.page
    before = _as_set(desk)(AGAIN)
    minh.post(f"/bai/{item}/quy-tac", **{"cum-tu": "ẩm thực Kiến Quốc", "chi-bao-nay": "1"})
    [written] = edit.get(desk.home, "commune.not_ours")
    rule = NotOurs.read(written)
    assert (rule.phrase, rule.outlet) == ("ẩm thực Kiến Quốc", "bao-mot.example")
    assert re.fullmatch(r"Minh, \d\d?/\d\d?/20\d\d", rule.note)
    assert f"chỉ trên bao-mot.example ({rule.note})" in minh.page
    judged = _as_set(desk)
    ruled = judged(BODY)
    assert ruled is not None
    assert ruled.verdict is Verdict.REJECT
    assert any("cơ quan đã ghi là không phải xã mình" in reason.sentence for reason in ruled.reasons)
    assert any(rule.note in reason.sentence for reason in ruled.reasons)
    elsewhere = judged(BODY, outlet="bao-hai.example")
    assert elsewhere is None or all(reason.kind != "rule" for reason in elsewhere.reasons)
    kept = judged(AGAIN)
    assert before is not None
    assert kept is not None
    assert kept.verdict is before.verdict is Verdict.ACCEPT
    assert "ẩm thực Kiến Quốc" in minh.get("/cai-dat")
    minh.get(f"/bai/{item}")
    minh.post("/quy-tac/bo", **{"quy-tac": written, "ve": "/cai-dat"})
    assert "đang có hiệu lực" not in minh.get("/cai-dat").replace("Các giá trị đang có hiệu lực", "")
    assert edit.get(desk.home, "commune.not_ours") == []
    free = _as_set(desk)(BODY)
    assert free is None or all(reason.kind != "rule" for reason in free.reasons)
    with desk.store() as store:
        assert [deed.action for deed in store.audit.latest(2)] == ["rule-undo", "rule"]


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("xã Nghi Dương", "chính tên xã"),
        ("Kiến Quốc", "chính tên xã"),
        ("siêu thị điện máy", "không có tên xã"),
        ("  ", "cần có chữ"),
        ("x" * 100 + " Kiến Quốc", "cần có chữ"),
    ],
)
def test_a_rule_never_refuses_the_commune_itself(desk: Desk, phrase: str, said: str) -> None:
    item = _decided(desk)
    minh = desk.browser("Minh")
    minh.get(f"/bai/{item}")
    assert minh.post(f"/bai/{item}/quy-tac", **{"cum-tu": phrase}).status_code >= 400
    assert said in minh.page
    assert edit.get(desk.home, "commune.not_ours") == []


def test_a_reader_cannot_write_rules_and_a_gone_rule_says_so(desk: Desk) -> None:
    item = _decided(desk)
    xuan = desk.browser("Xuân")
    xuan.get(f"/bai/{item}")
    assert xuan.post(f"/bai/{item}/quy-tac", **{"cum-tu": "phở Kiến Quốc"}).status_code == 403
    minh = desk.browser("Minh")
    minh.get(f"/bai/{item}")
    minh.post("/quy-tac/bo", **{"quy-tac": "phở Kiến Quốc"})
    assert "không còn trong cài đặt" in minh.page


def test_a_proposal_stops_at_a_sign() -> None:
    article = an_article(title="", sapo="", body="Ở Hải Phòng, Kiến Quốc vào mùa.")
    mention = Mention(Span("body", 13, 22, "Kiến Quốc"), "Kiến Quốc", "11713", "former", 3.0)
    read = Judgement("11713", Verdict.REVIEW, 3.0, None, (), (mention,))
    assert rules.proposed(article, read) == "Kiến Quốc"
    assert rules.proposed(article, None) == ""
