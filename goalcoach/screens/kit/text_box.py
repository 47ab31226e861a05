"""The text area for everything that is typed; it leaves the keys of the page to the page.

Enter answers rather than insert a line. But terminals without bracketed paste send a paste as
single keys, so an Enter within PASTE_GAP of another key is taken for text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual._text_area_theme import TextAreaTheme
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from goalcoach.safe_text import clean, show
from goalcoach.screens.kit.paste_burst import PASTE_GAP

LONGEST = 100_000
"""Characters after which a paste is cut; the text area gets slow with more."""
_OPENING = frozenset("([{“„«‚‘‹¿¡\"'-–/")
"""Signs behind which a word begins without a blank."""


class _Drawn(dict[int, str]):
    """The character to draw for one of the text, by code: a control picture if it would act."""

    def __missing__(self, code: int) -> str:
        ch = chr(code)
        if ch != "\t" and show(ch) != ch:
            ch = chr(0x2400 + code) if code < 32 else "\ufffd"
        self[code] = ch
        return ch


_DRAWN = _Drawn()  # a long paragraph is drawn at each key


class Writer(TextArea, inherit_bindings=False):
    """A text area. `lines=False` keeps the text in one paragraph; `rows` fixes its height.

    `replaced=True` selects the text it begins with, so that a word takes its place. `separator` is
    put between that text and a word that is typed behind it: a blank, or a line end in a list. Once
    the cursor was moved or the text changed it is not: the place was chosen by hand.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("shift+up", "cursor_up(True)", show=False),
        Binding("shift+down", "cursor_down(True)", show=False),
        Binding("shift+left", "cursor_left(True)", show=False),
        Binding("shift+right", "cursor_right(True)", show=False),
        Binding("ctrl+left", "cursor_word_left", show=False),
        Binding("ctrl+right", "cursor_word_right", show=False),
        Binding("home,ctrl+a", "cursor_line_start", show=False),
        Binding("end,ctrl+e", "cursor_line_end", show=False),
        Binding("delete", "delete_right", show=False),
        Binding("ctrl+w", "delete_word_left", show=False),
        Binding("ctrl+u", "delete_to_start_of_line", show=False),
        Binding("ctrl+k", "delete_to_end_of_line_or_delete_line", show=False),
        Binding("ctrl+x", "cut", show=False),
        Binding("ctrl+c,super+c", "copy", show=False),
        Binding("ctrl+v", "paste", show=False),
        Binding("ctrl+z", "undo", show=False),
        Binding("ctrl+y", "redo", show=False),
    ]

    @dataclass
    class Entered(Message):
        """Enter was pressed; `text` is cleaned."""

        writer: Writer
        text: str

        @property
        def control(self) -> Writer:
            # Lets `@on(Writer.Entered, "#id")` select by the writer.
            return self.writer

    @dataclass
    class Poured(Message, bubble=False):
        """Part of a paste that came as keys is to be inserted, as those keys would insert it."""

        text: str

    @dataclass
    class Edged(Message):
        """Up on the first line or down on the last one was pressed."""

        writer: Writer
        down: bool

        @property
        def control(self) -> Writer:
            return self.writer

    separator = ""
    _was_moved = False
    """True once the cursor was moved away from behind the text."""
    _styled: TextAreaTheme | None = None
    """The colours that the styles were worked out for; None where they have changed since."""

    def __init__(  # noqa: PLR0913 - what a place to type at can be, each by its own word
        self,
        text: str = "",
        *,
        lines: bool = False,
        rows: int = 0,
        replaced: bool = False,
        separator: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(
            text,
            id=id,
            classes=classes,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
        )
        self.lines = lines
        self.replaced = replaced
        self.separator = separator
        self.cursor_blink = False
        self.disable_messages(TextArea.SelectionChanged)  # one at each key, and nobody asks
        self._last_key = float("-inf")
        if rows:
            self.styles.height = rows

    def on_mount(self) -> None:
        if self.replaced:
            self.select_all()
        else:
            self.move_cursor(self.document.end)

    @property
    def typed(self) -> str:
        """Return the text as it would be kept, cleaned."""
        return clean(self.text, lines=self.lines)

    @property
    def half_typed(self) -> str:
        """Return the text as it is kept while it is typed: with the blank before the next word."""
        typed = self.typed
        return f"{typed} " if typed and self.text.endswith(" ") else typed

    def begin_with(self, text: str) -> None:
        """Put another text in place of what is there; what is typed goes on behind it."""
        self.text = text
        self._was_moved = False
        self.move_cursor(self.document.end)

    def _separator_before(self, typed: str) -> str:
        """Return what is to stand between the text that it begins with and what is `typed` now."""
        if not (self.separator and typed) or self._was_moved or self.history.undo_stack:
            return ""
        if not self.selection.is_empty or self.cursor_location != self.document.end:
            return ""
        last, first = self.text[-1:], typed[0]
        ends = bool(last) and not last.isspace() and last not in _OPENING
        begins = first.isalnum() or (first in _OPENING and first not in "-–/'")
        return self.separator if ends and begins else ""

    def get_line(self, line_index: int) -> Text:
        """Return a line to draw, one character for each, none of which a terminal acts on.

        The same length is kept because the cursor's column is an index into the text.
        """
        drawn = self.document.get_line(line_index).translate(_DRAWN)
        return Text(drawn, end="", no_wrap=True)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw, and put the terminal's cursor where the next sign will stand.

        It is hidden, but input methods show what is being composed there. Textual moves it only
        when something is typed, and at the focus, when the place is not known yet. One that is
        taken down may stay in the picture until the next layout, without styles: it is blank.
        """
        if not self.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
        if self._styled is not self._theme:
            self._theme.apply_css(self)
            self._styled = self._theme
        # Past TextArea's own, which works the styles out anew each time it draws: a third of a key.
        return super(TextArea, self).render_lines(crop)

    def _refresh_scrollbars(self) -> None:
        """Show no bar where the next layout gives the text the rows it lacks.

        Textual asks before that: the bar would come and go with each new row, and the whole text be
        wrapped for it and back.
        """
        if self.show_vertical_scrollbar or not self._will_grow:
            super()._refresh_scrollbars()

    @property
    def _will_grow(self) -> bool:
        """True if the next layout makes the box as high as its text."""
        rows, height, most = self.virtual_size.height, self.styles.height, self.styles.max_height
        if height is None or not height.is_auto or rows <= self.container_size.height:
            return False
        return most is None or (most.is_cells and rows + self.gutter.height <= most.value)

    def notify_style_update(self) -> None:
        self._styled = None
        super().notify_style_update()

    def action_undo(self) -> None:
        """Take back what was typed here; with nothing typed the key is the page's."""
        if not self.history.undo_stack:
            raise SkipAction
        super().action_undo()

    def action_redo(self) -> None:
        """Give again what was taken back here; with nothing to give the key is the page's."""
        if not self.history.redo_stack:
            raise SkipAction
        super().action_redo()

    def action_delete_to_start_of_line(self) -> None:
        """Clear the line up to the cursor: all that was typed in it, in however many rows."""
        row, column = self.cursor_location
        if column and self.selection.is_empty:
            self.delete((row, 0), (row, column))
        else:
            super().action_delete_to_start_of_line()

    def action_cursor_up(self, select: bool = False) -> None:
        if self.cursor_at_first_line and not select:
            self.post_message(self.Edged(self, down=False))
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        if self.cursor_at_last_line and not select:
            self.post_message(self.Edged(self, down=True))
        super().action_cursor_down(select)

    async def _on_key(self, event: events.Key) -> None:
        gap = event.time - self._last_key
        self._last_key = event.time
        if event.key == "enter" and gap >= PASTE_GAP:
            event.stop()
            event.prevent_default()
            self.post_message(self.Entered(self, self.typed))
        elif event.key in {"enter", "ctrl+j"}:
            event.stop()
            event.prevent_default()
            self.insert("\n" if self.lines else " ")
        elif event.key == "backspace":
            # No binding: that acts once the key has gone up to the app, behind what is typed next.
            event.stop()
            event.prevent_default()
            self.action_delete_left()
        elif event.key == "tab":
            return
        elif event.character is not None and event.key.startswith("alt+"):
            event.prevent_default()
        elif event.key == "space" and self.replaced and self.selected_text == self.text:
            event.stop()
            event.prevent_default()
            self.move_cursor(self.document.end)  # a blank is nothing that could take its place
        elif event.is_printable and (between := self._separator_before(event.character or "")):
            event.stop()
            event.prevent_default()
            self.insert(f"{between}{event.character}")
        else:
            await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert_pasted(event.text)

    def watch_selection(self, before: Selection, now: Selection) -> None:
        if self.separator and before.end == self.document.end != now.end:
            self._was_moved = True

    @on(Poured)
    def _poured(self, event: Poured) -> None:
        text = event.text[: max(LONGEST - len(self.text), 0)]
        self._insert_separated(text if self.lines else text.replace("\n", " "))

    def insert_pasted(self, text: str) -> None:
        """Insert pasted text at the cursor, as one paragraph if only one is kept."""
        text = text[:LONGEST]
        self._insert_separated(text if self.lines else clean(text))

    def _insert_separated(self, text: str) -> None:
        self.insert(self._separator_before(text) + text)

    def begin(self, text: str, *, pasted: bool) -> None:
        """Insert text that was typed outside this widget, and take the focus for what follows.

        An Enter that came in one go with it ends no answer, as behind any other key.
        """
        self._last_key = Message().time
        if pasted:
            self.insert_pasted(text)
        else:
            self._insert_separated(text)
        self.focus()
