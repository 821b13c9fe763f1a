"""What can be checked in an article, each verbatim with its place; and which earlier passages say nearly the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from domain.claim import Claim, ClaimKind
from domain.press import Article
from domain.reading import Span
from nlp.claims.alignment import Seen, likeness
from nlp.claims.comparing import TIMED
from nlp.claims.names import READERS
from nlp.claims.quantities import quantities
from nlp.sentences import located

# Raise it when the rules change: then articles are read again.
VERSION = 3
# From here on two sentences are shown as the same statement again (set by hand; a suggestion, never a verdict).
SAME_STATEMENT = (0.75, 0.6)
# A number below this without a unit ("2 ông", "ba bên") is nothing to check.
LEAST_COUNT = 3


def claims(article: Article) -> Iterator[Claim]:
    """Numbers with what they count, days and hours, offices, papers and named places, in reading order."""
    for field, text in (("title", article.title), ("sapo", article.sapo), ("body", article.body)):
        for start, sentence in located(text):
            yield from _in_sentence(field, start, sentence)


def _in_sentence(field: str, offset: int, sentence: str) -> Iterator[Claim]:
    for number in quantities(sentence):
        if number.dimension in ("count", "name") and (number.word or number.value < LEAST_COUNT):
            continue
        kind = ClaimKind.DATE if number.dimension in TIMED else ClaimKind.NUMBER
        yield Claim(kind, Span(field, offset + number.start, offset + number.end, number.text), sentence)
    for kind, reader in READERS.items():
        for one in reader(sentence):
            span = Span(field, offset + one.start, offset + one.start + len(one.text), one.text)
            yield Claim(kind, span, sentence)


def repeats(sentence: str, earlier: Mapping[str, str]) -> list[str]:
    """The keys of earlier sentences that say nearly the same, the likest first."""
    mine = Seen.of(sentence)
    like = {key: likeness(mine, Seen.of(text)) for key, text in earlier.items()}
    kept = [key for key, (light, heavy) in like.items() if light >= SAME_STATEMENT[0] and heavy >= SAME_STATEMENT[1]]
    return sorted(kept, key=lambda key: (-sum(like[key]), key))
