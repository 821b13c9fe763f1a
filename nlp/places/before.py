"""What the words before and beside a name make of it: "xã …", "đường …", "ông …", a list, a longer name."""

from __future__ import annotations

from nlp.places.cues import AND, AUTHORITIES, FORMER, HEAD_ENDS, HEADS, PLURALS, SHORT, SURNAMES, Head
from nlp.places.found import Found
from nlp.places.syllables import Text, key_of

# How many words back the head of a list is looked for.
_LIST_WORDS = 60
# Words back in which a firm's or a feature's word still belongs to the name.
_FARTHEST = 6
_NEAR = 3
_FEATURES = frozenset({Head.WATER, Head.LOCAL, Head.STREET})
_PHOTO = key_of("ảnh")
_BEFORE_NAME = " \u00a0\"“‘'.:"
_LIST_SIGNS = frozenset({",", ";", "", "-", "–", "…", "/", ":"})
_LIST_ENDS = frozenset('.()\n:”"')
_MAY_OPEN = frozenset({Head.UNIT, Head.DISTRICT, Head.STREET})


def look_around(one: Found) -> None:
    """Write down what stands right before and right after a name."""
    text, i = one.text, one.start
    if i:
        head, at = head_at(text, i)
        if head is None and text.gaps[i].strip(" ") in _LIST_SIGNS:
            head, at = _list_head(text, i, bool(one.name.district_in or one.name.province))
            one.listed = head is not None
        if head is None or head is Head.LOCAL:
            head, at = _farther(text, i, head, at)
        one.head, one.head_at = head, at
        if head is Head.UNIT:
            one.authority_at = _authority(text, at)
        elif head is None:
            _neighbour(one, text, i)
    end = one.end
    if end < len(text.words):
        gap = text.gaps[end]
        one.former = text.keys[end] in FORMER and gap.strip(" (") == ""
        one.after = gap == " " and text.words[end][0].isupper() and not one.caps and not one.lower


def head_at(text: Text, i: int) -> tuple[Head | None, int]:
    """The head right before word `i`, and where it begins."""
    gap = text.gaps[i]
    if gap != " " and (gap.strip(_BEFORE_NAME) or "\n" in gap):
        return None, i
    keys, words = text.keys, text.words
    last = keys[i - 1]
    if "." in gap:
        # "T X." and "T P." are one abbreviation torn apart.
        torn = i >= 2 and keys[i - 2] == "t" and text.gaps[i - 1] in (" ", ". ", ".")
        short = SHORT.get(f"t{last}" if torn else last)
        return (short, i - 1) if short and words[i - 1][0].isupper() else (None, i)
    if ":" in gap:
        return (Head.PERSON, i - 1) if last == _PHOTO else (None, i)
    if i >= 2 and last in HEAD_ENDS and text.gaps[i - 1] == " ":
        if i >= 3 and (found := HEADS.get(f"{keys[i - 3]} {keys[i - 2]} {last}")):
            return found, i - 3
        if found := HEADS.get(f"{keys[i - 2]} {last}"):
            return found, i - 2
    if found := HEADS.get(last):
        return found, i - 1
    if last in SHORT and words[i - 1].isupper() and len(last) > 1:
        return SHORT[last], i - 1
    return None, i


def _farther(text: Text, i: int, head: Head | None, at: int) -> tuple[Head | None, int]:
    """A head some words in small letters before: "núi thiêng Yên Tử", "công ty cổ phần nông nghiệp Tiến Nông"."""
    for j in range(i - 1, max(-1, i - _FARTHEST), -1):
        if text.gaps[j + 1] != " " or not (text.words[j][0].islower() or text.words[j].isupper()):
            break
        key = text.keys[j]
        far = (HEADS.get(f"{text.keys[j - 1]} {key}") if j and key in HEAD_ENDS else None) or HEADS.get(key)
        if far is Head.FIRM or (far in _FEATURES and head is None and i - j <= _NEAR):
            return far, j
    return head, at


def _list_head(text: Text, i: int, own_level: bool) -> tuple[Head | None, int]:
    """The head of the list in which word `i` stands: "các xã An Dục và Đông Hải".

    A name that is also a district's or a province's (`own_level`) belongs to a list only when it says that it is one:
    "xã Kim Lương, Kim Thành" is an address, "các xã Kim Lương, Kim Thành" is a list.
    """
    keys, words, gaps = text.keys, text.words, text.gaps
    separated = bool(gaps[i].strip())
    joined = False
    for j in range(i - 1, max(-1, i - _LIST_WORDS), -1):
        head, at = _opening(text, j) if j < i - 1 or separated or keys[j] in AND else (None, j)
        if head is not None:
            alike = separated and head is not Head.PLACE and (joined or not own_level or plural(text, at))
            return (head, at) if alike else (None, i)
        if keys[j] in AND:
            separated = joined = True
        elif words[j][0].islower():
            return None, i
        if gaps[j] != " ":
            if gaps[j].strip() == ":" and j:
                head, at = _opening(text, j - 1)
                return (head, at) if head is Head.UNIT else (None, i)
            if not _LIST_ENDS.isdisjoint(gaps[j]):
                return None, i
            separated = separated or bool(gaps[j].strip())
    return None, i


def _opening(text: Text, j: int) -> tuple[Head | None, int]:
    """The head that ends at word `j`, where a list begins."""
    keys, word = text.keys, text.words[j]
    if j and keys[j] in HEAD_ENDS and text.gaps[j] == " ":
        found = HEADS.get(f"{keys[j - 1]} {keys[j]}")
        if found and found is not Head.PERSON:
            return found, j - 1
    found = HEADS.get(keys[j])
    if found is None or found is Head.PERSON or (word[0].isupper() and found not in _MAY_OPEN):
        return None, j
    return found, j


def plural(text: Text, at: int) -> bool:
    """ "các xã", "hai xã", "15 xã", "các xã, phường", but not the year in "1989, xã"."""
    while at > 1 and (text.keys[at - 1] in AND or HEADS.get(text.keys[at - 1]) is Head.UNIT):
        at -= 1
    counted = at > 0 and text.gaps[at] == " " and text.words[at - 1].isdigit() and len(text.words[at - 1]) < 3
    return counted or (at > 0 and text.keys[at - 1] in PLURALS)


def _authority(text: Text, at: int) -> int:
    """Where the office begins that stands right before word `at`, `at` itself where none does."""
    if at > 1 and f"{text.keys[at - 2]} {text.keys[at - 1]}" in AUTHORITIES:
        return at - 2
    return at - 1 if at > 0 and text.keys[at - 1] in AUTHORITIES else at


def _neighbour(one: Found, text: Text, i: int) -> None:
    """A capitalised word right before makes it part of a longer name; a number, an address in a street."""
    if text.gaps[i] != " ":
        return
    word = text.words[i - 1]
    surname = text.keys[i - 1] in SURNAMES
    if word[0].isdigit():
        one.number = True
    elif word[0].isupper() and (surname or not one.caps):
        acronym = len(word) > 1 and word.isupper() and not one.caps
        one.before = surname or not (acronym or _opens(text, i - 1))


def _opens(text: Text, i: int) -> bool:
    """Whether word `i` begins a sentence, where any word has a capital."""
    return i == 0 or any(sign in text.gaps[i] for sign in '.\n!?:…"“')
