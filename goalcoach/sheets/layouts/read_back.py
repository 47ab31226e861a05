"""The read-back: the plan in six to eight sentences, to be read aloud in about a minute.

In the order of the handout, to the patient, their own words quoted as they typed them. Each thing
is said once, and a number with what it means. Nothing is cut: where the words would take longer
than the minute, whole parts give way, and what they say stands in the sheet below. What the plan
cannot do without (the goal, the step with its ceiling, help at once, the next visit) is always
said.

It may be heard by others in the room, so nothing is in it that stays off paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import IntEnum
from itertools import groupby
from typing import NamedTuple

from goalcoach.date_words import say_weekday
from goalcoach.plan.goal_lifecycle import goes_on, lead_first, waits_on_list
from goalcoach.plan.ladder_rules import ceiling, step_now
from goalcoach.plan.model import FlarePlan, Goal, Plan, Rung
from goalcoach.plan.off_paper import on_paper
from goalcoach.plan.words_for_nothing import names_nothing
from goalcoach.safe_text import join_words
from goalcoach.sheets.block import NOWHERE, Block, Heading, Meta, Origin, Para
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.parts.flare_name import name_spell
from goalcoach.sheets.parts.goal_blocks import at
from goalcoach.sheets.parts.hoped_day import day_ahead
from goalcoach.sheets.parts.life_value_order import near_values
from goalcoach.sheets.parts.step_amount import say_most
from goalcoach.sheets.parts.urgent_help import (
    digits,
    has_flare_plan,
    number_in,
    numbers_to_call,
)
from goalcoach.sheets.wording import (
    if_words,
    quote,
    say_day,
    sentence,
    then_words,
)

MOST_WORDS = 150
"""What can be read aloud in about a minute, at 140 words a minute."""
AGREED_BY = "AGREED BY"
"""What stands before those who agreed."""
HEADING = "To read aloud, in one minute"
_AGREED = {"patient": "you", "clinician": "your clinician", "helper": "your helper"}
_GENERAL = "anything new, very sudden or much too strong"
_BUT_KNOWN = "anything new, very sudden and not as you know it, or much too strong"


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
    OWN_DANGER = 12
    IF_THEN = 13
    FIRST_STEP = 14
    BAD_DAY = 15
    ALWAYS = 16


class Spoken(NamedTuple):
    """One sentence of the read-back, or a few that belong together, under one label."""

    label: str
    text: str
    origin: Origin = NOWHERE
    """Where its first words stand in the plan."""


class _Piece(NamedTuple):
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


def say_plan(plan: Plan, today: date, around: SheetContext) -> tuple[Spoken, ...]:
    """Return what is read aloud on `today`, in order; () of a plan in which nothing was said."""
    pieces = _within_a_minute(list(_pieces(on_paper(plan), today, around)))
    said = []
    for (label, _), group in groupby(pieces, key=lambda one: (one.label, one.about)):
        parts = list(group)
        origin = next((one.origin for one in parts if one.origin.path), NOWHERE)
        said.append(Spoken(label, " ".join(one.text for one in parts), origin))
    return tuple(said)


def read_back(plan: Plan, today: date, around: SheetContext) -> Iterator[Block]:
    """Yield the read-back as the first part of a sheet, with who agreed."""
    said = say_plan(plan, today, around)
    if not said:
        return
    yield Heading(HEADING, "READ ALOUD")
    for one in said:
        yield Para(one.text, one.origin)
    if plan.agreement.by:
        by = join_words([f"by {_AGREED[who]}" for who in plan.agreement.by])
        yield Meta(f"Agreed on {say_day(plan.visit.date)} {by}.")


def agreed_words(agreed: Sequence[tuple[str, bool]]) -> str:
    """Return who of those who may agree did, "rowan-17 and clinician"; "" while nobody did."""
    return join_words([name for name, yes in agreed if yes])


def _within_a_minute(pieces: list[_Piece]) -> list[_Piece]:
    """Return the pieces that there is time for: first what is always said, then the rest by how
    long it is kept, of two alike the shorter one, as far as it still fits whole.
    """
    left = MOST_WORDS - sum(_words(one.brief) for one in pieces)
    whole: dict[int, Keep] = {}
    for number, one in sorted(enumerate(pieces), key=lambda one: _turn(one[1])):
        more = _words(one.text) - _words(one.brief)
        follows = one.needs is None or one.needs in whole.values()
        if one.keep is Keep.ALWAYS or (follows and more <= left):
            whole[number] = one.keep
            left -= more
    said = (one if n in whole else one._replace(text=one.brief) for n, one in enumerate(pieces))
    return [one for one in said if one.text]


def _turn(piece: _Piece) -> tuple[int, int]:
    return -piece.keep, _words(piece.text)


def _words(text: str) -> int:
    return len(text.split())


def _pieces(plan: Plan, today: date, around: SheetContext) -> Iterator[_Piece]:
    going = lead_first(filter(goes_on, plan.goals))
    yield from _matters(plan)
    for number, goal in enumerate(going):
        yield from _goal(plan, goal, other=number > 0)
    yield from _on_list(plan, going)
    yield from _if_then(going)
    yield from _hard_spell(plan)
    yield from _help_at_once(plan, around)
    yield from _meet_again(plan, today)


def _own(text: str) -> str:
    """Return the patient's words on one line, as a sentence in quotation marks."""
    return quote(sentence(" ".join(text.split())))


