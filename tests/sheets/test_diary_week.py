"""The diary sheet: every day until the next visit has its place, once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from goalcoach.plan.model.field_types import EndReason
from goalcoach.plan.model.goal import Rung
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.block import (
    Break,
    Facts,
    Heading,
    NameLine,
    Notice,
    Ruled,
    StepMark,
    Title,
    Week,
)
from goalcoach.sheets.filled_diary_reader import read_sheet
from goalcoach.sheets.layouts.daily_diary import lay_week, pages_until, say_span
from goalcoach.sheets.layouts.week_a_row_diary import lay_weeks
from goalcoach.sheets.sheet import Size, lay_sheet
from goalcoach.sheets.writers.text import write_text
from tests.amount import examples
from tests.sheets.golden import compare
from tests.sheets.kinds import DIARY
from tests.sheets.rowan import CEILING, around, third

VISIT = date(2026, 12, 18)


def until(day: date | None) -> Plan:
    plan = third()
    return replace(plan, agreement=replace(plan.agreement, next_visit=day))


def limited() -> Plan:
    plan = third()
    goal = plan.goals[0]
    return replace(
        plan, goals=(replace(goal, ladder=replace(goal.ladder, mode="energy_limit")),)
    )  # fmt: skip


def written(plan: Plan, size: Size = Size.STANDARD) -> str:
    return write_text(lay_week(plan, around(), size))


def weeks(plan: Plan, size: Size = Size.STANDARD) -> list[Week]:
    return [block for block in lay_week(plan, around(), size) if isinstance(block, Week)]


def test_the_diary_reads_as_its_golden_file():
    compare("diary.txt", written(third()))


def test_the_large_diary_reads_as_its_golden_file():
    compare("diary-large.txt", written(until(VISIT + timedelta(days=7)), Size.LARGE))


def test_the_first_week_begins_on_the_day_after_the_visit():
    assert weeks(third())[0].days[0] == VISIT + timedelta(days=1)


def test_the_day_of_the_next_visit_is_the_last_one():
    assert weeks(third())[-1].days[-1] == date(2027, 1, 15)
    assert len(weeks(third())) == 4


@pytest.mark.parametrize("day", [None, VISIT, VISIT - timedelta(days=3)])
def test_without_a_day_to_meet_there_are_four_weeks_and_no_date_is_named(day: date | None):
    assert [len(week.days) for week in weeks(until(day))] == [7, 7, 7, 7]
    assert "What do I want to say at the next visit?" in written(until(day))


@given(
    start=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    days=st.integers(1, 200),
    size=st.sampled_from(Size),
)
@examples(150)
def test_the_pages_hold_each_day_once_and_never_more_than_eight_weeks(
    start: date, days: int, size: Size
):
    plan = until(start + timedelta(days=days))
    plan = replace(plan, visit=replace(plan.visit, date=start))
    pages = pages_until(plan, size)
    found = [day for page in pages for day in page]
    assert found == [start + timedelta(days=n) for n in range(1, min(days, 56) + 1)]
    assert max(map(len, pages)) <= (7 if size is Size.STANDARD else 4)
    assert len(pages) == sum(
        1 if size is Size.STANDARD or count <= 4 else 2
        for count in [7] * (len(found) // 7) + [len(found) % 7]
        if count
    )


def test_in_large_print_four_days_stand_on_one_page_and_three_on_the_next():
    assert [len(week.days) for week in weeks(third(), Size.LARGE)] == [4, 3] * 4


def test_each_page_stands_alone():
    blocks = lay_week(third(), around(), Size.LARGE)
    titles = [block for block in blocks if isinstance(block, Title)]
    questions = [block for block in blocks if isinstance(block, Heading)]
    assert len(titles) == sum(isinstance(b, Break) for b in blocks) + 1 == 8
    assert sum(isinstance(block, NameLine) for block in blocks) == 8
    # What is to be said is asked once a week, on the second of its two pages.
    assert len(questions) == sum(isinstance(block, Ruled) for block in blocks) == 4


def test_every_day_has_a_box_for_taking_part_mood_and_energy_with_both_ends_said():
    assert {week.boxes for week in weeks(third())} == {("Taking part", "Mood", "Energy")}
    text = " ".join(written(third()).split())
    assert "Taking part: how easy was it? 0 cannot, 10 as I want." in text
    assert "Mood: 0 very low, 10 very good. Energy: 0 none, 10 full of it." in text


def test_a_day_has_a_tick_for_the_step_and_its_bad_day_version_and_a_place_for_the_count():
    marks = (StepMark("in full"), StepMark("bad day"), StepMark("count", tick=False))
    assert {week.step for week in weeks(third())} == {marks}
    assert "My count: Sundays cooked." in written(third())


def test_the_last_line_of_a_day_is_for_what_was_there():
    assert "There: who, where, when, sleep, before." in " ".join(written(third()).split())
    assert all(week.last == "There" for week in weeks(third()))
    rows = [one for one in lay_weeks(third(), around(), Size.STANDARD) if isinstance(one, Week)]
    assert not any(week.last for week in rows)
    cells = 'date,There\n2026-11-20,"with someone, slept well"\n'
    (entry,) = read_sheet(cells.encode(), "sheet.csv", date(2026, 11, 21)).entries
    assert entry.there == ("with_someone", "slept_well")


def test_without_a_bad_day_version_a_count_or_a_step_nothing_is_asked_of_them():
    plan = third()
    goal = plan.goals[0]
    ladder = replace(goal.ladder, rungs=(Rung(id="r2", text="Fill a pot", status="now"),))
    bare = replace(plan, goals=(replace(goal, ladder=ladder, measures=()),))
    assert {week.step for week in weeks(bare)} == {(StepMark("in full"),)}
    assert {week.step for week in weeks(replace(plan, goals=()))} == {()}


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("days", [1, 7, 15, 28, 56, 90])
def test_the_weekly_diary_has_a_row_for_each_week_and_asks_once(days: int, size: Size):
    blocks = lay_weeks(until(VISIT + timedelta(days=days)), around(), size)
    rows = [week for week in blocks if isinstance(week, Week)]
    assert sum(len(week.days) for week in rows) == -(-min(days, 56) // 7)
    assert rows[0].days[0] == VISIT + timedelta(days=1)
    assert rows[-1].ends[-1] == VISIT + timedelta(days=min(days, 56))
    assert sum(isinstance(block, Ruled) for block in blocks) == 1
    assert sum(isinstance(block, NameLine) for block in blocks) == len(rows)


def test_the_weekly_diary_reads_as_its_golden_file():
    compare("weeks.txt", write_text(lay_weeks(third(), around(), Size.STANDARD)))


def test_a_low_number_and_an_empty_day_are_fine():
    assert "An empty day is fine, and so is a low number." in written(third()).replace("\n", " ")


def test_the_step_has_its_amount_rounded_down():
    text = " ".join(written(third()).split())
    assert "14 minutes on my feet at most" in text
    assert "14.08" not in text


def test_inside_an_energy_limit_no_amount_is_printed_but_the_most_there_is():
    text = " ".join(written(limited()).split())
    assert "Cook one pot" in text
    assert CEILING in text
    text = text.replace(CEILING, "")
    assert "minutes" not in text
    assert "at most" not in text


def test_a_step_that_ended_leaves_the_sheet():
    plan = third()
    goal = plan.goals[0]
    rungs = tuple(replace(one, ended=EndReason(on=VISIT)) for one in goal.ladder.rungs)
    gone = replace(plan, goals=(replace(goal, ladder=replace(goal.ladder, rungs=rungs)),))
    assert not [block for block in lay_week(gone, around(), Size.STANDARD) if type(block) is Facts]


def test_a_long_step_stands_whole_and_leaves_the_bad_day_to_the_handout():
    plan = third()
    goal = plan.goals[0]
    long = "Cook one pot of soup " * 8
    rung = Rung(id="r2", text=long, bad_day="Rest on the sofa", status="now")
    ladder = replace(goal.ladder, rungs=(rung,))
    text = written(replace(plan, goals=(replace(goal, ladder=ladder),)))
    assert " ".join(text.split()).count(long.strip()) == 4
    assert "sofa" not in text


def test_a_practice_diary_says_so_first():
    beside = replace(around(), practice=True)
    assert lay_week(third(), beside, Size.STANDARD)[0] == Notice("PRACTICE")


def test_the_name_of_the_document_is_the_week():
    assert lay_sheet(DIARY, third()).name == "My week, rowan-17, 18 December 2026"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 12, 19), date(2026, 12, 25), "19 to 25 December 2026"),
        (date(2026, 11, 28), date(2026, 12, 4), "28 November to 4 December 2026"),
        (date(2026, 12, 26), date(2027, 1, 1), "26 December to 1 January 2027"),
        (date(2027, 1, 15), date(2027, 1, 15), "15 January 2027"),
    ],
)
def test_a_span_of_days_says_month_and_year_once(first: date, last: date, said: str):
    assert say_span(first, last) == said
