# ruff: noqa: E501 - a table, a sequence a line
"""Sequences written after the watch was built, labelled before they were first played.

First sight: see the docs of the watch. What is seen wrong at first is mended as a class, not as a case.
"""

from __future__ import annotations

from html import escape

from tests.diembao.newspaper import BODY, SAPO, TEMPLATES, TITLE, Sheet
from tests.diembao.sequences import CORRECTED, FIRST, NOT_FOUND, OK, PATH, Reply, Sequence, edited, moved, ok, text

CAPTION = "Cán bộ xã chi trả tiền bồi thường cho các hộ dân thôn 2 tại nhà văn hóa sáng 12/11. Ảnh: Minh Họa"
LISTING = text(
    "<html><head><title>Thời sự - Báo Thử</title></head><body><h1>Thời sự</h1><ul>"
    + "".join(f"<li><a href='/tin-{n}00001.html'>Tin thời sự số {n} của báo trong ngày</a></li>" for n in range(2, 30))
    + "</ul></body></html>"
)
GEO = text(
    "<html><head><title>403</title></head><body><h1>Nội dung này không khả dụng ở quốc gia của bạn</h1>"
    + "<p>Mã yêu cầu: 8f2a.</p>" * 30
    + "</body></html>",
    403,
)
RECYCLED = Sheet(
    title="Lịch thi đấu bóng chuyền nữ vòng hai tại nhà thi đấu tỉnh",
    sapo="Vòng hai bắt đầu từ thứ Bảy với bốn cặp đấu, vé phát tại cửa nhà thi đấu.",
    body=("Ban tổ chức cho biết các đội đã tập trung từ đầu tuần và tập làm quen sân trong hai buổi chiều liên tiếp.",)
    * 4,
    published="2026-11-18T07:00:00+07:00",
)


def _third(sheet: Sheet, url: str) -> str:
    """A newspaper on a common publishing system: a stamp of the last update, widgets inside the text."""
    title, sapo = escape(sheet.title), escape(sheet.sapo)
    body = [f"<p>{escape(line)}</p>" for line in sheet.body]
    body.insert(1, sheet.inside)
    return f"""<!DOCTYPE html><html lang="vi-VN"><head><meta charset="UTF-8"><title>{title} &#8211; Báo Thử</title>
<meta property="og:type" content="article"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="{sheet.published}"><link rel="canonical" href="{url}">{sheet.head}</head>
<body class="post-template-default single"><div id="page">{sheet.top}<div class="site-main"><article class="post">
<header class="entry-header"><h1 class="entry-title">{title}</h1><div class="entry-meta"><span class="posted-on">
Đăng ngày <time class="entry-date" datetime="{sheet.published}">12/11/2026 09:15</time></span>
<span class="updated">Cập nhật lần cuối: {sheet.views % 24:02d}:10 ngày 18/11/2026</span> <span>{sheet.views} views</span></div></header>
<div class="entry-content"><p><strong>{sapo}</strong></p>{"".join(body)}{sheet.bottom}</div>
<footer class="entry-footer">{escape(sheet.author)}</footer></article></div>
<div id="secondary"><h2>Bài mới</h2>{"".join(f"<p><a href='/tin-{n}00001.html'>{escape(t)}</a></p>" for n, t in enumerate(sheet.related, 2))}</div>
</div></body></html>"""


TEMPLATES["third"] = _third


def inside(*blocks: str) -> tuple[Reply, ...]:
    return tuple(ok(FIRST, inside=block) for block in blocks)


def body(*lines: str) -> Reply:
    return ok(FIRST, body=lines)


def with_body(change: dict[str, str]) -> Reply:
    lines = list(BODY)
    for old, new in change.items():
        assert any(old in line for line in lines), old
        lines = [line.replace(old, new) for line in lines]
    return body(*lines)


WHOLE = FIRST.html("").decode()

