"""The calls that screens make of a visit under way, so that they can be tested without a store.

`visit.visit.Visit` and `visit.reading.VisitReading` are the real ones; tests have others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # Named here and never used at run time: a page that only shows a plan loads no engine.
    from goalcoach.dialogue.answer_types import Value
    from goalcoach.dialogue.engine.command import CloseReason, Command, Impact
    from goalcoach.dialogue.engine.refusal import Refusal
    from goalcoach.dialogue.view.screen import RowView, Screen, WhereLine
    from goalcoach.sheets.changes.change_report import ChangeSheet
    from goalcoach.sheets.writers.gutter_lines import GutterLine
    from goalcoach.visit.answers_beside_journal import KeptStory
    from goalcoach.visit.break_and_end_words import BreakMoment
    from goalcoach.visit.visit_queries import ReadBack


class OpenVisit(Protocol):
    """One visit under way. All but `screen` and `where` may take time: call them in a thread."""

    @property
    def screen(self) -> Screen:
        """The question under the cursor."""

    def card_of(self, asked: Screen) -> Screen:
        """Return the question that is asked as the patient's card has it, in their language."""

    @property
    def code(self) -> str:
        """The patient's code."""

    @property
    def visit_number(self) -> int:
        """Which visit this is, counted from 1."""

    @property
    def version(self) -> int:
        """The version that this visit will become."""

    @property
    def taken_up(self) -> str:
        """What is said at the first question of a visit that goes on from another day; else ""."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What to know of the plans before the first question, a sentence each."""

    @property
    def preview(self) -> bool:
        """Whether nothing of this visit stays once it is left."""

    @property
    def left_behind(self) -> str:
        """What could not be tidied up after the close; "" for nothing."""

    @property
    def kept(self) -> tuple[KeptStory, ...]:
        """What the files beside the journal hold that this visit does not have."""

    @property
    def saved_at(self) -> datetime | None:
        """When something was last written, if anything was."""

    def take_said(self) -> tuple[str, ...]:
        """Return what there is to tell of the visit's files, in sentences; each only once."""

    def take_from_kept(self, number: int, chosen: Sequence[str]) -> None:
        """Take answers over from the story of that number in `kept`; NotSaved."""

    def give(self, command: Command) -> Refusal | None:
        """Carry out a command; NotSaved."""

    def enter(self, value: Value) -> Refusal | None:
        """Answer the question and go on; NotSaved."""

    def impact(self, command: Command) -> Impact:
        """Return what a command would set aside."""

    def refusal_of(self, command: Command) -> Refusal | None:
        """Return why a command would not be taken now; nothing happens."""

    def where(self) -> tuple[WhereLine, ...]:
        """Return every question with how it stands."""

    def finish(self, reason: CloseReason | None = None) -> Path | Refusal:
        """Close the visit and return the plan's file; AlreadyExists, NotSaved."""

    def keep_elsewhere(self, folder: Path, again: str, *unsaved: Command) -> Path:
        """Write all into a new folder inside `folder`; return it. NotFound, NotSaved."""

    def leave(self) -> None:
        """Release the visit; everything is kept."""


class OpenReading(Protocol):
    """What can be read beside a visit under way."""

    def plan(self) -> Sequence[GutterLine]:
        """Return the plan so far, paragraph by paragraph."""

    def read_back(self) -> ReadBack:
        """Return what is read aloud of the plan so far, who agreed, and all of it."""

    def so_far(self) -> Sequence[GutterLine]:
        """Return what was told, the plan so far and the notes, paragraph by paragraph."""

    def heard(self, address: str) -> Sequence[GutterLine]:
        """Return what was told that a question asks to be read back."""

    def diary(self) -> Sequence[str]:
        """Return the diary since the last visit, an entry a line."""

    def patterns(self) -> Sequence[GutterLine]:
        """Return good days and others side by side, paragraph by paragraph."""

    def changes(self) -> ChangeSheet | None:
        """Return the last plan beside the plan so far; None at a first visit."""

    def address_of(self, path: str, rows: tuple[str, ...]) -> str:
        """Return the question that fills a place of the plan; "" for none."""

    def steps(self, address: str) -> tuple[RowView, ...]:
        """Return the steps of the goal that a question is about."""

    def break_words(self, moment: BreakMoment) -> str:
        """Return what the script says at a moment of a break."""

    def end_words(self, reason: CloseReason | None) -> str:
        """Return what the script says as the visit ends for that reason; "" for nothing."""

    def alone_question(self) -> str:
        """Return the question that says whether the two are alone, while private ones wait."""
