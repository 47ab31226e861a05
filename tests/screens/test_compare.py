"""Comparing two versions, reading any of them, and what changed at the close of a visit."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from goalcoach.plan.file.codec import from_tree, to_tree
from goalcoach.plan.model.plan import Plan
from goalcoach.screens.fields.change_review import place_of
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.message_pages import StuckScreen
from goalcoach.screens.kit.theme import DRAWN, LIGHT, PLAIN, MarkSigns
from goalcoach.screens.read.change_paint import flow, paint_inline
from goalcoach.screens.read.compare import CompareScreen
from goalcoach.screens.read.version import ChooseScreen, VersionScreen
from goalcoach.sheets.changes.change_report import SAME, ChangeLine
from goalcoach.sheets.changes.compare import compare
from goalcoach.store.catalogue import read_catalogue
from goalcoach.store.store import Store
from goalcoach.translation import ENGLISH, speak_always
from goalcoach.visit.visit import Visit
from goalcoach.visit.visit_queries import VisitReading
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
from tests.screens.test_frame import compare as golden
from tests.sheets.change_sample import V1, V2, V3

CODE = "rowan-17"
SIZES = {"120": (120, 36), "100": (100, 30), "80": (80, 24), "60": (60, 20)}
READ, COMPARE = "tab 2 enter", "tab 3 enter"
HOSTILE = "Walk [/b] to \x1b[2J \u202emarket"
SHOWN = "Walk [/b] to <U+001B>[2J <U+202E>market"


def publish(store: Store, *plans: Plan) -> Store:
    digest = ""
    for plan in plans:
        whole = to_tree(plan)
        if digest:
            whole["parent"] = {"version": plan.version - 1, "digest": digest}
        store.publish(CODE, from_tree(whole))
        digest = store.load(CODE, plan.version).digest
    return store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "plans")
    made.create()
    return publish(made, V1, V2, V3)


def run(store: Store, keys: str, steps, *, size=(80, 24), marks: MarkSigns = DRAWN):
    """Open home, press `keys` there, then take the steps."""
    app = GoalcoachApp(store, Coach(lambda: NOW, Setting(), marks, TODAY), LIGHT, None)

    async def go() -> None:
        async with app.run_test(size=size) as pilot:
            home = app.screen
            assert isinstance(home, HomeScreen)
            await until(lambda: home.loaded)
            await pilot.pause()
            await pilot.press(*keys.split())
            await until(lambda: app.screen is not home)
            await pilot.pause()
            await pilot.pause()
            await steps(pilot, app)

    asyncio.run(go())


async def turn(pilot, app, *keys: str) -> str:
    """Press keys, wait for what they open, and return what is shown."""
    await pilot.press(*keys)
    await app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()
    return frame(app)


@pytest.mark.parametrize("size", SIZES)
def test_the_last_two_versions_look_as_they_did(store, size):
    async def steps(pilot, app):
        assert isinstance(app.screen, CompareScreen)
        golden(f"compare-{size}", frame(app))

    run(store, COMPARE, steps, size=SIZES[size])


@pytest.mark.parametrize(("size", "beside"), [((99, 36), False), ((100, 36), True)])
def test_old_and_new_stand_side_by_side_from_100_columns_on(store, size, beside):
    async def steps(pilot, app):
        rows = frame(app).splitlines()
        together = [row for row in rows if "by the clock" in row and "inside the energy" in row]
        assert any("  ~  " in row for row in together) is beside

    run(store, COMPARE, steps, size=size)


@pytest.mark.parametrize("size", [(100, 30), (120, 36), (120, 90)])
def test_the_heads_of_the_columns_stand_over_their_words(store, size):
    async def steps(pilot, app):
        rows = frame(app).splitlines()
        head = next(row for row in rows if "VERSION 3" in row)
        words = next(row for row in rows if "by the clock" in row)
        assert head.index("VERSION 2") == words.index("by the clock")
        assert head.index("VERSION 3") == words.index("inside the energy")

    run(store, COMPARE, steps, size=size)


def test_reasons_stand_under_their_change(store):
    async def steps(pilot, app):
        shown = await turn(pilot, app, "left", "k", "k", "k")
        assert shown.index("I warm the soup from the freezer") < shown.index(
            "why  The soup is used"
        )

    run(store, COMPARE, steps)


def test_n_goes_from_change_to_change_and_stops_at_the_ends(store):
    async def steps(pilot, app):
        await turn(pilot, app, "left")
        view = app.screen.view
        assert "▌ The goal" in frame(app)
        assert "▌ By when" in await turn(pilot, app, "n")
        shown = await turn(pilot, app, *["n"] * 60)
        assert view.at == len(view.stops) - 1 == 24
        assert "▌" in shown
        assert "▌ The goal" in await turn(pilot, app, *["N"] * 60)

    run(store, COMPARE, steps)


def test_what_was_said_is_no_stop(store):
    async def steps(pilot, app):
        view = app.screen.view
        assert "Decided" in frame(app)
        assert len(view.stops) == view.sheet.counts.changed + view.sheet.counts.gone

    run(store, COMPARE, steps)


def test_what_stayed_the_same_is_folded_to_its_count(store):
    async def steps(pilot, app):
        await turn(pilot, app, "left")
        assert "41 the same" in frame(app).splitlines()[0]
        assert "My word for most days" not in frame(app)
        assert "41 the same   a shows all" in await turn(pilot, app, *["pagedown"] * 20)
        await turn(pilot, app, "a")
        assert "a fold" in frame(app).splitlines()[-1]
        whole = "\n".join(row.plain for row in app.screen.view.paint(76))
        assert "My word when it is strong" in whole
        assert "a shows all" not in whole

    run(store, COMPARE, steps)


def test_the_cursor_stays_on_its_change_when_all_is_shown(store):
    async def steps(pilot, app):
        await turn(pilot, app, "left", "n", "n", "n")
        assert "▌ Rated by the clinician" in frame(app)
        assert "▌ Rated by the clinician" in await turn(pilot, app, "a")

    run(store, COMPARE, steps)


def test_one_goal_alone_then_the_next_then_all(store):
    async def steps(pilot, app):
        await turn(pilot, app, "left")
        shown = await turn(pilot, app, "g", "g")
        assert "only  Walk to the lake with Ilse" in shown
        assert "The goal\n" not in shown
        assert "only  Cook lunch" in await turn(pilot, app, "G")
        assert "only" not in await turn(pilot, app, "G")
        assert "only  Told of the time between" in await turn(pilot, app, "G")
        assert "only" not in await turn(pilot, app, "escape")
        assert isinstance(app.screen, CompareScreen)

    run(store, COMPARE, steps)


def test_one_kind_alone_in_one_goal_alone(store):
    async def steps(pilot, app):
        shown = await turn(pilot, app, "left", "g", "k", "k", "k", "k")
        assert "ratings" in shown
        assert "Rated by the patient" in shown
        assert "By when" not in shown
        assert "only  what was said" in await turn(pilot, app, "escape", "K")

    run(store, COMPARE, steps)


def test_a_goal_too_long_for_its_row_is_cut_between_two_words(store):
    async def steps(pilot, app):
        shown = await turn(pilot, app, "g", "k")
        assert "only  Cook lunch for my …: what is other than before" in shown
        assert "1 more: Cook lunch for my sister's children at home,…\n" in shown

    run(store, COMPARE, steps, size=(60, 20))


def test_any_two_versions_can_be_chosen_and_the_older_stands_first(store):
    async def steps(pilot, app):
        await turn(pilot, app, "v")
        assert isinstance(app.screen, ChooseScreen)
        assert "Version 1       23 October 2026, first visit" in frame(app)
        shown = await turn(pilot, app, "1", "enter")
        assert "Version 3 beside which one?" in shown
        shown = await turn(pilot, app, "down", "enter")
        assert "Version 1, 23 October   →   Version 3, 18 December" in shown
        assert "Eight weeks later" in shown

    run(store, COMPARE, steps)


def test_left_and_right_go_to_the_visits_before_and_after(store):
    async def steps(pilot, app):
        assert "Version 1, 23 October" in await turn(pilot, app, "left")
        assert "Version 1, 23 October" in await turn(pilot, app, "left")
        assert "Version 3, 18 December" in await turn(pilot, app, "right")

    run(store, COMPARE, steps)


def test_a_version_that_cannot_be_read_hides_no_other(store):
    (store.root / CODE / "v0002.toml").chmod(0o600)
    (store.root / CODE / "v0002.toml").write_text("no plan\n# sha256: " + "0" * 64 + "\n")

    async def steps(pilot, app):
        assert "Version 1, 23 October   →   Version 3, 18 December" in frame(app)
        assert "cannot be read" in await turn(pilot, app, "v")
        await turn(pilot, app, "2", "enter", "1", "enter")
        assert isinstance(app.screen, StuckScreen)
        assert "v0002.toml" in frame(app)
        await turn(pilot, app, "escape")
        assert isinstance(app.screen, CompareScreen)

    run(store, COMPARE, steps)


def test_with_one_version_there_is_nothing_to_compare(tmp_path):
    one = Store(tmp_path / "plans")
    one.create()
    publish(one, V1)

    async def steps(pilot, app):
        assert "v visits" not in frame(app)
        await turn(pilot, app, "escape")
        titles = [title for title, _, _ in app.screen.palette()]
        assert titles[0] == f"Read the plan: {CODE}"
        assert not [title for title in titles if "Compare" in title]

    run(one, READ, steps)


def test_the_palette_offers_to_read_and_to_compare(store):
    async def steps(pilot, app):
        mine = [title for title, _, _ in app.screen.palette()]
        assert {"Next change", "By goal", "By kind", "Two other visits"} <= set(mine)
        await turn(pilot, app, "escape")
        titles = [title for title, _, _ in app.screen.palette()]
        assert titles[:2] == [f"Read the plan: {CODE}", f"Compare two visits: {CODE}"]

    run(store, COMPARE, steps)


def test_plain_marks_compare_in_nothing_but_ascii(store):
    async def steps(pilot, app):
        shown = await turn(pilot, app, "k", "k")
        assert {ch for ch in shown if not ch.isascii()} <= {"·", "–", "…", "“", "”"}

    run(store, COMPARE, steps, marks=PLAIN)


@pytest.mark.parametrize("size", SIZES)
def test_hostile_words_are_shown_and_do_nothing(tmp_path, size):
    made = Store(tmp_path / "plans")
    made.create()
    goal = replace(V2.goals[0], statement=HOSTILE)
    publish(made, V1, replace(V2, goals=(goal, *V2.goals[1:])))

    async def comparing(pilot, app):
        holds(await turn(pilot, app, "a", "g", "a"))

    async def reading(pilot, app):
        holds("\n".join(row.plain for row in app.screen.lines.paint(76)))
        holds_nothing(frame(app))

    run(made, COMPARE, comparing, size=SIZES[size])
    run(made, READ, reading, size=SIZES[size])


def holds(shown: str) -> None:
    assert SHOWN[:20] in shown
    holds_nothing(shown)


def holds_nothing(shown: str) -> None:
    assert "\x1b" not in shown
    assert "\u202e" not in shown


# One version


@pytest.mark.parametrize("size", ["120", "80"])
def test_an_older_version_looks_as_it_did(store, size):
    async def steps(pilot, app):
        assert isinstance(app.screen, VersionScreen)
        golden(f"version-{size}", await turn(pilot, app, "left", "left"))

    run(store, READ, steps, size=SIZES[size])


def test_a_replaced_version_says_so_and_stands_as_of_its_day(store):
    async def steps(pilot, app):
        shown = frame(app)
        assert "version 3 of 3" in shown
        assert "Replaced" not in shown
        shown = await turn(pilot, app, "left")
        assert "as of 20 November 2026" in shown
        assert "Replaced on 18 December 2026. Please use the newer plan." in shown
        shown = await turn(pilot, app, "left", "left")
        assert "version 1 of 3" in shown
        assert "Replaced on 20 November 2026." in shown

    run(store, READ, steps)


def test_v_takes_a_version_from_the_list(store):
    async def steps(pilot, app):
        await turn(pilot, app, "v")
        assert "version 1 of 3" in await turn(pilot, app, "3", "enter")
        await turn(pilot, app, "v")
        assert "version 1 of 3" in await turn(pilot, app, "escape")

    run(store, READ, steps)


def test_a_damaged_newest_version_leaves_the_others_to_read(store):
    (store.root / CODE / "v0003.toml").chmod(0o600)
    (store.root / CODE / "v0003.toml").write_text("no plan\n# sha256: " + "0" * 64 + "\n")

    async def steps(pilot, app):
        shown = frame(app)
        assert "version 2 of 3" in shown
        assert "as of 20 November 2026" in shown
        assert "Version 3 came after this one and cannot be read here." in shown
        await turn(pilot, app, "right")
        assert isinstance(app.screen, StuckScreen)
        assert "Version 3 cannot be read" in frame(app)

    run(store, READ, steps)


# In the visit


SHEET = compare(V1, V2, everything=True)
CHANGES = ask(
    Kind.SAY, panel="changes", say="Here is what we changed today, old next to new.", probes=()
)


def visit_of(asked=CHANGES) -> FakeVisit:
    return FakeVisit([asked, ask(Kind.TEXT, "wins/next")])


@pytest.mark.parametrize("size", ["120", "80", "60"])
def test_the_changes_of_a_visit_look_as_they_did(size):
    async def steps(pilot, page):
        golden(f"changes-{size}", frame(pilot.app))

    walk(visit_of(), steps, size=SIZES[size], reading=FakeReading(sheet=SHEET))


def test_the_changes_are_walked_through_and_page_down_goes_on():
    visit = visit_of()

    async def steps(pilot, page):
        view = page.field.lines
        await pilot.press("n", "n")
        assert view.at == 2
        await pilot.press("N", "a")
        assert view.at == 1
        assert view.filter.everything
        await pilot.press("pagedown")
        await settle(pilot, page)
        assert visit.screen.address == "wins/next"

    walk(visit, steps, reading=FakeReading(sheet=SHEET))


def test_the_key_that_changes_a_line_leads_to_its_question_and_back():
    class Returning(FakeVisit):
        def give(self, command):
            refused = super().give(command)
            self.at = 0 if isinstance(command, do.Return) else self.at
            return refused

    shown = replace(CHANGES, address="changed/show")
    after = ask(Kind.TEXT, "wins/next", can_return=True)
    visit = Returning([shown, ask(Kind.TEXT, "wins/day"), after])

    class Knowing(FakeReading):
        def address_of(self, path, rows):
            return "wins/day"

    async def steps(pilot, page):
        await by_hand(pilot, *"nnnnnn", "right")
        await settle(pilot, page)
        assert page.asked.address == "wins/day"
        await by_hand(pilot, *"soup", "enter")
        await settle(pilot, page)
        assert page.asked is shown
        await pilot.pause()
        assert page.field.lines.at == 6
        assert f"▌ {page.field.lines.changes[6].label}" in frame(pilot.app)

    walk(visit, steps, reading=Knowing(sheet=SHEET))
    assert visit.given[0] == do.Jump("wins/day")


def test_a_change_that_follows_from_several_answers_says_so():
    async def steps(pilot, page):
        await by_hand(pilot, "n", "right")
        await settle(pilot, page)
        assert "This line comes from several answers." in frame(pilot.app)

    walk(visit_of(), steps, reading=FakeReading(sheet=SHEET))


def test_enter_goes_on_where_nothing_has_changed():
    visit = visit_of()

    async def steps(pilot, page):
        await by_hand(pilot, "enter")
        await settle(pilot, page)
        assert visit.screen.address == "wins/next"

    walk(visit, steps, reading=FakeReading(sheet=compare(V1, V1, everything=True)))


def test_each_change_made_in_a_visit_leads_to_the_question_that_made_it(tmp_path):
    made = Store(tmp_path / "plans")
    made.create()
    publish(made, V1)
    visit = Visit.begin(made, CODE, today=TODAY, clock=lambda: NOW)
    goal = V1.goals[0].id
    for at, value in {
        "safety/pem": "no",
        "safety/own_steps": "go",
        "limit/leave": "four good weeks",
        f"ladder@{goal}/kept": "most",
        f"ladder@{goal}/steady": "up",
        f"decide@{goal}/choice": "pause",
    }.items():
        if at in {one.address for one in visit.where()}:
            assert visit.give(do.Answer(value, at)) is None, at
    up = f"ladder@{goal}/steady"
    visit.give(do.Jump(up))
    for check in visit.screen.checks:  # without its reason a step up is in no plan
        assert visit.give(do.Acknowledge(check.id, "they both want it", up)) is None
    visit.give(do.AddRow(f"ways_again@{goal}/again", "The rain"))
    reading = VisitReading(visit)
    sheet = reading.changes()
    visit.leave()
    assert sheet is not None
    changed = [place_of(one) for one in sheet.lines if one.mark != SAME]
    led = {(one.path, one.rows): reading.address_of(one.path, one.rows) for one in changed}
    assert led["goals.lifecycle", (goal,)] == f"decide@{goal}/choice"
    moved = {address for (path, _), address in led.items() if path == "goals.ladder.rungs.status"}
    assert moved == {f"ladder@{goal}/steady"}
    new = next(rows for path, rows in led if path == "goals.barriers")
    assert led["goals.barriers", new] == f"ways_again@{goal}/again@{new[1]}.text"


def test_without_a_last_plan_there_is_nothing_to_compare_with():
    async def steps(pilot, page):
        assert "There is nothing to compare with yet." in frame(pilot.app)
        await pilot.press("n", "a", "down")

    walk(visit_of(), steps, reading=FakeReading(sheet=None))


def test_no_change_is_said():
    async def steps(pilot, page):
        assert "Nothing in the plan has changed." in frame(pilot.app)

    walk(visit_of(), steps, reading=FakeReading(sheet=compare(V1, V1, everything=True)))


def test_a_visit_compares_the_last_plan_with_the_plan_so_far(tmp_path):
    made = Store(tmp_path / "plans")
    made.create()
    first = Visit.begin(made, "hazel-2", today=TODAY, clock=lambda: NOW)
    assert VisitReading(first).changes() is None
    first.leave()
    publish(made, V1)
    visit = Visit.begin(made, CODE, today=TODAY, clock=lambda: NOW)
    found = VisitReading(visit).changes()
    visit.leave()
    assert found is not None
    assert (found.before.version, found.after.version) == (1, 2)
    # Nothing is asked yet, so the pace is the careful one; nothing else may look changed.
    assert [one.label for one in found.lines if one.mark != SAME] == ["Pace"]


# The words of one change


def styled(one: ChangeLine) -> Sequence[tuple[str, str]]:
    """Return (words, style) of a change painted inline."""
    rows = paint_inline(one, 72, DRAWN, "why", here=False)
    return [
        (row.plain[span.start : span.end], str(span.style)) for row in rows for span in row.spans
    ]


def test_only_changed_words_are_underlined():
    line = next(one for one in SHEET.lines if one.label == "The goal")
    underlined = [words for words, style in styled(line) if "underline" in style]
    assert underlined == ["other"]


def test_a_new_sentence_is_bold_and_not_underlined():
    new = ChangeLine("+", "If-then plan", new="If it rains, then I read.")
    assert ("If it rains, then I read.", "bold $accent") in styled(new)
    assert not [style for _, style in styled(replace_text(new)) if "underline" in style]


def replace_text(line: ChangeLine) -> ChangeLine:
    return replace(line, mark="~", old="If it snows", new="We sing", path="goals.ladder.rungs.text")


def test_words_keep_their_style_over_the_end_of_a_row():
    rows = flow([("one two ", ""), ("three four five", "bold"), (" six", "")], 10)
    assert [row.plain for row in rows] == ["one two", "three four", "five six"]
    assert [str(span.style) for span in rows[2].spans if span.style] == ["bold"]


def test_wide_characters_and_long_words_stay_within_the_width():
    rows = flow([("水" * 30, "bold"), ("  ", ""), ("x" * 50, "")], 20)
    assert max(row.cell_length for row in rows) <= 20
    assert "".join(row.plain for row in rows).replace(" ", "") == "水" * 30 + "x" * 50


def test_a_kind_of_screen_without_changes_has_none_of_their_keys():
    asked = replace(CHANGES, panel="")

    async def steps(pilot, page):
        assert "n N" not in frame(pilot.app)

    walk(visit_of(asked), steps)


def test_a_reason_is_told_in_the_language_of_the_plan_as_all_around_it_is(tmp_path):
    """The site speaks German: its words stand around the sheet, not in the middle of it."""
    store = Store(tmp_path / "english")
    store.create()
    publish(store, *(replace(one, visit=replace(one.visit, language="en")) for one in (V1, V2)))
    speak_always(read_catalogue("de"))

    async def steps(pilot, app):
        shown = frame(app)
        assert "nächste" in shown
        assert "why  " in shown
        assert "warum" not in shown

    try:
        run(store, COMPARE, steps, size=(80, 40))
    finally:
        speak_always(ENGLISH)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 24)])
@pytest.mark.parametrize("keys", [READ, "tab 4 enter"], ids=["read", "trends"])
def test_what_is_read_does_not_touch_the_bar_beside_it(store, keys, size):
    async def steps(pilot, app):
        scroll = app.screen.query_one(".planscroll")
        words = scroll.children[0].content_region
        if scroll.show_vertical_scrollbar:
            assert words.right == scroll.vertical_scrollbar.region.x - 1

    run(store, keys, steps, size=size)
