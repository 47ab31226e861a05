"""What changed, as the pieces a page is made of: sections with lines, old beside new.

The Compare screen and every writer set these; none of them knows the plan. Texts are as they were
typed: not escaped, not made safe, not wrapped. May import `block` and `plan`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goalcoach.plan.change import Span
from goalcoach.sheets.block import NOWHERE, Origin

NEW, GONE, CHANGED, SAME, SAID = "+", "-", "~", " ", "="
"""The marks of a line: new, gone, changed, the same, and what was said of it at the visit."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One difference.

    `about` names the row it belongs to where the label cannot. `words` has the old and the new
    words in one row, for a text that is partly the same; else `old` and `new` stand side by side.
    `say` is the difference in words ("three higher", "two weeks later").
    """

    mark: str
    label: str
    old: str = ""
    new: str = ""
    words: tuple[Span, ...] = ()
    say: str = ""
    why: tuple[str, ...] = ()
    about: str = ""
    kind: str = "changed"
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """The lines of one goal, or of one part of the plan. `goal` is the goal's id, or empty."""

    title: str
    goal: str
    lines: tuple[ChangeLine, ...]
    aside: str = ""
    """One quiet sentence on what is not shown here."""


@dataclass(frozen=True, slots=True)
class ChangeSide:
    version: int
    day: date


@dataclass(frozen=True, slots=True)
class ChangeCounts:
    changed: int
    new: int
    gone: int
    same: int


@dataclass(frozen=True, slots=True)
class ChangeSheet:
    """The whole difference as reading. `apart` is what belongs to the file, in one sentence."""

    patient: str
    before: ChangeSide
    after: ChangeSide
    headline: str
    counts: ChangeCounts
    sections: tuple[ChangeSection, ...]
    alike: tuple[str, ...] = ()
    apart: str = ""
    notice: str = ""

    @property
    def lines(self) -> tuple[ChangeLine, ...]:
        """Every line in order, for a jump from one change to the next."""
        return tuple(line for section in self.sections for line in section.lines)
