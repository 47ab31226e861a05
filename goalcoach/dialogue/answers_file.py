"""An answers file: a whole visit written down beforehand, read strictly.

    "opening/ease" = 6
    "goal/goals" = [ { statement = "Cook on Sundays", whose = "patient" } ]
    "now@1/progress" = 3                       # @1: the first goal; @g1 works too
    [skips]
    "priorities/burdens" = "not_now"
    [acks]
    "sure@1/sure" = { low = "the step is tiny already" }
    [notes]  [confirm]

Reads bytes that were loaded elsewhere; `headless` walks a visit with the result.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import tomli

from goalcoach.dialogue.answer_types import SkipReason, Value
from goalcoach.dialogue.script.typed_number import doubt_of
from goalcoach.errors import BadData, Problem
from goalcoach.plan.file.toml_limit import excess

Record = Mapping[str, Value]
TABLES = ("confirm", "acks", "notes", "skips", "off_paper")
_KEY = re.compile(r"\s*(?:\"([^\"]+)\"|'([^']+)'|([A-Za-z0-9_-]+))\s*=")


@dataclass(slots=True)
class Answers:
    """What the file holds, by address as written. `used` grows as a visit takes from it."""

    source: str
    values: dict[str, Value] = field(default_factory=dict)
    rosters: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    confirm: dict[str, bool] = field(default_factory=dict)
    acks: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    skips: dict[str, SkipReason] = field(default_factory=dict)
    off_paper: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """What stays off the patient's papers: which lines of a roster, or () for all of it."""
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    """(table or "", key) → line."""
    used: set[tuple[str, str]] = field(default_factory=set)

    def problem(self, key: str, message: str, table: str = "") -> Problem:
        """Return what is wrong with a key of the file, or of one of its tables, with its line."""
        name = f"[{table}] {key}" if table else key
        return Problem(self.lines.get((table, key), 0), name, message)

    def unused(self) -> list[tuple[str, str]]:
        """Return the (table, key) pairs that nothing took, in file order."""
        held = [("", key) for key in (*self.values, *self.rosters)]
        for table in TABLES:
            held += [(table, key) for key in getattr(self, table)]
        return sorted(set(held) - self.used, key=lambda one: self.lines.get(one, 0))


def read_answers(data: bytes, source: str) -> Answers:
    """Return the file's answers; raises BadData with every line that cannot be an answer."""
    try:
        text = data.decode("utf-8-sig")
        if too_much := excess(text):
            raise BadData(source, [Problem(*too_much)])
        tree = tomli.loads(text, parse_float=_Written)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadData(source, [Problem(line, "", "this is not UTF-8 text.")]) from error
    except RecursionError as error:
        raise BadData(source, [Problem(0, "", "this is nested too deeply.")]) from error
    except tomli.TOMLDecodeError as error:
        problem = Problem(error.lineno, "", f"this is not TOML: {error.msg}.")
        raise BadData(source, [problem]) from error
    except ValueError as error:
        raise BadData(source, [Problem(0, "", "a number in it is far too long.")]) from error
    answers = Answers(source, lines=_find_lines(text))
    problems: list[Problem] = []
    for key, value in tree.items():
        if doubt := _doubt_in(value):
            problems.append(answers.problem(key, f"{doubt}; write the one that is meant."))
        elif key in TABLES:
            _read_table(answers, key, value, problems)
        elif _is_records(value):
            answers.rosters[key] = tuple(_read_record(answers, key, one, problems) for one in value)
        else:
            read = _read_value(value)
            if read is None:
                problems.append(answers.problem(key, "is neither an answer nor a list of lines."))
            else:
                answers.values[key] = read
    if problems:
        raise BadData(source, problems)
    return answers


class _Written(float):
    """A number with a point, which knows how it was written.

    To this format "1.200" is one and a fifth, and to who typed it perhaps twelve hundred."""

    def __new__(cls, words: str) -> _Written:
        number = super().__new__(cls, words)
        number.words = words
        return number

    words: str


def _doubt_in(value: object) -> str:
    """Return what the first number in a value may mean, if it may be two; "" if none may."""
    if isinstance(value, _Written):
        return doubt_of(value.words)
    rows = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next(filter(None, map(_doubt_in, rows)), "")


def _is_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _read_record(
    answers: Answers, key: str, data: dict[str, object], problems: list[Problem]
) -> Record:
    record: dict[str, Value] = {}
    for name, value in data.items():
        read = _read_value(value)
        if read is None:
            problems.append(answers.problem(key, f"{name} is no answer."))
        else:
            record[name] = read
    return record


def _read_value(value: object) -> Value | None:
    if isinstance(value, datetime):
        return None
    if isinstance(value, float):
        return float(value)
    if isinstance(value, bool | int | str | date):
        return value
    if not isinstance(value, list):
        return None
    if all(isinstance(one, str) for one in value):
        return tuple(str(one) for one in value)
    if all(isinstance(one, int | float) and not isinstance(one, bool) for one in value):
        return tuple(float(one) if isinstance(one, float) else one for one in value)
    return None


def _read_table(answers: Answers, table: str, data: object, problems: list[Problem]) -> None:
    if not isinstance(data, dict):
        problems.append(answers.problem(table, f"is a table: write [{table}]."))
        return
    for key, value in data.items():
        match table, value:
            case "confirm", True:
                answers.confirm[key] = True
            case "notes", str():
                answers.notes[key] = value
            case "skips", str() if value in tuple(SkipReason):
                answers.skips[key] = SkipReason(value)
            case "off_paper", True:
                answers.off_paper[key] = ()
            case "off_paper", [*lines] if lines and all(type(one) is int for one in lines):
                answers.off_paper[key] = tuple(lines)
            case "acks", dict() if all(isinstance(one, str) for one in value.values()):
                answers.acks[key] = {str(name): str(why) for name, why in value.items()}
            case _:
                problems.append(answers.problem(key, _WANTED[table], table))


_WANTED = {
    "confirm": "is true, or left out.",
    "notes": "is a text.",
    "off_paper": "is true, or the numbers of its lines, as in [1, 3].",
    "skips": f"is one of {', '.join(SkipReason)}.",
    "acks": 'is { check = "why it was kept" }.',
}


def _find_lines(text: str) -> dict[tuple[str, str], int]:
    lines: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if bare.startswith("[") and bare.rstrip().strip("[]") in TABLES:
            table = bare.strip("[]")
            lines.setdefault(("", table), number)
        elif match := _KEY.match(line):
            key = match.group(1) or match.group(2) or match.group(3)
            lines.setdefault((table, key), number)
    return lines
