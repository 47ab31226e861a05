"""A command or an option that README does not name is not finished."""

from __future__ import annotations

import fnmatch
import re
from functools import cache
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from goalcoach import errors
from goalcoach.cli.command_table import COMMAND_GROUPS, COMMANDS, command_names, load
from goalcoach.cli.main import run
from goalcoach.errors import GoalcoachError
from goalcoach.screens.kit.size_breakpoints import LEAST
from goalcoach.screens.kit.theme import NONE, choose_theme, count_colours
from goalcoach.sheets.sheet_kinds import SHEETS
from tests.cli.help_line import help_line

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def options(command: str) -> set[str]:
    one = typer.Typer()
    one.command()(load(command))
    params = get_command(one).params
    return {name for param in params for name in param.opts if name.startswith("--")} - {
        "--install-completion",
        "--show-completion",
    }


@pytest.mark.parametrize("command", command_names())
def test_readme_names_the_command_and_each_of_its_options(command: str):
    assert f"goalcoach {command}" in README
    unnamed = {name for name in options(command) if not re.search(rf"{name}\b", README)}
    assert not unnamed


@pytest.mark.parametrize("name", SHEETS)
def test_readme_tells_for_whom_a_sheet_is(name: str):
    assert f"| `{name}` |" in README


def test_readme_names_no_command_that_is_not_there():
    named = set(re.findall(r"`(?:scripts/)?goalcoach ([a-z]+)", README))
    assert named <= set(COMMANDS)
    for group, table in COMMAND_GROUPS.items():
        within = set(re.findall(rf"goalcoach {group} ([a-z0-9]+)", README))
        assert within <= set(table)


@pytest.mark.parametrize("command", command_names())
def test_the_commands_line_is_how_its_own_help_begins(
    command: str, capsys: pytest.CaptureFixture[str]
):
    assert run([*command.split(), "--help"]) == 0
    assert help_line(command).removesuffix(".") in capsys.readouterr().out


@pytest.mark.parametrize("command", ["", *COMMAND_GROUPS, *command_names()])
def test_help_fits_80_columns_and_has_an_example(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COLUMNS", "200")
    assert run([*command.split(), "--help"]) == 0
    said = capsys.readouterr().out
    assert max(len(line) for line in said.split("\n")) <= 80
    assert re.search(rf"^  Example: goalcoach {command}", said, re.MULTILINE)


def test_readme_explains_each_exit_code_that_an_error_has():
    table = set(re.findall(r"^\| ([0-9, ]+) \|", README, re.MULTILINE))
    explained = {int(code) for row in table for code in row.split(",")}
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    codes = {kind.exit_code for kind in kinds if issubclass(kind, GoalcoachError)}
    assert codes - {GoalcoachError.exit_code} <= explained


PAGES = ("README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")))


@pytest.mark.parametrize("page", PAGES)
def test_every_link_in_the_docs_leads_somewhere(page: str):
    file = ROOT / page
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", file.read_text("utf-8"))
    assert not [link for link in links if not (file.parent / link).exists()]


@cache
def places() -> frozenset[str]:
    """Every file and folder of ours as it may be written: from any folder on its way down."""
    tops = ("goalcoach", "tests", "scripts", "docs", "sessions", ".ci")
    ours = [*ROOT.glob("*.*"), *(ROOT / top for top in tops)]
    ours += [path for top in tops for path in (ROOT / top).rglob("*")]
    parts = [path.relative_to(ROOT).parts for path in ours]
    return frozenset("/".join(one[at:]) for one in parts for at in range(len(one)))


def paths_in(text: str) -> set[str]:
    """Return what stands in backticks and looks like a path of the checkout.

    A file of the program, a folder alone, or anything in a folder whose name is one of ours.
    """
    named = re.findall(r"`([\w.*-]+(?:/[\w.*-]+)*/?)(?::[\w.]+)?`", text)
    return {
        one.rstrip("/")
        for one in named
        if one.endswith((".py", ".md"))
        or re.fullmatch(r"\w+/", one)
        or ("/" in one and one.partition("/")[0] in places())
    }


# The addresses of questions look like paths; `test_ideas.py` finds each of those.
@pytest.mark.parametrize("page", [one for one in PAGES if one != "docs/IDEAS.md"])
def test_every_path_in_the_docs_is_there(page: str):
    named = paths_in((ROOT / page).read_text("utf-8"))
    assert {one for one in named if not fnmatch.filter(places(), one)} == set()


def test_paths_in_the_docs_are_found():
    text = "`tests/gone.py` `gone.py` `gone/` `plan/gone/x` `plan/*.py:1` `ways/again` `a/b c` `d`"
    found = paths_in(text)
    assert found == {"tests/gone.py", "gone.py", "gone", "plan/gone/x", "plan/*.py"}
    assert {one for one in found if fnmatch.filter(places(), one)} == {"plan/*.py"}
    hazards = paths_in((ROOT / "docs" / "HAZARDS.md").read_text("utf-8"))
    assert len({one for one in hazards if one.startswith("tests/")}) > 40


def test_each_hazard_has_one_number_a_control_and_a_test():
    text = (ROOT / "docs" / "HAZARDS.md").read_text("utf-8")
    rows = [
        re.split(r" \| ", row.strip("| ")) for row in re.findall(r"^\| H.*$", text, re.MULTILINE)
    ]
    numbers = [int(row[0].removeprefix("H")) for row in rows]
    assert len(numbers) > 100
    assert numbers == sorted(set(numbers))
    assert {row[0]: len(row) for row in rows if len(row) != 6} == {}
    assert [row[0] for row in rows if not re.search(r"`tests/[\w/.]+`", row[5])] == []
    named = {int(number) for row in rows for number in re.findall(r"\bH(\d+)\b", " ".join(row[1:]))}
    assert named <= set(numbers)


def test_the_lock_files_name_no_index_and_pin_every_file():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert not re.search(r"^--|https?://|file:|find-links", text, re.MULTILINE)
        assert text.count("==") <= text.count("--hash=sha256:")
        assert "scripts/lock" in text


def test_the_page_on_the_terminal_says_the_least_size_and_the_colours_that_are_used():
    page = (ROOT / "docs" / "TERMINAL.md").read_text("utf-8")
    assert "{} × {}".format(*LEAST) in page
    for colours, environ in (
        (1 << 24, {"TERM": "xterm", "COLORTERM": "truecolor"}),
        (256, {"TERM": "xterm-256color"}),
        (16, {"TERM": "xterm"}),
    ):
        assert count_colours(environ) == colours
    assert "COLORTERM=truecolor" in page
    assert "`-256color`" in page
    assert choose_theme({"NO_COLOR": "1"}, "dark") == NONE
    assert "`NO_COLOR=1`" in page
