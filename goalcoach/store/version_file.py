"""One version's file: loaded and checked against where it stands, and whether it is whole."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from goalcoach.errors import BadData, GoalcoachError, Problem
from goalcoach.store.file_access import read_file
from goalcoach.store.file_name import version_of
from goalcoach.store.file_system import Fs
from goalcoach.translation import tr

if TYPE_CHECKING:
    from goalcoach.plan.file.codec import Loaded

# Git and editors may have written its line ends anew; then it is whole all the same.
_DIGEST_LINE = rb"(?:\A|\n)# sha256: [0-9a-f]{64}\r?\n\Z"


def load_file(fs: Fs, path: Path) -> Loaded:
    """Return the plan in a version file, checked against the file's name and folder.

    Raises NotFound, BadData, NewerFormat, NotAllowed.
    """
    from goalcoach.plan.file import codec  # a list of patients is there without reading a plan

    source = f"{path.parent.name}/{path.name}"
    loaded = codec.read(read_file(path, fs, source=source), source)
    problems = []
    if loaded.plan.patient != path.parent.name:
        problems.append(
            Problem(
                0,
                "patient",
                tr(
                    "this is the plan of {code}, in another's folder.",
                    code=loaded.plan.patient,
                ),
            )
        )
    if loaded.plan.version != version_of(path.name):
        problems.append(
            Problem(
                0,
                "version",
                tr("it says version {version} under another name.", version=loaded.plan.version),
            )
        )
    if problems:
        raise BadData(source, problems)
    return loaded


def has_digest_line(fs: Fs, path: Path) -> bool:
    """Return True if a file ends in a digest line, which an incomplete one does not.

    True as well if it cannot be read: loading it then says why.
    """
    try:
        return re.search(_DIGEST_LINE, read_file(path, fs)) is not None
    except GoalcoachError:
        return True
