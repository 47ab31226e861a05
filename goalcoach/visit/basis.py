"""What a visit stands on: its script, the last plan, and the journal's first line naming both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal, NamedTuple, Protocol

from msgspec import Struct

from goalcoach.dialogue.engine.event import Start
from goalcoach.dialogue.engine.event_json import EVENT_NAMES, Json, from_json, tree_from_json
from goalcoach.dialogue.engine.rebased_answers import NO_OFFERS, Offers
from goalcoach.dialogue.engine.rebased_answers_json import (
    offers_from_json,
    offers_from_tree,
    offers_to_json,
)
from goalcoach.dialogue.engine.state import State, begin
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Script
from goalcoach.errors import AlreadyExists, BadData, NewerFormat, Problem
from goalcoach.plan.conversion import to_tree
from goalcoach.plan.file import codec
from goalcoach.plan.ladder_rules import same_visits
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.next_visit import next_kind
from goalcoach.store.journal import EventJson, read_time
from goalcoach.store.open_draft import OpenDraft
from goalcoach.store.store import Store
from goalcoach.translation import language_name, tr
from goalcoach.visit.event_time import TimedEvent, to_ms
from goalcoach.visit.tongues import Tongues


class InLanguage(NamedTuple):
    """A script in the language that is spoken, and in the patient's if that is another."""

    script: Script
    address: str = ""
    card_script: Script | None = None


ChooseScript = Callable[[Plan | None], InLanguage]
"""Gives the script of a visit by the last plan, which says in what language that was."""


class Ground(Struct, frozen=True):
    """`offers` holds answers given on an older plan, to be confirmed on this one."""

    script: Script
    parent: Plan | None
    start: Start
    offers: Offers = NO_OFFERS
    clinician: str = ""
    """The clinician's code by the site file, offered to be confirmed."""
    address: str = ""
    """The form of address in which it is asked: "" or "familiar"."""
    card_script: Script | None = None
    """The same script in the patient's own language, for the card; None where that is spoken."""

    @property
    def code(self) -> str:
        """The patient's code."""
        return self.start.patient

    @property
    def kind(self) -> Literal["first", "review"]:
        """Which of the script's two visits it is."""
        return "review" if self.start.visit == "review" else "first"

    @property
    def patient_language(self) -> str:
        """The language of card and sheets."""
        return self.card_script.language if self.card_script else self.start.language

    def say_other_language(self, wanted: Tongues) -> tuple[str, ...]:
        """Return what is told where a visit goes on in another language than was asked for."""
        ours = Tongues(self.start.language, self.patient_language)
        pairs = zip(wanted, ours, strict=True)
        if all(one == "" or language_name(one) == language_name(own) for one, own in pairs):
            return ()
        told = tr(
            "This visit goes on in the language it was begun in: {languages}. With --fresh it is "
            "set aside, and another is begun.",
            languages=", ".join(dict.fromkeys(ours)),
        )
        return (told,)

    @property
    def version(self) -> int:
        """The version that the visit will become."""
        return (self.start.parent[0] if self.start.parent else 0) + 1


def first_state(ground: Ground) -> State:
    """Return the state before the first question, with the last plan to propose from."""
    prior = to_tree(ground.parent) if ground.parent is not None else {}
    visit = prior.get("visit", {})
    if ground.clinician and isinstance(visit, dict):
        prior = {**prior, "visit": {**visit, "by": ground.clinician}}
    elif isinstance(visit, dict) and "by" in visit and visit.get("status") != "incomplete":
        # Who led the last visit is no answer to who leads this one.
        prior = {**prior, "visit": {key: one for key, one in visit.items() if key != "by"}}
    return begin(ground.start, prior, ground.offers)


def lay_ground(
    store: Store,
    code: str,
    asked: ChooseScript,
    today: date,
    offers: Offers = NO_OFFERS,
) -> Ground:
    """Return the ground of a new visit on the newest plan. BadData, NewerFormat.

    `asked` gives the script to ask from, for that plan.
    """
    store.check_room(code)
    head = store.head(code)
    loaded = store.load(code, head) if head is not None else None
    parent = loaded.plan if loaded else None
    script, address, card_script = asked(parent)
    kind = next_kind(parent)
    if not script.order.get(kind):
        words = tr("this script has no review visit.")
        if kind == "first":
            words = tr("this script has no first visit.")
        raise BadData(script.id, [Problem(0, "order", words)])
    digest = (head, loaded.digest) if head is not None and loaded else None
    history = _read_history(store, code) if kind == "review" else {}
    start = Start(code, kind, today, script.language, digest, history)
    clinician = store.site().clinician
    return Ground(script, parent, start, offers, clinician, address, card_script)


def _read_history(store: Store, code: str) -> dict[str, int]:
    """Return how long each goal's step has stayed; a version that cannot be read ends the row."""
    plans: list[Plan] = []
    for version in reversed(store.versions(code)):
        try:
            plans.append(store.load(code, version).plan)
        except BadData:
            break
    return same_visits(plans)


