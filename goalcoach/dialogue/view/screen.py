"""What a front end shows: one question with everything around it, as plain values.

All text here is literal: piping is done, nothing is markup, and nothing has been made safe for
a terminal yet (`text.show` does that where it is shown).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goalcoach.dialogue.kind import Kind, SkipReason, Value


class Status(StrEnum):
    """Where an answer stands. `set_aside` is kept but off the present path."""

    OPEN = "open"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    PROPOSED = "proposed"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class OptionView:
    id: str
    label: str
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class CellView:
    """One field of one roster row. `text` is the value as words, empty if there is none."""

    field: str
    label: str
    address: str
    text: str
    status: Status


@dataclass(frozen=True, slots=True)
class RowView:
    id: str
    label: str
    cells: tuple[CellView, ...]
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class CheckView:
    """A thought before going on. `hard` ones have no "keep". `kept` is the acknowledged why."""

    id: str
    text: str
    hard: bool
    kept: str | None = None
    opens: str = ""


class Cover(StrEnum):
    """NONE: no old value. COVERED: hidden until all of the group have answered. SHOWN: below."""

    NONE = "none"
    COVERED = "covered"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Reveal:
    cover: Cover = Cover.NONE
    last: Value | None = None
    last_on: date | None = None
    others: tuple[tuple[str, Value], ...] = ()
    """The other raters of the group today: (who, value)."""


@dataclass(frozen=True, slots=True)
class PhaseView:
    """One line of the rail. `open` counts questions left open behind the cursor."""

    id: str
    title: str
    done: bool
    current: bool
    open: int


@dataclass(frozen=True, slots=True)
class VisitProgress:
    """Phase and item count from 1. `minutes_left` is an estimate from the script, never < 1."""

    phases: tuple[PhaseView, ...]
    phase: int
    item: int
    items: int
    minutes_left: int

    @property
    def title(self) -> str:
        return self.phases[self.phase - 1].title if self.phases else ""


@dataclass(frozen=True, slots=True)
class Screen:
    address: str
    kind: Kind
    title: str
    loop: str = ""
    """"goal 1 of 2", or empty."""
    context: str = ""
    """In a loop: the row's own label, e.g. the goal's words; in a cell: the row's label."""
    who: str = "patient"
    say: str = ""
    show: str = ""
    hint: str = ""
    probes: tuple[str, ...] = ()
    options: tuple[OptionView, ...] = ()
    rank: int = 0
    """A multi: how many of the chosen may be put in order; 0 = order does not matter."""
    low: float | None = None
    high: float | None = None
    anchors: tuple[str, str] = ("", "")
    unit: str = ""
    rows: tuple[RowView, ...] = ()
    row_min: int = 0
    row_max: int = 0
    numbers: bool = False
    """A list: its lines are numbers."""
    ask_more: str = ""
    """A roster with rows: the question that asks for another."""
    removed: tuple[str, ...] = ()
    """Row ids that `RestoreRow` can bring back."""
    names_row: bool = False
    """In a cell: the row is called by this answer, so that a row without it says nothing."""
    panel: str = ""
    status: Status = Status.OPEN
    value: Value | None = None
    draft: str = ""
    note: str = ""
    skip_reason: SkipReason | None = None
    proposed: Value | None = None
    proposed_on: date | None = None
    suggestion: Value | None = None
    """What the script proposes (`propose`), e.g. the next visit's day."""
    reveal: Reveal = Reveal()
    skips: tuple[tuple[SkipReason, str], ...] = ()
    checks: tuple[CheckView, ...] = ()
    required: bool = False
    private: bool = False
    gate_closed: bool = False
    gate_say: str = ""
    """Said when the gate is closed; the visit can be left or closed incomplete."""
    opens: str = ""
    opens_label: str = ""
    can_back: bool = False
    can_forward: bool = False
    can_return: bool = False
    hold: bool = False
    """After an answer: stay here, there is something to read (a check, a reveal, a gate)."""
    progress: VisitProgress = VisitProgress((), 0, 0, 0, 1)


@dataclass(frozen=True, slots=True)
class WhereLine:
    """One question on the where-are-we list."""

    address: str
    phase: str
    title: str
    status: Status
    detail: str
    """The value as words, the skip's label, or what it waits for."""
    returning: bool = False
    current: bool = False
