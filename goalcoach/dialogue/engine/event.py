"""What happened in a visit, as facts: one frozen class a kind.

The journal holds one event a line (`event_json`); the state of a visit is their fold (`state`).
A command may be refused, an event may not: it is what was taken of a command.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from goalcoach.dialogue.answer_types import SkipReason, Value
from goalcoach.dialogue.engine.command import CloseReason


@dataclass(frozen=True, slots=True)
class Start:
    """What a visit begins with, frozen for its whole length. `visit` is "first" or "review"."""

    patient: str
    visit: str
    today: date
    language: str = "en"
    parent: tuple[int, str] | None = None
    """Version and digest of the plan that was carried forward."""
    history: Mapping[str, int] = field(default_factory=dict)
    """By goal: at how many visits in a row its step has stayed the same."""


# What is said at one question. `at` is the question's address.


@dataclass(frozen=True, slots=True)
class Answered:
    """The question was answered. `value` is None once its words were taken out of the journal."""

    at: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What the last plan says was taken as today's answer; of a roster as a whole: True."""

    at: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class Skipped:
    """The question was passed over. DECLINED also takes away what was said there before."""

    at: str
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class Cleared:
    """The answer, the skip and the half-typed words were taken away."""

    at: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A note stands beside the question; an empty text takes it away."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class KeptOffPaper:
    """The place of the plan stays off the patient's papers, or with `off` False does no longer."""

    place: str
    off: bool = True


@dataclass(frozen=True, slots=True)
class Drafted:
    """Half-typed words stand in the question's field; an empty text takes them away."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The answer was kept in spite of the soft check `check`, for the reason `why`.

    `inputs` is a digest of what the check looked at: it fires again once that has changed.
    """

    at: str
    check: str
    why: str
    inputs: str


# What changes the rows of the roster at `at`. `known` are the rows that stood before the first
# change of this visit, in order; it is None in every later change, when the state has them.


@dataclass(frozen=True, slots=True)
class RowAdded:
    """A row was put at the end."""

    at: str
    row: str
    known: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class RowRemoved:
    """A row was taken out; its answers wait until it is restored."""

    at: str
    row: str
    known: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class RowRestored:
    """A row that was taken out stands again, at the end."""

    at: str
    row: str
    known: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class RowMoved:
    """A row was moved to position `to`, counted from 0 among the other rows."""

    at: str
    row: str
    to: int
    known: tuple[str, ...] | None = None


# What opens and takes away questions.


@dataclass(frozen=True, slots=True)
class Opened:
    """The rest of a section is asked too, of which the short path asks the core alone."""

    section: str


@dataclass(frozen=True, slots=True)
class Lapsed:
    """What was said belonged to another day, and the question is open again."""

    at: str


# What takes back and gives again. Which steps are meant follows from the events before.


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The last `steps` steps were taken back: what stood before them stands again.

    A step is an answer, a confirmation, a skip, a clearing, a note, a change of rows, a check that
    was kept or a mark for paper; see `undo_step`.
    """

    steps: int


@dataclass(frozen=True, slots=True)
class GivenAgain:
    """What was taken back last stands again."""


# What moves the cursor, and what begins and ends.


class Way(StrEnum):
    """How the cursor came to another question. ROW: to a cell of the roster it stood on."""

    NEXT = "next"
    BACK = "back"
    RETURN = "return"
    FRONTIER = "frontier"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Went:
    """The cursor went to `at`, the closing step included."""

    at: str
    way: Way


@dataclass(frozen=True, slots=True)
class Jumped:
    """The cursor went to `at`, and `origin` is where Return leads back to."""

    at: str
    origin: str


@dataclass(frozen=True, slots=True)
class Paused:
    """A break began."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The break is over, or the visit was taken up again on `day` (None: still the same day)."""

    day: date | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """The visit is over; `reason` says why it is incomplete, None that it is done."""

    reason: CloseReason | None = None


EntryEvent = Answered | Confirmed | Skipped | Cleared | Lapsed | Noted | Drafted
RowEvent = RowAdded | RowRemoved | RowRestored | RowMoved
CursorEvent = Went | Jumped
Event = (
    EntryEvent
    | RowEvent
    | CursorEvent
    | Opened
    | KeptOffPaper
    | Acknowledged
    | TakenBack
    | GivenAgain
    | Paused
    | Resumed
    | Closed
)
