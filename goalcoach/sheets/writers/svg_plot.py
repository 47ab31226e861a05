"""A small plot as SVG: a few points with their numbers, on a scale shown from end to end.

Black on paper, and it takes the colour of the text on a screen. A number never lies on another or
on a rule: points stand apart as far as their numbers are wide, and rules leave room. The caption is
the writer's, for it is text. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import pairwise
from typing import NamedTuple

from goalcoach.date_words import say_day
from goalcoach.safe_text import show
from goalcoach.sheets.block import PlotPoint, PlotRater, PlotSeries, RatingPlot
from goalcoach.sheets.wording import say_signed
from goalcoach.sheets.writers.text_plot import day_labels
from goalcoach.translation import TrMap, tr

# Points (1/72 inch) throughout, as the sizes of type are.
WIDE = 166
SIZE = 8
DIGIT = 5.2
"""How wide a bold digit is at `SIZE`; wide enough for every sign of a number."""
LETTER_WIDTH = 4.9
POINTS_APART = 16
RADIUS = 2.6
HALF = 3.4
HEIGHT = 66
KEY = 13
"""The row above the plot: what circle and square stand for. Kept free where there is one series,
so that plots side by side stand level.
"""
ABOVE, BELOW, DAYS = 12, 13, 11
LEFT = 14
RULE_GAP = 4
_LONG_DAY = date(2027, 1, 5)
"""A day as wide as most: what room the last one has at the right."""
WORDS = TrMap({PlotRater.PATIENT: "patient", PlotRater.CLINICIAN: "clinician"}, context="plot_key")


class Spot(NamedTuple):
    """A point in its place. `under`: its number stands below it; "" where another says it."""

    x: float
    y: float
    number: str
    strong: bool
    under: bool = False


class Box(NamedTuple):
    """What a number takes up, so that rules stay out of it."""

    left: float
    top: float
    right: float
    bottom: float


def draw_plot(plot: RatingPlot) -> str:
    """Return the plot as one `<svg>` element that says in words all that it shows."""
    return _Drawing(plot).svg()


class _Drawing:
    """Places first, then marks: each rule has to know where the numbers stand."""

    def __init__(self, plot: RatingPlot) -> None:
        self._plot = plot
        self._days = sorted({point.day for series in plot.series for point in series.points})
        self._top = KEY + ABOVE
        self._floor = self._top + HEIGHT
        self._x = dict(zip(self._days, self._columns(), strict=True))
        self._right = (max(self._x.values()) if self._x else LEFT) + LEFT
        self._spots = [self._place(series) for series in plot.series]
        self._boxes = [box for spots in self._spots for spot in spots for box in _boxes_of(spot)]

    def svg(self) -> str:
        ends = self._ends()
        sides = max(len(words) for words, _ in ends) * LETTER_WIDTH
        longest = len(say_day(_LONG_DAY, short=True))
        wide = self._right + RULE_GAP + max(sides, longest * LETTER_WIDTH / 2 - LEFT)
        high = self._floor + BELOW + DAYS
        sentence = escape(show(self._plot.sentence, lines=False))
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(wide)} {_n(high)}" '
            f'width="{_n(wide)}pt" height="{_n(high)}pt" role="img" aria-label="{sentence}" '
            f'font-family="Noto Sans, sans-serif" font-size="{SIZE}" fill="currentColor">'
        )
        parts = [
            head,
            f"<title>{sentence}</title>",
            *self._key(),
            *self._rules(),
            *(_text(self._right + RULE_GAP, y + 2.8, words, "start") for words, y in ends),
            *self._dates(),
        ]
        for series, spots in zip(self._plot.series, self._spots, strict=True):
            parts += self._draw(series, spots)
        return "".join((*parts, "</svg>"))

    def _columns(self) -> list[float]:
        """Return a place for each day: in proportion to time, but never closer than its number."""
        days, last = self._days, WIDE - LEFT - 32
        if len(days) < 2:
            return [float(LEFT)] * len(days)
        widest = max(
            (len(say_signed(p.value)) * DIGIT for one in self._plot.series for p in one.points),
            default=0,
        )
        apart = max(POINTS_APART, widest + RULE_GAP)
        free = max(last - LEFT - apart * (len(days) - 1), 0)
        span = (days[-1] - days[0]).days
        return [
            LEFT + apart * at + free * (day - days[0]).days / span for at, day in enumerate(days)
        ]

    def _y(self, value: float) -> float:
        share = (value - self._plot.low) / (self._plot.high - self._plot.low)
        return self._floor - share * HEIGHT

    def _place(self, series: PlotSeries) -> list[Spot]:
        values = [point.value for point in series.points]
        return [
            Spot(
                self._x[point.day],
                self._y(point.value),
                self._number(series, point),
                series.rater is not PlotRater.CLINICIAN,
                self._is_under(series, point, values, at),
            )
            for at, point in enumerate(series.points)
        ]

    def _number(self, series: PlotSeries, point: PlotPoint) -> str:
        """Return what stands at a point; the clinician's is not said twice where both agree."""
        again = (
            series.rater is PlotRater.CLINICIAN and self._other(series, point.day) == point.value
        )
        return "" if again else say_signed(point.value)

    def _other(self, series: PlotSeries, day: date) -> float | None:
        others = (one for one in self._plot.series if one is not series)
        found = (point.value for one in others for point in one.points if point.day == day)
        return next(found, None)

    def _is_under(self, series: PlotSeries, point: PlotPoint, values: list[float], at: int) -> bool:
        """Return True if the number stands below its point: the lower of two on a day, or a dip."""
        other = self._other(series, point.day)
        if other is not None and other != point.value:
            return point.value < other
        beside = [*values[max(at - 1, 0) : at], *values[at + 1 : at + 2]]
        return len(beside) == 2 and min(beside) > point.value

    def _key(self) -> list[str]:
        """Return what the two shapes mean, where there are raters."""
        parts, x = [], float(LEFT) - RADIUS
        for series in self._plot.series:
            if series.rater is not None:
                word = WORDS[series.rater]
                parts += [_mark(x + RADIUS, 6, series.rater), _text(x + 9, 8.8, word, "start")]
                x += 9 + len(word) * LETTER_WIDTH + 10
        return parts

    def _ends(self) -> list[tuple[str, float]]:
        """Return the words at the right: the ends of the scale, and what is hoped for."""
        plot = self._plot
        ends = {plot.high: self._y(plot.high), plot.low: self._y(plot.low)}
        words = [(say_signed(value), y) for value, y in ends.items() if value != plot.target]
        if plot.target is not None:
            y = self._y(plot.target)
            if plot.target not in ends:
                y = min(max(y, self._top + SIZE + 1), self._floor - SIZE - 1)
            words.append((tr("{value} target", value=say_signed(plot.target)), y))
        return words

    def _rules(self) -> list[str]:
        parts = [
            _line(left, y, right, y, 'stroke-width="0.4"')
            for y in (self._top, self._floor)
            for left, right in self._free(y)
        ]
        if self._plot.target is not None:
            y = self._y(self._plot.target)
            dotted = 'stroke-width="1" stroke-dasharray="0.1 2.4" stroke-linecap="round"'
            parts += [_line(left, y, right, y, dotted) for left, right in self._free(y)]
        return parts

    def _free(self, y: float) -> list[tuple[float, float]]:
        """Return the stretches of a rule at `y` that cross no number and no mark."""
        hit = sorted(box for box in self._boxes if box.top < y < box.bottom)
        stretches, start = [], 0.0
        for box in hit:
            if box.left > start:
                stretches.append((start, box.left))
            start = max(start, box.right)
        return [*stretches, (start, self._right)] if start < self._right else stretches

    def _dates(self) -> list[str]:
        """Return the days below; the first and the last stand, others where they fit."""
        labels = list(zip(self._x.values(), day_labels(self._days), strict=True))
        y = self._floor + BELOW + SIZE
        wide = [len(words) * LETTER_WIDTH for _, words in labels]
        spots = [max(x - w / 2, 0.0) for (x, _), w in zip(labels, wide, strict=True)]
        parts, end = [], -float(RULE_GAP)
        for at, (_, words) in enumerate(labels):
            is_last = at == len(labels) - 1
            room = is_last or spots[at] + wide[at] + RULE_GAP <= spots[-1]
            if spots[at] >= end + RULE_GAP and room:
                parts.append(_text(spots[at] + wide[at] / 2, y, words, "middle"))
                end = spots[at] + wide[at]
        return parts

    def _draw(self, series: PlotSeries, spots: Sequence[Spot]) -> list[str]:
        dashed = ' stroke-dasharray="2.6 2"' if series.rater is PlotRater.CLINICIAN else ""
        parts = [
            _line(*_between(before, after), f'stroke-width="1"{dashed}')
            for before, after in pairwise(spots)
            if after.x > before.x
        ]
        for spot in spots:
            parts.append(_mark(spot.x, spot.y, series.rater))
            if spot.number:
                parts.append(_text(spot.x, _baseline(spot), spot.number, "middle", spot.strong))
        return parts


