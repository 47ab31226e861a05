"""Makes the sheets of one plan at a time; also the main module of a worker process.

As a process it reads an order and then jobs from stdin and writes outcomes to stdout, one line of
JSON each. It ends when its parent closes the pipe. What a plan says leaves it in sheets only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from goalcoach.errors import UNEXPECTED, BadData, GoalcoachError, NotAllowed, NotFound, describe
from goalcoach.plan.leave_to_share import Leave, as_to_be_asked, leave_to_print, leave_to_share
from goalcoach.plan.model.plan import Plan
from goalcoach.press.cached_store import RunStore
from goalcoach.press.sheet_fingerprint import SheetStamp, digest, read_stamp, write_stamp
from goalcoach.press.worker_messages import (
    Fate,
    PrintJob,
    PrintOrder,
    SheetOutcome,
    pack_outcomes,
    sheet_name,
    unpack_order,
)
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.sheet import (
    Sheet,
    SheetKind,
    Size,
    check_paper,
    check_sharing,
    lay_sheet,
)
from goalcoach.sheets.writers.file_format import write_sheet
from goalcoach.store.catalogue import find_catalogue
from goalcoach.store.disk_error import bad
from goalcoach.store.file_access import is_there, read_file
from goalcoach.store.file_name import version_name
from goalcoach.store.print_folder import Printed
from goalcoach.store.site_file import Site
from goalcoach.store.store import Store
from goalcoach.translation import speak_always, speaking, tr, tr_noop
from goalcoach.visit.sheet_words import words_on_sheets
from goalcoach.visit.version_context import context_of, current_version


class _Found(NamedTuple):
    """The version file that a job means, found but not parsed yet."""

    job: PrintJob
    version: int
    newest: int
    digest: str
    torn: str = ""
    """Name of an incomplete file in the place of the next version, or ""."""


class Worker:
    """Makes the sheets of an order, plan by plan, from a store into a folder."""

    def __init__(self, order: PrintOrder, store: Store, printed: Printed) -> None:
        self.order = order
        self.store = store
        self.printed = printed

    @cached_property
    def _site(self) -> Site:
        return self.store.site()

    def only(self, kind: SheetKind) -> Worker:
        """Return a worker for one kind of the order's sheets."""
        return Worker(self.order._replace(kinds=(kind,)), self.store, self.printed)

    def do(self, job: PrintJob) -> tuple[SheetOutcome, ...]:
        """Make the sheets of one plan and return their outcomes; an error is an outcome too."""
        try:
            return self._do(job)
        except Exception as problem:
            return (self._without(job, problem),)

    def lay(self, job: PrintJob) -> Iterator[tuple[SheetOutcome, Sheet | None]]:
        """Yield the sheets of one plan, laid out but not written, with their outcomes.

        The sheet is None for an outcome without one.
        """
        try:
            found = self._find(job)
            yield from self._lay_all(found, self.order.kinds)
            yield from ((outcome, None) for outcome in _warn(found))
        except Exception as problem:
            yield self._without(job, problem), None

    def _without(self, job: PrintJob, problem: Exception) -> SheetOutcome:
        """Return the outcome for a plan that could not be printed because of `problem`.

        A patient whose first visit is not closed has no plan yet: left out without an error, unless
        the plan was asked for by code or version.
        """
        if not isinstance(problem, GoalcoachError):
            return SheetOutcome(job.code, None, Fate.REFUSED, "", describe(problem), UNEXPECTED)
        if (
            isinstance(problem, NotFound)
            and job[1:] == (None, False)
            and is_there(self.store.folder(job.code), self.store.fs)
        ):
            return SheetOutcome(job.code, None, Fate.LEFT_OUT, sentence=tr(NO_PLAN))
        return refused(job.code, None, problem)

    def _do(self, job: PrintJob) -> tuple[SheetOutcome, ...]:
        found = self._find(job)
        told = {kind: self._current(found, kind) for kind in self.order.kinds}
        todo = tuple(kind for kind, outcome in told.items() if outcome is None)
        if todo:
            for outcome, sheet in self._lay_all(found, todo):
                if outcome.kind is None:
                    return (outcome, *_warn(found))
                told[outcome.kind] = self._put(found, outcome, sheet) if sheet else outcome
        return (*(outcome for outcome in told.values() if outcome is not None), *_warn(found))

    def _find(self, job: PrintJob) -> _Found:
        """Return the version file a job means, with a digest; raises NotFound, BadData."""
        versions = self.store.versions(job.code)
        torn = self.store.cut_short(job.code) if job.version is None else ""
        if not versions and job.version is None:
            if torn:
                # Not just a patient without a plan: someone has to look at this file.
                raise bad(
                    f"{job.code}/{torn}",
                    f"{tr(TORN)} {tr('goalcoach verify {code} says more.', code=job.code)}",
                )
            raise self.store.no_plan(job.code)
        version = job.version or versions[-1]
        data = self._read(job.code, version)
        # Only a plan that may be of an unfinished visit has to be parsed to know what counts.
        if job.version is None and b"incomplete" in data:
            version = current_version(self.store, job.code) or version
            data = self._read(job.code, version)
        # The numbers of all versions are in the digest, for a sheet says whether it was replaced
        # and what changed since the version before.
        return _Found(
            job, version, max(versions, default=version), digest(data, *map(str, versions)), torn
        )

    def _read(self, code: str, version: int) -> bytes:
        path = self.store.folder(code) / version_name(version)
        try:
            return read_file(path, source=f"{code}/{path.name}")
        except NotFound:
            raise self.store.no_version(code, version) from None

    def _stamp(self, found: _Found, kind: SheetKind) -> SheetStamp:
        order = self.order
        asked = digest(kind.name, order.size or "", order.paper, order.form, order.language)
        return SheetStamp(found.digest, order.rules, order.contacts, asked)

    def _current(self, found: _Found, kind: SheetKind) -> SheetOutcome | None:
        """Return the outcome for a sheet that is up to date; None if it has to be made."""
        if self.order.force:
            return None
        # Where the plan says the size it is not known yet; only the sheet of that size fits.
        sizes = (self.order.size,) if self.order.size else kind.sizes
        for size in sizes:
            name = sheet_name(found.job.code, found.version, kind, size, self.order.form)
            if outcome := self._current_as(found, kind, name):
                return outcome
        return None

    def _current_as(self, found: _Found, kind: SheetKind, name: str) -> SheetOutcome | None:
        """Return the outcome for the file of that name if it is up to date."""
        stamp = read_stamp(self.printed.read_stamp(name))
        if stamp is None or not stamp.fits(self._stamp(found, kind)):
            return None
        data = self.printed.read(name)
        if data is None or digest(data) != stamp.output:
            return None
        told = SheetOutcome(found.job.code, kind, Fate.CURRENT, name, output=stamp.output)
        if stamp.ask:
            # It is there because someone asked that day; today they have to be asked again.
            newest = self._newest(found, self.store.load(found.job.code, found.version).plan)
            if withheld := self._withhold(found, kind, newest):
                return withheld._replace(kind=kind)
            return told._replace(ask=self._leave(found, newest) is not Leave.YES)
        return told

    def _newest(self, found: _Found, plan: Plan) -> Plan:
        """Return the newest plan, whose consent counts; `plan` is the one to print.

        If it cannot be read, `plan` stands for it and wants to be asked.
        """
        if found.version == found.newest:
            return plan
        try:
            return self.store.load(found.job.code, found.newest).plan
        except GoalcoachError:
            return as_to_be_asked(plan, found.newest)

    def _leave(self, found: _Found, newest: Plan) -> Leave:
        return leave_to_print(newest, found.version, self.order.asked_on)

    def _withhold(self, found: _Found, kind: SheetKind, newest: Plan) -> SheetOutcome | None:
        """Return the outcome for a sheet that the patient has not agreed to; None if it may be.

        Unless the code was typed, it is that of the whole plan.
        """
        code, asked = found.job.code, self.order.asked_on
        leave = self._leave(found, newest)
        if leave is not Leave.YES and not found.job.named:
            why = tr(NO) if leave is Leave.NO else tr(ASK)
            ask = leave is not Leave.NO
            return SheetOutcome(code, None, Fate.LEFT_OUT, ask=ask, sentence=why)
        try:
            if kind.shared:
                leave = leave_to_share(newest, found.version, asked)
                check_sharing(kind, newest, found.version, asked)
            elif not kind.filed:
                check_paper(kind, newest, found.version, asked)
        except NotAllowed as problem:
            return refused(code, kind, problem)._replace(ask=leave is not Leave.NO)
        return None

    def _lay_all(
        self, found: _Found, kinds: tuple[SheetKind, ...]
    ) -> Iterator[tuple[SheetOutcome, Sheet | None]]:
        code = found.job.code
        loaded = self.store.load(code, found.version)
        plan, newest = loaded.plan, self._newest(found, loaded.plan)
        # A question that was skipped or never asked is not consent.
        asks = self._leave(found, newest) is not Leave.YES
        around: dict[bool, SheetContext] = {}
        language = self.order.language
        for kind in kinds:
            if withheld := self._withhold(found, kind, newest):
                yield withheld, None
                if withheld.kind is None:
                    return
                continue
            if nothing := _say_nothing(found, kind, plan):
                yield nothing, None
                continue
            past = kind.history
            try:
                if past not in around:
                    around[past] = context_of(self.store, loaded, history=past, language=language)
                sheet = self._lay(kind, plan, around[past])
            except GoalcoachError as problem:
                yield refused(code, kind, problem), None
                continue
            name = sheet_name(code, found.version, kind, sheet.size, self.order.form)
            done = plan.is_done
            yield SheetOutcome(code, kind, Fate.PRINTED, name, ask=asks, unfinished=not done), sheet

    def _lay(self, kind: SheetKind, plan: Plan, around: SheetContext) -> Sheet:
        size = self.order.size or Size(plan.visit.print_size or Size.STANDARD)
        language = self.order.language
        given = (kind, plan, around, size, self.order.asked_on)
        try:
            with speaking(words_on_sheets(plan, self._site, language)):
                sheet = lay_sheet(*given)
        except NotAllowed:
            lay_sheet(*given)  # refused as well, and said to who prints, in their language
            raise
        return sheet._replace(language=language or sheet.language)

    def _put(self, found: _Found, outcome: SheetOutcome, sheet: Sheet) -> SheetOutcome:
        """Write one sheet and its stamp, unless this is a dry run; return its outcome."""
        if self.order.dry:
            return outcome
        try:
            data = write_sheet(sheet, self.order.form, self.order.paper)
            ask = outcome.ask or bool(self.order.asked)
            stamp = self._stamp(found, sheet.kind)._replace(
                output=digest(data), ask=ask, unfinished=outcome.unfinished
            )
            self.printed.write(outcome.name, data, write_stamp(stamp))
        except GoalcoachError as problem:
            return refused(found.job.code, sheet.kind, problem)
        return outcome._replace(output=stamp.output)


