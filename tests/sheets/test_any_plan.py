"""Whatever a plan holds, its patient's sheets can be laid out, and keep to what they may say."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given
from msgspec.structs import replace

from goalcoach.errors import NotAllowed
from goalcoach.plan.model.goal import Goal, Measure, Rung
from goalcoach.plan.model.plan import Plan
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.layouts.flare_card import lay_card
from goalcoach.sheets.layouts.handout import lay_handout
from goalcoach.sheets.layouts.whole_plan import read_whole_plan
from goalcoach.sheets.sheet import Size
from goalcoach.sheets.writers.text import write_text
from tests.amount import examples
from tests.hostile.corpus import TEXTS, acting
from tests.hostile.plan import hostile
from tests.plan.maker import plans
from tests.sheets.rowan import around, third

AMOUNTS = (7651, 8762.5, 9873)
"""Numbers that stand nowhere else."""
WIDE = 999
HUSHED = (
    *("I wake up dizzy", "the aunt who shows up", "give up on a recipe", "Get up at one time"),
    *("the kitchen set-up", "Print at\n100 %", "Print at 100 %"),
)


def sheets(plan: Plan, beside: SheetContext) -> str:
    """Return the whole plan, the handout in both sizes and the card, as far as there is one."""
    written = [write_text(read_whole_plan(plan, plan.visit.date, beside), WIDE)]
    written += [write_text(lay_handout(plan, beside, size)) for size in Size]
    try:
        written.append(write_text(lay_card(plan, beside, Size.STANDARD)))
    except NotAllowed as refused:
        written.append(refused.sentence)
    return "\n".join(written)


@examples(60, suppress_health_check=list(HealthCheck))
@given(plan=plans())
def test_any_plan_is_laid_out_or_refused_in_words(plan: Plan):
    assert "My plan" in sheets(plan, around())


def test_hostile_words_act_on_no_terminal():
    for start in range(0, len(TEXTS), 9):
        assert acting(sheets(hostile(start), around())) == []


def numbered(goal: Goal) -> Goal:
    """Return the goal inside an energy limit, with a number wherever one fits."""
    first, second, third_ = AMOUNTS
    rungs = (
        Rung(id="r1", text="Step 1", status="steady", amount=first),
        Rung(id="r2", text="Step 2", status="now", amount=first),
        Rung(id="r3", text="Step 3", status="later", amount=second),
        Rung(id="r4", text="Step 4", status="later", amount=third_),
    )
    ladder = replace(goal.ladder, mode="energy_limit", samples=AMOUNTS, rungs=rungs, stable_days=31)
    measure = Measure(id="m1", name="Upright", baseline=first, now=second, target=third_)
    return replace(goal, ladder=ladder, measures=(measure,))


def test_inside_an_energy_limit_no_number_and_no_further_step_is_on_any_sheet():
    goals = tuple(replace(numbered(third().goals[0]), id=f"g{number}") for number in (1, 2))
    plan = replace(third(), goals=goals)
    sheet = sheets(plan, around())
    assert "Step 2" in sheet
    assert "Upright" in sheet
    top = r"7651 minutes\s+on\s+my\s+feet"
    sheet = re.sub(rf"{top}\s+at\s+most,\s+less\s+is\s+fine", "", sheet)
    sheet = re.sub(rf"At\s+most:\s+“{top}\.”\s+Less\s+is\s+fine\.", "", sheet)
    assert not re.search(r"765|876|987|31\b(?! January)|Step [34]|%(?!\.)|\bup\b", hushed(sheet))


def hushed(sheet: str) -> str:
    """Return the sheet without the words that have nothing to do with an amount."""
    for words in HUSHED:
        sheet = sheet.replace(words, "")
    return sheet
