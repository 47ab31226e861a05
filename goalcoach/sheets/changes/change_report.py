"""What changed, as the pieces a page is made of: sections with lines, old beside new.

The Compare screen and every writer set these; none of them knows the plan. Texts are as they were
typed: not escaped, not made safe, not wrapped. Named tuples, for `goalcoach diff` starts faster
with them than with dataclasses.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from goalcoach.plan.diff.change import Change, WordSpan
from goalcoach.translation import TrMap

NEW, GONE, CHANGED, SAME, SAID = "+", "-", "~", " ", "="
"""The marks of a line: new, gone, changed, the same, and what was said of it at the visit."""

LEFT_OUT = TrMap(
    {
        "energy_limit": (
            "Inside the energy of the day, amounts and further steps are left to the record."
        ),
        "facing": "While facing it in small pieces, amounts are left to the record.",
    }
)
"""What is said in place of changes that a ladder of that mode keeps out of a difference."""


class ChangeLine(Struct, frozen=True):
    """One difference.

    `about` names the row it belongs to where the label cannot. `words` has the old and the new
    words in one row, for a text that is partly the same; else `old` and `new` stand side by side.
    `say` is the difference in words ("three higher", "two weeks later"). `path` and `rows` say
    where in the later plan it stands.
    """

    mark: str
    label: str
    old: str = ""
    new: str = ""
    words: tuple[WordSpan, ...] = ()
    say: str = ""
    why: tuple[str, ...] = ()
    about: str = ""
    kind: str = "changed"
    path: str = ""
    rows: tuple[str, ...] = ()


class ChangeSection(Struct, frozen=True):
    """The lines of one goal, or of one part of the plan. `goal` is the goal's id, or empty."""

    title: str
    goal: str
    lines: tuple[ChangeLine, ...]
    aside: str = ""
    """One quiet sentence on what is not shown here."""


class ChangeSide(Struct, frozen=True):
    version: int
    day: date


class ChangeCounts(Struct, frozen=True):
    changed: int
    new: int
    gone: int
    same: int


class ChangeSheet(Struct, frozen=True):
    """The whole difference as reading.

    `changes` are the typed changes behind the lines, for programs; what may not be told is not
    among them. `apart` is what belongs to the file, in one sentence.
    """

    patient: str
    before: ChangeSide
    after: ChangeSide
    headline: str
    counts: ChangeCounts
    sections: tuple[ChangeSection, ...]
    changes: tuple[Change, ...] = ()
    alike: tuple[str, ...] = ()
    apart: str = ""
    notice: str = ""
    why: str = ""
    """What stands before a reason, in the language of the lines."""

    @property
    def lines(self) -> tuple[ChangeLine, ...]:
        """Every line in order, for a jump from one change to the next."""
        return tuple(line for section in self.sections for line in section.lines)
