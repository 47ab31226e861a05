"""What was answered last time: hidden until rated, revealed after it, or proposed to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual import events
from textual.content import Content
from textual.message import Message

from goalcoach.dialogue.answer_types import Value
from goalcoach.dialogue.view.answer_words import answer_lines
from goalcoach.dialogue.view.last_time_words import (
    COVERED,
    RevealedNumber,
    difference_words,
    proposal_words,
    revealed,
)
from goalcoach.dialogue.view.screen import Cover, Screen
from goalcoach.number_words import say_number
from goalcoach.safe_text import cell_width
from goalcoach.screens.fields.field import CHANGE, change_label
from goalcoach.screens.fields.letter_key_or_text import KEEP, STANDS, FirstLetter, KeptLastTime
from goalcoach.screens.kit.big_digits import big
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.keymap import say_keys
from goalcoach.screens.kit.paint import BLANK, Painted, line, paragraph
from goalcoach.screens.kit.theme import PLAIN
from goalcoach.translation import tr

StyledWords = tuple[str, str]
COLUMN = 19
_STYLES = {"last": "$quiet", "own": "$accent", "other": "$ink"}


class LastTime(Painted):
    """A reveal: last time's number beside today's in big digits, and the difference in words.

    `low` gives each number one row, where there are few.
    """

    def __init__(self, asked: Screen, value: Value | None, *, low: bool = False) -> None:
        super().__init__(classes="matter")
        self.asked = asked
        self.value = value
        self.low = low

    def paint(self, width: int) -> list[Content]:
        if self.asked.reveal.cover is Cover.COVERED:
            return paragraph(tr(COVERED), width, "$quiet")
        numbers = revealed(self.asked, self.value, coach_of(self).today)
        if not numbers:
            return []
        styles = [_STYLES[one.whose] for one in numbers]
        figures = [say_number(one.value) for one in numbers]
        plain = coach_of(self).marks is PLAIN
        drawn = [(figure,) if plain else big(figure) for figure in figures]
        labels = tuple(map(self._label, numbers))
        if self.low or (column := _column(labels, width)) is None:
            lines = [
                line((f"{words}: {figure}", style))
                for (words, style), figure in zip(labels, figures, strict=True)
            ]
        else:
            rows = (tuple(zip(cells, styles, strict=True)) for cells in zip(*drawn, strict=True))
            lines = [_columns(cells, column) for cells in (*rows, labels)]
        if difference := difference_words(self.asked, self.value):
            lines += [BLANK, *paragraph(difference, width, "bold $ink")]
        return lines

    def _label(self, one: RevealedNumber) -> tuple[str, str]:
        marks = coach_of(self).marks
        mark = marks.open if one.whose == "last" else marks.answered
        return (f"{mark} {one.words}", "bold $ink" if one.whose == "own" else "$quiet")


def _column(labels: Sequence[tuple[str, str]], width: int) -> int | None:
    """Return how wide a column is, so that all labels stand whole; None where they cannot."""
    sizes = [cell_width(words) for words, _ in labels]
    most = (width - sizes[-1]) // max(len(sizes) - 1, 1)
    return min(COLUMN, most) if max(sizes[:-1], default=0) < most else None


def _columns(cells: Sequence[tuple[str, str]], column: int) -> Content:
    parts = []
    for at, (words, style) in enumerate(cells):
        fill = " " * (column - cell_width(words)) if at < len(cells) - 1 else ""
        parts.append(line((words, style), fill))
    return Content.assemble(*parts)


def _key(key: str, words: str, style: str = "$ink", *, gap: int = 0) -> tuple[StyledWords, ...]:
    """Return a key and what it does, and `gap` blanks."""
    return (key, "bold $ink"), (f"  {words}{' ' * gap}", style)


class Proposal(Painted, can_focus=True):
    """An answer from last time, which counts once it is confirmed.

    `typed` if answers to the question are typed; the proposal then takes the focus and the letters.
    Once other words were said, it is there to be brought back.
    """

    @dataclass
    class Reworded(Message):
        """`CHANGE` was pressed: copy the proposal into the field, to be changed."""

    @dataclass
    class Passed(Message):
        """Enter was pressed: go on, and leave the question as it stands."""

    def __init__(self, asked: Screen, *, typed: bool) -> None:
        super().__init__(classes="matter")
        self.asked = asked
        self.words = asked.last_words if asked.proposed is None else asked.proposed
        self.can_focus = typed
        self.first_letter = FirstLetter(self, self._press_alone)

    def paint(self, width: int) -> list[Content]:
        coach, asked = coach_of(self), self.asked
        today: date = coach.today
        lines = [
            Content.assemble(line((f"{coach.marks.open} ", "$ink")) if not at else "  ", said)
            for words in answer_lines(asked, self.words, today)
            for at, said in enumerate(paragraph(words, width - 2, "bold $ink"))
        ]
        said = proposal_words(asked, today) if asked.proposed is not None else ""
        lines += paragraph(said, width, "$quiet") if said else []
        return [*lines, BLANK, line(*self._keys())]

    def _keys(self) -> Sequence[tuple[str, str]]:
        """Return the line on keys; while the focus is in a text field, `c` is a letter."""
        there = ((say_keys("Tab"), "bold $ink"), (f" {tr('then', context='two_keys')} ", "$quiet"))
        if self.asked.proposed is None:
            bring = _key("c", tr("bring it back"))
            return bring if self.has_focus else (*there, *bring)
        stands = () if self.asked.in_plan is None else _key("k", tr("keep the plan's"))
        keep = _key("c", tr("take it") if stands else tr("yes, keep it"), gap=6)
        if not self.can_focus:
            return (*keep, *(stands or [(tr("or choose another"), "$quiet")]))
        if not self.has_focus:
            return (*there, *keep)
        change = _key(change_label(coach_of(self)), tr("change it"), "$quiet")
        return (*keep, *change, ("      ", ""), *stands) if stands else (*keep, *change)

    def _press_alone(self, letter: str) -> None:
        self.post_message(KeptLastTime(letter == STANDS))

    def on_focus(self) -> None:
        self.repaint()

    def on_blur(self) -> None:
        self.first_letter.reset()
        self.repaint()

    def on_paste(self, event: events.Paste) -> None:
        self.first_letter.handle_paste(event)

    def on_key(self, event: events.Key) -> None:
        keys = KEEP + (STANDS if self.asked.in_plan is not None else "")
        if self.first_letter.handle(event, keys=keys):
            return
        if event.key == "enter":
            event.stop()
            self.post_message(self.Passed())
        elif event.key == CHANGE and self.asked.proposed is not None:
            event.stop()
            self.post_message(self.Reworded())
