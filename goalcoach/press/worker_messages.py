"""What goes between a print run and its workers: jobs, the order, outcomes.

A job is one plan to print, the order says which sheets to make of each, an outcome is the result
for a sheet. All are sent between processes as JSON and hold nothing of what a plan says.
"""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from goalcoach.sheets.sheet import Paper, SheetKind, Size
from goalcoach.sheets.sheet_kinds import FIRST, SHEETS
from goalcoach.sheets.writers.file_format import FileFormat

FOLDER = Path("printed")
"""The default folder for sheets, in the current directory."""


class PrintJob(NamedTuple):
    """One plan, by default the version that counts; `named` if the user typed this code.

    A named plan is printed even if its patient has not said yes to printing, and a missing one is
    an error.
    """

    code: str
    version: int | None = None
    named: bool = False


class PrintOrder(NamedTuple):
    """Which sheets to make of each plan, and how. With size None, in the size the plan asks for."""

    store: Path
    out: Path
    kinds: tuple[SheetKind, ...] = (FIRST,)
    form: FileFormat = FileFormat.PDF
    size: Size | None = None
    paper: Paper = Paper.A4
    force: bool = False
    dry: bool = False
    run: str = ""
    """The run's name in the folder of sheets, which owns its temporary files."""
    rules: str = ""
    """Digest of all that turns a plan into a sheet: code, fonts, site file."""
    contacts: str = ""
    """Digest of the site's contacts, which are printed on cards."""
    asked: str = ""
    """The day on which the patients were asked and said yes, as ISO 8601; "" if nobody was."""
    language: str = ""
    """The language of the sheets; "" is that of each plan."""
    told_in: str = ""
    """The language of what is told of the run, which worker processes speak; "" is English."""

    @property
    def asked_on(self) -> date | None:
        """The day on which the patients were asked and said yes."""
        return date.fromisoformat(self.asked) if self.asked else None


class Fate(StrEnum):
    """What came of one sheet; the value is the first word of its line in a dry run."""

    PRINTED = "print"
    CURRENT = "up to date"
    LEFT_OUT = "left out"
    REFUSED = "not printed"


class SheetOutcome(NamedTuple):
    """The result for one sheet, or for a whole plan where `kind` is None."""

    code: str
    kind: SheetKind | None
    fate: Fate
    name: str = ""
    """The file's name, "" if there is no file."""
    sentence: str = ""
    exit_code: int = 0
    ask: bool = False
    """Nobody asked the patient, who has not said yes to it once and for all."""
    output: str = ""
    """Digest of the file's bytes, "" if there is no file."""
    unfinished: bool = False
    """It is of a visit that stopped before its end."""


def sheet_name(code: str, version: int, kind: SheetKind, size: Size, form: FileFormat) -> str:
    """Return the name of a sheet's file: "rowan-17-v0003-handout.pdf", or "…-handout-large.pdf".

    Both sizes may lie in one folder. The paper is not in the name: a service has one.
    """
    large = "-large" if kind.fit_size(size) is Size.LARGE else ""
    return f"{code}-v{version:04d}-{kind}{large}{form.suffix}"


def pack_order(order: PrintOrder) -> str:
    """Return the order as JSON; a kind of sheet as its name."""
    return json.dumps(order, default=str)


def unpack_order(text: str) -> PrintOrder:
    """Return the order that `pack_order` packed; KeyError for a kind that is not known here."""
    store, out, kinds, form, size, paper, *rest = json.loads(text)
    return PrintOrder(
        Path(store),
        Path(out),
        tuple(SHEETS[name] for name in kinds),
        FileFormat(form),
        Size(size) if size else None,
        Paper(paper),
        *rest,
    )


def pack_outcomes(outcomes: list[tuple[SheetOutcome, ...]]) -> str:
    """Return the outcomes of several jobs as one line of JSON."""
    return json.dumps(outcomes, default=str)


def unpack_outcomes(text: str) -> list[tuple[SheetOutcome, ...]]:
    """Return the outcomes that `pack_outcomes` wrote, a tuple for each job."""
    return [tuple(_outcome(*one) for one in job) for job in json.loads(text)]


def _outcome(code: str, kind: str | None, fate: str, *rest: str) -> SheetOutcome:
    told = SheetOutcome(code, SHEETS[kind] if kind else None, Fate(fate))
    name, sentence, exit_code, ask, output, unfinished = rest
    return told._replace(
        name=name,
        sentence=sentence,
        exit_code=int(exit_code),
        ask=bool(ask),
        output=output,
        unfinished=bool(unfinished),
    )
