"""run.py: each way the set-up can fail gives one Vietnamese sentence with the remedy; nothing but Python is needed."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def in_a_copy(folder: Path, change: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a copy of run.py whose constants were changed by a line of Python."""
    for name in ("run.py", "pyproject.toml", *(path.name for path in ROOT.glob("requirements*.lock"))):
        shutil.copy(ROOT / name, folder / name)
    script = f"import sys, run\n{change}\nsys.exit(run.main({list(words)!r}))"
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def one_sentence(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr, done.stderr


def test_only_the_standard_library() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    names = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    names |= {(node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("change", ["run.OLDEST = (3, 99)", "run.NEWEST = (3, 5)"])
def test_another_python(tmp_path: Path, change: str) -> None:
    one_sentence(in_a_copy(tmp_path, change), "Cần Python", "mời cài")


def test_without_venv(tmp_path: Path) -> None:
    one_sentence(in_a_copy(tmp_path, "sys.modules['venv'] = None"), "python3-venv")


def test_a_folder_that_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "cua-toi.txt").write_text("x", encoding="utf-8")
    one_sentence(in_a_copy(tmp_path, ""), "đổi tên")
    assert (tmp_path / ".venv" / "cua-toi.txt").exists()


@pytest.mark.long
def test_an_unreachable_index(tmp_path: Path) -> None:
    nowhere = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_CONFIG_FILE": os.devnull,
    }
    one_sentence(in_a_copy(tmp_path, "", **nowhere), "kiểm tra kết nối mạng", "chạy lại")


@pytest.mark.parametrize("own", ["", "của-tôi"])
def test_compiled_modules_are_kept_in_the_environment_where_none_may_lie_beside_the_sources(
    tmp_path: Path, own: str
) -> None:
    setting = f"run.os.environ.update(PYTHONDONTWRITEBYTECODE='1', PYTHONPYCACHEPREFIX={own!r})"
    unset = "" if own else "; del run.os.environ['PYTHONPYCACHEPREFIX']"
    told = (
        "; print([f'{name}={value}' for name, value in run.environment().items() if 'PYC' in name or 'BYTE' in name])"
    )
    done = in_a_copy(tmp_path, f"{setting}{unset}{told}; sys.exit()")
    assert done.stdout.strip() == str([f"PYTHONPYCACHEPREFIX={own or tmp_path / '.venv' / 'pycache'}"])


def test_the_entry_point_names_an_intruder(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "__init__.py").write_text("", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1", "PYTHONSAFEPATH": "1"}
    code = f"import sys; sys.path.insert(1, {str(ROOT)!r}); from diembao.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    one_sentence(done, "«store»", "python3 run.py")
