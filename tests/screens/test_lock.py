"""While no one is here the app shows nothing of a patient, and gives it back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from goalcoach.screens.kit.coach_app import Setting
from goalcoach.screens.kit.lock import LockScreen
from goalcoach.screens.kit.message_pages import EndScreen
from goalcoach.store.store import Store
from tests.screens.fake import FakeVisit, ask, by_hand, frame, settle, until, walk
from tests.screens.test_home import run

CURTAIN = ("Resting", "Nothing is shown while no one is here.", "What was typed is kept.",
           "Enter  come back", "goalcoach")  # fmt: skip
LAST = ask(Kind.SAY, "wins/last", say="The next question.")
VISIT_MINUTES, MINUTES = 30, 10


class Away:
    """An idle clock that goes on when it is told to."""

    def __init__(self, app) -> None:
        self.now = 0.0
        self.app = app
        app.coach.idle_clock = lambda: self.now
        app._seen_at = 0.0

    async def minutes(self, count: float, pilot) -> None:
        self.now += 60 * count
        self.app.look_at_idleness()
        await pilot.pause()


def words(shown: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in shown.splitlines() if line.strip())


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)])
def test_the_curtain_hides_everything_and_gives_it_back_as_it_was(size):
    visit = FakeVisit([ask(Kind.LONG_TEXT), LAST])

    async def steps(pilot, screen):
        away = Away(pilot.app)
        await by_hand(pilot, *"soup and a walk", "left", "left", "left", "left")
        await settle(pilot, screen)
        before, at = frame(pilot.app), screen.field.writer.cursor_location
        await away.minutes(VISIT_MINUTES - 0.1, pilot)
        assert frame(pilot.app) == before
        await away.minutes(0.1, pilot)
        assert words(frame(pilot.app)) == CURTAIN
        await by_hand(pilot, "x", "ctrl+q", "ctrl+p", "f8", "escape", "pagedown")
        await pilot.click(offset=(5, 5))
        assert words(frame(pilot.app)) == CURTAIN
        await by_hand(pilot, "enter")
        assert not isinstance(pilot.app.screen, LockScreen)
        assert screen.field.writer.text == "soup and a walk"
        assert screen.field.writer.cursor_location == at
        assert screen.focused is screen.field.writer
        await by_hand(pilot, "s")
        assert screen.field.writer.text == "soup and a swalk"

    walk(visit, steps, size=size)
    assert not [one for one in visit.given if isinstance(one, do.Answer)]


def test_the_curtain_hides_the_page_that_asks_for_more_room_too():
    async def steps(pilot, screen):
        before = frame(pilot.app)
        await Away(pilot.app).minutes(VISIT_MINUTES, pilot)
        assert words(frame(pilot.app)) == CURTAIN
        await by_hand(pilot, "enter")
        assert frame(pilot.app) == before

    walk(FakeVisit([ask(Kind.LONG_TEXT), LAST]), steps, size=(48, 12))


def test_a_key_begins_the_time_anew():
    async def steps(pilot, screen):
        away = Away(pilot.app)
        for _ in range(3):
            await away.minutes(VISIT_MINUTES - 1, pilot)
            await by_hand(pilot, "left")
        assert not isinstance(pilot.app.screen, LockScreen)

    walk(FakeVisit([ask(Kind.TEXT), LAST]), steps)


def test_a_break_is_never_hidden():
    async def steps(pilot, screen):
        away = Away(pilot.app)
        await by_hand(pilot, "f8")
        await away.minutes(600, pilot)
        assert "Go on when you are ready" in frame(pilot.app)
        await by_hand(pilot, "ctrl+p")  # what lies over it is not hidden either
        await away.minutes(600, pilot)
        assert not pilot.app.resting

    walk(FakeVisit([ask(Kind.TEXT), LAST]), steps)


@pytest.mark.parametrize("keys", [("f1",), ("f3",), ("f5",), ("f6",), ("f9",), ("ctrl+p",)])
def test_it_hides_what_lies_over_a_visit(keys):
    async def steps(pilot, screen):
        away = Away(pilot.app)
        await by_hand(pilot, *keys)
        below = pilot.app.screen
        assert below is not screen
        await away.minutes(VISIT_MINUTES, pilot)
        assert words(frame(pilot.app)) == CURTAIN
        await by_hand(pilot, "enter")
        assert pilot.app.screen is below

    walk(FakeVisit([ask(Kind.CHOICE), LAST]), steps)


def test_a_page_that_opens_meanwhile_stays_behind_it():
    async def steps(pilot, screen):
        away = Away(pilot.app)
        await away.minutes(VISIT_MINUTES, pilot)
        pilot.app.switch_screen(EndScreen("The visit is closed", ("Thank you both.",)))
        await pilot.pause()
        assert words(frame(pilot.app)) == CURTAIN
        await by_hand(pilot, "enter")
        assert "Thank you both." in frame(pilot.app)

    walk(FakeVisit([ask(Kind.TEXT), LAST]), steps)


def test_the_site_says_how_long_and_may_say_never():
    async def never(pilot, screen):
        await Away(pilot.app).minutes(600, pilot)
        assert not pilot.app.resting

    async def soon(pilot, screen):
        await Away(pilot.app).minutes(2, pilot)
        assert pilot.app.resting

    for minutes, steps in ((0, never), (2, soon)):
        visit = FakeVisit([ask(Kind.TEXT), LAST])
        walk(visit, steps, setting=Setting(lock_minutes_visit=minutes))


def test_home_is_hidden_sooner(tmp_path: Path):
    store = Store(tmp_path / "plans")
    store.create()

    async def steps(pilot, app):
        away = Away(app)
        await by_hand(pilot, *"rowan-1")
        await away.minutes(MINUTES, pilot)
        assert words(frame(app)) == CURTAIN
        await by_hand(pilot, "enter")
        await until(lambda: "rowan-1" in frame(app))

    run(store, steps)


def test_the_app_looks_by_itself_whether_someone_is_here(monkeypatch):
    monkeypatch.setattr("goalcoach.screens.kit.coach_app.LOOK_EVERY", 0.01)

    async def steps(pilot, screen):
        Away(pilot.app).now += 60 * VISIT_MINUTES
        await until(lambda: pilot.app.resting)

    walk(FakeVisit([ask(Kind.TEXT), LAST]), steps)
