"""Cases for tests: an office with two people, an article, and a case driven from step to step."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.case import Case, Deed
from domain.clock import VIETNAM
from domain.people import Role
from store import Store
from tests.builders import NOW, a_link, an_article

UNIT = "11713"
AT = datetime(2026, 11, 19, 8, 0, tzinfo=VIETNAM)
LAN, MINH = "Lan", "Minh"
SENTENCE = "UBND xã đã chi trả cho 47 hộ dân thôn Mai Dương."


def office(store: Store) -> str:
    """Lan writes, Minh approves, Xuân only reads; one article. Returns its id."""
    for name, role in ((LAN, Role.EDITOR), (MINH, Role.APPROVER), ("Xuân", Role.READER)):
        store.users.add(name, role, "-", NOW)
    article = an_article(body=f"{SENTENCE}\nBà con phấn khởi.")
    store.links.add([a_link()], NOW)
    store.articles.save(article, a_link().id)
    return article.id


def opened_case(store: Store, article: str, **changes: Any) -> Case:
    """A case on the number of households; the article is given the sentence when it has it not."""
    plain: dict[str, Any] = {
        "id": "",
        "unit_code": UNIT,
        "article": article,
        "kind": "number",
        "said": "47 hộ",
        "sentence": SENTENCE,
        "opened": AT,
        "by": LAN,
        "official": "UBND xã đã chi trả cho 41 hộ dân thôn Mai Dương.",
        "basis": "Văn bản số 12/BB-KT ngày 12/11/2026 của Phòng Kinh tế",
        "why": "Bài này nêu “47 hộ”; số liệu của xã ghi “41 hộ”.",
    }
    wanted = Case(**(plain | changes))
    kept = store.articles.get(article)
    if kept and wanted.sentence not in kept.body and wanted.said in wanted.sentence:
        store.articles.save(replace(kept, body=f"{kept.body}\n{wanted.sentence}"), store.articles.link_of(article))
    case = store.cases.open(wanted)
    assert case is not None
    return case


def finding(number: str = "12/BB-KT", unit: str = "Phòng Kinh tế", **more: Any) -> dict[str, Any]:
    """What a unit found, with its document."""
    return {
        "unit": unit,
        "person": "Trần Văn Bình",
        "number": number,
        "day": "2026-11-12",
        "issuer": unit,
        "summary": "chi trả bồi thường",
        "result": "ghi 41 hộ",
    } | more


class Pen:
    """Writes into one case, each time an hour later."""

    def __init__(self, store: Store, case: Case, at: datetime = AT):
        self.store, self.case, self.at = store, case, at

    def __call__(self, deed: Deed, by: str = LAN, **data: Any) -> Case:
        self.at += timedelta(hours=1)
        self.case = self.store.cases.write(self.case.unit_code, self.case.id, deed, by, self.at, data)
        return self.case

    def verifying(self, **screen: Any) -> Case:
        """Up to the verification."""
        self(Deed.PRESERVE, files=[{"name": "trang.html", "sha256": "0" * 64}])
        self(Deed.SCREEN, **screen)
        return self(Deed.ASSIGN, unit="Phòng Kinh tế")

    def concluded(self, verdict: str, **screen: Any) -> Case:
        """Up to a verdict by two people on two documents."""
        self.verifying(**screen)
        self(Deed.FINDING, **finding())
        self(Deed.FINDING, **finding("15/BC-VP", "Văn phòng HĐND và UBND"))
        self(Deed.PROPOSE, verdict=verdict, ground="Hai tài liệu đều ghi 41 hộ")
        return self(Deed.APPROVE, by=MINH)
