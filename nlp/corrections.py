"""Words by which a page corrects itself or prints an answer, and words of what is no part of an article.

A correction is the newspaper speaking of its own text. That somebody demands one, or that no answer has come yet, is
reported news. Knowledge as patterns; each is exercised by a case in tests/nlp/test_corrections.py.
"""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE
_LEAD = r"^[\W_]*(?:\d+[.)]\s*)?"
_PRESS = r"(?:tòa soạn|toà soạn|ban biên tập|bbt|báo|tạp chí|chúng tôi|tác giả|phóng viên|bài (?:viết|báo)|bản tin|tin)"
_SORRY = r"(?:đính chính|cải chính|xin lỗi|cáo lỗi|xin (?:được )?(?:sửa|chỉnh|rút))"

_CORRECTION = (
    re.compile(
        rf"{_LEAD}(?:thông tin |lời |về việc )?(?:đính chính|cải chính|xin lỗi|cáo lỗi|nói lại cho (?:rõ|đúng))\b",
        _FLAGS,
    ),
    re.compile(rf"\b{_PRESS}\b[^.!?]{{0,90}}\b{_SORRY}\b", _FLAGS),
    re.compile(rf"\b{_SORRY}\b[^.!?]{{0,60}}\b(?:bạn đọc|độc giả|quý vị)\b", _FLAGS),
    re.compile(
        r"\b(?:phiên bản|bản tin|bài(?: viết| báo)?|thông tin|nội dung|số liệu|bản)\b[^.!?]{0,40}"
        r"\b(?:trước(?: đó| đây)?|ban đầu|cũ|đã đăng)\b[^.!?]{0,90}"
        r"\b(?:nhầm|sai|chưa (?:chính xác|đúng|đầy đủ)|không (?:chính xác|đúng)|sơ suất|thiếu sót)\b",
        _FLAGS,
    ),
    re.compile(
        r"\b(?:bài(?: viết| báo)?|bản tin|tít|tiêu đề|nội dung này)\b[^.!?]{0,30}\b(?:đã|được)\b[^.!?]{0,20}"
        r"\b(?:sửa|chỉnh sửa|hiệu chỉnh|điều chỉnh|cập nhật lại)\b",
        _FLAGS,
    ),
    re.compile(rf"{_LEAD}(?:correction|clarification|editor.?s note|an earlier version)\b", _FLAGS),
)
_DEMAND = re.compile(rf"\b(?:yêu cầu|đề nghị|buộc|đòi|kiến nghị|phải)\b[^.!?]{{0,60}}\b{_SORRY}\b", _FLAGS)

# That a correction was printed somewhere is news; a newspaper that corrects itself does it with the word.
_REPORTED = re.compile(
    rf"\b(?:đã|từng|phải|vừa|mới)\s+(?:đăng(?: tải)?|có|ra|phát|công bố)\s+(?:lời |tin |bài |thông tin )?{_SORRY}\b",
    _FLAGS,
)
# Sorry for the web page, not for the text.
_SERVICE = re.compile(
    r"\b(?:tải chậm|nâng cấp|bảo trì|gián đoạn|bất tiện|trục trặc|sự cố|kỹ thuật|truy cập|đường truyền)\b", _FLAGS
)
_OF_TEXT = re.compile(
    r"\b(?:số liệu|bản tin|bài (?:viết|báo)|tít|tiêu đề|nội dung|nhầm|sai|sơ suất|(?:chưa|không) (?:chính xác|đúng))\b",
    _FLAGS,
)

_ANSWER = (
    re.compile(
        rf"{_LEAD}(?:thông tin |ý kiến |nội dung |văn bản |công văn )?(?:phản hồi|trả lời|hồi âm|giải trình)"
        r"(?:\s+(?:của|từ|về|bạn đọc|báo)\b|\s*[:.])",
        _FLAGS,
    ),
    re.compile(
        r"\b(?:nhận được|có|gửi|đã ban hành)\b[^.!?]{0,40}\b(?:văn bản|công văn|ý kiến|thông tin|báo cáo)\b[^.!?]{0,80}"
        r"\b(?:phản hồi|trả lời|hồi âm|giải trình)\b",
        _FLAGS,
    ),
    # a heading of its own over the answer
    re.compile(
        r"^[^,.:!?]{3,60}\b(?:trả lời|phản hồi|hồi âm)\s+(?:báo|tạp chí|tòa soạn|bài (?:báo|viết))\b[^,.:!?]{0,60}$",
        _FLAGS,
    ),
    re.compile(rf"{_LEAD}(?:response|reply) (?:from|of)\b", _FLAGS),
)
_NO_ANSWER = re.compile(
    r"\b(?:chưa|không|vẫn chờ|đang chờ|chờ)\b[^.!?]{0,60}\b(?:phản hồi|trả lời|hồi âm|giải trình)\b", _FLAGS
)

