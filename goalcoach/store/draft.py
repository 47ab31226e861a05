"""A visit in progress: its journal, the pinned copy of its script, and its lock.

    rowan-17/draft/lock           who has the visit open
    rowan-17/draft/journal.log    what was said, one event a line
    rowan-17/draft/pack/*.toml    the script as it was when the visit began

A draft exists from the moment its journal has its final name. Files in the folder without a journal
are those of a start that was interrupted; the next start removes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from goalcoach.errors import BadData, Busy, GoalcoachError, NotFound, NotSaved
from goalcoach.plan.question_address import section_of
from goalcoach.store.draft_folder import (
    DRAFT,
    KEPT,
    clear_pack,
    journal_path,
    read_pinned,
    remove_empty_draft,
    remove_journal,
    set_aside,
)
from goalcoach.store.file_access import (
    NotRead,
    bad,
    create_file,
    is_folder,
    is_there,
    make_folder,
    read_file,
    saving,
    sync_folder,
)
from goalcoach.store.file_system import Fs
from goalcoach.store.journal import CAP as JOURNAL_CAP
from goalcoach.store.journal import (
    EventJson,
    Journal,
    JsonValue,
    read_lines,
    redact_address,
    redact_declined,
    write_lines,
)
from goalcoach.store.script_pack import is_pack_file
from goalcoach.store.visit_lock import JUST_CLOSED, Lock, take_lock


@dataclass(frozen=True, slots=True)
class DraftInfo:
    """What can be read of a draft without opening it, and so without its lock."""

    header: EventJson
    """The journal's first event: kind of visit, day, script, parent version."""
    last: EventJson
    """The last event with an address, else the last one of all."""
    saved_at: datetime
    """The time of the last event, in UTC; 1970-01-01 if it has none that can be read."""
    events: int
    """How many events can be read."""

    @property
    def section(self) -> str:
        """Return the id of the section the visit had come to; "" at its start."""
        at = self.last.get("at")
        return section_of(at) if isinstance(at, str) else ""


class OpenDraft:
    """A draft opened for writing. It holds the patient's lock until `close` or `discard`."""

    def __init__(self, fs: Fs, folder: Path, lock: Lock, journal: Journal, keep: bool) -> None:
        self.code = folder.parent.name
        self.name = f"{self.code}/{folder.name}"
        """Its folder in the store."""
        self.dropped = 0
        """Bytes at the end of the journal that could not be read and were cut off."""
        self.pack: dict[str, bytes] = {}
        """The pinned script: contents by file name."""
        self._events: list[EventJson] = []
        self._fs = fs
        self._folder = folder
        self._lock = lock
        self._journal = journal
        self._keep = keep

    @property
    def events(self) -> tuple[EventJson, ...]:
        """Return every event on the disk, in order; the first is the header."""
        return tuple(self._events)

    @property
    def header(self) -> EventJson:
        """Return the first event, which describes the visit."""
        return self._events[0]

    def append(self, events: Sequence[Mapping[str, JsonValue]]) -> None:
        """Append events, all or none, and return once they are on the disk.

        An event's `n` is its index in the journal; it is filled in here if absent. Raises NotSaved
        if they are not, or not surely, on the disk, and ValueError for any other `n`.
        """
        batch: list[EventJson] = []
        for event in events:
            number = len(self._events) + len(batch)
            if event.get("n", number) != number:
                raise ValueError(f"event {event.get('n')} is out of turn: {number} is next")
            batch.append({"n": number, **event})
        if batch:
            self._journal.append(write_lines(batch))
            self._events += batch

    def redact(self, *addresses: str) -> None:
        """Rewrite the journal at once without the answers at these addresses; raises NotSaved."""
        events = self._events
        for address in addresses:
            events = redact_address(events, address)
        self._journal.rewrite(write_lines(events))
        self._events = events

    def discard(self) -> None:
        """Remove the draft of a published plan, or rename it if the site keeps journals.

        Closes the draft in any case. Raises NotSaved if the journal is still there; the plan is
        saved all the same.
        """
        try:
            if self._keep:
                set_aside(self._fs, self._folder, KEPT)
            else:
                remove_journal(self._fs, self._folder)
                remove_empty_draft(self._fs, self._folder)
        except (OSError, NotRead) as problem:
            raise NotSaved(
                "The plan is saved, but the journal of this visit could not be put away. "
                f"It is still in {self.code}/{self._folder.name}; take it away there."
            ) from problem
        finally:
            self.close()

    def close(self) -> None:
        """Release the lock and leave the draft on the disk; a second call does nothing."""
        self._journal.close()
        self._lock.release()

    def _load(self, events: tuple[EventJson, ...], dropped: int) -> None:
        """Take over what was read from the disk, and finish a redaction that was interrupted."""
        self._events = list(events)
        self.dropped = dropped
        self.pack = read_pinned(self._fs, self._folder / "pack")
        # A crash may have come after an answer was declined and before the journal was rewritten.
        redacted = redact_declined(self._events)
        if redacted != self._events:
            self._journal.rewrite(write_lines(redacted))
            self._events = redacted


