"""The curtain over everything while no one is here: opaque, without a code, a count or a clock.

It is a curtain and not a lock with a key: whoever presses Enter sees the page again.
"""

from __future__ import annotations

import time

from textual.app import ComposeResult
from textual.content import Content

from goalcoach.screens.kit.fitted_screen import FittedScreen
from goalcoach.screens.kit.keymap import say_keys
from goalcoach.screens.kit.paint import BLANK, Painted, line
from goalcoach.translation import tr

LOOK_EVERY = 15.0
"""Seconds between two looks at whether someone is still here."""
WIDTH = 44
"""Cells of the words on the page, with some air."""


def seconds_awake_or_not() -> float:
    """Return seconds that go on while the machine sleeps, so that it wakes behind the curtain."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() if clock is None else time.clock_gettime(clock)


def _words() -> tuple[Content, ...]:
    """Return the lines in the middle of the page."""
    return (
        line((tr("Resting"), "bold $ink")),
        BLANK,
        line((tr("Nothing is shown while no one is here."), "$ink")),
        line((tr("What was typed is kept."), "$ink")),
        BLANK,
        BLANK,
        line((say_keys("Enter"), "bold $ink"), (f"  {tr('come back')}", "$quiet")),
    )


class _Resting(Painted):
    """The words in the middle of the page, the program's name in its last row."""

    def paint(self, width: int) -> list[Content]:
        height = self.app.size.height
        words = _words()
        above = max((height - len(words)) // 2, 0)
        indent = " " * max((width - WIDTH) // 2, 2)
        lines = [BLANK] * above + [Content.assemble(indent, one) for one in words]
        below = height - len(lines) - 1
        if below > 0:
            lines += [*[BLANK] * below, line(("  goalcoach", "$quiet"))]
        return lines[:height]


class LockScreen(FittedScreen[None]):
    """Hides what is below it, which keeps its text, its focus and its cursor."""

    def compose(self) -> ComposeResult:
        yield _Resting()
