"""What models are trained on beside labelled rows, and how much each text counts."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from nlp.engines.linear import Counts
from nlp.engines.words import sign_named
from nlp.train.solver import Recipe, fit
from nlp.train.writing import FOLDER, marked


@pytest.mark.parametrize(("name", "parts", "place"), [("commune.txt", 1, ""), ("passages.txt", 3, "@")])
def test_every_written_text_is_marked_and_whole(name: str, parts: int, place: str):
    lines = [line for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    texts = marked(name)
    assert len(texts) == len(lines)
    for line in lines:
        mark, _, text = line.partition(" ")
        assert mark.removesuffix("!") in {"p", "u", "n"}, line
        assert place in text, line
        assert len(text.split("|")) >= parts, line


@pytest.mark.parametrize("name", ["commune.txt", "passages.txt"])
def test_no_written_text_stands_twice(name: str):
    texts = Counter(one.text for one in marked(name))
    assert not [text for text, count in texts.items() if count > 1]


@pytest.mark.parametrize(("trust", "label"), [((1.0, 0.1), "yes"), ((0.1, 1.0), "no")])
def test_of_two_texts_that_disagree_the_trusted_one_wins(trust: tuple[float, float], label: str):
    text: Counts = {"all": np.array([sign_named("a"), sign_named("b")], np.uint32)}
    targets = np.array([[1.0, 0.0], [0.0, 1.0]])
    model = fit([text, text], targets, ("yes", "no"), Recipe((("all", 1.0),)), trust=np.array(trust))
    sure = model.probabilities(text)
    assert sure[label] > 0.7
