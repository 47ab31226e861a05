"""The record: everything that stands, with ids, raters, reasons, and each number's formula."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from msgspec.structs import replace

from goalcoach.plan.model.field_types import EndReason
from goalcoach.plan.model.goal import (
    Accepted,
    Chance,
    Decision,
    Goal,
    LevelBy,
    Measure,
    ProgressRating,
    Rating,
    Rung,
)
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import AfterPlan, EnergySaver, FlarePlan, Support
from goalcoach.plan.model.visit_record import Safety, VisitDetails
from goalcoach.sheets.block import (
    Block,
    Footer,
    Heading,
    Labelled,
    Notice,
    PlotRater,
    RatingPlot,
    RatingPlots,
    TextSpan,
    TextSpans,
    Title,
)
from goalcoach.sheets.context import NO_CONTEXT, SheetContext
from goalcoach.sheets.layouts.record.changes import changed
from goalcoach.sheets.layouts.record.record import lay_record
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.writers.text import write_text
from goalcoach.store.catalogue import find_catalogue
from goalcoach.translation import speaking
from tests.sheets.golden import compare
from tests.sheets.rowan import around, first, second, third


def laid(plan: Plan, beside: SheetContext | None = None) -> tuple[Block, ...]:
    return lay_record(plan, around() if beside is None else beside, Size.STANDARD)


def record(plan: Plan, beside: SheetContext | None = None) -> str:
    return " ".join(write_text(laid(plan, beside)).split())


def goal_as(plan: Plan, **changes: object) -> Plan:
    goal = replace(plan.goals[0], **changes)
    return replace(plan, goals=(goal, *plan.goals[1:]))


def limited(plan: Plan) -> Plan:
    return goal_as(plan, ladder=replace(plan.goals[0].ladder, mode="energy_limit"))


def entries(plan: Plan, label: str, beside: SheetContext | None = None) -> list[Labelled]:
    found = [block for block in laid(plan, beside) if isinstance(block, Labelled)]
    return [block for block in found if block.label == label]


def said(plan: Plan, label: str, beside: SheetContext | None = None) -> str:
    return " ".join(write_text(entries(plan, label, beside)).split())


def headings(plan: Plan, beside: SheetContext | None = None) -> list[str]:
    return [block.text for block in laid(plan, beside) if isinstance(block, Heading)]


def plots(plan: Plan, beside: SheetContext | None = None) -> list[RatingPlot]:
    found = [
        block for entry in entries(plan, "How far, by rater", beside) for block in entry.blocks
    ]
    return [plot for block in found if isinstance(block, RatingPlots) for plot in block.items]


def test_the_record_reads_as_its_golden_file():
    compare("record.txt", write_text(laid(third())))


def test_the_first_record_reads_as_its_golden_file():
    compare("record-first.txt", write_text(laid(first(), NO_CONTEXT)))


def test_the_parts_stand_in_their_order():
    assert headings(third()) == [
        "At a glance",
        "What changed since version 2 (20 November 2026), and why",
        "Safety",
        "Goal g1: Cook lunch for my sister's children at home, every other Sunday.",
        "What matters",
        "Flare plan",
        "What makes it lighter, and who helps",
        "For work or school",
        "How it works",
        "Wins, setbacks, said back",
        "The story",
        "Agreed",
        "This record",
    ]


def test_every_part_is_a_heading_of_the_second_level():
    assert {block.level for block in laid(third()) if isinstance(block, Heading)} == {2}


def test_a_first_visit_says_first_plan():
    assert "What changed, and why First plan." in record(first(), NO_CONTEXT)


def test_a_version_that_is_not_at_hand_is_named_and_nothing_is_compared():
    text = record(third(), NO_CONTEXT)
    assert "Version 2 is not at hand, so nothing is compared." in text


def test_the_visit_line_says_who_how_long_and_how_it_was():
    assert (
        "Review visit, 38 minutes, done. By kestrel. Present: patient, clinician, helper (sister). "
        "Consent: notes yes, print yes, share with the care team yes. "
        "Ease 4 at the start, 6 at the end (0–10, 10 is best)."
    ) in record(third())


def test_a_visit_of_one_minute_is_said_as_one():
    plan = replace(third(), visit=replace(third().visit, minutes=1))
    assert "Review visit, 1 minute, done." in record(plan)


def test_a_visit_that_stopped_early_says_so():
    plan = third()
    visit = VisitDetails(kind="review", date=plan.visit.date, status="incomplete", reason="paused")
    assert "Review visit, not finished (paused)." in record(replace(plan, visit=visit))


def test_what_a_short_visit_left_open_is_told_by_its_name_or_not_at_all():
    visit = replace(third().visit, left_out=("start", "ways", "easier"))
    plan = replace(third(), visit=visit)
    named = {"ways": "What gets in the way, and what helps", "easier": "An easier way"}
    text = record(plan, replace(around(), left_out=named))
    assert "Not talked about yet: What gets in the way, and what helps; An easier way." in text
    assert "Not talked about yet" not in record(plan, NO_CONTEXT)


def test_what_changed_names_the_ids_and_the_reason():
    text = record(third())
    assert "Step (g1 · r2) was: Cook two pots" in text
    assert "now: Cook one pot, with my sister beside me." in text
    assert "Decided (g1) We chose smaller steps, or more time. Why: “One pot, not two." in text
    assert "If-then plan (new · g1 · c2)" in text


def test_the_words_that_changed_are_strong():
    found = [
        block
        for entry in changed(third(), around())
        if isinstance(entry, Labelled) and entry.label == "Step"
        for block in entry.blocks
    ]
    assert [span.text for block in found for span in block.new if span.strong] == ["one pot"]  # type: ignore[union-attr]


def test_a_number_that_changed_is_no_quotation():
    assert said(third(), "Rated by the patient") == (
        "Rated by the patient (g1) From 4 to 5 (one higher)."
    )


def test_how_often_the_two_looked_at_it_is_not_called_a_step_made_smaller():
    """The first round is the first rating, and help may have been brought in."""
    plan = goal_as(third(), readiness=replace(third().goals[0].readiness, rounds=2))
    assert "How sure was asked 2 times." in said(plan, "Ready?")


def test_an_amount_is_rounded_down_wherever_it_stands():
    plan = third()
    rungs = (*plan.goals[0].ladder.rungs, Rung(id="r4", text="Two pots", amount=15.488))
    text = record(goal_as(plan, ladder=replace(plan.goals[0].ladder, rungs=rungs)))
    assert "Now, r2: Cook one pot, with my sister beside me. 14 minutes on my feet at most." in text
    assert "by the clock: 12, 14, 15 minutes" in text
    assert "how much: 15 minutes on my feet" in text
    for exact in ("12.8", "14.08", "15.488"):
        assert exact not in text


def test_every_calculated_number_has_its_formula_beside_it():
    text = record(third())
    assert "so the gap is 5 (9 – 4)" in text
    assert "2 apart (5 – 3)" in text
    assert "it changed by 5 – 2 = 3" in text
    assert "(PSFS, MDC90, JOSPT 2014;44:560; not validated in psychosomatics)" in text
    assert "Amount to start with: 12 (i-engage.community, “How do I pace?”; mean of 12, 20, 16" in (
        text
    )
    assert "Partly there (–1)" in text


def test_the_title_of_the_source_stands_in_the_marks_of_the_language():
    with speaking(find_catalogue("de")):
        assert "(i-engage.community, „How do I pace?“; " in record(third())


def test_a_change_that_is_not_more_than_chance_is_not_flagged():
    plan = second()
    beside = replace(around(), earlier=(first(),))
    assert "PSFS" not in record(plan, beside)


def test_the_mean_of_several_goals_is_flagged_with_its_formula():
    def two(plan: Plan, own: int, other: int) -> Plan:
        goal = plan.goals[0]
        rated = [Rating(progress=ProgressRating(patient=value)) for value in (own, other)]
        return replace(
            plan, goals=(replace(goal, rating=rated[0]), replace(goal, id="g9", rating=rated[1]))
        )

    text = record(two(third(), 4, 5), SheetContext(earlier=(two(second(), 2, 2),)))
    assert "the mean changed by 9/2 – 4/2 = 2.5" in text
    assert text.index("Goal g1") < text.index("the mean changed") < text.index("Flare plan")
    flat = " ".join(text.split())
    assert "4.5, on a scale from 0 to 10. 0 cannot, 10 as wanted. Over 2 activities." in flat
    assert "activity_mean. “g1” 4, “g9” 5." in flat


def test_both_raters_stand_in_one_plot_with_the_true_ends_of_the_scale():
    progress, counted = plots(third())
    assert [one.rater for one in progress.series] == [PlotRater.PATIENT, PlotRater.CLINICIAN]
    assert [[point.value for point in one.points] for one in progress.series] == [
        [2, 4, 5],
        [2, 3, 3],
    ]
    assert (progress.low, progress.high) == (0, 10)
    assert progress.sentence == (
        "Progress by the patient: 2, 4, 5; by the clinician: 2, 3, 3; "
        "from 23 October 2026 to 18 December 2026; up is better."
    )
    assert [one.rater for one in counted.series] == [None]
    assert (counted.low, counted.high, counted.target) == (0, 5, 2)


def test_one_rating_is_a_sentence_and_no_plot():
    assert plots(first(), NO_CONTEXT) == []
    assert "Patient 2, clinician 2: the same. Rated once, so nothing is drawn yet." in record(
        first(), NO_CONTEXT
    )


def test_a_goal_never_rated_says_nothing_of_how_far():
    plan = goal_as(first(), rating=Rating(), measures=())
    assert not entries(plan, "How far, by rater", NO_CONTEXT)


@pytest.mark.parametrize(
    ("own", "other", "words"), [(4, None, "Patient 4."), (None, 6, "Clinician 6.")]
)
def test_a_rating_of_one_rater_stands_alone(own: int | None, other: int | None, words: str):
    rating = Rating(progress=ProgressRating(patient=own, clinician=other))
    assert words in said(goal_as(first(), rating=rating), "How far, by rater", NO_CONTEXT)


def test_the_target_lies_inside_its_plot_for_whatever_is_counted():
    for target in (0.5, 7, 40, 1200, -3):
        far = tuple(
            goal_as(plan, measures=(replace(plan.goals[0].measures[0], target=target, now=now),))
            for now, plan in ((1, first()), (2, second()), (3, third()))
        )
        counted = plots(far[2], SheetContext(earlier=far[:2]))[-1]
        assert counted.low <= target <= counted.high
        values = [point.value for one in counted.series for point in one.points]
        assert counted.low <= min(values)
        assert max(values) <= counted.high


def test_only_the_last_eight_visits_are_drawn():
    plans = [
        replace(
            goal_as(third(), rating=Rating(progress=ProgressRating(patient=number % 10))),
            version=number,
            visit=VisitDetails(kind="review", date=date(2026, number, 1), status="done"),
        )
        for number in range(1, 12)
    ]
    drawn = plots(plans[-1], SheetContext(earlier=tuple(plans[:-1])))[0]
    assert [len(one.points) for one in drawn.series] == [8]
    assert drawn.sentence.startswith("Progress by the patient: 4, 5, 6, 7, 8, 9, 0, 1;")


def test_levels_that_differ_are_told_by_rater():
    rating = Rating(level=LevelBy(patient="more", clinician="harder"))
    text = said(goal_as(third(), rating=rating), "Level")
    assert "Patient: a little more (+1). Clinician: harder than when I started (–2)." in text


def test_the_level_is_strong():
    entry = entries(third(), "Level")[0]
    assert isinstance(entry.blocks[0], TextSpans)
    assert entry.blocks[0].items[0] == TextSpan("Partly there (–1)", strong=True)


def test_inside_an_energy_limit_what_was_noted_stands_and_nothing_is_worked_out():
    text = record(limited(third()))
    assert "inside the energy of the day: 12, 14 minutes on my feet" in text
    assert "Tried out: 12, 20, 16 minutes on my feet." in text
    assert "Amount to start with" not in text
    assert "× 0.8" not in text


def test_of_safety_only_the_decision_and_the_flags_are_said():
    safety = Safety(
        decision="adapt", medical_check="no", pem="unsure", limits=("falls", "heart"), adverse="yes"
    )
    text = record(replace(third(), safety=safety))
    assert (
        "Safety Decision: adapt (flags only) Seen by a doctor: no. Much worse after effort, "
        "into the next day or for longer: not sure. Worse since last time: yes. "
        "Limits: falls, heart. Goal g1"
    ) in text


@pytest.mark.parametrize("section", ["safety", "safety@g1", "safety~2", "safety@g1~2"])
def test_nothing_that_was_typed_at_the_gate_is_printed(section: str):
    plan = replace(
        third(),
        notes={f"{section}/alone": "dark words"},
        answers={f"{section}/own": "dark words"},
        kept={f"{section}/own#risk": "dark words"},
        skipped={f"{section}/new": "unsure"},
    )
    labels = {f"{section}/new": "dark words", f"{section}/own": "dark words"}
    beside = replace(around(), labels=labels)
    assert "dark words" not in record(plan, beside)
    assert record(plan, beside) == record(third(), replace(around(), labels={}))


def test_a_declined_question_leaves_no_trace_and_the_others_are_named():
    labels = {"goal/why": "Why it matters", "sense/idea": "My idea", "team/who": "Who helps"}
    skipped = {"goal/why": "declined", "sense/idea": "not_now", "team/who": "not_applicable"}
    plan = replace(third(), skipped=skipped)
    text = record(plan, replace(around(), labels=labels))
    assert "Left open for now To come back to My idea. Does not fit Who helps. Agreed" in text
    assert "Why it matters." not in text


def test_the_record_says_of_which_of_several_goals_a_question_was_left_open():
    skipped = {"sure@g1/sure": "unsure", "sure@g9/sure": "unsure"}
    goal = replace(third().goals[0], id="g1", statement="Cook lunch.")
    goals = (goal, Goal(id="g9", statement="Read."))
    plan = replace(third(), goals=goals, skipped=skipped)
    text = record(plan, replace(around(), labels=dict.fromkeys(skipped, "How sure I am")))
    assert "How sure I am (Cook lunch). How sure I am (Read)." in text


def test_a_clinics_own_answers_and_the_notes_stand_with_their_questions():
    plan = replace(
        third(),
        answers={"own/sleep": 7, "own/pets": ["dog", "cat"]},
        notes={"story/heard": "Spoke for a long time"},
        kept={"goal/statement#symptom": "It is their wish"},
    )
    labels = {
        "own/sleep": "Hours of sleep",
        "own/pets=dog": "A dog",
        "goal/statement": "The goal",
    }
    text = record(plan, replace(around(), labels=labels))
    assert "Hours of sleep (own/sleep) 7." in text
    assert "Own question (own/pets) A dog, “cat”." in text
    assert "Note (story/heard) Spoke for a long time." in text
    assert "Kept as it is (The goal · symptom) It is their wish." in text


@pytest.mark.parametrize("consent", ["no", "ask", None])
def test_a_helpers_phone_is_printed_only_with_their_consent(consent: str | None):
    sister = third().supports[0]
    asked = replace(third(), supports=(replace(sister, consent=consent),))
    assert "01632 960 017" in record(third())
    assert "01632 960 017" not in record(asked)


def test_a_changed_phone_is_told_only_with_consent():
    plan = third()
    moved = replace(plan.supports[0], phone="01632 960 555")
    assert "01632 960 555" in said(replace(plan, supports=(moved,)), "Phone")
    closed = replace(plan, supports=(replace(moved, consent="no"),))
    assert not entries(closed, "Phone")
    assert "01632 960" not in said(closed, "Helper")


def test_what_has_ended_leaves_the_record():
    plan = third()
    ended = EndReason(on=plan.visit.date)
    gone = replace(
        plan,
        goals=(*plan.goals, Goal(id="g7", statement="Run to the lake", ended=ended)),
        supports=(Support(id="p1", who="Wren", ended=ended),),
    )
    beside = SheetContext(earlier=(replace(gone, version=2),))
    text = record(gone, beside)
    assert "Run to the lake" not in text
    assert "Wren" not in text


def test_a_goal_that_was_let_go_today_is_told_with_its_reason():
    plan = third()
    gone = Goal(
        id="g2",
        statement="Run to the lake",
        lifecycle="cancelled",
        decision=Decision(choice="let_go", why="My knees say no", by="together"),
    )
    text = record(replace(plan, goals=(*plan.goals, gone)))
    assert (
        "Goals that are over Decision today (g2) “Run to the lake”. Goal let go (both). "
        "Why: “My knees say no”."
    ) in text


@pytest.mark.parametrize(
    ("lifecycle", "words"),
    [
        ("cancelled", "Decision today (g2) “Run to the lake”. Let go. Why: “My knees say no”."),
        ("active", "Decision today Under way. Why: “My knees say no”."),
    ],
)
def test_a_goal_of_the_list_is_told_with_the_reason_for_what_became_of_it(
    lifecycle: Literal["cancelled", "active"], words: str
):
    waited = Goal(
        id="g2",
        statement="Run to the lake",
        lifecycle=lifecycle,
        decision=Decision(why="My knees say no"),
    )
    plan = third()
    assert words in record(replace(plan, goals=(*plan.goals, waited)))


def test_the_goal_that_leads_comes_first():
    plan = third()
    other = Goal(id="g2", statement="Sing in the choir", lifecycle="planned")
    found = [one for one in headings(replace(plan, goals=(other, *plan.goals))) if "Goal" in one]
    assert [one[:7] for one in found] == ["Goal g1", "Goal g2"]


def test_attainment_stands_only_where_the_site_asks_and_with_its_caveat():
    assert "Goal attainment" not in record(third())
    text = record(third(), replace(around(), attainment=True))
    assert "Goal attainment (clinician only)" in text
    assert "T = 40.0 over one goal" in text
    assert "not for funding, and not for ranking people." in text


def test_the_patients_own_check_in_is_there_when_it_was_filled():
    assert "My own check-in" not in headings(third())
    plan = replace(
        third(), after_plan=AfterPlan(day="The first of the month", sign="Two bad weeks")
    )
    text = record(plan)
    assert "My own check-in day “The first of the month”." in text
    assert "My sign to ask for help “Two bad weeks”." in text


def test_a_flare_plan_says_when_it_was_last_gone_over():
    flare = replace(third().flare_plan, gone_over=date(2026, 11, 20))
    assert said(replace(third(), flare_plan=flare), "Last gone over").endswith("20 November 2026.")


def test_what_is_not_a_flare_is_never_silently_empty():
    plan = replace(third(), flare_plan=FlarePlan(signs=("My neck",)))
    assert said(plan, "Help at once") == "Help at once Left open for now."


def test_a_step_without_a_bad_day_version_says_so():
    assert "Later, r3: Cook one pot on my own. No bad-day version yet." in record(third())


def test_the_way_a_number_is_to_go_is_named():
    down = Measure(
        id="m1", name="Naps", unit="a day", direction="down", baseline=4, now=3, target=1
    )
    text = said(goal_as(third(), measures=(down,)), "Counted")
    expected = "“Naps”: less is better. 4 a day at the start, 3 a day now, 1 a day hoped for."
    assert text == f"Counted (m1) {expected}"


def test_the_paper_can_be_traced_to_its_file():
    text = record(third())
    parent = third().parent
    assert parent is not None
    digits = parent.digest.removeprefix("sha256:")
    assert (
        f"Version 3 (9f2c 41d0). Parent: version 2 ({digits[:4]} {digits[4:8]}). "
        "Script: core 1.0.0 (77ab 77ab). Made with goalcoach 0.1.0."
    ) in text
    assert "Carried on as it stood: the story." in text


def test_every_page_says_for_whom_it_is():
    footer = laid(third())[-1]
    assert isinstance(footer, Footer)
    assert footer.note == "Confidential: for the care team"


def test_a_replaced_and_a_practice_record_say_so_first():
    beside = replace(around(), practice=True, replaced_on=date(2027, 1, 15))
    blocks = laid(third(), beside)
    assert blocks[0] == Notice("Replaced on 15 January 2027. Please use the newer plan.")
    assert blocks[1] == Notice("PRACTICE")
    assert isinstance(blocks[2], Title)


def test_no_raw_word_of_the_file_reaches_the_paper():
    text = record(third())
    for raw in ("None", "energy_limit", "time_based", "not_now", "as_planned", "2026-"):
        assert raw not in text


def test_a_new_goal_is_named_among_the_changes_and_told_once():
    plan = third()
    more = replace(plan, goals=(*plan.goals, replace(plan.goals[0], id="g2", statement="Sing")))
    assert said(more, "New goal") == "New goal (new · g2) “Sing”. Under way."
    assert record(more).count("Two lunches, and the children stay to play") == 2


def test_where_the_goal_has_a_limit_the_changes_send_on_to_its_steps():
    plan = limited(third())
    rungs = (*plan.goals[0].ladder.rungs, Rung(id="r4", text="Bake a cake", amount=20))
    later = goal_as(plan, ladder=replace(plan.goals[0].ladder, rungs=rungs))
    beside = SheetContext(earlier=(limited(second()),))
    assert said(later, "Energy limit", beside) == (
        "Energy limit (g1) Amounts, aims and further steps stand with the goal below."
    )
    told = write_text(tuple(changed(later, beside)))
    assert "Bake" not in told
    assert "Later, r4: Bake a cake. 20 minutes on my feet at most." in record(later, beside)


@pytest.mark.parametrize(
    ("mode", "note"),
    [
        ("time_based", ""),
        ("facing", ""),
        ("energy_limit", " (not offered inside an energy limit)"),
    ],
)
def test_a_day_worth_its_cost_says_where_it_is_not_offered(mode: str, note: str):
    chance = Chance(what="The fair", before="Two quiet days", stop_sign="I hold on to rails")
    ladder = replace(third().goals[0].ladder, mode=mode)
    plan = goal_as(third(), chances=(chance,), ladder=ladder)
    assert said(plan, "A day worth its cost") == (
        f"A day worth its cost{note} “The fair”. Before: “Two quiet days”. "
        "Stop sign: “I hold on to rails”."
    )


def test_a_step_that_was_left_out_is_named_apart():
    goal = third().goals[0]
    rungs = (*goal.ladder.rungs, Rung(id="r9", text="Bake a cake", status="left"))
    text = said(goal_as(third(), ladder=replace(goal.ladder, rungs=rungs)), "Steps")
    assert "Left out: “Bake a cake” (r9)." in text
    assert "Later, r9" not in text


@pytest.mark.parametrize(
    ("accepted", "words"),
    [
        (Accepted(patient="yes", clinician="yes"), "Both accept the goal."),
        (Accepted(patient="yes"), "The patient accepts the goal."),
        (
            Accepted(patient="yes", clinician="no"),
            "The patient accepts the goal. The clinician does not accept the goal.",
        ),
        (Accepted(patient="no", clinician="no"), "Neither accepts the goal."),
    ],
)
def test_who_accepts_the_goal_is_said_as_it_is(accepted: Accepted, words: str):
    assert said(goal_as(third(), accepted=accepted), "Decision today").endswith(words)


def test_how_a_goal_stands_is_said_with_its_days():
    plan = goal_as(
        third(), lifecycle="on-hold", first_met=date(2026, 12, 1), related="g4", start=None
    )
    assert "Resting, due 31 January 2027. It leads. First met on 1 December 2026. Its place is" in (
        said(plan, "In own words")
    )


def test_what_saves_strength_stands_with_what_it_is_kept_for():
    saver = EnergySaver(id="s1", task="Shopping", way="A box comes on Fridays", saved_for="Sunday")
    assert said(replace(third(), energy_savers=(saver,)), "Made easier").endswith(
        "Made easier (s1) “Shopping”. The easier way: “A box comes on Fridays”. "
        "Strength kept for: “Sunday”."
    )


def test_without_a_flare_plan_there_is_no_such_part():
    assert "Flare plan" not in headings(replace(third(), flare_plan=FlarePlan()))


def test_a_measure_rated_from_0_to_10_keeps_the_ends_of_its_scale():
    rated = Measure(id="m1", name="Calm at the stove", kind="rating", baseline=1)
    plans = [
        goal_as(plan, measures=(replace(rated, now=now),))
        for now, plan in ((1, first()), (2, second()), (3, third()))
    ]
    assert plots(plans[2], SheetContext(earlier=tuple(plans[:2])))[1].high == 10


def test_an_order_of_names_is_no_quotation():
    plan = third()
    values = (*plan.values, replace(plan.values[0], id="v2", words="The garden"))
    ranks = [replace(plan.priorities, order=order) for order in (("v1", "v2"), ("v2", "v1"))]
    before, after = (replace(plan, values=values, priorities=rank) for rank in ranks)
    told = said(after, "What comes first", SheetContext(earlier=(before,)))
    assert "From 1 Being the aunt who shows up.; 2 The garden to 1 The garden; 2 Being" in told
    assert "“" not in told


def test_large_print_is_named_and_the_usual_size_is_not():
    visit = replace(third().visit, print_size="large")
    assert "share with the care team yes. Print: large. Ease" in record(
        replace(third(), visit=visit)
    )
    assert "Print:" not in record(third())


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("count", "Counted"),
        ("time", "Timed"),
        ("rating", "Rated at home"),
        ("other", "Noted down"),
        (None, "Counted"),
    ],
)
def test_a_measure_is_called_by_its_kind(
    kind: Literal["count", "time", "rating", "other"] | None, label: str
):
    text = said(goal_as(third(), measures=(Measure(id="m1", name="Naps", kind=kind),)), label)
    assert text == f"{label} (m1) “Naps”."


def test_a_start_that_was_harder_is_told_from_one_with_the_same_number():
    about, harder = (
        said(goal_as(third(), baseline_level=level), "Level") for level in ("start", "harder")
    )
    assert about.endswith("Baseline: –2.")
    assert harder.endswith("Baseline: harder than when I started (–2).")


def test_what_a_newer_version_wrote_is_counted_and_named_and_nothing_of_it_is_told():
    plan = third()
    goal = replace(plan.goals[0], extra={"no_such_key": "Six hours"})
    newer = replace(
        plan,
        goals=(goal, *plan.goals[1:]),
        story=replace(plan.story, extra={"sleep": "Short"}),
        safety=replace(plan.safety, extra={"alone": "dark words"}),
    )
    assert said(newer, "Not known here") == (
        "Not known here Three entries of a newer version, kept as written: "
        "safety, story.sleep, goals.no_such_key (g1)."
    )
    text = record(newer)
    for word in ("Six hours", "Short", "alone", "dark words"):
        assert word not in text


def test_one_entry_of_a_newer_version_is_said_as_one():
    plan = replace(third(), extra={"weather": "Rain"})
    assert said(plan, "Not known here").endswith(
        "One entry of a newer version, kept as written: weather."
    )


def glance_lines(plan: Plan) -> list[str]:
    """Return the lines under the first heading of the record."""
    text = write_text(lay_record(plan, around(), Size.STANDARD))
    return text.split("At a glance\n")[1].split("\n\n")[0].splitlines()


def test_what_has_to_be_known_stands_before_all_else_on_ten_lines():
    blocks = lay_record(third(), around(), Size.STANDARD)
    heads = [block.text for block in blocks if isinstance(block, Heading)]
    assert heads[0] == "At a glance"
    labels = [block.label for block in blocks if isinstance(block, Labelled)]
    named = ["Goal", "Step for now", "Decided", "Safety", "Hard spells", "Still to do"]
    assert labels[:7] == [*named, "Next visit"]
    said = " ".join(" ".join(glance_lines(third())).split())
    for words in ("every other Sunday", "Cook one pot", "At most 14 minutes", "15 January 2027"):
        assert words in said


def test_what_warns_stands_on_top_and_what_does_not_is_left_out():
    risky = Safety(
        decision="adapt", limits=("falls", "none"), pem="unsure", new="no", adverse="yes"
    )
    said = " ".join(" ".join(glance_lines(replace(third(), safety=risky))).split())
    assert "Limits: falls. Worse after effort (unsure) and something worse (yes)." in said
    assert "something new" not in said.casefold()
    calm = " ".join(glance_lines(third()))
    assert "Limits" not in calm


def test_taking_part_mood_and_energy_are_said_with_both_ends():
    rating = replace(third().goals[0].rating, participation=0, mood=6, energy=10)
    text = " ".join(record(goal_as(third(), rating=rating)).split())
    assert "Taking part: 0 (0 cannot, 10 as I want)" in text
    assert "Mood: 6 (0 very low, 10 very good)" in text
    assert "Energy: 10 (0 none, 10 full of it)" in text
