"""The options of `goalcoach visit`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from goalcoach.cli.line_day import read_date

CodeArgument = Annotated[
    str, typer.Argument(metavar="CODE", help="The patient's code, never a name.")
]
ScriptOption = Annotated[
    str | None, typer.Option(metavar="PACK", help="A script's name, or its folder as ./name.")
]
PlainOption = Annotated[bool, typer.Option("--plain", help="Line by line, without a screen.")]
AnswersOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Take the answers from a file; - is stdin."),
]
TodayOption = Annotated[
    date | None,
    typer.Option(
        parser=read_date,
        metavar="DATE",
        help="The day of the visit, as in “18 December” or “18.12.2026”.",
    ),
]
FreshOption = Annotated[
    bool, typer.Option("--fresh", help="Set an unfinished visit aside, begin anew.")
]
TakeOverOption = Annotated[
    bool,
    typer.Option("--take-over", help="Go on with a visit that is still open on another machine."),
]
TakeUpOption = Annotated[
    int | None,
    typer.Option(
        "--take-up", min=1, metavar="N", help="Go on with a visit that was set aside: draft-N."
    ),
]
LanguageOption = Annotated[
    str, typer.Option("--lang", metavar="LANG", help="What is spoken, as in “de”.")
]
PaperLanguageOption = Annotated[
    str,
    typer.Option("--paper-lang", metavar="LANG", help="The patient's: card and sheets."),
]
