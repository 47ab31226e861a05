"""A run in a process of its own that is held up just before it puts one file in place.

So a signal comes while the run is under way, however busy the machine is, and it is known what was
done by then.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 120
"""Seconds after which a process is taken to hang."""

# Workers are held as well; one whose parent was killed ends.
_CODE = """
import os, sys, time
from pathlib import Path
from goalcoach.press import sheet_worker, worker_pool
from goalcoach.store.file_system import Fs

HELD = {code!r}
parent, rename = os.getppid(), Fs.rename

def wait(self, source, target):
    if target.name == {name!r}:
        Path({held!r}).touch()
        while not Path({go_on!r}).exists():
            if os.getppid() != parent:
                os._exit(1)
            time.sleep(0.005)
    rename(self, source, target)

Fs.rename = wait
"""
_WORKERS = 'worker_pool._COMMAND = (sys.executable, "-c", HELD + "sheet_worker.serve()")\n'


class HeldRun:
    """Runs `code` with `words`; `name` is the file before which it is held."""

    def __init__(self, folder: Path, name: str, code: str, *words: str) -> None:
        self._held, self._go_on = folder / "held", folder / "go-on"
        names = {"name": name, "held": str(self._held), "go_on": str(self._go_on)}
        hold = _CODE.format(code="", **names)
        whole = _CODE.format(code=hold, **names) + _WORKERS + code
        self.process = subprocess.Popen(
            [sys.executable, "-c", whole, *words],
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.until(self._held.exists)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until `true` holds, which it must while the run is under way."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert self.process.poll() is None, self.process.stderr
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.005)

    def go_on(self) -> None:
        self._go_on.touch()

    def end(self) -> str:
        """Wait for the end; return what was said on stderr."""
        return self.process.communicate(timeout=PATIENCE)[1]
