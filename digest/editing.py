"""Where do people's words stand in a digest? Pieces replaced, left out, put in another order; headings follow.

A digest composed without them is what the machine would say; the desk shows both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from domain.document import Block, Digest, Paragraph, Run, Section
from domain.editing import UNTOUCHED, Edits, piece

_NUMBERED = re.compile(r"\d+(?=\. )")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph that people may change: its name, the machine's words, the words that stand, whether left out."""

    item: str
    machine: str
    text: str
    heading: bool = False
    story: bool = False
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The pieces of one section, in the order in which they are printed, those left out in their place."""

    title: str
    pieces: tuple[Piece, ...]


def edited(sections: Sequence[Section], edits: Edits) -> tuple[Section, ...]:
    """The sections with people's words in force; one that they left nothing of goes too."""
    if edits == UNTOUCHED:
        return tuple(sections)
    found = (replace(section, blocks=_blocks(section.name, section.blocks, edits)) for section in sections)
    return tuple(
        section for section, before in zip(found, sections, strict=True) if section.blocks or not before.blocks
    )


def shortened(paragraphs: Sequence[Paragraph], edits: Edits) -> tuple[Paragraph, ...]:
    """The short form without the stories that were left out everywhere they were told in full."""
    out = {item.partition(":")[2] for item in edits.dropped}
    kept = _with_content([one for one in paragraphs if not (one.key and one.key in out)])
    return tuple(one for one in kept if isinstance(one, Paragraph))


def parts(plain: Digest, edits: Edits) -> tuple[Part, ...]:
    """What people may change in a digest that was composed without edits."""
    return tuple(
        Part(section.title, pieces)
        for section in plain.sections
        if not section.annex and (pieces := tuple(_pieces(section, edits)))
    )


def _pieces(section: Section, edits: Edits) -> list[Piece]:
    found = []
    for block in _ordered(section.name, section.blocks, edits):
        if isinstance(block, Paragraph):
            item, words = name(section.name, block), said(block)
            told = edits.text(item) or words
            found.append(Piece(item, words, told, heads(block), bool(block.key), item in edits.dropped))
    return found


def name(section: str, paragraph: Paragraph) -> str:
    """The name of a paragraph of a section."""
    return piece(section, paragraph.key, said(paragraph))


def said(paragraph: Paragraph) -> str:
    """A paragraph's words."""
    return "".join(run.text for run in paragraph.runs)


def _blocks(section: str, blocks: Sequence[Block], edits: Edits) -> tuple[Block, ...]:
    kept = [_told(section, block, edits) for block in _ordered(section, blocks, edits)]
    return tuple(_with_content([block for block in kept if block is not None]))


def _told(section: str, block: Block, edits: Edits) -> Block | None:
    """A block as people want it, None when they left it out."""
    if not isinstance(block, Paragraph):
        return block
    item = name(section, block)
    told = edits.text(item)
    if item in edits.dropped:
        return None
    return replace(block, runs=styled(told, block.runs)) if told else block


def _ordered(section: str, blocks: Sequence[Block], edits: Edits) -> list[Block]:
    """The blocks with people's orders in force: the paragraphs that an order names change places among themselves."""
    found = list(blocks)
    names = [name(section, block) if isinstance(block, Paragraph) else "" for block in found]
    for order in edits.orders:
        rank = {item: place for place, item in enumerate(order)}
        slots = [slot for slot, item in enumerate(names) if item in rank]
        moved = sorted(slots, key=lambda slot: rank[names[slot]])
        blocks_then, names_then = list(found), list(names)
        for slot, source in zip(slots, moved, strict=True):
            found[slot], names[slot] = blocks_then[source], names_then[source]
    return found


def styled(text: str, runs: Sequence[Run]) -> tuple[Run, ...]:
    """New words with the links and faces of the old ones, wherever an old stretch still stands in them."""
    found: list[Run] = []
    rest = text
    for run in runs:
        marked = run.href or run.bold or run.italic
        before, hit, after = rest.partition(run.text) if marked and run.text.strip() else (rest, "", "")
        if hit:
            found += [Run(before)] if before else []
            found.append(run)
            rest = after
    return (*found, Run(rest)) if rest else tuple(found)


def _with_content(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without headings that stand over nothing, the others numbered anew where they were numbered."""
    following = [*blocks[1:], None]
    kept = [one for one, after in zip(blocks, following, strict=True) if not heads(one) or _is_content(after)]
    places = count(1)
    return [_numbered(one, places) if isinstance(one, Paragraph) and heads(one) else one for one in kept]


def heads(block: Block | None) -> bool:
    """Whether it is a heading."""
    return isinstance(block, Paragraph) and block.style == "heading2"


def _is_content(block: Block | None) -> bool:
    return block is not None and not heads(block)


def _numbered(heading: Paragraph, places: Iterator[int]) -> Paragraph:
    if not heading.runs or not _NUMBERED.match(heading.runs[0].text):
        return heading
    first, *more = heading.runs
    return replace(heading, runs=(replace(first, text=_NUMBERED.sub(str(next(places)), first.text, count=1)), *more))
