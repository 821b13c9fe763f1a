"""What has changed between two copies of one article, in Vietnamese words: headline, sentences, figures, corrections.

Compared are words, not characters: quotation marks, dashes, capitals and the place of a tone mark change nothing, nor
do sentences that only moved. Whatever was already on the old page, or stands in the new page's furniture (links, boxes,
advertisements, counters), is no change of the article, and what is still somewhere on the new page was not removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from domain.text import shorten, tone_key
from domain.watch import ChangeKind, Copy, Edit
from nlp.corrections import correction_word, is_counter, is_notice
from nlp.printed import CAPTION, SENTENCE_END, Sentence, sentences_of
from nlp.wordkeys import Key, key_of

# Two sentences with at least this share of common words are one sentence edited; below it one went and one came.
_ALIKE = 0.5
# Shorter sentences stand anywhere by chance; they count as known only where they are a sentence of their own.
_TELLING = 4
_LONGEST = 60

# A line of its own with fewer words and no full stop is a heading, a link, a button or a counter, and no sentence.
_LINE_WORDS = 20
_FINISHED = re.compile(r"[.!?…:;][\"”»’)\]]*$")
_SUFFIX = re.compile(r"\s+[-–—|]\s+")
_NUMBER_WORDS = frozenset(
    map(
        tone_key,
        "một hai ba bốn tư năm lăm sáu bảy bẩy tám chín mười mươi chục trăm nghìn ngàn triệu tỷ tỉ rưỡi".split(),
    )
)

# One to six words with a capital each, and what stands between names.
_NAMES = re.compile(r"[A-ZÀ-ỸĐ][^\W\d_]*\.?(?:[\s,&–-]+[A-ZÀ-ỸĐ][^\W\d_]*\.?){0,5}$")


@dataclass(frozen=True)
class _Side:
    """One copy, ready to be asked what it holds."""

    copy: Copy
    sentences: tuple[Sentence, ...]

    @cached_property
    def _stream(self) -> str:
        return _joined(key_of(line) for line in (*self.copy.visible, *(s.text for s in self.sentences)))

    @cached_property
    def _furniture(self) -> str:
        return " | ".join(_joined([key_of(line)]) for line in self.copy.furniture)

    @cached_property
    def _own(self) -> set[Key]:
        lines = {key_of(part) for line in self.copy.visible for part in (line, *SENTENCE_END.split(line))}
        return lines | {sentence.key for sentence in self.sentences}

    def holds(self, sentence: Sentence) -> bool:
        """Whether the words of a sentence stand on this page."""
        return sentence.key in self._own or (len(sentence.key) >= _TELLING and _joined([sentence.key]) in self._stream)

    def is_furniture(self, sentence: Sentence) -> bool:
        """Whether a sentence is furniture of this page, or of the kind that furniture is made of."""
        return (
            is_counter(sentence.text)
            or is_notice(sentence.text)
            or self.is_signature(sentence)
            or _joined([sentence.key]) in self._furniture
        )

    def is_line_unknown_to(self, other: _Side, sentence: Sentence) -> bool:
        """Whether a short line without a full stop stands in a paragraph of which the other page knows nothing."""
        if sentence.place == CAPTION or len(sentence.key) >= _LINE_WORDS or _FINISHED.search(sentence.text):
            return False
        together = [one for one in self.sentences if one.paragraph == sentence.paragraph]
        return not correction_word(sentence.text) and not any(other.holds(one) for one in together)

    def is_signature(self, sentence: Sentence) -> bool:
        """Whether a sentence is the names of who wrote the article, under its text."""
        last = max((one.paragraph for one in self.sentences if one.place != CAPTION), default=0)
        return sentence.paragraph == last and bool(_NAMES.match(sentence.text.strip()))


@dataclass(frozen=True, slots=True)
class _Difference:
    """A sentence that went (`new` None), came (`old` None) or was altered."""

    old: Sentence | None
    new: Sentence | None


def compare(old: Copy, new: Copy) -> tuple[Edit, ...]:
    """The edits that lead from the old copy to the new one, none when the article is the same to a reader."""
    before, after = _Side(old, sentences_of(old.article)), _Side(new, sentences_of(new.article))
    differences = [found for found in _differences(before.sentences, after.sentences) if _is_real(found, before, after)]
    corrections, rest = _corrections(differences)
    corrections += [line for line in _boxes(before, after) if not any(line in known for known in corrections)]
    edits = (
        Edit(ChangeKind.TITLE_EDITED, _title_lines(old, new)),
        Edit(ChangeKind.BODY_EDITED, tuple(_lines(rest, words=True))),
        Edit(ChangeKind.NUMBER_EDITED, tuple(_lines(rest, words=False))),
        Edit(ChangeKind.CORRECTION_ADDED, tuple(corrections)),
    )
    return tuple(edit for edit in edits if edit.lines)


def _joined(keys: Iterable[Key]) -> str:
    return " " + " ".join(word for key in keys for word in key) + " "


def _differences(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[_Difference]:
    matcher = SequenceMatcher(None, [s.key for s in old], [s.key for s in new], autojunk=False)
    for word, i, j, k, m in matcher.get_opcodes():
        if word != "equal":
            yield from _paired(old[i:j], new[k:m])


def _paired(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[_Difference]:
    """Sentences of one altered stretch, each new one with the old one it is most like; in reading order."""
    left = list(old)
    pairs: list[_Difference] = []
    for sentence in new:
        best = max(left, key=lambda other: _likeness(other.key, sentence.key), default=None)
        if best is not None and _likeness(best.key, sentence.key) >= _ALIKE:
            left.remove(best)
            pairs.append(_Difference(best, sentence))
        else:
            pairs.append(_Difference(None, sentence))
    yield from (_Difference(sentence, None) for sentence in left)
    yield from pairs


def _likeness(one: Key, other: Key) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _is_real(found: _Difference, before: _Side, after: _Side) -> bool:
    """Whether a difference is the article's own: not a move, not furniture that came or went."""
    old, new = found.old, found.new
    if old is not None and new is not None:
        moved = after.holds(old) and before.holds(new)
        signed = before.is_signature(old) and after.is_signature(new)
        return not moved and not signed and not (is_counter(old.text) and is_counter(new.text))
    if old is not None:
        return not (after.holds(old) or before.is_furniture(old) or before.is_line_unknown_to(after, old))
    assert new is not None, "a difference has a side"
    return not (before.holds(new) or after.is_furniture(new) or after.is_line_unknown_to(before, new))


