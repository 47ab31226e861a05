"""What was chosen from the shelf goes home, unless it no longer fits what was said at the gate."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from goalcoach.plan.ladder_rules import within_limit
from goalcoach.plan.model.optional_parts import HelpOption
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.visit_record import Safety
from goalcoach.plan.off_paper import on_paper
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.layouts.handout import lay_handout
from goalcoach.sheets.layouts.letter import lay_letter
from goalcoach.sheets.layouts.whole_plan import read_whole_plan
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.writers.text import write_text
from tests.sheets.rowan import first

AROUND = SheetContext()
LOOK = HelpOption(
    id="o1", what="look at the birds", practice="outward", choice="try", tied_to="with my tea"
)
ROLL = HelpOption(id="o2", what="roll my shoulders", practice="move", choice="try")
ASIDE = HelpOption(id="o3", what="a worry chair", practice="worry", choice="set_aside", why="no")
OPEN_GATE = Safety(pem="no", decision="go", limits=("none",))


def plan(*rows: HelpOption, safety: Safety = OPEN_GATE) -> Plan:
    return replace(first(), options=rows, safety=safety)


def handout(one: Plan) -> str:
    return " ".join(write_text(lay_handout(on_paper(one), AROUND, Size.STANDARD)).split())


def letter(one: Plan) -> str:
    return " ".join(write_text(lay_letter(on_paper(one), AROUND, Size.STANDARD)).split())


def test_what_is_tried_goes_home_with_its_place_in_the_day_and_to_the_team():
    one = plan(LOOK, ASIDE)
    home = handout(one)
    assert "What do I try?" in home
    assert "I try: Look at the birds. With my tea." in home
    assert "“look at the birds”, “with my tea”" in letter(one)
    for paper in (home, letter(one)):
        assert "worry chair" not in paper
    told = " ".join(write_text(read_whole_plan(one, one.visit.date, AROUND)).split())
    assert "A worry chair" in told


@pytest.mark.parametrize(
    "safety",
    [
        Safety(pem="unsure", decision="go", limits=("none",)),
        Safety(pem="no", decision="adapt", limits=("none",)),
        Safety(pem="no", decision="go", limits=("heart",)),
        Safety(pem="no", decision="go"),
    ],
)
def test_what_does_not_fit_the_gate_stays_off_paper(safety: Safety):
    assert "Roll my shoulders" in handout(plan(LOOK, ROLL))
    careful = plan(LOOK, ROLL, safety=safety)
    for paper in (handout(careful), letter(careful)):
        assert "oll my shoulders" not in paper
        assert "ook at the birds" in paper


def test_a_later_visit_that_was_told_worse_takes_it_off_the_paper_before_it():
    assert "Roll my shoulders" not in handout(within_limit(plan(LOOK, ROLL)))


def test_what_was_left_taken_out_or_kept_off_paper_does_not_go_home():
    left = replace(LOOK, status="leave")
    assert "What do I try?" not in handout(plan(left))
    private = replace(plan(LOOK, ROLL), off_paper=("options@o1",))
    assert "birds" not in handout(private)
    assert "Roll my shoulders" in handout(private)
