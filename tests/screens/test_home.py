"""Home, and a whole visit on a real store."""

from __future__ import annotations

import asyncio
import os
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual import events

from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.answer_types import Kind, SkipReason, Value
from goalcoach.dialogue.engine import command as do
from goalcoach.screens.home.empty_store_page import read_first_start
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.home.new_code_words import questions_about
from goalcoach.screens.home.patient_list import group_people
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.message_pages import EndScreen, StuckScreen
from goalcoach.screens.kit.theme import DARK, DRAWN, LIGHT, PLAIN
from goalcoach.screens.read.plan import PlanScreen
from goalcoach.screens.visit.visit import VisitScreen
from goalcoach.store.patient_info import PatientInfo
from goalcoach.store.site_file import SiteContact
from goalcoach.store.store import Store
from goalcoach.store.user_settings import read_settings
from goalcoach.visit.visit import Visit
from tests import parts
from tests.idle import hold
from tests.plan.visits import goal, visits
from tests.screens.fake import NOW, TODAY, by_hand, frame, settle, until
from tests.store import sample


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "plans")
    store.create()
    return store


def begin(store: Store, code: str) -> Visit:
    return Visit.begin(store, code, today=TODAY, clock=lambda: NOW)


def go_through(visit: Visit, stop: str = "") -> None:
    """Answer everything with something that fits, up to an address that begins with `stop`."""
    for _ in range(600):
        asked = visit.question
        if asked.address.startswith("safety/new"):
            visit.enter("no")  # what is new and unseen would want its reason
            continue
        if asked.kind is Kind.REVIEW or (stop and asked.address.startswith(stop)):
            return
        answers: dict[Kind, Value] = {
            Kind.SAY: True,
            Kind.TEXT: "Cook lunch",
            Kind.LONG_TEXT: "We cook lunch and all sit down",
            Kind.CHOICE: asked.options[0].id if asked.options else "",
            Kind.MULTI: tuple(option.id for option in asked.options[:1]),
            Kind.SCALE: 8,
            Kind.NUMBER: 3,
            Kind.LIST: ("one thing",),
            Kind.DATE: date(2026, 12, 18),
        }
        if asked.kind is Kind.ROSTER and not asked.rows:
            visit.give(do.AddRow(asked.address, "Cook lunch"))
        elif visit.enter(answers.get(asked.kind, True)) is not None:
            visit.give(do.Skip(SkipReason.NOT_NOW))
            visit.give(do.Next())
        elif visit.question.address == asked.address and visit.question.hold:
            visit.give(do.Next())
    raise AssertionError(f"stuck at {visit.question.address}")


def run(
    store: Store, steps, *, size=(80, 24), practice=False, visit: Visit | None = None, marks=DRAWN
):
    coach = Coach(lambda: NOW, Setting("", practice), marks, today_is=TODAY)
    app = GoalcoachApp(store, coach, LIGHT, visit)

    async def walk() -> None:
        async with app.run_test(size=size) as pilot:
            if visit is None:
                home = app.screen
                assert isinstance(home, HomeScreen)
                await until(lambda: home.loaded)
            await pilot.pause()
            await steps(pilot, app)

    asyncio.run(walk())
    return app


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 36)])
def test_an_empty_store_says_on_one_page_what_there_is_to_know(store, size):
    async def steps(pilot, app):
        shown = " ".join(frame(app).split())
        for words in (
            "No one here yet. Type a code to begin a first visit.",
            "Each person has a code, never a name",
            "goalcoach demo ~/practice",
            "goalcoach paths --make ~/plans",
            "No number to call is set yet.",
        ):
            assert words in shown
        assert "Plans Kept in" in shown
        foot = frame(app).splitlines()[-1]
        assert "letters type a code" in foot
        assert "Tab" not in foot, "there is nobody to read of"
        assert "Enter" not in foot
        await by_hand(pilot, *"mar")
        shown = " ".join(frame(app).split())
        assert "No one here yet." not in shown
        assert "It is kept in" in shown
        assert str(store.root) in "".join(frame(app).split())

    run(store, steps, size=size)


def test_what_a_first_start_says_fits_what_there_is(store):
    def labels(**site) -> list[str]:
        return [row.label for row in read_first_start(store, Setting(**site)).rows]

    assert labels() == ["Code", "To try", "For real", "Numbers", "Plans"]
    assert labels(practice=True) == ["Code", "Plans"]
    (store.root / "goalcoach.toml").write_text("format = 1")
    assert labels() == ["Code", "To try", "Numbers", "Plans"]
    assert labels(contacts=(SiteContact("Desk", "1"),)) == ["Code", "To try", "Plans"]


