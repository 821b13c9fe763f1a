"""The event page: why each article is there, copies compared, split and merge with undo; tone and topics corrected."""

from __future__ import annotations

import re

import pytest

from domain.correction import TOPICS, Correction
from domain.reading import TargetTone, Tone, ToneValue, TopicHit, Verdict
from domain.review import Choice
from domain.story import Copy, CopyKind, Joined
from tests.desk.conftest import NOW, Desk
from tests.desk.test_digests import build_week
from tests.desk.test_doors import CODE

FIRST = "Sáng 13/11, xã Nghi Dương trao tiền cho 41 hộ. Việc chi trả diễn ra tại nhà văn hóa. Người dân phấn khởi."
PRINTED = "Sáng 13/11, xã Nghi Dương trao tiền cho 47 hộ. Việc chi trả diễn ra tại nhà văn hóa. Báo khác thêm câu này."


@pytest.fixture
def pair(desk: Desk) -> tuple[str, str]:
    """An article and its copy, in one story."""
    one, two = desk.put(1, Verdict.ACCEPT, sapo="", body=FIRST), desk.put(2, Verdict.ACCEPT, sapo="", body=PRINTED)
    with desk.store() as store:
        copy = Copy(two, one, CopyKind.NEAR, 0.9, "Theo Báo Một")
        store.stories.save([Joined(one), Joined(two, (one,), 0.9, "cùng nhắc “trao tiền”", copy, "Theo Báo Một")], 1)
    return one, two


def test_the_event_tells_why_and_what_a_copy_changed(desk: Desk, pair: tuple[str, str]) -> None:
    page = desk.browser("Lan").get(f"/su-viec/{pair[1]}")
    assert "2 tin, bài, trong đó 1 bài đăng lại" in page
    assert "Ở sự việc này vì: cùng nhắc “trao tiền”" in page
    assert "Là bài về xã vì:" in page
    assert "41 hộ thành 47 hộ" in page
    assert "Báo khác thêm câu này." in page
    assert "Bài đăng lại ghi: “Theo Báo Một”" in page
    told = page[page.index("tom-tat") : page.index("cac-bai")]
    assert re.findall("<li>“(.*?)”", told)
    assert all(sentence in FIRST + " " + PRINTED for sentence in re.findall("<li>“(.*?)”", told))
    assert "đăng lại bài này (90 % số câu giống nhau)" in desk.browser("Lan").get(f"/bai/{pair[0]}")


def test_split_and_undo_survive_a_new_grouping(desk: Desk, pair: tuple[str, str]) -> None:
    one, two = pair
    lan = desk.browser("Lan")
    lan.get(f"/su-viec/{two}")
    lan.post(f"/su-viec/{two}/tach")
    assert "1 tin, bài" in lan.page
    assert "tách “Bài số 2” khỏi “Bài số 1”" in lan.page
    with desk.store() as store:
        store.stories.save([Joined(one), Joined(two, (one,), 0.9, "đọc lại")], 2)  # a replay joins them again
        assert len(store.stories.all()) == 2
        number = store.stories.decisions()[-1].number
    assert lan.post(f"/su-viec/{two}/tach").status_code == 400
    lan.get(f"/su-viec/{two}")
    lan.post(f"/su-viec/{two}/hoan-tac", number=str(number))
    assert "2 tin, bài" in lan.page


def test_merge_and_undo(desk: Desk) -> None:
    one, two = desk.put(1, Verdict.ACCEPT), desk.put(2, Verdict.ACCEPT)
    with desk.store() as store:
        store.stories.save([Joined(one), Joined(two)], 1)
    lan = desk.browser("Lan")
    assert f'<option value="{two}" lang="vi">' in lan.get(f"/su-viec/{one}")
    lan.post(f"/su-viec/{one}/gop", voi=two)
    assert "2 tin, bài" in lan.page
    assert lan.post(f"/su-viec/{one}/gop", voi=two).status_code == 400
    with desk.store() as store:
        number = store.stories.decisions()[-1].number
    lan.get(f"/su-viec/{two}")
    lan.post(f"/su-viec/{two}/hoan-tac", number=str(number))
    assert "1 tin, bài" in lan.page
    with desk.store() as store:
        assert [deed.action for deed in store.audit.latest(2)] == ["story-undo", "merge"]


