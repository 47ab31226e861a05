"""What the page of a visit knows beside the question: why it stays, what is said around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from goalcoach.dialogue.answer_types import Value
from goalcoach.dialogue.view.screen import CheckView, RowView
from goalcoach.screens.kit.keymap import BoundKeys
from goalcoach.screens.kit.size_breakpoints import PageForm


class StayReason(StrEnum):
    """Why an answer did not go on by itself."""

    CHECK = "check"
    GATE = "gate"
    REVEAL = "reveal"
    CLOSE = "close"


@dataclass(slots=True)
class AnswerContext:
    """What the visit screen knows beside the question itself."""

    form: PageForm
    roomy: bool = False
    today: date = date.min
    """Set before anything is shown."""
    value: Value | None = None
    stop: StayReason | None = None
    check: CheckView | None = None
    objection: str = ""
    meant: str = ""
    """The address of the question that an objection is about, if it is another one."""
    impact: str = ""
    passed: str = ""
    """Which question was just passed without an answer, and how to get back to it."""
    told: str = ""
    """What happened to the visit's files just now."""
    not_saved: str = ""
    noting: bool = False
    note: str | None = None
    """The note as it was typed while it is not saved."""
    note_begun: bool = False
    """The note was opened by words that were typed where there is no line for them."""
    notes_shown: bool = True
    spread: bool = False
    typing: bool = False
    """The answer is typed, so that letters are text."""
    hint_line: str = ""
    closing: str = ""
    left: bool = False
    """At the close: something has to be answered first, which the objection names."""
    steps: tuple[RowView, ...] = ()
    taken_up: str = ""
    """What is said at the first question of a visit that goes on from another day."""
    notices: tuple[str, ...] = ()
    """What to know of the plans, at the first question."""
    site_steps: tuple[str, ...] = ()
    """What the service does where something else comes first."""
    keys: BoundKeys = field(default_factory=BoundKeys)
    """The keys as the user bound them."""
    agreed: tuple[tuple[str, bool], ...] = ()
    """On the read-back: the boxes of who may agree, and whether the cursor is on each."""
