"""Many sheets in one PDF, with a bookmark for each. May import this folder and the PDF writer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from goalcoach.press.job import Job, Order, Outcome
from goalcoach.press.worker import Worker
from goalcoach.sheets.sheet import Sheet
from goalcoach.store.printed import put_beside


def merge(
    order: Order, jobs: Sequence[Job], file: Path, tell: Callable[[int], None]
) -> list[Outcome]:
    """Write all sheets into one file, what cannot be laid out left out; return what came of each.

    NotPrinted if the file cannot be set or written; without a sheet there is no file.
    """
    worker = Worker(order)
    outcomes: list[Outcome] = []
    sheets: list[Sheet] = []
    for done, job in enumerate(jobs, 1):
        for outcome, sheet in worker.lay(job):
            outcomes.append(outcome)
            if sheet is not None:
                sheets.append(sheet)
        tell(done * len(order.kinds))
    if sheets and not order.dry:
        from goalcoach.sheets.pdf import write_merged

        put_beside(file, write_merged(sheets, order.paper))
    return outcomes
