"""A visit in progress: its journal, the pinned copy of its script, and its lock.

    rowan-17/draft/lock           who has the visit open
    rowan-17/draft/journal.log    what was said, one event a line
    rowan-17/draft/pack/*.toml    the script as it was when the visit began

A draft exists from the moment its journal has its final name. Lock, script and half a journal
without one are those of a start that was interrupted; the next start removes them. Whatever else
lies in the folder is kept, see `draft_files`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from goalcoach.errors import BadData, Busy, GoalcoachError, NotFound, NotSaved
from goalcoach.plan.question_address import section_of
from goalcoach.store.beside_journal import (
    KeptFile,
    apart_words,
    beside_words,
    damage_words,
    foreign,
    read_kept,
    redact_kept,
)
from goalcoach.store.draft_files import (
    APART,
    DRAFT,
    KEPT,
    LOCK,
    PACK,
    beside,
    clear_pack,
    journal_path,
    read_pinned,
    read_what_is_pinned,
    remove_empty_draft,
    remove_empty_folder,
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
    read_blocks,
    saving,
    sync_folder,
)
from goalcoach.store.file_system import Fs
from goalcoach.store.journal import CAP as JOURNAL_CAP
from goalcoach.store.journal import (
    EventJson,
    JournalGlance,
    JsonValue,
    glance,
    redact_address,
    redact_declined,
    write_lines,
)
from goalcoach.store.journal_writer import Damage, Journal
from goalcoach.store.script_pack import is_pack_file, pinned_name
from goalcoach.store.visit_lock import JUST_CLOSED, Clock, Lock, now, take_lock
from goalcoach.translation import tr


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
    damage: str = ""
    """What is wrong with the journal, in a sentence; "" for nothing."""
    beside: tuple[str, ...] = ()
    """The names of files in the folder that are not those of a draft."""

    @property
    def told(self) -> str:
        """Return what is to be told of the journal and what lies beside it; "" for nothing."""
        names = ", ".join(self.beside)
        lies = tr("Beside the journal of its unfinished visit lies: {files}.", files=names)
        lies = lies if names else ""
        return f"{self.damage} {lies}".strip()

    @property
    def section(self) -> str:
        """Return the id of the section the visit had come to; "" at its start."""
        at = self.last.get("at")
        return section_of(at) if isinstance(at, str) else ""


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Where a draft is kept and how: `keep` is what `discard` does, `clock` signs the lock."""

    fs: Fs
    folder: Path
    keep: bool = False
    clock: Clock = now
    take_over: bool = False
    """Someone said that a visit which is open elsewhere is over."""

    @property
    def name(self) -> str:
        """Return the folder as it is named to the user: "rowan-17/draft"."""
        return f"{self.folder.parent.name}/{self.folder.name}"