def header_of(ground: Ground) -> dict[str, Json]:
    """Return the first event of the journal."""
    start, script = ground.start, ground.script
    parent: Json = None
    if start.parent is not None:
        parent = {"version": start.parent[0], "digest": start.parent[1]}
    header: dict[str, Json] = {
        "ev": "start",
        "patient": start.patient,
        "pack": script.id,
        "pack_version": script.version,
        "sha256": script.digest,
        "visit": start.visit,
        "today": start.today.isoformat(),
        "lang": start.language,
        "parent": parent,
    }
    if ground.card_script is not None:
        header["card_lang"] = ground.card_script.language
    if ground.address:
        header["address"] = ground.address
    if start.history:
        header["history"] = dict(start.history)
    if ground.offers:
        header["kept_aside"] = offers_to_json(ground.offers)
    return header


class AnyDraft(Protocol):
    """A draft that is open, or one that was set aside and read."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def events(self) -> tuple[EventJson, ...]: ...
    @property
    def header(self) -> EventJson: ...
    @property
    def pack(self) -> Mapping[str, bytes]: ...


def read_ground(store: Store, draft: AnyDraft) -> Ground:
    """Return the ground of an unfinished visit, as it was when the visit began."""
    header, source = draft.header, f"{draft.name}/journal.log"
    script, address, card_script = _read_script(draft)
    if script.digest != header.get("sha256"):
        sentence = tr("the script kept with this visit is not the one it began with.")
        raise BadData(source, [Problem(1, "sha256", sentence)])
    parent = header.get("parent")
    loaded = None
    if isinstance(parent, dict):
        version = parent.get("version")
        loaded = store.load(draft.code, version if isinstance(version, int) else None)
        if loaded.digest != parent.get("digest"):
            raise AlreadyExists(
                tr(
                    "Version {version} of {code} is not the one this visit began from. "
                    "Nothing was written, and the answers are kept.",
                    version=version,
                    code=draft.code,
                )
            )
    try:
        start = Start(
            str(header["patient"]),
            str(header["visit"]),
            date.fromisoformat(str(header["today"])),
            str(header.get("lang", script.language)),
            (loaded.plan.version, loaded.digest) if loaded else None,
            _read_counts(header.get("history")),
        )
        plan = loaded.plan if loaded else None
        offers = _read_offers(header, plan)
    except (KeyError, ValueError) as problem:
        sentence = tr("the first line does not begin a visit.")
        raise BadData(source, [Problem(1, "", sentence)]) from problem
    clinician = store.site().clinician
    return Ground(script, plan, start, offers, clinician, address, card_script)


def _read_script(draft: AnyDraft) -> InLanguage:
    """Return the script kept with a visit, in the language it is asked in and in the patient's."""
    header, name = draft.header, f"{draft.name}/pack"
    address = str(header.get("address", ""))
    said = compile_pack(draft.pack, name, language=str(header.get("lang", "")), address=address)
    if "card_lang" not in header:
        return InLanguage(said, address)
    own = str(header["card_lang"])
    return InLanguage(said, address, compile_pack(draft.pack, name, language=own, address=address))


def _read_offers(header: Mapping[str, Json], parent: Plan | None) -> Offers:
    """Return what a journal's first line offers; ValueError for what is no answer."""
    head = to_tree(parent) if parent is not None else {}
    if "kept_aside" in header:
        return offers_from_json(header["kept_aside"], head)
    # goalcoach 0.1.0 kept them as a part of a plan.
    tree = tree_from_json(header.get("offered", {}))
    return offers_from_tree(tree, head) if isinstance(tree, dict) else NO_OFFERS


def digest_of(plan: Plan) -> str:
    """Return the digest that the file of `plan` has."""
    return codec.read(codec.write(plan), plan.patient).digest


def published_version(store: Store, draft: OpenDraft) -> int | None:
    """Return the version that a closed visit's draft has become; None if it has become none.

    A close names the digest of the plan that was made at it. So a plan is known again by a later
    goalcoach too, which would make other bytes of the same answers or cannot read their script
    any more. Journals of goalcoach 0.1.0 do not name it.
    """
    last, parent = draft.events[-1], draft.header.get("parent")
    before = parent.get("version") if isinstance(parent, dict) else 0
    if last.get("ev") != "close" or not isinstance(before, int) or "plan" not in last:
        return None
    version = before + 1
    if version not in store.versions(draft.code):
        return None
    return version if store.load(draft.code, version).digest == last["plan"] else None


def _read_counts(data: Json) -> dict[str, int]:
    if not isinstance(data, dict):
        return {}
    return {goal: count for goal, count in data.items() if isinstance(count, int)}


def read_events(draft: AnyDraft) -> list[TimedEvent]:
    """Return a draft's events, each with its time.

    Raises NewerFormat for an event whose name is not known, as each line is whole, and BadData for
    one that cannot be read.
    """
    events: list[TimedEvent] = []
    for number, line in enumerate(draft.events[1:], 2):
        if isinstance(line.get("ev"), str) and line["ev"] not in EVENT_NAMES:
            raise NewerFormat(
                tr(
                    "{name}/journal.log was written by a newer goalcoach. It is left as it "
                    "is; take the visit up with that one.",
                    name=draft.name,
                )
            )
        try:
            event = from_json(line)
        except ValueError as problem:
            source = f"{draft.name}/journal.log"
            sentence = tr("this line is no event of a visit.")
            raise BadData(source, [Problem(number, "", sentence)]) from problem
        events.append(TimedEvent(to_ms(read_time(line)), event))
    return events
