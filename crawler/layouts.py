"""Where Vietnamese newspapers put things: selectors by field, sorted by kind of site, with what they were seen on.

A second opinion beside structured data and trafilatura, never the only way: layouts last two to four years. Provenance:
[P year] matched on a real page of that year; [S] from site configurations that others publish, not seen on a page.

  VCCorp      Tuổi Trẻ [P 2026], NLĐ [P 2026], Báo Chính phủ [P 2026], Thanh Niên [P 2023], CafeF, CafeBiz [P 2022-26],
              VTV, GenK, Kenh14 [S]
  1cdn        Hà Nội Mới [P 2026], Báo Hải Phòng, Công Lý, Báo Đà Nẵng, Báo Nghệ An, Người Quan Sát [S]
  ePi/zce     Znews [P 2018], Nhân Dân, Tiền Phong, SGGP, VietnamPlus, PLO, Giáo dục & Thời đại [S]
  own         VnExpress [P 2019-26], Dân trí [P 2022-26], VietnamNet [P 2024-26], VnEconomy [P 2022],
              Báo Đầu tư [P 2026], Lao Động [P 2020], QĐND, CAND, VOV, Tin Tức, Kinh tế & Đô thị, ANHP,
              haiphong.gov.vn [S]
  general     schema.org microdata, WordPress and the class names that portals share
"""

from __future__ import annotations

import re
from datetime import date

# The newest pages these were seen on are of 2026; then they are to be looked at again.
VALID_UNTIL = date(2028, 12, 31)

HEADLINE = (
    # VCCorp
    "h1.detail-title", "h1.article-title", "h1.title_detail",
    # 1cdn
    "h1.block-sc-title", "h1.c-detail-head__title",
    # ePi/zce
    "h1.the-article-title", "h1.article__title", "h1.cms-title",
    # own
    "h1.title-detail", "h1.title_news_detail", "h1[data-slot=title]", "h1.title-page", "h1.content-detail-title",
    "h1.detail__title", "h1.post-title", ".box-title-detail", "div.title-detail", "h1.title-2",
    # general
    "[itemprop=headline]", "[property=headline]", "[property=schema:headline]",
    "h1.entry-title", "h1.post__title", "h1.news-title", "h1.title-news", "h1.title",
)  # fmt: skip

SAPO = (
    # VCCorp
    "[data-role=sapo]", "h2.detail-sapo", "h2.sapo", "p.sapo", "div.sapo",
    # 1cdn
    ".block-sc-sapo", ".c-detail-head__sapo",
    # ePi/zce
    ".the-article-summary", ".article__sapo", ".cms-desc",
    # own
    "p.description", "h2.short_intro", ".short_intro", "h2[data-slot=sapo]", ".singular-sapo", ".e-magazine__sapo",
    "h2.content-detail-sapo", ".detail__summary", ".sapo_detail", "p.abs", ".post-summary", ".box-des-detail",
    # general
    "[itemprop=description]", ".article-sapo", ".news-sapo", ".detail-lead", ".article-lead", ".lead-detail",
    ".txt-head", ".chapeau", ".hometext",
)  # fmt: skip

DATE = (
    # VCCorp
    ".detail-time", "span.pdate", "span.time_detail",
    # 1cdn
    ".block-sc-publish-time", ".c-detail-head__time",
    # ePi/zce
    ".the-article-publish", ".cms-date", ".article__meta time", "time.time",
    # own
    ".header-content span.date", "span.date", "span.time.left", "time.author-time", ".bread-crumb-detail__time",
    ".publish-date", "span.post-time", ".detail__meta", ".f-datetime", ".post-subinfo", ".box-date", ".article__meta",
    ".detailBox", ".divDetail_DateCreate",
    # Blogger
    "abbr.published", ".date-header",
    # general
    "[itemprop=datePublished]", "[property=datePublished]", "[property=schema:datePublished]",
    "time.entry-date", ".entry-date", ".post-date", ".article-date", ".news-date",
)  # fmt: skip

AUTHOR = (
    # VCCorp
    ".detail-author-list-sw .author-item-name", ".author-info .name", "div.author-item-name", ".detail-author",
    # 1cdn
    ".block-sc-author", ".c-detail-head__author",
    # ePi/zce
    ".the-article-author", ".article__author .name", ".article__author", ".cms-author",
    # own
    "p.author_mail", "div.author-name", ".author-name", ".article-detail-author__info .name",
    ".article-detail-author__info", ".detail__author", ".author-wrapper", ".post-author", ".box-author",
    ".article-author",
    # general
    "[itemprop=author]", "[property=author]", "[property=schema:author]",
    "[rel=author]", "p.author", "span.author", "div.author", "a.author", ".tacgia", ".tac-gia",
    ".byline",
)  # fmt: skip

