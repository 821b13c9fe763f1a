"""Topics by cue phrases: the examples in each topic's TOML are the tests; evidence always quotes the text."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import topics
from domain.reading import TopicRules
from nlp import tone
from nlp.engines import linear
from nlp.topic_model import parted, shipped
from nlp.topics import TopicReader
from tests.builders import an_article

RULES = topics.load()
READER = TopicReader(RULES)


def codes(title: str, body: str = "") -> list[str]:
    return [hit.topic for hit in READER.read(an_article(title=title, sapo="", body=body))]


def test_there_are_sixteen_with_names_and_units() -> None:
    assert [rules.code for rules in RULES] == [str(number) for number in range(1, 17)]
    assert all(rules.name and rules.unit and rules.cues and rules.yes and rules.no for rules in RULES)


@pytest.mark.parametrize("rules", RULES, ids=lambda rules: rules.code)
def test_examples(rules: TopicRules) -> None:
    for text in rules.yes:
        assert rules.code in codes(text), text
    for text in rules.no:
        assert rules.code not in codes(text), text


def test_complaints_are_a_flag_beside_the_matter() -> None:
    assert codes("Người dân bức xúc vì bãi rác gây mùi hôi, gửi đơn kiến nghị") == ["6", "16"]


def test_nothing_convincing_means_no_topic() -> None:
    assert codes("Một ngày bình thường") == []


def test_marks_count_and_tone_placement_does_not() -> None:
    assert codes("Vận động bà con thau rửa bể") == []
    assert codes("Hop tac xa nong nghiep trong lua") == []
    assert codes("Nuôi trồng thuỷ sản ở ao đầm") == codes("Nuôi trồng thủy sản ở ao đầm") == ["3"]
    assert codes(unicodedata.normalize("NFC", "NÔNG DÂN GẶT LÚA VỤ MÙA")) == ["3"]


@given(st.text(max_size=300))
def test_evidence_quotes_the_text(text: str) -> None:
    article = an_article(title=text, sapo="Nông dân gặt lúa", body=text * 3)
    fields = dict(article.fields())
    hits = READER.read(article)
    assert len(hits) <= 2
    for hit in hits:
        assert hit.reason.endswith(".")
        for span in hit.evidence:
            assert fields[span.field][span.start : span.end] == span.quote


def test_a_model_of_something_else_is_told() -> None:
    for other in (
        tone.shipped(),
        replace(linear.read(shipped()), spaces={"khác": next(iter(tone.shipped().spaces.values()))}),
    ):
        with pytest.raises(linear.BadModel):
            TopicReader(RULES, linear.dump(other))


BAD = {
    "empty": ("", ""),
    "long": ("Nông dân gặt lúa", "lúa vụ mùa " * 18_200),
    "english": ("Farmers harvest rice", "The commune held a meeting on Monday."),
    "capitals": ("NÔNG DÂN GẶT LÚA VỤ MÙA", "HỢP TÁC XÃ NÔNG NGHIỆP."),
    "nfd": (unicodedata.normalize("NFD", "Nông dân gặt lúa vụ mùa"), ""),
    "control": ("\x00\x1b[31mNông dân\x07 gặt lúa\u200b vụ mùa", "\ud7ff\ufeff\u202e"),
}


@pytest.mark.parametrize("name", BAD)
def test_any_text_has_an_answer(name: str) -> None:
    title, body = BAD[name]
    found = codes(title, body)
    assert found == ([] if name in ("empty", "english") else ["3"])


def test_a_flag_always_quotes_its_words() -> None:
    hits = READER.read(an_article(title="Dân bức xúc vì bãi rác bốc mùi hôi, gửi đơn tố cáo", sapo="", body=""))
    flag = next(hit for hit in hits if hit.topic == "16")
    assert flag.rank == 2
    assert {span.quote for span in flag.evidence} & {"bức xúc", "tố cáo", "đơn tố cáo"}


def test_names_of_places_change_nothing() -> None:
    text = "Sáng nay, công an xã {} bắt giữ nhóm đánh bạc; người dân xã {} phản ánh nhiều lần."
    model = READER._model
    answers = [model.read(parted("", text.format(name, name))) for name in ("Nghi Dương", "Kiến Thụy")]
    assert answers[0].sure == answers[1].sure
