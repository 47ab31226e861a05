"""Home at the start of the app: what was read while the app was loaded is not read again."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from goalcoach.app import GoalcoachApp
from goalcoach.screens.home import home as home_module
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.theme import LIGHT
from goalcoach.store import patient_list
from goalcoach.store.patient_info import PatientInfo
from goalcoach.store.patient_list import ListAhead, list_patients
from goalcoach.store.store import Store
from tests.screens.fake import until
from tests.store import sample
from tests.terminal import Terminal, goalcoach

NOW = datetime(2026, 11, 23, 10, 41, tzinfo=UTC)
Steps = Callable[[Pilot[int], HomeScreen], Awaitable[None]]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "plans")
    for code in ("alder-1", "birch-2"):
        store.publish(code, replace(sample.plan(), patient=code))
    return store


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count how often home reads the list itself."""
    times: list[str] = []

    def read(store: Store) -> tuple[PatientInfo, ...]:
        times.append("read")
        return list_patients(store)

    monkeypatch.setattr(home_module, "list_patients", read)
    return times


def run(store: Store, ahead: ListAhead | None, steps: Steps) -> None:
    app = GoalcoachApp(
        store, Coach(lambda: NOW, Setting(), today_is=date(2026, 11, 23)), LIGHT, None
    )
    app.listed = ahead

    async def walk() -> None:
        async with app.run_test() as pilot:
            home = app.screen
            assert isinstance(home, HomeScreen)
            await until(lambda: not home.unready)
            await steps(pilot, home)

    asyncio.run(walk())


def test_the_first_picture_of_home_has_the_list(store: Store, read: list[str], monkeypatch):
    ahead = ListAhead(store)
    ahead._thread.join()
    drawn: list[int] = []
    note = HomeScreen._note_shown

    def note_shown(home: HomeScreen) -> None:
        drawn.append(len(home.everyone))
        note(home)

    monkeypatch.setattr(HomeScreen, "_note_shown", note_shown)

    async def steps(pilot: Pilot[int], home: HomeScreen) -> None:
        await pilot.pause()
        assert [one.code for one in home.everyone] == ["alder-1", "birch-2"]

    run(store, ahead, steps)
    assert drawn == [2]
    assert read == []


def test_home_waits_for_a_list_that_is_being_read(store: Store, read: list[str], monkeypatch):
    go_on = threading.Event()

    def slowly(store: Store) -> tuple[PatientInfo, ...]:
        assert go_on.wait(30)
        return list_patients(store)

    monkeypatch.setattr(patient_list, "list_patients", slowly)
    ahead = ListAhead(store)
    monkeypatch.undo()

    async def steps(pilot: Pilot[int], home: HomeScreen) -> None:
        assert home.everyone == ()
        go_on.set()
        await until(lambda: len(home.everyone) == 2)

    run(store, ahead, steps)
    assert read == []


def test_home_reads_a_list_itself_that_could_not_be_read_before(
    store: Store, read: list[str], monkeypatch
):
    def fails(store: Store) -> tuple[PatientInfo, ...]:
        raise OSError("not there yet")

    monkeypatch.setattr(patient_list, "list_patients", fails)
    ahead = ListAhead(store)
    ahead._thread.join()

    async def steps(pilot: Pilot[int], home: HomeScreen) -> None:
        await until(lambda: len(home.everyone) == 2)

    run(store, ahead, steps)
    assert read == ["read"]


def test_the_list_is_read_again_when_home_is_come_back_to(store: Store, read: list[str]):
    ahead = ListAhead(store)
    ahead._thread.join()

    async def steps(pilot: Pilot[int], home: HomeScreen) -> None:
        store.publish("cedar-3", replace(sample.plan(), patient="cedar-3"))
        await pilot.press("f1")
        await until(lambda: pilot.app.screen is not home)
        await pilot.press("escape")
        await until(lambda: len(home.everyone) == 3)

    run(store, ahead, steps)
    assert read == ["read"]


def test_a_picture_of_the_screen_is_told_of_where_it_is_allowed(tmp_path: Path, practice: Path):
    for folder in ("goalcoach", "Downloads"):
        (tmp_path / folder).mkdir()
    (tmp_path / "goalcoach" / "settings.toml").write_text("screenshots = true")
    environ = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    line = goalcoach("--store", str(practice))
    with Terminal(line, environ=environ, cwd=tmp_path) as terminal:
        terminal.until_text("rowan-17")
        terminal.keys("\x10", "picture", "enter")
        terminal.until_text("Saved screenshot")
