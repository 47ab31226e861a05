"""The page for the team's meeting: goal, step, and what is agreed in each part of life.

In our words around the patient's own. It leaves the room only with the patient's yes. A part of
life in which nothing is agreed is left out: nothing stands here as if someone had taken it on.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.goal_lifecycle import goes_on, lead_first
from goalcoach.plan.ladder_rules import step_now
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import Action
from goalcoach.sheets.block import (
    Block,
    Heading,
    Labelled,
    Letterhead,
    NameLine,
    Origin,
    Para,
    Role,
    Statement,
    Title,
)
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.parts.for_team import (
    limits_for_team,
    name_doer,
    step_for_team,
    unnamed_helpers,
)
from goalcoach.sheets.parts.goal_blocks import at
from goalcoach.sheets.parts.page_edge import footer, notices
from goalcoach.sheets.parts.step_amount import say_ceiling
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.wording import (
    DOMAINS_FOR_TEAM,
    capital,
    quote,
    say_day,
    say_weekday,
    sentences,
)
from goalcoach.translation import tr, tr_noop

SHARED_BY_YES = tr_noop(
    "The patient agreed to share what stands here. What is not agreed is not here."
)


def lay_team(plan: Plan, around: SheetContext, size: Size) -> tuple[Block, ...]:
    """Return the page for the meeting. It has one size."""
    going = tuple(lead_first(filter(goes_on, plan.goals)))
    return (
        *notices(around, plan),
        Letterhead(around.service, say_day(plan.visit.date)),
        Title(tr("For the meeting about {patient}", patient=plan.patient)),
        NameLine(tr("Name and date of birth")),
        Para(tr(SHARED_BY_YES)),
        *_goals(going),
        *step_for_team(going),
        *limits_for_team(plan),
        *_agreed(plan),
        *_again(plan),
        footer(plan, around.digest),
    )


def _goals(going: tuple[Goal, ...]) -> Iterator[Block]:
    """Yield each goal; of one without a step for now the ceiling too, which stands with a step."""
    named = [goal for goal in going if goal.statement]
    if named:
        yield Heading(tr("What the patient wants"), tr("GOAL"))
    for goal in named:
        yield Statement(goal.statement or "", Role.GOAL, at(goal, "statement"))
        ceiling = say_ceiling(goal)
        if ceiling and step_now(goal) is None:
            yield Para(sentences((capital(ceiling),)), at(goal, "ladder.limit"))


def _agreed(plan: Plan) -> Iterator[Block]:
    """Yield what someone took on, a part of life at a time, in one order for every plan."""
    unnamed = unnamed_helpers(plan)
    standing = [task for task in plan.actions if task.ended is None and task.what]
    if standing:
        yield Heading(tr("What is agreed, by part of life"), tr("TEAM"))
    for domain, label in DOMAINS_FOR_TEAM.items():
        tasks = tuple(
            Para(_task(task, unnamed, plan.patient), Origin("actions.what", (task.id,)))
            for task in standing
            if (task.domain or "") == domain
        )
        if tasks:
            yield Labelled(label, "", tasks)


def _task(task: Action, unnamed: set[str], patient: str) -> str:
    """Return a task with its owner, day and status, and what came back in its own words."""
    who = name_doer(task.who, unnamed, patient)
    return sentences(
        (
            capital(f"{who}: {quote(task.what or '')}" if who else quote(task.what or "")),
            tr("By {day}", day=say_day(task.due)) if task.due else None,
            capital(say_value("actions.status", task.status or "open")),
            tr("What came back: {words}", words=quote(task.back)) if task.back else None,
        )
    )


def _again(plan: Plan) -> Iterator[Block]:
    day = plan.agreement.next_visit
    if day is not None:
        yield Heading(tr("When we meet again"), tr("NEXT VISIT"))
        yield Para(f"{capital(say_weekday(day))}.", Origin("agreement.next_visit"))
