"""A sign that no font has is named with the field of the plan in which it stands."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from goalcoach.sheets.sheet import SheetKind, lay_sheet
from goalcoach.sheets.writers.pdf.glyph_report import say_unknown
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
