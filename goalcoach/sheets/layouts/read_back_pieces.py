"""What there is to say in the read-back, piece by piece, each with how long it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import IntEnum

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.date_words import say_weekday
from goalcoach.plan.goal_lifecycle import goes_on, lead_first, waits_on_list
from goalcoach.plan.ladder_rules import ceiling, step_now
from goalcoach.plan.model.goal import Goal, Rung
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import FlarePlan
from goalcoach.plan.words_for_nothing import names_nothing
from goalcoach.safe_text import join_words
from goalcoach.sheets.block import NOWHERE, Origin
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.parts.flare_name import say_of_spell
from goalcoach.sheets.parts.goal_blocks import at
from goalcoach.sheets.parts.hoped_day import day_ahead
from goalcoach.sheets.parts.life_value_order import near_values
from goalcoach.sheets.parts.step_amount import say_most
from goalcoach.sheets.parts.urgent_help import digits, has_flare_plan, number_in, numbers_to_call
from goalcoach.sheets.wording import if_words, own_sentence, quote, then_words
from goalcoach.translation import tr, tr_noop

_MATTERS = tr_noop("MATTERS")
_GOAL = tr_noop("GOAL")
_NEXT_STEP = tr_noop("NEXT STEP")
_LIST = tr_noop("YOUR LIST")
_IF_THEN = tr_noop("IF–THEN")
_HARD_SPELL = tr_noop("HARD SPELL")
_AT_ONCE = tr_noop("AT ONCE")
_HELPERS = tr_noop("HELPERS")
_NEXT_VISIT = tr_noop("NEXT VISIT")
_GENERAL = tr_noop("Get help at once for anything new, very sudden or much too strong.")
_BUT_KNOWN = tr_noop(
    "Get help at once for anything new, very sudden and not as you know it, or much too strong."
)


class Keep(IntEnum):
    """How long a part of a sentence is kept: the lowest gives way first."""

    HELPERS = 1
    OTHER_VALUES = 2
    GOOD_DAY = 3
    OTHER_IF_THEN = 4
    SIGNS = 5
    LIVED = 6
    ON_LIST = 7
    OTHER_STEPS = 8
    IMPORTANCE = 9
    HOPED_DAY = 10
    SURE = 11
    OTHER_BAD_DAY = 12
    OWN_DANGER = 13
    IF_THEN = 14
    FIRST_STEP = 15
    BAD_DAY = 16
    ALWAYS = 17


class SpokenPiece(Struct, frozen=True):
    """A part of what is said; `brief` is said where it gives way.

    It is said only beside the part that it `needs`: "then" follows no "first" that gave way.
    """

    label: str
    about: str
    text: str
    keep: Keep = Keep.ALWAYS
    origin: Origin = NOWHERE
    brief: str = ""
    needs: Keep | None = None


def spoken_length(text: str) -> int:
    """Return how many words a text has."""
    return len(text.split())


def read_back_pieces(plan: Plan, today: date, around: SheetContext) -> Iterator[SpokenPiece]:
    """Yield all that could be said of a plan, in the order in which it is heard."""
    going = lead_first(filter(goes_on, plan.goals))
    yield from _matters(plan)
    for number, goal in enumerate(going):
        yield from _goal(plan, goal, other=number > 0)
    yield from _on_list(plan, going)
    yield from _if_then(going)
    yield from _hard_spell(plan)
    yield from _help_at_once(plan, around)
    yield from _meet_again(plan, today)


def _list(texts: Iterable[str]) -> str:
    return " ".join(map(own_sentence, texts))


def _matters(plan: Plan) -> Iterator[SpokenPiece]:
    values = near_values(plan)
    if not values:
        words = plan.priorities.one_thing or plan.story.purpose
        path = "priorities.one_thing" if plan.priorities.one_thing else "story.purpose"
        if words:
            said = tr("What matters to you: {words}", words=own_sentence(words))
            yield SpokenPiece(_MATTERS, "", said, origin=Origin(path))
        return
    first, *others = values
    origin = Origin("values.words", (first.id,))
    said = tr("What matters to you: {words}", words=own_sentence(first.words or ""))
    yield SpokenPiece(_MATTERS, "", said, origin=origin)
    if first.importance is not None:
        words = tr("You gave it {number}, where 10 is most of all.", number=first.importance)
        yield SpokenPiece(_MATTERS, "", words, Keep.IMPORTANCE)
    if first.lived is not None:
        lived = tr_noop("How much is in your life: {number}, where 10 is as much as you want.")
        yield SpokenPiece(_MATTERS, "", tr(lived, number=first.lived), Keep.LIVED)
    for value in others:
        words = tr("Also: {words}", words=own_sentence(value.words or ""))
        yield SpokenPiece(_MATTERS, "", words, Keep.OTHER_VALUES)


def _goal(plan: Plan, goal: Goal, *, other: bool) -> Iterator[SpokenPiece]:
    """Yield a goal and its step, a sentence each; of one that does not lead both in one."""
    step = step_now(goal)
    if goal.statement:
        lead = tr_noop("Another goal of yours: {goal}") if other else tr_noop("Your goal: {goal}")
        words = tr(lead, goal=own_sentence(goal.statement))
        yield SpokenPiece(_GOAL, goal.id, words, origin=at(goal, "statement"))
        if day := day_ahead(goal, plan):
            yield SpokenPiece(_GOAL, goal.id, f"{day}.", Keep.HOPED_DAY)
    if step is not None:
        label = _GOAL if other and goal.statement else _NEXT_STEP
        yield from _step(goal, step, label)


def _step(goal: Goal, step: Rung, label: str) -> Iterator[SpokenPiece]:
    is_other = label == _GOAL
    lead = tr_noop("Its next step: {step}") if is_other else tr_noop("Your next step: {step}")
    origin = at(goal, "ladder.rungs.text", step.id)
    yield SpokenPiece(label, goal.id, tr(lead, step=own_sentence(step.text or "")), origin=origin)
    if step.when:
        yield SpokenPiece(label, goal.id, tr("When: {words}", words=own_sentence(step.when)))
    if most := say_most(goal, step):
        top = tr("At most: {words}", words=own_sentence(most))
        less = f" {tr('Less is fine.')}" if ceiling(goal) is not None else ""
        yield SpokenPiece(label, goal.id, f"{top}{less}")
    if step.good_day:
        good = tr("On a good day: {words}", words=own_sentence(step.good_day))
        yield SpokenPiece(label, goal.id, good, Keep.GOOD_DAY)
    if step.bad_day:
        bad = tr("On a bad day: {words}", words=own_sentence(step.bad_day))
        keep = Keep.OTHER_BAD_DAY if is_other else Keep.BAD_DAY
        yield SpokenPiece(label, goal.id, bad, keep)
    sure = goal.readiness.confidence
    if sure is not None:
        words = tr("How sure you are: {number}, where 10 is as sure as can be.", number=sure)
        yield SpokenPiece(label, goal.id, words, Keep.SURE)


def _on_list(plan: Plan, going: tuple[Goal, ...]) -> Iterator[SpokenPiece]:
    """Yield the goals that rest or wait; where none goes on they are what there is to say."""
    keep = Keep.ON_LIST if going else Keep.ALWAYS
    for goal in lead_first(filter(waits_on_list, plan.goals)):
        if goal.statement:
            rests = goal.lifecycle == "on-hold"
            lead = (
                tr_noop("This goal rests for now: {goal}")
                if rests
                else tr_noop("On your list: {goal}")
            )
            words = tr(lead, goal=own_sentence(goal.statement))
            yield SpokenPiece(_LIST, "", words, keep, at(goal, "statement"))


def _if_then(going: tuple[Goal, ...]) -> Iterator[SpokenPiece]:
    """Yield the if–then lines as they were said; the shortest of the first goal is kept longest."""
    lead = tr_noop("You said: {words}")
    keep = Keep.IF_THEN
    for goal in going:
        said = [
            SpokenPiece(_IF_THEN, "", tr(lead, words=words), Keep.OTHER_IF_THEN, origin)
            for words, origin in _pairs(goal)
        ]
        shortest = min(said, key=lambda one: spoken_length(one.text), default=None)
        for one in said:
            yield replace(one, keep=keep) if one is shortest else one
        lead, keep = tr_noop("For another goal, you said: {words}"), Keep.OTHER_IF_THEN


def _pairs(goal: Goal) -> Iterator[tuple[str, Origin]]:
    for row in goal.contingencies:
        if row.ended is None and row.if_ and row.then:
            words = " ".join(f"{if_words(row.if_)} {then_words(row.then)}".split())
            yield quote(words), at(goal, "contingencies.if", row.id)


def _hard_spell(plan: Plan) -> Iterator[SpokenPiece]:
    spell = plan.flare_plan
    signs = [one for one in spell.signs if not names_nothing(one)]
    if signs:
        words = say_of_spell(
            plan,
            tr_noop("What tells you of {name} early: {signs}"),
            tr_noop("What tells you of a hard spell early: {signs}"),
            signs=_list(signs),
        )
        yield SpokenPiece(_HARD_SPELL, "", words, Keep.SIGNS, Origin("flare_plan.signs"))
    if spell.steps:
        first, *others = spell.steps
        words = say_of_spell(
            plan,
            tr_noop("For {name}, first: {step}"),
            tr_noop("For a hard spell, first: {step}"),
            step=own_sentence(first),
        )
        yield SpokenPiece(_HARD_SPELL, "", words, Keep.FIRST_STEP, Origin("flare_plan.steps"))
        if others:
            then = tr("Then: {steps}", steps=_list(others))
            yield SpokenPiece(_HARD_SPELL, "", then, Keep.OTHER_STEPS, needs=Keep.FIRST_STEP)


def _help_at_once(plan: Plan, around: SheetContext) -> Iterator[SpokenPiece]:
    """Yield what calls for help at once, never a word on waiting, and the numbers to call.

    The signs that were named are said or pointed to, so that the general ones never pass for all.
    """
    spell = plan.flare_plan
    if not has_flare_plan(spell):
        return
    general = tr(_BUT_KNOWN if spell.known_sudden else _GENERAL)
    yield SpokenPiece(_AT_ONCE, "", general, origin=Origin("flare_plan.emergency"))
    if named := (*around.danger_signs, *spell.emergency):
        text = tr("These count too: {signs}", signs=_list(named))
        brief = tr("The signs on your list count too.")
        yield SpokenPiece(_AT_ONCE, "", text, Keep.OWN_DANGER, brief=brief)
    if numbers := _numbers(spell, around):
        yield SpokenPiece(_AT_ONCE, "", tr("Call: {numbers}.", numbers=numbers))


def _numbers(spell: FlarePlan, around: SheetContext) -> str:
    """Return the numbers for urgent help, each with whose it is; "" where there is none to dial."""
    contacts = numbers_to_call(around)
    if not contacts:
        return number_in(spell.call or "") or ""
    return "; ".join(f"{label}, {number}" for label, number in contacts if digits(number))


def _meet_again(plan: Plan, today: date) -> Iterator[SpokenPiece]:
    people = [quote(row.who) for row in plan.supports if row.ended is None and row.who]
    day = plan.agreement.next_visit
    if people:
        words = tr("Who helps you: {people}.", people=" ".join(join_words(people).split()))
        # Both are one paragraph; with no day to meet again it is about the people alone.
        label = _HELPERS if day is None else _NEXT_VISIT
        yield SpokenPiece(label, "", words, Keep.HELPERS, Origin("supports.who"))
    if day is not None:
        said = say_weekday(day, year=day.year != plan.visit.date.year)
        words = tr_noop("We meet again on {day}.")
        if day < today:
            words = tr_noop("We meant to meet on {day}.")
        words = tr(words, day=said)
        yield SpokenPiece(_NEXT_VISIT, "", words, origin=Origin("agreement.next_visit"))