class OpenDraft:
    """A draft opened for writing. It holds the patient's lock until `close` or `discard`."""

    def __init__(self, place: DraftPlace, lock: Lock, journal: Journal) -> None:
        self.code = place.folder.parent.name
        self.name = place.name
        """Its folder in the store."""
        self.damage = Damage()
        """What followed the whole lines of the journal when it was taken up."""
        self.pack: dict[str, bytes] = {}
        """The pinned script: contents by file name."""
        self.kept: tuple[KeptFile, ...] = ()
        """The files beside the journal that hold lines of one, as they were at the start."""
        self._events: list[EventJson] = []
        self._said: list[str] = [lock.refused] if lock.refused else []
        self._folder_stays = False
        """True once all else is removed, and the folder was not empty yet."""
        self._place = place
        self._fs = place.fs
        self._folder = place.folder
        self._lock = lock
        self._journal = journal

    @property
    def events(self) -> tuple[EventJson, ...]:
        """Return every event on the disk, in order; the first is the header."""
        return tuple(self._events)

    @property
    def header(self) -> EventJson:
        """Return the first event, which describes the visit."""
        return self._events[0]

    def take_said(self) -> tuple[str, ...]:
        """Return what there is to tell of the files, in sentences; each is returned once."""
        said = (*self._said, *self._journal.said)
        self._said, self._journal.said = [], []
        return said

    def append(self, events: Sequence[Mapping[str, JsonValue]]) -> None:
        """Append events, all or none, and return once they are on the disk under the draft's name.

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
            self._journal.append(write_lines(batch), self._remake)
            self._events += batch
            told = self._lock.sign(self._place.clock)
            self._said += [told] if told else []

    def _remake(self) -> None:
        """Make the folder again, which is gone, with its lock and its script.

        The folder of the plans itself is not made: a share that is not there any more comes back.
        Raises OSError, GoalcoachError.
        """
        store = self._folder.parent.parent
        if not is_folder(store, self._fs):
            raise NotSaved(tr("Not saved: the folder of the plans is gone. Look where it went."))
        make_folder(self._fs, self._folder.parent)
        make_folder(self._fs, self._folder)
        refused = self._lock.refused
        self._lock.release()
        place = self._place
        self._lock = take_lock(self._fs, self._folder / LOCK, place.clock)
        self._said += [self._lock.refused] if self._lock.refused and not refused else []
        _pin(self._fs, self._folder, self.pack)

    def redact(self, *addresses: str) -> None:
        """Rewrite the journal at once without the answers at these addresses; raises NotSaved.

        Out of the files that we keep beside it they go first: interrupted, all of it is done again
        when the visit is taken up.
        """
        events = self._events
        for address in addresses:
            events = redact_address(events, address)
        self._write_redacted(events, addresses)

    def _write_redacted(self, events: list[EventJson], addresses: Sequence[str]) -> None:
        own = self._journal.path.name
        with saving():
            redact_kept(self._fs, self._folder, own, addresses, self._events)
        self._journal.rewrite(write_lines(events))
        self._events = events

    def discard(self) -> str:
        """Remove the draft of a published plan, or rename it if the site keeps journals.

        What lies beside its journal is kept, in a folder of its own, and told of in the sentence
        that is returned; "" if there is nothing. Closes the draft in any case. Raises NotSaved if
        the journal is still there; the plan is saved all the same.
        """
        try:
            return self._put_away()
        except (OSError, NotRead) as problem:
            raise NotSaved(
                tr(
                    "The plan is saved, but the journal of this visit could not be put "
                    "away. It is still in {name}; take it away there.",
                    name=self._place.name,
                )
            ) from problem
        finally:
            self.close()
            if self._folder_stays:
                remove_empty_folder(self._fs, self._folder)

    def _put_away(self) -> str:
        own = self._journal.path.name
        ours = self._journal.is_ours()
        names = beside(self._fs, self._folder, own if ours else "")
        if self._place.keep:
            path = set_aside(self._fs, self._folder, KEPT)
            return _apart_sentence(path, names) if names else ""
        if ours:
            remove_journal(self._fs, self._folder, own)
        if names:
            return _apart_sentence(set_aside(self._fs, self._folder, APART), names)
        self._folder_stays = not remove_empty_draft(self._fs, self._folder)
        return ""

    def close(self) -> None:
        """Release the lock and leave the draft on the disk; a second call does nothing."""
        self._journal.close()
        self._lock.release()

    def _load(self, events: tuple[EventJson, ...], damage: Damage) -> None:
        """Take over what was read from the disk, and finish a redaction that was interrupted."""
        self._events = list(events)
        self.damage = damage
        self.pack = read_pinned(self._fs, self._folder / PACK)
        # A crash may have come after an answer was declined and before the journal was rewritten.
        redacted = redact_declined(self._events)
        if redacted != self._events:
            declined = [str(one["at"]) for one in events if one.get("reason") == "declined"]
            self._write_redacted(redacted, declined)
        where, own = self._place.name, self._journal.path.name
        if damage.size:
            self._said.append(
                damage_words(where, len(events), damage.size, damage.entries, damage.name)
            )
        others = beside_words(where, foreign(self._fs, self._folder, own))
        self._said += [others] if others else []
        self.kept = read_kept(self._fs, self._folder, own)


def _apart_sentence(folder: Path, names: Sequence[str]) -> str:
    code = folder.parent.name
    again = f"goalcoach show {code} --draft {folder.name}"
    return apart_words(f"{code}/{folder.name}", names, again)


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
    draft._said += [apart] if apart else []
    return draft


def clear_the_way(place: DraftPlace) -> str:
    """Move what lies in the folder and is no draft's to a folder of its own; return a sentence.

    The sentence is "" if there was nothing. A draft is left as it is.
    """
    fs, folder = place.fs, place.folder
    with saving():
        if not is_folder(folder, fs) or is_there(journal_path(folder), fs):
            return ""
        names = beside(fs, folder)
        if not names:
            return ""
        lock = take_lock(fs, folder / LOCK, place.clock, take_over=place.take_over)
        try:
            return _apart_sentence(set_aside(fs, folder, APART), names)
        finally:
            lock.release()


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
        _pin(fs, folder, pack)
    draft = OpenDraft(place, lock, Journal.create(fs, path, write_lines([first])))
    draft._load((first,), Damage())
    return draft


def _pin(fs: Fs, folder: Path, pack: Mapping[str, bytes]) -> None:
    """Write the script into the draft's folder; raises OSError, BadData for a bad file name."""
    make_folder(fs, folder / PACK)
    clear_pack(fs, folder)
    for name, data in pack.items():
        pinned = pinned_name(name)
        if not is_pack_file(pinned):
            raise bad(name, tr("a script's file is named with small letters and ends in .toml."))
        create_file(fs, folder / PACK / pinned, data)
    sync_folder(fs, folder / PACK)


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
            raise _no_header(folder)
        draft = OpenDraft(place, lock, journal)
        draft._load(events, damage)
        return draft

    return _with_lock(place, resume)


