"""From an edition to files, and from a draft to an issued document that never changes again.

A draft is composed anew whenever it is asked for. Once issued, a period gives the frozen document, whatever the
database has learnt since; a correction is a new draft that says which document it stands for ("thay thế").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from diembao.citywide import Tally, city_edition
from diembao.cli import Failed
from diembao.files import write_whole
from diembao.gathering import edition_of
from diembao.office import Office
from diembao.privacy import masked
from diembao.sharing import Shared
from diembao.words import say
from digest.compose import compose, issued
from digest.render import RENDERERS
from digest.render.pdf import CannotPrint
from domain.clock import to_local, vi_date
from domain.document import Digest
from domain.editing import folded
from domain.edition import Edition, Period, PeriodKind, Windows, period_of, previous_period
from store import Store
from store.editions import Issued

FOLDER = "digests"
# Periods that ended while the machine was off are built when it comes back, up to a long holiday and an illness ago.
CATCH_UP = timedelta(days=60)
_ISSUED_FORMATS = ("docx", "html", "xlsx", "txt")


def last_complete(now: datetime, kind: PeriodKind, windows: Windows) -> Period:
    """The last period that ended before today."""
    return previous_period(period_of(to_local(now).date(), kind, windows), windows)


def build_due(office: Office, store: Store, now: datetime) -> tuple[Path, ...]:
    """Build the drafts whose period is over and that do not exist yet; returns the files written."""
    if office.is_city:
        return _build_city_due(office, store, now)
    settings = office.settings.digest
    paths: list[Path] = []
    for kind in map(PeriodKind, settings.periods):
        for period in reversed(_missing(office, store, kind, now)):
            if _is_due(office, store, period):
                paths += build(office, store, period, now, settings.formats)
    return tuple(paths)


def _build_city_due(office: Office, store: Store, now: datetime) -> tuple[Path, ...]:
    """The drafts of a city: each commune's that is due, then the city's own, period by period."""
    settings, paths = office.settings.digest, list[Path]()
    city, communes = office.at(office.seat.code), office.each()
    for kind in map(PeriodKind, settings.periods):
        missing = {one.commune.code: _missing(one, store, kind, now) for one in (*communes, city)}
        for period in sorted({period for found in missing.values() for period in found}, key=lambda one: one.end):
            waiting = (one for one in (*communes, city) if period in missing[one.commune.code])
            due = {one.commune.code for one in waiting if _is_due(one, store, period)}
            if due:
                paths += _build_city(city, store, period, now, settings.formats, due)
    return tuple(paths)


def build_all(office: Office, store: Store, period: Period, now: datetime, formats: Sequence[str]) -> tuple[Path, ...]:
    """The files of every commune of a city and of the city itself; `office` is any part of it."""
    city = office.at(office.seat.code)
    return tuple(_build_city(city, store, period, now, formats, {*office.units, city.commune.code}))


def _build_city(
    city: Office, store: Store, period: Period, now: datetime, formats: Sequence[str], wanted: set[str]
) -> Iterator[Path]:
    """One period: the documents wanted, each commune's gathered once and counted into the city's."""
    shared, tally = Shared(store), Tally()
    for one in city.each():
        edition = edition_of(one, store, period, now, shared=shared)
        tally.add(edition)
        if one.commune.code in wanted:
            yield from build(one, store, period, now, formats, edition)
    if city.commune.code in wanted:
        yield from build(city, store, period, now, formats, tally.edition(city, store, period))


def _edition(office: Office, store: Store, period: Period, now: datetime, replaces: str = "") -> Edition:
    """A commune's edition, or the city's."""
    gather = city_edition if office.is_city else edition_of
    return gather(office, store, period, now, replaces)


def _missing(office: Office, store: Store, kind: PeriodKind, now: datetime) -> list[Period]:
    """The last complete period, and those before it that passed while the machine was off; newest first.

    Only what lies behind an edition that exists is caught up: nobody asked for what was before the first one.
    """
    windows, code = office.settings.digest.windows, office.commune.code
    found = [last_complete(now, kind, windows)]
    oldest = to_local(now).date() - CATCH_UP
    while not store.editions.get(code, found[-1].key):
        before = previous_period(found[-1], windows)
        if before.end < oldest:
            return found[:1]
        found.append(before)
    return found[:-1]


def _is_due(office: Office, store: Store, period: Period) -> bool:
    """Not yet built; and for anything longer than a week, the press was read while it lasted."""
    if store.editions.get(office.commune.code, period.key):
        return False
    first = store.runs.first()
    return period.kind is PeriodKind.WEEK or (first is not None and to_local(first).date() <= period.end)


def build(
    office: Office,
    store: Store,
    period: Period,
    now: datetime,
    formats: Sequence[str],
    edition: Edition | None = None,
) -> tuple[Path, ...]:
    """The period's files: the frozen document where one was issued, else a draft (of `edition`, else of now)."""
    versions = store.editions.issued(office.commune.code, period.key)
    if versions:
        return write_files(office, period, store.editions.frozen(versions[-1])[1], formats, len(versions))
    return _draft(office, store, edition or _edition(office, store, period, now), formats, 1)


