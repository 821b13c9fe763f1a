"""Benchmarks: ratios of one run, in turn; texts of the agreed length; results that can be compared with later ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diembao.bench import BENCHES, Result
from diembao.bench.rounds import PeerFailed, interleaved, script
from diembao.bench.texts import LENGTH, press_texts
from diembao.cli import run


def test_everyone_comes_first_in_turn_and_the_median_counts() -> None:
    calls: list[str] = []
    times = {"fast": iter([1.0, 1.0, 9.0]), "slow": iter([2.0, 4.0, 27.0])}

    def runner(name: str) -> float:
        calls.append(name)
        return next(times[name])

    taken = interleaved({name: lambda name=name: runner(name) for name in times})
    assert calls == ["fast", "slow", "slow", "fast", "fast", "slow"]
    assert taken.ratio("slow", "fast") == 3.0
    assert taken.median("slow") == 4.0


def test_a_contender_speaks_through_its_last_line(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text(
        "import json, sys\njob = json.load(sys.stdin)\nprint('x')\nprint(json.dumps({'seconds': job['n']}))"
    )
    bad.write_text("raise SystemExit('no such peer')")
    assert script(good, {"n": 2}) == {"seconds": 2}
    with pytest.raises(PeerFailed, match="no such peer"):
        script(bad, {})


def test_texts_have_the_agreed_length() -> None:
    texts = press_texts(300)
    assert len(texts) == 300
    assert {len(text) for text in texts} == {LENGTH}
    assert len(set(texts)) >= 20


def test_the_result_has_the_shape_of_the_contract() -> None:
    plain = Result({"a_to_b": 0.51234}, {"python": "3"}, notes=("không có",)).as_json("x", 2)
    assert plain["ratios"] == {"a_to_b": {"value": 0.5123}}
    assert (plain["bench"], plain["cores"]) == ("x", 2)


@pytest.mark.long
def test_startup_and_comparison(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "startup", "--json"]) == 0
    earlier = tmp_path / "earlier.json"
    earlier.write_text(capsys.readouterr().out, encoding="utf-8")
    assert json.loads(earlier.read_text(encoding="utf-8"))["ratios"]["help_to_python"]["value"] > 1
    assert run(["bench", "startup", "--compare", str(earlier)]) == 0
    assert "lần trước" in capsys.readouterr().out


def test_another_file_is_no_earlier_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"benches": [{"x": 1}]}', encoding="utf-8")
    assert run(["bench", "startup", "--compare", str(wrong)]) == 2
    assert "bench --json" in capsys.readouterr().err


def test_every_benchmark_is_explained() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "performance.md").read_text(encoding="utf-8")
    for name in BENCHES:
        assert f"## `{name}`" in page, name
