"""Several models in one file, by name: what is trained together is kept, replaced and taken back together."""

from __future__ import annotations

import json
from collections.abc import Mapping

from nlp.engines import linear
from nlp.engines.linear import BadModel, LinearModel

MAGIC = b"DIEMBAOS"


def dump(models: Mapping[str, LinearModel]) -> bytes:
    """The models as bytes; equal models give equal bytes."""
    parts = {name: linear.dump(model) for name, model in models.items()}
    head = json.dumps({name: len(part) for name, part in parts.items()}).encode()
    return b"".join([MAGIC, len(head).to_bytes(4, "big"), head, *parts.values()])


def read(data: bytes) -> dict[str, LinearModel]:
    """The models that `dump` wrote. Raises BadModel for anything else."""
    if not data.startswith(MAGIC):
        raise BadModel("not a bundle of models")
    start = len(MAGIC) + 4
    at = start + int.from_bytes(data[len(MAGIC) : start], "big")
    try:
        sizes = json.loads(data[start:at])
        models = {}
        for name, size in sizes.items():
            models[name] = linear.read(data[at : at + size])
            at += size
    except (ValueError, AttributeError, TypeError) as trouble:
        raise BadModel("a damaged bundle of models") from trouble
    return models