def _title_lines(old: Copy, new: Copy) -> tuple[str, ...]:
    mine, theirs = key_of(old.article.title), key_of(new.article.title)
    known = {mine, *(key_of(title) for title in old.titles)}
    bare = {key_of(_SUFFIX.split(new.article.title)[0]), key_of(_SUFFIX.split(new.article.title)[-1])}
    if not theirs or not mine or theirs in known or mine in bare:
        return ()
    lines = (f"Tít cũ: “{old.article.title}”", f"Tít mới: “{new.article.title}”")
    return (*lines, *_words_line(old.article.title, new.article.title))


def _words_line(old: str, new: str) -> tuple[str, ...]:
    words = altered_words(old, new)
    return (f"Khác ở: {words}",) if words else ()


def altered_words(old: str, new: str) -> str:
    """`“41” → “47”; thêm “khoảng”; bỏ “dân”`: the words in which two sentences differ, "" when nearly all do."""
    mine, theirs = _printed(old), _printed(new)
    matcher = SequenceMatcher(None, [k for k, _ in mine], [k for k, _ in theirs], autojunk=False)
    if matcher.ratio() < _ALIKE:
        return ""
    parts = []
    for word, i, j, k, m in matcher.get_opcodes():
        gone, came = " ".join(text for _, text in mine[i:j]), " ".join(text for _, text in theirs[k:m])
        if word == "replace":
            parts.append(f"“{gone}” → “{came}”")
        elif word in ("delete", "insert"):
            parts.append(f"bỏ “{gone}”" if gone else f"thêm “{came}”")
    return "; ".join(parts)


