"""Trends to read: what each series is, its plot, and one plain sentence counted from the numbers.

The sentences say what was rated, never whether that is good.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor
from statistics import mean, quantiles

from goalcoach.number_words import say_count, say_number, say_tenths
from goalcoach.plan.model import Plan
from goalcoach.plan.outcome.trend import Series, SeriesKind, SeriesPoint, Trends
from goalcoach.plan.outcome.trend_flag import Flag, Plateau, find_flags, find_plateaus
from goalcoach.sheets.daily_scale import DAILY_SCALES, name_in_sentence
from goalcoach.sheets.trends.diary_and_score_words import (
    attainment_words,
    diary_words,
    hold_day,
    overall_words,
    sources,
)
from goalcoach.sheets.writers.text_plot import AxisPlace, PlotScale, scale_for
from goalcoach.translation import TrMap, tr, tr_noop

LEVEL_WORDS = TrMap(
    {
        -2: "about where I started, or harder",
        -1: "partly there",
        0: "as planned",
        1: "a little more than planned",
        2: "much more than hoped",
    },
    context="level",
)
_STEPS = {
    ("number", "higher", "last"): tr_noop("{count} higher than last time."),
    ("number", "higher", "before"): tr_noop("{count} higher than the time before it."),
    ("number", "lower", "last"): tr_noop("{count} lower than last time."),
    ("number", "lower", "before"): tr_noop("{count} lower than the time before it."),
    ("level", "higher", "last"): tr_noop("One level higher than last time."),
    ("level", "higher", "before"): tr_noop("One level higher than the time before it."),
    ("level", "lower", "last"): tr_noop("One level lower than last time."),
    ("level", "lower", "before"): tr_noop("One level lower than the time before it."),
    ("levels", "higher", "last"): tr_noop("{count} levels higher than last time."),
    ("levels", "higher", "before"): tr_noop("{count} levels higher than the time before it."),
    ("levels", "lower", "last"): tr_noop("{count} levels lower than last time."),
    ("levels", "lower", "before"): tr_noop("{count} levels lower than the time before it."),
    ("number", "same", "last"): tr_noop("The same as last time."),
    ("number", "same", "before"): tr_noop("The same as the time before it."),
}
"""What is counted, where it went, and since when: the last visit, or one further back."""
_SINCE_LAST = {
    "participation": tr_noop("Taking part since last time, {ends}"),
    "mood": tr_noop("Mood since last time, {ends}"),
    "energy": tr_noop("Energy since last time, {ends}"),
}
_AT_EASE = TrMap(
    {
        "start": "At the start of the visit, 0 not at all, 10 fully",
        "end": "At the end of the visit, 0 not at all, 10 fully",
    }
)
_SHORT = TrMap({"start": "start", "end": "end"}, context="at_ease")


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
            **_facts(flag),
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
    own = one.part == "patient"
    match one.kind:
        case SeriesKind.PROGRESS if own:
            words = tr("Own rating, 0 cannot, 10 as I want it")
            return one.name, words, tr("own", context="column")
        case SeriesKind.PROGRESS:
            words = tr("Clinician's rating, 0 cannot, 10 as they want it")
            return one.name, words, tr("clinician", context="column")
        case SeriesKind.LEVEL:
            ends = {"least": LEVEL_WORDS[-2], "planned": LEVEL_WORDS[0], "most": LEVEL_WORDS[2]}
            if own:
                words = tr("Own rating in words, –2 {least}, 0 {planned}, +2 {most}", **ends)
                return one.name, words, tr("own level", context="column")
            words = tr("Clinician's rating in words, –2 {least}, 0 {planned}, +2 {most}", **ends)
            return one.name, words, tr("clin. level", context="column")
        case SeriesKind.MEASURE:
            name = one.name or tr("Counted at home")
            return name, _measured(one, f"{name} ({one.unit})" if one.unit else name), name
        case SeriesKind.SINCE_LAST:
            words = tr(_SINCE_LAST[one.part], ends=DAILY_SCALES[one.part].ends)
            return one.name, words, name_in_sentence(one.part)
        case SeriesKind.LIVED:
            words = tr("How much of it is in my life, 0 none, 10 as much as I want")
            return one.name, words, tr("lived", context="column")
        case _:
            return tr("At ease"), _AT_EASE[one.part], _SHORT[one.part]


def _measured(one: Series, what: str) -> str:
    if one.direction == "up":
        return tr("{what}, more is hoped for", what=what)
    return tr("{what}, less is hoped for", what=what) if one.direction == "down" else what


def _sentence(one: Series, places: Sequence[AxisPlace]) -> str:
    first = one.points[0]
    if len(one.points) == 1:
        value, day = _value(one, first.value), hold_day(first.day)
        said = [tr("One value so far: {value}, on {day}.", value=value, day=day)]
    else:
        said = [_from_to(one), _since_last(one), *_lowest(one)]
    gaps = [place.visit for place in places if place.value is None]
    if len(gaps) == 1:
        said.append(tr("No value at visit {visit}.", visit=gaps[0]))
    elif gaps:
        said.append(tr("None at visits {visits}.", visits=", ".join(map(str, gaps))))
    if one.target is not None:
        said.append(tr("Hoped for: {value}.", value=_value(one, one.target)))
    return " ".join(said)


def _from_to(one: Series) -> str:
    first, last = one.points[0], one.points[-1]
    visits = say_count(len(one.points))
    if first.value == last.value and len(set(one.values)) == 1:
        value = _value(one, last.value, capital=True)
        return tr("{value}, the same over {count} visits.", value=value, count=visits)
    return tr(
        "Went from {first} to {last} over {count} visits.",
        first=_value(one, first.value, bare=True),
        last=_value(one, last.value),
        count=visits,
    )


def _since_last(one: Series) -> str:
    before, last = one.points[-2], one.points[-1]
    then = "last" if before.at + 1 == last.at else "before"
    change = last.value - before.value
    if not change:
        return tr(_STEPS["number", "same", then])
    what = "number"
    if one.kind is SeriesKind.LEVEL:
        what = "level" if abs(change) == 1 else "levels"
    way = "higher" if change > 0 else "lower"
    return tr(_STEPS[what, way, then], count=say_count(abs(change)).capitalize())


def _lowest(one: Series) -> Iterator[str]:
    """Say a low or high that lies between the first and the last value."""
    inner = one.points[1:-1]
    ends = (one.points[0].value, one.points[-1].value)
    lowest, highest = tr_noop("Lowest on {day}: {value}."), tr_noop("Highest on {day}: {value}.")
    for words, pick in ((lowest, min), (highest, max)):
        if not inner:
            return
        far: SeriesPoint = pick(inner, key=lambda point: point.value)
        if pick(far.value, *ends) == far.value and far.value not in ends:
            yield tr(words, day=hold_day(far.day), value=_value(one, far.value))


def _value(one: Series, value: float, *, bare: bool = False, capital: bool = False) -> str:
    if one.kind is SeriesKind.LEVEL:
        words = LEVEL_WORDS[round(value)]
        return tr("“{words}”", words=f"{words[:1].upper()}{words[1:]}" if capital else words)
    number = f"–{say_number(-value)}" if value < 0 else say_number(value)
    return f"{number} {one.unit}" if one.unit and not bare else number


def _flag_words(flags: Iterator[Flag]) -> Iterator[str]:
    for flag in flags:
        yield tr("Worth talking about: {formula}, from {first} to {last}.", **_facts(flag))


def _facts(flag: Flag) -> dict[str, str]:
    return {
        "formula": say_tenths(flag.formula),
        "first": hold_day(flag.first_day),
        "last": hold_day(flag.last_day),
    }


def _question(plateau: Plateau) -> str:
    return tr(
        "{count} visits without change: is the step too big, or is this the place to hold?",
        count=say_count(plateau.visits).capitalize(),
    )


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
