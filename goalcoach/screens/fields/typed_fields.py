"""The fields for text, lists, numbers and dates: what is typed is parsed when Enter is pressed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from goalcoach.date_words import say_weekday
from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.view.answer_words import range_words, suggested_words, typed_words
from goalcoach.dialogue.view.screen import Screen, Status
from goalcoach.screens.fields.field import Field
from goalcoach.screens.fields.typed_value import UnreadInput, read_day, read_number, read_numbers
from goalcoach.screens.kit.paint import Painted, paragraph
from goalcoach.screens.kit.text_box import Writer
from goalcoach.translation import tr, tr_noop
from goalcoach.typed_day import WAYS

HALF_TYPED = tr_noop("Half typed, not kept yet.")
"""Said of words that were typed before, and that Enter has not given."""


TYPING_APPENDS = tr_noop(
    "Typing goes on after what is there. Ctrl+U clears the line, Ctrl+Z brings it back."
)
"""Said once, on an answer in words that one comes back to."""
TYPING_REPLACES = tr_noop("Typing takes its place. Ctrl+Z brings it back.")
"""Said of a number or a day that one comes back to."""


def standing_words(field: Field) -> str:
    """Return how the text that the field begins with stands: it is half typed, or it is an answer
    that typing adds to, which is said once, or takes the place of; "" for nothing to say.
    """
    asked, coach = field.asked, field.coach
    if asked.draft:
        return tr(HALF_TYPED)
    if isinstance(field, TextField) and field.is_one and asked.value is not None:
        return tr(TYPING_REPLACES)
    if coach.append_told or asked.status is not Status.ANSWERED or not typed_words(asked.value):
        return ""
    coach.append_told = True
    return tr(TYPING_APPENDS)


class TextField(Field):
    """Typed text: one paragraph for the kind `text`, several lines for all other kinds.

    Subclasses override `write` and `read`, which turn an answer into text and back.
    """

    typing = True
    is_one = False
    """True if the answer is one thing that nothing is added to: typing takes its place."""
    separator = " "
    """What stands between an answer that one comes back to and a word that is added to it."""

    def __init__(self, asked: Screen) -> None:
        super().__init__(asked)
        self.writer = Writer(
            self.kept_text(),
            lines=asked.kind is not Kind.TEXT,
            replaced=self.is_replaced(),
            # What is half typed goes on where the hand stopped, in the middle of a word as well.
            separator="" if asked.draft or self.is_one else self.separator,
        )
        self.hint_line = self.said_below()

    def said_below(self) -> str:
        """Return the text for `hint_line`."""
        keys = tr("Enter goes on · Ctrl+J new line")
        words = (keys if self.asked.kind is Kind.LONG_TEXT else "", suggested_words(self.asked))
        return " · ".join(word for word in words if word)

    def kept_text(self) -> str:
        """Return the text to begin with: the draft if there is one, else the answer."""
        return self.asked.draft or self.write(self.asked.value)

    def is_replaced(self) -> bool:
        """Return True if what is typed first takes the place of the text to begin with."""
        return self.is_one and not self.asked.draft

    def write(self, value: Value | None) -> str:
        """Return an answer as text that `read` would turn back into it; "" for None."""
        return typed_words(value)

    def read(self, text: str) -> Value:
        """Return typed text as an answer; raises UnreadInput with a sentence for the user."""
        return text

    def compose(self) -> ComposeResult:
        yield self.writer

    def on_mount(self) -> None:
        page = self.screen
        lines = (standing_words(self), self.hint_line)
        self.hint_line = " · ".join(line for line in lines if line)
        self.writer.styles.max_height = 16 if page.has_class("-roomy") else 6
        self.make_room(self.asked.status is Status.PROPOSED and not page.has_class("-roomy"))

    def make_room(self, wanted: bool) -> None:
        if self.is_attached and not self.screen.has_class("-narrow"):
            self.writer.styles.min_height = 1 if wanted else self.least_rows()

    def least_rows(self) -> int:
        """Return how many rows the field has at least."""
        if self.asked.kind is not Kind.LONG_TEXT:
            return 1
        return 14 if self.screen.has_class("-roomy") else 6

    def main(self) -> Widget:
        return self.writer

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+J", tr("new line")),) if self.writer.lines else ()

    def unsaved(self) -> str | None:
        text = self.writer.half_typed
        if text.rstrip(" ") == self.kept_text().rstrip(" "):
            return None
        # Text that is back at the answer clears the draft, or the draft would return later.
        return "" if text.rstrip(" ") == self.write(self.asked.value) else text

    def current(self) -> Value | None:
        try:
            return self.read(self.writer.typed) if self.writer.typed else None
        except UnreadInput:
            return None

    def copy_last(self) -> None:
        """Copy last time's answer into the field, to be changed."""
        self.writer.begin_with(self.write(self.asked.proposed))

    @on(Writer.Changed)
    def _typed(self, event: Writer.Changed) -> None:
        event.stop()
        self.typed()
        self.tell_typed()

    def typed(self) -> None:
        """Called after each change of the text; must be fast and leave the visit alone."""

    @on(Writer.Entered)
    def _entered(self, event: Writer.Entered) -> None:
        event.stop()
        if not event.text:
            self.post_message(self.Passed())
            return
        try:
            value = self.read(event.text)
        except UnreadInput as unread:
            self.refused()
            self.post_message(self.Objected(unread.sentence))
            return
        self.post_message(self.Given(value))

    def refused(self) -> None:
        """Called when Enter finds that the text cannot be read, before the page says so."""


