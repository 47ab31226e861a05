"""The second side as blocks: what to do when it gets hard, who helps, when to call.

This side may hang on a wall alone, so it stands without the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.model.goal import Goal, Practice, Trigger
from goalcoach.plan.model.optional_parts import HelpersPart
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import Action, AfterPlan, EnergySaver, FlarePlan, Support
from goalcoach.plan.words_for_nothing import names_nothing
from goalcoach.sheets.block import (
    Block,
    ContactLine,
    ContactLines,
    Fact,
    Facts,
    Heading,
    IfThen,
    Numbered,
    Origin,
    Para,
)
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.parts.field_facts import named_facts
from goalcoach.sheets.parts.flare_name import how_noticed
from goalcoach.sheets.parts.urgent_help import get_help, last_gone_over
from goalcoach.sheets.wording import (
    DOMAINS_FOR_PATIENT,
    capital,
    if_words,
    say_day,
    sentence,
    sentences,
    then_words,
)
from goalcoach.translation import TrMap, tr, tr_noop

NOT_YET = tr_noop("We have not gone over this part yet.")
NOT_IN_WORDS = tr_noop("not put in words yet")

SENSED = TrMap(
    {
        "sets_off": "Sets it off",
        "builds_up": "Makes it build",
        "softens": "Slows it down",
        "": "I notice",
    }
)


def ways(goals: tuple[Goal, ...]) -> Iterator[Block]:
    """Yield what gets in the way of the goals that go on, and what makes them easier.

    Of two goals or more, each is named before its own.
    """
    found = [
        (number, goal, facts)
        for number, goal in enumerate(goals, 1)
        if (facts := tuple(_ways_of(goal)))
    ]
    if found:
        yield Heading(tr("What gets in the way, and what helps?"), tr("IN THE WAY"))
    for number, goal, facts in found:
        if len(goals) > 1:
            said = goal.statement or tr(NOT_IN_WORDS)
            words = tr("Goal {number}: {goal}", number=number, goal=said)
            yield Para(sentence(words), Origin("goals.statement", (goal.id,)))
        yield Facts(facts)


def _ways_of(goal: Goal) -> Iterator[Fact]:
    barriers = tuple(row for row in goal.barriers if row.status != "solved")
    for name, field, rows in (
        (tr("In the way"), "barriers", barriers),
        (tr("Easier with"), "enablers", goal.enablers),
    ):
        for row in rows:
            if row.ended is None and row.text:
                yield Fact(
                    name, sentence(row.text), Origin(f"goals.{field}.text", (goal.id, row.id))
                )
    for trigger in goal.triggers:
        if trigger.ended is None and trigger.text:
            name = what_it_does(trigger)
            yield Fact(name, sentence(trigger.text), _trigger(goal, trigger))


def what_it_does(trigger: Trigger) -> str:
    """Return what stands before a trigger; "nothing I can see" is the answer to what sets it off,
    and nothing that was noticed.
    """
    unsaid = trigger.kind is None and names_nothing(trigger.text or "")
    return tr("What sets it off") if unsaid else SENSED[trigger.kind or ""]


def _trigger(goal: Goal, row: Trigger) -> Origin:
    return Origin("goals.triggers.text", (goal.id, row.id))


def in_the_way(goals: tuple[Goal, ...]) -> Iterator[Block]:
    """Yield the if–then lines of the goals that go on."""
    pairs = tuple(
        IfThen(
            if_words(row.if_),
            then_words(row.then),
            Origin("goals.contingencies.if", (goal.id, row.id)),
        )
        for goal in goals
        for row in goal.contingencies
        if row.ended is None and row.if_ and row.then
    )
    if pairs:
        yield Heading(tr("What if something gets in the way?"), tr("IF–THEN"))
        yield from pairs


def easier(savers: tuple[EnergySaver, ...]) -> Iterator[Block]:
    """Yield the things that go an easier way, and what the strength is saved for."""
    if facts := tuple(easier_ways(savers)):
        yield Heading(tr("What do I make easier?"), tr("EASIER"))
        yield Facts(facts)


def easier_ways(savers: tuple[EnergySaver, ...], *, brief: bool = False) -> Iterator[Fact]:
    """Yield a fact for each thing that goes an easier way; `brief`: not what that is for."""
    for saver in savers:
        if saver.ended is None and saver.task and saver.way:
            words = sentences((saver.way, None if brief else saved_for(saver)))
            yield Fact(saver.task, words, Origin("energy_savers.way", (saver.id,)))


def saved_for(saver: EnergySaver) -> str:
    return (
        tr("That saves strength for this: {what}", what=saver.saved_for) if saver.saved_for else ""
    )


def flare(plan: Plan, around: SheetContext) -> Iterator[Block]:
    """Yield the plan for a hard spell, with the site's own contacts."""
    spell = plan.flare_plan
    if spell == FlarePlan():
        return
    if last_gone_over(plan):
        day = say_day(spell.gone_over) if spell.gone_over else ""
        yield Para(tr("We last went over this part on {day}.", day=day) if day else tr(NOT_YET))
    if spell.signs:
        yield Heading(how_noticed(plan), tr("SIGNS"))
        yield Para(sentences(spell.signs), Origin("flare_plan.signs"))
    if spell.steps:
        yield Heading(tr("What do I do first?"), tr("FIRST STEPS"))
        steps = tuple(sentence(step) for step in spell.steps)
        yield Numbered(steps, Origin("flare_plan.steps"))
    yield from keep_and_leave(spell)
    yield from get_help(plan, around)