def replace_issued(
    office: Office, store: Store, period: Period, now: datetime, formats: Sequence[str]
) -> tuple[Path, ...]:
    """A draft that stands for the document issued last. Raises Failed when none was issued."""
    versions = store.editions.issued(office.commune.code, period.key)
    if not versions:
        raise Failed(
            say("Kỳ này chưa phát hành văn bản nào nên không có gì để thay thế; mời bỏ tùy chọn --replace."), 2
        )
    edition = _edition(office, store, period, now, stands_for(store, versions[-1]))
    return _draft(office, store, edition, formats, len(versions) + 1)


def stands_for(store: Store, version: Issued) -> str:
    """`thay thế Báo cáo số 12/BC-VHXH ngày 20/11/2026`."""
    number = store.editions.frozen(version)[1].number.removeprefix("Số: ")
    return f"thay thế Báo cáo số {number} ngày {vi_date(version.day)}"


def issue(office: Office, store: Store, period: Period, now: datetime, number: str, day: date) -> tuple[Path, ...]:
    """Freeze the period's draft with the clerk's number and day; returns its files. Raises Failed without a draft."""
    return freeze(office, store, period, now, number, day)()


def freeze(
    office: Office, store: Store, period: Period, now: datetime, number: str, day: date
) -> Callable[[], tuple[Path, ...]]:
    """The same without its files: returned is what writes them. That takes seconds, and nobody should wait for it who
    wants to store something meanwhile."""
    code = office.commune.code
    found, versions = store.editions.draft(code, period.key), store.editions.issued(code, period.key)
    if found is None:
        raise Failed(say("Kỳ này chưa có bản dự thảo. Mời lập trước bằng: diembao digest build"), 2)
    edition = masked(with_edits(store, found[0]), office.masker(), store.persons)
    draft = compose(edition, office.settings.digest.sections or None)
    if versions and edition.replaces != stands_for(store, versions[-1]):
        raise Failed(
            say(
                "Kỳ này đã phát hành văn bản số {number}, văn bản đó giữ nguyên. "
                "Nếu cần sửa, mời lập bản thay thế bằng: diembao digest build --replace"
            ).format(number=versions[-1].number),
            2,
        )
    document = issued(draft, number, day)
    store.editions.issue(edition, document, number, day, edition.replaces, now)
    return partial(write_files, office, period, document, _ISSUED_FORMATS, len(versions) + 1)


def with_edits(store: Store, edition: Edition) -> Edition:
    """An edition with everything people have changed in it by now."""
    edits = folded(store.editing.of(edition.commune.unit.code, edition.period.key))
    return replace(edition, edits=edits)


def recompose(office: Office, store: Store, period: Period) -> None:
    """Bring a draft up to people's words: from the inputs it was built of, without gathering anew.

    Nothing happens where there is no draft, or it says already what people want.
    """
    code, key = office.commune.code, period.key
    found, built = store.editions.draft(code, key), store.editions.get(code, key)
    if found is None or built is None or (edition := with_edits(store, found[0])) == found[0]:
        return
    version = len(store.editions.issued(code, key)) + 1
    _draft(office, store, edition, [Path(name).suffix[1:] for name in built.files], version)


def _draft(
    office: Office,
    store: Store,
    edition: Edition,
    formats: Sequence[str],
    version: int,
) -> tuple[Path, ...]:
    edition = masked(edition, office.masker(), store.persons)
    digest = compose(edition, office.settings.digest.sections or None)
    paths = write_files(office, edition.period, digest, formats, version)
    with store.together():
        store.matters.propose(edition.matters)
        store.editions.save(edition, digest, [path.relative_to(office.home).as_posix() for path in paths])
    return paths


def write_files(
    office: Office, period: Period, digest: Digest, formats: Sequence[str], version: int
) -> tuple[Path, ...]:
    """Write a document's files into the home; returns the paths of those written. A replacement has its own names."""
    mark = f"-thay-the-{version - 1}" if version > 1 else ""
    return write_document(office.home, f"tong-hop-bao-chi-{office.commune.code}-{period.key}{mark}", digest, formats)


def write_document(home: Path, stem: str, digest: Digest, formats: Sequence[str]) -> tuple[Path, ...]:
    """Write a document's files into a home; returns the paths of those that this machine can make."""
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    paths = {name: folder / f"{stem}.{name}" for name in formats}
    return tuple(path for name, path in paths.items() if _rendered(path, name, digest))


def _rendered(path: Path, name: str, digest: Digest) -> bool:
    """Write one file; False where this machine cannot make its format (PDF), which stops no other."""
    try:
        write_whole(path, RENDERERS[name](digest))
    except CannotPrint:
        return False
    return True
