"""A store in a tenth of a second, and what a run of goalcoach did to it."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from goalcoach.cli.main import run
from goalcoach.store.file_name import LIST_FILE
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests.example import DAY, Clock
from tests.store import sample

CODE = sample.CODE
SITE = 'format = 1\nname = "North Street"\n[[contacts]]\nlabel = "Night desk"\nnumber = "555"\n'


def make(root: Path) -> Store:
    """Return a store with a site file, one patient with two versions, and a diary."""
    store = Store(root)
    store.create()
    (root / "goalcoach.toml").write_text(SITE, "utf-8")
    store.publish(CODE, sample.plan())
    store.publish(CODE, sample.next_plan(store, "Cook supper"))
    (root / CODE / "diary.toml").write_text(
        f'schema = 1\npatient = "{CODE}"\n\n[[entries]]\ndate = 2026-11-21\nline = "Sat down."\n',
        "utf-8",
    )
    return store


def begin_visit(store: Store, script: str) -> None:
    """Leave an unfinished visit behind."""
    Visit.begin(store, CODE, today=DAY, clock=Clock(), script=script).leave()


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str
    seconds: float
    """Of this process's time, so that another program's work does not count."""


def goalcoach(*line: str, typed: str = "") -> Ran:
    """Run one command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    before, stdin = time.process_time(), sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(line)
    finally:
        sys.stdin = stdin
    return Ran(code, out.getvalue(), err.getvalue(), time.process_time() - before)


def seen(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return every name below `root` with its kind, its size and its bytes.

    A lock's file says who looked last, and what is kept for the list what it said; that is no
    writing.
    """
    return {str(path.relative_to(root)): _seen(path) for path in _below(root)}


def _below(root: Path) -> Iterator[Path]:
    return (path for path in sorted(root.rglob("*")) if path.name not in ("lock", LIST_FILE))


def _seen(path: Path) -> tuple[int, int, bytes]:
    status = os.lstat(path)
    data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
    return status.st_mode, len(data), data
