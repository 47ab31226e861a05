"""A short visit, a private part, a sitting that goes on: in the app and line by line alike."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from goalcoach.app import GoalcoachApp
from goalcoach.dialogue.engine.command import Answer, CloseReason, Command, Jump
from goalcoach.screens.kit.coach_app import Coach, Setting
from goalcoach.screens.kit.message_pages import EndScreen
from goalcoach.screens.kit.theme import DARK, DRAWN, PLAIN, MarkSigns
from goalcoach.screens.visit.break_page import BreakScreen
from goalcoach.screens.visit.overview import WhereScreen
from goalcoach.screens.visit.visit import VisitScreen
from goalcoach.store.site_file import Site
from goalcoach.visit.visit import Visit
from tests import parts
from tests.example import Clock
from tests.led_twice import CONTACTS
from tests.plain import small
from tests.said import painted
from tests.screens.fake import by_hand, frame, settle, until

SIZES = [(80, 24), (120, 36)]
SHORT = Answer("short", "start/time")
ALONE, GO = parts.ALONE, parts.GO
PAUSE = Answer("pause", "safe/decision")
PRIVATE = [one.at for one in (*ALONE, GO)]
sizes = pytest.mark.parametrize("size", SIZES, ids=["80", "120"])


class Led:
    """The app on a visit: presses keys, and tells what is on the screen."""

    def __init__(self, pilot: Pilot[int], screen: VisitScreen) -> None:
        self.pilot = pilot
        self.screen = screen

    async def press(self, *keys: str) -> str:
        """Press keys one after the other; return the screen's words then."""
        for key in keys:
            await by_hand(self.pilot, key)
            await settle(self.pilot, self.screen)
        return self.shown

    @property
    def shown(self) -> str:
        return " ".join(frame(self.pilot.app).split())  # type: ignore[arg-type]

    @property
    def below(self) -> str:
        """Return what stands below the answer, unwrapped."""
        return " ".join(" ".join(painted(self.screen.query_one("#after"))).split())

    @property
    def page(self) -> object:
        return self.pilot.app.screen


class Leading:
    """Opens a visit in the app; to be used with `async with`."""

    def __init__(
        self, visit: Visit, size: tuple[int, int] = (80, 24), marks: MarkSigns = DRAWN
    ) -> None:
        coach = Coach(Clock(), Setting(contacts=CONTACTS), marks, visit.state.today)
        self.app = GoalcoachApp(visit.store, coach, DARK, visit)
        self.running = self.app.run_test(size=size)

    async def __aenter__(self) -> Led:
        pilot = await self.running.__aenter__()
        await until(
            lambda: isinstance(self.app.screen, VisitScreen) and bool(self.app.screen.field)
        )
        screen = self.app.screen
        assert isinstance(screen, VisitScreen)
        await settle(pilot, screen)
        return Led(pilot, screen)

    async def __aexit__(self, *error: object) -> None:
        await self.running.__aexit__(*error)  # type: ignore[arg-type]


def typed(visit: Visit, *lines: str) -> str:
    """Lead the visit line by line; return all that was said, on one line."""
    ended = small.lead(visit, lines, Site(contacts=CONTACTS))
    return " ".join(" ".join((*ended.typist.said, *ended.typist.asked)).split())


def left(folder: Path, *commands: Command) -> None:
    """A visit that was begun and left."""
    parts.begin(folder, *commands).leave()


# More of this part


@sizes
@pytest.mark.parametrize(
    ("at", "keys"),
    [
        ("story/open", ["f10"]),
        ("story/open", ["escape", "m"]),
        ("story/rate", ["plus"]),
        ("story/rate", ["f10"]),
    ],
)
async def test_one_key_asks_the_rest_of_a_part(
    tmp_path: Path, at: str, keys: list[str], size: tuple[int, int]
):
    visit = parts.begin(tmp_path, SHORT, GO, Jump(at))
    async with Leading(visit, size) as led:
        assert "More here: 2 questions" in led.shown
        after = await led.press(*keys)
        assert visit.screen.address == "story/more"
        assert "More here" not in after


async def test_a_plus_is_a_letter_where_words_are_typed(tmp_path: Path):
    visit = parts.begin(tmp_path, SHORT, GO, Jump("story/open"))
    async with Leading(visit) as led:
        await led.press("plus", "enter")
    assert visit.state.entry("story/open").value == "+"


