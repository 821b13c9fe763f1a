"""Twenty-eight manners in which a newspaper's home page leads to its articles, each with what must be found."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from urllib.parse import quote

from tests.crawler.site import Answer, moved, page, status

TITLES = (
    "Xóm chài góp công đắp lại con đê bao sau bão",
    "Trường làng mở lớp dạy bơi miễn phí cho trẻ nhỏ",
    "Giá muối lên cao, diêm dân trở lại với đồng",
    "Hợp tác xã rau sạch ký hợp đồng với ba siêu thị",
    "Cầu gỗ qua sông Con được thay bằng cầu bê tông",
    "Trạm y tế đón thêm hai bác sĩ trẻ về công tác",
    "Đội bóng nữ thôn Trung vào chung kết giải huyện",
    "Người giữ nghề đan lưới cuối cùng ở bến Mẫu",
)
SLUGS = (
    "xom-chai-gop-cong-dap-lai-de-bao", "truong-lang-mo-lop-day-boi-mien-phi", "gia-muoi-len-cao-diem-dan-tro-lai",
    "hop-tac-xa-rau-sach-ky-hop-dong", "cau-go-qua-song-con-duoc-thay", "tram-y-te-don-them-hai-bac-si",
    "doi-bong-nu-thon-trung-vao-chung-ket", "nguoi-giu-nghe-dan-luoi-cuoi-cung",
)  # fmt: skip
MENU = '<a href="/">Trang chủ</a><a href="/lien-he.html">Liên hệ</a><a href="/gioi-thieu">Giới thiệu</a>'
XML = "application/xml"


@dataclass(frozen=True)
class Shape:
    """`pages` by path (`{base}` in a text stands for the newspaper's address); `kinds` of ways kept, links at least.

    `other` are pages of a second host of the newspaper, which `{other}` stands for.
    """

    name: str
    pages: dict[str, str | bytes | Answer]
    kinds: set[str]
    least: int = 8
    other: dict[str, str | bytes | Answer] = field(default_factory=dict)


def numbered(n: int) -> str:
    return f"/thoi-su/{SLUGS[n]}-{54100 + n * 7}.html"


def anchors(paths: list[str]) -> str:
    return "".join(f'<li><a href="{path}">{title}</a></li>' for path, title in zip(paths, TITLES, strict=False))


def home(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="vi"><head><meta charset="utf-8">{head}</head><body>{MENU}{body}</body></html>'


def alternate(href: str, kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" href="{href}">'


def rss(paths: list[str]) -> str:
    items = "".join(
        f"<item><title>{title}</title><link>{{base}}{path}</link>"
        f"<pubDate>Thu, 26 Nov 2026 0{n}:10:00 +0700</pubDate></item>"
        for n, (path, title) in enumerate(zip(paths, TITLES, strict=False))
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Báo</title>{items}</channel></rss>'


def atom(paths: list[str]) -> str:
    entries = "".join(
        f'<entry><title>{title}</title><link href="{{base}}{path}"/>'
        f"<updated>2026-11-26T0{n}:10:00+07:00</updated></entry>"
        for n, (path, title) in enumerate(zip(paths, TITLES, strict=False))
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Báo</title>{entries}</feed>'


def json_feed(paths: list[str]) -> str:
    items = [
        {"id": path, "url": "{base}" + path, "title": title, "date_published": "2026-11-26T08:10:00+07:00"}
        for path, title in zip(paths, TITLES, strict=False)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Báo", "items": items})


def sitemap(paths: list[str]) -> str:
    urls = "".join(
        f"<url><loc>{{base}}{path}</loc><lastmod>2026-11-26T08:10:00+07:00</lastmod></url>" for path in paths
    )
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def sitemap_index(paths: list[str]) -> str:
    maps = "".join(f"<sitemap><loc>{{base}}{path}</loc></sitemap>" for path in paths)
    return (
        f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'
    )


N = [numbered(n) for n in range(8)]
WALL = '<html><body><script>document.cookie="D1N=a";window.location.reload(true);</script></body></html>'

SHAPES = (
    Shape("rss-gioi-thieu", {"/": home(anchors(N), alternate("/rss/home.rss")), "/rss/home.rss": rss(N)}, {"feed"}),
    Shape("atom", {"/": home(anchors(N), alternate("/atom", "application/atom+xml")), "/atom": atom(N)}, {"feed"}),
    Shape(
        "json-feed",
        {"/": home(anchors(N), alternate("/feed.json", "application/feed+json")), "/feed.json": json_feed(N)},
        {"feed"},
    ),
    Shape(
        "trang-rss-rieng",
        {
            "/": home(anchors(N[:3]) + '<footer><a href="/rss.htm">RSS</a></footer>'),
            "/rss.htm": home('<a href="/rss/thoi-su.rss">Thời sự</a><a href="/rss/doi-song.rss">Đời sống</a>'),
            "/rss/thoi-su.rss": rss(N[:5]),
            "/rss/doi-song.rss": rss(N[4:]),
        },
        {"feed"},
        least=7,
    ),
    Shape(
        "lien-ket-rss-o-chan",
        {"/": home(anchors(N) + '<a href="/rss/tin-moi-nhat.rss">Tin mới</a>'), "/rss/tin-moi-nhat.rss": rss(N)},
        {"feed"},
    ),
    Shape(
        "so-do-trong-robots",
        {"/": home("<div id=app></div>"), "/robots.txt": "Sitemap: {base}/sm/news.xml\n", "/sm/news.xml": sitemap(N)},
        {"sitemap"},
    ),
    Shape(
        "so-do-hai-tang",
        {
            "/": home("<div id=app></div>"),
            "/robots.txt": "User-agent: *\nAllow: /\nSitemap: {base}/sm.xml",
            "/sm.xml": sitemap_index(["/sm-2026-11.xml", "/sm-2026-10.xml"]),
            "/sm-2026-11.xml": sitemap(N),
        },
        {"sitemap"},
        least=0,
    ),
    Shape("so-do-thuong-gap", {"/": home("<div id=app></div>"), "/sitemap.xml": sitemap(N)}, {"sitemap"}),
    Shape(
        "so-do-nen",
        {
            "/": home("<div id=root></div>"),
            "/robots.txt": "Sitemap: {base}/sitemap.xml.gz\n",
            "/sitemap.xml.gz": gzip.compress(sitemap(N).encode()),
        },
        {"sitemap"},
    ),
    Shape("chi-co-danh-sach", {"/": home(anchors(N))}, {"list"}),
    Shape("slug-khong-so", {"/": home(anchors([f"/{slug}/" for slug in SLUGS]))}, {"list"}),
    Shape(
        "trang-bia-co-chuyen-muc",
        {
            "/": home('<a href="/thoi-su">Thời sự</a><a href="/doi-song">Đời sống</a><a href="/kinh-te">Kinh tế</a>'),
            "/thoi-su": home(anchors(N)),
            "/doi-song": home(anchors(N[:2])),
            "/kinh-te": home("<p>Chưa có bài.</p>"),
        },
        {"list"},
    ),
    Shape(
        "hoi-bang-tham-so",
        {"/": home(anchors([f"/chi-tiet-tin?newsId={70100 + n}&amp;cat=3" for n in range(8)]))},
        {"list"},
    ),
    Shape(
        "bia-tu-chuyen",
        {
            "/": '<html><head><meta http-equiv="refresh" content="0; url=/trang-chu.html"></head><body></body></html>',
            "/trang-chu.html": home(anchors(N)),
        },
        {"list"},
    ),
    Shape(
        "bia-tu-chuyen-co-rss",
        {
            "/": "<html><head><META HTTP-EQUIV=Refresh CONTENT='1;URL={base}/vi/home'></head>"
            "<body>Xin chờ</body></html>",
            "/vi/home": home(anchors(N), alternate("/vi/rss")),
            "/vi/rss": rss(N),
        },
        {"feed"},
    ),
    Shape(
        "khung-cu",
        {
            "/": '<html><frameset rows="90,*"><frame src="top.html"><frame src="main.html"></frameset></html>',
            "/top.html": home(""),
            "/main.html": home(anchors(N)),
        },
        {"list"},
    ),
    Shape(
        "sang-may-chu-www",
        {"/": moved("{other}/")},
        {"feed"},
        other={
            "/": home(anchors(N), alternate("/rss")),
            "/rss": rss(N).replace("{base}", "{other}"),
        },
    ),
    Shape(
        "the-base",
        {"/": home(anchors([path[1:] for path in N]), '<base href="{base}/">'), "/x": home("")},
        {"list"},
    ),
    Shape("ngay-trong-dia-chi", {"/": home(anchors([f"/2026/11/2{n % 7}/{SLUGS[n]}/" for n in range(8)]))}, {"list"}),
    Shape("rss-chet", {"/": home(anchors(N), alternate("/rss/cu.rss"))}, {"list"}),
    Shape(
        "rss-bi-chan",
        {
            "/": home("<div id=app></div>", alternate("/rss/a.rss")),
            "/rss/a.rss": WALL,
            "/robots.txt": "Sitemap: {base}/news.xml\n",
            "/news.xml": sitemap(N),
        },
        {"sitemap"},
    ),
    Shape("rss-rong", {"/": home(anchors(N), alternate("/rss/a.rss")), "/rss/a.rss": rss([])}, {"list"}),
    Shape(
        "liferay",
        {"/": home(anchors([f"/chi-tiet/-/asset_publisher/aBc1/content/{slug}" for slug in SLUGS]))},
        {"list"},
    ),
    Shape(
        "dia-chi-co-dau",
        {"/": home(anchors([f"/tin/{quote(title.replace(' ', '-'))}" for title in TITLES]))},
        {"list"},
    ),
    Shape(
        "anh-co-title",
        {
            "/": home(
                "".join(
                    f'<div><a href="{path}" title="{title}"><img src="a.jpg"></a></div>'
                    for path, title in zip(N, TITLES, strict=True)
                )
            )
        },
        {"list"},
    ),
    Shape(
        "dotnetnuke",
        {"/": home(anchors([f"/tabid/223/ArticleID/{4500 + n}/language/vi-VN/Default.aspx" for n in range(8)]))},
        {"list"},
    ),
    Shape(
        "nhieu-lien-ket-ngoai",
        {
            "/": home(
                anchors([f"{path}?utm_source=home" for path in N])
                + "".join(
                    f'<a href="https://ban-{n}.example/{SLUGS[n]}-{90000 + n}.html">{TITLES[n]}</a>' for n in range(8)
                )
            )
        },
        {"list"},
    ),
    Shape(
        "muoi-hai-rss",
        {
            "/": home(anchors(N), "".join(alternate(f"/rss/{n}.rss") for n in range(12))),
            **{f"/rss/{n}.rss": rss(N[: n % 4 + 1] + N[-2:]) for n in range(12)},
        },
        {"feed"},
        least=6,
    ),
    Shape("cam-tat-ca", {"/": home(anchors(N)), "/robots.txt": "User-agent: *\nDisallow: /\n"}, set(), least=0),
    Shape("trang-loi", {"/": status(503)}, set(), least=0),
)


def answers_of(pages: dict[str, str | bytes | Answer], base: str, other: str) -> dict[str, Answer]:
    """The pages as a server gives them."""

    def filled(content: str) -> bytes:
        return content.replace("{base}", base).replace("{other}", other).encode()

    ready: dict[str, Answer] = {}
    for path, content in pages.items():
        if isinstance(content, bytes):
            text = gzip.decompress(content).decode()
            ready[path] = page(gzip.compress(filled(text)), Content_Type="application/gzip")
        elif isinstance(content, str):
            kind = (
                XML
                if content.startswith("<?xml")
                else "text/plain"
                if path == "/robots.txt"
                else "text/html; charset=utf-8"
            )
            ready[path] = page(filled(content), Content_Type=kind)
        else:
            ready[path] = content
    return ready
