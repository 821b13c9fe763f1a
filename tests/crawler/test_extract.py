"""Pages in every state: links' hints, ids, encodings, walls, and anything hostile; an Article or a Trouble, no more."""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import unicodedata
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.bylines import surely_person
from crawler.credits import persons
from crawler.extract import Reading, extract, read_html
from crawler.mastheads import is_masthead
from crawler.oldfonts import _TCVN3_FROM, _TCVN3_TO, _VNI, mend
from domain.clock import Stamp
from domain.outcome import Trouble, Word
from domain.press import Article, Link, Page, Source
from domain.urls import article_id

GOLDEN = Path(__file__).parents[1] / "golden" / "pages"
NOW = datetime.fromisoformat("2026-11-24T10:00:00+07:00")
SOURCE = Source("songmau", "Báo Sóng Mẫu", "https://songmau.example/")
URL = "https://songmau.example/nghi-duong-hien-dat-541045.html"
SENTENCE = (
    "Ủy ban nhân dân xã Nghi Dương họp bàn về đường giao thông nông thôn, lãnh đạo và người dân địa phương cùng dự."
)


def _page(body: bytes, url: str = URL, content_type: str = "text/html; charset=utf-8") -> Page:
    return Page(article_id(url), url, url, 200, (("Content-Type", content_type),), body, NOW)


def _link(url: str = URL, published: Stamp | None = None, way: str = "https://songmau.example/rss/tin.rss") -> Link:
    return Link(article_id(url), url, "songmau", "Tiêu đề trong danh mục", published=published, way=way)


def _golden(name: str) -> bytes:
    return (GOLDEN / f"{name}.html").read_bytes()


def _article(body: bytes, link: Link | None = None, url: str = URL) -> Article:
    found = extract(_page(body, url), link or _link(url), SOURCE, NOW)
    assert isinstance(found, Article), found
    return found


def _word(body: bytes, content_type: str = "text/html") -> Word:
    found = extract(_page(body, content_type=content_type), _link(), SOURCE, NOW)
    assert isinstance(found, Trouble), found
    assert found.sentence()
    return found.word


def test_an_undated_page_takes_the_time_of_its_list() -> None:
    stamp = Stamp.at(datetime.fromisoformat("2026-11-17T08:15:00+07:00"))
    assert _article(_golden("undated"), _link(published=stamp)).published_from == "feed"
    listed = _article(_golden("undated"), _link(published=stamp, way="https://songmau.example/sitemap-news.xml"))
    assert (listed.published, listed.published_from) == (stamp, "sitemap")
    assert _article(_golden("undated")).published is None


def test_a_page_with_a_day_alone_takes_the_minute_of_the_same_day_only() -> None:
    same = Stamp.at(datetime.fromisoformat("2026-11-17T08:15:00+07:00"))
    other = Stamp.at(datetime.fromisoformat("2026-11-16T08:15:00+07:00"))
    assert _article(_golden("day-only"), _link(published=same)).published == same
    assert _article(_golden("day-only"), _link(published=other)).published == Stamp(date(2026, 11, 17))


def test_the_canonical_address_makes_the_id_within_one_newspaper_only() -> None:
    def body(canonical: str) -> bytes:
        return _golden("own-post").replace(b"</head>", f'<link rel="canonical" href="{canonical}"></head>'.encode())

    twin = "https://songmau.example/nghi-duong-hien-dat-541045.html?utm_source=zalo"
    assert _article(body(URL), _link(twin), twin).id == article_id(URL)
    assert _article(body("/nghi-duong-hien-dat-541045.html"), url=twin).id == article_id(URL)
    amp = "https://songmau.example/amp/nghi-duong-hien-dat-541045.html"
    assert _article(body(URL), _link(amp), amp).id == article_id(URL)
    for elsewhere in ("https://khac.example/bai-1.html", "https://songmau.example/", "https://songmau.example/xa-hoi"):
        read = _article(body(elsewhere))
        assert (read.id, read.canonical) == (article_id(URL), elsewhere)