async def test_more_keeps_what_is_half_typed(tmp_path: Path):
    visit = parts.begin(tmp_path, SHORT, GO, Jump("story/open"))
    async with Leading(visit) as led:
        await led.press("a", "f10")
    assert visit.state.entry("story/open").draft == "a"


@sizes
async def test_where_nothing_is_left_out_the_key_says_so(tmp_path: Path, size: tuple[int, int]):
    visit = parts.begin(tmp_path, GO, Jump("story/rate"))
    async with Leading(visit, size) as led:
        assert "More here" not in led.shown
        assert "These are all the questions of this part." in await led.press("plus")
        assert visit.screen.address == "story/rate"


def test_line_by_line_more_is_said_and_asked(tmp_path: Path):
    visit = parts.begin(tmp_path, SHORT, GO, Jump("story/open"))
    said = typed(visit, ":more", ":more")
    assert "More here: 2 questions. :more asks them." in said
    assert "These are all the questions of this part." in said
    assert visit.screen.address == "story/more"


# The list of questions


@sizes
async def test_the_list_has_what_is_left_open_and_goes_there(tmp_path: Path, size: tuple[int, int]):
    visit = parts.begin(tmp_path, SHORT, GO, Jump("story/rate"))
    async with Leading(visit, size) as led:
        shown = await led.press("f9")
        assert "Being heard · left open 2 questions" in shown
        assert "left open 2" in shown
        await led.press("tab", "tab")  # open, then what is left open: nothing else has any
        assert isinstance(led.page, WhereScreen)
        assert led.page.filters.kept == "left open"
        await led.press("home", "enter")
        assert visit.screen.address == "story/more"


async def test_what_can_be_shown_alone_fits_a_narrow_window(tmp_path: Path):
    visit = parts.begin(tmp_path, SHORT, GO, Jump("story/rate"))
    async with Leading(visit, (60, 20)) as led:
        assert "All 8 open 4 left open 2" in await led.press("f9")


@sizes
async def test_the_list_says_of_the_private_part_that_it_is_done_or_waits(
    tmp_path: Path, size: tuple[int, int]
):
    visit = parts.begin(tmp_path, *ALONE, GO, Jump("story/rate"))
    async with Leading(visit, size) as led:
        assert "The private part ● answered done" in await led.press("f9")
        await led.press("escape")
        visit.give(Answer("others", "safe/room"))
        shown = await led.press("f9")
        assert "The private part ○ waits later, alone" in shown
        assert "Safety later, alone" in shown


@sizes
async def test_going_behind_a_gate_says_what_comes_first(tmp_path: Path, size: tuple[int, int]):
    for before in ((), (*ALONE, PAUSE, Jump("safe/decision"))):
        visit = parts.begin(tmp_path / str(len(before)), *before)
        async with Leading(visit, size) as led:
            assert "○ later" in await led.press("f9")
            shown = await led.press("end", "enter")
            assert "That comes after the safety questions. Go through them first." in led.below
            assert "close for today" not in shown


def test_line_by_line_the_list_has_the_same(tmp_path: Path):
    said = typed(parts.begin(tmp_path, SHORT, Answer("others", "safe/room")), ":where", ":go 8")
    assert "The private part: waits: later, alone" in said
    assert "Safety (later, alone)" in said
    assert "About open: later" in said
    assert "Being heard: left open: 2 questions" in said
    assert "The goal (protects you, to come)" in said
    assert "That comes after the safety questions." in said
    assert ":close closes for today" not in said


# What was said in private


@sizes
@pytest.mark.parametrize("at", PRIVATE)
async def test_a_private_answer_is_shown_on_no_page_and_enter_keeps_it(
    tmp_path: Path, at: str, size: tuple[int, int]
):
    visit = parts.begin(tmp_path, *ALONE, GO, Jump(at))
    before = visit.state.entry(at).value
    async with Leading(visit, size) as led:
        assert "Answered. It is not shown again." in led.shown
        for keys in ([], ["f6"], ["escape"], ["f9"], ["escape"]):
            shown = await led.press(*keys)
            assert parts.UNSEEN not in shown
            assert "● answered" not in shown.replace("The private part ● answered done", "")
            assert "[x]" not in shown
        await led.press("enter")
        assert visit.screen.address != at
    assert visit.state.entry(at).value == before