def _warn(found: _Found) -> Iterator[SheetOutcome]:
    """Yield an outcome that warns of an incomplete newer version, if there is one."""
    if found.torn:
        code = found.job.code
        sentence = tr(
            "{file} is there, and not whole. The sheets are of version {version}, the one before. "
            "goalcoach verify {code} says more.",
            file=f"{code}/{found.torn}",
            version=found.version,
            code=code,
        )
        yield SheetOutcome(code, None, Fate.REFUSED, "", sentence, BadData.exit_code)


TORN = tr_noop("this file is not whole. If it is still being copied here, wait.")
NO_PLAN = tr_noop("no closed visit yet")
ASK = tr_noop("no yes to printing")
NO = tr_noop("a no to printing")


def _say_nothing(found: _Found, kind: SheetKind, plan: Plan) -> SheetOutcome | None:
    """Return the outcome of a sheet for which the plan has nothing; None if it has something.

    Of many plans it is left out; who asked for it by the code is told what makes one.
    """
    if kind.blank is None or not kind.is_blank(plan):
        return None
    if not found.job.named:
        return SheetOutcome(found.job.code, kind, Fate.LEFT_OUT, sentence=kind.blank.words)
    if not kind.blank.how:
        return None  # the layout refuses it, with more to say
    return refused(found.job.code, kind, NotAllowed(kind.blank.refusal))


def refused(code: str, kind: SheetKind | None, problem: GoalcoachError) -> SheetOutcome:
    """Return the outcome for a sheet or plan that raised `problem`, with its first sentence."""
    first, _, more = problem.sentence.partition("\n")
    if more:
        first = tr("{problem} (and more: goalcoach verify {code})", problem=first, code=code)
    return SheetOutcome(code, kind, Fate.REFUSED, "", first, problem.exit_code)


def serve() -> None:
    """Answer the parent's lines until there are no more."""
    order = unpack_order(sys.stdin.readline())
    store = RunStore(order.store)
    speak_always(find_catalogue(order.told_in, store.site().address))
    worker = Worker(order, store, Printed(order.out, order.run))
    try:
        for line in sys.stdin:
            told = [worker.do(PrintJob(*job)) for job in json.loads(line)]
            sys.stdout.write(f"{pack_outcomes(told)}\n")
            sys.stdout.flush()
    except BrokenPipeError:
        return


if __name__ == "__main__":
    serve()
