"""What was answered last time: hidden until rated, revealed after it, or proposed to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual import events
from textual.content import Content
from textual.message import Message

from goalcoach.dialogue.kind import Kind, Value
from goalcoach.dialogue.view.screen import Cover, Screen
from goalcoach.screens.fields.first_letter import FirstLetter
from goalcoach.screens.kit.big_digits import big
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.paint import BLANK, Painted, line, paragraph
from goalcoach.screens.kit.screen_wording import day_words, difference, number_words, value_words
from goalcoach.screens.kit.theme import PLAIN

COLUMN = 19


@dataclass(frozen=True, slots=True)
class RevealNumber:
    """One number of a reveal."""

    value: float
    mark: str
    words: str
    style: str


class LastTime(Painted):
    """A reveal: last time's number beside today's in big digits, and the difference in words."""

    def __init__(self, asked: Screen, value: Value | None) -> None:
        super().__init__(classes="matter")
        self.asked = asked
        self.value = value

    def paint(self, width: int) -> list[Content]:
        if self.asked.reveal.cover is Cover.COVERED:
            return paragraph("Stays covered until you have answered.", width, "$quiet")
        numbers = self._numbers()
        if not numbers:
            return self._words(width)
        lines = []
        figures = [number_words(one.value) for one in numbers]
        plain = coach_of(self).marks is PLAIN
        drawn = [(figure,) if plain else big(figure) for figure in figures]
        for cells in zip(*drawn, strict=True):
            pairs = zip(cells, (one.style for one in numbers), strict=True)
            lines.append(_columns(tuple(pairs)))
        labels = ((f"{one.mark} {one.words}", "bold $ink" if one.style == "$accent" else "$quiet")
                  for one in numbers)  # fmt: skip
        lines.append(_columns(tuple(labels)))
        last, today = self.asked.reveal.last, self.value
        if isinstance(last, (int, float)) and isinstance(today, (int, float)):
            lines += [BLANK, *paragraph(difference(today, last), width, "bold $ink")]
        return lines

    def _numbers(self) -> list[RevealNumber]:
        reveal, marks = self.asked.reveal, coach_of(self).marks
        today = coach_of(self).today
        found = []
        if isinstance(reveal.last, (int, float)):
            when = day_words(reveal.last_on, today) if reveal.last_on else "last time"
            found.append(RevealNumber(reveal.last, marks.open, when, "$quiet"))
        if isinstance(self.value, (int, float)) and (found or reveal.others):
            found.append(RevealNumber(self.value, marks.answered, self._whose(""), "$accent"))
        for who, value in reveal.others:
            if isinstance(value, (int, float)):
                found.append(RevealNumber(value, marks.answered, self._whose(who), "$ink"))
        return found

    def _whose(self, other: str) -> str:
        """Return whose number of today it is, as the clinician says it; `other`: the other one's.

        Two people rate: the one whose plan it is and the clinician. More are told apart by label.
        """
        count = len(self.asked.reveal.others)
        if count != 1:
            return f"{other}, today" if other else "today"
        clinician = (self.asked.who == "clinician") is not bool(other)
        return "I say today" if clinician else "you say today"

    def _words(self, width: int) -> list[Content]:
        reveal, today = self.asked.reveal, coach_of(self).today
        lines = []
        if reveal.last is not None:
            when = f"on {day_words(reveal.last_on, today)}" if reveal.last_on else ""
            said = f"{coach_of(self).marks.open} {value_words(self.asked, reveal.last, today)}"
            lines += [*paragraph(said, width, "$ink", "  "), line((f"  {when}", "$quiet"))]
        for who, value in reveal.others:
            said = f"{who}: {value_words(self.asked, value, today)}"
            lines += paragraph(said, width, "$ink")
        return lines


def _columns(cells: Sequence[tuple[str, str]]) -> Content:
    parts = []
    for at, (words, style) in enumerate(cells):
        fill = " " * (COLUMN - len(words)) if at < len(cells) - 1 else ""
        parts.append(line((words, style), fill))
    return Content.assemble(*parts)


def _said_apart(asked: Screen, today: date) -> list[str]:
    """Return a list's lines one by one, as they were typed; any other answer whole."""
    said = asked.proposed
    if asked.kind is Kind.LIST and isinstance(said, tuple):
        return [one if isinstance(one, str) else number_words(one) for one in said]
    return [value_words(asked, said, today)]


class Proposal(Painted, can_focus=True):
    """An answer from last time, which counts once it is confirmed.

    `typed` if answers to the question are typed; the proposal then takes the focus and the letters.
    """

    @dataclass
    class Reworded(Message):
        """Enter was pressed: copy the proposal into the field, to be changed."""

    def __init__(self, asked: Screen, *, typed: bool) -> None:
        super().__init__(classes="matter")
        self.asked = asked
        self.can_focus = typed
        self._first_letter = FirstLetter(self)

    def paint(self, width: int) -> list[Content]:
        coach, asked = coach_of(self), self.asked
        today: date = coach.today
        lines = [
            Content.assemble(line((f"{coach.marks.open} ", "$ink")) if not at else "  ", said)
            for words in _said_apart(asked, today)
            for at, said in enumerate(paragraph(words, width - 2, "bold $ink"))
        ]
        # A plan says when it was written, not when each of its lines was gone over.
        since = asked.proposed_on
        when = f"In the plan of {day_words(since, today)}. " if since else ""
        lines += paragraph(f"{when}Is that still right?", width, "$quiet")
        return [*lines, BLANK, line(*self._keys())]

    def _keys(self) -> Sequence[tuple[str, str]]:
        """Return the line on keys; while the focus is in a text field, `c` is a letter."""
        keep = ("  yes, keep it      ", "$ink")
        if not self.can_focus:
            return (("c", "bold $ink"), keep, ("or choose another", "$quiet"))
        if not self.has_focus:
            return (("Tab", "bold $ink"), (" then ", "$quiet"), ("c", "bold $ink"), keep)
        return (("c", "bold $ink"), keep, ("Enter", "bold $ink"), ("  change it", "$quiet"))

    def on_focus(self) -> None:
        self.repaint()

    def on_blur(self) -> None:
        self._first_letter.reset()
        self.repaint()

    def on_paste(self, event: events.Paste) -> None:
        self._first_letter.handle_paste(event)

    def on_key(self, event: events.Key) -> None:
        if not self._first_letter.handle(event) and event.key == "enter":
            event.stop()
            self.post_message(self.Reworded())
