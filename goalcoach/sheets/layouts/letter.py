"""The letter to the team: what the patient wants, the step for now, who does what.

One page, in our words around the patient's own. It leaves the room only with the patient's yes, and
inside an energy limit it asks nobody for more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goalcoach.number_words import say_number
from goalcoach.plan.goal_lifecycle import goes_on
from goalcoach.plan.help_options import options_in_use
from goalcoach.plan.ladder_rules import may_say_amounts
from goalcoach.plan.model.goal import Goal, Measure
from goalcoach.plan.model.optional_parts import HelpersPart
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import FlarePlan
from goalcoach.safe_text import join_words
from goalcoach.sheets.block import (
    Block,
    ContactLine,
    ContactLines,
    Fact,
    Facts,
    Heading,
    Labelled,
    Letterhead,
    NameLine,
    Origin,
    Para,
    Role,
    Statement,
    TextSpan,
    TextSpans,
    Title,
)
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.parts.flare_name import own_name
from goalcoach.sheets.parts.for_team import (
    limits_for_team,
    name_doer,
    say_third,
    step_for_team,
    unnamed_helpers,
)
from goalcoach.sheets.parts.goal_blocks import at
from goalcoach.sheets.parts.hard_days import is_to_do
from goalcoach.sheets.parts.hoped_day import hoped_day
from goalcoach.sheets.parts.page_edge import footer, notices
from goalcoach.sheets.parts.urgent_help import is_said_by_number, number_in, numbers_to_call
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.wording import (
    DECIDED_FOR_TEAM,
    DOMAINS_FOR_TEAM,
    capital,
    quote,
    quotes,
    say_day,
    say_weekday,
    sentence,
    sentences,
)
from goalcoach.translation import TrMap, tr, tr_noop

ABOUT = tr_noop(
    "The plan is about taking part in life again. It is not a test of whether the symptoms are "
    "real: they are."
)
SEEN = TrMap({"first": "We met for a first visit", "review": "We met for a review"})
SEEN_WITH = TrMap(
    {
        "first": "We met for a first visit with {people}",
        "review": "We met for a review with {people}",
    }
)
PRESENT = TrMap(
    {
        "patient": "the patient",
        "guardian": "a parent or guardian",
        "helper": "a helper",
        "interpreter": "an interpreter",
    },
    context="met_with",
)
HELPERS = TrMap(
    {
        "family": "Family",
        "friend": "Friends",
        "peer": "Peers",
        "work": "Work",
        "school": "School",
        "community": "Community",
        "": "Also",
    }
)


def lay_letter(plan: Plan, around: SheetContext, size: Size) -> tuple[Block, ...]:
    """Return the letter. It has one size."""
    going = tuple(filter(goes_on, plan.goals))
    tasks = tuple(_tasks(plan))
    return (
        *notices(around, plan),
        Letterhead(around.service, say_day(plan.visit.date)),
        Title(tr("To the team around {patient}", patient=plan.patient)),
        NameLine(tr("Name and date of birth")),
        *_ring_back(around),
        Para(sentences((_met(plan), tr(ABOUT), _ask(bool(tasks))))),
        *_wants(plan, going),
        *step_for_team(going),
        *limits_for_team(plan),
        *_tries(plan),
        *_team(tasks),
        *_one_who_helps(plan.helpers_part),
        *_watch(plan, around),
        *_decided(plan),
        *_again(plan, around),
        Para(tr("The patient agrees that the team gets this letter.")),
        footer(plan, around.digest),
    )


def _ring_back(around: SheetContext) -> Iterator[Block]:
    """Yield the service's number for the team: the first that is not for urgent help."""
    for label, number in around.contacts:
        if (label, number) not in around.urgent:
            yield ContactLines((ContactLine(tr("To ring us back"), f"{label}:", number),))
            return


