"""The column beside the list: facts of the patient under the cursor, and what can be done."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from goalcoach.safe_text import cell_width
from goalcoach.screens.home.patient_list import NEW, Person
from goalcoach.screens.home.person_facts import MOST_FACTS, Facts
from goalcoach.screens.home.person_pages import actions_of, set_aside_words
from goalcoach.screens.kit.paint import BLANK, FixedLines, Painted, line, pad
from goalcoach.screens.kit.pick_list import Pick, PickLine


class FactLines(Painted):
    """Labels with their values; always as high as there may be rows, so that nothing moves."""

    def __init__(self) -> None:
        super().__init__(id="facts")
        self.facts: Facts = ()

    def show_facts(self, facts: Facts) -> None:
        """Show other facts."""
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
        return [line((one.words, "bold $ink"), ("   Enter", "$quiet"))]


class PersonColumn(Vertical):
    """The patient's code, facts and actions."""

    def __init__(self) -> None:
        super().__init__(id="person")
        self.actions = ActionList()
        self.lines = FactLines()

    def compose(self) -> ComposeResult:
        yield FixedLines(id="who")
        yield self.lines
        yield FixedLines(("WITH THIS PERSON", "$quiet"), ("", ""), id="whatfor")
        yield self.actions

    def show_person(self, person: Person | None, facts: Facts) -> None:
        """Show what there is for a patient; None for nobody."""
        who = self.query_one("#who", FixedLines)
        self.set_class(person is None or person.group == NEW, "-new")
        self.lines.show_facts(facts)
        if person is None:
            who.show_words()
            self.actions.show_lines(())
            return
        told = [words for words in (person.problem, person.beside, person.second) if words]
        words = [row for one in told for row in (("", ""), (one, "$signal"))]
        if aside := set_aside_words(person):
            words += [("", ""), (aside, "$quiet")]
        who.show_words((person.code, "$quiet"), *words, ("", ""))
        self.actions.show_lines(actions_of(person))