def _list(texts: Iterable[str]) -> str:
    return " ".join(map(_own, texts))


def _matters(plan: Plan) -> Iterator[_Piece]:
    values = near_values(plan)
    if not values:
        words = plan.priorities.one_thing or plan.story.purpose
        path = "priorities.one_thing" if plan.priorities.one_thing else "story.purpose"
        if words:
            yield _Piece("MATTERS", "", f"What matters to you: {_own(words)}", origin=Origin(path))
        return
    first, *others = values
    origin = Origin("values.words", (first.id,))
    yield _Piece("MATTERS", "", f"What matters to you: {_own(first.words or '')}", origin=origin)
    if first.importance is not None:
        words = f"You gave it {first.importance}, where 10 is most of all."
        yield _Piece("MATTERS", "", words, Keep.IMPORTANCE)
    if first.lived is not None:
        words = f"How much is in your life: {first.lived}, where 10 is as much as you want."
        yield _Piece("MATTERS", "", words, Keep.LIVED)
    for value in others:
        yield _Piece("MATTERS", "", f"Also: {_own(value.words or '')}", Keep.OTHER_VALUES)


def _goal(plan: Plan, goal: Goal, *, other: bool) -> Iterator[_Piece]:
    """Yield a goal and its step, a sentence each; of one that does not lead both in one."""
    step = step_now(goal)
    if goal.statement:
        lead = "Another goal of yours" if other else "Your goal"
        words = f"{lead}: {_own(goal.statement)}"
        yield _Piece("GOAL", goal.id, words, origin=at(goal, "statement"))
        if day := day_ahead(goal, plan):
            yield _Piece("GOAL", goal.id, f"{day}.", Keep.HOPED_DAY)
    if step is not None:
        label = "GOAL" if other and goal.statement else "NEXT STEP"
        yield from _step(goal, step, label)


def _step(goal: Goal, step: Rung, label: str) -> Iterator[_Piece]:
    lead = "Its next step" if label == "GOAL" else "Your next step"
    origin = at(goal, "ladder.rungs.text", step.id)
    yield _Piece(label, goal.id, f"{lead}: {_own(step.text or '')}", origin=origin)
    if step.when:
        yield _Piece(label, goal.id, f"When: {_own(step.when)}")
    if most := say_most(goal, step):
        less = " Less is fine." if ceiling(goal) is not None else ""
        yield _Piece(label, goal.id, f"At most: {_own(most)}{less}")
    if step.good_day:
        yield _Piece(label, goal.id, f"On a good day: {_own(step.good_day)}", Keep.GOOD_DAY)
    if step.bad_day:
        yield _Piece(label, goal.id, f"On a bad day: {_own(step.bad_day)}", Keep.BAD_DAY)
    sure = goal.readiness.confidence
    if sure is not None:
        words = f"How sure you are: {sure}, where 10 is as sure as can be."
        yield _Piece(label, goal.id, words, Keep.SURE)


