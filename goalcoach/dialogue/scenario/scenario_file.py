"""A scenario: one visit written down step by step, with what should come of it.

    visit = "review"                    # or "first"
    after = "first.toml"                # the one before it; for a first visit: its first sitting
    today = 2026-11-20

    [[step]]
    at = "goal/goals"
    answer = [ { statement = "Cook on Sundays" } ]

    [[step]]
    at = "steps@1/ready"
    answer = 3
    says = "How ready are you"
    expect_check = "low"

    [expect]
    asked = ["steps@1/why"]
    plan = { "goals[0].statement" = "Cook on Sundays" }

Reads bytes that were loaded elsewhere; every fault is named with its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeGuard

from msgspec import Struct, field

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.script.diagnostic import suggest
from goalcoach.dialogue.script.toml_source import Report, TomlTable, read_table
from goalcoach.errors import BadData, Problem

TODAY = date(2026, 1, 5)
"""The day of a scenario that names none."""

DOINGS = (
    *("answer", "skip", "confirm", "clear", "note", "draft", "add", "remove", "restore", "move"),
    *("off_paper", "back", "next", "go", "return", "open", "more", "undo", "redo", "pause"),
)
"""What a step does; one of them at most."""
_LOOKS = ("says", "refused", "expect_check", "expect_no_check", "ack", "why")
_STEP_KEYS = ("at", *DOINGS, *_LOOKS)
_HEAD_KEYS = ("visit", "after", "today", "step", "expect")
_EXPECT_KEYS = ("path", "asked", "not_asked", "set_aside", "close", "plan", "absent")
_COUNTED = ("back", "next", "undo", "redo", "pause")
_FLAGS = ("confirm", "clear", "go", "return", "open", "off_paper")
_TEXTS = ("note", "draft", "add", "remove", "restore", "more")
_HEADER = re.compile(r"\s*\[\[step\]\]")
_EXPECT = re.compile(r"\s*\[expect[.\]]")


class ScenarioStep(Struct, frozen=True):
    """One step. `at` is "" for the question under the cursor; `do` is one of DOINGS, or ""."""

    line: int
    at: str = ""
    do: str = ""
    value: object = None
    says: str = ""
    """Words that are said there, the patient's own among them."""
    refused: str = ""
    """The code of the refusal that is expected, or the id of the hard check that fires."""
    expect_check: str = ""
    expect_no_check: str = ""
    ack: str = ""
    why: str = ""


class Expected(Struct, frozen=True):
    """What should have come of it at the end; lists of addresses, None where nothing is said."""

    path: tuple[str, ...] | None = None
    """Every question that is asked, in order."""
    asked: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    set_aside: tuple[str, ...] | None = None
    """What was answered and is not asked any more, all of it."""
    close: str = ""
    """ "done" if the visit can be closed as it is, else the code of the refusal."""
    plan: Mapping[str, object] = field(default_factory=dict)
    """Place in the plan → what stands there."""
    absent: tuple[str, ...] = ()
    """Places in the plan where nothing stands."""
    line: int = 0
    """The line of its table."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Key → its line."""

    def line_of(self, key: str) -> int:
        """Return the line of a key of it, else that of its table."""
        return self.lines.get(key, self.line)


class Scenario(Struct, frozen=True):
    """One visit to be tried. `after` is the file of the scenario whose plan it goes on from.

    A first visit that goes on from one is a further sitting: what was told before is taken over.
    """

    file: str
    visit: str
    today: date
    after: str
    steps: tuple[ScenarioStep, ...]
    expected: Expected


def read_scenario(file: str, data: bytes) -> Scenario:
    """Return the scenario in a file; raises BadData with every line that does not fit."""
    report = Report()
    table = read_table(file, data, report)
    problems: list[Problem] = []
    made = _read(file, table, data, problems) if table is not None else None
    problems += [Problem(one.line, one.field, one.message) for one in report.found]
    if made is None or problems:
        raise BadData(file, sorted(set(problems)))
    return made


