"""Words are searched for with `/` in what a page shows: found, marked, walked through, left."""

from __future__ import annotations

from textual.app import App
from textual.strip import Strip

from goalcoach.dialogue.answer_types import Kind
from goalcoach.screens.home.home import HomeScreen
from goalcoach.screens.kit.help import HelpScreen
from goalcoach.screens.kit.text_box import Writer
from goalcoach.screens.read.compare import CompareScreen
from goalcoach.screens.read.plan import PlanScreen
from goalcoach.screens.read.version import VersionScreen
from goalcoach.screens.visit.overview import WhereScreen
from goalcoach.sheets.changes.change_report import SAME
from goalcoach.sheets.writers.gutter_lines import GutterLine
from tests.screens.fake import FakeReading, FakeVisit, ask, by_hand, frame, settle, walk
from tests.screens.test_compare import COMPARE, READ, run, store  # noqa: F401 - a fixture

HOSTILE = "Walk [/b] to \x1b[2J \u202emarket"


def marked(app: App[int], how: str = "underline") -> list[str]:
    """Return the words on the screen that are underlined, or with "reverse" stand out, by row."""
    rows = app.screen._compositor.render_strips()
    found = []
    for strip in rows:
        assert isinstance(strip, Strip)
        words = "".join(s.text if s.style and getattr(s.style, how) else "\0" for s in strip)
        found += [one.strip() for one in words.split("\0") if any(map(str.isalnum, one))]
    return found


def lines(*texts: str) -> FakeReading:
    return FakeReading([GutterLine("GOAL", text) for text in texts])


def test_a_search_is_opened_typed_walked_through_and_left():
    texts = [f"Line {number} of the plan" for number in range(40)]
    texts[5], texts[30], texts[38] = "Zoë cooks", "With ZOE\u0308", f"{HOSTILE} with zoe"

    async def steps(pilot, screen):
        await by_hand(pilot, "f3")
        assert isinstance(pilot.app.screen, PlanScreen)
        assert "/ search" in frame(pilot.app)
        await by_hand(pilot, "slash", *"zoe")
        shown = frame(pilot.app)
        assert "1 of 3" in shown
        assert marked(pilot.app, "reverse") == ["Zoë"]
        assert "Enter keep it marked" in shown
        await by_hand(pilot, "enter", "n")
        assert "2 of 3" in frame(pilot.app)
        assert "n N next, before   / other words" in frame(pilot.app)
        assert marked(pilot.app, "reverse") == ["ZOE\u0308"]
        await by_hand(pilot, "n")
        shown = frame(pilot.app)
        assert "Walk [/b] to <U+001B>[2J <U+202E>market with zoe" in shown
        await by_hand(pilot, "n")
        assert "1 of 3" in frame(pilot.app)
        await by_hand(pilot, "N")
        assert "3 of 3" in frame(pilot.app)
        await by_hand(pilot, "escape")
        shown = frame(pilot.app)
        assert isinstance(pilot.app.screen, PlanScreen)
        assert "with zoe" in shown  # where it was found
        assert "/ search" in shown
        assert marked(pilot.app) == marked(pilot.app, "reverse") == []
        await by_hand(pilot, "escape")
        assert pilot.app.screen is screen

    walk(FakeVisit([ask(Kind.TEXT)]), steps, reading=lines(*texts))


def test_esc_while_typing_goes_back_to_where_the_page_was():
    texts = [f"Line {number} of the plan" for number in range(40)]

    async def steps(pilot, screen):
        await by_hand(pilot, "f3", "pagedown")
        before = frame(pilot.app)
        await by_hand(pilot, "slash", *"line 39")
        assert "Line 39" in frame(pilot.app)
        await by_hand(pilot, "escape")
        assert frame(pilot.app) == before
        await by_hand(pilot, "ctrl+f", *"nothing")
        assert "not found here" in frame(pilot.app)
        await by_hand(pilot, "ctrl+f", "backspace", "enter")  # no words: the line closes again
        assert "/ search" in frame(pilot.app)

    walk(FakeVisit([ask(Kind.TEXT)]), steps, reading=lines(*texts))


