"""How a run ends: a sentence and a code of the contract, never a traceback, no patient's words."""

from __future__ import annotations

import errno
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from goalcoach import __main__ as entry
from goalcoach.cli import main
from goalcoach.errors import Busy, NotSaved
from tests.cli.commands import Shell

CANARY = "the-canary-sings"


def start(*arguments: str, environ: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    line = [sys.executable, "-P", "-m", "goalcoach", *arguments]
    return subprocess.run(line, capture_output=True, check=False, env=environ)


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    """The command line with room for one more command."""
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback()(lambda: None)
    monkeypatch.setattr(main, "app", app)
    return app


@pytest.mark.parametrize(("error", "code"), [(Busy, 75), (NotSaved, 74)])
def test_an_error_ends_with_its_sentence_and_its_code(
    probe: typer.Typer, capsys: pytest.CaptureFixture[str], error: type[Busy], code: int
):
    @probe.command()
    def go() -> None:
        raise error("Someone else\x1b[2J has it open.")

    assert main.run(["go"]) == code
    assert capsys.readouterr().err == "Someone else<U+001B>[2J has it open.\n"


def test_the_unexpected_ends_with_one_line_and_none_of_the_patients_words(
    probe: typer.Typer, capsys: pytest.CaptureFixture[str]
):
    @probe.command()
    def go() -> None:
        raise KeyError(CANARY)

    assert main.run(["go"]) == 70
    said = capsys.readouterr()
    assert CANARY not in said.err + said.out
    assert "KeyError" in said.err
    assert said.err.count("\n") == 1


def test_an_interrupt_ends_quietly_with_130(probe: typer.Typer, capsys: pytest.CaptureFixture[str]):
    @probe.command()
    def go() -> None:
        raise KeyboardInterrupt

    assert main.run(["go"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_an_interrupt_while_the_command_is_still_being_read_ends_quietly_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(main, "run", interrupt)
    monkeypatch.setattr(sys, "argv", ["goalcoach", "list"])
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "line", [["nope"], ["list", "--nope"], ["show"], ["list", "--format", "x"]]
)
def test_a_slip_on_the_command_line_ends_with_2(shell: Shell, line: list[str]):
    shell.store = ""
    said = shell(*line)
    assert said.code == 2
    assert said.out == ""


def test_a_reader_who_has_seen_enough_ends_the_command_quietly(practice: Path):
    command = f'"{sys.executable}" -P -m goalcoach show rowan-17 --store "{practice}" | head -n 1'
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert done.stdout == b"PRACTICE\n"
    assert done.stderr == b""


class FullDisk(io.StringIO):
    """A stream onto a disk that has no room."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_output_that_cannot_be_written_is_said(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "stdout", FullDisk())
    assert main.run(["show", "fern-4", "--store", shell.store]) == 74
    assert capsys.readouterr().err == (
        "The output could not be written: No space left on device.\n"
    )


HELP = [["--help"], ["visit", "--help"], ["script", "lint", "--help"], ["--version"], ["--man"]]


@pytest.mark.parametrize("line", [*HELP, ["visit", "rowan-17", "--plain"], ["log", "rowan-17"]])
def test_what_cannot_be_written_ends_with_74(practice: Path, tmp_path: Path, line: list[str]):
    """Also the help, and the lines of a visit, which nobody could read."""
    store = tmp_path / "plans"
    shutil.copytree(practice, store)
    environ = {**os.environ, "GOALCOACH_STORE": str(store)}
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "goalcoach", *line], stdout=full, check=False,
            stderr=subprocess.PIPE, input=b"yes\n", env=environ,
        )  # fmt: skip
    told = b"The output could not be written: No space left on device."
    assert (done.returncode, done.stderr.splitlines()[-1]) == (74, told)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("line", ["--help", "list", "visit rowan-17 --plain", "log rowan-17"])
def test_a_run_without_stdin_or_stdout_ends_as_it_does_where_they_lead_nowhere(
    practice: Path, tmp_path: Path, line: str, closed: str
):
    store = tmp_path / "plans"
    shutil.copytree(practice, store)
    command = f'"{sys.executable}" -P -m goalcoach {line} {closed}'
    environ = {**os.environ, "GOALCOACH_STORE": str(store)}
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, env=environ)
    reads = line.split()[0] in ("visit", "log")
    assert done.returncode == (74 if ">" in closed else 130 if reads else 0)
    assert b"did not expect" not in done.stderr


@pytest.mark.parametrize("line", HELP)
def test_a_reader_of_help_who_has_seen_enough_ends_it_quietly(line: list[str]):
    command = f'"{sys.executable}" -P -m goalcoach {" ".join(line)}; echo $? >&2'
    done = subprocess.run(
        ["bash", "-c", f"{{ {command}; }} | true"], stderr=subprocess.PIPE, check=False
    )
    assert done.stderr == b"0\n"


def test_a_terminal_without_our_letters_gets_stand_ins(practice: Path):
    environ = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = start("show", "rowan-17", "--store", str(practice), environ=environ)
    assert done.returncode == 0
    assert b"My plan" in done.stdout


def test_a_folder_that_is_gone_is_named_and_not_a_traceback(tmp_path: Path):
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f'cd "{gone}" && rmdir "{gone}" && "{sys.executable}" -P -m goalcoach list'
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert done.returncode == 66
    assert b"The current folder is gone." in done.stderr


def test_a_line_to_type_can_be_typed_whatever_the_folder_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = tmp_path / "my plans; [b]"
    assert main.run(["paths", "--make", str(folder)]) == 0
    line = capsys.readouterr().err.splitlines()[-1]
    done = subprocess.run(
        ["sh", "-c", f'{line} && printf %s "$GOALCOACH_STORE"'], capture_output=True, check=True
    )
    assert done.stdout.decode() == str(folder)
