"""What a front end may ask of a visit. A command may be refused; see `engine.step`.

`at` is the address of the question that a command is about; "" means the one under the cursor.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goalcoach.dialogue.answer_types import SkipReason, Value


class CloseReason(StrEnum):
    """Why a visit is closed before its end.

    PAUSED: its gate is closed. STOPPED: it was ended early. CONTINUES: it is meant to go on at
    another sitting.
    """

    STOPPED = "stopped"
    PAUSED = "paused"
    CONTINUES = "continues"


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer the question; the cursor stays. `kind.Value` says what each kind takes."""

    value: Value
    at: str = ""


@dataclass(frozen=True, slots=True)
class Confirm:
    """Take what the last plan says as today's answer; on a roster, of all its rows.

    Where a visit that was kept aside says something else, that is taken; with `stood` what the
    plan says.
    """

    at: str = ""
    stood: bool = False


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the question without an answer. DECLINED also takes out what had been said to it."""

    reason: SkipReason
    at: str = ""


@dataclass(frozen=True, slots=True)
class Clear:
    """Take the answer away; undone by answering again."""

    at: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Keep a note beside a question; an empty text takes it away."""

    text: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class OffPaper:
    """Keep what is said here off the patient's papers, or with `off` False let it onto them.

    Of a roster `row` alone, or without it all of it; of a field of a roster the row it is in.
    """

    off: bool = True
    at: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """Keep half-typed text as it is; it is never checked and is no answer."""

    text: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class AddRow:
    """Add a row to the roster at `at`; with `first`, answer its first field with that text."""

    at: str = ""
    first: str = ""


@dataclass(frozen=True, slots=True)
class RemoveRow:
    """Take the row out of the roster; `RestoreRow` brings it back until the close."""

    row: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class RestoreRow:
    """Bring back a row that was taken out in this visit, to the place where it stood."""

    row: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Move a row of the roster to place `to`, counted from 0; beyond the end means last."""

    row: str
    to: int
    at: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Keep an answer in spite of a soft check, with a few words on why."""

    check: str
    why: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last answer, skip, note, mark, kept check or change of rows, wherever it was.

    The cursor goes there. Given again it goes further back. It ends at what is private, at a closed
    gate and at the day before, and brings back nothing of a declined answer.
    """


@dataclass(frozen=True, slots=True)
class Redo:
    """Give again what was taken back last, as long as nothing else was said since."""


@dataclass(frozen=True, slots=True)
class Next:
    """Go to the next question without answering this one.

    With `told`, also to one that was told of on an earlier day.
    """

    told: bool = False


@dataclass(frozen=True, slots=True)
class Back:
    """Go to the question before, in script order."""


@dataclass(frozen=True, slots=True)
class Jump:
    """Go to `at` and remember where we were."""

    at: str


@dataclass(frozen=True, slots=True)
class Return:
    """Go back to where the last jump began."""


@dataclass(frozen=True, slots=True)
class Frontier:
    """Go to the first question neither answered nor skipped."""


@dataclass(frozen=True, slots=True)
class More:
    """Ask the rest of a section, of which the short path asks the core alone; "" for the one under
    the cursor.
    """

    section: str = ""


@dataclass(frozen=True, slots=True)
class Carry:
    """Take over what an unfinished visit before this one had been told: `visit_continuation`."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A break begins; nothing else happens until Resume."""


@dataclass(frozen=True, slots=True)
class Resume:
    """The break is over, or the visit is taken up again on `today`."""

    today: date


@dataclass(frozen=True, slots=True)
class Close:
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


@dataclass(frozen=True, slots=True)
class Impact:
    """The addresses that a command would take off the path, and those it would add."""

    sets_aside: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
