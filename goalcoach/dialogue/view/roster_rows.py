"""The rows of a roster as they are shown, each with its fields and what was said there."""

from __future__ import annotations

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.script_words import label, row_label, value_words
from goalcoach.dialogue.engine.staying_off_paper import off_paper, place_of
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.view.answer_status import status_of
from goalcoach.dialogue.view.screen import CellView, RowView


def row_views(path: Path, stop: Stop) -> tuple[RowView, ...]:
    """Return the rows of a roster in their order; () for a question of another kind."""
    if stop.item.kind is not Kind.ROSTER:
        return ()
    off = off_paper(path)
    return tuple(
        RowView(
            row,
            row_label(path, stop, row),
            tuple(
                CellView(
                    cell.item.id,
                    label(path, cell),
                    cell.address,
                    value_words(path, cell, _now_or_last(path, cell)),
                    status_of(path, cell),
                    cell.item.required,
                )
                for cell in path.stops
                if cell.is_in_row(stop.address, row)
            ),
            path.is_proposed(stop.item, stop.address, stop.place, row),
            row in path.state.offers.rows_at(stop.address, _list_of(path, stop)),
            place_of(path, stop, row) in off,
        )
        for row in path.rows(stop.item, stop.address, stop.place)
    )


def _list_of(path: Path, stop: Stop) -> tuple[str, tuple[str, ...]] | None:
    """Return the list of the plan that a roster fills, None if it fills none."""
    fills = stop.item.fills
    return None if fills is None else (fills.path, path.ids(stop.place))


def _now_or_last(path: Path, cell: Stop) -> Value | None:
    value = path.said_today(cell)
    if value is not None:
        return value
    # Of two answers to choose between, the row shows the one that stands.
    stands = path.in_plan(cell)
    return path.proposal(cell) if stands is None else stands
