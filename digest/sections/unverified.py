"""Which statements of the press are still being checked? Told with both sides; nothing is called wrong here.

What the people in charge have found is repeated in their words, named as theirs.
"""

from __future__ import annotations

from digest import wording
from digest.quoting import QUOTE_LIMIT
from digest.safe import cut, href, inner
from domain.casework import CaseLine
from domain.clock import to_local, vi_date
from domain.document import Paragraph, Run, Section, Table
from domain.edition import Edition
from domain.text import shorten

TITLE = "Thông tin chưa kiểm chứng"
NOTHING = "Trong kỳ chưa ghi nhận thông tin phải mở hồ sơ đối chiếu."
MEANING = (
    "Nội dung nêu ở đây có điểm khác với tài liệu của cơ quan và đang được đối chiếu; "
    "khi chưa có kết luận của người có thẩm quyền thì không coi là sai."
)
HEADER = ("Hồ sơ", "Nội dung báo nêu", "Tài liệu của cơ quan", "Tình trạng, kết luận", "Hạn")
WIDTHS = (27, 49, 34, 23, 27)
OPEN = "Chưa kiểm chứng"


def section(edition: Edition) -> Section | None:
    """The cases open or closed in the period; that there is none is said only where a register of cases is kept."""
    cases = edition.cases
    if cases is None:
        return None
    if not cases:
        return Section("unverified", TITLE, (Paragraph((Run(NOTHING),)),))
    rows = tuple(_row(edition, case) for case in cases)
    table = Table("Thông tin đang đối chiếu và kết quả", HEADER, rows, WIDTHS, "cllll")
    return Section("unverified", TITLE, (Paragraph((Run(" ".join(_sum(edition, cases))),)), table))


def overdue(edition: Edition, case: CaseLine) -> bool:
    """Whether a case that is not closed has passed its time limit."""
    return case.open and case.due is not None and case.due < to_local(edition.built_at).date()


def _sum(edition: Edition, cases: tuple[CaseLine, ...]) -> list[str]:
    new = sum(case.opened >= edition.period.start for case in cases)
    done = sum(not case.open for case in cases)
    late = sum(overdue(edition, case) for case in cases)
    news = [f"Trong kỳ mở {new} hồ sơ đối chiếu"] if new else ["Trong kỳ không mở hồ sơ mới"]
    old = [f"{len(cases) - new} hồ sơ của các kỳ trước chuyển sang"] if len(cases) > new else []
    ends = [text for text, size in ((f"đã khép {done} hồ sơ", done), (f"quá hạn {late} hồ sơ", late)) if size]
    return ["; ".join(news + old) + ".", *([f"Đến nay {', '.join(ends)}."] if ends else []), MEANING]


def _row(edition: Edition, case: CaseLine) -> tuple[tuple[Run, ...], ...]:
    due = vi_date(case.due) if case.open and case.due else "Đã khép" if not case.open else "Chưa đặt"
    late = (Run("\nQuá hạn", bold=True),) if overdue(edition, case) else ()
    return (
        (Run(cut(case.number, wording.NAME_LIMIT)),),
        _claim(case),
        _official(case),
        (Run("\n".join(filter(None, (cut(case.state, wording.NAME_LIMIT), _outcome(case))))),),
        (Run(due), *late),
    )


def _claim(case: CaseLine) -> tuple[Run, ...]:
    words = inner(cut(shorten(case.claim, QUOTE_LIMIT), wording.TITLE_LIMIT))
    day = f", ngày {vi_date(case.published)}" if case.published else ""
    outlet = cut(case.outlet, wording.NAME_LIMIT) or "(không rõ báo)"
    return Run(f"“{words}”", href=href(case.url)), Run(f"\n{outlet}{day}", italic=True)


def _official(case: CaseLine) -> tuple[Run, ...]:
    said = cut(case.official, wording.TITLE_LIMIT) or "Đang tìm tài liệu"
    basis = cut(case.basis, wording.TITLE_LIMIT)
    return (Run(said), *((Run(f"\n{basis}", italic=True),) if basis else ()))


def _outcome(case: CaseLine) -> str:
    """What the people in charge found; while they have found nothing, that nothing is established."""
    return cut(case.outcome, wording.NAME_LIMIT) or OPEN
