"""Files locked with a passphrase, in the age format (age-encryption.org/v1), by the library pyrage.

Each backup gets a key of its own; the passphrase locks only that key. So a file of any size passes through in pieces,
and the standard `age` program opens it too: `age -d -i chia-khoa.age muc-luc.json.age`.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

import pyrage
from pyrage import passphrase, x25519

from store.errors import Damaged, StoreError

SHORTEST = 10
# The library makes a passphrase cost a second on the machine that locks, and refuses one that costs sixteen seconds and
# more on the machine that opens, judged by how fast that is just now.
_TOO_DEAR = "Excessive work parameter"


class Writer(Protocol):
    """What takes bytes."""

    def write(self, data: bytes, /) -> int:
        """Take some."""

    def flush(self) -> None:
        """Hand them on."""


class Locker:
    """A fresh key: `key` is its locked form for the backup."""

    def __init__(self, secret: str):
        identity = x25519.Identity.generate()
        self._to = [identity.to_public()]
        self.key = passphrase.encrypt(str(identity).encode(), typed(secret))

    def lock(self, source: BinaryIO, target: Writer) -> None:
        """Copy and lock."""
        pyrage.encrypt_io(source, target, self._to)


class Opener:
    """Opens what a `Locker` locked. Raises StoreError when the passphrase is another one."""

    def __init__(self, key: bytes, secret: str):
        try:
            self._identity = x25519.Identity.from_str(passphrase.decrypt(key, typed(secret)).decode("ascii"))
        except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError) as trouble:
            if _TOO_DEAR in str(trouble):
                raise StoreError(
                    "Máy này đang bận hoặc chậm hơn nhiều máy đã lập bản sao lưu nên chưa thử được mật khẩu; bản sao "
                    "lưu không sao. Mời đóng bớt chương trình rồi làm lại, hoặc khôi phục trên một máy nhanh hơn."
                ) from trouble
            raise StoreError(
                "Mật khẩu của bản sao lưu không đúng, hoặc tệp bị hỏng ở phần chìa khóa. Mời kiểm tra tệp mật khẩu."
            ) from trouble

    def open(self, source: BinaryIO, target: Writer) -> None:
        """Copy and unlock. Raises Damaged for bytes that are not those that were locked."""
        with _whole():
            pyrage.decrypt_io(source, target, [self._identity])

    def read(self, source: BinaryIO, target: io.BytesIO) -> bytes:
        """Unlock something small."""
        self.open(source, target)
        return target.getvalue()


def typed(secret: str) -> str:
    """A passphrase as it counts: typed on another system, or at the desk, the same letters may come apart."""
    return unicodedata.normalize("NFC", secret.strip())


@contextmanager
def _whole() -> Iterator[None]:
    try:
        yield
    except pyrage.DecryptError as trouble:
        raise Damaged("Bản sao lưu bị hỏng: có phần không mở được bằng chìa khóa đi kèm.") from trouble
    except OSError as trouble:
        # The library reports a broken lock as an OSError without a number; those of the disk have one.
        if trouble.errno is not None:
            raise
        raise Damaged("Bản sao lưu bị hỏng: nội dung mã hóa đã bị cắt hoặc bị sửa.") from trouble


def secret_of(path: Path) -> str:
    """The passphrase in a file's first line. Raises StoreError with its remedy."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as trouble:
        raise StoreError(
            f"Không đọc được tệp mật khẩu sao lưu {path}. Mời kiểm tra đường dẫn và quyền đọc."
        ) from trouble
    secret = typed(lines[0]) if lines else ""
    if len(secret) < SHORTEST:
        raise StoreError(f"Mật khẩu trong {path} quá ngắn: cần ít nhất {SHORTEST} ký tự. Mời đặt một câu dài, dễ nhớ.")
    return secret
