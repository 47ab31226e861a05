"""The first lines of the record: what a colleague has to know before the next words to the patient.

Ten lines at most for a usual plan; each says where it stands, and the parts below say the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.goal_lifecycle import goes_on, lead_first
from goalcoach.plan.ladder_rules import step_now
from goalcoach.plan.model.plan import Plan
from goalcoach.safe_text import join_words
from goalcoach.sheets.block import Labelled
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.layouts.record.entries import entry
from goalcoach.sheets.parts.hard_days import is_to_do
from goalcoach.sheets.parts.step_amount import say_amount
from goalcoach.sheets.parts.urgent_help import has_flare_plan
from goalcoach.sheets.wording import DECIDED_FOR_RECORD, capital, quote, say_day, sentences
from goalcoach.translation import TrMap, tr

WARNINGS = TrMap(
    {"pem": "worse after effort", "new": "something new", "adverse": "something worse"}
)
ANSWERS = TrMap({"yes": "yes", "unsure": "unsure"})
"""Flags that stand on top where the answer is anything but no."""


def glance(plan: Plan) -> Iterator[Labelled]:
    """Yield goal, step, safety, hard-spell plan, tasks and the next visit."""
    going = lead_first(filter(goes_on, plan.goals))
    several = len(going) > 1
    for goal in going:
        name = goal.id if several else ""
        yield from entry(tr("Goal"), name, quote(goal.statement) if goal.statement else None)
        if step := step_now(goal):
            amount = say_amount(goal, step)
            words = sentences(
                (quote(step.text or ""), tr("At most {amount}", amount=amount) if amount else None)
            )
            yield from entry(tr("Step for now"), name, words)
        if choice := goal.decision.choice:
            yield from entry(tr("Decided"), name, DECIDED_FOR_RECORD[choice])
    yield from entry(tr("Safety"), "", sentences(_safety(plan)))
    yield from entry(tr("Hard spells"), "", _hard_spells(plan))
    open_ = [task for task in plan.actions if task.ended is None and task.what and is_to_do(task)]
    owners = list(dict.fromkeys(task.who for task in open_ if task.who))
    if open_:
        words = tr("{count} for the team", count=len(open_))
        if owners:
            people = join_words(owners)
            words = tr("{count} for the team: {people}", count=len(open_), people=people)
        yield from entry(tr("Still to do"), "", words)
    if day := plan.agreement.next_visit:
        yield from entry(tr("Next visit"), "", say_day(day))


def _safety(plan: Plan) -> Iterator[str]:
    safety = plan.safety
    last = safety.again or safety.decision
    yield capital(say_value("safety.decision", last)) if last else tr("No decision")
    if limits := tuple(one for one in safety.limits if one != "none"):
        yield tr("Limits: {limits}", limits=say_value("safety.limits", limits))
    flags = [
        f"{words} ({ANSWERS.get(answer, answer)})"
        for field, words in WARNINGS.items()
        if (answer := getattr(safety, field)) not in (None, "no")
    ]
    if flags:
        yield capital(join_words(flags))


def _hard_spells(plan: Plan) -> str:
    spell = plan.flare_plan
    if not has_flare_plan(spell):
        return tr("No plan yet")
    if spell.gone_over:
        return tr("Plan gone over on {day}", day=say_day(spell.gone_over))
    return tr("Not gone over")
