"""The steps of a goal and their pace: which step is for now, and what of a ladder may be said.

Every rule on that is here and nowhere else. The pace of a ladder is its `mode`:

* time_based: steps may grow by the clock. Only here are amounts said.
* facing: by the clock too, and something that was kept away from is tried in small pieces. Small
  and the patient's to stop, so no amount pushes it; its steps and chosen days may be told.
* energy_limit: effort may make worse (NICE NG206). No amount, aim, further step, chosen day or
  thing to face is told, but on the record. What is told is the ceiling: what was done when the
  limit was entered, or what the patient says leaves some to spare, as the most there is.

A ladder without a mode is treated as the most careful one.

Nothing here decides: a choice was made at a visit, and `move_step` writes it down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec.structs import replace

from goalcoach.plan.model.goal import Goal, Ladder, Rung
from goalcoach.plan.model.plan import Plan

Pace = Literal["time_based", "energy_limit", "facing"]

ASKS_EFFORT = frozenset({"move", "face"})
"""Practices of `options` that ask for effort: none of these inside an energy limit."""


def goes_by_the_clock(pem: str | None, decision: str | None) -> bool:
    """Return True only if `pem` was answered no and the decision was go, both at this visit.

    `pem` is whether effort leaves the patient worse for more than a day: yes, no, unsure, or None
    if it was skipped, declined or not asked. Everything but no is the careful side (NICE NG206).
    """
    return pem == "no" and decision == "go"


def ladder_mode(pem: str | None, decision: str | None, *, faces: bool = False) -> Pace:
    """Return the pace that a ladder gets at the close of a visit.

    `faces`: one of its standing steps is something kept away from, with what is expected of it.
    """
    if not goes_by_the_clock(pem, decision):
        return "energy_limit"
    return "facing" if faces else "time_based"


LEAVES_LIMIT = "limit/leave"
"""The question that asks what lets a plan leave the energy limit."""


def stays_inside(before: Ladder, plan: Plan) -> bool:
    """Return True if the ladder was inside an energy limit and nobody said what lets it leave.

    A script that never asks, as a clinic's own may not, lets it leave at a visit held to its end.
    """
    if before.mode != "energy_limit" or plan.answers.get(LEAVES_LIMIT):
        return False
    return LEAVES_LIMIT in plan.skipped or plan.visit.status != "done"


def may_say_amounts(goal: Goal) -> bool:
    """Return True if amounts, aims and, on a patient's sheet, the next step may be said.

    Only where the ladder's mode says so in as many words.
    """
    return goal.ladder.mode == "time_based"


def is_energy_limited(goal: Goal) -> bool:
    """Return True unless the pace allows further steps, chosen days and things to face."""
    return goal.ladder.mode not in ("time_based", "facing")


def ceiling(goal: Goal) -> str | float | None:
    """Return the most that a step is inside an energy limit; None outside one, or if unknown.

    The patient's words for what leaves some to spare, else the amount of the step for now. Nothing
    adds to it: it may be said as "at most" and in no other way.
    """
    if goal.ladder.mode != "energy_limit":
        return None
    step = step_now(goal)
    return goal.ladder.limit or (step.amount if step is not None else None)


def within_limit(plan: Plan) -> Plan:
    """Return the plan with each ladder inside an energy limit, whatever pace it was agreed at.

    For the sheets of a plan that stands while a later visit, not finished, was told that effort
    makes worse: what was done stays as the most there is, and no more is said. A practice that asks
    for effort is left out.
    """
    return replace(
        plan,
        goals=tuple(
            replace(goal, ladder=replace(goal.ladder, mode="energy_limit"))
            if goal.ladder.mode is not None
            else goal
            for goal in plan.goals
        ),
        options=tuple(row for row in plan.options if row.practice not in ASKS_EFFORT),
    )


def is_told_worse(plan: Plan) -> bool:
    """Return True if this plan's visit was told, or could not rule out, that effort makes worse."""
    return plan.safety.pem in ("yes", "unsure")


