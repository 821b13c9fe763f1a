"""From a case to its papers, its deadlines as a calendar, its dossier, and to what the digest tells of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from config.holidays import add_working_days
from config.legal import cite, references
from diembao.cli import Failed
from diembao.dossiers import dossier
from diembao.mending import mended
from diembao.office import Office
from digest import official
from digest.deadlines import Reminder, ics
from digest.papers import LETTER_OF, PAPERS
from digest.papers.docx import render
from domain.case import ENDINGS, STATES, VERDICTS, Case, Deed, State, Verdict
from domain.caseclock import Due, all_due
from domain.caseclock import due as next_due
from domain.casefile import CaseFile
from domain.caserules import letter_complaint
from domain.casework import CaseLine, PressWork
from domain.clock import to_local
from domain.dossier import Extra
from domain.edition import Office as Letterhead
from domain.edition import Period
from domain.press import Article
from domain.presswork import counters
from domain.text import fold
from domain.watch import ChangeKind, taken_down
from store import Store

# To whom the commune's letters go for information, beside the paper itself.
_RECIPIENTS = (
    "Sở Văn hóa, Thể thao và Du lịch (để b/c)",
    "Thường trực Đảng ủy, Thường trực HĐND xã (để b/c)",
    "Chủ tịch, các Phó Chủ tịch UBND xã",
)

# The papers in print, as they stand on a button.
NAMES = {
    "phieu-xu-ly": "phiếu xử lý",
    "phieu-chuyen": "phiếu chuyển",
    "bien-ban": "biên bản xác minh",
    "thong-tin-chinh-thuc": "thông tin chính thức",
    "cong-van-phan-hoi": "công văn phản hồi",
    "cong-van-de-nghi-cai-chinh": "công văn đề nghị cải chính",
    "cong-van-tra-loi-bao": "công văn trả lời báo",
    "thu-de-nghi-dinh-chinh": "thư đề nghị đính chính",
}


def file_of(office: Office, store: Store, case: Case, now: datetime) -> CaseFile:
    """Everything the papers of a case are written from."""
    article = _article(store, case)
    outlet, _ = office.printed(article)
    unit = office.commune.unit
    day = to_local(now).date()
    return CaseFile(
        case=case,
        together=tuple(store.cases.on_article(case.unit_code, case.article)),
        article=article,
        outlet=outlet,
        office=_committee(office, outlet, case),
        desk=office.letterhead,
        unit=unit,
        built_at=now,
        citations={name: cite(rule) for name, rule in references(office.settings.legal.verified).items()},
        contact=office.settings.office.contact,
        dues=all_due(case, add_working_days),
        facts=tuple(
            fact for fact in store.facts.standing(case.unit_code) if not fact.expired(day) and fact.source == case.basis
        ),
    )


def _article(store: Store, case: Case) -> Article:
    article = store.articles.get(case.article)
    assert article is not None, "cases refer to articles"
    return article


def _committee(office: Office, outlet: str, case: Case) -> Letterhead:
    """The letterhead of the People's Committee, which writes to newspapers."""
    unit, own = office.commune.unit, office.letterhead
    signer = case.told(Deed.SUBMIT, "signer")
    return replace(
        own,
        parent="",
        issuer=f"Ủy ban nhân dân\n{unit.full_name}",
        symbol=f"UBND-{own.symbol}",
        authority="TM. ỦY BAN NHÂN DÂN",
        signer_title="Chủ tịch",
        signer_name=signer,
        addressees=(f"{'Giám đốc' if outlet.startswith('Đài ') else 'Tổng Biên tập'} {outlet}",),
        recipients=_RECIPIENTS,
    )


def paper(file: CaseFile, name: str) -> bytes:
    """One paper of a case as DOCX. Raises Failed with the guard rule that forbids it, or for an unknown name."""
    if name not in PAPERS:
        raise Failed(f"Không có văn bản loại «{name}». Các loại: {', '.join(PAPERS)}", 2)
    if reason := _refusal(file, name):
        raise Failed(reason, 2)
    return render(PAPERS[name](file))


def allowed(file: CaseFile) -> tuple[str, ...]:
    """The papers that may be written for a case now."""
    return tuple(name for name in PAPERS if not _refusal(file, name))


def _refusal(file: CaseFile, name: str) -> str:
    """Why a paper may not be written now, "" when it may."""
    if name in ("phieu-chuyen", "bien-ban") and file.case.state in (State.DETECTED, State.PRESERVED):
        return f"Hồ sơ chưa được sàng lọc nên chưa lập {NAMES[name]}. Mời sàng lọc trước."
    siblings = (case for case in file.together if case.id != file.case.id)
    letter = LETTER_OF.get(name)
    if letter and file.case.last(Deed.REFER):
        return "Hồ sơ đã chuyển cơ quan có thẩm quyền nên không lập văn bản gửi báo."
    return letter_complaint(file.case, letter, siblings) if letter else ""


