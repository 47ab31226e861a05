"""Trends to read: what each series is, its plot, and one plain sentence counted from the numbers.

The sentences say what was rated, never whether that is good.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor
from statistics import mean, quantiles
from typing import ClassVar

from goalcoach.number_words import say_count, say_number
from goalcoach.plan.model import Plan
from goalcoach.plan.outcome.trend import Series, SeriesKind, SeriesPoint, Trends
from goalcoach.plan.outcome.trend_flag import Flag, Plateau, find_flags, find_plateaus
from goalcoach.sheets.daily_scale import DAILY_SCALES
from goalcoach.sheets.trends.diary_and_score_words import (
    RATED_BY,
    attainment_words,
    diary_words,
    hold_day,
    overall_words,
    sources,
)
from goalcoach.sheets.writers.text_plot import AxisPlace, PlotScale, scale_for

LEVEL_WORDS = {
    -2: "about where I started, or harder",
    -1: "partly there",
    0: "as planned",
    1: "a little more than planned",
    2: "much more than hoped",
}


@dataclass(frozen=True, slots=True)
class SeriesCard:
    """One series with its words. `group` is the goal, the value or "ease"; `title` names it.

    Plot and table come from `places`; fewer than two values make no plot. `asides` are things to
    talk about, each with its numbers.
    """

    key: str
    group: str
    title: str
    scale_words: str
    short: str
    places: tuple[AxisPlace, ...]
    scale: PlotScale
    sentence: str
    asides: tuple[str, ...] = ()
    open: bool = True

    @property
    def drawn(self) -> bool:
        return sum(one.value is not None for one in self.places) > 1


@dataclass(frozen=True, slots=True)
class DiaryCard:
    """A column of the diary: its values by day, and what they mostly are."""

    name: str
    ends: str
    values: tuple[tuple[int, float], ...]
    days: int
    words: str


@dataclass(frozen=True, slots=True)
class TrendSheet:
    """All there is to show: cards, the diary, and how the numbers were made."""

    cards: tuple[SeriesCard, ...]
    diary: tuple[DiaryCard, ...]
    diary_words: tuple[str, ...]
    mean: tuple[str, ...]
    sources: tuple[str, ...]
    attainment: tuple[str, ...] = ()
    """For the clinician's eyes; empty unless the site asks for it."""
    overall: tuple[str, ...] = ()
    """How the patient was since the first visit, a line a visit."""
    overall_title: ClassVar[str] = "Since we began"

    @property
    def diary_title(self) -> str:
        """What stands above `diary_words`, which reviews alone can fill too."""
        return "Diary" if self.diary else "Taking part, mood and energy"


def read_trend_sheet(trends: Trends, scored: Sequence[Plan] = ()) -> TrendSheet:
    """Return what `trends` say. `scored` are the plans whose attainment may be shown."""
    flags, plateaus = find_flags(trends), find_plateaus(trends)
    cards = tuple(_card(one, trends, flags, plateaus, trends.goals) for one in trends.series)
    mean = tuple(
        f"The mean of the goals rated both times changed by {flag.formula}, from "
        f"{hold_day(flag.first_day)} to {hold_day(flag.last_day)}. Worth talking about."
        for flag in flags
        if not flag.series
    )
    return TrendSheet(
        cards,
        tuple(_diary_card(one, trends) for one in trends.diary),
        tuple(diary_words(trends)),
        mean,
        tuple(sources(trends)),
        tuple(attainment_words(scored)),
        tuple(overall_words(trends)),
    )


def _card(
    one: Series,
    trends: Trends,
    flags: Sequence[Flag],
    plateaus: Sequence[Plateau],
    titles: Mapping[str, str],
) -> SeriesCard:
    points = {point.at: point.value for point in one.points}
    first, last = one.points[0].at, one.points[-1].at
    # A goal that is done with is not waiting for a rating; one under way is.
    end = trends.stops[-1].number - 1 if one.open else last
    places = tuple(
        AxisPlace(stop.number, stop.day, points.get(stop.number - 1))
        for stop in trends.stops
        if first <= stop.number - 1 <= end
    )
    asides = [*_flag_words(flag for flag in flags if flag.series == one.key)]
    asides += [_question(plateau) for plateau in plateaus if plateau.series == one.key]
    title, words, short = _names(one)
    return SeriesCard(
        one.key,
        one.goal or one.id or one.kind,
        titles.get(one.goal, title),
        words,
        short,
        places,
        _scale(one),
        _sentence(one, places),
        tuple(asides),
        one.open,
    )


def _scale(one: Series) -> PlotScale:
    if one.low is not None and one.high is not None:
        return PlotScale(one.low, one.high, signed=one.low < 0)
    return scale_for(one.values if one.target is None else (*one.values, one.target))