def _no_header(folder: Path) -> GoalcoachError:
    return bad(
        f"{folder.parent.name}/{folder.name}/journal.log",
        tr(
            "its first line is damaged, so the visit cannot be taken up again. Set it "
            "aside with: goalcoach visit CODE --fresh. Nothing is deleted."
        ),
    )


def read_draft_files(fs: Fs, folder: Path) -> tuple[tuple[KeptFile, ...], dict[str, bytes]]:
    """Return every file with journal lines in a draft's folder, and its script; without its lock.

    Of the script there is what can be read. The journal comes first. Raises NotAllowed if the
    folder is a link.
    """
    if not is_folder(folder, fs):
        return (), {}
    files = read_kept(fs, folder, "")
    ours = journal_path(folder).name
    files = tuple(sorted(files, key=lambda one: (one.name != ours, one.name)))
    return files, read_what_is_pinned(fs, folder / PACK)


def peek_draft(fs: Fs, folder: Path) -> DraftInfo | None:
    """Return what can be read of a draft without its lock; None if there is none.

    Raises BadData if its first event cannot be read.
    """
    if not is_folder(folder, fs):
        return None
    try:
        told = glance(read_blocks(journal_path(folder), fs, cap=JOURNAL_CAP))
    except NotFound:
        return None
    if told.header is None or told.last is None:
        raise _no_header(folder)
    return DraftInfo(
        told.header, told.placed or told.last, _time(told.last.get("t")), told.events,
        _damage_sentence(told), beside(fs, folder),
    )  # fmt: skip


def _damage_sentence(told: JournalGlance) -> str:
    """Return what is wrong with a journal; a last line alone may still be written just now."""
    if not told.broken:
        return ""
    return tr(
        "The journal of its unfinished visit is damaged after {count} entries; {size} bytes "
        "follow. Opening the visit keeps them and says what of them can be read.",
        count=told.events,
        size=told.rest,
    )


def _time(milliseconds: JsonValue) -> datetime:
    """Return an event's time in UTC; the epoch for a value that is none.

    At the ends of the calendar a time of another zone may lie outside it, so those are none.
    """
    try:
        moment = datetime.fromtimestamp(float(str(milliseconds)) / 1000, UTC)
        if date.min.year < moment.year < date.max.year:
            return moment
    except (ValueError, OverflowError, OSError):
        pass
    return datetime.fromtimestamp(0, UTC)


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
