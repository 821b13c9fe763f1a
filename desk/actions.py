"""What people do at the desk, without any HTTP: each deed is stored together with its line in the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from desk import words
from desk.tongues import Said
from domain.clock import plausible
from domain.correction import REPLY_DUE, TONE, TOPICS, Correction
from domain.edition import PeriodKind
from domain.errors import KnownError
from domain.matter import Matter, MatterEvent, MatterState
from domain.people import Person
from domain.press import Article
from domain.reading import TargetTone, TopicHit
from domain.request import Request, Task
from domain.review import Choice, Decision
from domain.story import Ruling, StoryDecision
from domain.text import one_line
from domain.watch import CHANGES, Change
from domain.watch import Ruling as WatchRuling
from store import Store

LONGEST_NOTE = 500


class Refused(KnownError):
    """A deed that cannot be done: what happened, what is safe, what to do; `said` tells it in the page's language."""

    def __init__(self, text: str | Said, **values: object) -> None:
        self.said = text if isinstance(text, Said) else Said(text, **values)
        super().__init__(str(self.said))


def decide(
    store: Store, unit: str, person: Person, article: Article, choice: Choice, at: datetime, seen: int, note: str = ""
) -> Decision:
    """Store a decision. Raises store.reviews.Overtaken when someone decided since `seen`."""
    kept = one_line(note)[:LONGEST_NOTE]
    with store.together():
        decision = store.reviews.add(article.id, unit, choice, person.name, at, note=kept, seen=seen)
        store.audit.add(at, person.name, "decide", article.id, _deed(words.STANDING[choice], article, kept))
    return decision


def undo(store: Store, person: Person, decision: Decision, article: Article, at: datetime) -> Decision:
    """Take a decision back; taking back a taking back brings it into force again."""
    with store.together():
        fact = store.reviews.add(
            article.id, decision.unit_code, Choice.UNDO, person.name, at, undoes=decision.id, seen=decision.id
        )
        told = f"“{words.STANDING[decision.choice]}” của {decision.by}"
        store.audit.add(at, person.name, "undo", article.id, _deed(told, article))
    return fact


def _deed(what: str, article: Article, note: str = "") -> str:
    return f"{what}: {article.title}" + (f" ({note})" if note else "")


def split(store: Store, person: Person, article: Article, at: datetime) -> None:
    """Say that an article tells another event than the others of its story. Raises Refused when it stands alone."""
    story = store.stories.of(article.id)
    others = tuple(one for one in (story.articles if story else ()) if one != article.id)
    if not others:
        raise Refused("Bài này đã đứng riêng một sự việc. Không có gì để tách.")
    with store.together():
        store.stories.decide(StoryDecision(Ruling.SPLIT, person.name, at, (article.id,), others))
        store.audit.add(at, person.name, "split", article.id, article.title)


def merge(store: Store, person: Person, article: Article, other: Article, at: datetime) -> None:
    """Say that the stories of two articles tell one event. Raises Refused when they are one already."""
    mine, theirs = (store.stories.of(one.id) for one in (article, other))
    own = mine.articles if mine else (article.id,)
    if other.id in own:
        raise Refused("Hai bài này đã cùng một sự việc. Không có gì để gộp.")
    with store.together():
        store.stories.decide(
            StoryDecision(Ruling.MERGE, person.name, at, own, theirs.articles if theirs else (other.id,))
        )
        store.audit.add(at, person.name, "merge", article.id, f"{article.title} + {other.title}")


def undo_story(store: Store, person: Person, article: Article, number: int, at: datetime) -> None:
    """Take back a splitting or merging that touches an article. Raises Refused for any other decision."""
    own = (one for one in store.stories.decisions() if one.number == number and one.ruling is not Ruling.UNDO)
    if not any(article.id in (*one.articles, *one.others) for one in own):
        raise Refused("Không thấy việc tách hoặc gộp này. Không có gì thay đổi.")
    with store.together():
        store.stories.decide(StoryDecision(Ruling.UNDO, person.name, at, undoes=number))
        store.audit.add(at, person.name, "story-undo", article.id, article.title)


