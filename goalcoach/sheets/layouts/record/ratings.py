"""How far a goal has come, for the record: ratings by rater, plots, what was counted, levels.

Both raters stand side by side and never become one number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from goalcoach.number_words import say_number
from goalcoach.plan.model.goal import Goal, Measure
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.activity_mean import FLAG_SOURCE
from goalcoach.plan.outcome.attainment_score import RATERS, level_number, level_of
from goalcoach.plan.outcome.trend import read_trends
from goalcoach.plan.outcome.trend_flag import FLAGGED_CHANGE, Flag, find_flags
from goalcoach.plan.outcome.trend_series import Series, SeriesKind, Trends
from goalcoach.safe_text import join_words
from goalcoach.sheets.block import (
    Block,
    Labelled,
    Para,
    Plain,
    PlotPoint,
    PlotRater,
    PlotSeries,
    RatingPlot,
    RatingPlots,
    TextSpan,
    TextSpans,
)
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.daily_scale import DAILY_SCALES
from goalcoach.sheets.parts.goal_blocks import LEVEL_NAMES
from goalcoach.sheets.wording import (
    capital,
    quote,
    say_day,
    say_difference,
    say_signed,
    sentence,
    sentences,
)
from goalcoach.sheets.writers.text_plot import scale_for
from goalcoach.translation import TrMap, tr, tr_noop

DRAWN = 8
"""So many visits are drawn, the last ones; the numbers of more would not be read."""
TOP = 10
MEASURED = TrMap(
    {"count": "Counted", "time": "Timed", "rating": "Rated at home", "other": "Noted down"}
)
_WAYS = TrMap({"up": "more is better", "down": "less is better"})
RATERS_NAMED = TrMap({"patient": "patient", "clinician": "clinician"})
_BY_RATER = {
    PlotRater.PATIENT: tr_noop("by the patient: {numbers}"),
    PlotRater.CLINICIAN: tr_noop("by the clinician: {numbers}"),
}


class Course(NamedTuple):
    """A patient's versions up to this one, as series, with what is flagged in them."""

    plan: Plan
    trends: Trends
    flags: tuple[Flag, ...]


def read_course(plan: Plan, earlier: Sequence[Plan]) -> Course:
    trends = read_trends((*earlier, plan))
    return Course(plan, trends, find_flags(trends))


def how_far(goal: Goal, course: Course) -> Iterator[Block]:
    """Yield the ratings, with plots where there are two at least, then the counts and levels."""
    plots = (*_progress(goal, course.trends), *_counted(goal, course.trends))
    said = sentences((*_today(goal), *_flagged(goal, course), _alone(goal, course.trends)))
    blocks: tuple[Plain, ...] = ((RatingPlots(plots),) if plots else ()) + (
        (Para(said),) if said else ()
    )
    if blocks:
        yield Labelled(tr("How far, by rater"), tr("0 cannot, 10 as the patient wants it"), blocks)
    for measure in goal.measures:
        if measure.ended is None and measure.name:
            label = MEASURED.get(measure.kind or "", MEASURED["count"])
            yield Labelled(label, measure.id, (Para(_measured(measure)),))
    yield from _levels(goal)


def _points(one: Series) -> tuple[PlotPoint, ...]:
    """Return the last points to draw, one a day: a day has one place in a plot."""
    by_day = {point.day: point.value for point in one.points}
    return tuple(PlotPoint(day, value) for day, value in sorted(by_day.items())[-DRAWN:])


def _progress(goal: Goal, trends: Trends) -> Iterator[RatingPlot]:
    found = [one for one in trends.series if one.kind is SeriesKind.PROGRESS and one.id == goal.id]
    series = [PlotSeries(_points(one), PlotRater(one.part)) for one in found]
    if any(len(one.points) > 1 for one in series):
        parts = [
            tr(_BY_RATER[one.rater], numbers=_listed(one.points)) for one in series if one.rater
        ]
        first, last = _days(series)
        words = tr(
            "Progress {ratings}; from {first} to {last}; up is better.",
            ratings="; ".join(parts),
            first=first,
            last=last,
        )
        yield RatingPlot(tr("Progress, 0–{top}", top=TOP), tuple(series), 0, TOP, words)


def _counted(goal: Goal, trends: Trends) -> Iterator[RatingPlot]:
    """Yield the plot of the first measure that was counted twice."""
    for measure in goal.measures:
        if measure.ended is not None:
            continue
        key = f"{measure.id}.{SeriesKind.MEASURE}"
        points = next((_points(one) for one in trends.series if one.key == key), ())
        if len(points) > 1:
            yield _plot(measure, points)
            return


def _plot(measure: Measure, points: tuple[PlotPoint, ...]) -> RatingPlot:
    name = ", ".join(part for part in (measure.name, measure.unit) if part)
    values = [point.value for point in points]
    if measure.target is not None:
        values.append(measure.target)
    scale = scale_for(values)
    is_rated = measure.kind == "rating" and min(values) >= 0 and max(values) <= TOP
    series = PlotSeries(points)
    first, last = _days([series])
    words = [f"{name}: {_listed(points)}", tr("from {first} to {last}", first=first, last=last)]
    words += [_WAYS[measure.direction]] if measure.direction else []
    if measure.target is not None:
        words.append(tr("{number} is hoped for", number=say_signed(measure.target)))
    return RatingPlot(
        f"{name} ({measure.id})",
        (series,),
        0 if is_rated else scale.low,
        TOP if is_rated else scale.low + scale.unit * (scale.rows - 1),
        f"{'; '.join(words)}.",
        measure.target,
    )