def whole_dossier(office: Office, store: Store, case: Case, now: datetime) -> bytes:
    """The case as one ZIP: papers that may be written, deadlines, the kept pages with hashes and how to check them."""
    file = file_of(office, store, case, now)
    extras = [Extra(f"{name}.docx", paper(file, name), f"văn bản của hồ sơ {case.id}") for name in _kept(file)]
    if limits := reminders(file):
        extras.append(Extra("thoi-han.ics", ics(limits, now), "thời hạn, mở bằng lịch"))
    return dossier(office, store, f"{case.id} {file.article.title}", [case.article], extras)


def _kept(file: CaseFile) -> tuple[str, ...]:
    """The papers handed over: of the letters the one put before the signer, once one was."""
    chosen = file.case.told(Deed.SUBMIT, "letter")
    return tuple(name for name in allowed(file) if not chosen or LETTER_OF.get(name, chosen) == chosen)


def reminders(file: CaseFile) -> list[Reminder]:
    """The limits of a case for a calendar."""
    return [_reminder(file.case, due) for due in file.dues]


def calendar(store: Store, unit_code: str, now: datetime) -> bytes:
    """The limits of every open case."""
    dues = [_reminder(case, due) for case in store.cases.all(unit_code) for due in all_due(case, add_working_days)]
    return ics(sorted(dues, key=lambda one: (one.at, one.key)), now)


def _reminder(case: Case, due: Due) -> Reminder:
    return Reminder(f"{case.id}-{fold(due.what)}".replace(" ", "-"), due.at, f"{case.id}: {due.what}")


def published(office: Office, store: Store, now: datetime) -> tuple[bytes, str]:
    """The page "Thông tin chính thức" and the text for the loudspeakers."""
    code = office.commune.code
    facts = store.facts.standing(code)
    checked = []
    for case in store.cases.all(code):
        if _withdrawn(store, case.article):
            continue
        article = _article(store, case)
        checked.append(official.Checked(case, article, office.printed(article)[0]))
    unit = office.commune.unit
    page = official.html(unit, facts, checked, now, mended(store, code))
    return page, official.spoken(unit, facts, to_local(now).date())


def _withdrawn(store: Store, article: str) -> bool:
    """Whether the paper has corrected the article or taken it down: then its words are not published again."""
    changes = list(store.watch.changes(article))
    corrected = any(change.kind is ChangeKind.CORRECTION_ADDED for change in changes)
    return corrected or taken_down(changes) is not None


def lines(office: Office, store: Store, period: Period, now: datetime) -> tuple[CaseLine, ...]:
    """What the digest of a period tells: cases that are open, and those closed in it; none opened by mistake."""
    found = []
    for case in store.cases.all(office.commune.code, now):
        if case.mistaken:
            continue
        line = _line(office, store, case)
        if line.opened <= period.end and (line.closed is None or line.closed >= period.start):
            found.append(line)
    return tuple(found)


def _line(office: Office, store: Store, case: Case) -> CaseLine:
    article = _article(store, case)
    closed = case.last(Deed.CLOSE) if not case.open else None
    limit = next_due(case, add_working_days)
    return CaseLine(
        number=case.id,
        claim=case.sentence,
        outlet=office.printed(article)[0],
        state=STATES[case.state],
        opened=to_local(case.opened).date(),
        url=article.url,
        title=article.title,
        published=article.published.day if article.published else None,
        official=case.official,
        basis=case.basis,
        outcome=_outcome(case),
        unit=case.told(Deed.ASSIGN, "unit"),
        due=to_local(limit.at).date() if limit else None,
        closed=to_local(closed.at).date() if closed else None,
    )


def _outcome(case: Case) -> str:
    """What was found and how it ended, "" while nothing is found."""
    found = [VERDICTS[case.verdict][0]] if case.verdict is not Verdict.UNVERIFIED else []
    ending = ENDINGS.get(case.told(Deed.CLOSE, "ending"), "") if not case.open else ""
    return "; ".join([*found, *([ending] if ending else [])])


def press_work(office: Office, store: Store, period: Period, now: datetime) -> PressWork:
    """The six counters of a period."""
    code = office.commune.code
    asked = [one for one in store.press.all(code) if to_local(one.at).date() in period and one.at <= now]
    cases = [case for case in store.cases.all(code, now) if to_local(case.opened).date() in period]
    return counters(asked, cases)
