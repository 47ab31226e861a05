"""What a command line of `goalcoach diff` says, and the usual ones of them read without Typer.

Typer takes a third of the time of a comparison. A line is usual if its options are written out,
each once. All others are Typer's: what has a mistake in it, asks for help or sets git up.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from goalcoach.cli.usual_line import split_usual


class DiffFormat(StrEnum):
    """The values of --format."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    JSON = "json"


_SWITCHES = {"--all": "everything", "--exit-code": "exit_code"}
_VALUES = {"--format": "form", "--lang": "language", "--store": "store"}
"""The options of a usual line, each with its name in a `DiffLine`."""


class DiffLine(NamedTuple):
    """What a command line asks for; `words` are the versions, the files, or what git passes."""

    words: tuple[str, ...]
    form: DiffFormat = DiffFormat.TEXT
    everything: bool = False
    exit_code: bool = False
    language: str = ""
    store: Path | None = None


def read_usual(arguments: Sequence[str]) -> DiffLine | None:
    """Return what a line, without the program's name, says; None if it is not a usual one."""
    if arguments[:1] != ["diff"]:
        return None
    said = split_usual(arguments[1:], _VALUES, _SWITCHES)
    if said is None:
        return None
    words, values, switches = said
    form = values.get("form", DiffFormat.TEXT)
    if form not in set(DiffFormat):
        return None
    store = values.get("store")
    return DiffLine(
        words,
        form=DiffFormat(form),
        everything="everything" in switches,
        exit_code="exit_code" in switches,
        language=values.get("language", ""),
        store=None if store is None else Path(store),
    )
