"""What leaves the house in a document names no private person, wherever press text stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from diembao.privacy import masked
from digest.compose import compose
from digest.render import RENDERERS
from digest.sections.annex import MASKED
from domain.casework import CaseLine
from domain.clock import VIETNAM
from domain.edition import Echo, Edition
from domain.matter import Matter
from domain.reading import Role, Verdict
from domain.watch import Change, ChangeKind, Noted
from nlp.people.masking import Masker
from tests.digest import builders, editions

SEEN = datetime(2026, 11, 17, 6, 0, tzinfo=VIETNAM)
BODY = (
    "Ông Lê Quang Mẫu, Chủ tịch UBND xã Nghi Dương, xuống hiện trường.\n"
    "Tại xã Nghi Dương, anh Phùng Văn Riêng kể lại việc cháu Phùng Gia Nhỏ đi lạc."
)
OFFICIAL, PRIVATE = "Lê Quang Mẫu", ("Phùng Văn Riêng", "Phùng Gia Nhỏ", "Riêng")


def full_of_names() -> Edition:
    """An edition that has a private person in every place where press text can stand."""
    lead = f"{PRIVATE[0]} (thôn 2) nói với ông Lê Quang Mẫu, Chủ tịch UBND xã Nghi Dương."
    main = builders.entry(f"Anh {PRIVATE[0]} tìm con ở xã Nghi Dương", sapo=lead, body=BODY, author="Hải Yến")
    side = builders.entry("Chuyện ven sông", day=14, body=BODY, role=Role.SIDE, mention="xã Nghi Dương", reason="")
    late = builders.entry(f"Cháu {PRIVATE[1]} đã về", day=10, body=BODY, supplement=True)
    undated = builders.entry(f"Ông {PRIVATE[0]} kể chuyện", day=None, body=BODY)
    doubtful = builders.entry(
        "Tin ngắn", day=15, verdict=Verdict.REVIEW, reason=f"câu “anh {PRIVATE[0]} ở Nghi Dương” có tên xã", body=BODY
    )
    about = f"Anh {PRIVATE[0]} bức xúc"
    change = Change(main.article.id, main.article.url, SEEN, ChangeKind.TITLE_EDITED, f"“A” sửa thành “{about}”")
    return builders.edition(
        main, side, late, undated, doubtful,
        matters=(Matter("m", builders.UNIT, SEEN, about, raised=date(2026, 11, 13), due=date(2026, 11, 20)),),
        changes=(Noted(change, about, "Báo Cửa Biển", date(2026, 11, 13)),),
        cases=(CaseLine("SL-1", f"Anh {PRIVATE[0]} lấy 47 suất", "Báo Cửa Biển", "Đang xác minh", date(2026, 11, 13)),),
        echoes=(Echo(f"Chuyện anh {PRIVATE[0]}", date(2025, 11, 20), 4),),
    )  # fmt: skip


@pytest.mark.parametrize("form", ["html", "txt", "json", "xlsx", "docx"])
def test_no_private_name_in_any_format(form: str) -> None:
    raw, safe = full_of_names(), masked(full_of_names(), Masker(["Nghi Dương"]))
    if form in ("html", "txt", "json"):
        before, after = (RENDERERS[form](compose(one)).decode() for one in (raw, safe))
        assert PRIVATE[0] in before
        assert not [name for name in PRIVATE if name in after]
    else:
        text = str(compose(safe))
        assert not [name for name in PRIVATE if name in text]
        assert RENDERERS[form](compose(safe))


def test_officials_stay_and_the_reader_is_told() -> None:
    text = str(compose(masked(full_of_names(), Masker(["Nghi Dương"]))))
    assert OFFICIAL in text
    assert "P.V.R." in text
    assert "[không nêu tên]" in text
    assert MASKED in text
    assert MASKED not in str(compose(full_of_names()))


def test_the_passage_that_names_the_commune_is_still_quoted() -> None:
    safe = masked(full_of_names(), Masker(["Nghi Dương"]))
    side = next(entry for entry in safe.entries if entry.article.title == "Chuyện ven sông")
    assert "xã Nghi Dương" in side.article.body
    assert "xuống hiện trường" in str(compose(safe)) or "kể lại việc cháu" in str(compose(safe))


def test_masking_again_keeps_what_the_whole_article_told() -> None:
    once = masked(full_of_names(), Masker(["Nghi Dương"]))
    assert masked(once, Masker()) == once


def test_an_edition_without_names_stays_as_it_is() -> None:
    plain = editions.full()
    safe = masked(plain, Masker(["Nghi Dương"]))
    titles = [entry.article.title for entry in plain.entries]
    assert [entry.article.title for entry in safe.entries] == titles
    assert replace(compose(safe), sections=(), sheets=()) == replace(compose(plain), sections=(), sheets=())
