"""`goalcoach script test, monkey, cover, diff` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.amount import is_whole
from tests.cli.commands import Shell
from tests.dialogue.packs import item, pack, section

FIRST = '[[step]]\nat = "talk/go"\nanswer = "go"\n[expect]\nplan = {"safety.decision" = "go"}\n'


def write_pack(folder: Path, *more: dict[str, object], version: str = "1.0.0") -> str:
    gate = item(
        "go",
        "choice",
        options=["go", "adapt", "pause", "not_yet"],
        fills="safety.decision",
        gate={"q": "go", "eq": "go"},
    )
    folder.mkdir(parents=True)
    for name, data in pack({"talk": section("talk", gate, *more)}, version=version).items():
        (folder / name).write_bytes(data)
    return str(folder)


@pytest.fixture
def goalcoach(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


def test_the_scenarios_of_a_pack_are_run_and_a_difference_is_exit_1(
    goalcoach: Shell, tmp_path: Path
) -> None:
    own = write_pack(tmp_path / "own")
    assert goalcoach("script", "test", own).code == 66
    tests = tmp_path / "own" / "tests"
    tests.mkdir()
    (tests / "first.toml").write_text(FIRST, "utf-8")
    assert goalcoach("script", "test", own).code == 0
    other = tmp_path / "other.toml"
    other.write_text(FIRST.replace("go", "pause", 2), "utf-8")
    said = goalcoach("script", "test", own, str(other))
    assert (said.code, said.out.startswith(f"{other}:1: E703")) == (1, True)
    other.write_text("[[step]]\nwhat = 1\n", "utf-8")
    said = goalcoach("script", "test", own, str(other))
    assert (said.code, "line 1: what" in said.err) == (65, True)


def test_what_is_not_reached_is_listed(goalcoach: Shell, tmp_path: Path) -> None:
    own = write_pack(tmp_path / "own", item("why", "text", when={"q": "go", "eq": "adapt"}))
    (tmp_path / "own" / "tests").mkdir()
    (tmp_path / "own" / "tests" / "first.toml").write_text(FIRST, "utf-8")
    said = goalcoach("script", "cover", own)
    assert said.code == 1
    assert "W701 talk/why" in said.out
    assert "questions: 1 of 2" in said.err
    assert "E703" not in said.out
    wrong = '[expect]\nasked = ["talk/why"]\n'
    (tmp_path / "own" / "tests" / "second.toml").write_text(wrong, "utf-8")
    said = goalcoach("script", "cover", own)
    assert said.out.startswith("tests/second.toml:")
    assert "E703 asked: “talk/why” is not asked" in said.out


def test_a_walk_that_goes_wrong_is_kept_as_a_scenario(goalcoach: Shell, tmp_path: Path) -> None:
    own = write_pack(tmp_path / "own", item("say", "say", say="word " * 300))
    kept = tmp_path / "kept"
    line = ("script", "monkey", own, "--runs", "3", "--out", str(kept))
    assert goalcoach(*line).code == 0
    said = goalcoach(*line, "--minutes", "1")
    assert said.code == 1
    assert "I704" in said.out
    files = sorted(kept.iterdir())
    assert files
    assert goalcoach("script", "test", own, str(files[0])).code == 0


def test_a_difference_is_told_in_lines_and_as_data(goalcoach: Shell, tmp_path: Path) -> None:
    old = write_pack(tmp_path / "old", item("hope", "text", say="Hope?"))
    new = write_pack(tmp_path / "new", item("hope", "number", say="Hope?"), version="1.0.1")
    said = goalcoach("script", "diff", old, new)
    assert (said.code, "E601 talk/hope" in said.out) == (0, True)
    assert goalcoach("script", "diff", old, new, "--exit-code").code == 1
    tree = json.loads(goalcoach("script", "diff", old, new, "--format", "json").out)
    assert tree["format"] == "goalcoach-script-diff/1"
    assert tree["changes"][0]["code"] == "E601"
    assert goalcoach("script", "diff", old, old, "--exit-code").code == 0
    said = goalcoach("script", "lint", new, "--since", old)
    assert (said.code, "E601" in said.out) == (65, True)


OURS = (Path(__file__).parents[2] / "goalcoach/prompts/core/tests").glob("*.toml")
SHORT = [str(one) for one in OURS if one.stat().st_size < 1000]


def test_our_own_scenarios_come_out_as_written(goalcoach: Shell) -> None:
    """The short ones by day; by night all of them, and they reach every question and check."""
    if not is_whole():
        said = goalcoach("script", "test", "core", *SHORT)
        assert (said.code, said.out) == (0, "")
        return
    said = goalcoach("script", "cover", "core")
    assert [one for one in said.out.splitlines() if ".when: " not in one] == []
