"""What the commune may publish itself: facts with their documents and statements that were checked, for the portal as a
page with ClaimReview data, for the loudspeakers as text.

A statement that its paper has corrected or taken down is not repeated here (Luật Báo chí 126/2025, khoản 11 Điều 8).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from digest.aloud import aloud
from digest.safe import cut, href, inner, printable
from domain.case import VERDICTS, Case, Deed, Verdict
from domain.clock import to_local, vi_date, vi_moment
from domain.fact import Fact
from domain.mended import Mended
from domain.place import Unit
from domain.press import Article
from domain.text import begun, shorten

# A listener follows so many facts.
MOST_SPOKEN = 8
QUOTE = 40
_GONE = frozenset({"corrected", "amended"})
_TOLD = frozenset(Verdict) - {Verdict.UNVERIFIED, Verdict.OPINION}


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement that was checked, with the article it stands in and the paper's name."""

    case: Case
    article: Article
    outlet: str


def publishable(case: Case) -> bool:
    """Whether a checked statement may be shown: judged by two people, and not yet corrected by its paper."""
    return case.verdict in _TOLD and case.told(Deed.CLOSE, "ending") not in _GONE


def html(
    unit: Unit, facts: Sequence[Fact], checked: Sequence[Checked], now: datetime, mended: Sequence[Mended] = ()
) -> bytes:
    """The page "Thông tin chính thức", whole in one file; our own mistakes stand on it too."""
    day = to_local(now).date()
    rows = "".join(_fact(fact) for fact in facts if not fact.expired(day))
    shown = [one for one in checked if publishable(one.case)]
    reviews = "".join(_review(one) for one in shown)
    data = json.dumps([_claim_review(unit, one) for one in shown], ensure_ascii=False).replace("<", "\\u003c")
    name = escape(printable(unit.full_name))
    corrections = "".join(_corrected(one) for one in reversed(mended) if one.public)
    return (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Thông tin chính thức: {name}</title>\n"
        f'<style>{_STYLE}</style>\n<script type="application/ld+json">{data}</script>\n</head>\n<body>\n<main>\n'
        f"<h1>Thông tin chính thức của {name}</h1>\n"
        f"<p>Cập nhật lúc {vi_moment(now)}.</p>\n"
        f"<h2>Số liệu</h2>\n{f'<ul>{rows}</ul>' if rows else '<p>Chưa có số liệu được công bố.</p>'}\n"
        f"<h2>Thông tin đã kiểm chứng</h2>\n{reviews or '<p>Chưa có.</p>'}\n"
        f"<h2>Các lần sửa đổi</h2>\n{f'<ul>{corrections}</ul>' if corrections else '<p>Chưa có.</p>'}\n"
        "<p>Mỗi nhận định được đối chiếu với tài liệu và do hai người kết luận. Nếu thấy điều chưa đúng ở trang "
        "này, mời "
        f"gửi ý kiến về Ủy ban nhân dân {unit.kind}; mọi sửa đổi đều được ghi lại.</p>\n"
        "</main>\n</body>\n</html>\n"
    ).encode()  # fmt: skip


_STYLE = (
    "body{font:18px/1.6 serif;color:#111;background:#fff;margin:0}main{max-width:44rem;margin:0 auto;padding:1rem}"
    "a,p,li{overflow-wrap:anywhere}"
    "h1{font-size:1.6rem}h2{font-size:1.25rem}li,article{margin:0 0 .8rem}small{color:#444}"
)


def _fact(fact: Fact) -> str:
    until = f" Có giá trị đến {vi_date(fact.valid_to)}." if fact.valid_to else ""
    return f"<li>{escape(cut(fact.text, 600))}<br><small>{escape(cut(fact.source, 300))}.{until}</small></li>"


def _corrected(one: Mended) -> str:
    reason = cut(one.reason, 300).rstrip(". ")
    why = f" Lý do: {escape(reason)}." if reason else ""
    return f"<li>Ngày {vi_date(one.day)}. {escape(cut(one.public, 600))}.{why}</li>"


def _review(one: Checked) -> str:
    name, said = _public(one.case), escape(inner(shorten(one.case.said, QUOTE)))
    right = begun(cut(one.case.told(Deed.RIGHT, "text"), 600)).rstrip(". ")
    told = f"<p>Điều báo nêu đúng: {escape(right)}.</p>" if right else ""
    link, title = href(one.article.url), escape(cut(one.article.title, 200))
    shown = f'<a href="{escape(link)}" rel="nofollow">{title}</a>' if link else title
    claim = escape(inner(shorten(one.case.sentence, QUOTE)))
    return (
        f'<article id="{escape(one.case.id)}"><p>“{claim}”<br>'
        f"<small>{escape(cut(one.outlet, 120))}: {shown}</small></p>"
        f"<p><strong>Kết luận về “{said}”: {name}.</strong> {escape(begun(cut(_ground(one.case), 600)))}.</p>"
        f"{told}</article>\n"
    )


def _ground(case: Case) -> str:
    return case.told(Deed.PROPOSE, "ground").rstrip(". ")


def _public(case: Case) -> str:
    """The verdict as told to everyone: whether it pleases the office is nobody's matter outside."""
    told = Verdict.TRUE if case.verdict is Verdict.TRUE_UNFAVOURABLE else case.verdict
    return VERDICTS[told][0]


def _claim_review(unit: Unit, one: Checked) -> dict[str, Any]:
    """schema.org ClaimReview; the paper stands as an organisation, nobody who writes is named.

    A forged document is not laid at the door of the paper that tells of it: such a claim has no author. `url` is the
    place on this page, wherever the office puts it.
    """
    rating = VERDICTS[one.case.verdict][1]
    forged = one.case.verdict is Verdict.FABRICATED
    approved = one.case.last(Deed.APPROVE)
    stamp = one.article.published
    claim: dict[str, Any] = {"@type": "Claim"}
    if not forged:
        claim["author"] = {"@type": "Organization", "name": printable(one.outlet)}
        claim["appearance"] = {"@type": "CreativeWork", "url": href(one.article.url)}
    if stamp and not forged:
        claim["datePublished"] = stamp.iso()
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"#{one.case.id}",
        "claimReviewed": inner(shorten(one.case.said if forged else one.case.sentence, QUOTE)),
        "datePublished": to_local(approved.at).date().isoformat() if approved else None,
        "author": {"@type": "GovernmentOrganization", "name": f"Ủy ban nhân dân {printable(unit.full_name)}"},
        "itemReviewed": claim,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": rating,
            "worstRating": 1,
            "bestRating": 5,
            "alternateName": begun(_public(one.case)),
            "ratingExplanation": printable(_ground(one.case)),
        },
    }


def spoken(unit: Unit, facts: Sequence[Fact], day: date) -> str:
    """The text for the loudspeakers: short sentences, the source in each."""
    kept = [fact for fact in facts if not fact.expired(day)][:MOST_SPOKEN]
    lines = [aloud(f"Kính thưa bà con. UBND {unit.full_name} xin thông tin, cập nhật ngày {vi_date(day)}.")]
    for fact in kept:
        text = printable(fact.text).rstrip(". ")
        lines.append(aloud(f"{begun(text)}. Nội dung này theo {printable(fact.source)}."))
    closing = f"Bà con cần hỏi thêm, mời liên hệ trụ sở Ủy ban nhân dân {unit.kind}. Xin cảm ơn bà con đã lắng nghe."
    return "\n".join([*lines, closing] if kept else [lines[0], "Hiện chưa có nội dung mới.", closing]) + "\n"
