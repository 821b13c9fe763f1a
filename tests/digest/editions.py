"""Whole editions for golden texts: a week that has everything, a storm, Tết, the turn of the year, longer periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from config.calendar import coming
from digest.sections import press_work
from domain.casework import CaseLine, PressWork, Share
from domain.clock import VIETNAM, Stamp
from domain.edition import (
    Echo,
    Edition,
    Entry,
    KnownEvent,
    Past,
    Period,
    PeriodKind,
    StoryNote,
    TopicName,
    period_of,
    previous_period,
    week_of,
    year_before,
)
from domain.matter import Matter, MatterState
from domain.reading import Role, ToneValue
from domain.saved import Findings, Found
from domain.watch import Change, ChangeKind, Noted
from tests.digest import builders
from tests.digest.builders import WEEK

DAY = timedelta(days=1)
TOPICS = (
    *builders.TOPICS,
    TopicName("2", "Kinh tế, đầu tư, doanh nghiệp", "Phòng Kinh tế"),
    TopicName("7", "Thiên tai, phòng thủ dân sự, cháy nổ", "Ban Chỉ huy Quân sự xã"),
    TopicName("9", "Quốc phòng, quân sự địa phương", "Ban Chỉ huy Quân sự xã"),
    TopicName("12", "An sinh, lao động, người có công, giảm nghèo", "Phòng Văn hóa - Xã hội"),
)


_EDITED = Noted(
    Change(
        "den-bu",
        "http://dat-viet.example/den-bu.html",
        datetime(2026, 11, 16, 9, 0, tzinfo=VIETNAM),
        ChangeKind("number_edited"),
        "Đoạn 2: “47 hộ đã nhận tiền.” sửa thành “41 hộ đã nhận tiền.” (“47” → “41”)",
    ),
    "47 hộ dân nhận tiền bồi thường",
    "Báo Đất Việt mẫu",
    date(2026, 11, 14),
)


def full() -> Edition:
    """A week that has everything a digest can have: tone, stories, issues, a foreign paper, events, a long history."""
    told = tuple(
        replace(e, tone=_tone(e), story=_STORIES.get(e.article.title, ""), copied=e.article.title == _COPY)
        for e in builders.NORMAL
    )
    foreign = builders.entry(
        "Rice harvest ends early in a delta commune",
        "dat-viet",
        17,
        topics=("3",),
        language="en",
        tone=ToneValue.NEUTRAL,
    )
    began = StoryNote("khoi-dot-rac", date(2026, 11, 9), 5)
    return builders.edition(
        *told,
        foreign,
        replace(builders.LATE, tone=ToneValue.POSITIVE),
        builders.DOUBTFUL,
        stories=(StoryNote("den-bu", date(2026, 11, 13), 2), began),
        history=builders.history(14, 9, 17, 12, 20, 11, 16, 13, 18, 22),
        year_ago=Past(week_of(date(2025, 11, 19)), 15, 12),
        matters=(OLD_MATTER, NEW_MATTER, DONE_MATTER),
        changes=(_EDITED,),
        seal=f"1204 {'5e' * 32}",
        coming=(
            KnownEvent(date(2026, 11, 20), date(2026, 11, 20), "Ngày Nhà giáo Việt Nam", "ngày kỷ niệm"),
            KnownEvent(date(2026, 11, 19), date(2026, 11, 25), "kỳ họp Hội đồng nhân dân", "chưa có giấy mời", False),
        ),
        cases=(OPEN_CASE, CLOSED_CASE),
        press_work=PressWork(0, 1, Share(3, 4), Share(0, 0), Share(1, 1)),
        echoes=(Echo("Hội làng Nghi Dương mở sớm", date(2025, 11, 21), 4, "https://lang-que.example/tin/hoi.html"),),
        citations=((press_work.BASIS, "Điều 10 Nghị định số 244/2026/NĐ-CP [CẦN KIỂM TRA]"),),
        searches=(
            Findings("Rác thải", "rác OR “bãi tập kết”", len(FOUND), FOUND),
            Findings("Trường lớp", "trường học", 0, ()),
        ),
    )


FOUND = (
    Found(
        "Bãi rác huyện bên quá tải", "Báo Đất Việt Xanh", date(2026, 11, 13), "https://dat-viet.example/tin/rac.html"
    ),
    Found(
        "Xã Nghi Dương dọn rác", "Trang tin Làng Quê", date(2026, 11, 16), "https://lang-que.example/tin/don.html", True
    ),
)


OPEN_CASE = CaseLine(
    "SL-2026-007", "47 hộ dân thôn 2 đã nhận tiền bồi thường", "Báo Đất Việt Xanh", "Đang xác minh", date(2026, 11, 16),
    "https://dat-viet.example/tin/den-bu.html", "Chi trả bồi thường đường trục", date(2026, 11, 14),
    "41 hộ đã nhận tiền", "Biên bản chi trả số 12/BB-KT ngày 12/11/2026", unit="Phòng Kinh tế",
    due=date(2026, 11, 18),
)  # fmt: skip
CLOSED_CASE = CaseLine(
    "SL-2026-005", "Xã có 3 trường tiểu học", "Trang tin Làng Quê", "Đã khép", date(2026, 11, 2),
    published=date(2026, 11, 1), official="Xã có 2 trường tiểu học", basis="Báo cáo số 88/BC-VHXH ngày 30/9/2026",
    outcome="Nhầm lẫn kỹ thuật, báo đã sửa", closed=date(2026, 11, 13),
)  # fmt: skip


def _tone(item: Entry) -> ToneValue:
    if any(hit.topic == "16" for hit in item.topics):
        return ToneValue.NEGATIVE
    return ToneValue.POSITIVE if item.topics and item.topics[0].topic in ("10", "8") else ToneValue.NEUTRAL


_COPY = "Chi trả bồi thường đường trục: 47 hộ đã nhận tiền"
_STORIES = {
    "Xã Nghi Dương: 41 hộ nhận tiền bồi thường làm đường trục thôn 2": "den-bu",
    "Chi trả bồi thường đường trục: 47 hộ đã nhận tiền": "den-bu",
    "Khói đốt rác bám khu dân cư thôn 5": "khoi-dot-rac",
    "Đốt rác tự phát: cần một điểm tập kết hợp vệ sinh": "khoi-dot-rac",
}
_SEEN = datetime(2026, 11, 17, 6, 0, tzinfo=VIETNAM)
OLD_MATTER = Matter(
    "m-cau", builders.UNIT, _SEEN - timedelta(days=9), "Lan can cầu thôn 3 hỏng, chưa được sửa", "Báo Cửa Biển",
    "https://cua-bien.example/tin/lan-can.html", date(2026, 11, 6), MatterState.ASSIGNED, "Phòng Kinh tế",
    "Công văn số 118/UBND-KT ngày 09/11/2026", "Đã kiểm tra thực địa, đang lập dự toán", date(2026, 11, 17),
)  # fmt: skip
NEW_MATTER = Matter(
    builders.NORMAL[4].article.id, builders.UNIT, _SEEN, "Khói đốt rác bám khu dân cư thôn 5", "Báo Cửa Biển",
    "https://cua-bien.example/tin/khoi.html", date(2026, 11, 16), MatterState.PROPOSED, "Phòng Kinh tế",
    due=date(2026, 12, 8),
)  # fmt: skip
DONE_MATTER = Matter(
    "m-den", builders.UNIT, _SEEN - timedelta(days=12), "Đèn đường thôn 1 tắt nhiều tối", "Trang tin Làng Quê",
    "https://lang-que.example/tin/den.html", date(2026, 11, 4), MatterState.CLOSED, "Phòng Kinh tế",
    "Công văn số 115/UBND-KT ngày 05/11/2026", "Đã thay 6 bóng, nghiệm thu ngày 13/11/2026",
    date(2026, 11, 20), _SEEN,
)  # fmt: skip


def storm() -> Edition:
    """Four hundred articles that tell twelve stories: a storm that every newspaper writes about again and again."""
    sizes = (180, 70, 40, 30, 24, 18, 12, 10, 8, 4, 3, 1)
    entries = [_stormy(number, place) for number, size in enumerate(sizes) for place in range(size)]
    notes = tuple(StoryNote(f"bao-{number}", WEEK.start, size) for number, size in enumerate(sizes))
    return builders.edition(*entries, stories=notes, history=builders.history(8, 5, 11, 9), topics=TOPICS)


_STORM = (
    ("Bão số 9 áp sát, xã ven sông sơ tán 300 hộ dân", "7"),
    ("Mất điện diện rộng sau bão", "5"),
    ("Lúa mùa chưa gặt bị ngập", "3"),
    ("Học sinh nghỉ học tránh bão", "10"),
    ("Nhà văn hóa thôn 2 tốc mái", "5"),
    ("Bộ đội giúp dân dựng lại nhà", "9"),
    ("Hỗ trợ gạo, mì cho hộ sơ tán", "12"),
    ("Đường liên xã bị cây đổ chắn ngang", "5"),
    ("Cảnh báo nước sông lên nhanh", "7"),
    ("Chợ xã họp lại sau bão", "2"),
    ("Ủng hộ đồng bào vùng bão", "12"),
    ("Cây đa trăm tuổi ở đình làng đứng vững", "13"),
)


def _stormy(story: int, place: int) -> Entry:
    title, topic = _STORM[story]
    papers = list(builders.PAPERS)
    found = builders.entry(
        f"{title} (bản {place + 1})" if place else title,
        papers[(story + place) % len(papers)],
        12 + (story + place) % 7,
        (place * 5 + story) % 24,
        sapo=f"Theo UBND xã Nghi Dương, {title[0].lower()}{title[1:]}; lực lượng chức năng đang khắc phục."[:300],
        topics=(topic,),
        role=Role.SIDE if place % 9 == 8 else Role.MAIN,
        story=f"bao-{story}",
    )
    return found


def tet() -> Edition:
    """The week of Tết Bính Ngọ 2026, wholly days off but for its last two: few articles, dates that move."""
    week = week_of(date(2026, 2, 18))
    built = datetime(2026, 2, 23, 8, 0, tzinfo=VIETNAM)
    days = [date(2026, 2, 13), date(2026, 2, 16), date(2026, 2, 17), date(2026, 2, 17)]
    titles = [
        ("Chợ hoa phiên cuối năm ở Nghi Dương", "2", "lang-que"),
        ("Bí thư Thành ủy chúc Tết cán bộ trực tại xã Nghi Dương", "1", "cua-bien"),
        ("Giao thừa ở làng ven sông", "13", "song-hong"),
        ("Hội vật đầu xuân thu hút đông người xem", "13", "dai-cang"),
    ]
    entries = [
        moved(builders.entry(title, paper, topics=(topic,)), day)
        for (title, topic, paper), day in zip(titles, days, strict=True)
    ]
    return builders.edition(
        *entries, period=week, built_at=built, topics=TOPICS, coming=coming(week.end + DAY, week.end + 7 * DAY)
    )


def turn_of_the_year() -> Edition:
    """The week that closes on 6 January 2027, the first of its year, after week 53."""
    week = week_of(date(2027, 1, 6))
    before = week_of(date(2026, 12, 30))
    entry = moved(
        builders.entry("Nghi Dương ra quân làm thủy lợi đầu năm", "lang-que", topics=("3",)), date(2027, 1, 2)
    )
    return builders.edition(
        entry,
        period=week,
        built_at=datetime(2027, 1, 7, 8, 0, tzinfo=VIETNAM),
        history=(Past(before, 6, 5, (("3", 6),)),),
        year_ago=Past(year_before(week), 4, 4),
        coming=coming(week.end + DAY, week.end + 7 * DAY),
    )


def year() -> Edition:
    """A year: 15 December 2025 to 14 December 2026, 600 articles in some 480 stories, three years to compare."""
    period = period_of(date(2026, 12, 14), PeriodKind.YEAR)
    entries = [_yearly(number, period) for number in range(600)]
    pasts = tuple(
        Past(
            period_of(date(back, 12, 14), PeriodKind.YEAR),
            size,
            size * 4 // 5,
            (("3", size // 2), ("4", size - size // 2)),
        )
        for back, size in ((2023, 310), (2024, 455), (2025, 520))
    )
    return builders.edition(
        *entries,
        period=period,
        built_at=datetime(2026, 12, 15, 8, 0, tzinfo=VIETNAM),
        history=pasts,
        matters=(OLD_MATTER, DONE_MATTER),
    )


def month() -> Edition:
    """A month: 15 October to 14 November 2026, 48 articles, the two months before and the same month a year ago."""
    return _long(date(2026, 11, 14), PeriodKind.MONTH, 48, date(2026, 11, 16), 51, 37, year_ago=44)


def quarter() -> Edition:
    """The fourth quarter of 2026 (15 September to 14 December), fewer articles than in the quarter before."""
    return _long(date(2026, 12, 14), PeriodKind.QUARTER, 96, date(2026, 12, 16), 88, 130, year_ago=96)


def half() -> Edition:
    """The first half of 2028, a leap year: 15 December 2027 to 14 June 2028; nothing earlier was watched."""
    return _long(date(2028, 6, 14), PeriodKind.HALF, 60, date(2028, 6, 16))


def _long(end: date, kind: PeriodKind, size: int, built: date, *before: int, year_ago: int = 0) -> Edition:
    period = period_of(end, kind)
    days = (period.end - period.start).days
    entries = [
        moved(_yearly(number, period), period.start + timedelta(days=number * days // size)) for number in range(size)
    ]
    pasts: list[Past] = []
    back = previous_period(period)
    for count in reversed(before):
        pasts.insert(0, Past(back, count, count * 4 // 5, (("3", count // 3), ("4", count - count // 3))))
        back = previous_period(back)
    return builders.edition(
        *entries,
        period=period,
        built_at=datetime.combine(built, time(8, 0), VIETNAM),
        history=tuple(pasts),
        year_ago=Past(year_before(period), year_ago, year_ago * 4 // 5) if year_ago else None,
    )


_SUBJECTS = (
    "Chuyện đồng ruộng",
    "Chuyện đất đai",
    "Chuyện đường sá",
    "Chuyện môi trường",
    "Chuyện trường lớp",
    "Chuyện hội làng",
)
_CODES = ("3", "4", "5", "6", "10", "13")


def _yearly(number: int, period: Period) -> Entry:
    kind = (number * 7 + number // 11) % len(_SUBJECTS)
    story = number - number % 5 if number % 5 < 2 else number
    found = builders.entry(
        f"{_SUBJECTS[kind]} ở xã Nghi Dương, kỳ {number + 1}",
        list(builders.PAPERS)[number % len(builders.PAPERS)],
        topics=(_CODES[kind],),
        role=Role.MAIN if number % 4 else Role.SIDE,
        story=f"nam-{story}",
    )
    return moved(found, period.start + timedelta(days=number * 364 // 600))


def moved(entry: Entry, day: date) -> Entry:
    """The entry published on another day, first seen the morning after."""
    seen = datetime.combine(day, time(6, 30), VIETNAM) + DAY
    return replace(entry, article=replace(entry.article, published=Stamp(day), first_seen=seen))
