"""What can be printed of one version, and the printing of it, as `goalcoach print` would do it.

Every call may take time: call them in a thread. Knows the store and the press, no widget.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.errors import GoalcoachError, NotPrinted
from goalcoach.plan.leave_to_share import Leave, leave_to_print, leave_to_share
from goalcoach.plan.model.plan import Plan
from goalcoach.press.batch import begun, run
from goalcoach.press.cached_store import RunStore
from goalcoach.press.printer import Printer, check_printer, list_printers, ready, send
from goalcoach.press.sheet_worker import Worker
from goalcoach.press.worker_messages import FOLDER, Fate, PrintJob, PrintOrder, SheetOutcome
from goalcoach.sheets.sheet import ASKED_OPTION, Paper, Sheet, SheetKind, Size
from goalcoach.sheets.sheet_kinds import SHEETS
from goalcoach.store.print_folder import Printed
from goalcoach.store.store import Store
from goalcoach.translation import tr, tr_noop
from goalcoach.visit.version_context import current_version

ASKED_HERE = tr_noop("mark it below")
"""How the page says that the patient was asked, where the command has an option."""
_ONE_AT_A_TIME = Lock()
"""Who leaves a page that still prints may open another; the typesetter serves one at once."""


class SheetOffer(NamedTuple):
    """A sheet that a plan has, laid out; or None, and the reason why it has none."""

    kind: SheetKind
    sheet: Sheet | None
    reason: str = ""


class PrintRun(Struct, frozen=True):
    """One version, the folder for its sheets, and what the plan and the site say of printing."""

    store: Store
    folder: Path
    code: str
    version: int
    newest: int
    day: date
    size: Size
    """The one the plan asks for."""
    paper: Paper
    consent: Leave
    """What the patient says now to paper."""
    sharing: Leave
    """What they say now to sharing."""

    @property
    def may_ask(self) -> bool:
        """Whether a yes that is asked for today would let something be printed."""
        return bool({self.consent, self.sharing} & {Leave.ASK, Leave.OPEN})

    @property
    def which(self) -> str:
        """Say which version it is, and of how many if there are newer ones."""
        if self.newest == self.version:
            return tr("version {version}", version=self.version)
        return tr("version {version} of {last}", version=self.version, last=self.newest)

    def into(self, folder: str) -> PrintRun:
        """Return the same run into another folder, as a person typed it."""
        return replace(self, folder=Path(os.path.realpath(os.path.expanduser(folder))))

    def printers(self) -> tuple[str, ...]:
        """Return the names of the printers there are."""
        return list_printers()

    def offers(self, size: Size, *, asked: bool = False) -> tuple[SheetOffer, ...]:
        """Return every kind of sheet, laid out in that size where the plan can have it.

        `asked`: the patient was asked today, and said yes. NotPrinted if the plan cannot be had
        any more.
        """
        kinds = tuple(SHEETS.values())
        order = PrintOrder(
            self.store.root, self.folder, kinds, size=size, dry=True, asked=_day(asked=asked)
        )
        worker = Worker(order, self._run_store(), Printed(self.folder))
        laid = tuple(worker.lay(PrintJob(self.code, self.version, named=True)))
        if problem := next((one.sentence for one, _ in laid if one.kind is None), ""):
            raise NotPrinted(problem)
        found = {
            outcome.kind: SheetOffer(
                outcome.kind, sheet, outcome.sentence.replace(ASKED_OPTION, tr(ASKED_HERE))
            )
            for outcome, sheet in laid
            if outcome.kind
        }
        return tuple(found[kind] for kind in kinds if kind in found)

    def _run_store(self) -> RunStore:
        return RunStore(self.store.root, self.store.fs)

    def make(self, wanted: Wanted, tell: ReportProgress, stops: Callable[[], bool]) -> Made:
        """Print what is wanted. A sheet that is begun is finished, whoever leaves meanwhile."""
        with _ONE_AT_A_TIME:
            return self._make(wanted, tell, stops)

    def _make(self, wanted: Wanted, tell: ReportProgress, stops: Callable[[], bool]) -> Made:
        # The plan's own size is left to the plan: then the command finds these sheets up to date.
        size = None if wanted.size is self.size else wanted.size
        order = PrintOrder(
            *(self.store.root, self.folder, wanted.kinds),
            size=size,
            paper=wanted.paper,
            asked=_day(asked=wanted.asked),
        )
        job, made = PrintJob(self.code, self.version, named=True), Made(wanted)
        try:
            with begun(order, self._run_store()) as worker:
                for done, kind in enumerate(wanted.kinds, 1):
                    if stops():
                        return made._replace(stopped=True)
                    tell(tr("Printing {number} of {count}", number=done, count=len(wanted.kinds)))
                    outcomes = run(worker.only(kind), [job], 1)
                    made = made._replace(outcomes=(*made.outcomes, *outcomes))
                return self._send(made, worker.printed, tell, stops)
        except GoalcoachError as problem:
            return made._replace(problem=problem.sentence)

    def _send(
        self, made: Made, printed: Printed, tell: ReportProgress, stops: Callable[[], bool]
    ) -> Made:  # fmt: skip
        sheets = ready(made.outcomes)
        if not made.wanted.printer or not sheets:
            return made
        if stops():
            return made._replace(stopped=True)
        printer = Printer(made.wanted.printer, paper=made.wanted.paper)
        check_printer(printer)
        tell(tr("Sending to {printer}", printer=printer.name))
        send(printed, sheets, printer, lambda done: None)
        return made._replace(sent=True)


class Wanted(NamedTuple):
    """What to print and how; without a printer only into the folder."""

    kinds: tuple[SheetKind, ...]
    size: Size
    paper: Paper
    printer: str = ""
    asked: bool = False
    """The patient was asked today, and said yes."""


ReportProgress = Callable[[str], None]
"""Told what is being done, in words."""


class Made(NamedTuple):
    """What came of it."""

    wanted: Wanted
    outcomes: tuple[SheetOutcome, ...] = ()
    sent: bool = False
    stopped: bool = False
    problem: str = ""

    def names(self, fate: Fate) -> tuple[str, ...]:
        """Return the names of the files with that fate."""
        return tuple(one.name for one in self.outcomes if one.fate is fate)


def open_print_run(store: Store, code: str, version: int | None = None) -> PrintRun:
    """Return what prints a version, by default the one that counts.

    Raises NotFound, BadData, NewerFormat.
    """
    plan = store.load(code, version or current_version(store, code)).plan
    newest = max(store.versions(code), default=plan.version)
    return PrintRun(
        store,
        Path(os.path.realpath(FOLDER)),
        code,
        plan.version,
        newest,
        plan.visit.date,
        Size(plan.visit.print_size or Size.STANDARD),
        Paper(store.site().paper),
        *_consent(store, plan, newest),
    )


def _consent(store: Store, plan: Plan, newest: int) -> tuple[Leave, Leave]:
    """Return what the patient says now to paper and to sharing, whichever version is printed."""
    version = plan.version
    if version != newest:
        try:
            plan = store.load(plan.patient, newest).plan
        except GoalcoachError:
            return Leave.ASK, Leave.ASK
    return leave_to_print(plan, version), leave_to_share(plan, version)


def _day(*, asked: bool) -> str:
    """Return today as the order says on which day a patient was asked; "" if nobody was."""
    return date.today().isoformat() if asked else ""
