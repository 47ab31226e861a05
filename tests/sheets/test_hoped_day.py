"""A hoped-for day that has gone by stands on no sheet as one that is still ahead."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.layouts.whole_plan import read_plan
from goalcoach.sheets.sheet import lay_sheet
from goalcoach.sheets.wording import say_day
from goalcoach.sheets.writers.text import write_text
from tests.sheets.kinds import HANDOUT, KINDS, LETTER, RECORD
from tests.sheets.rowan import around, third


def hoped(days: int) -> tuple[Plan, str]:
    """The third version, its goal hoped for that many days after the visit, and the day."""
    plan = third()
    day = plan.visit.date + timedelta(days)
    goals = tuple(replace(goal, due=day) for goal in plan.goals)
    shared = replace(plan, goals=goals, consent=replace(plan.consent, share="yes"))
    return shared, say_day(day)


def sheets(plan: Plan) -> dict[str, str]:
    found = {one.title: write_text(lay_sheet(one, plan, around()).blocks) for one in KINDS}
    return found | {"show": write_text(read_plan(plan, plan.visit.date, around()))}


def test_a_day_that_is_ahead_or_today_is_said_as_one():
    for days in (0, 30):
        plan, day = hoped(days)
        said = sheets(plan)
        assert f"By {day}" in said[HANDOUT.title]
        assert f"By {day}" in said[LETTER.title]
        assert f"By {day}" in said["show"]
        assert f"due {day}" in said[RECORD.title]


def test_a_day_that_has_gone_by_is_on_no_sheet_as_one_ahead():
    plan, day = hoped(-1)
    said = {name: " ".join(text.split()) for name, text in sheets(plan).items()}
    assert [name for name, text in said.items() if f"By {day}" in text] == []
    assert day not in said[HANDOUT.title]
    for name in (LETTER.title, "show"):
        assert f"The day that was hoped for: {day}" in said[name]
    assert f"was due {day}" in said[RECORD.title]