def test_a_new_code_is_explained_before_it_becomes_a_patient(store):
    async def steps(pilot, app):
        await by_hand(pilot, *"mar")
        shown = frame(app)
        assert "Never a name, a birthday or a record number." in shown
        assert store.codes() == ()
        await by_hand(pilot, "enter")
        await until(lambda: isinstance(app.screen, VisitScreen))

    run(store, steps)
    assert store.codes() == ("mar",)


def test_a_code_close_to_a_known_one_is_asked_about_twice(store):
    begin(store, "rowan-17").leave()

    async def steps(pilot, app):
        await by_hand(pilot, *"rowan-71", "enter")
        assert "rowan-71 is very close to rowan-17." in frame(app)
        await by_hand(pilot, "enter")
        assert "Is rowan-71 a second person?" in frame(app)
        assert store.codes() == ("rowan-17",)
        await by_hand(pilot, "enter")
        await until(lambda: isinstance(app.screen, VisitScreen))

    run(store, steps)
    assert store.codes() == ("rowan-17", "rowan-71")


@pytest.mark.parametrize("typed", ["con", "-a", "First Last", "../x"])
def test_what_cannot_be_a_code_is_not_begun(store, typed):
    async def steps(pilot, app):
        await by_hand(pilot, *typed, "enter", "enter")
        assert isinstance(app.screen, HomeScreen)

    run(store, steps)
    assert store.codes() == ()


def test_a_code_that_is_none_is_told_the_rule_once_and_the_code_that_was_meant():
    [asked] = questions_about("First Last", (), practice=False)
    assert asked.title == "This is not a code yet."
    assert asked.text.count("small letters") == 1
    assert "Never a name" in asked.text
    [capital] = questions_about("TEACH-7", (), practice=False)
    assert "Type it as teach-7." in capital.text


def test_a_code_of_digits_alone_asks_once_more_and_says_why():
    *_, last = asked = questions_about("3", ("rowan-17",), practice=False)
    assert len(asked) == 2
    assert last.title == "3 is a number alone."
    assert "place in a list" in last.text
    assert len(questions_about("maple-3", ("rowan-17",), practice=False)) == 1


def test_where_a_search_finds_nobody_the_foot_says_the_way_back(store):
    begin(store, "rowan-17").leave()

    async def steps(pilot, app):
        await by_hand(pilot, *"/zzz")
        foot = frame(app).splitlines()[-1]
        assert "Esc back to the list" in foot
        assert "Tab" not in foot
        await by_hand(pilot, "escape")
        assert "Enter go on" in frame(app).splitlines()[-1]

    run(store, steps)


@pytest.mark.parametrize("width", [60, 70, 80, 100, 120])
def test_the_hints_of_the_foot_stand_apart(store, width):
    begin(store, "rowan-17").leave()

    async def steps(pilot, app):
        foot = frame(app).splitlines()[-1]
        assert "Enter go on  " in foot
        assert "  Tab " in foot
        assert "  F1 help" in foot

    run(store, steps, size=(width, 30))


def test_enter_on_a_search_goes_to_who_was_found_and_only_the_next_one_begins_a_visit(store):
    for code in ("alder-1", "rowan-17"):
        visit = begin(store, code)
        go_through(visit, "opening")
        visit.leave()

    async def steps(pilot, app):
        home = app.screen
        await by_hand(pilot, "slash", *"rowan", "enter")
        assert app.screen is home
        assert home.typed == ""
        assert [one.code for one in home.people.people] == ["alder-1", "rowan-17"]
        assert home.people.selected.code == "rowan-17"
        await by_hand(pilot, "enter")
        await until(lambda: isinstance(app.screen, VisitScreen))
        assert app.screen.visit.code == "rowan-17"

    run(store, steps)


def test_who_is_chosen_is_seen_in_a_long_list_once_a_search_ends_and_once_all_are_shown(store):
    (plan,) = visits({"goals": [goal()]})
    for number in range(30):
        store.publish(f"alder-{number:02}", replace(plan, patient=f"alder-{number:02}"))

    async def steps(pilot, app):
        await by_hand(pilot, "slash", *"alder-27", "enter")
        assert len(app.screen.people.people) == 30
        await until(lambda: "▌ alder-27" in frame(app))
        await by_hand(pilot, "escape")
        await until(lambda: "▌ alder-00" in frame(app))

    run(store, steps)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 36)])
