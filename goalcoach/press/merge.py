"""Prints many sheets into one PDF with a bookmark for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from goalcoach.errors import NotPrinted
from goalcoach.press.sheet_worker import Worker, refused
from goalcoach.press.worker_messages import PrintJob, SheetOutcome
from goalcoach.sheets.sheet import Paper, Sheet
from goalcoach.sheets.writers.pdf.pdf import write_merged, write_pdf
from goalcoach.store.print_folder import check_apart, check_free, put_beside

_Laid = tuple[SheetOutcome, Sheet]


def merge(
    worker: Worker, jobs: Sequence[PrintJob], file: Path, tell: Callable[[int], None]
) -> list[SheetOutcome]:
    """Write all sheets into one PDF and return their outcomes; without a sheet no file is written.

    Sheets that cannot be set are left out. `tell` is called with the number of sheets laid out.
    Raises NotAllowed and NotFound, before any work, if a file may not be written there, and
    NotPrinted if it cannot be.
    """
    order = worker.order
    check_apart(file, order.store)
    check_free(file)
    outcomes: list[SheetOutcome] = []
    sheets: list[_Laid] = []
    for done, job in enumerate(jobs, 1):
        for outcome, sheet in worker.lay(job):
            if sheet is None:
                outcomes.append(outcome)
            else:
                sheets.append((outcome, sheet))
        tell(done * len(order.kinds))
    if order.dry:
        return [*outcomes, *(outcome for outcome, _ in sheets)]
    data, told = _set(sheets, order.paper)
    if data:
        put_beside(file, data)
    return [*told, *outcomes]


def _set(sheets: list[_Laid], paper: Paper) -> tuple[bytes, list[SheetOutcome]]:
    """Return one PDF of all sheets that can be set (b"" if none can), and each one's outcome."""
    told = [outcome for outcome, _ in sheets]
    if not sheets:
        return b"", told
    try:
        return write_merged([sheet for _, sheet in sheets], paper), told
    except NotPrinted:
        # One of them cannot be set. Only now is each set alone to find out which.
        good: list[_Laid] = []
        told = []
        for outcome, sheet in sheets:
            try:
                write_pdf(sheet, paper)
            except NotPrinted as problem:
                told.append(refused(outcome.code, outcome.kind, problem))
            else:
                good.append((outcome, sheet))
                told.append(outcome)
        if not good:
            return b"", told
        return write_merged([sheet for _, sheet in good], paper), told
