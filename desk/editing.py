"""What people do with a digest before it leaves the house, and how it stands: draft, agreed to, issued, sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from desk import typed, words
from desk.actions import Refused
from desk.services import Office
from digest import editing
from digest.compose import compose
from digest.editing import Part, Piece
from digest.quoting import QUOTE_LIMIT, SUMMARY_LIMIT, beyond
from domain.clock import vi_date
from domain.document import Digest
from domain.editing import CHANGING, Edit, EditKind, Edits, approval, authors, folded, in_force
from domain.edition import Edition, Period
from domain.people import Person, Role
from domain.text import one_line
from store import Store
from store.deliveries import Delivery
from store.editions import Built, Issued

LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class State:
    """How a digest stands. `frozen`: what was built last is issued and stays; `alone`: nobody else could agree."""

    built: Built
    edits: tuple[Edit, ...]
    approved: Edit | None
    issued: tuple[Issued, ...]
    frozen: bool
    alone: bool
    sent: tuple[Delivery, ...] = ()

    @property
    def seen(self) -> int:
        """The number of the newest word about it, which forms carry."""
        return self.edits[-1].number if self.edits else 0

    @property
    def standing(self) -> tuple[Edit, ...]:
        """What people changed and what still stands."""
        return tuple(one for one in in_force(self.edits) if one.kind in CHANGING)

    def may_approve(self, person: Person) -> bool:
        """Whether a person may agree: in the role for it, and (with colleagues at hand) not to their own changes."""
        return person.role.may(Role.APPROVER) and (self.alone or person.name not in authors(self.edits))

    def may_issue(self, person: Person) -> bool:
        """Whether a person may give it its number: once agreed to, by someone else where there is anyone else."""
        agreed = self.approved is not None and (self.alone or self.approved.by != person.name)
        return person.role.may(Role.EDITOR) and agreed and not self.frozen


@dataclass(frozen=True, slots=True)
class Standing:
    """How a digest stands, for a line of a list: agreed to by whom, issued how often."""

    approved: Edit | None
    issued: tuple[Issued, ...]

    @property
    def frozen(self) -> bool:
        """Whether there is a document that was issued."""
        return bool(self.issued)


def standing(store: Store, built: Built) -> Standing:
    """How a digest stands, without opening it."""
    code, key = built.unit_code, built.period.key
    approved = approval(store.editing.of(code, key), store.editions.fingerprint(code, key))
    return Standing(approved, store.editions.issued(code, key))


def state(store: Store, built: Built) -> State:
    """How a digest stands now."""
    code, key = built.unit_code, built.period.key
    edits = store.editing.of(code, key)
    issued = store.editions.issued(code, key)
    here = f"{code}/{key}/"
    return State(
        built=built,
        edits=edits,
        approved=approval(edits, store.editions.fingerprint(code, key)),
        issued=issued,
        frozen=_frozen(store, built, issued),
        alone=sum(enabled and one.role.may(Role.EDITOR) for one, enabled in store.users.all()) < 2,
        sent=tuple(one for one in store.deliveries.all() if one.document.startswith(here)),
    )


def _frozen(store: Store, built: Built, issued: Sequence[Issued]) -> bool:
    """Whether the draft is the one that was issued last; a draft that stands for it says so and is another."""
    draft = store.editions.draft(built.unit_code, built.period.key) if issued else None
    if draft is None:
        return False
    return store.editions.frozen(issued[-1])[0].replaces == draft[0].replaces


def parts(office: Office, store: Store, built: Built) -> tuple[Part, ...]:
    """What people may change, with the machine's words beside theirs; nothing for a draft of an older program."""
    draft = store.editions.draft(built.unit_code, built.period.key)
    if draft is None:
        return ()
    edits = folded(store.editing.of(built.unit_code, built.period.key))
    return editing.parts(machine(office, draft[0], edits), edits)


