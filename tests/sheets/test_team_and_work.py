"""The page for the meeting and the page for work or school: only what was agreed, line by line."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from goalcoach.errors import NotAllowed
from goalcoach.plan.model.field_types import EndReason
from goalcoach.plan.model.optional_parts import Work, WorkLine
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.support import Action, Support
from goalcoach.plan.model.visit_record import Safety
from goalcoach.sheets.block import Labelled
from goalcoach.sheets.layouts.team import lay_team
from goalcoach.sheets.layouts.work_page import lay_work
from goalcoach.sheets.sheet import Size, lay_sheet
from goalcoach.sheets.sheet_kinds import SheetKind
from goalcoach.sheets.wording import DOMAINS_FOR_TEAM
from goalcoach.sheets.writers.pdf.pdf import write_pdf
from goalcoach.sheets.writers.text import write_text
from tests.sheets.golden import compare
from tests.sheets.kinds import TEAM, WORK
from tests.sheets.paper import pages
from tests.sheets.rowan import CEILING, around, third


def said(kind: SheetKind, plan: Plan) -> str:
    return " ".join(write_text(lay_sheet(kind, plan, around()).blocks).split())


def tasks(*actions: Action) -> Plan:
    return replace(third(), actions=actions, supports=())


@pytest.mark.parametrize("kind", [TEAM, WORK], ids=str)
def test_each_page_reads_as_its_golden_file(kind: SheetKind):
    compare(f"{kind}.txt", write_text(lay_sheet(kind, third(), around()).blocks))


@pytest.mark.parametrize("share", ["no", "ask", None])
@pytest.mark.parametrize("kind", [TEAM, WORK], ids=str)
def test_without_a_yes_to_sharing_there_is_neither_page(kind: SheetKind, share: str | None):
    plan = third()
    with pytest.raises(NotAllowed) as refused:
        lay_sheet(kind, replace(plan, consent=replace(plan.consent, share=share)), around())
    assert f"so there is no {kind}." in refused.value.sentence


def test_a_task_has_its_owner_day_status_and_what_came_back():
    plan = tasks(
        Action(
            id="a1",
            domain="sleep",
            who="Nurse",
            what="asks about the nights",
            due=third().visit.date,
            status="done",
            back="Two short nights a week",
        )
    )
    assert (
        "Sleep Nurse: “asks about the nights”. By 18 December 2026. Done. "
        "What came back: “Two short nights a week”." in said(TEAM, plan)
    )


def test_a_part_of_life_in_which_nothing_is_agreed_is_not_on_the_page():
    gone = EndReason(on=third().visit.date)
    plan = tasks(
        Action(id="a1", domain="food", what="Breakfast"),
        Action(id="a2", domain="work", what="The note", ended=gone),
        Action(id="a3", domain="social"),
    )
    blocks = lay_team(plan, around(), Size.STANDARD)
    assert [block.label for block in blocks if isinstance(block, Labelled)] == ["Food"]
    assert "What is agreed" not in said(TEAM, tasks())
    assert "What is not agreed is not here." in said(TEAM, tasks())


def test_a_helper_without_consent_is_not_named_at_the_meeting():
    plan = replace(
        tasks(Action(id="a1", domain="food", who="jo", what="brings soup")),
        supports=(Support(id="p1", who="Jo", consent="no"),),
    )
    assert "A helper: “brings soup”" in said(TEAM, plan)


def test_the_meeting_has_the_ceiling_and_what_each_step_respects():
    plan = third()
    goals = tuple(
        replace(goal, ladder=replace(goal.ladder, mode="energy_limit")) for goal in plan.goals
    )
    bound = replace(plan, goals=goals, safety=Safety(limits=("falls", "heart")))
    assert CEILING in said(TEAM, bound)
    assert "Please keep in mind: Falls, heart." in said(TEAM, bound)
    no_step = tuple(
        replace(goal, ladder=replace(goal.ladder, rungs=(), limit="ten minutes")) for goal in goals
    )
    assert "At most: ten minutes. Less is fine." in said(TEAM, replace(bound, goals=no_step))


def test_the_meeting_takes_one_page_with_three_tasks_in_every_part_of_life():
    parts: list[Any] = [one for one in DOMAINS_FOR_TEAM if one]
    task: Any = {"who": "Nurse", "what": "asks how it goes", "status": "open"}
    plan = tasks(*(Action(id=f"a{at}", **task, domain=one) for at, one in enumerate(parts * 3, 1)))
    assert len(pages(write_pdf(lay_sheet(TEAM, plan, around())))) == 1


@pytest.mark.parametrize(
    "line",
    [
        {"ok": "no"},
        {"ok": None},
        {"kind": None},
        {"ended": EndReason(on=third().visit.date)},
    ],
)
def test_a_line_without_its_own_yes_is_not_on_the_page(line: dict[str, object]):
    whole = WorkLine(id="w9", kind="helps", text="A quiet corner", ok="yes")
    assert "A quiet corner" in said(WORK, replace(third(), work_lines=(whole,)))
    lines = (replace(whole, **line), WorkLine(id="w1", kind="can", text="I can write", ok="yes"))
    assert "quiet" not in said(WORK, replace(third(), work_lines=lines))


@pytest.mark.parametrize("sheet", ["no", "change", None])
def test_without_a_yes_to_the_page_as_a_whole_there_is_none(sheet: str | None):
    plan = replace(third(), work=replace(third().work, sheet=sheet))
    assert WORK.is_blank(plan)
    assert not WORK.is_blank(third())


def test_the_page_for_work_says_nothing_but_those_lines():
    """No word of the plan that is not an agreed line; our own words name no illness or service."""
    plan, only = (
        third(),
        Plan(
            patient="rowan-17",
            version=3,
            created=third().created,
            visit=third().visit,
            work=Work(place="work", sheet="yes", said="They smiled"),
            work_lines=third().work_lines,
        ),
    )
    beside = replace(around(), service="", contacts=(), urgent=())
    assert lay_work(plan, around(), Size.STANDARD) == lay_work(only, beside, Size.STANDARD)
    assert "They smiled" not in repr(lay_work(only, around(), Size.STANDARD))


def test_a_line_that_was_marked_to_stay_off_paper_is_not_on_the_page():
    plan = replace(third(), off_paper=("work_lines@w2",))
    assert "door can be shut" in said(WORK, third())
    assert "door can be shut" not in said(WORK, plan)
