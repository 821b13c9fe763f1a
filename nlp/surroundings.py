"""What stands around a name and how much it says: knowledge as sorted data, rules as small functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.place import MERGER_DAY, Commune, Gazetteer
from domain.press import Article
from domain.reading import Reason
from domain.text import fold, tone_key

_WORD = re.compile(r"\w+", re.UNICODE)

UNIT_WORDS = ("xã", "phường", "thị trấn", "đặc khu", "ubnd xã", "p", "tt")
DISTRICT_WORDS = ("huyện", "quận", "thị xã", "thành phố", "tp", "tổng", "phủ", "huyện ủy")
VILLAGE_WORDS = ("thôn", "làng", "ấp", "xóm", "tổ dân phố", "tdp", "khu phố")
STREET_WORDS = ("đường", "phố", "ngõ", "đại lộ", "quốc lộ", "cầu", "ngã tư")
INSTITUTION_WORDS = (
    "công ty",
    "siêu thị",
    "cửa hàng",
    "điện máy",
    "nhà hàng",
    "khách sạn",
    "trường",
    "chùa",
    "quán",
    "shop",
)
PERSON_WORDS = ("ông", "bà", "anh", "chị", "cô", "chú", "em", "bác sĩ", "ca sĩ", "đô đốc", "tướng", "nghệ sĩ", "mc")
HISTORY = ("nhà mạc", "mạc đăng dung", "thế kỷ", "triều", "vua", "niên hiệu", "dương kinh", "sử cũ", "khởi nghĩa")
FOREIGN = ("trung quốc", "hà nam trung quốc", "nước tần", "nước hàn", "hồ nam", "lạc dương")
SURNAMES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý tôn đoàn trịnh đinh mai".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the commune: its text, its keys, and the kind of thing it names."""

    text: str
    keys: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """A commune as the rules need it: names, parents by their keys, phrases to ignore, the rest of the country."""

    names: tuple[Name, ...]
    parents: tuple[tuple[str, ...], ...]
    provinces: tuple[tuple[str, ...], ...]
    districts: dict[tuple[str, ...], str]
    other_provinces: tuple[tuple[str, ...], ...]
    other_parents: dict[str, frozenset[tuple[str, ...]]]
    ignore: tuple[tuple[str, ...], ...]
    present: str
    own: tuple[tuple[str, ...], ...]
    outlets: frozenset[str]
    unique: frozenset[str]

    @classmethod
    def of(cls, gazetteer: Gazetteer, commune: Commune) -> Place:
        """Gather what the gazetteer and the office know."""
        own = {keys_of(_bare(former.district)) for former in commune.formers}
        provinces = {keys_of(_bare(former.province)) for former in commune.formers}
        provinces |= {keys_of(fold(_bare(commune.unit.province)))}
        provinces.add(keys_of(_bare(commune.unit.province)))
        districts = {keys_of(_bare(former.district)): _bare(former.district) for former in gazetteer.formers}
        everywhere = {keys_of(_bare(former.province)) for former in gazetteer.formers}
        same: dict[str, set[tuple[str, ...]]] = {}
        former_codes = {former.code for former in commune.formers}
        for former in gazetteer.formers:
            if former.code not in former_codes:
                same.setdefault(former.name, set()).add(keys_of(_bare(former.district)))
        return cls(
            names=tuple(_names(commune)),
            parents=tuple(sorted(own)),
            provinces=tuple(sorted(provinces)),
            districts={key: name for key, name in districts.items() if key not in own and len(key) > 1},
            other_provinces=tuple(sorted(key for key in everywhere - provinces if key)),
            other_parents={name: frozenset(keys) for name, keys in same.items()},
            ignore=tuple(keys_of(phrase) for phrase in commune.knowledge.ignore),
            present=commune.unit.name,
            own=tuple(name.keys for name in _names(commune) if name.kind != "english"),
            outlets=frozenset(commune.knowledge.outlets),
            unique=_unique(gazetteer, commune),
        )


