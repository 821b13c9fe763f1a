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
    "laodongonline congly hanoimoi hanoimoionline baohaiphong haiphong haiphongonline anhp thhp baotintuc tintuc "
    "kinhtedothi ktdt giaoducthoidai gdtd vietnamnews vir nguoiquansat baodanang baonghean 24h eva afamily toquoc "
    "toasoan banbientap bbt admin administrator editor quantri quantrivien bientap bientapvien webmaster root user "
    "btv pv".split()
)
_TITLE = re.compile(
    r"^(?:báo|tạp chí|đài|cổng|trang|kênh|hệ thống|chuyên trang|tòa soạn|toà soạn|ban biên tập|thông tấn xã)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|@|\b[\w-]+\.(?:vn|com|net|org|info)\b", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:\bonline|\bđiện tử|\bnewspaper|\bnews|\btv)$", re.IGNORECASE)
_NOT_A_NAME = frozenset("www m amp mobile news com net org gov edu vn info tin bao e en".split())


def is_masthead(text: str, url: str = "", names: tuple[str, ...] = ()) -> bool:
    """Whether `text` names a newspaper: one of the known, the page's own by its domain, or one of `names`."""
    squeezed = squeeze(text)
    if not squeezed or squeezed in _KNOWN or _ADDRESS.search(text) or _TITLE.match(text):
        return True
    if any(squeezed == squeeze(name) for name in names if name):
        return True
    return any(label in squeezed for label in _labels(url)) or bool(_SUFFIX.search(text) and len(text) < 40)


def squeeze(text: str) -> str:
    """Folded letters and digits alone: "Tuổi Trẻ Online" -> "tuoitreonline" (for names, which lose their marks)."""
    return re.sub(r"[^a-z0-9]+", "", fold(text))


def _labels(url: str) -> list[str]:
    host = urlsplit(url).hostname or ""
    labels = [label for label in host.split(".") if label not in _NOT_A_NAME and len(label) > 3]
    return [*labels, *(label.removeprefix("bao") for label in labels if label.startswith("bao") and len(label) > 7)]