def _on_list(plan: Plan, going: tuple[Goal, ...]) -> Iterator[_Piece]:
    """Yield the goals that rest or wait; where none goes on they are what there is to say."""
    keep = Keep.ON_LIST if going else Keep.ALWAYS
    for goal in lead_first(filter(waits_on_list, plan.goals)):
        if goal.statement:
            rests = goal.lifecycle == "on-hold"
            lead = "This goal rests for now" if rests else "On your list"
            words = f"{lead}: {_own(goal.statement)}"
            yield _Piece("YOUR LIST", "", words, keep, at(goal, "statement"))


def _if_then(going: tuple[Goal, ...]) -> Iterator[_Piece]:
    """Yield the if–then lines as they were said; the shortest of the first goal is kept longest."""
    lead = "You said"
    keep = Keep.IF_THEN
    for goal in going:
        said = [
            _Piece("IF–THEN", "", f"{lead}: {words}", Keep.OTHER_IF_THEN, origin)
            for words, origin in _pairs(goal)
        ]
        shortest = min(said, key=lambda one: _words(one.text), default=None)
        for one in said:
            yield one._replace(keep=keep) if one is shortest else one
        lead, keep = "For another goal, you said", Keep.OTHER_IF_THEN


def _pairs(goal: Goal) -> Iterator[tuple[str, Origin]]:
    for row in goal.contingencies:
        if row.ended is None and row.if_ and row.then:
            words = " ".join(f"{if_words(row.if_)} {then_words(row.then)}".split())
            yield quote(words), at(goal, "contingencies.if", row.id)


def _hard_spell(plan: Plan) -> Iterator[_Piece]:
    spell, name = plan.flare_plan, " ".join(name_spell(plan).split())
    signs = [one for one in spell.signs if not names_nothing(one)]
    if signs:
        words = f"What tells you of {name} early: {_list(signs)}"
        yield _Piece("HARD SPELL", "", words, Keep.SIGNS, Origin("flare_plan.signs"))
    if spell.steps:
        first, *others = spell.steps
        words, origin = f"For {name}, first: {_own(first)}", Origin("flare_plan.steps")
        yield _Piece("HARD SPELL", "", words, Keep.FIRST_STEP, origin)
        if others:
            then = f"Then: {_list(others)}"
            yield _Piece("HARD SPELL", "", then, Keep.OTHER_STEPS, needs=Keep.FIRST_STEP)


def _help_at_once(plan: Plan, around: SheetContext) -> Iterator[_Piece]:
    """Yield what calls for help at once, never a word on waiting, and the numbers to call.

    The signs that were named are said or pointed to, so that the general ones never pass for all.
    """
    spell = plan.flare_plan
    if not has_flare_plan(spell):
        return
    general = f"Get help at once for {_BUT_KNOWN if spell.known_sudden else _GENERAL}."
    yield _Piece("AT ONCE", "", general, origin=Origin("flare_plan.emergency"))
    if named := (*around.danger_signs, *spell.emergency):
        text, brief = f"These count too: {_list(named)}", "The signs on your list count too."
        yield _Piece("AT ONCE", "", text, Keep.OWN_DANGER, brief=brief)
    if numbers := _numbers(spell, around):
        yield _Piece("AT ONCE", "", f"Call: {numbers}.")


def _numbers(spell: FlarePlan, around: SheetContext) -> str:
    """Return the numbers for urgent help, each with whose it is; "" where there is none to dial."""
    contacts = numbers_to_call(around)
    if not contacts:
        return number_in(spell.call or "") or ""
    return "; ".join(f"{label}, {number}" for label, number in contacts if digits(number))


def _meet_again(plan: Plan, today: date) -> Iterator[_Piece]:
    people = [quote(row.who) for row in plan.supports if row.ended is None and row.who]
    if people:
        words = f"Who helps you: {' '.join(join_words(people).split())}."
        yield _Piece("NEXT VISIT", "", words, Keep.HELPERS, Origin("supports.who"))
    day = plan.agreement.next_visit
    if day is not None:
        said = say_weekday(day, year=day.year != plan.visit.date.year)
        words = f"We meet again on {said}." if day >= today else f"We meant to meet on {said}."
        yield _Piece("NEXT VISIT", "", words, origin=Origin("agreement.next_visit"))
