"""The list of all patients, with a cache of what it shows of each newest plan.

The cache is one small file in the store. Each row holds the dates that the list shows and the file
signature of the version they were read from. A row that is absent, or whose signature differs, is
read from the plan again; deleting the cache costs a few seconds.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from goalcoach.errors import GoalcoachError
from goalcoach.store.draft_folder import DRAFT
from goalcoach.store.file_access import read_file, replace_file
from goalcoach.store.file_name import LIST_FILE, check_code, version_name, version_of
from goalcoach.store.store import PatientInfo, Store

FORMAT = "goalcoach-cache/3"
"""What the cache is; the list for programs has a format of its own."""
MOST_BYTES = 64 << 20
"""Most bytes of a cache that is read."""
WORTH_KEEPING = 50
"""Patients from which on there is a cache; fewer plans are read as quickly as the cache is."""


class ListedPlan(NamedTuple):
    """What the list shows of a newest plan, with the signature of the file it was read from."""

    version: int
    signature: tuple[int, ...]
    last_visit: date
    next_visit: date | None
    next_kind: Literal["first", "review"]
    continues: bool


def list_patients(store: Store) -> tuple[PatientInfo, ...]:
    """Return one line for each patient, by code.

    A plan that cannot be read raises nothing; its line says why. Raises NotAllowed, NotRead for the
    store's own folder.
    """
    codes = store.codes()
    if len(codes) < WORTH_KEEPING:
        return tuple(store.info(code) for code in codes)
    known = _read(store)
    fresh: dict[str, ListedPlan] = {}
    listed = tuple(_patient_info(store, code, known.get(code), fresh) for code in codes)
    if fresh != known:
        _write(store, fresh)
    return listed


def _patient_info(
    store: Store, code: str, kept: ListedPlan | None, fresh: dict[str, ListedPlan]
) -> PatientInfo:
    """Return the line of one patient, and put its row for the next cache into `fresh`."""
    folder = store.folder(code)
    try:
        names = [entry.name for entry in store.fs.scan(folder)]
        versions = tuple(version for name in names if (version := version_of(name)))
        signature = _signature(store, folder / version_name(versions[-1])) if versions else ()
        unfinished = store.peek_draft(code) if DRAFT in names else None
        kept_aside = store.aside(code) if any(DRAFT in name for name in names) else ()
    except (OSError, GoalcoachError):
        return store.info(code)
    if kept is None or not versions or (kept.version, kept.signature) != (versions[-1], signature):
        info = store.info(code)
        # If the newest file is incomplete, the info is of the version before it.
        if info.last_visit and not info.problem and info.versions == versions:
            days = info.last_visit, info.next_visit, info.next_kind
            fresh[code] = ListedPlan(versions[-1], signature, *days, info.continues)
        return info
    fresh[code] = kept
    days = kept.last_visit, kept.next_visit, kept.next_kind
    return PatientInfo(code, versions, *days, unfinished, "", kept.continues, kept_aside)


def _signature(store: Store, path: Path) -> tuple[int, ...]:
    """Return inode, size, mtime and ctime in ns: no edit of a file leaves all four as they were."""
    status = store.fs.lstat(path)
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _read(store: Store) -> dict[str, ListedPlan]:
    """Return the cached rows by code; {} if the cache is absent or not valid throughout."""
    try:
        tree = json.loads(read_file(store.root / LIST_FILE, store.fs, cap=MOST_BYTES))
        if tree.get("format") != FORMAT:
            return {}
        return {check_code(code): _read_row(row) for code, row in tree["patients"].items()}
    except (GoalcoachError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _read_row(row: tuple[int, list[int], str, str | None, str, bool]) -> ListedPlan:
    version, signature, last, following, kind, continues = row
    return ListedPlan(
        int(version),
        tuple(map(int, signature)),
        date.fromisoformat(last),
        date.fromisoformat(following) if following else None,
        "review" if kind == "review" else "first",
        bool(continues),
    )


def _write(store: Store, fresh: dict[str, ListedPlan]) -> None:
    """Replace the cache; a store that cannot be written to just has none."""
    rows = {code: _write_row(kept) for code, kept in fresh.items()}
    data = json.dumps({"format": FORMAT, "patients": rows}, separators=(",", ":")).encode()
    path = store.root / LIST_FILE
    with suppress(OSError, GoalcoachError):
        replace_file(store.fs, path, path.with_name(f"{LIST_FILE}.new"), data)


def _write_row(kept: ListedPlan) -> tuple[object, ...]:
    following = kept.next_visit and kept.next_visit.isoformat()
    last = kept.last_visit.isoformat()
    return kept.version, kept.signature, last, following, kept.next_kind, kept.continues
