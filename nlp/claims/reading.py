"""What can be checked in an article, each verbatim with its place; and which earlier passages say nearly the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from domain.claim import Claim, ClaimKind
from domain.press import Article
from domain.reading import Span
from nlp.claims.alignment import Seen, likeness
from nlp.claims.comparing import DATED
from nlp.claims.names import Named, documents, offices, places
from nlp.claims.quantities import quantities
from nlp.sentences import sentences

# Raise it when the rules change: then articles are read again.
VERSION = 1
# From here on two sentences are shown as the same statement again (set by hand; a suggestion, never a verdict).
SAME_STATEMENT = (0.75, 0.6)
# A number below this without a unit ("2 ông", "ba bên") is nothing to check.
LEAST_COUNT = 3


def claims(article: Article) -> Iterator[Claim]:
    """Numbers with what they count, days and hours, offices, papers and named places, in reading order."""
    for field, text in (("title", article.title), ("sapo", article.sapo), ("body", article.body)):
        start = 0
        for sentence in sentences(text):
            start = text.index(sentence, start)
            yield from _in_sentence(field, start, sentence)
            start += len(sentence)


def _in_sentence(field: str, offset: int, sentence: str) -> Iterator[Claim]:
    for number in quantities(sentence):
        if number.dimension in ("count", "name") and (number.word or number.value < LEAST_COUNT):
            continue
        kind = ClaimKind.DATE if number.dimension in (*DATED, "clock") else ClaimKind.NUMBER
        yield Claim(kind, Span(field, offset + number.start, offset + number.end, number.text), sentence)
    named: tuple[tuple[ClaimKind, list[Named]], ...] = (
        (ClaimKind.DOCUMENT, documents(sentence)),
        (ClaimKind.OFFICE, offices(sentence)),
        (ClaimKind.PLACE, places(sentence)),
    )
    for kind, found in named:
        for one in found:
            span = Span(field, offset + one.start, offset + one.start + len(one.text), one.text)
            yield Claim(kind, span, sentence)


def repeats(sentence: str, earlier: Mapping[str, str]) -> list[str]:
    """The keys of earlier sentences that say nearly the same, the likest first."""
    mine = Seen.of(sentence)
    like = {key: likeness(mine, Seen.of(text)) for key, text in earlier.items()}
    kept = [key for key, (light, heavy) in like.items() if light >= SAME_STATEMENT[0] and heavy >= SAME_STATEMENT[1]]
    return sorted(kept, key=lambda key: (-sum(like[key]), key))
