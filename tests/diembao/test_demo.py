"""The first run, end to end: the sample press read by the real crawler, compared with its truth page by page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from diembao.sample_press import PageTruth, newspapers, page_truths
from domain.urls import article_id
from tests.diembao.small_press import ROOT, exported, spoken


@dataclass(frozen=True)
class Home:
    """What a demo left behind."""

    path: Path
    printed: str
    articles: dict[str, dict[str, Any]]
    mentions: dict[str, dict[str, Any]]
    outcomes: dict[tuple[str, str], str]


def diembao(home: Path, *words: str) -> str:
    command = [sys.executable, "-m", "diembao", *words, "--home", str(home)]
    environment = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = tmp_path_factory.mktemp("demo") / "nhà thử"
    printed = diembao(home, "demo")
    return Home(
        home,
        printed,
        {row["id"]: row for row in exported(home, "articles")},
        {row["article"]: row for row in exported(home, "mentions")},
        {(row["item"], row["stage"]): row["outcome"] for row in exported(home, "outcomes")},
    )


def stored(truth: PageTruth) -> bool:
    return truth.outcome == "done"


READ = [truth for truth in page_truths() if stored(truth)]


@pytest.mark.parametrize("truth", READ, ids=lambda truth: truth.url.removeprefix("http://"))
def test_every_page_is_read_as_it_is(demo: Home, truth: PageTruth) -> None:
    row = demo.articles[article_id(truth.url)]
    assert row["title"] == truth.title
    assert row["published"] == truth.published
    assert row["sapo"].startswith(truth.sapo_first)
    assert truth.author in row["author"]
    assert "Tin liên quan" not in row["body"]
    assert "báo mẫu tự cấp" not in row["body"]


@pytest.mark.parametrize("truth", READ, ids=lambda truth: truth.url.removeprefix("http://"))
def test_every_page_gets_its_verdict(demo: Home, truth: PageTruth) -> None:
    row = demo.mentions.get(article_id(truth.url))
    verdict = row["verdict"] if row else "none"
    allowed = {"review_ok": {"accept", "review"}, "reject": {"reject", "none"}, "none": {"none"}}
    assert verdict in allowed.get(truth.verdict, {truth.verdict}), row and row["reasons"]
    if row and verdict != "none":
        assert row["reasons"]


@pytest.mark.long
def test_later_runs_see_what_the_press_edited_and_took_away(demo: Home, tmp_path: Path) -> None:
    later = shutil.copytree(demo.path, tmp_path / "hôm sau")
    for day in range(20, 25):
        diembao(later, "demo", "--now", f"2026-11-{day}T09:00+07:00")
    seen = {(row["url"].partition(".example/")[0], row["change"]) for row in exported(later, "watch")}
    assert {("http://baobensong", "title_edited"), ("http://baobensong", "number_edited")} <= seen
    assert ("http://dongchiem", "removed") in seen
    assert {paper for paper, _ in seen} == {"http://baobensong", "http://dongchiem", "http://nongthonxanh"}


def test_nothing_else_is_stored(demo: Home) -> None:
    assert set(demo.articles) == {article_id(truth.url) for truth in READ}
    for truth in page_truths():
        if truth.outcome == "forbidden":
            assert demo.outcomes[article_id(truth.url), "fetch"] == "forbidden"


@pytest.mark.parametrize("paper", newspapers(), ids=lambda paper: paper.source)
def test_every_newspaper_ends_as_it_should(demo: Home, paper: Any) -> None:
    words = {
        word
        for (item, stage), word in demo.outcomes.items()
        if stage == "discover" and item.startswith(paper.source + " ")
    }
    ended = "cut" if "feed_cut" in words else "ok" if words & {"done", "unchanged"} else "down"
    assert ended == paper.expected
    assert sum(row["source"] == paper.source for row in demo.articles.values()) == paper.articles


def test_the_digest_lies_where_it_says(demo: Home) -> None:
    paths = [Path(line) for line in demo.printed.splitlines() if line.endswith((".docx", ".html"))]
    assert {path.suffix for path in paths} == {".docx", ".html"}
    docx, html = sorted(paths, key=lambda path: path.suffix)
    assert "Tổng hợp dư luận báo chí" in html.read_text(encoding="utf-8")
    assert "word/document.xml" in zipfile.ZipFile(docx).namelist()
    assert "CHẠY THỬ VỚI BÁO MẪU" in demo.printed
    assert "python3 run.py init" in demo.printed


def test_the_digest_counts_what_the_truth_counts(demo: Home) -> None:
    """Accepted articles of the week, the undated among them; late ones and those for review are not counted."""
    text = next((demo.path / "digests").glob("*.txt")).read_text(encoding="utf-8")
    week = [
        t
        for t in READ
        if t.verdict == "accept" and (t.published is None or "2026-11-12" <= t.published[:10] <= "2026-11-18")
    ]
    english = [
        row
        for row in demo.mentions.values()
        if row["verdict"] == "accept" and demo.articles[row["article"]]["language"] == "en"
    ]
    assert f"{len(week) + len(english)} tin, bài" in text


@pytest.mark.long
def test_it_can_be_repeated(demo: Home) -> None:
    assert diembao(demo.path, "demo") == demo.printed
    assert {row["id"]: row for row in exported(demo.path, "articles")} == demo.articles


def test_a_home_with_the_offices_own_settings_is_left_alone(tmp_path: Path) -> None:
    spoken(tmp_path, "init", "--commune", "11713", "--sources", "none")
    code, _, err = spoken(tmp_path, "demo")
    assert code == 2
    assert "--home" in err


def test_articles_of_one_event_are_one_story(demo: Home) -> None:
    """Stories as the truth has them; the two told in English only stay by themselves."""
    stories = [frozenset(row["articles"]) for row in exported(demo.path, "stories")]
    told: dict[str, set[str]] = {}
    for truth in READ:
        if truth.story and truth.source != "riverpost" and demo.mentions[article_id(truth.url)]["verdict"] != "reject":
            told.setdefault(truth.story, set()).add(article_id(truth.url))
    for name, articles in told.items():
        assert frozenset(articles) in stories, name
