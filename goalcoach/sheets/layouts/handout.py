"""The handout: what a patient takes home. Page 1 is the plan, the last side for hard spells.

Printed on both sides, the last one can hang on a wall alone. Only what is there is said: no score,
no id, no empty heading, nothing from a risk answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.goal_lifecycle import goes_on, lead_first, waits_on_list
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import Support
from goalcoach.sheets.block import (
    Block,
    Break,
    ContactLine,
    ContactLines,
    Fact,
    Facts,
    Heading,
    Meta,
    Numbered,
    Origin,
    Para,
    Quote,
    Title,
)
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.layouts.handout_goal import lay_goal
from goalcoach.sheets.layouts.whole_plan import left_open, say_agreed
from goalcoach.sheets.parts.flare_name import for_spell, how_noticed
from goalcoach.sheets.parts.goal_blocks import decided
from goalcoach.sheets.parts.hard_days import (
    check_in,
    easier_ways,
    from_treatment,
    in_the_way,
    keep_and_leave,
    one_who_helps,
)
from goalcoach.sheets.parts.leaflet_fact import talked_about
from goalcoach.sheets.parts.life_value_order import near_values
from goalcoach.sheets.parts.looked_at import kept_minute, to_others, tried_in_task
from goalcoach.sheets.parts.page_edge import footer, opening
from goalcoach.sheets.parts.urgent_help import (
    digits,
    get_help,
    has_flare_plan,
    numbers_to_call,
    say_gone_over,
    too_much,
)
from goalcoach.sheets.parts.what_i_try import what_i_try
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.wording import (
    capital,
    quote,
    say_weekday,
    sentence,
    sentences,
)
from goalcoach.translation import tr


def lay_handout(plan: Plan, around: SheetContext, size: Size) -> tuple[Block, ...]:
    """Return the handout, its parts in the same order whatever the plan has, in either size."""
    going = lead_first(filter(goes_on, plan.goals))
    hard = (*in_the_way(going), *_hard_spell(plan, around))
    people = tuple(_people(plan, around))
    alone = tuple(check_in(plan.after_plan))
    blocks: list[Block] = [*_matters(plan)]
    for number, goal in enumerate(going, 1):
        if number > 1:
            blocks.append(Break())
        blocks += lay_goal(plan, goal, number, len(going))
    blocks += (*_settled(plan, going), *what_i_try(plan), *_beside(plan, going))
    blocks += to_others(plan.others_say)
    # After a visit that stopped at its start, whom to call stands on the first side.
    if hard or ((people or alone) and blocks):
        blocks += (Break(), Title(_last_title(plan, bool(hard))))
        if said := say_gone_over(plan):
            blocks.append(Meta(said))
    return (
        *opening(plan, around, named=True),
        *blocks,
        *hard,
        *too_much(around),
        *_helpers(plan, people),
        *one_who_helps(plan.helpers_part),
        *alone,
        *_own_words(plan, going),
        *left_open(plan, around),
        footer(plan, around.digest),
    )


def _last_title(plan: Plan, hard: bool) -> str:
    if hard:
        return for_spell(plan)
    return tr("Help and next visit") if plan.agreement.next_visit else tr("Help")


def _matters(plan: Plan) -> Iterator[Block]:
    """Yield what matters now, in the patient's words; what waits or was put down stays at home."""
    quotes = [
        Quote(one.words or "", Origin("values.words", (one.id,))) for one in near_values(plan)
    ]
    if not quotes and plan.priorities.one_thing:
        quotes = [Quote(plan.priorities.one_thing, Origin("priorities.one_thing"))]
    purpose = plan.story.purpose
    if quotes or purpose:
        yield Heading(tr("What matters to me"), tr("MATTERS"))
        yield from quotes
    if purpose:
        said = Fact(tr("A week worth having"), sentence(quote(purpose)), Origin("story.purpose"))
        yield Facts((said,))


def _settled(plan: Plan, going: tuple[Goal, ...]) -> Iterator[Block]:
    """Yield what was decided today about goals that left the page."""
    settled = [goal for goal in plan.goals if goal not in going and goal.decision.choice]
    for number, goal in enumerate(settled):
        # The goal before them has its own heading of these words, if it was decided on.
        heading, *words = decided(goal, goal.statement or "", take_home=True)
        if number == 0 and not (going and going[-1].decision.choice):
            yield heading
        yield from words


