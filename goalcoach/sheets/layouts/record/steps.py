"""The steps of a goal in the record: all of them, the pace, how the first amount is reckoned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goalcoach.number_words import say_number
from goalcoach.plan.ladder_rules import may_say_amounts, standing_steps
from goalcoach.plan.model.goal import Goal, Rung
from goalcoach.plan.outcome.pacing_arithmetic import round_down, start_amount
from goalcoach.sheets.block import Block, Labelled, Mark, MarkList, MarkShape, Para, Plain
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.parts.goal_blocks import at
from goalcoach.sheets.parts.step_amount import round_amount
from goalcoach.sheets.wording import quote, say_day, sentences
from goalcoach.translation import TrMap, tr, tr_noop

SHAPES = {"steady": MarkShape.STEADY, "now": MarkShape.NOW}
STATUS = TrMap({"steady": "Steady", "now": "Now", "later": "Later"})
PACING = ("i-engage.community", "How do I pace?")
"""Where the first amount comes from: the site, and the title of the page."""


def steps(goal: Goal) -> Iterator[Block]:
    """Yield every step that stands, under its pace; those left out by name."""
    rungs = standing_steps(goal)
    blocks: list[Plain] = []
    marks = tuple(_step(goal, rung) for rung in rungs if rung.status != "left")
    if marks:
        blocks.append(MarkList(marks))
    left = [f"{quote(rung.text or '')} ({rung.id})" for rung in rungs if rung.status == "left"]
    blocks += [Para(words) for words in (sentences((_left(left), *_pace(goal))),) if words]
    if blocks:
        yield Labelled(tr("Steps"), _mode(goal, rungs), tuple(blocks))


def _left(left: Sequence[str]) -> str | None:
    return tr("Left out: {steps}", steps=", ".join(left)) if left else None


def _mode(goal: Goal, rungs: Sequence[Rung]) -> str:
    """Return the pace and the amounts, rounded down: "by the clock: 12, 14 minutes"."""
    mode = say_value("goals.ladder.mode", goal.ladder.mode)
    amounts = [str(round_down(rung.amount)) for rung in rungs if rung.amount is not None]
    counted = f"{', '.join(amounts)} {goal.ladder.unit or ''}".strip() if amounts else ""
    return ": ".join(part for part in (mode, counted) if part)


def _step(goal: Goal, rung: Rung) -> Mark:
    amount = round_amount(goal, rung)
    status = rung.status or "later"
    parts = (
        rung.text,
        tr("{amount} at most", amount=amount) if amount else None,
        *(f"{name}: {text}" for name, text in _about(rung) if text),
        None if rung.bad_day or status == "steady" else tr("No bad-day version yet"),
    )
    word = f"{STATUS.get(status, STATUS['later'])}, {rung.id}"
    where = at(goal, "ladder.rungs.text", rung.id)
    return Mark(SHAPES.get(status, MarkShape.LATER), word, sentences(parts), where)


def _about(rung: Rung) -> tuple[tuple[str, str | None], ...]:
    return (
        (tr("Good day"), rung.good_day),
        (tr("Bad day"), rung.bad_day),
        (tr("When"), rung.when),
        (tr("Or else"), rung.move_to),
        (tr("Right after"), rung.after),
        (tr("Where"), rung.where),
        (tr("With"), rung.with_),
        (tr("Rest"), rung.rest),
        (tr("Since"), say_day(rung.since) if rung.since else None),
        (tr("Expected"), rung.expected),
        (tr("Found"), rung.found),
    )


def _pace(goal: Goal) -> Iterator[str]:
    """Yield how the first amount is reckoned; without amounts to say, only what was tried out."""
    ladder = goal.ladder
    if ladder.limit:
        yield tr("What leaves some to spare: {words}", words=quote(ladder.limit))
    samples, unit = ladder.samples, f" {ladder.unit}" if ladder.unit else ""
    start = start_amount(samples)
    if start is not None:
        tried = ", ".join(map(say_number, samples))
        yield tr("Tried out: {amounts}", amounts=f"{tried}{unit}")
        if may_say_amounts(goal):
            yield tr(
                "Amount to start with: {amount} ({source}; mean of {amounts} × {share}, rounded "
                "down)",
                amount=round_down(start),
                source=f"{PACING[0]}, {quote(PACING[1])}",
                amounts=tried,
                share=say_number(0.8),
            )
    if ladder.stable_days is not None:
        if ladder.stable_days == 1:
            yield tr("A step is kept for 1 day before it is talked about")
        else:
            kept = tr_noop("A step is kept for {count} days before it is talked about")
            yield tr(kept, count=ladder.stable_days)