def test_a_visit_that_is_open_in_another_window_is_told_so_until_it_is_closed(
    store, size, monkeypatch
):
    with monkeypatch.context() as other:
        other.setattr("os.getpid", os.getppid)  # a process that lives, and is not this one
        visit = begin(store, "rowan-17")
    go_through(visit, "opening")

    async def steps(pilot, app):
        home = app.screen
        shown = frame(app)
        assert "open in another window" in shown
        assert "stopped" not in shown
        if size[0] > 60:
            await by_hand(pilot, "tab")
            shown = " ".join(frame(app).split())
            assert "This plan is open in another window by" in shown
            await by_hand(pilot, "escape")
        await by_hand(pilot, "enter")
        await until(lambda: isinstance(app.screen, StuckScreen))
        assert "Close it there, or read it here." in " ".join(frame(app).split())
        visit.leave()
        await by_hand(pilot, "enter")
        await until(lambda: app.screen is home)
        home.look_again()
        await until(lambda: "stopped" in frame(app))

    run(store, steps, size=size)


def test_a_list_that_was_long_in_reading_takes_the_place_of_no_newer_one(store, monkeypatch):
    (plan,) = visits({"goals": [goal()]})
    store.publish("alder-1", replace(plan, patient="alder-1"))
    go_on, read = threading.Event(), HomeScreen._read_list

    def read_slowly(home):
        found = read(home)
        hold(go_on)
        return found

    async def steps(pilot, app):
        home = app.screen
        monkeypatch.setattr(HomeScreen, "_read_list", read_slowly)
        home.post_message(events.ScreenResume())
        await pilot.pause()
        monkeypatch.setattr(HomeScreen, "_read_list", read)
        store.publish("alder-2", replace(plan, patient="alder-2"))
        home.post_message(events.ScreenResume())
        await until(lambda: "alder-2" in frame(app))
        go_on.set()
        await asyncio.to_thread(lambda: None)
        await until(lambda: all(one.is_finished for one in app.workers))
        await pilot.pause()
        assert [one.code for one in home.everyone] == ["alder-1", "alder-2"]

    run(store, steps)


def test_unfinished_visits_come_first_and_no_words_of_a_plan_are_shown(store):
    visit = begin(store, "rowan-17")
    go_through(visit, "goal/goals@")
    visit.leave()

    async def steps(pilot, app):
        shown = frame(app)
        assert "CONTINUE" in shown
        assert "▌ rowan-17       First visit, at The goal" in shown
        assert "Cook lunch" not in shown

    run(store, steps)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
@pytest.mark.parametrize("marks", [DRAWN, PLAIN], ids=["drawn", "plain"])
def test_the_code_is_typed_in_the_column_of_the_codes_below(store, size, marks):
    begin(store, "rowan-17").leave()

    async def steps(pilot, app):
        await by_hand(pilot, *"row")
        rows = frame(app).splitlines()
        typed = next(row for row in rows if row.lstrip().startswith(">"))
        found = next(row for row in rows if "First visit" in row)
        assert typed.index("row") == found.index("rowan-17")

    run(store, steps, size=size, marks=marks)


def test_letters_on_home_only_ever_type_a_code(store):
    begin(store, "rowan-17").leave()

    async def steps(pilot, app):
        await by_hand(pilot, *"cxq")
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.typed == "cxq"

    run(store, steps)


def test_a_visit_open_elsewhere_says_who_has_it(store):
    visit = begin(store, "rowan-17")

    async def steps(pilot, app):
        await by_hand(pilot, "enter")
        await until(lambda: isinstance(app.screen, StuckScreen))
        await by_hand(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)

    run(store, steps)
    visit.leave()


@pytest.mark.parametrize(
    ("width", "words"),
    [(60, "PRACTICE  "), (80, "PRACTICE, made-up people only  ")],
)
def test_practice_is_said_on_home_as_long_as_the_row_has_room(store, width, words):
    async def steps(pilot, app):
        assert f"goalcoach  {words}" in frame(app)

    run(store, steps, practice=True, size=(width, 24))


def test_a_practice_store_asks_once_whether_practice_is_meant(store):
    async def steps(pilot, app):
        await by_hand(pilot, *"mar")
        shown = frame(app)
        assert "Is this visit for practice?" in shown
        assert "goalcoach paths --make DIR" in shown
        await by_hand(pilot, "enter")
        await pilot.pause()
        assert "begin a first visit for mar" in frame(app)
        assert store.codes() == ()
        await by_hand(pilot, "escape", *"fern")
        assert "begin a first visit for fern" in frame(app)

    run(store, steps, practice=True)


