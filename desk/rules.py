"""The officer's “không phải xã mình” as a rule for articles to come: a phrase in the settings, seen and taken back.

A decision speaks for one article. A rule speaks for a phrase, so it has to hold a name of the commune and more than
that name; the recogniser then refuses the name inside the phrase and says which rule it obeyed.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from config import edit
from desk.actions import Refused
from domain.clock import to_local, vi_date
from domain.people import Person
from domain.place import Commune, NotOurs
from domain.press import Article
from domain.reading import Judgement
from domain.text import one_line, syllables, tone_key
from store import Store

LONGEST_PHRASE = 80
# Words before the name that a proposed phrase takes along: "siêu thị điện máy Ngũ Phúc" -> "điện máy Ngũ Phúc".
_BEFORE = 2
_UNIT_WORDS = frozenset(map(tone_key, ("xã", "phường", "thị", "trấn", "đặc", "khu")))
_STOPS = frozenset('.,;:!?()\n“”"…-–—/')


def proposed(article: Article, read: Judgement | None) -> str:
    """The name as this article writes it, with the words before it; "" when the name is not in the text."""
    if read is None or not read.mentions:
        return ""
    span = read.mentions[0].span
    text = dict(article.fields()).get(span.field, "")
    if text[span.start : span.end] != span.quote:
        return span.quote
    before = text[: span.start]
    stop = max((n + 1 for n, sign in enumerate(before) if sign in _STOPS), default=0)
    words = before[stop:].split()[-_BEFORE:]
    return " ".join([*words, span.quote])


def in_force(commune: Commune) -> tuple[NotOurs, ...]:
    """The rules of the office."""
    return commune.knowledge.not_ours


def add(
    home: Path, store: Store, commune: Commune, person: Person, article: Article, phrase: str, outlet: str, at: datetime
) -> NotOurs:
    """Write a rule into the settings. Raises Refused for a phrase that would refuse the commune itself, or nothing."""
    kept = one_line(phrase.replace("@", " ").replace("#", " "))
    _check(kept, outlet, commune)
    rule = NotOurs(kept, outlet, f"{person.name.replace('#', ' ')}, {vi_date(to_local(at).date())}")
    edit.add_rule(home, rule.written(), commune.code)
    with store.together():
        store.audit.add(at, person.name, "rule", article.id, rule.written())
    return rule


def remove(home: Path, store: Store, commune: Commune, person: Person, written: str, at: datetime) -> None:
    """Take a rule back; the articles it refused are read again. Raises SettingsError when it is gone already."""
    edit.remove_rule(home, written, commune.code)
    with store.together():
        store.audit.add(at, person.name, "rule-undo", "", written)


def _check(phrase: str, outlet: str, commune: Commune) -> None:
    keys = _keys(phrase)
    if not keys or len(phrase) > LONGEST_PHRASE:
        raise Refused("Cụm từ cần có chữ và không quá {most} ký tự. Chưa ghi quy tắc nào.", most=LONGEST_PHRASE)
    names = [_keys(name) for name in (commune.unit.name, *(former.name for former in commune.formers))]
    held = [name for name in names if any(keys[n : n + len(name)] == name for n in range(len(keys)))]
    if not held:
        raise Refused(
            "Cụm từ “{phrase}” không có tên xã nên quy tắc không có tác dụng. "
            "Mời ghi cả tên, như báo viết. Chưa ghi quy tắc nào.",
            phrase=phrase,
        )
    bare = [key for key in keys if key not in _UNIT_WORDS]
    if bare in held and (not outlet or bare == names[0]):
        raise Refused(
            "“{phrase}” là chính tên xã; ghi thành quy tắc thì bài về xã cũng bị bỏ. "
            "Mời thêm chữ đứng cạnh tên (“điện máy …”). Chưa ghi quy tắc nào.",
            phrase=phrase,
        )


def _keys(text: str) -> list[str]:
    return [tone_key(syllable) for syllable in syllables(text)]
