"""Work of a page that is overtaken before it begins is given up, and the later work is done."""

from __future__ import annotations

import asyncio
import gc
import inspect
import shutil
import warnings
from pathlib import Path

import pytest
from textual import events
from textual.css.query import NoMatches
from textual.geometry import Size

from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.answer_types import Kind
from goalcoach.screens.kit import page
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.message_pages import EndScreen
from goalcoach.screens.kit.size_breakpoints import PageForm
from goalcoach.screens.kit.theme import DARK
from goalcoach.screens.visit.visit import VisitScreen
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests.screens.fake import NOW, TODAY, FakeVisit, ask, by_hand, frame, options, until, walk


async def leave(pilot) -> None:
    pilot.app.exit()


def test_of_work_asked_for_twice_at_once_the_later_is_done_and_the_other_is_closed():
    done: list[int] = []

    async def note(number: int) -> None:
        done.append(number)

    async def steps(pilot, screen):
        first, second = note(1), note(2)
        screen.start_work(first, exclusive=True, group="test")
        screen.start_work(second, exclusive=True, group="test")
        await pilot.pause()
        gc.collect()
        assert done == [2]
        assert inspect.getcoroutinestate(first) == inspect.CORO_CLOSED

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        walk(FakeVisit([ask(Kind.TEXT)]), steps)
        gc.collect()
    assert [one for one in told if "never awaited" in str(one.message)] == []


def test_a_page_that_opens_as_the_app_is_left_is_no_fault():
    async def steps(pilot, screen):
        screen.replace_by(EndScreen("We stop here.", ()))
        pilot.app.exit()

    app = walk(FakeVisit([ask(Kind.TEXT)]), steps)
    assert app.crash == ""


def test_a_page_that_would_be_shown_again_as_the_app_is_left_does_not_hold_it_up():
    """A letter that waited to become a word acts 0.4 s later; the answers may still be written."""

    async def steps(pilot, screen):
        pilot.app.leaving = True
        screen.redraw()
        assert not screen.is_drawing

    walk(FakeVisit([ask(Kind.TEXT)]), steps)


def test_another_size_of_the_terminal_once_the_last_page_is_down_is_no_fault():
    app = walk(FakeVisit([ask(Kind.TEXT)]), lambda pilot, screen: leave(pilot))
    assert app.leaving
    asyncio.run(app.on_event(events.Resize(Size(1, 1), Size(1, 1))))


def test_what_was_to_be_done_once_a_page_is_drawn_is_no_fault_if_it_is_taken_down_by_then():
    async def steps(pilot, screen):
        page = EndScreen("We stop here.", ())
        screen.open_above(page)
        await until(lambda: page.is_shown)
        page.has_ended = True  # it is being taken down
        page.call_after_refresh(lambda: page.query_one("#nowhere"))
        page.refresh()
        await pilot.pause()
        await pilot.pause()

    assert walk(FakeVisit([ask(Kind.TEXT)]), steps).crash == ""


@pytest.mark.parametrize("begin", ["set_timer", "set_interval"])
def test_a_timer_is_no_fault_if_the_page_is_taken_down_by_then(begin: str):
    called: list[bool] = []

    async def steps(pilot, screen):
        page = EndScreen("We stop here.", ())
        screen.open_above(page)
        await until(lambda: page.is_shown)

        def look() -> None:
            called.append(True)
            page.query_one("#nowhere")

        page.has_ended = True  # it is being taken down
        getattr(page, begin)(0.001, look)
        await until(lambda: bool(called))
        await pilot.pause()

    assert walk(FakeVisit([ask(Kind.TEXT)]), steps).crash == ""


def test_what_a_timer_misses_while_the_page_is_up_ends_the_app():
    async def steps(pilot, screen):
        screen.set_timer(0.001, lambda: screen.query_one("#nowhere"))
        await until(lambda: not pilot.app.is_running)

    with pytest.raises(NoMatches):
        walk(FakeVisit([ask(Kind.TEXT)]), steps)


def test_what_a_page_lacks_while_it_is_up_ends_the_app():
    async def steps(pilot, screen):
        screen.call_later(lambda: screen.query_one("#nowhere"))
        await pilot.pause()

    with pytest.raises(NoMatches):
        walk(FakeVisit([ask(Kind.TEXT)]), steps)


def test_a_crash_behind_the_close_names_no_visit_to_go_on_with(practice: Path, tmp_path: Path):
    store = Store(tmp_path / "plans")
    shutil.copytree(practice, store.root)
    visit = Visit.begin(store, "rowan-17", today=TODAY, clock=lambda: NOW)
    app = GoalcoachApp(store, Coach(lambda: NOW, Setting(), today_is=TODAY), DARK, visit)

    async def run() -> None:
        async with app.run_test():
            await until(lambda: isinstance(app.screen, VisitScreen) and app.screen.is_shown)
            page = app.screen
            assert isinstance(page, VisitScreen)
            page.replace_by(EndScreen("Version 3 is written.", (), patient="rowan-17"))
            await until(lambda: isinstance(app.screen, EndScreen) and app.screen.is_shown)
        app.end_for(ValueError())  # while it is left no page is there any more

    asyncio.run(run())
    visit.leave()
    assert app.crash
    assert app.left is None


def test_the_page_that_ends_a_visit_takes_the_place_of_what_was_opened_over_it():
    """Somebody looks at the help while the version is written: it is gone with the visit's page."""

    async def steps(pilot, screen):
        await by_hand(pilot, "f1")
        help_page = pilot.app.screen
        assert help_page is not screen
        screen.replace_by(EndScreen("We stop here.", ()))
        await until(lambda: isinstance(pilot.app.screen, EndScreen) and pilot.app.screen.is_shown)
        assert screen not in pilot.app.screen_stack
        assert help_page not in pilot.app.screen_stack

    walk(FakeVisit([ask(Kind.TEXT)]), steps)


def test_a_page_that_is_told_something_before_it_is_built_tells_it_once_it_is():
    async def steps(pilot, screen):
        page = EndScreen("We stop here.", ())
        screen.open_above(page)
        page.tell()
        await until(lambda: page.is_shown)
        assert "We stop here." in frame(pilot.app)

    walk(FakeVisit([ask(Kind.TEXT)]), steps)


def test_a_page_that_is_taken_down_takes_no_part_more_for_a_small_window(
    monkeypatch: pytest.MonkeyPatch,
):
    """As for any part: it is not that page's to say then that none can be added."""

    async def steps(pilot, screen):
        monkeypatch.setattr(page, "form_of", lambda width, height: PageForm.SMALL)
        resize = events.Resize(Size(40, 10), Size(40, 10))
        screen._detach()  # as it is between the end of a page and the next one
        await screen._dispatch_message(resize)
        screen._attach(pilot.app)
        assert not screen.query("#small")

    assert walk(FakeVisit([ask(Kind.TEXT)]), steps).crash == ""


@pytest.mark.parametrize("kind", [Kind.CHOICE, Kind.MULTI, Kind.TEXT, Kind.SCALE, Kind.ROSTER])
def test_a_page_is_told_what_is_around_a_field_that_is_taken_down_by_then(kind: Kind):
    async def steps(pilot, screen):
        await screen.field.remove()
        screen._tell_around(screen.asked)

    listed = options(*map(str, range(8))) if kind in {Kind.CHOICE, Kind.MULTI} else ()
    asked = ask(kind, options=listed)
    assert walk(FakeVisit([asked]), steps).crash == ""
