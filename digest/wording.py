"""How does it sound? Every sentence of a digest, in plain administrative Vietnamese, made from data.

Sentences vary only where the data differ. Nothing here judges.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from digest.counts import outlets, roles
from digest.gone import gone
from digest.quoting import quote, reason
from digest.safe import cut, href, inner
from domain.clock import to_local, vi_date, vi_time, vi_weekday
from domain.document import Run
from domain.edition import Edition, Entry, Office, Past, Period, PeriodKind, SourceReport
from domain.press import Level
from domain.reading import Role

SAMPLE_NOTE = "Văn bản chạy thử với báo mẫu: tên báo, sự việc và con số dưới đây đều là hư cấu, không dùng để báo cáo."
SUPPLEMENT = "Bổ sung"
COMPLAINTS = "16"  # the topic "khiếu nại, tố cáo, phản ánh": its articles raise a matter
TITLE_LIMIT = 300  # characters; the longest headline of stories_stream and tone_danes has 164
NAME_LIMIT = 80
PERCENT_FROM = 10  # official-formats.md 2.3: no percentage below ten articles

LAST_YEAR = "cùng kỳ năm trước"
_PREVIOUS = {
    PeriodKind.WEEK: "tuần trước",
    PeriodKind.MONTH: "tháng trước",
    PeriodKind.QUARTER: "quý trước",
    PeriodKind.HALF: "6 tháng liền trước",
    PeriodKind.YEAR: "năm trước",
}
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """4 -> "IV", as parts of a document are numbered."""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def number(value: int) -> str:
    """2914 -> "2.914"."""
    return f"{value:,}".replace(",", ".")


def tenths(value: float) -> str:
    """4.25 -> "4,2", 12.0 -> "12,0": always one decimal."""
    return f"{value:.1f}".replace(".", ",")


def decimal(value: float) -> str:
    """4.05 -> "4,1", 12.0 -> "12": one decimal, none where it would be zero."""
    return number(round(value)) if float(value).is_integer() else tenths(value)


def percent(part: int, whole: int) -> str:
    """3 of 22 -> "13,6%"."""
    return f"{tenths(100 * part / whole)}%"


def articles(count: int) -> str:
    """25 -> "25 tin, bài"."""
    return f"{number(count)} tin, bài"


def period_name(period: Period) -> str:
    """`tuần 47 năm 2026`, `tháng 11 năm 2026`, `quý IV năm 2026`, `6 tháng đầu năm 2026`, `năm 2026`.

    The last day of a period names it: the month 15/10 to 14/11 is November.
    """
    year, month = period.end.year, period.end.month
    match period.kind:
        case PeriodKind.WEEK:
            week_year, week = period.week_number
            return f"tuần {week} năm {week_year}"
        case PeriodKind.MONTH:
            return f"tháng {month} năm {year}"
        case PeriodKind.QUARTER:
            return f"quý {roman((month + 2) // 3)} năm {year}"
        case PeriodKind.HALF:
            return f"6 tháng {'đầu' if month <= 6 else 'cuối'} năm {year}"
        case PeriodKind.YEAR:
            return f"năm {year}"


def window(period: Period) -> str:
    """`từ 00 giờ 00 thứ Năm 12/11/2026 đến 24 giờ 00 thứ Tư 18/11/2026`; weekdays for weeks alone."""
    return f"từ 00 giờ 00 {_edge(period, period.start)} đến 24 giờ 00 {_edge(period, period.end)}"


def _edge(period: Period, day: date) -> str:
    return f"{vi_weekday(day) if period.kind is PeriodKind.WEEK else 'ngày'} {vi_date(day)}"


def previous_name(period: Period) -> str:
    """`tuần trước`, as comparisons name the period before."""
    return _PREVIOUS[period.kind]


def document_title(edition: Edition) -> str:
    """The trích yếu."""
    about = edition.commune.unit.full_name
    if edition.city:
        about = f"các xã, phường, đặc khu của {about}"
    return f"Tổng hợp dư luận báo chí viết về {about} {period_name(edition.period)}"


def month_of(moment: datetime) -> str:
    """`tháng 02 năm 2026`: months 1 and 2 get their zero, others none."""
    local = to_local(moment)
    return f"tháng {local.month:02d} năm {local.year}" if local.month < 3 else f"tháng {local.month} năm {local.year}"


def official_day(day: date) -> str:
    """`05 tháng 02 năm 2026`: days below 10 and months 1 and 2 get their zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d} tháng {month} năm {day.year}"


