"""What a front end may ask of a visit. A command may be refused; see `engine.step`.

`at` is the address of the question that a command is about; "" means the one under the cursor.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from goalcoach.dialogue.answer_types import SkipReason, Value


class CloseReason(StrEnum):
    """Why a visit is closed before its end.

    PAUSED: its gate is closed. STOPPED: it was ended early. CONTINUES: it is meant to go on at
    another sitting.
    """

    STOPPED = "stopped"
    PAUSED = "paused"
    CONTINUES = "continues"


class Answer(Struct, frozen=True):
    """Answer the question; the cursor stays. `answer_types.Value` says what each kind takes."""

    value: Value
    at: str = ""


class Confirm(Struct, frozen=True):
    """Take what the last plan says as today's answer; on a roster, of all its rows.

    Where a visit that was kept aside says something else, that is taken; with `stood` what the
    plan says.
    """

    at: str = ""
    stood: bool = False


class Skip(Struct, frozen=True):
    """Leave the question without an answer. DECLINED also takes out what had been said to it."""

    reason: SkipReason
    at: str = ""


class Clear(Struct, frozen=True):
    """Take the answer away; undone by answering again."""

    at: str = ""


class Note(Struct, frozen=True):
    """Keep a note beside a question; an empty text takes it away."""

    text: str
    at: str = ""


class OffPaper(Struct, frozen=True):
    """Keep what is said here off the patient's papers, or with `off` False let it onto them.

    Of a roster `row` alone, or without it all of it; of a field of a roster the row it is in.
    """

    off: bool = True
    at: str = ""
    row: str = ""


class SaveDraft(Struct, frozen=True):
    """Keep half-typed text as it is; it is never checked and is no answer."""

    text: str
    at: str = ""


class AddRow(Struct, frozen=True):
    """Add a row to the roster at `at`; with `first`, answer its first field with that text."""

    at: str = ""
    first: str = ""


class RemoveRow(Struct, frozen=True):
    """Take the row out of the roster; `RestoreRow` brings it back until the close."""

    row: str
    at: str = ""


class RestoreRow(Struct, frozen=True):
    """Bring back a row that was taken out in this visit, to the place where it stood."""

    row: str
    at: str = ""


class MoveRow(Struct, frozen=True):
    """Move a row of the roster to place `to`, counted from 0; beyond the end means last."""

    row: str
    to: int
    at: str = ""


class Acknowledge(Struct, frozen=True):
    """Keep an answer in spite of a soft check, with a few words on why."""

    check: str
    why: str
    at: str = ""


class Undo(Struct, frozen=True):
    """Take back the last answer, skip, note, mark, kept check or change of rows, wherever it was.

    The cursor goes there. Given again it goes further back. It ends at what is private, at a closed
    gate and at the day before, and brings back nothing of a declined answer.
    """


class Redo(Struct, frozen=True):
    """Give again what was taken back last, as long as nothing else was said since."""


class Next(Struct, frozen=True):
    """Go to the next question without answering this one.

    With `told`, also to one that was told of on an earlier day.
    """

    told: bool = False


class Back(Struct, frozen=True):
    """Go to the question before, in script order."""


class Jump(Struct, frozen=True):
    """Go to `at` and remember where we were."""

    at: str


class Return(Struct, frozen=True):
    """Go back to where the last jump began."""


class Frontier(Struct, frozen=True):
    """Go to the first question neither answered nor skipped."""


class More(Struct, frozen=True):
    """Ask the rest of a section, of which the short path asks the core alone; "" for the one under
    the cursor.
    """

    section: str = ""


class Carry(Struct, frozen=True):
    """Take over what an unfinished visit before this one had been told: `visit_continuation`."""


class Pause(Struct, frozen=True):
    """A break begins; nothing else happens until Resume."""


class Resume(Struct, frozen=True):
    """The break is over, or the visit is taken up again on `today`."""

    today: date


class Close(Struct, frozen=True):
    """End the visit: complete (reason None) or incomplete with a reason."""

    reason: CloseReason | None = None


Command = (
    Answer
    | Confirm
    | Skip
    | Clear
    | Note
    | OffPaper
    | SaveDraft
    | AddRow
    | RemoveRow
    | RestoreRow
    | MoveRow
    | Acknowledge
    | Undo
    | Redo
    | Next
    | Back
    | Jump
    | Return
    | Frontier
    | More
    | Carry
    | Pause
    | Resume
    | Close
)


class Impact(Struct, frozen=True):
    """The addresses that a command would take off the path, and those it would add."""

    sets_aside: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
