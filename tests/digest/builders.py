"""Invented editions for the digest's tests: papers, articles and people that do not exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zlib import crc32

from domain.clock import VIETNAM, Stamp
from domain.edition import (
    Edition,
    Entry,
    Office,
    Past,
    Period,
    PeriodKind,
    SourceReport,
    TopicName,
    week_of,
)
from domain.place import Commune, Unit
from domain.press import Article, Level
from domain.reading import Judgement, Mention, Reason, Role, Span, ToneValue, TopicHit, Verdict
from domain.urls import article_id

UNIT = "11728"
COMMUNE = Commune(Unit(UNIT, "Nghi Dương", "Xã", "Thành phố Hải Phòng", "31"))
OFFICE = Office(
    parent="UBND xã Nghi Dương",
    issuer="Phòng Văn hóa - Xã hội",
    place="Nghi Dương",
    symbol="VHXH",
    authority="",
    signer_title="Trưởng phòng",
    signer_name="Trần Văn Mẫu",
    addressees=("Đồng chí Chủ tịch, các đồng chí Phó Chủ tịch UBND xã", "Ban Xây dựng Đảng Đảng ủy xã"),
    recipients=("Sở VH, TT và DL (để b/c)", "TT Đảng ủy, TT HĐND xã (để b/c)"),
)
TOPICS = (
    TopicName("1", "Chính trị, chính quyền, cải cách hành chính", "Văn phòng HĐND và UBND"),
    TopicName("3", "Nông nghiệp, nông thôn mới, thủy sản", "Phòng Kinh tế"),
    TopicName("4", "Đất đai, giải phóng mặt bằng, tái định cư", "Phòng Kinh tế"),
    TopicName("5", "Xây dựng, giao thông, hạ tầng", "Phòng Kinh tế"),
    TopicName("6", "Môi trường, tài nguyên", "Phòng Kinh tế"),
    TopicName("8", "An ninh trật tự, an toàn giao thông", "Công an xã"),
    TopicName("10", "Giáo dục, đào tạo", "Phòng Văn hóa - Xã hội"),
    TopicName("13", "Văn hóa, di sản, lễ hội, thể thao, du lịch", "Phòng Văn hóa - Xã hội"),
    TopicName("16", "Khiếu nại, tố cáo, phản ánh", "Văn phòng HĐND và UBND"),
)
WEEK = week_of(date(2026, 11, 18))
BUILT = datetime(2026, 11, 19, 8, 0, tzinfo=VIETNAM)

# name -> (title, level)
PAPERS = {
    "song-hong": ("Báo Sông Hồng", Level.CENTRAL),
    "dat-viet": ("Báo Đất Việt Xanh", Level.CENTRAL),
    "cua-bien": ("Báo Cửa Biển", Level.CITY),
    "dai-cang": ("Đài Phát thanh Cảng Đông", Level.CITY),
    "pho-cang": ("Tạp chí Phố Cảng", Level.CITY),
    "lang-que": ("Trang tin Làng Quê", Level.OTHER),
    "nang-mai": ("Báo Nắng Mai", Level.OTHER),
}


def entry(
    title: str,
    paper: str = "cua-bien",
    day: int | None = 13,
    hour: int | None = 8,
    sapo: str = "",
    body: str = "",
    topics: tuple[str, ...] = ("4",),
    role: Role | None = Role.MAIN,
    reason: str = "tiêu đề có “xã Nghi Dương”",
    against: str = "",
    author: str = "",
    supplement: bool = False,
    verdict: Verdict = Verdict.ACCEPT,
    mention: str = "xã Nghi Dương",
    language: str = "vi",
    tone: ToneValue | None = None,
    story: str = "",
) -> Entry:
    """An entry of November 2026; `day` None is undated, `hour` None knows the day alone."""
    outlet, level = PAPERS[paper]
    url = f"https://{paper}.example/tin/{hash_of(title)}.html"
    article = Article(
        id=article_id(url),
        url=url,
        source=paper,
        outlet=f"{paper}.example",
        title=title,
        sapo=sapo,
        body=body,
        author=author,
        published=stamp(day, hour),
        published_from=None if day is None else "meta",
        first_seen=datetime(2026, 11, 14, 6, 30, tzinfo=VIETNAM),
        language=language,
    )
    where = "sapo" if mention in sapo else "body"
    at = max(0, (sapo if where == "sapo" else body).find(mention))
    span = Span(where, at, at + len(mention), mention)
    mentions = (Mention(span, mention, UNIT, "present", 0.98),) if mention in sapo + body else ()
    reasons = tuple(Reason(weight, text) for weight, text in ((-2.0, against), (1.0, reason)) if text)
    hits = tuple(TopicHit(topic, rank, 0.9) for rank, topic in enumerate(topics, start=1))
    return Entry(
        article, outlet, level, Judgement(UNIT, verdict, 0.97, role, reasons, mentions), hits, supplement, story, tone
    )


def hash_of(text: str) -> int:
    """The same number on every machine and in every process."""
    return crc32(text.encode("utf-8", "replace"))


def stamp(day: int | None, hour: int | None) -> Stamp | None:
    if day is None:
        return None
    return Stamp(date(2026, 11, day)) if hour is None else Stamp.at(datetime(2026, 11, day, hour, 15, tzinfo=VIETNAM))


def sources(failed: int = 1, built: datetime = BUILT) -> tuple[SourceReport, ...]:
    """All papers, read half an hour before the edition was built, the last `failed` unreadable for four days."""
    names = list(PAPERS)
    since = (built - timedelta(days=4)).replace(hour=9)
    last = built - timedelta(minutes=30)
    read = [SourceReport(name, PAPERS[name][0], 120 + 31 * place, True, since=last) for place, name in enumerate(names)]
    return tuple(
        report
        if place < len(names) - failed
        else replace(report, articles=0, ok=False, trouble="Máy chủ của báo không trả lời kịp.", since=since)
        for place, report in enumerate(read)
    )


def edition(*entries: Entry, **changes: object) -> Edition:
    """An edition of the week of 12 to 18 November 2026 holding these entries, sorted into their places."""
    reports = sources(built=changes.get("built_at", BUILT))
    base = Edition(
        commune=COMMUNE,
        office=OFFICE,
        period=WEEK,
        built_at=BUILT,
        entries=tuple(e for e in entries if e.judgement.verdict is Verdict.ACCEPT and e.article.published),
        undated=tuple(e for e in entries if e.judgement.verdict is Verdict.ACCEPT and not e.article.published),
        review=tuple(e for e in entries if e.judgement.verdict is Verdict.REVIEW),
        sources=reports,
        articles_read=sum(report.articles for report in reports),
        topics=TOPICS,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def past(articles: int, stories: int, back: int = 1, topics: tuple[tuple[str, int], ...] = ()) -> Past:
    """A week before the builders' week, `back` weeks earlier."""
    day = WEEK.end - timedelta(weeks=back)
    return Past(week_of(day), articles, stories, topics)


