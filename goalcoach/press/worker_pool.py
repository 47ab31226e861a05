"""A pool of worker processes; each is given a few plans at a time, so that memory stays flat.

Processes rather than threads, because the PDF writer does not release the GIL. They are spawned in
sessions of their own: Ctrl+C in the terminal reaches the parent only, which lets each worker finish
its batch. If a worker dies, only the plan that killed it is not printed.
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
from goalcoach.press.worker_messages import (
    Fate,
    PrintJob,
    PrintOrder,
    SheetOutcome,
    pack_order,
    unpack_outcomes,
)
from goalcoach.translation import tr, tr_noop

AT_ONCE = 8
"""Most plans in one batch."""
PATIENCE = 20.0
"""Seconds a worker may take to finish its batch at the end, before it is killed."""
MOST_DEATHS = 6
"""Deaths in a row, with nothing printed between them, after which the run ends: the cause is then
the machine and not a plan."""
_COMMAND = (sys.executable, "-P", "-m", "goalcoach.press.sheet_worker")

Batch = tuple[int, Sequence[PrintJob]]
"""Consecutive jobs, and the index of the first."""


class _Process:
    """One worker process and its current batch."""

    def __init__(self, order: PrintOrder) -> None:
        # No shell, and all words are ours; stderr could quote a plan, so it is dropped.
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
        """Wait for the outcomes of the batch and return them; None if the worker has died."""
        line = self.out.readline()
        return unpack_outcomes(line) if line.endswith("\n") else None

    def end(self) -> None:
        """End the worker after its batch; kill it after PATIENCE."""
        with suppress(BrokenPipeError):
            self.into.close()
        try:
            self._child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self.out.close()

    def _say(self, line: str) -> None:
        # A worker that has died is noticed where its answer is read.
        with suppress(BrokenPipeError):
            self.into.write(f"{line}\n")
            self.into.flush()


class Pool:
    """A number of workers; `run` yields outcomes in the order they come."""

    def __init__(self, order: PrintOrder, workers: int) -> None:
        self._order = order
        self._wait = selectors.DefaultSelector()
        self._workers = workers
        self._todo: deque[Batch] = deque()
        self._deaths = 0

    def run(self, jobs: Sequence[PrintJob]) -> Generator[tuple[int, tuple[SheetOutcome, ...]]]:
        """Yield the index of each job and its outcomes; raises NotPrinted if workers keep dying."""
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
        """Queue the jobs of a dead worker again one by one, to find the plan that crashes it.

        Yields the outcome of a job that a worker died of alone.
        """
        self._deaths += 1
        if self._deaths > MOST_DEATHS:
            raise NotPrinted(tr(KEEP_DYING))
        if len(jobs) == 1:
            yield start, (SheetOutcome(jobs[0].code, None, Fate.REFUSED, "", tr(DIED), UNEXPECTED),)
        else:
            self._todo.extendleft((at, (job,)) for at, job in enumerate(jobs, start))
        if self._todo:
            self._start()


DIED = tr_noop("the process that printed it ended too soon. Please report it.")
KEEP_DYING = tr_noop(
    "The processes that print keep ending too soon; the system may be short of memory. "
    "Try it with --jobs 1. The same command goes on from here."
)


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
