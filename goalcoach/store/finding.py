"""What `verify` finds, as values."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from goalcoach.errors import BadData, GoalcoachError, NotAllowed
from goalcoach.store.disk_error import NotRead


class Gravity(StrEnum):
    """How grave a finding is; the value is printed."""

    FAULT = "fault"
    WARNING = "warning"
    NOTE = "note"


class Finding(Struct, frozen=True):
    """One thing found: how grave it is, the file, and a sentence for the user."""

    level: Gravity
    path: Path
    sentence: str
    movable: bool = False
    """True for what counts nowhere, so that moving it aside takes nothing from any plan."""
    exit_code: int = BadData.exit_code
    """What `verify` leaves with if this is the gravest fault."""


def unread(path: Path, problem: GoalcoachError) -> Finding:
    """Return the fault of a file or folder that could not be read for `problem`.

    Where the system would not let anyone look, it is not known whether anything is damaged.
    """
    kind = type(problem) if isinstance(problem, NotAllowed | NotRead) else BadData
    return Finding(Gravity.FAULT, path, problem.sentence, exit_code=kind.exit_code)
