from __future__ import annotations

import json

import pytest

from digest.compose import compose
from digest.render import RENDERERS
from digest.render import json as renderer
from tests.digest import builders, goldens


def test_the_digest_as_data_reads_as_it_did():
    goldens.check("three.json", RENDERERS["json"](compose(builders.three())).decode())


def test_it_holds_everything_the_digest_holds():
    digest = compose(builders.normal())
    data = json.loads(RENDERERS["json"](digest))
    assert data["title"] == digest.title
    assert data["period"] == {"kind": "week", "start": "2026-11-12", "end": "2026-11-18"}
    assert data["built_at"] == "2026-11-19T08:00:00+07:00"
    assert [section["name"] for section in data["sections"]] == [section.name for section in digest.sections]
    annex = next(section for section in data["sections"] if section["name"] == "annex")
    assert len(annex["blocks"][0]["rows"]) == 26


def test_what_is_no_data_is_refused():
    with pytest.raises(TypeError, match="object"):
        renderer._plain(object())
