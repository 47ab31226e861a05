"""What Tab offers, asked as a shell's script asks, and where that script is put."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from goalcoach.cli import COMPLETE, completion
from goalcoach.cli.command_table import COMMAND_GROUPS, COMMANDS, command_names
from goalcoach.cli.completion import Param, split_line
from goalcoach.cli.completion_script import SHELLS, install, script_of
from goalcoach.cli.main import run
from goalcoach.sheets.sheet_kinds import SHEETS

Ask = Callable[..., list[str]]


@pytest.fixture
def ask(store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return what the script of a shell reads, line by line, for the words typed so far."""
    monkeypatch.setenv("GOALCOACH_STORE", str(store))

    def asked(*words: str, by: str = "fish") -> list[str]:
        monkeypatch.setenv(COMPLETE, by)
        capsys.readouterr()
        assert run(words) == 0
        said = capsys.readouterr()
        assert said.err == ""
        return said.out.split("\n")[:-1]

    return asked


def words(said: list[str]) -> list[str]:
    assert said[0] == "words"
    return [line.partition("\t")[0] for line in said[1:]]


def test_tab_on_nothing_offers_each_command_with_its_line(ask: Ask):
    said = ask("")
    assert words(said) == list(COMMANDS)
    assert "list\tList the patients, who is due, and unfinished visits." in said
    assert words(ask("li")) == ["list"]


def test_behind_a_group_its_own_commands_are_offered(ask: Ask):
    said = ask("script", "")
    assert words(said) == list(COMMAND_GROUPS["script"])
    assert "lint\tFind what is wrong or unwise in a dialogue, line by line." in said
    assert words(ask("script", "lint", "")) == ["core"]
    assert words(ask("script", "lint", "--he")) == ["--help"]
    assert words(ask("script", "nope", "")) == []
    assert ask("goalcoach script li", by="bash") == ["words", "lint"]


@pytest.mark.parametrize(
    "line", [("show",), ("visit", "--plain"), ("diff",), ("print", "--sheet", "card"), ("verify",)]
)
def test_a_code_is_offered_where_a_command_takes_one(ask: Ask, line: tuple[str, ...]):
    assert words(ask(*line, "")) == ["fern-4", "rowan-17"]
    assert words(ask(*line, "ro")) == ["rowan-17"]


def test_a_code_is_offered_once_and_no_more_than_a_command_takes(ask: Ask):
    assert words(ask("print", "fern-4", "")) == ["rowan-17"]
    assert words(ask("show", "fern-4", "")) == []


@pytest.mark.parametrize("command", ["show", "diff", "print"])
def test_behind_the_sign_of_a_version_those_that_there_are_stand(ask: Ask, command: str):
    assert words(ask(command, "rowan-17@")) == ["rowan-17@1", "rowan-17@2"]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        (("print", "--sheet", ""), list(SHEETS)),
        (("print", "--sheet", "card", "--sheet", "h"), ["handout"]),
        (("print", "--sheet=le"), ["--sheet=letter", "--sheet=leaflet"]),
        (("show", "rowan-17", "--format", ""), ["text", "md", "json", "toml"]),
        (("print", "--size", "l"), ["large"]),
        (("visit", "--script", ""), ["core"]),
        (("list", "--due", "to"), ["today", "tomorrow"]),
        (("print", "--copies", ""), []),
        (("trend", "rowan-17", "--f"), ["--format"]),
        (("trend", "--format", "csv", "--"), ["--lang", "--store", "--help"]),
        (("nope", ""), []),
        (("--sh",), ["--show-completion"]),
    ],
)
def test_an_option_and_its_values_are_offered(ask: Ask, line: tuple[str, ...], offered: list[str]):
    assert words(ask(*line)) == offered


@pytest.mark.parametrize(
    ("line", "offer"),
    [
        (("demo", ""), "folders"),
        (("list", "--store", "/"), "folders"),
        (("visit", "x", "--answers", ""), "files"),
        (("diff", "./"), "files"),
        (("script", "test", "core", ""), "files"),
    ],
)
def test_names_of_files_are_left_to_the_shell(ask: Ask, line: tuple[str, ...], offer: str):
    assert ask(*line) == [offer]


def test_what_was_set_aside_is_offered_to_be_read_and_to_be_taken_up(ask: Ask, store: Path):
    for name in ("draft", "draft-1", "draft-kept-1", "v0003.toml"):
        (store / "fern-4" / name).mkdir()
    drafts = ["draft", "draft-1", "draft-kept-1"]
    assert words(ask("show", "fern-4", "--draft", "")) == drafts
    assert ask("visit", "fern-4", "--take-up", "") == ["words", "1\tdraft-1"]


