"""The field for a rating: numbers on a line, with words at both ends and none chosen at first."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from goalcoach.dialogue.answer_types import Value
from goalcoach.dialogue.view.screen import Cover, Screen
from goalcoach.safe_text import cell_width, show
from goalcoach.screens.fields.field import ENTER, NOT_KEPT, Field
from goalcoach.screens.fields.stray_number import NUMBER_IGNORED, DigitBurst
from goalcoach.screens.kit.coach_app import coach_of
from goalcoach.screens.kit.digit_key import digit_of
from goalcoach.screens.kit.foot import Hint
from goalcoach.screens.kit.paint import Painted, StyledSpan, line, paragraph
from goalcoach.screens.kit.theme import CHOSEN
from goalcoach.translation import tr

SECOND_DIGIT = 1.5
"""Most seconds between 1 and 0 that together mean 10."""
WIDEST = 7
"""Most cells from one number to the next."""
BESIDE_NOTES = 7
"""Most numbers after the first of a scale that is large enough in the text's own columns."""


class ScaleLine(Painted, can_focus=True):
    """The numbers from low to high, with the chosen one, and last time's once it may be seen."""

    class Chosen(Message):
        """A number was chosen."""

    class Done(Message):
        """Enter was pressed."""

    class Reverted(Message):
        """Digits were a number for another page; the value before them is restored."""

    def __init__(self, asked: Screen, *, tells_kept: bool = False) -> None:
        super().__init__(classes="scale")
        self.asked = asked
        self.tells_kept = tells_kept
        """True if it says that the chosen number is not kept yet."""
        self.low = int(asked.low or 0)
        self.high = int(asked.high if asked.high is not None else 10)
        self.value = asked.value if isinstance(asked.value, int) else None
        self._one_at = float("-inf")
        self._burst = DigitBurst()
        self._before = self.value

    @property
    def last(self) -> int | None:
        """Return last time's number if it may be seen, else None."""
        asked = self.asked
        seen = asked.reveal.last if asked.reveal.cover is Cover.SHOWN else asked.proposed
        return int(seen) if isinstance(seen, (int, float)) else None

    def step(self, width: int) -> int:
        """Return the cells from one number to the next: 3 to WIDEST."""
        return max(3, min(WIDEST, (width - 4) // max(self.high - self.low, 1)))

    def paint(self, width: int) -> list[Content]:
        step = self.step(width)
        size = step * (self.high - self.low)
        figures: list[StyledSpan] = []
        picked = CHOSEN.get(self.app.theme, "bold $on_accent on $accent")
        at = 0
        for number in range(self.low, self.high + 1):
            words = str(number)
            chosen = number == self.value
            text = f" {words} " if chosen else words
            start = 1 + step * (number - self.low) - (1 if chosen else 0) - (len(words) - 1) // 2
            figures.append(" " * (start - at))
            figures.append((text, picked if chosen else "$ink"))
            at = start + len(text)
        return [
            line(*figures),
            self._axis(step, size),
            *self._anchors(size, width),
            *self._not_kept(),
        ]

    @property
    def is_marked(self) -> bool:
        """True if the chosen number is not the answer yet."""
        return self.tells_kept and self.value is not None and self.value != self.asked.value

    def _not_kept(self) -> list[Content]:
        return [line((f" {self.value} {tr(NOT_KEPT)}", "$quiet"))] if self.is_marked else []

    def _axis(self, step: int, size: int) -> Content:
        """Return the axis of `size` cells, with today's and last time's mark and a bar between."""
        marks = coach_of(self).marks
        left, tick, right = marks.ends
        cells = [marks.rule] * (size + 1)
        styles = ["$hair"] * (size + 1)
        for at in range(0, size + 1, step):
            cells[at] = left if at == 0 else right if at == size else tick
        here = None if self.value is None else step * (self.value - self.low)
        then = None if self.last is None else step * (self.last - self.low)
        if here is not None and then is not None:
            for at in range(min(here, then), max(here, then)):
                cells[at], styles[at] = marks.bar, "$accent"
        if then is not None:
            cells[then], styles[then] = marks.open, "$ink"
        if here is not None:
            cells[here] = marks.edge if self.is_marked else marks.answered
            styles[here] = "$accent"
        return line(" ", *zip(cells, styles, strict=True))

    def _anchors(self, size: int, width: int) -> list[Content]:
        """Return the words at both ends: on one line if they fit, else one below the other."""
        low, high = (show(words) for words in self.asked.anchors)
        whole = min(size + 2, width - 1)
        if cell_width(low) + cell_width(high) + 3 <= whole:
            gap = whole - cell_width(low) - cell_width(high)
            return [line((f" {low}{' ' * gap}{high}", "$quiet"))]
        both = f"{self.low}: {low}\n{self.high}: {high}"
        return paragraph(both, width, "$quiet")

    def on_key(self, event: events.Key) -> None:
        key = event.key
        if self._burst.is_first(event):
            self._before = self.value
        if self._burst.feed(event, chooses=True):
            self._revert(key)
        elif (digit := digit_of(key)) is not None:
            self._digit(digit, event.time)
        elif key in {"left", "right"}:
            start = self.low if self.value is None else self.value + (1 if key == "right" else -1)
            self.choose(start)
        elif key in {"home", "end"}:
            self.choose(self.low if key == "home" else self.high)
        elif key == "enter":
            self.post_message(self.Done())
        else:
            return
        event.stop()
        event.prevent_default()

    def _digit(self, digit: int, time: float) -> None:
        """Choose the number of a digit, or 10 for a 0 soon after a 1; `time` is in seconds."""
        if digit == 0 and self.high >= 10 and time - self._one_at < SECOND_DIGIT:
            self.choose(10)
            self._one_at = float("-inf")
            return
        self._one_at = time if digit == 1 else float("-inf")
        if self.low <= digit <= self.high:
            self.choose(digit)

    def _revert(self, key: str) -> None:
        if key != "enter":
            self.value = self._before
            self.repaint()
            self.post_message(self.Reverted())

    def taken_back(self) -> str:
        """Return the signs of words that began with a digit, and undo here what they chose."""
        signs, self._burst.signs = self._burst.signs, ""
        if signs:
            self.value = self._before
            self.repaint()
        return signs

    def choose(self, value: int) -> None:
        """Choose `value`, or the end of the scale that is nearest to it; posts `Chosen`."""
        marked = self.is_marked
        self.value = min(max(value, self.low), self.high)
        if self.is_marked is marked:
            self.refresh()
        else:
            self.repaint()
        self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        step = self.step(self.content_size.width)
        self.focus()
        self.choose(self.low + round((event.x - 1) / step))


def _number_in(text: str) -> int | None:
    """Return the number that was marked when the scale was left; None for none."""
    return int(text) if text.isdecimal() else None


class ScaleField(Field):
    """A rating on a scale."""

    padded = False
    keeps_label = True
    digits = True

    def __init__(self, asked: Screen) -> None:
        super().__init__(asked)
        self.scale = ScaleLine(asked, tells_kept=True)
        self.spread = self.scale.high - self.scale.low > BESIDE_NOTES
        if (kept := _number_in(asked.draft)) is not None:
            self.scale.value = kept

    def compose(self) -> ComposeResult:
        yield self.scale

    def main(self) -> Widget:
        return self.scale

    def take(self, asked: Screen) -> None:
        super().take(asked)
        self.scale.asked = asked
        self.scale.repaint()

    def hints(self) -> Sequence[Hint]:
        arrows = self.coach.marks.arrows[1]
        return (Hint(f"0–9 {arrows}", tr("choose"), "right"), ENTER)

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("1 0", tr("ten")),
            ("End", tr("the highest number")),
            ("Home", tr("the lowest number")),
        )

    def choose(self, value: Value) -> None:
        if isinstance(value, int):
            self.scale.choose(value)

    def current(self) -> Value | None:
        return self.scale.value

    def taken_back(self) -> str:
        return self.scale.taken_back()

    def unsaved(self) -> str | None:
        """Return the number that is marked and not kept, like half-typed text."""
        now, answer = self.scale.value, self.asked.value
        kept = _number_in(self.asked.draft)
        if now is None or now == (answer if kept is None else kept):
            return None
        return "" if now == answer else str(now)

    @on(ScaleLine.Reverted)
    def _reverted(self, event: ScaleLine.Reverted) -> None:
        event.stop()
        self.post_message(self.Objected(tr(NUMBER_IGNORED)))

    @on(ScaleLine.Done)
    def _done(self, event: ScaleLine.Done) -> None:
        event.stop()
        value = self.scale.value
        self.post_message(self.Passed() if value is None else self.Given(value))