def history(*counts: int) -> tuple[Past, ...]:
    """Weeks with these counts, the last one the week before; two articles in three tell a story of their own."""
    topics = ("4", "3", "5", "6")
    return tuple(
        past(n, n - n // 3, back, tuple((code, len(range(place, n, 4))) for place, code in enumerate(topics)))
        for back, n in zip(range(len(counts), 0, -1), counts, strict=True)
    )


def empty() -> Edition:
    """Nothing was written; the week before had three articles."""
    return edition(history=history(3))


def one() -> Edition:
    """A single article, and no week before it to compare with."""
    return edition(COMPENSATION)


def three() -> Edition:
    """Three articles: one undated, one for the officer to check, one late find of the week before."""
    return edition(UNDATED, DOUBTFUL, LATE, history=(past(2, 2, topics=(("4", 1), ("6", 1))),))


def normal() -> Edition:
    """Twenty-five articles in six fields, seven of them only naming the commune, one undated; one more found late."""
    before = (("4", 5), ("3", 6), ("5", 4), ("6", 2), ("10", 3), ("8", 2))
    return edition(*NORMAL, LATE, DOUBTFUL, history=(past(22, 19, topics=before),))


def periods() -> tuple[Period, ...]:
    """A month, a quarter, a half and a year that end in November or December 2026, and the last week of the year."""
    return (
        Period(PeriodKind.MONTH, date(2026, 10, 15), date(2026, 11, 14)),
        Period(PeriodKind.QUARTER, date(2026, 9, 15), date(2026, 12, 14)),
        Period(PeriodKind.HALF, date(2026, 6, 15), date(2026, 12, 14)),
        Period(PeriodKind.YEAR, date(2025, 12, 15), date(2026, 12, 14)),
        week_of(date(2026, 12, 28) + timedelta(days=2)),
    )


COMPENSATION = entry(
    "Xã Nghi Dương: 41 hộ nhận tiền bồi thường làm đường trục thôn 2",
    sapo="Sáng 13/11, UBND xã Nghi Dương chi trả tiền bồi thường cho 41 hộ dân thôn 2 có đất thu hồi làm đường trục. "
    "Còn 6 hộ chưa thống nhất phương án.",
    author="Minh Châu",
)
UNDATED = entry(
    "Lò gạch cũ ven sông chờ phương án tháo dỡ",
    paper="pho-cang",
    day=None,
    topics=("6",),
    role=Role.SIDE,
    sapo="Ba lò gạch thủ công ở vùng ven sông đã dừng đốt từ năm ngoái.",
    body="Dọc bờ sông còn nhiều lò gạch bỏ không.\nRiêng tại xã Nghi Dương còn một lò nằm sát khu dân cư thôn 4, "
    "chưa có phương án tháo dỡ.",
    reason="đoạn 2 có “tại xã Nghi Dương”",
)
DOUBTFUL = entry(
    "Nghi Dương vào mùa cấy: chuyện kể từ một làng ven sông",
    paper="lang-que",
    day=16,
    topics=("3",),
    role=None,
    verdict=Verdict.REVIEW,
    reason="tiêu đề có “Nghi Dương”",
    against="không nêu xã, huyện hay thành phố đi kèm",
)
LATE = entry(
    "Trao sổ tiết kiệm cho học sinh vượt khó xã Nghi Dương",
    paper="dai-cang",
    day=10,
    hour=17,
    topics=("10",),
    sapo="Chiều 10/11, Hội Khuyến học xã Nghi Dương trao 12 sổ tiết kiệm cho học sinh có hoàn cảnh khó khăn.",
    author="Hải Yến",
    supplement=True,
)
NORMAL = (
    COMPENSATION,
    entry(
        "Chi trả bồi thường đường trục: 47 hộ đã nhận tiền",
        "pho-cang",
        14,
        9,
        "Theo thông tin từ xã Nghi Dương, 47 hộ dân thôn 2 đã nhận tiền bồi thường dự án đường trục.",
        topics=("4", "5"),
    ),
    entry(
        "Đất công ích bỏ hoang ở thôn 6, người dân mong sớm cho thuê lại",
        "song-hong",
        15,
        None,
        "Gần 2 ha đất công ích tại thôn 6, xã Nghi Dương bỏ hoang nhiều vụ; người dân kiến nghị xã sớm tổ chức cho "
        "thuê lại để có đất sản xuất và tránh cỏ dại lan sang ruộng bên cạnh trong vụ xuân tới.",
        topics=("4", "16"),
        author="Thu Trang",
    ),
    entry("Công khai quy hoạch sử dụng đất cấp xã", "dai-cang", 17, 10, topics=("4",), role=Role.LIST, reason=""),
    entry(
        "Khói đốt rác bám khu dân cư thôn 5",
        "cua-bien",
        16,
        7,
        "Nhiều tuần nay, người dân thôn 5, xã Nghi Dương phản ánh khói từ bãi tập kết rác bay vào nhà “hầu như mỗi "
        "chiều”.",
        topics=("6", "16"),
        author="Lê Nam",
    ),
    entry(
        "Đốt rác tự phát: cần một điểm tập kết hợp vệ sinh",
        "dat-viet",
        17,
        15,
        "Từ phản ánh ở xã Nghi Dương, phóng viên ghi nhận tình trạng đốt rác tự phát tại nhiều nơi.",
        topics=("6", "16"),
    ),
    entry(
        "Nạo vét 3 km kênh nội đồng trước vụ xuân",
        "lang-que",
        18,
        6,
        "Các thôn của xã Nghi Dương ra quân nạo vét kênh mương.",
        topics=("6", "3"),
    ),
    entry(
        "Vụ mùa Nghi Dương đạt 61 tạ/ha",
        "cua-bien",
        12,
        8,
        "Xã Nghi Dương đã gặt xong 412 ha lúa mùa, năng suất bình quân 61 tạ/ha.",
        topics=("3",),
        author="Minh Châu",
    ),
    entry(
        "Rươi vào vụ, nông dân phấn khởi",
        "song-hong",
        12,
        14,
        "Nước lên, rươi nổi dày trên những cánh đồng ven sông.",
        "Tại xã Nghi Dương, bà con vớt được 20 đến 30 kg mỗi sào.\nGiá bán tại ruộng là 400.000 đồng một kg.",
        topics=("3",),
        role=Role.SIDE,
        reason="đoạn 1 có “Tại xã Nghi Dương”",
    ),
    entry("Hợp tác xã rau thôn 3 ký hợp đồng với ba bếp ăn", "lang-que", 13, 16, topics=("3",)),
    entry(
        "Thêm sáu sản phẩm OCOP của thành phố được xếp hạng",
        "pho-cang",
        14,
        18,
        body="Đợt này có sáu sản phẩm được xếp hạng.\nDanh sách gồm mắm rươi của xã Nghi Dương và năm sản phẩm khác.",
        topics=("3",),
        role=Role.LIST,
        reason="đoạn 2 có “của xã Nghi Dương”",
    ),
    entry("Tiêm phòng dại cho đàn chó trước Tết", "dai-cang", 16, 11, topics=("3",)),
    entry("Cánh đồng mẫu ở Nghi Dương thử giống lúa mới", "cua-bien", 17, 9, topics=("3",)),
    entry(
        "Sửa xong cầu thôn 4 sau ba tháng cấm xe",
        "cua-bien",
        15,
        8,
        "Cầu dân sinh thôn 4, xã Nghi Dương đã thông xe sau ba tháng sửa chữa.",
        topics=("5",),
    ),
    entry(
        "Đường liên xã xuống cấp, xe tải vẫn chạy",
        "song-hong",
        16,
        19,
        "Đoạn đường dài 1,2 km qua xã Nghi Dương có nhiều ổ gà.",
        topics=("5", "16"),
    ),
    entry("Lắp 140 bóng đèn chiếu sáng đường thôn", "lang-que", 18, 8, topics=("5",)),
    entry("Nước sạch về thôn 1, thôn 2", "dai-cang", 18, 17, topics=("5",)),
    entry(
        "Trường Tiểu học Nghi Dương đón bằng đạt chuẩn quốc gia mức độ 2",
        "cua-bien",
        18,
        10,
        "Sáng 18/11, Trường Tiểu học Nghi Dương tổ chức lễ đón bằng công nhận đạt chuẩn quốc gia mức độ 2.",
        topics=("10",),
    ),
    entry("Học sinh Nghi Dương học bơi miễn phí", "dai-cang", 14, 7, topics=("10",)),
    entry("Bữa ăn bán trú: 9 trường được kiểm tra", "pho-cang", 17, 14, topics=("10",), role=Role.LIST, reason=""),
    entry(
        "Công an xã Nghi Dương trả lại ví cho người đánh rơi",
        "dat-viet",
        13,
        20,
        "Công an xã Nghi Dương đã tìm và trả lại chiếc ví có 7 triệu đồng cho người đánh rơi.",
        topics=("8",),
    ),
    entry("Ra quân xử lý xe chở đất rơi vãi", "cua-bien", 15, 16, topics=("8",), role=Role.SIDE),
    entry("Nhắc nhau khóa cửa, giữ xe cuối năm", "lang-que", 17, 20, topics=("8",), role=Role.SIDE, reason=""),
    entry("Người giữ nghề đan đó ở ven sông", "song-hong", 12, None, topics=(), role=Role.SIDE),
    UNDATED,
)