def test_a_visit_goes_on_where_it_was_left(store):
    visit = begin(store, "rowan-17")
    go_through(visit, "story/open")
    visit.give(do.SaveDraft("half said"))
    visit.leave()

    async def steps(pilot, app):
        await by_hand(pilot, "enter")
        await until(lambda: isinstance(app.screen, VisitScreen))
        await settle(pilot, app.screen)
        assert "half said" in frame(app)
        await by_hand(pilot, *" and done", "enter")
        await settle(pilot, app.screen)
        await by_hand(pilot, "ctrl+q")

    run(store, steps)
    again = begin(store, "rowan-17")
    answers = [line.detail for line in again.where()]
    again.leave()
    assert "half said and done" in answers


def test_a_whole_first_visit_ends_in_a_version_that_home_can_read(store):
    visit = begin(store, "rowan-17")
    go_through(visit, "close/read_back")

    async def closing(pilot, app):
        screen = app.screen
        await settle(pilot, screen)
        assert "Cook lunch" in frame(app)
        await by_hand(pilot, "pagedown")
        await settle(pilot, screen)
        go_through(visit)
        screen.asked = visit.screen
        await screen.show_screen()
        await by_hand(pilot, "enter", "enter")
        await until(lambda: isinstance(app.screen, EndScreen))
        await by_hand(pilot, "enter")

    run(store, closing, visit=visit)
    assert store.versions("rowan-17") == (1,)

    async def reading(pilot, app):
        await by_hand(pilot, "tab", "2", "enter")
        await until(lambda: isinstance(app.screen, PlanScreen))
        assert "Cook lunch" in frame(app)

    run(store, reading, size=(120, 36))


def test_the_palette_offers_each_key_of_a_visit_and_no_picture_of_the_screen(store):
    visit = begin(store, "rowan-17")

    async def steps(pilot, app):
        rows = {command.title for command in app.palette_rows(app.screen)}
        assert {"Skip", "Take a break", "Where are we", "Leave"} <= rows
        assert not [title for title in rows if "creenshot" in title]
        visit.leave()

    run(store, steps, visit=visit)


def test_a_crash_shows_no_values(store):
    async def steps(pilot, app):
        said = "-".join(("words", "of", "a", "patient"))
        app.end_for(ValueError(said))
        assert "ValueError" in app.crash
        assert said not in app.crash
        assert app._exit_renderables == []

    assert run(store, steps).return_code == 70


def test_a_change_of_colours_is_kept_for_the_next_time(store, tmp_path):
    async def steps(pilot, app):
        app.settings = tmp_path / "config"
        rows = {row.title: row.run for row in app.palette_rows(app.screen)}
        await rows["Colours: dark"]()
        assert app.theme == DARK
        assert "Colours: light" in {row.title for row in app.palette_rows(app.screen)}

    run(store, steps)
    assert read_settings(tmp_path / "config").theme == "dark"


def test_colours_that_cannot_be_kept_change_all_the_same(store, tmp_path):
    (tmp_path / "config").write_text("in the way")

    async def steps(pilot, app):
        app.settings = tmp_path / "config"
        rows = {row.title: row.run for row in app.palette_rows(app.screen)}
        await rows["Colours: dark"]()
        assert app.theme == DARK

    run(store, steps)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize(
    ("next_visit", "words"),
    [(None, "First visit goes on"), (TODAY, "First visit goes on")],
    ids=["no day", "due"],
)
def test_the_list_says_that_the_next_sitting_goes_on(tmp_path, size, next_visit, words):
    info = PatientInfo("rowan-17", (1,), TODAY, next_visit, "first", None, "", continues=True)
    (person,) = group_people([info], TODAY, {})
    assert person.visit == words
    assert person.group == ("DUE" if next_visit else "EVERYONE ELSE")
    visit = parts.begin(tmp_path)
    visit.finish(do.CloseReason.CONTINUES)

    async def steps(pilot, app):
        assert "First visit goes on" in frame(app)

    run(visit.store, steps, size=size)


def test_a_review_that_goes_on_is_not_called_by_a_number(tmp_path):
    info = PatientInfo("rowan-17", (1, 2), TODAY, None, "review", None, "", continues=True)
    (person,) = group_people([info], TODAY, {})
    assert person.visit == "Last visit goes on"


def test_a_home_left_open_over_night_says_the_new_day(store):
    async def steps(pilot, app):
        assert "Friday 20 November 2026" in frame(app)
        app.coach.today_is = date(2026, 11, 23)
        app.screen.look_again()
        await pilot.pause()
        assert "Monday 23 November 2026" in frame(app)

    run(store, steps, size=(120, 36))


