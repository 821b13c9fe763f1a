from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import docx
import pytest

from digest import layout
from digest.compose import compose
from digest.metrics import text_width
from digest.render import RENDERERS
from digest.sections.annex import WIDTHS
from domain.document import Chart
from tests.digest import builders
from tests.digest.test_compose import EDITIONS
from tests.digest.wordml import WP, A, Package, R, W, problems, text_of

PACKAGES = {name: Package(RENDERERS["docx"](compose(edition))) for name, edition in EDITIONS.items()}
NORMAL = PACKAGES["normal"]


def mm(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def paragraphs(package: Package, text: str) -> list[ElementTree.Element]:
    return [p for p in package.body.iter(f"{W}p") if text_of(p) == text]


def the(package: Package, text: str) -> ElementTree.Element:
    (found,) = paragraphs(package, text)
    return found


def style_of(package: Package, paragraph: ElementTree.Element) -> ElementTree.Element:
    name = paragraph.find(f"{W}pPr/{W}pStyle")
    assert name is not None
    return next(s for s in package.part("styles").iter(f"{W}style") if s.get(f"{W}styleId") == name.get(f"{W}val"))


def value(element: ElementTree.Element | None, name: str = "val") -> str | None:
    return None if element is None else element.get(W + name)


# The table of Nghị định 30/2020, Phụ lục I: element -> smallest and largest size in half-points, bold, italic, place.
OFFICIAL = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 24, 26, True, False, "center"),
    ("Độc lập - Tự do - Hạnh phúc", 26, 28, True, False, "center"),
    ("UBND XÃ NGHI DƯƠNG", 24, 26, False, False, "center"),
    ("PHÒNG VĂN HÓA - XÃ HỘI", 24, 26, True, False, "center"),
    ("Số:     /BC-VHXH", 26, 26, False, False, "center"),
    ("Nghi Dương, ngày      tháng 11 năm 2026", 26, 28, False, True, "center"),
    ("LƯU HÀNH NỘI BỘ", 26, 28, True, False, "center"),
    ("BÁO CÁO", 26, 28, True, False, "center"),
    ("Tổng hợp dư luận báo chí viết về xã Nghi Dương tuần 47 năm 2026", 26, 28, True, False, "center"),
    ("Kính gửi:", 26, 28, False, False, "left"),
    ("- Ban Xây dựng Đảng Đảng ủy xã.", 26, 28, False, False, "left"),
    ("I. TÌNH HÌNH CHUNG", 26, 28, True, False, "both"),
    ("1. Nông nghiệp, nông thôn mới, thủy sản", 26, 28, True, False, "both"),
    (
        "Tin, bài dưới đây được phát hiện trong kỳ nhưng trang báo không ghi ngày đăng; đã tính vào tổng số của kỳ.",
        26,
        28,
        False,
        False,
        "both",
    ),
    ("TRƯỞNG PHÒNG", 26, 28, True, False, "center"),
    ("Trần Văn Mẫu", 26, 28, True, False, "center"),
    ("Nơi nhận:", 24, 24, True, True, "left"),
    ("- Như trên;", 22, 22, False, False, "left"),
    ("- Lưu: VT, VHXH.", 22, 22, False, False, "left"),
    ("Phụ lục I", 28, 28, True, False, "center"),
    ("DANH MỤC TIN, BÀI TRONG KỲ", 26, 28, True, False, "center"),
]


@pytest.mark.parametrize(("text", "least", "most", "bold", "italic", "place"), OFFICIAL)
def test_sizes_and_styles_are_the_official_ones(text: str, least: int, most: int, bold: bool, italic: bool, place: str):
    style = style_of(NORMAL, the(NORMAL, text))
    size = value(style.find(f"{W}rPr/{W}sz"))
    assert size is not None
    assert least <= int(size) <= most
    assert value(style.find(f"{W}rPr/{W}szCs")) == size
    assert (style.find(f"{W}rPr/{W}b") is not None) is bold
    assert (style.find(f"{W}rPr/{W}i") is not None) is italic
    assert value(style.find(f"{W}pPr/{W}jc")) == place


@pytest.mark.parametrize("name", PACKAGES)
def test_elements_stand_in_schema_order_and_references_hold(name: str):
    assert problems(PACKAGES[name]) == []


@pytest.mark.parametrize("name", PACKAGES)
def test_word_would_open_it(name: str):
    document = docx.Document(BytesIO(RENDERERS["docx"](compose(EDITIONS[name]))))
    assert document.paragraphs
    assert document.core_properties.language == "vi-VN"


