"""The base class of everything that fills the terminal: it fits it always, and is styled once."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.geometry import Size
from textual.screen import Screen

Result = TypeVar("Result")


class FittedScreen(Screen[Result]):
    """A screen that is laid out for the terminal as it is, also by a message about an older size.

    Textual lays out for the size in the message, and each layout for another size sends itself one
    more. Where two sizes are under way at once, as while a window's edge is dragged, the screen
    would go from one to the other for ever, and no key would be taken any more.
    """

    def _screen_resized(self, size: Size) -> None:
        super()._screen_resized(self.app.size)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Have nothing styled once more as the screen opens: each of its parts was just styled, by
        the same rules, as it was added.
        """
        if not self.stack_updates:
            event.refresh_styles = False
