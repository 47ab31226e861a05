"""What a file may be that goalcoach does not use, told by its name and kind alone."""

from __future__ import annotations

import re
from pathlib import Path

from goalcoach.store.file_system import EntryKind, FolderEntry
from goalcoach.store.finding import Finding, Gravity
from goalcoach.store.second_version import copied_version
from goalcoach.translation import tr

CONFLICT = re.compile(
    r"\.sync-conflict-|conflicted copy|\(conflict|_conflict-"
    r"|\.orig\Z|~\Z|\.\d+\Z| ?\(\d+\)\.| \d\.toml\Z",
    re.IGNORECASE,
)
"""How sync programs name the second copy of a file that two sides have changed."""
LEFTOVER = re.compile(r"\.save-[0-9a-f]{16}\.tmp")
"""The name of a file that a save was writing when it was cut short."""


def stranger(path: Path, entry: FolderEntry) -> Finding:
    """Return the warning for an entry that goalcoach does not use, as specific as can be."""
    if LEFTOVER.fullmatch(entry.name):
        sentence = tr("A save was cut short here and left this behind. It is safe to take it away.")
    elif entry.kind is EntryKind.LINK:
        sentence = tr("This is a link. It is never followed; take it away.")
    elif CONFLICT.search(entry.name) or copied_version(entry.name) is not None:
        sentence = tr(
            "A sync program made this copy because two sides had changed the file. It "
            "is not used; compare it with the file it stands beside."
        )
    elif entry.kind is EntryKind.FOLDER:
        sentence = tr("This folder does not belong here. It is not used.")
    else:
        sentence = tr("This does not belong here. It is not used.")
    # What ends in ".new" may be a save under way; the next one replaces it.
    movable = not entry.name.endswith(".new")
    return Finding(Gravity.WARNING, path, sentence, movable)
