"""Text typed for the fonts of before Unicode (TCVN3 "ABC", VNI), made Unicode again.

Such pages hold Latin letters that only look Vietnamese in their own font. The two tables are the public encodings
TCVN 5712:1993 (its VN3 form) and VNI for Windows; a page is taken for one of them only on strong evidence.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import islice

_TCVN3_FROM = (
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
)  # fmt: skip
_TCVN3_TO = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_TCVN3 = str.maketrans(_TCVN3_FROM, _TCVN3_TO)

_VNI_PAIRS = dict(
    zip(
        "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä eø eù eû eõ eï eâ eà eá eå eã eä oø où oû oõ oï "
        "oâ oà oá oå oã oä ôø ôù ôû ôõ ôï uø uù uû uõ uï öø öù öû öõ öï yø yù yû yõ".split(),
        "à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ è é ẻ ẽ ẹ ê ề ế ể ễ ệ ò ó ỏ õ ọ "
        "ô ồ ố ổ ỗ ộ ờ ớ ở ỡ ợ ù ú ủ ũ ụ ừ ứ ử ữ ự ỳ ý ỷ ỹ".split(),
        strict=True,
    )
)
_VNI_SINGLES = {"ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}
_VNI = {old: new for table in (_VNI_PAIRS, _VNI_SINGLES) for old, new in table.items()}
_VNI |= {old.upper(): new.upper() for old, new in _VNI.items()}
_VNI |= {old[0].upper() + old[1:]: new.upper() for old, new in _VNI_PAIRS.items()}
_VNI_TOKEN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_HIGH_ENTITY = re.compile(r"&(?:#(?:1[2-9]\d|2\d\d)|[A-Za-z]{3,7});")
_TAG = re.compile(r"<[^<>]*>")
_SIGNS = re.compile(r"[^\x00-\x7f]")
_MODERN = re.compile(r"[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
# Letter next to a sign that stands beside letters in no other text: "®Þa", "nh©n", "ph\u00adêng".
_TCVN3_SIGN = re.compile(r"[a-zA-Z®][µ¸¶·¹¨»¾¼½®©ª«¬\u00ad]|[µ¸¶·¹¨»¾¼½®©ª«¬\u00ad][a-zA-Zµ-ÿ]")
_VNI_SIGN = re.compile(r"[aeouyôöAEOUYÔÖ][øùûõïâàáåãäêèéúüëØÙÛÕÏÂÀÁÅÃÄÊÈÉÚÜË](?![a-zA-Z]*[øùûõïåä]{2})|ñ[aeioôuöy]")
# A third of the words beyond ASCII must show the signs, and ten of them. On our own sentences in the old fonts nearly
# all words do; in French, German and Spanish hardly any (tests/crawler/test_extract.py).
_ENOUGH, _SHARE = 10, 0.33
_SAMPLE, _LONGEST_WORD = 200_000, 60


def mend(markup: str) -> str:
    """The markup with old-font letters as Unicode; unchanged when it is not plainly in TCVN3 or VNI."""
    if markup.isascii() and "&" not in markup:
        return markup
    if sum(1 for _ in islice(_MODERN.finditer(markup), _ENOUGH)) == _ENOUGH:
        return markup
    plain = _HIGH_ENTITY.sub(_undone, markup)
    text = _TAG.sub(" ", plain[:_SAMPLE])
    words = [word for word in text.split() if len(word) < _LONGEST_WORD and _SIGNS.search(word)]
    if _shows(_TCVN3_SIGN, words):
        return plain.translate(_TCVN3)
    if _shows(_VNI_SIGN, words):
        return _VNI_TOKEN.sub(lambda match: _VNI[match[0]], plain)
    return markup


def _shows(sign: re.Pattern[str], words: list[str]) -> bool:
    hits = sum(1 for word in words if sign.search(word))
    return hits >= _ENOUGH and hits >= _SHARE * len(words)


def _undone(match: re.Match[str]) -> str:
    """An entity as its letter; those that are markup (&lt; &amp; &quot;) stay."""
    text = unescape(match[0])
    return match[0] if text.isascii() else text
