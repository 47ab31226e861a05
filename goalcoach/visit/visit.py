"""One visit under way: the engine, its journal and, at the end, the plan.

All three front ends hold a `Visit` and nothing else. What it returns is pure `dialogue`; what
it does to the disk goes through `store`. The clock is a parameter. May not import a front end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Self

from goalcoach.dialogue.answer_types import Kind, SkipReason, Value
from goalcoach.dialogue.engine.command import (
    Answer,
    Carry,
    Clear,
    Close,
    CloseReason,
    Command,
    Frontier,
    Next,
    Resume,
)
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.event import Closed, Resumed, Skipped
from goalcoach.dialogue.engine.event_json import Json, to_json
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import cursor_stop
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State, fold
from goalcoach.dialogue.view.screen_builder import forget_screens
from goalcoach.errors import (
    NotFound,
    VisitSaved,
)
from goalcoach.plan.model.plan import Plan
from goalcoach.store.disk_probe import probe_disk
from goalcoach.store.file_access import is_folder
from goalcoach.store.kept_elsewhere import write_elsewhere
from goalcoach.store.open_draft import OpenDraft
from goalcoach.store.set_aside_visits import aside_name
from goalcoach.store.store import Store
from goalcoach.store.visit_lock import Clock
from goalcoach.translation import speaking, tr
from goalcoach.visit.answers_beside_journal import KeptEvents, KeptStory, read_kept_events
from goalcoach.visit.basis import (
    Ground,
    digest_of,
    first_state,
    header_of,
    published_version,
    read_events,
    read_ground,
)
from goalcoach.visit.break_and_end_words import OFFERED_AGAIN, already_saved, taken_up
from goalcoach.visit.event_time import TimedEvent, to_ms
from goalcoach.visit.language_choice import lay_anew
from goalcoach.visit.plan_at_close import make_plan, plan_of_closed, said_at_close, zone_of_close
from goalcoach.visit.publication import finish_cut_short, publish, put_away
from goalcoach.visit.take_up_aside import Heard, take_up
from goalcoach.visit.tongues import AS_LAST_TIME, Tongues
from goalcoach.visit.visit_facts import VisitFacts

_NEXT = Next()


class Visit(VisitFacts):
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
        super().__init__(store, ground, clock, state, given)
        self.resumed = False
        self.taken_up = ""
        """What is said at the first question of a visit that goes on from another day; else ""."""
        self.preview = False
        """True: the store is thrown away once the visit is left, so nothing of it stays."""
        self.left_behind = ""
        """After `finish`: what could not be tidied up, in a sentence; the plan is saved."""
        self.kept: tuple[KeptStory, ...] = ()
        """What the files beside the journal hold that this visit does not have."""
        self.saved_at: datetime | None = None
        self._draft = draft
        self._told: tuple[str, ...] = ()
        """What there is to tell of files that were moved before this visit was opened."""

    @classmethod
    def begin(  # noqa: PLR0913 - what the command line names, each by its own word
        cls, store: Store, code: str, *, today: date, clock: Clock, script: str = "core",
        tongues: Tongues = AS_LAST_TIME, fresh: bool = False, take_over: bool = False,
    ) -> Visit:  # fmt: skip
        """Take up the unfinished visit of `code`, or begin one, in the languages of `tongues`.

        With `fresh` an unfinished one is set aside first; with `take_over` one that is open on
        another machine is taken from there. Busy, BadData, NotFound, NotSaved.
        """
        known = is_folder(store.folder(code), store.fs)
        if known:
            probe_disk(store.fs, store.folder(code))
        else:
            store.check_still_there()
        if fresh:
            # Without looking into it first: a damaged one can be set aside as well.
            with suppress(NotFound):
                store.set_aside_draft(code, take_over=take_over)
        draft = store.resume_draft(code, take_over=take_over)
        if draft is not None:
            visit = cls._resume(store, draft, today, clock)
            visit._told = visit._ground.say_other_language(tongues)
            return visit
        ground, pack, told = lay_anew(store, code, script, tongues, today)
        now = clock()
        header: dict[str, Json] = {"t": to_ms(now), **header_of(ground)}
        if not known:
            probe_disk(store.fs, store.folder(code))
        draft = store.open_draft(code, pack, header, take_over=take_over)
        given = today if today != now.date() else None
        visit = cls(store, ground, draft, clock, first_state(ground), given)
        visit._told = (told,) if told else ()
        visit._carry_over()
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
        visit._told = (*told, *visit._told)
        return visit

    @classmethod
    def rehearse(
        cls, store: Store, code: str, *, today: date, clock: Clock, script: str = "core",
        tongues: Tongues = AS_LAST_TIME,
    ) -> Self:  # fmt: skip
        """Begin a visit that writes nothing, to see whether given answers carry it through."""
        ground, *_ = lay_anew(store, code, script, tongues, today)
        visit = cls(store, ground, None, clock, first_state(ground), today)
        visit._carry_over()
        return visit

    def _carry_over(self) -> None:
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
        with speaking(self.words):
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
            if state.closed is not None:
                heard = Heard(ground, state)
                raise finish_cut_short(store, draft, heard, times, now, today)
            given = today if today != now.date() else None
            visit = cls(store, ground, draft, clock, state, given)
            visit._times = times
            visit.resumed = True
            visit.saved_at = times[-1].moment(now.tzinfo) if times else None
            another_day = visit.state.today != today
            with speaking(visit.words):  # words of that day go on as a note
                visit.give(Resume(today))
            if another_day:
                visit._say_taken_up(carried=False)
            visit._see_kept()
            if state.offers and not state.entries:
                with speaking(visit.words):
                    visit.taken_up = tr(OFFERED_AGAIN)
        except BaseException:
            draft.close()
            raise
        return visit

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
        with speaking(self.words):
            self.kept = tuple(one for one in stories if one is not None)

    @cached_property
    def _beside(self) -> tuple[KeptEvents, ...]:
        if self._draft is None or not self._draft.kept:
            return ()
        draft, folder = self._draft, f"{self.code}/draft"
        return tuple(read_kept_events(draft.kept, draft.events, folder))

    def take_from_kept(self, number: int, chosen: Sequence[str]) -> None:
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
        answer once more just goes on, unless other words were half typed since: those are put
        away by it. `on` is how.
        """
        now = self.question
        if value in ("", ()):
            if now.value is not None or now.draft:
                self.give(Clear())
            return self.give(on)
        same = now.value == value and type(now.value) is type(value)
        if same and not now.draft and now.kind is not Kind.ROSTER:
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
            zone = zone_of_close(self.store, self._ground, self._clock())
            plan = plan_of_closed(self._ground, self.state, self._times, zone)
        path = publish(self.store, self._ground, plan)
        if self._draft is not None:
            self.left_behind = put_away(self._draft)
        return path

    def _record_close(self, taken: Taken, closed: Closed) -> Plan:
        """Write the close to the journal; return the plan to publish.

        The plan is made first: were the close on the disk already, a plan that cannot be made
        would leave a visit that can neither be published nor taken up again.
        """
        now = self._clock()
        zone = zone_of_close(self.store, self._ground, now)
        day = self._given or now.date()
        # In one sitting over midnight nothing is asked anew; the visit is of the day it closes on.
        turned = (Resumed(day),) if day != self.state.today else ()
        state = fold(self.state, turned)
        times = [*self._times, *(TimedEvent(to_ms(now), one) for one in (*turned, closed))]
        said, at = said_at_close(self._ground, state, closed), times[-1].moment(zone)
        plan = make_plan(self._ground, said, closed, created=at, times=times, day=day)
        events = (*turned, *taken.events)
        self._record(Taken(events, fold(taken.state, turned)), now, plan=digest_of(plan))
        return plan

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
            self._times = read_events(self._draft)
        if declined:
            forget_screens()
