"""A visit in progress: its journal, the pinned copy of its script, and its lock.

    rowan-17/draft/lock           who has the visit open
    rowan-17/draft/journal.log    what was said, one event a line
    rowan-17/draft/pack/*.toml    the script as it was when the visit began

A draft exists from the moment its journal has its final name. Lock, script and half a journal
without one are those of a start that was interrupted; the next start removes them. Whatever else
lies in the folder is kept, see `draft_files`. Here it is started, taken up and set aside; what is
written to it goes through `open_draft`, what is read without its lock through `draft_glance`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from goalcoach.errors import BadData, Busy, NotFound
from goalcoach.store.beside_journal import apart_words
from goalcoach.store.disk_error import saving
from goalcoach.store.draft_files import (
    APART,
    DRAFT,
    LOCK,
    PACK,
    journal_path,
    names_beside,
    pin_script,
    read_pinned,
    remove_journal,
    set_aside,
)
from goalcoach.store.draft_glance import no_header
from goalcoach.store.file_access import is_folder, is_there, make_folder
from goalcoach.store.journal import EventJson, JsonValue, write_lines
from goalcoach.store.journal_writer import Damage, Journal
from goalcoach.store.open_draft import DraftPlace, OpenDraft
from goalcoach.store.visit_lock import JUST_CLOSED, Lock, take_lock
from goalcoach.translation import tr


def start_draft(
    place: DraftPlace, pack: Mapping[str, bytes], header: Mapping[str, JsonValue]
) -> OpenDraft:
    """Start a draft at `place`, in a folder whose parent must exist, and return it open.

    `pack` is the script to pin, `header` the first event. Files that lie there and are not a
    draft's are moved to a folder of their own first. Raises Busy if a visit is open or unfinished,
    BadData for a bad file name, NotSaved.
    """
    apart = clear_the_way(place)
    draft = _with_lock(place, lambda lock: _start(place, pack, header, lock))
    draft.tell(apart)
    return draft


def _start(
    place: DraftPlace, pack: Mapping[str, bytes], header: Mapping[str, JsonValue], lock: Lock
) -> OpenDraft:
    fs, folder = place.fs, place.folder
    path = journal_path(folder)
    first: EventJson = {"n": 0, **header}
    with saving():
        if is_there(path, fs):
            raise Busy(
                tr(
                    "An unfinished visit is kept here already. Go on with it, or set it "
                    "aside first."
                )
            )
        remove_journal(fs, folder)
        pin_script(fs, folder, pack)
    draft = OpenDraft(place, lock, Journal.create(fs, path, write_lines([first])))
    draft.pack = dict(pack)  # as it was written: to read it back takes as long on a slow share
    draft.load((first,), Damage())
    return draft


def clear_the_way(place: DraftPlace) -> str:
    """Move what lies in the folder and is no draft's to a folder of its own; return a sentence.

    The sentence is "" if there was nothing. A draft is left as it is.
    """
    fs, folder = place.fs, place.folder
    with saving():
        if not is_folder(folder, fs) or is_there(journal_path(folder), fs):
            return ""
        names = names_beside(fs, folder)
        if not names:
            return ""
        lock = take_lock(fs, folder / LOCK, place.clock, take_over=place.take_over)
        try:
            return apart_words(set_aside(fs, folder, APART), names)
        finally:
            lock.release()


def resume_draft(place: DraftPlace) -> OpenDraft | None:
    """Open the draft at `place` and return it; None if there is none.

    Raises Busy if another process has it open, OpenElsewhere, BadData if its first event cannot be
    read, NotSaved.
    """
    fs, folder = place.fs, place.folder
    if not (is_folder(folder, fs) and is_there(journal_path(folder), fs)):
        return None

    def resume(lock: Lock) -> OpenDraft:
        try:
            journal, events, damage = Journal.resume(fs, journal_path(folder))
        except NotFound as problem:
            raise Busy(tr(JUST_CLOSED)) from problem
        if not events:
            raise no_header(folder)
        draft = OpenDraft(place, lock, journal)
        draft.pack = read_pinned(fs, folder / PACK)
        draft.load(events, damage)
        return draft

    return _with_lock(place, resume)


def set_aside_draft(place: DraftPlace) -> Path:
    """Rename a draft to draft-1 or the next free number; return its new path.

    It is opened once before, which removes answers that were declined; one that cannot be opened is
    renamed as it is. Raises Busy, OpenElsewhere and OSError.
    """
    try:
        draft = resume_draft(place)
    except BadData:
        draft = None
    if draft is not None:
        draft.close()
    lock = take_lock(place.fs, place.folder / LOCK, place.clock, take_over=place.take_over)
    try:
        path = set_aside(place.fs, place.folder, DRAFT)
        lock.moved(path / LOCK)
        return path
    finally:
        lock.release()


def _with_lock(place: DraftPlace, act: Callable[[Lock], OpenDraft]) -> OpenDraft:
    """Return what `act` opens under the lock of the folder; released again if `act` raises."""
    with saving():
        make_folder(place.fs, place.folder)
    lock = take_lock(place.fs, place.folder / LOCK, place.clock, take_over=place.take_over)
    try:
        return act(lock)
    except BaseException:
        lock.release()
        raise
