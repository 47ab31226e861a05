"""What the pace of a ladder lets be said, on every sheet and in every format of a difference."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from goalcoach.plan.diff.diff import diff
from goalcoach.plan.ladder_rules import Pace
from goalcoach.plan.model.field_types import EndReason
from goalcoach.plan.model.goal import Chance, Measure, Rung
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.changes.change_report import ChangeSheet
from goalcoach.sheets.changes.change_report_builder import read_change
from goalcoach.sheets.changes.html_writer import write_change_html
from goalcoach.sheets.changes.json_writer import write_change_json
from goalcoach.sheets.changes.markdown_writer import write_change_markdown
from goalcoach.sheets.changes.text_writer import write_change
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.layouts.daily_diary import lay_week
from goalcoach.sheets.layouts.flare_card import lay_card
from goalcoach.sheets.layouts.handout import lay_handout
from goalcoach.sheets.layouts.letter import lay_letter
from goalcoach.sheets.layouts.record.record import lay_record
from goalcoach.sheets.layouts.whole_plan import read_plan
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.writers.text import write_text
from tests.sheets.rowan import around, third

# Numbers that stand nowhere else: of the step, tried out, and of the measure.
AMOUNT, LATER_AMOUNT, SAMPLE, LATER_SAMPLE = 7651, 8762, 3217, 4328
START, NOW, LATER_NOW, AIM, LATER_AIM = 6543, 5432, 5791, 9871, 9284
NUMBERS = re.compile("7651|8762|3217|4328|6543|5432|5791|9871|9284")


def paced(mode: Pace | None, *, later: bool = False) -> Plan:
    """Return a plan with a number wherever one fits; `later` with each of them changed."""
    plan = third()
    goal = plan.goals[0]
    rungs = (
        Rung(id="r1", text="Sit by the stove", status="steady", amount=AMOUNT),
        Rung(id="r2", text="Stir a pot", status="now", amount=LATER_AMOUNT if later else AMOUNT),
    )
    ladder = replace(
        goal.ladder, mode=mode, samples=(LATER_SAMPLE if later else SAMPLE,), rungs=rungs
    )
    measure = Measure(
        id="m1",
        name="Upright",
        unit="minutes",
        baseline=START,
        now=LATER_NOW if later else NOW,
        target=LATER_AIM if later else AIM,
    )
    made = replace(plan, goals=(replace(goal, ladder=ladder, measures=(measure,)),))
    return replace(made, version=4) if later else made


def with_goal(plan: Plan, **fields: Any) -> Plan:
    return replace(plan, goals=(replace(plan.goals[0], **fields),))


def with_steps(plan: Plan, *steps: Rung) -> Plan:
    ladder = plan.goals[0].ladder
    return with_goal(plan, ladder=replace(ladder, rungs=(*ladder.rungs, *steps)))


PAPER: dict[str, Callable[[Plan], str]] = {
    "handout": lambda plan: write_text(lay_handout(plan, around(), Size.STANDARD)),
    "handout in large print": lambda plan: write_text(lay_handout(plan, around(), Size.LARGE)),
    "card": lambda plan: write_text(lay_card(plan, around(), Size.STANDARD)),
    "diary": lambda plan: write_text(lay_week(plan, around(), Size.STANDARD)),
    "letter": lambda plan: write_text(lay_letter(plan, around(), Size.STANDARD)),
    "show": lambda plan: write_text(read_plan(plan, plan.visit.date)),
}


def story(before: Plan, after: Plan, *, everything: bool = False) -> ChangeSheet:
    return read_change(diff(before, after), before, after, everything=everything)


def as_json(before: Plan, after: Plan, *, everything: bool = False) -> str:
    return write_change_json(story(before, after, everything=everything), diff(before, after))


DIFFERENCE: dict[str, Callable[..., str]] = {
    "text": lambda *plans, **how: write_change(story(*plans, **how)),
    "md": lambda *plans, **how: write_change_markdown(story(*plans, **how)),
    "html": lambda *plans, **how: write_change_html(story(*plans, **how)),
    "json": as_json,
}

CAREFUL: list[Pace | None] = ["facing", "energy_limit", None]


@pytest.mark.parametrize("sheet", PAPER)
@pytest.mark.parametrize("mode", CAREFUL)
def test_no_sheet_says_an_amount_unless_the_ladder_goes_by_the_clock(sheet: str, mode: Pace | None):
    said = PAPER[sheet](paced(mode, later=True))
    if mode == "energy_limit":
        said = re.sub(rf"{LATER_AMOUNT}[^.]*at\s+most,\s+less\s+is\s+fine", "", said)
    assert NUMBERS.findall(said) == []


WITH_THE_STEP = ("handout", "handout in large print", "diary", "letter", "show")


@pytest.mark.parametrize("sheet", WITH_THE_STEP)
def test_inside_an_energy_limit_the_amount_of_the_step_stays_as_the_most_there_is(sheet: str):
    said = " ".join(PAPER[sheet](paced("energy_limit")).split())
    assert f"{AMOUNT} minutes on my feet at most, less is fine" in said


@pytest.mark.parametrize("sheet", WITH_THE_STEP)
def test_the_patients_own_words_for_the_limit_come_before_a_number(sheet: str):
    plan = paced("energy_limit")
    ladder = replace(plan.goals[0].ladder, limit="One song, then my chair.")
    said = " ".join(PAPER[sheet](with_goal(plan, ladder=ladder)).split())
    assert "At most: One song, then my chair. Less is fine." in said
    assert str(AMOUNT) not in said


@pytest.mark.parametrize("sheet", WITH_THE_STEP)
def test_no_ceiling_is_said_where_no_limit_is_known(sheet: str):
    for mode in ("time_based", "facing", None):
        assert "less is fine" not in PAPER[sheet](paced(mode)).casefold()


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("mode", CAREFUL)
@pytest.mark.parametrize("form", DIFFERENCE)
def test_no_format_of_a_difference_says_an_amount_unless_the_ladder_goes_by_the_clock(
    form: str, mode: Pace | None, everything: bool
):
    before, after = paced(mode), paced(mode, later=True)
    assert NUMBERS.findall(DIFFERENCE[form](before, after, everything=everything)) == []
    assert NUMBERS.findall(DIFFERENCE[form](after, before, everything=everything)) == []


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("mode", ["facing", "energy_limit"])
@pytest.mark.parametrize("form", DIFFERENCE)
def test_a_difference_says_no_amount_that_one_of_its_sides_must_not(
    form: str, mode: Pace, everything: bool
):
    before, after = paced(mode), paced("time_based", later=True)
    assert NUMBERS.findall(DIFFERENCE[form](before, after, everything=everything)) == []
    assert NUMBERS.findall(DIFFERENCE[form](after, before, everything=everything)) == []


@pytest.mark.parametrize("form", DIFFERENCE)
def test_a_goal_that_is_new_or_gone_says_no_amount_either(form: str):
    before = replace(paced("facing"), goals=())
    after = paced("facing", later=True)
    assert NUMBERS.findall(DIFFERENCE[form](before, after)) == []
    assert "Stir a pot" in DIFFERENCE[form](before, after)
    assert NUMBERS.findall(DIFFERENCE[form](after, before)) == []


@pytest.mark.parametrize("mode", CAREFUL)
def test_the_first_sentence_of_a_difference_says_no_amount(mode: Pace | None):
    before, after = paced(mode), paced(mode, later=True)
    reworded = with_goal(after, statement="Cook lunch")
    assert NUMBERS.findall(story(before, after).headline) == []
    assert story(before, reworded).headline.endswith("“Cook lunch” has new words.")


@pytest.mark.parametrize("mode", ["facing", "energy_limit"])
def test_the_first_sentence_does_not_deny_a_change_that_is_left_to_the_record(mode: Pace):
    headline = story(paced(mode), paced(mode, later=True)).headline
    assert headline.endswith("the goals stand as they did; other parts of the plan changed.")


@pytest.mark.parametrize("sheet", ["handout", "handout in large print", "diary", "letter", "show"])
def test_by_the_clock_a_sheet_says_the_amount(sheet: str):
    assert str(LATER_AMOUNT) in PAPER[sheet](paced("time_based", later=True))


@pytest.mark.parametrize("form", DIFFERENCE)
def test_by_the_clock_a_difference_says_both_amounts(form: str):
    told = DIFFERENCE[form](paced("time_based"), paced("time_based", later=True))
    assert set(map(str, (AMOUNT, LATER_AMOUNT, AIM, LATER_AIM))) <= set(NUMBERS.findall(told))


@pytest.mark.parametrize(
    ("mode", "aside"),
    [
        ("time_based", ""),
        ("facing", "While facing it in small pieces, amounts are left to the record."),
        (
            "energy_limit",
            "Inside the energy of the day, amounts and further steps are left to the record.",
        ),
    ],
)
def test_a_difference_says_that_amounts_are_left_to_the_record(mode: Pace, aside: str):
    sections = story(paced(mode), paced(mode, later=True)).sections
    assert [part.aside for part in sections if part.goal == "g1"] == [aside]
    assert not any(part.aside for part in story(paced(mode), paced(mode)).sections)


TASTE = Rung(id="r9", text="A minute in the lift", expected="I will be dizzy")
DAY = Chance(what="The fair", before="Two quiet days")


@pytest.mark.parametrize(("mode", "told"), [("facing", True), ("energy_limit", False)])
@pytest.mark.parametrize("form", DIFFERENCE)
def test_what_is_faced_and_a_chosen_day_are_told_only_outside_an_energy_limit(
    form: str, mode: Pace, told: bool
):
    before = paced(mode)
    after = with_goal(with_steps(before, TASTE), chances=(DAY,))
    found = replace(TASTE, found="It passed")
    rest = with_goal(with_steps(before, found), chances=(DAY,))
    written = DIFFERENCE[form](before, after) + DIFFERENCE[form](after, rest)
    for words in ("A minute in the lift", "It passed", "The fair"):
        assert (words in written) is told


FURTHER = Rung(id="r9", text="Cook for ten", status="later")


@pytest.mark.parametrize("mode", ["facing", "energy_limit"])
@pytest.mark.parametrize("form", DIFFERENCE)
def test_a_further_step_is_told_only_outside_an_energy_limit(form: str, mode: Pace):
    bare = paced(mode)
    there = with_steps(bare, FURTHER)
    ended = with_steps(bare, replace(FURTHER, ended=EndReason(on=bare.visit.date)))
    rungs = there.goals[0].ladder.rungs
    first = with_goal(there, ladder=replace(there.goals[0].ladder, rungs=(rungs[2], *rungs[:2])))
    none = replace(bare, goals=())
    for before, after in (
        *((bare, there), (there, bare)),  # new; gone from the file
        *((there, ended), (ended, there)),  # ended; stands again
        *((there, first), (none, there)),  # moved to the front; with a goal that is new
    ):
        written = DIFFERENCE[form](before, after)
        assert ("Cook for ten" in written or '"r9"' in written) is (mode == "facing")


def test_that_a_further_step_stands_again_is_left_to_the_record_in_so_many_words():
    plan = paced("energy_limit")
    ended = with_steps(plan, replace(FURTHER, ended=EndReason(on=plan.visit.date)))
    (section,) = [one for one in story(ended, with_steps(plan, FURTHER)).sections if one.goal]
    assert section.aside.startswith("Inside the energy of the day")


def test_a_goal_that_has_another_id_now_is_still_held_to_what_it_may_say():
    before, after = paced("energy_limit"), paced("time_based")
    moved = with_goal(after, id="g7")
    found = diff(before, moved)
    told = read_change(found, before, moved, everything=True)
    assert told.alike
    assert NUMBERS.findall(write_change(told)) == []


def test_data_for_programs_keeps_the_rest_of_a_row_whose_amount_is_left_out():
    before = paced("facing")
    after = with_steps(before, Rung(id="r9", text="Bake", status="later", amount=LATER_AMOUNT))
    (added,) = json.loads(as_json(before, after))["changes"]
    assert added["to"] == {"id": "r9", "text": "Bake", "status": "later"}


def test_the_record_has_the_amounts_with_the_goal_and_sends_on_to_it():
    before, after = paced("facing"), paced("facing", later=True)
    after = replace(after, parent=third().parent)
    record = write_text(lay_record(after, SheetContext(earlier=(before,)), Size.STANDARD))
    assert str(LATER_AMOUNT) in record
    assert str(LATER_AIM) in record
    assert "Amounts and aims stand with the goal below." in record
    assert str(AMOUNT) in record.partition("below.")[2]
    assert NUMBERS.findall(record.partition("below.")[0]) == []
