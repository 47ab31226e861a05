"""Trends and the diary in the app, opened from home."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest

from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.answer_types import Kind
from goalcoach.plan.file.codec import from_tree, to_tree
from goalcoach.plan.outcome.diary import DiaryEntry
from goalcoach.plan.outcome.trend import read_trends
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.message_pages import StuckScreen
from goalcoach.screens.kit.theme import DRAWN, LIGHT, PLAIN, MarkSigns
from goalcoach.screens.outcome.day_patterns import PatternScreen
from goalcoach.screens.outcome.diary_entry import DiaryScreen
from goalcoach.screens.outcome.trend_cards import build_parts
from goalcoach.screens.outcome.trends import TrendsScreen
from goalcoach.sheets.trends.trend_sheet import read_trend_sheet
from goalcoach.store.diary_file import append_entries, load_entries
from goalcoach.store.store import Store
from tests.plan.visits import FIRST, WEEKS, goal, progress, rated, several, visits
from tests.screens.fake import (
    NOW,
    TODAY,
    FakeReading,
    FakeVisit,
    ask,
    by_hand,
    frame,
    settle,
    until,
    walk,
)

CODE = "rowan-17"
HOSTILE = "Walk [/b] to \x1b[2J market"
SHOWN = "Walk [/b] to <U+001B>[2J market"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    def tree(value: int) -> dict[str, object]:
        rating = {"progress": {"patient": value, "clinician": 3}, "level": {"patient": "partly"}}
        closed = goal(2, rating=rated(5), lifecycle="cancelled")
        return {"goals": [goal(statement=HOSTILE, rating=rating), closed]}

    store = Store(tmp_path / "plans")
    store.create()
    (store.root / "goalcoach.toml").write_text("attainment = true\n")
    digest = ""
    for plan in visits(tree(2), tree(7)):
        whole = to_tree(plan)
        if digest:
            whole["parent"] = {"version": 1, "digest": digest}
        store.publish(CODE, from_tree(whole))
        digest = store.load(CODE, plan.version).digest
    append_entries(
        store,
        CODE,
        [
            DiaryEntry(date=FIRST, participation=3),
            DiaryEntry(date=date(2026, 3, 13), participation=4),
        ],
    )
    return store


def run(store: Store, keys: str, steps, *, size=(80, 24), marks: MarkSigns = DRAWN):
    """Open home, press `keys` there, then take the steps."""
    coach = Coach(lambda: NOW, Setting(), marks, TODAY)
    app = GoalcoachApp(store, coach, LIGHT, None)

    async def walk() -> None:
        async with app.run_test(size=size) as pilot:
            home = app.screen
            assert isinstance(home, HomeScreen)
            await until(lambda: home.loaded)
            await pilot.pause()
            await pilot.press(*keys.split())
            await until(lambda: app.screen is not home)
            await pilot.pause()
            await steps(pilot, app)

    asyncio.run(walk())


TRENDS = "tab 4 enter"
DIARY = "tab 5 enter"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (120, 36)])
def test_trends_show_a_plot_with_its_sentence(store, size):
    async def steps(pilot, app):
        assert isinstance(app.screen, TrendsScreen)
        shown = frame(app)
        assert "Walk [/b] to <U+001B>[2J market" in shown
        assert "●" in shown
        if size[1] >= 24:
            assert "Went from 2 to 7 over two visits." in shown

    run(store, TRENDS, steps, size=size)


def test_visits_that_do_not_fit_are_said_to_be_in_the_table(tmp_path):
    many = Store(tmp_path / "many")
    many.create()
    digest = ""
    for plan in progress(*([3, 5] * 10)):
        whole = to_tree(plan)
        if digest:
            whole["parent"] = {"version": plan.version - 1, "digest": digest}
        many.publish(CODE, from_tree(whole))
        digest = many.load(CODE, plan.version).digest

    async def steps(pilot, app):
        shown = " ".join(frame(app).split())
        assert "of 20 visits. The table (x) has them all." in shown
        await pilot.press("x")
        assert "Drawn here" not in frame(app)

    run(many, TRENDS, steps)


def test_up_and_down_turn_the_leaves(store):
    async def steps(pilot, app):
        assert "● Own rating" in frame(app)
        await pilot.press("down")
        assert "Own rating in words" in frame(app)
        await pilot.press("N")
        assert "● Own rating" in frame(app)
        await pilot.press("N")
        assert "● Own rating" in frame(app)

    run(store, TRENDS, steps)


def test_two_who_rate_a_goal_are_one_plot_with_the_diary_below_it(store):
    async def steps(pilot, app):
        shown = frame(app)
        assert shown.count(SHOWN) == 1
        assert "● Own rating, ○ clinician's, 0 cannot, 10 as I want it" in shown
        assert "○3" in shown
        assert "Clinician's rating: 3, the same over two visits." in " ".join(shown.split())
        rows = shown.splitlines()
        below = next(at for at, row in enumerate(rows) if row.split()[:1] == ["DIARY"])
        assert below > next(at for at, row in enumerate(rows) if "└" in row)

    run(store, TRENDS, steps, size=(120, 36))


def test_two_goals_stand_side_by_side_and_each_is_asked_about_once():
    plans = several((2, 5), (7, 6))
    trends = read_trends(plans, ())
    wide, narrow = (
        build_parts(read_trend_sheet(trends), columns, everything=False) for columns in (2, 1)
    )
    assert [card.own.title for card in wide[0].cards] == ["Goal 1", "Goal 2"]
    assert [len(part.cards) for part in narrow] == [1, 1, 1, 0]
    alike = visits(*({"goals": [goal(rating=rated(value, value))]} for value in (3, 3, 3, 3)))
    (part, _) = build_parts(read_trend_sheet(read_trends(alike, ())), 2, everything=False)
    (card,) = part.cards
    assert sum("without change" in one for one in card.sentences) == 1


def test_a_table_holds_the_same_values(store):
    async def steps(pilot, app):
        await pilot.press("x")
        shown = frame(app)
        assert "visit  day" in shown
        assert "●" not in shown

    run(store, TRENDS, steps)


def test_plain_marks_draw_plots_and_the_diary_in_ascii(store):
    async def steps(pilot, app):
        shown = frame(app)
        assert "* Own rating, o clinician's" in shown
        assert any("|" in row and "." in row and "*" in row for row in shown.splitlines())
        await pilot.press(*["down"] * 2)
        days = frame(app)
        assert "Taking part" in days
        assert any(row.strip().startswith("0 |") for row in days.splitlines())
        drawn = app.screen.view.render().plain
        assert not {ch for ch in drawn if not ch.isascii()} - set("–\u00a0")

    run(store, TRENDS, steps, marks=PLAIN)


def test_goals_put_down_are_shown_when_asked_for(store):
    async def steps(pilot, app):
        await pilot.press("x")
        assert "Goal 2" not in frame(app)
        await pilot.press("a")
        assert "Goal 2" in frame(app)

    run(store, TRENDS, steps)


def test_the_attainment_score_goes_with_the_notes_for_the_clinician(store):
    async def steps(pilot, app):
        await pilot.press(*["down"] * 9)
        assert "T = 40.0" in frame(app)
        await pilot.press("f2")
        assert "T = 40.0" not in frame(app)

    run(store, TRENDS, steps, size=(120, 36))


def test_esc_leads_back_to_home(store):
    async def steps(pilot, app):
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)

    run(store, TRENDS, steps)


def test_a_broken_diary_says_so_and_home_stays(store):
    (store.root / CODE / "diary.toml").write_text("no diary")

    async def steps(pilot, app):
        assert isinstance(app.screen, StuckScreen)
        assert "diary.toml" in frame(app)

    run(store, TRENDS, steps)
    run(store, DIARY, steps)


async def answer(pilot, *answers: str) -> None:
    for words in answers:
        await by_hand(pilot, *words, "enter")


def test_an_entry_is_written_after_it_was_shown(store):
    async def steps(pilot, app):
        assert isinstance(app.screen, DiaryScreen)
        await answer(pilot, "", "tea", "5", "", "10", "ok", "")
        assert "20 November 2026: tea. Taking part 5, energy 10. ok." in frame(app)
        assert len(load_entries(store, CODE)) == 2
        await pilot.press("enter")
        await until(lambda: "Written in the diary." in frame(app))
        assert "Trends has its numbers" in frame(app)
        assert load_entries(store, CODE)[-1] == DiaryEntry(
            date=TODAY, activity="tea", participation=5, energy=10, line="ok"
        )

    run(store, DIARY, steps)


def test_an_entry_of_the_day_can_be_corrected_and_what_is_left_alone_stays(store):
    append_entries(store, CODE, [DiaryEntry(date=TODAY, activity="tea", mood=4)])

    async def steps(pilot, app):
        await answer(pilot, "")
        assert "This day has an entry already" in frame(app)
        await answer(pilot, "2")
        assert "none of the numbers" in frame(app)
        await by_hand(pilot, "backspace")
        await answer(pilot, "1")
        assert "> tea" in frame(app)
        await answer(pilot, "", "5")
        assert "> 4" in frame(app)
        await by_hand(pilot, "backspace")
        await answer(pilot, "", "", "", "")
        assert "20 November 2026: tea. Taking part 5." in frame(app)
        assert "In place of: 20 November 2026: tea. Mood 4." in frame(app)
        await pilot.press("enter")
        await until(lambda: "Corrected in the diary." in frame(app))
        (kept,) = [one for one in load_entries(store, CODE) if one.date == TODAY]
        assert (kept.activity, kept.participation, kept.mood) == ("tea", 5, None)
        # The next one is offered what stands now.
        await answer(pilot, "", "")
        assert "1. 20 November 2026: tea. Taking part 5." in frame(app)

    run(store, DIARY, steps)


def test_enter_adds_another_entry_of_the_day_and_esc_asks_again(store):
    append_entries(store, CODE, [DiaryEntry(date=TODAY, activity="tea", mood=4)])

    async def steps(pilot, app):
        await answer(pilot, "", "1")
        await pilot.press("escape")
        await pilot.pause()
        assert "This day has an entry already" in frame(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Which day was it?" in frame(app)
        await answer(pilot, "", "", "bread", "", "", "", "", "")
        await pilot.press("enter")
        await until(lambda: "Written in the diary." in frame(app))
        kept = [one.activity for one in load_entries(store, CODE) if one.date == TODAY]
        assert kept == ["tea", "bread"]

    run(store, DIARY, steps)


def test_a_correction_that_changes_nothing_is_not_written(store):
    append_entries(store, CODE, [DiaryEntry(date=TODAY, activity="tea", mood=4)])

    async def steps(pilot, app):
        await answer(pilot, "", "1", "", "", "", "", "", "")
        assert "It says the same as before" in frame(app)
        await pilot.press("enter")
        await pilot.pause()
        assert len(load_entries(store, CODE)) == 3

    run(store, DIARY, steps)


def test_a_day_before_the_first_visit_is_told_before_it_is_written(store):
    async def steps(pilot, app):
        await answer(pilot, "20.11.2025", "tea", "", "", "", "", "")
        assert "lies before the first visit (" in frame(app)
        assert "look at the year" in frame(app)

    run(store, DIARY, steps)


def test_what_cannot_be_read_stays_to_be_changed(store):
    async def steps(pilot, app):
        await answer(pilot, "", "", "11")
        shown = frame(app)
        assert "wants a whole number from 0 to 10" in shown
        assert "> 11" in shown
        await by_hand(pilot, "backspace")
        assert "wants a whole number" not in frame(app)

    run(store, DIARY, steps)


def test_esc_goes_back_a_question_and_keeps_what_was_typed(store):
    async def steps(pilot, app):
        await answer(pilot, "", "tea")
        await pilot.press("escape")
        await pilot.pause()
        assert "> tea" in frame(app)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert len(load_entries(store, CODE)) == 2

    run(store, DIARY, steps)


def test_an_entry_without_anything_is_not_written(store):
    async def steps(pilot, app):
        await answer(pilot, "", "", "", "", "", "", "")
        assert "nothing to write" in frame(app)
        await pilot.press("enter")
        await pilot.pause()
        assert len(load_entries(store, CODE)) == 2

    run(store, DIARY, steps)


def test_a_diary_that_cannot_be_saved_says_so_and_keeps_the_entry(store):
    async def steps(pilot, app):
        await answer(pilot, "", "tea", "", "", "", "", "")
        (store.root / CODE / "diary.toml").write_text("no diary")
        await pilot.press("enter")
        await until(lambda: "diary.toml" in frame(app))
        assert "tea" in frame(app)

    run(store, DIARY, steps)


def test_the_palette_offers_both(store):
    async def steps(pilot, app):
        await pilot.press("escape")
        await pilot.pause()
        titles = [title for title, _, _ in app.screen.palette()]
        assert titles[2:4] == [f"See how it went: {CODE}", f"Write in the diary: {CODE}"]

    run(store, TRENDS, steps)


def test_days_stand_side_by_side_on_a_page_that_trends_and_the_palette_open(store):
    days = [DiaryEntry(date=FIRST + n * WEEKS, participation=n, there=("home", HOSTILE))
            for n in range(9)]  # fmt: skip
    append_entries(store, CODE, days)

    async def steps(pilot, app):
        await pilot.press("s")
        await until(lambda: isinstance(app.screen, PatternScreen))
        await pilot.pause()
        assert "at home: 5 of your 5 good days, 4 of your 4 other days." in frame(app)
        await pilot.press("end", *["pagedown"] * 3)
        await pilot.pause()
        assert "What do you make of that?" in frame(app)
        shown = app.screen.lines.lines
        await pilot.press("escape", "escape")
        await until(lambda: isinstance(app.screen, HomeScreen))
        (act,) = (act for title, _, act in app.screen.palette() if title.startswith("Lay days"))
        await app.screen.run_action(act)
        await until(lambda: "5 of your 5 good days" in frame(app))
        assert app.screen.lines.lines == shown

    run(store, TRENDS, steps)


def test_a_visit_shows_the_diary_and_enter_goes_on():
    visit = FakeVisit([ask(Kind.SAY, panel="diary"), ask(Kind.TEXT, "wins/next")])
    entries = tuple(f"{day} November 2026: Walked [/b]." for day in range(1, 31))

    async def steps(pilot, page):
        assert "1 November 2026: Walked [/b]." in frame(pilot.app)
        await pilot.press("down", "down")
        await pilot.press("enter")
        await settle(pilot, page)
        assert visit.screen.address == "wins/next"

    walk(visit, steps, reading=FakeReading(entries=entries))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_a_search_goes_through_all_parts_and_turns_to_what_it_finds(store, size):
    async def steps(pilot, app):
        page = app.screen
        assert isinstance(page, TrendsScreen)
        assert "/ search" in frame(app)
        await by_hand(pilot, "slash", *"how this is")
        assert page.view.shown[page.view.at].name == "how this is counted"
        assert "1 of 1" in frame(app)
        await by_hand(pilot, "enter", "escape", "N")
        await by_hand(pilot, "slash", *"nowhere at all")
        assert "not found here" in frame(app)
        await by_hand(pilot, "escape", "n")
        assert page.view.shown[page.view.at].name == "how this is counted"
        await by_hand(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)

    run(store, TRENDS, steps, size=size)


@pytest.mark.parametrize(("size", "shown"), [((80, 24), False), ((120, 36), True)])
def test_where_there_is_room_the_foot_names_the_key_that_prints(store, size, shown):
    async def steps(pilot, app):
        assert ("p print" in frame(app).splitlines()[-1]) is shown

    run(store, TRENDS, steps, size=size)
