"""The letter to the team: only with a yes, on one page, and asking nobody for more."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from goalcoach.errors import NotAllowed
from goalcoach.plan.model.field_types import EndReason
from goalcoach.plan.model.goal import Goal
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import Action, FlarePlan, Support
from goalcoach.plan.model.visit_record import Safety
from goalcoach.sheets.block import Heading, Labelled, Notice
from goalcoach.sheets.context import NO_CONTEXT, SheetContext
from goalcoach.sheets.layouts.letter import lay_letter
from goalcoach.sheets.parts.hard_days import helpers
from goalcoach.sheets.sheet import Size, lay_sheet
from goalcoach.sheets.writers.text import write_text
from tests.sheets.golden import compare
from tests.sheets.kinds import LETTER
from tests.sheets.rowan import ANY_HOUR, CEILING, NURSES, around, third

SISTER = Support(
    id="p1", who="My sister", kind="family", role="cooks with me", phone="01632 960 017"
)


def letter(plan: Plan, beside: SheetContext | None = None) -> str:
    blocks = lay_letter(plan, around() if beside is None else beside, Size.STANDARD)
    return " ".join(write_text(blocks).split())


def limited(plan: Plan) -> Plan:
    goals = tuple(
        replace(goal, ladder=replace(goal.ladder, mode="energy_limit")) for goal in plan.goals
    )
    return replace(plan, goals=goals)


def labels(plan: Plan) -> list[str]:
    blocks = lay_letter(plan, around(), Size.STANDARD)
    return [block.label for block in blocks if isinstance(block, Labelled)]


def test_the_letter_reads_as_its_golden_file():
    blocks = lay_letter(third(), around(), Size.STANDARD)
    compare("letter.txt", write_text(blocks))


def test_the_letter_inside_an_energy_limit_reads_as_its_golden_file():
    blocks = lay_letter(limited(third()), around(), Size.STANDARD)
    compare("letter-energy-limit.txt", write_text(blocks))


@pytest.mark.parametrize(
    ("share", "why"),
    [("no", "does not want"), ("ask", "asked each time"), (None, "has not been asked")],
)
def test_without_a_yes_to_sharing_there_is_no_letter_and_it_says_why(share: str, why: str):
    plan = third()
    unshared = replace(plan, consent=replace(plan.consent, share=share))
    with pytest.raises(NotAllowed) as refused:
        lay_sheet(LETTER, unshared, around())
    assert why in refused.value.sentence
    assert "rowan-17" in refused.value.sentence


def test_the_line_on_consent_is_the_last_one():
    assert "The patient agrees that the team gets this letter. rowan-17 |" in letter(third())


def test_a_part_of_life_without_a_task_is_left_out():
    assert labels(third()) == ["Sleep", "Activity", "Food", "Stress", "Work", "Social life"]
    one = replace(third(), actions=(Action(id="a1", domain="food", what="Breakfast"),), supports=())
    assert labels(one) == ["Food"]
    none = replace(third(), actions=(), supports=())
    assert "Who does what" not in letter(none)
    assert "Please help" not in letter(none)


def test_several_tasks_of_one_part_stand_together():
    actions = (
        Action(id="a1", domain="sleep", who="Nurse", what="Asks about the nights"),
        Action(id="a2", domain="sleep", who="me", what="Lamp off at eleven"),
    )
    text = letter(replace(third(), actions=actions, supports=()))
    assert "Sleep Nurse: Asks about the nights. The patient: Lamp off at eleven." in text


def test_a_task_and_a_goal_that_ended_leave_the_letter():
    plan = third()
    ended = EndReason(on=plan.visit.date)
    gone = replace(
        plan,
        actions=(Action(id="a1", domain="sleep", what="Early nights", ended=ended),),
        goals=(*plan.goals, Goal(id="g2", statement="Run to the lake", ended=ended)),
    )
    assert "Early nights" not in letter(gone)
    assert "Run to the lake" not in letter(gone)


@pytest.mark.parametrize("consent", ["no", "ask", None])
def test_a_helper_is_named_only_with_their_consent(consent: str | None):
    asked = replace(third(), actions=(), supports=(replace(SISTER, consent=consent),))
    assert "sister" not in letter(asked).replace("my sister", "")


@pytest.mark.parametrize("consent", [None, "no", "ask"])
def test_a_helper_without_consent_is_not_named_by_their_task_either(consent: str | None):
    task = Action(id="a1", domain="food", who="jo  from next door", what="brings soup")
    other = Action(id="a2", domain="food", who="Nurse", what="asks about the soup")
    helper = replace(Support(id="p1", who="Jo from next door"), consent=consent)
    said = letter(replace(third(), supports=(helper,), actions=(task, other)))
    assert "A helper: brings soup. Nurse: asks about the soup." in said
    assert "next door" not in said


def test_a_helper_with_consent_is_named_and_their_number_stays_with_the_patient():
    text = letter(replace(third(), actions=(), supports=(replace(SISTER, consent="yes"),)))
    assert "Family The patient’s sister: “cooks with me”." in text
    assert "01632 960 017" not in text


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("family", "Family"),
        ("friend", "Friends"),
        ("peer", "Peers"),
        ("work", "Work"),
        ("school", "School"),
        ("community", "Community"),
        (None, "Also"),
    ],
)
def test_a_helper_stands_under_what_they_are_to_the_patient(kind: Any, label: str):
    helper = replace(SISTER, kind=kind, consent="yes")
    assert labels(replace(third(), actions=(), supports=(helper,))) == [label]


def test_who_was_there_is_said_by_role_and_not_by_name():
    plan = third()
    visit = replace(plan.visit, present=("patient", "clinician", "helper: Ottoline"))
    text = letter(replace(plan, visit=visit))
    assert "We met for a review with the patient and a helper." in text
    assert "Ottoline" not in text


def test_a_guardian_who_was_there_is_told_of():
    plan = third()
    visit = replace(plan.visit, present=("patient", "guardian", "interpreter"))
    said = letter(replace(plan, visit=visit))
    assert "with the patient, a parent or guardian and an interpreter." in said


def test_an_amount_is_rounded_down():
    text = letter(third())
    assert "At most 14 minutes on my feet." in text
    assert "14.08" not in text


def test_inside_an_energy_limit_there_is_no_amount_no_aim_and_no_further_step():
    text = " ".join(letter(limited(third())).split())
    assert "Cook one pot" in text
    assert CEILING in text
    text = text.replace(CEILING, "")
    assert "minutes" not in text
    assert "hoped for" not in text
    assert "on my own" not in text
    assert not re.search(r"%|\bstep up\b|\bincreas|\bat most\b", text)
    assert "please do not ask for more" in text


def test_of_the_safety_questions_only_the_limits_are_in_the_letter():
    plan = limited(third())
    other = replace(
        plan, safety=Safety(decision="go", pem="yes", new="yes", limits=("none",), adverse="yes")
    )
    assert letter(other) == letter(plan)


def test_the_patients_words_stand_in_quotation_marks():
    text = letter(third())
    assert "“I want the Sundays back.”" in text
    assert "“Cook one pot, with my sister beside me.”" in text


def test_for_help_at_once_the_sites_number_is_told_and_else_one_that_was_typed():
    plan = third()
    label, number = ANY_HOUR
    assert f"{label}: {number}." in letter(plan)
    nurses = SheetContext(contacts=(NURSES,))
    assert f"{NURSES[0]}: {NURSES[1]}." in letter(plan, nurses)
    assert "The number to call: 01632 960 999." in letter(plan, NO_CONTEXT)


def test_whom_the_patient_calls_first_never_stands_beside_the_signs_for_help_at_once():
    flare = replace(third().flare_plan, call="The practice. They know me.")
    plan = replace(third(), flare_plan=flare)
    for text in (letter(plan), letter(plan, NO_CONTEXT)):
        at_once, then = text.split("Whom the patient calls then: “The practice. They know me.”")
        assert "In need of help at once" in at_once
        assert "In need of help at once" not in then


def test_a_number_is_never_made_up():
    plan = third()
    flare = replace(plan.flare_plan, call=None)
    text = letter(replace(plan, flare_plan=flare), NO_CONTEXT)
    assert "The number to call" not in text
    assert not re.search(r"\d{5}", text)


def test_without_a_flare_plan_nothing_is_said_of_flares():
    assert "What to watch for" not in letter(replace(third(), flare_plan=FlarePlan()))


def test_an_empty_part_has_no_heading():
    plan = third()
    bare = replace(
        plan,
        goals=(),
        flare_plan=FlarePlan(),
        actions=(),
        supports=(),
        agreement=replace(plan.agreement, next_visit=None),
    )
    blocks = lay_letter(bare, NO_CONTEXT, Size.STANDARD)
    assert not [block for block in blocks if isinstance(block, Heading)]


def test_a_goal_let_go_is_told_with_what_was_decided():
    plan = third()
    goal = plan.goals[0]
    gone = Goal(
        id="g2",
        statement="Run to the lake",
        lifecycle="cancelled",
        decision=replace(goal.decision, choice="let_go", why="My knees say no"),
    )
    text = letter(replace(plan, goals=(goal, gone)))
    assert "“Run to the lake”. The goal was let go. “My knees say no”." in text


def test_a_replaced_and_a_practice_letter_say_so_first():
    beside = replace(around(), practice=True, replaced_on=third().agreement.next_visit)
    blocks = lay_letter(third(), beside, Size.STANDARD)
    assert blocks[0] == Notice("Replaced on 15 January 2027. Please use the newer plan.")
    assert blocks[1] == Notice("PRACTICE")


def test_of_several_goals_only_the_steps_are_told():
    plan = third()
    two = replace(plan, goals=(*plan.goals, replace(plan.goals[0], id="g2", statement="Sing")))
    text = letter(two)
    assert "Sunday 10 January" in letter(plan)
    assert "Sunday 10 January" not in text
    assert text.count("“Cook one pot, with my sister beside me.” At most 14 minutes") == 2
    assert text.count("please do not ask for more") == 1


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_what_is_done_or_was_let_go_is_nobodys_task_any_more(status: str):
    task = Action(id="a1", domain="sleep", who="My sister", what="Early nights", status="open")
    plan = replace(third(), actions=(task,), supports=())
    over = replace(plan, actions=(replace(task, status=status),))
    assert "Early nights" in letter(plan)
    assert "Early nights" not in letter(over)
    assert list(helpers(plan))
    assert not list(helpers(over))


def test_a_line_for_a_name_stands_below_the_code_and_is_empty():
    assert "To the team around rowan-17 " in letter(third())
    assert "Name and date of birth: ____" in letter(third())


def test_the_number_to_ring_back_is_the_services_own_and_not_that_for_urgent_help():
    said = "To ring us back: Nurse line, weekdays 8 to 5: 01632 960 112"
    assert said in letter(third())
    assert "ring us back" not in letter(third(), replace(around(), contacts=(ANY_HOUR,)))
    assert "ring us back" not in letter(third(), NO_CONTEXT)


def test_what_each_task_has_to_respect_stands_in_the_letter():
    limits = Safety(decision="go", limits=("falls", "heart"))
    assert "Please keep in mind: Falls, heart." in letter(replace(third(), safety=limits))
    for none in ((), ("none",)):
        plan = replace(third(), safety=Safety(decision="go", limits=none))
        assert "keep in mind" not in letter(plan)


def test_a_task_has_its_owner_and_its_day():
    task = Action(
        id="a1",
        domain="activity",
        who="The occupational therapist",
        what="Looks at the stool.",
        due=date(2027, 1, 8),
    )
    assert "Activity The occupational therapist: Looks at the stool, by 8 January 2027." in letter(
        replace(third(), actions=(task,), supports=())
    )


def test_a_hard_spell_has_the_patients_own_name_in_the_letter():
    words = replace(third().story.words, strong="a high tide")
    plan = replace(third(), story=replace(third().story, words=words))
    assert "Early signs of “a high tide”: “My neck gets tight”" in letter(plan)
    assert "flare" not in letter(replace(plan, goals=()), NO_CONTEXT).casefold()
