"""The page of the read-back: what is said aloud on one page, who agreed, and all of it below."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.engine import command as do
from goalcoach.plan.model import Agreement
from goalcoach.sheets.context import NO_CONTEXT
from goalcoach.sheets.layouts.read_back import say_plan
from goalcoach.sheets.writers.gutter_lines import GutterLine
from goalcoach.store.store import Store
from tests.conftest import SESSIONS
from tests.screens.fake import FakeReading, FakeVisit, ask, by_hand, frame, settle, walk

SAY = "Here is the plan. Stop me where it does not sound like you."
READ = ask(Kind.SAY, "close/read_back", panel="plan", say=SAY, probes=())
NEXT = ask(Kind.SAY, "wins/last")
BOTH = (("rowan-17", True), ("clinician", False))


def reading(*agreed: tuple[str, bool]) -> FakeReading:
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


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (120, 60)])
def test_what_is_read_aloud_stands_on_one_page_and_all_of_it_below(size: tuple[int, int]):
    read = reading(*(BOTH if size[0] >= 120 else ()))
    visit = FakeVisit([READ, NEXT])

    async def steps(pilot, screen):
        await settle(pilot, screen)
        first = frame(pilot.app)
        page = " ".join(first.split())
        for line in read.aloud:
            assert line.label in page
            assert line.text.split()[-1] in page, line.label
        assert ("AGREED BY [x] rowan-17 [ ] clinician" in " ".join(page_margin(first).split())) is (
            size[0] >= 120
        )
        # Where rows are few none is left blank between the lines.
        rows = first.splitlines()
        at = next(number for number, row in enumerate(rows) if "GOAL" in row)
        assert ("most of all." in rows[at - 1]) is (size[1] < 60)
        await by_hand(pilot, *["down"] * 20)
        await settle(pilot, screen)
        assert "Cook lunch for my sister's children." in frame(pilot.app)

    walk(visit, steps, size=size, reading=read)


def test_where_there_is_no_margin_who_agreed_stands_below_what_is_read_aloud():
    visit = FakeVisit([READ, NEXT])

    async def steps(pilot, screen):
        await settle(pilot, screen)
        lines = [(one.label, one.text) for one in screen.field.lines.lines]
        assert lines[-4:-2] == [
            ("AGREED BY", "rowan-17"),
            ("ALL OF IT", "All that we wrote, for those who want it."),
        ]

    walk(visit, steps, reading=reading(*BOTH))


def test_below_what_is_read_aloud_the_whole_plan_has_one_name():
    read = reading()
    visit = FakeVisit([READ, NEXT])

    async def steps(pilot, screen):
        await settle(pilot, screen)
        rows = [row.strip() for row in frame(pilot.app).splitlines()]
        assert "↓ all of it" in rows
        assert not any("AGREED BY" in row for row in rows)  # nobody was asked yet

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