def more_careful(one: Goal | None, other: Goal | None) -> Goal | None:
    """Return of two versions of a goal the one that allows less to be said; else `one`, if any.

    A version without a mode allows as much as the other: it had no ladder yet.
    """
    for mode in ("energy_limit", "facing"):
        for goal in (one, other):
            if goal is not None and goal.ladder.mode == mode:
                return goal
    return one or other


SAID_FOR_ITS_SIZE = ("good_day", "bad_day", "rest")
"""Fields of a step that were said for it in these words and this amount.

With others nobody has said them, and they stand only once they were said or confirmed anew: a good
day of two songs is no plan for the day of a step of one.
"""


def is_same_step(was: Rung, now: Rung) -> bool:
    """Return True if a step is the one that it was, in the same words and the same amount.

    Inside an energy limit a step is made smaller by its words alone. One that gets its first
    amount has not changed: until then nobody had said how much it is.
    """
    amounts = (was.amount, now.amount) if was.amount is not None else (None, None)
    return (was.id, was.text, amounts[0]) == (now.id, now.text, amounts[1])


def is_step_changed(before: Ladder, after: Ladder) -> bool:
    """Return True if both ladders have a step for now, and not the same one."""
    was, now = _marked(before.rungs), _marked(after.rungs)
    return was is not None and now is not None and not is_same_step(was, now)


SENTENCE = "goals.readiness.sentence"
"""The patient's sentence for the step: of one visit, but it stands as long as its step does."""
ASKS_SENTENCE = ("sentence", "sentence")
"""The section and the question that ask for it."""


def is_step_kept(before: Ladder, after: Ladder) -> bool:
    """Return True if the step for now is the one that it was, and words for it still fit.

    They may name an amount: where a limit is entered, which hides the amounts, they do not.
    """
    was, now = _marked(before.rungs), _marked(after.rungs)
    if was is None or now is None or not is_same_step(was, now):
        return False
    return after.mode != "energy_limit" or before.mode == "energy_limit"


def standing_steps(goal: Goal) -> list[Rung]:
    """Return the steps that have words and have not ended, from the first one up."""
    return [rung for rung in goal.ladder.rungs if rung.ended is None and rung.text]


def marked_step(goal: Goal) -> Rung | None:
    """Return the step that a visit marked as the one for now, if it still stands."""
    return _marked(goal.ladder.rungs)


def _marked(rungs: Sequence[Rung]) -> Rung | None:
    return next((rung for rung in rungs if rung.status == "now" and rung.ended is None), None)


def is_below(ladder: Ladder, step: Rung, other: Rung) -> bool:
    """Return True if a step stands below another one on the ladder, which has both."""
    rungs = [rung.id for rung in ladder.rungs]
    return {step.id, other.id} <= set(rungs) and rungs.index(step.id) < rungs.index(other.id)


def step_now(goal: Goal) -> Rung | None:
    """Return the step to say as the one for now: the marked one, else the first without a mark."""
    rungs = standing_steps(goal)
    now = (rung for rung in rungs if rung.status == "now")
    return next(now, None) or next((rung for rung in rungs if rung.status is None), None)


def move_step(statuses: Mapping[str, str], choice: str) -> dict[str, str]:
    """Return the new status of each rung that changes.

    `statuses` runs from the first rung up: now, steady, later or left. "up": the rung now becomes
    steady, and the next one later is now. "down": the rung now waits again, and the steady one
    below it is now. "hold" and "swap" change none; a swap is made by hand, on the rung itself.
    """
    rows = list(statuses)
    here = next((row for row in rows if statuses[row] == "now"), None)
    if choice == "up":
        above = rows[rows.index(here) + 1 :] if here else rows
        target = next((row for row in above if statuses[row] == "later"), None)
        left = "steady"
    elif choice == "down" and here:
        below = rows[: rows.index(here)]
        target = next((row for row in reversed(below) if statuses[row] == "steady"), None)
        left = "later"
    else:
        return {}
    if target is None:
        return {}
    return {target: "now"} | ({here: left} if here else {})


