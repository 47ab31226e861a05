"""`goalcoach print`: sheets of one plan or of thousands, into a folder, one file, or a printer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from goalcoach.cli.known_store import check_is_store
from goalcoach.cli.print_run import Target, print_chosen, stoppable
from goalcoach.cli.shared_option import StoreOption, locate_store, read_date, read_past_date
from goalcoach.cli.spoken_language import SheetLangOption, speak
from goalcoach.errors import UsageError
from goalcoach.press.worker_messages import FOLDER
from goalcoach.sheets.sheet import Paper, SheetKind, Size
from goalcoach.sheets.sheet_kinds import FIRST, SHEETS, say_one_size
from goalcoach.sheets.writers.file_format import FileFormat
from goalcoach.translation import tr

if TYPE_CHECKING:
    from goalcoach.press.printer import Printer

_LONGEST_LINE = 1000


class Asked(StrEnum):
    """How it is said that those whose sheets are printed were asked, and said yes."""

    TODAY = "asked-today"


def _read_kind(name: str) -> SheetKind:
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


def print_plans(
    codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CODE[@N]…]", help="Patients, and versions; - reads a list."),
    ] = None,
    everyone: Annotated[bool, typer.Option("--all", help="Everyone's newest plan.")] = False,
    due: Annotated[
        date | None,
        typer.Option(
            parser=read_date, metavar="DATE", help="Only who is due by that day, as in “4 weeks”."
        ),
    ] = None,
    changed: Annotated[
        date | None,
        typer.Option(
            "--changed-since",
            parser=read_past_date,
            metavar="DATE",
            help="Only who had a visit since, as in “18.11.2026”.",
        ),
    ] = None,
    sheets: Annotated[
        list[SheetKind] | None,
        typer.Option(
            "--sheet",
            parser=_read_kind,
            metavar=f"<{'|'.join(SHEETS)}>",
            help="Which sheet; may be given again.",
        ),
    ] = None,
    size: Annotated[
        Size | None, typer.Option(help="The size of print; by default as the plan says.")
    ] = None,
    paper: Annotated[
        Paper | None, typer.Option(help="By default as the site file says, else a4.")
    ] = None,
    form: Annotated[FileFormat, typer.Option("--format", help="What to write.")] = FileFormat.PDF,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="The folder for the sheets.")
    ] = FOLDER,
    merge: Annotated[
        Path | None, typer.Option("--merge", metavar="FILE", help="One PDF of all instead.")
    ] = None,
    printer: Annotated[
        str | None, typer.Option("--printer", metavar="NAME", help="Send them there, too.")
    ] = None,
    copies: Annotated[int, typer.Option("--copies", metavar="N", help="So many of each.")] = 1,
    duplex: Annotated[bool, typer.Option("--duplex", help="On both sides.")] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=0, max=256, help="Processes; 0: as fits.")
    ] = 0,
    shard: Annotated[
        str, typer.Option("--shard", metavar="I/N", help="Only part I of N, chosen by code.")
    ] = "1/1",
    force: Annotated[
        bool, typer.Option("--force", help="Print what is up to date or was sent, too.")
    ] = False,
    dry: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be printed; write nothing.")
    ] = False,
    consent: Annotated[
        Asked | None,
        typer.Option("--consent", help="They were asked now, and said yes; a no stays a no."),
    ] = None,
    language: SheetLangOption = "",
    store_folder: StoreOption = None,
) -> None:
    """Print the sheets of one plan or of many.

    The sheets are: {sheets}.

    A plan that cannot be printed is told at the end, and the others are printed. What is up to
    date is left as it is. Leaves with the code of what was not printed; of several with the
    first of 74, 65, 66, 77.

    \b
    Example: goalcoach print --due today --sheet handout --sheet card
    """
    from goalcoach.press.cached_store import RunStore
    from goalcoach.press.printer import find_program
    from goalcoach.press.selection import SelectionRequest, read_shard, select
    from goalcoach.press.worker_messages import PrintOrder

    words = tuple(codes or ())
    if not words and not everyone and due is None and changed is None:
        raise UsageError(tr("Say whose plan, as in goalcoach print rowan-17, or --all, or --due."))
    location = locate_store(store_folder)
    check_is_store(location)
    store = RunStore(location.path)
    speak(store, language)
    paper = paper or Paper(store.site().paper)
    to = _find_printer(printer, copies, merge, duplex=duplex, paper=paper)
    _check_target(merge, to, form)
    if to is not None:
        find_program()  # raises if there is no lp, before anything is printed
    named = tuple(word for word in words if word != "-")
    listed = _read_stdin() if "-" in words else ()
    choice = SelectionRequest(named, listed, everyone, due, changed, read_shard(shard))
    kinds = tuple(dict.fromkeys(sheets or (FIRST,)))
    folder = Path(os.path.realpath(out))
    asked = date.today().isoformat() if consent else ""
    order = PrintOrder(
        store.root, folder, kinds, form, size, paper, force, dry, asked=asked, language=language
    )
    if size is not None and (said := say_one_size(kinds, size)):
        typer.echo(said, err=True)
    with stoppable():
        chosen = select(store, choice)
        print_chosen(order, store, chosen, Target(merge, to, jobs))


def _find_printer(
    name: str | None, copies: int, merge: Path | None, *, duplex: bool, paper: Paper
) -> Printer | None:
    """Return the printer to use; None if `name` is. Raises UsageError.

    Whether the system can reach it is checked later.
    """
    if name is None:
        if copies != 1 or (duplex and merge is None):
            raise UsageError(
                tr("--copies goes with --printer, --duplex with --printer or --merge.")
            )
        return None
    from goalcoach.press.printer import Printer, check_printer

    printer = Printer(name, copies, duplex, paper)
    check_printer(printer)
    return printer


def _check_target(merge: Path | None, printer: Printer | None, form: FileFormat) -> None:
    """Raise UsageError for options that exclude each other."""
    if printer is not None and merge is not None:
        raise UsageError(tr("Give --printer or --merge, not both."))
    if (printer is not None or merge is not None) and form is not FileFormat.PDF:
        raise UsageError(tr("A printer and one file of all take PDF. Leave --format out."))


def _read_stdin() -> tuple[str, ...]:
    """Return the lines of the list on stdin; raises UsageError if stdin is closed.

    Bytes that are not UTF-8 become U+FFFD; the line is then reported as no code.
    """
    from goalcoach.press.selection import read_list

    if sys.stdin is None:
        raise UsageError(tr("There is nothing on stdin to read a list from."))
    stream = sys.stdin.buffer
    return read_list(line.decode("utf-8", "replace") for line in iter(_reader(stream), b""))


def _reader(stream: BinaryIO) -> Callable[[], bytes]:
    """Return a function that reads the next line, of at most _LONGEST_LINE bytes."""
    return lambda: stream.readline(_LONGEST_LINE)
