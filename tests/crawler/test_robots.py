"""robots.txt by RFC 9309, asked for once however many wait."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.robots import DAY, SILENCE, Robots, read_rules, robots_url
from crawler.sitemaps import sitemaps_in_robots
from crawler.troubles import lasting, passing
from domain.outcome import Permanent, Temporary, Trouble, Word

URL = "https://bao-bien.example/kin/a.html"


def verdict(answer: tuple[int, bytes] | Trouble, url: str = URL) -> Trouble | None:
    return read_rules(answer, 0.0).verdict(url)


@pytest.mark.parametrize(
    ("body", "allowed"),
    [
        (b"", True),
        (b"User-agent: *\nDisallow: /kin/", False),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /kin/", False),
        (b"User-agent: *\nDisallow: /\nAllow: /kin/", True),
        (b"User-agent: *\nDisallow:\n\nUser-agent: diembao\nDisallow: /", False),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: DiemBao\nAllow: /", True),
        (b"User-agent: *\nDisallow: /*.html$", False),
        (b"<html>khong phai robots</html>", True),
    ],
)
def test_rules(body: bytes, allowed: bool) -> None:
    found = verdict((200, body))
    assert (found is None) is allowed
    assert found is None or (isinstance(found, Permanent) and found.word is Word.FORBIDDEN)


@pytest.mark.parametrize("word", [Word.GONE, Word.REFUSED, Word.REDIRECTS])
def test_no_robots_txt_means_no_rules(word: Word) -> None:
    assert verdict(Permanent(word)) is None


@pytest.mark.parametrize("word", [Word.HTTP_ERROR, Word.TIMEOUT, Word.UNREACHABLE, Word.TLS, Word.BUSY, Word.EMPTY])
def test_no_answer_refuses_for_now(word: Word) -> None:
    found = verdict(passing(word) if word not in (Word.HTTP_ERROR, Word.BUSY) else Temporary(word))
    assert isinstance(found, Temporary)
    assert found.word is word


def test_oversized_robots_txt_refuses_for_now() -> None:
    assert isinstance(verdict(lasting(Word.TOO_LARGE)), Temporary)


def test_private_address_stays_private() -> None:
    assert isinstance(verdict(lasting(Word.PRIVATE_ADDRESS)), Permanent)


def test_delay() -> None:
    assert read_rules((200, b"User-agent: *\nCrawl-delay: 7"), 0.0).delay == 7
    assert read_rules((200, b"User-agent: *\nCrawl-delay: nhanh"), 0.0).delay == 0


def test_address_of_robots_txt() -> None:
    assert robots_url("http://a.example:8080/x?y#z") == "http://a.example:8080/robots.txt"


LINES = (
    "User-agent: *",
    "Disallow: /",
    "Allow: http://[x",
    "Sitemap: //[",
    "Crawl-delay: -1",
    "Disallow: %zz*$$",
    "\x00:",
    ":",
)


@given(st.binary(max_size=200) | st.lists(st.sampled_from(LINES)).map(lambda lines: "\n".join(lines).encode()))
def test_any_bytes_are_a_robots_txt(body: bytes) -> None:
    rules = read_rules((200, body), 0.0)
    assert rules.delay >= 0
    assert rules.verdict(URL) in (None, lasting(Word.FORBIDDEN))
    sitemaps_in_robots(body)


def test_asked_once_for_all_who_wait_and_again_when_old() -> None:
    asked: list[str] = []
    clock = [0.0]

    async def get(url: str) -> tuple[int, bytes] | Trouble:
        asked.append(url)
        await asyncio.sleep(0.01)
        return (200, b"User-agent: *\nDisallow: /") if "bao" in url else Temporary(Word.TIMEOUT)

    async def scenario() -> None:
        robots = Robots(get, lambda: clock[0])
        rules = await asyncio.gather(*(robots.rules(f"https://bao.example/{n}") for n in range(5)))
        assert all(rule.verdict("https://bao.example/1") for rule in rules)
        assert len(asked) == 1
        clock[0] = DAY - 1
        await robots.rules("https://bao.example/")
        assert len(asked) == 1
        clock[0] = DAY + 1
        await robots.rules("https://bao.example/")
        assert len(asked) == 2
        await robots.rules("https://im.example/")
        await robots.rules("https://im.example/")
        assert len(asked) == 3
        clock[0] += SILENCE + 1
        await robots.rules("https://im.example/")
        assert len(asked) == 4

    asyncio.run(scenario())


def test_rules_in_wide_letters_are_obeyed() -> None:
    rules = read_rules((200, "User-agent: *\nDisallow: /cam/\n".encode("utf-16")), 0.0)
    assert rules.verdict("http://bao.example/cam/1") is not None
    assert rules.verdict("http://bao.example/tin/1") is None


def test_of_a_huge_file_whole_lines_of_its_beginning_count() -> None:
    long = b"Disallow: /cam/" + b"a" * 1_000 + b"\n"
    rules = read_rules((200, b"User-agent: *\nDisallow: /dau/\n" + long * 600 + b"Disallow: /cuoi/\n"), 0.0)
    assert rules.verdict("http://bao.example/dau/1") is not None
    assert rules.verdict("http://bao.example/cuoi/1") is None
    assert rules.verdict("http://bao.example/cam/1") is None
