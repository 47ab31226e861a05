"""What is known of a patient in codes, dates and counts, for the column beside the list.

Nothing of what a plan says: the home page may be seen by anyone in the room.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from goalcoach.date_words import say_day
from goalcoach.errors import GoalcoachError
from goalcoach.screens.home.patient_list import Person, visit_title
from goalcoach.store.store import Store
from goalcoach.translation import tr

if TYPE_CHECKING:
    from goalcoach.plan.model.plan import Plan

Facts = tuple[tuple[str, str], ...]
"""Rows of a label and a value."""
MOST_FACTS = 5
"""How many rows there are at most, so that what stands below never moves."""


def read_facts(store: Store, person: Person) -> Facts:
    """Return the rows for a patient; what cannot be read is left out. Call in a thread."""
    with suppress(GoalcoachError):
        versions = store.versions(person.code)
        plans = [_load(store, person.code, version) for version in dict.fromkeys(
            (*versions[:1], *versions[-1:]))]  # fmt: skip
        return facts_of(person, [one for one in plans if one], _printed(person.code))
    return ()


def _load(store: Store, code: str, version: int) -> Plan | None:
    try:
        return store.load(code, version).plan
    except GoalcoachError:
        return None


def _printed(code: str) -> date | None:
    # Imported here so that the app starts without loading what only printing needs.
    from goalcoach.press.worker_messages import FOLDER
    from goalcoach.store.print_folder import Printed

    with suppress(GoalcoachError):
        return Printed(FOLDER).last_day(code)
    return None


def facts_of(person: Person, plans: list[Plan], printed: date | None) -> Facts:
    """Return the rows for a patient, from the first and the newest plan that can be read."""
    from goalcoach.plan.goal_lifecycle import is_active  # the list is there without

    rows = []
    if plans and plans[0].version == 1:
        rows.append((tr("First visit"), say_day(plans[0].visit.date, short=True)))
    if person.unfinished:
        rows.append((visit_title(person.versions + 1), tr("under way")))
    elif plans and plans[-1].version > 1:
        rows.append((tr("Last visit"), say_day(plans[-1].visit.date, short=True)))
    if person.following is not None:
        rows.append((tr("Next visit"), say_day(person.following, short=True)))
    if plans:
        count = sum(
            one.ended is None and is_active(one.lifecycle or "", leads=one.lead == "yes")
            for one in plans[-1].goals
        )
        rows.append((tr("Goals"), tr("{count} active", count=count)))
    if printed is not None:
        rows.append((tr("Printed"), say_day(printed, short=True)))
    return tuple(rows)