def correct(
    store: Store, unit: str, person: Person, article: Article, wanted: Mapping[str, str], seen: int, at: datetime
) -> None:
    """Store what an officer says of an article's tone, of an answer due, of its topics: only what differs.

    `seen` is the number of the newest correction the page showed. Raises Refused for a value that is none, Overtaking
    when someone corrected in between.
    """
    with store.together():
        said = store.tones.corrections(unit, article.id)
        if said and said[-1].number != seen:
            raise Overtaking(
                "{by} vừa sửa sắc thái hoặc lĩnh vực của bài này sau khi đồng chí mở trang. Lời của đồng chí "
                "chưa được ghi; nội dung mới hiện ở dưới, mời xem rồi chọn lại nếu cần.",
                by=said[-1].by,
            )
        stands, proposed = _corrected(store, unit, article.id), _proposed(store, unit, article.id)
        changed = {subject: value for subject, value in wanted.items() if value != stands[subject]}
        for subject, value in changed.items():
            try:
                store.tones.correct(Correction(article.id, unit, subject, value, proposed[subject], person.name, at))
            except ValueError:
                raise Refused("Sắc thái hoặc lĩnh vực chưa đọc được. Mời chọn lại; chưa ghi gì.") from None
        if changed:
            told = "; ".join(str(words.correction(subject, value)) for subject, value in changed.items())
            store.audit.add(at, person.name, "correct", article.id, _deed(told, article))


def _corrected(store: Store, unit: str, article_id: str) -> dict[str, str]:
    """Tone, answer due and topics as they stand; "" where nothing was read."""
    toward = store.tones.toward(article_id, unit)
    return _plain(toward, store.readings.topics(article_id))


def _proposed(store: Store, unit: str, article_id: str) -> dict[str, str]:
    """The same as the program read them."""
    return _plain(store.tones.proposed(article_id, unit), store.readings.topics_as_read(article_id))


def _plain(toward: TargetTone | None, topics: Sequence[TopicHit]) -> dict[str, str]:
    due = ("yes" if toward.reply_due else "no") if toward else ""
    return {
        TONE: toward.tone.value.value if toward else "",
        REPLY_DUE: due,
        TOPICS: ",".join(hit.topic for hit in topics),
    }


def rule_change(
    store: Store, person: Person, article: Article, change: Change, ruling: WatchRuling, at: datetime, note: str = ""
) -> None:
    """Store an officer's word on a change that was seen; "not so" of a removal puts the article under watch again."""
    kept = one_line(note)[:LONGEST_NOTE]
    with store.together():
        store.watch_rulings.add(change, ruling, person.name, at, kept)
        told = f"{CHANGES[change.kind]}: {words.RULED[ruling]}"
        store.audit.add(at, person.name, "watch", article.id, _deed(told, article, kept))


class Overtaking(Refused):
    """Someone else wrote in between; nothing was stored."""


def write_matter(store: Store, person: Person, matter: Matter, form: Mapping[str, str], at: datetime) -> None:
    """Add what an officer writes about an issue: only what differs from how it stands.

    `form` holds state, unit, directive, result, due, and `seen`: the moment of the last change its page showed. Raises
    Refused for a word that cannot be read, Overtaking when someone wrote since.
    """
    written = _written(matter, form)
    with store.together():
        standing = store.matters.get(matter.unit_code, matter.id)
        changed = standing.changed.isoformat() if standing and standing.changed else ""
        if changed != form.get("seen", ""):
            raise Overtaking(
                "Có người vừa ghi thêm về vấn đề này sau khi đồng chí mở trang. Lời của đồng chí chưa được ghi; "
                "nội dung mới hiện ở dưới, mời xem rồi ghi lại nếu cần."
            )
        if written:
            store.matters.write(matter.unit_code, matter.id, MatterEvent(at, person.name, **written))
            store.audit.add(at, person.name, "matter", matter.id, f"{matter.what}: {words.written(written)}")


def _written(matter: Matter, form: Mapping[str, str]) -> dict[str, Any]:
    """What a form says anew, by field."""
    try:
        state = MatterState(form.get("state", matter.state.value))
        due = date.fromisoformat(form["due"]) if form.get("due") else None
    except ValueError:
        raise Refused("Tình trạng hoặc ngày hạn chưa đọc được. Mời chọn lại; chưa ghi gì.") from None
    told: dict[str, Any] = {name: one_line(form.get(name, "")) for name in ("unit", "directive", "result")}
    told |= {"state": state, "due": due}
    return {name: value for name, value in told.items() if value and value != getattr(matter, name)}


def ask(store: Store, person: Person, task: Task, detail: str, at: datetime) -> Request:
    """Ask the running program for a task."""
    with store.together():
        request = store.requests.ask(task, detail, person.name, at)
        store.audit.add(at, person.name, "ask", str(request.id), str(words.task(request)))
    return request


def build_detail(kind: str, day: str, unit: str = "") -> str:
    """The details of a digest to build, in a city's home of `unit`. Raises Refused for a kind or a day that is none."""
    try:
        asked = date.fromisoformat(day)
        if not plausible(asked):
            raise ValueError(day)
        return f"{PeriodKind(kind)} {asked.isoformat()} {unit}".rstrip()
    except ValueError:
        raise Refused("Chưa rõ kỳ cần lập. Mời chọn loại kỳ và một ngày trong kỳ đó; chưa có gì thay đổi.") from None
