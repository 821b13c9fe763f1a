"""What people do with searches worth keeping, without any HTTP: each deed is stored together with its line in the log.

A feed's address holds a word made here once and told once; only its hash is kept. Who has the address may read the feed
and nothing else, until it is closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from desk import tokens, words
from desk.actions import Overtaking, Refused
from domain.people import Person
from domain.query import read_query
from domain.saved import Kept, SavedSearch, Use
from domain.text import fold, one_line
from store import Store
from store.searches import SearchOvertaken

LONGEST_NAME, LONGEST_QUERY = 80, 300
# A list to be read at one glance; each warning search is asked anew at every reading of the press.
MOST = 30


def save(
    store: Store, unit: str, person: Person, name: str, query: str, uses: Iterable[str], at: datetime
) -> SavedSearch:
    """Keep a search. Raises Refused for a name that is none or taken, words that ask for nothing, too many searches."""
    if len(store.saved.all(unit)) >= MOST:
        raise Refused("Đã có {most} tìm kiếm được lưu. Mời bỏ bớt một tìm kiếm không dùng nữa; chưa lưu gì.", most=MOST)
    search = SavedSearch(unit, _name(name), _query(query), person.name, at, _uses(uses))
    _free(store, search)
    return _kept(store, search, person, 0)


def change(
    store: Store, search: SavedSearch, person: Person, name: str, uses: Iterable[str], at: datetime, seen: int
) -> SavedSearch:
    """Give a search another name and other uses. Raises Refused, Overtaking."""
    after = replace(search, name=_name(name), uses=_uses(uses), deed=Kept.CHANGE, by=person.name, at=at)
    _free(store, after)
    return _kept(store, after, person, seen)


def drop(store: Store, search: SavedSearch, person: Person, at: datetime, seen: int) -> SavedSearch:
    """Use a search no longer; its feed's address is closed for good. Raises Overtaking."""
    return _kept(store, replace(search, dropped=True, feed="", deed=Kept.DROP, by=person.name, at=at), person, seen)


def look(store: Store, search: SavedSearch, person: Person, at: datetime, seen: int) -> SavedSearch:
    """Say that what a search found so far was looked at. Raises Overtaking."""
    return _kept(store, replace(search, seen=at, deed=Kept.LOOK, by=person.name, at=at), person, seen)


def open_feed(store: Store, search: SavedSearch, person: Person, at: datetime, seen: int) -> tuple[SavedSearch, str]:
    """Give a search's feed an address; an older one is closed. Returns the word of the address too, told only now."""
    word = tokens.fresh()
    after = replace(search, feed=tokens.hashed(word), deed=Kept.FEED, by=person.name, at=at)
    return _kept(store, after, person, seen), word


def close_feed(store: Store, search: SavedSearch, person: Person, at: datetime, seen: int) -> SavedSearch:
    """Close a feed's address for good. Raises Overtaking."""
    return _kept(store, replace(search, feed="", deed=Kept.CLOSE, by=person.name, at=at), person, seen)


def undo(store: Store, search: SavedSearch, person: Person, at: datetime, seen: int) -> None:
    """Take the last deed back. Raises Overtaking; Refused where the name was given to another search since."""
    deeds = store.saved.history(search.unit_code, search.id)
    if len(deeds) > 1 and not deeds[-2].dropped:
        _free(store, deeds[-2])
    with store.together():
        try:
            store.saved.undo(search.unit_code, search.id, person.name, at, seen)
        except SearchOvertaken as other:
            raise _overtaking(other.last) from None
        told = f"hoàn tác “{words.SEARCH_DEEDS[search.deed]}”: {search.name}"
        store.audit.add(at, person.name, "search", str(search.id), told)


def told(search: SavedSearch) -> str:
    """A search with its words and uses, for the log."""
    uses = "; ".join(words.SEARCH_USES[use] for use in Use if use in search.uses)
    return f"{words.SEARCH_DEEDS[search.deed]}: {search.name} (tìm “{search.query}”{'; ' + uses if uses else ''})"


def _kept(store: Store, search: SavedSearch, person: Person, seen: int) -> SavedSearch:
    with store.together():
        try:
            after = store.saved.put(search, seen)
        except SearchOvertaken as other:
            raise _overtaking(other.last) from None
        store.audit.add(search.at, person.name, "search", str(after.id), told(after))
    return after


def _overtaking(last: SavedSearch) -> Overtaking:
    return Overtaking(
        "{by} vừa {deed} tìm kiếm này sau khi đồng chí mở trang. Lời của đồng chí chưa được ghi; nội dung mới hiện ở "
        "dưới, mời xem rồi làm lại nếu cần.",
        by=last.by,
        deed=words.SEARCH_DEEDS[last.deed],
    )


def _name(text: str) -> str:
    name = one_line(text)
    if not name or len(name) > LONGEST_NAME:
        raise Refused("Tên tìm kiếm cần từ 1 đến {most} ký tự. Chưa lưu gì.", most=LONGEST_NAME)
    return name


def _query(text: str) -> str:
    query = one_line(text)
    if len(query) > LONGEST_QUERY:
        raise Refused("Câu tìm không quá {most} ký tự. Chưa lưu gì.", most=LONGEST_QUERY)
    try:
        asked = read_query(query)
    except ValueError:
        raise Refused("Ngày trong câu tìm chưa đọc được. Mời ghi dạng 18/11/2026; chưa lưu gì.") from None
    if not any((asked.expression, asked.outlet, asked.since, asked.until, asked.topic, asked.tone)):
        raise Refused("Câu tìm chưa có từ nào để tìm. Mời ghi ít nhất một từ; chưa lưu gì.")
    return query


def _uses(given: Iterable[str]) -> frozenset[Use]:
    try:
        return frozenset(map(Use, given))
    except ValueError:
        raise Refused("Cách dùng của tìm kiếm chưa đọc được. Mời chọn lại; chưa lưu gì.") from None


def _free(store: Store, search: SavedSearch) -> None:
    """Two searches of one name could not be told apart in a digest."""
    taken = {fold(one.name) for one in store.saved.all(search.unit_code) if one.id != search.id}
    if fold(search.name) in taken:
        raise Refused("Đã có tìm kiếm tên “{name}”. Mời đặt tên khác; chưa lưu gì.", name=search.name)
