"""What a front end shows: one question with everything around it, as plain values.

All text here is literal: piping is done, nothing is markup, and nothing has been made safe for
a terminal yet (`safe_text.show` does that where it is shown).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from goalcoach.dialogue.answer_types import Kind, SkipReason, Value


class Status(StrEnum):
    """Whether a question has an answer.

    PROPOSED: none yet, but the last plan's is offered. SET_ASIDE: the answer is kept, but the
    question is not on the path now, so it counts nowhere. LEFT_OUT: the short path leaves it open.
    WAITING: it is private, and is asked once the two are alone.
    """

    OPEN = "open"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    PROPOSED = "proposed"
    SET_ASIDE = "set_aside"
    LEFT_OUT = "left_out"
    WAITING = "waiting"


class OptionView(Struct, frozen=True):
    """One option. An `exclusive` one cannot be chosen together with others.

    `because` is why it comes before others, from what was said; "" where it stands in its place.
    """

    id: str
    label: str
    exclusive: bool = False
    because: str = ""

    @property
    def offered(self) -> str:
        """Return the label with the reason, as it is read among the options."""
        return f"{self.label} \N{EN DASH} {self.because}" if self.because else self.label


class CellView(Struct, frozen=True):
    """One field of one roster row.

    `text` is today's value as words, else the last plan's that is proposed, else "".
    """

    field: str
    label: str
    address: str
    text: str
    status: Status
    required: bool = False


class RowView(Struct, frozen=True):
    """One row of a roster. `proposed`: it is the last plan's and nobody has confirmed it today."""

    id: str
    label: str
    cells: tuple[CellView, ...]
    proposed: bool = False
    aside: bool = False
    """Only a visit that was kept aside knows it."""
    off_paper: bool = False
    """It stays off the patient's papers."""


class CheckView(Struct, frozen=True):
    """A check that fires on the answer. A hard one refuses it; a soft one can be kept.

    `kept` is the reason it was kept with, None while it is open; `opens` the address of a question
    to go to from it, "" for none.
    """

    id: str
    text: str
    hard: bool
    kept: str | None = None
    opens: str = ""


class Cover(StrEnum):
    """Whether the last rating is shown.

    NONE: there is nothing to show. COVERED: not until all of the group have answered or skipped.
    SHOWN: it is in `Reveal`.
    """

    NONE = "none"
    COVERED = "covered"
    SHOWN = "shown"


class Reveal(Struct, frozen=True):
    """The last plan's rating and its day, and the other raters' of today; empty while covered."""

    cover: Cover = Cover.NONE
    last: Value | None = None
    last_on: date | None = None
    others: tuple[tuple[str, Value], ...] = ()
    """The others of the group, in script order: (label of the question, value)."""


class RatedView(Struct, frozen=True):
    """The patient's rating of today that a question is about, and what stands beside it."""

    value: Value
    reveal: Reveal


class PhaseView(Struct, frozen=True):
    """One phase of the visit: sections under one title.

    `done`: it has questions and none is open. `open`: questions left open before the cursor.
    """

    id: str
    title: str
    done: bool
    current: bool
    open: int
    protects: bool = False
    """It holds what the patient is safer with."""
    there: bool = False
    """All of what protects in it is answered."""
    later: bool = False
    """Private questions of it wait until the two are alone."""


class VisitProgress(Struct, frozen=True):
    """How far the visit is.

    `phase` is how many phases have begun, on the way to the present question: one that is come back
    to counts once. `item` is the number of the question in the present phase, from 1 (0: there is
    none), `items` how many it has now; `minutes_left` what is still to come, in whole minutes, 0
    once nothing is. `least` is what is to come on the short path, while nobody has said how long
    there is today; else 0.
    """

    phases: tuple[PhaseView, ...]
    phase: int
    item: int
    items: int
    minutes_left: int
    least: int = 0

    @property
    def title(self) -> str:
        """The title of the present phase, "" if there is none."""
        return next((one.title for one in self.phases if one.current), "")


