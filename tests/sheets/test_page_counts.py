"""How many pages the practice patients' sheets take on both papers, and how full each is."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Literal

import pytest
from msgspec.structs import replace

from goalcoach.plan.file.codec import read, write
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import Action
from goalcoach.sheets.sheet import Paper, SheetKind, Size, lay_sheet
from goalcoach.sheets.writers.markdown import write_markdown
from goalcoach.sheets.writers.pdf.pdf import write_pdf
from tests.sheets.kinds import DIARY, HANDOUT, KINDS, LETTER, WEEKS
from tests.sheets.leaflets import told
from tests.sheets.paper import filled, pages
from tests.sheets.practice import CODES, beside, practice, shared

Domain = Literal["sleep", "activity", "food", "stress", "work", "social"]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("code", CODES)
def test_a_handout_is_one_sheet_of_paper_whose_back_is_for_hard_spells(code: str, paper: Paper):
    plan = practice(code)
    first, last = pages(write_pdf(lay_sheet(HANDOUT, plan, beside(code)), paper))
    assert first.startswith("PRACTICE My plan Name:")
    assert last.startswith(f"PRACTICE For {plan.story.words.strong}")


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("code", CODES)
def test_no_page_of_a_handout_is_less_than_a_third_full(code: str, size: Size, paper: Paper):
    data = write_pdf(lay_sheet(HANDOUT, practice(code), beside(code), size), paper)
    assert min(filled(data)) > 1 / 3


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("code", CODES)
def test_no_page_of_a_diary_is_nearly_empty_and_a_week_takes_no_more_than_it_has(
    code: str, size: Size, paper: Paper
):
    weeks = {"rowan-17": 4, "fern-4": 5}[code]
    sheet = lay_sheet(DIARY, practice(code), beside(code), size)
    data = write_pdf(sheet, paper)
    assert sheet.say_pages() == f"The diary takes {len(filled(data))} pages."
    assert len(filled(data)) == weeks * (2 if size is Size.LARGE else 1)
    assert min(filled(data)) > 1 / 2
    data = write_pdf(lay_sheet(WEEKS, practice(code), beside(code), size), paper)
    assert len(filled(data)) == (2 if size is Size.LARGE else 1)
    assert min(filled(data)) > 1 / 2


STEP = "Cut the vegetables for the soup at the kitchen table while the radio plays, then rest "


def stepped(plan: Plan, words: int) -> Plan:
    """Return the plan with a step for now of so many words."""
    goal = plan.goals[0]
    text = " ".join((STEP * words).split()[:words])
    rungs = tuple(
        replace(rung, text=text) if rung.status == "now" else rung for rung in goal.ladder.rungs
    )
    first = replace(goal, ladder=replace(goal.ladder, rungs=rungs))
    return replace(plan, goals=(first, *plan.goals[1:]))


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("words", [20, 50, 300])
@pytest.mark.parametrize("code", CODES)
def test_each_page_of_a_diary_has_its_title_and_days_however_long_the_step(
    code: str, words: int, size: Size, paper: Paper
):
    sheet = lay_sheet(DIARY, stepped(practice(code), words), beside(code), size)
    made = pages(write_pdf(sheet, paper))
    assert sheet.say_pages() == f"The diary takes {len(made)} pages."
    for page in made:
        assert page.startswith("PRACTICE My week ")
        assert "My step: Cut the vegetables" in page
        assert re.search(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", page)
        # Of a step that leaves no room for the days, the beginning is enough.
        assert ("The rest is on my plan." in page) == (words == 300)


def grown(plan: Plan) -> Plan:
    """Return the plan with all that a handout may say more: its purpose, a good day, a place."""
    goal = plan.goals[0]
    rungs = tuple(
        replace(rung, good_day="The same step, and not more", where="In my own kitchen")
        if rung.status == "now"
        else rung
        for rung in goal.ladder.rungs
    )
    purpose = "Sundays. Seven of us at my table, too loud, and someone asks for more"
    goals = (replace(goal, ladder=replace(goal.ladder, rungs=rungs)), *plan.goals[1:])
    # Whom they call was answered where one question had to hold all calls: the numbers say it now.
    spell = replace(plan.flare_plan, call=None)
    story = replace(plan.story, purpose=purpose)
    return replace(plan, story=story, goals=goals, flare_plan=spell)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("code", CODES)
def test_a_full_plan_still_stands_on_one_sheet_of_paper(code: str, paper: Paper):
    made = pages(write_pdf(lay_sheet(HANDOUT, grown(practice(code)), beside(code)), paper))
    assert len(made) == 2
    assert "A week worth having: “Sundays. Seven of us" in made[0]
    assert "Good day. The same step, and not more." in made[0]


def with_goals(plan: Plan, count: int) -> Plan:
    """Return the plan with so many goals that go on, and a task for each part of life."""
    more = tuple(
        replace(plan.goals[0], id=f"g{7 + number}", lead="no") for number in range(1, count)
    )
    domains: tuple[Domain, ...] = ("sleep", "activity", "food", "stress", "work", "social")
    tasks = tuple(
        Action(id=f"a{n}", domain=domain, who="The practice", what="Looks at this with them")
        for n, domain in enumerate(domains, 1)
    )
    return replace(plan, goals=(plan.goals[0], *more, *plan.goals[1:]), actions=tasks)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("code", CODES)
def test_a_letter_takes_one_page_for_one_goal_and_two_for_three(code: str, paper: Paper):
    for goals, most in ((1, 1), (3, 2)):
        plan = with_goals(shared(code), goals)
        assert len(pages(write_pdf(lay_sheet(LETTER, plan, beside(code)), paper))) <= most


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("code", CODES)
def test_marks_of_quotation_in_our_own_words_are_curly(code: str, kind: SheetKind):
    """The patient's words are as they were typed, so theirs are made curly first."""
    curly = write(shared(code)).decode().replace("'", "’")
    words, _, _ = curly.rpartition("# sha256: ")
    digest = sha256(words.encode()).hexdigest()
    plan = told(read(f"{words}# sha256: {digest}\n".encode(), code).plan, "sleep", "heart")
    around = replace(beside(code), earlier=())
    sheet = write_markdown(lay_sheet(kind, plan, around).blocks)
    assert "'" not in sheet
    assert '"' not in sheet
