"""Which words went and came, as a reader sees them."""

from __future__ import annotations

from domain.differing import Fate, Part, Run, differing, excerpt, parts
from tests.builders import an_article

S, W, C = Fate.STAYED, Fate.WENT, Fate.CAME


def test_words_that_went_and_came() -> None:
    assert differing("Có 41 hộ dân thôn 2.", "Có 47 hộ dân ở thôn 2.") == (
        Run(S, "Có"),
        Run(W, "41"),
        Run(C, "47"),
        Run(S, "hộ dân"),
        Run(C, "ở"),
        Run(S, "thôn 2."),
    )


def test_the_place_of_a_tone_mark_is_no_difference() -> None:
    assert differing("xã hoà thuỵ", "xã hòa thụy") == (Run(S, "xã hòa thụy"),)


def test_paragraphs_keep_their_breaks() -> None:
    assert differing("Một.\nHai.", "Một.\nHai.\nBa.") == (Run(S, "Một.\nHai."), Run(C, "\nBa."))
    assert differing("", "Một.") == (Run(C, "Một."),)
    assert differing("Một.", "") == (Run(W, "Một."),)


def test_an_excerpt_leaves_out_what_stayed() -> None:
    words = " ".join(f"t{number}" for number in range(30))
    runs = differing(f"{words} cũ {words}", f"{words} mới {words}")
    assert [run.text for run in excerpt(runs, 2)] == ["… t28 t29", "cũ", "mới", "t0 t1 …"]
    assert excerpt(differing("a b", "a c"), 2) == (Run(S, "a"), Run(W, "b"), Run(C, "c"))


def test_parts_of_an_article() -> None:
    found = parts(an_article(), an_article(title="Xã Nghi Dương khánh thành cống thôn"))
    assert [(part.name, part.differs) for part in found] == [("Tít", True), ("Sapô", False), ("Nội dung", False)]
    assert Part("Tít", ()).differs is False
