"""Publishing the plan of a closed visit, and finishing a close that was cut short."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from goalcoach.errors import AlreadyExists, GoalcoachError, NotSaved, VisitSaved
from goalcoach.plan.conversion import to_tree
from goalcoach.plan.model.plan import Plan
from goalcoach.store.open_draft import OpenDraft
from goalcoach.store.store import Store
from goalcoach.translation import tr
from goalcoach.visit.basis import Ground
from goalcoach.visit.break_and_end_words import already_saved
from goalcoach.visit.event_time import TimedEvent, to_ms
from goalcoach.visit.plan_at_close import plan_of_closed, zone_of_close
from goalcoach.visit.take_up_aside import Heard, offer_again


def publish(store: Store, ground: Ground, plan: Plan) -> Path:
    """Publish the plan of a closed visit; return its file. AlreadyExists, NotSaved, Unconfirmed."""
    try:
        return store.publish(ground.code, plan)
    except AlreadyExists as caught:
        if ground.version not in store.versions(ground.code):
            raise
        raise AlreadyExists(
            tr(
                "Another visit of {code} was saved first, as version {version}. Nothing was "
                "replaced. This one is kept whole in {code}/draft. Leave it and open {code} "
                "again: its answers come back to be confirmed.",
                code=ground.code,
                version=ground.version,
            )
        ) from caught


def put_away(draft: OpenDraft) -> str:
    """Put the draft of a published plan away; return what there is to tell of that, or ""."""
    try:
        return draft.discard()
    except NotSaved as caught:
        return caught.sentence


def finish_cut_short(
    store: Store,
    draft: OpenDraft,
    heard: Heard,
    times: Sequence[TimedEvent],
    now: datetime,
    today: date,
) -> GoalcoachError:
    """Finish a visit whose close was cut short; return what there is to say about it.

    It is over, so there is nothing to take up: the caller hears that, and begins anew. What
    `publish` raises, this raises.
    """
    ground = heard.ground
    plan = plan_of_closed(ground, heard.state, times, zone_of_close(store, ground, now))
    published = _is_published(store, plan)
    if not published and store.head(ground.code) not in (None, ground.version - 1):
        return _begin_again(store, draft, heard, today, now)
    if published:
        put_away(draft)
        return VisitSaved(already_saved(ground.code, ground.version))
    publish(store, ground, plan)
    put_away(draft)
    return VisitSaved(
        tr(
            "The last visit of {code} had been closed, but not yet saved. It is saved now, as "
            "version {version}. Open {code} again to begin the next visit.",
            code=ground.code,
            version=ground.version,
        )
    )


def _is_published(store: Store, ours: Plan) -> bool:
    """True if the plan of this closed visit is there, whichever goalcoach wrote it.

    Asked of a journal that does not say which plan was made at the close. What can differ
    from one goalcoach to the next is left out: its own name and version.
    """
    if ours.version not in store.versions(ours.patient):
        return False
    there = store.load(ours.patient, ours.version).plan
    return {**to_tree(ours), "tool": ""} == {**to_tree(there), "tool": ""}


def _begin_again(
    store: Store, draft: OpenDraft, heard: Heard, today: date, now: datetime
) -> AlreadyExists:
    """Set the visit aside, and begin one that offers its answers on the newest plan."""
    code, version = heard.ground.code, heard.ground.version
    draft.close()
    header = offer_again(store, draft, heard, today, to_ms(now))
    store.set_aside_draft(code)
    store.open_draft(code, draft.pack, header).close()
    return AlreadyExists(
        tr(
            "Another visit of {code} was saved first, as version {version}. This one is kept "
            "aside whole. Open {code} again: its answers come back to be confirmed.",
            code=code,
            version=version,
        )
    )
