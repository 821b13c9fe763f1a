"""The pictures of docs/cam-nang, taken from a desk on the sample press: `python -m tests.desk.pictures`.

Chromium has to be on the machine. JPEG of a narrow window: all together stay small enough for a repository and for a
page that opens without a network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from desk.handbook import PICTURES
from domain.case import Case
from domain.fact import Fact
from domain.people import Role
from store import Store, opened
from store.backup import Wish, write_backup
from tests.desk.browsing import launched, serving, someone
from tests.diembao.small_press import diembao

WIDTH, HEIGHT, QUALITY = 960, 700, 55
UNIT = "11713"
SAID = "47 hộ"
FACTS = (
    "Ngày 12/11, UBND xã đã chi trả cho 41 hộ dân thôn 2 Du Lễ.",
    "Xã có 12 thôn, 6.214 hộ.",
    "Trường tiểu học của xã có 31 lớp, 1.042 học sinh.",
)


def main() -> None:
    """Take every picture anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        home = folder / "du-lieu"
        diembao(home, "demo")
        with opened(home) as store:
            shots = dict(_shots(store))
        (folder / "new" / "usb").mkdir(parents=True)
        write_backup(home, Wish(folder / "new" / "usb", UNIT), datetime.now(UTC))
        browser = launched(stack.enter_context(sync_playwright()))
        base = stack.enter_context(serving(home, None))
        lan = someone(browser, base, home, "Lan", WIDTH)
        fresh = stack.enter_context(serving(folder / "new" / "du-lieu", None))
        stranger = someone(browser, fresh, folder / "new" / "du-lieu", "", WIDTH)
        for name, path in shots.items():
            _take(lan.page, base + path, name)
        for name, path in (("bat-dau", "/bat-dau?ten=ngu+phuc"), ("khoi-phuc", "/khoi-phuc")):
            _take(stranger.page, fresh + path, name)
        browser.close()


def _take(page: object, address: str, name: str) -> None:
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})  # type: ignore[attr-defined]
    page.goto(address)  # type: ignore[attr-defined]
    page.screenshot(path=PICTURES / f"{name}.jpg", type="jpeg", quality=QUALITY)  # type: ignore[attr-defined]


def _shots(store: Store) -> Iterator[tuple[str, str]]:
    """People, facts and a case beside what the sample has; the path of each picture by its name."""
    now = datetime.now(UTC)
    for name, role in (("Lan", Role.ADMIN), ("Minh", Role.APPROVER), ("Xuân", Role.READER)):
        store.users.add(name, role, "-", now)
    facts = [Fact(text, "15/BC-UBND", date(2026, 1, 12), "UBND xã", "báo cáo năm 2025") for text in FACTS]
    store.facts.add(UNIT, facts, "Lan", now)
    accepted = list(store.articles.accepted(UNIT))
    told = next(one for one in accepted if SAID in one.body)
    line = next(line for line in re.split(r"\n|(?<=[.?!]) ", told.body) if SAID in line)
    opened_case = store.cases.open(
        Case("", UNIT, told.id, "number", SAID, line, now, "Lan", official=FACTS[0], basis=facts[0].source)
    )
    assert opened_case is not None
    story = max(store.stories.all(), key=lambda one: len(one.articles))
    yield from (("hom-nay", "/"), ("bai", f"/bai/{told.id}"), ("su-viec", f"/su-viec/{story.id}"))
    key = store.editions.all(UNIT)[-1].period.key
    yield from (("ban-tong-hop", f"/tong-hop/{key}"), ("sua-tung-cau", f"/tong-hop/{key}/sua"))
    yield from (("van-de", "/van-de"), ("ho-so", f"/ho-so/{opened_case.id}"), ("so-lieu", "/so-lieu"))
    yield from (("nguon-bao", "/nguon"), ("tim", "/tim?q=nghi+duong"), ("nguoi-dung", "/nguoi-dung"))
    yield from (("phat-ngon", "/phat-ngon"), ("ke-hoach", "/ke-hoach"))
    yield from (("thong-ke", "/thong-ke"), ("cai-dat", "/cai-dat"))


if __name__ == "__main__":
    main()