_COUNTED = r"(?:xem|đọc|truy cập|thích|chia sẻ|tải)"
_COUNTER = re.compile(
    rf"(?:số |tổng )?(?:lượt {_COUNTED}|(?:đã )?(?:xem|đọc)|bình luận|chia sẻ|thích|views?|likes?|comments?|shares?)"
    r"\s*[:(]?\s*[\d.,]+\s*[km]?\)?"
    rf"|[\d.,]+\s*[km]?\s*(?:lượt(?: {_COUNTED})?|bình luận|views?|likes?|comments?|shares?"
    r"|người (?:đang |đã )?(?:xem|đọc|thích))"
    r"|(?:cách đây )?\d+ (?:giây|phút|giờ|ngày|tuần|tháng|năm) trước"
    r"|(?:cập nhật|đăng|xuất bản|ngày đăng)(?: lúc| ngày| lần cuối)?\s*[:\d][\d:/.,h\s\-–giờ]*"
    r"|(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)?\W{0,3}(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"(?:\W{1,4}\d{1,2}[:h]\d{2})?"
    r"|\d{1,2}[:h]\d{2}\W{1,4}(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\(?gmt\s*\+7\)?|-?\d+\s*°\s*c"
    # the weather of the day beside its degrees
    r"|^[^.!?]{0,40}\d\s*°\s*c\b[^.!?]{0,30}$",
    _FLAGS,
)
_LEFT = re.compile(r"\w+")
# Words that may stay beside a counter: a name, a label.
_MOST_LEFT = 2

_NOTICE = re.compile(
    # at the beginning of a line
    rf"{_LEAD}(?:quảng cáo|tài trợ|advertisement|sponsored|xem (?:thêm|video|tiếp)|đọc (?:thêm|tiếp)|bài liên quan"
    r"|tóm tắt\b[^.:]{0,25}:|theo bạn,|read (?:this|the|more)\b"
    r"|tin (?:liên quan|cùng chuyên mục|mới|nóng)|có thể (?:bạn|quý vị)|mời (?:bạn|quý|độc giả|xem|đọc)|chia sẻ bài"
    r"|bạn đọc (?:có thể )?(?:gửi|bình luận)|tags?\s*:|từ khóa\s*:)|^\s*(?:>>|»|►|☞)"
    # whose picture it is
    r"|^[\W_]*(?:nguồn )?(?:ảnh|đồ họa|video|clip|photo)\s*:\s*[^.!?:]{1,40}$"
    # the newspaper of itself
    r"|\btheo dõi\b.{0,60}\b(?:google news|facebook|zalo|youtube|tiktok|fanpage|telegram|viber)\b"
    r"|\bđăng ký (?:nhận|theo dõi)\b|\b(?:ghi rõ|trích|dẫn) nguồn\b|\bbản quyền (?:thuộc|©)"
    r"|\b(?:tải|cài)(?: ngay)? (?:app|ứng dụng)\b|\b(?:bấm|nhấn|click) (?:vào )?(?:đây|here)\b"
    r"|\b(?:mọi (?:ý kiến|phản ánh|đóng góp|thông tin)|bạn đọc|độc giả)\b[^!?]{0,60}\b(?:gửi|liên hệ|gọi)\b[^!?]{0,40}"
    r"(?:@|\b0\d{2,3}[ .]?\d{3}|hộp thư|đường dây nóng|hotline)"
    r"|\bbạn (?:thấy|nghĩ|đánh giá)\b[^.?]{0,20}\bbài (?:viết|báo)\b"
    r"|\btrình duyệt\b[^.]{0,20}\bkhông hỗ trợ\b"
    # what sells
    r"|\b(?:mua ngay|đặt (?:mua|hàng) ngay|giá chỉ (?:từ )?\d|khuyến m[ãạ]i|giảm (?:giá|tới|đến|ngay)[^.]{0,15}\d+\s*%"
    r"|ưu đãi[^.]{0,40}\d+\s*%|tư vấn miễn phí|trả góp 0|nội dung (?:được )?tài trợ|flash sale|voucher)\b",
    _FLAGS,
)


def correction_word(text: str) -> str:
    """`Đính chính` or `Phản hồi` when a text is one, "" otherwise."""
    if any(pattern.search(text) for pattern in _CORRECTION) and (
        _CORRECTION[0].search(text) or not (_DEMAND.search(text) or _REPORTED.search(text) or _is_service(text))
    ):
        return "Đính chính"
    if any(pattern.search(text) for pattern in _ANSWER) and not _NO_ANSWER.search(text):
        return "Phản hồi"
    return ""


def _is_service(text: str) -> bool:
    return bool(_SERVICE.search(text)) and not _OF_TEXT.search(text)


def is_counter(text: str) -> bool:
    """Whether a text is nothing but a counter, a clock or a stamp."""
    found = _COUNTER.search(text)
    return bool(found) and len(_LEFT.findall(_COUNTER.sub(" ", text))) <= _MOST_LEFT


def is_notice(text: str) -> bool:
    """Whether a text advertises, or points to something else of the newspaper's."""
    return bool(_NOTICE.search(text))
