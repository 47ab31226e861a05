"""One visit under way: the engine, its journal and, at the end, the plan.

All three front ends hold a `Visit` and nothing else. What it returns is pure `dialogue`; what
it does to the disk goes through `store`. The clock is a parameter. May not import a front end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from goalcoach import __version__
from goalcoach.dialogue.answer_types import Kind, SkipReason, Value
from goalcoach.dialogue.engine.command import (
    Answer,
    Carry,
    Clear,
    Close,
    CloseReason,
    Command,
    Frontier,
    Impact,
    Next,
    Resume,
)
from goalcoach.dialogue.engine.engine import Taken, impact, step
from goalcoach.dialogue.engine.event import Closed, Resumed, Skipped
from goalcoach.dialogue.engine.event_json import Json, to_json
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.navigation import cursor_stop
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State, fold
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.view.question_list import where
from goalcoach.dialogue.view.screen import Screen, WhereLine
from goalcoach.dialogue.view.screen_builder import question, screen
from goalcoach.errors import (
    AlreadyExists,
    BadData,
    GoalcoachError,
    NewerFormat,
    NotFound,
    NotSaved,
    VisitSaved,
)
from goalcoach.plan.conversion import to_tree
from goalcoach.plan.model import Plan
from goalcoach.plan.next_version import Header, close
from goalcoach.plan.outcome.diary import since
from goalcoach.plan.question_address import is_in_roster
from goalcoach.plan.visit_fragment import Fragment
from goalcoach.store.diary_file import look_at_entries
from goalcoach.store.disk_probe import probe_disk
from goalcoach.store.draft import OpenDraft
from goalcoach.store.file_access import is_folder
from goalcoach.store.kept_elsewhere import write_elsewhere
from goalcoach.store.script_pack import read_pack
from goalcoach.store.set_aside import aside_name
from goalcoach.store.store import Store
from goalcoach.visit.answers_beside_journal import KeptEvents, KeptStory
from goalcoach.visit.answers_beside_journal import read_events as read_kept
from goalcoach.visit.basis import (
    Ground,
    digest_of,
    first_state,
    header_of,
    lay_ground,
    published_version,
    read_events,
    read_ground,
)
from goalcoach.visit.break_and_end_words import OFFERED_AGAIN, already_saved, taken_up
from goalcoach.visit.event_time import TimedEvent, minutes_spent, seconds_spent, to_ms
from goalcoach.visit.plan_notices import plan_notices
from goalcoach.visit.take_up_aside import Heard, offer_again, take_up

Clock = Callable[[], datetime]
"""Returns the time now, with its offset."""


_NEXT = Next()


class Visit:
    """A visit of one patient. `draft` None: a rehearsal, of which nothing is written."""

    def __init__(
        self,
        store: Store,
        ground: Ground,
        draft: OpenDraft | None,
        clock: Clock,
        state: State,
        given: date | None = None,
    ) -> None:
        self.store = store
        self.script = ground.script
        self.parent = ground.parent
        self.state = state
        self.resumed = False
        self.taken_up = ""
        """What is said at the first question of a visit that goes on from another day; else ""."""
        self.left_behind = ""
        """After `finish`: what could not be tidied up, in a sentence; the plan is saved."""
        self.kept: tuple[KeptStory, ...] = ()
        """What the files beside the journal hold that this visit does not have."""
        self.saved_at: datetime | None = None
        entries, self.diary_problem = look_at_entries(store, ground.start.patient)
        last_day = ground.parent.visit.date if ground.parent else None
        self.diary = since(entries, last_day, state.today)
        """What was written down since the last visit; `diary_problem` says why it is not here."""
        self._start = ground.start
        self._ground = ground
        self._draft = draft
        self._clock = clock
        self._given = given
        """The day of the visit if it is another than the clock's; None takes the clock's."""
        self.notices = plan_notices(store, ground.start.patient, ground.parent, self.day)
        """What to know of the plans before the first question, a sentence each."""
        self._times: list[TimedEvent] = []
        self._told: tuple[str, ...] = ()
        """What there is to tell of files that were moved before this visit was opened."""

    @classmethod
    def begin(  # noqa: PLR0913 - what the command line names, each by its own word
        cls, store: Store, code: str, *, today: date, clock: Clock, script: str = "core",
        fresh: bool = False, take_over: bool = False,
    ) -> Visit:  # fmt: skip
        """Take up the unfinished visit of `code`, or begin one.

        With `fresh` an unfinished one is set aside first; with `take_over` one that is open on
        another machine is taken from there. Busy, BadData, NotFound, NotSaved.
        """
        known = is_folder(store.folder(code), store.fs)
        if known:
            probe_disk(store.fs, store.folder(code))
        if fresh:
            # Without looking into it first: a damaged one can be set aside as well.
            with suppress(NotFound):
                store.set_aside_draft(code, take_over=take_over)
        draft = store.resume_draft(code, take_over=take_over)
        if draft is not None:
            return cls._resume(store, draft, today, clock)
        pack = read_pack(script)
        ground = lay_ground(store, code, compile_pack(pack, script), today)
        now = clock()
        header: dict[str, Json] = {"t": to_ms(now), **header_of(ground)}
        if not known:
            probe_disk(store.fs, store.folder(code))
        draft = store.open_draft(code, pack, header, take_over=take_over)
        given = today if today != now.date() else None
        visit = cls(store, ground, draft, clock, first_state(ground), given)
        visit._take_over()
        return visit

    @classmethod
    def take_up(  # noqa: PLR0913 - as `begin`
        cls, store: Store, code: str, number: int, *, today: date, clock: Clock,
        fresh: bool = False, take_over: bool = False,
    ) -> Visit:  # fmt: skip
        """Take up a visit that was set aside as `number`; raises what `begin` does.

        Where the plan moved on meanwhile, its answers are offered in a visit on the newest one.
        `fresh` sets an unfinished one aside first, `take_over` is that of `begin`.
        """
        if fresh:
            store.read_kept(code, aside_name(number))  # raises if there is none
            with suppress(NotFound):
                store.set_aside_draft(code, take_over=take_over)
        told = take_up(store, code, number, today, to_ms(clock()), take_over=take_over)
        visit = cls.begin(store, code, today=today, clock=clock, take_over=take_over)
        visit._told = told
        return visit

    @classmethod
    def rehearse(
        cls, store: Store, code: str, *, today: date, clock: Clock, script: str = "core"
    ) -> Self:
        """Begin a visit that writes nothing, to see whether given answers carry it through."""
        ground = lay_ground(store, code, compile_pack(read_pack(script), script), today)
        visit = cls(store, ground, None, clock, first_state(ground), today)
        visit._take_over()
        return visit

    def _take_over(self) -> None:
        """Go on where an unfinished visit ended, if its end asked for that.

        A review that was stopped is not taken up: by the next one its ratings are of long ago.
        """
        last = self.parent.visit if self.parent else None
        if last is not None and (self.kind == "first" or last.reason == "continues"):
            self.give(Carry())
            if self.state.entries:
                self._say_taken_up(carried=True)

    def _say_taken_up(self, *, carried: bool) -> None:
        here = cursor_stop(walk(self.script, self.state))
        today_first = here is not None and here.item.each_day
        self.taken_up = taken_up(carried=carried, today_first=today_first)

    @classmethod
    def _resume(cls, store: Store, draft: OpenDraft, today: date, clock: Clock) -> Visit:
        try:
            if (saved := published_version(store, draft)) is not None:
                told = draft.discard()
                raise VisitSaved(f"{already_saved(draft.code, saved)} {told}".rstrip())
            ground = read_ground(store, draft)
            times = read_events(draft)
            state = fold(first_state(ground), (event for _, event in times))
            now = clock()
            given = today if today != now.date() else None
            visit = cls(store, ground, draft, clock, state, given)
            visit._times = times
            if visit.state.closed is not None:
                raise visit._end_late(today)
            visit.resumed = True
            visit.saved_at = times[-1].moment(now.tzinfo) if times else None
            another_day = visit.state.today != today
            visit.give(Resume(today))
            if another_day:
                visit._say_taken_up(carried=False)
            visit._see_kept()
            if state.offers and not state.entries:
                visit.taken_up = OFFERED_AGAIN
        except BaseException:
            draft.close()
            raise
        return visit

    def _end_late(self, today: date) -> GoalcoachError:
        """Finish a visit whose close was cut short; return what there is to say about it.

        It is over, so there is nothing to take up: the caller hears that, and begins anew.
        """
        if self._is_overtaken():
            return self._begin_again(today)
        if self._is_published():
            self._tidy()
            return VisitSaved(already_saved(self.code, self.version))
        path = self.finish()
        assert isinstance(path, Path), "a closed visit is refused nothing"
        return VisitSaved(
            f"The last visit of {self.code} had been closed, but not yet saved. It is saved now, "
            f"as version {self.version}. Open {self.code} again to begin the next visit."
        )

    def _is_overtaken(self) -> bool:
        """True if this visit was closed, but another plan took its version."""
        head = self.store.head(self.code)
        return head not in (None, self.version - 1) and not self._is_published()

    def _is_published(self) -> bool:
        """True if the plan of this closed visit is there, whichever goalcoach wrote it.

        Asked of a journal that does not say which plan was made at the close. What can differ
        from one goalcoach to the next is left out: its own name and version.
        """
        if self.version not in self.store.versions(self.code):
            return False
        there = self.store.load(self.code, self.version).plan
        ours = self._closed_plan()
        return {**to_tree(ours), "tool": ""} == {**to_tree(there), "tool": ""}

    def _begin_again(self, today: date) -> AlreadyExists:
        """Set this visit aside, and begin one that offers its answers on the newest plan."""
        assert self._draft is not None
        draft, heard = self._draft, Heard(self._ground, self.state)
        draft.close()
        header = offer_again(self.store, draft, heard, today, to_ms(self._clock()))
        self.store.set_aside_draft(self.code)
        self.store.open_draft(self.code, draft.pack, header).close()
        return AlreadyExists(
            f"Another visit of {self.code} was saved first, as version {self.version}. This one is "
            f"kept aside whole. Open {self.code} again: its answers come back to be confirmed."
        )

    # what it is

    @property
    def code(self) -> str:
        """The patient's code."""
        return self._start.patient

    @property
    def kind(self) -> Literal["first", "review"]:
        """Which of the script's two visits this is."""
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
            except (BadData, NewerFormat, NotFound):
                done += 1
        return done + 1

    @property
    def screen(self) -> Screen:
        """The question under the cursor, with all a front end shows of it."""
        return screen(self.script, self.state, seconds_spent(self._times))

    @property
    def question(self) -> Screen:
        """The same without how far the visit is, for who gives answers and shows nothing."""
        return question(self.script, self.state)

    def where(self) -> tuple[WhereLine, ...]:
        """Return the overview: a line for each question of this visit."""
        return where(self.script, self.state)

    def has_left(self, address: str) -> bool:
        """Return True if the cursor is neither at this question nor in one of its rows."""
        here = self.question.address
        return here != address and not is_in_roster(here, address)

    def impact(self, command: Command) -> Impact:
        """Return what `command` would set aside and open; nothing happens."""
        return impact(self.script, self.state, command)

    def refusal_of(self, command: Command) -> Refusal | None:
        """Return why `command` would not be taken now; nothing happens."""
        outcome = step(self.script, self.state, command)
        return outcome if isinstance(outcome, Refusal) else None

    def draft_plan(self) -> Plan:
        """Return the plan so far, as what is asked now gives it."""
        stopped = Closed(CloseReason.STOPPED)
        said = harvest(self.script, self.state)
        return self._build(said, stopped, self._clock(), self._times, self.state.today)

    def take_said(self) -> tuple[str, ...]:
        """Return what there is to tell of the visit's files, in sentences; each only once."""
        told, self._told = self._told, ()
        said = self._draft.take_said() if self._draft is not None else ()
        return tuple(dict.fromkeys((*told, *said)))

    def _see_kept(self) -> None:
        """Look what the files beside the journal hold that this visit does not have."""
        stories = (
            one.story(self.script, self.state, number) for number, one in enumerate(self._beside)
        )
        self.kept = tuple(one for one in stories if one is not None)

    @cached_property
    def _beside(self) -> tuple[KeptEvents, ...]:
        if self._draft is None or not self._draft.kept:
            return ()
        draft, folder = self._draft, f"{self.code}/draft"
        return tuple(read_kept(draft.kept, draft.header, len(draft.events), folder))

    # what it does

    def take_over(self, number: int, chosen: Sequence[str]) -> None:
        """Take the answers to `chosen` questions out of the story of that number in `kept`.

        They are given once more, as far as they fit, and the cursor goes to the first question
        that is open. The file stays as it is. Raises NotSaved.
        """
        made = self._beside[number].replay(self.script, self.state, chosen)
        if made.taken.events:
            self._record(made.taken, self._clock())
            self.give(Frontier())
        self._see_kept()

    def give(self, command: Command) -> Refusal | None:
        """Carry out a command: its events are on the disk before this returns.

        NotSaved: nothing has changed and the same command can be given again.
        """
        outcome = step(self.script, self.state, command)
        if isinstance(outcome, Refusal):
            return outcome
        if outcome.events:
            self._record(outcome, self._clock())
        return None

    def enter(self, value: Value, on: Next = _NEXT) -> Refusal | None:
        """Answer the question under the cursor and go on, unless there is something to read.

        An empty text takes an answer away and goes on, but not one that is out of sight; the same
        answer once more goes on. `on` is how.
        """
        now = self.question
        if value in ("", ()):
            if now.value is not None or now.draft:
                self.give(Clear())
            return self.give(on)
        if now.value == value and type(now.value) is type(value) and now.kind is not Kind.ROSTER:
            return self.give(on)
        refused = self.give(Answer(value))
        if refused is not None or self.question.hold:
            return refused
        return self.give(on)

    def finish(self, reason: CloseReason | None = None) -> Path | Refusal:
        """Close the visit and publish its plan; return the plan's file.

        BadData: what was said makes no plan; the visit stays open. AlreadyExists, NotSaved,
        Unconfirmed: the journal is kept, and `finish` can be called again. After a crash between
        publishing and tidying up, the same bytes are made again.
        """
        if self.state.closed is None:
            outcome = step(self.script, self.state, Close(reason))
            if isinstance(outcome, Refusal):
                return outcome
            plan = self._record_close(outcome, Closed(reason))
        else:
            plan = self._closed_plan()
        try:
            path = self.store.publish(self.code, plan)
        except AlreadyExists as caught:
            raise self._named(caught) from caught
        self._tidy()
        return path

    def _named(self, caught: AlreadyExists) -> AlreadyExists:
        """Name the visit that was saved first and this one, and say how this one goes on."""
        if self.version not in self.store.versions(self.code):
            return caught
        return AlreadyExists(
            f"Another visit of {self.code} was saved first, as version {self.version}. Nothing was "
            f"replaced. This one is kept whole in {self.code}/draft. Leave it and open {self.code} "
            "again: its answers come back to be confirmed."
        )

    def _tidy(self) -> None:
        """Put the draft of a published plan away; `left_behind` says if it could not be."""
        if self._draft is not None:
            try:
                self.left_behind = self._draft.discard()
            except NotSaved as caught:
                self.left_behind = caught.sentence

    def _record_close(self, taken: Taken, closed: Closed) -> Plan:
        """Write the close to the journal; return the plan to publish.

        The plan is made first: were the close on the disk already, a plan that cannot be made
        would leave a visit that can neither be published nor taken up again.
        """
        zone = self._zone()
        now = self._clock()
        day = self._given or now.date()
        # In one sitting over midnight nothing is asked anew; the visit is of the day it closes on.
        turned = (Resumed(day),) if day != self.state.today else ()
        state = fold(self.state, turned)
        times = [*self._times, *(TimedEvent(to_ms(now), one) for one in (*turned, closed))]
        plan = self._build(self._said(closed, state), closed, times[-1].moment(zone), times, day)
        events = (*turned, *taken.events)
        self._record(Taken(events, fold(taken.state, turned)), now, plan=digest_of(plan))
        return plan

    def _closed_plan(self) -> Plan:
        """Return the plan of a closed visit from its journal; the same bytes each time."""
        assert self.state.closed is not None
        closed, at = self.state.closed, self._times[-1].moment(self._zone())
        said = self._said(closed, self.state)
        return self._build(said, closed, at, self._times, self.state.today)

    def _said(self, closed: Closed, state: State) -> Fragment:
        return harvest(self.script, state, unfinished=closed.reason is not None)

    @property
    def day(self) -> date:
        """The day it is now: the one that was given for the visit, else the clock's."""
        return self._given or self._clock().date()

    def _zone(self) -> tzinfo | None:
        """The offset of the close. It may have changed since, but not in what was published."""
        if self.version in self.store.versions(self.code):
            return self.store.load(self.code, self.version).plan.created.tzinfo
        return self._clock().tzinfo

    def keep_elsewhere(self, folder: Path, again: str, *unsaved: Command) -> Path:
        """Write the whole visit into a new folder inside `folder`, and return that folder.

        `unsaved` are the commands that the store did not take; the written journal has them too.
        `again` is the command that takes the visit up. The visit itself stays as it is. NotFound,
        NotAllowed, NotSaved.
        """
        assert self._draft is not None, "a rehearsal writes nothing"
        state, now = self.state, to_ms(self._clock())
        lines = list(self._draft.events)
        for command in unsaved:
            outcome = step(self.script, state, command)
            if isinstance(outcome, Taken):
                state = outcome.state
                first = len(lines)
                lines += [
                    {"n": first + at, "t": now, **to_json(one)}
                    for at, one in enumerate(outcome.events)
                ]
        home = self.store.folder(self.code)
        return write_elsewhere(lines, self._draft.pack, folder, home, again)

    def leave(self) -> None:
        """Keep everything and let others open the visit."""
        if self._draft is not None:
            self._draft.close()

    def _record(self, taken: Taken, now: datetime, **beside: Json) -> None:
        """Write the events, each with `beside`, to the disk; only then do they count.

        Raises NotSaved.
        """
        lines: list[Mapping[str, Json]] = [
            {"t": to_ms(now), **to_json(one), **beside} for one in taken.events
        ]
        if self._draft is not None:
            self._draft.append(lines)
        self.state = taken.state
        self.saved_at = now
        self._times += [TimedEvent(to_ms(now), one) for one in taken.events]
        declined = [
            one.at
            for one in taken.events
            if isinstance(one, Skipped) and one.reason is SkipReason.DECLINED
        ]
        if declined and self._draft is not None:
            self._draft.redact(*declined)

    def _build(
        self,
        said: Fragment,
        closed: Closed,
        created: datetime,
        times: Sequence[TimedEvent],
        day: date,
    ) -> Plan:
        """Return the plan that `said` makes. Raises BadData if it makes none."""
        status, why = _ending(closed.reason)
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
            day=day,
            minutes=minutes_spent(times),
            status=status,
            reason=why,
        )
        return close(self.parent, said, header)


def _ending(
    reason: CloseReason | None,
) -> tuple[Literal["done", "incomplete"], Literal["", "stopped", "paused", "continues"]]:
    if reason is None:
        return ("done", "")
    return ("incomplete", reason.value)
