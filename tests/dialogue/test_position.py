"""The addresses that a place in the script gives to its questions."""

from __future__ import annotations

from goalcoach.dialogue.engine.position import Position, Stop
from goalcoach.plan.question_address import Address
from tests.dialogue.packs import everything

SCRIPT = everything()
STEP = SCRIPT.sections["step"]
RUNGS = next(one for one in STEP.items if one.id == "rungs")


def test_a_question_is_addressed_by_its_section_row_and_round():
    assert Position(SCRIPT.sections["start"]).address("ease") == Address("start", "ease")
    place = Position(SCRIPT.sections["sure"], "g1", 2)
    assert place.address("sure") == Address("sure", "sure", "g1", 2)
    assert Stop.at(place, SCRIPT.sections["sure"].items[0]).address == "sure@g1~2/sure"


def test_a_cell_is_addressed_under_its_roster():
    place = Position(STEP, "g1").at_cell("r2")
    cell = Stop.of_cell(place, RUNGS, RUNGS.fields[0])
    roster = Stop.at(Position(STEP, "g1"), RUNGS)
    assert (cell.address, cell.home) == ("step@g1/rungs@r2.text", "step@g1/rungs")
    assert roster.home == roster.address
    assert roster.cell("r2", "text") == cell.address


def test_a_cell_is_in_its_own_row_of_its_own_roster_alone():
    """Lists without ids in the plan may have rows of one name: x1, x2."""
    cell = Stop.of_cell(Position(STEP, "g1").at_cell("x1"), RUNGS, RUNGS.fields[0])
    assert cell.is_in_row("step@g1/rungs", "x1")
    assert not cell.is_in_row("step@g1/rungs", "x2")
    assert not cell.is_in_row("step@g2/rungs", "x1")
    assert not cell.is_in_row("step@g1/others", "x1")
    assert not Stop.at(Position(STEP, "g1"), RUNGS).is_in_row("step@g1/rungs", "")
