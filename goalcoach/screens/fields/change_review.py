"""The field that shows what changed today, to go through together before the visit closes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from textual import events

from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.fields.field import CHANGE, ENTER
from goalcoach.screens.fields.letter_key_or_text import PAUSE
from goalcoach.screens.fields.plan_and_diary_fields import ReadField
from goalcoach.screens.kit.foot import Hint
from goalcoach.screens.read.change_list import STEPS, ChangeLines
from goalcoach.screens.visit.visit_interface import OpenReading
from goalcoach.sheets.changes.change_report import ChangeLine
from goalcoach.translation import tr


def place_of(one: ChangeLine) -> ChangeLine:
    """Return a line with the path of the answer that made the change.

    A line about the next step has the path of the step's text, but what was answered is its status.
    """
    told = one.kind == "status" and one.path.endswith(".text")
    return replace(one, path=f"{one.path.removesuffix('text')}status") if told else one


class VisitChanges(ChangeLines):
    """The changes; `taken_back` undoes what letters of words did that began with its keys."""

    def on_mount(self) -> None:
        self._signs = ""
        self._last = float("-inf")
        self._before = (self.at, self.filter)

    def on_key(self, event: events.Key) -> None:  # that of ChangeLines acts as well
        if event.time - self._last > PAUSE or not event.is_printable:
            self._signs, self._before = "", (self.at, self.filter)
        if (event.character or "-") in "nNa":
            self._signs += event.character or ""
            self._last = event.time

    def taken_back(self) -> str:
        """Return the letters typed just now that acted here, with what they did undone."""
        signs, self._signs = self._signs, ""
        if signs:
            self.at, self.filter = self._before
            self.repaint()
        return signs


class ChangeField(ReadField):
    """The changes from the last plan to the plan so far.

    `CHANGE` leads to the question behind the change under the cursor, and back here once it is
    answered; n and N go from change to change.
    """

    spread = True

    def __init__(self, asked: Screen, reading: OpenReading) -> None:
        self.lines = VisitChanges(reading.changes(), told=False)
        super().__init__(asked, reading, self.lines)

    def leave_below(self, rows: int) -> int:
        return 2 if self.screen.has_class("-narrow") else 4  # with room for the note

    def hints(self) -> Sequence[Hint]:
        sheet = self.lines.sheet
        if sheet is None or not any(one.mark in STEPS for one in sheet.lines):
            return (ENTER,)
        return (
            ENTER,
            Hint("n N", tr("choose"), "n", tr("line")),
            self.change_hint(),
        )

    def taken_back(self) -> str:
        return self.lines.taken_back()

    def keys(self) -> Sequence[tuple[str, str]]:
        arrows = self.coach.marks.arrows[0]
        return (
            ("n N", tr("the next change, the one before")),
            (arrows, tr("read on")),
            ("a", tr("what stayed the same as well")),
        )

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            self.go_on()
        elif event.key == CHANGE and self.lines.changes:
            event.stop()
            changed = place_of(self.lines.changes[self.lines.at])
            self.lead_to(changed.path, changed.rows)
