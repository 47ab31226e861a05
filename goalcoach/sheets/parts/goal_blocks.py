"""One goal as blocks: what I want to do, my next step, the days, where it leads, what we decided.

Unless the pace is by the clock, no aim or further step is ever laid out, and no amount but the
ceiling of an energy limit; the record has them.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.number_words import say_number
from goalcoach.plan.ladder_rules import may_say_amounts, standing_steps, step_now
from goalcoach.plan.model.goal import Goal, Measure, Rung
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.block import (
    Block,
    Fact,
    Facts,
    Framed,
    FrameKind,
    Heading,
    Mark,
    MarkList,
    MarkShape,
    Origin,
    Para,
    Quote,
    Role,
    Statement,
)
from goalcoach.sheets.parts.hoped_day import hoped_day
from goalcoach.sheets.parts.step_amount import fact_of_most, say_amount
from goalcoach.sheets.wording import DECIDED_FOR_PATIENT, sentence, sentences
from goalcoach.translation import tr, tr_noop

LEVEL_NAMES = (
    ("much_less", "-2", tr_noop("About where I started")),
    ("less", "-1", tr_noop("Partly there")),
    ("planned", "0", tr_noop("As planned")),
    ("more", "1", tr_noop("A little more")),
    ("much_more", "2", tr_noop("Much more")),
)


def at(goal: Goal, field: str, *rows: str) -> Origin:
    return Origin(f"goals.{field}", (goal.id, *rows))


def goal_blocks(plan: Plan, goal: Goal, number: int, count: int) -> Iterator[Block]:
    """Yield the blocks of one goal, number `number` of `count`."""
    yield Heading(ask_goal(number, count), tr("GOAL"))
    if goal.statement:
        yield Statement(goal.statement, Role.GOAL, at(goal, "statement"))
    if goal.own_words:
        yield Quote(goal.own_words, at(goal, "own_words"))
    if hoped := hoped_day(goal, plan):
        yield Para(sentence(hoped), at(goal, "due"))
    for measure in goal.measures:
        if measure.ended is None and measure.name:
            yield Para(_measured(measure, may_say_amounts(goal)), at(goal, "measures", measure.id))
    if facts := tuple(_about(goal)):
        yield Facts(facts)
    yield from _levels(goal)
    yield from _steps(goal)
    yield from decided(goal)


def ask_goal(number: int, count: int) -> str:
    """Return the question above a goal; alone it is not counted."""
    if count <= 1:
        return tr("What do I want to do?")
    return tr("What do I want to do? Goal {number} of {count}", number=number, count=count)


def _about(goal: Goal) -> Iterator[Fact]:
    for name, field, text in (
        (tr("Why it matters"), "why", goal.why),
        (tr("Good enough"), "good_enough", goal.good_enough),
        (tr("In my hands"), "in_my_hands", goal.in_my_hands),
    ):
        if text:
            yield Fact(name, sentence(text), at(goal, field))
    now = goal.rating.progress.patient
    if now is not None:
        words = tr("{number}, where 10 is doing it the way I want to.", number=now)
        yield Fact(tr("Where I am today"), words, at(goal, "rating.progress.patient"))


def _measured(measure: Measure, amounts: bool) -> str:
    """Return what is counted; the numbers only where amounts may be said."""
    name = sentence(tr("What I note down: {what}", what=measure.name))
    if not amounts:
        return name
    unit = f" {measure.unit}" if measure.unit else ""
    parts = [name]
    if measure.baseline is not None:
        parts.append(tr("I started at {amount}.", amount=f"{say_number(measure.baseline)}{unit}"))
    if measure.now is not None:
        parts.append(tr("Now it is {amount}.", amount=f"{say_number(measure.now)}{unit}"))
    if measure.target is not None:
        parts.append(tr("I am going for {amount}.", amount=f"{say_number(measure.target)}{unit}"))
    return " ".join(parts)


def _levels(goal: Goal) -> Iterator[Block]:
    facts = tuple(
        Fact(tr(name), sentence(text), at(goal, f"levels.{key}"))
        for field, key, name in LEVEL_NAMES
        if (text := getattr(goal.levels, field))
    )
    if facts:
        yield Heading(tr("How would I see how far I got?"), tr("HOW FAR"))
        yield Facts(facts)


def _steps(goal: Goal) -> Iterator[Block]:
    step = step_now(goal)
    if step is None:
        return
    yield _next_step(goal, step)
    yield from different_days(goal, step, usual=step.text)
    yield from leads(goal, standing_steps(goal), step)


def _next_step(goal: Goal, step: Rung) -> Framed:
    how_much, amount = fact_of_most(goal) or (tr("How much"), say_amount(goal, step))
    heading = Heading(tr("What is my next step?"), tr("NEXT STEP"))
    text = Statement(step.text or "", Role.STEP, at(goal, "ladder.rungs.text", step.id))
    facts = tuple(
        Fact(name, sentence(words), at(goal, f"ladder.rungs.{field}", step.id))
        for name, field, words in (
            (tr("When"), "when", step.when),
            (tr("Or else"), "move_to", step.move_to),
            (tr("Right after"), "after", step.after),
            (tr("Where"), "where", step.where),
            (tr("With whom"), "with", step.with_),
            (how_much, "amount", amount),
            (tr("Rest"), "rest", step.rest),
        )
        if words
    )
    blocks = (heading, text, Facts(facts)) if facts else (heading, text)
    return Framed(FrameKind.STEP, blocks)


def different_days(goal: Goal, step: Rung, usual: str | None = None) -> Iterator[Block]:
    """Yield the step on a good and on a bad day, and between them as it is on a usual one."""
    if not (step.good_day or step.bad_day):
        return
    yield Heading(tr("What does it look like on different days?"), tr("DAYS"))
    yield MarkList(
        tuple(
            Mark(shape, word, sentence(text), at(goal, f"ladder.rungs.{field}", step.id))
            for shape, word, field, text in (
                (MarkShape.GOOD, tr("Good day"), "good_day", step.good_day),
                (MarkShape.USUAL, tr("Usual day"), "text", usual),
                (MarkShape.BAD, tr("Bad day"), "bad_day", step.bad_day),
            )
            if text
        )
    )


def leads(goal: Goal, rungs: list[Rung], step: Rung, *, brief: bool = False) -> Iterator[Block]:
    """Yield the last steady step, this one and, where amounts may be said, the next.

    `brief`: this one stands just above and is not said again.
    """
    steady = [rung for rung in rungs if rung.status == "steady"][-1:]
    later = [rung for rung in rungs if rung.status == "later"][: int(may_say_amounts(goal))]
    if not (steady or later):
        return
    marks = [
        *((MarkShape.STEADY, tr("Steady"), rung) for rung in steady),
        *(((MarkShape.NOW, tr("Now"), step),) if not brief else ()),
        *((MarkShape.LATER, tr("Later"), rung) for rung in later),
    ]
    yield Heading(tr("Where does this step lead?"), tr("STEPS"))
    yield MarkList(
        tuple(
            Mark(shape, word, sentence(rung.text or ""), at(goal, "ladder.rungs.text", rung.id))
            for shape, word, rung in marks
        )
    )


def decided(goal: Goal, name: str = "", *, take_home: bool = False) -> Iterator[Block]:
    """Yield what this visit settled about a goal; `name` where it does not stand below its goal.

    To `take_home`: where the steps get smaller it says first that the goal is kept, for on paper
    nobody is there to say it.
    """
    choice = goal.decision.choice
    if choice is None:
        return
    kept = tr("We keep the goal.") if take_home and choice == "smaller" else None
    yield Heading(tr("What did we decide today, and why?"), tr("DECIDED"))
    words = sentences((name, kept, DECIDED_FOR_PATIENT[choice], goal.decision.why))
    yield Para(words, at(goal, "decision.choice"))
