"""Values and templates as words, in the script's language.

Each returns literal text: it is never parsed again as a template or markup. It can hold control
characters that a person pasted; they are made safe where the text is shown. "" where there is
nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from goalcoach.date_words import say_day
from goalcoach.dialogue.answer_types import TYPED, WRITTEN, Kind, Value
from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.condition import OPEN, Reference, Source
from goalcoach.dialogue.script.piping import Pipe, Template, go_on, render
from goalcoach.dialogue.script.script import Item
from goalcoach.number_words import say_number
from goalcoach.safe_text import clean, join_words, quote
from goalcoach.translation import tr, tr_noop

PRIVATE_NAME = tr_noop("a private question")
"""What a question is called where others in the room are not to know of it."""
_OWN_WORDS = frozenset({Kind.TEXT, Kind.LONG_TEXT})
_BEFORE_OWN_WORDS = (":", *"“„«»‚‘‹›\"'")
"""What the words that someone typed stand behind without marks of ours."""


def words(path: Path, template: Template, stop: Stop | None, place: Position | None = None) -> str:
    """Return the text of `template`, its names read as seen from `stop`, or from `place`.

    "" without a template, and without either of the two.
    """
    here = place or (stop.place if stop else None)
    if not template or here is None:
        return ""
    return render(template, lambda ref: _pipe(path, ref, stop, here))


def label(path: Path, stop: Stop) -> str:
    """Return the few words that name a question in lists."""
    return words(path, stop.item.words.label, stop)


def public_names(path: Path, stops: Iterable[Stop]) -> tuple[str, ...]:
    """Return what questions are called where others in the room may read it, each name once."""
    names = (tr(PRIVATE_NAME) if one.item.private else label(path, one) for one in stops)
    return tuple(dict.fromkeys(names))


def say_words(path: Path, stop: Stop) -> str:
    """Return what is said. From the second round on that is `say_again`, where the script has it,
    and its names mean the answers of the round before."""
    place, again = stop.place, stop.item.words.say_again
    if not again or place.round < 2:
        return said(path, stop.item.words.say, stop)
    return said(path, again, stop, Position(place.section, place.row, place.round - 1, place.cell))


def said(path: Path, template: Template, stop: Stop, place: Position | None = None) -> str:
    """Return `words` of a template that is read aloud: what was typed stands in quotation marks.

    Not behind a colon, nor where the script has marks of its own, nor where nothing else is said.
    """
    here, all_said, before = place or stop.place, "", ""
    alone = not any(isinstance(part, str) and part.strip() for part in template.parts)
    for part in template.parts:
        text = part if isinstance(part, str) else _pipe(path, part.reference, stop, here)
        if isinstance(part, Pipe):
            apart = alone or before.rstrip().endswith(_BEFORE_OWN_WORDS)
            if text and not apart and _is_typed(path, part.reference, stop):
                text = quote(text)
            text = text or part.fallback
            all_said += text
        else:
            all_said = go_on(all_said, text)
        before = text
    return all_said


def _is_typed(path: Path, reference: Reference, stop: Stop) -> bool:
    """Return True if the reference means words that someone typed, as they typed them."""
    match reference.source:
        case Source.SELF:
            return stop.item.kind in _OWN_WORDS
        case Source.ITEM:
            item = path.script.item(reference.section, reference.item)
            return item is not None and item.kind in _OWN_WORDS
        case Source.ROW | Source.COLUMN:
            roster = path.script.item(reference.section, reference.item)
            fields = roster.fields if roster else ()
            named = (one for one in fields if one.id == reference.field or not reference.field)
            field = next(named, None)
            return field is not None and field.kind in _OWN_WORDS
        case Source.PRIOR:
            filling = (
                one for one in _items(path) if one.fills and one.fills.path == reference.name
            )
            kinds = {one.kind for one in filling}
            return bool(kinds) and kinds <= _OWN_WORDS
        case _:
            return False


def row_label(path: Path, stop: Stop, row: str) -> str:
    """Return the label of a row of the roster at `stop`: its `row_label`, else its first field."""
    place = stop.place.at_cell(row)
    if stop.item.words.row_label:
        return words(path, stop.item.words.row_label, stop, place)
    cell = Stop.of_cell(place, stop.item, stop.item.fields[0])
    value = path.facts.get(cell.address, OPEN).value
    return value_words(path, cell, path.last(cell) if value is None else value)


def value_words(path: Path, stop: Stop, value: Value | None) -> str:
    """Return a value as a person reads it: the option's label, a joined list, a date in words.

    "" for None and for a bool, which only says that something was shown.
    """
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, tuple):
        return join_words([_one(path, stop, one) for one in value])
    return _one(path, stop, value)


def half_typed(path: Path, stop: Stop) -> str:
    """Return the words that are half typed at a question; "" where a choice is half made."""
    typed = stop.item.kind in TYPED | WRITTEN
    return clean(path.state.entry(stop.address).draft, lines=True) if typed else ""


def _one(path: Path, stop: Stop, value: Value) -> str:
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, int | float):
        return say_number(value)
    if stop.item.options_from is not None:
        return roster_row_words(path, stop.item.options_from, str(value))
    for option in stop.item.options:
        if option.id == value:
            return words(path, option.label, stop)
    return str(value)


def roster_row_words(path: Path, roster: tuple[str, str], row: str) -> str:
    """Return the label of the row `row` of a roster (section id, item id).

    The last plan's words, or today's where a question has reworded them, if the roster itself is
    not asked in this visit.
    """
    for address in path.rosters.get(roster, []):
        stop = path.stops[path.index[address]]
        if row in path.rows(stop.item, address, stop.place):
            return row_label(path, stop, row)
    item = path.script.item(*roster)
    if item is None:
        return ""
    return _standing_words(path, item.fields[0], row)


def _standing_words(path: Path, column: Item, row: str) -> str:
    """The words of a row whose roster is not on the path: today's where they were reworded."""
    cell = Stop("", column, Position(path.script.sections[column.section], cell=row))
    at = (column.fills.path if column.fills else "", (row,))
    said = path.fills.get(at, OPEN).value
    return value_words(path, cell, path.last(cell) if said is None else said)


