"""An invented newspaper page with all that newspapers put around an article, and what may change in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html import escape

TITLE = "Xã Nghi Dương chi trả bồi thường cho 41 hộ dân dự án đường trục"
SAPO = "Sáng 12/11, UBND xã Nghi Dương, thành phố Hải Phòng tổ chức chi trả tiền bồi thường cho các hộ dân thôn 2."
BODY = (
    "Theo biên bản chi trả, có 41 hộ dân thôn 2 nhận tiền đợt này với tổng số 17,2 tỷ đồng, chuyển qua tài khoản.",
    "Ông Trần Văn Mẫu, Phó Chủ tịch UBND xã, cho biết các hộ đã bàn giao mặt bằng trước ngày 10/11. "
    "Việc kiểm đếm cây trồng được làm lại hai lần theo yêu cầu của bà con.",
    "Dự án đường trục dài 3,4 km, nối tỉnh lộ với cụm công nghiệp. Đơn vị thi công đã tập kết máy móc ở đầu tuyến.",
    "Một số hộ cuối thôn đề nghị làm rõ đơn giá đất vườn. Xã hẹn trả lời bằng văn bản trong tháng.",
    "Khi hoàn thành, tuyến đường giúp bà con đi lại thuận tiện và giảm ùn tắc giờ tan tầm ở cầu cũ.",
)
OTHERS = (
    "Lịch cắt điện tuần này ở các phường",
    "Giải bóng chuyền trẻ khai mạc tối nay",
    "Giá rau xanh giảm nhẹ sau mưa",
)


@dataclass(frozen=True)
class Sheet:
    """One state of a page."""

    title: str = TITLE
    sapo: str = SAPO
    body: tuple[str, ...] = BODY
    views: int = 1204
    related: tuple[str, ...] = OTHERS
    ad: str = ""
    top: str = ""
    inside: str = ""
    bottom: str = ""
    comments: tuple[str, ...] = ()
    published: str = "2026-11-12T09:15:00+07:00"
    template: str = "first"
    author: str = "Minh Họa"
    head: str = ""
    tags: tuple[str, ...] = ("Nghi Dương", "bồi thường")
    extra: dict[str, str] = field(default_factory=dict)

    def with_(self, old: str, new: str) -> Sheet:
        """The page with words replaced in headline, lead and text."""
        assert any(old in text for text in (self.title, self.sapo, *self.body)), old
        body = tuple(text.replace(old, new) for text in self.body)
        return replace(self, title=self.title.replace(old, new), sapo=self.sapo.replace(old, new), body=body)

    def html(self, url: str) -> bytes:
        """The page's bytes."""
        return TEMPLATES[self.template](self, url).encode()


def _head(sheet: Sheet, url: str) -> str:
    title, sapo = escape(sheet.title), escape(sheet.sapo)
    return (
        f'<meta charset="utf-8"><title>{title} - Báo Thử</title><meta property="og:type" content="article">'
        f'<meta property="og:title" content="{title}"><meta name="description" content="{sapo}">'
        f'<meta property="article:published_time" content="{sheet.published}">'
        f'<link rel="canonical" href="{url}">{sheet.head}'
    )


def _first(sheet: Sheet, url: str) -> str:
    related = "".join(f'<li><a href="/tin-{n}00001.html">{escape(t)}</a></li>' for n, t in enumerate(sheet.related, 2))
    comments = "".join(f'<div class="comment"><b>Bạn đọc</b><p>{escape(text)}</p></div>' for text in sheet.comments)
    tags = "".join(f'<a href="/tag/{n}">{escape(tag)}</a>' for n, tag in enumerate(sheet.tags))
    text = [f"<p>{escape(line)}</p>" for line in sheet.body]
    text.insert(2, sheet.inside)
    return f"""<!doctype html><html lang="vi"><head>{_head(sheet, url)}</head><body>
<header class="site"><a href="/">Báo Thử</a><nav><a href="/thoi-su">Thời sự</a><a href="/bd">Bạn đọc</a></nav></header>
<div class="ads-top">{sheet.ad}</div>{sheet.top}
<article class="article-detail"><h1 class="title">{escape(sheet.title)}</h1>
<span class="date">{sheet.published[8:10]}/{sheet.published[5:7]}/{sheet.published[:4]} {sheet.published[11:16]}</span>
<h2 class="sapo">{escape(sheet.sapo)}</h2><div class="article-content">{"".join(text)}{sheet.bottom}</div>
<p class="author">{escape(sheet.author)}</p><p>Lượt xem: {sheet.views}</p><div class="tags">{tags}</div></article>
<div class="box-related"><h3>Tin liên quan</h3><ul>{related}</ul></div><div class="comments">{comments}</div>
<footer><p>Báo Thử. Giấy phép số 000. Tòa soạn: phố Không Có.</p></footer></body></html>"""


def _second(sheet: Sheet, url: str) -> str:
    """The same newspaper after it was redesigned."""
    related = "".join(f'<article class="card"><a href="/tin-{n}00001.html"><h3>{escape(t)}</h3></a></article>'
                      for n, t in enumerate(sheet.related, 2))  # fmt: skip
    text = "".join(f'<div class="para"><p>{escape(line)}</p></div>' for line in sheet.body)
    return f"""<!doctype html><html lang="vi"><head>{_head(sheet, url)}</head><body class="v2">
<div id="topbar"><span>Thứ Năm, 19/11/2026</span><span>Hải Phòng 24°C</span><a href="/dang-nhap">Đăng nhập</a></div>
<div class="menu"><a href="/">Trang nhất</a><a href="/xa-hoi">Xã hội</a><a href="/video">Video</a></div>
<main><section class="detail"><div class="bc"><a href="/xa-hoi">Xã hội</a></div><h1>{escape(sheet.title)}</h1>
<div class="meta"><span class="by">{escape(sheet.author)}</span> <time>12/11/2026 09:15 GMT+7</time>
<span class="count">{sheet.views} lượt xem</span></div><div class="lead"><strong>{escape(sheet.sapo)}</strong></div>
<div class="entry-content">{text}<p>Theo dõi Báo Thử trên Google News để nhận tin mới nhất.</p></div>
<div class="share">Chia sẻ bài viết</div></section><aside><h2>Đọc nhiều</h2>{related}</aside></main>
<div class="foot">Cơ quan của không ai cả. Điện thoại: không có.</div></body></html>"""


TEMPLATES = {"first": _first, "second": _second}
