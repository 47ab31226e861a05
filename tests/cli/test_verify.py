"""`goalcoach verify` from the command line: what it remembers, accepts and moves aside."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.cli import verify as verifying
from goalcoach.plan.file import codec
from goalcoach.plan.model.visit_record import Parent
from goalcoach.store.store import Store
from tests.cli.commands import Shell
from tests.store import sample

CODE = sample.CODE


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Return a store that is not for practice, so that it is remembered."""
    store = Store(tmp_path / "plans")
    for number in (1, 2, 3):
        store.publish(CODE, sample.next_plan(store, f"Goal of visit {number}"))
    return store.root


@pytest.fixture
def shell(plans: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys, str(plans))


def test_a_plan_that_went_back_is_told_until_that_is_accepted(shell: Shell, plans: Path):
    assert shell("verify").code == 0
    (plans / CODE / "v0003.toml").unlink()
    for _ in range(2):
        said = shell("verify", CODE)
        assert said.code == 65
        assert "Version 3 was here when this machine looked last" in said.out
        assert f"goalcoach verify {CODE} --accept" in said.out
    assert shell("verify", CODE, "--accept").code == 0
    assert shell("verify").code == 0


def test_a_newest_version_written_anew_is_told(shell: Shell, plans: Path):
    assert shell("verify").code == 0
    parent = Parent(version=2, digest=Store(plans).load(CODE, 2).digest)
    path = plans / CODE / "v0003.toml"
    path.unlink()
    path.write_bytes(codec.write(sample.plan(3, parent, "Quite another")))
    said = shell("verify", "--format", "json")
    assert said.code == 65
    (one,) = json.loads(said.out)["findings"]
    assert (one["file"], one["level"]) == (f"{CODE}/v0003.toml", "fault")


def test_a_patient_who_is_gone_is_told_without_a_code(shell: Shell, plans: Path):
    Store(plans).publish("elm-2", replace(sample.plan(), patient="elm-2"))
    assert shell("verify").code == 0
    (plans / "elm-2" / "v0001.toml").unlink()
    (plans / "elm-2").rmdir()
    said = shell("verify")
    assert said.code == 1
    assert "A patient's folder is not here any more" in said.out
    assert shell("verify", CODE).code == 0
    assert shell("verify", "--accept").code == 0
    assert shell("verify").code == 0


def _clutter(plans: Path) -> Path:
    path = plans / CODE / "notes.txt"
    path.write_bytes(b"x")
    return path


def test_repair_moves_aside_and_says_each_move(shell: Shell, plans: Path):
    path = _clutter(plans)
    said = shell("verify", "--repair", "--yes")
    assert said.code == 0
    assert f"moved: {CODE}/notes.txt → {CODE}/set_aside/notes.txt" in said.err
    assert (path.parent / "set_aside" / "notes.txt").read_bytes() == b"x"
    assert "nothing to move aside" in shell("verify", "--repair", "--yes").err


def test_repair_without_a_terminal_needs_yes(shell: Shell, plans: Path):
    path = _clutter(plans)
    said = shell("verify", "--repair")
    assert said.code == 2
    assert "--yes" in said.err
    assert path.exists()


@pytest.mark.parametrize(("answer", "moved"), [("yes", True), ("no", False), ("", False)])
def test_repair_at_a_terminal_asks_first(
    shell: Shell, plans: Path, monkeypatch: pytest.MonkeyPatch, answer: str, moved: bool
):
    path = _clutter(plans)
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return answer

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(verifying, "_ask", ask)
    said = shell("verify", "--repair")
    assert asked == ["Move this into set_aside? Nothing is deleted. (yes or no) "]
    assert f"{CODE}/notes.txt: warning" in said.err
    assert path.exists() == (not moved)
    assert said.code == (0 if moved else 1)


def test_repair_while_a_visit_is_open_is_busy(shell: Shell, plans: Path):
    path = _clutter(plans)
    with sample.begun(Store(plans)):
        assert shell("verify", "--repair", "--yes").code == 75
    assert path.exists()


@pytest.mark.parametrize("how", ["gone", "another"])
def test_a_visit_says_before_its_first_question_that_the_plan_went_back(
    shell: Shell, plans: Path, monkeypatch: pytest.MonkeyPatch, how: str
):
    assert shell("verify").code == 0
    path = plans / CODE / "v0003.toml"
    path.unlink()
    words = "Version 3 of rowan-17 was here when this machine looked last, and is not now"
    if how == "another":
        parent = Parent(version=2, digest=Store(plans).load(CODE, 2).digest)
        path.write_bytes(codec.write(sample.plan(3, parent, "Quite another")))
        words = "Version 3 of rowan-17 is another one than this machine saw last"
    monkeypatch.setattr(sys, "stdin", io.StringIO(":quit\n"))
    said = " ".join(shell("visit", CODE, "--plain").out.split())
    assert words in said
    assert said.index(words) < said.index("SAY is read aloud")
    monkeypatch.setattr(sys, "stdin", io.StringIO(":quit\n"))
    assert shell("verify", CODE, "--accept").code == 0
    assert words not in " ".join(shell("visit", CODE, "--plain").out.split())
