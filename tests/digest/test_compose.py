from __future__ import annotations

import re
from dataclasses import replace

import pytest

from digest import SECTIONS
from digest.compose import compose
from digest.render import text
from domain.document import Table
from domain.edition import Edition, Entry
from domain.reading import Role, Verdict
from tests.digest import builders, editions, goldens
from tests.digest.outline import cell_text, outline, prose, table

EDITIONS = {
    "empty": builders.empty(),
    "one": builders.one(),
    "three": builders.three(),
    "normal": builders.normal(),
    "nothing-read": builders.edition(sources=builders.sources(failed=7), articles_read=0),
    "full": editions.full(),
    "storm": editions.storm(),
    "tet": editions.tet(),
    "turn-of-the-year": editions.turn_of_the_year(),
    "month": editions.month(),
    "quarter": editions.quarter(),
    "half": editions.half(),
    "year": editions.year(),
    "sample": builders.edition(builders.COMPENSATION, sample=True),
}


@pytest.mark.parametrize("name", EDITIONS)
def test_the_whole_digest_reads_as_it_did(name: str):
    goldens.check(f"{name}.txt", outline(compose(EDITIONS[name])))


@pytest.mark.parametrize("name", ["empty", "three", "normal"])
def test_the_message_reads_as_it_did(name: str):
    goldens.check(f"{name}.message.txt", text.render(compose(EDITIONS[name])).decode())


def test_the_same_edition_gives_the_same_digest():
    assert compose(builders.normal()) == compose(builders.normal())


def test_order_of_entries_does_not_matter():
    edition = builders.normal()
    assert compose(replace(edition, entries=edition.entries[::-1])) == compose(edition)


# Numbers: each is computed again here from the edition alone, without the room's own counting.


def numbers(sentence: str) -> list[int]:
    return [int(found.replace(".", "")) for found in re.findall(r"\d[\d.]*(?=\D|$)", sentence)]


def in_period(edition: Edition) -> list[Entry]:
    return [e for e in edition.entries if not e.supplement] + list(edition.undated)


def main_topic(edition: Edition, entry: Entry) -> str:
    names = {topic.code: topic.name for topic in edition.topics}
    best = min(entry.topics, key=lambda hit: hit.rank, default=None)
    return names.get(best.topic, "Chưa xác định lĩnh vực") if best else "Chưa xác định lĩnh vực"


@pytest.mark.parametrize("name", ["one", "three", "normal", "sample"])
def test_counts_of_articles_and_papers(name: str):
    edition = EDITIONS[name]
    found = re.search(r"ghi nhận (\d+) tin, bài của (\d+) cơ quan", prose(compose(edition), "overview"))
    assert found
    assert int(found[1]) == len(in_period(edition))
    assert int(found[2]) == len({e.outlet_title for e in in_period(edition)})


def test_papers_by_level_add_up():
    edition = builders.normal()
    found = re.search(r"\((\d+) của trung ương, (\d+) của thành phố, (\d+) khác\)", prose(compose(edition), "overview"))
    assert found
    papers = {e.outlet_title: e.level for e in in_period(edition)}
    expected = [sum(level == value for level in papers.values()) for value in ("trung-uong", "thanh-pho", "khac")]
    assert [int(part) for part in found.groups()] == expected


def test_change_and_its_share():
    edition = builders.normal()
    found = re.search(
        r"tuần trước \((\d+) tin, bài, \d+ sự việc\), tăng (\d+) tin, bài \((\S+)%\)",
        prose(compose(edition), "overview"),
    )
    assert found
    assert edition.previous
    now, before = len(in_period(edition)), edition.previous.articles
    assert (int(found[1]), int(found[2])) == (before, now - before)
    assert float(found[3].replace(",", ".")) == pytest.approx(100 * (now - before) / before, abs=0.05)


def test_roles_add_up_to_the_count():
    edition = builders.normal()
    sentence = next(
        line for line in prose(compose(edition), "overview").split("\n")[0].split(". ") if line.startswith("Xã là")
    )
    expected = [sum(e.judgement.role is role for e in in_period(edition)) for role in (Role.MAIN, Role.SIDE, Role.LIST)]
    assert numbers(sentence) == expected
    assert sum(expected) == len(in_period(edition))


