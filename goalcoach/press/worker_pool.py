"""Workers as processes: each gets a few plans at a time, so that memory stays flat.

Processes, for the PDF writer keeps Python's lock. They are started from scratch and in a session of
their own: a Ctrl+C in the terminal reaches only the parent, which lets each finish what it has in
hand. A worker that dies costs only the plan it died of.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from typing import IO

from goalcoach.errors import UNEXPECTED, NotPrinted
from goalcoach.press.job import (
    Fate,
    PrintJob,
    PrintOrder,
    SheetOutcome,
    pack_order,
    unpack_outcomes,
)

AT_ONCE = 8
PATIENCE = 20.0
MOST_DEATHS = 6
"""So many in a row, and nothing printed between them: then it is not the plans."""
_COMMAND = (sys.executable, "-P", "-m", "goalcoach.press.sheet_worker")

Batch = tuple[int, Sequence[PrintJob]]
"""Jobs in a row, and the place of the first."""


class _Process:
    """One worker and what it has in hand."""

    def __init__(self, order: PrintOrder) -> None:
        # No shell; the words are ours, and what a worker says besides is nobody's.
        self._child = subprocess.Popen(  # noqa: S603
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self.into: IO[str] = self._child.stdin
        self.out: IO[str] = self._child.stdout
        self.batch: Batch = (0, ())
        self._say(pack_order(order))

    def give(self, batch: Batch) -> None:
        """Send jobs to the worker; `take` waits for what came of them."""
        self.batch = batch
        self._say(json.dumps(batch[1]))

    def take(self) -> list[tuple[SheetOutcome, ...]] | None:
        """Return what came of the batch; None if the worker has died over it."""
        line = self.out.readline()
        return unpack_outcomes(line) if line.endswith("\n") else None

    def end(self) -> None:
        """Let it finish what it has in hand; one that does not is ended."""
        with suppress(BrokenPipeError):
            self.into.close()
        try:
            self._child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self.out.close()

    def _say(self, line: str) -> None:
        # One that has died says so again where its answer is read.
        with suppress(BrokenPipeError):
            self.into.write(f"{line}\n")
            self.into.flush()


class Pool:
    """So many workers; `run` gives back the outcomes in whatever order they come."""

    def __init__(self, order: PrintOrder, workers: int) -> None:
        self._order = order
        self._wait = selectors.DefaultSelector()
        self._workers = workers
        self._todo: deque[Batch] = deque()
        self._deaths = 0

    def run(self, jobs: Sequence[PrintJob]) -> Generator[tuple[int, tuple[SheetOutcome, ...]]]:
        """Yield the place of each job and what came of it; NotPrinted if workers keep dying."""
        size = max(1, min(AT_ONCE, len(jobs) // (2 * self._workers)))
        self._todo.extend((at, jobs[at : at + size]) for at in range(0, len(jobs), size))
        try:
            for _ in range(min(self._workers, len(self._todo))):
                self._start()
            while self._wait.get_map():
                for key, _ in self._wait.select():
                    yield from self._collect(key.data)
        finally:
            for key in list(self._wait.get_map().values()):
                self._stop(key.data)
            self._wait.close()

    def _start(self) -> None:
        process = _Process(self._order)
        self._wait.register(process.out, selectors.EVENT_READ, process)
        process.give(self._todo.popleft())

    def _stop(self, process: _Process) -> None:
        self._wait.unregister(process.out)
        process.end()

    def _collect(self, process: _Process) -> Iterator[tuple[int, tuple[SheetOutcome, ...]]]:
        start, jobs = process.batch
        told = process.take()
        if told is None:
            self._stop(process)
            yield from self._after_death(start, jobs)
        else:
            self._deaths = 0
            yield from enumerate(told, start)
            if self._todo:
                process.give(self._todo.popleft())
            else:
                self._stop(process)

    def _after_death(
        self, start: int, jobs: Sequence[PrintJob]
    ) -> Iterator[tuple[int, tuple[SheetOutcome, ...]]]:
        """Give the plans out again one by one; the one that a worker dies of alone is the cause."""
        self._deaths += 1
        if self._deaths > MOST_DEATHS:
            raise NotPrinted(KEEP_DYING)
        if len(jobs) == 1:
            yield start, (SheetOutcome(jobs[0].code, None, Fate.REFUSED, "", DIED, UNEXPECTED),)
        else:
            self._todo.extendleft((at, (job,)) for at, job in enumerate(jobs, start))
        if self._todo:
            self._start()


DIED = "the process that printed it ended too soon. Please report it."
KEEP_DYING = (
    "The processes that print keep ending too soon; the system may be short of memory. "
    "Try it with --jobs 1. The same command goes on from here."
)


def processors() -> int:
    """Return how many processes may run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
