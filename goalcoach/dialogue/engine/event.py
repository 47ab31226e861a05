"""What happened in a visit, as facts: one frozen class a kind.

The journal holds one event a line (`event_json`); the state of a visit is their fold (`state`).
A command may be refused, an event may not: it is what was taken of a command.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from goalcoach.dialogue.answer_types import SkipReason, Value
from goalcoach.dialogue.engine.command import CloseReason


class Start(Struct, frozen=True):
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


class Answered(Struct, frozen=True):
    """The question was answered. `value` is None once its words were taken out of the journal."""

    at: str
    value: Value | None


class Confirmed(Struct, frozen=True):
    """What the last plan says was taken as today's answer; of a roster as a whole: True."""

    at: str
    value: Value | None


class Skipped(Struct, frozen=True):
    """The question was passed over. DECLINED also takes away what was said there before."""

    at: str
    reason: SkipReason


class Cleared(Struct, frozen=True):
    """The answer, the skip and the half-typed words were taken away."""

    at: str


class Noted(Struct, frozen=True):
    """A note stands beside the question; an empty text takes it away."""

    at: str
    text: str


class KeptOffPaper(Struct, frozen=True):
    """The place of the plan stays off the patient's papers, or with `off` False does no longer."""

    place: str
    off: bool = True


class Drafted(Struct, frozen=True):
    """Half-typed words stand in the question's field; an empty text takes them away."""

    at: str
    text: str


class Acknowledged(Struct, frozen=True):
    """The answer was kept in spite of the soft check `check`, for the reason `why`.

    `inputs` is a digest of what the check looked at: it fires again once that has changed.
    """

    at: str
    check: str
    why: str
    inputs: str


# What changes the rows of the roster at `at`. `known` are the rows that stood before the first
# change of this visit, in order; it is None in every later change, when the state has them.


class RowAdded(Struct, frozen=True):
    """A row was put at the end."""

    at: str
    row: str
    known: tuple[str, ...] | None = None


class RowRemoved(Struct, frozen=True):
    """A row was taken out; its answers wait until it is restored."""

    at: str
    row: str
    known: tuple[str, ...] | None = None


class RowRestored(Struct, frozen=True):
    """A row that was taken out stands again, at the end."""

    at: str
    row: str
    known: tuple[str, ...] | None = None


class RowMoved(Struct, frozen=True):
    """A row was moved to position `to`, counted from 0 among the other rows."""

    at: str
    row: str
    to: int
    known: tuple[str, ...] | None = None


# What opens and takes away questions.


class Opened(Struct, frozen=True):
    """The rest of a section is asked too, of which the short path asks the core alone."""

    section: str


class Lapsed(Struct, frozen=True):
    """The question is open again, with what was kept of it and why.

    What was said belonged to another day, or was last time's and confirmed for a step that was
    changed afterwards.
    """

    at: str


# What takes back and gives again. Which steps are meant follows from the events before.


class TakenBack(Struct, frozen=True):
    """The last `steps` steps were taken back: what stood before them stands again.

    A step is an answer, a confirmation, a skip, a clearing, a note, a change of rows, a check that
    was kept or a mark for paper; see `undo_step`.
    """

    steps: int


class GivenAgain(Struct, frozen=True):
    """What was taken back last stands again."""


# What moves the cursor, and what begins and ends.


class Way(StrEnum):
    """How the cursor came to another question. ROW: to a cell of the roster it stood on."""

    NEXT = "next"
    BACK = "back"
    RETURN = "return"
    FRONTIER = "frontier"
    ROW = "row"


class Went(Struct, frozen=True):
    """The cursor went to `at`, the closing step included."""

    at: str
    way: Way


class Jumped(Struct, frozen=True):
    """The cursor went to `at`, and `origin` is where Return leads back to."""

    at: str
    origin: str


class Paused(Struct, frozen=True):
    """A break began."""


class Resumed(Struct, frozen=True):
    """The break is over, or the visit was taken up again on `day` (None: still the same day)."""

    day: date | None = None


class Closed(Struct, frozen=True):
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
