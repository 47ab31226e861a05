"""A list to choose from: cursor, digits and clicks for all pages and fields that have one.

Its lines are painted in one widget, so it is for short lists, not for thousands of lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct
from textual import events
from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message
from textual.widget import Widget

from goalcoach.safe_text import cell_width, show
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.digit_key import digit_of
from goalcoach.screens.kit.paint import BLANK, Painted, line, paragraph


class PickLine(Struct, frozen=True):
    """One line of a list: `mark`, `words`, and `aside` in a second column.

    `number` is the digit that chooses it, 0 for its place in the list: where lines come and go, the
    others keep theirs. What is `off` can be looked at and not be picked; `aside` says why.
    """

    id: str
    words: str
    aside: str = ""
    mark: str = ""
    mark_style: str = "$quiet"
    number: int = 0
    off: bool = False


class Pick(Painted, can_focus=True):
    """Lines with a cursor. Up, down, Home, End and digits move it; Enter posts `Picked`.

    `at` is the index of the line under the cursor, None for no cursor. With `several`, digits and
    Space post `Toggled`, and the owner sets `chosen`. `spaced` puts a blank row between lines,
    `numbered=False` shows no digits, `aside` is the width of the first column if there are two.
    """

    cursor_needs_focus = False
    """True if the cursor shows only while the list has the focus."""

    @dataclass
    class Moved(Message):
        """The cursor was moved to the line `id`, even if it was there already."""

        id: str

    @dataclass
    class Picked(Message):
        """Enter on the line `id`; "" if there is no cursor."""

        id: str

    @dataclass
    class Toggled(Message):
        """The line `id` is to be chosen or no longer chosen, where several can be."""

        id: str

    def __init__(
        self,
        lines: Sequence[PickLine],
        *,
        at: int | None = 0,
        several: bool = False,
        spaced: bool = True,
        numbered: bool = True,
        aside: int = 0,
    ) -> None:
        super().__init__(classes="pick")
        self.lines = tuple(lines)
        self.at = at
        self.several = several
        self.spaced = spaced
        self.numbered = numbered
        self.aside = aside
        self.chosen: tuple[str, ...] = ()
        self.collapsed = False
        """True while only the line under the cursor is shown."""
        self._rows: list[int] = []
        """The index of the line in each painted row; -1 for a row that belongs to none."""

    @property
    def digits(self) -> bool:
        """Return True if digits choose: up to nine lines, and numbered."""
        return self.numbered and len(self.lines) <= 9

    def digit_at(self, number: int) -> int:
        """Return the digit of the line with index `number`."""
        return self.lines[number].number or number + 1

    def show_lines(self, lines: Sequence[PickLine]) -> None:
        """Show other lines; the cursor keeps its index as far as there are lines."""
        self.lines = tuple(lines)
        if self.at is not None:
            self.at = min(self.at, len(self.lines) - 1) if self.lines else None
        self.repaint()

    def paint(self, width: int) -> list[Content]:
        painted: list[Content] = []
        self._rows = []
        for number, one in enumerate(self.lines):
            if self.collapsed and self.at not in (None, number):
                continue
            if self.stands_apart(number):
                painted.append(BLANK)
                self._rows.append(-1)
            rows = self.paint_line(number, one, width)
            painted += rows
            self._rows += [number] * len(rows)
        return painted

    def stands_apart(self, number: int) -> bool:
        """Return True if there is a blank row above the line with index `number`."""
        return bool(number) and self.spaced

    def paint_line(self, number: int, one: PickLine, width: int) -> list[Content]:
        """Return the rows of the line with index `number`."""
        marks = coach_of(self).marks
        here = number == self.at and (self.has_focus or not self.cursor_needs_focus)
        bold = one.id in self.chosen if self.several else here
        edge = (marks.edge if here else " ", "$accent" if self.has_focus else "$quiet")
        digit = self.digit_at(number)
        figure = f"{digit:>2}" if self.digits and digit <= 9 else "  "
        mark = f"{one.mark}  " if self.several and one.mark else f"{one.mark} " if one.mark else ""
        lead = 1 + len(figure) + 2 + cell_width(mark)
        room = width - lead
        if self.aside and one.aside and room > self.aside + 12:
            room = self.aside
        style = "$quiet" if one.off else "bold $ink" if bold else "$ink"
        words = paragraph(one.words, room, style)
        lines = []
        for at, text in enumerate(words):
            if at == 0:
                start = line(edge, (figure, "bold $ink" if here and not self.several else "$quiet"),
                             "  ", (mark, one.mark_style))  # fmt: skip
            else:
                start = line(edge, " " * (lead - 1))
            lines.append(Content.assemble(start, text))
        return self._with_aside(lines, one, lead, width)

    def _with_aside(
        self, lines: list[Content], one: PickLine, lead: int, width: int
    ) -> list[Content]:
        """Return a line's rows with its aside beside them, or below where there is no room."""
        if not one.aside:
            return lines
        if self.aside and width - lead > self.aside + 12:
            gap = max(lead + self.aside + 2 - lines[0].cell_length, 2)
            room = width - lines[0].cell_length - gap
            aside = paragraph(one.aside, max(room, 10), "$quiet")
            lines[0] = Content.assemble(lines[0], " " * gap, aside[0])
            fill = " " * (lead + self.aside + 2)
            return [*lines, *(Content.assemble(fill, rest) for rest in aside[1:])]
        below = paragraph(one.aside, width - lead, "$quiet")
        return [*lines, *(Content.assemble(" " * lead, rest) for rest in below)]

    def move_to_row(self, row: int) -> None:
        """Move the cursor to the line that is painted in that row, if one is."""
        if 0 <= row < len(self._rows):
            self.move(self._rows[row])

    def move(self, at: int) -> None:
        """Move the cursor to the line with index `at`, if there is one; posts `Moved`."""
        if self.lines and 0 <= at < len(self.lines):
            self.at = at
            self.repaint()
            self.follow()
            self.post_message(self.Moved(self.lines[at].id))

    def follow(self) -> None:
        """Scroll the nearest container that can, so that the cursor's line is visible."""
        if self.at not in self._rows:
            return
        top = self._rows.index(self.at)
        height = self._rows.count(self.at)
        place = Region(self.region.x, self.virtual_region.y + top, 1, height)
        parent = self.parent
        while isinstance(parent, Widget):
            if parent.allow_vertical_scroll and parent.is_scrollable:
                parent.scroll_to_region(place, animate=False, force=True)
                return
            place = place.translate(Offset(0, parent.virtual_region.y))
            parent = parent.parent

    def on_key(self, event: events.Key) -> None:
        if self.handle(event.key):
            event.stop()
            event.prevent_default()

    def handle(self, key: str) -> bool:
        """Handle a key; return True if it was one of this list's."""
        count, digit = len(self.lines), digit_of(key)
        meant = {self.digit_at(at): at for at in range(count)}.get(digit or 0)
        if key in {"up", "down"} and count:
            step = 1 if key == "down" else -1
            start = self.at if self.at is not None else (-1 if step > 0 else count)
            self.move(min(max(start + step, 0), count - 1))
        elif key in {"home", "end"} and count:
            self.move(0 if key == "home" else count - 1)
        elif self.digits and meant is not None:
            self.move(meant)
            if self.several:
                self.post_message(self.Toggled(self.lines[meant].id))
        elif key == "space" and self.several and self.at is not None:
            self.post_message(self.Toggled(self.lines[self.at].id))
        elif key == "enter":
            here = None if self.at is None else self.lines[self.at]
            if here is None or not here.off:
                self.post_message(self.Picked("" if here is None else here.id))
        else:
            return False
        return True

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        number = self._rows[event.y] if 0 <= event.y < len(self._rows) else -1
        if number >= 0:
            self.focus()
            self.move(number)
            if self.several:
                self.post_message(self.Toggled(self.lines[number].id))


def label_width(lines: Sequence[PickLine]) -> int:
    """Return the cells of the widest `words`, which is where a second column can begin."""
    return max((cell_width(show(one.words)) for one in lines), default=0)