def _printed(text: str) -> list[tuple[Key, str]]:
    """Blank-parted words as printed, each with what it is compared by."""
    pairs = ((key_of(word), word.strip(".,;:!“”\"'()[]…")) for word in text.split())
    return [(key, word) for key, word in pairs if key]


def _kinds(old: Key, new: Key) -> tuple[bool, bool]:
    """Whether figures differ between two versions of a sentence, and whether words do."""
    figures = words = False
    for word, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if word == "equal":
            continue
        gone, came = old[i:j], new[k:m]
        both = bool(gone) and bool(came)
        spelled = both and all(_is_figure(token) or token in _NUMBER_WORDS for token in (*gone, *came))
        if spelled or all(map(_is_figure, (*gone, *came))):
            figures = True
        else:
            words = True
            figures = figures or (
                any(map(_is_figure, gone)) and any(map(_is_figure, came)) and _figures_differ(gone, came)
            )
    return figures, words


def _figures_differ(gone: Key, came: Key) -> bool:
    return sorted(filter(_is_figure, gone)) != sorted(filter(_is_figure, came))


def _is_figure(token: str) -> bool:
    return token[0].isdigit() or token == "%"


def _lines(differences: Sequence[_Difference], *, words: bool) -> Iterator[str]:
    """Vietnamese lines for the differences of words, or for those of figures."""
    for found in differences:
        if found.old is None or found.new is None:
            if words:
                yield _one_sided(found)
            continue
        figures, other = _kinds(found.old.key, found.new.key)
        if other if words else figures:
            change = altered_words(found.old.text, found.new.text)
            yield (
                f"{found.new.place}: “{_short(found.old)}” sửa thành “{_short(found.new)}”"
                + (f" ({change})" if change else "")
            )


def _one_sided(found: _Difference) -> str:
    if found.new is not None:
        return f"{found.new.place}, thêm câu: “{_short(found.new)}”"
    assert found.old is not None, "a difference has a side"
    return f"{found.old.place} của bản trước, bỏ câu: “{_short(found.old)}”"


def _short(sentence: Sentence) -> str:
    return shorten(sentence.text, _LONGEST)


def _corrections(differences: Sequence[_Difference]) -> tuple[list[str], list[_Difference]]:
    """Added sentences that correct or answer, as lines; and the differences that are none of them.

    A correction's own sentences follow each other: all that was added right after its first words belongs to it.
    """
    lines: list[str] = []
    rest: list[_Difference] = []
    word = ""
    last: Sentence | None = None
    for found in differences:
        new = found.new
        own = correction_word(new.text) if new is not None else ""
        if own and found.old is not None and correction_word(found.old.text):
            own = ""
        follows = found.old is None and new is not None and last is not None and new.paragraph - last.paragraph <= 1
        if new is not None and (own or (word and follows)):
            word, last = own or word, new
            lines.append(f"{word}, {_where(new)}: “{_short(new)}”")
        else:
            word, last = "", None
            rest.append(found)
    return lines, rest


def _where(sentence: Sentence) -> str:
    return "ở sapô" if sentence.place == "Sapô" else f"ở {sentence.place[:1].lower()}{sentence.place[1:]}"


def _boxes(before: _Side, after: _Side) -> Iterator[str]:
    """Corrections that stand on the page outside the text read as the article's."""
    links = {key_of(line) for line in after.copy.furniture}
    inside = {sentence.key for sentence in after.sentences}
    for line in after.copy.visible:
        key = key_of(line)
        parts = [Sentence(text, key_of(text), "", 0) for text in SENTENCE_END.split(line)]
        if len(key) < 10 or key in links or all(part.key in inside for part in parts):
            continue
        if (word := correction_word(line)) and not before.holds(Sentence(line, key, "", 0)):
            yield f"{word}, ngoài thân bài: “{shorten(line, _LONGEST)}”"
