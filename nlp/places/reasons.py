"""The Vietnamese sentence for each piece of evidence. What stands in “…” is always quoted from the article."""

from __future__ import annotations

from domain.place import MERGER_DAY
from domain.reading import Reason
from nlp.places.found import Found
from nlp.places.readings import Decision, Evidence, Reading
from nlp.places.weights import WEIGHTS

_DAY = f"{MERGER_DAY.day:02d}/{MERGER_DAY.month}/{MERGER_DAY.year}"
# {q} the mention, {w} the words that say so, {place} the unit as the gazetteer names it.
SENTENCES: dict[str, str] = {
    "unit": "“{q}” đứng sau “{w}”.",
    "listed": "“{q}” nằm trong dãy bắt đầu bằng “{w}”.",
    "authority": "Trước tên là cơ quan cấp xã: “{w}”.",
    "preposition": "“{q}” đứng sau “{w}”.",
    "district after": "Liền sau “{q}” là “{w}”.",
    "province with district": "Rồi đến “{w}”.",
    "province after": "Liền sau “{q}” là “{w}”.",
    "province after, several": "Liền sau “{q}” là “{w}”, nơi có nhiều xã, phường cùng tên.",
    "district before": "Trước đó bài đã nêu “{w}”.",
    "district elsewhere": "Bài có nêu “{w}”.",
    "other district": "Bài nêu huyện khác, nơi danh mục không có “{q}”.",
    "strange district": "Sau “{q}” là “{w}”, nơi danh mục không có “{q}”.",
    "province main": "Bài nêu “{w}” trước các tỉnh, thành phố khác.",
    "province named": "Bài có nêu “{w}”.",
    "province of several": "Bài có nêu “{w}”, nơi có nhiều xã, phường cùng tên.",
    "outlet": "Báo của địa phương.",
    "unique": "Cả nước chỉ một nơi mang tên “{q}”.",
    "island": "“{w}” nay là {place}.",
    "zone said": "Cả nước chỉ một đặc khu mang tên này: “{w}”.",
    "zone": "“{q}” nay thuộc đặc khu: {place}.",
    "era fits": "Bài đăng sau ngày {day}, khi đã có {place}.",
    "era against": "Bài nói theo huyện, quận cũ, khi chưa có {place}.",
    "era impossible": "Bài đăng khi chưa có {place}.",
    "former said": "Sau tên có chữ “cũ”: “{w}”.",
    "other type": "Bài viết “{w}”, còn danh mục ghi {place}.",
    "street name": "“{q}” thường là tên đường, phố.",
    "row": "“{q}” đứng trong dãy có gạch nối, thường là tuyến đường.",
    "other provinces": "Bài chỉ nêu tỉnh, thành phố khác.",
    "same": "Chỗ khác trong bài viết rõ: “{w}”.",
    "unit after": "Sau “{q}” là từ chỉ xã, phường trong tiếng Anh.",
    "plain city": "Bài tiếng Anh có nêu tỉnh, thành phố của “{q}”.",
    "unmarked": "“{w}” viết không dấu, có từ chỉ xã, phường.",
    "village": "“{w}” là thôn, làng của {place}.",
    "landmark": "“{w}” ở trên địa bàn: {place}.",
    "street": "“{w}” là tên đường, phố.",
    "number": "“{w}” là số nhà, tên đường.",
    "bare street": "“{q}” đứng một mình, thường là tên đường, phố.",
    "water": "“{w}” là tên sông, cầu, công trình.",
    "local": "“{w}” là tên trường, chợ, công trình.",
    "firm": "“{w}” là tên doanh nghiệp, cơ sở, phương tiện.",
    "person": "“{w}” là tên người.",
    "age": "Sau “{q}” là tuổi, năm sinh: tên người.",
    "longer": "“{w}” là một tên khác, dài hơn.",
    "longer unit": "“{w}” là một tên khác, dài hơn.",
    "other village": "“{w}” là tên thôn, làng.",
    "history": "“{w}” là địa danh trong lịch sử.",
    "no district": "“{w}” không phải xã, phường: sau chữ chỉ cấp huyện.",
    "district": "“{w}” là cấp huyện, không phải xã, phường.",
    "district as parent": "“{q}” ở đây là tên huyện, quận đi sau tên xã, phường.",
    "district bare": "“{q}” đứng một mình là tên huyện, quận.",
    "district bare, after": "“{q}” đứng một mình có thể là huyện, quận cũ.",
    "province": "“{w}” là tỉnh, thành phố.",
    "province bare": "“{q}” đứng một mình là tên tỉnh, thành phố.",
    "other parent": "“{q}” ở đây thuộc nơi khác: liền sau là “{w}”.",
    "lower": "“{w}” viết thường, không phải tên riêng.",
    "same, other parent": "Chỗ khác trong bài viết rõ là nơi khác: “{w}”.",
    "same, other": "Chỗ khác trong bài, tên này là “{w}”.",
    "ignored": "“{w}” là cụm từ khác, không phải tên xã.",
}
_QUOTING = frozenset(kind for kind, sentence in SENTENCES.items() if "{w}" in sentence)
_HEADS_ONLY = frozenset({"unit", "preposition", "other type"})
_CUT = 90


def reason(piece: Evidence, mention: Found, place: str) -> Reason:
    """A piece of evidence as a weight and a sentence."""
    kind, one, start, end = piece
    words = _words(kind, one, start, end) if kind in _QUOTING else ""
    return Reason(WEIGHTS[kind], SENTENCES[kind].format(q=mention.quote, w=words, place=place, day=_DAY), kind)


def _words(kind: str, one: Found, start: int, end: int) -> str:
    if kind in _HEADS_ONLY:
        words = one.text.quote(start, one.start).rstrip(" “\"'")
    else:
        words = one.text.quote(start, end) or one.quote
    return words if len(words) <= _CUT else words[:_CUT].rsplit(" ", 1)[0]


def reasons_of(reading: Reading, mention: Found) -> tuple[Reason, ...]:
    """Why a reading has its sum, the weightiest first."""
    place = reading.place.label if reading.place is not None else ""
    pieces = reading.evidence
    if len(pieces) > 1:
        pieces = sorted(pieces, key=lambda piece: -abs(WEIGHTS[piece[0]]))
    return tuple([reason(piece, mention, place) for piece in pieces])


def against(rival: Reading | None, decision: Decision) -> Reason | None:
    """Why a commune is not taken: what the name means instead, or that nothing tells who is meant."""
    if rival is None:
        return None
    quote = decision.found.quote
    if rival is decision.base or not rival.evidence:
        return Reason(0.0, f"Nhiều nơi cùng mang tên “{quote}”, bài không nêu đủ để phân biệt.", "tie")
    kind, one, start, end = max(rival.evidence, key=lambda piece: WEIGHTS[piece[0]])
    why = reason((kind, one, start, end), decision.found, rival.place.label if rival.place else "").sentence
    what = f"“{quote}” ở đây là {rival.place.label}. {why}" if rival.place else why
    return Reason(-round(rival.score, 2), what, rival.kind)