def _beside(plan: Plan, going: tuple[Goal, ...]) -> Iterator[Block]:
    """Yield what goes with the plan on every day, and the goals that wait.

    A goal that was put on the list today stands with its decision.
    """
    facts = [*easier_ways(plan.energy_savers, brief=True), *from_treatment(going)]
    facts += (*kept_minute(plan), *tried_in_task(plan))
    facts += [
        Fact(tr("On my list"), sentence(goal.statement), Origin("goals.statement", (goal.id,)))
        for goal in plan.goals
        if waits_on_list(goal) and not goal.decision.choice and goal.statement
    ]
    facts += talked_about(plan)
    if facts:
        yield Heading(tr("What else goes with my plan?"), tr("BESIDE"))
        yield Facts(tuple(facts))


def _hard_spell(plan: Plan, around: SheetContext) -> Iterator[Block]:
    spell = plan.flare_plan
    if not has_flare_plan(spell):
        return
    if spell.signs:
        yield Heading(how_noticed(plan), tr("SIGNS"))
        yield Para(sentences(spell.signs), Origin("flare_plan.signs"))
    if spell.steps:
        yield Heading(tr("What do I do first?"), tr("FIRST STEPS"))
        yield Numbered(tuple(map(sentence, spell.steps)), Origin("flare_plan.steps"))
    kept, *facts = keep_and_leave(spell) or (None,)
    # Below the first steps they need no heading of their own.
    if kept and not spell.steps:
        yield kept
    yield from facts
    yield from get_help(plan, around, headed=False)


def _helpers(plan: Plan, people: tuple[ContactLine, ...]) -> Iterator[Block]:
    """Yield who helps, and the next visit."""
    day = plan.agreement.next_visit
    if people or day:
        yield Heading(_who_and_when(bool(people), day is not None), tr("HELPERS"))
    if people:
        yield ContactLines(people)
    if day:
        words, origin = f"{say_weekday(day)}.", Origin("agreement.next_visit")
        again = Facts((Fact(tr("We meet again"), words, origin),))
        yield again if people else Para(capital(words), origin)


def _people(plan: Plan, around: SheetContext) -> Iterator[ContactLine]:
    """Yield people with their own numbers where they said yes, then the site's contacts."""
    yield from (_helper(row) for row in plan.supports if row.ended is None and row.who)
    said = {digits(row.phone) for row in plan.supports if row.phone and _shows_phone(row)}
    # The numbers for urgent help stand in the alert, where there is one.
    alert = numbers_to_call(around) if has_flare_plan(plan.flare_plan) else ()
    for label, number in around.contacts:
        if (label, number) not in alert and digits(number) not in said:
            yield ContactLine(label, "", number)


def _shows_phone(row: Support) -> bool:
    return row.ended is None and bool(row.who) and row.consent == "yes"


def _who_and_when(people: bool, day: bool) -> str:
    if people and day:
        return tr("Who helps me, and when do we meet again?")
    return tr("Who helps me?") if people else tr("When do we meet again?")


def _helper(row: Support) -> ContactLine:
    phone = row.phone or "" if _shows_phone(row) else ""
    role = sentence(row.role or "")
    words = tr("{role} The number is", role=role) if role and phone else role
    return ContactLine(capital(row.who or ""), words, phone, Origin("supports.who", (row.id,)))


def _own_words(plan: Plan, going: tuple[Goal, ...]) -> Iterator[Block]:
    """Yield the patient's sentence, a difference that was noted, and who agreed."""
    agreement = plan.agreement
    blocks: list[Block] = [
        Para(quote(goal.readiness.sentence), Origin("goals.readiness.sentence", (goal.id,)))
        for goal in going
        if goal.readiness.sentence
    ]
    if not blocks and agreement.take_away:
        blocks = [Para(quote(agreement.take_away), Origin("agreement.take_away"))]
    if agreement.differ:
        words = sentence(tr("We did not agree on one thing: {what}", what=agreement.differ))
        blocks.append(Para(words, Origin("agreement.differ")))
    if agreement.by:
        agreed = Meta(say_agreed(plan))
        # Alone, it answers no question of the patient's.
        blocks = [*blocks, agreed] if blocks else [Heading(tr("Who agreed?"), tr("AGREED")), agreed]
    if blocks and not isinstance(blocks[0], Heading):
        yield Heading(tr("What do I say to this plan?"), tr("MY WORDS"))
    yield from blocks
