"""A folder that is no store is told by each command, and nothing of it is taken for a patient."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from goalcoach import app
from goalcoach.cli import app_start
from goalcoach.cli.command_table import command_names, load
from tests.cli.commands import Shell

READING = {
    "list": ("list",),
    "show": ("show", "music"),
    "diff": ("diff", "music"),
    "print": ("print", "--all"),
    "trend": ("trend", "music"),
    "patterns": ("patterns", "music"),
    "log": ("log", "music"),
    "verify": ("verify",),
}
TELLING = {"visit", "paths", "doctor"}
"""What takes a folder without a store, and says what it is."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An account in which nothing of goalcoach is there, and no store is named."""
    for name in ("GOALCOACH_STORE", "GOALCOACH_CHECKOUT", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    """Names no store of its own, unlike that of the other tests."""
    return Shell(capsys)


@pytest.fixture(autouse=True)
def no_app(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here opens the app; one that did would wait for keys for ever."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the app was opened")

    monkeypatch.setattr(app, "run", refuse)


@pytest.fixture
def no_store(tmp_path: Path) -> Path:
    for name in ("music", "photos-1"):
        (tmp_path / "other" / name).mkdir(parents=True)
    return tmp_path / "other"


def test_each_command_that_takes_a_store_is_tried_here():
    def takes_store(name: str) -> bool:
        one = typer.Typer(add_completion=False)
        one.command()(load(name))
        return any("--store" in param.opts for param in get_command(one).params)

    takers = {name for name in command_names() if takes_store(name)}
    # Those of a dialogue look there for a pack by its name, and need no plan.
    assert {one for one in takers if not one.startswith("script ")} == set(READING) | TELLING


@pytest.mark.parametrize("line", [*READING.values(), ("visit", "music", "--plain")])
def test_a_folder_with_other_things_is_no_store(
    shell: Shell, no_store: Path, line: tuple[str, ...]
):
    before = sorted(no_store.rglob("*"))
    shell.store = str(no_store)
    said = shell(*line)
    assert (said.code, said.out) == (66, "")
    assert f"No plan is in {no_store}: none of its folders holds one." in said.err
    assert sorted(no_store.rglob("*")) == before


@pytest.mark.parametrize("line", READING.values())
def test_a_store_that_is_not_there_is_told(shell: Shell, tmp_path: Path, line: tuple[str, ...]):
    shell.store = str(tmp_path / "none")
    said = shell(*line)
    assert (said.code, said.out) == (66, "")
    assert f"There is no store at {shell.store}." in said.err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("there", ["diary.toml", "diary-2.toml", "v0001.toml", "draft-1"])
def test_one_file_of_ours_makes_a_folder_a_store(shell: Shell, no_store: Path, there: str):
    (no_store / "music" / there).write_text("")
    shell.store = str(no_store)
    assert "music" in shell("list").out


def test_a_folder_of_hidden_files_is_a_store_without_patients(shell: Shell, tmp_path: Path):
    (tmp_path / "new" / ".git").mkdir(parents=True)
    shell.store = str(tmp_path / "new")
    said = shell("list")
    assert (said.code, said.out) == (0, "")
    assert "goalcoach visit CODE begins a first visit." in said.err


def test_paths_says_of_a_folder_that_it_is_no_store(shell: Shell, no_store: Path, tmp_path: Path):
    shell.store = str(no_store)
    assert "it is no store" in shell("paths").err
    shell.store = str(tmp_path / "none")
    assert "no store there yet" in shell("paths").err


def test_the_app_is_not_opened_on_a_folder_with_other_things(
    shell: Shell, no_store: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(app_start, "has_screen", lambda: True)
    said = shell("--store", str(no_store))
    assert said.code == 66
    assert "none of its folders holds one" in said.err


@pytest.mark.parametrize("line", [("list",), ("show", "maple-15")])
def test_a_first_start_says_on_one_page_what_there_is_to_know(
    shell: Shell, home: Path, line: tuple[str, ...]
):
    said = shell(*line)
    assert (said.code, said.out) == (66, "")
    told = " ".join(said.err.split())
    for words in (
        "Each person has a code, never a name",
        str(home),
        "goalcoach demo ~/practice",
        "goalcoach paths --make ~/plans",
        "No number to call is set yet.",
        "goalcoach visit maple-15 begins",
    ):
        assert words in told
    assert len(said.err.split("\n")) < 23
    assert not list(home.iterdir())


def test_a_first_visit_says_where_it_begins_a_store(
    shell: Shell, home: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(app_start, "has_screen", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("no\n"))
    said = shell("visit", "maple-15")
    assert said.code == 2
    assert f"This begins a store. It is kept in {home}" in said.err
    assert "No number to call is set yet." in said.err
    assert not list(home.iterdir())
