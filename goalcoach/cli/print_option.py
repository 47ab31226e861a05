"""The options of `goalcoach print`, and how the words of theirs are read that are no plain text."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from goalcoach.cli.line_day import read_date, read_past_date
from goalcoach.errors import UsageError
from goalcoach.sheets.sheet import Paper, SheetKind, Size
from goalcoach.sheets.sheet_kinds import SHEETS
from goalcoach.sheets.writers.file_format import FileFormat
from goalcoach.translation import tr


class ConsentGiven(StrEnum):
    """How it is said that those whose sheets are printed were asked, and said yes."""

    TODAY = "asked-today"


def read_kind(name: str) -> SheetKind:
    """Return the kind of sheet of that name; raises UsageError."""
    if name not in SHEETS:
        from difflib import get_close_matches

        near = get_close_matches(name.lower(), SHEETS, 1)
        meant = f" {tr('Did you mean {command}?', command=near[0])}" if near else ""
        raise UsageError(
            tr(
                "{name} is no sheet.{meant} There are: {names}.",
                name=repr(name),
                meant=meant,
                names=", ".join(SHEETS),
            )
        )
    return SHEETS[name]


# whose plans

CodesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[CODE[@N]…]", help="Patients, and versions; - reads a list."),
]
EveryoneOption = Annotated[bool, typer.Option("--all", help="Everyone's newest plan.")]
DueOption = Annotated[
    date | None,
    typer.Option(
        parser=read_date, metavar="DATE", help="Only who is due by that day, as in “4 weeks”."
    ),
]
ChangedOption = Annotated[
    date | None,
    typer.Option(
        "--changed-since",
        parser=read_past_date,
        metavar="DATE",
        help="Only who had a visit since, as in “18.11.2026”.",
    ),
]
ShardOption = Annotated[
    str, typer.Option("--shard", metavar="I/N", help="Only part I of N, chosen by code.")
]

# which sheets

SheetsOption = Annotated[
    list[SheetKind] | None,
    typer.Option(
        "--sheet",
        parser=read_kind,
        metavar=f"<{'|'.join(SHEETS)}>",
        help="Which sheet; may be given again.",
    ),
]
SizeOption = Annotated[
    Size | None, typer.Option(help="The size of print; by default as the plan says.")
]
PaperOption = Annotated[
    Paper | None, typer.Option(help="By default as the site file says, else a4.")
]
FormatOption = Annotated[FileFormat, typer.Option("--format", help="What to write.")]
ConsentOption = Annotated[
    ConsentGiven | None,
    typer.Option("--consent", help="They were asked now, and said yes; a no stays a no."),
]

# where to, and how

OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for the sheets.")]
MergeOption = Annotated[
    Path | None, typer.Option("--merge", metavar="FILE", help="One PDF of all instead.")
]
PrinterOption = Annotated[
    str | None, typer.Option("--printer", metavar="NAME", help="Send them there, too.")
]
CopiesOption = Annotated[int, typer.Option("--copies", metavar="N", help="So many of each.")]
DuplexOption = Annotated[bool, typer.Option("--duplex", help="On both sides.")]
JobsOption = Annotated[
    int, typer.Option("--jobs", metavar="N", min=0, max=256, help="Processes; 0: as fits.")
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Print what is up to date or was sent, too.")
]
DryOption = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be printed; write nothing.")
]
