"""The officer's words about issues, from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from diembao.cli import Call, Failed
from diembao.commands.matter import command
from diembao.issue import build
from diembao.office import Office
from diembao.words import language
from domain.matter import MatterState
from store import Store
from tests.diembao.test_issue import THIS, THURSDAY, WEEK, here, store
from tests.diembao.test_issuing import complaint

__all__ = ["here", "store"]


def run(home: Path, *words: str) -> str:
    language("vi")
    done = CliRunner().invoke(command, list(words), obj=Call(home=home, moment=THURSDAY), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def raised(here: Office, store: Store) -> str:
    store.runs.begin("run", THURSDAY - WEEK, THURSDAY)
    found = complaint(store, 1, "2026-11-13", THURSDAY)
    build(here, store, THIS, THURSDAY, ["txt"])
    return found


def test_an_issue_is_given_to_a_unit_and_closed(here: Office, store: Store, raised: str) -> None:
    assert run(here.home, "list").startswith(f"{raised[:8]} | ")
    said = run(here.home, "set", raised[:8], "--state", "giao", "--unit", "Phòng Kinh tế", "--due", "15", "--by", "lan")
    assert "Đã giao; hạn 11/12/2026 — Phòng Kinh tế" in said
    run(here.home, "set", raised[:8], "--state", "xong", "--result", "Đã thu gom")
    assert run(here.home, "list") == ""
    assert "Đã xong" in run(here.home, "list", "--all")
    matter = store.matters.get("11713", raised)
    assert matter is not None
    assert (matter.state, matter.due, matter.result) == (MatterState.CLOSED, date(2026, 12, 11), "Đã thu gom")


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("zzz", "--state", "giao"), "matter list --all"),
        (("", "--due", "hôm qua"), "2026-12-08"),
        (("",), "--state giao"),
    ],
)
def test_what_is_wrong_is_said_with_its_remedy(
    here: Office, store: Store, raised: str, words: tuple[str, ...], remedy: str
) -> None:
    with pytest.raises(Failed, match=remedy):
        run(here.home, "set", *words)
