from __future__ import annotations

import pytest

from digest.compose import compose
from digest.render import RENDERERS, text
from tests.digest import builders
from tests.digest.test_compose import EDITIONS


@pytest.mark.parametrize("name", EDITIONS)
def test_a_message_fits_into_zalo(name: str):
    message = RENDERERS["txt"](compose(EDITIONS[name])).decode()
    assert len(message) <= 2000
    assert message.endswith("\n")


def many(count: int) -> str:
    entries = [
        builders.entry(f"Bài số {number} về đường liên thôn của xã", day=13, hour=number % 24)
        for number in range(count)
    ]
    return RENDERERS["txt"](compose(builders.edition(*entries))).decode()


@pytest.mark.parametrize("count", [1, 10, 20, 21, 22, 23, 24, 40, 400])
def test_what_does_not_fit_is_counted(count: int):
    message = many(count)
    shown = message.count("\n- ")
    assert len(message) <= 2000
    assert shown + (int(message.split("Còn ")[1].split()[0]) if "Còn " in message else 0) == count
    assert f"ghi nhận {count} tin, bài" in message


def test_links_are_printed_when_all_of_them_fit():
    assert many(5).count("https://") == 5
    assert many(40).count("https://") == 0


def test_every_field_is_heard_when_space_is_short():
    message = RENDERERS["txt"](compose(builders.normal())).decode()
    assert message.count(":\n- ") == 7


def test_even_a_head_that_is_too_long_is_kept_within_the_limit():
    digest = compose(builders.normal())
    assert len(text.message(digest, 120)) <= 120
    assert text.message(digest, 120).endswith("…\n")
