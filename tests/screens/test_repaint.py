"""What a key costs: no more is laid out, drawn and told than what it changes.

Counted, not timed. And what is left out of drawing must not be missed: what the single updates left
on the terminal is what a page looks like that is drawn whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import cast

import pytest
from msgspec.structs import replace
from rich.console import RenderableType
from textual._compositor import Compositor, CompositorUpdate
from textual.app import App
from textual.geometry import Region, Size
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.answer_types import Kind
from goalcoach.screens.fields.typed_fields import TextField
from goalcoach.screens.home import person_column
from goalcoach.screens.kit.paint import FixedLines, Scroll
from goalcoach.screens.visit.visit import VisitScreen
from goalcoach.store.store import Store
from tests.plan.visits import goal, visits
from tests.screens.fake import FakeVisit, ask, by_hand, frame, options, until, walk
from tests.screens.test_home import run, store
from tests.terminal import Page as TerminalPage

__all__ = ["store"]

WINDOW = Size(80, 24)
(PLAN,) = visits({"goals": [goal()]})


@dataclass
class Work:
    """What was done for a key."""

    layouts: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    """Drawn rows by the class of the widget."""
    told: set[str] = field(default_factory=set)
    """The classes of what messages passed that go up from a widget to its page."""


@contextmanager
def watched() -> Iterator[Work]:
    work = Work()
    reflow, draw, tell = Compositor.reflow, Widget.render_lines, MessagePump._dispatch_message

    def reflow_(self: Compositor, parent: Widget, size: Size) -> object:
        work.layouts += 1
        return reflow(self, parent, size)

    def draw_(self: Widget, crop: Region) -> object:
        work.rows[type(self).__name__] += crop.height
        return draw(self, crop)

    async def tell_(self: MessagePump, message: Message) -> None:
        if message.bubble:
            work.told.add(type(self).__name__)
        await tell(self, message)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compositor, "reflow", reflow_)
        patch.setattr(Widget, "render_lines", draw_)
        patch.setattr(MessagePump, "_dispatch_message", tell_)
        yield work


def test_other_words_in_as_many_lines_are_painted_without_laying_the_page_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []
    lines = FixedLines(("one", ""))
    monkeypatch.setattr(lines, "refresh", lambda *, layout: asked.append(layout))
    lines.get_content_height(WINDOW, WINDOW, 40)
    lines.show_words(("other", ""))
    assert asked == [False]
    lines.show_words(("other", ""))
    assert asked == [False]  # the same words are not painted again
    lines.show_words(("other", ""), ("more", ""))
    assert asked == [False, True]


@pytest.mark.parametrize("key", ["n", "backspace"])
def test_a_key_in_a_code_draws_its_line_and_the_rows_of_the_list_that_change(
    store: Store, key: str
) -> None:
    people(store)

    async def steps(pilot: Pilot[int], app: GoalcoachApp) -> None:
        # The first key behind a layout draws once more what that has just drawn.
        await by_hand(pilot, "n", "backspace", *["n"] * (key == "backspace"))
        await until(lambda: ("A NEW CODE" in frame(app)) == (key == "backspace"))
        await still(pilot)
        with watched() as work:
            await by_hand(pilot, key)
            await until(lambda: bool(work.rows["People"]))
            await still(pilot)
        assert ("A NEW CODE" in frame(app)) == (key == "n")
        # "A NEW CODE", and the code below it
        assert dict(work.rows) == {"CodeWriter": 1, "People": 2}
        assert not work.layouts
        assert work.told <= {"GoalcoachApp", "HomeScreen", "CodeLine", "CodeWriter", "People"}

    run(store, steps)


@pytest.mark.parametrize("key", ["n", "backspace"])
def test_a_key_in_an_answer_draws_the_field_alone(key: str) -> None:
    visit = FakeVisit([ask(Kind.LONG_TEXT)])

    async def steps(pilot: Pilot[int], page: object) -> None:
        await by_hand(pilot, *"We cooked")  # from the first letter on the head says "typing"
        await still(pilot)
        with watched() as work:
            await by_hand(pilot, key)
            await until(lambda: bool(work.rows["Writer"]))
            await still(pilot)
        assert set(work.rows) == {"Writer"}
        assert not work.layouts
        assert work.told <= {"FakeApp", "VisitScreen", "TextField", "Writer"}

    walk(visit, steps)


def test_a_row_more_of_an_answer_lays_the_page_out_once_and_shows_no_bar() -> None:
    """A bar that came and went would have the text wrapped and the page laid out for both."""

    async def steps(pilot: Pilot[int], page: VisitScreen) -> None:
        assert isinstance(page.field, TextField)
        writer = page.field.writer
        await still(pilot)
        with watched() as work:
            writer.insert("and then we walked home along the river " * 3)
            await until(lambda: writer.size.height > 1)
            await still(pilot)
        assert work.layouts == 1
        assert writer._vertical_scrollbar is None

    walk(FakeVisit([ask(Kind.TEXT)]), steps)


@pytest.mark.parametrize("typed", ["insert", "text"])
def test_a_text_that_is_longer_than_its_box_has_a_bar_until_it_is_not(typed: str) -> None:
    async def steps(pilot: Pilot[int], page: VisitScreen) -> None:
        assert isinstance(page.field, TextField)
        writer = page.field.writer
        words = "and then we walked home along the river " * 20
        if typed == "insert":
            writer.insert(words)
        else:
            writer.text = words
        await still(pilot)
        assert writer.show_vertical_scrollbar
        assert writer.size.height < writer.virtual_size.height
        writer.text = "home"
        await still(pilot)
        assert not writer.show_vertical_scrollbar

    walk(FakeVisit([ask(Kind.TEXT)]), steps)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_single_updates_leave_what_a_page_drawn_whole_looks_like(
    store: Store, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    people(store)
    monkeypatch.setattr(person_column, "REST", 0.001)
    terminal = on_terminal(monkeypatch, size)
    keys = (
        ["n"], ["backspace"], ["down"], ["tab"], ["down", "down"], ["escape"], ["up"], ["slash"],
        [*"two"], ["escape", "r", "o"], ["z"], ["escape"], ["f1"], ["escape"], ["ctrl+p"],
    )  # fmt: skip

    async def steps(pilot: Pilot[int], app: GoalcoachApp) -> None:
        for some in keys:
            await by_hand(pilot, *some)
            await still(pilot)
            same(app, terminal, some)

    run(store, steps, size=size)


def test_the_first_that_is_drawn_of_a_visit_is_its_question(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An empty page before it would take as long to draw, and nobody could read it."""
    drawn: list[str] = []
    display = App._display

    def draw(self: App[int], screen: Screen[object], picture: RenderableType | None) -> None:
        if isinstance(screen, VisitScreen) and screen is self.screen and picture is not None:
            drawn.append(frame(cast("GoalcoachApp", self)))
        display(self, screen, picture)

    monkeypatch.setattr(App, "_display", draw)
    asked = ask(Kind.TEXT, say="What would you like to do again?")

    async def steps(pilot: Pilot[int], page: object) -> None:
        await still(pilot)

    walk(FakeVisit([asked]), steps)
    assert drawn
    assert all(asked.say in one for one in drawn)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
