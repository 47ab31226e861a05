"""The reading sheet: what is on it, in which order, and what must never be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from goalcoach.plan.fillable_paths import find
from goalcoach.plan.model.goal import Chance, Goal, Ladder, Levels, Measure, Readiness, Rung
from goalcoach.plan.model.optional_parts import Links, OthersSay
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.story import LifeValue, Story
from goalcoach.plan.model.support import AfterPlan, FlarePlan
from goalcoach.plan.model.visit_record import Safety, TeachBack
from goalcoach.safe_text import cell_width
from goalcoach.sheets.block import Break, Framed, FrameKind, Heading, Notice, Title
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.layouts.read_back import read_back
from goalcoach.sheets.layouts.whole_plan import read_plan, read_whole_plan
from goalcoach.sheets.writers.gutter_lines import read_lines
from goalcoach.sheets.writers.markdown import write_markdown
from goalcoach.sheets.writers.text import write_text
from tests.sheets import rowan
from tests.sheets.golden import compare
from tests.sheets.sample import DAY, GOAL, PLAN, RUNGS

GOLDEN = Path(__file__).parent.parent / "golden" / "sheets"
AROUND = SheetContext(
    digest="sha256:9f2c41d0aa",
    labels={
        "priorities/care_burdens": "What care costs me",
        "goal/why": "Why it matters",
        "safety/new": "What is new",
    },
)


def text_of(plan: Plan, today: date = DAY, around: SheetContext = AROUND) -> str:
    return write_text(read_plan(plan, today, around))


def whole(plan: Plan, around: SheetContext = AROUND) -> str:
    """Return what `goalcoach show` prints, as one line."""
    return " ".join(write_text(read_whole_plan(plan, DAY, around)).split())


def with_goal(plan: Plan, **changes: object) -> Plan:
    return replace(plan, goals=(replace(GOAL, **changes), *plan.goals[2:]))


def limited(*, goal: Goal = GOAL) -> Plan:
    ladder = replace(goal.ladder, mode="energy_limit")
    return replace(PLAN, goals=(replace(goal, ladder=ladder),))


def headings(plan: Plan) -> list[str]:
    found = []
    for block in read_plan(plan, DAY):
        inner = block.blocks if isinstance(block, Framed) else (block,)
        found += [piece.text for piece in inner if isinstance(piece, Heading)]
    return found


def test_the_text_sheet_reads_as_its_golden_file():
    compare("reading.txt", text_of(PLAN))


def test_the_markdown_sheet_reads_as_its_golden_file():
    compare("reading.md", write_markdown(read_plan(PLAN, DAY, AROUND)))


def test_the_whole_plan_reads_as_its_golden_files():
    blocks = read_whole_plan(rowan.third(), DAY, rowan.around())
    compare("whole.txt", write_text(blocks))
    compare("whole.md", write_markdown(blocks))


def test_the_whole_plan_is_the_read_back_then_the_plan_so_far_and_a_last_side():
    brief, full = read_plan(PLAN, DAY, AROUND), read_whole_plan(PLAN, DAY, AROUND)
    aloud = tuple(read_back(PLAN, DAY, AROUND))
    start = full.index(aloud[0])
    assert full[:start] == brief[:start]
    assert full[start : start + len(aloud)] == aloud
    rest = full[start + len(aloud) :]
    body = brief[start:-1]
    assert rest[: len(body)] == body
    assert rest[len(body) : len(body) + 2] == (Break(), Title("More about my plan"))
    assert rest[-1] == brief[-1]


def test_of_an_empty_plan_the_last_side_has_the_visit():
    bare = Plan(patient="fern-2", version=1, created=PLAN.created, visit=PLAN.visit)
    assert "How was this visit? Kind of visit: review visit. fern-2" in whole(bare)


def test_the_same_plan_gives_the_same_bytes():
    assert text_of(PLAN) == text_of(PLAN)


def test_the_sheet_follows_the_order_of_the_handout():
    order = [
        "What matters to me",
        "What do I want to do?",
        "What is my next step?",
        "What does it look like on different days?",
        "Where does this step lead?",
        "What did we decide today, and why?",
        "What do I use from treatment?",
        "What if something gets in the way?",
        "How do I notice a hard spell early?",
        "What do I do first?",
        "Get help at once",
        "Who helps me?",
        "When do we meet again?",
        "What do I say to this plan?",
    ]
    assert [text for text in headings(PLAN) if text in order] == order


def test_an_empty_plan_has_no_empty_headings():
    bare = Plan(patient="fern-2", version=1, created=PLAN.created, visit=PLAN.visit)
    assert headings(bare) == []
    assert "None" not in text_of(bare)


@pytest.mark.parametrize("mode", ["energy_limit", "facing", None])
def test_amounts_are_said_only_where_the_mode_is_by_the_clock(mode: str | None):
    plan = limited()
    goal = plan.goals[0]
    plan = replace(plan, goals=(replace(goal, ladder=replace(goal.ladder, mode=mode)),))
    text = " ".join(text_of(plan).split())
    ceiling = "14 minutes on my feet at most, less is fine"
    assert (ceiling in text) is (mode == "energy_limit")
    text = text.replace(f"How much: {ceiling}", "")
    assert "How much: " not in text
    assert "minutes on my feet" not in text


def test_inside_an_energy_limit_no_step_further_is_laid_out():
    assert "Cook one pot on my own" in text_of(PLAN)
    assert "Cook one pot on my own" not in text_of(limited())


def test_inside_an_energy_limit_a_measure_has_no_aim():
    measure = Measure(id="m1", name="Minutes upright", unit="minutes", baseline=38, target=97)
    goal = replace(GOAL, measures=(measure,))
    assert "97 minutes" in text_of(replace(PLAN, goals=(goal,)))
    sheet = text_of(limited(goal=goal))
    assert "Minutes upright" in sheet
    assert "97" not in sheet
    assert "38" not in sheet


def test_what_comes_first_does_not_come_later():
    values = (
        LifeValue(id="v1", words="The garden"),
        LifeValue(id="v2", words="My kitchen", place="later"),
    )
    plan = replace(PLAN, values=values, priorities=replace(PLAN.priorities, order=("v1", "v2")))
    assert "It comes later." in text_of(plan)
    plan = replace(plan, priorities=replace(plan.priorities, order=("v2", "v1")))
    assert "It comes later." not in text_of(plan)


def test_an_amount_is_rounded_down():
    assert "How much: 14 minutes on my feet." in text_of(PLAN)


def test_a_declined_question_leaves_no_trace():
    sheet = text_of(PLAN)
    assert sheet.count("Why it matters") == 1  # the fact of the goal, not the skipped question
    assert "What care costs me." in sheet


def test_nothing_of_the_safety_questions_is_on_the_sheet():
    risky = replace(
        PLAN, safety=Safety(decision="adapt", pem="yes", new="yes", limits=("falls", "heart"))
    )
    assert text_of(risky) == text_of(PLAN)
    assert "What is new" not in text_of(PLAN)


@pytest.mark.parametrize("key", ["safety@g1/new", "safety~2/new", "safety@g1~2/new", "safety/"])
def test_a_safety_question_is_not_left_open_for_any_row_or_round(key: str):
    around = SheetContext(labels={key: "dark words", "story/new": "A new story"})
    skipped = replace(PLAN, skipped={key: "unsure", "story/new": "unsure"})
    sheet = text_of(skipped, around=around)
    assert "A new story." in sheet
    assert "dark words" not in sheet


def test_a_question_left_open_says_of_which_goal_where_there_are_several():
    around = SheetContext(labels={f"sure@{one}/sure": "How sure I am" for one in ("g1", "g2")})
    walk_ = "Walk to the shop at the corner and back again every day."
    skipped = {"sure@g1/sure": "unsure", "sure@g2/sure": "unsure"}
    one = replace(PLAN, skipped=skipped, goals=(replace(GOAL, statement="Cook lunch."),))
    assert "How sure I am. How sure I am." in text_of(one, around=around)
    two = replace(one, goals=(*one.goals, Goal(id="g2", statement=walk_)))
    sheet = " ".join(text_of(two, around=around).split())
    assert (
        "How sure I am (Cook lunch). How sure I am (Walk to the shop at the corner and back"
        in sheet
    )


def test_nothing_of_the_safety_questions_is_in_the_whole_plan():
    risky = replace(
        PLAN, safety=Safety(decision="adapt", pem="yes", new="yes", limits=("falls", "heart"))
    )
    asked = replace(risky, answers={"safety/own": "dark words"})
    assert whole(asked) == whole(PLAN)


def test_what_is_on_the_handout_is_read_back():
    after = AfterPlan(day="The first of the month", sign="Two bad weeks")
    chance = Chance(what="The fair", before="Two quiet days", stop_sign="I hold on to rails")
    beside = replace(PLAN, after_plan=after, others_say=OthersSay(home="Stay with me"))
    tried = replace(beside, links=Links(task="The stairs", try_="Go up before them"))
    sheet = " ".join(text_of(with_goal(tried, chances=(chance,))).split())
    assert "One task of my day: The stairs. I try: Go up before them. What can I say" in sheet
    assert "At home: “Stay with me”." in sheet
    assert "My own check-in My day: The first of the month. My sign to ask for help:" in sheet
    assert "Which day do I choose? The day: The fair. Before it: Two quiet days." in sheet


def test_a_goal_on_the_list_has_all_of_it_on_the_last_side():
    waiting = replace(GOAL, lead="no", lifecycle="on-hold")
    sheet = whole(replace(PLAN, goals=(waiting,)))
    head, last = sheet.split("More about my goal")
    assert "What waits on my list? Cook lunch for my sister's children" in head
    for words in (
        "In my words: I want the Sundays back.",
        "Where it stands: resting.",
        "What is noted down: Sundays cooked. Started at: 0. Now: 1. Hoped for: 2.",
        "In the way: Mornings when I wake up dizzy. Where it comes from: body.",
        "If-then plan: If I wake up dizzy on Sunday, then I warm the soup",
        "Practice: Slow breathing. Tied to: While the water boils.",
        "What I say to it: I put the pot on",
        "[>] Now: Cook one pot, with my sister beside me. How much: 14 minutes on my feet.",
    ):
        assert words not in head
        assert words in last


@pytest.mark.parametrize("lifecycle", ["active", "on-hold"])
def test_each_level_of_a_goal_is_told_once_whether_it_goes_on_or_waits(lifecycle: str):
    levels = Levels(much_less="Tea", less="Soup", planned="Rice", more="Beans", much_more="Stew")
    goal = replace(GOAL, lead="no", lifecycle=lifecycle, levels=levels, due=date(2027, 1, 17))
    sheet = whole(replace(PLAN, goals=(goal,)))
    for words in ("Tea", "Soup", "Rice", "Beans", "Stew"):
        assert sheet.count(words) == 1, words
    # The read-back says of a goal that goes on by when it is hoped for.
    assert sheet.count("17 January 2027") == 1 + (lifecycle == "active")


def test_what_is_no_longer_in_the_way_is_told_as_solved():
    assert "In the way: No stool." not in text_of(PLAN)
    assert "In the way: No stool. Where it comes from: place. How it is now: solved." in whole(PLAN)


def test_inside_an_energy_limit_a_clinics_own_questions_are_left_to_the_record():
    asked = {"steps@g1/limit": "A quarter of an hour"}
    assert "A quarter of an hour" in whole(replace(PLAN, answers=asked))
    assert "A quarter of an hour" not in whole(replace(limited(), answers=asked))
    for ladder in (Ladder(), replace(GOAL.ladder, mode="facing")):
        unsaid = with_goal(replace(PLAN, answers=asked), ladder=ladder)
        assert "A quarter of an hour" not in whole(unsaid)


def test_an_answer_about_one_goal_of_several_says_of_which():
    plan = replace(PLAN, answers={f"goal@{GOAL.id}/why": "I miss the pans"})
    around = replace(AROUND, labels={f"goal@{GOAL.id}/why": "Why it matters"})
    said = f"Why it matters: About the goal “{GOAL.statement}” I miss the pans."
    assert len(plan.goals) > 1
    assert said in whole(plan, around)
    assert "Why it matters: I miss the pans." in whole(replace(plan, goals=(GOAL,)), around)


def test_the_mean_of_the_ratings_is_not_told_as_what_happened_since():
    rated = replace(GOAL.rating, progress=replace(GOAL.rating.progress, patient=4))
    goals = tuple(replace(one, rating=rated) for one in (GOAL, replace(GOAL, id="g9")))
    sheet = whole(replace(PLAN, goals=goals, wins=(), setbacks=(), scales=()))
    assert "What do my numbers come to? Mean of the own ratings: 4" in sheet
    assert "What happened since last time?" not in sheet


def test_the_only_goal_that_stands_is_not_told_from_others():
    over = Goal(id="g3", statement="Run to the lake", lifecycle="cancelled")
    assert "More about my goal" in whole(replace(PLAN, goals=(GOAL, over)))
    assert "Among the goals" not in whole(replace(PLAN, goals=(GOAL, over)))
    assert "Among the goals: the one that leads." in whole(PLAN)


def test_one_round_is_no_news():
    once, twice = (
        replace(with_goal(PLAN, readiness=Readiness(rounds=n)), teach_back=TeachBack(rounds=n))
        for n in (1, 2)
    )
    assert "How often" not in whole(once)
    assert "How often we looked at how sure I am: 2." in whole(twice)
    assert "How often I said it: 2." in whole(twice)


def test_who_was_there_is_said_in_the_patients_voice():
    visit = replace(PLAN.visit, present=("patient", "clinician", "helper: my sister"))
    said = whole(replace(PLAN, visit=visit))
    assert "Who was there: Me, my clinician and a helper (my sister)." in said


def test_that_a_newer_version_wrote_more_is_said_and_not_what():
    plan = replace(PLAN, extra={"harvest": "Plums"})
    assert "A newer goalcoach wrote one more entry into this plan. It is kept." in whole(plan)
    plan = replace(plan, story=Story(extra={"sleep": "Short"}))
    sheet = whole(plan)
    assert "A newer goalcoach wrote 2 more entries into this plan. They are kept." in sheet
    assert not [word for word in ("Plums", "harvest", "Short", "sleep") if word in sheet]


def test_a_helpers_number_is_there_only_with_their_yes():
    assert "01632 960 017" in text_of(PLAN)
    assert "01632 960 444" not in text_of(PLAN)


def test_rows_that_ended_are_left_out():
    assert "Run to the lake" not in text_of(PLAN)


def test_a_flare_plan_without_its_limits_shows_the_sites_contacts():
    plan = replace(PLAN, flare_plan=FlarePlan(signs=("I rush",)))
    around = SheetContext(contacts=(("Night desk", "01632 960 111"),))
    sheet = text_of(plan, around=around)
    assert "A new kind of symptom." in sheet
    assert "Night desk: 01632 960 111" in sheet


def test_a_flare_plan_that_was_not_gone_over_says_when_it_last_was():
    old = replace(PLAN.flare_plan, gone_over=date(2026, 10, 23))
    plan = replace(PLAN, flare_plan=old, carried=("flare_plan",))
    assert "We last went over this part on 23 October 2026." in text_of(plan)


def test_a_next_visit_that_is_past_is_not_announced():
    assert "Friday 15 January 2027." in text_of(PLAN)
    assert "We meant to meet on Friday 15 January 2027." in text_of(PLAN, date(2027, 2, 1))


def test_an_older_version_says_so_before_anything_else():
    blocks = read_plan(PLAN, DAY, SheetContext(replaced_on=date(2027, 1, 15), practice=True))
    assert blocks[0] == Notice("Replaced on 15 January 2027. Please use the newer plan.")
    assert blocks[1] == Notice("PRACTICE")


def test_two_goals_are_counted_and_one_is_not():
    second = replace(GOAL, id="g9", lead="no")
    assert "What do I want to do? Goal 2 of 2" in headings(replace(PLAN, goals=(GOAL, second)))
    assert "What do I want to do?" in headings(PLAN)


def test_a_decision_about_a_goal_that_left_is_still_told():
    gone = replace(GOAL, lifecycle="cancelled", decision=replace(GOAL.decision, choice="let_go"))
    sheet = text_of(replace(PLAN, goals=(gone,)))
    assert "We let this goal go." in sheet
    assert "What is my next step?" not in sheet


def test_decisions_about_several_goals_that_left_stand_under_one_heading():
    choice = replace(GOAL.decision, choice="let_go")
    gone = [
        replace(GOAL, id=f"g{n}", statement=words, lifecycle="cancelled", decision=choice)
        for n, words in ((1, "Cook"), (2, "Sing"))
    ]
    sheet = text_of(replace(PLAN, goals=tuple(gone)))
    assert sheet.count("What did we decide today, and why?") == 1
    assert sheet.count("We let this goal go.") == 2
    assert sheet.index("Cook") < sheet.index("Sing")


def test_a_stopped_visit_says_that_all_is_kept():
    visit = replace(PLAN.visit, status="incomplete", reason="paused")
    assert "We stopped before the end. What we have is kept." in text_of(replace(PLAN, visit=visit))


def test_a_step_without_a_status_is_the_step_now():
    ladder = replace(GOAL.ladder, rungs=(Rung(id="r1", text="Open the window"),))
    sheet = text_of(replace(PLAN, goals=(replace(GOAL, ladder=ladder),)))
    assert "Open the window" in sheet


def test_no_line_is_wider_than_the_sheet():
    wide = replace(PLAN.values[1], words="长" * 90 + " " + "x" * 200)
    plan = replace(PLAN, values=(wide,))
    for width in (64, 40):
        lines = write_text(read_plan(plan, DAY, AROUND), width).split("\n")
        assert max(cell_width(line) for line in lines) <= width


@pytest.mark.parametrize("read", [read_plan, read_whole_plan])
def test_every_origin_is_a_path_of_the_plan(read):
    paths = {line.origin.path for line in read_lines(read(PLAN, DAY, AROUND))} - {""}
    assert len(paths) > 20
    assert not {path for path in paths if find(path) is None}


def test_every_line_of_the_read_back_has_a_short_label():
    lines = read_lines(read_whole_plan(PLAN, DAY, AROUND))
    assert {"MATTERS", "GOAL", "NEXT STEP", "IF–THEN", "AT ONCE"} <= {line.label for line in lines}
    assert max(cell_width(line.label) for line in lines) <= 11
    assert all(line.alert == (line.label == "AT ONCE") for line in lines)


def test_the_alert_is_the_only_frame_of_its_kind():
    kinds = [block.kind for block in read_plan(PLAN, DAY) if isinstance(block, Framed)]
    assert kinds == [FrameKind.STEP, FrameKind.ALERT]


HOSTILE = (
    "plan [/b]",
    "weight [kg]",
    "\x1b[2J\x1b]52;c;aGk=\x07",
    "\u202eright to left",
    "<script>alert(1)</script>",
    "# heading\n- list\n1. one\n---",
    "*bold* _under_ `code` [link](javascript:alert(1))",
    "| a | b |\n|---|---|",
    "nul \x00 and \u200b zero width",
)


def poisoned(text: str) -> Plan:
    step = replace(RUNGS[1], text=text, when=text, where=text, good_day=text, bad_day=text)
    pair = replace(GOAL.contingencies[0], if_=text, then=text)
    goal = replace(
        GOAL,
        statement=text,
        own_words=text,
        why=text,
        ladder=replace(GOAL.ladder, rungs=(step,), unit=text),
        contingencies=(pair,),
        readiness=replace(GOAL.readiness, sentence=text),
    )
    helper = replace(PLAN.supports[0], who=text, role=text, phone=text)
    spell = FlarePlan(signs=(text,), steps=(text,), emergency=(text,), call=text, too_long=text)
    value = replace(PLAN.values[0], words=text)
    return replace(PLAN, goals=(goal,), supports=(helper,), flare_plan=spell, values=(value,))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_act_on_no_terminal(text: str):
    sheet = text_of(poisoned(text))
    assert not [ch for ch in sheet if ch != "\n" and not ch.isprintable()]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_no_markup_on_a_page(text: str):
    page = write_markdown(read_plan(poisoned(text), DAY, AROUND))
    bare = page.replace("\\\\", "")
    for mark in ("<", "[", "](", "`", "_"):
        assert all(bare[at - 1] == "\\" for at in range(len(bare)) if bare.startswith(mark, at)), (
            mark
        )
    starts = {line.lstrip("> ").split(" ")[0] for line in page.split("\n")}
    allowed = {"#", "##", "###", "-", "---", "1."}
    assert {word for word in starts if word[:1] in "#-+=" and word} <= allowed
    assert page.count("\n# ") + page.startswith("# ") == 1


def test_what_gets_in_the_way_names_its_goal_where_there_are_two():
    plan = rowan.third()
    (one,) = plan.goals
    other = replace(one, id="g9", statement="I walk to the library on Fridays.", lead=None)

    def way(*goals: Goal) -> list[str]:
        lines = write_text(read_plan(replace(plan, goals=goals), plan.visit.date)).splitlines()
        start = lines.index("What gets in the way, and what helps?")
        return lines[start + 1 : start + 14]

    assert not any(line.startswith("Goal") for line in way(one))
    both = way(one, other)
    assert [line for line in both if line.startswith("Goal")] == [
        "Goal 1: Cook lunch for my sister's children at home, every other",
        "Goal 2: I walk to the library on Fridays.",
    ]
    assert both.index("Goal 2: I walk to the library on Fridays.") > 2


def test_a_decision_about_a_goal_that_left_stands_under_that_of_the_last_that_goes_on():
    kept = replace(GOAL, decision=replace(GOAL.decision, choice="keep"))
    let_go = replace(GOAL.decision, choice="let_go")
    gone = replace(GOAL, id="g9", statement="Sing", lifecycle="cancelled", decision=let_go)
    sheet = text_of(replace(PLAN, goals=(kept, gone)))
    assert sheet.count("What did we decide today, and why?") == 1
    assert sheet.index("We keep the goal.") < sheet.index("Sing. We let this goal go.")
