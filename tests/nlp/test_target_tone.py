"""Tone toward a commune: a sad event is no bad light, the place's name weighs nothing, any input gets an answer."""

from __future__ import annotations

import unicodedata

import pytest

from domain.reading import TargetTone, ToneValue
from domain.text import clean
from nlp import light, target_tone
from nlp.engines.linear import BadModel
from nlp.target_tone import cues, read

COMPLAINT = (
    "Dân thôn Hạ kêu khói lò đốt",
    "Nhiều tháng nay, hàng chục hộ dân thôn Hạ, xã Nghi Dương bức xúc vì khói khét từ lò đốt rác sát khu dân cư.\n"
    "Người dân đã nhiều lần gửi đơn lên UBND xã Nghi Dương nhưng đến nay vẫn chưa được trả lời.\n"
    "Chiều muộn, khói phủ kín đường làng, nhà nào cũng phải đóng cửa.",
)
PRAISE = (
    "Xã Nghi Dương đón bằng đạt chuẩn nông thôn mới nâng cao",
    "Sáng 12/11, xã Nghi Dương tổ chức lễ đón bằng công nhận đạt chuẩn nông thôn mới nâng cao.\n"
    "Nhân dân phấn khởi, nhiều hộ đã hiến đất mở rộng đường làng; lãnh đạo thành phố biểu dương cán bộ và nhân dân xã.",
)
SAD = (
    "Va chạm giữa hai xe tải, một người tử vong",
    "Rạng sáng 14/11, tại đoạn đường qua xã Nghi Dương xảy ra tai nạn giữa hai xe tải, một lái xe tử vong tại chỗ.\n"
    "Cảnh sát giao thông khám nghiệm hiện trường, điều tra nguyên nhân vụ tai nạn.",
)
DENIAL = (
    "Không có chuyện bắt cóc trẻ em",
    "Chiều 15/11, Công an thành phố bác bỏ tin đồn bắt cóc trẻ em ở xã Nghi Dương đang lan truyền trên mạng.\n"
    "Người đăng thông tin sai sự thật đã bị triệu tập làm việc và gỡ bài.",
)

LOCKED = (
    "Nhà văn hóa thôn xây xong vẫn khóa",
    "Nhà văn hóa thôn Hạ, xã Nghi Dương xây xong từ tháng 5 nhưng đến nay vẫn khóa cửa.\n"
    "Bà con phải họp nhờ sân đình; hỏi chìa khóa, người được giao giữ bảo chờ xã bàn giao.",
)
PAID = (
    "47 hộ dân nhận tiền bồi thường",
    "Sáng 11/11, ban bồi thường chi trả tiền cho 47 hộ có đất thu hồi làm đường tại xã Nghi Dương.\n"
    "Các hộ còn lại nhận tiền vào đợt hai, danh sách niêm yết tại nhà văn hóa thôn.",
)
EXAMINED = (
    "Trạm y tế khám miễn phí cho hơn 200 người cao tuổi",
    "Trạm y tế xã Nghi Dương cùng bệnh viện huyện đo huyết áp, siêu âm, cấp thuốc cho người cao tuổi.\n"
    "Người đi lại khó khăn được khám tận nhà, các cụ phấn khởi cảm ơn thầy thuốc.",
)


def tone(pair: tuple[str, str], name: str = "Nghi Dương") -> TargetTone:
    return read(pair[0], pair[1], [name])


@pytest.mark.parametrize(
    ("pair", "value"),
    [
        (COMPLAINT, ToneValue.NEGATIVE),
        (PRAISE, ToneValue.POSITIVE),
        (SAD, ToneValue.NEUTRAL),
        (DENIAL, ToneValue.NEUTRAL),
        (LOCKED, ToneValue.NEGATIVE),
        (PAID, ToneValue.NEUTRAL),
        (EXAMINED, ToneValue.POSITIVE),
    ],
)
def test_light_in_which_the_commune_stands(pair: tuple[str, str], value: ToneValue):
    assert tone(pair).tone.value is value


def test_a_complaint_ranks_first_and_asks_for_an_answer():
    readings = {pair[0]: tone(pair) for pair in (COMPLAINT, PRAISE, SAD, DENIAL)}
    worst = max(readings, key=lambda title: readings[title].tone.score_negative)
    assert worst == COMPLAINT[0]
    assert readings[worst].reply_due
    assert readings[worst].due_sentence in COMPLAINT[1]
    assert not readings[PRAISE[0]].reply_due
    assert readings[PRAISE[0]].due_sentence == ""


@pytest.mark.parametrize("pair", [COMPLAINT, PRAISE, SAD, DENIAL])
def test_the_deciding_sentence_stands_in_the_text_and_the_reason_quotes_it(pair: tuple[str, str]):
    found = tone(pair).tone
    assert found.sentence in pair[1]
    assert found.sentence[:40] in found.reason


@pytest.mark.parametrize("name", ["Kiến Hải", "Lạc Viên", "A Dơi"])
def test_the_name_of_the_place_weighs_nothing(name: str):
    for pair in (COMPLAINT, PRAISE, SAD):
        renamed = (pair[0].replace("Nghi Dương", name), pair[1].replace("Nghi Dương", name))
        one, other = tone(pair), tone(renamed, name)
        assert (one.tone.value, one.tone.score_negative) == (other.tone.value, other.tone.score_negative)
        assert one.due_score == other.due_score


def test_other_ways_of_writing_read_alike():
    plain = tone(COMPLAINT)
    decomposed = tone((unicodedata.normalize("NFD", COMPLAINT[0]), unicodedata.normalize("NFD", COMPLAINT[1])))
    assert decomposed.tone.score_negative == plain.tone.score_negative
    shouted = tone((COMPLAINT[0].upper(), COMPLAINT[1].upper()))
    assert shouted.tone.value is ToneValue.NEGATIVE


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\x00\x07\x1b\u200b",
        "The commune held a meeting on Monday. Nothing else happened.",
        "xã Nghi Dương " * 15_000,
        "!" * 200_000,
        "\ud7ff\ufffd\U0001f600",
        "đ" * 200_000,
    ],
)
def test_bad_input_gets_an_answer(text: str):
    for title in ("", text):
        found = read(title, text, ["Nghi Dương"])
        assert 0.0 <= found.tone.score_negative <= 1.0
        assert found.tone.sentence in clean(text) or found.tone.sentence in clean(title).replace("\n", " ")
        assert found.tone.reason


def test_no_name_of_the_place_is_no_obstacle():
    assert read(*COMPLAINT, []).tone.value is ToneValue.NEGATIVE


def test_a_longer_phrase_hides_the_shorter_inside_it():
    found = cues().quotes("Việc này Chưa Được Giải Quyết, họ gửi đơn kêu cứu.", ("unanswered", "complaint"))
    assert [quote for _, quote in found] == ["Chưa Được Giải Quyết", "gửi đơn", "kêu cứu"]


def test_sentences_are_split_where_they_end():
    text = "Ông A. nói: “Chúng tôi chờ.” Xã hứa sửa ngày 12.5 tới!\nDòng mới"
    assert light.split(text)[-1] == "Dòng mới"
    assert "".join(light.split(text)).replace(" ", "") == text.replace("\n", "").replace(" ", "")


def test_damaged_models_are_told():
    data = target_tone.SHIPPED.read_bytes()
    for bad in (b"", b"DIEMBAO1", data[:200], data[:-9]):
        with pytest.raises(BadModel):
            target_tone.load(bad)