async def test_nothing_is_chosen_where_an_answer_is_out_of_sight(tmp_path: Path):
    visit = parts.begin(tmp_path, *ALONE, GO)
    async with Leading(visit) as led:
        for at in PRIVATE:
            led.screen.give(Jump(at))
            await settle(led.pilot, led.screen)
            assert led.screen.field is not None
            assert led.screen.field.current() is None, at


async def test_a_private_question_can_be_answered_again(tmp_path: Path):
    visit = parts.begin(tmp_path, *ALONE, GO, Jump("safe/pem"))
    async with Leading(visit) as led:
        await led.press("2", "enter")
    assert visit.state.entry("safe/pem").value == "no"


@pytest.mark.parametrize("at", PRIVATE)
def test_line_by_line_a_private_answer_is_not_said_and_enter_keeps_it(tmp_path: Path, at: str):
    visit = parts.begin(tmp_path, *ALONE, GO, Jump(at))
    before = visit.state.entry(at).value
    said = typed(visit, ":card", ":where", ":again", "", ":where")
    assert "Answered. It is not shown again." in said
    assert "ANSWER SO FAR" not in said.partition("About open")[0]
    assert parts.UNSEEN not in said
    assert visit.state.entry(at).value == before
    assert visit.screen.address != at


# A break


@sizes
async def test_a_visit_can_be_meant_to_go_on_next_time(tmp_path: Path, size: tuple[int, int]):
    visit = parts.begin(tmp_path, GO, Answer("a cook", "story/open"))
    async with Leading(visit, size) as led:
        shown = await led.press("f8")
        assert "3 Stop here, and go on next time 4 Stop for today" in shown
        assert "We are alone now" not in shown
        await by_hand(led.pilot, "3", "enter")
        await until(lambda: isinstance(led.page, EndScreen))
        await led.pilot.pause()
        assert "We go on next time" in led.shown
        assert "Next time begins with a few questions about that day." in led.shown
    plan = visit.store.load(small.CODE).plan
    assert (plan.visit.status, plan.visit.reason) == ("incomplete", "continues")
    assert plan.story is not None
    assert plan.story.me == "a cook"


def test_line_by_line_a_visit_can_be_meant_to_go_on_next_time(tmp_path: Path):
    visit = parts.begin(tmp_path, GO)
    said = typed(visit, ":break", "3")
    assert "1 to 4, Enter goes on:" in said
    assert "We go on next time SAY: We stop here for today and go on next time." in said
    assert visit.store.load(small.CODE).plan.visit.reason == "continues"


@sizes
async def test_a_break_leads_to_the_private_questions_that_wait(
    tmp_path: Path, size: tuple[int, int]
):
    visit = parts.begin(tmp_path, Answer("others", "safe/room"), GO, Jump("story/open"))
    async with Leading(visit, size) as led:
        shown = await led.press("f8")
        assert isinstance(led.page, BreakScreen)
        assert "5 We are alone now" in shown
        await led.press("5", "enter")
        assert visit.screen.address == "safe/room"
        await led.press("1", "enter")
        assert visit.screen.address == "safe/pem"
    assert not visit.state.paused


def test_line_by_line_a_break_leads_to_the_private_questions_that_wait(tmp_path: Path):
    visit = parts.begin(tmp_path, Answer("others", "safe/room"), GO, Jump("story/open"))
    said = typed(visit, ":break", "5", "alone")
    assert "5. We are alone now" in said
    assert "1 to 5, Enter goes on:" in said
    assert visit.screen.address == "safe/pem"


# What protects


async def test_the_rail_says_what_protects_and_whether_it_is_there(tmp_path: Path):
    visit = parts.begin(tmp_path, GO, Jump("story/open"))
    async with Leading(visit, (120, 36)) as led:
        assert "The goal ◇" in led.shown
        assert "◇ protects you, to come" in led.shown
        visit.give(Answer("Sundays", "goal/what"))
        shown = await led.press("pagedown")
        assert "The goal ◆" in shown
        assert "◆ protects you, is there" in shown
        assert "◇" not in shown


