"""What stands below the plots: the diary in words, the score for the clinician, and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from goalcoach.number_words import say_count, say_tenths
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.activity_mean import (
    ACTIVITY_MEAN,
    FLAG_SOURCE,
    FLAGGED_MEAN_CHANGE,
    MEAN_FORMULA,
    MEAN_SOURCE,
)
from goalcoach.plan.outcome.attainment_score import (
    ATTAINMENT_FORMULA,
    ATTAINMENT_SOURCE,
    CAVEAT,
    RATERS,
    attain,
)
from goalcoach.plan.outcome.rank_correlation import ENOUGH, RANK_FORMULA, RANK_SOURCE
from goalcoach.plan.outcome.trend_flag import FLAGGED_CHANGE, Together, find_together
from goalcoach.plan.outcome.trend_series import SeriesKind, Trends
from goalcoach.safe_text import join_words
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.wording import say_day
from goalcoach.translation import tr, tr_noop

CAUTION = tr_noop(
    "That they move together does not say that one makes the other. These are a few days of one "
    "person, and other weeks may look different."
)

# What is said of taking part and mood, and of taking part and energy.
_TOO_FEW = {
    "mood": tr_noop(
        "Taking part and mood stand together in {days}. From eight on, it is said how they move."
    ),
    "energy": tr_noop(
        "Taking part and energy stand together in {days}. From eight on, it is said how they move."
    ),
}
_ALWAYS_THE_SAME = {
    "mood": tr_noop("Taking part or mood was the same all along, so nothing is said of the two."),
    "energy": tr_noop(
        "Taking part or energy was the same all along, so nothing is said of the two."
    ),
}
_MOVES = {
    ("mood", "apart"): tr_noop(
        "Taking part and mood did not clearly move together (rho = {rho}, {days})."
    ),
    ("mood", "higher"): tr_noop(
        "With a higher number for mood, that for taking part was mostly higher (rho = {rho}, "
        "{days})."
    ),
    ("mood", "lower"): tr_noop(
        "With a higher number for mood, that for taking part was mostly lower (rho = {rho}, "
        "{days})."
    ),
    ("energy", "apart"): tr_noop(
        "Taking part and energy did not clearly move together (rho = {rho}, {days})."
    ),
    ("energy", "higher"): tr_noop(
        "With a higher number for energy, that for taking part was mostly higher (rho = {rho}, "
        "{days})."
    ),
    ("energy", "lower"): tr_noop(
        "With a higher number for energy, that for taking part was mostly lower (rho = {rho}, "
        "{days})."
    ),
}
_CLEARLY = 0.3
"""A rank correlation below this is no clear moving together."""


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
            yield tr(_TOO_FEW[one.other], days=_in_days(one))
        elif one.rho is None:
            yield tr(_ALWAYS_THE_SAME[one.other])
        else:
            said = True
            way = "higher" if one.rho > 0 else "lower"
            moves = _MOVES[one.other, way if abs(one.rho) >= _CLEARLY else "apart"]
            yield tr(moves, rho=_signed(one.rho), days=_counted(one))
    if said:
        yield tr(CAUTION)


def _written(trends: Trends) -> str:
    first, last = trends.entries[0].date, trends.entries[-1].date
    written = len({entry.date for entry in trends.entries})
    days = (last - first).days + 1
    words = (
        tr_noop(
            "{written} of 1 day written, {first} to {last}. A day without an entry is left out, "
            "not counted as zero."
        )
        if days == 1
        else tr_noop(
            "{written} of {days} days written, {first} to {last}. A day without an entry is left "
            "out, not counted as zero."
        )
    )
    return tr(words, written=written, days=days, first=hold_day(first), last=hold_day(last))


def _in_days(one: Together) -> str:
    """Return what the pairs stand together in: "six days and two reviews"."""
    told = []
    if one.days:
        days = tr("{count} days", count=say_count(one.days), context="together_in")
        told.append(tr("one day", context="together_in") if one.days == 1 else days)
    if one.visits:
        reviews = tr("{count} reviews", count=say_count(one.visits), context="together_in")
        told.append(tr("one review", context="together_in") if one.visits == 1 else reviews)
    return join_words(told)


def _counted(one: Together) -> str:
    """Return how many pairs there are, as they are counted: "6 days and 2 reviews"."""
    told = []
    if one.days:
        days = tr("{count} days", count=one.days, context="pairs")
        told.append(tr("1 day", context="pairs") if one.days == 1 else days)
    if one.visits:
        reviews = tr("{count} reviews", count=one.visits, context="pairs")
        told.append(tr("1 review", context="pairs") if one.visits == 1 else reviews)
    return join_words(told)


def _signed(number: float) -> str:
    # Adding 0 takes the sign from a zero.
    return say_tenths(f"{round(number, 2) + 0:.2f}").replace("-", "–")


OVERALL_SOURCE = tr_noop(
    "Since we began: the word that the patient chose out of seven at each review (the idea of the "
    "patient global impression of change, in our own words). It is not turned into a number."
)


def overall_words(trends: Trends) -> Iterator[str]:
    """Yield the day and the word of each visit at which it was asked."""
    for one in trends.overall:
        yield f"{say_day(one.day)}: {say_value('overall.change', one.change)}."


def sources(trends: Trends) -> Iterator[str]:
    yield tr("Each sentence is counted from the numbers; dots only join the points.")
    if trends.overall:
        yield tr(OVERALL_SOURCE)
    if any(one.kind is SeriesKind.PROGRESS and len(one.points) > 1 for one in trends.series):
        yield tr(
            "A change of {one} or more in the own rating of one activity, or of {mean} or more in "
            "the mean, is worth talking about ({source}).",
            one=FLAGGED_CHANGE,
            mean=FLAGGED_MEAN_CHANGE,
            source=tr(FLAG_SOURCE),
        )
    if any(one.id == ACTIVITY_MEAN for one in trends.series):
        yield f"{tr(MEAN_FORMULA)} ({tr(MEAN_SOURCE)})."
    if any(one.rho is not None for one in find_together(trends)):
        yield f"{tr(RANK_FORMULA)} ({RANK_SOURCE})."
    if trends.diary:
        yield tr(
            "Mostly: the middle half of the days, from the first to the third quarter. A day with "
            "several entries counts once, with their mean."
        )


_SCORES = {
    ("patient", True): tr_noop("{day}, own rating: T = {score} over one goal."),
    ("patient", False): tr_noop("{day}, own rating: T = {score} over {count} goals."),
    ("clinician", True): tr_noop("{day}, clinician's rating: T = {score} over one goal."),
    ("clinician", False): tr_noop("{day}, clinician's rating: T = {score} over {count} goals."),
}
"""Who rated, and whether it was one goal → how the score is said."""


def attainment_words(scored: Sequence[Plan]) -> Iterator[str]:
    found = [(plan, rater, attain(plan, rater)) for plan in scored for rater in RATERS]
    rows = [(plan, rater, one) for plan, rater, one in found if one is not None]
    for plan, rater, one in rows:
        yield tr(
            _SCORES[rater, one.goals == 1],
            day=hold_day(plan.visit.date),
            score=say_tenths(f"{one.score:.1f}"),
            count=say_count(one.goals),
        )
    if rows:
        yield f"{tr(ATTAINMENT_FORMULA)} ({tr(ATTAINMENT_SOURCE)})."
        yield tr(CAVEAT)
