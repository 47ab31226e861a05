"""One visit under way: the engine, its journal and, at the end, the plan.

All three front ends hold a `Visit` and nothing else. What it returns is pure `dialogue`; what
it does to the disk goes through `store`. The clock is a parameter. May not import a front end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Literal

from goalcoach import __version__
from goalcoach.dialogue.command import (
    Answer,
    Clear,
    Close,
    CloseReason,
    Command,
    Next,
    Resume,
    Value,
)
from goalcoach.dialogue.compiler import compile_pack
from goalcoach.dialogue.engine import Taken, impact, step
from goalcoach.dialogue.event import Ev, Event, Json, Start, from_json, to_json
from goalcoach.dialogue.harvest import harvest
from goalcoach.dialogue.refusal import Refusal
from goalcoach.dialogue.screen import Impact, Kind, Screen, WhereLine
from goalcoach.dialogue.script import Script
from goalcoach.dialogue.state import State, begin, fold
from goalcoach.dialogue.view import screen, where
from goalcoach.errors import AlreadyExists, BadData, Problem
from goalcoach.plan.close import Header, close
from goalcoach.plan.model import Plan
from goalcoach.plan.tree import to_tree
from goalcoach.store.draft import Draft
from goalcoach.store.pack import read_pack
from goalcoach.store.store import Store, next_kind

Clock = Callable[[], datetime]
"""Returns the time now, with its offset."""

LONGEST_THOUGHT = 15 * 60
"""Seconds without an event that still count as the visit; longer gaps were not spent on it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a visit stands on: the script, the last plan, and what it began with."""

    script: Script
    parent: Plan | None
    start: Start


class Visit:
    """A visit of one patient. `draft` None: a rehearsal, of which nothing is written."""

    def __init__(
        self, store: Store, ground: Ground, draft: Draft | None, clock: Clock, state: State
    ) -> None:
        self.store = store
        self.script = ground.script
        self.parent = ground.parent
        self.state = state
        self.resumed = False
        self.saved_at: datetime | None = None
        self._start = ground.start
        self._draft = draft
        self._clock = clock
        self._times: list[tuple[int, Ev]] = []

    @classmethod
    def begin(
        cls, store: Store, code: str, *, today: date, clock: Clock, script: str = "core",
        fresh: bool = False,
    ) -> Visit:  # fmt: skip
        """Take up the unfinished visit of `code`, or begin one.

        With `fresh` an unfinished one is set aside first. Busy, BadData, NotFound, NotSaved.
        """
        if fresh and store.peek_draft(code) is not None:
            store.set_aside_draft(code)
        draft = store.resume_draft(code)
        if draft is not None:
            return cls._resume(store, draft, today, clock)
        pack = read_pack(script)
        ground = _lay_ground(store, code, compile_pack(pack, script), today)
        header: dict[str, Json] = {"t": _ms(clock()), **_header_of(ground)}
        draft = store.open_draft(code, pack, header)
        return cls(store, ground, draft, clock, _first_state(ground))

    @classmethod
    def rehearse(
        cls, store: Store, code: str, *, today: date, clock: Clock, script: str = "core"
    ) -> Visit:
        """Begin a visit that writes nothing, to see whether given answers carry it through."""
        ground = _lay_ground(store, code, compile_pack(read_pack(script), script), today)
        return cls(store, ground, None, clock, _first_state(ground))

    @classmethod
    def _resume(cls, store: Store, draft: Draft, today: date, clock: Clock) -> Visit:
        try:
            ground = _read_ground(store, draft)
            events, times = _read_events(draft)
            visit = cls(store, ground, draft, clock, fold(_first_state(ground), events))
        except BaseException:
            draft.close()
            raise
        visit._times = times
        visit.resumed = True
        visit.saved_at = (
            datetime.fromtimestamp(times[-1][0] / 1000, clock().tzinfo) if times else None
        )
        if visit.state.closed is None:
            visit.give(Resume(today))
        return visit

    # what it is

    @property
    def code(self) -> str:
        return self._start.patient

    @property
    def kind(self) -> Literal["first", "review"]:
        return "review" if self._start.visit == "review" else "first"

    @property
    def version(self) -> int:
        """The version that this visit will become."""
        return (self._start.parent[0] if self._start.parent else 0) + 1

    @property
    def visit_number(self) -> int:
        """Which visit this is, counted from 1; one that was stopped does not count."""
        done = 0
        for version in range(1, self.version):
            try:
                done += self.store.load(self.code, version).plan.visit.status == "done"
            except BadData:
                done += 1
        return done + 1

    @property
    def screen(self) -> Screen:
        return screen(self.script, self.state)

    def where(self) -> tuple[WhereLine, ...]:
        return where(self.script, self.state)

    def impact(self, command: Command) -> Impact:
        return impact(self.script, self.state, command)

    def refusal_of(self, command: Command) -> Refusal | None:
        """Return why `command` would not be taken now; nothing happens."""
        outcome = step(self.script, self.state, command)
        return outcome if isinstance(outcome, Refusal) else None

    def draft_plan(self) -> Plan:
        """Return the plan as it would be if the visit stopped here."""
        return self._build("incomplete", "stopped", self._clock())

    # what it does

    def give(self, command: Command) -> Refusal | None:
        """Carry out a command: its events are on the disk before this returns.

        NotSaved: nothing has changed and the same command can be given again.
        """
        outcome = step(self.script, self.state, command)
        if isinstance(outcome, Refusal):
            return outcome
        self._record(outcome)
        return None

    def enter(self, value: Value) -> Refusal | None:
        """Answer the question under the cursor and go on, unless there is something to read.

        An empty text takes an answer away and goes on; the same answer once more goes on.
        """
        now = self.screen
        if value in ("", ()):
            if now.value is not None or now.draft:
                self.give(Clear())
            return self.give(Next())
        if now.value == value and type(now.value) is type(value) and now.kind is not Kind.ROSTER:
            return self.give(Next())
        refused = self.give(Answer(value))
        if refused is not None or self.screen.hold:
            return refused
        return self.give(Next())

    def finish(self, reason: CloseReason | None = None) -> Path | Refusal:
        """Close the visit and publish its plan; return the plan's file.

        AlreadyExists, NotSaved, Unconfirmed: the journal is kept, and `finish` can be called
        again. After a crash between publishing and tidying up, the same bytes are made again.
        """
        if self.state.closed is None:
            outcome = step(self.script, self.state, Close(reason))
            if isinstance(outcome, Refusal):
                return outcome
            self._build(*_ending(reason), self._clock())
            self._record(outcome)
        closed_at, _ = self._times[-1]
        created = datetime.fromtimestamp(closed_at / 1000, self._clock().tzinfo)
        closed = self.state.closed or "done"
        plan = self._build(*_ending(None if closed == "done" else CloseReason(closed)), created)
        path = self.store.publish(self.code, plan)
        if self._draft is not None:
            self._draft.discard()
        return path

    def leave(self) -> None:
        """Keep everything and let others open the visit."""
        if self._draft is not None:
            self._draft.close()

    def _record(self, taken: Taken) -> None:
        if not taken.events:
            return
        now = self._clock()
        lines: list[Mapping[str, Json]] = [{"t": _ms(now), **to_json(one)} for one in taken.events]
        if self._draft is not None:
            self._draft.append(lines)
        self.state = taken.state
        self.saved_at = now
        self._times += [(_ms(now), one.ev) for one in taken.events]
        declined = [e.at for e in taken.events if e.ev is Ev.SKIP and e.text == "declined"]
        if declined and self._draft is not None:
            self._draft.redact(*declined)

    def _build(
        self,
        status: Literal["done", "incomplete"],
        reason: Literal["", "stopped", "paused"],
        created: datetime,
    ) -> Plan:
        said, gone = harvest(self.script, self.state)
        header = Header(
            patient=self.code,
            version=self.version,
            parent=self._start.parent,
            created=created.replace(microsecond=0),
            script_id=self.script.id,
            script_version=self.script.version,
            script_digest=self.script.digest,
            language=self._start.language,
            tool=f"goalcoach {__version__}",
            kind=self.kind,
            day=self.state.today,
            minutes=minutes_spent(self._times),
            status=status,
            reason=reason,
        )
        return close(self.parent, said, gone, header)


def minutes_spent(times: Sequence[tuple[int, Ev]]) -> int:
    """Return whole minutes, at least 1, from event times in ms; breaks and long gaps left out."""
    spent = 0
    for (before, ev), (after, _) in pairwise(times):
        gap = (after - before) / 1000
        if ev is not Ev.PAUSE and 0 <= gap <= LONGEST_THOUGHT:
            spent += after - before
    return max(1, round(spent / 60_000))


def _ending(
    reason: CloseReason | None,
) -> tuple[Literal["done", "incomplete"], Literal["", "stopped", "paused"]]:
    if reason is None:
        return ("done", "")
    return ("incomplete", "paused" if reason is CloseReason.PAUSED else "stopped")


def _ms(now: datetime) -> int:
    return round(now.timestamp() * 1000)


def _first_state(ground: Ground) -> State:
    return begin(ground.start, to_tree(ground.parent) if ground.parent is not None else None)


def _lay_ground(store: Store, code: str, script: Script, today: date) -> Ground:
    head = store.head(code)
    loaded = store.load(code, head) if head is not None else None
    parent = loaded.plan if loaded else None
    kind = next_kind(parent)
    if not script.order.get(kind):
        name = "first" if kind == "first" else "review"
        raise BadData(script.id, [Problem(0, "order", f"this script has no {name} visit.")])
    digest = (head, loaded.digest) if head is not None and loaded else None
    return Ground(script, parent, Start(code, kind, today, script.language, digest))


def _header_of(ground: Ground) -> dict[str, Json]:
    start, script = ground.start, ground.script
    parent: Json = None
    if start.parent is not None:
        parent = {"version": start.parent[0], "digest": start.parent[1]}
    return {
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


def _read_ground(store: Store, draft: Draft) -> Ground:
    """Return the ground of an unfinished visit, as it was when the visit began."""
    header, source = draft.header, f"{draft.code}/draft/journal.log"
    script = compile_pack(draft.pack, f"{draft.code}/draft/pack")
    if script.digest != header.get("sha256"):
        sentence = "the script kept with this visit is not the one it began with."
        raise BadData(source, [Problem(1, "sha256", sentence)])
    parent = header.get("parent")
    loaded = None
    if isinstance(parent, dict):
        version = parent.get("version")
        loaded = store.load(draft.code, version if isinstance(version, int) else None)
        if loaded.digest != parent.get("digest"):
            raise AlreadyExists(
                f"Version {version} of {draft.code} is not the one this visit began from. "
                "Nothing was written, and the answers are kept."
            )
    try:
        start = Start(
            str(header["patient"]),
            str(header["visit"]),
            date.fromisoformat(str(header["today"])),
            str(header.get("lang", script.language)),
            (loaded.plan.version, loaded.digest) if loaded else None,
        )
    except (KeyError, ValueError) as problem:
        sentence = "the first line does not begin a visit."
        raise BadData(source, [Problem(1, "", sentence)]) from problem
    return Ground(script, loaded.plan if loaded else None, start)


def _read_events(draft: Draft) -> tuple[list[Event], list[tuple[int, Ev]]]:
    events, times = [], []
    for number, line in enumerate(draft.events[1:], 2):
        try:
            event = from_json(line)
            when = line.get("t")
            times.append((when if isinstance(when, int) else 0, event.ev))
        except ValueError as problem:
            source = f"{draft.code}/draft/journal.log"
            sentence = "this line is no event of a visit."
            raise BadData(source, [Problem(number, "", sentence)]) from problem
        events.append(event)
    return events, times
