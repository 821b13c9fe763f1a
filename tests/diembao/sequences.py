# ruff: noqa: E501 - a table, a sequence a line
"""What newspapers do to an article after it was read, visit by visit, and what must be seen in it.

Every sequence has a newspaper of its own (`<name>.example`). Its `visits` are the answers from the first revisit on, the
last one repeated; times of the visits are in `HOURS`. Expected are the words of the changes, in order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from tests.diembao.newspaper import BODY, SAPO, TITLE, Sheet

# Hours after the first reading at which every article is visited.
HOURS = (4, 12, 28, 40, 60)
PATH = "/tin-100001.html"
FIRST = Sheet()

Page = Callable[[str], bytes]


@dataclass(frozen=True)
class Reply:
    """One answer: a sheet or bytes under a status; `location` redirects; `down` cuts the line without an answer."""

    content: Sheet | str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    location: str = ""
    down: bool = False


@dataclass(frozen=True)
class Sequence:
    """One story: its name, the answers for the article, and what is expected.

    `site` replaces the newspaper's front page and other article at some visits (by number, from 0); `elsewhere` serves
    other addresses (path, or host and path).
    """

    name: str
    visits: tuple[Reply, ...]
    expected: tuple[str, ...]
    first: Reply = field(default_factory=lambda: Reply(FIRST))
    site: Mapping[int, Reply] = field(default_factory=dict)
    elsewhere: Mapping[str, Reply] = field(default_factory=dict)


def ok(sheet: Sheet, **more: object) -> Reply:
    return Reply(replace(sheet, **more)) if more else Reply(sheet)  # type: ignore[arg-type]


def text(html: str, status: int = 200, **headers: str) -> Reply:
    return Reply(html, status, {key.replace("_", "-"): value for key, value in headers.items()})


OK = ok(FIRST)
DOWN = Reply(down=True)
NOT_FOUND = text("<html><body><h1>404</h1><p>Không tìm thấy trang</p></body></html>", 404)
SOFT = text(
    "<html><head><title>Báo Thử</title></head><body><nav><a href='/'>Trang chủ</a></nav><h1>Trang bạn tìm không tồn tại</h1>"
    "<p>Bài viết có thể đã được gỡ. Mời xem các tin khác.</p><ul>"
    + "".join(f"<li><a href='/tin-{n}00001.html'>Tin khác số {n} của báo trong ngày</a></li>" for n in range(2, 30))
    + "</ul></body></html>"
)
CAPTCHA = text(
    "<html><head><title>Just a moment...</title></head><body><h1>bao-thu.example</h1><p>Vui lòng xác minh bạn không phải là "
    "robot để tiếp tục.</p><form><input name='captcha'></form>" + "<p>&nbsp;</p>" * 900 + "</body></html>"
)
CONSENT = text(
    "<html><head><title>Báo Thử</title></head><body><h2>Chúng tôi tôn trọng quyền riêng tư</h2><p>Mời bạn đồng ý cho báo dùng "
    "cookie để tiếp tục xem trang.</p><button>Đồng ý</button>"
    + "<p>Đối tác quảng cáo số 000 của báo.</p>" * 120
    + "</body></html>"
)
DATABASE = text("<html><body><h1>Error establishing a database connection</h1></body></html>")
UPKEEP = text(
    "<html><head><title>Báo Thử</title></head><body><p>Hệ thống đang bảo trì, mời quay lại sau.</p></body></html>"
)
LOGIN = "Đăng nhập để đọc tiếp nội dung dành cho thuê bao."
CORRECTED = (
    "Đính chính: Bản tin trước ghi 47 hộ là chưa chính xác. Số đúng là 41 hộ, theo biên bản ngày 12/11. "
    "Báo Thử xin lỗi bạn đọc."
)
ANSWERED = (
    "Phản hồi của UBND xã Nghi Dương: Ngày 15/11, UBND xã có văn bản gửi báo, cho biết các hộ cuối thôn đã được giải đáp.",
)
WRONG = FIRST.with_("41 hộ", "47 hộ")
AD = "<p>KHUYẾN MÃI LỚN: giảm giá 50% toàn bộ sản phẩm, gọi ngay hotline 0900 000 000!</p>"
BLOCK = (
    '<div class="qc-inline"><p>Căn hộ ven sông, bàn giao quý II, thanh toán linh hoạt cho khách đặt chỗ sớm.</p></div>'
)


WHOLE = FIRST.html("").decode()
FUTURE = {"Last-Modified": "Thu, 01 Jan 2099 00:00:00 GMT"}


def edited(old: str, new: str) -> Reply:
    return Reply(FIRST.with_(old, new))


def moved(target: str, status: int = 301) -> Reply:
    return Reply(status=status, location=target)


HOME = moved("/")

SEQUENCES = (
    # Nothing happened to the article.
    Sequence("nothing", (OK,), ()),
    Sequence("counter", tuple(ok(FIRST, views=1204 + 321 * n) for n in range(7)), ()),
    Sequence("new-template", (OK, ok(FIRST, template="second")), ()),
    Sequence("new-template-and-back", (ok(FIRST, template="second"), OK, ok(FIRST, template="second")), ()),
    Sequence("new-advertisement", (ok(FIRST, ad=AD), ok(FIRST, inside=AD), ok(FIRST, inside=BLOCK)), ()),
    Sequence(
        "other-related",
        tuple(ok(FIRST, related=tuple(f"Tin {n}{m} trong ngày" for m in range(6))) for n in range(6)),
        (),
    ),
    Sequence("comments", (ok(FIRST, comments=("Hoan hô xã nhà.", "Mong cả 47 hộ đều vui.")),), ()),
    Sequence("tags-and-author", (ok(FIRST, tags=("Hải Phòng", "đường trục"), author="M.H. - T.K."),), ()),
    Sequence(
        "restamped",
        (ok(FIRST, published="2026-11-18T10:00:00+07:00"), ok(FIRST, published="2031-01-01T00:00:00+07:00")),
        (),
    ),
    Sequence("tone-marks", (text(WHOLE.replace("hoàn thành", "hòan thành").replace("giờ tan", "giờ\u200b tan")),), ()),
    Sequence("decomposed", (text(normalize("NFD", WHOLE)),), ()),
    Sequence(
        "stamp-inside",
        (
            ok(FIRST, bottom="<p>Cập nhật: 10:30 ngày 18/11/2026</p><p>12 bình luận</p>"),
            ok(FIRST, bottom="<p>Cập nhật: 11:30 ngày 19/11/2026</p><p>15 bình luận</p>"),
        ),
        (),
    ),
    Sequence(
        "author-box",
        (
            ok(
                FIRST,
                bottom='<div class="author-bio"><p>Minh Họa viết về nông thôn Hải Phòng đã mười năm nay.</p></div>',
            ),
        ),
        (),
    ),
    Sequence(
        "reprint-notice",
        (ok(FIRST, bottom="<p>Bản quyền thuộc Báo Thử, đề nghị ghi rõ nguồn khi đăng lại nội dung này.</p>"),),
        (),
    ),
    Sequence("text-twice", (ok(FIRST, bottom="".join(f"<p>{line}</p>" for line in BODY)),), ()),
    Sequence(
        "figures-written-otherwise",
        (ok(FIRST, body=(BODY[0].replace("41 hộ", "1500 hộ"), *BODY[1:])),),
        (),
        first=ok(FIRST, body=(BODY[0].replace("41 hộ", "1.500 hộ"), *BODY[1:])),
    ),
    Sequence(
        "typography",
        (
            Reply(
                replace(
                    FIRST,
                    title=TITLE.upper(),
                    body=tuple(t.replace(", ", " , ").replace("Xã hẹn", "“Xã” hẹn") for t in BODY),
                )
            ),
        ),
        (),
    ),
    Sequence(
        "footer-menu-correction",
        (ok(FIRST, top='<div class="menu2"><a href="/cai-chinh">Thông tin cải chính, xin lỗi</a></div>'),),
        (),
    ),
    Sequence(
        "read-more-line",
        (ok(FIRST, bottom="<p>>>> Xem thêm: <a href='/x-9.html'>Xã bên cạnh làm đường hoa dài 2 km</a></p>"),),
        (),
    ),
    # Edits.
    Sequence(
        "headline",
        (
            OK,
            edited(
                "chi trả bồi thường cho 41 hộ dân dự án đường trục", "trả tiền bồi thường dự án đường trục, còn 6 hộ"
            ),
        ),
        ("title_edited",),
    ),
    Sequence(
        "headline-only",
        (ok(FIRST, title="Xã Nghi Dương trả tiền cho dân, dự án đường trục còn vướng"),),
        ("title_edited",),
    ),
    Sequence("number", (ok(FIRST, body=tuple(t.replace("41 hộ", "47 hộ") for t in BODY)),), ("number_edited",)),
    Sequence(
        "number-and-back",
        (ok(FIRST, body=tuple(t.replace("17,2", "16,6") for t in BODY)), OK),
        ("number_edited", "number_edited"),
    ),
    Sequence("one-word", (edited("trước ngày 10/11", "sau ngày 10/11"),), ("body_edited",)),
    Sequence("one-mark", (edited("Trần Văn Mẫu", "Trần Văn Mậu"),), ("body_edited",)),
    Sequence("not", (edited("đã bàn giao", "chưa bàn giao"),), ("body_edited",)),
    Sequence("sentence-removed", (edited(" Xã hẹn trả lời bằng văn bản trong tháng.", ""),), ("body_edited",)),
    Sequence(
        "paragraph-added",
        (ok(FIRST, body=(*BODY[:3], "Ngân sách thành phố bố trí vốn cho dự án trong năm tới.", *BODY[3:])),),
        ("body_edited",),
    ),
    Sequence("edit-in-new-template", (OK, ok(FIRST.with_("3,4 km", "4,3 km"), template="second")), ("number_edited",)),
    Sequence("lead", (ok(FIRST, sapo=SAPO.replace("thôn 2", "cuối thôn Đông")),), ("body_edited",)),
    Sequence(
        "rewritten",
        (
            ok(
                FIRST,
                body=tuple(
                    f"Đoạn viết lại thứ {w} của bài, kể khác hẳn về buổi chi trả ở nhà văn hóa thôn hôm ấy, có lời người dân."
                    for w in ("nhất", "nhì", "ba", "tư", "chót")
                ),
            ),
        ),
        ("body_edited",),
    ),
    Sequence("correction-below", (ok(FIRST, body=(*BODY, CORRECTED)),), ("correction_added",)),
    Sequence(
        "correction-above",
        (Reply(replace(WRONG, body=BODY, top=f'<div class="box-note"><p>{CORRECTED}</p></div>', title=TITLE)),),
        ("number_edited", "correction_added"),
        first=Reply(replace(WRONG, title=TITLE)),
    ),
    Sequence(
        "correction-box", (ok(FIRST, top=f'<div class="thong-bao"><p>{CORRECTED}</p></div>'),), ("correction_added",)
    ),
    Sequence("answer-added", (ok(FIRST, body=(*BODY, *ANSWERED)),), ("correction_added",)),
    Sequence(
        "demand-reported",
        (
            ok(
                FIRST,
                body=(*BODY, "Người dân đề nghị chủ đầu tư cải chính tấm biển ghi sai và vẫn chưa nhận được phản hồi."),
            ),
        ),
        ("body_edited",),
    ),
    Sequence(
        "note-of-update",
        (ok(FIRST, body=(*BODY, "(*) Bài viết đã được chỉnh sửa lúc 10 giờ để làm rõ tên đơn vị thi công.")),),
        ("correction_added",),
    ),
    Sequence(
        "clock-ahead",
        (Reply(FIRST.with_("3,4 km", "4,3 km"), headers=FUTURE),),
        ("number_edited",),
        first=Reply(FIRST, headers=FUTURE),
    ),
    # Removed, and not removed.
    Sequence("removed", (OK, NOT_FOUND), ("removed",)),
    Sequence("removed-410", (replace(NOT_FOUND, status=410),), ("removed",)),
    Sequence("removed-and-back", (NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, OK), ("removed", "restored")),
    Sequence(
        "back-with-edit",
        (NOT_FOUND, NOT_FOUND, NOT_FOUND, edited("đã bàn giao", "chưa bàn giao")),
        ("removed", "restored", "body_edited"),
    ),
    Sequence("gone-once", (OK, NOT_FOUND, OK), ()),
    Sequence("gone-twice", (NOT_FOUND, NOT_FOUND, OK), ()),
    Sequence("soft-404", (SOFT,), ("removed",)),
    Sequence("soft-404-once", (OK, SOFT, OK), ()),
    Sequence("to-home", (HOME,), ("removed",)),
    Sequence("to-home-once", (HOME, OK), ()),
    Sequence("taken-down-notice", (ok(FIRST, sapo="", body=("Bài viết đã được gỡ theo yêu cầu.",)),), ("removed",)),
    Sequence(
        "all-404",
        (NOT_FOUND, NOT_FOUND, NOT_FOUND, OK),
        ("unreachable", "restored"),
        site=dict.fromkeys(range(3), NOT_FOUND),
    ),
    Sequence(
        "all-soft-404", (SOFT, SOFT, SOFT, SOFT, OK), ("unreachable", "restored"), site=dict.fromkeys(range(4), SOFT)
    ),
    Sequence(
        "only-home-answers",
        (NOT_FOUND,),
        ("unreachable",),
        site=dict.fromkeys(range(9), NOT_FOUND),
        elsewhere={"/": text("<html><body><h1>Báo Thử</h1></body></html>")},
    ),
    # Not reached.
    Sequence("busy", (text("", 429, Retry_After="60"), OK), ("unreachable", "restored")),
    Sequence("forbidden", (text("Forbidden", 403),), ("unreachable",)),
    Sequence("error", (text("oops", 500), OK), ("unreachable", "restored")),
    Sequence("captcha", (CAPTCHA, CAPTCHA, OK), ("unreachable", "restored")),
    Sequence("consent", (CONSENT, OK), ("unreachable", "restored")),
    Sequence("empty", (text(""), OK), ("unreachable", "restored")),
    Sequence("database", (DATABASE, OK), ("unreachable", "restored")),
    Sequence("upkeep", (UPKEEP, UPKEEP, OK), ("unreachable", "restored")),
    Sequence("log-in-wall", (ok(FIRST, body=(BODY[0], LOGIN)), OK), ("unreachable", "restored")),
    Sequence("cut-page", (text(WHOLE[: WHOLE.index("Khi hoàn thành")]), OK), ("unreachable", "restored")),
    Sequence(
        "down-two-days", (DOWN, DOWN, DOWN, DOWN, OK), ("unreachable", "restored"), site=dict.fromkeys(range(4), DOWN)
    ),
    Sequence("down-then-gone", (DOWN, NOT_FOUND, NOT_FOUND, NOT_FOUND), ("unreachable", "removed"), site={0: DOWN}),
    Sequence("mojibake", (Reply(FIRST.html("").decode().encode().decode("latin-1")), OK), ("unreachable", "restored")),
    # Another address.
    Sequence(
        "renamed",
        (OK, moved("/xa-nghi-duong-tra-tien-100001.html")),
        ("moved",),
        elsewhere={"/xa-nghi-duong-tra-tien-100001.html": OK},
    ),
    Sequence(
        "domain-moved",
        (moved("http://domain-moved-moi.example" + PATH),),
        ("moved",),
        elsewhere={"domain-moved-moi.example" + PATH: OK},
    ),
    Sequence("slash", (moved(PATH + "/"),), (), elsewhere={PATH + "/": OK}),
    Sequence("www", (moved("http://www.www.example" + PATH, 302),), (), elsewhere={"www.www.example" + PATH: OK}),
    Sequence(
        "moved-and-edited",
        (moved("/moi-100001.html"),),
        ("moved", "title_edited"),
        elsewhere={"/moi-100001.html": ok(FIRST, title="Xã Nghi Dương: tiền đã về tay dân, đường trục chờ thi công")},
    ),
)
