"""The work of `goalcoach print` once its options are checked: print, send, and sum up.

stdout gets only the list of a dry run; all else goes to stderr.
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import typer

from goalcoach.cli.output import narrate, write_out
from goalcoach.cli.progress import RunProgress, is_watched
from goalcoach.errors import INTERRUPTED
from goalcoach.number_words import grouped
from goalcoach.press.batch import begun, how_many, run
from goalcoach.press.dry_run_line import manifest_line
from goalcoach.press.sheet_worker import Worker
from goalcoach.press.stale_contacts import count_stale, remember
from goalcoach.press.tally import Tally
from goalcoach.press.worker_messages import Fate, PrintJob, PrintOrder, SheetOutcome
from goalcoach.safe_text import join_words
from goalcoach.sheets.writers.file_format import FileFormat
from goalcoach.store.print_folder import Printed
from goalcoach.translation import TrMap, tr, tr_noop

if TYPE_CHECKING:
    from types import FrameType

    from goalcoach.press.printer import Printer
    from goalcoach.press.selection import Selection
    from goalcoach.sheets.sheet import SheetKind
    from goalcoach.store.store import Store

_STOPS = (signal.SIGTERM, signal.SIGHUP)


class Target(NamedTuple):
    """Where the sheets go: into one file, to a printer, or with neither into the folder alone.

    `workers` is the number of processes; 0 leaves the choice to `batch.how_many`.
    """

    merge: Path | None = None
    printer: Printer | None = None
    workers: int = 0


class Stopped(BaseException):
    """Raised by a stop signal. Not an Exception, so that no handler on the way swallows it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


@contextmanager
def stoppable() -> Iterator[None]:
    """End the block in good order on Ctrl+C, SIGTERM and SIGHUP (the terminal was closed).

    Raises typer.Exit with 128 + the signal's number. A signal that the parent process set to be
    ignored (nohup) stays ignored.
    """

    def stop(number: int, _: FrameType | None) -> NoReturn:
        raise Stopped(number)

    before = {one: signal.getsignal(one) for one in _STOPS}
    for one in _STOPS:
        if before[one] is not signal.SIG_IGN:
            signal.signal(one, stop)
    try:
        yield
    except (KeyboardInterrupt, Stopped) as asked:
        narrate(tr("Stopped. What was printed is whole; the same command goes on from there."))
        raise typer.Exit(getattr(asked, "exit_code", INTERRUPTED)) from None
    finally:
        for one in _STOPS:
            signal.signal(one, before[one])


def print_chosen(order: PrintOrder, store: Store, chosen: Selection, target: Target) -> None:
    """Print what was selected and sum it up on stderr.

    Raises typer.Exit with the exit code of the gravest outcome, if anything was not printed.
    """
    tally = Tally()
    for trouble in chosen.troubles:
        tally.add(trouble)
    if len(chosen.jobs) > 1 and not order.dry and is_watched():
        names = join_words([kind.name for kind in order.kinds])
        plans = grouped(len(chosen.jobs))
        narrate(tr("To print: {count} plans, as {sheets}.", count=plans, sheets=names))
    try:
        if not chosen.jobs:
            narrate(tr("There is no plan to print among these."))
        elif target.merge is not None:
            worker = Worker(order, store, Printed(order.out))
            _merge(worker, chosen.jobs, target.merge, tally)
        else:
            with begun(order, store) as worker:
                _print(worker, chosen.jobs, target, tally)
    finally:
        # Also if an error ends the run, such as a printer that refuses a sheet.
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
    _count_outcomes(outcomes, tally, order)
    if not order.dry and (made := tally.fates[Fate.PRINTED]):
        many = tr("{count} sheets in {file}.", count=grouped(made), file=file)
        narrate(tr("1 sheet in {file}.", file=file) if made == 1 else many)


def _print(worker: Worker, jobs: Sequence[PrintJob], target: Target, tally: Tally) -> None:
    """Print into the folder, and from there to a printer."""
    order, printed = worker.order, worker.printed
    if len(jobs) == 1 and order.form is FileFormat.PDF and not order.dry:
        _tell_pages(worker, jobs[0])
    total = len(jobs) * len(order.kinds)
    workers = how_many(target.workers, total)
    stale = count_stale(printed, order.contacts)
    with (
        _progress(order, total, "done") as progress,
        closing(run(worker, jobs, workers, progress.tell)) as outcomes,
    ):
        ready = _count_outcomes(outcomes, tally, order, keep=target.printer is not None)
    if not order.dry:
        _tell_counts(tally, order.out)
    _tell_stale(printed, order, stale)
    if target.printer is not None and not order.dry:
        _send(printed, ready, target.printer, order)


