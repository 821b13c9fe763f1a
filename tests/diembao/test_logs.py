"""Logs and the support bundle tell how it went and nothing of what was read, who did it, or any secret."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from diembao import logs
from diembao.logs import FILE, LARGEST, noted, write
from domain.people import Role
from store import opened
from tests.builders import NOW, a_judgement, a_link, a_page, an_article
from tests.diembao.small_press import diembao, office, spoken

PRIVATE = (
    "Nguyễn Văn Kín",
    "0912345678",
    "mật khẩu rất dài",
    "thu.xa.example",
    "hộ bà Lê Thị Mật",
    "bi-mat-tin-9",
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "nhà"
    office(home, [])
    (home / "mk.txt").write_text(PRIVATE[2], encoding="utf-8")
    for key, value in (("office.signer_name", PRIVATE[0]), ("office.contact", PRIVATE[1])):
        diembao(home, "config", "set", key, value)
    diembao(home, "config", "set", "email.smtp_host", PRIVATE[3])
    diembao(home, "config", "set", "email.password_file", "mk.txt")
    with opened(home) as store:
        link = a_link(f"http://bao-mot.example/{PRIVATE[5]}.html")
        store.links.add([link], NOW)
        store.pages.save(a_page(link, PRIVATE[4].encode()))
        store.articles.save(an_article(link.url, title=f"Chuyện {PRIVATE[4]}", body=PRIVATE[4]), link.id)
        store.readings.save_judgements(link.id, [a_judgement()], 1)
        store.users.add(PRIVATE[0], Role.EDITOR, "hash", NOW)
        store.audit.add(NOW, PRIVATE[0], "thử", link.id, PRIVATE[4])
        store.runs.end(store.runs.begin("backup", NOW, NOW), NOW, {"answer": PRIVATE[4]}, "failed")
    return home


def lines(home: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (home / FILE).read_text(encoding="utf-8").splitlines()]


def test_each_command_leaves_one_line(home: Path) -> None:
    before = len(lines(home))
    diembao(home, "search", PRIVATE[4], "--json")
    assert spoken(home, "source", "disable", PRIVATE[0])[0] == 2
    told = lines(home)[before:]
    assert [(line["command"], line["exit"]) for line in told] == [("search", 0), ("source", 2)]
    assert set(told[0]) == {"at", "event", "command", "exit", "seconds"}


def test_an_unforeseen_error_leaves_its_kind_and_our_lines_but_not_its_words(home: Path) -> None:
    def run() -> None:
        with noted("run") as event:
            event.home = home
            logs.our_lines(ValueError(PRIVATE[0]))
            raise ValueError(PRIVATE[0])

    with pytest.raises(ValueError, match=PRIVATE[0]):
        run()
    last = lines(home)[-1]
    assert (last["event"], last["kind"]) == ("error", "ValueError")
    assert "test_logs.py" in str(last["where"])
    assert PRIVATE[0] not in json.dumps(last, ensure_ascii=False)


def test_a_folder_that_is_no_office_gets_no_log(tmp_path: Path) -> None:
    spoken(tmp_path / "trống", "jobs")
    assert not (tmp_path / "trống").exists()


def test_logs_turn_over(home: Path) -> None:
    for _ in range(12):
        write(home, {"event": "x" * (LARGEST // 2)})
    sizes = [path.stat().st_size for path in logs.files(home)]
    assert len(sizes) == 6
    assert max(sizes) <= LARGEST * 1.1


def test_the_bundle_holds_no_content_no_person_and_no_secret(home: Path, tmp_path: Path) -> None:
    spoken(home, "search", PRIVATE[4])
    path = Path(diembao(home, "support", str(tmp_path)).strip())
    with zipfile.ZipFile(path) as file:
        texts = {name: file.read(name).decode() for name in file.namelist()}
    named = {f"{name}.json" for name in ("machine", "doctor", "settings", "tables", "outcomes", "runs")}
    assert set(texts) == {*named, "logs/diembao.jsonl"}
    everything = "\n".join(texts.values())
    assert [word for word in (*PRIVATE, str(home)) if word in everything] == []
    assert json.loads(texts["tables.json"])["articles"] == 1
    assert json.loads(texts["settings.json"])["office.signer_name"] is True
    assert json.loads(texts["runs.json"])[0]["outcome"] == "failed"
