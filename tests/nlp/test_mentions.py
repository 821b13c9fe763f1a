"""Place names: one referent a mention, all readings compete, the reasons quote the text. All texts are invented."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config import gazetteer
from domain.clock import Stamp
from domain.place import LocalKnowledge, NotOurs
from domain.press import Article
from domain.reading import Judgement, Role, Verdict
from domain.text import clean
from nlp.mentions import Recogniser
from tests.builders import an_article

OURS = "11713"
NGU_PHUC_OF_KIM_THANH = "10792"
CITY = [unit.code for unit in gazetteer.load().units if unit.province.endswith("Hải Phòng")]
ENGINE = Recogniser(gazetteer.load(), [gazetteer.commune(code) for code in CITY])
AFTER = Stamp(date(2026, 11, 12))
BEFORE = Stamp(date(2019, 2, 20))


def article(body: str, title: str = "", *, day: Stamp | None = None, outlet: str = "", language: str = "vi") -> Article:
    return replace(
        an_article(title=title, sapo="", body=clean(body)), published=day, outlet=outlet, language=language, tags=()
    )


def judged(text: Article, code: str = OURS, engine: Recogniser = ENGINE) -> Judgement | None:
    return next((found for found in engine.judge(text) if found.unit_code == code), None)


def verdict(body: str, code: str = OURS, **given_: object) -> str:
    found = judged(article(body, **given_), code)  # type: ignore[arg-type]
    return found.verdict.value if found else "none"


ACCEPTED = [
    "Công an huyện Kiến Thụy (Hải Phòng) mời một thanh niên 19 tuổi, trú xã Ngũ Phúc, lên làm việc.",
    "Lúa mùa ở xã Kiến Quốc, huyện Kiến Thuỵ, TP. Hải Phòng đã gặt xong.",
    "Hai xã Du Lễ và Kiến Quốc (H. Kiến Thụy) chung một trạm bơm.",
    "Ba xã gồm: Ngũ Phúc, Kiến Quốc, Du Lễ thuộc huyện Kiến Thụy góp đất làm đường.",
    "UBND xã Nghi Dương thông báo lịch họp thôn.",
    "Bà Đinh Thị L., nhà ở Ngũ Phúc, Kiến Thụy, kể lại.",
    "Ban quản lý đền Mõ ở Hải Phòng chuẩn bị lễ hội.",
    "Hạ tầng khu công nghiệp Tân Trào (Hải Phòng) đã khởi động.",
]
REFUSED = [
    "Tuyến kênh qua xã Ngũ Phúc, huyện Kim Thành, Hải Dương vừa xong.",
    "Tại xã Kiến Quốc (Ninh Giang, Hải Dương), bánh gai vào vụ.",
    "Xe lao lên vỉa hè trước siêu thị điện máy Ngũ Phúc ở Hải Phòng.",
    "Đô đốc Tôn Kiến Quốc phát biểu tại diễn đàn.",
    "Ông Nguyễn Kiến Quốc (58 tuổi, ở Hải Phòng) cho biết.",
    "Đường Kiến Quốc ở quận Lê Chân, Hải Phòng được mở rộng.",
    "Ngõ 12 Kiến Quốc, phường An Biên, Hải Phòng bị ngập.",
    "Huyện Nghi Dương thuộc phủ Kinh Môn, trấn Hải Dương.",
    "Ông sinh ở huyện Nghi Dương (nay thuộc Kiến Thụy, Hải Phòng) năm 1483.",
    "Ấp Ngũ Phúc, xã Hố Nai 3, huyện Trảng Bom, Đồng Nai.",
    "Công ty cổ phần nông nghiệp Ngũ Phúc ở huyện Kiến Thụy, Hải Phòng tuyển người.",
    "Cấm xe trên tuyến Kiến Quốc - Lê Lai, quận Ngô Quyền, Hải Phòng.",
    "Dự thảo sẽ trình xin ý kiến Quốc hội vào tháng tới.",
    "XIN Ý KIẾN QUỐC HỘI VỀ MỨC LƯƠNG CƠ SỞ",
    "Ba ca nghi dương tính đang chờ kết quả.",
    "Khu nghỉ dưỡng khoáng nóng hút khách.",
    "khu-nghi-duong-moi-o-hai-phong mở cửa cuối tuần.",
    "A nghi duong resort opened in Hai Phong.",
    "",
]


@pytest.mark.parametrize("body", ACCEPTED)
def test_accepted(body: str) -> None:
    assert verdict(body) == "accept"


@pytest.mark.parametrize("body", REFUSED)
def test_refused(body: str) -> None:
    assert verdict(body) in ("reject", "none")


def test_two_communes_of_one_name_compete() -> None:
    told = "Sáng 3/2, Công an xã Ngũ Phúc, huyện Kim Thành nhận tin báo. Chiều cùng ngày, xã Ngũ Phúc họp dân."
    assert verdict(told) == "reject"
    assert verdict(told, NGU_PHUC_OF_KIM_THANH) == "accept"


def test_what_nobody_can_tell_apart_goes_to_review_and_says_so() -> None:
    found = judged(article("Xã Ngũ Phúc, Hải Phòng vừa khánh thành trạm y tế."))
    assert found is not None
    assert found.verdict is Verdict.REVIEW
    assert any("Nhiều nơi" in reason.sentence or "cùng tên" in reason.sentence for reason in found.reasons)


def test_the_parent_is_carried_forward_and_the_last_one_counts() -> None:
    body = (
        "Mưa lớn làm ngập đồng ở huyện Kim Thành. Tại huyện Kiến Thụy, nước cũng lên nhanh. "
        "Chủ tịch UBND xã Ngũ Phúc cho biết đã huy động máy bơm."
    )
    assert verdict(body) == "accept"
    assert verdict(body, NGU_PHUC_OF_KIM_THANH) != "accept"


def test_an_address_is_no_list_and_a_torn_abbreviation_no_commune() -> None:
    assert verdict("Ông T. (SN 1989, xã Quang Hưng, Ninh Giang, Hải Dương) khai báo.", "11203") != "accept"
    assert verdict("Công an T X.Kinh Môn, tỉnh Hải Dương vừa bắt giữ.", "10675") != "accept"


def test_another_district_named_first_makes_a_commune_doubtful() -> None:
    body = "Tại huyện Cát Hải, hai giếng được khoan ở xã Hải Sơn, nước đưa ra đảo bằng tàu từ Hải Phòng."
    assert verdict(body, "11455") != "accept"


def test_the_day_tells_which_map_holds() -> None:
    body = "Người dân xã Kiến Thụy, Hải Phòng làm thủ tục tại trụ sở mới."
    assert verdict(body, "11680", day=AFTER) == "accept"
    bare = "Anh T., quê Kiến Thụy, Hải Phòng, đi làm xa."
    assert verdict(bare, "11680", day=BEFORE) == "reject"
    assert verdict(bare, "11680", day=AFTER) != "reject"


def test_a_newspaper_of_the_city_means_its_own() -> None:
    body = "UBND xã Tiên Minh mở lớp học bơi cho trẻ em."
    code = min(found.unit_code for found in ENGINE.judge(article(body)))
    home = judged(article(body, outlet="haiphong.gov.vn"), code)
    away = judged(article(body, outlet="baonghean.vn"), code)
    assert home is not None
    assert away is not None
    assert home.score > away.score


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Land in Kien Hung and Nghi Duong communes, Hai Phong City, was handed over.", "accept"),
        ("Work began in Nghi Duong Commune, Hai Phong City.", "accept"),
        ("The Tan Trao Industrial Park in Hai Phong will open next year.", "accept"),
        ("Phu Quoc Special Zone in An Giang welcomed 50,000 visitors.", "none"),
        ("Visitors came to Nghi Duong from all over Hai Phong.", "review"),
        ("A nghi duong complex opened in Hai Phong City.", "none"),
    ],
)
def test_english_has_its_own_forms(body: str, expected: str) -> None:
    assert verdict(body, language="en") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Cong an cho biet doi tuong tru xa Ngu Phuc, huyen Kien Thuy, TP Hai Phong.", "accept"),
        ("xa Nghi Duong, thanh pho Hai Phong vua lam xong cau qua kenh.", "accept"),
        ("tin-moi/xa-nghi-duong-hop-thon-ban-duong-truc", "accept"),
        ("cho-50-khach-nghi-duong-tinh-voi-ma-tuy", "none"),
        ("Khu nghi duong o xa Ngu Phuc, huyen Kim Thanh.", "reject"),
        ("Toi di nghi duong o Hai Phong.", "none"),
    ],
)
def test_without_marks_only_with_unit_word_and_parent(body: str, expected: str) -> None:
    assert verdict(body) == expected


def test_roles() -> None:
    def role(body: str, title: str = "") -> Role | None:
        found = judged(article(body, title))
        assert found is not None
        assert found.verdict is Verdict.ACCEPT
        return found.role

    assert role("Nhà văn hóa tại xã Ngũ Phúc, huyện Kiến Thụy xây xong.") is Role.MAIN
    assert role("Bị cáo N.V.B. (SN 1990, trú tại xã Ngũ Phúc, huyện Kiến Thụy) nhận 3 năm tù.") is Role.SIDE
    assert role("Các xã Đông Phương, Đại Đồng, Hữu Bằng, Du Lễ, Tú Sơn (huyện Kiến Thụy) có mưa.") is Role.LIST
    assert role("Bà con mừng.", title="Xã Nghi Dương có cầu mới") is Role.MAIN


def test_an_officers_rule_is_seen_and_can_be_taken_back() -> None:
    body = "Hợp tác xã Ngũ Phúc, huyện Kiến Thụy mở thêm quầy hàng."
    rule = NotOurs.read("Hợp tác xã Ngũ Phúc @ bao.example # N.T.H., 27/11/2026")
    assert rule == NotOurs("Hợp tác xã Ngũ Phúc", "bao.example", "N.T.H., 27/11/2026")
    ruled = Recogniser(gazetteer.load(), [gazetteer.commune(OURS, LocalKnowledge(not_ours=(rule,)))])
    found = judged(article(body, outlet="bao.example"), engine=ruled)
    assert found is not None
    assert found.verdict is Verdict.REJECT
    assert "không phải xã mình" in found.reasons[0].sentence
    assert "N.T.H., 27/11/2026" in found.reasons[0].sentence
    elsewhere = judged(article(body, outlet="khac.example"), engine=ruled)
    assert elsewhere is not None
    assert elsewhere.verdict is Verdict.ACCEPT
    assert verdict(body) == "accept"


# What must hold for any text.

TEXTS = ACCEPTED + REFUSED[:-1]
UNRELATED = [
    "Giá cà phê trong nước tăng nhẹ phiên cuối tuần.",
    "Đội tuyển nữ thắng trận giao hữu tại Cần Thơ.",
    "Huyện Quỳnh Phụ (Thái Bình) tổng kết vụ màu; xã Đông Hải đứng đầu.",
    "Trung Quốc công bố số liệu xuất khẩu quý III.",
    "Ông Trần Văn Minh, 61 tuổi, ở phường 12, quận Gò Vấp, trồng lan.",
    "Bộ Y tế hướng dẫn tiêm chủng mùa lạnh.",
]
RANK = {"none": 0, "reject": 0, "review": 1, "accept": 2}


@given(st.sampled_from(TEXTS), st.lists(st.sampled_from(UNRELATED), min_size=1, max_size=3), st.booleans())
def test_an_unrelated_paragraph_never_turns_refusal_into_acceptance(body: str, more: list[str], first: bool) -> None:
    longer = "\n".join([*more, body] if first else [body, *more])
    if RANK[verdict(body)] == 0:
        assert RANK[verdict(longer)] < 2


@given(st.sampled_from(TEXTS))
def test_composition_and_tone_placement_do_not_matter(body: str) -> None:
    for form in (unicodedata.normalize("NFD", body), body.replace("Thụy", "Thuỵ"), body.replace("Thuỵ", "Thụy")):
        raw = replace(article(""), body=form)
        found = judged(raw)
        assert (found.verdict.value if found else "none") == verdict(body)
        assert found is None or all(form[m.span.start : m.span.end] == m.span.quote for m in found.mentions)


@given(st.sampled_from(TEXTS))
def test_capitals_and_lower_case_accept_nothing_new(body: str) -> None:
    assert RANK[verdict(body.upper())] <= RANK[verdict(body)] or RANK[verdict(body.upper())] < 2
    if RANK[verdict(body)] == 2 and "huyện" in body:
        assert RANK[verdict(body.upper())] >= 1
    if RANK[verdict(body)] == 0:
        assert RANK[verdict(body.lower())] < 2


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*TEXTS, *UNRELATED]), min_size=1, max_size=5), st.sampled_from(["", "Hải Phòng"]))
def test_reasons_and_mentions_quote_what_is_there(parts: list[str], title: str) -> None:
    text = article("\n".join(parts), title)
    fields = dict(text.fields())
    everything = "\n".join(fields.values())
    for found in ENGINE.judge(text):
        assert found.reasons
        for reason in found.reasons:
            for quote in re.findall("“(.+?)”", reason.sentence):
                assert quote in everything or quote == "cũ", reason.sentence
        for mention in found.mentions:
            assert fields[mention.span.field][mention.span.start : mention.span.end] == mention.span.quote


@settings(max_examples=40)
@given(st.text(max_size=400), st.sampled_from(["vi", "en"]))
def test_any_input(noise: str, language: str) -> None:
    for body in (noise, f"xã Nghi Dương {noise}", f"{noise}Ngũ Phúc, huyện {noise}"):
        for found in ENGINE.judge(replace(article(""), title=noise, body=body, language=language)):
            assert found.unit_code in CITY


def test_very_long_input_takes_its_time_in_proportion() -> None:
    body = "Hải Phòng, xã Ngũ Phúc, xã Minh Tân và An Lão (" * 4300
    assert len(body) > 200_000
    assert ENGINE.judge(replace(article(""), body=body))


ASTRAY = "Chị H. mở quán ở xã Quang Phục, Tiên Lãng. Công an Hải Phòng đang điều tra."


def test_a_district_right_after_that_has_no_such_commune_leaves_it_to_the_officer() -> None:
    """Tiên Lãng, too, had an xã Quang Phục; the list knows only the one of Tứ Kỳ."""
    code = next(code for code in CITY if (found := judged(article(ASTRAY, day=BEFORE), code)) and found.mentions)
    assert judged(article(ASTRAY, day=BEFORE), code).verdict is not Verdict.ACCEPT  # type: ignore[union-attr]
    again = article(ASTRAY + " Người dân xã Quang Phục cho biết quán mở năm ngoái.", day=BEFORE)
    found = judged(again, code)
    assert found is not None
    assert found.verdict is not Verdict.ACCEPT
    assert "strange district" in {reason.kind for mention in found.mentions for reason in mention.reasons}
    assert verdict("Chị H. mở quán ở xã Quang Phục, Tứ Kỳ, Hải Dương.", code, day=BEFORE) == "accept"


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (
            "Ngày mai Hải Phòng ngừng cấp nước: phường Thủy Nguyên, Thiên Hương, Hòa Bình, Nam Triệu; xã Việt Khê.",
            ("Thuỷ Nguyên", "Thiên Hương", "Hoà Bình", "Nam Triệu", "Việt Khê"),
        ),
        (
            "Thành phố Hải Phòng báo lịch cắt điện tại các xã, phường: Kiến Thụy, Kiến Minh, Kiến Hưng và Nghi Dương.",
            ("Kiến Thuỵ", "Kiến Minh", "Kiến Hưng", "Nghi Dương"),
        ),
        (
            "Đo đạc tại phường Việt Hòa, Thành Đông, Tứ Minh, Tân Hưng, Nam Đồng, thành phố Hải Phòng.",
            ("Việt Hoà", "Thành Đông", "Tứ Minh", "Tân Hưng", "Nam Đồng"),
        ),
    ],
)
def test_a_list_holds_names_that_are_also_a_districts_or_a_provinces(body: str, names: tuple[str, ...]) -> None:
    codes = {unit.name: unit.code for unit in gazetteer.load().units if unit.province.endswith("Hải Phòng")}
    assert {name: verdict(body, codes[name], day=AFTER) for name in names} == dict.fromkeys(names, "accept")


def test_since_the_merger_a_name_means_the_present_commune_of_the_province() -> None:
    code = next(unit.code for unit in gazetteer.load().units if unit.code in CITY and unit.name == "Yết Kiêu")
    body = "Đảng ủy xã Yết Kiêu họp bàn việc cấp nước sạch."
    assert verdict(body, code, day=AFTER, outlet="baohaiphong.vn") == "accept"
    assert verdict(body, code, day=BEFORE, outlet="baohaiphong.vn") != "accept"


@pytest.mark.parametrize(
    "body",
    [
        "Đền Bia thờ Tuệ Tĩnh ở Cẩm Giàng mở cửa đón khách.",
        "Danh y Tuệ Tĩnh, Cẩm Giàng, để lại nhiều bài thuốc.",
    ],
)
def test_a_man_of_history_is_no_commune(body: str) -> None:
    code = next(unit.code for unit in gazetteer.load().units if unit.code in CITY and unit.name == "Tuệ Tĩnh")
    assert verdict(body, code, day=AFTER) != "accept"


def test_an_office_is_quoted_whole() -> None:
    found = judged(article("Đảng bộ xã Nghi Dương, Hải Phòng bầu cấp ủy mới."))
    assert found is not None
    assert any("“Đảng bộ xã”" in why.sentence for why in found.reasons)