def has_step_below(statuses: Mapping[str, str]) -> bool:
    """Return True if "down" leads to a step that stands; else a smaller one has to be found."""
    return bool(move_step(statuses, "down"))


def give_way(
    statuses: Mapping[str, str], before: Mapping[str, str], choice: str = ""
) -> dict[str, Literal["later", "left", "steady"]]:
    """Return the new status of each rung that gives way to the one that is now from today on.

    Only one step is for now: were the old one to stay beside it, every sheet would go on saying
    the old one. That one is steady where `choice` is "up", for it is done on most days, else left
    aside; any other waits. `before` is how they stood at the last visit: one that is newly for now
    comes first, else the first of them that was.
    """
    was = next((row for row, status in before.items() if status == "now"), None)
    now = [row for row, status in statuses.items() if status == "now"]
    new = [row for row in now if before.get(row) != "now"]
    keep = next(iter([*new, *(row for row in before if row in now)]), None)
    old: Literal["left", "steady"] = "steady" if choice == "up" else "left"
    return {row: old if row == was else "later" for row in now if row != keep}


def faces(ladder: Ladder) -> bool:
    """Return True if a standing step is something kept away from, with what is expected of it."""
    return any(rung.expected is not None for rung in ladder.rungs if rung.ended is None)


def settle_ladder(ladder: Ladder, before: Ladder, mode: Pace, day: date) -> Ladder:
    """Return the ladder as a visit leaves it: its pace, one step for now, and since when that is.

    `before` is how the last plan had it. The words for the limit go with it: where it is left, and
    where a step with an amount of its own takes over and they were not said anew.
    """
    aside = give_way(_statuses(ladder), _statuses(before))
    rungs = (
        replace(rung, status=aside[rung.id]) if rung.id in aside else rung for rung in ladder.rungs
    )
    was = {rung.id: rung for rung in before.rungs}
    dated = tuple(_date_step(rung, was.get(rung.id), day) for rung in rungs)
    settled = replace(ladder, mode=mode, rungs=dated)
    return replace(settled, limit=None) if _is_limit_over(settled, before) else settled


def _is_limit_over(ladder: Ladder, before: Ladder) -> bool:
    if ladder.mode != "energy_limit":
        return True
    now, was = _marked(ladder.rungs), _marked(before.rungs)
    moved = was is not None and now is not None and now.id != was.id
    return moved and now is not None and now.amount is not None and ladder.limit == before.limit


def _statuses(ladder: Ladder) -> dict[str, str]:
    return {rung.id: rung.status or "later" for rung in ladder.rungs if rung.ended is None}


def _date_step(rung: Rung, was: Rung | None, day: date) -> Rung:
    """Return the step with the day since when it is for now, in these words and this amount."""
    if rung.status != "now" or rung.ended is not None:
        return rung
    if rung.since is None or (was is not None and not is_same_step(was, rung)):
        return replace(rung, since=day)
    return rung


def same_visits(plans: Sequence[Plan]) -> dict[str, int]:
    """Return, by goal id, at how many visits in a row the marked step was the same, its words and
    its amount too.

    `plans` runs from the newest back; visits that were stopped do not count. A goal without a
    marked step is left out.
    """
    done = [plan for plan in plans if plan.visit.status == "done"]
    if not done:
        return {}
    counts: dict[str, int] = {}
    for goal in done[0].goals:
        step = marked_step(goal)
        if step is None:
            continue
        counts[goal.id] = 0
        for plan in done:
            if _held(goal) not in (_held(one) for one in plan.goals if one.id == goal.id):
                break
            counts[goal.id] += 1
    return counts


def _held(goal: Goal) -> tuple[str, str, float | None] | None:
    """The marked step with its words and its amount: with others it is not the same step."""
    step = marked_step(goal)
    return None if step is None else (step.id, step.text or "", step.amount)
