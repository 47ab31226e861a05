"""Which plans to print: codes as typed or from a list, all, those due or changed by a day.

A day narrows the codes down. A shard is chosen by a hash of the code alone, so that several
machines agree on who prints what without talking to each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from goalcoach.errors import GoalcoachError, NotFound, UsageError
from goalcoach.press.worker_messages import Fate, PrintJob, SheetOutcome
from goalcoach.store.file_access import is_there
from goalcoach.store.file_name import check_code, split_version
from goalcoach.store.patient_info import PatientInfo, due_on
from goalcoach.store.patient_list import list_patients
from goalcoach.store.store import Store
from goalcoach.translation import tr

FEW = 20
"""Up to so many plans are read faster one by one than by the list of all patients."""

MOST_SHARDS = 9999
MOST_LISTED = 1_000_000


class Shard(NamedTuple):
    """Part `part` of `of` parts of the patients, counted from 1."""

    part: int = 1
    of: int = 1

    def holds(self, code: str) -> bool:
        """Return True if the patient with this code is in this part."""
        if self.of == 1:
            return True
        return int.from_bytes(sha256(code.encode()).digest()[:8]) % self.of == self.part - 1


class SelectionRequest(NamedTuple):
    """What the user asked for: codes as typed (`words`) or as lines of a list (`listed`), and days.

    `due` selects plans whose next visit is on that day or before, `changed` those whose last visit
    was on that day or after.
    """

    words: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    everyone: bool = False
    due: date | None = None
    changed: date | None = None
    shard: Shard = Shard()


class Selection(NamedTuple):
    """The jobs, each once, and an outcome for each line of the list that is no code."""

    jobs: tuple[PrintJob, ...]
    troubles: tuple[SheetOutcome, ...] = ()


def read_shard(text: str) -> Shard:
    """Return the shard that a text such as "2/4" names; raises UsageError."""
    part, slash, of = text.partition("/")
    if slash and all(one.isascii() and one.isdigit() and len(one) <= 4 for one in (part, of)):
        shard = Shard(int(part), int(of))
        if 1 <= shard.part <= shard.of <= MOST_SHARDS:
            return shard
    raise UsageError(tr("--shard is a part and how many there are, as in 2/4."))


def read_job(text: str) -> PrintJob:
    """Return the job that "rowan-17" or "rowan-17@2" names; raises UsageError. Reads no file."""
    code, version = split_version(text)
    return PrintJob(check_code(code), version)


def select(store: Store, choice: SelectionRequest) -> Selection:
    """Return the jobs of a request: those named first, in their order, then all others by code.

    Raises NotFound if all patients are asked for and there is no store, UsageError for a typed word
    that is no code.
    """
    troubles: list[SheetOutcome] = []
    found: dict[tuple[str, int | None], PrintJob] = {}
    for job in _named(choice, troubles):
        found.setdefault(job[:2], job)
    narrowed = choice.due is not None or choice.changed is not None
    if choice.everyone or (narrowed and not (choice.words or choice.listed)):
        if not is_there(store.root, store.fs):
            # Otherwise a scheduled job with a wrong path would print nothing each time, in silence.
            raise NotFound(
                tr(
                    "There is no store at {root}. goalcoach paths says where it is.",
                    root=store.root,
                )
            )
        for code in store.codes():
            found.setdefault((code, None), PrintJob(code))
    jobs = [job for job in found.values() if choice.shard.holds(job.code)]
    if narrowed:
        listed = {one.code: one for one in list_patients(store)} if len(jobs) > FEW else {}
        jobs = [job for job in jobs if _falls_on(store, job, choice, listed.get(job.code))]
    return Selection(tuple(jobs), tuple(troubles))


def _named(choice: SelectionRequest, troubles: list[SheetOutcome]) -> Iterator[PrintJob]:
    for word in choice.words:
        yield read_job(word)._replace(named=True)
    for number, line in enumerate(choice.listed, 1):
        word = line.strip().removeprefix("\ufeff")
        if word and not word.startswith("#"):
            try:
                yield read_job(word)
            except UsageError as problem:
                # The line is not quoted: the list may be the wrong file and hold anything.
                where = tr("line {number} of the list", number=number)
                troubles.append(
                    SheetOutcome(where, None, Fate.REFUSED, "", problem.sentence, problem.exit_code)
                )


def _falls_on(
    store: Store, job: PrintJob, choice: SelectionRequest, listed: PatientInfo | None
) -> bool:
    if listed and job.version is None and listed.last_visit and not listed.problem:
        return _is_due(listed.next_visit, choice.due) and _is_changed(
            listed.last_visit, choice.changed
        )
    try:
        plan = store.load(job.code, job.version).plan
    except NotFound:
        # Without a closed visit nothing is due. An incomplete first plan stays in the selection, so
        # that printing reports it.
        return job.named or bool(store.cut_short(job.code))
    except GoalcoachError:
        # Its dates cannot be read; it stays in, so that printing reports why.
        return True
    following = plan.agreement.next_visit if job.version else due_on(store, plan)
    last = plan.visit.date
    return _is_due(following, choice.due) and _is_changed(last, choice.changed)


def _is_due(following: date | None, day: date | None) -> bool:
    return day is None or (following is not None and following <= day)


def _is_changed(last: date, day: date | None) -> bool:
    return day is None or last >= day


def read_list(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of a list; raises UsageError for more than MOST_LISTED."""
    listed: list[str] = []
    for line in lines:
        if len(listed) >= MOST_LISTED:
            raise UsageError(tr("The list on stdin has no end. It takes a code a line."))
        listed.append(line)
    return tuple(listed)
