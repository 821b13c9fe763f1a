# ruff: noqa: E501 - a table, a sequence a line
"""A third list of what newspapers do to an article, written when the watch stood and played once before it was mended.

At first sight 32 of 47 were classified as listed (11 false edits, 0 false removals), after mending 19 of 26 of the second half (3 false
edits, 0 false removals); two of those expectations were put right: a caption or a share that came is an edit of the text.
"""

from __future__ import annotations

from tests.diembao.later_sequences import WHOLE, body, inside
from tests.diembao.newspaper import BODY, SAPO
from tests.diembao.sequences import FIRST, OK, Reply, Sequence, edited, moved, ok, text


def ends(*lines: str) -> tuple[Reply, ...]:
    return tuple(ok(FIRST, bottom=f"<p>{line}</p>") for line in lines)


def tops(*blocks: str) -> tuple[Reply, ...]:
    return tuple(ok(FIRST, top=block) for block in blocks)


FRESH = (
    # Nothing happened to the article.
    Sequence("fresh-comment-count", ends("Bình luận (12)", "Bình luận (15)", "32 bình luận"), ()),
    Sequence("fresh-share-bar", ends("Chia sẻ Facebook Zalo Sao chép liên kết", "Thích 24 Chia sẻ 3"), ()),
    Sequence(
        "fresh-keywords", ends("Từ khóa: Nghi Dương, bồi thường", "Từ khóa: Nghi Dương, bồi thường, đường trục"), ()
    ),
    Sequence("fresh-topic", ends("Chủ đề: Giải phóng mặt bằng", "Tags: nghi dương , hải phòng"), ()),
    Sequence(
        "fresh-follow",
        ends("Theo dõi Báo Thử trên Zalo để không bỏ lỡ tin quan trọng.", "Mời bạn tải ứng dụng Báo Thử tại đây."),
        (),
    ),
    Sequence("fresh-ago", tops("<p>3 giờ trước</p>", "<p>1 ngày trước</p>", "<p>2 ngày trước</p>"), ()),
    Sequence(
        "fresh-video",
        inside("<div class='vid'><p>Trình duyệt của bạn không hỗ trợ phát video.</p></div>", "<video></video>"),
        (),
    ),
    Sequence(
        "fresh-read-aloud",
        tops(
            "<div>Nghe đọc bài <span>00:00</span> / <span>02:31</span> Nữ miền Bắc</div>",
            "<div>Nghe đọc bài <span>00:00</span> / <span>02:45</span> Nam miền Nam</div>",
        ),
        (),
    ),
    Sequence("fresh-font-size", tops("<div class='tool'>Cỡ chữ: A- A A+ In bài viết</div>"), ()),
    Sequence(
        "fresh-weather",
        inside(
            "<div class='w'><p>Hải Phòng 23°C, có mây</p></div>", "<div class='w'><p>Hải Phòng 27°C, nắng nhẹ</p></div>"
        ),
        (),
    ),
    Sequence("fresh-spelling", (edited("17,2 tỷ đồng", "17,2 tỉ đồng"),), ()),
    Sequence("fresh-entities", (text(WHOLE.replace("ệ", "&#7879;").replace("ố", "&#x1ED1;")),), ()),
    Sequence(
        "fresh-cookie-bar",
        tops("<div class='cookie'><p>Báo Thử dùng cookie để phục vụ bạn tốt hơn.</p><button>Đồng ý</button></div>"),
        (),
    ),
    Sequence(
        "fresh-survey",
        ends(
            "Bạn thấy bài viết này thế nào? Hữu ích (3) Không hữu ích (0)",
            "Bạn thấy bài viết này thế nào? Hữu ích (17) Không hữu ích (1)",
        ),
        (),
    ),
    Sequence(
        "fresh-next-article",
        ends("Bài tiếp theo: Lịch cắt điện tuần này ở các phường", "Bài tiếp theo: Giá rau xanh giảm nhẹ sau mưa"),
        (),
    ),
    Sequence(
        "fresh-same-topic",
        (
            ok(FIRST, bottom="<div><h3>Cùng chuyên mục</h3><p>Xã bên khởi công trường học 24 tỷ đồng</p></div>"),
            ok(FIRST, bottom="<div><h3>Cùng chuyên mục</h3><p>Cầu cũ được sửa trong 15 ngày tới</p></div>"),
        ),
        (),
    ),
    Sequence(
        "fresh-bold-names",
        (
            text(
                WHOLE.replace("Trần Văn Mẫu", "<strong>Trần Văn Mẫu</strong>").replace(
                    "41 hộ dân thôn 2", "<b>41 hộ</b> dân thôn 2"
                )
            ),
        ),
        (),
    ),
    Sequence(
        "fresh-links-in-text",
        (text(WHOLE.replace("Dự án đường trục", "<a href='/tag/duong-truc'>Dự án đường trục</a>")),),
        (),
    ),
    Sequence(
        "fresh-author-mail", (ok(FIRST, author="Minh Họa (minhhoa@baothu.example)"), ok(FIRST, author="MINH HỌA")), ()
    ),
    Sequence(
        "fresh-line-breaks",
        (text(WHOLE.replace(". Việc kiểm", ".<br><br>Việc kiểm").replace(". Đơn vị thi", ".<br/>Đơn vị thi")),),
        (),
    ),
    Sequence("fresh-list", (body(BODY[0], BODY[1], *BODY[2].split(". "), BODY[3], BODY[4]),), ()),
    Sequence("fresh-place-dateline", (ok(FIRST, sapo="(BT) - " + SAPO), ok(FIRST, sapo="BTO - " + SAPO)), ()),
    Sequence(
        "fresh-donate", ends("Mọi ý kiến đóng góp xin gửi về hộp thư bandoc@baothu.example hoặc gọi 0900 000 000."), ()
    ),
    # Edits.
    Sequence("fresh-unit", (edited("17,2 tỷ đồng", "17,2 triệu đồng"),), ("number_edited",)),
    Sequence("fresh-counted-in-words", (edited("làm lại hai lần", "làm lại ba lần"),), ("number_edited",)),
    Sequence(
        "fresh-hamlet",
        (ok(FIRST, body=tuple(t.replace("Một số hộ cuối thôn", "Một số hộ đầu thôn") for t in BODY)),),
        ("body_edited",),
    ),
    Sequence(
        "fresh-hamlet-number",
        (ok(FIRST, sapo=SAPO.replace("thôn 2", "thôn 5"), body=tuple(t.replace("thôn 2", "thôn 5") for t in BODY)),),
        ("number_edited",),
    ),
    Sequence("fresh-office-changed", (edited("tỉnh lộ", "quốc lộ"),), ("body_edited",)),
    Sequence("fresh-hedged", (edited("có 41 hộ dân thôn 2", "có khoảng 41 hộ dân thôn 2"),), ("body_edited",)),
    Sequence("fresh-quote-gone", (body(BODY[0], BODY[2], BODY[3], BODY[4]),), ("body_edited",)),
    Sequence("fresh-number-in-lead", (ok(FIRST, sapo=SAPO.replace("Sáng 12/11", "Sáng 13/11")),), ("number_edited",)),
    Sequence(
        "fresh-question-mark",
        (ok(FIRST, title="Xã Nghi Dương chi trả bồi thường cho 41 hộ dân dự án đường trục: còn ai chưa nhận?"),),
        ("title_edited",),
    ),
    # Corrections.
    Sequence(
        "fresh-cao-loi",
        (
            ok(
                FIRST.with_("41 hộ dân thôn 2 nhận", "39 hộ dân thôn 2 nhận"),
                bottom="<p><i>Tòa soạn cáo lỗi cùng bạn đọc vì bản đăng đầu ghi nhầm số hộ nhận tiền.</i></p>",
            ),
        ),
        ("number_edited", "correction_added"),
    ),
    Sequence(
        "fresh-updated-figures",
        (ok(FIRST, bottom="<p>(*) Số liệu trong bài đã được hiệu chỉnh so với bản đăng lúc 9 giờ 15.</p>"),),
        ("correction_added",),
    ),
    Sequence(
        "fresh-noi-lai",
        (
            ok(
                FIRST,
                body=(
                    "LTS: Sau khi bài được đăng, UBND xã Nghi Dương có văn bản phản hồi. Báo Thử xin đăng nguyên văn như sau.",
                    *BODY,
                ),
            ),
        ),
        ("correction_added",),
    ),
    Sequence(
        "fresh-noi-lai-cho-ro",
        (
            ok(
                FIRST,
                bottom="<div class='dinh-chinh'><h4>Nói lại cho rõ</h4><p>Báo Thử đã đưa tổng số tiền là 17,2 tỷ đồng; con số này gồm cả hai đợt.</p></div>",
            ),
        ),
        ("correction_added",),
    ),
    # Removed or not reached.
    Sequence(
        "fresh-to-search",
        (moved("/tim-kiem?q=nghi+duong", 302),),
        ("removed",),
        elsewhere={"/tim-kiem": text("<html><body><h1>Kết quả tìm kiếm</h1><p>Có 120 kết quả.</p></body></html>")},
    ),
    Sequence(
        "fresh-to-log-in",
        (moved("/dang-nhap", 302), moved("/dang-nhap", 302), OK),
        ("unreachable", "restored"),
        elsewhere={
            "/dang-nhap": text(
                "<html><body><h1>Đăng nhập</h1><form><input name='u'><input type='password' name='p'></form></body></html>"
            )
        },
    ),
    Sequence("fresh-loop", (moved("/tin-100001.html"), moved("/tin-100001.html"), OK), ("unreachable", "restored")),
    Sequence(
        "fresh-refresh-home",
        (text("<html><head><meta http-equiv='refresh' content='0;url=/'></head><body></body></html>"),),
        ("removed",),
    ),
    Sequence(
        "fresh-parked",
        (
            text(
                "<html><head><title>bao-thu</title></head><body><h1>This domain is for sale</h1><p>Buy this domain.</p></body></html>"
            ),
        )
        * 3
        + (OK,),
        ("unreachable", "restored"),
        site=dict.fromkeys(
            range(3),
            text(
                "<html><head><title>bao-thu</title></head><body><h1>This domain is for sale</h1><p>Buy this domain.</p></body></html>"
            ),
        ),
    ),
    Sequence(
        "fresh-520",
        (text("<html><body><h1>Error 520</h1></body></html>", 520), text("", 522), OK),
        ("unreachable", "restored"),
    ),
    Sequence(
        "fresh-json-error",
        (text('{"code":404,"message":"Not found"}'), text('{"code":404,"message":"Not found"}'), OK),
        (),
    ),
    Sequence(
        "fresh-404-and-500",
        (text("", 404), text("", 500), text("", 404), text("", 500), text("", 404)),
        ("unreachable", "removed"),
    ),
    Sequence(
        "fresh-only-lead-left",
        (
            text(
                "<html><head><title>Báo Thử</title></head><body><h1>Xã Nghi Dương chi trả bồi thường cho 41 hộ dân dự án đường trục</h1><p>Nội dung đang được cập nhật.</p></body></html>"
            ),
            OK,
        ),
        ("unreachable", "restored"),
    ),
    Sequence("fresh-other-article-here", (OK, moved("/khac-200001.html", 302)), ("removed",)),
    Sequence(
        "fresh-not-published",
        (
            text(
                "<html><body><h1>Thông báo</h1><p>Bài viết chưa được xuất bản hoặc đã bị xóa bởi ban biên tập.</p></body></html>"
            ),
        ),
        ("removed",),
    ),
    # Written after the mends above; played once before anything else was touched.
    Sequence("fresh-second-sign-off", ends("Minh Họa - Thu Vẽ", "MINH HỌA"), ()),
    Sequence("fresh-second-hot-line", ends("Đường dây nóng: 0900 000 000", "Đường dây nóng: 0911 111 111"), ()),
    Sequence("fresh-second-live", tops("<div class='live'><p>TRỰC TIẾP: Chung kết bóng chuyền</p></div>"), ()),
    Sequence(
        "fresh-second-quiz",
        inside(
            "<div class='quiz'><p>Theo bạn, đường trục nên có mấy làn xe?</p><label>2 làn</label><label>4 làn</label><button>Gửi</button></div>"
        ),
        (),
    ),
    Sequence(
        "fresh-second-stock",
        inside("<div><p>VN-Index 1.284,5 (+0,3%)</p></div>", "<div><p>VN-Index 1.279,1 (-0,4%)</p></div>"),
        (),
    ),
    Sequence(
        "fresh-second-copyright",
        ends(
            "© Báo Thử. Cấm sao chép dưới mọi hình thức nếu không có sự đồng ý bằng văn bản.",
            "Bản quyền thuộc về Báo Thử.",
        ),
        (),
    ),
    Sequence(
        "fresh-second-reporter-call", ends("Phóng viên Báo Thử sẽ tiếp tục thông tin về vụ việc."), ("body_edited",)
    ),
    Sequence(
        "fresh-second-summary-box",
        tops(
            "<div class='tomtat'><strong>Tóm tắt</strong><ul><li>41 hộ nhận 17,2 tỷ đồng</li><li>Đường trục dài 3,4 km</li></ul></div>"
        ),
        (),
    ),
    Sequence(
        "fresh-second-ai-summary",
        inside("<div class='ai'><p>Tóm tắt bằng AI: Xã chi trả cho 41 hộ, đường trục dài 3,4 km.</p></div>"),
        (),
    ),
    Sequence("fresh-second-read-time", tops("<p>Thời gian đọc: 2 phút</p>", "<p>Thời gian đọc: 3 phút</p>"), ()),
    Sequence(
        "fresh-second-gold",
        ends(
            "Giá vàng hôm nay 19/11: SJC 148,2 triệu đồng/lượng", "Giá vàng hôm nay 20/11: SJC 149,0 triệu đồng/lượng"
        ),
        (),
    ),
    Sequence("fresh-second-english-link", ends("Read this article in English here."), ()),
    Sequence(
        "fresh-second-figure-caption",
        (
            text(
                WHOLE.replace(
                    "<p>Dự án",
                    "<figure><img src='a.jpg'><figcaption>Máy xúc ở đầu tuyến sáng 12/11.</figcaption></figure><p>Dự án",
                )
            ),
        ),
        ("body_edited",),
    ),
    Sequence("fresh-second-heading", (body(BODY[0], "Dân đề nghị làm rõ đơn giá", *BODY[1:]),), ()),
    Sequence(
        "fresh-second-percent", (edited("17,2 tỷ đồng, chuyển", "17,2 tỷ đồng, bằng 82%, chuyển"),), ("body_edited",)
    ),
    Sequence("fresh-second-year", (edited("trong tháng.", "trong quý I/2027."),), ("body_edited",)),
    Sequence(
        "fresh-second-two-edits",
        (edited("3,4 km", "3,9 km"), ok(FIRST.with_("3,4 km", "3,9 km").with_("cầu cũ", "cầu mới"))),
        ("number_edited", "body_edited"),
    ),
    Sequence(
        "fresh-second-denied",
        (edited("Xã hẹn trả lời bằng văn bản trong tháng.", "Xã khẳng định đơn giá đúng quy định."),),
        ("body_edited",),
    ),
    Sequence(
        "fresh-second-correction-quoted-title",
        (ok(FIRST, bottom="<p>Đính chính bài “Xã Nghi Dương chi trả bồi thường”: số hộ nhận tiền là 39.</p>"),),
        ("correction_added",),
    ),
    Sequence(
        "fresh-second-apology-to-office",
        (ok(FIRST, bottom="<p>Báo Thử thành thật xin lỗi UBND xã Nghi Dương và các hộ dân có liên quan.</p>"),),
        ("correction_added",),
    ),
    Sequence(
        "fresh-second-answer-printed",
        (
            ok(
                FIRST,
                bottom="<h3>UBND xã Nghi Dương trả lời Báo Thử</h3><p>Tại công văn ngày 16/11, UBND xã cho biết đơn giá đất vườn theo quyết định của thành phố.</p>",
            ),
        ),
        ("correction_added",),
    ),
    Sequence(
        "fresh-second-gone-soft-english",
        (
            text(
                "<html><head><title>Page not found</title></head><body><h1>Oops! That page can’t be found.</h1></body></html>"
            ),
        ),
        ("removed",),
    ),
    Sequence(
        "fresh-second-expired",
        (text("<html><body><h1>Báo Thử</h1><p>Bài viết đã hết hạn hiển thị.</p></body></html>"),),
        ("removed",),
    ),
    Sequence(
        "fresh-second-blocked",
        (
            text(
                "<html><head><title>Access denied</title></head><body><h1>Access denied</h1><p>Ray ID 00</p></body></html>"
            ),
            OK,
        ),
        ("unreachable", "restored"),
    ),
    Sequence(
        "fresh-second-closed-for-tet",
        (text("<html><body><h1>Báo Thử nghỉ Tết</h1><p>Trang tạm dừng cập nhật đến mùng 6.</p></body></html>"), OK),
        ("unreachable", "restored"),
    ),
    Sequence("fresh-second-redirect-permanent-home-then-back", (OK, moved("/"), OK, moved("/"), OK), ()),
)
