"""Addresses behind a search engine's headlines, asked of an invented engine: late, few, in turn, never past a no."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from crawler.fetcher import Fetcher
from crawler.policy import CrawlPolicy
from diembao.behind import VERSION, Behind
from diembao.stages import Stage, run_stage
from domain.outcome import Outcome, Word
from domain.press import Article
from domain.reading import Verdict
from domain.shadows import without_shadows
from domain.urls import article_id
from store import Store, opened
from tests.builders import NOW, a_judgement, a_link, a_page, an_article
from tests.loopback import Paper, Reply, papers

ENGINE = "http://news.google.com"
ASKED = f"{ENGINE}/_/DotsSplashUi/data/batchexecute"
ADDRESS = "http://bao-mot.example/nghi-duong-khanh-thanh-cau-541045.html"
SIGNED = Reply(
    b'<c-wiz><div jscontroller="x" data-n-a-id="CBMi1" data-n-a-ts="1764200000" data-n-a-sg="AbC-_9"></div></c-wiz>'
)
Pages = dict[str, Reply | Callable[[], Reply]]


def opaque(number: int) -> str:
    return f"{ENGINE}/rss/articles/CBMi{number}?oc=5"


def told(address: str) -> Reply:
    row = ["wrb.fr", "Fbv4je", json.dumps(["garturlres", address, 1]), None, None, None, "generic"]
    return Reply(f")]}}'\n\n{json.dumps([row, ['di', 40]])}\n".encode(), type="application/json")


def headline(number: int, store: Store, verdict: Verdict = Verdict.ACCEPT) -> Article:
    link = a_link(opaque(number), source="tim-kiem", title=f"Xã Nghi Dương có tin số {number}")
    store.links.add([link], NOW)
    article = an_article(link.url, source="tim-kiem", title=link.title, sapo="", body="", form="headline")
    store.articles.save(article, link.id)
    store.readings.save_judgements(article.id, [a_judgement(verdict)], 1)
    return article


@contextmanager
def engine(tmp_path: Path, pages: Pages) -> Iterator[tuple[Store, Paper, Callable[[], dict[str, Outcome]]]]:
    """A store, the engine as the proxy through which everything goes, and a pass of the stage."""
    with papers({f"{ENGINE}/robots.txt": Reply(b"", 404), **pages}) as (server,), opened(tmp_path) as store:
        policy = CrawlPolicy("diembao/0.1", delay_seconds=0, timeout_seconds=20, proxy=server.address)

        def one_pass() -> dict[str, Outcome]:
            behind = Behind(store, NOW)
            with Fetcher(policy) as fetcher:
                stage = Stage(
                    "behind",
                    VERSION,
                    lambda one: one.id,
                    behind.due,
                    lambda due: behind.work(fetcher, due),
                    behind.save,
                )
                run_stage(stage, store.outcomes, store.together, NOW, lambda *_: None)
            return {outcome.item: outcome for outcome in store.outcomes.all() if outcome.stage == "behind"}

        yield store, server, one_pass


def test_an_accepted_headline_gets_its_address_by_a_second_question(tmp_path: Path) -> None:
    pages: Pages = {opaque(1): SIGNED, opaque(2): SIGNED, ASKED: told(ADDRESS)}
    with engine(tmp_path, pages) as (store, server, one_pass):
        accepted, _ = headline(1, store), headline(2, store, Verdict.REVIEW)
        outcomes = one_pass()
        assert [(one.path, bool(one.form)) for one in server.seen[1:]] == [(opaque(1), False), (ASKED, True)]
        call = json.loads(parse_qs(server.seen[-1].form)["f.req"][0])
        assert json.loads(call[0][0][1])[2:] == ["CBMi1", 1764200000, "AbC-_9"]
        assert {item: outcome.word for item, outcome in outcomes.items()} == {accepted.id: Word.DONE}
        assert ADDRESS in outcomes[accepted.id].detail
        link = store.links.get(article_id(ADDRESS))
        assert link is not None
        assert (link.url, link.source, link.title) == (ADDRESS, "tim-kiem", accepted.title)
        asked = len(server.seen)
        one_pass()
        assert len(server.seen) == asked


def test_the_headline_gives_way_once_its_article_is_read(tmp_path: Path) -> None:
    with engine(tmp_path, {opaque(1): SIGNED, ASKED: told(ADDRESS)}) as (store, _, one_pass):
        headline(1, store)
        one_pass()
        (shown,) = store.articles.all()
        assert without_shadows([shown], store.articles.known) == [shown]
        link = store.links.get(article_id(ADDRESS))
        assert link is not None
        store.pages.save(a_page(link))
        store.articles.save(an_article(ADDRESS, title="Khánh thành cầu thôn ở Nghi Dương"), link.id)
        assert without_shadows([shown], store.articles.known) == []


def test_older_pages_hold_the_address_and_some_lead_there(tmp_path: Path) -> None:
    plain = Reply(f'<c-wiz data-n-au="{ADDRESS}?fbclid=1&amp;a=2"></c-wiz>'.encode())
    moved = Reply(b"", 302, headers={"Location": "http://bao-hai.example/tin-2.html"})
    pages: Pages = {
        opaque(1): plain, opaque(2): moved, "http://bao-hai.example/tin-2.html": Reply(b"<p>tin</p>"),
        "http://bao-hai.example/robots.txt": Reply(b"", 404),
    }  # fmt: skip
    with engine(tmp_path, pages) as (store, server, one_pass):
        headline(1, store), headline(2, store)
        one_pass()
        found = {article.canonical for article in store.articles.all()}
        assert found == {f"{ADDRESS}?a=2", "http://bao-hai.example/tin-2.html"}
        assert ASKED not in [one.path for one in server.seen]


def test_a_link_without_signature_is_asked_for_at_its_other_page(tmp_path: Path) -> None:
    beside = f"{ENGINE}/articles/CBMi1?oc=5"
    bare = Reply(b"<html><p>Google Tin tuc</p></html>")
    with engine(tmp_path, {opaque(1): bare, beside: SIGNED, ASKED: told(ADDRESS)}) as (store, server, one_pass):
        one = headline(1, store)
        assert one_pass()[one.id].word is Word.DONE
        assert [found.path for found in server.seen[1:]] == [opaque(1), beside, ASKED]
        assert [article.canonical for article in store.articles.all()] == [ADDRESS]


@pytest.mark.long
def test_what_tells_nothing_or_lies_is_hidden_and_the_headline_stays(tmp_path: Path) -> None:
    for number, answer in enumerate(
        (told("javascript:alert(1)"), told("https://www.google.com/x"), Reply(b"[[garturlres"))
    ):
        with engine(tmp_path / str(number), {opaque(1): SIGNED, ASKED: answer}) as (store, _, one_pass):
            one = headline(1, store)
            assert one_pass()[one.id].word is Word.HIDDEN
            assert [article.canonical for article in store.articles.all()] == [""]
    with engine(tmp_path / "bare", {opaque(1): Reply(b"<html><p>Google Tin tuc</p></html>")}) as (store, _, one_pass):
        one = headline(1, store)
        assert one_pass()[one.id].word is Word.HIDDEN


def test_an_engine_that_has_enough_is_left_alone(tmp_path: Path) -> None:
    busy = Reply(b"", 429, headers={"Retry-After": "7200"})
    with engine(tmp_path, {opaque(1): busy, opaque(2): busy}) as (store, server, one_pass):
        headline(1, store), headline(2, store)
        (outcome,) = one_pass().values()
        assert outcome.word is Word.BUSY
        assert outcome.retry_at is not None
        assert outcome.retry_at >= NOW + timedelta(hours=2)
        assert len([one for one in server.seen if "articles" in one.path]) == 1


def test_what_its_robots_forbid_is_not_asked(tmp_path: Path) -> None:
    rules = Reply(b"User-agent: *\nDisallow: /rss/articles/\n", type="text/plain")
    with engine(tmp_path, {f"{ENGINE}/robots.txt": rules, opaque(1): SIGNED}) as (store, server, one_pass):
        one = headline(1, store)
        assert one_pass()[one.id].word is Word.FORBIDDEN
        assert [seen.path for seen in server.seen] == [f"{ENGINE}/robots.txt"]
