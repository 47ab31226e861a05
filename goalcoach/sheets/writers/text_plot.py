"""A plot as lines of text: points at their true height, dots that join neighbours, nothing more.

The scale is always shown from end to end, in whole numbers. A place without a value stays a gap
that no dot crosses. Colours are the front end's matter: each run of text says what it is. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby, pairwise
from math import ceil

from msgspec import Struct

from goalcoach.date_words import say_day
from goalcoach.number_words import say_number
from goalcoach.safe_text import cut
from goalcoach.translation import tr

GUTTER = 7
APART = 5
"""So many columns lie between two visits at least, so that their numbers do not touch."""
_BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


class Ink(StrEnum):
    BLANK = "blank"
    AXIS = "axis"
    LABEL = "label"
    DOTS = "dots"
    POINT = "point"
    NUMBER = "number"


PlotRun = tuple[str, Ink]
PlotLine = tuple[PlotRun, ...]


class AxisPlace(Struct, frozen=True):
    """One visit on the axis; without a value it is a gap."""

    visit: int
    day: date
    value: float | None


class PlotScale(Struct, frozen=True):
    """Whole numbers from `low` to `high`, `unit` of them to a row; ticks stand at whole numbers."""

    low: int
    high: int
    unit: float = 1
    signed: bool = False

    @property
    def rows(self) -> int:
        return round((self.high - self.low) / self.unit) + 1

    @property
    def ticks(self) -> tuple[int, ...]:
        middle = (self.low + self.high) // 2
        whole = (self.high - self.low) % 2 == 0 and self.rows > 4
        return (self.low, middle, self.high) if whole else (self.low, self.high)

    def say(self, value: float) -> str:
        """Return a value as it stands beside a point: "7", "+1", "–2"."""
        words = say_number(abs(value))
        return f"–{words}" if value < 0 else f"+{words}" if self.signed and value else words

    def height(self, value: float) -> float:
        """Return the rows from the top, 0 for the highest value."""
        return (self.high - value) / self.unit


def scale_for(values: Sequence[float]) -> PlotScale:
    """Return a scale for something counted: from 0, and far enough for every value."""
    most, least = max(values), min(values)
    rows = 10 if least >= 0 else 5
    unit = next(
        base * 10**power
        for power in range(12)
        for base in (1, 2, 5)
        if base * 10**power * rows >= max(most, -least)
    )
    if least >= 0:
        return PlotScale(0, 5 if most <= 5 else 10 * unit, unit)
    return PlotScale(-5 * unit, 5 * unit, unit)


class Signs(Struct, frozen=True):
    """What points and lines are drawn with."""

    point: str
    column: str
    corner: str
    floor: str
    dot: str
    """A dot where there is no braille; "" means braille."""
    other: str
    """A point of the second series."""


BRAILLE = Signs("●", "│", "└", "─", "", "○")
ASCII = Signs("*", "|", "+", "-", ".", "o")


def draw(
    places: Sequence[AxisPlace],
    scale: PlotScale,
    width: int,
    signs: Signs,
    beside: Mapping[int, float] | None = None,
) -> tuple[PlotLine, ...]:
    """Return the lines of a plot at most `width` cells wide; the last places, if not all fit.

    `beside` has the values of a second series by visit: points with their numbers, not joined.
    """
    gutter, apart = _measure(places, scale)
    room = width - gutter
    shown = places[-_fitting(room, apart) :]
    columns = _columns([one.day for one in shown], room, apart)
    canvas = _paint(shown, columns, scale, room, signs, beside or {})
    ticks = {_nearest(scale.height(tick)) + 1: scale.say(tick) for tick in scale.ticks}
    # The row above the scale is there for the number of a point at its very top.
    first = 0 if canvas.line(0) else 1
    lines = [
        _side(ticks.get(row, ""), signs.column, canvas.line(row), gutter)
        for row in range(first, canvas.rows)
    ]
    floor = _side("", signs.corner, ((signs.floor * room, Ink.AXIS),), gutter)
    visits = _labels([(at, str(one.visit)) for at, one in zip(columns, shown, strict=True)], room)
    days = _labels(list(zip(columns, day_labels([one.day for one in shown]), strict=True)), room)
    return (
        *lines,
        floor,
        _below(tr("visit", context="axis"), visits, gutter),
        _below("", days, gutter),
    )


def say_left_out(places: Sequence[AxisPlace], scale: PlotScale, width: int) -> str:
    """Return a sentence where not every visit fits a plot of that width, else ""."""
    gutter, apart = _measure(places, scale)
    most = _fitting(width - gutter, apart)
    if len(places) <= most:
        return ""
    return tr("Drawn here: the last {most} of {count} visits.", most=most, count=len(places))


def _measure(places: Sequence[AxisPlace], scale: PlotScale) -> tuple[int, int]:
    """Return the columns left of the plot, and those from one visit to the next at least."""
    numbers = [scale.say(one.value) for one in places if one.value is not None]
    gutter = max(GUTTER, *(len(scale.say(tick)) + 2 for tick in scale.ticks))
    return gutter, max(APART, *(len(number) + 2 for number in numbers), 0)


def _fitting(room: int, apart: int) -> int:
    return max(room // apart, 1)


def _paint(
    shown: Sequence[AxisPlace],
    columns: Sequence[int],
    scale: PlotScale,
    room: int,
    signs: Signs,
    beside: Mapping[int, float],
) -> _Canvas:
    """Return a canvas with the points, their numbers, and dots between neighbours."""
    canvas = _Canvas(scale.rows + 1, room)
    before: tuple[int, tuple[int, float]] | None = None
    for column, one in zip(columns, shown, strict=True):
        if one.value is None:
            continue
        here = (column, scale.height(one.value) + 1)
        if before is not None and before[0] + 1 == one.visit:
            canvas.join(before[1], here, signs)
        before = (one.visit, here)
    for column, one in zip(columns, shown, strict=True):
        other = beside.get(one.visit)
        above = 0 if other is None else _nearest(scale.height(other)) + 1
        if other is not None and other != one.value:
            canvas.put(above, column, signs.other, Ink.LABEL)
            canvas.say(above, column + 1, scale.say(other), Ink.LABEL)
        if one.value is None:
            continue
        row = _nearest(scale.height(one.value)) + 1
        canvas.put(row, column, signs.point, Ink.POINT)
        number = scale.say(one.value)
        if above == row - 1 and other != one.value:  # the other's point is where ours would be
            canvas.say(row, column + 1, number, Ink.NUMBER)
        else:
            start = min(max(column - len(number) // 2, 0), room - len(number))
            canvas.say(row - 1, start, number, Ink.NUMBER)
    return canvas


def _side(tick: str, sign: str, runs: PlotLine, gutter: int) -> PlotLine:
    return ((f"{tick:>{gutter - 2}} ", Ink.LABEL), (sign, Ink.AXIS), *runs)


def _below(name: str, words: str, gutter: int) -> PlotLine:
    return ((f"{cut(name, gutter - 1):<{gutter}}{words}".rstrip(), Ink.LABEL),)


def _nearest(row: float) -> int:
    """Return the row a height falls on; halfway between two it is the upper one."""
    return ceil(row - 0.5)


def _columns(days: Sequence[date], room: int, apart: int) -> list[int]:
    """Return a column for each day: in proportion to time, but never closer than `apart`.

    Where a day is before the one before it, a clock was wrong: each visit has the same room then.
    """
    first, last = 2, room - 3
    if len(days) == 1:
        return [first]
    if any(after < before for before, after in pairwise(days)):
        return [first + (last - first) * at // (len(days) - 1) for at in range(len(days))]
    span = (days[-1] - days[0]).days
    wanted = [
        first + round((last - first) * (day - days[0]).days / span) if span > 0 else first
        for day in days
    ]
    for at in range(1, len(wanted)):
        wanted[at] = max(wanted[at], wanted[at - 1] + apart)
    limit = last
    for at in range(len(wanted) - 1, -1, -1):
        wanted[at] = min(wanted[at], limit)
        limit = wanted[at] - apart
    return wanted


def day_labels(days: Sequence[date]) -> list[str]:
    """Return "23 Oct" for each day, with the year where the days cross one."""
    years = len({day.year for day in days}) > 1
    return [say_day(day, year=years, short=True) for day in days]


def _labels(labels: Sequence[tuple[int, str]], room: int) -> str:
    """Return labels under their columns; the first and the last stand, others where they fit."""
    placed: list[tuple[int, str]] = []
    spots = [(min(max(at - len(one) // 2, 0), room - len(one)), one) for at, one in labels]
    limit = spots[-1][0] if len(spots) > 1 else room
    for number, (start, one) in enumerate(spots):
        end = placed[-1][0] + len(placed[-1][1]) + 1 if placed else 0
        is_last = number == len(spots) - 1
        if start >= end and (is_last or start + len(one) + 1 <= limit):
            placed.append((start, one))
    row = ""
    for start, one in placed:
        row += " " * (start - len(row)) + one
    return row


class _Canvas:
    """Cells, and eight dots to each cell. Signs win over dots."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows = rows
        self.columns = columns
        self._signs: dict[tuple[int, int], PlotRun] = {}
        self._dots: dict[tuple[int, int], int] = {}

    def put(self, row: int, column: int, sign: str, ink: Ink) -> None:
        self._signs[row, column] = (sign, ink)

    def say(self, row: int, column: int, words: str, ink: Ink) -> None:
        """Put words from that cell on."""
        for offset, sign in enumerate(words):
            self.put(row, column + offset, sign, ink)

    def join(self, start: tuple[int, float], end: tuple[int, float], signs: Signs) -> None:
        """Put dots from one point to another, in a straight line."""
        (first, top), (last, bottom) = start, end
        steps = (last - first) * (1 if signs.dot else 2)
        for step in range(1, steps):
            row = top + (bottom - top) * step / steps
            column = first + (last - first) * step / steps
            if signs.dot:
                self._signs.setdefault((_nearest(row), int(column)), (signs.dot, Ink.DOTS))
            else:
                self.dot(int(row * 4 + 1.5), int(column * 2))

    def dot(self, y: int, x: int) -> None:
        """Set one of the small dots: four to a row, two to a column."""
        cell = (y // 4, x // 2)
        self._dots[cell] = self._dots.get(cell, 0) | _BRAILLE[y % 4][x % 2]

    def sign_at(self, sign: str) -> Callable[[int, int], None]:
        """Return what sets `sign` in the cell of a small dot, where those cannot be drawn."""
        return lambda y, x: self.put(y // 4, x // 2, sign, Ink.DOTS)

    def line(self, row: int) -> PlotLine:
        cells = [self._cell(row, column) for column in range(self.columns)]
        while cells and cells[-1][1] is Ink.BLANK:
            cells.pop()
        return tuple(
            ("".join(sign for sign, _ in group), ink)
            for ink, group in groupby(cells, key=lambda cell: cell[1])
        )

    def _cell(self, row: int, column: int) -> PlotRun:
        if (row, column) in self._signs:
            return self._signs[row, column]
        dots = self._dots.get((row, column), 0)
        return (chr(0x2800 + dots), Ink.DOTS) if dots else (" ", Ink.BLANK)


def draw_days(
    values: Sequence[tuple[int, float]], days: int, width: int, signs: Signs = BRAILLE
) -> tuple[PlotLine, ...]:
    """Return a diary column as three rows of small dots, 0 to 10 from end to end.

    `values` are (day from 0, value); `days` is the last day. Dots join only days that follow
    each other, so a day without an entry is left out and not counted as zero.
    """
    room = width - GUTTER
    canvas = _Canvas(3, room)
    dot = canvas.sign_at(signs.dot) if signs.dot else canvas.dot
    wide = min(room * 2 - 1, max(days, 1) * 4)
    spots = [(day, round(day * wide / max(days, 1)), 10 - value) for day, value in values]
    for before, after in zip(spots, [*spots[1:], None], strict=True):
        dot(round(before[2]), before[1])
        if after is not None and after[0] - before[0] == 1:
            for x in range(before[1] + 1, after[1]):
                share = (x - before[1]) / (after[1] - before[1])
                dot(round(before[2] + (after[2] - before[2]) * share), x)
    return tuple(
        _side(tick, signs.column, canvas.line(row), GUTTER)
        for row, tick in enumerate(("10", "", "0"))
    )