def _pipe(path: Path, reference: Reference, stop: Stop | None, place: Position) -> str:
    facts = path.look(reference, stop, place)
    value = facts[0].value if facts else None
    if reference.source is Source.ROW:
        return roster_row_words(path, (reference.section, reference.item), place.row)
    if reference.source is Source.COLUMN:
        value = _cell_as_it_stands(path, reference, place, value)
    target = _target(path, reference, stop, place)
    if target is not None:
        return value_words(path, target, value)
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, tuple):
        return join_words([str(one) for one in value])
    if value is None or isinstance(value, bool):
        return ""
    return say_number(value) if isinstance(value, int | float) else value


def _cell_as_it_stands(
    path: Path, reference: Reference, place: Position, value: Value | None
) -> Value | None:
    """Return `value` of a field of a row, or what another question of the row said for the field
    after it; the last plan's, for a row that is still to be confirmed.
    """
    roster = path.script.item(reference.section, reference.item)
    column = (
        next((one for one in roster.fields if one.id == reference.field), None) if roster else None
    )
    if column is None or not place.cell:
        return value
    cell = Stop("", column, place)
    said = path.said_today(cell)
    if said is not None:
        return said
    return path.last(cell) if value is None else value


def _target(path: Path, reference: Reference, stop: Stop | None, place: Position) -> Stop | None:
    """Return a stop whose item says how the referred value reads as words."""
    match reference.source:
        case Source.SELF:
            return stop
        case Source.ITEM:
            item = path.script.item(reference.section, reference.item)
        case Source.COLUMN:
            roster = path.script.item(reference.section, reference.item)
            fields = roster.fields if roster else ()
            item = next((one for one in fields if one.id == reference.field), None)
        case Source.PRIOR:
            item = _item_that_fills(path, reference.name)
        case _:
            return None
    return Stop("", item, place) if item else None


def _item_that_fills(path: Path, name: str) -> Item | None:
    """Return the question whose options say how the plan's word at `name` reads."""
    return next(
        (
            one
            for one in _items(path)
            if one.options and one.fills is not None and one.fills.path == name
        ),
        None,
    )


def _items(path: Path) -> Iterator[Item]:
    """Yield every question of the script, and every field of its rosters."""
    for section in path.script.sections.values():
        for item in section.items:
            yield from (item, *item.fields)
