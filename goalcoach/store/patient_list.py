"""The list of all patients, with the help of a cache.

A row of the cache is used only while the newest version is the file it was read from; else the
plan is read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from goalcoach.errors import GoalcoachError, NotFound
from goalcoach.store.draft_files import DRAFT, LOCK
from goalcoach.store.file_name import version_name, version_of
from goalcoach.store.list_cache import ListedPlan, read_cache, signature_of, write_cache
from goalcoach.store.patient_info import PatientInfo, read_patient_info
from goalcoach.store.second_version import second_versions
from goalcoach.store.store import Store
from goalcoach.translation import tr

if TYPE_CHECKING:
    from goalcoach.store.visit_lock import OpenThere

MANY_PATIENTS = 50
"""Patients from which on reading their plans takes longer than writing the cache anew."""


def list_patients(store: Store) -> tuple[PatientInfo, ...]:
    """Return one line for each patient, by code.

    A plan that cannot be read raises nothing; its line says why. Raises NotAllowed, NotRead for the
    store's own folder.
    """
    codes = store.codes()
    known = _known(store)
    fresh: dict[str, ListedPlan] = {}
    listed = tuple(_info_from_row(store, code, known.get(code), fresh) for code in codes)
    # Where a sync program carries the cache from machine to machine, no signature fits on another.
    # Few patients have it written anew only for something new, or it would go to and fro for ever.
    if fresh != known if len(codes) >= MANY_PATIENTS else _told(fresh) != _told(known):
        write_cache(store.fs, store.root, fresh)
    return listed


def _told(rows: Mapping[str, ListedPlan]) -> dict[str, ListedPlan]:
    """Return what these rows say, whatever file they were read from."""
    return {code: row._replace(signature=()) for code, row in rows.items()}


class ListAhead:
    """The list of patients, read by a thread of its own that begins when this is made.

    What goes wrong there is nothing to anyone: whoever needs the list then reads it, and is told.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._listed: tuple[PatientInfo, ...] | None = None
        # A daemon: a folder on a server that is gone may hold it for ever.
        self._thread = Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        with suppress(Exception):
            self._listed = list_patients(self._store)

    def take(self, *, wait: bool = False) -> tuple[PatientInfo, ...] | None:
        """Return the list, once: None while it is being read, if that failed, or if it was taken.

        `wait` until it has been read; call in a thread then.
        """
        if wait:
            self._thread.join()
        listed, self._listed = self._listed, None
        return listed


def visit_open_there(store: Store, code: str) -> OpenThere | None:
    """Return where a patient's unfinished visit is open at this moment, if it is and not here."""
    from goalcoach.store.visit_lock import now, open_there  # where a visit is under way alone

    return open_there(store.fs, store.folder(code) / DRAFT / LOCK, (store.clock or now)())


def _known(store: Store) -> dict[str, ListedPlan]:
    try:
        return read_cache(store.fs, store.root) or {}
    except NotFound:
        return {}


def _info_from_row(
    store: Store, code: str, kept: ListedPlan | None, fresh: dict[str, ListedPlan]
) -> PatientInfo:
    """Return the line of one patient, and put its row for the next cache into `fresh`."""
    folder = store.folder(code)
    try:
        names = [entry.name for entry in store.fs.scan(folder)]
        versions = tuple(version for name in names if (version := version_of(name)))
        signature = signature_of(store.fs, folder / version_name(versions[-1])) if versions else ()
        unfinished = store.peek_draft(code) if DRAFT in names else None
        seconds = second_versions(store.fs, folder, names)
        kept_aside = store.aside(code) if any(DRAFT in name for name in names) else ()
    except (OSError, GoalcoachError):
        return read_patient_info(store, code)
    if kept is None or not versions or (kept.version, kept.signature) != (versions[-1], signature):
        info = read_patient_info(store, code)
        if row := _row_of(info, versions, signature):
            fresh[code] = row
        return info
    fresh[code] = kept
    days = kept.last_visit, kept.next_visit, kept.next_kind
    return PatientInfo(code, versions, *days, unfinished, "", kept.continues, seconds, kept_aside)


def _row_of(
    info: PatientInfo, versions: tuple[int, ...], signature: tuple[int, ...]
) -> ListedPlan | None:
    """Return the row for the cache; None if the info is not of the newest of these files."""
    # If the newest file is incomplete, the info is of the version before it.
    if info.last_visit is None or info.problem or info.versions != versions:
        return None
    days = info.last_visit, info.next_visit, info.next_kind
    return ListedPlan(versions[-1], signature, *days, info.continues)


def cache_problem(store: Store) -> tuple[str, bool]:
    """Return a sentence on what is wrong with the cache, and if the list believes it; ("", False).

    Each row is held against the plan that it was read from.
    """
    try:
        rows = read_cache(store.fs, store.root)
    except NotFound:
        return "", False
    if rows is None:
        return (
            tr("It is not as goalcoach wrote it. It is not used; the next list makes it anew."),
            False,
        )
    wrong = [code for code, row in rows.items() if _is_wrong(store, code, row)]
    if not wrong:
        return "", False
    named = f"{', '.join(wrong[:3])}{' and others' if len(wrong) > 3 else ''}"
    return (
        tr(
            "It says something else than the plan of {named}, and the list follows "
            "it. Delete this file: the next list makes it anew.",
            named=named,
        )
    ), True


def _is_wrong(store: Store, code: str, row: ListedPlan) -> bool:
    """Return True if the list would follow this row, and its plan says something else."""
    info = read_patient_info(store, code)
    try:
        signature = signature_of(store.fs, store.folder(code) / version_name(row.version))
    except OSError:
        return False
    if not info.versions or signature != row.signature or info.versions[-1] != row.version:
        return False
    return not info.problem and _row_of(info, info.versions, signature) != row
