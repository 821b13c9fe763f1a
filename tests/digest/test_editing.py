"""People's words in a composed digest: found again by story, links kept, headings never left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from digest.compose import compose
from digest.editing import parts, said, styled
from domain.document import Paragraph, Run
from domain.editing import Edit, EditKind, Edits, Rewritten, folded
from domain.edition import Edition
from tests.digest.editions import full


def told(edition: Edition) -> list[tuple[str, str]]:
    """The highlights, as (style, words)."""
    section = next(section for section in compose(edition).sections if section.name == "highlights")
    return [(block.style, said(block)) for block in section.blocks if isinstance(block, Paragraph)]


def items(edition: Edition) -> list[str]:
    part = next(p for p in parts(compose(edition), Edits()) if p.title.startswith("Nội dung nổi bật"))
    return [piece.item for piece in part.pieces if piece.story]


def test_without_edits_nothing_changes() -> None:
    assert compose(replace(full(), edits=Edits(pinned=("highlights:khong-co",)))) == compose(full())


def test_a_heading_goes_with_its_last_story_and_the_others_are_numbered_anew() -> None:
    edition = full()
    before = told(edition)
    first = [place for place, (style, _) in enumerate(before) if style == "heading2"][:2]
    gone = items(edition)[: first[1] - first[0] - 1]
    after = told(replace(edition, edits=Edits(dropped=tuple(gone))))
    assert len(after) == len(before) - len(gone) - 1
    headings = [words for style, words in after if style == "heading2"]
    assert [words.partition(".")[0] for words in headings] == [str(place) for place, _ in enumerate(headings, start=1)]


def test_new_words_keep_the_links_that_still_stand_in_them() -> None:
    runs = (Run("Báo A đăng “"), Run("Cầu mới", href="http://a.example/"), Run("”. "), Run("Cùng:", italic=True))
    assert styled("Theo Báo A, “Cầu mới” đã xong.", runs) == (
        Run("Theo Báo A, “"),
        Run("Cầu mới", href="http://a.example/"),
        Run("” đã xong."),
    )
    assert styled("Không còn gì.", runs) == (Run("Không còn gì."),)


def test_an_edit_of_a_story_holds_when_the_story_grows() -> None:
    edition = full()
    item = items(edition)[0]
    changed = replace(edition, edits=Edits(texts=(Rewritten(item, "Lời của cán bộ."),)))
    assert ("item", "Lời của cán bộ.") in told(changed)
    grown = replace(changed, entries=(*changed.entries, replace(changed.entries[0], outlet_title="Báo Mới")))
    assert ("item", "Lời của cán bộ.") in told(grown)


def test_folding() -> None:
    at = datetime(2026, 11, 19, tzinfo=UTC)

    def word(number: int, kind: EditKind, item: str = "a:1", text: str = "", undoes: int | None = None) -> Edit:
        return Edit("1", "k", kind, "Lan", at, item, text, undoes, number)

    words = [word(1, EditKind.TEXT, text="một"), word(2, EditKind.TEXT, text="hai"), word(3, EditKind.DROP)]
    assert folded(words) == Edits(texts=(Rewritten("a:1", "hai"),), dropped=("a:1",))
    undone = [*words, word(4, EditKind.UNDO, undoes=2), word(5, EditKind.UNDO, undoes=3)]
    assert folded(undone) == Edits(texts=(Rewritten("a:1", "một"),))
    assert folded([*undone, word(6, EditKind.UNDO, undoes=5)]).dropped == ("a:1",)
