"""What the desk is handed when it opens: the office and the few answers that only the whole program can give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from config.model import Settings
from domain.case import Case
from domain.copies import Comparison
from domain.edition import Period, PeriodKind
from domain.errors import KnownError
from domain.fact import Fact
from domain.place import City, Commune
from domain.press import Article, Source
from domain.reading import TopicRules
from domain.saved import SavedSearch
from store import Store


class Office(Protocol):
    """An opened office, as the desk sees it."""

    @property
    def home(self) -> Path:
        """The folder of its data."""

    @property
    def settings(self) -> Settings:
        """Its settings."""

    @property
    def commune(self) -> Commune:
        """The commune watched."""

    @property
    def city(self) -> City | None:
        """The city watched with all its communes; None in the office of one commune."""

    @property
    def communes(self) -> tuple[Commune, ...]:
        """Every commune watched."""

    @property
    def is_city(self) -> bool:
        """Whether the city itself is looked at, not one of its communes."""

    def at(self, code: str) -> Office:
        """The office as one of its communes sees it, or the city itself."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Its newspapers."""

    @property
    def topic_rules(self) -> tuple[TopicRules, ...]:
        """The topics."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """How one newspaper is doing: `state` is a phrase, `symptoms` are sentences; articles of the last 7 and 28 days."""

    source: Source
    ok: bool
    state: str
    recent: int
    usual: int
    symptoms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article: its place in reading order, its field, what can be checked in it (kind, words)."""

    number: int
    field: str
    text: str
    points: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """A fact that seems to speak of a statement's matter; `why` says how the two differ, "" when they do not."""

    fact: Fact
    why: str = ""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was found: its file's name, how large and from when in words, where it lies."""

    path: str
    name: str
    told: str


def _no_dossier(_office: Office, _store: Store, _article: str, _by: str) -> tuple[str, bytes]:
    raise KnownError("Bàn làm việc này không lập được hồ sơ lưu. Mời dùng lệnh: diembao watch dossier")


def _now() -> datetime:
    return datetime.now(UTC)


def _no_papers(_office: Office, _store: Store, _case: Case) -> Sequence[tuple[str, str]]:
    return ()


def _no_paper(_office: Office, _store: Store, _case: Case, _name: str) -> bytes:
    raise KnownError("Bàn làm việc này không lập được văn bản. Mời dùng lệnh: diembao case paper")


def _no_passages(_article: Article) -> Sequence[Passage]:
    return ()


def _no_facts(_office: Office, _store: Store, _article: Article, _sentence: str, _said: str) -> Sequence[Beside]:
    return ()


def _no_opening(_store: Store, _case: Case, _by: str) -> Case | None:
    raise KnownError("Bàn làm việc này không mở được hồ sơ. Mời dùng lệnh: diembao case open")


def _no_feed(_office: Office, _store: Store, _search: SavedSearch, _address: str) -> bytes:
    raise KnownError("Bàn làm việc này không lập được danh sách theo dõi.")


def _no_backups() -> Sequence[Backup]:
    return ()


def _no_restoring(_file: Path, _secret: str) -> str:
    raise KnownError("Bàn làm việc này không khôi phục được. Mời dùng lệnh: diembao restore")


def _never(_texts: Iterable[str]) -> bool:
    raise KnownError("Bàn làm việc này không kiểm tra được dấu mật nên không nhận số liệu. Mời dùng: diembao fact add")


def _no_file(_data: bytes, _name: str) -> Sequence[Fact]:
    raise KnownError("Bàn làm việc này không nhập được tệp. Mời dùng lệnh: diembao fact import")


def _no_report(_office: Office, _store: Store, _period: Period, _name: str) -> bytes:
    raise KnownError("Bàn làm việc này không lập được báo cáo. Mời dùng lệnh: diembao plan report")


def _no_log(_office: Office, _store: Store) -> bytes:
    raise KnownError("Bàn làm việc này không lập được sổ sửa sai. Mời dùng lệnh: diembao case corrections")


def _no_figures(_office: Office, _store: Store, _period: Period) -> Mapping[str, Sequence[str]]:
    return {}


@dataclass(frozen=True)
class Services:
    """What the desk works with.

    `office` gives None while there are no settings; `believes` the moment the office believes (a sample believes its
    own press); `find` gives the newest answers to a search, so many at most, and their number, counted so far at most,
    or raises KnownError with a sentence; `period` the last complete period;
    `case_papers` names the papers that may be written for a case, with their names in print; `case_paper` writes one,
    `case_dossier` hands the whole case over to someone; `passages` are the sentences of an article; `beside` the
    facts that speak of words in one; `open_case` opens a case with its first evidence, None when that claim has one;
    `secret` whether texts bear a mark of secrecy.
    `dossier` the name and bytes of an article's evidence file, taken by someone;
    `compare` puts two texts side by side; `summarise` picks sentences of a story, each with its article;
    `facts_in` reads the facts of a file, or raises KnownError; nothing is kept;
    `plan_figures` are sentences about a period by the name of a figure; `plan_report` and `press_pack` are files of a
    named format; `mistakes` the log of the office's own mistakes as a Word file;
    `agreement`: of so many labelled articles, on how many the tone as read was the same;
    `feed` is a saved search as an Atom feed under its address;
    `recompose` brings a draft up to people's words; `issue` freezes a draft under its number and day,
    and gives what writes its files afterwards; `backups` are those that lie in the usual places, `restore` brings one
    into a home still new (its path, its passphrase) and says so.
    """

    home: Path
    office: Callable[[], Office | None]
    believes: Callable[[Office], datetime]
    states: Callable[[Office, Store, datetime], Sequence[SourceState]]
    find: Callable[[Office, Store, str, int, int], tuple[int, list[Article]]]
    period: Callable[[Office, PeriodKind], Period]
    recompose: Callable[[Office, Store, Period], None]
    issue: Callable[[Office, Store, Period, str, date], Callable[[], object]]
    compare: Callable[[str, str], Comparison]
    summarise: Callable[[Sequence[Article]], Sequence[tuple[str, Article]]]
    clock: Callable[[], datetime] = _now
    dossier: Callable[[Office, Store, str, str], tuple[str, bytes]] = _no_dossier
    case_papers: Callable[[Office, Store, Case], Sequence[tuple[str, str]]] = _no_papers
    case_paper: Callable[[Office, Store, Case, str], bytes] = _no_paper
    case_dossier: Callable[[Office, Store, Case, str], bytes] = _no_paper
    passages: Callable[[Article], Sequence[Passage]] = _no_passages
    beside: Callable[[Office, Store, Article, str, str], Sequence[Beside]] = _no_facts
    open_case: Callable[[Store, Case, str], Case | None] = _no_opening
    secret: Callable[[Iterable[str]], bool] = _never
    feed: Callable[[Office, Store, SavedSearch, str], bytes] = _no_feed
    facts_in: Callable[[bytes, str], Sequence[Fact]] = _no_file
    plan_figures: Callable[[Office, Store, Period], Mapping[str, Sequence[str]]] = _no_figures
    plan_report: Callable[[Office, Store, Period, str], bytes] = _no_report
    press_pack: Callable[[Office, Store, Period, str], bytes] = _no_report
    mistakes: Callable[[Office, Store], bytes] = _no_log
    agreement: Callable[[Office], tuple[int, int]] = lambda _office: (0, 0)
    backups: Callable[[], Sequence[Backup]] = _no_backups
    restore: Callable[[Path, str], str] = _no_restoring