def test_a_copy_marked_by_hand_stands_with_its_original(desk: Desk, pair: tuple[str, str]) -> None:
    lone = desk.put(3, Verdict.ACCEPT)
    with desk.store() as store:
        store.stories.save([Joined(lone)], 1)
        for item in (pair[1], lone):
            store.reviews.add(item, CODE, Choice.COPY, "Lan", NOW)
    build_week(desk)
    lan = desk.browser("Lan")
    assert "Bài số 3" not in lan.get("/tong-hop/week-2026-11-18/xem")
    assert "2 tin, bài" in lan.page
    lan.get(f"/su-viec/{lone}")
    lan.post(f"/su-viec/{lone}/gop", voi=pair[0])  # the officer says of what it is a copy
    build_week(desk)
    assert "3 tin, bài" in lan.get("/tong-hop/week-2026-11-18/xem")


def read(desk: Desk, item: str) -> None:
    with desk.store() as store:
        tone = Tone(ToneValue.NEGATIVE, 0.9, "Khói rác mù mịt.", "Câu này nêu bất cập.")
        store.tones.save(item, tone, [TargetTone(CODE, tone, True, 0.9, "Ai xử lý?")], 1)
        store.readings.save_topics(item, [TopicHit("6", 1, 2.0, (), "vì có chữ rác")], 1)


def test_tone_and_topics_are_corrected_for_ever(desk: Desk) -> None:
    item = desk.put(1, Verdict.ACCEPT)
    read(desk, item)
    lan = desk.browser("Lan")
    page = lan.get(f"/bai/{item}")
    assert "<mark>Khói rác mù mịt.</mark>" in page
    assert "Ai xử lý?" in page
    said = {"tone": "neu", "reply_due": "no", "topic0": "3", "topic1": "6", "said": "0"}
    lan.post(f"/bai/{item}/sac-thai", **said)
    assert "sắc thái: đưa tin chung" in lan.page
    read(desk, item)  # a replay reads the same as before
    with desk.store() as store:
        toward = store.tones.toward(item, CODE)
        assert toward is not None
        assert (toward.tone.value, toward.reply_due) == (ToneValue.NEUTRAL, False)
        assert [hit.topic for hit in store.readings.topics(item)] == ["3", "6"]
        assert store.readings.topics(item)[1].reason == "vì có chữ rác"
        last = store.tones.corrections(CODE, item)[-1].number
    assert "Bài số 1" in lan.get("/tim?q=lĩnh-vực:3")
    lan.get(f"/bai/{item}")
    lan.post(f"/bai/{item}/sac-thai", **(said | {"tone": "neg", "topic0": "6", "topic1": "", "said": str(last)}))
    assert "Bài số 1" not in lan.get("/tim?q=lĩnh-vực:3")


def test_two_correct_at_once_and_nothing_odd_is_taken(desk: Desk) -> None:
    item = desk.put(1, Verdict.ACCEPT)
    read(desk, item)
    lan, minh = desk.browser("Lan"), desk.browser("Minh")
    lan.get(f"/bai/{item}")
    minh.get(f"/bai/{item}")
    lan.post(f"/bai/{item}/sac-thai", tone="neu", topic0="6", said="0")
    assert minh.post(f"/bai/{item}/sac-thai", tone="pos", topic0="6", said="0").status_code == 409
    assert "Lan vừa sửa sắc thái" in minh.page
    for form in ({"tone": "xấu"}, {"topic0": "99"}, {"tone": ""}):
        lan.get(f"/bai/{item}")
        assert lan.post(f"/bai/{item}/sac-thai", said="1", **form).status_code == 400
    for value in ("1,1", "1,2,3", ",", "1,"):
        with pytest.raises(ValueError, match="topics"):
            Correction(item, CODE, TOPICS, value, "", "Lan", NOW)


def test_what_the_press_asks_stands_first_until_decided(desk: Desk) -> None:
    asked, plain = desk.put(1, Verdict.ACCEPT), desk.put(2, Verdict.ACCEPT)
    read(desk, asked)
    lan = desk.browser("Lan")
    page = lan.get("/")
    assert "Báo nêu việc cần xã trả lời (1)" in page
    assert "<mark>“Ai xử lý?”</mark>" in page
    assert page.count("Bài số 1</a>") == 1  # not told twice
    lan.post(f"/bai/{asked}/quyet-dinh", choice="reply", seen="0", ve="/")
    assert "Báo nêu việc cần xã trả lời" not in lan.page
    assert "Cần trả lời (1)" in lan.page
    assert plain in lan.page
