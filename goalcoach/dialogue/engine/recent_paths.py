"""The paths of the last few states, so that moving the cursor makes no new pass.

None of them, nor any stretch, keeps what was said at a question that was declined since.
"""

from __future__ import annotations

from dataclasses import replace

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.plain_stretch import forget_stretches
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.state import State, advance
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.script import Script

_REMEMBERED = 12
_recent: tuple[tuple[Reach, Path], ...] = ()


def recall(script: Script, state: State, reach: Reach) -> Path | None:
    """Return the path of a state, if one that went as far was found for it or one alike.

    States are frozen, so one that shares with a recent one all that the pass reads has the same
    stops and facts.
    """
    for went, path in _recent:
        if went is reach and path.script is script and _reads_alike(path.state, state):
            return path if path.state is state else replace(path, state=state)
    return None


def keep(path: Path, reach: Reach) -> None:
    """Remember a path that is whole, and the reach of its pass."""
    global _recent
    # One assignment: the screen may walk while another thread is giving a command.
    _recent = ((reach, path), *_recent[: _REMEMBERED - 1])


def forget_declined(state: State) -> None:
    """Forget all paths and stretches, if one of this visit is from before a question was declined.

    All: other questions may have looked at what was said there, or a list held it in its rows.
    """
    global _recent
    declined = [at for at, one in state.entries.items() if one.skip is SkipReason.DECLINED]
    before = [
        path
        for _, path in _recent
        if path.state.start == state.start
        and any(path.state.entry(at).skip is not SkipReason.DECLINED for at in declined)
    ]
    if before:
        _recent = ()
        advance.cache_clear()  # it keeps the states of before, and the answers given to them
    for path in before:
        forget_stretches(path.script, path.state.start.visit)


def _reads_alike(one: State, other: State) -> bool:
    return (
        one.entries is other.entries
        and one.rows is other.rows
        and one.opened is other.opened
        and one.more is other.more
        and one.prior is other.prior
        and one.start is other.start
        and one.offers is other.offers
        and one.today == other.today
    )
