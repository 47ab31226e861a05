"""One visit, three front ends, the same words: what is said and shown at each question.

`tests/said.py` names what only one of them can say, such as its keys.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from goalcoach import plain
from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.engine import command as do
from goalcoach.dialogue.kind import REVIEW, Kind, SkipReason, Value
from goalcoach.dialogue.view.question_words import is_full, open_checks
from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.end import EndScreen
from goalcoach.screens.kit.theme import DARK, PLAIN
from goalcoach.screens.visit.answer_margin import MarginRow
from goalcoach.screens.visit.break_page import BreakScreen
from goalcoach.screens.visit.visit import VisitScreen
from goalcoach.store.site_file import Site, SiteContact
from goalcoach.visit.break_and_close import TALK_TO_SOMEONE
from goalcoach.visit.visit import Visit
from tests.dialogue.packs import Item, item, pack, section
from tests.example import Clock
from tests.plain import small
from tests.said import app_words, painted, plain_words, unwrapped, words
from tests.screens.fake import by_hand, settle, until
from tests.walker import DUE

CONTACTS = (SiteContact("The team on call", "555 0100"),)
SITE = Site(contacts=CONTACTS)


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
    coach = Coach(Clock(), Setting(contacts=CONTACTS), PLAIN, visit.state.today)
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


# The same words


def assert_alike(shown: Said, said: Said) -> None:
    """Both say the same, but for two pages where the app has too little room for all of it."""
    asked, page, lines = shown.asked, shown.words, said.words
    if asked.panel == "plan":  # the note gives way to the plan; at 120 columns it stands beside it
        lines = lines[: lines.index("NOTE:")] if "NOTE:" in lines else lines
    if asked.panel == "ladder" and asked.kind is Kind.ROSTER:  # two columns: a step, a bad day
        assert not Counter(page) - Counter(lines), asked.address
        return
    assert page == lines, asked.address


async def assert_told_alike(first: Visit, second: Visit, open: Sequence[str] = ()) -> list[Said]:
    """Lead a visit in the app and line by line: each question is told in the same words."""
    shown = await in_the_app(first, Person(open))
    said = line_by_line(second, Person(open))
    assert [one.asked.address for one in shown] == [one.asked.address for one in said]
    for page, lines in zip(shown, said, strict=True):
        assert_alike(page, lines)
    return shown


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


LAST = Path(__file__).parent.parent / "sessions" / small.CODE / "v0001.toml"


@pytest.mark.parametrize("last", [None, LAST], ids=["first", "review"])
async def test_each_question_of_our_own_script_is_told_in_the_same_words(
    tmp_path: Path, last: Path | None
):
    told = await assert_told_alike(*begin(tmp_path, "core", last))
    panels = {one.asked.panel for one in told}
    assert panels >= ({"ladder", "contacts", "plan"} if last is None else {"diary", "changes"})


# Pipes in every place that may hold one

USUAL = "{word|what you call it}"
BREAK = {
    "stop": f"We stop, {USUAL}. All you said is kept.",
    "back": f"What would be good for {USUAL}?",
    "end": f"We end here, {USUAL}.",
}


def piped() -> list[Item]:
    """Questions with a pipe in each of their words."""
    rates = {"id": "low", "warn_if": {"q": "self", "lt": 4}, "text": f"{{self|It}} for {USUAL}?"}
    both = {"id": "twice", "warn_if": {"q": "self", "lt": 9}, "text": f"Twice: {USUAL}"}
    words = {"id": "few", "stop_if": {"q": "self", "words_lt": 2}, "text": f"More, {USUAL}."}
    around = {
        "say": f"How is {USUAL}?",
        "show": f"{USUAL}: ___",
        "hint": f"Wait for {USUAL}.",
        "probes": [f"What of {USUAL}?", "What else?"],
    }
    options = [{"id": "one", "label": f"One {USUAL}"}, {"id": "two", "label": "Two"}]
    alone = {"id": "none", "label": f"No {USUAL}", "exclusive": True}
    fields = [item("name", "text", required=True), item("size", "choice", options=options)]
    return [
        item("word", "text", fills="story.words.usual", say="Your word?"),
        item("hello", "say", **around),
        item("none", "say"),
        item("gate", "choice", options=["pause", "go"], fills="safety.decision",
             gate={"q": "gate", "eq": "go"}, gate_say=f"First {USUAL}.", **around),
        item("text", "text", checks=[words], **around),
        item("story", "long_text", propose="nothing yet", **around),
        item("pick", "choice", options=options, propose="two", **around),
        item("picks", "multi", options=[*options, alone], rank=2, **around),
        *(item(f"rate{n}", "scale", checks=[rates, both], **around) for n in range(4)),
        item("amount", "number", range=[1, 90], unit=USUAL, propose=7, **around),
        item("day", "date", propose="today+28d", **around),
        item("lines", "list", rows=[0, 4], **around),
        item("counts", "list", rows=[0, 4], numbers=True, **around),
        item("things", "roster", rows=[0, 2], fields=fields, ask_more=f"More of {USUAL}?",
             row_label=f"{{things.name|one}} of {USUAL}", **around),
        item("helper", "text", who="helper", opens="a/word", **around),
        item("mine", "text", who="clinician", label=f"About {USUAL}"),
        item("plan", "say", panel="plan", **around),
        item("call", "text", panel="contacts", **around),
    ]  # fmt: skip


@pytest.fixture
def script(tmp_path: Path) -> str:
    """Return a script with a pipe in every place that may hold one."""
    folder = tmp_path / "pack"
    folder.mkdir()
    said = (item(name, "say", say=words) for name, words in BREAK.items())
    files = pack({"a": section("a", *piped())}) | {"break.toml": section("break", *said)}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return str(folder)


@pytest.mark.parametrize("word", ["kestrel", "what you call it"], ids=["answered", "fallback"])
async def test_each_pipe_is_filled_alike(tmp_path: Path, script: str, word: str):
    left_open = [] if word == "kestrel" else ["a/word"]
    told = await assert_told_alike(*begin(tmp_path, script), left_open)
    whole = [" ".join(one.words) for one in told]
    assert not [words for words in whole if "{" in words]
    assert len([words for words in whole if word in words]) > 20
    assert any(f"First {word}." in words for words in whole)
    assert any(f"CHECK: A thought before you go on 3 for {word}?" in words for words in whole)


def break_typed(visit: Visit) -> list[str]:
    """Take a break and stop for today, line by line; return what was said."""
    return unwrapped(small.lead(visit, ["kestrel", ":break", "3"], SITE).typist.said)


async def test_a_break_and_the_end_are_told_alike(tmp_path: Path, script: str):
    first, second = begin(tmp_path, script)
    first.enter("kestrel")
    async with opened(first) as (pilot, screen):
        screen.action_break()
        await until(lambda: isinstance(pilot.app.screen, BreakScreen))
        await pilot.pause()
        column = pilot.app.screen.query_one("#column")
        page = words(" ".join(painted(column)).replace(TALK_TO_SOMEONE.upper(), TALK_TO_SOMEONE))
        await by_hand(pilot, "3", "enter")
        await until(lambda: isinstance(pilot.app.screen, EndScreen))
        end = words(" ".join(painted(pilot.app.screen.query_one("#column"))))
    said = [re.sub(r"\A(SAY|TO CALL): |\A\d\. ", "", line) for line in break_typed(second)]
    begun = next(at for at, line in enumerate(said) if line.startswith("We stop"))
    closed = said.index("We stop here for today")
    assert "We stop kestrel. All you said is kept." in " ".join(page)
    assert words(" ".join(said[begun:closed])) == page
    assert "We end here kestrel." in " ".join(end)
    assert words(" ".join(said[closed:-1])) == end  # the last line names the command to read it
