"""What a model of topics sees of an article, and which labels it answers with; the same for every set of labels.

The model sees title, lead and body apart, as counted syllables and pairs of syllables with names of places and people
masked. A scheme says which labels there are and how many an article may have.
"""

from __future__ import annotations

from dataclasses import dataclass

from nlp.engines import linear
from nlp.engines.grams import grams, keys

FIELDS = ("title", "lead", "body")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A set of labels: `most` an article may have (None: any number); with `flag` one that only joins another."""

    name: str
    most: int | None
    flag: str | None = None

    @property
    def single(self) -> bool:
        """Whether exactly one label is right."""
        return self.most == 1


SCHEMES = {
    scheme.name: scheme
    for scheme in (
        Scheme("commune16", 2, "16"),
        Scheme("danes13", None),
        Scheme("vntc10", 1),
        Scheme("press10", 1),
    )
}


def parted(title: str, text: str) -> dict[str, str]:
    """Title, lead (the first paragraph) and body of a text that comes in one piece."""
    lead, _, body = text.strip().partition("\n")
    return {"title": title, "lead": lead, "body": body}


def counted(parts: dict[str, str]) -> dict[str, dict[str, int]]:
    """What the model counts in each field."""
    return {name: grams(keys(parts.get(name, ""))) for name in FIELDS}


def answer(model: linear.LinearModel, scheme: Scheme, counts: linear.Counts) -> tuple[list[str], dict[str, float]]:
    """The labels of a text, the main one first, and how sure the model is of each label there is."""
    sure = model.probabilities(counts)
    ordered = sorted((label for label in sure if label != scheme.flag), key=lambda label: -sure[label])
    if scheme.single:
        return ordered[:1], sure
    over = [label for label in ordered if sure[label] >= threshold(model, label)]
    chosen = over or ordered[:1]
    if scheme.flag and sure[scheme.flag] >= threshold(model, scheme.flag):
        chosen = [chosen[0], scheme.flag]
    return chosen[: scheme.most], sure


def threshold(model: linear.LinearModel, label: str) -> float:
    """From which probability on a label is given."""
    return float(model.notes.get("thresholds", {}).get(label, 0.5))
