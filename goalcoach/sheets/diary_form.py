"""The diary in words: what is asked, how an answer is read, and a filled sheet as entries.

The same questions and the same reading serve the prompt, the app and an imported sheet.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goalcoach.errors import BadData, Problem
from goalcoach.plan.outcome.diary import SCALES, DiaryEntry, is_blank
from goalcoach.safe_text import clean
from goalcoach.sheets.daily_scale import DAILY_SCALES, HOW_EASY, name_in_sentence
from goalcoach.sheets.spreadsheet import read_csv, unguard
from goalcoach.sheets.wording import say_day
from goalcoach.typed_day import WAYS_BACK, read_dated, read_typed

LONGEST = 2000
"""Characters in a text: an entry is a line, not a letter."""
MOST_ROWS = 4000

_COLUMNS = {
    "one line": "line",
    "note": "line",
    "day": "date",
    "taking part": "participation",
    "ease": "participation",
}
"""Other names of a column. "ease" is what taking part was called, so older sheets are read too."""


class UnreadAnswer(Exception):
    """An answer cannot be read; `sentence` says what would do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class DiaryQuestion:
    """One thing a diary entry holds. `hint` says what an answer looks like."""

    key: str
    words: str
    hint: str


QUESTIONS = (
    DiaryQuestion(
        "date",
        "Which day was it?",
        "Enter for today, or a day such as yesterday, 20 November or 20.11.2026",
    ),
    DiaryQuestion("activity", "What did you do?", "a few words, or Enter to leave it open"),
    DiaryQuestion(
        "participation",
        f"{DAILY_SCALES['participation'].name}: {HOW_EASY}",
        DAILY_SCALES["participation"].ends,
    ),
    DiaryQuestion("mood", "How was your mood?", DAILY_SCALES["mood"].ends),
    DiaryQuestion("energy", "How was your energy?", DAILY_SCALES["energy"].ends),
    DiaryQuestion("line", "One line for the day?", "a few words, or Enter to leave it open"),
)


def read_answer(key: str, text: str, today: date) -> date | int | str | None:
    """Return what was typed for one question, None if it was left open; Unread."""
    words = clean(text)
    if key == "date":
        return _read_day(words, today)
    if not words:
        return None
    if key in SCALES:
        if not re.fullmatch(r"\d|10", words, re.ASCII):
            raise UnreadAnswer("wants a whole number from 0 to 10, or nothing")
        return int(words)
    if len(words) > LONGEST:
        raise UnreadAnswer(f"wants at most {LONGEST} characters")
    return words


def _read_day(words: str, today: date) -> date:
    day = read_typed(words or "today", today, back=True)
    if day is None:
        raise UnreadAnswer(f"is not a clear day; type one like {WAYS_BACK}")
    return _be_past(day, today)


def _read_dated(words: str, today: date) -> date:
    """Return the day in a sheet, which was filled in earlier and so counts from no day."""
    day = read_dated(words)
    if day is None:
        raise UnreadAnswer("wants a day with its year, such as 2026-11-20 or 20.11.2026")
    return _be_past(day, today)


def _be_past(day: date, today: date) -> date:
    if day > today:
        raise UnreadAnswer("lies ahead; a diary tells of days that were")
    if day.year < 1900:
        raise UnreadAnswer("lies too far back; look at the year again")
    return day


def make_entry(answers: Mapping[str, date | int | str | None]) -> DiaryEntry:
    """Return the entry of answers that `read_answer` gave."""
    texts = {key: value for key, value in answers.items() if isinstance(value, str)}
    numbers = {key: value for key, value in answers.items() if isinstance(value, int)}
    day = answers["date"]
    assert isinstance(day, date)
    return DiaryEntry(
        date=day,
        activity=texts.get("activity"),
        participation=numbers.get("participation"),
        mood=numbers.get("mood"),
        energy=numbers.get("energy"),
        line=texts.get("line"),
    )


def entry_words(entry: DiaryEntry) -> str:
    """Return an entry on one line: "20 November 2026: Cut onions. Taking part 5, energy 3."."""
    numbers = ", ".join(
        f"{name_in_sentence(key)} {value}"
        for key in SCALES
        if (value := getattr(entry, key)) is not None
    ).capitalize()
    parts = [part.rstrip(".") for part in (entry.activity, numbers, entry.line) if part]
    return f"{say_day(entry.date)}: {'. '.join(parts)}." if parts else f"{say_day(entry.date)}."