def test_paper_and_margins():
    size, margins = NORMAL.body.find(f".//{W}p//{W}sectPr/{W}pgSz"), NORMAL.body.find(f".//{W}p//{W}sectPr/{W}pgMar")
    assert (value(size, "w"), value(size, "h"), value(size, "orient")) == (str(mm(210)), str(mm(297)), None)
    sides = {side: int(value(margins, side) or 0) for side in ("top", "bottom", "left", "right")}
    assert sides == {"top": mm(20), "bottom": mm(20), "left": mm(30), "right": mm(20)}
    assert mm(20) <= sides["top"] <= mm(25)
    assert mm(30) <= sides["left"] <= mm(35)
    assert mm(15) <= sides["right"] <= mm(20)


def test_the_annex_lies_on_landscape_pages_numbered_anew():
    section = NORMAL.body.find(f"{W}sectPr")
    assert section is not None
    size = section.find(f"{W}pgSz")
    assert (value(size, "w"), value(size, "h"), value(size, "orient")) == (str(mm(297)), str(mm(210)), "landscape")
    assert value(section.find(f"{W}pgNumType"), "start") == "1"
    assert section.find(f"{W}titlePg") is not None
    assert value(section.find(f"{W}type")) in (None, "nextPage")


def test_without_annexes_there_is_one_section():
    package = Package(RENDERERS["docx"](compose(builders.empty(), ["overview"])))
    assert len(list(package.body.iter(f"{W}sectPr"))) == 1


def test_page_numbers_are_centred_in_the_top_margin_and_hidden_on_page_one():
    relationships = {item.get("Id"): item.get("Target") for item in NORMAL.xml["word/_rels/document.xml.rels"]}
    section = NORMAL.body.find(f".//{W}p//{W}sectPr")
    assert section is not None
    assert section.find(f"{W}titlePg") is not None
    heads = {value(ref, "type"): relationships[ref.get(f"{R}id")] for ref in section.iter(f"{W}headerReference")}
    first, usual = (NORMAL.xml[f"word/{heads[kind]}"] for kind in ("first", "default"))
    assert not text_of(first)
    assert not list(first.iter(f"{W}instrText"))
    assert [part.text for part in usual.iter(f"{W}instrText")] == [" PAGE "]
    style = next(s for s in NORMAL.part("styles").iter(f"{W}style") if s.get(f"{W}styleId") == "Header")
    assert value(style.find(f"{W}rPr/{W}sz")) == "28"
    assert value(style.find(f"{W}pPr/{W}jc")) == "center"
    assert int(value(section.find(f"{W}pgMar"), "header") or 0) < mm(20)


def test_the_letterhead_is_63_and_97_millimetres():
    table = next(NORMAL.body.iter(f"{W}tbl"))
    assert [value(column, "w") for column in table.iter(f"{W}gridCol")] == [str(mm(63)), str(mm(97))]
    assert table.find(f"{W}tblPr/{W}tblBorders") is None
    assert value(table.find(f"{W}tblPr/{W}tblLayout"), "type") == "fixed"


def rule_after(package: Package, text: str) -> ElementTree.Element:
    inside = next(parent for parent in package.body.iter() if the(package, text) in list(parent))
    children = list(inside)
    return next(p for p in children[children.index(the(package, text)) + 1 :] if p.find(f"{W}pPr/{W}pBdr") is not None)


def rule_length(paragraph: ElementTree.Element, width: int) -> int:
    indent = paragraph.find(f"{W}pPr/{W}ind")
    assert paragraph.find(f"{W}pPr/{W}pBdr/{W}top") is not None
    assert value(indent, "left") == value(indent, "right")
    return width - 2 * int(value(indent, "left") or 0)


def test_the_rule_under_the_motto_is_as_long_as_the_motto():
    motto = layout.MOTTO[1]
    length = rule_length(rule_after(NORMAL, motto), mm(97))
    assert length == pytest.approx(mm(text_width(motto, 14, bold=True)), abs=2)


@pytest.mark.parametrize(
    ("text", "under", "size", "cell"),
    [
        ("PHÒNG VĂN HÓA - XÃ HỘI", "PHÒNG VĂN HÓA - XÃ HỘI", 13, 63),
        (
            "Tổng hợp dư luận báo chí viết về xã Nghi Dương tuần 47 năm 2026",
            "(từ 00 giờ 00 thứ Năm 12/11/2026 đến 24 giờ 00 thứ Tư 18/11/2026)",
            14,
            160,
        ),
    ],
)
def test_other_rules_are_a_third_to_a_half_of_the_text(text: str, under: str, size: int, cell: int):
    length = rule_length(rule_after(NORMAL, under), mm(cell))
    assert 1 / 3 <= length / mm(text_width(text, size, bold=True)) <= 1 / 2


