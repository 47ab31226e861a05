"""The floor of the app's measures: about the least that a Textual app with a line to type can be.

F2 opens a second page, which is the floor of opening one of ours.
"""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Input, Static


class Second(Screen[None]):
    def compose(self) -> ComposeResult:
        yield Static("second page")
        yield Input()


class Floor(App[None]):
    BINDINGS = [("f2", "open", "Open")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        yield Input(placeholder="ready to type")

    def action_open(self) -> None:
        self.push_screen(Second())


if __name__ == "__main__":
    Floor().run()