def start_draft(
    fs: Fs,
    folder: Path,
    pack: Mapping[str, bytes],
    header: Mapping[str, JsonValue],
    keep: bool = False,
) -> OpenDraft:
    """Start a draft in `folder`, whose parent must exist, and return it open.

    `pack` is the script to pin, `header` the first event; `keep` is what `discard` does later.
    Raises Busy if a visit is open or unfinished, BadData for a bad file name, NotSaved.
    """
    return _with_lock(fs, folder, lambda lock: _start(fs, folder, pack, header, keep, lock))


def _start(
    fs: Fs,
    folder: Path,
    pack: Mapping[str, bytes],
    header: Mapping[str, JsonValue],
    keep: bool,
    lock: Lock,
) -> OpenDraft:
    path = journal_path(folder)
    first: EventJson = {"n": 0, **header}
    with saving():
        if is_there(path, fs):
            raise Busy(
                "An unfinished visit is kept here already. Go on with it, or set it aside first."
            )
        remove_journal(fs, folder)
        make_folder(fs, folder / "pack")
        clear_pack(fs, folder)
        for name, data in pack.items():
            if not is_pack_file(name):
                raise bad(name, "a script's file is named with small letters and ends in .toml.")
            create_file(fs, folder / "pack" / name, data)
        sync_folder(fs, folder / "pack")
    draft = OpenDraft(fs, folder, lock, Journal.create(fs, path, write_lines([first])), keep)
    draft._load((first,), 0)
    return draft


def resume_draft(fs: Fs, folder: Path, keep: bool = False) -> OpenDraft | None:
    """Open the draft in `folder` and return it; None if there is none.

    Raises Busy if another process has it open, BadData if its first event cannot be read, NotSaved.
    """
    if not (is_folder(folder, fs) and is_there(journal_path(folder), fs)):
        return None

    def resume(lock: Lock) -> OpenDraft:
        try:
            journal, events, dropped = Journal.resume(fs, journal_path(folder))
        except NotFound as problem:
            raise Busy(JUST_CLOSED) from problem
        if not events:
            raise _no_header(folder)
        draft = OpenDraft(fs, folder, lock, journal, keep)
        draft._load(events, dropped)
        return draft

    return _with_lock(fs, folder, resume)


def _no_header(folder: Path) -> GoalcoachError:
    return bad(
        f"{folder.parent.name}/{folder.name}/journal.log",
        "its first line is damaged, so the visit cannot be taken up again. "
        "Set it aside with: goalcoach visit CODE --fresh. Nothing is deleted.",
    )


def peek_draft(fs: Fs, folder: Path) -> DraftInfo | None:
    """Return what can be read of a draft without its lock; None if there is none.

    Raises BadData if its first event cannot be read.
    """
    if not is_folder(folder, fs):
        return None
    try:
        data = read_file(journal_path(folder), fs, cap=JOURNAL_CAP)
    except NotFound:
        return None
    events, _ = read_lines(data)
    if not events:
        raise _no_header(folder)
    placed = [event for event in events if isinstance(event.get("at"), str)]
    return DraftInfo(
        events[0], placed[-1] if placed else events[-1], _time(events[-1].get("t")), len(events)
    )


def _time(milliseconds: JsonValue) -> datetime:
    """Return an event's time in UTC; the epoch for a value that is none."""
    try:
        return datetime.fromtimestamp(float(str(milliseconds)) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def set_aside_draft(fs: Fs, folder: Path) -> Path:
    """Rename a draft to draft-1 or the next free number; return its new path.

    It is opened once before, which removes answers that were declined; one that cannot be opened is
    renamed as it is. Raises Busy and OSError.
    """
    try:
        draft = resume_draft(fs, folder)
    except BadData:
        draft = None
    if draft is not None:
        draft.close()
    lock = take_lock(fs, folder / "lock")
    try:
        return set_aside(fs, folder, DRAFT)
    finally:
        lock.release()


def _with_lock(fs: Fs, folder: Path, act: Callable[[Lock], OpenDraft]) -> OpenDraft:
    """Return what `act` opens under the lock of `folder`; released again if `act` raises."""
    with saving():
        make_folder(fs, folder)
    lock = take_lock(fs, folder / "lock")
    try:
        return act(lock)
    except BaseException:
        lock.release()
        raise
