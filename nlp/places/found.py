"""A name where it stands, with what is around it."""

from __future__ import annotations

from nlp.places.atlas import Name
from nlp.places.cues import Head
from nlp.places.syllables import Text

Stretch = tuple[int, int]


class Found:
    """A name found. Word numbers count within `text`; `order` is the place among all names of the article.

    head, head_at        what the word before makes of it, and where that word begins; `listed` when through a list
    authority_at         where the office begins that stands before the unit word: "UBND xã …", else not before it
    before, after        a capitalised word right before or after: part of a longer name
    number               a number right before: an address in a street
    former               "cũ" right after
    district, province   the parents after it, by key, with the words that name them; `elsewhere` one that cannot be its
    used                 it is the parent of a name before it
    siblings             names between it and its parent
    astray               a district right after it in which no unit of its name is known: "xã Quang Phục, Tiên Lãng"
    """

    __slots__ = (
        "_at", "_quote", "after", "astray", "authority_at", "before", "caps", "district", "district_at", "elsewhere",
        "elsewhere_at", "end", "former", "head", "head_at", "listed", "lower", "name", "number", "order", "province",
        "province_at", "siblings", "start", "text", "used",
    )  # fmt: skip

    def __init__(self, text: Text, start: int, end: int, name: Name, order: int):
        words = text.words[start:end]
        self.text, self.start, self.end, self.name, self.order = text, start, end, name, order
        self.lower = words[0][0].islower()
        self.caps = all(map(str.isupper, words)) and len(words[0]) > 1
        self.head: Head | None = None
        self.head_at = self.authority_at = start
        self.listed = self.before = self.after = self.number = self.former = self.used = False
        self.district = self.province = self.elsewhere = ""
        self.district_at: Stretch = (0, 0)
        self.province_at: Stretch = (0, 0)
        self.elsewhere_at: Stretch = (0, 0)
        self.siblings = 0
        self._quote = ""
        self._at: Stretch | None = None
        self.astray: Found | None = None

    def locate(self) -> Stretch:
        """The characters of the name in its field. Asked for in reading order it costs one walk through the text."""
        if self._at is None:
            self._at = self.text.span(self.start, self.end)
        return self._at

    @property
    def quote(self) -> str:
        """The name as it stands."""
        if not self._quote:
            self._quote = self.text.quote(self.start, self.end)
        return self._quote

    @property
    def opening(self) -> int:
        """Where the name begins with its level word: "huyện Kiến Thụy", but not "ở Hải Phòng"."""
        return self.start if self.listed or self.head in (None, Head.PLACE) else self.head_at

    @property
    def as_unit(self) -> bool:
        """After "xã", "phường", …; in a list only when it is not the parent of the name before it."""
        return self.head is Head.UNIT and not (self.listed and self.used)

    @property
    def authority(self) -> bool:
        """An office stands before the unit word."""
        return self.authority_at < self.head_at

    @property
    def chained(self) -> bool:
        """Whether a parent follows."""
        return bool(self.district or self.province or self.elsewhere)

    @property
    def last(self) -> int:
        """The end of the name with its parents."""
        return max(self.end, self.district_at[1], self.province_at[1], self.elsewhere_at[1])
