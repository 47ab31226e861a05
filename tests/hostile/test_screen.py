"""Every screen with a hostile text in every field: none raises, none lets a text act."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.view.screen import (
    CellView,
    CheckView,
    Cover,
    OptionView,
    Reveal,
    RowView,
    Screen,
    Status,
)
from goalcoach.plan.model.visit_record import Parent
from goalcoach.plan.outcome.diary import DiaryEntry
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.home.person_pages import actions_of
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.page import Page
from goalcoach.screens.kit.theme import DARK, DRAWN
from goalcoach.screens.visit.visit import VisitScreen
from goalcoach.sheets.block import Origin
from goalcoach.sheets.writers.gutter_lines import GutterLine
from goalcoach.store.diary_file import append_entries
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests.example import Clock
from tests.hostile.corpus import TEXTS, acting
from tests.hostile.plan import hostile, texts_from
from tests.hostile.store import CODE
from tests.screens.fake import (
    NOW,
    TODAY,
    FakeReading,
    FakeVisit,
    Line,
    ask,
    by_hand,
    frame,
    settle,
    until,
    walk,
)

KINDS: list[Kind] = [kind for kind in Kind if kind is not Kind.REVIEW]
ROUNDS = range(0, len(TEXTS), 22)
SMALL, LARGE = (80, 24), (120, 36)


def row_of(texts: Iterator[str], number: int) -> RowView:
    cells = tuple(
        CellView(name, next(texts), f"wins/day@r{number}.{name}", next(texts), Status.ANSWERED)
        for name in ("text", "bad_day")
    )
    return RowView(f"r{number}", next(texts), cells, proposed=number == 2)


def asked(kind: Kind, start: int, turn: int) -> Screen:
    """Return a question of that kind, all of whose words are hostile."""
    texts = texts_from(start)
    line = next(texts)
    more: dict[str, object] = {
        name: next(texts)
        for name in ("title", "loop", "context", "say", "show", "hint", "note", "ask_more", "unit",
                     "gate_say", "opens_label")
    }  # fmt: skip
    more |= {"probes": (next(texts), next(texts)), "who": ("patient", "clinician")[turn % 2]}
    more["checks"] = (CheckView("one", next(texts), hard=False, kept=next(texts)),)
    if kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.LIST}:
        words = (line, next(texts)) if kind is Kind.LIST else line
        keys = ({"proposed": words, "proposed_on": date(2026, 10, 23)}, {"value": words},
                {"draft": line}, {"suggestion": words})  # fmt: skip
        more |= keys[turn % 4]
    if kind in {Kind.CHOICE, Kind.MULTI}:
        more["options"] = tuple(OptionView(f"o{at}", next(texts)) for at in range(4))
        more["rank"] = 3 if kind is Kind.MULTI and turn % 2 else 0
    if kind is Kind.SCALE:
        more |= {"low": 0, "high": 10, "anchors": (next(texts), next(texts))}
        others = ((next(texts), 3), (next(texts), 4))
        more["reveal"] = Reveal(Cover.SHOWN, 3, date(2026, 10, 23), others)
    if kind is Kind.ROSTER:
        more["rows"] = tuple(row_of(texts, at) for at in (1, 2, 3))
        more["panel"] = ("", "ladder")[turn % 2]
    if kind is Kind.SAY:
        more["panel"] = ("", "plan", "contacts", "diary")[turn % 4]
    return ask(kind, f"wins/day{start}", **more)


def reading(start: int) -> FakeReading:
    texts = texts_from(start)
    lines = tuple(
        GutterLine(next(texts), next(texts), Origin("goals.statement", (f"g{at}",)))
        for at in range(4)
    )
    return FakeReading(lines, entries=tuple(next(texts) for _ in range(4)))


def looks(app: GoalcoachApp) -> str:
    shown = frame(app)
    assert acting(shown) == []
    return shown


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_full_of_hostile_text_is_shown_and_left(kind: Kind):
    offset = 5 * KINDS.index(kind)
    screens = [asked(kind, start + offset, turn) for turn, start in enumerate(ROUNDS)]
    visit = FakeVisit(screens)

    async def steps(pilot, screen):
        for turn in range(len(screens)):
            looks(pilot.app)
            if turn == 1:
                for opened in ("f1", "f3", "f6", "f9"):
                    await pilot.press(opened)
                    await pilot.pause()
                    looks(pilot.app)
                    await pilot.press("escape")
                    await settle(pilot, screen)
            assert visit.at == turn
            await pilot.press("pagedown")
            await settle(pilot, screen)

    setting = Setting(TEXTS["a closing tag"], contacts=(Line(TEXTS["clear the screen"], "["),))
    app = walk(visit, steps, size=(SMALL, LARGE)[len(kind) % 2], reading=reading(len(kind)),
               setting=setting)  # fmt: skip
    assert app.return_code in {0, None}


@pytest.mark.parametrize("start", [0, 22])
def test_a_hostile_text_that_is_pasted_stands_as_it_was(start: int):
    """Typed words are kept to the byte; only what acts on a line of its own is tidied."""
    texts = [one for _, one in zip(range(9), texts_from(start), strict=False) if len(one) < 500]
    visit = FakeVisit([ask(Kind.LONG_TEXT, f"wins/d{at}") for at in range(len(texts) + 1)])

    async def steps(pilot, screen):
        from textual import events

        for text in texts:
            assert screen.field is not None
            screen.focused.post_message(events.Paste(text))
            await pilot.pause()
            looks(pilot.app)
            await by_hand(pilot, "enter")
            await settle(pilot, screen)

    walk(visit, steps)


# The pages that open from home


def publish(store: Store, start: int) -> None:
    store.create()
    store.publish(CODE, hostile(start))
    parent = Parent(version=1, digest=store.load(CODE, 1).digest)
    store.publish(CODE, hostile(start + 1, version=2, parent=parent))
    texts = texts_from(start)
    entries = [
        DiaryEntry(date=TODAY, participation=at, line=next(texts).strip() or None)
        for at in range(8)
    ]
    append_entries(store, CODE, entries)


def at_home(store: Store, act: Callable[..., object], size: tuple[int, int]) -> None:
    app = GoalcoachApp(store, Coach(lambda: NOW, Setting(), DRAWN, TODAY), DARK, None)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            home = app.screen
            assert isinstance(home, HomeScreen)
            await until(lambda: home.loaded)
            await pilot.pause()
            await act(pilot, app, home)  # type: ignore[misc]

    asyncio.run(run())


@pytest.mark.parametrize(("start", "size"), [(0, SMALL), (40, LARGE)])
def test_the_pages_of_a_hostile_plan_are_shown(tmp_path: Path, start: int, size: tuple[int, int]):
    store = Store(tmp_path / "plans")
    publish(store, start)

    async def act(pilot, app, home):
        looks(app)
        for number in range(2, len(actions_of(home.people.selected)) + 1):
            await pilot.press("tab", str(number), "enter")
            await until(lambda: app.screen is not home)
            await pilot.pause()
            for _ in range(4):
                looks(app)
                await pilot.press("pagedown")
                await pilot.pause()
            await pilot.press("f1")
            await pilot.pause()
            looks(app)
            while app.screen is not home:
                app.pop_screen()
                await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()

    at_home(store, act, size)


@pytest.mark.parametrize("start", [0, 43])
def test_a_review_of_a_hostile_plan_is_walked_through(tmp_path: Path, start: int):
    store = Store(tmp_path / "plans")
    publish(store, start)
    visit = Visit.begin(store, CODE, today=TODAY, clock=Clock())

    async def run() -> None:
        app = GoalcoachApp(store, Coach(lambda: NOW, Setting(), DRAWN, TODAY), DARK, visit)
        async with app.run_test(size=SMALL) as pilot:
            await until(lambda: isinstance(app.screen, Page) and app.screen.is_shown)
            if not isinstance(app.screen, VisitScreen):  # a page that tells of another language
                looks(app)
                await pilot.press("enter")
            await until(lambda: getattr(app.screen, "field", None) is not None)
            addresses = set()
            for turn in range(14):
                await settle(pilot, app.screen)  # type: ignore[arg-type]
                looks(app)
                if turn == 10:
                    for opened in ("f3", "f9", "f6"):
                        await pilot.press(opened)
                        await pilot.pause()
                        looks(app)
                        await pilot.press("escape")
                        await pilot.pause()
                addresses.add(visit.screen.address)
                await pilot.press("enter" if turn < 4 else "pagedown")
            assert len(addresses) > 6

    asyncio.run(run())
    visit.leave()
