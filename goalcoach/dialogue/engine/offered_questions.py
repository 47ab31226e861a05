"""The questions of what a visit kept aside said and no question asked now is about."""

from __future__ import annotations

from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine.path_builder import PathBuilder
from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.section_order import order_with_offers
from goalcoach.dialogue.script.script import Item


def add_offered(builder: PathBuilder, to_come: frozenset[str]) -> None:
    """Add the questions of what is offered and not asked; those `to_come` are left to it."""
    path, offers = builder.path, builder.path.state.offers
    if not offers:
        return
    before = len(path.stops)
    turns = sorted(offers.turns(), key=lambda turn: turn[1:])
    for section_id in order_with_offers(builder.script, builder.path.state):
        if section_id in to_come:
            continue
        section = builder.script.sections[section_id]
        for _, row, number in (one for one in turns if one[0] == section_id):
            if row and not path.is_taken(row):
                continue
            place = Position(section, row, number)
            for item in section.items:
                _offer_item(builder, item, Stop.at(place, item))
    path.from_aside |= {stop.address for stop in path.stops[before:]}


def _offer_item(builder: PathBuilder, item: Item, stop: Stop) -> None:
    path = builder.path
    if stop.address in path.index:
        return
    if item.kind is Kind.ROSTER:
        _offer_roster(builder, item, stop)
    elif _is_left(builder, stop):
        builder.add(stop)


def _is_left(builder: PathBuilder, stop: Stop) -> bool:
    """Return True if something is offered here that no question before is about."""
    path, fills = builder.path, stop.item.fills
    if path.offered(stop) is None:
        return False
    if stop.item.private and path.holds(builder.script.private_later):
        path.waiting.append(stop)
        return False
    if fills is None or stop.item.marks is not None:
        return True
    return (fills.path, path.target(stop) or ()) not in path.shown


def _offer_roster(builder: PathBuilder, roster: Item, stop: Stop) -> None:
    """Add a roster with the rows of which something is offered and not asked elsewhere."""
    path, place = builder.path, stop.place
    fields_of = path.state.offers.fields_of(stop.address)
    if not fields_of or path.talks_only(stop):
        return
    cells = [
        cell
        for row in fields_of
        if path.was_there(roster, place, row)
        for one in roster.fields
        if one.id in fields_of[row]
        and _is_left(builder, cell := Stop.of_cell(place.at_cell(row), roster, one))
    ]
    if not cells:
        return
    fills = roster.fills
    if fills is not None and fills.standing and not fills.letter:
        # Such a list is written whole, so all of its rows have to be there.
        builder.add_roster(roster, stop)
    else:
        shown = tuple(dict.fromkeys(cell.place.cell for cell in cells))
        path.offered_rows[stop.address] = shown
        kept = set(path.rows(roster, stop.address, place))
        for cell in cells:
            if cell.place.cell in kept:
                builder.add(replace(cell, folded=True) if path.is_folded(cell) else cell)
        _add_new_rows(builder, roster, stop, kept - set(shown))
    builder.add(stop)


def _add_new_rows(builder: PathBuilder, roster: Item, stop: Stop, rows: set[str]) -> None:
    """Add the cells of rows that were added today to a roster of what is offered."""
    for row in sorted(rows):
        for one in roster.fields:
            cell = Stop.of_cell(stop.place.at_cell(row), roster, one)
            if builder.is_asked(one, cell):
                builder.add(cell)