def _read(file: str, table: TomlTable, data: bytes, problems: list[Problem]) -> Scenario:
    lines = data.decode().split("\n")
    table.allow(_HEAD_KEYS)
    visit = table.text("visit", "first")
    if visit not in ("first", "review"):
        problems.append(Problem(table.line("visit"), "visit", "is “first” or “review”."))
    if visit == "review" and not table.has("after"):
        why = "a review needs `after`, the file of the scenario before it."
        problems.append(Problem(table.line("visit"), "visit", why))
    today = table.data.get("today", TODAY)
    if not _is_near(today):
        problems.append(Problem(table.line("today"), "today", "is a day like 2026-11-20."))
        today = TODAY
    starts = [number for number, line in enumerate(lines, 1) if _HEADER.match(line)]
    steps = tuple(
        _read_step(one.data, starts[number] if number < len(starts) else 1, problems)
        for number, one in enumerate(table.tables("step"))
    )
    expect = table.table("expect")
    at = next((number for number, line in enumerate(lines, 1) if _EXPECT.match(line)), 1)
    expected = _read_expected(expect, at) if expect is not None else Expected()
    return Scenario(file, visit, today, table.text("after"), steps, expected)


def _is_near(day: object) -> TypeGuard[date]:
    """Return True for a day of a time in which visits are held: others cannot be counted from."""
    return isinstance(day, date) and not isinstance(day, datetime) and 1900 <= day.year < 3000


def _read_step(data: dict[str, object], line: int, problems: list[Problem]) -> ScenarioStep:
    for key in data:
        if key not in _STEP_KEYS:
            problems.append(Problem(line, key, f"is no part of a step{suggest(key, _STEP_KEYS)}."))
    done = [key for key in DOINGS if key in data]
    if len(done) > 1:
        problems.append(Problem(line, done[1], f"is a step of its own; this one has {done[0]}."))
    texts = {key: data.get(key, "") for key in ("at", *_LOOKS)}
    for key, value in texts.items():
        if not isinstance(value, str):
            problems.append(Problem(line, key, "is a text."))
    do = done[0] if done else ""
    value = data.get(do)
    if do and (wanted := _wanted(do, value)):
        problems.append(Problem(line, do, wanted))
    if bool(texts["ack"]) != bool(texts["why"]):
        problems.append(Problem(line, "ack", "goes with `why`: the reason for keeping it."))
    words = {key: one if isinstance(one, str) else "" for key, one in texts.items()}
    return ScenarioStep(line=line, do=do, value=value, **words)


def _wanted(do: str, value: object) -> str:
    """Return what the value of a doing should be, "" if it is that."""
    if do in _FLAGS:
        return "" if value is True or (do == "off_paper" and value is False) else "is true."
    if do in _COUNTED:
        fine = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1000
        return "" if fine else "is how many times, as in 1."
    if do in _TEXTS:
        return "" if isinstance(value, str) else "is a text."
    if do == "skip":
        return "" if value in tuple(SkipReason) else f"is one of {', '.join(SkipReason)}."
    if do == "move":
        fine = isinstance(value, list) and len(value) == 2 and isinstance(value[0], str)
        fine = fine and isinstance(value, list) and type(value[1]) is int
        return "" if fine else 'is a row and its place, as in ["g1", 0].'
    return ""


def _read_expected(table: TomlTable, line: int) -> Expected:
    table.allow(_EXPECT_KEYS)
    plan = table.table("plan")
    return Expected(
        path=table.texts("path") if table.has("path") else None,
        asked=table.texts("asked"),
        not_asked=table.texts("not_asked"),
        set_aside=table.texts("set_aside") if table.has("set_aside") else None,
        close=table.text("close"),
        plan=plan.data if plan is not None else {},
        absent=table.texts("absent"),
        line=line,
        lines={key: table.line(key) for key in table.data},
    )
