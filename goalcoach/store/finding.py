"""What `verify` finds, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How grave a finding is; the value is printed."""

    FAULT = "fault"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: how grave it is, the file, and a sentence for the user."""

    level: Severity
    path: Path
    sentence: str
    movable: bool = False
    """True for what counts nowhere, so that moving it aside takes nothing from any plan."""
