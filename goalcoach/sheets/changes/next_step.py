"""Another step is for now: one line of a difference that tells it once, with its reasons."""

from __future__ import annotations

from collections.abc import Sequence

from goalcoach.plan.diff.change import Change, StatusChanged
from goalcoach.plan.ladder_rules import is_below, marked_step
from goalcoach.plan.model.goal import Goal, Rung
from goalcoach.sheets.changes.change_report import CHANGED, NEW, ChangeLine
from goalcoach.sheets.changes.plan_pair_lookup import PlanPair
from goalcoach.sheets.wording import say_day
from goalcoach.translation import tr

_RUNGS = "goals.ladder.rungs"


def _steps_now(goal: Goal, both: PlanPair) -> tuple[Rung | None, Rung | None]:
    before = both.goal_before(goal.id)
    return marked_step(before) if before is not None else None, marked_step(goal)


def has_other_step(goal: Goal, both: PlanPair) -> bool:
    """Return True if another step is for now than before."""
    was, now = _steps_now(goal, both)
    if was is None or now is None:
        return now is not None
    return both.renamed.get(was.id, was.id) != now.id


def folded_changes(own: Sequence[Change], both: PlanPair) -> set[int]:
    """Return the ids (`id()`) of status changes already told by the line "Next step"."""
    goals = {one.rows[0] for one in own if one.rows}
    told: set[str] = set()
    for goal in both.after.goals:
        if goal.id in goals:
            was, now = _steps_now(goal, both)
            if now is not None and (was is None or was.id != now.id):
                told |= {one.id for one in (was, now) if one is not None}
    return {
        id(one)
        for one in own
        if isinstance(one, StatusChanged) and one.path == f"{_RUNGS}.status" and one.rows[1] in told
    }


def next_step(
    own: Sequence[Change], goal: Goal, both: PlanPair, because: str | None
) -> ChangeLine | None:
    """Return the line of the step for now if it is another one than before.

    `own` are the goal's changes; `because` is the reason that was given for the step, if any.
    """
    was, now = _steps_now(goal, both)
    if now is None or not has_other_step(goal, both):
        return None
    why = tuple(
        dict.fromkeys(
            text.text
            for one in own
            if one.path.startswith(_RUNGS) and one.rows[-1:] == (now.id,)
            for text in one.why
            if text.kind not in ("decision", "because")
        )
    )
    old = was.text or "" if was is not None else ""
    return ChangeLine(
        CHANGED if old else NEW,
        tr("Next step"),
        old=old,
        new=now.text or "",
        say=_left(goal, was, now),
        why=(because, *why) if because else why,
        kind="status",
        path=f"{_RUNGS}.text",
        rows=(goal.id, now.id),
    )


def _left(goal: Goal, was: Rung | None, now: Rung) -> str:
    """Return what became of the step before, and since when the new one is the step."""
    day = say_day(now.since) if now.since is not None else ""
    if was is not None:
        if is_below(goal.ladder, now, was):
            back = tr("one of the steps before, since {day}", day=day)
            return back if day else tr("one of the steps before")
        after = next((one for one in goal.ladder.rungs if one.id == was.id), None)
        if after is not None and after.status == "steady":
            on = tr("since {day}, and the step before is steady", day=day)
            return on if day else tr("the step before is steady")
    return tr("since {day}", day=day) if day else ""
