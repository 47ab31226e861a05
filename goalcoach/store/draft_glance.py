"""What can be read of an unfinished visit without opening it, and so without its lock."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec import Struct

from goalcoach.errors import BadData, NotFound
from goalcoach.plan.question_address import section_of
from goalcoach.store.beside_journal import KeptFile, read_kept_files
from goalcoach.store.disk_error import bad
from goalcoach.store.draft_files import PACK, journal_path, names_beside, read_what_is_pinned
from goalcoach.store.file_access import is_folder, read_blocks
from goalcoach.store.file_system import Fs
from goalcoach.store.journal import CAP as JOURNAL_CAP
from goalcoach.store.journal import EventJson, JournalGlance, glance, read_time
from goalcoach.translation import tr


class DraftInfo(Struct, frozen=True):
    """A draft as the list of patients and the start of a visit tell of it."""

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
        raise no_header(folder)
    return DraftInfo(
        told.header, told.placed or told.last, read_time(told.last), told.events,
        _damage_sentence(told), names_beside(fs, folder),
    )  # fmt: skip


def no_header(folder: Path) -> BadData:
    """Return the error for a journal whose first event cannot be read."""
    return bad(
        f"{folder.parent.name}/{folder.name}/journal.log",
        tr(
            "its first line is damaged, so the visit cannot be taken up again. Set it "
            "aside with: goalcoach visit CODE --fresh. Nothing is deleted."
        ),
    )


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


def read_draft_files(fs: Fs, folder: Path) -> tuple[tuple[KeptFile, ...], dict[str, bytes]]:
    """Return every file with journal lines in a draft's folder, and its script; without its lock.

    Of the script there is what can be read. The journal comes first. Raises NotAllowed if the
    folder is a link.
    """
    if not is_folder(folder, fs):
        return (), {}
    files = read_kept_files(fs, folder, "")
    ours = journal_path(folder).name
    files = tuple(sorted(files, key=lambda one: (one.name != ours, one.name)))
    return files, read_what_is_pinned(fs, folder / PACK)
