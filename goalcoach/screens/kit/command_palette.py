"""The command palette, which takes a key only once its rows can be seen."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.command import CommandInput, CommandList, CommandPalette
from textual.timer import Timer

from goalcoach.screens.kit.key_gate import KeyGate

LOOK_EVERY = 0.01
"""Seconds between two looks whether the rows are laid out."""


class Palette(CommandPalette):
    """Textual's palette; it closes once, and `gate` holds keys back until it has its rows."""

    shown = 0
    breakable = False

    def __init__(self, gate: KeyGate) -> None:
        super().__init__(id="--command-palette")
        self.gate = gate
        self.has_rows = False
        """True once the rows are laid out; before, Textual's list has no line to move to."""
        self.has_ended = False
        self._looking: Timer | None = None

    @property
    def unready(self) -> bool:
        """True while there are no rows yet, and once one was chosen."""
        return self.has_ended or not self.has_rows

    @property
    def is_drawing(self) -> bool:
        """True while the rows are gathered."""
        return self.unready and not self.has_ended

    def on_mount(self) -> None:
        self._looking = self.set_interval(LOOK_EVERY, self._look)

    def _look(self) -> None:
        if self.query_one(CommandList).size.width and self._looking is not None:
            self._looking.stop()
            self.has_rows = True
            self.call_after_refresh(self._point)
            self.app.call_later(self.gate.dispatch)

    def _point(self) -> None:
        """Put the terminal's hidden cursor where the next sign will stand, as a `Writer` does."""
        self.app.cursor_position = self.query_one(CommandInput).content_region.offset

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close the palette, once: the page below must not be closed with it."""
        if self.has_ended or self.app.screen is not self:
            return AwaitComplete()
        self.has_ended = True
        return super().dismiss(result)