@dataclass(frozen=True, slots=True)
class Text:
    """One field of an article as keys with their places."""

    field: str
    text: str
    keys: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, field: str, text: str) -> Text:
        """Split a field into syllables."""
        words = [(tone_key(match[0]), match.span()) for match in _WORD.finditer(text)]
        return cls(field, text, tuple(key for key, _ in words), tuple(span for _, span in words))

    def holds(self, keys: Sequence[str], start: int) -> bool:
        """Whether these keys stand here, in one piece."""
        end = start + len(keys)
        return self.keys[start:end] == tuple(keys) and not re.search(r"[.,;:!?()“”\"\n]", self.quote(start, end))

    def quote(self, start: int, end: int) -> str:
        """The words from `start` up to `end` as they stand."""
        last = min(end, len(self.spans)) - 1
        return (
            self.text[self.spans[start][0] : self.spans[last][1]] if start < len(self.spans) and last >= start else ""
        )

    def before(self, start: int, phrase: Sequence[str]) -> bool:
        """Whether a phrase stands right before."""
        return start >= len(phrase) and self.keys[start - len(phrase) : start] == tuple(phrase)

    def find(self, keys: Sequence[str]) -> int | None:
        """The first place of a phrase."""
        first = keys[0]
        return next((n for n, key in enumerate(self.keys) if key == first and self.holds(keys, n)), None)


def _unique(gazetteer: Gazetteer, commune: Commune) -> frozenset[str]:
    """The commune's names that no other unit of the country bears or bore."""
    own = {former.code for former in commune.formers}
    others = {unit.name for unit in gazetteer.units if unit.code != commune.code}
    others |= {former.name for former in gazetteer.formers if former.code not in own}
    others |= {_bare(former.district) for former in gazetteer.formers}
    return frozenset({commune.unit.name, *(former.name for former in commune.formers)} - others)


def keys_of(text: str) -> tuple[str, ...]:
    """The keys of a phrase."""
    return tuple(tone_key(match[0]) for match in _WORD.finditer(text))


def weigh(
    text: Text, name: Name, start: int, texts: Sequence[Text], place: Place, article: Article
) -> Iterator[Reason]:
    """Every reason for and against this being the commune."""
    end = start + len(name.keys)
    yield from _before(text, name, start)
    yield from _after(text, start, end, place, name)
    yield from _shape(text, start, end)
    yield from _phrase(text, start, end, place)
    yield from _document(name, texts, place, article)


def _before(text: Text, name: Name, start: int) -> Iterator[Reason]:
    quote = text.quote(start, start + len(name.keys))
    if name.kind in ("village", "landmark"):
        yield Reason(2.0 if name.kind == "village" else 3.0, f"“{quote}” là tên riêng trên địa bàn xã.", "local")
    if name.kind == "english":
        yield from _english(text, name, start)
        return
    for words, weight, kind, what in _HEADS:
        for word in words:
            if text.before(start, keys_of(word)):
                if kind == "village" and name.kind == "village":
                    yield Reason(3.0, f"“{quote}” đứng sau “{word}”.", "village")
                else:
                    yield Reason(weight, f"“{quote}” đứng sau “{word}”{what}.", kind)
                return


def _english(text: Text, name: Name, start: int) -> Iterator[Reason]:
    end = start + len(name.keys)
    if text.keys[end : end + 1] in (("commune",), ("communes",), ("ward",)) or "communes" in text.keys[end : end + 8]:
        yield Reason(4.0, f"“{text.quote(start, end + 1)}” trong bài tiếng Anh.", "unit")


_HEADS = (
    (UNIT_WORDS, 3.0, "unit", ""),
    (DISTRICT_WORDS, -6.0, "district", ": cấp huyện hoặc tên cũ khác"),
    (VILLAGE_WORDS, -4.0, "village", ": tên thôn, làng"),
    (STREET_WORDS, -5.0, "street", ": tên đường, phố"),
    (INSTITUTION_WORDS, -6.0, "institution", ": tên cơ sở, cửa hàng"),
    (PERSON_WORDS, -6.0, "person", ": tên người"),
)


def _after(text: Text, start: int, end: int, place: Place, name: Name) -> Iterator[Reason]:
    quote = text.quote(start, end)
    following = Text.of(text.field, text.text[text.spans[end - 1][1] : text.spans[end - 1][1] + 60])
    tail = re.split(r"[.;\n]", following.text)[0]
    near = Text.of(text.field, tail)
    for parent in place.parents:
        if (found := near.find(parent)) is not None and found <= 2:
            yield Reason(4.0, f"liền sau “{quote}” là “{near.quote(0, found + len(parent))}”.", "parent")
            return
    for other in sorted(place.other_parents.get(name.text, frozenset()), key=len, reverse=True):
        if (found := near.find(other)) is not None and found <= 2:
            yield Reason(-8.0, f"“{quote}” ở đây thuộc “{near.quote(0, found + len(other))}”.", "other parent")
            return
    for province in place.provinces:
        if (found := near.find(province)) is not None and found <= 3:
            yield Reason(2.0, f"liền sau “{quote}” là “{near.quote(0, found + len(province))}”.", "province")
            return
    for province in place.other_provinces:
        if (found := near.find(province)) is not None and found <= 3:
            yield Reason(-7.0, f"liền sau “{quote}” là “{near.quote(0, found + len(province))}”.", "other province")
            return


