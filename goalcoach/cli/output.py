"""How commands write: data to stdout, messages for the user to stderr.

Callers pass text from a plan through `safe_text.show` first, unless the format escapes control
characters itself (JSON, TOML).
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import NoReturn

from goalcoach.errors import not_written


def write_out(text: str) -> None:
    """Write data to stdout, with a line end if it has none.

    A closed pipe (`goalcoach list | head`) ends the command with exit code 0. Raises NotSaved for
    any other error, such as a full disk.
    """
    try:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
        sys.stdout.flush()
    except OSError as error:
        _end_unwritten(error)


def _end_unwritten(error: OSError) -> NoReturn:
    _drop_stdout()
    if isinstance(error, BrokenPipeError):
        raise SystemExit(0) from None
    raise not_written(error) from None


def narrate(sentence: str) -> None:
    """Write a message for the user to stderr, made safe by `safe_text.show`."""
    if sys.stderr is None:
        # The process was started with stderr closed, and `print` would then write to stdout.
        return
    from goalcoach.safe_text import show  # not needed by a run without messages

    print(show(sentence), file=sys.stderr, flush=True)  # noqa: T201 - all output passes here


class _Nothing(TextIOWrapper):
    """What stands for a stdin that was closed before the program began."""


def is_stdin_closed() -> bool:
    """Return True if the process was started with stdin closed; an empty one is open."""
    return sys.stdin is None or isinstance(sys.stdin, _Nothing)


def accept_any_text() -> None:
    """Make stdout and stderr escape characters that their encoding lacks, rather than raise.

    Python has no stdin or stdout where the process was started with it closed. One that is empty,
    and one that takes nothing, are told of like any other, and no file gets the free descriptor.
    """
    if sys.stdin is None:
        sys.stdin = _Nothing(os.fdopen(os.open(os.devnull, os.O_RDONLY), "rb"), "utf-8")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def settle_stdout() -> None:
    """Give up what stdout would not take, which is told: Python would end with 120 over it."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        _drop_stdout()


def _drop_stdout() -> None:
    """Point stdout at /dev/null, so that flushing it at exit cannot fail again."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
    except (OSError, ValueError):
        return
