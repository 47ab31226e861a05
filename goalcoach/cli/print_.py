"""`goalcoach print`: sheets of one plan or of thousands, into a folder, one file, or a printer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from goalcoach.cli.known_store import check_is_store
from goalcoach.cli.output import is_stdin_closed
from goalcoach.cli.print_option import (
    ChangedOption,
    CodesArgument,
    ConsentOption,
    CopiesOption,
    DryOption,
    DueOption,
    DuplexOption,
    EveryoneOption,
    ForceOption,
    FormatOption,
    JobsOption,
    MergeOption,
    OutOption,
    PaperOption,
    PrinterOption,
    ShardOption,
    SheetsOption,
    SizeOption,
)
from goalcoach.cli.print_run import Target, print_chosen, stoppable
from goalcoach.cli.shared_option import SheetLangOption, StoreOption, locate_store
from goalcoach.cli.spoken_language import speak
from goalcoach.errors import UsageError
from goalcoach.press.worker_messages import FOLDER
from goalcoach.sheets.sheet import Paper
from goalcoach.sheets.sheet_kinds import FIRST, say_one_size
from goalcoach.sheets.writers.file_format import FileFormat
from goalcoach.translation import tr

if TYPE_CHECKING:
    from goalcoach.press.printer import Printer

_LONGEST_LINE = 1000


def print_plans(
    codes: CodesArgument = None,
    everyone: EveryoneOption = False,
    due: DueOption = None,
    changed: ChangedOption = None,
    sheets: SheetsOption = None,
    size: SizeOption = None,
    paper: PaperOption = None,
    form: FormatOption = FileFormat.PDF,
    out: OutOption = FOLDER,
    merge: MergeOption = None,
    printer: PrinterOption = None,
    copies: CopiesOption = 1,
    duplex: DuplexOption = False,
    jobs: JobsOption = 0,
    shard: ShardOption = "1/1",
    force: ForceOption = False,
    dry: DryOption = False,
    consent: ConsentOption = None,
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
        print_chosen(order, store, select(store, choice), Target(merge, to, jobs))


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
    """Raise UsageError for options that exclude each other, NotPrinted where there is no `lp`."""
    if printer is not None and merge is not None:
        raise UsageError(tr("Give --printer or --merge, not both."))
    if (printer is not None or merge is not None) and form is not FileFormat.PDF:
        raise UsageError(tr("A printer and one file of all take PDF. Leave --format out."))
    if printer is not None:
        from goalcoach.press.printer import find_program

        find_program()


def _read_stdin() -> tuple[str, ...]:
    """Return the lines of the list on stdin; raises UsageError if stdin is closed.

    Bytes that are not UTF-8 become U+FFFD; the line is then reported as no code.
    """
    from goalcoach.press.selection import read_list

    if is_stdin_closed():
        raise UsageError(tr("There is nothing on stdin to read a list from."))
    stream = sys.stdin.buffer
    return read_list(line.decode("utf-8", "replace") for line in iter(_reader(stream), b""))


def _reader(stream: BinaryIO) -> Callable[[], bytes]:
    """Return a function that reads the next line, of at most _LONGEST_LINE bytes."""
    return lambda: stream.readline(_LONGEST_LINE)
