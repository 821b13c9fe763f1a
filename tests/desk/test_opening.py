"""Opening a case at the desk: from the article to the register, by whom, for which words, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import lxml.html
import pytest

from desk import opening
from desk.services import Passage
from domain.case import Case, Deed
from domain.fact import Fact
from domain.people import Role
from domain.reading import Verdict
from tests.builders import a_link, a_page
from tests.casework import LAN, SENTENCE, UNIT
from tests.desk.conftest import NOW, Browser, Desk

BODY = f"{SENTENCE} Ông A cho rằng xã làm quá chậm.\nViệc còn dang dở từ ngày 2/9.\nBà con chờ đợi."
FACT = Fact("UBND xã đã chi trả cho 41 hộ dân thôn Mai Dương.", "12/BB-KT", date(2026, 11, 12), "Phòng Kinh tế")


@pytest.fixture
def item(desk: Desk) -> str:
    return desk.put(1, Verdict.ACCEPT, body=BODY)


def to_open(browser: Browser, item: str, **form: Any) -> int:
    browser.get(f"/bai/{item}/mo-ho-so")
    browser.get(f"/bai/{item}/mo-ho-so", query_string={"noi": "47 hộ", "loai": "number"})
    return browser.post(f"/bai/{item}/mo-ho-so", **({"noi": "47 hộ", "loai": "number"} | form)).status_code


def cases(desk: Desk) -> tuple[Case, ...]:
    with desk.store() as store:
        return store.cases.all(UNIT)


def links(page: str, words: str) -> list[str]:
    tree = lxml.html.fromstring(page)
    return [link.get("href") for link in tree.xpath("//a") if words in link.text_content()]


def test_three_steps_lead_from_the_article_to_its_case(desk: Desk, item: str):
    with desk.store() as store:
        store.facts.add(UNIT, [FACT], LAN, NOW)
        store.pages.save(a_page(a_link(id=item), b"<html>goc</html>"))
    lan = desk.browser(LAN)
    (link,) = links(lan.get(f"/bai/{item}"), "Mở hồ sơ")
    page = lan.get(link)
    assert "không phải là bài sai" in page
    (link,) = links(page, "Hỏi về “47 hộ”")
    page = lan.get(link)
    assert "<mark>47 hộ</mark>" in page
    form = lxml.html.fromstring(page).xpath("//form[@method='post'][contains(@action, 'mo-ho-so')]")[0]
    chosen = dict(form.form_values())
    assert chosen["so-lieu"] == "1"
    assert "41 hộ" in page
    lan.client.post(form.action, data=chosen)
    (case,) = cases(desk)
    assert (case.said, case.sentence, case.kind, case.by) == ("47 hộ", SENTENCE, "number", LAN)
    assert (case.official, case.basis) == (FACT.text, FACT.source)
    assert "41 hộ" in case.why
    (kept,) = case.of(Deed.PRESERVE)
    assert kept.by == LAN
    page = lan.get(f"/ho-so/{case.id}?vua=1")
    assert "Đã mở hồ sơ, bản gốc của bài đã lưu làm chứng cứ" in page
    with desk.store() as store:
        assert [(one.by, one.item) for one in store.audit.latest(9) if one.action == "case-open"] == [(LAN, case.id)]


def test_a_case_opened_by_mistake_is_closed_in_one_press_and_stays_in_the_register(desk: Desk, item: str):
    lan = desk.browser(LAN)
    assert to_open(lan, item) == 200
    form = next(f for f in lxml.html.fromstring(lan.page).forms if "Mở nhầm" in f.text_content())
    answer = lan.client.post(form.action, data=dict(form.form_values()), follow_redirects=True)
    assert answer.status_code == 200
    (case,) = cases(desk)
    assert not case.open
    assert case.mistaken
    assert "mở nhầm, không tính" in answer.get_data(as_text=True)
    assert "Mở nhầm, không tính" in lan.get("/ho-so")
    assert to_open(lan, item) == 200
    assert "đã có hồ sơ; không mở thêm" in lan.page


def test_the_same_claim_twice_leads_to_its_case(desk: Desk, item: str):
    lan, minh = desk.browser(LAN), desk.browser("Minh")
    assert to_open(lan, item) == 200
    assert to_open(minh, item) == 200
    assert "đã có hồ sơ; không mở thêm" in minh.page
    (case,) = cases(desk)
    assert case.by == LAN
    page = minh.get(f"/bai/{item}/mo-ho-so")
    assert links(page, f"đã có hồ sơ {case.id}") == [f"/ho-so/{case.id}"]
    assert not links(page, "Hỏi về “47 hộ”")


REFUSED = [
    ({"noi": "48 hộ"}, "không có đúng nguyên văn"),
    ({"noi": "7 hộ"}, "không có đúng nguyên văn"),
    ({"noi": ""}, "chép đúng nguyên văn"),
    ({"noi": " \u00a0 "}, "chép đúng nguyên văn"),
    ({"noi": "xã làm quá chậm", "loai": "opinion"}, "Ý kiến, bình luận không phải là thông tin sai lệch"),
    ({"loai": "tone"}, "không có trong danh mục"),
    ({"loai": ""}, "không có trong danh mục"),
    ({"noi": "ngày 2/9", "cau": "2"}, "không có đúng nguyên văn"),
    ({"cau": "99"}, "không có đúng nguyên văn"),
    ({"cau": "-1"}, "không có đúng nguyên văn"),
    ({"so-lieu": "7"}, "không còn trong sổ của xã"),
    ({"noi": "<script>alert(1)</script>"}, "không có đúng nguyên văn"),
    ({"noi": ".*"}, "không có đúng nguyên văn"),
]


@pytest.mark.parametrize(("form", "why"), REFUSED)
def test_what_is_no_claim_of_the_article_opens_nothing(desk: Desk, item: str, form: dict[str, str], why: str):
    lan = desk.browser(LAN)
    assert to_open(lan, item, **form) == 400
    assert why in lan.page
    assert "<script>" not in lan.page
    assert cases(desk) == ()


def test_an_opinion_is_told_before_anything_is_sent(desk: Desk, item: str):
    page = desk.browser(LAN).get(f"/bai/{item}/mo-ho-so", query_string={"noi": "xã làm quá chậm", "loai": "opinion"})
    assert "Ý kiến, bình luận không phải là thông tin sai lệch" in page
    assert "xã làm quá chậm</textarea>" in page


def test_more_than_one_statement_s_words_are_refused(desk: Desk):
    item = desk.put(2, Verdict.ACCEPT, body=" ".join(["một"] * 41) + ".")
    lan = desk.browser(LAN)
    assert to_open(lan, item, noi=" ".join(["một"] * 41)) == 400
    assert "không quá 40 chữ" in lan.page
    assert to_open(lan, item, noi=" ".join(["một"] * 40)) == 200


def test_readers_and_forms_without_their_token_open_nothing(desk: Desk, item: str):
    reader = desk.browser("Xuân")
    assert not links(reader.get(f"/bai/{item}"), "Mở hồ sơ")
    assert not links(reader.get("/"), "Mở hồ sơ")
    assert reader.client.get(f"/bai/{item}/mo-ho-so").status_code == 403
    reader.get(f"/bai/{item}")
    assert reader.post(f"/bai/{item}/mo-ho-so", noi="47 hộ", loai="number").status_code == 403
    lan = desk.browser(LAN)
    lan.get(f"/bai/{item}")
    assert lan.client.post(f"/bai/{item}/mo-ho-so", data={"noi": "47 hộ", "loai": "number"}).status_code == 400
    assert lan.client.get(f"/bai/{'0' * 16}/mo-ho-so").status_code == 404
    assert cases(desk) == ()


def test_blanks_of_a_copied_text_do_not_matter_and_words_stay_verbatim(desk: Desk):
    item = desk.put(3, Verdict.ACCEPT, body="Xã đã chi trả cho 47\u00a0hộ dân.")
    lan = desk.browser(LAN)
    assert to_open(lan, item, noi="cho  47 \r\n hộ") == 200
    (case,) = cases(desk)
    assert case.said in case.sentence


def test_the_fact_of_another_commune_cannot_be_forced(desk: Desk, item: str):
    with desk.store() as store:
        store.facts.add("11680", [FACT], LAN, NOW)
        (other,) = store.facts.standing("11680")
    lan = desk.browser(LAN)
    assert to_open(lan, item, **{"so-lieu": str(other.id)}) == 400
    assert cases(desk) == ()


def test_no_more_of_the_body_is_offered_than_half():
    body = [Passage(at, "body", f"Câu {at}.", (("number", str(at)),)) for at in range(5)]
    assert [one.number for one in opening.offered(body)] == [0, 1, 2]
    many = [Passage(at, "body", f"Câu {at}.", (("number", str(at)),)) for at in range(90)]
    assert len(opening.offered(many)) == opening.MOST_OFFERED


def test_every_role_from_editor_on_may_open(desk: Desk, item: str):
    for name, role in (("Lan", Role.EDITOR), ("Minh", Role.APPROVER), ("Thu", Role.ADMIN)):
        with desk.store() as store:
            assert store.users.named(name)[0].role is role
        assert links(desk.browser(name).get(f"/bai/{item}"), "Mở hồ sơ")