def test_a_visit_that_was_set_aside_is_named_and_taken_up(store):
    visit = begin(store, "rowan-17")
    go_through(visit, "story/")
    at = visit.screen.address
    visit.leave()
    store.set_aside_draft("rowan-17")

    async def steps(pilot, app):
        home = app.screen
        assert "no visit yet, 1 set aside" in frame(app)
        await by_hand(pilot, "tab")
        assert "was set aside." in frame(app)
        lines = [one.words for one in home.actions.lines]
        assert lines[-1].startswith("Take up the visit of")
        await by_hand(pilot, *["down"] * (len(lines) - 1), "enter")
        await until(lambda: isinstance(app.screen, VisitScreen))
        assert app.screen.visit.screen.address == at
        await settle(pilot, app.screen)
        await by_hand(pilot, "ctrl+q")

    run(store, steps)
    assert store.aside("rowan-17") == ()


def test_k_keeps_what_the_plan_says_and_c_takes_what_was_kept_aside(tmp_path):
    def conflict(name: str) -> Visit:
        won, lost = Store(tmp_path / name / "won"), Store(tmp_path / name / "lost")
        for one, words in ((won, "I grow apples"), (lost, "I keep bees")):
            one.create()
            visit = begin(one, "rowan-17")
            go_through(visit, "story/open")
            visit.give(do.Answer(words))
            if one is won:
                assert isinstance(visit.finish(do.CloseReason.STOPPED), Path)
            visit.leave()
        (lost.root / "rowan-17" / "draft").rename(lost.root / "rowan-17" / "draft-1")
        plan = won.root / "rowan-17" / "v0001.toml"
        (lost.root / "rowan-17" / "v0001.toml").write_bytes(plan.read_bytes())
        visit = Visit.take_up(lost, "rowan-17", 1, today=TODAY, clock=lambda: NOW)
        go_through(visit, "story/open")
        return visit

    for key, words in (("k", "I grow apples"), ("c", "I keep bees")):
        visit = conflict(key)

        async def steps(pilot, app, key=key):
            await until(
                lambda: isinstance(app.screen, VisitScreen) and app.screen.field is not None
            )
            await settle(pilot, app.screen)
            assert "The plan says: I grow apples" in " ".join(frame(app).split())
            await by_hand(pilot, key)
            await until(lambda: app.screen.visit.screen.address != "story/open")
            await by_hand(pilot, "ctrl+q")

        run(visit.store, steps, visit=visit)
        assert visit.state.entry("story/open").value == words


def test_a_store_that_is_taken_away_is_told_and_read_again_once_it_is_back(store):
    begin(store, "maple-15").leave()
    folder = store.root
    away = folder.with_name("unplugged")

    async def steps(pilot, app):
        folder.rename(away)
        await by_hand(pilot, *"maple-15", "enter")
        await until(lambda: "This visit did not open" in frame(app))
        await by_hand(pilot, "escape")
        await until(lambda: isinstance(app.screen, HomeScreen) and not app.screen.unready)
        await until(lambda: "connect it again" in " ".join(frame(app).split()))
        away.rename(folder)
        app.screen.look_again()
        await until(lambda: "connect it again" not in " ".join(frame(app).split()))
        await by_hand(pilot, "escape")
        assert "maple-15" in frame(app)

    assert run(store, steps).crash == ""


def test_the_page_of_a_visit_is_built_without_reading_the_store(store: Store, monkeypatch):
    """Each version is read for which visit it is; on a slow share no key would act meanwhile."""
    store.publish("alder-1", replace(sample.plan(), patient="alder-1"))
    loaded: list[bool] = []
    load = Store.load

    def note(*given: Any, **named: Any) -> Any:
        loaded.append(threading.current_thread() is threading.main_thread())
        return load(*given, **named)

    app = GoalcoachApp(store, Coach(lambda: NOW, Setting(), today_is=TODAY), DARK, None)

    async def go() -> None:
        async with app.run_test() as pilot:
            home = app.screen
            assert isinstance(home, HomeScreen)
            await until(lambda: home.loaded and not home.unready)
            monkeypatch.setattr(Store, "load", note)
            await by_hand(pilot, *"alder-1", "enter")
            await until(lambda: isinstance(app.screen, VisitScreen) and not app.screen.unready)

    asyncio.run(go())
    assert loaded
    assert not any(loaded)