def diary_lines(entries: Sequence[DiaryEntry], problem: str = "") -> tuple[str, ...]:
    """Return what a visit shows of the diary: a line an entry, or why there is none."""
    if problem:
        return (f"The diary could not be read. {problem}",)
    if not entries:
        return ("Nothing has been written down since last time.",)
    return tuple(map(entry_words, entries))


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A filled sheet: its entries with the line each stands on, and how many days were blank."""

    entries: tuple[DiaryEntry, ...]
    lines: tuple[int, ...]
    blank: int


def read_sheet(data: bytes, source: str, today: date) -> FilledSheet:
    """Return the entries of a CSV file; its columns are named as the keys of `QUESTIONS`.

    The columns may stand in any order and all but the date may be left out. Raises BadData with
    every problem and its line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        line = data.count(b"\n", 0, bad.start) + 1
        words = "is not UTF-8 text from here on; save the sheet as CSV UTF-8"
        raise BadData(source, [Problem(line, "", words)]) from None
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in read_csv(text):
            rows.append(row)
            if len(rows) > MOST_ROWS:
                words = f"has more than {MOST_ROWS} lines; import it in parts"
                raise BadData(source, [Problem(0, "", words)])
    except csv.Error:
        line = rows[-1][0] + 1 if rows else 1
        words = "has a quote that does not end, from about here on"
        raise BadData(source, [Problem(line, "", words)]) from None
    if not rows:
        raise BadData(source, [Problem(0, "", "is empty; the first line names the columns")])
    columns = _columns(rows[0][1], source)
    return _entries(rows[1:], columns, source, today)


def _columns(head: Sequence[str], source: str) -> dict[int, str]:
    """Return the field of each column by its place; BadData if the names are not clear."""
    known = tuple(question.key for question in QUESTIONS)
    columns: dict[int, str] = {}
    problems = []
    for at, cell in enumerate(head):
        name = clean(cell).lower()
        name = _COLUMNS.get(name, name)
        if name in columns.values():
            problems.append(Problem(1, name, "stands twice among the columns"))
        elif name in known:
            columns[at] = name
        elif name:
            words = f"column {at + 1} is not known; the columns are {', '.join(known)}"
            problems.append(Problem(1, "", words))
    if "date" not in columns.values():
        problems.append(Problem(1, "date", f"is not among the columns: {', '.join(known)}"))
    if problems:
        raise BadData(source, problems)
    return columns


def _entries(
    rows: Sequence[tuple[int, list[str]]], columns: Mapping[int, str], source: str, today: date
) -> FilledSheet:
    entries: list[DiaryEntry] = []
    lines: list[int] = []
    problems: list[Problem] = []
    blank = 0
    for line, row in rows:
        cells = {columns[at]: unguard(cell) for at, cell in enumerate(row) if at in columns}
        said = any(clean(cell) for key, cell in cells.items() if key != "date")
        extra = any(
            clean(cell) for at, cell in enumerate(row) if at >= len(columns) and at not in columns
        )
        if extra:
            problems.append(Problem(line, "", "has more cells than there are columns"))
        elif not said:
            blank += bool(clean(cells.get("date", "")))
        else:
            entry = _entry(cells, line, today, problems)
            if entry is not None and not is_blank(entry):
                entries.append(entry)
                lines.append(line)
    if problems:
        raise BadData(source, problems)
    return FilledSheet(tuple(entries), tuple(lines), blank)


def _read_cell(key: str, cell: str, today: date) -> date | int | str | None:
    if key != "date":
        return read_answer(key, cell, today)
    if words := clean(cell):
        return _read_dated(words, today)
    raise UnreadAnswer("is not there, and something is written for it")


def _entry(
    cells: Mapping[str, str], line: int, today: date, problems: list[Problem]
) -> DiaryEntry | None:
    answers: dict[str, date | int | str | None] = {}
    before = len(problems)
    for key, cell in cells.items():
        try:
            answers[key] = _read_cell(key, cell, today)
        except UnreadAnswer as unread:
            problems.append(Problem(line, key, unread.sentence))
    return make_entry(answers) if len(problems) == before else None
