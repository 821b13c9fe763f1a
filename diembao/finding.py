"""What answers a search: the officer's words read into a question to the store, with this office's names in it."""

from __future__ import annotations

from diembao.cli import Failed
from diembao.office import Office
from diembao.words import say
from domain.press import Article
from domain.query import Query, read_query
from domain.text import fold
from store import Store
from store.search import Wanted


def find(here: Office, store: Store, query: str, limit: int, most: int | None = None) -> tuple[int, list[Article]]:
    """How many articles answer, counted up to `most`, and the newest of them.

    Raises Failed (exit 2) for a question that cannot be read.
    """
    return store.search.find(question(here, store, query), limit, most)


def question(here: Office, store: Store, query: str) -> Wanted:
    """A search as a question to the store. Raises Failed (exit 2) for one that cannot be read."""
    try:
        asked = read_query(query)
    except ValueError as trouble:
        raise Failed(say("«{text}» không phải ngày dạng 18/11/2026.").format(text=trouble), 2) from trouble
    return _wanted(here, store, asked)


def _wanted(here: Office, store: Store, asked: Query) -> Wanted:
    outlets, topic = _outlets(here, store, asked.outlet), _topic(here, asked.topic)
    return Wanted(asked.expression, asked.since, asked.until, outlets, topic, _tone(asked.tone))


def _outlets(here: Office, store: Store, text: str) -> tuple[str, ...] | None:
    """The domains a newspaper filter means: by domain, short name or print name, without marks."""
    if not text:
        return None
    titles = {source.name: source.title for source in here.sources}
    wanted = fold(text)
    return tuple(
        domain
        for domain, source in store.search.outlets()
        if any(wanted in fold(name) for name in (domain, source, titles.get(source, "")))
    )


def _topic(here: Office, text: str) -> str | None:
    """The code of a topic given by its code or part of its name."""
    if not text:
        return None
    for rules in here.topic_rules:
        if text == rules.code or (not text.isdigit() and fold(text.replace("-", " ")) in fold(rules.name)):
            return rules.code
    raise Failed(say("Không có lĩnh vực «{text}».").format(text=text), 2)


# What an officer may write for a tone, without marks.
TONES = {
    "pos": ("pos", "tich cuc", "tot"),
    "neu": ("neu", "trung tinh", "chung"),
    "neg": ("neg", "tieu cuc", "han che", "xau"),
    "unclear": ("unclear", "chua ro"),
}


def _tone(text: str) -> str | None:
    """The tone toward the commune that a filter means."""
    if not text:
        return None
    wanted = fold(text.replace("-", " "))
    for tone, names in TONES.items():
        if wanted in names:
            return tone
    known = "tích-cực, trung-tính, tiêu-cực, chưa-rõ"
    raise Failed(say("Không có sắc thái «{text}»; mời chọn: {known}.").format(text=text, known=known), 2)
