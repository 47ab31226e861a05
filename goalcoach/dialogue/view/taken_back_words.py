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
from goalcoach.translation import tr, tr_noop

_SENTENCES = {
    (Turn.BACK, True): tr_noop("Taken back: {what}."),
    (Turn.AGAIN, True): tr_noop("Given again: {what}."),
    (Turn.BACK, False): tr_noop("Taken back: {what}, at a question that is not asked now."),
    (Turn.AGAIN, False): tr_noop("Given again: {what}, at a question that is not asked now."),
}
"""What was done, and whether at the question that is shown → the sentence, in English."""
_GONE = tr_noop("What had been typed here is gone for good, as was promised.")


def taken_back_words(path: Path, here: str) -> str:
    """Return what the last command took back or gave again; "" if it did neither.

    `here` is the address of the question that is shown.
    """
    steps = path.state.steps
    if steps.turned is None or steps.last not in (Turn.BACK, Turn.AGAIN):
        return ""
    event = steps.turned.event
    declined = isinstance(event, Skipped) and event.reason is SkipReason.DECLINED
    is_here = _question(_at(event) or here) == _question(here)
    said = tr(_SENTENCES[steps.last, is_here], what=_what(path, event))
    return f"{said} {tr(_GONE)}" if declined and steps.last is Turn.BACK else said


def _at(event: StepEvent) -> str:
    return "" if isinstance(event, KeptOffPaper) else event.at


def _question(key: str) -> str:
    at = Address.read(key)
    return str(at.question) if at else key


def _what(path: Path, event: StepEvent) -> str:
    match event:
        case Answered() | Confirmed():
            return tr("the answer here")
        case Skipped(_, reason):
            return tr("the skip “{reason}”", reason=path.script.skips[reason])
        case Cleared():
            return tr("that the answer here was taken away")
        case Noted():
            return tr("the note here")
        case RowAdded():
            return tr("the new line")
        case RowRemoved(at, row):
            return tr("that this line was taken away: {line}", line=_line(path, at, row))
        case RowRestored(at, row):
            return tr("that this line was put back: {line}", line=_line(path, at, row))
        case RowMoved(at, row):
            return tr("the new place of this line: {line}", line=_line(path, at, row))
        case Acknowledged():
            return tr("the reason to keep the answer here")
        case KeptOffPaper(_, off):
            return tr("“not on paper”") if off else tr("that it may be on paper")


def _line(path: Path, at: str, row: str) -> str:
    """Return the name of a row, unless the question is not asked now or is private."""
    stop = path.stops[path.index[at]] if at in path.index else None
    if stop is None or stop.item.private:
        return tr("one line")
    return row_label(path, stop, row)