def test_an_article_carries_what_was_read() -> None:
    read = _article(_golden("vccorp"), url="https://baosongmau.example/a-541045.html")
    assert (read.source, read.outlet, read.author) == ("songmau", "baosongmau.example", "MAI LAN; ĐỖ QUYÊN")
    assert read.first_seen == NOW
    assert read.sapo
    assert read.sapo not in read.body
    assert all(unicodedata.is_normalized("NFC", text) for _, text in read.fields())


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", Word.EMPTY),
        (b"  \n ", Word.EMPTY),
        (b"<html><script>document.cookie='D1N=1';location.reload()</script></html>", Word.COOKIE_WALL),
        (b"%PDF-1.7 ...", Word.NOT_HTML),
        (b"\x89PNG\r\n\x1a\n", Word.NOT_HTML),
        (random.Random(7).randbytes(50_000), Word.NOT_HTML),
        (b"<html><body></body></html>", Word.NOT_ARTICLE),
        (b"<html><head><title>x</title></head></html>", Word.NOT_ARTICLE),
    ],
)
def test_what_is_no_article_says_which(body: bytes, word: Word) -> None:
    assert _word(body) is word


def test_another_content_type_is_no_page() -> None:
    assert _word(_golden("vccorp"), "image/jpeg") is Word.NOT_HTML


