"""The handout: what a patient takes home, and what never goes with it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date

import pytest
from msgspec.structs import replace

from goalcoach.plan.fillable_paths import find
from goalcoach.plan.model.field_types import EndReason
from goalcoach.plan.model.goal import Chance, Decision, Goal, Measure, Readiness, Rung
from goalcoach.plan.model.optional_parts import Links, OthersSay, Sensation
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.story import LifeValue
from goalcoach.plan.model.support import Action, AfterPlan, EnergySaver, FlarePlan
from goalcoach.plan.model.visit_record import Agreement, Safety, VisitDetails
from goalcoach.sheets.block import (
    Block,
    Break,
    Framed,
    Heading,
    NameLine,
    Notice,
    Title,
)
from goalcoach.sheets.context import NO_CONTEXT, SheetContext
from goalcoach.sheets.layouts.handout import lay_handout
from goalcoach.sheets.parts.hard_days import helpers
from goalcoach.sheets.sheet import Size, lay_sheet
from goalcoach.sheets.writers.gutter_lines import read_lines
from goalcoach.sheets.writers.text import write_text
from tests.sheets.golden import compare
from tests.sheets.kinds import HANDOUT
from tests.sheets.practice import practice
from tests.sheets.rowan import CEILING, DAYS, around, first, third

LABELS = {
    "priorities/care_burdens": "What care costs me",
    "goal/why": "Why it matters",
    "safety/new": "What is new",
}
SKIPS = {"priorities/care_burdens": "not_now", "goal/why": "declined", "safety/new": "unsure"}


def laid(
    plan: Plan, beside: SheetContext | None = None, size: Size = Size.STANDARD
) -> tuple[Block, ...]:
    return lay_handout(plan, around() if beside is None else beside, size)


def text_of(plan: Plan, beside: SheetContext | None = None, size: Size = Size.STANDARD) -> str:
    return write_text(laid(plan, beside, size))


def short() -> Plan:
    """A first visit with hardly more than a goal."""
    plan = first()
    return Plan(
        patient=plan.patient,
        version=1,
        created=plan.created,
        visit=plan.visit,
        values=plan.values,
        goals=(Goal(id="g1", statement="Sit on the bench by the river", lead="yes"),),
        agreement=Agreement(by=("patient",), next_visit=DAYS[1]),
    )


def three() -> Plan:
    """Three goals that go on, and one that waits."""
    plan = third()
    garden = Goal(
        id="g2",
        statement="Plant beans at the allotment.",
        lifecycle="active",
        due=date(2027, 5, 1),
        ladder=replace(
            plan.goals[0].ladder, unit="pots", rungs=(Rung(id="r4", text="Fill one pot."),)
        ),
        readiness=Readiness(sentence="One bean at a time."),
    )
    choir = Goal(
        id="g3",
        statement="Sing in the choir again.",
        lifecycle="active",
        contingencies=(replace(plan.goals[0].contingencies[1], id="c3", then="I hum along"),),
        decision=Decision(choice="keep"),
    )
    waits = Goal(id="g4", statement="Run to the lake", lifecycle="planned")
    return replace(plan, goals=(garden, plan.goals[0], choir, waits))


def limited() -> Plan:
    """The third version inside an energy limit, with all that could ask for more."""
    plan = third()
    goal = plan.goals[0]
    ladder = replace(goal.ladder, mode="energy_limit")
    return replace(
        plan,
        safety=Safety(decision="adapt", pem="yes"),
        goals=(
            replace(
                goal, ladder=ladder, chances=(Chance(what="The wedding", before="Two quiet days"),)
            ),
        ),
    )


def changed(plan: Plan, **fields: object) -> Plan:
    """Return the plan with fields of its only goal changed."""
    return replace(plan, goals=(replace(plan.goals[0], **fields),))


def headings(blocks: Iterable[Block]) -> list[str]:
    found = []
    for block in blocks:
        inner = block.blocks if isinstance(block, Framed) else (block,)
        found += [piece.text for piece in inner if isinstance(piece, Heading)]
    return found


def labels(blocks: Iterable[Block]) -> list[str]:
    """Return the short names of the parts, which are the same whatever the heading says."""
    found = []
    for block in blocks:
        inner = block.blocks if isinstance(block, Framed) else (block,)
        found += [piece.label for piece in inner if isinstance(piece, Heading)]
    return found


GOLDENS = {
    "handout": (third(), around()),
    "handout-short": (short(), NO_CONTEXT),
    "handout-three-goals": (three(), around()),
    "handout-energy-limit": (limited(), around()),
    "handout-skipped": (replace(third(), skipped=SKIPS), replace(around(), labels=LABELS)),
    "handout-replaced": (third(), replace(around(), replaced_on=date(2027, 1, 15))),
    "handout-practice": (third(), replace(around(), practice=True)),
}


@pytest.mark.parametrize("name", GOLDENS)
def test_a_handout_reads_as_its_golden_file(name: str):
    plan, beside = GOLDENS[name]
    compare(f"{name}.txt", text_of(plan, beside))


def test_the_questions_stand_in_the_order_of_the_paper():
    assert headings(laid(third())) == [
        "What matters to me",
        "What do I want to do?",
        "What is my next step?",
        "What does it look like on different days?",
        "Where does this step lead?",
        "What did we decide today, and why?",
        "What else goes with my plan?",
        "What if something gets in the way?",
        "How do I notice a flare early?",
        "What do I do first?",
        "Get help at once",
        "Who helps me, and when do we meet again?",
        "What do I say to this plan?",
    ]


def test_an_empty_plan_has_no_empty_heading_and_no_second_side():
    plan = third()
    bare = Plan(patient="fern-2", version=1, created=plan.created, visit=plan.visit)
    blocks = laid(bare, NO_CONTEXT)
    assert headings(blocks) == []
    assert Break() not in blocks
    assert "None" not in write_text(blocks)


def test_no_score_id_or_date_of_a_machine_is_on_it():
    sheet = text_of(third())
    for trace in ("g1", "r2", "2026-", "0 to 10", "where 10 is", "T score"):
        assert trace not in sheet


@pytest.mark.parametrize("plan", [third(), short(), three(), limited()])
def test_both_sizes_have_the_same_parts_in_the_same_order(plan: Plan):
    assert laid(plan, size=Size.LARGE) == laid(plan)


def test_one_goal_is_not_counted_and_three_start_a_page_each():
    assert "What do I want to do?" in headings(laid(third()))
    blocks = laid(three())
    places = [place for place, one in enumerate(blocks) if one == Break()]
    assert len(places) == 3
    assert [blocks[place + 1] for place in places] == [
        Heading("What do I want to do? Goal 2 of 3", "GOAL"),
        Heading("What do I want to do? Goal 3 of 3", "GOAL"),
        Title("For a flare"),
    ]
    assert headings(blocks).count("What matters to me") == 1


def test_the_parts_stand_in_the_same_order_in_every_plan():
    """Named by its label, a part may have other words; goals repeat theirs."""
    plans = (third(), short(), three(), limited(), practice("rowan-17"), practice("fern-4"))
    orders = [list(dict.fromkeys(labels(laid(one)))) for one in plans]
    assert len(max(orders, key=len)) > 10
    for one, other in itertools.permutations(orders, 2):
        common = [label for label in one if label in other]
        assert common == [label for label in other if label in one]


def test_a_line_for_a_name_stands_by_the_title_and_is_empty():
    blocks = laid(third())
    assert NameLine("Name", beside=True) in blocks
    assert f"Name: {'_' * 32}\n" in text_of(third())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("a high tide", "a high tide"),
        ("The crash.", "the crash"),
        (None, "a hard spell"),
        (" ", "a hard spell"),
        ("it all goes black and I cannot stand up any more", "a hard spell"),
    ],
)
def test_a_hard_spell_has_the_patients_own_name(typed: str | None, name: str):
    words = replace(third().story.words, strong=typed)
    plan = replace(third(), story=replace(third().story, words=words))
    sheet = text_of(plan)
    assert f"For {name}\n" in sheet
    assert f"How do I notice {name} early?" in sheet
    assert "hard days" not in sheet.lower()
    if name != "a hard spell":
        assert "hard spell" not in sheet


def test_without_a_flare_plan_the_second_side_opens_with_the_helpers():
    plan = changed(replace(third(), flare_plan=FlarePlan()), contingencies=())
    blocks = laid(plan)
    side = blocks.index(Break())
    assert blocks[side + 1] == Title("Help and next visit")
    assert headings(blocks[side:])[0] == "Who helps me, and when do we meet again?"


def test_a_visit_that_stopped_at_its_start_leaves_the_numbers_on_the_first_side():
    blocks = laid(replace(short(), goals=(), values=(), agreement=Agreement()))
    assert Break() not in blocks
    assert headings(blocks) == ["Who helps me?"]


def test_a_second_side_names_the_next_visit_only_where_there_is_one():
    plan = replace(short(), agreement=Agreement())
    assert Title("Help") in laid(plan)
    assert Title("Help and next visit") in laid(short())


def test_nothing_but_the_next_visit_closes_the_first_page():
    blocks = laid(short(), NO_CONTEXT)
    assert Break() not in blocks
    assert headings(blocks)[-2:] == ["When do we meet again?", "Who agreed?"]


def test_inside_an_energy_limit_nothing_asks_for_more():
    by_the_clock = changed(limited(), ladder=third().goals[0].ladder)
    inside = " ".join(text_of(limited()).split())
    assert CEILING in inside
    inside = inside.replace(CEILING, "")
    for words in ("14 minutes", "Cook one pot on my own", "going for two", "The wedding"):
        assert words in text_of(by_the_clock)
        assert words not in inside
    assert "Cook one pot, with my sister beside me." in text_of(limited())


def test_a_chosen_day_stands_with_what_goes_around_it():
    chance = Chance(
        what="My niece's birthday", before="A quiet day", stop_sign="I rush", reason="Once a year"
    )
    sheet = text_of(changed(third(), chances=(chance,)))
    assert "The day: My niece's birthday.\nBefore it: A quiet day.\n" in sheet
    assert "My sign to stop: I rush." in sheet
    assert "Once a year" not in sheet


def test_an_amount_is_rounded_down():
    rung = replace(third().goals[0].ladder.rungs[1], amount=14.99, rest=None)
    plan = changed(third(), ladder=replace(third().goals[0].ladder, rungs=(rung,)))
    assert "How much: 14 minutes on my feet at most.\n" in text_of(plan)


def test_a_rest_that_is_no_sequel_has_a_line_of_its_own():
    rung = replace(third().goals[0].ladder.rungs[1], rest="After lunch, lying down")
    plan = changed(third(), ladder=replace(third().goals[0].ladder, rungs=(rung,)))
    sheet = text_of(plan)
    assert "at most.\nRest: After lunch, lying down.\n" in sheet
    limit = changed(plan, ladder=replace(plan.goals[0].ladder, mode="energy_limit"))
    assert "Rest: After lunch, lying down.\n" in text_of(limit)


def test_nothing_of_the_safety_questions_is_on_it():
    risky = Safety(decision="go", pem="no", new="yes", limits=("falls", "heart"), adverse="yes")
    plan = replace(third(), safety=risky, skipped={"safety/new": "unsure"})
    assert text_of(plan, replace(around(), labels=LABELS)) == text_of(third())


def test_a_declined_question_leaves_no_trace():
    sheet = text_of(replace(third(), skipped=SKIPS), replace(around(), labels=LABELS))
    assert "Left open for now\nWhat care costs me.\n" in sheet
    assert "Why it matters" not in sheet


def test_a_flare_plan_that_was_not_gone_over_says_when_it_last_was():
    old = replace(third(), carried=("flare_plan",))
    assert "The plan for a flare: last gone over on 18 December 2026." in text_of(old)
    assert "gone over" not in text_of(third())


@pytest.mark.parametrize("consent", ["no", "ask", None])
def test_a_helpers_number_is_there_only_with_their_yes(consent: str | None):
    assert "01632 960 017" in text_of(third())
    helper = replace(third().supports[0], consent=consent)
    sheet = text_of(replace(third(), supports=(helper,)))
    assert "01632 960 017" not in sheet
    assert "The number is" not in sheet
    assert "My sister cooks with me" in sheet


def test_rows_that_ended_are_left_out():
    gone = EndReason(on=DAYS[2])
    plan = third()
    goal = plan.goals[0]
    rungs = tuple(replace(one, ended=gone) if one.id == "r3" else one for one in goal.ladder.rungs)
    ended = replace(
        changed(
            plan,
            ladder=replace(goal.ladder, rungs=rungs),
            measures=(replace(goal.measures[0], ended=gone),),
            contingencies=(replace(goal.contingencies[0], ended=gone),),
        ),
        values=(replace(plan.values[0], ended=gone),),
        supports=(replace(plan.supports[0], ended=gone),),
        energy_savers=(EnergySaver(id="s1", task="The big shop", way="A box", ended=gone),),
    )
    for words in (
        "on my own",
        "Sundays cooked",
        "the soup",
        "the aunt",
        "children home",
        "big shop",
    ):
        assert words not in text_of(ended)


def test_a_decision_about_a_goal_that_left_is_still_told():
    plan = third()
    gone = Goal(
        id="g2",
        statement="Run to the lake",
        lifecycle="cancelled",
        decision=Decision(choice="let_go", why="The Sundays need my energy."),
    )
    sheet = text_of(replace(plan, goals=(*plan.goals, gone)))
    assert sheet.count("What did we decide today, and why?") == 1
    # Only the wrapping parts the words.
    assert "Run to the lake. We let this goal go. The Sundays need my" in sheet
    assert "What do I want to do?\n" in sheet


def test_what_waits_or_was_put_down_is_not_what_matters_now():
    plan = third()
    values = (*plan.values, LifeValue(id="v2", words="The allotment", place="put_down"))
    assert "The allotment" not in text_of(replace(plan, values=values))
    assert "The allotment" in text_of(replace(plan, values=values[1:]))


def test_what_i_keep_do_less_of_and_leave_out_follows_what_i_do_first():
    kept = replace(third().flare_plan, stop=("The bus",))
    said = "I keep: Breakfast. One short call.\nI do less of: One pot, sitting. No shopping.\n"
    sheet = text_of(replace(third(), flare_plan=kept))
    assert f"Then look again.\n{said}I leave out: The bus.\n" in sheet
    only = replace(third(), flare_plan=FlarePlan(stop=("The bus",)))
    assert "What do I keep, and what can wait?\nI leave out: The bus.\n" in text_of(only)


def test_a_goal_that_waits_stands_on_the_list_after_those_that_go_on():
    sheet = text_of(three())
    last = sheet.index("Goal 3 of 3")
    assert last < sheet.index("On my list: Run to the lake.")
    assert "Goal 4" not in sheet


def test_what_goes_an_easier_way_and_the_own_check_in_are_there_when_filled():
    plan = replace(
        third(),
        energy_savers=(
            EnergySaver(id="s1", task="The big shop", way="A box on Fridays", saved_for="Sunday"),
        ),
        after_plan=AfterPlan(day="The first Monday", sign="Two bad weeks"),
    )
    sheet = text_of(plan)
    assert "What else goes with my plan?\nThe big shop: A box on Fridays.\n" in sheet
    assert "That saves strength" not in sheet
    assert "My own check-in\nMy day: The first Monday.\n" in sheet
    assert "My sign to ask for help: Two bad weeks.\n" in sheet


def test_what_others_could_know_and_the_sentence_for_each_place_are_taken_home():
    said = OthersSay(know="I am not cross", on_card="no", home="Stay with me", used="used")
    sheet = text_of(replace(third(), others_say=said))
    assert (
        "What can I say to others?\n"
        "What I would like people to know: “I am not cross”.\n"
        "At home: “Stay with me”.\n"
    ) in sheet
    assert "What can I say to others?" not in text_of(third())


def test_the_minute_with_a_sensation_is_taken_home_only_where_it_is_kept():
    kept = Sensation(stop_sign="I lift a hand", turned_to="sound", again="keep")
    line = "My one minute: A sound in the room. I can stop at any time: I lift a hand."
    assert line in " ".join(text_of(replace(third(), sensation=kept)).split())
    left = replace(kept, again="leave", noticed="It grew")
    assert "My one minute" not in text_of(replace(third(), sensation=left))
    assert "It grew" not in text_of(replace(third(), sensation=left))


def test_what_is_tried_in_one_task_is_taken_home_without_what_was_told_of_it():
    links = Links(task="The stairs", thought="They all look", try_="Go up before them")
    sheet = text_of(replace(third(), links=links))
    assert "One task of my day: The stairs. I try: Go up before them.\n" in sheet
    assert "They all look" not in sheet


def test_a_difference_is_told_in_both_views_and_only_who_agreed_is_named():
    agreement = Agreement(
        by=("clinician",), differ="I want two pots. My clinician would stay with one."
    )
    sheet = text_of(replace(third(), agreement=agreement))
    assert "We did not agree on one thing: I want two pots. My clinician" in sheet
    assert "Agreed on 18 December 2026 by my clinician." in sheet
    assert "by me" not in sheet


def test_the_patients_words_are_in_curly_marks_and_as_typed():
    plan = changed(third(), readiness=Readiness(sentence='they call it "small", I  call it lunch'))
    sheet = laid(plan)
    assert any('“they call it "small", I  call it lunch”' in str(one) for one in sheet)


def test_an_older_version_and_a_practice_store_say_so_above_the_title():
    blocks = laid(third(), replace(around(), replaced_on=date(2027, 1, 15), practice=True))
    assert blocks[:3] == (
        Notice("Replaced on 15 January 2027. Please use the newer plan."),
        Notice("PRACTICE"),
        Title("My plan"),
    )


def test_a_stopped_visit_says_that_all_is_kept_and_not_why():
    visit = VisitDetails(kind="review", date=DAYS[2], status="incomplete", reason="paused")
    sheet = text_of(replace(third(), visit=visit))
    assert "We stopped before the end. What we have is kept." in sheet
    assert "paused" not in sheet


def test_several_signs_of_change_are_all_said():
    more = Measure(id="m2", name="Standing", unit="minutes", baseline=5)
    sheet = text_of(changed(third(), measures=(*third().goals[0].measures, more)))
    assert "I am going for two a month. My sign of change:" in sheet.replace("\n", " ")


def test_every_origin_is_a_path_of_the_plan():
    paths = {line.origin.path for line in read_lines(laid(third()))} - {""}
    assert len(paths) > 15
    assert not {path for path in paths if find(path) is None}


def test_the_document_is_named_by_its_patient_and_day():
    assert lay_sheet(HANDOUT, third(), around()).name == "My plan, rowan-17, 18 December 2026"


def test_a_task_of_no_part_of_life_is_named_by_who_took_it_on():
    tasks = (
        Action(id="a1", who="the clinician", what="Ask whether I may drive"),
        Action(id="a2", who="Me", what="Lamp off at eleven", domain="sleep"),
        Action(id="a3", what="A form for the stool"),
    )
    text = write_text(tuple(helpers(replace(short(), actions=tasks))))
    assert "The clinician: Ask whether I may drive." in text
    assert "Sleep: Me: Lamp off at eleven." in text
    assert "Also: A form for the stool." in text