def keep_and_leave(spell: FlarePlan) -> tuple[Block, ...]:
    """Return a heading with what stays in a hard spell, gets less, and is left out; or ()."""
    facts = tuple(
        Fact(name, sentences(texts), Origin(f"flare_plan.{field}"))
        for name, field, texts in (
            (tr("I keep"), "keep", spell.keep),
            (tr("I do less of"), "less", spell.less),
            (tr("I leave out"), "stop", spell.stop),
        )
        if texts
    )
    return (
        (Heading(tr("What do I keep, and what can wait?"), tr("KEEP")), Facts(facts))
        if facts
        else ()
    )


def helpers(plan: Plan) -> Iterator[Block]:
    """Yield who helps. A helper's number stands here only with their yes."""
    people = tuple(_helper(row) for row in plan.supports if row.ended is None and row.who)
    if people:
        yield Heading(tr("Who helps me?"), tr("HELPERS"))
        yield ContactLines(people)
    tasks = tuple(
        Fact(*_task(row, row.what), Origin("actions.what", (row.id,)))
        for row in plan.actions
        if row.ended is None and row.what and is_to_do(row)
    )
    if tasks:
        yield Heading(tr("Who does what?"), tr("TEAM"))
        yield Facts(tasks)


def _task(row: Action, what: str) -> tuple[str, str]:
    """Return what a task is named by, and its words: of no part of life by who took it on."""
    if row.who and not row.domain:
        return capital(row.who), sentence(what)
    named = DOMAINS_FOR_PATIENT[row.domain or ""]
    return named, sentence(f"{row.who}: {what}" if row.who else what)


def is_to_do(task: Action) -> bool:
    """Return True unless it is done, or was let go."""
    return task.status not in ("done", "dropped")


def _helper(row: Support) -> ContactLine:
    phone = row.phone or "" if row.consent == "yes" else ""
    return ContactLine(
        row.who or "", sentence(row.role or ""), phone, Origin("supports.who", (row.id,))
    )


def practices(goals: tuple[Goal, ...]) -> Iterator[Block]:
    """Yield what was learned in treatment and has a place in the day."""
    if facts := tuple(from_treatment(goals)):
        yield Heading(tr("What do I use from treatment?"), tr("TREATMENT"))
        yield Facts(facts)


def from_treatment(goals: tuple[Goal, ...]) -> Iterator[Fact]:
    for goal in goals:
        for row in goal.practices:
            if row.what:
                words = sentences((row.tied_to, row.what_for, _helps_with(row)))
                yield Fact(row.what, words, Origin("goals.practices", (goal.id,)))


def _helps_with(row: Practice) -> str | None:
    return tr("For this: {what}", what=row.helps_with) if row.helps_with else None


def check_in(after: AfterPlan) -> Iterator[Block]:
    """Yield the days on which the plan is looked at without a clinician."""
    told = (
        (tr("My day"), "day", after.day),
        (tr("What I look at"), "looks_at", after.looks_at),
        (tr("My sign to ask for help"), "sign", after.sign),
        (tr("Who I talk it over with"), "who", after.who),
        (tr("Our next look together"), "refresher", after.refresher),
    )
    facts = named_facts("after_plan", told)
    if facts:
        yield Heading(tr("My own check-in"), tr("CHECK-IN"))
        yield Facts(facts)


def one_who_helps(said: HelpersPart) -> Iterator[Block]:
    """Yield what someone who helps said of themselves; nothing without their own yes to paper."""
    if said.paper != "yes":
        return
    told = (
        (tr("How it is to help"), "strain", said.strain),
        (tr("More help than we want"), "too_much", said.too_much),
        (tr("What would make it lighter"), "needs", said.needs),
        (tr("Time of their own"), "own_time", said.own_time),
    )
    facts = named_facts("helpers_part", told)
    if facts:
        yield Heading(tr("What does the one who helps me say?"), tr("ONE WHO HELPS"))
        yield Facts(facts)
