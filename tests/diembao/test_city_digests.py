"""One pass of a city's home: a digest for each commune that has its own articles only, and one for the city."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

import config.gazetteer
from config import edit
from diembao import cli
from diembao.alerts import press_alerts
from diembao.bench.city import passed, prepared
from diembao.bench.city_week import week
from diembao.citywide import city_edition
from diembao.cli import Failed
from diembao.issue import build, build_due, issue
from diembao.office import Office, office
from diembao.sending import copy_issued, send_issued
from digest.send.email import Ending
from domain.cityview import CityView
from domain.clock import VIETNAM, Stamp
from domain.edition import week_of
from domain.reading import TargetTone, Tone, ToneValue, Verdict
from domain.story import Joined
from store import Store, opened
from tests.builders import a_judgement, a_link, an_article
from tests.diembao.mail import Box, mail_server

NOW = datetime(2026, 11, 19, 8, 0, tzinfo=VIETNAM)
WEEK = week_of(date(2026, 11, 18))


@pytest.fixture
def here(tmp_path: Path) -> Office:
    every = [one.code for one in config.gazetteer.city("31", (), (), {}).communes]
    kept = {"11713", "11680", every[0]}
    without = [code for code in every if code not in kept]
    (tmp_path / "settings.toml").write_text(
        f'[city]\ncode = "31"\nwithout = {json.dumps(without)}\n'
        '[digest]\nperiods = ["week"]\nformats = ["txt", "docx"]\n'
        '[press]\ndefaults = "none"\n',
        encoding="utf-8",
    )
    return office(tmp_path)


@pytest.fixture
def store(here: Office) -> Iterator[Store]:
    with opened(here.home) as opened_store:
        opened_store.runs.begin("run", NOW - timedelta(days=1), NOW)
        yield opened_store


def put(store: Store, number: int, *codes: str, beside: str = "", verdict: Verdict = Verdict.ACCEPT) -> str:
    """An article of the week that these communes accept."""
    link = a_link(f"http://bao-{number}.example/tin-{number}.html", source=f"bao-{number}")
    store.links.add([link], NOW - timedelta(hours=9))
    article = an_article(
        link.url,
        title=f"Việc số {number}",
        source=f"bao-{number}",
        published=Stamp.parse(f"2026-11-1{number % 6 + 2}T08:00:00+07:00"),
    )
    store.articles.save(article, link.id)
    store.readings.save_judgements(article.id, [a_judgement(verdict, code) for code in codes], 1)
    store.stories.save([Joined(article.id, (beside,) if beside else (), 0.9, "cùng việc")], 1)
    return article.id


def fill(store: Store, here: Office) -> tuple[str, str, str]:
    """The codes of the commune with two articles, of that with one of its own, of that without any."""
    silent, busy, other = here.units[0], "11713", "11680"
    first = put(store, 1, busy, other)
    put(store, 2, busy, beside=first)
    put(store, 3, other, verdict=Verdict.REVIEW)
    put(store, 4, other)
    return busy, other, silent


def city_view(here: Office, store: Store) -> CityView:
    view = city_edition(here.at("31"), store, WEEK, NOW).city
    assert view is not None
    return view


def test_each_commune_gets_its_own_and_the_city_one_of_all(here: Office, store: Store) -> None:
    busy, other, silent = fill(store, here)
    paths = build_due(here, store, NOW)
    assert {path.name for path in paths} == {
        f"tong-hop-bao-chi-{code}-week-2026-11-18.{kind}"
        for code in (busy, other, silent, "31")
        for kind in ("txt", "docx")
    }
    told = {path.name.split("-")[4]: path.read_text(encoding="utf-8") for path in paths if path.suffix == ".txt"}
    assert "Việc số 1 (cùng 1 tin, bài khác)" in told[busy]
    assert "Việc số 4" not in told[busy]
    assert "Việc số 4" in told[other]
    assert "cùng 1 tin" not in told[other]
    assert "không ghi nhận tin, bài" in told[silent] or "chưa đọc được" in told[silent]
    assert "3 tin, bài của 3 cơ quan báo chí" in told["31"]
    assert "2 trong số 3 xã, phường, đặc khu của thành phố Hải Phòng" in told["31"]
    assert "Việc số 1" in told["31"]
    assert build_due(here, store, NOW) == ()


def test_the_city_counts_what_its_communes_count(here: Office, store: Store) -> None:
    busy, other, silent = fill(store, here)
    view = city_view(here, store)
    lines = {line.unit.code: (line.articles, line.stories, line.doubtful) for line in view.lines}
    assert lines == {busy: (2, 1, 0), other: (2, 2, 1), silent: (0, 0, 0)}
    assert (view.articles, view.stories, len(view.outlets)) == (3, 2, 3)
    assert [line.unit.code for line in view.unnamed] == [silent]
    (shared,) = view.shared
    assert (shared.title, shared.articles, shared.outlets) == ("Việc số 1", 2, 2)
    assert set(shared.communes) == {"xã Nghi Dương", "xã Kiến Thuỵ"}


def test_communes_stand_by_name_whatever_their_numbers(here: Office, store: Store) -> None:
    fill(store, here)
    names = [line.unit.name for line in city_view(here, store).lines]
    put(store, 5, here.units[0])
    put(store, 6, here.units[0])
    assert [line.unit.name for line in city_view(here, store).lines] == names


def test_a_pass_cut_in_the_middle_goes_on(here: Office, store: Store) -> None:
    fill(store, here)
    build(here.at("11713"), store, WEEK, NOW, ["txt", "docx"])
    rest = build_due(here, store, NOW)
    assert not any("-11713-" in path.name for path in rest)
    assert any("-31-" in path.name for path in rest)
    frozen = store.editions.draft("31", WEEK.key)
    assert frozen is not None
    assert frozen[0].city is not None
    assert frozen[0].city.articles == 3


def test_the_city_s_document_is_issued_and_stays(here: Office, store: Store) -> None:
    fill(store, here)
    build_due(here, store, NOW)
    city = here.at("31")
    issue(city, store, WEEK, NOW, "07", date(2026, 11, 19))
    put(store, 5, "11713")
    build(city, store, WEEK, NOW + timedelta(days=1), ["txt"])
    version = store.editions.issued("31", WEEK.key)[0]
    edition, digest = store.editions.frozen(version)
    assert digest.number == "Số: 07/BC-SVHTTDL"
    assert edition.city is not None
    assert edition.city.articles == 3
    assert not store.editions.issued("11713", WEEK.key)


def test_digest_build_asks_nothing_and_builds_all_or_what_is_named(
    here: Office, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(store, here)
    words = ["digest", "build", "--format", "txt", "--home", str(here.home), "--now", NOW.isoformat()]
    expected = {(): 4, ("--commune", "Nghi Dương"): 1, ("--city",): 1}
    for option, count in expected.items():
        assert cli.run([*words, *option]) == 0
        assert len(capsys.readouterr().out.splitlines()) == count
    assert cli.run([*words, "--replace"]) == 2
    assert "--city" in capsys.readouterr().err


def test_a_warning_names_its_commune_and_is_that_commune_s(here: Office, store: Store) -> None:
    name = put(store, 1, "11713", "11680")
    tone = Tone(ToneValue.NEGATIVE, 0.9, "Người dân phản ánh.")
    store.tones.save(name, tone, [TargetTone("11713", tone, True, 0.9)], 1)
    (alert,) = press_alerts(here, store, NOW)
    assert alert.item == f"{name} 11713"
    assert alert.text.startswith("Xã Nghi Dương. ")


def test_the_generated_week_is_the_same_every_time() -> None:
    communes = config.gazetteer.city("31", (), (), {}).communes
    one, two = (list(week(communes, WEEK, 40)) for _ in range(2))
    assert one == two
    assert len({link.id for link, _ in one}) == 40
    assert all(article.published and article.published.day in WEEK for _, article in one)


@pytest.mark.long
def test_a_generated_week_is_read_and_every_digest_built_in_one_pass(tmp_path: Path) -> None:
    told = passed(prepared(tmp_path / "thanh-pho", 600, everything=True))
    assert told["digests"] == 115
    assert told["words"]["mention"] == {"done": 600}
    assert told["accepted"] > 400
    assert told["peak"] < 1500


def test_a_document_goes_to_its_own_unit_s_people_only(here: Office, store: Store, tmp_path: Path) -> None:
    for code in ("11713", "11680", "31"):
        build(here.at(code), store, WEEK, NOW, ["txt"])
        issue(here.at(code), store, WEEK, NOW, "07", date(2026, 11, 19))
    box = Box()
    with mail_server(tmp_path, box, security="none", login=False) as (port, _):
        told = {"email.smtp_host": "127.0.0.1", "email.smtp_port": str(port), "email.security": "none",
                "email.from": "so@tp.example", "email.to": "so@tp.example",
                "communes.11713.to": "vp@nghiduong.example"}  # fmt: skip
        for key, value in told.items():
            edit.set_value(here.home, key, value)
        whole = office(here.home)
        for code in ("11713", "31"):
            send_issued(whole.at(code), store, store.editions.issued(code, WEEK.key)[-1], NOW)
        silent = store.editions.issued("11680", WEEK.key)[-1]
        with pytest.raises(Failed, match=r"communes\.11680\.to"):
            send_issued(whole.at("11680"), store, silent, NOW)
    assert [(address, next(letter.iter_attachments()).get_filename()) for address, letter in box.letters] == [
        ("vp@nghiduong.example", f"tong-hop-bao-chi-11713-{WEEK.key}.docx"),
        ("so@tp.example", f"tong-hop-bao-chi-31-{WEEK.key}.docx"),
    ]


def test_one_folder_takes_the_documents_of_every_commune(here: Office, store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "o-chung"
    for code in ("11713", "11680"):
        build(here.at(code), store, WEEK, NOW, ["txt"])
        issue(here.at(code), store, WEEK, NOW, "07", date(2026, 11, 19))
        version = store.editions.issued(code, WEEK.key)[-1]
        assert copy_issued(here.at(code), store, version, folder).ending is Ending.SENT
    assert len(list(folder.iterdir())) == 6
