"""The list of all patients, quick the second time: what it needs of each newest plan is kept.

One small file in the store holds the days that the list shows, each with the marks of the version
file they were read from. It is never needed: what is not there, or does not fit its file any more,
is read anew, and whoever deletes it loses a few seconds.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from goalcoach.errors import GoalcoachError
from goalcoach.store.draft_folder import DRAFT
from goalcoach.store.file_name import LIST_FILE, check_code, version_name, version_of
from goalcoach.store.store import PatientInfo, Store
from goalcoach.store.whole_file import read_file, replace_file

FORMAT = "goalcoach-list/1"
MOST_BYTES = 64 << 20
WORTH_KEEPING = 50
"""Fewer patients are read as quickly as the file that would keep them."""


class ListedPlan(NamedTuple):
    """What the list shows of a newest plan, and the marks of the file it was read from."""

    version: int
    marks: tuple[int, ...]
    last_visit: date
    next_visit: date | None
    next_kind: Literal["first", "review"]


def list_patients(store: Store) -> tuple[PatientInfo, ...]:
    """Return one line for each patient, by code; nothing is raised for a plan that is not sound."""
    codes = store.codes()
    if len(codes) < WORTH_KEEPING:
        return tuple(store.info(code) for code in codes)
    known = _read(store)
    fresh: dict[str, ListedPlan] = {}
    listed = tuple(_line(store, code, known.get(code), fresh) for code in codes)
    if fresh != known:
        _write(store, fresh)
    return listed


def _line(
    store: Store, code: str, kept: ListedPlan | None, fresh: dict[str, ListedPlan]
) -> PatientInfo:
    """Return the line of one patient, and put into `fresh` what may be kept of it."""
    folder = store.folder(code)
    try:
        names = [entry.name for entry in store.fs.scan(folder)]
        versions = tuple(version for name in names if (version := version_of(name)))
        marks = _marks(store, folder / version_name(versions[-1])) if versions else ()
        unfinished = store.peek_draft(code) if DRAFT in names else None
    except (OSError, GoalcoachError):
        return store.info(code)
    if kept is None or not versions or (kept.version, kept.marks) != (versions[-1], marks):
        info = store.info(code)
        # A newest file that was cut short is not the one that was read.
        if info.last_visit and not info.problem and info.versions == versions:
            days = info.last_visit, info.next_visit, info.next_kind
            fresh[code] = ListedPlan(versions[-1], marks, *days)
        return info
    fresh[code] = kept
    days = kept.last_visit, kept.next_visit, kept.next_kind
    return PatientInfo(code, versions, *days, unfinished, "")


def _marks(store: Store, path: Path) -> tuple[int, ...]:
    """Return what a file cannot change without showing it: its content's own marks."""
    status = store.fs.lstat(path)
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _read(store: Store) -> dict[str, ListedPlan]:
    """Return what was kept; nothing of a file that is not whole, or not ours."""
    try:
        tree = json.loads(read_file(store.root / LIST_FILE, store.fs, cap=MOST_BYTES))
        if tree.get("format") != FORMAT:
            return {}
        return {check_code(code): _kept(row) for code, row in tree["patients"].items()}
    except (GoalcoachError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _kept(row: tuple[int, list[int], str, str | None, str]) -> ListedPlan:
    version, marks, last, following, kind = row
    return ListedPlan(
        int(version),
        tuple(map(int, marks)),
        date.fromisoformat(last),
        date.fromisoformat(following) if following else None,
        "review" if kind == "review" else "first",
    )


def _write(store: Store, fresh: dict[str, ListedPlan]) -> None:
    """Keep the list for the next time, where the store may be written to."""
    rows = {code: _row(kept) for code, kept in fresh.items()}
    data = json.dumps({"format": FORMAT, "patients": rows}, separators=(",", ":")).encode()
    path = store.root / LIST_FILE
    with suppress(OSError, GoalcoachError):
        replace_file(store.fs, path, path.with_name(f"{LIST_FILE}.new"), data)


def _row(kept: ListedPlan) -> tuple[object, ...]:
    following = kept.next_visit and kept.next_visit.isoformat()
    return kept.version, kept.marks, kept.last_visit.isoformat(), following, kept.next_kind
