"""A print run: jobs go to workers, outcomes come back in the order of the jobs.

A single worker runs in this process; several are processes of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager

from goalcoach.press.sheet_fingerprint import digest_contacts, digest_rules
from goalcoach.press.sheet_worker import Worker
from goalcoach.press.worker_messages import PrintJob, PrintOrder, SheetOutcome
from goalcoach.press.worker_pool import Pool, processors
from goalcoach.store.print_folder import Printed, check_apart
from goalcoach.store.store import Store
from goalcoach.translation import spoken

WORTH_A_PROCESS = 16
"""Sheets that are printed in the time a process takes to start (measured)."""

ReportCount = Callable[[int], None]
"""Called with the number of sheets done so far."""


@contextmanager
def begun(order: PrintOrder, store: Store) -> Iterator[Worker]:
    """Make the folder ready and yield a worker for it; clear up at the end, come what may.

    A dry run writes nothing. Raises NotAllowed if the folder is in the store, BadData for the site
    file, NotPrinted.
    """
    check_apart(order.out, order.store)
    site = store.site()
    order = order._replace(
        rules=digest_rules(site, order.form, store.scripts),
        contacts=digest_contacts(site),
        told_in=spoken().language,
    )
    printed = Printed(order.out)
    if order.dry:
        yield Worker(order, store, printed)
        return
    printed.begin()
    try:
        yield Worker(order._replace(run=printed.run), store, printed)
    finally:
        printed.end()


def run(
    worker: Worker, jobs: Sequence[PrintJob], workers: int, tell: ReportCount = lambda done: None
) -> Generator[SheetOutcome]:
    """Yield what came of each sheet, in the order of the jobs. NotPrinted if workers die.

    `worker` does all of it, or as many of its like as there are to be, each in its own process.
    """
    for done, outcomes in enumerate(_in_order(_work(worker, jobs, workers)), 1):
        yield from outcomes
        tell(done * len(worker.order.kinds))


def how_many(workers: int, sheets: int) -> int:
    """Return how many workers to use for `sheets` sheets: `workers`, or with 0 what pays off."""
    return workers or max(1, min(processors(), sheets // WORTH_A_PROCESS))


def _work(
    worker: Worker, jobs: Sequence[PrintJob], workers: int
) -> Iterator[tuple[int, tuple[SheetOutcome, ...]]]:
    if workers > 1 and len(jobs) > 1:
        yield from Pool(worker.order, workers).run(jobs)
    else:
        for at, job in enumerate(jobs):
            yield at, worker.do(job)


def _in_order(
    found: Iterator[tuple[int, tuple[SheetOutcome, ...]]],
) -> Iterator[tuple[SheetOutcome, ...]]:
    early: dict[int, tuple[SheetOutcome, ...]] = {}
    following = 0
    for at, outcomes in found:
        early[at] = outcomes
        while following in early:
            yield early.pop(following)
            following += 1
