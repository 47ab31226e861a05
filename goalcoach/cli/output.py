"""The one door to stdout and stderr for commands: stdout is data, stderr is narration.

Text from a plan is passed through `text.show` before it comes here, save where the format itself is
safe (JSON, TOML).
"""

from __future__ import annotations

import os
import sys

import typer

from goalcoach.errors import NotSaved


def write_out(text: str) -> None:
    """Write data to stdout, with a line end.

    A reader who has seen enough (`goalcoach list | head`) ends the command quietly with 0; a
    full disk behind stdout is said.
    """
    try:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_stdout()
        raise typer.Exit from None
    except OSError as error:
        _drop_stdout()
        why = error.strerror or "the system gave no reason"
        raise NotSaved(f"The output could not be written: {why}.") from None


def narrate(sentence: str) -> None:
    """Say something to the person at the terminal, outside the data."""
    if sys.stderr is None:
        # Started with stderr closed: `print` would put it among the data.
        return
    from goalcoach.text import show  # not needed by a run that only writes

    print(show(sentence), file=sys.stderr, flush=True)  # noqa: T201 - the door itself


def accept_any_text() -> None:
    """Let a terminal that cannot write a letter get a stand-in, where Python would stop."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _drop_stdout() -> None:
    """Point stdout at nothing, so that closing it at exit cannot complain again."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
    except (OSError, ValueError):
        return