def inside(name: str) -> str:
    """A name as it stands inside a sentence: "Môi trường" -> "môi trường", abbreviations as they are."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def unit_word(edition: Edition) -> str:
    """`xã`, as sentences call the commune after its first naming."""
    return edition.commune.unit.kind


def closing(edition: Edition) -> str:
    """The last sentence of the body, with the mark that ends an official text."""
    return (
        f"Trên đây là báo cáo tổng hợp dư luận báo chí {period_name(edition.period)}, "
        f"{issuer(edition.office)} kính báo cáo./."
    )


def issuer(office: Office) -> str:
    """The issuer's name on one line."""
    return office.issuer.replace("\n", " ")


def reported_to(office: Office) -> str:
    """`về UBND xã Nghi Dương (qua Phòng Văn hóa - Xã hội)`, or to the issuer where no office stands above it."""
    return f"về {office.parent} (qua {issuer(office)})" if office.parent else f"về {issuer(office)}"


def change(now: int, before: Past | None, name: str) -> str:
    """`So với tuần trước (22 tin, bài, 19 sự việc), tăng 3 tin, bài (13,6%).`; a share only of large numbers."""
    if before is None:
        return f"Chưa đủ dữ liệu để so sánh với {name}."
    if now == before.articles:
        return f"Số tin, bài bằng {name}."
    difference = abs(now - before.articles)
    word = "tăng" if now > before.articles else "giảm"
    share = f" ({percent(difference, before.articles)})" if min(now, before.articles) >= PERCENT_FROM else ""
    return f"So với {name} ({past(before)}), {word} {articles(difference)}{share}."


def past(before: Past) -> str:
    """`22 tin, bài, 19 sự việc`; stories only where articles were grouped."""
    if not before.articles:
        return "không ghi nhận tin, bài"
    return articles(before.articles) + (f", {events(before.stories)}" if before.stories < before.articles else "")


def events(count: int) -> str:
    """7 -> "7 sự việc"."""
    return f"{number(count)} sự việc"


def delta(now: int, before: int) -> str:
    """`change` in a table: "tăng 3", "giảm 2", "bằng"."""
    if now == before:
        return "bằng"
    return f"{'tăng' if now > before else 'giảm'} {number(abs(now - before))}"


def papers(edition: Edition, entries: Sequence[Entry]) -> str:
    """`8 cơ quan báo chí (2 của trung ương, 5 của thành phố, 1 khác)`."""
    return papers_by_level(edition, list(outlets(entries).values()))


def papers_by_level(edition: Edition, levels: Sequence[Level]) -> str:
    """The same for newspapers known only by whose they are."""
    own = "của tỉnh" if edition.commune.unit.province.lower().startswith("tỉnh") else "của thành phố"
    words = {Level.CENTRAL: "của trung ương", Level.CITY: own, Level.OTHER: "khác"}
    parts = [f"{levels.count(level)} {text}" for level, text in words.items() if level in levels]
    return f"{len(levels)} cơ quan báo chí" + (f" ({', '.join(parts)})" if len(parts) > 1 else "")


def roles_sentence(edition: Edition, entries: Sequence[Entry]) -> str:
    """What part the commune plays in the articles; "" when it is the subject of all of them or nothing is known."""
    found = roles(entries)
    words = {
        Role.MAIN: "là nội dung chính của {}",
        Role.SIDE: "được nhắc đến trong {}",
        Role.LIST: "có tên trong danh sách ở {}",
    }
    parts = [text.format(articles(found[role])) for role, text in words.items() if found[role]]
    if not parts or set(found) == {Role.MAIN}:
        return ""
    return f"{unit_word(edition).capitalize()} {'; '.join(parts)}."


