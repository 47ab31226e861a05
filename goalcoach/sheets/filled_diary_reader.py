"""A filled diary sheet, as a spreadsheet saves it, as entries.

What is certain is read, in whatever form it was saved; what may be meant in two ways is asked for.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from goalcoach.errors import BadData, Problem
from goalcoach.plan.outcome.diary import DiaryEntry, is_blank
from goalcoach.safe_text import clean, cut, join_words, show
from goalcoach.sheets.diary_columns import column_names, field_of, is_mark
from goalcoach.sheets.diary_form import UnreadAnswer, be_past, make_entry, read_answer
from goalcoach.sheets.encoding_detection import read_text
from goalcoach.sheets.spreadsheet import SEPARATORS, read_csv, unguard
from goalcoach.sheets.wording import quote, say_day
from goalcoach.translation import TrMap, tr, tr_noop
from goalcoach.typed_day import DayOrder, read_orders

MOST_ROWS = 10_000
HEAD_WITHIN = 20
"""The names of the columns stand in one of the first so many lines; a title may be above them."""
_QUOTED = 24
"""So many characters of a column's name are said. It is a name, not what someone wrote in it."""


class FilledSheet(Struct, frozen=True):
    """A filled sheet: its entries with the line each stands on, and how many days were blank.

    `notes` are sentences on how it was read.
    """

    entries: tuple[DiaryEntry, ...]
    lines: tuple[int, ...]
    blank: int
    notes: tuple[str, ...] = ()


class UnclearDays(BadData):
    """Every day of a sheet can be read in several orders, and they give other days.

    `choices` are the orders, each with the day it makes of the cell that is told.
    """

    def __init__(self, source: str, line: int, choices: Sequence[tuple[DayOrder, date]]) -> None:
        self.choices = tuple(choices)
        days = join_words([say_day(day) for _, day in choices], "or")
        words = tr("can be {days}, and nothing else in the sheet says which", days=days)
        super().__init__(source, [Problem(line, "date", words)])


def read_sheet(data: bytes, source: str, today: date, order: DayOrder | None = None) -> FilledSheet:
    """Return the entries of a sheet saved as CSV or text.

    The columns may stand in any order and all but the date may be left out. `order` is how its
    days are written, where that is known. Raises UnclearDays where it has to be, BadData with
    every problem and its line.
    """
    text, note = read_text(data, source)
    rows = _rows(text, source)
    at = _head(rows)
    columns, left_out = _columns(*rows[at], source)
    sheet = _Reading(rows[at + 1 :], columns, source, today)
    entries, lines, blank = sheet.read(order)
    notes = [note] if note else []
    if left_out:
        several = tr_noop("The columns {names} are not kept: the diary has none.")
        if len(left_out) == 1:
            several = tr_noop("The column {names} is not kept: the diary has none.")
        notes.append(tr(several, names=join_words(left_out)))
    return FilledSheet(entries, lines, blank, tuple(notes))


def _rows(text: str, source: str) -> list[tuple[int, list[str]]]:
    """Return the rows that hold anything, each with its line; BadData."""
    skipped = 0
    separator = ""
    if found := re.match(r"\"?sep=(.)\"?\r?\n", text, re.IGNORECASE):
        # Excel's own hint, and no row of the sheet.
        separator, skipped, text = found[1], 1, text[found.end() :]
    rows: list[tuple[int, list[str]]] = []
    line = 0
    try:
        for line, row in read_csv(text, separator or _separator(text)):
            if any(map(clean, row)):
                rows.append((line + skipped, row))
            if len(rows) > MOST_ROWS:
                words = tr(
                    "has more than {most_rows} lines; import it in parts", most_rows=MOST_ROWS
                )
                raise BadData(source, [Problem(0, "", words)])
    except csv.Error as problem:
        words = tr("has a quote that does not end, from about here on")
        if "larger than" in str(problem):  # the limit of a field, which has no error of its own
            words = tr("has a cell that is far too long, or a quote that does not end")
        raise BadData(source, [Problem(line + skipped + 1, "", words)]) from None
    if not rows:
        raise BadData(source, [Problem(0, "", tr("is empty; the first line names the columns"))])
    return rows


def _separator(text: str) -> str:
    """Return the sign between the cells: the one by which a line names the most columns.

    Where no line does, the one that stands most often in the first line that has any.
    """
    lines = text.splitlines()[:HEAD_WITHIN]
    named = {
        sign: max((_known(line.split(sign)) for line in lines), default=0) for sign in SEPARATORS
    }
    if any(named.values()):
        return max(SEPARATORS, key=lambda sign: named[sign])
    counts = ({sign: line.count(sign) for sign in SEPARATORS} for line in lines)
    first = next((one for one in counts if any(one.values())), dict.fromkeys(SEPARATORS, 0))
    return max(SEPARATORS, key=lambda sign: first[sign])


def _known(cells: Sequence[str]) -> int:
    return sum(bool(field_of(cell)) for cell in cells)


def _head(rows: Sequence[tuple[int, list[str]]]) -> int:
    """Return the place of the row that names the columns: the first with a date among them."""
    near = rows[:HEAD_WITHIN]
    for at, (_, row) in enumerate(near):
        if any(field_of(cell) == "date" for cell in row):
            return at
    return max(range(len(near)), key=lambda at: _known(near[at][1]))


