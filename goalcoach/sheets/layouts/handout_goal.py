"""One goal on the handout: what I want to do, my next step, the days, where it leads, why.

Inside an energy limit there is a ceiling, and no aim, no further step and no chosen day.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.ladder_rules import is_energy_limited, standing_steps, step_now
from goalcoach.plan.model.goal import Chance, Goal, Rung
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.block import (
    Block,
    Fact,
    Facts,
    Framed,
    FrameKind,
    Heading,
    Para,
    Role,
    Statement,
)
from goalcoach.sheets.parts.goal_blocks import ask_goal, at, decided, different_days, leads
from goalcoach.sheets.parts.home_measure import say_measure
from goalcoach.sheets.parts.hoped_day import day_ahead
from goalcoach.sheets.parts.step_amount import fact_of_most, say_amount
from goalcoach.sheets.wording import is_sequel, sentence, sentences
from goalcoach.translation import tr


def lay_goal(plan: Plan, goal: Goal, number: int, count: int) -> Iterator[Block]:
    """Yield the goal, number `number` of `count`; alone it is not counted."""
    yield from _aim(plan, goal, ask_goal(number, count))
    if step := step_now(goal):
        yield _next_step(goal, step)
        # On a usual day it is as it stands above.
        yield from different_days(goal, step)
        yield from leads(goal, standing_steps(goal), step, brief=True)
    yield from chosen_days(goal)
    yield from decided(goal, take_home=True)


def _aim(plan: Plan, goal: Goal, heading: str) -> Iterator[Block]:
    new = plan.visit.kind == "first" or goal.start == plan.visit.date
    ahead = day_ahead(goal, plan)
    said = [ahead] if ahead else []
    said += [
        say_measure(goal, measure, new=new)
        for measure in goal.measures
        if measure.ended is None and measure.name
    ]
    if goal.statement or said:
        yield Heading(heading, tr("GOAL"))
    if goal.statement:
        yield Statement(goal.statement, Role.GOAL, at(goal, "statement"))
    if said:
        yield Para(sentences(said))


def _next_step(goal: Goal, step: Rung) -> Framed:
    facts = tuple(
        Fact(name, sentences(texts), at(goal, f"ladder.rungs.{field}", step.id))
        for name, field, texts in (
            (tr("When"), "when", (step.when,)),
            (tr("Or else"), "move_to", (step.move_to,)),
            (tr("Right after"), "after", (step.after,)),
            (tr("Where"), "where", (step.where,)),
            (tr("With whom"), "with", (step.with_,)),
            *_how_much(goal, step),
        )
        if any(texts)
    )
    heading = Heading(tr("What is my next step?"), tr("NEXT STEP"))
    text = Statement(step.text or "", Role.STEP, at(goal, "ladder.rungs.text", step.id))
    return Framed(FrameKind.STEP, (heading, text, Facts(facts)) if facts else (heading, text))


def _how_much(goal: Goal, step: Rung) -> Iterator[tuple[str, str, tuple[str | None, ...]]]:
    """Yield the amount and the rest; a rest that was typed as a sequel follows the amount."""
    label, amount = fact_of_most(goal) or (tr("How much"), _at_most(goal, step))
    sequel = bool(amount and step.rest and is_sequel(step.rest))
    yield label, "amount", (amount, step.rest if sequel else None)
    yield tr("Rest"), "rest", (None if sequel else step.rest,)


def _at_most(goal: Goal, step: Rung) -> str | None:
    amount = say_amount(goal, step)
    return tr("{amount} at most", amount=amount) if amount else None


def chosen_days(goal: Goal) -> Iterator[Block]:
    """Yield `chances` with what comes before and after each; none inside an energy limit."""
    if is_energy_limited(goal):
        return
    facts = tuple(fact for chance in goal.chances if chance.what for fact in _chosen(goal, chance))
    if facts:
        yield Heading(tr("Which day do I choose?"), tr("CHOSEN DAY"))
        yield Facts(facts)


def _chosen(goal: Goal, chance: Chance) -> Iterator[Fact]:
    for name, text in (
        (tr("The day"), chance.what),
        (tr("Before it"), chance.before),
        (tr("After it"), chance.after),
        (tr("My sign to stop"), chance.stop_sign),
    ):
        if text:
            yield Fact(name, sentence(text), at(goal, "chances"))
