"""The sheet for going on alone: what stands on it, and what never does."""

from __future__ import annotations

from msgspec.structs import replace

from goalcoach.plan.goal_lifecycle import goes_on
from goalcoach.plan.model.optional_parts import SelfLed
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import AfterPlan
from goalcoach.sheets.layouts.going_alone import EITHER_WAY
from goalcoach.sheets.sheet import Size, lay_sheet
from goalcoach.sheets.writers.text import write_text
from tests.sheets.golden import compare
from tests.sheets.kinds import ALONE
from tests.sheets.rowan import around, third

OWN = SelfLed(
    questions=("What went a bit better", "Does the step still fit?"),
    signs=("I leave out my rest", "I say no to everyone"),
    do=("Go back to the smaller step", "Ask Tuesday's group"),
    back_when=("It stays like that for three weeks",),
    handed_over=("The diary", "Planning my week"),
    together=("Choosing the next step",),
    next_over="Choosing the day to rest",
)
AFTER = AfterPlan(day="The first Monday", who="My sister", refresher="In spring, twenty minutes")


def plan(mode: str | None = None) -> Plan:
    made = replace(third(), self_led=OWN, after_plan=AFTER)
    if mode is None:
        return made
    limited = (
        replace(goal, ladder=replace(goal.ladder, mode=mode)) if goes_on(goal) else goal
        for goal in made.goals
    )
    return replace(made, goals=tuple(limited))


def text_of(made: Plan, size: Size = Size.STANDARD) -> str:
    return write_text(lay_sheet(ALONE, made, around(), size).blocks)


def test_the_sheet_reads_as_its_golden_file_in_both_sizes():
    compare("alone.txt", text_of(plan()))
    assert text_of(plan(), Size.LARGE) == text_of(plan())


def test_help_at_once_stands_on_it_with_the_numbers_whatever_was_said():
    for made in (plan(), replace(plan(), self_led=SelfLed())):
        said = text_of(made)
        assert "Get help at once" in said
        assert all(number in said for _, number in around().urgent or around().contacts)


def test_how_long_i_go_on_by_myself_is_said_below_the_alert():
    said = text_of(plan())
    assert said.index("I call at once") < said.index(OWN.back_when[0])


def test_inside_an_energy_limit_nothing_is_next_to_take_over():
    assert OWN.next_over
    assert OWN.next_over in text_of(plan("time_based"))
    assert OWN.next_over not in text_of(plan("energy_limit"))


def test_what_was_never_said_has_no_heading():
    said = text_of(replace(plan(), self_led=SelfLed(), after_plan=AFTER))
    assert "What do I ask myself?" in said
    assert "What shows me" not in said
    assert EITHER_WAY not in said


def test_a_plan_without_it_has_no_such_sheet_and_one_of_the_two_parts_is_enough():
    assert ALONE.is_blank(third())
    assert not ALONE.is_blank(replace(third(), self_led=OWN))
    assert not ALONE.is_blank(replace(third(), after_plan=AFTER))
    marked = replace(third(), self_led=SelfLed(signs=("A secret",)), off_paper=("self_led.signs",))
    assert ALONE.is_blank(marked)