def test_the_motto_fits_its_cell_on_one_line():
    assert text_width(layout.MOTTO[0], 13, bold=True) < layout.LETTERHEAD[1]


def test_the_circulation_mark_stands_in_a_frame():
    frame = the(NORMAL, "LƯU HÀNH NỘI BỘ").find(f"{W}pPr/{W}pBdr")
    assert frame is not None
    assert [side.tag.removeprefix(W) for side in frame] == ["top", "left", "bottom", "right"]


def test_body_paragraphs():
    style = next(s for s in NORMAL.part("styles").iter(f"{W}style") if s.get(f"{W}styleId") == "BodyText")
    spacing, indent = style.find(f"{W}pPr/{W}spacing"), style.find(f"{W}pPr/{W}ind")
    assert value(indent, "firstLine") == str(mm(12.7)) == "720"
    assert int(value(spacing, "after") or 0) >= 120
    assert 240 <= int(value(spacing, "line") or 0) <= 360
    assert value(spacing, "lineRule") == "auto"


@pytest.mark.parametrize("name", PACKAGES)
def test_no_font_but_times_new_roman_in_the_whole_package(name: str):
    package = PACKAGES[name]
    for part, body in package.raw.items():
        if part.endswith(".png"):
            continue
        text = body.decode()
        assert "theme/" not in part
        assert "heme" not in text
        named = re.findall(r'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]*)"', text) + re.findall(
            r'<w:font w:name="([^"]*)"', text
        )
        assert set(named) <= {"Times New Roman", "vi-VN"}
        assert not re.search("[\"'>](?:Calibri|Cambria|Aptos|Arial|Symbol|Courier|Liberation|Tinos|Wingdings)", text)


def test_every_style_names_the_font_for_all_four_scripts():
    styles = NORMAL.part("styles")
    holders = [
        styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"),
        *(s.find(f"{W}rPr") for s in styles.iter(f"{W}style")),
    ]
    named = [holder.find(f"{W}rFonts") for holder in holders if holder is not None]
    assert len(named) >= len(layout.FACES) + 1
    for fonts in named:
        assert fonts is not None
        assert {fonts.get(W + script) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}


def test_the_language_is_vietnamese():
    language = NORMAL.part("styles").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert value(language) == "vi-VN"


def test_text_is_black():
    colours = {value(element) for element in NORMAL.part("styles").iter(f"{W}color")}
    assert colours == {"000000"}


def test_tables_repeat_their_head_and_never_split_a_row():
    for table in list(NORMAL.body.iter(f"{W}tbl")):
        ruled = table.find(f"{W}tblPr/{W}tblBorders") is not None
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [ruled] + [False] * (len(rows) - 1)


def test_tables_fill_the_text_width_cell_by_cell():
    expected = {f"Bảng {place}": 160 if place < 5 else 247 for place in range(1, 7)}
    for table in list(PACKAGES["full"].body.iter(f"{W}tbl")):
        caption = value(table.find(f"{W}tblPr/{W}tblCaption"))
        grid = [int(value(column, "w") or 0) for column in table.iter(f"{W}gridCol")]
        assert sum(grid) == int(value(table.find(f"{W}tblPr/{W}tblW"), "w") or 0)
        for row in table.findall(f"{W}tr"):
            assert [int(value(cell, "w") or 0) for cell in row.iter(f"{W}tcW")] == grid
        if caption:
            assert sum(grid) == pytest.approx(mm(expected[caption.split(".")[0]]), abs=4)


def test_a_date_fits_into_its_column():
    padding = 2 * layout.TABLE_CELL_PADDING
    assert text_width("17/11/2026", 11) < WIDTHS[1] - padding
    assert text_width("08 giờ 15", 11) < WIDTHS[1] - padding


def test_the_signature_stays_in_one_piece_with_the_closing_sentence():
    closing = the(NORMAL, compose(builders.normal()).closing)
    assert closing.find(f"{W}pPr/{W}keepNext") is not None
    row = next(row for row in NORMAL.body.iter(f"{W}tr") if "Nơi nhận:" in text_of(row))
    assert row.find(f"{W}trPr/{W}cantSplit") is not None
    right = row.findall(f"{W}tc")[1]
    texts = [text_of(p) for p in right.iter(f"{W}p")]
    assert texts == ["TRƯỞNG PHÒNG", "", "", "", "", "", "Trần Văn Mẫu"]


