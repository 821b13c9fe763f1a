"""What does a digest say, and in which order? Decides everything that is printed and renders nothing.

`Edition` in, `Digest` out; the same edition always gives the same digest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from digest import SECTIONS, charts, city, data, editing, wording
from digest.brief import brief
from domain.document import Block, Digest, Paragraph, Section, Table
from domain.edition import Edition

DEFAULT_ORDER = tuple(SECTIONS)
# Room for the clerk's number or day.
BLANK = " " * 5
# The abbreviation of "báo cáo" in a document's symbol; settings may hold it or leave it out.
KIND_LETTERS = "BC-"
CONFIDENTIAL = "LƯU HÀNH NỘI BỘ"


def compose(edition: Edition, order: Sequence[str] | None = None) -> Digest:
    """The digest of an edition with the sections named in `order` (default: all, as `SECTIONS` lists them).

    Raises ValueError, with the remedy in Vietnamese, for a name that is not in `SECTIONS`.
    """
    office, month = edition.office, wording.month_of(edition.built_at)
    number = f"{BLANK}/{KIND_LETTERS}{office.symbol.removeprefix(KIND_LETTERS)}"
    return Digest(
        kind="Báo cáo",
        title=wording.document_title(edition),
        subtitle=f"({wording.window(edition.period)})",
        office=office,
        period=edition.period,
        built_at=edition.built_at,
        sections=_sections(
            edition, tuple(city.SECTIONS) if edition.city else DEFAULT_ORDER if order is None else order
        ),
        closing=wording.closing(edition),
        number=f"Số:{number}",
        dateline=f"{office.place}, ngày{BLANK} {month}",
        annex_note=f"(Kèm theo Báo cáo số{number} ngày{BLANK} {month} của {wording.issuer(office)})",
        confidential=CONFIDENTIAL,
        notes=(wording.SAMPLE_NOTE,) if edition.sample else (),
        brief=editing.shortened(city.brief(edition) if edition.city else brief(edition), edition.edits),
        replaces=edition.replaces,
        charts=charts.all_of(edition),
        sheets=(*city.sheets(edition), *data.common(edition)) if edition.city else data.sheets(edition),
    )


def issued(digest: Digest, number: str, day: date) -> Digest:
    """The digest with the number and day the clerk gave it, no blank left."""
    symbol = digest.number.partition("/")[2]
    written, dated = f"{number}/{symbol}", f"ngày {wording.official_day(day)}"
    return replace(
        digest,
        number=f"Số: {written}",
        dateline=f"{digest.office.place}, {dated}",
        annex_note=f"(Kèm theo Báo cáo số {written} {dated} của {wording.issuer(digest.office)})",
    )


def _sections(edition: Edition, order: Sequence[str]) -> tuple[Section, ...]:
    known = city.SECTIONS if edition.city else SECTIONS
    unknown = [name for name in order if name not in known]
    if unknown:
        raise ValueError(f"Không có phần “{unknown[0]}” trong bản tổng hợp; các phần hiện có: {', '.join(known)}.")
    found = tuple(filter(None, (known[name](edition) for name in order)))
    return number_tables(label(editing.edited(found, edition.edits)))


def label(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Parts become I, II, III; annexes stand at the end as "Phụ lục", numbered when there are several."""
    parts = [section for section in sections if not section.annex]
    annexes = [section for section in sections if section.annex]
    numbered = [replace(part, label=wording.roman(place)) for place, part in enumerate(parts, start=1)]
    for place, annex in enumerate(annexes, start=1):
        numbered.append(replace(annex, label=f"Phụ lục {wording.roman(place)}" if annexes[1:] else "Phụ lục"))
    return tuple(numbered)


def number_tables(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Captions become "Bảng 1. …" and "Hình 1. …" in order of appearance."""
    places: Counter[str] = Counter()
    done: list[Section] = []
    for section in sections:
        blocks: list[Block] = []
        for block in section.blocks:
            if not isinstance(block, Paragraph):
                word = "Bảng" if isinstance(block, Table) else "Hình"
                places[word] += 1
                block = replace(block, caption=f"{word} {places[word]}. {block.caption}")
            blocks.append(block)
        done.append(replace(section, blocks=tuple(blocks)))
    return tuple(done)
