"""How many pages the practice patients' sheets take on both papers, and how full each is."""

from __future__ import annotations

import pytest

from goalcoach.sheets.sheet import Paper, Size, lay_sheet
from goalcoach.sheets.writers.pdf.pdf import write_pdf
from tests.sheets.kinds import DIARY, HANDOUT, WEEKS
from tests.sheets.paper import filled, pages
from tests.sheets.practice import CODES, beside, practice


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
    data = write_pdf(lay_sheet(DIARY, practice(code), beside(code), size), paper)
    assert len(filled(data)) == weeks * (2 if size is Size.LARGE else 1)
    assert min(filled(data)) > 1 / 2
    data = write_pdf(lay_sheet(WEEKS, practice(code), beside(code), size), paper)
    assert len(filled(data)) == (2 if size is Size.LARGE else 1)
    assert min(filled(data)) > 1 / 2
