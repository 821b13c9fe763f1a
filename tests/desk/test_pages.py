"""Every page: complete, in Vietnamese, and fit to be read by a machine that reads pages aloud."""

from __future__ import annotations

import itertools
import re

import lxml.html
import pytest

from desk import words
from domain.people import Role
from domain.reading import Verdict
from domain.review import Choice
from tests.desk.conftest import Desk
from tests.desk.test_doors import edition
from tests.desk.walking import walk

# What must never stand on a page: values as the program writes them, and words of the trade.
FOREIGN = re.compile(
    r"\b(accept\w*|review|reject\w*|ours|not_ours|copy|reply|answered|undo|week|month|quarter|half|true|false|none|null|"
    r"crawl\w*|parse\w*|token|cluster|sentiment|score|login|logout|password|user|admin|error|failed|submit|search|the|"
    r"and|of|undefined|xem-duoc|quan-tri|unexpected|traceback|fetch|extract|mention|discover)\b",
    re.IGNORECASE,
)


def test_no_page_has_a_foreign_word_and_each_can_be_read_aloud(desk: Desk) -> None:
    seen = set()
    for path, page in walk(desk):
        tree = lxml.html.fromstring(page)
        seen.add(path)
        for code in tree.xpath("//code | //style | //script"):
            code.drop_tree()
        foreign = FOREIGN.findall(" ".join(tree.xpath("//body//text() | //@aria-label | //@placeholder | //@title")))
        assert not foreign, (path, foreign)
        reads_well(path, tree)
    assert len(seen) >= 45


def reads_well(path: str, tree: lxml.html.HtmlElement) -> None:
    """One heading of the first rank, none skipped; every field named; every table told; no name twice."""
    assert tree.get("lang") == "vi", path
    assert tree.xpath("string(//title)").strip(), path
    ranks = [int(heading.tag[1]) for heading in tree.xpath("//h1 | //h2 | //h3")]
    assert ranks.count(1) == 1, path
    assert all(after - before <= 1 for before, after in itertools.pairwise(ranks)), (path, ranks)
    for name in tree.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        labelled = name.xpath("ancestor::label") or tree.xpath("//label[@for=$id]", id=name.get("id", ""))
        assert labelled, (path, lxml.html.tostring(name))
    for table in tree.xpath("//table"):
        assert table.xpath("caption"), path
        assert all(cell.get("scope") for cell in table.xpath(".//th")), path
    names = tree.xpath("//@id")
    assert len(names) == len(set(names)), path
    for label in tree.xpath("//*[@aria-labelledby]/@aria-labelledby"):
        assert label in names, (path, label)
    for button in tree.xpath("//button"):
        assert button.text_content().strip(), path
    for link in tree.xpath("//a"):
        assert link.text_content().strip(), (path, link.get("href"))


def test_one_main_button_a_list(desk: Desk) -> None:
    desk.put(1, Verdict.REVIEW)
    page = lxml.html.fromstring(desk.browser("Lan").get("/"))
    assert [button.text for button in page.xpath("//article//button")] == [
        "Đúng",
        "Không phải xã mình",
        "Trùng",
        "Cần trả lời",
    ]


def test_who_only_reads_sees_no_button_that_would_refuse_them(desk: Desk) -> None:
    item = desk.put(1, Verdict.REVIEW)
    edition(desk, "digests/tong-hop.html")
    reader = desk.browser("Xuân")
    for path in ("/", f"/bai/{item}", "/tong-hop", "/tong-hop/week-2026-11-18", "/cai-dat"):
        page = lxml.html.fromstring(reader.get(path))
        assert [button.text for button in page.xpath("//button")] == ["Đăng xuất"], path


@pytest.mark.parametrize(
    "labels",
    [words.BUTTONS, words.STANDING, words.TONES, words.EDITS, words.ROLES, words.KINDS, words.TASKS, words.MATTERS],
)
def test_every_value_has_a_label(labels: dict[object, str]) -> None:
    kind = type(next(iter(labels)))
    missing = set(kind) - labels.keys() - {Choice.UNDO}  # type: ignore[call-overload]
    assert not missing


def test_every_deed_has_a_label() -> None:
    from pathlib import Path  # noqa: PLC0415 - here alone

    text = (Path(words.__file__).parent / "actions.py").read_text(encoding="utf-8")
    deeds = set(re.findall(r'audit\.add\([^"\n]*"([a-z-]+)"', text)) | {"user-enable", "user-disable"}
    assert len(deeds) >= 9
    assert deeds <= words.DEEDS.keys()


def test_roles_in_order() -> None:
    assert list(words.ROLES) == list(Role) == list(words.ROLE_MEANINGS)
