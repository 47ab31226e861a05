"""One goal as a part of the record: everything that stands, with its ids.

The record is for the care team: here amounts stand inside an energy limit too, as what was noted
and not as what to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.ladder_rules import is_energy_limited
from goalcoach.plan.model.goal import Barrier, Goal
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.story import LifeValue
from goalcoach.plan.outcome.pacing_arithmetic import gap
from goalcoach.sheets.block import Block, Fact, Facts, Heading, IfThen, Labelled, Para
from goalcoach.sheets.choice_words import say_value
from goalcoach.sheets.layouts.record.ratings import Course, how_far
from goalcoach.sheets.layouts.record.steps import steps
from goalcoach.sheets.parts.goal_blocks import at
from goalcoach.sheets.parts.hard_days import what_it_does
from goalcoach.sheets.parts.hoped_day import day_ahead
from goalcoach.sheets.wording import (
    DECIDED_FOR_RECORD,
    if_words,
    quote,
    quotes,
    say_day,
    say_difference,
    say_signed,
    sentence,
    sentences,
    then_words,
)
from goalcoach.translation import TrMap, tr, tr_noop

BY = TrMap(
    {"patient": "the patient", "clinician": "the clinician", "together": "both", "both": "both"}
)
ACCEPTED = TrMap(
    {
        ("patient", "yes"): "The patient accepts the goal",
        ("clinician", "yes"): "The clinician accepts the goal",
        ("both", "yes"): "Both accept the goal",
        ("patient", "no"): "The patient does not accept the goal",
        ("clinician", "no"): "The clinician does not accept the goal",
        ("both", "no"): "Neither accepts the goal",
    }
)


def goal_part(goal: Goal, course: Course) -> Iterator[Block]:
    """Yield the heading of a goal and its entries; what is empty leaves no entry."""
    yield Heading(
        tr("Goal {number}: {goal}", number=goal.id, goal=goal.statement or tr("no words yet")),
        tr("GOAL"),
    )
    yield from _own(goal, course.plan)
    yield from decision(goal)
    yield from how_far(goal, course)
    yield from steps(goal)
    yield from _ways(goal)
    yield from _plans(goal)
    yield from _practices(goal)
    yield from _ready(goal)


def say_value_row(value: LifeValue) -> str:
    """Return what matters with both numbers, and the gap with its formula."""
    high, low = value.importance, value.lived
    parts = [tr("importance {number}", number=high)] if high is not None else []
    parts += [tr("lived {number}", number=low)] if low is not None else []
    size = gap(high, low)
    if size is not None and high is not None and low is not None:
        formula = f"{say_signed(size)} {say_difference(high, low)}"
        parts.append(tr("so the gap is {formula}", formula=formula))
    rated = ", ".join(parts)
    return sentences((quote(value.words) if value.words else None, rated[:1].upper() + rated[1:]))


def _own(goal: Goal, plan: Plan) -> Iterator[Block]:
    served = [
        sentence(tr("Serves {value}, {words}", value=value.id, words=say_value_row(value)))
        for value in plan.values
        if value.id in goal.values and value.ended is None
    ]
    said = sentences(
        (quote(goal.own_words) if goal.own_words else None, *served, *_standing(goal, plan))
    )
    if said:
        yield Labelled(tr("In own words"), "", (Para(said, at(goal, "own_words")),))
    facts = tuple(
        Fact(name, sentence(quote(text)), at(goal, field))
        for name, field, text in (
            (tr("Why it matters"), "why", goal.why),
            (tr("Good enough"), "good_enough", goal.good_enough),
            (tr("In the patient’s hands"), "in_my_hands", goal.in_my_hands),
        )
        if text
    )
    if facts:
        yield Labelled(tr("What it means"), "", (Facts(facts),))


def _standing(goal: Goal, plan: Plan) -> Iterator[str]:
    if goal.whose:
        # A plain terminal gets the other sign, paper the one of print.
        whose = say_value("goals.whose", goal.whose).replace("'", "’")
        yield tr("Whose idea: {whose}", whose=whose)
    words = say_value("goals.lifecycle", goal.lifecycle)
    stands = words[:1].upper() + words[1:]
    if goal.start:
        day = say_day(goal.start)
        stands = tr("{status} since {day}", status=stands, day=day) if stands else ""
        stands = stands or tr("since {day}", day=day)
    due = ""
    if goal.due:
        due = tr_noop("due {day}") if day_ahead(goal, plan) else tr_noop("was due {day}")
        due = tr(due, day=say_day(goal.due))
    if stands or due:
        both = ", ".join(part for part in (stands, due) if part)
        yield both[:1].upper() + both[1:]
    if goal.lead == "yes":
        yield tr("It leads")
    if goal.first_met:
        yield tr("First met on {day}", day=say_day(goal.first_met))
    if goal.related:
        yield tr("Its place is taken by {goal}", goal=goal.related)


def decision(goal: Goal) -> Iterator[Block]:
    """Yield what was decided at this visit, by whom and why, and who accepts the goal."""
    choice = goal.decision
    parts: list[str | None] = []
    if choice.choice:
        by = BY.get(choice.by or "", choice.by)
        words = DECIDED_FOR_RECORD[choice.choice]
        parts.append(f"{words} ({by})" if by else words)
    elif choice.why:
        # Of a goal on the list it is said how it stands from now on, and why.
        stands = say_value("goals.lifecycle", goal.lifecycle)
        parts.append(stands[:1].upper() + stands[1:])
    parts.append(tr("Why: {words}", words=quote(choice.why)) if choice.why else None)
    parts.append(
        tr("On the step: {words}", words=quote(choice.because)) if choice.because else None
    )
    label = tr("Decision today") if any(parts) else tr("Accepted")
    parts += _accepted(goal)
    if said := sentences(parts):
        yield Labelled(label, "", (Para(said, at(goal, "decision.choice")),))


def _accepted(goal: Goal) -> Iterator[str]:
    """Yield who says yes to the goal, and who says no."""
    pairs = (("patient", goal.accepted.patient), ("clinician", goal.accepted.clinician))
    for word in ("yes", "no"):
        who = [name for name, given in pairs if given == word]
        if who:
            yield ACCEPTED["both" if len(who) == len(pairs) else who[0], word]


def _ways(goal: Goal) -> Iterator[Block]:
    said: dict[str, list[str]] = {}
    for name, words in (*_in_the_way(goal), *_helping(goal), *_sensed(goal)):
        said.setdefault(name, []).append(words)
    if said:
        facts = tuple(Fact(name, sentences(texts)) for name, texts in said.items())
        yield Labelled(tr("In the way, and what helps"), "", (Facts(facts),))


def _in_the_way(goal: Goal) -> Iterator[tuple[str, str]]:
    for row in goal.barriers:
        if row.ended is None and row.text:
            yield tr("In the way"), _barrier(row)


def _helping(goal: Goal) -> Iterator[tuple[str, str]]:
    for row in goal.enablers:
        if row.ended is None and row.text:
            yield tr("Helps"), f"{quote(row.text)} ({row.id})"


def _sensed(goal: Goal) -> Iterator[tuple[str, str]]:
    for row in goal.triggers:
        if row.ended is None and row.text:
            yield what_it_does(row), f"{quote(row.text)} ({row.id})"


def _barrier(row: Barrier) -> str:
    place = say_value("goals.barriers.place", row.place)
    status = say_value("goals.barriers.status", row.status)
    inner = tr("from within") if row.inner == "yes" else ""
    about = ", ".join(part for part in (row.id, place, inner, status) if part)
    return f"{quote(row.text or '')} ({about})"


def _plans(goal: Goal) -> Iterator[Block]:
    for row in goal.contingencies:
        if row.ended is None and (row.if_ or row.then):
            kind = say_value("goals.contingencies.kind", row.kind)
            note = " · ".join(part for part in (row.id, kind, row.barrier or "") if part)
            condition = if_words(row.if_) if row.if_ else tr("If … (left open),")
            action = then_words(row.then) if row.then else tr("then … (left open).")
            where = at(goal, "contingencies.if", row.id)
            yield Labelled(tr("If–then"), note, (IfThen(condition, action, where),))


def _practices(goal: Goal) -> Iterator[Block]:
    for row in goal.practices:
        words = (
            quote(row.what) if row.what else None,
            tr("Tied to: {words}", words=quote(row.tied_to)) if row.tied_to else None,
            tr("What for: {words}", words=quote(row.what_for)) if row.what_for else None,
            tr("Helps with: {words}", words=quote(row.helps_with)) if row.helps_with else None,
        )
        if said := sentences(words):
            yield Labelled(tr("From treatment"), "", (Para(said),))
    for one in goal.chances:
        parts = (
            quote(one.what) if one.what else None,
            *(
                f"{name}: {quote(text)}"
                for name, text in (
                    (tr("Before"), one.before),
                    (tr("After"), one.after),
                    (tr("Stop sign"), one.stop_sign),
                    (tr("Reason"), one.reason),
                )
                if text
            ),
        )
        if said := sentences(parts):
            # It may stand in the plan from a visit before the limit.
            limited = is_energy_limited(goal)
            note = tr("not offered inside an energy limit") if limited else ""
            yield Labelled(tr("A day worth its cost"), note, (Para(said),))


def _ready(goal: Goal) -> Iterator[Block]:
    ready = goal.readiness
    numbers = [
        tr(words, number=value)
        for words, value in (
            (tr_noop("importance {number}"), ready.importance),
            (tr_noop("confidence {number}"), ready.confidence),
        )
        if value is not None
    ]
    joined = ", ".join(numbers)
    rounds = ready.rounds or 0
    said = sentences(
        (
            joined[:1].upper() + joined[1:],
            tr("Why not lower: {words}", words=quote(ready.reasons)) if ready.reasons else None,
            tr("What would raise it: {words}", words=quote(ready.raise_)) if ready.raise_ else None,
            tr("How sure was asked {count} times", count=rounds) if rounds > 1 else None,
            quotes((ready.sentence,)) if ready.sentence else None,
        )
    )
    if said:
        yield Labelled(
            tr("Ready?"), "0–10" if numbers else "", (Para(said, at(goal, "readiness")),)
        )
