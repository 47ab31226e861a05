"""What may differ between two plans, as data: typed changes that say where, from what, to what.

A difference knows no words of ours; `sheets` turns it into reading. Every change stands on its own
feet, so that a list of them rebuilds either plan from the other.
"""

from typing import ClassVar, Self

from msgspec import Struct
from msgspec.structs import replace

from goalcoach.plan.tree_types import RowIds, Tree

"""Row ids, outer first. A row of a list without ids is called by its place: "#1" is the first."""


Alike = tuple[tuple[str, float], ...]
"""Row ids with how much the row has in common with the one it was taken for, 0.4 to 1."""


class WordSpan(Struct, frozen=True, array_like=True):
    """A run of words. `glued`: no blank stands before it."""

    kind: str
    """ "same", "gone" or "new"."""
    text: str
    glued: bool = False


class Why(Struct, frozen=True, array_like=True):
    """A reason that was written down at a visit."""

    version: int
    kind: str
    """ "ended", "decision", "because", "kept" or "note"."""
    text: str


class Change(Struct, frozen=True):
    """One difference at `path` ("goals.ladder.rungs.text").

    `rows` are the ids in the later plan, `was` those in the earlier one: the same but where a row
    was matched by likeness. `old` and `new` are builtins, None for "not there".
    """

    path: str
    rows: RowIds
    was: RowIds
    old: Tree | None = None
    new: Tree | None = None
    why: tuple[Why, ...] = ()

    kind: ClassVar[str] = "changed"

    def with_values(self, old: Tree | None, new: Tree | None) -> Self:
        """Return the same change between other values."""
        return replace(self, old=old, new=new)


class Changed(Change, frozen=True):
    """A single value. `words` has the old and new words in one row if it is a text in both."""

    words: tuple[WordSpan, ...] = ()


class StatusChanged(Change, frozen=True):
    """A word out of a closed set: how a goal, a step or a barrier stands."""

    kind: ClassVar[str] = "status"


class ScoreChanged(Change, frozen=True):
    """A rating from 0 to 10."""

    kind: ClassVar[str] = "score"


class ListChanged(Change, frozen=True):
    """A list of texts, numbers or choices, as a whole."""

    kind: ClassVar[str] = "list"


class ReRanked(Change, frozen=True):
    """The order of what matters. `moved`: the fewest ids that had to move."""

    moved: tuple[str, ...] = ()

    kind: ClassVar[str] = "re-ranked"


class Added(Change, frozen=True):
    """A row that is new; `new` is the row, `at` its place in the later list, from 0."""

    at: int = 0

    kind: ClassVar[str] = "added"


class Removed(Change, frozen=True):
    """A row that is not there any more (in a file changed by hand); `at` is its old place."""

    at: int = 0

    kind: ClassVar[str] = "removed"


class RowEnded(Change, frozen=True):
    """A row that stays on record and no longer stands; `new` holds on, why and by."""

    kind: ClassVar[str] = "ended"


class Returned(Change, frozen=True):
    """A row that had ended stands again."""

    kind: ClassVar[str] = "returned"


class Moved(Change, frozen=True):
    """A row that has another place in its list; `old` and `new` are places, from 0."""

    kind: ClassVar[str] = "moved"


class Renamed(Change, frozen=True):
    """A row with another id that was matched by likeness (0.4 to 1); `old` and `new` are ids."""

    likeness: float = 0.0

    kind: ClassVar[str] = "matched by likeness"


class EntryChanged(Change, frozen=True):
    """One key of a table with free keys, or a key that this goalcoach does not know."""

    key: str = ""

    kind: ClassVar[str] = "entry"


class KeysMoved(Change, frozen=True):
    """The keys of such a table stand in another order; only their file would show it."""

    kind: ClassVar[str] = "key order"


class Side(Struct, frozen=True):
    """Which plan stands on one side."""

    patient: str
    version: int
    day: str
    """The day of its visit, as in 2026-11-20."""


class Diff(Struct, frozen=True):
    """Everything that differs between two plans.

    `changes` is the story: what stands from visit to visit, and the ratings. `apart` is the rest:
    the header, what belongs to one visit only, and keys that this goalcoach does not know.
    """

    before: Side
    after: Side
    changes: tuple[Change, ...]
    apart: tuple[Change, ...]
    alike: Alike = ()
    """Ids that a file changed by hand did not have and that were found by likeness."""

    def __bool__(self) -> bool:
        return bool(self.changes or self.apart)