def day_mark(entry: Entry) -> str:
    """`ngày 13/11/2026`, or `chưa rõ ngày đăng`."""
    stamp = entry.article.published
    return on_day(stamp.day if stamp else None)


def on_day(day: date | None) -> str:
    """The same for a bare day."""
    return f"ngày {vi_date(day)}" if day else "chưa rõ ngày đăng"


def time_mark(entry: Entry) -> str:
    """For lists: `08 giờ 15\\n17/11/2026`, the bare day, or `Chưa rõ`; late finds carry their mark."""
    stamp = entry.article.published
    if stamp is None:
        return "Chưa rõ"
    hour = f"{vi_time(stamp.moment)}\n" if stamp.moment else ""
    return hour + vi_date(stamp.day) + (f"\n({SUPPLEMENT.lower()})" if entry.supplement else "")


def outlet(entry: Entry) -> str:
    """The newspaper's name in print."""
    return cut(entry.outlet_title, NAME_LIMIT) or "(không rõ báo)"


def title_text(entry: Entry) -> str:
    """The headline as printed in lists."""
    return cut(entry.article.title, TITLE_LIMIT) or "(không có tiêu đề)"


def headline(entry: Entry) -> Run:
    """The headline inside quotation marks, a link to the newspaper's own page."""
    return Run(inner(title_text(entry)), href=href(entry.article.url))


def entry_runs(edition: Edition, entry: Entry) -> tuple[Run, ...]:
    """One article in running text: newspaper, day, headline, and its own words within the quoting limit.

    Of one that its newspaper took down no words are repeated.
    """
    lead = (Run(f"{SUPPLEMENT}: ", italic=True),) if entry.supplement else ()
    where = f"{outlet(entry)} ({day_mark(entry)})"
    taken_down = gone(edition, entry.article.id)
    words = quote(entry)
    if words and not taken_down:
        verb = _verb(edition, entry)
        return (*lead, Run(f"{where}, bài “"), headline(entry), Run(f"” {verb}: “{words}”."))
    note = f" Báo đã gỡ bài này (ghi nhận ngày {vi_date(taken_down)})." if taken_down else ""
    return (*lead, Run(f"{where} đăng bài “"), headline(entry), Run(f"”{_part(edition, entry)}.{note}"))


def _verb(edition: Edition, entry: Entry) -> str:
    if entry.judgement.role is Role.SIDE:
        return f"có nhắc đến {unit_word(edition)}"
    if entry.judgement.role is Role.LIST:
        return f"nêu tên {unit_word(edition)} trong danh sách"
    return "phản ánh" if any(hit.topic == COMPLAINTS for hit in entry.topics) else "đưa tin"


def _part(edition: Edition, entry: Entry) -> str:
    if entry.judgement.role is Role.SIDE:
        return f", có nhắc đến {unit_word(edition)}"
    if entry.judgement.role is Role.LIST:
        return f", có tên {unit_word(edition)} trong danh sách"
    return ""


def reason_note(entry: Entry) -> str:
    """`Căn cứ: tiêu đề có "xã Nghi Dương".`, or ""."""
    text = reason(entry)
    return f"Căn cứ: {inside(text)}" if text else ""


def coverage(edition: Edition) -> str:
    """`đọc được 18/20 nguồn`."""
    return f"đọc được {sum(source.ok for source in edition.sources)}/{len(edition.sources)} nguồn"


def failure(source: SourceReport) -> tuple[str, str]:
    """`Không đọc được từ ngày 15/11/2026` and `máy chủ của báo không trả lời kịp`."""
    trouble = cut(source.trouble, TITLE_LIMIT).rstrip(". ") or "chưa rõ nguyên nhân"
    since = f" từ ngày {vi_date(to_local(source.since).date())}" if source.since else ""
    return f"Không đọc được{since}", inside(trouble)
