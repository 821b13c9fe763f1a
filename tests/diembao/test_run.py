"""One pass on a real loopback press with real processes: read, stored, judged, printed; repeated; killed."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from diembao.office import locked
from tests.diembao.small_press import ROOT, diembao, exported, fill, finished, office, spoken, start
from tests.loopback import HTML, Reply, papers

PRESS = ROOT.parent / "shared" / "data" / "press"


def snapshot(home: Path) -> dict[str, Any]:
    """What must not depend on when or how often the program ran."""
    times = {"at", "attempts", "first_seen"}
    return {
        what: sorted(
            json.dumps({k: v for k, v in row.items() if k not in times}, sort_keys=True) for row in exported(home, what)
        )
        for what in ("articles", "mentions", "outcomes")
    }


def test_a_pass_reads_judges_and_prints(tmp_path: Path) -> None:
    with papers({}, {}) as servers:
        for server in servers:
            fill(server, range(9))
        office(tmp_path, servers)
        done = json.loads(diembao(tmp_path, "run", "--json"))
        assert done["sources"] == {"read": 2, "failed": 0, "not_due": 0}
        assert (done["links"], done["pages"], done["articles"]) == (18, 18, 18)
        assert done["mentions"]["accept"] == 6
        assert [Path(path).suffix for path in done["digests"]] == [".docx", ".html", ".txt"]
        titles = {row["id"]: row["title"] for row in exported(tmp_path, "articles")}
        accepted = {titles[row["article"]] for row in exported(tmp_path, "mentions") if row["verdict"] == "accept"}
        assert accepted == {f"Chuyện số {number} ở xã Nghi Dương" for number in (0, 3, 6)}
        again = json.loads(diembao(tmp_path, "run", "--json"))
        assert again["sources"]["not_due"] == 2
        assert (again["links"], again["outcomes"], again["digests"]) == (0, {}, [])


def contents(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the record of runs, and every file but the database and the logs.

    The statistics by which SQLite plans are its own.
    """
    with closing(sqlite3.connect(home / "diembao.sqlite3")) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = {
            name: db.execute(f"SELECT * FROM {name}").fetchall()
            for name in names
            if name not in ("runs", "sqlite_stat1")
        }
    kept = [path for folder in ("archive", "digests") for path in sorted((home / folder).iterdir())]
    return tables | {"files": [(path.name, path.read_bytes()) for path in kept]}