def _tries(plan: Plan) -> Iterator[Block]:
    """Yield what the patient tries, in their words, with its place in the day."""
    lines = [
        f"{quote(row.what or '')}, {quote(row.tied_to)}" if row.tied_to else quote(row.what or "")
        for row in options_in_use(plan)
    ]
    if lines:
        yield Facts((Fact(tr("What the patient tries"), sentences(lines), Origin("options.what")),))


def _met(plan: Plan) -> str:
    """Return who was there by role: a name beside it may be of someone who was not asked."""
    roles = [one.partition(":")[0].strip() for one in plan.visit.present]
    who = [words for role, words in PRESENT.items() if role in roles]
    if not who:
        return SEEN[plan.visit.kind]
    return SEEN_WITH[plan.visit.kind].replace("{people}", join_words(who))


def _ask(tasks: bool) -> str | None:
    return tr("Please help in the way that is named below") if tasks else None


def _wants(plan: Plan, going: tuple[Goal, ...]) -> Iterator[Block]:
    goals = tuple(goal for goal in going if goal.statement)
    if goals:
        yield Heading(tr("What the patient wants"), tr("GOAL"))
    for goal in goals:
        yield Statement(goal.statement or "", Role.GOAL, at(goal, "statement"))
        own = quote(goal.own_words) if goal.own_words else None
        counted = [_counted(goal, one) for one in goal.measures if one.ended is None and one.name]
        if said := sentences((own, *counted, hoped_day(goal, plan))):
            yield Para(said, at(goal, "own_words"))


def _counted(goal: Goal, measure: Measure) -> str | None:
    """Return how far it has come in counted things; None where amounts may not be said."""
    if not may_say_amounts(goal):
        return None
    start, now, target = (
        None if value is None else say_number(value)
        for value in (measure.baseline, measure.now, measure.target)
    )
    unit = f" {measure.unit}" if measure.unit else ""
    parts = []
    if start is not None:
        parts.append(tr("{amount} at the start", amount=f"{start}{unit}"))
    if now is not None:
        parts.append(tr("{amount} now", amount=now if parts else f"{now}{unit}"))
    if target is not None:
        parts.append(tr("{amount} hoped for", amount=target if parts else f"{target}{unit}"))
    return f"{measure.name}: {', '.join(parts)}" if parts else None


def _team(tasks: tuple[Labelled, ...]) -> Iterator[Block]:
    if tasks:
        yield Heading(tr("Who does what"), tr("TEAM"))
        yield from tasks


def _one_who_helps(said: HelpersPart) -> Iterator[Block]:
    """Yield how it is for someone who helps, in their words and with their own yes to paper."""
    if said.paper == "yes" and (words := quotes(filter(None, (said.strain, said.needs)))):
        fact = Fact(tr("Someone who helps says"), sentence(words), Origin("helpers_part.strain"))
        yield Facts((fact,))


def _tasks(plan: Plan) -> Iterator[Labelled]:
    """Yield what each one does, a part of life at a time; a part without a task is left out.

    A helper is named only with their consent, once, and their number stays with the patient.
    Without it their task stands in the letter, and they do not.
    """
    unnamed = unnamed_helpers(plan)
    said: dict[str, list[str]] = {label: [] for label in DOMAINS_FOR_TEAM.values()}
    for task in plan.actions:
        if task.ended is None and task.what and is_to_do(task):
            who = name_doer(task.who, unnamed, plan.patient)
            what = _by_day(task.what, task.due) if task.due else task.what
            line = f"{who}: {what}" if who else what
            said[DOMAINS_FOR_TEAM[task.domain or ""]].append(capital(line))
    named = {task.who for task in plan.actions if task.ended is None and task.what}
    for one in plan.supports:
        if one.ended is None and one.consent == "yes" and one.who and one.who not in named:
            label = HELPERS[one.kind or ""]
            words = quotes((one.role,)) if one.role else ""
            who = capital(say_third(one.who, plan.patient))
            said.setdefault(label, []).append(f"{who}: {words}" if words else who)
    for label, lines in said.items():
        if lines:
            yield Labelled(label, "", (Para(sentences(lines)),))