LATER = (
    # Nothing happened to the article.
    Sequence("to-third-template", (OK, ok(FIRST, template="third")), ()),
    Sequence(
        "stamp-of-update",
        tuple(ok(FIRST, template="third", views=1205 + n) for n in range(5)),
        (),
        first=ok(FIRST, template="third"),
    ),
    Sequence(
        "unmarked-ads-in-turn",
        inside(
            '<div class="banner-inarticle"><p>Sâm tươi trồng sáu năm, giao tận nhà trong ngày.</p></div>',
            '<div class="banner-inarticle"><p>Khóa học tiếng Anh cho bé, học thử một buổi.</p></div>',
            '<div class="banner-inarticle"><p>Xe điện mới, lái thử tại đại lý gần bạn.</p></div>',
        ),
        (),
    ),
    Sequence(
        "related-inside",
        inside(
            '<div class="related-inline"><a href="/a-1.html">Xã bên mở lại chợ phiên sau hai năm tạm dừng</a></div>',
            '<div class="related-inline"><a href="/a-2.html">Huy động thêm máy xúc cho công trường kênh chính</a></div>',
        ),
        (),
    ),
    Sequence(
        "related-paragraph",
        inside(
            '<p><a href="/a-1.html">Xã bên mở lại chợ phiên sau hai năm tạm dừng</a></p>',
            '<p><a href="/a-2.html"><strong>Huy động thêm máy xúc cho công trường kênh chính</strong></a></p>',
        ),
        (),
    ),
    Sequence(
        "lazy-caption",
        (ok(FIRST, inside=f'<figure><img src="a.jpg" alt="{CAPTION}"><figcaption>{CAPTION}</figcaption></figure>'),),
        (),
        first=ok(FIRST, inside=f'<figure><img data-src="a.jpg" alt="{CAPTION}"></figure>'),
    ),
    Sequence("headline-capitals", (ok(FIRST, title=TITLE.title()), ok(FIRST, title=TITLE.lower())), ()),
    Sequence(
        "punctuation",
        (body(*(line.replace(", ", "; ").replace(". ", "! ").replace("cầu cũ.", "cầu cũ...") for line in BODY)),),
        (),
    ),
    Sequence("decimal-point", (with_body({"17,2 tỷ": "17.2 tỷ", "3,4 km": "3.4 km"}),), ()),
    Sequence("day-with-dashes", (with_body({"10/11": "10-11"}),), ()),
    Sequence(
        "thousands-with-a-blank",
        (with_body({"41 hộ": "1 500 hộ"}),),
        (),
        first=with_body({"41 hộ": "1.500 hộ"}),
    ),
    Sequence("paragraphs-joined", (body(f"{BODY[0]} {BODY[1]}", f"{BODY[2]} {BODY[3]}", BODY[4]),), ()),
    Sequence("paragraphs-swapped", (body(BODY[0], BODY[2], BODY[1], BODY[3], BODY[4]),), ()),
    Sequence(
        "soft-hyphens", (text(WHOLE.replace("bồi thường", "bồi\u00ad thường").replace(" hộ dân", "\u00a0hộ dân")),), ()
    ),
    Sequence("twice-escaped", (text(WHOLE.replace("Xã hẹn", "&amp;nbsp;Xã hẹn")),), ()),
    Sequence("headline-suffix", (ok(FIRST, title=f"{TITLE} | Báo Thử"), ok(FIRST, title=f"{TITLE} - Tin tức")), ()),
    Sequence(
        "signature",
        (
            ok(FIRST, bottom="<p><strong>Minh Họa</strong></p>"),
            ok(FIRST, bottom="<p style='text-align:right'><strong>Minh Họa – Tư Khéo</strong></p>"),
        ),
        (),
    ),
    Sequence(
        "audio-player",
        (
            ok(
                FIRST,
                inside='<div class="audio-player"><span>Nghe bài viết</span> <span>0:00 / 3:24</span> <span>Giọng nữ</span></div>',
            ),
        ),
        (),
    ),
    Sequence(
        "poll",
        tuple(
            ok(
                FIRST,
                bottom=f'<div class="poll"><p>Bạn có ủng hộ làm đường hoa ở thôn mình?</p><label>Có {n} %</label><label>Không {100 - n} %</label></div>',
            )
            for n in (54, 57, 61)
        ),
        (),
    ),
    Sequence(
        "price-ticker",
        tuple(
            ok(
                FIRST,
                inside=f'<div class="widget-gold"><p>Giá vàng hôm nay mua vào {n},2 triệu đồng, bán ra {n + 2},0 triệu đồng</p></div>',
            )
            for n in (85, 86, 84)
        ),
        (),
    ),
    Sequence(
        "breaking-banner",
        (
            ok(
                FIRST,
                top='<div class="breaking"><a href="/bao">TRỰC TIẾP: Bão số 9 đổ bộ vào đất liền, hàng nghìn hộ dân sơ tán</a></div>',
            ),
            OK,
        ),
        (),
    ),
    Sequence(
        "site-apology",
        (
            ok(
                FIRST,
                top="<div class='notice-bar'><p>Báo Thử xin lỗi bạn đọc vì trang tải chậm trong lúc nâng cấp hệ thống.</p></div>",
            ),
            OK,
        ),
        (),
    ),
    Sequence(
        "readers-words",
        (
            ok(
                FIRST,
                bottom="<div id='binhluan'><h3>Ý kiến bạn đọc</h3><p>Nguyễn B: Tôi ở thôn 2, gia đình tôi nhận đủ tiền rồi.</p></div>",
            ),
        ),
        (),
    ),
    Sequence(
        "correction-of-another",
        (ok(FIRST, related=("Đính chính bài Giá rau xanh giảm nhẹ sau mưa", "Lịch cắt điện tuần này")),),
        (),
    ),
    # Seen wrong at first in a last list of sixteen that was read without the loopback newspaper.
    Sequence("picture-credit", inside("<p><em>(Ảnh: Minh Họa)</em></p>", "<p><em>Nguồn ảnh: Tư Khéo</em></p>"), ()),
    # Edits.
    Sequence(
        "correction-at-the-end-in-italics", (ok(FIRST, bottom=f"<p><em>{CORRECTED}</em></p>"),), ("correction_added",)
    ),
    Sequence(
        "correction-at-the-top",
        (
            ok(
                FIRST,
                body=(
                    "Cải chính: Số hộ nhận tiền trong bản đăng sáng 12/11 chưa đúng, nay sửa lại cho đúng biên bản.",
                    *BODY,
                ),
            ),
        ),
        ("correction_added",),
    ),
    Sequence(
        "apology-box",
        (
            ok(
                FIRST,
                top="<div class='note'><p>Tòa soạn xin lỗi bạn đọc vì số liệu trong bản tin trước chưa chính xác.</p></div>",
            ),
        ),
        ("correction_added",),
    ),
    Sequence(
        "others-correction-quoted",
        (ok(FIRST, body=(*BODY, "Trước đó, tờ Tin Nhanh đã đăng đính chính bài viết về tiến độ tuyến đường này.")),),
        ("body_edited",),
    ),
    Sequence("negated", (edited("đã bàn giao", "chưa bàn giao"),), ("body_edited",)),
    Sequence("name-corrected", (edited("Trần Văn Mẫu", "Trần Văn Mẩu"),), ("body_edited",)),
    Sequence("title-of-a-person", (edited("Phó Chủ tịch UBND xã", "Chủ tịch UBND xã"),), ("body_edited",)),
    Sequence(
        "sentence-dropped",
        (with_body({" Việc kiểm đếm cây trồng được làm lại hai lần theo yêu cầu của bà con.": ""}),),
        ("body_edited",),
    ),
    Sequence("day-changed", (edited("trước ngày 10/11", "trước ngày 12/11"),), ("number_edited",)),
    Sequence(
        "server-clock-wrong",
        (Reply(FIRST.with_("3,4 km", "4,3 km"), headers={"Date": "Mon, 01 Jan 2001 00:00:00 GMT", "Expires": "0"}),),
        ("number_edited",),
    ),
    Sequence(
        "edit-under-new-ads",
        (
            ok(
                FIRST.with_("17,2 tỷ", "12,7 tỷ"),
                inside="<div class='banner-inarticle'><p>Xe điện mới, lái thử tại đại lý.</p></div>",
                views=99,
            ),
        ),
        ("number_edited",),
    ),
    # Removed, and not removed.
    Sequence("to-section", (moved("/thoi-su", 302),), ("removed",), elsewhere={"/thoi-su": LISTING}),
    Sequence("gone-410", (OK, text("<h1>410 Gone</h1>", 410)), ("removed",)),
    Sequence(
        "removed-redirected-and-back", (moved("/", 302), moved("/", 302), moved("/", 302), OK), ("removed", "restored")
    ),
    Sequence("legal-451", (text("<h1>Unavailable For Legal Reasons</h1>", 451),), ("unreachable",)),
    Sequence("by-country", (GEO, GEO, OK), ("unreachable", "restored")),
    Sequence("recycled-address", (Reply(RECYCLED),), ("unreachable",)),
    Sequence("cut-early", (text(WHOLE[: WHOLE.index("Theo biên bản") + 40]), OK), ("unreachable", "restored")),
    Sequence(
        "read-on-button",
        (ok(FIRST, body=BODY[:2], bottom="<button>Đăng ký gói tháng để đọc tiếp</button>"), OK),
        ("unreachable", "restored"),
    ),
    Sequence(
        "wall-with-lead",
        (ok(FIRST, body=("Bài viết dành cho độc giả trả phí. Mời đăng nhập để xem tiếp.",)), OK),
        ("unreachable", "restored"),
    ),
    # Labelled "moved" at first; the same article in the newspaper's page for phones is no other address.
    Sequence("amp", (moved("/amp" + PATH),), (), elsewhere={"/amp" + PATH: OK}),
    Sequence(
        "errors-of-all-kinds",
        (text("", 502), text("", 504), text("x", 520), NOT_FOUND, OK),
        ("unreachable", "restored"),
    ),
    Sequence("lead-moved-into-text", (ok(FIRST, sapo="", body=(SAPO, *BODY)),), ()),
)