def test_a_comparison_is_searched_column_by_column_and_n_is_its_own_again_after(store):  # noqa: F811
    async def steps(pilot, app):
        page = app.screen
        assert isinstance(page, CompareScreen)
        await by_hand(pilot, "slash", *"by the clock", "enter")
        assert marked(app, "reverse") == ["by the clock"]
        await by_hand(pilot, "n")
        assert page.view.at == 0
        await by_hand(pilot, "a")  # the rows are others now, and the same words are marked
        assert marked(app, "reverse") == ["by the clock"]
        await by_hand(pilot, "a", "escape", "n")
        assert page.view.at == 1
        await by_hand(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)

    run(store, COMPARE, steps, size=(120, 36))


def test_another_version_is_searched_for_the_same_words(store):  # noqa: F811
    async def steps(pilot, app):
        page = app.screen
        assert isinstance(page, VersionScreen)
        await by_hand(pilot, "slash", *"made together", "enter", "left")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "version 2 of 3" in frame(app)
        assert marked(app, "reverse") == ["Made together"]  # other rows now, the same words

    run(store, READ, steps)


def test_where_are_we_shows_only_the_questions_that_have_the_words():
    asked = [ask(Kind.TEXT, f"a/q{at}", title=f"Question {at}") for at in range(30)]
    asked[20] = ask(Kind.TEXT, "a/q20", title=f"{HOSTILE} for Zoë")

    async def steps(pilot, screen):
        await by_hand(pilot, "f9", "slash", *"question 1")
        page = pilot.app.screen
        assert isinstance(page, WhereScreen)
        shown = frame(pilot.app)
        assert "11 of 30" in shown
        assert "Question 19" in shown
        assert "Question 2" not in shown
        assert marked(pilot.app)[0] == "Question 1"
        await by_hand(pilot, "escape")
        assert "Question 2" in frame(pilot.app)
        await by_hand(pilot, "slash", *"ZOE", "enter")
        await settle(pilot, screen)
        assert pilot.app.screen is screen
        assert screen.asked.address == "a/q20"

    walk(FakeVisit(asked), steps)


def test_the_list_of_questions_is_searched_for_what_is_said_at_them():
    asked = [ask(Kind.TEXT, f"a/q{at}", title=f"Name {at}", say=f"Say {at}") for at in range(9)]
    asked[7] = ask(Kind.TEXT, "a/q7", title="Name 7", say="What does the garden mean to you?")

    async def steps(pilot, screen):
        await by_hand(pilot, "f9", "slash", *"garden mean", "enter")
        await settle(pilot, screen)
        assert screen.asked.address == "a/q7"

    walk(FakeVisit(asked), steps)


def test_help_is_searched_too():
    async def steps(pilot, screen):
        await by_hand(pilot, "f1", "slash", *"paper")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "1 of 1" in frame(pilot.app)
        assert marked(pilot.app, "reverse") == ["paper"]
        await by_hand(pilot, "enter", "f1")
        assert pilot.app.screen is screen

    walk(FakeVisit([ask(Kind.TEXT)]), steps)


def test_home_takes_a_slash_for_a_search_and_begins_no_visit_by_it(store):  # noqa: F811
    async def steps(pilot, app):
        await by_hand(pilot, "escape")
        home = app.screen
        assert isinstance(home, HomeScreen)
        home.query_one("#code", Writer).text = ""
        await by_hand(pilot, "slash", *"VISIT")
        assert "1 of 1 with these words" in frame(app)
        assert [one.code for one in home.people.people] == ["rowan-17"]
        assert "visit" in " ".join(marked(app))
        await by_hand(pilot, *"or-never")
        assert "0 of 1 with these words" in frame(app)
        await by_hand(pilot, "enter")
        assert app.screen is home
        assert not home.questions.pending
        await by_hand(pilot, "escape", *"ROWAN")
        assert [one.code for one in home.people.people] == ["rowan-17"]

    run(store, READ, steps)


def test_a_comparison_says_what_it_finds_in_rows_that_did_not_change(store):  # noqa: F811
    async def steps(pilot, app):
        page = app.screen
        same = [one for part in page.sheet.sections for one in part.lines if one.mark == SAME]
        word = next(one.new for one in same if len(one.new) > 12)[:12]
        await by_hand(pilot, "slash", *word)
        assert "more in what did not change: Enter, then a shows all" in frame(app)
        await by_hand(pilot, "enter")
        assert "more in what did not change: a shows all" in frame(app)
        await by_hand(pilot, "a")
        assert "did not change" not in frame(app)
        assert marked(app, "reverse") != []

    run(store, COMPARE, steps, size=(100, 30))
