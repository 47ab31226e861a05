"""The read-back: what is said of a plan in a minute, in which order, and what never is."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.plan.model.goal import Chance, Contingency, Goal, Ladder, Measure, Rung, Trigger
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.story import LifeValue, Story
from goalcoach.plan.model.support import FlarePlan
from goalcoach.plan.model.visit_record import Agreement, Safety
from goalcoach.plan.words_for_nothing import names_nothing
from goalcoach.sheets.block import Notice, Title
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.layouts.read_back import MOST_WORDS, say_plan
from goalcoach.sheets.layouts.whole_plan import read_whole_plan
from goalcoach.sheets.writers.markdown import write_markdown
from goalcoach.sheets.writers.text import write_text
from goalcoach.store.store import Store
from goalcoach.visit.site_sheet_context import site_context
from tests.prompts.reading import grade, sentences_of, words_of
from tests.sheets import rowan
from tests.sheets.golden import compare
from tests.sheets.sample import DAY, GOAL, PLAN, RUNGS

SESSIONS = Path(__file__).parent.parent.parent / "sessions"
AROUND = SheetContext(urgent=(("Any hour", "01632 960 999"),), danger_signs=("Cannot pass water",))
LONG = "and then the long way round by the mill, " * 8
OWN = re.compile(r"“[^”]*”")


def said(plan: Plan, around: SheetContext = AROUND, today: date = DAY) -> dict[str, str]:
    """Return what is said under each label; of a label with several lines, all of them."""
    found: dict[str, str] = {}
    for one in say_plan(plan, today, around):
        found[one.label] = f"{found.get(one.label, '')} {one.text}".strip()
    return found


def text(plan: Plan, around: SheetContext = AROUND) -> str:
    return " ".join(one.text for one in say_plan(plan, DAY, around))


def with_goal(plan: Plan = PLAN, **changes: object) -> Plan:
    return replace(plan, goals=(replace(GOAL, **changes),))


def paced(mode: str | None, **changes: object) -> Plan:
    return with_goal(ladder=replace(GOAL.ladder, mode=mode, **changes))


def short() -> Plan:
    """Return a plan of few words, so that all of it has time."""
    step = replace(RUNGS[1], text="Cook one pot", when="On Sunday", good_day=None, bad_day="Soup")
    goal = replace(
        GOAL,
        statement="Cook lunch",
        ladder=replace(GOAL.ladder, rungs=(step,)),
        contingencies=(Contingency(id="c1", if_="I wake up dizzy", then="I warm the soup"),),
        readiness=replace(GOAL.readiness, confidence=7),
    )
    spell = FlarePlan(
        signs=("My neck is tight",), steps=("Sit down", "Drink"), emergency=("Chest pain",)
    )
    values = (LifeValue(id="v1", words="My Sundays", importance=9, lived=4),)
    return replace(PLAN, goals=(goal,), flare_plan=spell, values=values, supports=PLAN.supports[:1])


def practice() -> dict[str, tuple[Plan, SheetContext]]:
    """Return the plans of the practice store."""
    store = Store(SESSIONS)
    around = site_context(store.site())
    return {
        f"{code}@{version}": (store.load(code, version).plan, around)
        for code in ("rowan-17", "fern-4")
        for version in (1, 2)
    }


def test_a_practice_plan_is_read_aloud_in_a_minute_and_in_six_to_eight_sentences():
    shown = []
    for name, (plan, around) in practice().items():
        spoken = say_plan(plan, plan.visit.date, around)
        assert sum(len(one.text.split()) for one in spoken) <= MOST_WORDS == 150, name
        assert 6 <= len(spoken) <= 8, name
        shown += [f"{name}\n", *(f"{one.label}\n{one.text}\n" for one in spoken)]
    compare("read-back.txt", "\n".join(shown))


def test_it_follows_the_order_of_the_handout():
    assert list(said(short())) == [
        *("MATTERS", "GOAL", "NEXT STEP", "IF–THEN", "HARD SPELL", "AT ONCE", "NEXT VISIT"),
    ]


def test_who_helps_is_not_told_as_the_next_visit_where_none_is_agreed():
    plan = short()
    spoken = said(replace(plan, agreement=replace(plan.agreement, next_visit=None)))
    assert spoken["HELPERS"] == "Who helps you: “My sister”."
    assert "NEXT VISIT" not in spoken


def test_every_label_has_a_blank_between_it_and_its_words():
    resting = with_goal(lead="no", lifecycle="on-hold")
    for plan in (short(), PLAN, resting):
        assert max(len(one.label) for one in say_plan(plan, DAY, AROUND)) <= 10


def test_where_there_is_time_all_of_it_is_said_to_the_patient_with_what_the_numbers_mean():
    assert said(short()) == {
        "MATTERS": "What matters to you: “My Sundays.” You gave it 9, where 10 is most of all. "
        "How much is in your life: 4, where 10 is as much as you want.",
        "GOAL": "Your goal: “Cook lunch.” By 31 January 2027.",
        "NEXT STEP": "Your next step: “Cook one pot.” When: “On Sunday.” At most: “14 minutes on "
        "my feet.” On a bad day: “Soup.” How sure you are: 7, where 10 is as sure as can be.",
        "IF–THEN": "You said: “If I wake up dizzy, then I warm the soup.”",
        "HARD SPELL": "What tells you of a hard spell early: “My neck is tight.” For a hard spell, "
        "first: “Sit down.” Then: “Drink.”",
        "AT ONCE": "Get help at once for anything new, very sudden or much too strong. These "
        "count too: “Cannot pass water.” “Chest pain.” Call: Any hour, 01632 960 999.",
        "NEXT VISIT": "Who helps you: “My sister”. We meet again on Friday 15 January 2027.",
    }


def test_our_own_words_read_at_grade_six_or_lower():
    plans = [(short(), AROUND), *practice().values(), (PLAN, AROUND)]
    known = replace(short(), flare_plan=replace(short().flare_plan, known_sudden=("The wires",)))
    lines = [
        OWN.sub("this", one.text.replace(".”", "”."))
        for plan, around in [*plans, (known, AROUND)]
        for one in say_plan(plan, plan.visit.date, around)
    ]
    for line in lines:
        assert len(words_of(line)) < 8 or grade(line) <= 6, line
        assert all(len(words_of(one)) <= 20 for one in sentences_of(line)), line


def test_a_step_and_its_words_are_said_once():
    spoken = text(short())
    for words in ("Cook one pot", "On Sunday", "Soup", "Sit down", "Chest pain"):
        assert spoken.count(words) == 1, words
    assert "I put the pot on" not in spoken  # the patient's sentence tells the step again


def test_long_words_are_said_whole_and_what_can_wait_gives_way_to_them():
    plan = short()
    (goal,) = plan.goals
    spoken = text(replace(plan, goals=(replace(goal, statement=LONG),)))
    assert " ".join(LONG.split()).rstrip() in spoken
    for kept in ("Cook one pot", "On Sunday", "14 minutes", "at once", "999", "15 January"):
        assert kept in spoken, kept
    for later in ("who helps you", "10 is as much as you want", "My neck"):
        assert later not in spoken, later


def test_what_matters_less_is_not_said_where_what_matters_more_finds_no_room():
    rest = (LifeValue(id="v8", words=LONG * 3), LifeValue(id="v9", words="My plants"))
    plan = short()
    assert "My plants" in text(replace(plan, values=(*plan.values, rest[1])))
    assert "My plants" not in text(replace(plan, values=(*plan.values, *rest)))


def test_however_long_a_plan_is_what_it_cannot_do_without_is_said():
    step = replace(RUNGS[1], text=LONG, when="On Sunday")
    plan = with_goal(statement=LONG, ladder=replace(GOAL.ladder, rungs=(step,)))
    plan = replace(plan, values=(replace(PLAN.values[0], words=LONG),))
    assert list(said(plan)) == ["MATTERS", "GOAL", "NEXT STEP", "AT ONCE", "NEXT VISIT"]
    assert said(plan)["AT ONCE"] == (
        "Get help at once for anything new, very sudden or much too strong. The signs on your "
        "list count too. Call: Any hour, 01632 960 999."
    )


def test_no_second_step_is_said_where_the_first_found_no_room():
    spell = replace(short().flare_plan, steps=(LONG * 3, "Drink"))
    assert said(replace(short(), flare_plan=spell))["HARD SPELL"] == (
        "What tells you of a hard spell early: “My neck is tight.”"
    )


def test_of_several_if_thens_the_one_that_fits_is_said():
    plan = short()
    (goal,) = plan.goals
    long = Contingency(id="c0", if_=LONG, then=LONG)
    plan = replace(plan, goals=(replace(goal, contingencies=(long, *goal.contingencies)),))
    assert said(plan)["IF–THEN"] == "You said: “If I wake up dizzy, then I warm the soup.”"


# What may be said of steps


@pytest.mark.parametrize("mode", ["facing", None])
def test_outside_the_clock_no_amount_is_said(mode: str | None):
    assert "At most" not in text(paced(mode))
    assert "14" not in text(paced(mode))


def test_inside_an_energy_limit_the_ceiling_is_the_most_and_less_is_fine():
    assert "At most: “14 minutes on my feet.” Less is fine." in text(paced("energy_limit"))
    words = text(paced("energy_limit", limit="Half a pot. Then I sit."))
    assert "At most: “Half a pot. Then I sit.” Less is fine." in words
    assert "14" not in words


@pytest.mark.parametrize("mode", ["time_based", "facing", "energy_limit", None])
def test_no_further_step_aim_or_chosen_day_is_said_at_any_pace(mode: str | None):
    measure = Measure(id="m1", name="Sundays", baseline=38, target=97)
    chance = Chance(what="The fair", before="Rest")
    ladder = replace(GOAL.ladder, mode=mode)
    spoken = text(with_goal(ladder=ladder, measures=(measure,), chances=(chance,)))
    for words in ("Cook one pot on my own", "97", "38", "The fair"):
        assert words not in spoken
    assert "Cook one pot, with my sister" in spoken


def test_what_stays_off_paper_is_not_said():
    plan = replace(short(), off_paper=("values@v1", "goals@g1.ladder.rungs@r2.bad_day"))
    spoken = said(plan)
    assert spoken["MATTERS"] == "What matters to you: “The Sundays.”"
    assert "bad day" not in spoken["NEXT STEP"]
    assert "My Sundays" in text(short())


def test_nothing_of_the_safety_questions_or_the_story_is_said():
    asked = Safety(decision="adapt", pem="yes", new="yes", limits=("falls",))
    plan = replace(short(), safety=asked, story=Story(open="dark words"), notes={"a/b": "dark"})
    assert text(plan) == text(short())


# Goals


def test_of_two_goals_the_second_is_said_with_its_own_step():
    other = Goal(
        id="g9",
        statement="Walk to the shop",
        lifecycle="active",
        ladder=Ladder(rungs=(Rung(id="r1", text="Walk to the gate", status="now"),)),
        contingencies=(Contingency(id="c1", if_="it rains", then="I wait"),),
    )
    plan = replace(short(), flare_plan=FlarePlan())
    lines = [one.text for one in say_plan(replace(plan, goals=(*plan.goals, other)), DAY, AROUND)]
    assert lines[1].startswith("Your goal: “Cook lunch.”")
    assert lines[3].startswith(
        "Another goal of yours: “Walk to the shop.” Its next step: “Walk to the gate.”"
    )
    assert lines[4] == (
        "You said: “If I wake up dizzy, then I warm the soup.” "
        "For another goal, you said: “If it rains, then I wait.”"
    )


def test_the_bad_day_of_the_goal_that_leads_is_said_before_that_of_another():
    plan = short()
    (goal,) = plan.goals
    (step,) = goal.ladder.rungs
    long = replace(goal.ladder, rungs=(replace(step, bad_day="soup " * 20),))
    other = replace(goal, id="g2", statement="peas " * 44)
    heard = said(replace(plan, goals=(replace(goal, ladder=long), other)))
    assert "On a bad day: “soup soup" in heard["NEXT STEP"]
    assert "On a bad day" not in heard["GOAL"]


def test_a_goal_that_rests_has_no_step_and_is_named_as_resting():
    plan = with_goal(lead="no", lifecycle="on-hold")
    spoken = said(plan)
    assert spoken["YOUR LIST"].startswith("This goal rests for now: “Cook lunch for my sister")
    assert "NEXT STEP" not in spoken
    assert "IF–THEN" not in spoken


def test_a_goal_that_is_over_is_not_said():
    assert "GOAL" not in said(with_goal(lifecycle="completed"))


def test_without_a_goal_the_rest_is_said_and_of_an_empty_plan_nothing():
    assert list(said(replace(short(), goals=()))) == [
        *("MATTERS", "HARD SPELL", "AT ONCE", "NEXT VISIT"),
    ]
    bare = Plan(patient="fern-2", version=1, created=PLAN.created, visit=PLAN.visit)
    assert say_plan(bare, DAY, AROUND) == ()
    assert "To read aloud" not in write_text(read_whole_plan(bare, DAY, AROUND))


def test_with_no_value_what_comes_first_or_the_purpose_is_said():
    plan = replace(short(), values=())
    assert said(plan)["MATTERS"] == "What matters to you: “The Sundays.”"
    plan = replace(plan, priorities=replace(plan.priorities, one_thing=None))
    plan = replace(plan, story=Story(purpose="Seven of us.\nToo loud."))
    assert said(plan)["MATTERS"] == "What matters to you: “Seven of us. Too loud.”"


# Help


def test_no_word_on_waiting_stands_beside_help_at_once():
    plan = short()
    spell = replace(plan.flare_plan, too_long="Three days", same_day=("A fall",), call="The front")
    spoken = said(replace(plan, flare_plan=spell))["AT ONCE"]
    assert spoken == said(plan)["AT ONCE"]


def test_only_a_number_that_can_be_dialled_is_said_and_urgent_ones_alone():
    plan = short()
    none = replace(AROUND, urgent=(("The team", "no number in practice"),))
    assert "Call" not in said(plan, none)["AT ONCE"]
    both = replace(AROUND, contacts=(("Front desk", "01632 960 112"), *AROUND.urgent))
    assert said(plan, both) == said(plan)
    typed = replace(plan, flare_plan=replace(plan.flare_plan, call="My doctor, 01632 960 017"))
    assert said(typed, SheetContext())["AT ONCE"].endswith("“Chest pain.” Call: 01632 960 017.")


def test_sudden_spells_that_are_known_call_no_help():
    spell = replace(short().flare_plan, known_sudden=("The wires jump",))
    assert said(replace(short(), flare_plan=spell))["AT ONCE"].startswith(
        "Get help at once for anything new, very sudden and not as you know it, or much too strong"
    )


def test_without_a_plan_for_hard_spells_no_signs_are_made_up():
    plan = replace(short(), flare_plan=FlarePlan())
    assert {"HARD SPELL", "AT ONCE"}.isdisjoint(said(plan))


def test_a_next_visit_that_has_passed_is_not_said_as_ahead():
    day = date(2026, 12, 1)
    plan = replace(short(), agreement=Agreement(next_visit=day))
    assert said(plan)["NEXT VISIT"].endswith("We meant to meet on Tuesday 1 December.")


# Words that name nothing


@pytest.mark.parametrize(
    "words", ["Nothing I can see", "nothing", "None.", "no", "Not that I know of", "Nothing yet"]
)
def test_an_early_sign_that_names_nothing_is_not_read_back_as_one(words: str):
    assert names_nothing(words)
    spell = replace(short().flare_plan, signs=(words,))
    spoken = said(replace(short(), flare_plan=spell))["HARD SPELL"]
    assert spoken == "For a hard spell, first: “Sit down.” Then: “Drink.”"


@pytest.mark.parametrize(
    "words", ["Nothing but noise", "No sleep", "Not eating", "Noise", "I see nothing", "A knot"]
)
def test_what_begins_alike_and_names_something_is_a_sign(words: str):
    assert not names_nothing(words)


def test_what_sets_it_off_is_not_told_as_noticed_where_it_names_nothing():
    plan = with_goal(triggers=(Trigger(id="t1", text="Nothing I can see"),))
    sheets = " ".join(write_text(read_whole_plan(plan, DAY, AROUND)).split())
    assert "What sets it off: Nothing I can see." in sheets
    assert "I notice:" not in sheets
    noticed = with_goal(triggers=(Trigger(id="t1", text="Cold hands"),))
    assert "I notice: Cold hands." in write_text(read_whole_plan(noticed, DAY, AROUND))


# Where it stands


def test_what_is_shown_of_a_plan_begins_with_it_and_with_who_agreed():
    around = rowan.around()
    plan = rowan.third()
    for page in (
        write_text(read_whole_plan(plan, DAY, around)),
        write_markdown(read_whole_plan(plan, DAY, around)),
    ):
        lines = " ".join(page.split())
        assert lines.index("To read aloud, in one minute") < lines.index("What matters to me")
        assert lines.index("Agreed on 18 December 2026 by you") < lines.index("What matters to me")
    blocks = [one for one in read_whole_plan(plan, DAY, around) if not isinstance(one, Notice)]
    assert isinstance(blocks[0], Title)


@pytest.mark.parametrize("words", ["a\nb", "\x1b[2J", "“quoted” words", "x" * 3000, "\u202eback"])
def test_odd_words_stay_on_one_line_and_break_nothing(words: str):
    plan = with_goal(statement=words, contingencies=(Contingency(id="c1", if_=words, then=words),))
    plan = replace(plan, values=(replace(PLAN.values[0], words=words),))
    for one in say_plan(plan, DAY, AROUND):
        assert "\n" not in one.text
    sheet = write_text(read_whole_plan(plan, DAY, AROUND))
    assert not [ch for ch in sheet if ch != "\n" and not ch.isprintable()]