def machine(office: Office, edition: Edition, edits: Edits) -> Digest:
    """The digest without people's words; what they pinned is told in full."""
    plain = replace(edition, edits=Edits(pinned=edits.pinned))
    return compose(plain, office.settings.digest.sections or None)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form asks: `deed` is a kind of edit, or `up`, `down`; `seen` the newest word its page showed."""

    deed: str
    item: str
    text: str
    seen: int
    number: int = 0


def change(office: Office, store: Store, person: Person, built: Built, wish: Wish, at: datetime) -> Edit:
    """Store one word about a digest. Raises Refused, or store.editing.Moved when someone wrote in between."""
    now = state(store, built)
    if now.frozen:
        raise Refused("Văn bản này đã phát hành nên giữ nguyên. Muốn sửa, mời lập bản thay thế; chưa có gì thay đổi.")
    edit = replace(_edit(office, store, built, wish), by=person.name, at=at)
    with store.together():
        kept = store.editing.add(edit, wish.seen)
        told = f"{words.EDITS[edit.kind]}: {vi_date(built.period.start)} đến {vi_date(built.period.end)}"
        store.audit.add(at, person.name, "edit", built.period.key, f"{told}. {one_line(edit.text)[:200]}".strip())
    return kept


def _edit(office: Office, store: Store, built: Built, wish: Wish) -> Edit:
    """The word a wish comes to, not yet signed."""
    blank = Edit(built.unit_code, built.period.key, EditKind.COMMENT, "", built.built_at, wish.item)
    if wish.deed == EditKind.UNDO:
        return replace(blank, kind=EditKind.UNDO, undoes=wish.number, item=_taken_back(store, built, wish.number))
    pieces = [piece for part in parts(office, store, built) for piece in part.pieces]
    found = next((piece for piece in pieces if piece.item == wish.item), None)
    if found is None:
        raise Refused("Câu này không còn trong bản tổng hợp. Mời tải lại trang; chưa có gì thay đổi.")
    if wish.deed in ("up", "down"):
        return replace(blank, kind=EditKind.ORDER, text=_moved(pieces, found, -1 if wish.deed == "up" else 1))
    if wish.deed == EditKind.TEXT and found.story:
        _check_limits(_text(wish.text), found.machine)
    if wish.deed in (EditKind.TEXT, EditKind.COMMENT):
        return replace(blank, kind=EditKind(wish.deed), text=_text(wish.text))
    if wish.deed == EditKind.DROP or (wish.deed == EditKind.PIN and found.story):
        return replace(blank, kind=EditKind(wish.deed))
    raise Refused("Chưa hiểu việc cần làm. Chưa có gì thay đổi.")


def _taken_back(store: Store, built: Built, number: int) -> str:
    """The piece of the word to be taken back. Raises Refused for a word that is not there."""
    known = {one.number: one for one in store.editing.of(built.unit_code, built.period.key)}
    if number not in known:
        raise Refused("Không thấy việc cần hoàn tác. Không có gì thay đổi.")
    return known[number].item


def _text(text: str) -> str:
    told = one_line(text)
    if not told or len(told) > LONGEST_TEXT:
        raise Refused("Nội dung cần từ 1 đến {most} ký tự. Muốn bỏ hẳn câu, mời bấm “Bỏ câu này”.", most=LONGEST_TEXT)
    return told


def _check_limits(text: str, machine: str) -> None:
    """Refuse a story in people's words that quotes, or tells, more than the law of quoting leaves room for."""
    quoted, own = beyond(text, machine)
    if quoted > QUOTE_LIMIT:
        raise Refused(
            "Câu này trích {count} tiếng của báo, nhiều hơn {most} tiếng được trích từ một bài. "
            "Mời rút ngắn lời trích; chưa có gì thay đổi.",
            count=quoted,
            most=QUOTE_LIMIT,
        )
    if own > SUMMARY_LIMIT:
        raise Refused(
            "Phần viết thêm dài {count} tiếng, nhiều hơn {most} tiếng cho một sự việc. "
            "Mời rút gọn; chưa có gì thay đổi.",
            count=own,
            most=SUMMARY_LIMIT,
        )


def _moved(pieces: Sequence[Piece], piece: Piece, step: int) -> str:
    """The order of a list in which a piece changed places with its neighbour."""
    groups = [list(run) for heading, run in groupby(pieces, key=lambda one: one.heading) if not heading]
    items = next([one.item for one in run] for run in groups if piece in run)
    section = piece.item.partition(":")[0]
    items = [item for item in items if item.partition(":")[0] == section]
    place = items.index(piece.item)
    other = place + step
    if not 0 <= other < len(items):
        raise Refused("Câu này đã ở đầu hoặc cuối danh sách. Không có gì thay đổi.")
    items[place], items[other] = items[other], items[place]
    return " ".join(items)


def approve(store: Store, person: Person, built: Built, seen: int, at: datetime) -> Edit:
    """Agree to a digest as it is now. Raises Refused, or store.editing.Moved when it changed meanwhile."""
    now = state(store, built)
    if not now.may_approve(person):
        raise Refused("Người đã sửa bản này không tự duyệt được. Mời nhờ một người duyệt khác; chưa có gì thay đổi.")
    code, key = built.unit_code, built.period.key
    edit = Edit(code, key, EditKind.APPROVE, person.name, at, text=store.editions.fingerprint(code, key))
    with store.together():
        kept = store.editing.add(edit, seen)
        store.audit.add(at, person.name, "approve", key, str(words.period(built.period)))
    return kept


def issuable(store: Store, person: Person, built: Built, number: str, day: str, today: date) -> tuple[str, date]:
    """The number and day to issue under. Raises Refused."""
    if not state(store, built).may_issue(person):
        raise Refused("Bản này chưa được người thứ hai duyệt, hoặc đã phát hành. Chưa có gì thay đổi.")
    asked = typed.number(number) or 0
    if not 0 < asked < 100000:
        raise Refused("Số văn bản phải là chữ số, ví dụ 12. Chưa phát hành.")
    try:
        dated = date.fromisoformat(day)
    except ValueError:
        raise Refused("Chưa rõ ngày văn bản. Mời chọn ngày; chưa phát hành.") from None
    if not built.period.end < dated or (dated - today).days > 31:
        raise Refused("Ngày văn bản phải sau khi hết kỳ và không quá một tháng tới. Chưa phát hành.")
    return f"{asked:02d}", dated


def note_issued(store: Store, person: Person, period: Period, number: str, day: date, at: datetime) -> None:
    """The line in the log of a document that left."""
    store.audit.add(at, person.name, "issue", period.key, f"Số {number} ngày {vi_date(day)}; {words.period(period)}")
