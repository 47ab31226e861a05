"""Keys in haste: none acts on a page that nobody can have seen, and no page is closed twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual import events

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.engine import command as do
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.kit.command_palette import Palette
from goalcoach.screens.kit.help import HelpScreen
from goalcoach.screens.kit.message_pages import EndScreen
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.visit.break_page import BreakScreen
from goalcoach.screens.visit.visit import VisitScreen
from goalcoach.store.store import Store
from tests.screens.fake import FakeVisit, ask, by_hand, in_haste, options, settle, until, walk
from tests.screens.test_home import run

SCALE = ask(Kind.SCALE, low=0, high=10, anchors=("None", "All"))
TEXT = ask(Kind.TEXT, "wins/what", title="What was it")
LAST = ask(Kind.SAY, "wins/last", say="Thank you.")
CHOICE = ask(Kind.CHOICE, "wins/who", options=options("Alone", "With others"))


@pytest.fixture
def store(practice: Path, tmp_path: Path) -> Store:
    """The practice store, to write in."""
    shutil.copytree(practice, tmp_path / "plans")
    return Store(tmp_path / "plans")


def answers(visit: FakeVisit) -> list[do.Command]:
    return [one for one in visit.given if isinstance(one, do.Answer | do.Next | do.Skip)]


# While there is too little room to read the page


@pytest.mark.parametrize(
    "way",
    [(), ("f8",), ("f9",), ("f5",), ("f6",), ("f3",), ("f1",), ("f4",), ("ctrl+p",), ("pagedown",)],
    ids="-".join,
)
def test_a_page_that_asks_for_more_room_takes_no_key(way: tuple[str, ...]):
    visit = FakeVisit([SCALE, TEXT, CHOICE, LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, *way)
        await settle(pilot, screen)
        before, given = pilot.app.screen, list(visit.given)
        await pilot.resize_terminal(40, 12)
        await settle(pilot, screen)
        below = before if before in pilot.app.screen_stack else screen
        assert pilot.app.screen is below
        await by_hand(
            pilot, "enter", "7", "enter", "3", "x", "space", "f5", "f8", "ctrl+p", "escape"
        )
        await in_haste(pilot, *"abc", "enter", "pagedown", "tab")
        pilot.app.post_message(events.Paste("a whole sentence"))
        await pilot.click(offset=(3, 3))
        await settle(pilot, screen)
        assert pilot.app.screen is below
        assert visit.given == given
        await pilot.resize_terminal(80, 24)
        await settle(pilot, screen)
        assert visit.given == given
        assert not [one for one in pilot.app.screen.query(Writer) if one.text]
        assert screen.field.current() is None

    walk(visit, steps)


@pytest.mark.parametrize(
    "page", range(6), ids=["home", "plan", "compare", "trends", "diary", "print"]
)
def test_so_does_each_page_beside_a_visit(store: Store, page: int):
    async def steps(pilot, app):
        if page:
            await by_hand(pilot, *"fern", "tab", *["down"] * page, "enter")
            await until(lambda: not isinstance(app.screen, HomeScreen) and not app.screen.unready)
        before = app.screen
        texts = [one.text for one in before.query(Writer)]
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        for key in ("v", "p", "f", "a", "n", "x", "1", "tab", "down", "enter", "enter", "escape"):
            await by_hand(pilot, key)
        assert app.screen is before
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert [one.text for one in before.query(Writer)] == texts
        assert app.screen is before

    run(store, steps)
    assert store.codes() == ("fern-4", "rowan-17")
    assert store.peek_draft("fern-4") is None


def test_leaving_is_possible_there():
    async def steps(pilot, screen):
        await pilot.resize_terminal(40, 12)
        pilot.app.post_message(events.Key("ctrl+q", None))
        await until(lambda: not pilot.app.is_running)

    visit = FakeVisit([TEXT])
    app = walk(visit, steps)
    assert (app.return_code, visit.left) == (0, 1)


# Keys in haste


def test_a_second_enter_does_not_answer_the_next_question():
    visit = FakeVisit([CHOICE, SCALE, TEXT, LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "1")
        await in_haste(pilot, "enter", "enter", "enter", "pagedown")
        await settle(pilot, screen)
        assert screen.asked.address == SCALE.address

    walk(visit, steps)
    assert answers(visit) == [do.Answer("o1"), do.Next()]


def test_words_typed_ahead_wait_for_the_line_they_are_meant_for():
    visit = FakeVisit([CHOICE, TEXT, LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "1")
        await in_haste(pilot, "enter", *"lunch")
        await settle(pilot, screen)
        assert screen.field.current() == "lunch"

    walk(visit, steps)


def test_a_pause_is_taken_once_and_its_page_stays():
    visit = FakeVisit([TEXT, LAST])

    async def steps(pilot, screen):
        await by_hand(pilot, "f8", "2")
        await in_haste(pilot, "enter", "enter", "enter")
        await until(lambda: isinstance(pilot.app.screen, EndScreen))
        await pilot.pause()
        assert isinstance(pilot.app.screen, EndScreen)

    app = walk(visit, steps)
    assert visit.left == 1
    assert not answers(visit)
    assert app.return_code is None


@pytest.mark.parametrize(
    ("keys", "given"),
    [
        (("f1", "enter", "enter"), []),
        (("f8", "enter", "enter"), []),
        (("f9", "enter", "enter"), []),
        (("f6", "enter", "enter"), []),
        (("f3", "escape", "escape", "enter"), []),
        (("f5", "enter", "enter"), [do.Skip(SkipReason.NOT_NOW, TEXT.address), do.Next()]),
        (("ctrl+p", "pageup", "enter", "enter"), []),
        (("ctrl+p", "pagedown", "down", "end"), []),
    ],
    ids=lambda one: "-".join(map(str, one)) if one and isinstance(one[0], str) else "",
)
def test_the_page_below_is_not_answered_by_what_closed_the_one_above(keys, given):
    visit = FakeVisit([TEXT, SCALE, LAST])

    async def steps(pilot, screen):
        first, *rest = keys
        await by_hand(pilot, first)
        await in_haste(pilot, *rest)
        await settle(pilot, screen)
        assert pilot.app.is_running

    walk(visit, steps)
    assert answers(visit) == given


@pytest.mark.parametrize(
    "keys",
    [
        ("f8", "2", "enter", "enter"),
        ("f9", "down", "enter", "enter"),
        ("f5", "3", "enter", "enter"),
        ("f8", "3", "enter", "enter", "enter"),
        ("ctrl+p", "pageup"),
        ("ctrl+p", "pagedown", "enter"),
        ("ctrl+p", "ctrl+end", "enter", "enter"),
        ("f3", "f3", "f3"),
        ("f1", "f1", "f1"),
        ("f6", "f6", "enter"),
        ("escape", "b", "enter"),
    ],
    ids="-".join,
)
def test_all_at_once_ends_no_program(keys: tuple[str, ...]):
    visit = FakeVisit([SCALE, TEXT, LAST])

    async def steps(pilot, screen):
        await in_haste(pilot, *keys)
        await settle(pilot, screen)
        assert pilot.app.is_running
        pilot.app.post_message(events.Key("ctrl+q", None))
        await until(lambda: not pilot.app.is_running)

    app = walk(visit, steps)
    assert app.return_code == 0
    assert not answers(visit)


@pytest.mark.parametrize(
    "keys",
    [
        ("f3", "ctrl+q"),
        ("f9", "ctrl+q", "enter"),
        ("ctrl+q", "ctrl+p", "enter"),
        ("ctrl+q", "ctrl+q", "f8"),
        ("ctrl+p", "ctrl+q"),
        ("enter", "ctrl+q"),
        ("f8", "2", "enter", "ctrl+q"),
    ],
    ids="-".join,
)
def test_leaving_in_the_middle_is_clean(keys: tuple[str, ...]):
    visit = FakeVisit([TEXT, SCALE, LAST])

    async def steps(pilot, screen):
        for key in keys:
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(lambda: not pilot.app.is_running)

    app = walk(visit, steps)
    assert app.return_code == 0
    assert visit.left


def test_a_page_is_closed_once_and_none_is_opened_above_a_page_that_is_covered():
    async def steps(pilot, screen):
        helps = [HelpScreen("", ()), HelpScreen("", ())]
        for one in helps:
            screen.open_above(one)
        await pilot.pause()
        assert pilot.app.screen is helps[0]
        helps[0].dismiss()
        helps[0].dismiss()
        await pilot.pause()
        assert pilot.app.screen is screen

    walk(FakeVisit([TEXT]), steps)


def test_a_break_begins_at_once_while_an_answer_is_written():
    visit = FakeVisit([TEXT, SCALE, LAST])

    async def steps(pilot, screen):
        screen.busy = True
        await by_hand(pilot, "x")
        await by_hand(pilot, "f8")
        assert isinstance(pilot.app.screen, BreakScreen)

    walk(visit, steps)


def test_enter_again_and_again_on_home_begins_one_visit(store: Store):
    async def steps(pilot, app):
        app.post_message(events.Paste("rowan-17"))
        await in_haste(pilot, *["enter"] * 5)
        await until(lambda: isinstance(app.screen, VisitScreen) and not app.screen.unready)
        assert len(app.screen_stack) == 2
        assert app.screen.visit.screen.address == app.screen.asked.address

    run(store, steps)


def test_the_palette_of_home_closes_once(store: Store):
    async def steps(pilot, app):
        await by_hand(pilot, "ctrl+p")
        await until(lambda: not app.screen.unready)
        await in_haste(pilot, "down", "enter", "enter")
        await until(lambda: not isinstance(app.screen, Palette))
        assert app.is_running

    run(store, steps)


def test_nothing_is_given_to_a_visit_that_was_put_away():
    visit = FakeVisit([ask(Kind.TEXT, proposed="lunch"), LAST])

    async def steps(pilot, screen):
        screen.has_ended = True
        screen.give(do.Next())
        await pilot.pause()

    walk(visit, steps)
    assert not visit.given


def test_a_press_on_what_is_taken_down_and_still_in_the_picture_is_no_fault():
    async def steps(pilot, screen):
        writer = screen.query_one(Writer)
        x, y = writer.content_region.offset
        writer._detach()  # as it is between the end of a widget and the next layout
        for kind in (events.MouseDown, events.MouseMove, events.MouseUp):
            press = kind(
                None, x, y, 0, 0, button=1, shift=False, meta=False, ctrl=False,
                screen_x=x, screen_y=y,
            )  # fmt: skip
            await pilot.app.gate.take(press)
        writer._attach(screen.query_one("#answer"))

    assert walk(FakeVisit([ask(Kind.TEXT)]), steps).crash == ""
