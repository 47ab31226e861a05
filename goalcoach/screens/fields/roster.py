"""The field for a roster: a line to type the next row, and the rows.

Enter adds what was typed and goes on, past the list once the row's own fields are answered. Ctrl+J
adds it and comes back for another. So a list costs no Enter beside those of its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from goalcoach.dialogue.answer_types import Value
from goalcoach.dialogue.engine.command import AddRow, Confirm, Jump, MoveRow, RemoveRow, RestoreRow
from goalcoach.dialogue.view.answer_words import row_cells
from goalcoach.dialogue.view.last_time_words import row_words
from goalcoach.dialogue.view.screen import RowView, Screen
from goalcoach.dialogue.view.screen_words import ALL_ROWS, is_full
from goalcoach.screens.fields.field import ENTER, Field, change_label
from goalcoach.screens.fields.ladder_rows import LadderRows
from goalcoach.screens.fields.letter_key_or_text import KeptLastTime, TextBegun
from goalcoach.screens.fields.roster_rows import RosterRows
from goalcoach.screens.fields.typed_fields import standing_words
from goalcoach.screens.kit.foot import Hint
from goalcoach.screens.kit.paint import FixedLines
from goalcoach.screens.kit.paste_burst import PASTE_GAP
from goalcoach.screens.kit.pick_list import Pick, PickLine
from goalcoach.screens.kit.text_box import Writer
from goalcoach.translation import tr, tr_noop

MORE = tr_noop("Enter goes on · Ctrl+J one more")
PUT_BACK = tr_noop("z puts it back.")
PUT_BACK_THERE = tr_noop("Tab, then z puts it back.")
"""The same while the focus is in the line to type in, where z is a letter."""


class RowWriter(Writer):
    """The line for the next row. Ctrl+J ends the row, and the list goes on."""

    @dataclass
    class Another(Message):
        """Ctrl+J was pressed; `text` is cleaned."""

        text: str

    async def _on_key(self, event: events.Key) -> None:
        by_hand = event.time - self._last_key >= PASTE_GAP
        if event.key == "ctrl+j" and by_hand:
            self._last_key = event.time
            event.stop()
            event.prevent_default()
            self.post_message(self.Another(self.typed))
        else:
            await super()._on_key(event)


class Onward(FixedLines, can_focus=True):
    """Replaces the input line once the list is full."""

    @dataclass
    class Entered(Message):
        """Enter was pressed: the rows are complete."""

    @dataclass
    class Left(Message):
        """Down was pressed: the focus is to go to the rows."""

    def on_key(self, event: events.Key) -> None:
        if event.key in {"enter", "down"}:
            event.stop()
            self.post_message(self.Entered() if event.key == "enter" else self.Left())


class RosterField(Field):
    """A line to type the next row, and below it the rows that there are."""

    typing = True

    def __init__(self, asked: Screen) -> None:
        super().__init__(asked)
        self.spread = asked.panel == "ladder"
        self.full = is_full(asked)
        self.padded = not self.full
        self._gone = ""
        """What was taken away last, as long as the page says how it comes back."""
        self.writer = RowWriter(asked.draft)
        self.onward = Onward()
        self.rows: RosterRows = (LadderRows if asked.panel == "ladder" else RosterRows)((), at=0)
        self.said = FixedLines(id="rowsaid")
        self.words_of = {row.id: row.label for row in asked.rows}
        self._chosen = False
        """True once the cursor was moved to a row."""
        self._moving = ""
        """The row that was just moved or put back, which the cursor is to follow."""

    def compose(self) -> ComposeResult:
        yield self.onward
        yield self.writer
        yield self.rows
        yield self.said

    def on_mount(self) -> None:
        roomy = self.screen.has_class("-roomy")
        more = tr(MORE) if roomy and not self.full else ""
        self.hint_line = " · ".join(words for words in (standing_words(self), more) if words)
        key = change_label(self.coach)
        keys = tr("Enter goes on; in the rows {key} changes one.", key=key)
        self.onward.show_words((f"{tr(ALL_ROWS)} {keys}", "$quiet"))
        self.writer.styles.max_height = 6 if roomy else 4
        self.rows.spaced = roomy
        self.rows.styles.margin = (1, 0, 0, 0)
        self._repaint()

    @property
    def proposed(self) -> bool:
        """Return True if there are rows from last time that are not confirmed yet."""
        return any(row.proposed for row in self.asked.rows)

    def main(self) -> Widget:
        return self.rows if self.proposed else self._line()

    def _line(self) -> Widget:
        """Return the line to type in, or what takes its place while the list is full."""
        return self.onward if self.full else self.writer

    def row_here(self) -> RowView | None:
        if not self.rows.has_focus or self.rows.at is None or not self.rows.lines:
            return None
        return self._row(self.rows.lines[self.rows.at].id)

    def hints(self) -> Sequence[Hint]:
        if self.rows.has_focus:
            away = Hint("x", tr("take away"), "x", tr("away", context="short_hint"))
            if not self.proposed:
                return (self.change_hint(), ENTER, away)
            # Here the rows have the focus from the start, and the empty line is easily missed.
            typing, short = tr("type", context="key"), tr("to add", context="short_hint")
            add = () if self.full else (Hint(typing, tr("to add"), "shift+tab", short),)
            keep = Hint("c", tr("keep"), "c")
            return (self.change_hint(tr_noop("change")), keep, *add, ENTER, away)
        more = () if self.full else (Hint("Ctrl+J", tr("more"), "ctrl+j"),)
        rows = (Hint("↓", tr("rows"), "down"),) if self.asked.rows else ()
        return (ENTER, *more, *rows)

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Ctrl+J", tr("add this one, and come back for one more")),
            ("↓ or Tab", tr("to the rows")),
            (change_label(self.coach), tr("in the rows: change the row")),
            ("x", tr("in the rows: take a row away")),
            ("z", tr("in the rows: put the last one back")),
            ("- +", tr("in the rows: move a row up, down")),
            ("c", tr("in the rows: all is still right")),
        )

    def unsaved(self) -> str | None:
        text = self.writer.half_typed
        return None if text.rstrip(" ") == self.asked.draft.rstrip(" ") else text

    def current(self) -> Value | None:
        return None

    def take(self, asked: Screen) -> None:
        """Show the rows after a change; of a removed one, tell how it comes back."""
        gone = [row for row in asked.removed if row not in self.asked.removed]
        super().take(asked)
        was_full, self.full = self.full, is_full(asked)
        if self.writer.typed and not asked.draft and asked.rows:
            self.writer.text = ""
        self._repaint()
        self._gone = self.words_of.get(gone[-1], tr("the row")) if gone else ""
        self._tell_gone()
        if self.full is not was_full and not self.rows.has_focus:
            self._line().focus()
        self.words_of |= {row.id: row.label for row in asked.rows}

    def _tell_gone(self) -> None:
        way = tr(PUT_BACK) if self.rows.has_focus else tr(PUT_BACK_THERE)
        gone = tr("Taken away: {line}.", line=self._gone.removesuffix("."))
        self.said.show_words(*([(f"{gone} {way}", "$quiet")] * bool(self._gone)))

    def on_descendant_focus(self) -> None:
        self._tell_gone()

    def _repaint(self) -> None:
        marks = self.coach.marks
        self.writer.display, self.onward.display = not self.full, self.full
        lines = []
        for row in self.asked.rows:
            cells = "; ".join(f"{cell.label}: {cell.text}" for cell in row_cells(row))
            mark = marks.open if row.proposed else marks.answered
            lines.append(PickLine(row.id, row_words(row), aside=cells, mark=mark))
        if isinstance(self.rows, LadderRows):
            self.rows.views = self.asked.rows
        self.rows.keeps = self.proposed
        self.rows.show_lines(lines)
        if lines and (self._moving or self.rows.at is None):  # None: there was no row until now
            self.rows.at = next((i for i, x in enumerate(lines) if x.id == self._moving), 0)
            self._moving = ""
            self.rows.repaint()
        # Without rows it stays where the focus is, or can go, as long as z brings one back there.
        self.rows.display = bool(lines or self.asked.removed)

    def _row(self, row_id: str) -> RowView | None:
        return next((row for row in self.asked.rows if row.id == row_id), None)

    @on(Writer.Changed)
    def _typed(self, event: Writer.Changed) -> None:
        event.stop()
        self.tell_typed()

    @on(Writer.Entered)
    def _entered(self, event: Writer.Entered) -> None:
        event.stop()
        if event.text:
            enough = len(self.asked.rows) + 1 >= self.asked.row_min
            self._add(event.text, last=enough and not self.proposed)
        else:
            self._go_on()

    @on(RowWriter.Another)
    def _another(self, event: RowWriter.Another) -> None:
        event.stop()
        if event.text:
            self._add(event.text, last=False)

    def _add(self, text: str, *, last: bool) -> None:
        self.post_message(self.Asked(AddRow(self.asked.address, text), last))

    def _go_on(self) -> None:
        """Post the answer, if there are rows or none are needed."""
        enough = self.asked.rows or not self.asked.row_min
        self.post_message(self.Given(True) if enough else self.Passed())

    @on(Writer.Edged)
    def _edged(self, event: Writer.Edged) -> None:
        event.stop()
        if event.down and self.asked.rows:
            self.rows.focus()

    @on(RosterRows.Edged)
    def _focus_line(self, event: RosterRows.Edged) -> None:
        event.stop()
        self._line().focus()

    @on(Onward.Entered)
    def _rows_complete(self, event: Onward.Entered) -> None:
        event.stop()
        self._go_on()

    @on(Onward.Left)
    def _focus_rows(self, event: Onward.Left) -> None:
        event.stop()
        self.rows.focus()

    @on(Pick.Picked)
    def _picked(self, event: Pick.Picked) -> None:
        event.stop()
        row = self._row(event.id)
        if row is not None and row.cells:
            self.post_message(self.Asked(Jump(row.cells[0].address)))

    @on(Pick.Moved)
    def _moved(self, event: Pick.Moved) -> None:
        event.stop()
        self._chosen = True

    @on(RosterRows.Finished)
    def _finished(self, event: RosterRows.Finished) -> None:
        event.stop()
        if self._chosen and self.tells_of_change():
            return
        if self.proposed:
            self.post_message(self.Passed())  # they wait to be confirmed
        else:
            self._go_on()

    @on(KeptLastTime)
    def _kept(self, event: KeptLastTime) -> None:
        event.stop()
        self.post_message(self.Asked(Confirm(self.asked.address)))

    @on(TextBegun)
    def _begun(self, event: TextBegun) -> None:
        if not self.full:  # else it goes on to the page, which makes a note of it
            event.stop()
            self.writer.begin(self.taken_back() + event.text, pasted=event.pasted)

    def taken_back(self) -> str:
        return self.rows.digits_before()

    @on(RosterRows.Acted)
    def _acted(self, event: RosterRows.Acted) -> None:
        event.stop()
        at = self.asked.address
        ids = [row.id for row in self.asked.rows]
        place = ids.index(event.id) if event.id in ids else 0
        if event.key == "z" and self.asked.removed:
            self._moving = self.asked.removed[-1]
            self.post_message(self.Asked(RestoreRow(self._moving, at)))
        elif event.key in {"x", "delete"} and event.id:
            self.post_message(self.Asked(RemoveRow(event.id, at)))
        elif event.key in {"minus", "plus"} and event.id:
            upwards = (event.key == "minus") is not isinstance(self.rows, LadderRows)
            to = place + (-1 if upwards else 1)
            if 0 <= to < len(ids):
                self._moving = event.id
                self.post_message(self.Asked(MoveRow(event.id, to, at)))
