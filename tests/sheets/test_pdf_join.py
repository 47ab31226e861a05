"""Several sheets as one PDF: their words, tags, pages and a bookmark each."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pypdf import PdfReader

from goalcoach.sheets.block import Para, Title
from goalcoach.sheets.sheet import Paper, Sheet, Size
from goalcoach.sheets.sheet_kinds import SHEETS
from goalcoach.sheets.writers.pdf.pdf import write_merged, write_pdf
from tests.sheets.kinds import HANDOUT, KINDS
from tests.sheets.paper import EVERY, names, outline, pages, rowans, targets, words
from tests.sheets.print_sample import handout


def test_merged_sheets_have_a_bookmark_each_and_count_their_own_pages():
    sheets = [rowans(kind, size) for kind, size in EVERY]
    data = write_merged(sheets)
    each = [pages(write_pdf(sheet)) for sheet in sheets]
    assert any(len(one) % 2 for one in each[:-1])
    padded = [[*one, ""] if len(one) % 2 else one for one in each]
    starts = [sum(map(len, padded[:at])) for at in range(len(sheets))]
    assert outline(data) == [sheet.name for sheet in sheets]
    assert targets(data) == starts
    assert pages(data) == [page for one in [*padded[:-1], each[-1]] for page in one]


def test_printed_on_both_sides_no_sheet_of_paper_is_shared():
    """The back of the last page of one person's plan is not the first page of another's."""
    sheets = [rowans(SHEETS["card"]), rowans(SHEETS["card"]), rowans(SHEETS["letter"])]
    assert targets(write_merged(sheets)) == [0, 2, 4]


def test_a_blank_page_has_the_size_of_the_one_before_it():
    for paper, width in ((Paper.A4, 595), (Paper.LETTER, 612)):
        data = write_merged([rowans(SHEETS["card"]), rowans(SHEETS["card"])], paper)
        found = PdfReader(BytesIO(data)).pages
        assert [round(float(page.mediabox.width)) for page in found] == [width] * 3
        assert found[1].get_contents() is None


def test_merged_sheets_keep_their_words_and_their_tags():
    sheets = [rowans(kind) for kind in KINDS]
    merged = write_merged(sheets)
    each = [write_pdf(sheet) for sheet in sheets]
    assert words(merged).split() == " ".join(words(one) for one in each).split()
    assert names(merged) == [name for one in each for name in names(one)]
    assert merged == write_merged(sheets)


def test_words_that_look_like_parts_of_a_pdf_survive_a_merge():
    text = "see 12 0 R (and) \\ endobj stream >> (U1x0y0) ("
    sheet = Sheet(HANDOUT, Size.STANDARD, f"Plan {text}", "en", (Title(text), Para(text)))
    data = write_merged([sheet, handout()])
    assert outline(data)[0] == f"Plan {text}"
    assert text in pages(data)[0]


def test_each_page_of_a_merge_is_found_from_the_first_and_back():
    """A reader goes from a page up to the root for what all pages share."""
    data = write_merged([handout(), handout()])
    root: Any = PdfReader(BytesIO(data)).root_object["/Pages"]
    left, found = [root], 0
    while left:
        node = left.pop()
        for kid in node.get("/Kids", ()):
            assert kid.get_object()["/Parent"] == node
            left.append(kid.get_object())
        found += "/Kids" not in node
    assert found == root["/Count"]