def _between(before: Spot, after: Spot) -> tuple[float, float, float, float]:
    """Return a line that ends where the marks begin, for an open square is to stay open."""
    length = ((after.x - before.x) ** 2 + (after.y - before.y) ** 2) ** 0.5
    share = (HALF + 0.4) / length
    x, y = (after.x - before.x) * share, (after.y - before.y) * share
    return before.x + x, before.y + y, after.x - x, after.y - y


def _boxes_of(spot: Spot) -> list[Box]:
    mark = Box(spot.x - HALF - 1, spot.y - HALF, spot.x + HALF + 1, spot.y + HALF)
    if not spot.number:
        return [mark]
    half = len(spot.number) * DIGIT / 2 + 0.5
    base = _baseline(spot)
    return [mark, Box(spot.x - half, base - SIZE + 1.5, spot.x + half, base + 0.8)]


def _baseline(spot: Spot) -> float:
    return spot.y + HALF + SIZE - 0.8 if spot.under else spot.y - HALF - 2


def _mark(x: float, y: float, rater: PlotRater | None) -> str:
    if rater is PlotRater.CLINICIAN:
        side = _n(2 * HALF)
        return (
            f'<rect x="{_n(x - HALF)}" y="{_n(y - HALF)}" width="{side}" height="{side}" '
            'fill="none" stroke="currentColor" stroke-width="1"/>'
        )
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(RADIUS)}"/>'


def _line(x1: float, y1: float, x2: float, y2: float, how: str) -> str:
    return (
        f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" '
        f'stroke="currentColor" {how}/>'
    )


def _text(x: float, y: float, words: str, anchor: str, strong: bool = False) -> str:
    weight = ' font-weight="700"' if strong else ""
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{_n(x)}" y="{_n(y)}"{where}{weight}>{escape(words)}</text>'


def _n(number: float) -> str:
    return f"{round(number, 1):g}"
