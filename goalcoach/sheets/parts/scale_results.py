"""Scales in words, a site's own and our mean: the score, the ends of its scale, what is missing.

A score is told and set beside the one before it, if it is of the same scale. Whether that is good
is never said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from goalcoach.number_words import say_number
from goalcoach.plan.model.between_visits import ScaleResult
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.activity_mean import (
    ACTIVITY_MEAN,
    FLAG_SOURCE,
    MEAN_TITLE,
    earlier_result,
    rated_at_sittings,
    results_of,
)
from goalcoach.plan.outcome.scale_score import SHOWN_DECIMALS
from goalcoach.sheets.block import Fact, Origin
from goalcoach.sheets.wording import quote, say_day, sentences
from goalcoach.translation import TrMap, tr, tr_noop

BETTER = TrMap({"up": "Higher is better", "down": "Lower is better"})

_OTHER_ACTIVITIES = tr_noop(
    "Fewer than two activities were rated both times, so nothing is compared"
)
_OTHER_FORM = tr_noop(
    "Its edition, language or items were different before, so nothing is compared"
)


def scale_facts(
    plan: Plan, before: Plan | None = None, sittings: Sequence[Plan] = ()
) -> Iterator[Fact]:
    """Yield a fact for each scale, our own mean among them: its score, never what it would mean.

    With `before` also what it was there, if that may be compared, and else that it may not be.
    With the earlier `sittings` of the plan's visit our mean is over what was rated at all of them.
    """
    for one in results_of(plan, sittings):
        words = (*scale_words(one), *sitting_words(one, plan, sittings))
        words += tuple(_compared(one, plan, before)) if before else ()
        yield Fact(scale_name(one), sentences((*words, *_notice(one))), Origin("scales"))


def scale_name(one: ScaleResult) -> str:
    """Return what a scale is called: ours in the language that is spoken."""
    return tr(MEAN_TITLE) if is_ours(one) else one.title or one.scale


def is_ours(one: ScaleResult) -> bool:
    """Return True for the mean of the patient's own ratings."""
    return one.scale == ACTIVITY_MEAN


def _compared(one: ScaleResult, plan: Plan, before: Plan) -> Iterator[str]:
    """Yield what the score was at the visit before, or why that is not said."""
    pair = earlier_result(one, plan, before)
    if pair is not None:
        now, then = pair
        if now.score is None or then.score is None:
            return
        if is_ours(one) and now.edition != one.edition:
            yield tr(
                "Over the {count} activities rated both times: {now}, and {then} before",
                count=len(now.items),
                now=_say(now.score),
                then=_say(then.score),
            )
        elif is_ours(one):
            yield tr("Over the same activities it was {score}", score=_say(then.score))
        else:
            yield tr("It was {score}", score=_say(then.score))
    elif any(old.scale == one.scale for old in results_of(before)):
        yield tr(_OTHER_ACTIVITIES if is_ours(one) else _OTHER_FORM)


def scale_words(one: ScaleResult) -> Iterator[str]:
    """Yield what is told of a result, a sentence each: the score, the scale, what is missing."""
    if one.score is None:
        yield tr("No score: too many items are missing")
    elif one.low is None or one.high is None:
        yield _say(one.score)
    else:
        ends = {"low": _say(one.low), "high": _say(one.high)}
        yield tr("{score}, on a scale from {low} to {high}", score=_say(one.score), **ends)
    if is_ours(one):
        yield tr("0 cannot, 10 as wanted")
        yield tr("Over {count} activities", count=len(one.items))
        if one.missing:
            yield tr("Activities that were not rated: {count}", count=one.missing)
    else:
        if one.direction:
            yield BETTER[one.direction]
        if one.missing:
            yield tr("Items that are missing: {count}", count=one.missing)
    if one.retest_change is not None:
        yield may_be_chance(one.scale, one.retest_change, one.retest_source or "")


def sitting_words(one: ScaleResult, plan: Plan, sittings: Sequence[Plan]) -> Iterator[str]:
    """Yield how many activities of our mean were rated at an earlier sitting alone, by its day."""
    if is_ours(one):
        days = Counter(rated.day for rated in rated_at_sittings(plan, sittings).values())
        for day, count in sorted(days.items()):
            yield tr(
                "Of these rated at the sitting of {day}: {count}", day=say_day(day), count=count
            )


def _say(number: float) -> str:
    """Return a score as it is told, with two decimals at most."""
    number = round(number, SHOWN_DECIMALS)
    return f"–{say_number(-number)}" if number < 0 else say_number(number)


def may_be_chance(scale: str, change: float, source: str) -> str:
    """Return that a change of a scale below `change` may be chance, with the source of that."""
    amount = say_number(change)
    if source:
        named = tr(FLAG_SOURCE) if scale == ACTIVITY_MEAN else source
        return tr("A change below {amount} may be chance ({source})", amount=amount, source=named)
    return tr("A change below {amount} may be chance", amount=amount)


def _notice(one: ScaleResult) -> Iterator[str]:
    if one.notice:
        yield one.notice


def scale_details(one: ScaleResult) -> Iterator[str]:
    """Yield what the record adds: the notice, the code with its edition, and each item's score."""
    yield from _notice(one)
    edition = "" if is_ours(one) else " ".join(filter(None, (one.edition, one.language)))
    yield (
        tr("{scale}, edition {edition}", scale=one.scale, edition=edition) if edition else one.scale
    )
    if one.items:
        yield ", ".join(f"{quote(part.item)} {_say(part.score)}" for part in one.items)
