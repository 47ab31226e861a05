"""The column beside the list: facts of the patient under the cursor, and what can be done."""

from __future__ import annotations

from functools import partial

from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer

from goalcoach.safe_text import cell_width
from goalcoach.screens.home.patient_list import NEW, Person
from goalcoach.screens.home.person_facts import MOST_FACTS, Facts, read_facts
from goalcoach.screens.home.person_pages import actions_of, set_aside_words
from goalcoach.screens.kit.daemon_work import read_in_daemon
from goalcoach.screens.kit.keymap import say_keys
from goalcoach.screens.kit.page import Page
from goalcoach.screens.kit.paint import BLANK, FixedLines, Painted, line, pad
from goalcoach.screens.kit.pick_list import Pick, PickLine
from goalcoach.store.store import Store
from goalcoach.translation import tr

SEEN_ON = ("-wide", "-choosing")
"""The classes of a page that shows this column."""
REST = 0.15
"""Seconds without a move of the cursor after which a patient's plans are read."""


class FactLines(Painted):
    """Labels with their values; always as high as there may be rows, so that nothing moves."""

    def __init__(self) -> None:
        super().__init__(id="facts")
        self.facts: Facts = ()

    def show_facts(self, facts: Facts) -> None:
        """Show other facts."""
        if facts != self.facts:
            self.facts = facts
            self.refresh()

    def paint(self, width: int) -> list[Content]:
        edge = max((cell_width(label) for label, _ in self.facts), default=0) + 3
        rows = [
            line((pad(label, edge), "$quiet"), (value, "$ink"))
            for label, value in self.facts[:MOST_FACTS]
        ]
        return [*rows, *[BLANK] * (MOST_FACTS - len(rows))]


class ActionList(Pick):
    """What can be done. Bar and digits show while it has the focus; Enter's own row tells else."""

    def __init__(self) -> None:
        super().__init__((), spaced=False)

    @property
    def digits(self) -> bool:
        """Return True while digits choose: elsewhere on home they type a code."""
        return self.has_focus

    @property
    def range_words(self) -> str:
        """Return which digits there are, for the foot: "1–6"."""
        last = max((self.digit_at(at) for at in range(len(self.lines))), default=1)
        return f"1–{min(last, 9)}" if last > 1 else "1"

    def paint_line(self, number: int, one: PickLine, width: int) -> list[Content]:
        if self.has_focus:
            return super().paint_line(number, one, width)
        if number:
            return [line((one.words, "$quiet" if one.off else "$ink"))]
        return [line((one.words, "bold $ink"), (f"   {say_keys('Enter')}", "$quiet"))]


class PersonColumn(Vertical):
    """The patient's code, facts and actions. Facts are read once the cursor rests, for their plans
    are; and only where the page is wide enough to show them.

    Its parts are built when it is first seen: on a narrow page that is when an action is wanted.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(id="person")
        self.store = store
        self.facts: dict[str, Facts] = {}
        """What was read of patients since the list was."""
        self._shown: Person | None = None
        self._resting: Timer | None = None
        self.actions = ActionList()
        self.lines = FactLines()
        self.who = FixedLines(id="who")

    def _build(self) -> None:
        if not self.children:
            what_for = FixedLines((tr("WITH THIS PERSON"), "$quiet"), ("", ""), id="whatfor")
            self.mount(self.who, self.lines, what_for, self.actions)

    def forget_facts(self) -> None:
        """Forget what was read: the list is read anew, and plans may be others."""
        self.facts = {}

    def note_person(self, person: Person | None) -> None:
        """Show what there is for a patient, None for nobody, once the column is seen."""
        self._shown = person
        if any(map(self.screen.has_class, SEEN_ON)):
            self.show_noted()

    def show_noted(self) -> None:
        """Show what there is for the patient that was noted last."""
        self._build()
        person = self._shown
        known = self.facts.get(person.code) if person else None
        self.lines.show_facts(known or ())
        if self._resting is not None:
            self._resting.stop()
        if person and person.group != NEW and known is None and self.screen.has_class("-wide"):
            self._resting = self.set_timer(REST, self._rested)
        self._show_actions(person)

    def _rested(self) -> None:
        page = self.screen
        if self._shown is not None and isinstance(page, Page):
            page.start_work(self._read_facts(self._shown), group="facts")

    async def _read_facts(self, person: Person) -> None:
        self.facts[person.code] = await read_in_daemon(partial(read_facts, self.store, person))
        if person == self._shown:
            self.lines.show_facts(self.facts[person.code])

    def _show_actions(self, person: Person | None) -> None:
        self.set_class(person is None or person.group == NEW, "-new")
        if person is None:
            self.who.show_words()
            self.actions.show_lines(())
            return
        told = [words for words in (person.problem, person.beside, person.second) if words]
        words = [row for one in told for row in (("", ""), (one, "$signal"))]
        if person.opened:
            words += [("", ""), (person.opened, "$ink")]
        if aside := set_aside_words(person):
            words += [("", ""), (aside, "$quiet")]
        self.who.show_words((person.code, "$quiet"), *words, ("", ""))
        self.actions.show_lines(actions_of(person))
