"""Trends to read: what each series is, its plot, and one plain sentence counted from the numbers.

The sentences say what was rated, never whether that is good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import ceil, floor
from statistics import mean, quantiles

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.number_words import say_number
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.scale_score import SHOWN_DECIMALS
from goalcoach.plan.outcome.trend_flag import Flag, Plateau, find_flags, find_plateaus
from goalcoach.plan.outcome.trend_series import Series, SeriesKind, Trends
from goalcoach.sheets.daily_scale import DAILY_SCALES
from goalcoach.sheets.trends.diary_and_score_words import (
    attainment_words,
    diary_words,
    overall_words,
    sources,
)
from goalcoach.sheets.trends.series_words import (
    ask_about,
    cautions,
    flag_facts,
    flag_words,
    name_series,
    sentence_of,
)
from goalcoach.sheets.writers.text_plot import AxisPlace, PlotScale, scale_for
from goalcoach.translation import tr

_MOST_ROWS = 24
"""A scale with longer ends has several numbers to a row of its plot."""


class SeriesCard(Struct, frozen=True):
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


class DiaryCard(Struct, frozen=True):
    """A column of the diary: its values by day, and what they mostly are."""

    name: str
    ends: str
    values: tuple[tuple[int, float], ...]
    days: int
    words: str


class TrendSheet(Struct, frozen=True):
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

    @property
    def overall_title(self) -> str:
        """What stands above `overall`."""
        return tr("Since we began")

    @property
    def diary_title(self) -> str:
        """What stands above `diary_words`, which reviews alone can fill too."""
        return tr("Diary") if self.diary else tr("Taking part, mood and energy")


def read_trend_sheet(trends: Trends, scored: Sequence[Plan] = ()) -> TrendSheet:
    """Return what `trends` say. `scored` are the plans whose attainment may be shown."""
    flags, plateaus = find_flags(trends), find_plateaus(trends)
    cards = tuple(_card(one, trends, flags, plateaus, trends.goals) for one in trends.series)
    mean = tuple(
        tr(
            "The mean of the goals rated both times changed by {formula}, from {first} to {last}. "
            "Worth talking about.",
            **flag_facts(flag),
        )
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
    one = _as_told(one)
    points = {point.at: point.value for point in one.points}
    first, last = one.points[0].at, one.points[-1].at
    # A goal that is done with is not waiting for a rating; one under way is.
    end = trends.stops[-1].number - 1 if one.open else last
    places = tuple(
        AxisPlace(stop.number, stop.day, points.get(stop.number - 1))
        for stop in trends.stops
        if first <= stop.number - 1 <= end
    )
    asides = [*flag_words(flag for flag in flags if flag.series == one.key)]
    asides += [ask_about(plateau) for plateau in plateaus if plateau.series == one.key]
    asides += cautions(one, trends.series)
    title, words, short = name_series(one, titles)
    return SeriesCard(
        one.key,
        one.goal or one.id or one.kind,
        titles.get(one.goal, title),
        words,
        short,
        places,
        _scale(one),
        sentence_of(one, places),
        tuple(asides),
        one.open,
    )


def _as_told(one: Series) -> Series:
    """Return a series with scores as they are told, so that what is said of them adds up."""
    if one.kind is not SeriesKind.SCALE:
        return one
    points = (replace(each, value=round(each.value, SHOWN_DECIMALS)) for each in one.points)
    return replace(one, points=tuple(points))


def _scale(one: Series) -> PlotScale:
    if one.low is not None and one.high is not None:
        unit = max(1, (one.high - one.low) / _MOST_ROWS)
        return PlotScale(one.low, one.high, unit, signed=one.low < 0)
    return scale_for(one.values if one.target is None else (*one.values, one.target))


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
    if least == most:
        return tr("mostly {number}", number=least)
    return tr("mostly {least} to {most}", least=least, most=most)
