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
from goalcoach.errors import NotAllowed
from goalcoach.screens.home import home as home_module
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.message_pages import StuckScreen
from goalcoach.screens.kit.theme import LIGHT
from goalcoach.store import patient_list
from goalcoach.store.patient_info import PatientInfo
from goalcoach.store.patient_list import ListAhead, list_patients
from goalcoach.store.store import Store
from tests.idle import hold
from tests.screens.fake import by_hand, frame, until
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


def test_the_cursor_stays_where_it_was_put_soon_after_the_start(store: Store, monkeypatch):
    monkeypatch.setattr(home_module, "LONG_SECONDS", 0.3)
    told: list[str] = []
    tell = HomeScreen._tell_waiting

    def tell_waiting(home: HomeScreen) -> None:
        tell(home)
        told.append("")

    monkeypatch.setattr(HomeScreen, "_tell_waiting", tell_waiting)

    async def steps(pilot: Pilot[int], home: HomeScreen) -> None:
        await until(lambda: home.loaded)
        await pilot.press("down")
        await until(lambda: bool(told))
        await pilot.pause()
        assert home.people.selected is not None
        assert home.people.selected.code == "birch-2"

    run(store, None, steps)


def test_home_waits_for_a_list_that_is_being_read(store: Store, read: list[str], monkeypatch):
    go_on = threading.Event()

    began = threading.Event()

    def slowly(store: Store) -> tuple[PatientInfo, ...]:
        began.set()
        assert go_on.wait(30)
        return list_patients(store)

    with monkeypatch.context() as patch:
        patch.setattr(patient_list, "list_patients", slowly)
        ahead = ListAhead(store)
        assert began.wait(30)

    async def steps(pilot: Pilot[int], home: HomeScreen) -> None:
        assert home.everyone == ()
        await until(lambda: "The list is being read. What you type is kept." in shown(home))
        await by_hand(pilot, "b")
        assert "The list is being read." in shown(home)
        assert "back to the list" not in shown(home)
        go_on.set()
        await until(lambda: [one.code for one in home.people.people] == ["birch-2", "b"])
        assert "being read" not in shown(home)

    run(store, ahead, steps)
    assert read == []


def shown(home: HomeScreen) -> str:
    app = home.app
    assert isinstance(app, GoalcoachApp)
    return frame(app)


def held_reading(monkeypatch: pytest.MonkeyPatch, go_on: threading.Event) -> list[str]:
    """Have home read the list once `go_on` is set; return what was read."""
    times: list[str] = []

    def slowly(store: Store) -> tuple[PatientInfo, ...]:
        hold(go_on)
        times.append("read")
        return list_patients(store)

    monkeypatch.setattr(home_module, "list_patients", slowly)
    return times


def test_nobody_is_taken_for_new_before_the_list_is_there(store: Store, monkeypatch):
    go_on = threading.Event()
    held_reading(monkeypatch, go_on)

    async def steps(pilot: Pilot[int], home: HomeScreen) -> None:
        await pilot.press(*"alder", "enter")
        assert not home.loaded
        assert (home.typed, home.questions.pending, home.opening) == ("alder", [], False)
        assert "Type a code" in shown(home)
        go_on.set()
        await until(lambda: home.loaded)
        assert [one.code for one in home.people.people] == ["alder-1", "alder"]
        await pilot.press(*"-2")
        assert home.questions.pending

    run(store, None, steps)


def test_leaving_waits_for_no_list(store: Store, monkeypatch):
    go_on = threading.Event()
    read = held_reading(monkeypatch, go_on)

    async def steps(pilot: Pilot[int], home: HomeScreen) -> None:
        await pilot.press("ctrl+q")

    run(store, None, steps)
    assert read == []
    go_on.set()


def test_a_list_that_cannot_be_read_is_told_in_its_place(store: Store, monkeypatch):
    whole = store.codes
    sentence = "plans may not be read. Ask who looks after this folder."

    def closed() -> tuple[str, ...]:
        raise NotAllowed(sentence)

    monkeypatch.setattr(store, "codes", closed)

    async def steps(pilot: Pilot[int], home: HomeScreen) -> None:
        await until(lambda: sentence in shown(home))
        await pilot.press(*"cedar-3", "enter")
        assert (home.typed, home.questions.pending, home.opening) == ("cedar-3", [], False)
        await pilot.press("escape")
        monkeypatch.setattr(store, "codes", whole)
        home.look_again()
        await until(lambda: "alder-1" in shown(home))
        assert sentence not in shown(home)
        monkeypatch.setattr(store, "codes", closed)
        await pilot.press("down", "f1")
        await until(lambda: home.app.screen is not home)
        await pilot.press("escape")
        await until(lambda: sentence in shown(home))
        assert home.people.selected is not None
        assert home.people.selected.code == "birch-2"

    run(store, ListAhead(store), steps)


def test_no_first_visit_begins_where_a_listed_patient_is_gone(store: Store):
    """As with a drive that was taken out: the folder of its place would become a store."""

    async def steps(pilot: Pilot[int], home: HomeScreen) -> None:
        await until(lambda: home.loaded)
        store.root.rename(store.root.with_name("taken-out"))
        await pilot.press("enter")
        await until(lambda: isinstance(home.app.screen, StuckScreen))
        await until(lambda: "There is no patient alder-1 here." in shown(home))
        await pilot.press("escape")
        await until(lambda: "connect it again" in " ".join(shown(home).split()))

    run(store, ListAhead(store), steps)
    assert not store.root.exists()


def test_a_page_in_between_does_not_begin_the_first_reading_again(store: Store, monkeypatch):
    go_on = threading.Event()
    read = held_reading(monkeypatch, go_on)

    async def steps(pilot: Pilot[int], home: HomeScreen) -> None:
        await pilot.press("f1")
        await until(lambda: home.app.screen is not home)
        await pilot.press("escape")
        await until(lambda: home.app.screen is home)
        await pilot.pause()
        go_on.set()
        await until(lambda: len(home.everyone) == 2)
        await pilot.pause()

    run(store, None, steps)
    assert read == ["read"]


def test_a_list_is_not_read_again_while_its_server_hangs(store: Store, monkeypatch):
    go_on, begun = threading.Event(), list[str]()

    def hangs(store: Store) -> tuple[PatientInfo, ...]:
        begun.append("begun")
        hold(go_on)
        return list_patients(store)

    async def steps(pilot: Pilot[int], home: HomeScreen) -> None:
        await until(lambda: home.loaded)
        monkeypatch.setattr(home_module, "list_patients", hangs)
        for day in (1, 2, 3):
            home.day = date(2026, 11, day)  # another than today: home looks again
            home.look_again()
            await until(lambda: bool(begun))
            await pilot.pause()
        assert begun == ["begun"]
        go_on.set()

    run(store, ListAhead(store), steps)


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
