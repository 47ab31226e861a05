"""An unfinished visit opened for writing: each event on the disk, and the end of its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from goalcoach.errors import NotSaved
from goalcoach.store.beside_journal import (
    KeptFile,
    apart_words,
    beside_words,
    damage_words,
    foreign,
    read_kept_files,
    redact_kept,
)
from goalcoach.store.disk_error import NotRead, saving
from goalcoach.store.draft_files import (
    APART,
    KEPT,
    LOCK,
    names_beside,
    pin_script,
    remove_empty_draft,
    remove_empty_folder,
    remove_journal,
    set_aside,
)
from goalcoach.store.file_access import is_folder, make_folder
from goalcoach.store.file_system import Fs
from goalcoach.store.journal import (
    EventJson,
    JsonValue,
    redact_address,
    redact_declined,
    write_lines,
)
from goalcoach.store.journal_writer import Damage, Journal
from goalcoach.store.visit_lock import Clock, Lock, now, take_lock
from goalcoach.translation import tr


class DraftPlace(Struct, frozen=True):
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

    def tell(self, sentence: str) -> None:
        """Have `take_said` return the sentence too; "" says nothing."""
        if sentence:
            self._said.append(sentence)

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
            self.tell(self._lock.sign(self._place.clock))

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
        if not refused:
            self.tell(self._lock.refused)
        pin_script(self._fs, self._folder, self.pack)

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
        names = names_beside(self._fs, self._folder, own if ours else "")
        if self._place.keep:
            path = set_aside(self._fs, self._folder, KEPT)
            return apart_words(path, names) if names else ""
        if ours:
            remove_journal(self._fs, self._folder, own)
        if names:
            return apart_words(set_aside(self._fs, self._folder, APART), names)
        self._folder_stays = not remove_empty_draft(self._fs, self._folder)
        return ""

    def close(self) -> None:
        """Release the lock and leave the draft on the disk; a second call does nothing."""
        self._journal.close()
        self._lock.release()

    def load(self, events: tuple[EventJson, ...], damage: Damage) -> None:
        """Take over what was read from the disk, and finish a redaction that was interrupted."""
        self._events = list(events)
        self.damage = damage
        # A crash may have come after an answer was declined and before the journal was rewritten.
        redacted = redact_declined(self._events)
        if redacted != self._events:
            declined = [str(one["at"]) for one in events if one.get("reason") == "declined"]
            self._write_redacted(redacted, declined)
        where, own = self._place.name, self._journal.path.name
        if damage.size:
            self.tell(damage_words(where, len(events), damage.size, damage.entries, damage.name))
        self.tell(beside_words(where, foreign(self._fs, self._folder, own)))
        self.kept = read_kept_files(self._fs, self._folder, own)
