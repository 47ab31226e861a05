"""A field whose options are found by typing where they are too many for digits to choose.

Words narrow the list to the lines that hold them; they choose nothing, and neither does the Enter
that ends them. Words that no line holds are none of the list's: the page makes a note of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from goalcoach.dialogue.view.screen import OptionView, Screen
from goalcoach.safe_text import cell_width
from goalcoach.screens.fields.field import NOT_KEPT, Field
from goalcoach.screens.fields.stray_number import CarefulPick
from goalcoach.screens.kit.foot import Hint
from goalcoach.screens.kit.paint import Painted, cut_line, line
from goalcoach.screens.kit.pick_list import PickLine
from goalcoach.screens.kit.text_match import holds
from goalcoach.translation import tr, tr_noop

TYPE_TO_FIND = tr_noop("Typing finds a line.")
MOST_DIGITS = 9
"""How many options have a digit each; of more, none has."""


class FinderLine(Painted):
    """One row above the list: that typing finds a line, or what was typed and how many hold it."""

    def __init__(self) -> None:
        super().__init__(classes="finder")
        self.words, self.hits, self.count = "", 0, 0

    def tell(self, words: str, hits: int, count: int) -> None:
        """Show what is looked for, and how many of `count` lines hold it."""
        self.words, self.hits, self.count = words, hits, count
        self.repaint()

    def paint(self, width: int) -> list[Content]:
        if not self.words:
            return [line(("  ", ""), (tr(TYPE_TO_FIND), "$quiet"))]
        found = tr("{found} of {count}", found=self.hits, count=self.count)
        said = f" · {found} · {tr('Esc shows all')}"
        words = cut_line(f"  {self.words}", width - cell_width(said))
        return [line((words, "bold $ink"), (said, "$quiet"))]


class AnswerPick(CarefulPick):
    """A list of options that says which of what is chosen is not kept yet. A blank is part of the
    words while some are being typed to look for a line.
    """

    unkept: frozenset[str] = frozenset()
    """The options that are chosen here and not in the visit, or the other way round."""
    typing_words = False
    """True from a sign that was typed to look for a line until the cursor is moved."""

    class Turned(Message):
        """Words to look for are typed from here on, or no more: keys do something else now."""

    def on_key(self, event: events.Key) -> None:
        if self.typing_words and event.key == "space":
            event.prevent_default()  # it goes on to the page, which has the words
        elif not event.is_printable and event.key != "enter":
            self.turn(typing=False)

    def turn(self, *, typing: bool) -> None:
        """Take signs as words to look for, or no more."""
        if typing != self.typing_words:
            self.typing_words = typing
            self.post_message(self.Turned())

    def paint_line(self, number: int, one: PickLine, width: int) -> list[Content]:
        painted = super().paint_line(number, one, width)
        if one.id in self.unkept:
            said = line((f" {tr(NOT_KEPT)}", "$quiet"))
            if painted[-1].cell_length + said.cell_length > width:
                painted.append(Content("       "))
            painted[-1] = Content.assemble(painted[-1], said)
        return painted


class FindingField(Field):
    """A field with options in a `pick`; subclasses show `shown_options` in `show_options`."""

    pick: AnswerPick

    def __init__(self, asked: Screen) -> None:
        super().__init__(asked)
        self.finding = ""
        self.finds = len(asked.options) > MOST_DIGITS
        self.digits = not self.finds
        self.finder = FinderLine()
        self.finder.display = self.finds

    @property
    def shown_options(self) -> Sequence[OptionView]:
        """Return the options that hold what is looked for; all while nothing is."""
        return self._holding(self.finding)

    def _holding(self, words: str) -> Sequence[OptionView]:
        options = self.asked.options
        return [one for one in options if holds(one.offered, words)] if words else options

    def show_options(self) -> None:
        """Paint the options anew, with the cursor where it is."""
        raise NotImplementedError

    def find(self, words: str) -> bool:
        found = self._holding(words)
        if not found:
            return False
        here = None if self.pick.at is None else self.pick.lines[self.pick.at].id
        self.finding = words
        self.pick.lines = tuple(PickLine(one.id, one.offered) for one in found)
        self.pick.at = self.cursor_among([one.id for one in found], here)
        self.pick.turn(typing=bool(words))
        self.finder.tell(words, len(found), len(self.asked.options))
        self.show_options()
        self.call_after_refresh(self.pick.follow)  # once the list has its rows
        return True

    def cursor_among(self, shown: Sequence[str], here: str | None) -> int | None:
        """Return the index of the cursor's line among the options `shown`, where it was on `here`;
        None for no cursor.
        """
        return shown.index(here) if here in shown else 0

    def words_hints(self) -> Sequence[Hint]:
        """Return what the keys do while words are typed; () if none are."""
        if not self.pick.typing_words:
            return ()
        return (Hint("↑↓", tr("move"), "down"), Hint("Enter", tr("to this line"), "enter"))

    def sought_with(self, sign: str) -> str:
        return f"{self.finding}{sign}" if self.pick.typing_words else sign

    def end_find(self) -> bool:
        if not self.pick.typing_words:
            return False
        return self.find("")
