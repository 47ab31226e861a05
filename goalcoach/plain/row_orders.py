"""The orders on the lines of a list: change, remove, bring back, move one, keep one off paper."""

from __future__ import annotations

from goalcoach.dialogue.engine.command import Jump, MoveRow, OffPaper, RemoveRow, RestoreRow
from goalcoach.dialogue.view.answer_words import is_row_whole
from goalcoach.dialogue.view.screen import RowView
from goalcoach.dialogue.view.screen_words import BACK_TO_LIST, KEPT_OFF, LET_ON
from goalcoach.plain.conversation import Talk
from goalcoach.plain.question_lines import labelled
from goalcoach.translation import tr


def change_row(talk: Talk, rest: str) -> None:
    """Go to the fields of a line, and come back once one is changed."""
    roster, row = talk.visit.screen.address, _row(talk, rest)
    if row is not None and talk.give(Jump(row.cells[0].address)) and is_row_whole(row):
        talk.row_of = roster
        talk.say(labelled("", tr(BACK_TO_LIST)))


def remove_row(talk: Talk, rest: str) -> None:
    """Take a line away."""
    row = _row(talk, rest)
    if row is not None and talk.give(RemoveRow(row.id)):
        talk.shown = ""
        words = tr("{line}. :undo brings it back.", line=row.label)
        talk.say(labelled(tr("TAKEN AWAY"), words))


def turn_off_paper(talk: Talk, rest: str) -> None:
    """Keep the question, or a row of it, off the patient's papers; once more lets it onto them."""
    screen = talk.visit.screen
    row = _row(talk, rest) if rest else None
    if rest and row is None:
        return
    off = not (row.off_paper if row is not None else screen.off_paper)
    if talk.give(OffPaper(off, row=row.id if row is not None else "")):
        talk.say((tr(KEPT_OFF) if off else tr(LET_ON),))


def restore_row(talk: Talk, rest: str) -> None:
    """Bring back the line that was taken away last."""
    removed = talk.visit.screen.removed
    if not removed:
        talk.say((tr("There is no line to bring back here."),))
    elif talk.give(RestoreRow(removed[-1])):
        talk.shown = ""


def move_row(talk: Talk, rest: str) -> None:
    """Give a line another place: "3 1" puts the third first."""
    first, _, second = rest.partition(" ")
    row = _row(talk, first)
    to = typed_position(second, len(talk.visit.screen.rows))
    if row is not None and to is None:
        talk.say((tr("Type :move, the line's number and its new place, such as :move 3 1."),))
    elif row is not None and to is not None and talk.give(MoveRow(row.id, to)):
        talk.shown = ""


def _row(talk: Talk, typed: str) -> RowView | None:
    rows = talk.visit.screen.rows
    at = typed_position(typed, len(rows))
    if at is None:
        how = tr("Type the number of a line, 1 to {count}.", count=len(rows))
        talk.say((how if rows else tr("No lines here."),))
        return None
    return rows[at]


def typed_position(typed: str, most: int) -> int | None:
    """Return a typed number as a position counted from 0; None if it is none of `most`."""
    bare = typed.strip()
    if not (bare.isascii() and bare.isdecimal() and len(bare) < 6):
        return None
    return int(bare) - 1 if 1 <= int(bare) <= most else None