class Screen(Struct, frozen=True):
    """One question with everything around it; the closing step has `Kind.REVIEW`.

    `address` is the key that commands name the question by. Texts are "" and tuples empty where
    the question has nothing of that sort; None is no value. What a kind does not use stays empty.
    """

    address: str
    kind: Kind
    title: str
    loop: str = ""
    """Which row of the loop it is, "goal 1 of 2"; "" outside a loop and for a single row."""
    context: str = ""
    """The label of the loop's row, such as the goal's words; in a cell, of the roster's row."""
    who: str = "patient"
    say: str = ""
    show: str = ""
    hint: str = ""
    probes: tuple[str, ...] = ()
    options: tuple[OptionView, ...] = ()
    rank: int = 0
    """Multi: how many of the chosen may be put in order; 0 if order does not matter."""
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
    """Roster: what asks for another row, once there is one."""
    removed: tuple[str, ...] = ()
    """Roster: ids of the rows that `RestoreRow` can bring back."""
    names_row: bool = False
    """Cell: the row is called by this answer; without it the row does not count."""
    panel: str = ""
    status: Status = Status.OPEN
    value: Value | None = None
    draft: str = ""
    note: str = ""
    skip_reason: SkipReason | None = None
    proposed: Value | None = None
    proposed_on: date | None = None
    proposed_aside: bool = False
    """What is proposed is the answer of a visit that was kept aside, and of its day."""
    last_words: Value | None = None
    """What the last plan says where today's answer, which is typed, says something else."""
    in_plan: Value | None = None
    """What the plan says where a visit kept aside says something else; `Confirm(stood=True)`."""
    said_aside: Value | None = None
    """The answer of a visit that was kept aside, where it is asked anew and not proposed."""
    aside_on: date | None = None
    """The day of that visit."""
    suggestion: Value | None = None
    """The script's own proposal (`propose`), such as a day for the next visit."""
    reveal: Reveal = Reveal()
    rated: RatedView | None = None
    """The ratings that are talked about, on a question with the panel "ratings"."""
    skips: tuple[tuple[SkipReason, str], ...] = ()
    checks: tuple[CheckView, ...] = ()
    required: bool = False
    asks_twice: bool = False
    """Going on without an answer asks once more: it is a consent, or a list the close needs."""
    private: bool = False
    talk_only: bool = False
    """It is for typed words, and the patient wants to talk only: its kind is `Kind.SAY` then, and
    going on says that it was talked about."""
    off_paper: bool = False
    """What is said here stays off the patient's papers; of a field of a row the whole row."""
    sealed: bool = False
    """It was answered or skipped in private. It counts as answered, and neither `value` nor
    anything else that tells what was said is given any more.
    """
    more: int = 0
    """How many questions of this section the short path leaves out; `More` asks them too."""
    gate_closed: bool = False
    gate_say: str = ""
    """What is said while the gate is closed; the visit can be left or closed incomplete."""
    opens: str = ""
    """The address of the question that this one points to; at the close, the first put off."""
    opens_label: str = ""
    put_off: tuple[str, ...] = ()
    """The closing step: the names of the questions that were skipped to come back to, or where
    words are half typed."""
    can_back: bool = False
    can_return: bool = False
    taken_back: str = ""
    """What the last command took back or gave again, in a sentence; "" if it did neither."""
    hold: bool = False
    """True if an answer shall not lead on at once: a check, a rating or a gate is to be read."""
    progress: VisitProgress = VisitProgress((), 0, 0, 0, 0)


class WhereLine(Struct, frozen=True):
    """One question in the list of all questions.

    `current`: the cursor is at it. `returning`: it was skipped to come back to.
    """

    address: str
    phase: str
    title: str
    status: Status
    detail: str
    """The value as words, the label of the skip, or that it is set aside; "" while open."""
    returning: bool = False
    current: bool = False
    behind_gate: bool = False
    """It can be gone to once the gate before it is open."""
    said: str = ""
    """What is said at it, so that a search finds that too."""
