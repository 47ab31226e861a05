"""Sheets of plans that someone else filled in: whole, clear, and never quoting twice."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from goalcoach.errors import NotPrinted
from goalcoach.plan.model.goal import Decision, Goal, Readiness
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.model.story import LifeValue
from goalcoach.plan.model.visit_record import Agreement
from goalcoach.sheets.block import Heading, Para, Quote
from goalcoach.sheets.layouts.handout import lay_handout
from goalcoach.sheets.sheet import Sheet, SheetKind, Size, lay_sheet
from goalcoach.sheets.writers.file_format import FileFormat, write_sheet
from goalcoach.sheets.writers.pdf import pdf
from goalcoach.sheets.writers.pdf.glyph_report import say_unknown
from goalcoach.sheets.writers.pdf.template_data import sheet_tree
from tests.hostile.plan import hostile
from tests.sheets.kinds import HANDOUT, KINDS, LETTER, RECORD
from tests.sheets.leaflets import told
from tests.sheets.print_sample import handout
from tests.sheets.rowan import around, third

QUOTED = "“I put the pot on.”"


def quoted() -> Plan:
    """Return a plan whose words were typed with curly marks, as phones type them."""
    plan = third()
    goal = replace(
        plan.goals[0],
        readiness=Readiness(sentence=QUOTED),
        decision=Decision(choice="keep", why=QUOTED),
    )
    return replace(
        plan,
        values=(LifeValue(id="v1", words=QUOTED, place="now"),),
        goals=(goal,),
        agreement=Agreement(take_away=QUOTED),
    )


@pytest.mark.parametrize("kind", [HANDOUT, RECORD], ids=str)
def test_words_that_were_typed_in_quotation_marks_get_no_second_ones(kind: SheetKind):
    sheet = lay_sheet(kind, quoted(), around())
    assert "““" not in write_sheet(sheet, FileFormat.HTML).decode()
    assert "““" not in str(sheet_tree(sheet))


def test_words_that_only_begin_and_end_with_quotation_marks_are_quoted_as_a_whole():
    tree = str(sheet_tree(handout((Quote("“Yes” or “no”"),))))
    assert "““Yes” or “no””" in tree


def test_a_goal_that_was_not_said_leaves_no_empty_heading_and_no_id():
    plan = replace(third(), goals=(Goal(id="g1", lifecycle="active"),))
    headings = [one.text for one in lay_handout(plan, around(), Size.STANDARD)
                if isinstance(one, Heading)]  # fmt: skip
    assert "What do I want to do?" not in headings
    let_go = Decision(choice="let_go")
    goals = tuple(Goal(id=f"g{number}", decision=let_go) for number in (1, 2))
    plan = replace(
        plan, goals=goals, actions=(), supports=(), consent=replace(plan.consent, share="yes")
    )
    letter = write_sheet(lay_sheet(LETTER, plan, around()), FileFormat.TEXT).decode()
    assert "The goal was let go." in letter
    assert "g1" not in letter


def test_a_place_to_break_is_not_named_among_the_signs_that_no_font_has(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(pdf, "_families", lambda system: pdf.FAMILIES)
    sheet = handout((Para("漢字" * 20),))
    with pytest.raises(NotPrinted) as refused:
        pdf.write_pdf(sheet)
    assert "U+6F22" in refused.value.sentence
    assert "U+200B" not in refused.value.sentence
    assert "U+200B" in say_unknown("\u200b", sheet)


def set_as_pdf(sheet: Sheet) -> str:
    """Return how a PDF begins, or why there is none."""
    try:
        return write_sheet(sheet, FileFormat.PDF)[:5].decode()
    except NotPrinted as refused:
        return refused.sentence


@pytest.mark.parametrize("start", range(0, 90, 9))
def test_a_hostile_plan_is_set_on_every_sheet_or_refused_in_words(start: int):
    plan = hostile(start)
    # Whatever it says of its leaflets, one was talked about.
    leaflets = (*plan.leaflets, *told(plan, "gut").leaflets)
    plan = replace(plan, consent=replace(plan.consent, share="yes"), leaflets=leaflets)
    for kind in KINDS:
        sheet = lay_sheet(kind, plan, around())
        assert all(
            write_sheet(sheet, form) for form in (FileFormat.HTML, FileFormat.MD, FileFormat.TEXT)
        )
        if kind is HANDOUT:
            assert set_as_pdf(sheet).startswith(("%PDF-", "No font here has"))