def test_headlines_are_real_links():
    relationships = {item.get("Id"): item for item in NORMAL.xml["word/_rels/document.xml.rels"]}
    links = list(NORMAL.body.iter(f"{W}hyperlink"))
    urls = {entry.article.url for entry in (*builders.normal().entries, *builders.normal().undated)}
    targets = [relationships[link.get(f"{R}id")] for link in links]
    assert all(target.get("TargetMode") == "External" for target in targets)
    assert urls <= {target.get("Target") for target in targets}


def test_headings_are_headings_for_screen_readers():
    styles = {s.get(f"{W}styleId"): s for s in NORMAL.part("styles").iter(f"{W}style")}
    heads = [
        p for p in NORMAL.body.iter(f"{W}p") if value(style_of(NORMAL, p).find(f"{W}pPr/{W}outlineLvl")) is not None
    ]
    assert [text_of(p).split(".")[0] for p in heads if value(style_of(NORMAL, p), "styleId") == "Heading1"] == [
        "I", "II", "III", "IV",
    ]  # fmt: skip
    assert value(styles["Heading1"].find(f"{W}name")) == "heading 1"
    assert value(styles["Title"].find(f"{W}name")) == "Title"


def test_properties_come_from_the_edition_and_bytes_repeat():
    first, second = (RENDERERS["docx"](compose(builders.normal())) for _ in range(2))
    assert first == second
    properties = docx.Document(BytesIO(first)).core_properties
    assert properties.created is not None
    assert properties.created.replace(tzinfo=None).isoformat() == "2026-11-19T01:00:00"
    assert properties.modified == properties.created
    assert properties.author == "Phòng Văn hóa - Xã hội"


def test_a_commune_office_signs_with_its_own_lines():
    office = replace(
        builders.OFFICE,
        parent="",
        issuer="Ủy ban nhân dân\nxã Nghi Dương",
        authority="TM. Ủy ban nhân dân\nKT. Chủ tịch",
        signer_title="Phó Chủ tịch",
        addressees=("Sở Văn hóa, Thể thao và Du lịch",),
    )
    package = Package(RENDERERS["docx"](compose(builders.edition(builders.COMPENSATION, office=office))))
    assert problems(package) == []
    assert paragraphs(package, "TM. ỦY BAN NHÂN DÂN")
    assert paragraphs(package, "KT. CHỦ TỊCH")
    assert "năm 2026, Ủy ban nhân dân xã Nghi Dương kính báo cáo./." in text_of(package.body)
    assert paragraphs(package, "Kính gửi: Sở Văn hóa, Thể thao và Du lịch.")


def test_a_chart_is_a_picture_in_the_line_with_words_for_those_who_do_not_see_it():
    package = PACKAGES["full"]
    digest = compose(EDITIONS["full"])
    charts = [block for part in digest.sections for block in part.blocks if isinstance(block, Chart)]
    shown = list(package.body.iter(f"{WP}docPr"))
    assert [picture.get("descr") for picture in shown] == [chart.alt for chart in charts]
    targets = {item.get("Id"): item.get("Target") for item in package.xml["word/_rels/document.xml.rels"]}
    for blip in package.body.iter(f"{A}blip"):
        assert package.raw[f"word/{targets[blip.get(f'{R}embed')]}"].startswith(b"\x89PNG")
    extent = package.body.find(f".//{WP}extent")
    assert extent is not None
    assert int(extent.get("cx") or 0) == 160 * 36_000


def test_a_replacement_says_so_under_its_title():
    package = Package(RENDERERS["docx"](compose(replace(EDITIONS["one"], replaces="thay thế Báo cáo số 12/BC-VHXH"))))
    assert value(style_of(package, the(package, "(thay thế Báo cáo số 12/BC-VHXH)")), "styleId") == "Subtitle"


def test_a_small_table_is_not_torn_and_a_long_one_may_be():
    package = PACKAGES["full"]
    kept = {}
    for table in package.body.iter(f"{W}tbl"):
        caption = value(table.find(f"{W}tblPr/{W}tblCaption"))
        rows = [row for row in table.findall(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is None]
        if caption:
            kept[caption.split(".")[0]] = [row.find(f".//{W}keepNext") is not None for row in rows]
    assert kept["Bảng 4"] == [True] * 5 + [False]
    assert not any(kept["Bảng 5"])
