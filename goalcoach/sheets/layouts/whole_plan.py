"""The reading sheet: the plan in the order of the handout, in the patient's words.

The plan so far (F3) and the page of the read-back lay out this sheet; `goalcoach show` and the page
of a version the same with the read-back before it and all the rest behind it. Nothing from a risk
answer is on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goalcoach.plan.goal_lifecycle import goes_on, is_closed, lead_first, waits_on_list
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.story import LifeValue
from goalcoach.plan.question_address import is_about_safety
from goalcoach.safe_text import join_words
from goalcoach.sheets.block import (
    Block,
    Break,
    Heading,
    Origin,
    Para,
    Quote,
    Title,
)
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.layouts.handout_goal import chosen_days
from goalcoach.sheets.layouts.handout_supplement import plan_detail
from goalcoach.sheets.layouts.read_back import read_back
from goalcoach.sheets.parts.flare_name import for_spell
from goalcoach.sheets.parts.goal_blocks import decided, goal_blocks
from goalcoach.sheets.parts.hard_days import (
    check_in,
    easier,
    flare,
    helpers,
    in_the_way,
    practices,
    ways,
)
from goalcoach.sheets.parts.life_value_order import comes_first, values_in_order
from goalcoach.sheets.parts.looked_at import kept_up, to_others
from goalcoach.sheets.parts.open_question import name_open
from goalcoach.sheets.parts.page_edge import footer, opening
from goalcoach.sheets.parts.what_i_try import what_i_try
from goalcoach.sheets.wording import capital, say_day, say_weekday, sentence, sentences
from goalcoach.translation import TrMap, tr, tr_noop

AGREED = TrMap({"patient": "by me", "clinician": "by my clinician", "helper": "by my helper"})


def read_plan(plan: Plan, today: date, around: SheetContext | None = None) -> tuple[Block, ...]:
    """Return the plan as it is read aloud on `today`: what the handout has, and how far it came."""
    around = around or SheetContext()
    return (*opening(plan, around), *_plan(plan, today, around), footer(plan, around.digest))


def read_whole_plan(
    plan: Plan, today: date, around: SheetContext | None = None
) -> tuple[Block, ...]:
    """Return the same sheet behind what is read aloud, and everything else on a last side."""
    around = around or SheetContext()
    return (
        *opening(plan, around),
        *read_back(plan, today, around),
        *_plan(plan, today, around),
        *plan_detail(plan, around),
        footer(plan, around.digest),
    )


def _plan(plan: Plan, today: date, around: SheetContext) -> Iterator[Block]:
    going = lead_first(filter(goes_on, plan.goals))
    waiting = lead_first(filter(waits_on_list, plan.goals))
    yield from _matters(plan)
    blocks: list[Block] = []
    for number, goal in enumerate(going, 1):
        blocks += (*goal_blocks(plan, goal, number, len(going)), *chosen_days(goal))
    yield from blocks
    headings = (block for block in reversed(blocks) if isinstance(block, Heading))
    yield from _settled(plan, waiting, under=next(headings, None))
    yield from easier(plan.energy_savers)
    yield from practices(going)
    yield from kept_up(plan)
    yield from to_others(plan.others_say)
    yield from what_i_try(plan)
    yield from _waiting(waiting)
    yield from _second_side(plan, going, around)
    yield from _meet_again(plan, today)
    yield from _own_words(plan, going)
    yield from left_open(plan, around)


def _matters(plan: Plan) -> Iterator[Block]:
    values = values_in_order(plan)
    if not values and not plan.priorities.one_thing:
        return
    yield Heading(tr("What matters to me"), tr("MATTERS"))
    for value in values:
        yield Quote(value.words or "", Origin("values.words", (value.id,)))
        if said := _rated(value, first=comes_first(plan, value)):
            yield Para(said, Origin("values.lived", (value.id,)))
    if plan.priorities.one_thing:
        words = sentence(tr("What comes first: {what}", what=plan.priorities.one_thing))
        yield Para(words, Origin("priorities.one_thing"))


def _rated(value: LifeValue, *, first: bool) -> str:
    """Return the two numbers with their meaning, and where the value has its place.

    What was put later at one visit and `first` at another does not come later now.
    """
    parts = []
    if value.importance is not None:
        number = value.importance
        parts.append(tr("How much it matters: {number}, where 10 is most of all.", number=number))
    if value.lived is not None:
        lived = tr_noop("How much is in my life: {number}, where 10 is as much as I want.")
        parts.append(tr(lived, number=value.lived))
    if value.place == "later" and not first:
        parts.append(tr("It comes later."))
    if value.place == "put_down":
        parts.append(tr("I put it down for a while."))
    return " ".join(parts)


def _waiting(goals: tuple[Goal, ...]) -> Iterator[Block]:
    named = [goal for goal in goals if goal.statement]
    if named:
        yield Heading(tr("What waits on my list?"), tr("ON MY LIST"))
    for goal in named:
        yield Para(sentence(goal.statement or ""), Origin("goals.statement", (goal.id,)))


def _settled(plan: Plan, waiting: tuple[Goal, ...], *, under: Heading | None) -> Iterator[Block]:
    """Yield what was decided about goals that no longer stand on the sheet with their steps.

    `under` is the heading that stands above; it is not said once more.
    """
    for goal in (*waiting, *(goal for goal in plan.goals if is_closed(goal))):
        for block in decided(goal, goal.statement or ""):
            if isinstance(block, Heading):
                if block == under:
                    continue
                under = block
            yield block


def _second_side(plan: Plan, going: tuple[Goal, ...], around: SheetContext) -> Iterator[Block]:
    hard = (
        *ways(going),
        *in_the_way(going),
        *flare(plan, around),
    )
    help_ = (*helpers(plan), *check_in(plan.after_plan))
    if hard or help_:
        yield Break()
        yield Title(for_spell(plan) if hard else tr("Help and next visit"))
    yield from hard
    yield from help_


def _meet_again(plan: Plan, today: date) -> Iterator[Block]:
    day = plan.agreement.next_visit
    if day is None:
        return
    yield Heading(tr("When do we meet again?"), tr("NEXT VISIT"))
    said = say_weekday(day)
    words = f"{capital(said)}." if day >= today else tr("We meant to meet on {day}.", day=said)
    yield Para(words, Origin("agreement.next_visit"))


def _own_words(plan: Plan, going: tuple[Goal, ...]) -> Iterator[Block]:
    agreement = plan.agreement
    blocks: list[Block] = [
        Quote(goal.readiness.sentence, Origin("goals.readiness.sentence", (goal.id,)))
        for goal in going
        if goal.readiness.sentence
    ]
    for field_, lead, text in (
        ("take_away", tr("What I take with me"), agreement.take_away),
        ("doubts", tr("What I am not sure about"), agreement.doubts),
        ("differ", tr("We did not agree on one thing"), agreement.differ),
    ):
        if text:
            blocks.append(Para(sentence(f"{lead}: {text}"), Origin(f"agreement.{field_}")))
    if agreement.by:
        blocks.append(Para(say_agreed(plan), Origin("agreement.by")))
    if blocks:
        yield Heading(tr("What do I say to this plan?"), tr("MY WORDS"))
        yield from blocks


def say_agreed(plan: Plan) -> str:
    """Return on which day who agreed, as the patient says it."""
    by = join_words([AGREED[who] for who in plan.agreement.by])
    return tr("Agreed on {day} {by}.", day=say_day(plan.visit.date), by=by)


def left_open(plan: Plan, around: SheetContext) -> Iterator[Block]:
    """Yield the questions left open, save those that only lead the talk.

    A declined one leaves no trace, nor does a safety question.
    """
    names = [
        name_open(plan, address, around.labels[address])
        for address, reason in plan.skipped.items()
        if reason != "declined"
        and not is_about_safety(address)
        and around.labels.get(address)
        and address not in around.leading
    ]
    if names:
        yield Heading(tr("Left open for now"), tr("LEFT OPEN"))
        yield Para(sentences(names))