@pytest.mark.parametrize("name", ["one", "three", "normal", "sample"])
def test_table_of_fields(name: str):
    edition = EDITIONS[name]
    rows = [[cell_text(cell) for cell in row] for row in table(compose(edition), "overview").rows]
    shown = {row[0]: int(row[1]) for row in rows[:-1]}
    expected: dict[str, int] = {}
    for entry in in_period(edition):
        expected[main_topic(edition, entry)] = expected.get(main_topic(edition, entry), 0) + 1
    assert {field: size for field, size in shown.items() if size} == expected
    assert rows[-1][:2] == ["Cộng", str(len(in_period(edition)))]


def test_table_of_fields_compares_with_the_period_before():
    edition = builders.normal()
    assert edition.previous
    before = {topic.name: dict(edition.previous.topics).get(topic.code, 0) for topic in edition.topics}
    signs = {"tăng": 1, "giảm": -1}
    for row in table(compose(edition), "overview").rows[:-1]:
        field, size, change, _ = map(cell_text, row)
        word, _, amount = change.partition(" ")
        assert int(size) - before.get(field, 0) == (signs[word] * int(amount) if amount else 0)
    assert sum(dict(edition.previous.topics).values()) == edition.previous.articles


def test_a_field_that_fell_silent_stays_in_the_table():
    edition = builders.edition(builders.COMPENSATION, history=(builders.past(4, 4, topics=(("4", 1), ("6", 3))),))
    rows = [[cell_text(cell) for cell in row] for row in table(compose(edition), "overview").rows]
    assert ["Môi trường, tài nguyên", "0", "giảm 3", "Phòng Kinh tế"] in rows


@pytest.mark.parametrize("name", ["empty", "normal", "nothing-read"])
def test_what_was_read(name: str):
    edition = EDITIONS[name]
    sentence = prose(compose(edition), "overview").partition("Hệ thống đọc được")[2]
    read = [source for source in edition.sources if source.ok]
    assert numbers(sentence)[:3] == [len(read), len(edition.sources), edition.articles_read]
    rows = [[cell_text(cell) for cell in row] for row in table(compose(edition), "sources").rows]
    assert [(row[1], int(row[2].replace(".", ""))) for row in rows] == [(s.title, s.articles) for s in edition.sources]
    assert sum(row[3].startswith("Không đọc được") for row in rows) == len(edition.sources) - len(read)


@pytest.mark.parametrize("name", ["one", "three", "normal", "sample"])
def test_the_annex_lists_every_article_once(name: str):
    edition = EDITIONS[name]
    rows = [[cell_text(cell) for cell in row] for row in table(compose(edition), "annex").rows]
    listed = sorted(e.article.url for e in (*edition.entries, *edition.undated))
    assert sorted(row[6] for row in rows) == listed
    assert [row[0] for row in rows] == [str(place) for place in range(1, len(listed) + 1)]
    assert sum("bổ sung" in row[1] for row in rows) == sum(e.supplement for e in edition.entries)
    assert sum(row[1] == "Chưa rõ" for row in rows) == len(edition.undated)


def test_every_article_of_the_week_has_its_entry_in_the_text():
    edition = builders.normal()
    digest = compose(edition)
    entries = prose(digest, "highlights") + prose(digest, "undated") + prose(digest, "review")
    for entry in (*edition.entries, *edition.undated, *edition.review):
        assert entries.count(f"bài “{entry.article.title}”") == 1


# Shape


def test_small_numbers_have_no_share():
    edition = builders.edition(builders.COMPENSATION, history=builders.history(4))
    assert "%" not in outline(compose(edition))
    assert "giảm 3 tin, bài" in prose(compose(edition), "overview")


def test_a_large_week_after_a_small_one_has_no_share():
    assert "%" not in outline(compose(replace(builders.normal(), history=builders.history(9))))


def test_what_does_not_exist_is_left_out():
    digest = compose(builders.empty())
    assert [section.name for section in digest.sections] == ["overview", "issues", "sources"]
    assert [section.label for section in digest.sections] == ["I", "II", "Phụ lục"]
    assert "Sắc thái" not in outline(compose(builders.normal()))


def test_sections_and_tables_are_numbered_in_order():
    digest = compose(builders.normal())
    assert [section.label for section in digest.sections] == [
        "I",
        "II",
        "III",
        "IV",
        "Phụ lục I",
        "Phụ lục II",
    ]
    captions = [block.caption for part in digest.sections for block in part.blocks if isinstance(block, Table)]
    assert [caption.split(".")[0] for caption in captions] == ["Bảng 1", "Bảng 2", "Bảng 3"]


def test_order_comes_from_the_settings_and_annexes_stay_last():
    digest = compose(builders.normal(), ["annex", "sources", "overview"])
    assert [(section.name, section.label) for section in digest.sections] == [
        ("overview", "I"),
        ("annex", "Phụ lục I"),
        ("sources", "Phụ lục II"),
    ]


