"""Whether words are a newspaper's name: at the end of a page title, or where an author should stand."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from domain.text import fold

# Names as newspapers sign with them, folded and without blanks; the page's own domain is known anyway.
_KNOWN = frozenset(
    "vnexpress vne tuoitre tuoitreonline tto thanhnien thanhnienonline tno dantri nld nldcomvn nguoilaodong "
    "vietnamnet vietnamnetnews vnn baochinhphu chinhphu vov vov1 vtv vtvnews vtvonline cand congannhandan qdnd "
    "quandoinhandan nhandan tienphong tpo sggp saigongiaiphong plo phapluattphcm vietnamplus vietnamplusvn "
    "cafef cafebiz vccorp genk kenh14 soha znews zing zingnews zingvn vneconomy baodautu baodautuvn dautu laodong "
    "laodongonline congly hanoimoi hanoimoionline baohaiphong haiphongonline anhp thhp baotintuc tintuc "
    "kinhtedothi ktdt giaoducthoidai gdtd vietnamnews vir nguoiquansat baodanang baonghean 24h eva afamily toquoc "
    "toasoan banbientap bbt admin administrator editor quantri quantrivien bientap bientapvien webmaster root user "
    "superuser btv pv ttxvn sggpo plo hnm ndo hpdt vna vnanet vnp vns ttxvnvietnam".split()
)
# Capital letters as the inside of a character class: in Unicode they are mixed with small ones.
CAPITALS = "A-Z" + "".join(filter(str.isupper, map(chr, range(0xC0, 0x1EFA))))
_TITLE = re.compile(
    rf"^(?:Báo (?:[Đđ]iện tử )?[{CAPITALS}]|Tạp chí [{CAPITALS}]|Đài (?:[Pp]hát|[Tt]ruyền|PT|TNVN|[Tt]iếng)"
    r"|Kênh [A-Z\d]"
    r"|Thông tấn xã|T[oò][aà] soạn|Ban [Bb]iên tập"
    r"|(?:Cổng|Trang|Chuyên trang|Hệ thống) (?:[Tt]hông tin|TTĐT|tin|[Cc]hủ))"
)
_ADDRESS = re.compile(r"https?://|www\.|@|\b[\w-]+\.(?:vn|com|net|org|info)\b", re.IGNORECASE)
_SUFFIX = re.compile(r"\b(?:online|điện tử|newspaper|news|tv)$", re.IGNORECASE)
_NOT_A_NAME = frozenset("www m amp mobile news com net org gov edu vn info tin bao e en example".split())
# A newspaper's name is its domain's word with little around it ("Tin tức Báo Tuổi Trẻ Online").
_AROUND = 12


def is_masthead(text: str, url: str = "", names: tuple[str, ...] = ()) -> bool:
    """Whether `text` names a newspaper: one of the known, the page's own by its domain, or one of `names`."""
    squeezed = squeeze(text)
    if (
        not squeezed
        or squeezed in _KNOWN
        or text.strip().lower() == "vietnam+"
        or _ADDRESS.search(text)
        or _TITLE.match(text)
    ):
        return True
    if any(squeezed == squeeze(name) for name in names if name):
        return True
    own = any(label in squeezed and len(squeezed) <= len(label) + _AROUND for label in _labels(url))
    return own or _is_title_with_suffix(text)


def _is_title_with_suffix(text: str) -> bool:
    """ "Sóng Mẫu Online": a name in capitals and a word that newspapers add."""
    words = text.split()
    return (
        bool(_SUFFIX.search(text)) and len(words) <= 5 and all(w[0].isupper() or _SUFFIX.match(w) for w in words[:-1])
    )


def squeeze(text: str) -> str:
    """Folded letters and digits alone: "Tuổi Trẻ Online" -> "tuoitreonline" (for names, which lose their marks)."""
    return re.sub(r"[^a-z0-9]+", "", fold(text))


def _labels(url: str) -> list[str]:
    host = urlsplit(url).hostname or ""
    labels = [label for label in host.split(".") if label not in _NOT_A_NAME and len(label) > 3]
    return [*labels, *(label.removeprefix("bao") for label in labels if label.startswith("bao") and len(label) > 7)]
