"""What `goalcoach log` asks before it writes, and the options that answer beforehand.

Asked at a terminal only: in a pipe there is no one to see the question, and the next line of the
input would be taken for the answer.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from typing import NamedTuple

import typer

from goalcoach.cli.output import narrate
from goalcoach.errors import INTERRUPTED
from goalcoach.translation import tr


class Wishes(NamedTuple):
    """What was said by options."""

    old_days: bool
    replace: bool
    keep_both: bool


def is_someone_there() -> bool:
    """Return True if a question would be seen and answered by a person."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def choose(question: str, answers: Collection[str]) -> str:
    """Ask until one of `answers` is typed; Enter and the end of the input end the command."""
    from goalcoach.plain import read_line

    while True:
        try:
            typed = read_line(f"{question} ").strip().lower()
        except EOFError:
            typed = ""
        if typed in answers:
            return typed
        if not typed:
            narrate(tr("Nothing was written."))
            raise typer.Exit(INTERRUPTED)


def say_where(code: str) -> None:
    """Say where an entry can be read that was written."""
    narrate(
        tr(
            "The next visit shows what was written; goalcoach trend {code} has its numbers.",
            code=code,
        )
    )
