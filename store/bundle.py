"""The form of a backup: one ZIP file with a table of contents that names every file by size and SHA-256.

    HUONG-DAN.txt     what this is and how to bring it back, in plain words
    chia-khoa.age     only in an encrypted backup: the key to all others, locked with the office's passphrase
    muc-luc.json      the table of contents (`Contents`)
    diembao.sqlite3   settings.toml   archive/…   digests/…   whatever else the office's folder holds

An encrypted backup has `.age` behind every name but the first two. Both kinds can be opened without this program.
"""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from store.errors import Damaged

FORMAT = 1
CONTENTS, KEY, ADVICE = "muc-luc.json", "chia-khoa.age", "HUONG-DAN.txt"
SUFFIX = ".age"
# No table of contents of an office comes near: 100,000 files of 200 characters.
LARGEST_CONTENTS = 64_000_000
LONGEST_NAME = 400
# Bytes that pass through memory at once.
PIECE = 1 << 20
# Names of devices on Windows, and characters no Windows file may have.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"|?*\\]')


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a backup: its path in the office's folder, its size in bytes, its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds. `home` is the office folder's own id; `chain` the number and hash of the chain's end."""

    home: str
    made_at: str
    chain: tuple[int, str]
    members: tuple[Member, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(member.size for member in self.members)

    def to_json(self) -> bytes:
        """As it stands in the backup."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1).encode()

    @classmethod
    def read(cls, data: bytes) -> Contents:
        """Read it back. Raises Damaged for anything that `to_json` does not write, names that lead astray first."""
        try:
            plain = json.loads(data)
            version = plain["format"]
            members = tuple(_member(row) for row in plain["members"])
            number, value = plain["chain"]
            found = cls(str(plain["home"]), str(plain["made_at"]), (int(number), str(value)), members)
        except (ValueError, KeyError, TypeError, RecursionError) as trouble:
            raise Damaged(_UNREADABLE) from trouble
        if version != FORMAT:
            raise Damaged("Bản sao lưu do phiên bản mới hơn của phần mềm tạo ra; mời cập nhật phần mềm rồi làm lại.")
        check_names(member.name for member in members)
        return found


_UNREADABLE = "Mục lục của bản sao lưu không đọc được; tệp bị hỏng hoặc không phải bản sao lưu của phần mềm này."


def _member(row: Mapping[str, object]) -> Member:
    name, size, sha256 = row["name"], row["size"], row["sha256"]
    if not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise ValueError("not a member")
    return Member(name, size, str(sha256))


def check_names(names: Iterable[str]) -> None:
    """Refuse names that would lead outside the folder, or onto each other. Raises Damaged."""
    seen: set[str] = set()
    for name in names:
        if not is_safe(name) or folded(name) in seen:
            raise Damaged(
                f"Bản sao lưu có tên tệp không an toàn ({name[:80]!r}) nên không được khôi phục; "
                "tệp này không do phần mềm tạo ra hoặc đã bị sửa."
            )
        seen.add(folded(name))
    for name in seen:
        if any(str(parent) in seen for parent in PurePosixPath(name).parents):
            raise Damaged("Bản sao lưu có hai tệp trùng chỗ nhau nên không được khôi phục.")


def is_backup(path: Path) -> bool:
    """Whether a file is a backup of ours, whatever its name."""
    if path.suffix.lower() != ".zip":
        return False
    try:
        with zipfile.ZipFile(path) as bundle:
            names = set(bundle.namelist())
    except (OSError, zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError):
        return False
    return ADVICE in names and not names.isdisjoint({CONTENTS, CONTENTS + SUFFIX})


def folded(name: str) -> str:
    """What two names share that some system takes for one."""
    return unicodedata.normalize("NFC", name).casefold()


def is_safe(name: str) -> bool:
    """Whether a name stays inside the folder on every system."""
    parts = name.split("/")
    if not name or len(name) > LONGEST_NAME or _FORBIDDEN.search(name):
        return False
    return not any(part in ("", ".", "..") or part[-1] in " ." or _DEVICE.fullmatch(part) for part in parts)