def _names(one: Series) -> tuple[str, str, str]:
    """Return the title of a card, what its scale is, and a short name for a table."""
    if one.kind is SeriesKind.PROGRESS:
        ends = "as I want it" if one.part == "patient" else "as they want it"
        short = "own" if one.part == "patient" else "clinician"
        return one.name, f"{RATED_BY[one.part]}, 0 cannot, 10 {ends}", short
    if one.kind is SeriesKind.LEVEL:
        short = "own level" if one.part == "patient" else "clin. level"
        ends = f"–2 {LEVEL_WORDS[-2]}, 0 {LEVEL_WORDS[0]}, +2 {LEVEL_WORDS[2]}"
        words = f"{RATED_BY[one.part]} in words, {ends}"
        return one.name, words, short
    if one.kind is SeriesKind.MEASURE:
        aim = {"up": "more is hoped for", "down": "less is hoped for"}.get(one.direction, "")
        name = one.name or "Counted at home"
        what = f"{name} ({one.unit})" if one.unit else name
        return name, f"{what}, {aim}" if aim else what, name
    if one.kind is SeriesKind.SINCE_LAST:
        scale = DAILY_SCALES[one.part]
        return one.name, f"{scale.name} since last time, {scale.ends}", scale.name.lower()
    if one.kind is SeriesKind.LIVED:
        return one.name, "How much of it is in my life, 0 none, 10 as much as I want", "lived"
    if one.kind is SeriesKind.SCALE:
        better = {"up": "higher is better", "down": "lower is better"}.get(one.direction, "")
        words = f"{one.id} {one.part}, {one.low} to {one.high}"
        return one.name, f"{words}, {better}" if better else words, one.id
    return "At ease", f"At the {one.part} of the visit, 0 not at all, 10 fully", one.part


def _sentence(one: Series, places: Sequence[AxisPlace]) -> str:
    first = one.points[0]
    if len(one.points) == 1:
        said = [f"One value so far: {_value(one, first.value)}, on {hold_day(first.day)}."]
    else:
        said = [_from_to(one), _since_last(one), *_lowest(one)]
    gaps = [place.visit for place in places if place.value is None]
    if gaps:
        visits = ", ".join(map(str, gaps))
        said.append(
            f"No value at visit {visits}." if len(gaps) == 1 else f"None at visits {visits}."
        )
    if one.target is not None:
        said.append(f"Hoped for: {_value(one, one.target)}.")
    return " ".join(said)


def _from_to(one: Series) -> str:
    first, last = one.points[0], one.points[-1]
    visits = f"over {say_count(len(one.points))} visits"
    if first.value == last.value and len(set(one.values)) == 1:
        return f"{_value(one, last.value, capital=True)}, the same {visits}."
    return f"Went from {_value(one, first.value, bare=True)} to {_value(one, last.value)} {visits}."


def _since_last(one: Series) -> str:
    before, last = one.points[-2], one.points[-1]
    then = "than last time" if before.at + 1 == last.at else "than the time before it"
    change = last.value - before.value
    if not change:
        return "The same as last time." if "last" in then else "The same as the time before it."
    size = say_count(abs(change)).capitalize()
    step = (
        {True: " level", False: " levels"}[abs(change) == 1] if one.kind is SeriesKind.LEVEL else ""
    )
    return f"{size}{step} {'higher' if change > 0 else 'lower'} {then}."


def _lowest(one: Series) -> Iterator[str]:
    """Say a low or high that lies between the first and the last value."""
    inner = one.points[1:-1]
    ends = (one.points[0].value, one.points[-1].value)
    for word, pick in (("Lowest", min), ("Highest", max)):
        if not inner:
            return
        far: SeriesPoint = pick(inner, key=lambda point: point.value)
        if pick(far.value, *ends) == far.value and far.value not in ends:
            yield f"{word} on {hold_day(far.day)}: {_value(one, far.value)}."


def _value(one: Series, value: float, *, bare: bool = False, capital: bool = False) -> str:
    if one.kind is SeriesKind.LEVEL:
        words = LEVEL_WORDS[round(value)]
        return f"“{words.capitalize() if capital else words}”"
    number = f"–{say_number(-value)}" if value < 0 else say_number(value)
    return f"{number} {one.unit}" if one.unit and not bare else number


def _flag_words(flags: Iterator[Flag]) -> Iterator[str]:
    for flag in flags:
        yield (
            f"Worth talking about: {flag.formula}, from {hold_day(flag.first_day)} to "
            f"{hold_day(flag.last_day)}."
        )


def _question(plateau: Plateau) -> str:
    visits = say_count(plateau.visits).capitalize()
    return (
        f"{visits} visits without change: is the step too big, or is this the place to hold?"
    )  # fmt: skip


def _diary_card(one: Series, trends: Trends) -> DiaryCard:
    values = tuple((point.at, point.value) for point in one.points)
    days = (trends.entries[-1].date - trends.entries[0].date).days
    scale = DAILY_SCALES[one.part]
    return DiaryCard(scale.name, scale.ends, values, days, _mostly(_by_day(one)))


def _by_day(one: Series) -> tuple[float, ...]:
    """Return one value a day, of several the mean: whoever writes twice is not counted twice."""
    return tuple(
        mean(point.value for point in group)
        for _, group in groupby(one.points, key=lambda point: point.day)
    )


def _mostly(values: Sequence[float]) -> str:
    """Return the whole numbers between the first and the third quarter of the values.

    Where there is none, as between means of days, those around them.
    """
    if len(values) < 4:
        return ", ".join(say_number(round(value, 1)) for value in values)
    low, _, high = quantiles(values, n=4, method="inclusive")
    least, most = ceil(low), floor(high)
    if least > most:
        least, most = floor(low), ceil(high)
    return f"mostly {least}" if least == most else f"mostly {least} to {most}"
