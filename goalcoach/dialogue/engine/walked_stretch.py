"""What a pass found in a stretch of questions that stays as it is while what it hangs on does."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.script.condition import AnswerFact


class WalkedStretch(Struct, frozen=True, eq=False, weakref=True):
    """A piece of a path, the same object in each path that has it.

    So what is reckoned of its questions can be remembered by it. None of them is a roster, a cell,
    a gate, or fills the plan. `facts` are those of the stops.
    """

    stops: tuple[Stop, ...]
    facts: Mapping[str, AnswerFact]
    left_out: tuple[Stop, ...]
    waiting: tuple[Stop, ...]
