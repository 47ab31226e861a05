"""The plan that a visit makes: what was said, under a header that says when and by what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Literal

from goalcoach import __version__
from goalcoach.dialogue.engine.command import CloseReason
from goalcoach.dialogue.engine.event import Closed
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.state import State
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.next_version import Header, close
from goalcoach.plan.visit_fragment import Fragment
from goalcoach.store.catalogue import find_catalogue
from goalcoach.store.script_pack import pack_names
from goalcoach.store.store import Store
from goalcoach.translation import speaking
from goalcoach.visit.basis import Ground
from goalcoach.visit.event_time import TimedEvent, minutes_spent
from goalcoach.visit.question_names import names_of_said


def said_at_close(ground: Ground, state: State, closed: Closed) -> Fragment:
    """Return what was said by the close; of a visit that ends early, behind closed gates too.

    The language is the visit's, whoever makes the plan: the same bytes are made again.
    """
    with speaking(find_catalogue(ground.script.language, ground.address)):
        return harvest(ground.script, state, unfinished=closed.reason is not None)


def make_plan(
    ground: Ground,
    said: Fragment,
    closed: Closed,
    *,
    created: datetime,
    times: Sequence[TimedEvent],
    day: date,
) -> Plan:
    """Return the plan that `said` makes. Raises BadData if it makes none."""
    status, why = _ending(closed.reason)
    header = Header(
        patient=ground.code,
        version=ground.version,
        parent=ground.start.parent,
        created=created.replace(microsecond=0),
        script_id=ground.script.id,
        script_version=ground.script.version,
        script_digest=ground.script.digest,
        language=ground.start.language,
        patient_language=ground.patient_language,
        tool=f"goalcoach {__version__}",
        kind=ground.kind,
        day=day,
        minutes=minutes_spent(times),
        status=status,
        reason=why,
        asked=_names_kept(ground, said),
    )
    return close(ground.parent, said, header)


def _names_kept(ground: Ground, said: Fragment) -> dict[str, str]:
    """Return what questions are called, as the patient's sheets name them.

    The words of ours come with goalcoach; another script may be gone one day.
    """
    if ground.script.id in pack_names():
        return {}
    return names_of_said(ground.card_script or ground.script, said)


def _ending(
    reason: CloseReason | None,
) -> tuple[Literal["done", "incomplete"], Literal["", "stopped", "paused", "continues"]]:
    if reason is None:
        return ("done", "")
    return ("incomplete", reason.value)


def plan_of_closed(
    ground: Ground, state: State, times: Sequence[TimedEvent], zone: tzinfo | None
) -> Plan:
    """Return the plan of a closed visit from its journal; the same bytes each time.

    `zone` is the offset of the close (see `zone_of_close`). ValueError if it is not closed.
    """
    if state.closed is None:
        raise ValueError("the visit is not closed")
    said = said_at_close(ground, state, state.closed)
    at = times[-1].moment(zone)
    return make_plan(ground, said, state.closed, created=at, times=times, day=state.today)


def zone_of_close(store: Store, ground: Ground, now: datetime) -> tzinfo | None:
    """Return the offset of the close. It may have changed since, but not in what was published."""
    if ground.version in store.versions(ground.code):
        return store.load(ground.code, ground.version).plan.created.tzinfo
    return now.tzinfo
