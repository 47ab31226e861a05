"""How far a pass over the script goes."""

from __future__ import annotations

from enum import Enum


class Reach(Enum):
    """How far a path goes.

    ASKED: what is asked now, up to a closed gate. BEHIND_GATES: as if no gate were closed.
    SAID: beyond that all that was answered and is not asked any more, in its place. ALL: every
    question of this kind of visit, whatever was answered.
    """

    ASKED = "asked"
    BEHIND_GATES = "behind_gates"
    SAID = "said"
    ALL = "all"
