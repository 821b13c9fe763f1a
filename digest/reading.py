"""What a PDF brought by hand says: its text, page by page. Nothing is guessed from pictures."""

from __future__ import annotations

import io
import logging

import pypdf
from pypdf.errors import DependencyError, PyPdfError

from domain.outcome import Permanent, Trouble, Word
from domain.text import clean

# Between two pages of a text.
PAGE_BREAK = "\f"
# A cutting has few pages; a book would take minutes and is none.
MOST_PAGES = 200
_LEAST_TEXT = 40

_LOCKED = "Tệp PDF có mật khẩu nên không đọc được. Mời mở tệp bằng mật khẩu, in ra PDF mới rồi đưa vào lại."
_BROKEN = "Tệp PDF bị hỏng nên không đọc được. Mời tải lại hoặc lưu lại tệp rồi đưa vào."
_PICTURE = (
    "Tệp PDF chỉ có ảnh chụp, không có chữ để đọc. "
    "Mời gõ lại nội dung chính vào một tệp .txt rồi đưa tệp đó vào, kèm tên báo và ngày đăng."
)
_LONG = "Tệp PDF có hơn {most} trang. Mời tách riêng những trang có bài báo rồi đưa vào."


# What a damaged file makes pypdf raise, wherever it is read.
DAMAGED = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError)

# What it finds odd in a file is told in our own sentence.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def pdf_text(data: bytes) -> str | Trouble:
    """The text of a PDF, pages parted by `PAGE_BREAK`; a Trouble for a locked, broken, overlong or picture-only one."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return Permanent(Word.NO_TEXT, _LOCKED)
        if len(reader.pages) > MOST_PAGES:
            return Permanent(Word.TOO_LARGE, _LONG.format(most=MOST_PAGES))
        pages = [clean(page.extract_text()) for page in reader.pages]
    except DependencyError:
        return Permanent(Word.NO_TEXT, _LOCKED)
    except DAMAGED:
        return Permanent(Word.DAMAGED, _BROKEN)
    if len("".join(pages)) < _LEAST_TEXT:
        return Permanent(Word.NO_TEXT, _PICTURE)
    return PAGE_BREAK.join(pages)