def _columns(line: int, head: Sequence[str], source: str) -> tuple[dict[int, str], tuple[str, ...]]:
    """Return the field of each column by its place, and the names of those whose field is "".

    BadData if the names are not clear.
    """
    columns: dict[int, str] = {}
    left_out = []
    problems = []
    names = column_names()
    for at, cell in enumerate(head):
        name = field_of(cell)
        called = quote(show(cut(clean(cell), _QUOTED), lines=False))
        if name and name in columns.values():
            problems.append(Problem(line, name, tr("stands twice among the columns")))
        elif name:
            columns[at] = name
        elif is_mark(cell):
            columns[at] = ""
            left_out.append(called)
        elif clean(cell):
            words = tr(
                "column {number}, {called}, is not known; the columns are {names}",
                number=at + 1,
                called=called,
                names=", ".join(names),
            )
            problems.append(Problem(line, "", words))
    if "date" not in columns.values():
        words = tr("is not among the columns: {names}", names=", ".join(names))
        problems.append(Problem(line, names[0], words))
    if problems:
        raise BadData(source, problems)
    return columns, tuple(left_out)


class _Reading:
    """The rows below the names of the columns, read once the order of the days is settled."""

    def __init__(
        self,
        rows: Sequence[tuple[int, list[str]]],
        columns: Mapping[int, str],
        source: str,
        today: date,
    ) -> None:
        self._rows = rows
        self._columns = columns
        self._source = source
        self._today = today
        self._problems: list[Problem] = []

    def read(self, order: DayOrder | None) -> tuple[tuple[DiaryEntry, ...], tuple[int, ...], int]:
        """Return the entries, the line of each, and how many days were left blank; BadData."""
        order = order or self._order()
        entries: list[DiaryEntry] = []
        lines: list[int] = []
        blank = 0
        for line, row in self._rows:
            cells = self._cells(row)
            said = any(clean(cell) for key, cell in cells.items() if key != "date")
            if any(clean(cell) for at, cell in enumerate(row) if at not in self._columns):
                self._problems.append(
                    Problem(line, "", tr("has more cells than there are columns"))
                )
            elif not said:
                blank += bool(clean(cells.get("date", "")))
            else:
                entry = self._entry(cells, line, order)
                if entry is not None and not is_blank(entry):
                    entries.append(entry)
                    lines.append(line)
        if self._problems:
            raise BadData(self._source, self._problems)
        return tuple(entries), tuple(lines), blank

    def _cells(self, row: Sequence[str]) -> dict[str, str]:
        named = ((self._columns.get(at), cell) for at, cell in enumerate(row))
        return {key: unguard(cell) for key, cell in named if key}

    def _order(self) -> DayOrder:
        """Return the one order in which every day of the sheet is a day; UnclearDays, BadData."""
        days = [(line, read_orders(self._cells(row).get("date", ""))) for line, row in self._rows]
        # What is no day in any order is told with the rest of its line.
        days = [(line, one) for line, one in days if one]
        fits = [order for order in DayOrder if all(order in one for _, one in days)]
        if not fits:
            raise BadData(self._source, [_two_orders(days)])
        for line, one in days:
            if len({one[order] for order in fits}) > 1:
                raise UnclearDays(self._source, line, [(order, one[order]) for order in fits])
        return fits[0]

    def _entry(self, cells: Mapping[str, str], line: int, order: DayOrder) -> DiaryEntry | None:
        answers: dict[str, date | int | str | None] = {}
        before = len(self._problems)
        for key, cell in cells.items():
            try:
                if key == "date":
                    answers[key] = be_past(_day(clean(cell), order), self._today)
                else:
                    answers[key] = read_answer(key, cell, self._today)
            except UnreadAnswer as unread:
                self._problems.append(Problem(line, key, unread.sentence))
        return make_entry(answers) if len(self._problems) == before else None


def _two_orders(days: Sequence[tuple[int, Mapping[DayOrder, date]]]) -> Problem:
    """Return the problem of a sheet whose days were written in two orders, with both lines."""
    fits = set(DayOrder)
    first = days[0][0]
    for line, one in days:
        if not fits & one.keys():
            words = tr(
                "is written in another order than the day of line {first}; one sheet has one order",
                first=first,
            )
            return Problem(line, "date", words)
        if fits - one.keys():
            first, fits = line, fits & one.keys()
    raise AssertionError("no order fits all days, so two of them differ")


_NO_DAY = TrMap(
    {
        DayOrder.DMY: "is no day with the day first",
        DayOrder.MDY: "is no day with the month first",
        DayOrder.YMD: "is no day with the year first",
    }
)


def _day(words: str, order: DayOrder) -> date:
    if not words:
        raise UnreadAnswer(tr("is not there, and something is written for it"))
    if re.fullmatch(r"[34]\d{4}(?:[.,]\d+)?", words, re.ASCII):
        raise UnreadAnswer(
            tr("is a spreadsheet's count of days; give the column the form of a date")
        )
    orders = read_orders(words)
    if not orders:
        raise UnreadAnswer(tr("wants a day with its year, such as 2026-11-20 or 20.11.2026"))
    if order not in orders:
        raise UnreadAnswer(_NO_DAY[order])
    return orders[order]
