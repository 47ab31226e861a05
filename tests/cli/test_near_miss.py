"""A word that is nearly right is answered with the one that was meant."""

from __future__ import annotations

import pytest

from goalcoach.cli.command_table import COMMANDS, MEANT, command_names
from tests.cli.commands import Shell


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("ls", "Did you mean goalcoach list?"),
        ("compare", "Did you mean goalcoach diff?"),
        ("lsit", "Did you mean goalcoach list?"),
        ("LIST", "Did you mean goalcoach list?"),
        ("rowan-17", "A code comes after one: goalcoach visit rowan-17"),
        ("rowan-17@2", "A code comes after one: goalcoach show rowan-17@2"),
        ("lint", "Did you mean goalcoach script lint?"),
        ("zzz", "“zzz” is no command. goalcoach --help names them all."),
    ],
)
def test_a_word_that_is_no_command_is_answered_with_what_is_meant(
    shell: Shell, word: str, said: str
):
    shell.store = ""
    told = shell(word, "--anything")
    assert (told.code, told.out) == (2, "")
    assert said in told.err


def test_a_word_behind_a_group_is_answered_with_the_command_of_that_group(shell: Shell):
    shell.store = ""
    assert "Did you mean goalcoach script lint?" in shell("script", "lnit").err
    assert "goalcoach script --help names them all." in shell("script", "zzz").err


def test_what_is_meant_by_another_programs_word_is_a_command_of_ours():
    assert set(MEANT.values()) <= set(command_names())
    assert not set(MEANT) & set(COMMANDS)


@pytest.mark.parametrize(
    "line", [("show",), ("diff",), ("trend",), ("log",), ("verify",), ("print", "--dry-run")]
)
def test_each_command_names_the_code_that_is_close_to_what_was_typed(
    shell: Shell, line: tuple[str, ...]
):
    said = shell(*line, "rowan17")
    assert said.code == 66
    assert "Did you mean rowan-17?" in said.err


@pytest.mark.parametrize("line", [("show",), ("diff",), ("print", "--dry-run")])
def test_a_version_that_is_not_there_is_answered_with_how_many_there_are(
    shell: Shell, line: tuple[str, ...]
):
    assert "rowan-17 has no version 9. There are 2." in shell(*line, "rowan-17@9").err


def test_a_sheet_that_is_none_is_answered_with_the_one_that_is_meant(shell: Shell):
    said = " ".join(shell("print", "rowan-17", "--sheet", "handuot").err.split())
    assert "Did you mean handout? There are: handout, card" in said


def test_an_option_that_is_none_is_answered_with_the_one_that_is_meant(shell: Shell):
    assert "--due" in shell("list", "--deu", "today").err
