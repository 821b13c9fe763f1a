"""Training from labelled rows: what is written, what is kept, the way back, and refusals that name their remedy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from diembao.cli import run
from diembao.training import before, own_model

RICE = ("Nông dân gặt lúa vụ mùa", "Hợp tác xã trồng rau màu", "Bà con chăm lúa, bón phân")
CRIME = ("Công an bắt giữ nhóm trộm", "Khởi tố vụ trộm cắp xe máy", "Công an truy bắt kẻ lừa đảo")


def rows(scheme: str, labels: tuple[str, str]) -> list[dict[str, Any]]:
    pairs = [(text, labels[0]) for text in RICE] + [(text, labels[1]) for text in CRIME]
    return [
        {"id": str(n), "scheme": scheme, "title": text, "text": f"{text}.", "labels": [label]}
        for n, (text, label) in enumerate(pairs * 2)
    ]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return write(tmp_path / "own.jsonl", rows("vntc10", ("Khoa hoc", "Phap luat")))


def write(file: Path, lines: list[dict[str, Any]]) -> Path:
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return file


def test_a_benchmark_scheme_is_trained_then_measured(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = own.with_name("m.model")
    assert run(["eval", "topics", str(own)]) == 2
    assert "diembao train topics --scheme vntc10" in capsys.readouterr().err
    assert run(["train", "topics", "--scheme", "vntc10", "--data", str(own), "--out", str(model)]) == 0
    assert run(["eval", "topics", str(own), "--model", str(model), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert answer["metrics"]["micro_f1"]["value"] == 1.0


@pytest.mark.long
def test_what_costs_nothing_stands_beside_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        row | {"unit": "xã Nghi Dương", "unit_full": "xã Nghi Dương, huyện Kiến Thụy", "source": f"kho:{row['id']}"}
        for row in rows("commune16", ("3", "8")) * 2
    ]
    lines = [row | {"id": str(number), "text": f"{row['text']} Tại xã Nghi Dương."} for number, row in enumerate(lines)]
    assert run(["eval", "topics", str(write(tmp_path / "a.jsonl", lines)), "--folds", "2", "--json"]) == 0
    metrics = json.loads(capsys.readouterr().out)["metrics"]
    assert metrics["always_first.micro_f1"]["value"] < metrics["micro_f1"]["value"]
    assert (
        metrics["renamed.micro_f1"]["value"] == metrics["micro_f1"]["value"] == metrics["source.kho.micro_f1"]["value"]
    )
    beside = {f"{name}.main_accuracy" for name in ("cues_alone", "plain_linear", "segmented_linear")}
    assert beside <= metrics.keys()


@pytest.mark.long
@pytest.mark.parametrize("task", ["tone", "target_tone"])
def test_a_model_of_tone_stands_beside_what_costs_less(
    tmp_path: Path, task: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = {"neg": "Người dân bức xúc vì rác", "pos": "Xã được khen thưởng", "neu": "Xã họp sáng nay"}
    lines = [
        {
            "id": f"{tone}{n}",
            "title": f"{text} {n}",
            "text": f"{text} năm 2019.",
            "tone": tone,
            "reply_due": tone == "neg",
        }
        | {"unit": "xã Nghi Dương", "source": "kho:1", "evidence": f"{text} năm 2019."}
        for n in range(8)
        for tone, text in said.items()
    ]
    file = write(tmp_path / "a.jsonl", lines)
    assert run(["eval", task, str(file), "--folds", "2", "--learn-part", "0.9", "--json"]) == 0
    metrics = json.loads(capsys.readouterr().out)["metrics"]
    names = ("always_neutral", "cues_alone", "plain_linear", "segmented_linear", "renamed", "source.kho", "year.2019")
    assert {f"{name}.macro_f1" for name in names} <= metrics.keys()
    assert metrics["macro_f1"]["value"] == metrics["renamed.macro_f1"]["value"] == 1.0


def test_the_same_rows_give_the_same_bytes(own: Path) -> None:
    for name in ("a.model", "b.model"):
        assert run(["train", "topics", "--data", str(own), "--out", str(own.with_name(name))]) == 0
    assert own.with_name("a.model").read_bytes() == own.with_name("b.model").read_bytes()


@pytest.mark.long
def test_the_office_learns_on_and_goes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = write(tmp_path / "sua.jsonl", rows("commune16", ("3", "8")))
    model = own_model(tmp_path / "home", "topics")
    call = ["--home", str(tmp_path / "home"), "train", "topics"]
    assert run([*call, "--data", str(mine)]) == 0
    assert "micro_f1" in capsys.readouterr().out
    first = model.read_bytes()
    assert run([*call, "--data", str(mine)]) == 0
    assert before(model).read_bytes() == first
    assert run([*call, "--undo"]) == 0
    assert model.read_bytes() == first
    assert run([*call, "--undo"]) == 0
    assert not model.exists()
    assert run([*call, "--undo"]) == 2


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([{"id": "1", "title": "a", "text": "b", "scheme": "commune16"}], "labels"),
        ([{"id": "1", "title": "a", "text": "b", "scheme": "khac", "labels": ["1"]}], "khac"),
    ],
)
def test_unusable_rows_are_refused(
    tmp_path: Path, lines: list[dict[str, Any]], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path / "x.jsonl", lines)
    assert run(["train", "topics", "--data", str(file), "--out", str(tmp_path / "m")]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "m").exists()