def _as_1258(text: str) -> bytes:
    """Windows-1258 writes a letter and its tone mark as two bytes."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = b""
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        out += (base + "".join(c for c in parts if c in tones)).encode("cp1258")
    return out


def _old_page(head: str = "") -> str:
    body = f"<h1 class='detail-title'>{SENTENCE[:40]}</h1><div class='detail-content'>{f'<p>{SENTENCE}</p>' * 4}</div>"
    return f"<html><head>{head}</head><body>{body}</body></html>"


def _in_font(table: dict[str, str]) -> str:
    back: dict[str, str] = {}
    for old, new in table.items():
        back.setdefault(new, old)
    return "".join(back.get(char, back.get(char.lower(), char)) for char in _old_page())


@pytest.mark.parametrize(
    "body",
    [
        _as_1258(_old_page()),
        _as_1258(_old_page('<meta http-equiv="Content-Type" content="text/html; charset=windows-1258">')),
        _old_page('<meta charset="iso-8859-1">').encode(),
        _old_page().encode("utf-16"),
        b"\xef\xbb\xbf" + _old_page().encode(),
        _old_page().encode() + b"<!-- \xff -->",
        unicodedata.normalize("NFD", _old_page()).encode(),
    ],
    ids=["1258", "1258-declared", "false-label", "utf-16", "bom", "one-bad-byte", "nfd"],
)
def test_every_encoding_reads_as_the_same_text(body: bytes) -> None:
    reading = read_html(body, URL, NOW)
    assert isinstance(reading, Reading), reading
    assert SENTENCE in reading.paragraphs


@pytest.mark.parametrize("table", [dict(zip(_TCVN3_FROM, _TCVN3_TO, strict=True)), _VNI], ids=["TCVN3", "VNI"])
@pytest.mark.parametrize("codec", ["cp1252", "utf-8"])
def test_old_fonts_become_unicode(table: dict[str, str], codec: str) -> None:
    reading = read_html(_in_font(table).encode(codec), URL, NOW)
    assert isinstance(reading, Reading), reading
    assert SENTENCE.lower() in [paragraph.lower() for paragraph in reading.paragraphs]


@pytest.mark.parametrize(
    "text",
    [
        "Où êtes-vous ? Le maïs français, à côté de la forêt, a déjà été préféré par les élèves naïfs. " * 10,
        "Größe, Übung, Straße, schön, natürlich, Äpfel, Mädchen, höflich, süß, Käse. " * 10,
        "© 2026 ® µm 5 °C ± 3 · « oui » ¡Hola! ¿Qué tal? " * 20,
    ],
)
def test_other_languages_are_left_alone(text: str) -> None:
    assert mend(text) == text


def test_mastheads_are_not_headlines_nor_persons() -> None:
    url = "https://baosongmau.example/a.html"
    assert all(is_masthead(name, url) for name in ("Báo Sóng Mẫu", "Sóng Mẫu Online", "songmau.example", "VnExpress"))
    plain = ("Báo động đỏ", "Cổng chào xã", "Đài Loan", "Trang trại gà", "Mai Lan", "Bán hàng online", "Hải Phòng")
    assert not any(is_masthead(name, url) for name in plain)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Mai Lan November 19, 2026 | 08:15 am GMT+7", ["Mai Lan"]),
        ("17/11/2026 08:15 - Mai Lan", ["Mai Lan"]),
        ("Theo Mai Lan/VnExpress", ["Mai Lan"]),
        ("Bài và ảnh: MAI LAN - ĐỖ QUYÊN", ["MAI LAN", "ĐỖ QUYÊN"]),
        ("Tin-ảnh: Mai Lan (thực hiện)", ["Mai Lan"]),
        ("Mai Lan và 2 tác giả khác", ["Mai Lan"]),
        ("Mai Lan; ĐỖ QUYÊN, Mai Lan - Báo Sóng Mẫu", ["Mai Lan", "ĐỖ QUYÊN"]),
        ("H.V.", ["H.V."]),
        ("https://www.facebook.com/songmau", []),
        ("Sóng Mẫu Online", []),
        ("Ban Biên tập", []),
    ],
)
def test_author_lines(line: str, names: list[str]) -> None:
    assert list(persons([line], URL, ("Báo Sóng Mẫu",))) == names


HOSTILE = {
    "nested": b"<div>" * 300_000,
    "inline": b"<p><b><i>x" * 20_000,
    "class": b"<html><body class='" + b"a " * 1_000_000 + b"'><p>x</p></body></html>",
    "text": b"<html><body><p>" + b"chu " * 500_000 + b"</p></body></html>",
    "entities": b"<html><body><p>" + b"&amp;" * 200_000 + b"</p></body></html>",
    "json": b"<html><head><script type='application/ld+json'>" + b"[" * 100_000 + b"</script></head></html>",
    "json-types": b"""<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":5,
        "datePublished":{"a":1},"author":[null,3,{"name":{"x":1}}],"keywords":{"a":2},"mainEntityOfPage":[1]}</script>
        </head><body><h1>x</h1></body></html>""",
    "nul": b"<html>\x00<body>\x00<p>\x00x</p></body></html>",
    "surrogates": b"<html><body><p>&#xD800;&#x110000;&#0;</p></body></html>",
    "controls": b"<html><body><p>a</p><p class='related'><a href='/x'>&#1;mot lien ket kha dai de thu</a></p>&#31;"
    + b"&#x1f;\x01b<p>&#xfffe;chu</p></body></html>",
    "metas": b"<meta property='article:published_time' content='x'>" * 20_000,
    "canonical": b"<html><head><link rel=canonical href='http://[bad'></head><body><p>x</p></body></html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_in_a_value(name: str) -> None:
    assert isinstance(extract(_page(HOSTILE[name]), _link(), SOURCE, NOW), (Article, Trouble))


@pytest.mark.parametrize("url", ["", "http://[::1", "khong phai dia chi", "ftp://a/b"])
def test_any_address_will_do(url: str) -> None:
    assert isinstance(read_html(_golden("vccorp"), url, NOW), Reading)


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(p.stem for p in GOLDEN.glob("*.html"))),
    st.randoms(use_true_random=False),
    st.binary(max_size=8),
)
def test_mangled_pages_end_in_a_value(name: str, chance: random.Random, junk: bytes) -> None:
    body = bytearray(_golden(name))
    for _ in range(chance.randrange(1, 30)):
        at = chance.randrange(len(body) or 1)
        cut = chance.choice((0, 1, 5, 200))
        body[at : at + cut] = chance.choice((junk, b"<", b'"', b"</div>", b"\x00", b""))
    found = extract(_page(bytes(body)), _link(), SOURCE, NOW)
    assert isinstance(found, (Article, Trouble))
    if isinstance(found, Article):
        assert found.published is None or found.published.day <= NOW.date()
        assert all(unicodedata.is_normalized("NFC", text) for _, text in found.fields())


def test_reading_twice_gives_the_same_article() -> None:
    page, link = _page(_golden("epi")), _link()
    first = extract(page, link, SOURCE, NOW)
    assert isinstance(first, Article)
    assert extract(page, link, SOURCE, NOW) == replace(first)
    assert json.dumps(first.fields(), ensure_ascii=False)


# In the line that dates an article, by commas: places, rubrics, offices and buttons in capitals, and persons.
NO_PERSONS = (
    "Thời sự, Tin Nóng, Nghi Dương, Hải Phòng, Kiến Hưng, Tiên Lãng, Chuyên Mục, Ban Biên Tập, Theo Dân Trí, "
    "Nhịp Sống, Góc Nhìn, Chào Buổi Sáng, Sự Kiện Bình Luận, Gia Đình, Đất Cảng, Đồ Sơn, An Dương, Lê Chân, Ngô Quyền, "
    "Bạch Long Vĩ, Phóng Viên, Cộng Tác Viên, Nông Thôn Mới, Hoạt Động Đoàn Thể, In Bài Viết, Văn Nghệ, "
    "Phóng Sự Ảnh, Hà Nam, Chí Linh, Thanh Hà, Quyết Thắng, Hồng Châu, Minh Hằng Computer, Cỡ Chữ, "
    "News Desk, Breaking News, Trần Phú"
).split(", ")
PERSONS = (
    "Mai Lan, Nguyễn Văn An, Trần Thị Bích Ngọc, Lê Minh, Phạm Hùng, Quỳnh Chi, Thu Hằng, Đỗ Tuấn, Mạnh Cường".split(
        ", "
    )
)


def test_a_name_that_nothing_marks_must_show_that_it_is_a_persons() -> None:
    assert [name for name in NO_PERSONS if surely_person(name)] == []
    assert [name for name in PERSONS if not surely_person(name)] == []


def test_no_unit_of_the_gazetteer_is_taken_for_a_person() -> None:
    folder = Path(__file__).parents[2] / "config" / "gazetteer"
    kinds = re.compile(r"^(?:Xã|Phường|Thị trấn|Thị xã|Huyện|Quận|Thành phố|Tỉnh|Đặc khu) ")
    names = set()
    for file in ("present.csv.gz", "former.csv.gz"):
        with gzip.open(folder / file, "rt", encoding="utf-8") as lines:
            names |= {kinds.sub("", field) for row in csv.reader(lines) for field in row}
    assert len(names) > 5_000
    assert [name for name in sorted(names) if name[-1:].isalpha() and surely_person(name)] == []


@pytest.mark.parametrize(("name", "author"), [("An Dương", ""), ("Nhịp Sống", ""), ("Quỳnh Chi", "Quỳnh Chi")])
def test_what_stands_alone_in_the_date_line(name: str, author: str) -> None:
    text = "<p>Xã thông cây cầu mới sau ba năm chờ đợi, bà con phấn khởi đi lại, còn một đoạn sẽ làm tiếp.</p>" * 6
    line = f"<div><span>{name}</span> <i>17/11/2026 08:15</i></div>"
    page = f"<html><body><h1>Thông cầu mới ở thôn Đông sau ba năm</h1>{line}<div>{text}</div></body></html>"
    assert _article(page.encode()).author == author
