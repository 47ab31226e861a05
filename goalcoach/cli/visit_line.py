"""What a command line of `goalcoach visit` says, and the usual ones of them read without Typer.

Typer takes 20 milliseconds until a visit is on the screen, and 1.5 MB of memory as long as it is.
A line is usual if it has a code and options that are written out, each once. All others are
Typer's: what has a mistake in it or asks for help, and what is held without a screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from goalcoach.cli.line_day import read_date
from goalcoach.cli.usual_line import UsualLine, split_usual

_SWITCHES = {"--fresh": "fresh", "--take-over": "take_over"}
_VALUES = {
    "--script": "script",
    "--today": "today",
    "--lang": "language",
    "--paper-lang": "paper",
    "--store": "store",
}
"""The options of a usual line, each with its name in a `VisitLine`."""


class VisitLine(NamedTuple):
    """What a command line asks for; each option by its name."""

    code: str
    script: str | None = None
    plain: bool = False
    answers: Path | None = None
    today: date | None = None
    fresh: bool = False
    take_over: bool = False
    take_up: int | None = None
    language: str = ""
    paper: str = ""
    store: Path | None = None


def is_usual(arguments: Sequence[str]) -> bool:
    """Return True for a line, without the program's name, that `read_usual` reads as Typer does."""
    return arguments[:1] == ["visit"] and _split(arguments[1:]) is not None


def read_usual(arguments: Sequence[str]) -> VisitLine:
    """Return what a line says of which `is_usual` holds; raises UsageError for an unclear day."""
    said = _split(arguments[1:])
    assert said is not None, "asked only for a usual line"
    (code,), values, switches = said
    store = values.get("store")
    return VisitLine(
        code,
        script=values.get("script"),
        today=read_date(values["today"]) if "today" in values else None,
        fresh="fresh" in switches,
        take_over="take_over" in switches,
        language=values.get("language", ""),
        paper=values.get("paper", ""),
        store=None if store is None else Path(store),
    )


def _split(words: Sequence[str]) -> UsualLine | None:
    """Return what is said on a line behind its command; None if it is not usual."""
    line = split_usual(words, _VALUES, _SWITCHES)
    return line if line is not None and len(line.words) == 1 else None
