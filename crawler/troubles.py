"""Which trouble an HTTP status or a failed request is, and the sentence an officer reads about it.

Temporary is what may be gone tomorrow by itself: a server in trouble (5xx), a busy one (429), a line that broke, a
certificate that will be renewed, a robots.txt that did not answer. Permanent is what the newspaper decided (robots.txt
says no, 401, 403, 404, 410, other 4xx) or what our own limits decide (size, private address, redirects): asking again
unchanged would only be impolite.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from domain.outcome import Permanent, Temporary, Trouble, Word

# A server may ask for any wait; more than a week is read as a week.
LONGEST_WAIT = 7 * 86_400.0

_KEPT = "Tin cũ vẫn còn nguyên."
_AGAIN = "Hệ thống sẽ tự thử lại."

TEXTS: dict[Word, str] = {
    Word.TIMEOUT: f"Máy chủ của báo không trả lời kịp. {_KEPT} {_AGAIN}",
    Word.UNREACHABLE: f"Không kết nối được với máy chủ của báo. {_KEPT} {_AGAIN} Nếu quá 3 ngày, mời kiểm tra địa chỉ.",
    Word.TLS: (f"Chứng thư bảo mật của báo không hợp lệ nên phần mềm không đọc để tránh bị giả mạo. {_KEPT} {_AGAIN}"),
    Word.TOO_LARGE: "Trang lớn hơn giới hạn cho phép nên không tải về. Các trang khác không bị ảnh hưởng.",
    Word.BROKEN_ENCODING: f"Nội dung bị hỏng hoặc bị cắt trên đường truyền nên không dùng được. {_KEPT} {_AGAIN}",
    Word.PRIVATE_ADDRESS: (
        "Địa chỉ dẫn vào mạng nội bộ nên bị chặn. Nếu đây là máy chủ của chính đơn vị, "
        "người quản trị có thể cho phép trong cài đặt (crawl.allow_private_hosts)."
    ),
    Word.BAD_ADDRESS: "Địa chỉ không phải địa chỉ trang web hợp lệ. Mời kiểm tra lại địa chỉ.",
    Word.REDIRECTS: "Địa chỉ chuyển hướng vòng quanh hoặc quá nhiều lần. Mời mở thử địa chỉ bằng trình duyệt.",
    Word.FORBIDDEN: (
        "Báo không cho phép đọc tự động địa chỉ này (tệp robots.txt). Phần mềm tôn trọng và bỏ qua; "
        "có thể theo dõi báo này qua tìm kiếm tin."
    ),
    Word.EMPTY: f"Máy chủ của báo trả về trang trống. {_KEPT} {_AGAIN}",
    Word.COOKIE_WALL: (
        "Báo trả về trang kiểm tra trình duyệt thay cho nội dung nên phần mềm không đọc được. "
        "Có thể theo dõi báo này qua tìm kiếm tin."
    ),
    Word.UNEXPECTED: f"Bộ phận tải trang gặp lỗi ngoài dự kiến. {_KEPT} {_AGAIN}",
}


_UNTRUSTED = {
    "Mismatch": "Chứng thư bảo mật của báo mang tên máy chủ khác.",
    "verify failed": "Chứng thư bảo mật của báo đã hết hạn hoặc không do nơi tin cậy cấp.",
}


def lasting(word: Word) -> Permanent:
    """A permanent trouble with its usual sentence."""
    return Permanent(word, TEXTS[word])


def passing(word: Word, retry_after: float | None = None) -> Temporary:
    """A temporary trouble with its usual sentence."""
    return Temporary(word, TEXTS[word], retry_after)


def died() -> Temporary:
    """The process that fetches ended from outside: nothing is known of the page it was at."""
    return Temporary(
        Word.UNEXPECTED, f"Tiến trình tải trang bị dừng đột ngột, thường do máy hết bộ nhớ. {_KEPT} {_AGAIN}"
    )


def untrusted(reason: str) -> Temporary:
    """A certificate that is refused, with what OpenSSL or the check of the name says of it."""
    text = next((text for words, text in _UNTRUSTED.items() if words in reason), "")
    return Temporary(Word.TLS, f"{text} {TEXTS[Word.TLS]}".strip())


_SPENT = "Hôm nay đã đọc đủ"
_RESTING = "Báo yêu cầu mỗi lần đọc cách nhau"


def is_ours(trouble: Trouble) -> bool:
    """Whether we kept away by ourselves (the day's budget, a pace asked for), so that nothing is known of the page."""
    return trouble.word is Word.UNEXPECTED or (
        trouble.word is Word.BUSY and trouble.detail.startswith((_SPENT, _RESTING))
    )


def over_budget(budget: int, wait: float) -> Temporary:
    """The day's number of requests to a newspaper is used up; `wait` seconds until the next day."""
    text = f"{_SPENT} {budget} lượt của báo này. {_KEPT} Ngày mai hệ thống đọc tiếp."
    return Temporary(Word.BUSY, text, wait)


def resting(delay: float, wait: float) -> Temporary:
    """robots.txt asks for a long pause (`delay` seconds) between two pages; `wait` seconds of it are left."""
    text = f"{_RESTING} {delay:.0f} giây. {_KEPT} Hệ thống sẽ đọc tiếp khi đến lượt."
    return Temporary(Word.BUSY, text, wait)


def robots_silent(word: Word, wait: float | None) -> Temporary:
    """robots.txt could not be read for a reason `word`, so nothing of this newspaper is."""
    text = f"Chưa đọc được tệp robots.txt của báo nên tạm chưa đọc báo này. {_KEPT} {_AGAIN}"
    return Temporary(word, text, wait)


def of_status(status: int, headers: Mapping[str, str], now: datetime) -> Trouble | None:
    """The trouble in an HTTP status, None for 2xx and 304. Header names are lower case."""
    wait = retry_after(headers.get("retry-after", ""), now)
    if 200 <= status < 300 or status == 304:
        return None
    if status in (408, 425):
        return passing(Word.TIMEOUT)
    if status == 429 or (status == 503 and wait is not None):
        return Temporary(Word.BUSY, f"Máy chủ của báo đang quá tải và yêu cầu chờ. {_KEPT} {_AGAIN}", wait)
    if status in (404, 410):
        return Permanent(Word.GONE, f"Trang không còn trên máy chủ của báo (mã {status}). Mời kiểm tra lại địa chỉ.")
    if 400 <= status < 500:
        return Permanent(
            Word.REFUSED, f"Máy chủ của báo từ chối cho đọc (mã {status}); phần mềm không tìm cách vượt qua."
        )
    return Temporary(Word.HTTP_ERROR, f"Máy chủ của báo báo lỗi (mã {status}). {_KEPT} {_AGAIN}")


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds a `Retry-After` header asks to wait (number or HTTP date), 0 to a week; None when it says nothing."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((aware - now).total_seconds(), 0.0), LONGEST_WAIT)
