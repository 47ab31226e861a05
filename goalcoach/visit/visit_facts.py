"""What a visit under way is: whose, which, on what day, and the question it has come to.

Nothing here changes a visit; `visit.Visit` does.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import Literal

from goalcoach.dialogue.engine.command import CloseReason, Command, Impact
from goalcoach.dialogue.engine.engine import impact, step
from goalcoach.dialogue.engine.event import Closed
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.view.question_list import where_lines
from goalcoach.dialogue.view.screen import Screen, WhereLine
from goalcoach.dialogue.view.screen_builder import question, screen
from goalcoach.errors import BadData, GoalcoachError, NewerFormat, NotFound
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.diary import since
from goalcoach.plan.question_address import is_in_roster
from goalcoach.store.catalogue import find_catalogue
from goalcoach.store.diary_file import look_at_entries
from goalcoach.store.store import Store
from goalcoach.store.visit_lock import Clock
from goalcoach.translation import Catalogue, speaking
from goalcoach.visit.basis import Ground
from goalcoach.visit.event_time import TimedEvent, seconds_spent
from goalcoach.visit.plan_at_close import make_plan
from goalcoach.visit.plan_notices import plan_notices


class VisitFacts:
    """One visit of one patient, as it can be looked at."""

    def __init__(
        self, store: Store, ground: Ground, clock: Clock, state: State, given: date | None = None
    ) -> None:
        self.store = store
        self.script = ground.script
        self.parent = ground.parent
        self.state = state
        self._ground = ground
        self._clock = clock
        self._given = given
        """The day of the visit if it is another than the clock's; None takes the clock's."""
        self._times: list[TimedEvent] = []
        with speaking(self.words):  # the site's are spoken until the visit's page is there
            self.notices = plan_notices(store, self.code, ground.parent, self.day)
            """What to know of the plans before the first question, a sentence each."""
            entries, problem = look_at_entries(store, self.code)
        self.diary_problem = problem.sentence if problem else ""
        last_day = ground.parent.visit.date if ground.parent else None
        self.entries = entries
        """All that was written down, and not corrected since."""
        self.diary = since(entries, last_day, state.today)
        """What was written down since the last visit; `diary_problem` says why it is not here."""

    @property
    def code(self) -> str:
        """The patient's code."""
        return self._ground.code

    @property
    def kind(self) -> Literal["first", "review"]:
        """Which of the script's two visits this is."""
        return self._ground.kind

    @property
    def version(self) -> int:
        """The version that this visit will become."""
        return self._ground.version

    @cached_property
    def visit_number(self) -> int:
        """Which visit this is, counted from 1; one that was stopped does not count.

        Each version is read for it, once.
        """
        done = 0
        for version in range(1, self.version):
            try:
                done += self.store.load(self.code, version).plan.visit.status == "done"
            except (BadData, NewerFormat, NotFound):
                done += 1
        return done + 1

    @cached_property
    def versions(self) -> tuple[Plan, ...]:
        """Return the plans of all versions before this visit that can be read, oldest first."""
        plans = []
        for number in self.store.versions(self.code):
            with suppress(GoalcoachError):
                plans.append(self.store.load(self.code, number).plan)
        return tuple(plans)

    @property
    def day(self) -> date:
        """The day it is now: the one that was given for the visit, else the clock's."""
        return self._given or self._clock().date()

    @property
    def screen(self) -> Screen:
        """The question under the cursor, with all a front end shows of it."""
        return screen(self.script, self.state, seconds_spent(self._times))

    @property
    def question(self) -> Screen:
        """The same without how far the visit is, for who gives answers and shows nothing."""
        return question(self.script, self.state)

    def card_of(self, asked: Screen) -> Screen:
        """Return the question that is asked as the patient's card has it, in their language."""
        if self._ground.card_script is None:
            return asked
        with speaking(self.card_words):
            return question(self._ground.card_script, self.state)

    @property
    def words(self) -> Catalogue:
        """Our own words in the language that is spoken."""
        return find_catalogue(self.script.language, self._ground.address)

    @property
    def card_words(self) -> Catalogue:
        """Our own words in the patient's language."""
        return find_catalogue(self._ground.patient_language, self._ground.address)

    def where(self) -> tuple[WhereLine, ...]:
        """Return the overview: a line for each question of this visit."""
        return where_lines(self.script, self.state)

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
        said = harvest(self.script, self.state)
        return make_plan(
            self._ground,
            said,
            Closed(CloseReason.STOPPED),
            created=self._clock(),
            times=self._times,
            day=self.state.today,
        )
