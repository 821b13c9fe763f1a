"""The digest as PDF: the pages of the Word file, printed by LibreOffice where it is installed.

Nothing of the layout is told twice: what is signed and what is archived are the same pages. Without LibreOffice the
HTML file is printed from the browser, which is what the error says. LibreOffice writes the hour into the file, so two
runs differ in a few bytes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from digest.render import docx
from domain.document import Digest
from domain.errors import KnownError
from domain.refusals import why

# A year of 600 articles takes about ten seconds here; a busy old PC is given more.
TIMEOUT_SECONDS = 180
# Tagged, so that a screen reader finds headings and tables; headings become bookmarks; fonts are embedded by default.
_EXPORT = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)
_PLACES = (
    "/usr/bin/soffice",
    "/usr/local/bin/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
NO_PDF = (
    "Chưa lập được tệp PDF: máy này không có LibreOffice, hoặc LibreOffice không chạy được. Các tệp khác đã lập xong. "
    "Mời cài LibreOffice (miễn phí), hoặc mở tệp HTML bằng trình duyệt, chọn In rồi chọn Lưu thành PDF."
)
_BROKEN = (
    "LibreOffice không lập được tệp PDF ({why}). Các tệp khác không bị ảnh hưởng. "
    "Mời đóng LibreOffice nếu đang mở rồi lập lại, hoặc mở tệp HTML bằng trình duyệt, chọn In rồi chọn Lưu thành PDF."
)


class CannotPrint(KnownError):
    """No PDF could be made; everything else is as it was."""


def printer() -> str | None:
    """The program that prints, None when this machine has none."""
    return next(_programs(), None)


def _programs() -> Iterator[str]:
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            yield found
    yield from (place for place in _PLACES if Path(place).is_file())


def render(digest: Digest) -> bytes:
    """The PDF. Raises CannotPrint with its remedy where the machine cannot make one."""
    return printed(docx.render(digest))


def printed(document: bytes, program: str | None = None) -> bytes:
    """A Word file as PDF, in a folder and a profile of its own that nobody else uses. Raises CannotPrint."""
    command = program or printer()
    if command is None:
        raise CannotPrint(NO_PDF)
    with TemporaryDirectory(prefix="diembao-in-") as folder:
        source, target = Path(folder, "van-ban.docx"), Path(folder, "van-ban.pdf")
        source.write_bytes(document)
        profile = f"-env:UserInstallation={Path(folder, 'ho-so').as_uri()}"
        options = ["--headless", "--norestore", "--nologo", "--convert-to", _EXPORT, "--outdir", folder]
        try:
            done = subprocess.run(
                [command, profile, *options, str(source)],
                capture_output=True,
                timeout=TIMEOUT_SECONDS,
                check=False,
                env=os.environ | {"HOME": folder} if os.name == "posix" else None,
            )
        except subprocess.TimeoutExpired:
            raise CannotPrint(_BROKEN.format(why=f"quá {TIMEOUT_SECONDS} giây")) from None
        except OSError as trouble:
            raise CannotPrint(_BROKEN.format(why=why(trouble))) from None
        if not target.is_file():
            raise CannotPrint(_BROKEN.format(why=f"mã {done.returncode}"))
        return target.read_bytes()