BODY = (
    # VCCorp
    "[data-role=content]", ".detail-content.afcbc-body", "div.detail-cmain", "div.detail-mcontent", "#abody",
    "div.contentdetail", "#mainContent .detail-content", "div.noidung",
    # 1cdn
    "div.b-maincontent",
    # ePi/zce
    "div.article__body", "div.the-article-body", "div.cms-body", "div.zce-content-body",
    # own
    "article.fck_detail", "div.fck_detail", "[data-slot=content]", "div.singular-content", "div.e-magazine__body",
    "div.maincontent.main-content", "#content_detail_news", "div.detail__content", "div.article-content",
    "div.detail-content-body", "div.article-detail", "div.detail-post", "div.boxdetail", "div.content-ktdt-article",
    # general
    "[itemprop=articleBody]", "div.entry-content", "div.td-post-content", "div.post-content", "div.detail-content",
    "div.news-content", "div.content-detail", "div.fck",
)  # fmt: skip

# Boxes inside a body that tell of other articles, or of the newspaper: cut before the text is read.
BOXES = (
    "[type=RelatedNewsBox]", "[type=RelatedOneNews]", ".kbwscwl-relatedbox", ".detail__related", ".inner-article",
    "#innerarticle", ".related_news", ".c-news-topmore", ".c-box", ".ck-cms-insert-neww-group", ".articles-edit",
    ".insert-wiki-content", ".box-tinlienquanv2", ".box-tinlienquan", ".article-related", ".cms-relate", ".notebox",
    ".tinlienquan", ".tin-lien-quan", ".contentbox", ".contref", ".box-related", ".related-news", ".relate-news",
    ".link-content-footer", ".detail-author-bot", ".box_tinlienquan", ".relatedNews", ".news-related",
    ".list-news-subfolder", ".box-tag", ".tags", ".post-tags", ".article__tag", ".social-share", ".box-social",
    ".rating", ".z-corona-header", ".box-comment", ".readmore-body-box", ".link-source-wrapper", ".author_mail_wrap",
)  # fmt: skip

CAPTION = (
    "figcaption", ".PhotoCMS_Caption", ".pCaption", ".caption", ".Image", ".desc_image", ".photo-caption",
    ".image-caption", ".wp-caption-text", ".imgcaption", ".article__caption", ".c-img-caption",
)  # fmt: skip

TAGS = (
    ".tags a", ".detail-tab a", ".article__tag a", ".block-sc-tags a", ".the-article-tags a", ".tag-list a",
    ".box-tag a", ".item-tag a", ".post-tags a", ".detail-tags a", ".tags-container a", ".tag a", "[rel=tag]",
)  # fmt: skip

# Class names of layouts nobody has told us about.
SAPO_LIKE = re.compile(
    r"(?:^|[-_]|(?<=[a-z])(?=[A-Z]))(?:[Ss]apo|SAPO|[Ll]ead|[Cc]happ?eau|[Cc]hapo|[Tt]rich-?[Dd]an|[Tt]om-?[Tt]at"
    r"|[Mm]o-?[Tt]a|[Ii]ntro|[Ss]ummary|[Aa]bstract|[Hh]ome-?[Tt]ext)(?:$|[-_])|(?:^|[-_]|(?<=[a-z]))[Dd]esc(?:ription)?$"
)
TITLE_LIKE = re.compile(r"title|headline|heading|tieu-?de", re.I)
# Advertisements, players, buttons: short, and not of the text.
TOOL_LIKE = re.compile(
    r"(?:^|[-_\s])(?:ads?|adv|advert\w*|quang-?cao|banner|audio|player|share|sharing|socials?|zalo|toolbar|breadcrumbs?"
    r"|polls?|votes?|survey|ratings?|newsletter(?:-box)?|subscribe|stocks?|chung-?khoan|weather|thoi-?tiet|ticker)"
    r"(?:$|[-_\s])",
    re.I,
)
DATE_LIKE = re.compile(r"date|time|publish|ngay|posted|thoi-?gian|meta|info", re.I)
AUTHOR_LIKE = re.compile(
    r"author|byline|(?:^|[\s_-])(?:by|auth)(?:$|[\s_-])|tac-?gia|but-?danh|nguoi-?viet|writer|username", re.I
)
# What lies over a page or bars it: log-in, consent, the door for subscribers. However much it says, it is no article.
OVERLAY_LIKE = re.compile(
    r"(?:^|[-_\s])(?:modal|popup|pop-up|dialog|log-?in|sign-?in|dang-?nhap|cookies?|consent|gdpr|paywall|offcanvas)"
    r"(?:$|[-_\s])",
    re.I,
)
COMMENTS_LIKE = re.compile(r"comment|cmt|binh-?luan|y-?kien", re.I)
# What a machine made of the article, printed above it.
SUMMARY_LIKE = re.compile(
    r"(?:^|[-_\s])(?:ai[-_]?(?:box|summary|tom-?tat)|(?:summary|tom-?tat)[-_]?ai)(?:$|[-_\s])", re.I
)
BOX_LIKE = re.compile(
    r"relat|lien-?quan|tin-?khac|doc-?them|xem-?them|read-?more|recommend|cung-?chuyen-?muc|tin-?moi", re.I
)
