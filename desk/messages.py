"""Every sentence of the desk's pages, and the upkeep of their English: `python -m desk.messages`.

Sentences stand in templates and code, where Babel finds them; in tables of words, of this room and of others; in what
is said of settings; and in the reasons that other rooms give as whole sentences, which are known again by their form.
What is new gets an empty place in the catalogue, what is gone leaves it; a test fails on a sentence without English.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po

import config.explained
import config.topics
import digest.charts
import digest.sections.press_work
import digest.tonewords
import domain.caseclock
import domain.caseends
import domain.casegrounds
import domain.caserules
import domain.casevalues
import domain.differing
import store.cases
import store.facts
import store.presswork
import store.taken
import store.users
from desk import app, doors, figures, history, tongues, words
from desk.views import registers
from digest.counts import UNSORTED
from domain import case, casefields, outcome, plan, presswork, watch

HERE = Path(__file__).parent
FILE = tongues.FILE
FORM = tongues.FORM
# Functions whose first sentence, or whose second, is told to a person.
_KEYWORDS = {**DEFAULT_KEYWORDS, "Said": None, "Refused": None, "Overtaking": None, "TooMany": None, "abort": (2,)}
# Rooms whose reasons reach a page as whole sentences.
_REASONS: tuple[ModuleType, ...] = (
    digest.charts,
    digest.tonewords,
    digest.sections.press_work,
    domain.caseclock,
    domain.caseends,
    domain.casegrounds,
    domain.caserules,
    domain.casevalues,
    domain.differing,
    store.cases,
    store.facts,
    store.presswork,
    store.taken,
    store.users,
)
# What rooms that may not be named here say: of newspapers, and why an article was taken, sorted, put into a story.
_UNNAMED = (
    "diembao/health.py",
    "diembao/symptoms.py",
    "nlp/places/reasons.py",
    "nlp/stories.py",
    "nlp/target_tone.py",
    "nlp/topics.py",
)
# Sentences that such a room makes of two pieces.
_JOINED = (
    "Cùng sự việc với bài “{one_line}”: cùng có {quoted}.",
    "Cùng sự việc với bài “{one_line}”.",
    "Số tin, bài qua {size} {periods}",
)
_PAPERS = (
    "phiếu xử lý",
    "phiếu chuyển",
    "biên bản xác minh",
    "thông tin chính thức",
    "công văn phản hồi",
    "công văn đề nghị cải chính",
    "công văn trả lời báo",
    "thư đề nghị đính chính",
)
# How a line of the register stands to its 24 hours (digest/briefing.py), and moments inside other rooms' sentences.
_STANDING = ("không áp dụng", "đúng hạn", "quá hạn", "chưa phát ngôn", "{hour} giờ {minute} ngày {day}")
_WAITING = "chưa phát ngôn, hạn {when}"
_WORDS = re.compile(r"[^\W\d_]")
_PLACE = re.compile(r"\{\w+\}|%\(\w+\)s")
_LETTER = re.compile("[à-ỹđÀ-ỸĐ]")
_TABLES = (
    words.BUTTONS, words.STANDING, words.ROLES, words.ROLE_MEANINGS, words.TONES, words.VERDICTS, words.VERDICT_SHORT,
    words.CERTAINTY, words.KINDS, words.TASKS, words.EDITS, words.DELIVERIES, words.FORMATS, words.MATTERS,
    words.RULED, words.DEEDS, words.SEARCH_USES, words.SEARCH_DEEDS, words.STAGES, watch.CHANGES, watch.SIGHTS,
    history.STATES, case.STATES, case.DEEDS, case.ENDINGS, case.LETTERS, casefields.KINDS, casefields.FIELD_NAMES,
    casefields.MEDIA, registers.FORMATS, outcome.OUTCOMES, presswork.OCCASIONS, plan.CHAPTERS,
)  # fmt: skip


def all_messages() -> dict[tuple[str, str], None]:
    """Every sentence once, with its context: "" for one that stands as it is, `FORM` for one known by its form."""
    plainly = [text for text in (*_extracted(), *_tabled()) if _WORDS.search(_PLACE.sub("", text))]
    forms = [text for text in _reasons() if _LETTER.search(text)]
    found = dict.fromkeys((text, "") for text in plainly)
    for text in forms:
        found.setdefault((text, FORM if "{" in text else ""))
    return found


def _extracted() -> Iterator[str]:
    """What stands in templates and code of this room."""
    methods = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
    options = {"**/templates/**.html": {"trimmed": "false", "silent": "false"}}
    for _, _, message, *_ in extract_from_dir(HERE, methods, options, _KEYWORDS):
        yield from message if isinstance(message, tuple) else (message,)


def _tabled() -> Iterator[str]:
    """What stands in tables: words for values, titles of settings, topics."""
    for table in _TABLES:
        yield from table.values()
    yield from (text.lower() for text in words.KINDS.values())
    yield from (named[0] for named in case.VERDICTS.values())
    yield from (text for needed in casefields.NEEDED.values() for _, text in needed)
    yield from (text for told in app.TOLD.values() for text in told)
    yield from casefields.SUGGESTED.values()
    yield from config.explained.sentences()
    yield from (rules.name for rules in config.topics.load())
    yield from (UNSORTED.name, figures.UNREAD, doors.GUEST.name, tongues.UNDATED, *_PAPERS)


def _reasons() -> Iterator[str]:
    yield from (*_STANDING, *_JOINED, _WAITING, app.GONE)
    for module in _REASONS:
        assert module.__file__, "a module of this project"
        yield from _sentences(Path(module.__file__))
    for name in _UNNAMED:
        path = HERE.parent / name
        yield from _sentences(path) if path.exists() else ()


def _sentences(path: Path) -> Iterator[str]:
    """The texts of a file but for what documents it; the values of a text become places with names."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    inside |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield _form(node).strip()
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node.value.strip()


def _form(node: ast.JoinedStr) -> str:
    """A text with the names of its values in place of them; a name that comes again is numbered."""
    told, seen = "", 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            told += str(part.value)
            continue
        names = [one for one in ast.walk(part) if isinstance(one, ast.Name | ast.Attribute)]
        name = "value" if not names else names[0].attr if isinstance(names[0], ast.Attribute) else names[0].id
        seen += 1
        told += f"{{{name}{seen if f'{{{name}}}' in told else ''}}}"
    return told


def updated(old: Catalog, wanted: Iterable[tuple[str, str]]) -> Catalog:
    """The catalogue with exactly these sentences, and the English it has."""
    new = Catalog(locale=tongues.ENGLISH, project="diembao", charset="utf-8", fuzzy=False)
    new.creation_date, new.revision_date = old.creation_date, old.revision_date
    new.header_comment = "# English for the desk. Made by: python -m desk.messages (the English is written by hand)."
    for text, context in wanted:
        known = old.get(text, context or None)
        new.add(text, known.string if known else "", context=context or None)
    return new


def main() -> None:
    """Bring the catalogue up to what the pages say."""
    old = tongues.kept() if FILE.exists() else Catalog(locale=tongues.ENGLISH)
    new = updated(old, all_messages())
    with FILE.open("wb") as file:
        write_po(file, new, width=110, no_location=True, sort_output=True)


if __name__ == "__main__":
    main()