def _tell_pages(worker: Worker, job: PrintJob) -> None:
    """Tell beforehand how many pages a sheet takes whose layout knows it."""
    for kind in worker.order.kinds:
        if kind.paged:
            for _, sheet in worker.only(kind).lay(job):
                if sheet is not None and (words := sheet.say_pages()):
                    narrate(words)


def _count_outcomes(
    outcomes: Iterable[SheetOutcome], tally: Tally, order: PrintOrder, *, keep: bool = False
) -> list[SheetOutcome]:
    """Count outcomes as they come, and print them in a dry run.

    With `keep`, return those that have a file, to be sent to a printer.
    """
    kept = []
    for outcome in outcomes:
        tally.add(outcome)
        if order.dry:
            write_out(manifest_line(outcome))
        elif keep and outcome.output:
            kept.append(outcome)
    return kept


def _tell_counts(tally: Tally, out: Path) -> None:
    printed, current = tally.fates[Fate.PRINTED], tally.fates[Fate.CURRENT]
    if printed or current:
        words = tr_noop("{count} sheets printed to {folder}.")
        if printed == 1:
            words = tr_noop("1 sheet printed to {folder}.")
        if current:
            words = tr_noop("{count} sheets printed to {folder}; {current} up to date.")
            if printed == 1:
                words = tr_noop("1 sheet printed to {folder}; {current} up to date.")
        narrate(tr(words, count=grouped(printed), folder=out, current=grouped(current)))


def _tell_stale(printed: Printed, order: PrintOrder, before: Counter[SheetKind]) -> None:
    """Tell how many cards had outdated contacts before the run, and how many still have.

    `before` is the number before the run. If none is left, that is noted in the folder.
    """
    if order.dry:
        after = before
    else:
        after = count_stale(printed, order.contacts)
        if not after:
            remember(printed, order.contacts)
    for kind, number in before.items():
        narrate(_stale_words(kind, number, after[kind]))


_CARRIED_ONE = TrMap(
    {
        "card": "1 card carried the old ones",
        "leaflet": "1 leaflet carried the old ones",
        "alone": "1 sheet for going on alone carried the old ones",
    }
)
_CARRIED_MANY = TrMap(
    {
        "card": "{count} cards carried the old ones",
        "leaflet": "{count} leaflets carried the old ones",
        "alone": "{count} sheets for going on alone carried the old ones",
    }
)
"""By the kind of sheet, of those with the site's contacts; the ones that they carried are these."""


def _stale_words(kind: SheetKind, number: int, left: int) -> str:
    table = _CARRIED_ONE if number == 1 else _CARRIED_MANY
    carried = tr(table.english[kind.name], count=grouped(number))
    if number > left:
        first = tr(
            "The site's contacts have changed: {carried}, {count} of them printed anew now.",
            carried=carried,
            count=grouped(number - left),
        )
    else:
        first = tr("The site's contacts have changed: {carried}.", carried=carried)
    if not left:
        return first
    command = f"goalcoach print --all --sheet {kind}"
    rest = tr("{count} still out of date: {command}.", count=grouped(left), command=command)
    return f"{first} {rest}"


def _send(
    printed: Printed, outcomes: list[SheetOutcome], printer: Printer, order: PrintOrder
) -> None:
    from goalcoach.press.printer import ready, send

    sheets = ready(outcomes)
    with _progress(order, len(sheets), "sent") as progress:
        sent, before = send(printed, sheets, printer, progress.tell, again=order.force)
    words = tr_noop("{count} sheets sent to {printer}.")
    if sent == 1:
        words = tr_noop("1 sheet sent to {printer}.")
    if before:
        words = tr_noop(
            "{count} sheets sent to {printer}; {before} were sent before (--force sends "
            "them again)."
        )
        if sent == 1:
            words = tr_noop(
                "1 sheet sent to {printer}; {before} were sent before (--force sends them again)."
            )
    narrate(tr(words, count=grouped(sent), printer=printer.name, before=grouped(before)))


@contextmanager
def _progress(order: PrintOrder, total: int, what: str) -> Iterator[RunProgress]:
    """Show progress while the block runs; nothing in a dry run, which prints its list."""
    progress = RunProgress(total, what, shown=not order.dry)
    try:
        yield progress
    finally:
        progress.end()
