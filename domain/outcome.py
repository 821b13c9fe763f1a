"""How one item left one stage: exactly one word from one list, with a sentence an officer understands.

    Trouble                 a value, never raised; carries its word, a Vietnamese sentence and the remedy
     +- Temporary           try again later, with back-off (a time-out, a 503, a cut feed)
     +- Permanent           quarantine, visible to the officer (forbidden, gone, too large, not an article)

What nobody foresaw is caught by the runner alone and stored as `unexpected` with its traceback.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Word(StrEnum):
    """The outcome words. `OUTCOMES` explains each in Vietnamese; docs/outcomes.md is checked against it."""

    DONE = "done"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    NOT_ARTICLE = "not_article"
    NO_TEXT = "no_text"
    FORBIDDEN = "forbidden"
    REFUSED = "refused"
    GONE = "gone"
    HTTP_ERROR = "http_error"
    BUSY = "busy"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    TLS = "tls"
    REDIRECTS = "redirects"
    TOO_LARGE = "too_large"
    BROKEN_ENCODING = "broken_encoding"
    PRIVATE_ADDRESS = "private_address"
    BAD_ADDRESS = "bad_address"
    FEED_IS_HTML = "feed_is_html"
    FEED_BROKEN = "feed_broken"
    FEED_CUT = "feed_cut"
    COOKIE_WALL = "cookie_wall"
    EMPTY = "empty"
    NOT_HTML = "not_html"
    HIDDEN = "hidden"
    EXPIRED = "expired"
    DAMAGED = "damaged"
    UNEXPECTED = "unexpected"


OUTCOMES: dict[Word, str] = {
    Word.DONE: "Đã xong.",
    Word.UNCHANGED: "Nguồn không có gì mới từ lần đọc trước.",
    Word.DUPLICATE: "Trùng với một bài đã có (cùng báo, địa chỉ khác).",
    Word.NOT_ARTICLE: "Trang không phải một bài báo (trang chuyên mục, trang chủ).",
    Word.NO_TEXT: "Trang chỉ có ảnh, video hoặc tệp đính kèm, không có chữ để đọc.",
    Word.FORBIDDEN: "Báo không cho phép đọc tự động địa chỉ này (robots.txt); phần mềm tôn trọng và bỏ qua.",
    Word.REFUSED: "Máy chủ của báo từ chối (mã 401, 403 hoặc tương tự).",
    Word.GONE: "Trang không còn (mã 404 hoặc 410).",
    Word.HTTP_ERROR: "Máy chủ của báo báo lỗi.",
    Word.BUSY: "Máy chủ của báo đang quá tải và yêu cầu chờ.",
    Word.TIMEOUT: "Máy chủ của báo không trả lời kịp.",
    Word.UNREACHABLE: "Không kết nối được với máy chủ của báo.",
    Word.TLS: "Chứng thư bảo mật của báo không hợp lệ.",
    Word.REDIRECTS: "Địa chỉ chuyển hướng vòng quanh hoặc quá nhiều lần.",
    Word.TOO_LARGE: "Trang quá lớn so với giới hạn đặt ra.",
    Word.BROKEN_ENCODING: "Nội dung trang bị hỏng khi truyền hoặc nén sai.",
    Word.PRIVATE_ADDRESS: "Địa chỉ dẫn vào mạng nội bộ nên bị chặn.",
    Word.BAD_ADDRESS: "Địa chỉ không hợp lệ.",
    Word.FEED_IS_HTML: "Địa chỉ RSS trả về trang web thường, không phải danh mục tin.",
    Word.FEED_BROKEN: "Danh mục tin (RSS, sơ đồ trang) không đọc được.",
    Word.FEED_CUT: "Danh mục tin bị cắt giữa chừng; phần đọc được vẫn được lấy.",
    Word.COOKIE_WALL: "Báo trả về trang kiểm tra trình duyệt thay cho nội dung.",
    Word.EMPTY: "Máy chủ trả về trang trống.",
    Word.NOT_HTML: "Tệp không phải trang web.",
    Word.HIDDEN: "Trang tìm kiếm không cho biết địa chỉ gốc của bài; vẫn có tít, tên báo và thời gian.",
    Word.EXPIRED: "Đã hết thời hạn lưu bản gốc; chỉ còn địa chỉ, tiêu đề và thời gian.",
    Word.DAMAGED: "Bản gốc lưu trên máy không còn nguyên vẹn nên không đọc lại được.",
    Word.UNEXPECTED: "Lỗi ngoài dự kiến của phần mềm; đã giữ lại chi tiết để người bảo trì xem.",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One item that did not go well. `detail` is a Vietnamese sentence: what happened and what to do."""

    word: Word
    detail: str = ""

    def sentence(self) -> str:
        """The detail, or the word's own sentence."""
        return self.detail or OUTCOMES[self.word]


@dataclass(frozen=True, slots=True)
class Temporary(Trouble):
    """Try again later. `retry_after` is what the server asked for, in seconds."""

    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Permanent(Trouble):
    """No use trying again until a rule or the page changes."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One item that went well, with a Vietnamese sentence worth keeping."""

    word: Word
    detail: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How `item` left `stage` at `version`; `retry_at` is set for temporary trouble only."""

    item: str
    stage: str
    version: int
    word: Word
    detail: str
    at: datetime
    attempts: int = 1
    retry_at: datetime | None = None
