"""A made-up lp in a folder of its own: it keeps what it is given, and refuses when told to."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

_PROGRAM = """\
#!{python}
import json, pathlib, sys, time
here = pathlib.Path({here!r})
plan = json.loads((here / "plan.json").read_text())
if plan["hang"]:
    time.sleep(5)
tries = len(list(here.glob("*.job")))
if plan["refuse"] and tries + 1 == plan["refuse"]:
    sys.exit("lp: The printer is out of everything")
job = {{"words": sys.argv[1:], "data": sys.stdin.buffer.read().hex()}}
(here / f"{{tries:04d}}.job").write_text(json.dumps(job))
print("request id is desk-2-1 (0 file(s))")
"""


class FakeLp:
    """Stands first on PATH."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        folder.mkdir()
        program = folder / "lp"
        program.write_text(_PROGRAM.format(python=sys.executable, here=str(folder)))
        program.chmod(0o755)
        self._plan(0, hang=False)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    def refuse(self, number: int) -> None:
        """Refuse the job of this number, counted from 1; 0 takes all."""
        self._plan(number, hang=False)

    def hang(self) -> None:
        self._plan(0, hang=True)

    def titles(self) -> list[str]:
        return [words[words.index("-t") + 1] for words in self.arguments()]

    def arguments(self) -> list[list[str]]:
        return [job["words"] for job in self._jobs()]

    def data(self) -> list[bytes]:
        return [bytes.fromhex(job["data"]) for job in self._jobs()]

    def _plan(self, number: int, *, hang: bool) -> None:
        plan = {"refuse": number, "hang": hang}
        (self._folder / "plan.json").write_text(json.dumps(plan))

    def _jobs(self):
        return [json.loads(path.read_text()) for path in sorted(self._folder.glob("*.job"))]