class ListField(TextField):
    """A list: one entry a line, or several numbers."""

    separator = "\n"

    def said_below(self) -> str:
        return tr("One thing a line: Ctrl+J new line · Enter goes on")

    def least_rows(self) -> int:
        return 5

    def read(self, text: str) -> Value:
        if self.asked.numbers:
            return read_numbers(text, self.asked)
        return tuple(one.strip() for one in text.split("\n") if one.strip())


class NumberField(TextField):
    """A number; its unit, range and suggestion stand below it."""

    is_one = True

    def said_below(self) -> str:
        words = (self.asked.unit, range_words(self.asked), suggested_words(self.asked))
        return " · ".join(word for word in words if word)

    def read(self, text: str) -> Value:
        return read_number(text, self.asked)


class DayReading(Painted):
    """The date as which a typed day is read, in words."""

    def __init__(self) -> None:
        super().__init__(classes="reading")
        self.words = ""

    def paint(self, width: int) -> list[Content]:
        return paragraph(self.words, width, "$quiet")


class DateField(TextField):
    """A date, typed in words or digits, with how it is read below as it is typed."""

    is_one = True

    def __init__(self, asked: Screen) -> None:
        super().__init__(asked)
        self.reading = DayReading()

    def compose(self) -> ComposeResult:
        yield self.writer
        yield self.reading

    def on_mount(self) -> None:
        self.typed()

    def said_below(self) -> str:
        return ""  # what the script suggests stands in the field itself

    def kept_text(self) -> str:
        asked = self.asked
        proposal = asked.suggestion if asked.value is None and asked.proposed is None else None
        return asked.draft or self.write(asked.value) or self.write(proposal)

    def typed(self) -> None:
        try:
            day = read_day(self.writer.typed, self.coach.today)
            self.reading.words = f"{say_weekday(day)}, {_away(day, self.coach.today)}"
        except UnreadInput:
            ways = tr("For example {ways}", ways=tr(WAYS))
            unread = tr("Not a clear day yet.")
            self.reading.words = f"{unread} {ways}" if self.writer.typed else ways
        self.reading.repaint()

    def refused(self) -> None:
        self.reading.words = ""  # the page says as much, with the same examples
        self.reading.repaint()

    def read(self, text: str) -> Value:
        return read_day(text, self.coach.today)


def _away(day: date, today: date) -> str:
    """Return how far a day is from today: "today", "in 3 weeks", "2 days ago"."""
    days = (day - today).days
    if days == 0:
        return tr("today")
    count, later = abs(days), days > 0
    if count % 7 == 0:
        count //= 7
        if count == 1:
            return tr("in 1 week") if later else tr("1 week ago")
        return (
            tr("in {count} weeks", count=count) if later else tr("{count} weeks ago", count=count)
        )
    if count == 1:
        return tr("in 1 day") if later else tr("1 day ago")
    return tr("in {count} days", count=count) if later else tr("{count} days ago", count=count)
