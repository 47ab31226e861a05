"""A job is one plan to print; an order is what to make of each; an outcome is what came of it.

All three go between processes as JSON: nothing in them is a patient's word.
"""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from goalcoach.sheets.sheet import Paper, SheetKind, Size
from goalcoach.sheets.sheet_kinds import FIRST, SHEETS
from goalcoach.sheets.writers.writer import FileFormat

FOLDER = Path("printed")
"""Where sheets go if nobody says where: in the folder one is in."""


class PrintJob(NamedTuple):
    """One plan, by default its newest version; `named` if a person asked for this very one."""

    code: str
    version: int | None = None
    named: bool = False


class PrintOrder(NamedTuple):
    """What to make of each plan. Without a size, the one the plan asks for."""

    store: Path
    out: Path
    kinds: tuple[SheetKind, ...] = (FIRST,)
    form: FileFormat = FileFormat.PDF
    size: Size | None = None
    paper: Paper = Paper.A4
    force: bool = False
    dry: bool = False
    run: str = ""
    """The run's name in the folder of sheets."""
    rules: str = ""
    """A digest of all that turns a plan into a sheet: code, fonts, site."""
    contacts: str = ""
    """A digest of the site's contacts, which stand on cards."""


class Fate(StrEnum):
    """What came of one sheet; the value is the first word of its line in a dry run."""

    PRINTED = "print"
    CURRENT = "up to date"
    LEFT_OUT = "left out"
    REFUSED = "not printed"


class SheetOutcome(NamedTuple):
    """What came of one sheet, or of a whole plan where `kind` is None."""

    code: str
    kind: SheetKind | None
    fate: Fate
    name: str = ""
    """The file's name; empty where there is none."""
    sentence: str = ""
    exit_code: int = 0
    ask: bool = False
    """The patient said no to printing, or wants to be asked first."""
    output: str = ""
    """The digest of the file's bytes."""


def sheet_name(code: str, version: int, kind: SheetKind, form: FileFormat) -> str:
    """Return the name of a sheet's file: "rowan-17-v0003-handout.pdf"."""
    return f"{code}-v{version:04d}-{kind}{form.suffix}"


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
    """Return the outcomes of several plans as JSON of one line."""
    return json.dumps(outcomes, default=str)


def unpack_outcomes(text: str) -> list[tuple[SheetOutcome, ...]]:
    """Return the outcomes that `pack_outcomes` packed."""
    return [tuple(_outcome(*one) for one in job) for job in json.loads(text)]


def _outcome(code: str, kind: str | None, fate: str, *rest: str) -> SheetOutcome:
    told = SheetOutcome(code, SHEETS[kind] if kind else None, Fate(fate))
    name, sentence, exit_code, ask, output = rest
    return told._replace(
        name=name, sentence=sentence, exit_code=int(exit_code), ask=bool(ask), output=output
    )
