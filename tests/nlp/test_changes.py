"""Differences between two copies, in words: what is shown, and what is no difference."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.watch import ChangeKind, Copy
from nlp.changes import altered_words, compare, key_of
from nlp.corrections import correction_word, is_counter, is_notice
from tests.builders import an_article

BODY = (
    "Theo biên bản, có 41 hộ nhận tiền đợt này.\nÔng Trần Văn Mẫu cho biết các hộ đã bàn giao mặt bằng. Xã sẽ trả lời."
)


def a_copy(title: str = "Xã chi trả cho 41 hộ", body: str = BODY, **more: object) -> Copy:
    article = an_article(title=title, sapo="Sáng 12/11, xã chi trả tiền.", body=body)
    copy = Copy(article, visible=(title, article.sapo, *body.split("\n")), titles=(title, f"{title} - Báo Một"))
    return replace(copy, **more)  # type: ignore[arg-type]


def lines(old: Copy, new: Copy) -> dict[str, tuple[str, ...]]:
    return {edit.kind.value: edit.lines for edit in compare(old, new)}


def test_a_figure_is_shown_with_its_place() -> None:
    found = lines(a_copy(), a_copy(body=BODY.replace("41", "47")))
    assert found == {
        "number_edited": (
            "Đoạn 1: “Theo biên bản, có 41 hộ nhận tiền đợt này.” sửa thành "
            "“Theo biên bản, có 47 hộ nhận tiền đợt này.” (“41” → “47”)",
        )
    }


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("đã bàn giao", "chưa bàn giao", "body_edited"),
        ("41 hộ", "bốn mươi hộ", "number_edited"),
        ("41 hộ nhận", "khoảng 41 hộ nhận", "body_edited"),
        ("Trần Văn Mẫu", "Trần Văn Mậu", "body_edited"),
        (" Xã sẽ trả lời.", "", "body_edited"),
        (" mặt bằng", "", "body_edited"),
        ("đợt này.", "đợt này?", "body_edited"),
    ],
)
def test_small_edits_are_seen(old: str, new: str, kind: str) -> None:
    assert list(lines(a_copy(), a_copy(body=BODY.replace(old, new)))) == [kind]


def test_words_and_figures_of_one_sentence_are_two_changes() -> None:
    found = lines(a_copy(), a_copy(body=BODY.replace("có 41 hộ nhận", "mới có 39 hộ được nhận")))
    assert set(found) == {"body_edited", "number_edited"}


def test_a_headline_is_compared_with_all_that_the_page_called_itself() -> None:
    old = a_copy(titles=("Xã chi trả cho 41 hộ", "Chi trả tiền ở xã | Báo Một", "Chi trả tiền ở xã"))
    assert lines(old, replace(a_copy("Chi trả tiền ở xã"), visible=old.visible)) == {}
    assert lines(old, a_copy("Xã chi trả cho 41 hộ - Báo Một")) == {}
    found = lines(old, a_copy("Xã trả tiền muộn cho 41 hộ"))
    assert found["title_edited"][:2] == ("Tít cũ: “Xã chi trả cho 41 hộ”", "Tít mới: “Xã trả tiền muộn cho 41 hộ”")


@pytest.mark.parametrize(
    "new",
    [
        BODY.replace("Xã sẽ", "“Xã” sẽ").replace(", ", " , "),
        BODY.upper(),
        "\n".join(reversed(BODY.split("\n"))),
        BODY.replace(". Xã", ".\nXã"),
        BODY + "\nLượt xem: 1.204",
        BODY + "\nThứ Năm, 19/11/2026, 08:00",
        BODY + "\n>>> Xem thêm: Xã bên làm đường",
    ],
)
def test_what_is_no_edit(new: str) -> None:
    assert lines(a_copy(), a_copy(body=new)) == {}


def test_what_the_new_page_shows_elsewhere_is_not_gone() -> None:
    short = BODY.replace(" Xã sẽ trả lời.", "")
    box = a_copy(body=short, visible=("Xã chi trả cho 41 hộ", *short.split("\n"), "Ghi chú: Xã sẽ trả lời. Hết."))
    assert lines(a_copy(), box) == {}


def test_a_box_of_links_is_not_text() -> None:
    more = BODY + "\nXã bên cạnh vừa khánh thành nhà văn hóa thôn mới"
    new = a_copy(body=more, furniture=("Xã bên cạnh vừa khánh thành nhà văn hóa thôn mới",))
    assert lines(a_copy(), new) == {}


def test_a_correction_is_told_from_an_edit_and_named_with_its_place() -> None:
    note = "Đính chính: Bản tin trước ghi 47 hộ là chưa đúng. Số đúng là 41 hộ."
    found = lines(a_copy(body=BODY.replace("41", "47")), a_copy(body=f"{BODY}\n{note}"))
    assert set(found) == {"number_edited", "correction_added"}
    assert found["correction_added"] == (
        "Đính chính, ở đoạn 3: “Đính chính: Bản tin trước ghi 47 hộ là chưa đúng.”",
        "Đính chính, ở đoạn 3: “Số đúng là 41 hộ.”",
    )


def test_a_correction_outside_the_text_is_seen() -> None:
    note = "Thông tin cải chính: Bài báo đăng ngày 12/11 ghi nhầm số hộ nhận tiền, số đúng là 41 hộ."
    new = a_copy()
    new = replace(new, visible=(note, *new.visible))
    assert list(lines(a_copy(), new)) == [ChangeKind.CORRECTION_ADDED.value]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Đính chính: số đúng là 41 hộ.", "Đính chính"),
        ("THÔNG TIN CẢI CHÍNH, XIN LỖI", "Đính chính"),
        ("Báo Một thành thật xin lỗi UBND xã và bạn đọc.", "Đính chính"),
        ("Trong bản tin trước đó, chúng tôi ghi nhầm chức vụ của ông Mẫu.", "Đính chính"),
        ("(*) Bài viết đã được chỉnh sửa lúc 10 giờ.", "Đính chính"),
        ("Tòa soạn xin được rút lại thông tin trên.", "Đính chính"),
        ("Correction: the commune has 41 households on the list.", "Đính chính"),
        ("(*) Số liệu trong bài đã được hiệu chỉnh so với bản đầu.", "Đính chính"),
        ("Nói lại cho rõ", "Đính chính"),
        ("UBND xã Nghi Dương trả lời Báo Một", "Phản hồi"),
        ("Ông Mẫu trả lời báo chí, nói rõ về đơn giá.", ""),
        ("Bà Lụa nói lại cho con nghe chuyện cũ.", ""),
        ("Phản hồi của UBND xã Nghi Dương:", "Phản hồi"),
        ("Ý kiến phản hồi từ Phòng Kinh tế", "Phản hồi"),
        ("Ngày 15/11, báo nhận được công văn số 12 của UBND xã trả lời nội dung bài báo.", "Phản hồi"),
        ("Người dân đề nghị báo cải chính thông tin này.", ""),
        ("Đến nay người dân chưa nhận được văn bản trả lời.", ""),
        ("Anh Nam xin lỗi vợ rồi ra đồng.", ""),
        ("Xã phản hồi nhanh nên bà con yên tâm.", ""),
    ],
)
def test_who_corrects_and_who_only_speaks_of_it(text: str, word: str) -> None:
    assert correction_word(text) == word


def test_counters_and_notices() -> None:
    assert all(map(is_counter, ("Lượt xem: 1.204", "1,2K lượt xem", "3 giờ trước", "12 bình luận", "Hải Phòng 24°C")))
    assert not is_counter("Xã có 1.204 lượt xem trang tin và 3 ý kiến góp ý của người dân")
    assert not is_counter("3 ngày trước, 41 hộ đã nhận tiền")
    assert is_notice("Theo dõi Báo Một trên Google News")
    assert is_notice("Tóm tắt bằng AI: 41 hộ nhận tiền.")
    assert not is_notice("Tóm tắt ý kiến của cử tri, ông Mẫu hẹn trả lời.")
    assert is_notice("Mọi ý kiến xin gửi về hộp thư của báo.")
    assert not is_notice("Bà con gọi số 0225 000 000 để hẹn lịch kiểm đếm.")
    assert not is_notice("Xã công bố hotline 0225 000 000 tiếp nhận phản ánh")


def test_keys() -> None:
    assert key_of("Khoảng 1.500 m², hoà (86%)") == key_of("khoảng 1500 m2 hòa 86 %")
    assert key_of("17,2") != key_of("172")
    assert key_of("tỉ lệ hộ quí III") == key_of("Tỷ lệ hộ quý III") != key_of("tả lệ hộ quả III")
    assert altered_words("có 41 hộ nhận", "có khoảng 47 hộ nhận") == "“41” → “khoảng 47”"
