"""How the newspapers of the sample press dress an article: page styles with the quirks of real systems.

Each style hides or shows the date in its own way, stands the lead elsewhere, and surrounds the text with menus, related
boxes and footers that are no part of it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from datetime import datetime
from html import escape

from diembao.sample_press.site import Paper, Text
from domain.clock import WEEKDAYS

_SECTIONS = {
    "thoi-su": "Thời sự",
    "kinh-te": "Kinh tế",
    "van-hoa": "Văn hóa",
    "ban-doc": "Bạn đọc",
    "lien-he": "Liên hệ",
}
_MENU = "".join(f'<li><a href="/{path}">{name}</a></li>' for path, name in _SECTIONS.items())
_FOOT = (
    "<footer><p>{title}. Giấy phép hoạt động số 000/GP-BM do báo mẫu tự cấp. Tổng biên tập: (không có).</p>"
    "<p>Mọi sự việc trên trang này đều hư cấu, dùng để chạy thử.</p></footer>"
)


def page(paper: Paper, text: Text) -> bytes:
    """The article's page as bytes, in the newspaper's style and charset."""
    html = STYLES[paper.style](paper, text)
    return html.encode("cp1258", "xmlcharrefreplace") if paper.style == "old" else html.encode()


def content_type(paper: Paper) -> str:
    """What the server says about its pages."""
    return "text/html" if paper.style == "old" else "text/html; charset=utf-8"


def related(paper: Paper, text: Text) -> list[Text]:
    """Other articles of the newspaper, as every page shows some."""
    others = [other for other in paper.texts if other.key != text.key and not other.hidden]
    return others[:4]


def us_time(moment: datetime) -> str:
    """Month first with AM/PM: `11/13/2026 6:52:01 AM`."""
    return f"{moment.month}/{moment.day}/{moment.year} {moment.hour % 12 or 12}:{moment:%M:%S %p}"


def _paragraphs(text: Text, css: str = "") -> str:
    mark = f' class="{css}"' if css else ""
    return "".join(f"<p{mark}>{escape(line)}</p>\n" for line in text.paragraphs)


def _picture(text: Text) -> str:
    if not text.caption:
        return ""
    return f'<figure><img src="/anh/{text.key}.png" alt=""><figcaption>{escape(text.caption)}</figcaption></figure>'


def _links(paper: Paper, text: Text, css: str) -> str:
    items = "".join(
        f'<li><a href="{paper.url(other)}">{escape(other.title)}</a></li>' for other in related(paper, text)
    )
    return f'<div class="{css}"><strong>Tin liên quan</strong><ul>{items}</ul></div>'


def _frame(paper: Paper, text: Text, head: str, body: str, suffix: str = "", charset: str = "utf-8") -> str:
    return f"""<!DOCTYPE html>
<html lang="{paper.language}"><head><meta charset="{charset}"><title>{escape(text.title)}{suffix}</title>
<meta name="viewport" content="width=device-width"><link rel="canonical" href="{paper.url(text)}">
{head}<script>window.dataLayer=[];function show(n){{return n<2&&n>0}}</script></head>
<body><header><a href="/">{escape(paper.title)}</a><nav><ul>{_MENU}</ul></nav></header>
{body}
{_FOOT.format(title=escape(paper.title))}</body></html>
"""


def _og(text: Text, *, title: str = "") -> str:
    return (
        f'<meta property="og:type" content="article"><meta property="og:title" content="{escape(title or text.title)}">'
        f'<meta property="og:description" content="{escape(text.sapo)}">'
        f'<meta name="description" content="{escape(text.sapo)}">'
    )


def _json_ld(paper: Paper, text: Text, **more: str) -> str:
    plain = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": text.title,
        "mainEntityOfPage": paper.url(text),
        "publisher": {"@type": "Organization", "name": paper.title},
    }
    if text.author:
        plain["author"] = {"@type": "Person", "name": text.author}
    return f'<script type="application/ld+json">{json.dumps(plain | more, ensure_ascii=False)}</script>'


def _month_first(paper: Paper, text: Text) -> str:
    """A city paper's system: meta date month first, structured data right, lead in its own paragraph."""
    assert text.published
    head = _og(text) + f'<meta property="article:published_time" content="{us_time(text.published)}">'
    head += _json_ld(paper, text, datePublished=text.published.isoformat())
    body = f"""<main><h1 class="block-sc-title">{escape(text.title)}</h1>
<span class="block-sc-publish-time">{text.published:%d/%m/%Y - %H:%M}</span>
<p class="block-sc-sapo">{escape(text.sapo)}</p>
<div class="b-maincontent">{_picture(text)}{_paragraphs(text)}{_links(paper, text, "c-news-topmore")}</div>
<p class="block-sc-author">{escape(text.author)}</p></main>"""
    return _frame(paper, text, head, body)


