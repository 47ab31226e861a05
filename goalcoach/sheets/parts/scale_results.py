"""A site's own scales in words: the score with the ends of its scale, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.number_words import say_number
from goalcoach.plan.model.between_visits import ScaleResult
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.block import Fact, Origin
from goalcoach.sheets.wording import quote, sentences
from goalcoach.translation import TrMap, tr

BETTER = TrMap({"up": "Higher is better", "down": "Lower is better"})


def scale_facts(plan: Plan, before: Plan | None = None) -> Iterator[Fact]:
    """Yield a fact for each scale: its score, never what it would mean.

    With `before` also what it was there, in the same edition and language.
    """
    for one in plan.scales:
        alike = (old for old in before.scales if _is_alike(old, one)) if before else iter(())
        words = scale_words(one, next(alike, None))
        yield Fact(one.title or one.scale, sentences(words), Origin("scales"))


def _is_alike(one: ScaleResult, other: ScaleResult) -> bool:
    """Return True if two scores may be compared: editions and languages are scales of their own."""
    return (one.scale, one.edition, one.language) == (other.scale, other.edition, other.language)


def scale_words(one: ScaleResult, before: ScaleResult | None = None) -> Iterator[str]:
    """Yield what is told of a result, a sentence each: the score, the scale, the notice."""
    if one.score is None:
        yield tr("No score: too many items are missing")
    elif one.low is None or one.high is None:
        yield say_number(one.score)
    else:
        ends = {"low": say_number(one.low), "high": say_number(one.high)}
        yield tr("{score}, on a scale from {low} to {high}", score=say_number(one.score), **ends)
    if before is not None and before.score is not None:
        yield tr("It was {score}", score=say_number(before.score))
    if one.direction:
        yield BETTER[one.direction]
    if one.missing:
        yield tr("Items that are missing: {count}", count=one.missing)
    if one.retest_change is not None:
        amount, source = say_number(one.retest_change), one.retest_source
        if source:
            yield tr(
                "A change below {amount} may be chance ({source})", amount=amount, source=source
            )
        else:
            yield tr("A change below {amount} may be chance", amount=amount)
    if one.notice:
        yield one.notice


def scale_details(one: ScaleResult) -> Iterator[str]:
    """Yield what the record adds: the edition with its language, and each item's score."""
    edition = " ".join(part for part in (one.edition, one.language) if part)
    yield (
        tr("{scale}, edition {edition}", scale=one.scale, edition=edition) if edition else one.scale
    )
    if one.items:
        yield ", ".join(f"{quote(part.item)} {say_number(part.score)}" for part in one.items)