def test_an_unknown_section_names_the_remedy():
    with pytest.raises(ValueError, match="overview, highlights"):
        compose(builders.one(), ["overview", "weather"])


def test_every_section_can_be_asked_alone():
    for name, section in SECTIONS.items():
        part = section(editions.full())
        assert part is not None
        assert part.name == name
        assert part.blocks


def test_an_unread_week_claims_nothing():
    text = outline(compose(EDITIONS["nothing-read"]))
    assert "không ghi nhận" not in text
    assert "chưa có căn cứ" in text


def test_a_sample_says_so():
    digest = compose(EDITIONS["sample"])
    assert digest.notes
    assert "chạy thử với báo mẫu" in digest.notes[0]
    assert not compose(builders.one()).notes


def test_failures_say_since_when_and_why():
    rows = [cell_text(row[3]) for row in table(compose(builders.normal()), "sources").rows]
    assert rows[-1] == "Không đọc được từ ngày 15/11/2026: máy chủ của báo không trả lời kịp"
    assert set(rows[:-1]) == {"Đọc được"}


def test_a_newspaper_read_in_vain_is_no_failure():
    quiet = tuple(replace(source, articles=0) for source in builders.sources(failed=0))
    digest = compose(builders.edition(sources=quiet, articles_read=0))
    assert "Có 7 nguồn đọc được nhưng không có tin, bài mới trong kỳ." in prose(digest, "sources")
    assert "chưa đầy đủ" not in prose(digest, "overview")


def test_an_office_without_newspapers_says_so():
    digest = compose(builders.edition(sources=(), articles_read=0))
    assert "Chưa có nguồn báo nào được thiết lập." in prose(digest, "overview")
    assert "sources" not in [section.name for section in digest.sections]


@pytest.mark.parametrize("symbol", ["VHXH", "BC-VHXH"])
def test_the_number_is_left_to_the_clerk(symbol: str):
    office = replace(builders.OFFICE, symbol=symbol)
    digest = compose(builders.edition(office=office))
    assert digest.number == "Số:     /BC-VHXH"
    assert digest.dateline == "Nghi Dương, ngày      tháng 11 năm 2026"


def test_equal_fields_are_named_together():
    pairs = [builders.entry(f"Bài {code} {n}", topics=(code,)) for code in ("1", "3", "4", "5", "6") for n in range(2)]
    assert "tập trung" not in prose(compose(builders.edition(*pairs)), "overview")
    more = builders.entry("Bài nữa về đất", topics=("4",))
    assert "tập trung vào lĩnh vực: đất đai, giải phóng mặt bằng, tái định cư (3)." in prose(
        compose(builders.edition(*pairs, more)), "overview"
    )


def test_a_province_has_its_own_papers():
    unit = replace(builders.COMMUNE.unit, province="Tỉnh Bến Mơ")
    edition = builders.edition(*builders.NORMAL, commune=replace(builders.COMMUNE, unit=unit))
    assert "3 của tỉnh" in prose(compose(edition), "overview")


def test_no_headline_author_or_address_fills_the_report():
    flood = builders.entry("dài " * 3000, author="tên " * 900, sapo="chữ" * 3000, reason="vì" * 3000)
    flood = replace(flood, article=replace(flood.article, url="https://cua-bien.example/" + "x" * 5000))
    flood = replace(flood, outlet_title="báo" * 3000)
    doubt = replace(flood, judgement=replace(flood.judgement, verdict=Verdict.REVIEW))
    sources = tuple(replace(source, trouble="lỗi" * 3000) for source in builders.sources())
    digest = compose(builders.edition(flood, doubt, sources=sources))
    assert len(outline(digest)) < 6000
    address = table(digest, "annex").rows[0][6][0]
    assert address.text.endswith("…")
    assert address.href == flood.article.url


def test_none_is_only_said_where_somebody_looked():
    assert "issues" not in [section.name for section in compose(builders.normal()).sections]
    assert "issues" not in [section.name for section in compose(EDITIONS["nothing-read"]).sections]
    assert prose(compose(builders.empty()), "issues").startswith("Trong kỳ không có vấn đề mới")
    read = replace(editions.full(), matters=())
    assert prose(compose(read), "issues").startswith("Trong kỳ không có vấn đề mới")
    carried = replace(builders.normal(), matters=(editions.OLD_MATTER,))
    assert prose(compose(carried), "issues").startswith("1 vấn đề của các kỳ trước chuyển sang.")
