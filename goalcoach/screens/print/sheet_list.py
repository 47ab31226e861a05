"""The list of Print: sheets to tick, and below them what goes for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace
from textual.content import Content
from textual.message import Message

from goalcoach.safe_text import cell_width, cut, show
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.paint import BLANK, line, pad
from goalcoach.screens.kit.pick_list import Pick, PickLine, label_width
from goalcoach.screens.kit.theme import MarkSigns
from goalcoach.screens.print.options import Switch
from goalcoach.screens.print.print_session import SheetOffer

ASIDE = 9
"""The first column: room for the name of a sheet, at least."""
LEAD = 5
EDGE = 21
"""Where the second column begins, at the least."""
DIGITS = 9
"""So many lines have a digit."""
SHEET_DIGITS = 6
"""So many of the sheets have one of the digits; those after them are for the switches."""


def offer_line(offer: SheetOffer, chosen: bool, marks: MarkSigns) -> PickLine:
    """Return a sheet as a line: what it is for, or in short why there is none."""
    kind, name = offer.kind, offer.kind.name
    if offer.sheet is None:
        # Which sheet there is none of stands beside it, and a row a sheet is enough.
        first = offer.reason.partition(". ")[0].rstrip(".").removesuffix(f", {kind.say_missed()}")
        return PickLine(name, kind.say_listed(), first, f" {marks.skipped} ")
    style = "bold $accent" if chosen else "$quiet"
    mark = marks.on if chosen else marks.off
    return PickLine(name, kind.say_listed(), kind.say_purpose(), mark, style)


class PrintList(Pick):
    """Digits and Space tick a sheet or turn a switch; left and right turn a switch."""

    @dataclass
    class Turned(Message):
        """Left or right on a switch."""

        id: str
        by: int

    def __init__(self) -> None:
        super().__init__((), several=True, spaced=False, aside=ASIDE)
        self.switches: tuple[Switch, ...] = ()
        self.edge = EDGE

    def show_all(
        self, sheets: Iterable[PickLine], chosen: Iterable[str], switches: Sequence[Switch]
    ) -> None:
        """Show the sheets, `chosen` (names) ticked, and below them the switches."""
        self.chosen = tuple(chosen)
        self.switches = tuple(switches)
        lines = tuple(sheets)
        self.aside = max(ASIDE, label_width(lines))
        names = [cell_width(one.words) for one in self.switches]
        self.edge = max(EDGE, LEAD + max(names, default=0) + 2)
        self.show_lines([*_numbered(lines, self.switches)])

    @property
    def digits(self) -> bool:
        """Return True: the first sheets have digits, and the switches after them."""
        return self.numbered

    def stands_apart(self, number: int) -> bool:
        return bool(self.switches) and self.lines[number].id == self.switches[0].id

    def paint_line(self, number: int, one: PickLine, width: int) -> list[Content]:
        switch = next((each for each in self.switches if each.id == one.id), None)
        if switch is None:
            return super().paint_line(number, one, width)
        marks = coach_of(self).marks
        edge = (marks.edge if number == self.at else " ",
                "$accent" if self.has_focus else "$quiet")  # fmt: skip
        words = pad(one.words, self.edge - LEAD)
        rows = self._values(switch, width - self.edge)
        digit = self.digit_at(number)
        figure = f"{digit:>2}" if digit <= DIGITS else "  "
        lines = [Content.assemble(line(edge, (figure, "$quiet"), "  ",
                                       (words, "$ink")), rows[0])]  # fmt: skip
        return [
            *lines,
            *(Content.assemble(line(edge, " " * (self.edge - 1)), row) for row in rows[1:]),
        ]

    def _values(self, switch: Switch, width: int) -> list[Content]:
        """Return the values with their boxes, as many a row as fit."""
        marks = coach_of(self).marks
        rows: list[Content] = [BLANK]
        for at, value in enumerate(switch.values):
            box = marks.on if at == switch.at else marks.off
            words = cut(show(value, lines=False), width - cell_width(box) - 1)
            on = at == switch.at
            said = line((box, "$accent" if on else "$quiet"), " ",
                        (words, "bold $ink" if on else "$quiet"))  # fmt: skip
            gap = 3 if rows[-1].cell_length else 0
            if rows[-1].cell_length + gap + said.cell_length > width:
                rows.append(said)
            else:
                rows[-1] = Content.assemble(rows[-1], " " * gap, said)
        return rows

    def handle(self, key: str) -> bool:
        """Handle a key; True if it was one of the list."""
        if key in {"left", "right"}:
            here = "" if self.at is None or not self.lines else self.lines[self.at].id
            if any(one.id == here for one in self.switches):
                self.post_message(self.Turned(here, 1 if key == "right" else -1))
            return True
        return super().handle(key)


def _numbered(sheets: tuple[PickLine, ...], switches: tuple[Switch, ...]) -> Iterator[PickLine]:
    """Yield the lines with their digits; of more lines than digits the last sheets have none.

    So a further kind of sheet changes no digit that a hand knows.
    """
    for number, one in enumerate(sheets, 1):
        yield replace(one, number=number if number <= SHEET_DIGITS else DIGITS + number)
    for number, switch in enumerate(switches, 1 + min(len(sheets), SHEET_DIGITS)):
        yield PickLine(switch.id, switch.words, number=number)
