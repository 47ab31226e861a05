"""A visit led twice, in the app and line by line, by someone who answers both times the same."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from textual.pilot import Pilot
from textual.widget import Widget

from goalcoach import plain
from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.answer_types import REVIEW, Kind, SkipReason, Value
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.view.screen import Screen
from goalcoach.dialogue.view.screen_words import is_full
from goalcoach.dialogue.view.standing_words import open_checks
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.theme import DARK, PLAIN
from goalcoach.screens.visit.question_rows import MarginRow
from goalcoach.screens.visit.visit import VisitScreen
from goalcoach.store.site_file import Site, SiteContact
from goalcoach.visit.site_sheet_context import site_context
from goalcoach.visit.visit import Visit
from tests.example import Clock
from tests.plain import small
from tests.said import app_words, plain_words
from tests.screens.fake import settle, until
from tests.walker import DUE

CONTACTS = (SiteContact("The team on call", "555 0100"),)
GATE_STEPS = ("Ask the crisis team for today.", "Stay until someone is there.")
BREAK_STEPS = ("Name five things in this room.", "The quiet room is down the hall.")
DANGER_SIGNS = ("Not able to pass water",)
SITE = Site(
    contacts=CONTACTS,
    steps_gate=GATE_STEPS,
    steps_break=BREAK_STEPS,
    danger_signs=DANGER_SIGNS,
)
SETTING = Setting("", False, CONTACTS, GATE_STEPS, BREAK_STEPS, site_context(SITE))


class Said(NamedTuple):
    """A question, and the words there."""

    asked: Screen
    words: list[str]


# Someone who answers


@dataclass
class Person:
    """Answers each question the same way whoever asks it; leaves those `open` for later."""

    open: Sequence[str] = ()
    asked: Counter[str] = field(default_factory=Counter)
    ratings: int = 0

    def answer(self, visit: Visit) -> do.Command | Value:
        """Return a value to enter, or a command to give, at the question that is asked."""
        asked = visit.screen
        self.asked[asked.address] += 1
        if asked.gate_closed:
            return asked.options[1].id
        if checks := [one for one in open_checks(asked) if asked.value is not None]:
            return do.Acknowledge(checks[0].id, "as we said")
        if self.asked[asked.address] > 3 or asked.address in self.open:
            return do.Next()
        if asked.kind is Kind.ROSTER:
            enough = (
                len(asked.rows) >= 2 or is_full(asked) or any(row.proposed for row in asked.rows)
            )
            return True if enough else do.AddRow(asked.address, "Cook lunch on Sundays")
        if asked.proposed is not None:
            return do.Confirm()
        if asked.value is not None:
            return do.Next()
        value = self._value(asked)
        if value is None or visit.refusal_of(do.Answer(value)):
            return do.Skip(SkipReason.NOT_NOW)
        return value

    def _value(self, asked: Screen) -> Value | None:
        match asked.kind:
            case Kind.SAY:
                return True
            case Kind.TEXT | Kind.LONG_TEXT:
                return "kestrel"
            case Kind.CHOICE:
                return asked.options[0].id
            case Kind.MULTI:
                return (asked.options[0].id,)
            case Kind.SCALE:
                self.ratings += 1
                return 3 if self.ratings % 4 == 0 else 8
            case Kind.NUMBER:
                return 3
            case Kind.DATE:
                return DUE
            case Kind.LIST:
                return (3,) if asked.numbers else ("one thing", "another")
        return None


# Line by line


def line_by_line(visit: Visit, person: Person) -> list[Said]:
    """Lead the visit to its close; return what was said at each question."""
    said, lines, typed = list[Said](), list[str](), list[str]()

    def read(prompt: str) -> str:
        if not typed:
            asked = visit.screen
            said.append(Said(asked, plain_words(lines[lines.index("") :], asked)))
            lines.clear()
            typed.extend(["yes"] if asked.address == REVIEW else keyed(asked, person.answer(visit)))
        return typed.pop(0)

    assert plain.run(visit, read, lines.append, SITE) == 0
    return said


def keyed(asked: Screen, answer: do.Command | Value) -> list[str]:
    """Return the lines that someone types for an answer."""
    match answer:
        case do.Skip(reason=reason):
            return [f":skip {reason.value}"]
        case do.AddRow(first=first):
            return [first]
        case do.Acknowledge(why=why):
            return [f":keep {why}"]
        case do.Confirm() | do.Next():
            return [":confirm" if isinstance(answer, do.Confirm) else ":next"]
        case tuple() if asked.kind is Kind.LIST:
            return [*map(str, answer), ""]
        case tuple():
            return [" ".join(map(str, answer))]
        case str() if asked.kind is Kind.LONG_TEXT:
            return [answer, ""]
        case True:
            return [""]
        case _:
            return [str(answer)]


# In the app


@asynccontextmanager
async def opened(visit: Visit) -> AsyncIterator[tuple[Pilot[int], VisitScreen]]:
    """Yield the visit's page once its first question can be answered."""
    coach = Coach(Clock(), SETTING, PLAIN, visit.state.today)
    app = GoalcoachApp(visit.store, coach, DARK, visit)
    async with app.run_test(size=(100, 36)) as pilot:
        await until(lambda: isinstance(app.screen, VisitScreen) and app.screen.field is not None)
        assert isinstance(app.screen, VisitScreen)
        await settle(pilot, app.screen)
        yield pilot, app.screen


async def in_the_app(visit: Visit, person: Person) -> list[Said]:
    """Lead the visit to its close; return what was shown at each question."""
    said = list[Said]()
    async with opened(visit) as (pilot, screen):
        # What is shown counts, not where: laying it out at each step would take most of the time.
        with pilot.app.batch_update():
            while visit.screen.address != REVIEW:
                said.append(Said(visit.screen, app_words(rows(screen), visit.screen)))
                press(screen, visit, person.answer(visit))
                await settle(pilot, screen)
            screen.action_forward()
            await settle(pilot, screen)
            return [*said, Said(visit.screen, app_words(rows(screen), visit.screen))]


def press(screen: VisitScreen, visit: Visit, answer: do.Command | Value) -> None:
    """Do what the keys for an answer do."""
    match answer:
        case do.Skip() | do.Confirm():
            screen.give(answer, do.Next())
        case do.Acknowledge():
            more = len(open_checks(visit.screen)) > 1
            calls = [answer] if more else [answer, do.Next()]
            screen.ask(*(lambda one=one: visit.give(one) for one in calls), entering=more)
        case do.Next() if visit.screen.kind is Kind.SAY:
            screen.action_forward()
        case do.AddRow() | do.Next():
            screen.give(answer)
        case bool() | int() | float() | str() | date() | tuple():
            screen.ask(lambda: visit.enter(answer), entering=True)


def rows(screen: VisitScreen) -> Iterator[tuple[str, Widget]]:
    """Yield what stands on the page, each with its label, in reading order."""
    for where in ("#ask", "#answer", "#after"):
        for row in screen.query(f"{where} MarginRow").results(MarginRow):
            yield row.label_words, row.matter


def begin(tmp_path: Path, script: str, last: Path | None = None) -> tuple[Visit, Visit]:
    """Begin the same visit twice, on the plan in the file `last` if there is one."""
    visits = []
    for name in ("app", "lines"):
        store = small.open_store(tmp_path / name)
        if last is not None:
            (store.root / small.CODE).mkdir(mode=0o700)
            shutil.copy(last, store.root / small.CODE)
        visits.append(small.begin(store, script))
    return visits[0], visits[1]
