"""Whether a value fits its question: kind, range, dates, choices and rows; never its content.

Each function returns the value as it is kept, or a refusal; none raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.engine import refusal
from goalcoach.dialogue.engine.position import Stop
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.script_words import label, row_label, words
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.plan.fillable_paths import ValueShape
from goalcoach.plan.staff_code import is_service_code
from goalcoach.safe_text import clean

MOST_CHARACTERS = 10_000
"""Characters that one answer holds; no terminal and no sheet is readable beyond that."""

CODES = ("visit.by",)
"""The plan fields that hold a code of the service."""

MOST_NUMBER = 1e9
"""The largest number a plan holds, positive or negative; NaN and infinities are refused too."""

AMOUNTS = ("goals.ladder.samples", "goals.ladder.rungs.amount")
"""The plan fields of how much was done: never below 0, whatever it is counted in."""
_MEASURED = ("goals.measures.baseline", "goals.measures.target", "goals.measures.now")
"""The plan fields of what is counted at home: below 0 only where their unit or name says so."""
_GOES_BELOW = re.compile(
    r"°|degree|celsius|fahrenheit|temperature|differ|change|balance|score|point"
    r"|grad\b|temperatur|unterschied|änderung|aenderung|bilanz|saldo|punkt"
    r"|grado|diferencia|cambio|puntuaci|puntos?\b",
    re.IGNORECASE,
)
"""In each of our languages, whichever is spoken."""


def fit(path: Path, stop: Stop, value: Value) -> Value | Refusal:
    """Return `value` as it is kept (text cleaned, repeats left out), or why it does not fit.

    What counts can depend on the path: a choice takes only options that are offered now, a
    roster's True needs the required fields of its rows.
    """
    if path.talks_only(stop):
        return True if value is True else refusal.TALK_ONLY
    return _FITS[stop.item.kind](path, stop, value)


def _fit_say(path: Path, stop: Stop, value: Value) -> Value | Refusal:
    return True if value is True else refusal.WRONG_KIND


def _fit_text(path: Path, stop: Stop, value: Value) -> Value | Refusal:
    if not isinstance(value, str):
        return refusal.WRONG_KIND
    text = clean(value, lines=stop.item.kind is Kind.LONG_TEXT)
    if not text:
        return refusal.NO_TEXT
    if len(text) > MOST_CHARACTERS:
        return refusal.TOO_LONG
    if stop.item.fills and stop.item.fills.path in CODES and not is_service_code(text):
        return refusal.NO_CODE
    count = len(text.split())
    if stop.item.max_words and count > stop.item.max_words:
        return refusal.too_many_words(stop.item.max_words, count)
    return text


def _fit_choice(path: Path, stop: Stop, value: Value) -> Value | Refusal:
    if not isinstance(value, str):
        return refusal.WRONG_KIND
    return value if value in path.options(stop) else refusal.NOT_AN_OPTION


def _fit_multi(path: Path, stop: Stop, value: Value) -> Value | Refusal:
    if not isinstance(value, tuple):
        return refusal.WRONG_KIND
    chosen = tuple(dict.fromkeys(str(one) for one in value))
    if not chosen:
        return refusal.NO_TEXT
    known = path.options(stop)
    if any(one not in known for one in chosen):
        return refusal.NOT_AN_OPTION
    alone = {one.id for one in stop.item.options if one.exclusive}
    return refusal.ALONE if len(chosen) > 1 and alone & set(chosen) else chosen


def _fit_scale(path: Path, stop: Stop, value: Value) -> Value | Refusal:
    number = _fit_number(path, stop, value)
    return number if isinstance(number, Refusal) else _whole(number)


def _whole(number: Value) -> Value | Refusal:
    if isinstance(number, float) and not number.is_integer():
        return refusal.NOT_A_WHOLE
    return int(number) if isinstance(number, int | float) else refusal.NOT_A_NUMBER


def _fit_number(path: Path, stop: Stop, value: Value) -> Value | Refusal:
    if isinstance(value, str):
        return refusal.unread_number(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return refusal.NOT_A_NUMBER
    if not abs(value) <= MOST_NUMBER:
        return refusal.NOT_A_NUMBER
    fills = stop.item.fills
    bounds = [(stop.item.low, stop.item.high)]
    if fills is not None:
        bounds.append((fills.low, fills.high))
    for low, high in bounds:
        if low is not None and high is not None and not low <= value <= high:
            return refusal.number_outside(low, high)
    if value < 0 and _counts_from_zero(path, stop):
        return refusal.BELOW_ZERO
    # The plan would not take a part of a whole, and at the close it is too late to say so.
    return _whole(value) if fills and fills.shape is ValueShape.INTEGER else value


def _counts_from_zero(path: Path, stop: Stop) -> bool:
    """Return True if an answer here is an amount, and none that its words let go below 0."""
    field = stop.item.fills.path if stop.item.fills else ""
    if field in _MEASURED:
        said = [words(path, stop.item.unit, stop)]
        if stop.home in path.index:
            said.append(row_label(path, path.stops[path.index[stop.home]], stop.place.cell))
        return not _GOES_BELOW.search(" ".join(said))
    return field in AMOUNTS


def _fit_date(path: Path, stop: Stop, value: Value) -> Value | Refusal:
    if not isinstance(value, date) or isinstance(value, datetime):
        return refusal.NOT_A_DATE
    today = path.state.today
    if stop.item.earliest is not None and value < stop.item.earliest.on(today):
        return refusal.DAY_PAST if value < today else refusal.DAY_EARLY
    if stop.item.latest is not None and value > stop.item.latest.on(today):
        return refusal.DAY_LATE
    return value


def _fit_list(path: Path, stop: Stop, value: Value) -> Value | Refusal:
    if not isinstance(value, tuple):
        return refusal.WRONG_KIND
    lines = (
        _numbers(value, words(path, stop.item.unit, stop)) if stop.item.numbers else _texts(value)
    )
    if isinstance(lines, Refusal):
        return lines
    least, most = stop.item.rows
    if stop.item.fills is not None and stop.item.fills.high is not None:
        most = min(most or int(stop.item.fills.high), int(stop.item.fills.high))
    if not lines:
        return refusal.NO_TEXT
    if len(lines) < least:
        return refusal.too_few_rows(least)
    if most and len(lines) > most:
        return refusal.too_many_rows(most)
    if sum(len(str(one)) for one in lines) > MOST_CHARACTERS:
        return refusal.TOO_LONG
    if any(not isinstance(one, str) and one < 0 for one in lines) and _counts_from_zero(path, stop):
        return refusal.BELOW_ZERO
    return lines


def _numbers(value: tuple[str, ...] | tuple[float, ...], unit: str) -> tuple[float, ...] | Refusal:
    numbers = tuple(one for one in value if not isinstance(one, str | bool))
    whole = len(numbers) == len(value) and all(abs(one) <= MOST_NUMBER for one in numbers)
    texts = (one for one in value if isinstance(one, str))
    return numbers if whole else refusal.unread_number(*texts, several=True, unit=unit)


def _texts(value: tuple[str, ...] | tuple[float, ...]) -> tuple[str, ...] | Refusal:
    """Return the lines of a list without blank ones, for what was typed often ends in one."""
    texts = tuple(one for one in value if isinstance(one, str))
    if len(texts) < len(value):
        return refusal.WRONG_KIND
    return tuple(text for one in texts if (text := clean(one)))


def _fit_roster(path: Path, stop: Stop, value: Value) -> Value | Refusal:
    """Return True, which says that these are all the rows, or why it cannot be said yet."""
    if value is not True:
        return refusal.WRONG_KIND
    rows = path.rows(stop.item, stop.address, stop.place)
    if len(rows) < stop.item.rows[0]:
        return refusal.too_few_rows(stop.item.rows[0])
    for cell in path.stops:
        if cell.roster is None or cell.home != stop.address or not cell.item.required:
            continue
        if not path.state.entry(cell.address).told and not cell.folded and _is_empty(path, cell):
            return refusal.open_cell(label(path, cell), cell.address)
    return True


def _is_empty(path: Path, cell: Stop) -> bool:
    """Return True for a cell where nothing stands, or two answers are to choose between.

    In a row of the last plan its words stand, also where the row was opened only to look at it or
    to change something else.
    """
    if path.said_today(cell) is not None:
        return False
    return path.last(cell) is None or path.in_plan(cell) is not None


_FITS: dict[Kind, Callable[[Path, Stop, Value], Value | Refusal]] = {
    Kind.SAY: _fit_say,
    Kind.TEXT: _fit_text,
    Kind.LONG_TEXT: _fit_text,
    Kind.CHOICE: _fit_choice,
    Kind.MULTI: _fit_multi,
    Kind.SCALE: _fit_scale,
    Kind.NUMBER: _fit_number,
    Kind.DATE: _fit_date,
    Kind.LIST: _fit_list,
    Kind.ROSTER: _fit_roster,
}