def test_troubles_end_in_their_outcome_stop_nobody_and_wait_their_time(tmp_path: Path) -> None:
    bomb = Reply(gzip.compress(b"0" * 80_000_000), headers={"Content-Encoding": "gzip"})
    old = "<html><head><meta charset=windows-1258></head><body><article><h1>Tin</h1><p>{}</p></article></body></html>"
    odd = {
        "tin-0.html": Reply(b"sorry", 500),
        "tin-1.html": Reply(b"x" * 20_000_000),
        "tin-2.html": Reply(old.format("Xa Nghi Duong " * 60).encode("cp1258"), type="text/html; charset=windows-1258"),
        "tin-3.html": bomb,
        "tin-4.html": Reply(status=302, headers={"Location": "/tin-4.html"}),
        "tin-5.html": Reply(status=404),
        "tin-6.html": Reply(status=503),
    }
    with papers({}, {}, {}, {}) as servers:
        fill(servers[0], range(9), **odd)
        fill(servers[1], range(9))
        fill(servers[2], range(9), rss=Reply(b"oops", 500))
        fill(servers[3], range(9))
        whole = servers[3].pages["/rss"]
        assert isinstance(whole, Reply)
        servers[3].pages["/rss"] = Reply(whole.body[: len(whole.body) * 2 // 3], type="application/rss+xml")
        office(tmp_path, servers)
        done = json.loads(diembao(tmp_path, "run", "--json", check=(3,)))
        assert done["sources"] == {"read": 3, "failed": 1, "not_due": 0}
        words = done["outcomes"]
        for word in ("http_error", "too_large", "redirects", "gone", "feed_cut"):
            assert words.get(word), words
        assert "unexpected" not in words
        sources = {row["source"] for row in exported(tmp_path, "articles")}
        assert sources == {"bao-0", "bao-1", "bao-3"}
        for row in exported(tmp_path, "outcomes"):
            assert row["detail"] or row["outcome"] in ("done", "unchanged", "duplicate")
        before, asked = contents(tmp_path), [len(server.seen) for server in servers]
        diembao(tmp_path, "run")
        assert contents(tmp_path) == before, "a second run at once changes nothing but its record"
        assert [len(server.seen) for server in servers] == asked


def test_a_search_engine_and_a_channel_of_videos_give_headlines_and_little_is_asked_for(tmp_path: Path) -> None:
    """Of a search engine only an accepted headline's address is asked for, of a video nothing."""
    ours, others = ("http://news.google.com/rss/articles/CBMiXYZ123", "http://news.google.com/rss/articles/CBMiABC456")
    items = "".join(
        f"<item><title>{title} - Báo Một</title><link>{link}</link>"
        '<pubDate>Mon, 16 Nov 2026 01:00:00 GMT</pubDate><source url="http://bao-mot.example">Báo Một</source></item>'
        for title, link in (("Xã Nghi Dương gặt xong lúa mùa", ours), ("Giá gạo trong nước đi ngang", others))
    )
    search = "http://news.google.com/rss/search?q=nghi"
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'
    channel = "http://www.youtube.com/feeds/videos.xml?channel_id=UCmau"
    entry = (
        "<entry><id>yt:video:AbCdEf12345</id><title>Chợ quê xã Nghi Dương, thành phố Hải Phòng</title>"
        '<link rel="alternate" href="http://www.youtube.com/watch?v=AbCdEf12345"/>'
        "<published>2026-11-16T01:00:00+00:00</published><media:group>"
        "<media:description>Phóng sự về phiên chợ cuối tuần.</media:description></media:group></entry>"
    )
    names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'
    atom = f'<?xml version="1.0" encoding="UTF-8"?><feed {names}><title>Kênh</title>{entry}</feed>'
    pages = {search: Reply(rss.encode(), type="application/rss+xml"), channel: Reply(atom.encode(), type="text/xml")}
    with papers(pages) as servers:
        office(tmp_path, [])
        diembao(tmp_path, "config", "set", "crawl.proxy", servers[0].address)
        diembao(tmp_path, "config", "set", "sources.tim.searches", f'["{search}"]')
        diembao(tmp_path, "source", "add", "kenh", "--feed", channel)
        done = json.loads(diembao(tmp_path, "run", "--json"))
        asked = [seen.path for seen in servers[0].seen]
    assert asked.count(ours) == 1
    assert others not in asked
    assert not [path for path in asked if "/watch" in path]
    assert (done["links"], done["pages"], done["mentions"]["accept"]) == (3, 0, 2)
    articles = {row["id"]: row for row in exported(tmp_path, "articles")}
    accepted = [articles[row["article"]] for row in exported(tmp_path, "mentions") if row["verdict"] == "accept"]
    found, video = sorted(accepted, key=lambda row: row["title"], reverse=True)
    assert (found["title"], found["outlet"], found["body"]) == ("Xã Nghi Dương gặt xong lúa mùa", "bao-mot.example", "")
    assert (video["title"], video["sapo"]) == (
        "Chợ quê xã Nghi Dương, thành phố Hải Phòng",
        "Phóng sự về phiên chợ cuối tuần.",
    )
    assert {row["published"] for row in accepted} == {"2026-11-16T08:00:00+07:00"}


@pytest.mark.long
def test_the_days_budget_of_a_newspaper_holds_over_runs(tmp_path: Path) -> None:
    with papers({}) as servers:
        fill(servers[0], range(9))
        office(tmp_path, servers)
        diembao(tmp_path, "config", "set", "crawl.daily_budget", "5")
        counts = []
        for hour in ("08", "10", "12"):
            diembao(tmp_path, "run", now=f"2026-11-19T{hour}:00:00+07:00", check=(0, 1, 3))
            counts.append(len([seen for seen in servers[0].seen if seen.path.startswith("/tin-")]))
    assert counts[0] < 9
    assert counts[-1] <= 5


def test_wrong_settings_name_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[commune]\ncode = "11713"\n[crawl]\ndelay = 1\n', encoding="utf-8")
    code, out, err = spoken(tmp_path, "run")
    assert (code, out) == (2, "")
    assert "dòng 4" in err
    assert "crawl.delay" in err


def test_a_second_run_at_the_same_time_is_refused(tmp_path: Path) -> None:
    office(tmp_path, [])
    with locked(tmp_path):
        code, _, err = spoken(tmp_path, "run")
    assert (code, "lượt chạy khác" in err) == (1, True)


@pytest.mark.long
def test_a_second_process_at_the_same_time_is_refused(tmp_path: Path) -> None:
    with papers({}) as servers:
        fill(servers[0], range(3))
        asked, told, whole = threading.Event(), threading.Event(), servers[0].pages["/rss"]

        def held_back() -> Reply:
            """The first run is at work until the second has said its sentence, however slow either is."""
            asked.set()
            told.wait(300)
            assert isinstance(whole, Reply)
            return whole

        servers[0].pages["/rss"] = held_back
        office(tmp_path, servers)
        diembao(tmp_path, "config", "set", "crawl.timeout_seconds", "300")
        first = start(tmp_path, "run")
        assert asked.wait(300)
        code, _, err = finished(tmp_path, "run")
        told.set()
        assert (code, "lượt chạy khác" in err) == (1, True)
        first.communicate()
        assert first.returncode == 0


@pytest.mark.long
def test_killed_anywhere_it_resumes(tmp_path: Path) -> None:
    with papers({}, {}, {}) as servers:
        for server in servers:
            fill(server, range(20), **{"tin-4.html": Reply(status=404)})
        calm, rough = tmp_path / "calm", tmp_path / "rough"
        office(calm, servers)
        began = time.monotonic()
        diembao(calm, "run")
        whole = time.monotonic() - began
        office(rough, servers)
        chance = random.Random(20261119)
        for _ in range(10):
            process = start(rough, "run")
            time.sleep(chance.uniform(0.2, whole))
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        diembao(rough, "run")
        assert snapshot(rough) == snapshot(calm)
        assert len(exported(rough, "articles")) == 57


@pytest.mark.long
def test_no_page_of_the_real_press_is_lost(tmp_path: Path) -> None:
    if not PRESS.exists():
        pytest.skip("needs the real pages of shared/data/press beside the project")
    index = [json.loads(line) for line in (PRESS / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    pages = [row for row in index if row["kind"] == "article"]
    with papers({}) as servers:
        listing = ""
        for number, row in enumerate(pages):
            path = f"/{row['outlet']}/bai-{number}-{100000 + number}.html"
            servers[0].pages[path] = Reply(gzip.decompress((PRESS / row["file"]).read_bytes()), type=HTML)
            listing += f'<h3><a href="{path}">Bài báo số {number} của {row["outlet"]}</a></h3>'
        servers[0].pages["/muc"] = Reply(f"<html><body>{listing}</body></html>".encode())
        office(tmp_path, [])
        diembao(tmp_path, "source", "add", "that", "--list", f"{servers[0].address}/muc", "--pattern", r"-\d{6}\.html$")
        done = json.loads(diembao(tmp_path, "run", "--json"))
    assert (done["links"], done["pages"]) == (len(pages), len(pages))
    lost = [row for row in exported(tmp_path, "outcomes") if row["stage"] == "extract" and row["outcome"] != "done"]
    assert lost == []
