"""What was taken back, or given again, in one sentence; what was said itself is not in it."""

from __future__ import annotations

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.event import (
    Acknowledged,
    Answered,
    Cleared,
    Confirmed,
    KeptOffPaper,
    Noted,
    RowAdded,
    RowMoved,
    RowRemoved,
    RowRestored,
    Skipped,
)
from goalcoach.dialogue.engine.script_words import row_label
from goalcoach.dialogue.engine.undo_step import StepEvent, Turn
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.plan.question_address import Address

_TURNS = {Turn.BACK: "Taken back", Turn.AGAIN: "Given again"}
_GONE = " What had been typed here is gone for good, as was promised."
_ELSEWHERE = ", at a question that is not asked now"


def taken_back_words(path: Path, here: str) -> str:
    """Return what the last command took back or gave again; "" if it did neither.

    `here` is the address of the question that is shown.
    """
    steps = path.state.steps
    if steps.turned is None or steps.last not in _TURNS:
        return ""
    event = steps.turned.event
    declined = isinstance(event, Skipped) and event.reason is SkipReason.DECLINED
    gone = _GONE if declined and steps.last is Turn.BACK else ""
    where = "" if _question(_at(event) or here) == _question(here) else _ELSEWHERE
    return f"{_TURNS[steps.last]}: {_what(path, event)}{where}.{gone}"


def _at(event: StepEvent) -> str:
    return "" if isinstance(event, KeptOffPaper) else event.at


def _question(key: str) -> str:
    at = Address.read(key)
    return str(at.question) if at else key


def _what(path: Path, event: StepEvent) -> str:
    match event:
        case Answered() | Confirmed():
            return "the answer here"
        case Skipped(_, reason):
            return f"the skip “{path.script.skips[reason]}”"
        case Cleared():
            return "that the answer here was taken away"
        case Noted():
            return "the note here"
        case RowAdded():
            return "the new line"
        case RowRemoved(at, row):
            return f"that this line was taken away: {_line(path, at, row)}"
        case RowRestored(at, row):
            return f"that this line was put back: {_line(path, at, row)}"
        case RowMoved(at, row):
            return f"the new place of this line: {_line(path, at, row)}"
        case Acknowledged():
            return "the reason to keep the answer here"
        case KeptOffPaper(_, off):
            return "“not on paper”" if off else "that it may be on paper"


def _line(path: Path, at: str, row: str) -> str:
    """Return the name of a row, unless the question is not asked now or is private."""
    stop = path.stops[path.index[at]] if at in path.index else None
    return row_label(path, stop, row) if stop is not None and not stop.item.private else "one line"
