"""What stands below the plots: the diary in words, the score for the clinician, and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from goalcoach.number_words import say_count
from goalcoach.plan.model import Plan
from goalcoach.plan.outcome.attainment_score import (
    ATTAINMENT_FORMULA,
    ATTAINMENT_SOURCE,
    CAVEAT,
    RATERS,
    attain,
)
from goalcoach.plan.outcome.rank_correlation import ENOUGH, RANK_FORMULA, RANK_SOURCE
from goalcoach.plan.outcome.trend import SeriesKind, Trends
from goalcoach.plan.outcome.trend_flag import FLAG_SOURCE, MEAN, Together, find_together
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.daily_scale import DAILY_SCALES
from goalcoach.sheets.wording import say_day

_TAKING_PART = DAILY_SCALES["participation"].name
RATED_BY = {"patient": "Own rating", "clinician": "Clinician's rating"}
CAUTION = (
    "That they move together does not say that one makes the other. These are a few days of one "
    "person, and other weeks may look different."
)


def hold_day(day: date) -> str:
    """Return "20 November 2026", held together by hard blanks."""
    return say_day(day).replace(" ", "\u00a0")


def diary_words(trends: Trends) -> Iterator[str]:
    """Yield how much was written, and how taking part goes with mood and energy."""
    if trends.entries:
        yield _written(trends)
    said = False
    for one in find_together(trends):
        if one.pairs < ENOUGH:
            yield (
                f"{_TAKING_PART} and {one.other} stand together in {_told_in(one, words=True)}. "
                "From eight on, it is said how they move."
            )
        elif one.rho is None:
            yield (
                f"{_TAKING_PART} or {one.other} was the same all along, so nothing is said of the "
                "two."
            )
        else:
            said = True
            yield f"{_moves(one.other, one.rho)} (rho = {_signed(one.rho)}, {_told_in(one)})."
    if said:
        yield CAUTION


def _written(trends: Trends) -> str:
    first, last = trends.entries[0].date, trends.entries[-1].date
    written = len({entry.date for entry in trends.entries})
    days = (last - first).days + 1
    return (
        f"{written} of {days} {'day' if days == 1 else 'days'} written, {hold_day(first)} to "
        f"{hold_day(last)}. A day without an entry is left out, not counted as zero."
    )


def _told_in(one: Together, *, words: bool = False) -> str:
    """Return where the pairs are from: "6 days and 2 reviews"."""
    kinds = ((one.days, "day", "days"), (one.visits, "review", "reviews"))
    return " and ".join(
        f"{say_count(count) if words else count} {single if count == 1 else several}"
        for count, single, several in kinds
        if count
    )


def _moves(other: str, rho: float) -> str:
    if abs(rho) < 0.3:
        return f"{_TAKING_PART} and {other} did not clearly move together"
    way = "higher" if rho > 0 else "lower"
    return f"With a higher number for {other}, that for taking part was mostly {way}"


def _signed(number: float) -> str:
    # Adding 0 takes the sign from a zero.
    return f"{round(number, 2) + 0:.2f}".replace("-", "–")


OVERALL_SOURCE = (
    "Since we began: the word that the patient chose out of seven at each review (the idea of the "
    "patient global impression of change, in our own words). It is not turned into a number"
)


def overall_words(trends: Trends) -> Iterator[str]:
    """Yield the day and the word of each visit at which it was asked."""
    for one in trends.overall:
        yield f"{say_day(one.day)}: {say_value('overall.change', one.change)}."


def sources(trends: Trends) -> Iterator[str]:
    yield "Each sentence is counted from the numbers; dots only join the points."
    if trends.overall:
        yield f"{OVERALL_SOURCE}."
    if any(one.kind is SeriesKind.PROGRESS and len(one.points) > 1 for one in trends.series):
        yield (
            "A change of 3 or more in the own rating of one activity, or of "
            f"{MEAN} or more in the mean, is worth talking about ({FLAG_SOURCE})."
        )
    if any(one.rho is not None for one in find_together(trends)):
        yield f"{RANK_FORMULA} ({RANK_SOURCE})."
    if trends.diary:
        yield (
            "Mostly: the middle half of the days, from the first to the third quarter. A day with "
            "several entries counts once, with their mean."
        )


def attainment_words(scored: Sequence[Plan]) -> Iterator[str]:
    found = [(plan, rater, attain(plan, rater)) for plan in scored for rater in RATERS]
    rows = [(plan, rater, one) for plan, rater, one in found if one is not None]
    for plan, rater, one in rows:
        goals = "one goal" if one.goals == 1 else f"{say_count(one.goals)} goals"
        who = RATED_BY[rater].lower()
        yield f"{hold_day(plan.visit.date)}, {who}: T = {one.score:.1f} over {goals}."
    if rows:
        yield f"{ATTAINMENT_FORMULA} ({ATTAINMENT_SOURCE})."
        yield CAVEAT
