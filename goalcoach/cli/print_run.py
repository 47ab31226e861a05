"""What `goalcoach print` does once it knows what was asked: run, count, send, and tell the end.

stdout gets only the list of a dry run; all else is narration.
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import typer

from goalcoach.cli.output import narrate, write
from goalcoach.cli.progress import RunProgress, is_watched
from goalcoach.press.batch import begun, how_many, run
from goalcoach.press.job import Fate, PrintJob, PrintOrder, SheetOutcome
from goalcoach.press.manifest import manifest_line
from goalcoach.press.sheet_worker import Worker
from goalcoach.press.stale_contacts import count_stale, remember
from goalcoach.press.tally import Tally, count
from goalcoach.store.print_folder import Printed
from goalcoach.text import join_words

if TYPE_CHECKING:
    from types import FrameType

    from goalcoach.press.printer import Printer
    from goalcoach.press.selection import Selection
    from goalcoach.sheets.sheet import SheetKind
    from goalcoach.store.store import Store

INTERRUPTED = 130
_STOPS = (signal.SIGTERM, signal.SIGHUP)


class Target(NamedTuple):
    """Where the sheets go beside the folder, a file or a printer; `workers` make them."""

    merge: Path | None = None
    printer: Printer | None = None
    workers: int = 0


class Stopped(BaseException):
    """A signal asked the run to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


@contextmanager
def stoppable() -> Iterator[None]:
    """Let a run end in good order when it is asked to: Ctrl+C, SIGTERM, a terminal that closes."""

    def stop(number: int, _: FrameType | None) -> NoReturn:
        raise Stopped(number)

    before = {one: signal.getsignal(one) for one in _STOPS}
    for one in _STOPS:
        if before[one] is not signal.SIG_IGN:
            signal.signal(one, stop)
    try:
        yield
    except (KeyboardInterrupt, Stopped) as asked:
        narrate("Stopped. What was printed is whole; the same command goes on from there.")
        raise typer.Exit(getattr(asked, "exit_code", INTERRUPTED)) from None
    finally:
        for one in _STOPS:
            signal.signal(one, before[one])


def print_chosen(order: PrintOrder, store: Store, chosen: Selection, target: Target) -> None:
    """Print what was selected, and leave with the code of what was not printed."""
    tally = Tally()
    for trouble in chosen.troubles:
        tally.add(trouble)
    if len(chosen.jobs) > 1 and not order.dry and is_watched():
        names = join_words([kind.name for kind in order.kinds])
        narrate(f"To print: {count(len(chosen.jobs), 'plan')}, as {names}.")
    try:
        if not chosen.jobs:
            narrate("There is no plan to print among these.")
        elif target.merge is not None:
            worker = Worker(order, store, Printed(order.out))
            _merge(worker, chosen.jobs, target.merge, tally)
        else:
            with begun(order, store) as worker:
                _print(worker, chosen.jobs, target, tally)
    finally:
        # Whatever ends the run, a printer that takes no more: what came of single plans is said.
        for sentence in tally.sentences():
            narrate(sentence)
    if tally.exit_code:
        raise typer.Exit(tally.exit_code)


def _merge(worker: Worker, jobs: Sequence[PrintJob], file: Path, tally: Tally) -> None:
    # Reads the typesetter, which nobody who prints text needs.
    from goalcoach.press.merge import merge

    order = worker.order
    with _progress(order, len(jobs) * len(order.kinds), "laid out") as progress:
        outcomes = merge(worker, jobs, file, progress.tell)
    _take(outcomes, tally, order)
    if not order.dry and (made := tally.fates[Fate.PRINTED]):
        narrate(f"{count(made, 'sheet')} in {file}.")


def _print(worker: Worker, jobs: Sequence[PrintJob], target: Target, tally: Tally) -> None:
    """Print into the folder, and from there to a printer."""
    order, printed = worker.order, worker.printed
    total = len(jobs) * len(order.kinds)
    workers = how_many(target.workers, total)
    stale = count_stale(printed, order.contacts)
    with (
        _progress(order, total, "done") as progress,
        closing(run(worker, jobs, workers, progress.tell)) as outcomes,
    ):
        ready = _take(outcomes, tally, order, keep=target.printer is not None)
    if not order.dry:
        _tell_counts(tally, order.out)
    _tell_stale(printed, order, stale)
    if target.printer is not None and not order.dry:
        _send(printed, ready, target.printer, order)


def _take(
    outcomes: Iterable[SheetOutcome], tally: Tally, order: PrintOrder, *, keep: bool = False
) -> list[SheetOutcome]:
    """Count outcomes as they come; return those with a file if they are to be kept."""
    kept = []
    for outcome in outcomes:
        tally.add(outcome)
        if order.dry:
            write(manifest_line(outcome))
        elif keep and outcome.output:
            kept.append(outcome)
    return kept


def _tell_counts(tally: Tally, out: Path) -> None:
    printed, current = tally.fates[Fate.PRINTED], tally.fates[Fate.CURRENT]
    if printed or current:
        as_is = f"; {current:,} up to date" if current else ""
        narrate(f"{count(printed, 'sheet')} printed to {out}{as_is}.")


def _tell_stale(printed: Printed, order: PrintOrder, before: Counter[SheetKind]) -> None:
    """Say how many sheets carry the contacts of before, and how many of these are in order now."""
    if order.dry:
        after = before
    else:
        after = count_stale(printed, order.contacts)
        if not after:
            remember(printed, order.contacts)
    for kind, number in before.items():
        line = f"The site's contacts have changed: {count(number, kind.name)} carried the old ones"
        if number > after[kind]:
            line += f", {number - after[kind]:,} of them printed anew now"
        if after[kind]:
            line += f". {after[kind]:,} still out of date: goalcoach print --all --sheet {kind}"
        narrate(f"{line}.")


def _send(
    printed: Printed, outcomes: list[SheetOutcome], printer: Printer, order: PrintOrder
) -> None:
    from goalcoach.press.printer import ready, send

    sheets = ready(outcomes)
    with _progress(order, len(sheets), "sent") as progress:
        sent, before = send(printed, sheets, printer, progress.tell, again=order.force)
    had = f"; {before:,} were sent before (--force sends them again)" if before else ""
    narrate(f"{count(sent, 'sheet')} sent to {printer.name}{had}.")


@contextmanager
def _progress(order: PrintOrder, total: int, what: str) -> Iterator[RunProgress]:
    """Show how far it is; a dry run shows its list in the same place."""
    progress = RunProgress(total, what, shown=not order.dry)
    try:
        yield progress
    finally:
        progress.end()