def _shape(text: Text, start: int, end: int) -> Iterator[Reason]:
    quote = text.quote(start, end)
    first = quote[:1]
    if first.islower():
        yield Reason(-8.0, f"“{quote}” viết thường, không phải tên riêng.", "lower case")
    if start and text.keys[start - 1] in SURNAMES and text.quote(start - 1, start)[:1].isupper():
        yield Reason(-6.0, f"“{text.quote(start - 1, end)}” là tên người.", "surname")
    if end < len(text.keys) and not quote.isupper():
        following = text.quote(end, end + 1)
        gap = text.text[text.spans[end - 1][1] : text.spans[end][0]]
        if following[:1].isupper() and gap == " ":
            yield Reason(-3.0, f"“{text.quote(start, end + 1)}” là một tên dài hơn.", "longer name")


def _phrase(text: Text, start: int, end: int, place: Place) -> Iterator[Reason]:
    for phrase in place.ignore:
        for shift in range(len(phrase)):
            if (
                start >= shift
                and text.keys[start - shift : start - shift + len(phrase)] == phrase
                and shift < end - start
            ):
                quote = text.quote(start - shift, start - shift + len(phrase))
                yield Reason(-10.0, f"“{quote}” là cụm từ khác, không phải tên xã.", "phrase")
                return


def _document(name: Name, texts: Sequence[Text], place: Place, article: Article) -> Iterator[Reason]:
    parent = _anywhere(texts, place.parents)
    city = _anywhere(texts, place.provinces)
    if parent:
        yield Reason(2.0, f"bài có “{parent}”.", "parent in text")
    if city:
        yield Reason(2.0, f"bài có “{city}”.", "city in text")
    if not parent and not city:
        elsewhere = _anywhere(texts, place.other_provinces)
        if elsewhere:
            yield Reason(-3.0, f"bài chỉ nói đến “{elsewhere}”.", "elsewhere")
    old = _anywhere(texts, tuple(keys_of(word) for word in HISTORY))
    if old and not parent:
        yield Reason(-4.0, f"bài nói chuyện lịch sử (“{old}”).", "history")
    foreign = _anywhere(texts, tuple(keys_of(word) for word in FOREIGN))
    if foreign and not city:
        yield Reason(-4.0, f"bài nói chuyện nước ngoài (“{foreign}”).", "foreign")
    if article.outlet in place.outlets:
        yield Reason(2.0, f"báo của địa phương ({article.outlet}).", "outlet")
    beside = [keys for keys in place.own if keys != name.keys]
    if companion := _anywhere(texts, beside):
        yield Reason(2.0, f"bài còn có “{companion}”.", "companion")
    if name.text in place.unique and name.kind in ("present", "former"):
        yield Reason(2.0, f"không đơn vị nào khác trong nước tên “{name.text}”.", "unique")
    day: date | None = article.published.day if article.published else None
    if name.text == place.present and name.kind == "present" and (day is None or day >= MERGER_DAY) and city:
        yield Reason(1.0, "tên xã hiện nay, bài đăng sau ngày 01/7/2025 hoặc chưa rõ ngày.", "date")


def _anywhere(texts: Sequence[Text], phrases: Sequence[tuple[str, ...]]) -> str:
    for text in texts:
        for phrase in phrases:
            if (found := text.find(phrase)) is not None:
                return text.quote(found, found + len(phrase))
    return ""


def _names(commune: Commune) -> Iterator[Name]:
    yield Name(commune.unit.name, keys_of(commune.unit.name), "present")
    yield Name(commune.unit.name, keys_of(fold(commune.unit.name)), "english")
    for former in commune.formers:
        if former.name != commune.unit.name:
            yield Name(former.name, keys_of(former.name), "former")
    for village in commune.knowledge.villages:
        yield Name(village, keys_of(village), "village")
    for landmark in (*commune.knowledge.landmarks, *commune.knowledge.projects, *commune.knowledge.schools):
        yield Name(landmark, keys_of(landmark), "landmark")


def _bare(name: str) -> str:
    return re.sub(r"^(?:Huyện|Quận|Thị xã|Thành phố|Tỉnh)\s+", "", name)
