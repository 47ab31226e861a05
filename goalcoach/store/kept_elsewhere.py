"""A visit that the store did not take, written into a folder that the user named.

    goalcoach-rowan-17/draft/journal.log    all that was said, the answers not saved among them
    goalcoach-rowan-17/draft/pack/*.toml    the script of the visit
    goalcoach-rowan-17/what-to-do.txt       how it gets back to where it belongs

The draft is laid out as in a store, so putting it back is moving one folder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from goalcoach.errors import NotFound, NotSaved
from goalcoach.store.disk_error import saving
from goalcoach.store.draft_files import DRAFT, journal_path
from goalcoach.store.file_access import (
    create_file,
    create_files,
    holds,
    is_folder,
    sync_folder,
)
from goalcoach.store.file_system import REAL, Fs
from goalcoach.store.journal import EventJson, redact_declined, write_lines
from goalcoach.store.script_pack import pinned_name
from goalcoach.translation import tr, tr_noop

MOST_FOLDERS = 99
"""Folders of one patient beside each other; where there are more, another place is needed."""

WHAT_TO_DO = tr_noop("""\
This is a visit with {code} that could not be saved where it belongs:
{home}

1. See that this folder can be written again.
2. If there is a folder {draft} in it, move that one away, and keep it for now.
3. Move the folder {draft} that lies beside this text to its place.
4. Go on with: {again}
   The visit goes on where it was left, with every answer.
5. Then delete what is left here. It holds what the patient said.
""")


def write_elsewhere(
    events: Sequence[EventJson], pack: Mapping[str, bytes], folder: Path,
    home: Path, again: str, fs: Fs = REAL,
) -> Path:  # fmt: skip
    """Write a visit into a new folder inside `folder`, 0700 with files 0600; return the new folder.

    `home` is the patient's folder in the store, `again` the command that takes the visit up there.
    Nothing is replaced. Raises NotFound, NotAllowed, NotSaved.
    """
    code = home.name
    with saving():
        if not is_folder(folder / ".", fs):  # a link to a folder is as good as the folder
            raise NotFound(tr("There is no such folder. Type one that is there."))
        made = _make_new(folder, f"goalcoach-{code}", fs)
        draft = made / DRAFT
        fs.mkdir(draft)
        fs.mkdir(draft / "pack")
        create_files(fs, {draft / "pack" / pinned_name(name): data for name, data in pack.items()})
        lines = write_lines(redact_declined(events))
        create_file(fs, journal_path(draft), lines)
        words = tr(WHAT_TO_DO, code=code, home=home, draft=DRAFT, again=again)
        create_file(fs, made / "what-to-do.txt", words.encode("utf-8", "replace"))
        for one in (draft / "pack", draft, made, folder):
            sync_folder(fs, one)
    if not holds(fs, journal_path(draft), lines):
        raise NotSaved(
            tr("What was written there reads back as something else. Try another folder.")
        )
    return made


def _make_new(folder: Path, name: str, fs: Fs) -> Path:
    """Make a folder that was not there before; raises OSError, NotSaved."""
    for number in range(1, MOST_FOLDERS + 1):
        path = folder / (name if number == 1 else f"{name}-{number}")
        try:
            fs.mkdir(path)
        except FileExistsError:
            continue
        return path
    raise NotSaved(
        tr(
            "There are {most} folders {name} there already. Type another folder.",
            most=MOST_FOLDERS,
            name=name,
        )
    )