def test_single_updates_leave_a_question_as_it_is_drawn_whole(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = on_terminal(monkeypatch, size)
    asked = [
        ask(Kind.CHOICE, "a/one", options=options("Walk", "Rest", "Both")),
        ask(Kind.MULTI, "a/two", options=options(*(f"Choice {n}" for n in range(8)))),
        ask(Kind.SCALE, "a/three", low=0, high=10),
        ask(Kind.LONG_TEXT, "a/four"),
    ]
    keys = (
        ["down"], ["2"], ["enter"], ["3", "space"], ["end"], ["home", "enter"], ["7"], ["left"],
        ["enter"], [*"We cooked lunch. "], [*"n" * 90], ["backspace"], ["pageup"], ["f2"],
    )  # fmt: skip

    async def steps(pilot: Pilot[int], page: object) -> None:
        for some in keys:
            await by_hand(pilot, *some)
            await still(pilot)
            same(pilot.app, terminal, some)

    walk(FakeVisit(asked), steps, size=size)


def test_a_row_that_changed_out_of_sight_is_drawn_as_it_is_once_it_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = on_terminal(monkeypatch, (80, 24))
    asked = [ask(Kind.MULTI, options=options(*(f"Choice {n}" for n in range(40))))]

    async def steps(pilot: Pilot[int], page: object) -> None:
        await still(pilot)
        cursor_row = next(row for row in terminal.text.splitlines() if "Choice 0" in row)
        wheeled = pilot.app.screen.query_one("#flow", Scroll)
        wheeled.scroll_to(y=20, animate=False)  # as by the wheel: the cursor stays where it is
        await still(pilot)
        for key in ("end", "home"):
            await by_hand(pilot, key)
            await still(pilot)
        assert cursor_row in terminal.text.splitlines()

    walk(FakeVisit(asked), steps)


def test_a_hint_is_drawn_behind_a_question_that_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many lines as the hint before had: what was drawn of that must not stand for it."""
    terminal = on_terminal(monkeypatch, (120, 36))
    asked = [
        ask(Kind.CHOICE, "a/one", options=options("Yes", "No"), hint="Read slowly.", probes=()),
        ask(Kind.CHOICE, "a/two", options=options("Yes", "No"), hint="", probes=()),
        ask(Kind.CHOICE, "a/three", options=options("Yes", "No"), hint="Look up.", probes=()),
    ]

    async def steps(pilot: Pilot[int], page: object) -> None:
        await still(pilot)
        assert "Read slowly." in terminal.text
        for hint in ("", "Look up."):
            await by_hand(pilot, "1", "enter")
            await still(pilot)
            assert "Read slowly." not in terminal.text
            assert hint in terminal.text

    walk(FakeVisit(asked), steps, size=(120, 36))


def people(store: Store) -> None:
    for code in ("fern-4", "rowan-17"):
        store.publish(code, replace(PLAN, patient=code))


async def still(pilot: Pilot[int]) -> None:
    """Wait until nothing is read and nothing more is to be drawn."""
    page = pilot.app.screen
    for _ in range(3):  # what is read is shown, and what is shown may lay out the page
        await until(lambda: all(one.is_finished for one in pilot.app.workers))
        await pilot.pause(0.02)
        await until(lambda: not page._dirty_widgets and not page._layout_required)


def on_terminal(monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> TerminalPage:
    """Return the page of a terminal that gets all that the app draws from now on."""
    terminal = TerminalPage(*size)

    def display(app: GoalcoachApp, screen: object, update: object) -> None:
        if isinstance(update, CompositorUpdate):
            terminal.feed(update.render_segments(app.console))

    monkeypatch.setattr(GoalcoachApp, "_display", display)
    return terminal


def same(app: App[int], terminal: TerminalPage, keys: Sequence[str]) -> None:
    """Compare the terminal with the page drawn anew, at one moment."""
    assert isinstance(app, GoalcoachApp)
    for one in app.screen.query(Widget):
        one._render_cache = one._render_cache._replace(size=Size(0, 0))
        one.refresh()
    assert terminal.text.rstrip() + "\n" == frame(app), keys


def test_notes_are_those_of_the_question_after_one_without_any():
    """Both notes have as many lines, and between the two nothing stood beside the answer."""
    first, second = "Hear it out to the end.", "Mark it, and no more."
    visit = FakeVisit(
        [
            ask(Kind.TEXT, "safety/harm", probes=(), hint=first),
            ask(Kind.SAY, "safety/ours", say="Thank you.", probes=(), hint=""),
            ask(Kind.TEXT, "safety/effort", probes=(), hint=second),
        ]
    )

    async def steps(pilot, page):
        assert first in frame(pilot.app)
        await by_hand(pilot, "enter")
        await until(lambda: "Thank you." in frame(pilot.app))
        await still(pilot)
        assert first not in frame(pilot.app)
        await by_hand(pilot, "enter")
        await until(lambda: visit.screen.address == "safety/effort")
        await still(pilot)
        assert second in frame(pilot.app)
        assert first not in frame(pilot.app)

    walk(visit, steps, size=(120, 36))