def _lead_outside(paper: Paper, text: Text) -> str:
    """An electronic paper: lead outside the article element, date in words day first, name as last paragraph."""
    assert text.published
    day = f"{WEEKDAYS[text.published.weekday()].capitalize()}, {text.published.day}/{text.published.month}"
    shown = f"{day}/{text.published.year}, {text.published:%H:%M} (GMT+7)"
    body = f"""<section class="sidebar-1"><div class="header-content"><ul class="breadcrumb"><li><a href="/tin">
{escape(text.section)}</a></li></ul><span class="date">{shown}</span></div>
<h1 class="title-detail">{escape(text.title)}</h1><p class="description">{escape(text.sapo)}</p>
<article class="fck_detail">{_paragraphs(text, "Normal")}{_picture(text)}
<p class="Normal" style="text-align:right;"><strong>{escape(text.author)}</strong></p></article>
{_links(paper, text, "related_news")}</section>"""
    return _frame(paper, text, _og(text), body, f" - {paper.title}")


def _undated(paper: Paper, text: Text) -> str:
    """A small paper whose pages show no date at all, though the text speaks of days."""
    body = f"""<div id="content"><h1>{escape(text.title)}</h1><h2 class="sapo">{escape(text.sapo)}</h2>
{_picture(text)}{_paragraphs(text)}<p class="author">{escape(text.author)}</p></div>
{_links(paper, text, "box-related")}<p>Lượt xem: 12/11</p>"""
    return _frame(paper, text, _og(text), body)


def _broken_data(paper: Paper, text: Text) -> str:
    """A paper whose structured data is broken JSON; the visible line with the date is right."""
    assert text.published
    broken = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{text.title}", }}</script>'
    body = f"""<div class="detail"><h1 class="detail-title">{escape(text.title)}</h1>
<div class="detail-time">{WEEKDAYS[text.published.weekday()].capitalize()}, {text.published:%d/%m/%Y %H:%M} GMT+7</div>
<h2 class="detail-sapo">{escape(text.sapo)}</h2><div class="detail-content">{_paragraphs(text)}{_picture(text)}
<div class="VCSortableInPreviewMode" type="RelatedNewsBox">{_links(paper, text, "kbwscwl-relatedbox")}</div></div>
<div class="detail-author">{escape(text.author)}</div></div>"""
    return _frame(paper, text, _og(text) + broken, body)


def _english(paper: Paper, text: Text) -> str:
    """The English edition: ISO meta, by-line above the text."""
    assert text.published
    head = _og(text) + f'<meta property="article:published_time" content="{text.published.isoformat()}">'
    body = f"""<main><article><h1>{escape(text.title)}</h1><div class="byline">By <span class="author">
{escape(text.author)}</span> · <time datetime="{text.published.isoformat()}">{text.published:%B %d, %Y}</time></div>
<p class="lead">{escape(text.sapo)}</p>{_paragraphs(text)}{_picture(text)}</article></main>"""
    return _frame(paper, text, head, body)


def _decomposed(paper: Paper, text: Text) -> str:
    """A paper that writes decomposed letters (NFD) in headline and lead; date in <time>."""
    assert text.published
    title, sapo = (unicodedata.normalize("NFD", words) for words in (text.title, text.sapo))
    body = f"""<article><h1 class="article__title cms-title">{escape(title)}</h1>
<time datetime="{text.published.isoformat()}">{text.published:%d/%m/%Y %H:%M}</time>
<div class="article__sapo cms-desc">{escape(sapo)}</div>
<div class="article__body cms-body">{_picture(text)}{_paragraphs(text)}</div>
<div class="article__author">{escape(text.author)}</div></article>{_links(paper, text, "zone--timeline")}"""
    return _frame(paper, text, _og(text, title=title), body)


def _old(paper: Paper, text: Text) -> str:
    """An old system in windows-1258: tables, no structured data, a printed date line."""
    assert text.published
    day = f"Ngày {text.published:%d/%m/%Y}, {text.published:%H:%M}"
    body = f"""<table><tr><td><h1>{escape(text.title)}</h1><p class="ngay">{day}</p>
<p class="tomtat"><b>{escape(text.sapo)}</b></p><div class="article-content">{_paragraphs(text)}{_picture(text)}
<p align="right"><b>{escape(text.author)}</b></p></div></td></tr></table>"""
    html = _frame(paper, text, f'<meta name="description" content="{escape(text.sapo)}">', body, charset="windows-1258")
    return "".join(_for_1258(char) for char in html)


def _for_1258(char: str) -> str:
    """Windows-1258 writes a base letter and a combining tone mark; NFC letters it lacks are taken apart so far."""
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        base, *marks = list(unicodedata.normalize("NFD", char))
        tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
        shape = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark not in tones))
        return shape + "".join(tones)
    return char


STYLES: dict[str, Callable[[Paper, Text], str]] = {
    "month-first": _month_first,
    "lead-outside": _lead_outside,
    "undated": _undated,
    "broken-data": _broken_data,
    "english": _english,
    "decomposed": _decomposed,
    "old": _old,
}