async def test_the_rail_says_that_private_questions_wait(tmp_path: Path):
    visit = parts.begin(tmp_path, Answer("others", "safe/room"), GO, Jump("story/open"))
    async with Leading(visit, (120, 36)) as led:
        assert "○ Safety later, alone" in led.shown


async def test_the_rail_in_plain_marks_is_plain(tmp_path: Path):
    visit = parts.begin(tmp_path, GO, Jump("story/open"))
    async with Leading(visit, (120, 36), PLAIN) as led:
        assert "The goal _" in led.shown
        assert "_ protects you, to come" in led.shown


async def test_one_line_of_progress_counts_what_protects(tmp_path: Path):
    visit = parts.begin(tmp_path, GO, Jump("story/open"))
    async with Leading(visit) as led:
        assert "protects: 0 of 1" in led.shown
        assert "The goal protects you, to come" in await led.press("f9")


# Another day, another sitting

USUAL = Answer("usual", "start/time")
EASE = Answer(5, "start/ease")
TOLD = (USUAL, EASE, *ALONE, GO, Answer("a cook", "story/open"), Jump("story/rate"))
TODAY_FIRST = "A few questions about today come first; the rest is kept."


@sizes
async def test_a_visit_taken_up_on_another_day_says_so_once(tmp_path: Path, size: tuple[int, int]):
    left(tmp_path, *TOLD)
    visit = parts.begin(tmp_path, day=parts.LATER)
    async with Leading(visit, size) as led:
        assert f"We take this visit up again. {TODAY_FIRST}" in led.below
        assert visit.screen.address == "start/ease"
        assert "take this visit up" not in await led.press("6", "enter")


@sizes
async def test_a_sitting_that_goes_on_says_so_once(tmp_path: Path, size: tuple[int, int]):
    visit = parts.begin(tmp_path, *TOLD)
    visit.finish(CloseReason.CONTINUES)
    visit = parts.begin(tmp_path, day=parts.LATER)
    async with Leading(visit, size) as led:
        assert "We go on from last time." in led.below
        assert TODAY_FIRST not in led.below
        assert "We go on from" not in await led.press("pagedown")


def test_line_by_line_another_day_and_another_sitting_are_said(tmp_path: Path):
    left(tmp_path, *TOLD)
    assert f"We take this visit up again. {TODAY_FIRST} Last saved" in typed(
        parts.begin(tmp_path, day=parts.LATER)
    )
    parts.begin(tmp_path, day=parts.LATER).finish(CloseReason.CONTINUES)
    said = typed(parts.begin(tmp_path, day=parts.LATER))
    assert "We go on from last time." in said
    assert TODAY_FIRST not in said


def test_the_same_day_says_nothing_of_another_day(tmp_path: Path):
    left(tmp_path, Answer(5, "start/ease"))
    said = typed(parts.begin(tmp_path))
    assert "This visit goes on where it was left." in said
    assert TODAY_FIRST not in said


# A gate that closes late


def told_before_the_gate_closes(folder: Path) -> Visit:
    return parts.begin(folder, *ALONE, GO, Answer("a cook", "story/open"), Jump("safe/decision"))


def kept(visit: Visit) -> Sequence[object]:
    plan = visit.store.load(small.CODE).plan
    return (plan.visit.status, plan.visit.reason, plan.story and plan.story.me)


@sizes
async def test_a_gate_that_closes_late_sets_nothing_aside(tmp_path: Path, size: tuple[int, int]):
    visit = told_before_the_gate_closes(tmp_path)
    async with Leading(visit, size) as led:
        shown = await led.press("3", "enter")
        assert "Something else comes first today." in shown
        assert "ets aside" not in shown
        assert "set aside 0" in await led.press("f9")
        await led.press("escape", "enter")
        await until(lambda: isinstance(led.page, EndScreen))
        await led.pilot.pause()
        assert "Everything said so far is kept." in led.shown
    assert kept(visit) == ("incomplete", "paused", "a cook")


def test_line_by_line_a_gate_that_closes_late_sets_nothing_aside(tmp_path: Path):
    visit = told_before_the_gate_closes(tmp_path)
    said = typed(visit, "pause", ":where", ":close", "yes")
    assert "aside" not in said
    assert "Everything said so far is kept." in said
    assert kept(visit) == ("incomplete", "paused", "a cook")
