"""Whether a draft's folder holds one visit and nothing else, so that its journal alone tells it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from goalcoach.errors import GoalcoachError
from goalcoach.store.beside_journal import KeptFile
from goalcoach.store.draft_files import journal_path
from goalcoach.store.draft_glance import peek_draft
from goalcoach.store.file_system import Fs
from goalcoach.translation import tr
from goalcoach.visit.answers_beside_journal import split_sides


def why_not_one(fs: Fs, folder: Path, files: Sequence[KeptFile]) -> str:
    """Return why the `files` of a draft's folder are not one whole story; "" if they are.

    They are not if the journal is damaged, if two machines wrote to it, or if others lie beside it.
    """
    own = journal_path(folder).name
    if all(one.name != own for one in files):
        return tr("The folder holds no visit of its own.")
    try:
        info = peek_draft(fs, folder)
    except GoalcoachError as problem:
        return problem.sentence
    if info is not None and info.damage:
        return info.damage
    others = [one.name for one in files if one.name != own]
    if others:
        return tr("Beside its journal lies: {files}.", files=", ".join(others))
    if len(split_sides(one for one in files[0].events if one.get("ev") != "start")) > 1:
        return tr("Two machines wrote to its journal.")
    return ""