def _by_day(what: str, day: date) -> str:
    bare = what.rstrip().rstrip(".")
    return tr("{task}, by {day}", task=bare, day=say_day(day))


def _watch(plan: Plan, around: SheetContext) -> Iterator[Block]:
    flare = plan.flare_plan
    not_flare = (
        tr("In need of help at once: {signs}", signs=quotes(flare.emergency))
        if flare.emergency
        else None
    )
    said = sentences((_signs(plan), not_flare))
    later = sentences(_calls_later(flare, around))
    if not (said or later):
        return
    yield Heading(tr("What to watch for"), tr("WATCH"))
    call = tuple(_call_at_once(flare, around)) if not_flare else ()
    if call:
        yield TextSpans((TextSpan(said), *call), Origin("flare_plan.emergency"))
    elif said:
        yield Para(said, Origin("flare_plan.signs"))
    if later:
        yield Para(later, Origin("flare_plan.same_day"))


def _signs(plan: Plan) -> str | None:
    signs = quotes(plan.flare_plan.signs)
    if not plan.flare_plan.signs:
        return None
    if name := own_name(plan):
        return tr("Early signs of {name}: {signs}", name=quote(name), signs=signs)
    return tr("Early signs of a hard spell: {signs}", signs=signs)


def _calls_later(flare: FlarePlan, around: SheetContext) -> Iterator[str]:
    """Yield the calls that can wait, apart from the help that cannot.

    Whom the patient calls first is asked for what is no usual spell: beside the signs that call
    for help at once it would be the wrong number.
    """
    if flare.same_day:
        signs = quotes(flare.same_day)
        yield tr("The patient calls the practice the same day for: {signs}", signs=signs)
    if flare.too_long:
        yield tr("How long a spell lasts before a call: {words}", words=quote(flare.too_long))
    if flare.call and not is_said_by_number(flare.call, numbers_to_call(around)):
        yield tr("Whom the patient calls then: {words}", words=quote(flare.call))
    if flare.known_sudden:
        yield tr("Sudden, and known: {signs}", signs=quotes(flare.known_sudden))


def _call_at_once(flare: FlarePlan, around: SheetContext) -> Iterator[TextSpan]:
    """Yield the number for help at once: the site's own, else one that was typed; none made up."""
    numbers = numbers_to_call(around)
    if not numbers and (typed := number_in(flare.call or "")):
        numbers = ((tr("The number to call"), typed),)
    for label, number in numbers[:1]:
        yield TextSpan(f" {label}: ")
        yield TextSpan(number.rstrip(" ."), strong=True)
        yield TextSpan(".")


def _decided(plan: Plan) -> Iterator[Block]:
    """Yield what became of each goal at this visit, with its reason as it was given."""
    settled = [goal for goal in plan.goals if goal.decision.choice]
    if settled:
        yield Heading(tr("What we decided, and why"), tr("DECIDED"))
    for goal in settled:
        name = quote(goal.statement) if goal.statement and len(settled) > 1 else None
        why = quote(goal.decision.why) if goal.decision.why else None
        words = sentences((name, DECIDED_FOR_TEAM[goal.decision.choice or "keep"], why))
        yield Para(words, at(goal, "decision.choice"))


def _again(plan: Plan, around: SheetContext) -> Iterator[Block]:
    day = plan.agreement.next_visit
    if day is None:
        return
    yield Heading(tr("When we meet again"), tr("NEXT VISIT"))
    service = around.service
    send = (
        tr("Please send news before then to {service}", service=service)
        if service
        else tr("Please send news before then")
    )
    words = f"{capital(say_weekday(day))}. {sentence(send)}"
    yield Para(words, Origin("agreement.next_visit"))
