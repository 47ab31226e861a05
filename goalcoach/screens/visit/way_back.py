"""Where the visit returns to once a question that was gone to from elsewhere is left."""

from __future__ import annotations

from dataclasses import dataclass

from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.view.screen import Screen
from goalcoach.plan.question_address import is_in_roster


@dataclass(slots=True)
class WayBack:
    """Remembers what was left for another question; each is an address, "" for none."""

    led_to: str = ""
    """The question that a page to read, or the close, led to: once it is left, that comes again."""
    listed: str = ""
    """The list whose last row was added: behind its fields comes the question after it."""
    row_of: str = ""
    """The list whose row is changed: once one of its fields is, the list comes again."""
    changed: bool = False
    """True once a field of that row is changed, until the question is left."""

    def go_elsewhere(self, command: do.Command) -> None:
        """Forget all of it, for a command goes somewhere of its own; rows of `led_to` are there."""
        self.listed = self.row_of = ""
        self.changed = False
        if not (isinstance(command, do.Jump) and is_in_roster(command.at, self.led_to)):
            self.led_to = ""

    def see_answer(self, *, changed: bool) -> None:
        """See whether an answer in a row that is changed is another one than before."""
        self.changed = bool(self.row_of) and (self.changed or changed)

    def to_list(self, left: str, now: str) -> do.Jump | None:
        """Return the way to the list whose row was changed, None if none was or it is there.

        `left` is the question that was shown, `now` the one that the visit went on to.
        """
        wanted = self.row_of and self.changed and now not in (left, self.row_of)
        return do.Jump(self.row_of) if wanted else None

    def see_left(self, left: str, now: str) -> None:
        """Forget the row that is changed once it was changed or left."""
        if now != left and (self.changed or not is_in_roster(now, self.row_of)):
            self.row_of, self.changed = "", False

    def to_page(self, now: Screen) -> do.Return | None:
        """Return the way to what led here, once the question and its rows are left; else None."""
        if not self.led_to or now.address == self.led_to or is_in_roster(now.address, self.led_to):
            return None
        self.led_to = ""
        return do.Return() if now.can_return else None

    def past_list(self, now: str) -> str:
        """Return the list to go on from, whose last row was added and is left; "" for none."""
        if not self.listed or is_in_roster(now, self.listed):
            return ""
        listed, self.listed = self.listed, ""
        return listed if now == listed else ""
