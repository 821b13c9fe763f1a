#!/usr/bin/env python3
"""Prepare the environment when needed, then hand the arguments to `diembao`.

    python3 run.py …            the program          (Windows: py run.py …)
    python3 run.py test [--all] development environment and the test suite

Standard library only, and only syntax that an old Python can parse, so that the version check below can speak.
The environment lies in `.venv` beside this file and is made from the hashed lock files; a marker keeps the hash of
what it was made from, so a second start costs nothing.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 14)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
MARKER = VENV / "diembao-environment.txt"


class Remedy(Exception):
    """What went wrong, as one Vietnamese sentence with the remedy."""


def check_version():
    """Refuse a Python that the locked packages have no wheels for."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Remedy(
            "Cần Python từ %d.%d đến %d.%d (máy đang dùng %d.%d); mời cài bản phù hợp rồi chạy lại lệnh này."
            % (OLDEST + NEWEST + tuple(sys.version_info[:2]))
        )


def fingerprint(lock):
    """Hash of everything the environment is made from."""
    digest = hashlib.sha256(sys.version.encode())
    for name in (lock, "requirements-boot.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return "%s %s" % (lock, digest.hexdigest())


def is_ready(lock):
    """Whether the environment was made from these very files (a development one serves the program too)."""
    if not (PYTHON.exists() and MARKER.exists()):
        return False
    made = MARKER.read_text(encoding="utf-8").split("\n")
    return fingerprint(lock) in made


def call(*command):
    """Run one preparing command quietly; its output is shown only when it fails."""
    done = subprocess.run(
        [str(part) for part in command], cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, output=done.stdout)


def make_venv():
    """A fresh environment with pip in it."""
    try:
        import venv

        # No copy of a broken half-made environment survives: clear=True.
        venv.EnvBuilder(with_pip=True, clear=True).create(str(VENV))
    except (ImportError, subprocess.CalledProcessError) as trouble:
        raise Remedy(
            "Máy thiếu thành phần «venv» của Python nên chưa tạo được môi trường; trên Debian hoặc Ubuntu mời cài gói "
            "python3-venv (sudo apt install python3-venv) rồi chạy lại."
        ) from trouble
    except OSError as trouble:
        raise Remedy(
            "Chưa ghi được vào thư mục %s (%s); mời kiểm tra quyền ghi và chỗ trống trên đĩa rồi chạy lại."
            % (ROOT, trouble.strerror or trouble)
        ) from trouble


def install(lock):
    """Install the locked packages: by uv when it can be had, by pip otherwise; both check every hash."""
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-compile")
    locked = ("--require-hashes", "--only-binary", ":all:", "-r")
    try:
        call(*pip, *locked, "requirements-boot.lock")
    except subprocess.CalledProcessError as trouble:
        raise no_index(trouble) from trouble
    uv = (PYTHON, "-m", "uv", "--no-config", "pip", "install", "--quiet", "--python", PYTHON, "--no-deps")
    try:
        call(*uv, *locked, lock)
    except (OSError, subprocess.CalledProcessError):
        try:
            call(*pip, *locked, lock)
        except subprocess.CalledProcessError as trouble:
            raise no_index(trouble) from trouble
    call(*pip, "--no-build-isolation", "--no-index", "-e", ROOT)


def no_index(trouble):
    """The error for packages that could not be had."""
    last = (trouble.output or b"").decode("utf-8", "replace").strip().splitlines()[-1:]
    return Remedy(
        "Chưa tải được các gói phần mềm cần thiết; mời kiểm tra kết nối mạng (hoặc địa chỉ kho gói trong cấu hình pip) "
        "rồi chạy lại lệnh này, phần đã tải vẫn còn. Chi tiết: %s" % " ".join(last)
    )


def prepare(lock):
    """Make the environment unless it is ready."""
    if is_ready(lock):
        return
    if VENV.exists() and not (VENV / "pyvenv.cfg").exists() and any(VENV.iterdir()):
        raise Remedy("Thư mục %s không phải do phần mềm tạo; mời đổi tên nó rồi chạy lại." % VENV)
    print("Đang chuẩn bị môi trường lần đầu (khoảng một phút)…", file=sys.stderr, flush=True)
    make_venv()
    install(lock)
    # The development environment holds all that the program needs.
    made = [fingerprint(lock)] + ([fingerprint("requirements.lock")] if "dev" in lock else [])
    MARKER.write_text("\n".join(made) + "\n", encoding="utf-8")


def environment():
    """The environment of the child: UTF-8 everywhere, also on a Windows console.

    Where Python is told to write no compiled modules they lie inside VENV, out of everybody's way: the program starts
    a child for each reading of the press; compiling some hundred modules each time would cost more than the reading.
    """
    kept = dict(os.environ)
    if kept.pop("PYTHONDONTWRITEBYTECODE", ""):
        kept.setdefault("PYTHONPYCACHEPREFIX", str(VENV / "pycache"))
    return dict(kept, PYTHONUTF8="1", PYTHONIOENCODING="utf-8")


def hand_over(command):
    """Run the real command; its exit code is ours. Ctrl-C reaches the child by itself."""
    child = subprocess.Popen([str(part) for part in command], env=environment())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


def main(arguments):
    """Prepare and hand over. Returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        check_version()
        if arguments[:1] == ["test"]:
            prepare("requirements-dev.lock")
            chosen = [] if "--all" in arguments else ["-m", "not long"]
            rest = [word for word in arguments[1:] if word != "--all"]
            # On all cores; the tests of one file stay together, they share what is dear to set up.
            spread = ["-n", "auto", "--dist", "loadfile"]
            here = ["--rootdir", ROOT, "-c", ROOT / "pyproject.toml"]
            return hand_over([PYTHON, "-m", "pytest", *here, *spread, *chosen, *rest])
        prepare("requirements.lock")
        return hand_over([PYTHON, "-m", "diembao", *arguments])
    except Remedy as trouble:
        print(trouble, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