def test_a_folder_that_is_no_store_is_never_listed(ask: Ask, tmp_path: Path):
    for name in ("music", "photos-1"):
        (tmp_path / "other" / name).mkdir(parents=True)
    other = str(tmp_path / "other")
    assert words(ask("show", "--store", other, "")) == []
    assert words(ask("show", f"--store={other}", "")) == []
    assert words(ask("show", "--store", str(tmp_path / "none"), "")) == []


def test_whatever_goes_wrong_is_not_said_to_whoever_presses_tab(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(completion, "read_params", fail)
    assert ask("show", "") == []


def test_bash_is_given_what_stands_behind_its_own_breaks(ask: Ask):
    assert ask("goalcoach show rowan-17@", by="bash") == ["words", "1", "2"]
    assert ask("goalcoach print --sheet=h", by="bash") == ["words", "handout"]
    assert ask("goalcoach list --due to", by="bash") == ["words", "today", "tomorrow"]


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("goalcoach show ", ["show", ""]),
        ("NO_COLOR=1 scripts/goalcoach  show ro", ["show", "ro"]),
        ("goalcoach list --store 'my pl", ["list", "--store", "my pl"]),
        ("goalcoach", [""]),
    ],
)
def test_a_line_of_bash_is_read_as_its_words(line: str, typed: list[str]):
    assert split_line(line) == typed


def test_zsh_is_told_what_each_word_is(ask: Ask):
    assert ask("print", "--sheet", "card", by="zsh") == [
        "words",
        "card:for hard spells, to carry",
    ]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell_asks_the_program_that_is_typed(
    shell: str, capsys: pytest.CaptureFixture[str]
):
    assert run(["--show-completion", shell]) == 0
    said = capsys.readouterr().out
    assert said == script_of(shell)
    assert f"{COMPLETE}={shell}" in said


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_line_is_added_to_the_start_file_once_and_told(
    shell: str, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    kept = home / "dotfiles"
    kept.write_text("alias ll='ls -l'")
    kept.chmod(0o644)
    (home / f".{shell}rc").symlink_to(kept)
    monkeypatch.setenv("SHELL", f"/bin/{shell}")
    assert run(["--install-completion"]) == 0
    said = capsys.readouterr().out
    [script] = home.rglob(f"completion.{shell}")
    assert script.read_text() == script_of(shell)
    assert said.split("\n")[:2] == [
        f"written: {script}",
        f"one line added: {home / f'.{shell}rc'}: source {script}",
    ]
    assert (home / f".{shell}rc").is_symlink()
    assert kept.read_text() == f"alias ll='ls -l'\nsource {script}\n"
    assert kept.stat().st_mode & 0o777 == 0o644
    install(shell)
    assert "has the line already" in capsys.readouterr().out
    assert kept.read_text().count("source") == 1


def test_fish_needs_no_line(home: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["--install-completion", "fish"]) == 0
    script = home / ".config" / "fish" / "completions" / "goalcoach.fish"
    assert capsys.readouterr().out == f"written: {script}\n"
    assert script.read_text() == script_of("fish")


@pytest.mark.parametrize("line", [["--install-completion"], ["--show-completion", "tcsh"]])
def test_a_shell_that_is_not_known_is_answered_with_those_that_are(
    line: list[str], home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SHELL", "")
    assert run(line) == 2
    assert "Name the shell: bash, zsh, fish." in capsys.readouterr().err
    assert not list(home.iterdir())


def test_each_value_that_help_names_is_offered_or_known_to_be_typed():
    """A new kind of value has to be decided on, or Tab would say nothing of it for ever."""
    typed = {"N", "I/N", "NAME", "[SHELL]"}
    names = {one.takes for one in _every_param() if one.takes and not one.choices}
    known = {"DIR", "FILE", "[FILE…]", *completion.FINDERS}
    assert {name for name in names - typed - known if "CODE" not in name} == set()


def _every_param() -> list[Param]:
    from typing import cast

    from typer.core import TyperGroup
    from typer.main import get_command

    from goalcoach.cli.main import app

    group = cast("TyperGroup", get_command(app))
    return [
        one
        for name in (None, *COMMAND_GROUPS, *command_names())
        for one in completion.read_params(group, name)
    ]
