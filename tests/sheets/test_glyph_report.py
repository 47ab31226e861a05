"""A sign that no font has is named with the field of the plan in which it stands."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from goalcoach.sheets.block import Fact, Facts, Framed, FrameKind, Origin, Para
from goalcoach.sheets.sheet import SheetKind, lay_sheet
from goalcoach.sheets.writers.pdf.glyph_report import say_unknown, texts_of
from tests.sheets import rowan
from tests.sheets.kinds import HANDOUT, RECORD

SIGN = "\U0001f33b"


@pytest.mark.parametrize("kind", [HANDOUT, RECORD])
def test_a_sign_without_a_font_is_told_with_the_field_it_stands_in(kind: SheetKind):
    plan = rowan.second()
    barrier = replace(plan.goals[0].barriers[0], text=f"Stairs {SIGN}")
    goal = replace(plan.goals[0], barriers=(barrier, *plan.goals[0].barriers[1:]))
    plan = replace(plan, goals=(goal, *plan.goals[1:]))
    said = say_unknown(SIGN, lay_sheet(kind, plan))
    assert "U+1F33B (SUNFLOWER) (in “In the way”, goals.barriers.text)" in said
    assert "Stairs" not in said


def test_each_text_on_a_sheet_is_told_with_the_field_of_its_piece_however_deep_it_stands():
    when = Fact("When", "after lunch", Origin("goals.when", ("g1",)))
    blocks = (Framed(FrameKind.STEP, (Facts((when,)),)), Para("ours"))
    sheet = lay_sheet(HANDOUT, rowan.second())._replace(blocks=blocks)
    told = list(texts_of(sheet))
    assert ("goals.when", "after lunch") in told
    assert ("", "ours") in told
    assert "g1" not in {text for _, text in told}
