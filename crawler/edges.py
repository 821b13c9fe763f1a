"""What stands at both ends of a text and is none of it: a line with the date, credits, buttons, invitations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.credits import credited
from crawler.dates import without_counters
from crawler.mastheads import is_masthead
from domain.text import fold

# How many lines from an end are looked at: labels stand close to it, prose may say anything.
_TOP, _BOTTOM = 4, 4
_LONGEST = 90
_DATE = re.compile(
    r"^[\W_]*(?:(?:ngày|đăng|tin|bài|tạo|cập nhật|lúc|thứ|chủ nhật|tháng|năm|giờ|phút|gmt|lần cuối|sáng|trưa|chiều|tối"
    r"|một|hai|ba|tư|sáu|bảy|tám|chín|mười|giêng|chạp"
    r"|thg|sửa|chỉnh sửa|trước|vừa xong|xuất bản|posted|on|sa|ch|am|pm|[a-z]{3,9}day|january|february|march"
    r"|april|may|june|july|august|september|october|november|december)\b|[hg](?=\d)|[\d\W_])+$",
    re.IGNORECASE,
)
# "Hải Phòng, ngày 26 tháng 11 năm 2026": where and when, as documents begin.
_PLACE_AND_DATE = re.compile(r"^[^\d.!?]{2,40}ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}\W*$", re.IGNORECASE)
_PICTURES = re.compile(
    r"^[\W_]*(?:ảnh|nguồn ảnh|ảnh tư liệu|video|clip|đồ họa|photos?)\s*:\s*[^.!?:]{2,50}\W*$", re.IGNORECASE
)
_LABEL = re.compile(
    r"^[\W_]*(?:quảng cáo|advertisement|nghe (?:đọc )?(?:bài|tin)|lưu bài|in bài|gửi email|bình luận|xem thêm"
    r"|đọc thêm|sao chép liên kết|copy link|có thể bạn quan tâm|đọc nhiều|tin (?:liên quan|khác|mới|nổi bật|đọc nhiều)"
    r"|(?:các )?(?:tin|bài|bài viết) (?:khác|liên quan)|(?:tin |bài )?cùng chuyên mục"
    r"|chia sẻ(?: bài(?: viết)?)?|tặng sao(?: cho tác giả)?|ban biên tập|bbt"
    r"|(?:cuộn|kéo|vuốt)(?: xuống)? để (?:đọc|xem)(?: tiếp)?|scroll(?: down)?"
    r"|(?:số )?lượt (?:xem|đọc|truy cập)|views?)[\W\d_]*$",
    re.IGNORECASE,
)
_TAKEN_FROM = re.compile(r"^\W*(?:theo|nguồn)\s*:?\s+([^.!?]{2,40}?)\W*$", re.IGNORECASE)
_SOURCE = re.compile(r"^\W*nguồn(?: tin)?\s*:\s*[^.!?:]{2,50}\W*$", re.IGNORECASE)
# Only at the end: where the page lies, its catchwords, a door for subscribers.
_COLOPHON = re.compile(
    r"^[\W_]*(?:(?:nguồn|đường dẫn(?: bài viết)?|link(?: bài(?: viết)?)?|url|xem bản gốc(?: tại)?)"
    r"\s*:\s*https?://\S+\W*$"
    r"|(?:từ khóa|từ khoá|tags?|keywords?|chủ đề)\s*:\s*\S"
    r"|(?:mời|vui lòng|hãy) (?:quý |bạn |độc giả |các bạn )*(?:đọc )?(?:đăng nhập|đăng ký)\b"
    r".*(?:đọc tiếp|đọc toàn bộ|xem tiếp))",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"^[\W_]*(?:mời (?:quý |các )?(?:bạn|độc giả|khán giả|vị|thính giả)\b"
    r".*(?:theo dõi|đón xem|đón đọc|gửi|chuyên mục|xem (?:các|thêm))"
    r"|(?:xem|đọc) thêm\b.{0,60}\btại (?:đây|:)"
    r"|(?:để|bạn|muốn)\b.{0,60}(?:đọc tiếp|đọc đầy đủ|xem tiếp|phần (?:đọc )?miễn phí)"
    r"|bằng (?:việc|cách) (?:đăng|nhấn|bấm|tiếp tục|sử dụng)\b.*(?:đồng ý|chấp nhận)"
    r"|©|copyright\b|bản quyền (?:thuộc|của)\b|ghi rõ nguồn\b"
    r"|theo dõi\b.*(?:google news|zalo|facebook|fanpage|youtube|tiktok))",
    re.IGNORECASE,
)


def trimmed(paragraphs: Sequence[str], authors: Sequence[str]) -> list[str]:
    """The paragraphs without such lines at their ends; the credits of `authors` go, others may be part of the story."""
    first, last = 0, len(paragraphs)
    while first < min(last, _TOP) and _is_label(paragraphs[first], authors):
        first += 1
    while last > max(first, len(paragraphs) - _BOTTOM) and _is_end(paragraphs[last - 1], authors):
        last -= 1
    inner = (line for line in paragraphs[first:last] if not _LABEL.match(line))
    return list(inner)


def is_date_line(line: str) -> bool:
    """Whether a line says nothing but a date or a clock, with its label or a counter of readers."""
    bare = without_counters(line)
    return bool(_DATE.match(bare)) and any(map(str.isdigit, bare))


def _is_label(line: str, authors: Sequence[str]) -> bool:
    if len(line) > _LONGEST:
        return False
    return is_date_line(line) or bool(_PLACE_AND_DATE.match(line) or _LABEL.match(line)) or _is_credit(line, authors)


def _is_end(line: str, authors: Sequence[str]) -> bool:
    if (taken := _TAKEN_FROM.match(line)) and is_masthead(taken[1]):
        return True
    colophon = any(pattern.match(line) for pattern in (_PICTURES, _SOURCE, _INVITATION))
    colophon = colophon or (len(line) <= _LONGEST and bool(_COLOPHON.match(line)))
    return _is_label(line, authors) or colophon


def _is_credit(line: str, authors: Sequence[str]) -> bool:
    """Whether a line names nobody but the authors, barely or after "Bài, ảnh:", "Theo"."""
    names = {fold(name) for name in credited(line)} or {fold(line.strip())}
    return names <= {fold(name) for name in authors}
