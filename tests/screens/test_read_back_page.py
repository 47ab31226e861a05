"""The page of the read-back: what is said aloud on one page, who agreed, and all of it below."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.visit_record import Agreement
from goalcoach.sheets.context import NO_CONTEXT
from goalcoach.sheets.layouts.read_back import MOST_WORDS, Party, say_plan
from goalcoach.sheets.writers.gutter_lines import GutterLine
from goalcoach.store.store import Store
from goalcoach.visit.visit import Visit
from goalcoach.visit.visit_queries import VisitReading
from tests.conftest import SESSIONS
from tests.plain import small
from tests.screens.fake import FakeReading, FakeVisit, ask, by_hand, frame, settle, walk

SAY = "Here is the plan. Stop me where it does not sound like you."
READ = ask(Kind.SAY, "close/read_back", panel="plan", say=SAY, probes=())
NEXT = ask(Kind.SAY, "wins/last")
BOTH = (Party("patient", "rowan-17", True), Party("clinician", "clinician", False))


def reading(*agreed: Party) -> FakeReading:
    """Return what is read of the newest practice plan before the next visit is asked; all of it is
    two lines.
    """
    plan = replace(Store(SESSIONS).load("rowan-17").plan, agreement=Agreement())
    said = say_plan(plan, plan.visit.date, NO_CONTEXT)
    aloud = tuple(GutterLine(one.label, one.text, one.origin, aloud=True) for one in said)
    return FakeReading(aloud=aloud, agreed=agreed)


def page_margin(shown: str) -> str:
    """Return what stands in the margin at 120 columns."""
    return "\n".join(row[90:] for row in shown.splitlines())


def test_a_number_to_call_is_not_broken_between_two_rows():
    numbers = [f"0211 000 {n:03}" for n in range(1, 16)]
    text = " ".join(f"{'x' * (n % 7 + 1)} {number}" for n, number in enumerate(numbers, 1))
    read = FakeReading(aloud=(GutterLine("AT ONCE", text, aloud=True),))

    async def steps(pilot, screen):
        await settle(pilot, screen)
        shown = frame(pilot.app).replace("\u00a0", " ")
        assert [one for one in numbers if one not in shown] == []

    walk(FakeVisit([READ, NEXT]), steps, size=(80, 24), reading=read)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (120, 60)])
def test_what_is_read_aloud_stands_on_one_page_and_all_of_it_below(size: tuple[int, int]):
    read = reading(*BOTH)
    visit = FakeVisit([READ, NEXT])

    async def steps(pilot, screen):
        await settle(pilot, screen)
        first = frame(pilot.app)
        page = " ".join(first.split())
        for line in read.aloud:
            assert line.label in page
            assert line.text.split()[-1] in page, line.label
        boxes = "AGREED BY 1 [x] rowan-17 2 [ ] clinician"
        assert boxes in " ".join((page_margin(first) if size[0] >= 120 else first).split())
        # Where rows are few none is left blank between the lines.
        rows = first.splitlines()
        at = next(number for number, row in enumerate(rows) if "GOAL" in row)
        assert ("most of all." in rows[at - 1]) is (size[1] < 60)
        await by_hand(pilot, *["down"] * 20)
        await settle(pilot, screen)
        assert "Cook lunch for my sister's children." in frame(pilot.app)

    walk(visit, steps, size=size, reading=read)


@pytest.mark.parametrize("size", [(60, 20), (80, 20), (80, 22)])
def test_what_has_to_be_scrolled_all_the_same_keeps_its_blank_rows(size: tuple[int, int]):
    async def steps(pilot, screen):
        await settle(pilot, screen)
        rows = frame(pilot.app).splitlines()
        assert any(row.strip().startswith("↓ ") for row in rows)
        at = next(number for number, row in enumerate(rows) if row.strip().startswith("GOAL"))
        assert not rows[at - 1].strip("▁▂▃▄▅▆▇█ ")

    walk(FakeVisit([READ, NEXT]), steps, size=size, reading=reading(*BOTH))


@pytest.mark.parametrize("size", [(60, 20), (80, 20), (120, 24)])
def test_what_is_read_does_not_touch_the_bar_beside_it(size: tuple[int, int]):
    async def steps(pilot, screen):
        await settle(pilot, screen)
        scroll = screen.query_one(".planscroll")
        words = screen.field.lines.content_region
        assert words.right == scroll.vertical_scrollbar.region.x - 1

    walk(FakeVisit([READ, NEXT]), steps, size=size, reading=reading(*BOTH))


HELPER = Party("helper", "helper", False)
FOLDS = [(60, 20), (60, 24), (80, 24), (80, 22), (100, 24), (100, 28), (100, 30), (100, 31)]


@pytest.mark.parametrize("size", FOLDS)
def test_no_box_lies_below_the_fold_without_being_named_there(size: tuple[int, int]):
    """By its own name where another box stands above the fold: the label alone would be read as
    that one's.
    """
    shown = []

    async def steps(pilot, screen):
        await settle(pilot, screen)
        shown.append(frame(pilot.app))

    walk(FakeVisit([READ, NEXT]), steps, size=size, reading=reading(*BOTH, HELPER))
    below = next((row for row in shown[0].splitlines() if row.strip().startswith("↓ ")), "")
    page = shown[0].replace(below, "") if below else shown[0]
    boxes = [f"{at} [{mark}]" for at, mark in enumerate("x  ", 1)]
    hidden = [one for one in boxes if one not in page]
    if hidden == boxes:
        assert "agreed by" in below
    for one in hidden if len(hidden) < 3 else ():
        assert one in below


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (100, 31), (120, 36)])
def test_both_boxes_stand_on_the_page_where_it_has_the_rows(size: tuple[int, int]):
    async def steps(pilot, screen):
        await settle(pilot, screen)
        assert "1 [x] rowan-17" in frame(pilot.app)
        assert "2 [ ] clinician" in frame(pilot.app)

    walk(FakeVisit([READ, NEXT]), steps, size=size, reading=reading(*BOTH))


def test_where_there_is_no_margin_who_agreed_stands_below_what_is_read_aloud():
    visit = FakeVisit([READ, NEXT])

    async def steps(pilot, screen):
        await settle(pilot, screen)
        lines = [(one.label, one.text) for one in screen.field.lines.lines]
        assert lines[-5:-2] == [
            ("AGREED BY", "1 [x] rowan-17"),
            ("AGREED BY", "2 [ ] clinician"),
            ("THE PLAN", "The plan itself, for those who want it."),
        ]

    walk(visit, steps, reading=reading(*BOTH))


def test_below_what_is_read_aloud_the_whole_plan_has_one_name():
    read = reading(*BOTH)
    visit = FakeVisit([READ, NEXT])

    async def steps(pilot, screen):
        await settle(pilot, screen)
        rows = [row.strip() for row in frame(pilot.app).splitlines()]
        assert "↓ the plan" in rows

    walk(visit, steps, reading=read)


def test_a_line_that_is_read_aloud_leads_to_its_question():
    visit = FakeVisit([READ, NEXT])

    async def steps(pilot, screen):
        field = screen.field
        field.lines.at = 1
        line = field.lines.lines[1]
        assert line.text.startswith("Your goal: “Cook lunch")
        field.lead_to(line.path, line.rows)
        await settle(pilot, screen)

    walk(visit, steps, reading=reading())
    assert visit.given == [do.Jump("wins/day")]


SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)])


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Visit]:
    """A review of the practice patient, at its read-back."""
    store = small.open_store(tmp_path / "store")
    shutil.copytree(small.BEFORE, store.root / small.CODE)
    visit = small.begin(store, "core", date(2026, 12, 18))
    assert visit.give(do.Answer("no", "safety/pem")) is None
    assert visit.give(do.Answer("go", "safety/own_steps")) is None
    assert visit.give(do.Jump("close/read_back")) is None
    yield visit
    visit.leave()


def agreed_in(plan: Plan) -> tuple[str, ...]:
    return tuple(plan.agreement.by)


@SIZES
def test_a_digit_switches_a_box_as_if_its_question_was_answered(review: Visit, size):
    async def steps(pilot, screen):
        assert "1–2 who agrees" in frame(pilot.app)
        await by_hand(pilot, "2")
        await settle(pilot, screen)
        assert "2 [x] clinician" in frame(pilot.app)
        assert agreed_in(review.draft_plan()) == ("clinician",)
        assert screen.asked.address == "close/read_back"
        await by_hand(pilot, "1", "2")  # both at once: what follows in haste is not lost
        await settle(pilot, screen)
        assert "1 [x] rowan-17" in frame(pilot.app)
        assert agreed_in(review.draft_plan()) == ("patient",)
        await by_hand(pilot, "1")
        await settle(pilot, screen)
        assert "1 [ ] rowan-17" in frame(pilot.app)
        assert agreed_in(review.draft_plan()) == ()
        await by_hand(pilot, "ctrl+z")
        await settle(pilot, screen)
        assert screen.asked.address == "close/agree"
        assert agreed_in(review.draft_plan()) == ("patient",)

    walk(review, steps, size=size, reading=VisitReading(review))
    said = [one for one in small.journal(review.store) if one.get("at") == "close/agree"]
    assert [one.get("value") for one in said][:3] == [["clinician"], ["patient"], None]


@SIZES
def test_tab_leads_to_the_boxes_and_space_switches_the_one_under_the_cursor(review: Visit, size):
    async def steps(pilot, screen):
        await by_hand(pilot, "space")  # no box is under the cursor: nothing is switched
        await by_hand(pilot, "tab", "down", "space")
        await settle(pilot, screen)
        assert "▌ 2 [x] clinician" in frame(pilot.app)
        await by_hand(pilot, "space")
        await settle(pilot, screen)
        await by_hand(pilot, "up", "space")
        await settle(pilot, screen)
        assert "▌ 1 [x] rowan-17" in frame(pilot.app)
        await by_hand(pilot, "tab")
        assert "MATTERS   ▌ " in frame(pilot.app)
        await by_hand(pilot, "enter")
        await settle(pilot, screen)
        assert screen.asked.address == "close/doubts"

    walk(review, steps, size=size, reading=VisitReading(review))
    assert agreed_in(review.draft_plan()) == ("patient",)


@SIZES
def test_words_that_begin_with_a_digit_switch_nothing_and_are_a_note(size):
    visit = FakeVisit([READ, NEXT])

    async def steps(pilot, screen):
        await by_hand(pilot, *"2 of us", "enter")
        await settle(pilot, screen)

    walk(visit, steps, size=size, reading=reading(*BOTH))
    assert visit.given == [do.Note("2 of us", "close/read_back")]


def test_a_box_says_which_answers_it_sets_aside():
    visit = FakeVisit([READ, NEXT], aside=("close/differ",))

    async def steps(pilot, screen):
        await by_hand(pilot, "2")
        await settle(pilot, screen)
        assert "Sets aside 1 answer, kept if you change back." in frame(pilot.app)

    walk(visit, steps, reading=reading(*BOTH))
    assert visit.given == [do.Answer(("patient", "clinician"), "close/agree")]


def test_where_no_question_asks_who_agrees_the_boxes_only_tell():
    class NotAsked(FakeReading):
        def address_of(self, path: str, rows: tuple[str, ...]) -> str:
            return ""

    visit = FakeVisit([READ, NEXT])

    async def steps(pilot, screen):
        assert "AGREED BY   [x] rowan-17" in frame(pilot.app)
        assert "who agrees" not in frame(pilot.app)
        assert screen.field.letters() == ""

    walk(visit, steps, reading=NotAsked(aloud=reading().aloud, agreed=BOTH))


def test_a_minute_of_words_and_who_agrees_stand_on_a_low_page():
    labels = ("MATTERS", "GOAL", "NEXT STEP", "IF–THEN", "HARD SPELL", "AT ONCE", "NEXT VISIT")
    words = "I walk with my sister to the market, and we rest on the bench half way. Home."
    aloud = tuple(GutterLine(one, f"{words} It is {one}.", aloud=True) for one in labels)
    assert sum(len(one.text.split()) for one in aloud) in range(MOST_WORDS - 12, MOST_WORDS + 1)

    async def steps(pilot, screen):
        shown = frame(pilot.app)
        assert "It is MATTERS." in shown
        assert "2 [ ] clinician" in shown
        assert "↓ the plan" in shown

    walk(FakeVisit([READ, NEXT]), steps, reading=FakeReading(aloud=aloud, agreed=BOTH))


def test_on_a_low_page_what_is_told_of_enter_is_seen():
    async def steps(pilot, screen):
        await by_hand(pilot, "down", "enter")
        await settle(pilot, screen)
        assert "Enter goes on. → changes this." in frame(pilot.app)

    walk(FakeVisit([READ, NEXT]), steps, reading=reading(*BOTH))
