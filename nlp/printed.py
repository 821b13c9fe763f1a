"""The sentences of an article as printed, each with the words it is compared by and the place where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.press import Article
from nlp.wordkeys import Key, key_of

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”»’)\]]*\s+(?=[\"“«‘(\[\-–]*[A-ZÀ-ỸĐ0-9])")
# (BHP) -, BTO -: the newspaper's mark before the first words.
_MARK = re.compile(r"^[(\[]?[A-ZĐ]{2,6}[)\]]?\s*[-–—]\s+")
CAPTION = "Chú thích ảnh"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the words it is compared by and the place where it stands."""

    text: str
    key: Key
    place: str
    paragraph: int


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """The article's sentences in reading order with their places: sapô, paragraphs, captions that stand apart."""
    parts = [("Sapô", _MARK.sub("", article.sapo))]
    parts += [(f"Đoạn {number}", text) for number, text in enumerate(article.body.split("\n"), start=1)]
    parts += [(CAPTION, text) for text in article.captions if text not in article.body]
    return tuple(
        Sentence(text, key, place, number)
        for number, (place, paragraph) in enumerate(parts)
        for text in SENTENCE_END.split(paragraph)
        if (key := key_of(text))
    )