def _listed(points: Sequence[PlotPoint]) -> str:
    return ", ".join(say_signed(point.value) for point in points)


def _days(series: Sequence[PlotSeries]) -> tuple[str, str]:
    """Return the first day and the last."""
    days = sorted(point.day for one in series for point in one.points)
    return say_day(days[0]), say_day(days[-1])


def _today(goal: Goal) -> Iterator[str]:
    """Yield what was rated at this visit, and how far the two are apart."""
    own, other = goal.rating.progress.patient, goal.rating.progress.clinician
    if own is not None and other is not None:
        high, low = max(own, other), min(own, other)
        if high > low:
            yield tr(
                "Patient {own}, clinician {other}: {number} apart {formula}",
                own=own,
                other=other,
                number=high - low,
                formula=say_difference(high, low),
            )
        else:
            yield tr("Patient {own}, clinician {other}: the same", own=own, other=other)
    elif own is not None:
        yield tr("Patient {number}", number=own)
    elif other is not None:
        yield tr("Clinician {number}", number=other)
    for key, scale in DAILY_SCALES.items():
        given = getattr(goal.rating, key)
        if given is not None:
            yield f"{scale.name}: {given} ({scale.ends})"
    if goal.rating.differ:
        words = quote(goal.rating.differ)
        yield tr("On seeing it in different ways: {words}", words=words)


def _flagged(goal: Goal, course: Course) -> Iterator[str]:
    """Yield a change of the patient's rating up to this visit that is more than chance."""
    key = f"{goal.id}.{SeriesKind.PROGRESS}.patient"
    for flag in course.flags:
        if flag.series == key and flag.last_day == course.plan.visit.date:
            yield tr(
                "Since {day} it changed by {formula}, which reaches the {least} points published "
                "for one activity ({source})",
                day=say_day(flag.first_day),
                formula=say_formula(flag),
                least=FLAGGED_CHANGE,
                source=tr(FLAG_SOURCE),
            )


def say_formula(flag: Flag) -> str:
    return flag.formula.replace(" ", "\u00a0")


def _alone(goal: Goal, trends: Trends) -> str | None:
    """Return why there is no plot where something was rated once."""
    counts = [
        len(one.points)
        for one in trends.series
        if one.kind is SeriesKind.PROGRESS and one.id == goal.id
    ]
    once = bool(counts) and max(counts) == 1
    return tr("Rated once, so nothing is drawn yet") if once else None


def _measured(measure: Measure) -> str:
    """Return the counts and where they are to go; the record has them inside a limit too."""
    unit = f" {measure.unit}" if measure.unit else ""
    numbers = ", ".join(
        tr(words, amount=f"{say_signed(value)}{unit}")
        for value, words in (
            (measure.baseline, tr_noop("{amount} at the start")),
            (measure.now, tr_noop("{amount} now")),
            (measure.target, tr_noop("{amount} hoped for")),
        )
        if value is not None
    )
    way = f": {_WAYS[measure.direction]}" if measure.direction else ""
    return sentences((f"{quote(measure.name or '')}{way}", numbers))


def _levels(goal: Goal) -> Iterator[Block]:
    """Yield the level in words with its number, then the words that were set for each."""
    rated = [(rater, level) for rater in RATERS if (level := level_of(goal, rater)) is not None]
    spans: list[TextSpan] = []
    if len({level for _, level in rated}) == 1:
        who = join_words([RATERS_NAMED[rater] for rater, _ in rated])
        spans = [TextSpan(capital(_level(rated[0][1])), strong=True), TextSpan(f", {who}. ")]
    else:
        for rater, level in rated:
            spans += [
                TextSpan(f"{capital(RATERS_NAMED[rater])}: "),
                TextSpan(_level(level), strong=True),
                TextSpan(". "),
            ]
    words = [
        f"{_signed(int(key))}: {quote(text)}"
        for field, key, _ in LEVEL_NAMES
        if (text := getattr(goal.levels, field))
    ]
    if words:
        each = sentence(tr("What each level is: {levels}", levels="; ".join(words)))
        spans.append(TextSpan(f"{each} "))
    if goal.baseline_level is not None:
        level = _baseline(goal.baseline_level)
        spans.append(TextSpan(sentence(tr("Baseline: {level}", level=level))))
    if spans:
        spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip())
        yield Labelled(
            tr("Level"), tr("–2 to +2 (GAS), read from the word"), (TextSpans(tuple(spans)),)
        )


def _level(level: str) -> str:
    """Return "partly there (–1)": the word that was chosen, and the number read from it."""
    words = say_value("goals.rating.level.patient", level)
    number = level_number(level)
    return words if number is None else f"{words} ({_signed(number)})"


def _baseline(level: str) -> str:
    """Return the number of a level; two words stand for –2, so the second one is said with it."""
    number = level_number(level)
    return _level(level) if number is None or level == "harder" else _signed(number)


def _signed(number: int) -> str:
    return f"+{say_number(number)}" if number > 0 else say_signed(number)
