"""What the list of patients says of one: their versions, visits past and to come, what is wrong."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from goalcoach.errors import GoalcoachError
from goalcoach.plan.next_visit import next_kind
from goalcoach.store.store import Store

if TYPE_CHECKING:
    from goalcoach.plan.model.plan import Plan
    from goalcoach.store.draft_glance import DraftInfo
    from goalcoach.store.set_aside_visits import SetAside


class PatientInfo(NamedTuple):
    """One patient in the list. `last_visit` and `next_visit` are days of the newest plan.

    `next_kind` is the kind of the next visit; `continues`: that one goes on where the last one
    ended. `problem` says why the newest plan cannot be read, else it is "". `second_versions` are
    those of which a sync program left another one beside it.
    `problem_code` is the exit code of the problem, 0 without one.
    """

    code: str
    versions: tuple[int, ...]
    last_visit: date | None
    next_visit: date | None
    next_kind: Literal["first", "review"]
    unfinished: DraftInfo | None
    problem: str
    continues: bool = False
    second_versions: tuple[int, ...] = ()
    aside: tuple[SetAside, ...] = ()
    """Visits that were set aside and are kept, oldest first."""
    problem_code: int = 0


def read_patient_info(store: Store, code: str) -> PatientInfo:
    """Return a patient's line of the list. Reads the newest version; raises nothing."""
    versions, plan, unfinished = tuple[int, ...](), None, None
    seconds, following, problem = tuple[int, ...](), None, None
    aside: tuple[SetAside, ...] = ()
    try:
        seconds = store.second_versions(code)
        versions = store.versions(code)
        plan = store.load(code, versions[-1]).plan if versions else None
        following = due_on(store, plan) if plan else None
    except GoalcoachError as caught:
        problem = caught
    try:
        unfinished = store.peek_draft(code)
    except GoalcoachError as caught:
        problem = problem or caught
    with suppress(GoalcoachError):
        aside = store.aside(code)
    return PatientInfo(
        code,
        versions,
        plan.visit.date if plan else None,
        following,
        next_kind(plan),
        unfinished,
        problem.sentence if problem else "",
        continues=plan is not None and plan.visit.reason == "continues",
        second_versions=seconds,
        aside=aside,
        problem_code=problem.exit_code if problem else 0,
    )


def due_on(store: Store, plan: Plan) -> date | None:
    """Return the day agreed for the visit after this plan, None if there is none.

    A visit that stopped before its end agreed on none: the day of the last one that was
    finished stands, so that nobody is lost who had to be sent home. NotRead, NotAllowed.
    """
    day = plan.agreement.next_visit
    if day is not None or plan.is_done:
        return day
    for version in reversed(store.versions(plan.patient)):
        if version < plan.version:
            with suppress(GoalcoachError):
                before = store.load(plan.patient, version).plan
                if before.is_done:
                    return before.agreement.next_visit
    return None
