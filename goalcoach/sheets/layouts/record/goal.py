"""One goal as a part of the record: everything that stands, with its ids.

The record is for the care team: here amounts stand inside an energy limit too, as what was noted
and not as what to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plan.ladder_rules import is_energy_limited
from goalcoach.plan.model import Barrier, Goal, LifeValue, Plan
from goalcoach.plan.outcome.pacing_arithmetic import gap
from goalcoach.sheets.block import (
    Block,
    Fact,
    Facts,
    Heading,
    IfThen,
    Labelled,
    Para,
)
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

BY = {"patient": "the patient", "clinician": "the clinician", "together": "both", "both": "both"}


def goal_part(goal: Goal, course: Course) -> Iterator[Block]:
    """Yield the heading of a goal and its entries; what is empty leaves no entry."""
    yield Heading(f"Goal {goal.id}: {goal.statement or 'no words yet'}", "GOAL")
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
    parts = [f"importance {high}"] if high is not None else []
    parts += [f"lived {low}"] if low is not None else []
    size = gap(high, low)
    if size is not None and high is not None and low is not None:
        parts.append(f"so the gap is {say_signed(size)} {say_difference(high, low)}")
    rated = ", ".join(parts)
    return sentences((quote(value.words) if value.words else None, rated[:1].upper() + rated[1:]))


def _own(goal: Goal, plan: Plan) -> Iterator[Block]:
    served = [
        sentence(f"Serves {value.id}, {say_value_row(value)}")
        for value in plan.values
        if value.id in goal.values and value.ended is None
    ]
    said = sentences(
        (quote(goal.own_words) if goal.own_words else None, *served, *_standing(goal, plan))
    )
    if said:
        yield Labelled("In own words", "", (Para(said, at(goal, "own_words")),))
    facts = tuple(
        Fact(name, sentence(quote(text)), at(goal, field))
        for name, field, text in (
            ("Why it matters", "why", goal.why),
            ("Good enough", "good_enough", goal.good_enough),
            ("In the patient’s hands", "in_my_hands", goal.in_my_hands),
        )
        if text
    )
    if facts:
        yield Labelled("What it means", "", (Facts(facts),))


def _standing(goal: Goal, plan: Plan) -> Iterator[str]:
    if goal.whose:
        # A plain terminal gets the other sign, paper the one of print.
        whose = say_value("goals.whose", goal.whose).replace("'", "’")
        yield f"Whose idea: {whose}"
    words = say_value("goals.lifecycle", goal.lifecycle)
    parts = [words[:1].upper() + words[1:]] if words else []
    parts += [f"since {say_day(goal.start)}"] if goal.start else []
    stands = " ".join(parts)
    due = f"{'due' if day_ahead(goal, plan) else 'was due'} {say_day(goal.due)}" if goal.due else ""
    if stands or due:
        both = ", ".join(part for part in (stands, due) if part)
        yield both[:1].upper() + both[1:]
    if goal.lead == "yes":
        yield "It leads"
    if goal.first_met:
        yield f"First met on {say_day(goal.first_met)}"
    if goal.related:
        yield f"Its place is taken by {goal.related}"


def decision(goal: Goal) -> Iterator[Block]:
    """Yield what was decided at this visit, by whom and why, and who accepts the goal."""
    choice = goal.decision
    parts: list[str | None] = []
    if choice.choice:
        by = BY.get(choice.by or "", choice.by)
        words = DECIDED_FOR_RECORD[choice.choice]
        parts.append(f"{words} ({by})" if by else words)
    parts.append(f"Why: {quote(choice.why)}" if choice.why else None)
    parts.append(f"On the step: {quote(choice.because)}" if choice.because else None)
    parts += _accepted(goal)
    if said := sentences(parts):
        label = "Decision today" if choice.choice else "Accepted"
        yield Labelled(label, "", (Para(said, at(goal, "decision.choice")),))


def _accepted(goal: Goal) -> Iterator[str]:
    """Yield who says yes to the goal, and who says no."""
    pairs = (("the patient", goal.accepted.patient), ("the clinician", goal.accepted.clinician))
    for word, one, both in (
        ("yes", "accepts the goal", "Both accept the goal"),
        ("no", "does not accept the goal", "Neither accepts the goal"),
    ):
        who = [name for name, given in pairs if given == word]
        if len(who) == len(pairs):
            yield both
        elif who:
            yield f"{who[0][:1].upper()}{who[0][1:]} {one}"


def _ways(goal: Goal) -> Iterator[Block]:
    said: dict[str, list[str]] = {}
    for name, words in (*_in_the_way(goal), *_helping(goal), *_sensed(goal)):
        said.setdefault(name, []).append(words)
    if said:
        facts = tuple(Fact(name, sentences(texts)) for name, texts in said.items())
        yield Labelled("In the way, and what helps", "", (Facts(facts),))


def _in_the_way(goal: Goal) -> Iterator[tuple[str, str]]:
    for row in goal.barriers:
        if row.ended is None and row.text:
            yield "In the way", _barrier(row)


def _helping(goal: Goal) -> Iterator[tuple[str, str]]:
    for row in goal.enablers:
        if row.ended is None and row.text:
            yield "Helps", f"{quote(row.text)} ({row.id})"


def _sensed(goal: Goal) -> Iterator[tuple[str, str]]:
    for row in goal.triggers:
        if row.ended is None and row.text:
            yield what_it_does(row), f"{quote(row.text)} ({row.id})"


def _barrier(row: Barrier) -> str:
    place = say_value("goals.barriers.place", row.place)
    status = say_value("goals.barriers.status", row.status)
    inner = "from within" if row.inner == "yes" else ""
    about = ", ".join(part for part in (row.id, place, inner, status) if part)
    return f"{quote(row.text or '')} ({about})"


def _plans(goal: Goal) -> Iterator[Block]:
    for row in goal.contingencies:
        if row.ended is None and (row.if_ or row.then):
            kind = say_value("goals.contingencies.kind", row.kind)
            note = " · ".join(part for part in (row.id, kind, row.barrier or "") if part)
            condition = if_words(row.if_) if row.if_ else "If … (left open),"
            action = then_words(row.then) if row.then else "then … (left open)."
            where = at(goal, "contingencies.if", row.id)
            yield Labelled("If–then", note, (IfThen(condition, action, where),))


def _practices(goal: Goal) -> Iterator[Block]:
    for row in goal.practices:
        words = (
            quote(row.what) if row.what else None,
            f"Tied to: {quote(row.tied_to)}" if row.tied_to else None,
            f"What for: {quote(row.what_for)}" if row.what_for else None,
            f"Helps with: {quote(row.helps_with)}" if row.helps_with else None,
        )
        if said := sentences(words):
            yield Labelled("From treatment", "", (Para(said),))
    for one in goal.chances:
        parts = (
            quote(one.what) if one.what else None,
            *(
                f"{name}: {quote(text)}"
                for name, text in (
                    ("Before", one.before),
                    ("After", one.after),
                    ("Stop sign", one.stop_sign),
                    ("Reason", one.reason),
                )
                if text
            ),
        )
        if said := sentences(parts):
            # It may stand in the plan from a visit before the limit.
            note = "not offered inside an energy limit" if is_energy_limited(goal) else ""
            yield Labelled("A day worth its cost", note, (Para(said),))


def _ready(goal: Goal) -> Iterator[Block]:
    ready = goal.readiness
    numbers = [
        f"{name} {value}"
        for name, value in (("importance", ready.importance), ("confidence", ready.confidence))
        if value is not None
    ]
    joined = ", ".join(numbers)
    rounds = ready.rounds or 0
    said = sentences(
        (
            joined[:1].upper() + joined[1:],
            f"Why not lower: {quote(ready.reasons)}" if ready.reasons else None,
            f"What would raise it: {quote(ready.raise_)}" if ready.raise_ else None,
            f"How sure was asked {rounds} times" if rounds > 1 else None,
            quotes((ready.sentence,)) if ready.sentence else None,
        )
    )
    if said:
        yield Labelled("Ready?", "0–10" if numbers else "", (Para(said, at(goal, "readiness")),))
