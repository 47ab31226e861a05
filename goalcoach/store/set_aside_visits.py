"""Visits that were set aside: draft-1, draft-2 … beside the plans of a patient.

They are set aside by --fresh, because another visit was saved first, or because they could not be
read. Nothing deletes them; here they are found, read and taken up again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from goalcoach.errors import BadData, Busy, GoalcoachError, NotFound
from goalcoach.store.disk_error import bad, saving
from goalcoach.store.draft import clear_the_way
from goalcoach.store.draft_files import (
    DRAFT,
    LOCK,
    PACK,
    journal_path,
    read_pinned,
    remove_empty_draft,
)
from goalcoach.store.draft_glance import DraftInfo, peek_draft
from goalcoach.store.file_access import is_folder, is_there, read_file, sync_folder
from goalcoach.store.file_system import Fs
from goalcoach.store.journal import CAP as JOURNAL_CAP
from goalcoach.store.journal import EventJson, read_lines, redact_declined
from goalcoach.store.open_draft import DraftPlace
from goalcoach.store.visit_lock import take_lock
from goalcoach.translation import tr

_ASIDE = re.compile(rf"{DRAFT}-([1-9]\d{{0,5}})")


class SetAside(NamedTuple):
    """One visit that was set aside. `info` is None if nothing of it can be read."""

    number: int
    info: DraftInfo | None


class KeptDraft(Struct, frozen=True):
    """A draft that was read and not opened: its events and its pinned script."""

    code: str
    name: str
    """Its folder in the store."""
    events: tuple[EventJson, ...]
    pack: Mapping[str, bytes]

    @property
    def header(self) -> EventJson:
        """Return the first event, which describes the visit."""
        return self.events[0]


def find_set_aside(fs: Fs, folder: Path, names: Iterable[str]) -> tuple[SetAside, ...]:
    """Return the visits set aside among the `names` in a patient's folder, oldest first."""
    numbers = sorted(int(match[1]) for name in names if (match := _ASIDE.fullmatch(name)))
    return tuple(SetAside(number, _peek(fs, aside_folder(folder, number))) for number in numbers)


def aside_name(number: int) -> str:
    """Return the name of the folder of a visit that was set aside."""
    return f"{DRAFT}-{number}"


def aside_folder(folder: Path, number: int) -> Path:
    """Return the folder of a visit that was set aside."""
    return folder / aside_name(number)


def _peek(fs: Fs, folder: Path) -> DraftInfo | None:
    try:
        return peek_draft(fs, folder)
    except GoalcoachError:
        return None


def read_kept(fs: Fs, folder: Path) -> KeptDraft:
    """Return the draft in `folder` without its lock, as far as its journal can be read.

    What was declined is not in it. Raises NotFound, BadData.
    """
    name, code = folder.name, folder.parent.name
    if not is_folder(folder, fs) or not is_there(journal_path(folder), fs):
        raise NotFound(
            tr(
                "{code} has no visit in {name}. goalcoach list says which there are.",
                code=code,
                name=name,
            )
        )
    events, _ = read_lines(read_file(journal_path(folder), fs, cap=JOURNAL_CAP))
    if not events:
        raise bad(
            f"{code}/{name}/journal.log", tr("its first line is damaged: nothing can be read.")
        )
    try:
        pack = read_pinned(fs, folder / PACK)
    except (BadData, OSError):
        pack = {}
    return KeptDraft(code, f"{code}/{name}", tuple(redact_declined(events)), pack)


def bring_back(place: DraftPlace, number: int) -> str:
    """Rename a visit that was set aside to the patient's unfinished one, whose place is `place`.

    What lies there and is no draft's is moved to a folder of its own first, and told of in the
    sentence that is returned; "" if there is nothing. Raises Busy if there is an unfinished visit
    already, OpenElsewhere, NotSaved.
    """
    fs, target = place.fs, place.folder
    kept = aside_folder(target.parent, number)
    told = clear_the_way(place)
    with saving():
        # Nobody has a visit open that was set aside, whatever its lock file says.
        lock = take_lock(fs, kept / LOCK, place.clock, take_over=True)
        try:
            if is_folder(target, fs):
                if is_there(journal_path(target), fs):
                    raise Busy(
                        tr(
                            "An unfinished visit of {name} is kept here already.",
                            name=target.parent.name,
                        )
                    )
                remove_empty_draft(fs, target)
            fs.rename(kept, target)
            lock.moved(target / LOCK)
            sync_folder(fs, target.parent)
        finally:
            lock.release()
    return told
