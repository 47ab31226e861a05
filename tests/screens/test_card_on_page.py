"""What is said from the patient's card stands on the page too, a line each."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.view.screen import Screen
from goalcoach.screens.fields.say import SayField, ShownCard

CARD = "Looking outward\nNot for: while I drive"


@pytest.mark.parametrize(("panel", "label"), [("card", "SHOW"), ("", "")])
def test_the_card_is_on_the_page_where_the_script_wants_it(panel: str, label: str):
    asked = replace(Screen("a/one", Kind.SAY, "One"), show=CARD, panel=panel)
    field = SayField(asked)
    cards = [one for one in field.compose() if isinstance(one, ShownCard)]
    assert (field.label, len(cards)) == (label, bool(label))


def test_a_line_that_goes_on_is_set_in_so_that_it_is_no_new_one():
    lines = [line.plain for line in ShownCard(CARD).paint(16)]
    assert lines == ["Looking", "  outward", "Not for: while", "  I drive"]
