"""Home is left while a visit is still being opened from a store that is slow or gone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from goalcoach import app as app_module
from goalcoach.app import GoalcoachApp
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.kit.coach_app import Coach
from goalcoach.screens.kit.page import StuckScreen
from goalcoach.screens.kit.theme import LIGHT
from goalcoach.screens.visit.visit import VisitScreen
from goalcoach.store.file_system import Fs
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from tests.idle import hold
from tests.screens.fake import frame, until
from tests.store import sample

NOW = datetime(2026, 11, 23, 10, 41, tzinfo=UTC)
CODE = sample.CODE


class HeldFs(Fs):
    """A disk that answers nothing of one folder while `held`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.go_on = threading.Event()
        self.go_on.set()
        self.waiting = False

    def hold(self) -> None:
        self.go_on.clear()

    def lock(self, fd: int) -> bool:
        self.wait()
        return super().lock(fd)

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        if path.name.endswith(".toml") and path.parent == self.folder:
            self.wait()
        return super().open(path, flags, mode)

    def wait(self) -> None:
        self.waiting = not self.go_on.is_set()
        if self.waiting:
            hold(self.go_on)


@pytest.fixture
def fs(tmp_path: Path) -> Iterator[HeldFs]:
    fs = HeldFs(tmp_path / "plans" / CODE)
    yield fs
    fs.go_on.set()


@pytest.fixture
def store(tmp_path: Path, fs: HeldFs) -> Store:
    store = Store(tmp_path / "plans", fs)
    store.publish(CODE, sample.plan())
    return store


def home_app(store: Store) -> GoalcoachApp:
    return GoalcoachApp(store, Coach(lambda: NOW, today_is=date(2026, 11, 23)), LIGHT, None)


async def begin_to_open(pilot: Pilot[int], fs: HeldFs) -> HomeScreen:
    """Open the visit; return home once the disk is waited for."""
    home = pilot.app.screen
    assert isinstance(home, HomeScreen)
    await until(lambda: home.loaded and not home.unready)
    fs.hold()
    home.open(CODE)
    await until(lambda: fs.waiting)
    return home


def begin(store: Store) -> Visit:
    return Visit.begin(store, CODE, today=date(2026, 11, 23), clock=lambda: NOW)


def test_leaving_says_that_a_visit_being_opened_is_closed_first_and_closes_it(store, fs):
    app = home_app(store)

    async def walk() -> None:
        async with app.run_test() as pilot:
            await begin_to_open(pilot, fs)
            leaving = asyncio.create_task(pilot.press("ctrl+q"))
            await until(lambda: "Leaving; the visit is closed first." in frame(app))
            fs.go_on.set()
            await leaving
            await until(lambda: not app.is_running)

    asyncio.run(walk())
    assert app.return_code == 0
    assert (store.folder(CODE) / "draft" / "lock").read_bytes() == b""
    begin(store).leave()  # raises Busy if it is open still


def test_leaving_waits_for_no_visit_on_a_disk_that_does_not_answer(store, fs, monkeypatch):
    monkeypatch.setattr(app_module, "OPENING_SECONDS", 0.2)
    app = home_app(store)

    async def walk() -> None:
        async with app.run_test() as pilot:
            await begin_to_open(pilot, fs)
            await pilot.press("ctrl+q")
            await until(lambda: not app.is_running)

    asyncio.run(walk())
    assert not fs.go_on.is_set()


def test_a_visit_whose_page_has_no_place_any_more_is_closed(store, fs):
    app = home_app(store)

    async def walk() -> None:
        async with app.run_test() as pilot:
            home = await begin_to_open(pilot, fs)
            app.push_screen(StuckScreen("Above", "It covers home."))
            fs.go_on.set()
            await until(lambda: not home.opening)
            await until(lambda: (store.folder(CODE) / "draft" / "lock").read_bytes() == b"")
            assert not any(isinstance(one, VisitScreen) for one in app.screen_stack)

    asyncio.run(walk())
    begin(store).leave()
