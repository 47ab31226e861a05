"""A visit that was set aside, taken up again: as it was, or as answers to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from goalcoach.dialogue.engine.answers_of_set_aside_visit import offers_of
from goalcoach.dialogue.engine.event_json import Json
from goalcoach.dialogue.engine.rebased_answers import settle_offers
from goalcoach.dialogue.engine.state import State, fold
from goalcoach.errors import Busy
from goalcoach.plan.conversion import to_tree
from goalcoach.store.draft_glance import read_draft_files
from goalcoach.store.set_aside_visits import aside_folder, aside_name
from goalcoach.store.store import Store
from goalcoach.translation import tr
from goalcoach.visit.basis import (
    AnyDraft,
    Ground,
    InLanguage,
    first_state,
    header_of,
    lay_ground,
    read_events,
    read_ground,
)
from goalcoach.visit.single_visit_check import why_not_one


class Heard(Struct, frozen=True):
    """What was said in a visit: the script and plan it stands on, and the state it came to."""

    ground: Ground
    state: State


def read_heard(store: Store, draft: AnyDraft) -> Heard:
    """Return what was said in a visit that is kept. Raises what `read_ground` raises."""
    ground = read_ground(store, draft)
    events = (event for _, event in read_events(draft))
    return Heard(ground, fold(first_state(ground), events))


def offer_again(
    store: Store, draft: AnyDraft, heard: Heard, today: date, at_ms: int
) -> dict[str, Json]:
    """Return how the journal begins of a visit on the newest plan that offers all that was said.

    Its script is the one that was asked then, so that each answer meets its question.
    """
    ground = heard.ground
    head = store.head(draft.code)
    plan = store.load(draft.code, head).plan if head is not None else None
    parent = to_tree(ground.parent) if ground.parent is not None else {}
    offers = settle_offers(
        offers_of(ground.script, heard.state),
        *(ground.start.visit, heard.state.today),
        *(parent, to_tree(plan) if plan is not None else {}),
    )
    asked = InLanguage(ground.script, ground.address, ground.card_script)
    following = lay_ground(store, draft.code, lambda plan: asked, today, offers)
    return {"t": at_ms, **header_of(following)}


def take_up(
    store: Store, code: str, number: int, today: date, at_ms: int, *, take_over: bool = False
) -> tuple[str, ...]:
    """Make a visit that was set aside the unfinished one; return what there is to tell of files.

    On the plan it began from it goes on as it was left. If that was replaced meanwhile, or the
    visit had been closed, its answers are offered on the newest plan, and it stays aside whole.
    `take_over`: someone said that a visit which is open elsewhere is over. Raises Busy if there is
    an unfinished visit, OpenElsewhere, NotFound, BadData, AlreadyExists.
    """
    if store.peek_draft(code) is not None:
        raise Busy(
            tr(
                "An unfinished visit of {code} is kept. Close it first, or add --fresh: "
                "it is set aside, and nothing is deleted.",
                code=code,
            )
        )
    draft = store.read_kept(code, aside_name(number))
    heard = read_heard(store, draft)
    if heard.state.closed is None and heard.ground.start.parent == _head(store, code):
        told = store.bring_back(code, number, take_over=take_over)
        return (told,) if told else ()
    header = offer_again(store, draft, heard, today, at_ms)
    opened = store.open_draft(code, draft.pack, header, take_over=take_over)
    opened.close()
    return (*opened.take_said(), *_more(store, code, number))


def _more(store: Store, code: str, number: int) -> Iterator[str]:
    """Yield a sentence if there is more in a visit's folder than its journal could offer."""
    folder = aside_folder(store.folder(code), number)
    files, _ = read_draft_files(store.fs, folder)
    if why_not_one(store.fs, folder, files):
        yield tr(
            "{code}/{folder} holds more than comes back here: "
            "goalcoach show {code} --draft {folder} shows it.",
            code=code,
            folder=folder.name,
        )


def _head(store: Store, code: str) -> tuple[int, str] | None:
    head = store.head(code)
    return None if head is None else (head, store.load(code, head).digest)
