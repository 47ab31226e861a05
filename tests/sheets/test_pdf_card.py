"""The flare card on paper: what is read, and what happens when a face is too full."""

from __future__ import annotations

import re

import pytest

from goalcoach.errors import NotPrinted
from goalcoach.sheets.block import Block, Face, FoldedCard, Numbered, Para, Title
from goalcoach.sheets.sheet import Sheet
from goalcoach.sheets.writers.pdf.pdf import write_pdf
from tests.sheets.kinds import CARD
from tests.sheets.paper import names, read, words
from tests.sheets.print_sample import FOOTER, handout


def card(**faces: tuple[Block, ...]) -> Sheet:
    """Return a card whose faces hold what is given for `one`, `two`, `three` and `back`."""
    made = tuple(
        Face(number, heading, faces.get(name, (Para("x"),)), shorten=f"face {name}")  # type: ignore[arg-type]
        for name, number, heading in (
            ("one", "1", "My flare card"),
            ("two", "2", "What do I do first?"),
            ("three", "3", "What do I keep, and when stop?"),
            ("back", "", "Who do I call?"),
        )
    )
    return handout(
        (Title("Two cards"), FoldedCard(made, "a poster has room for all"), FOOTER), kind=CARD
    )


def test_the_card_is_read_front_first_and_its_second_copy_is_not_read_again():
    data = write_pdf(card(one=(Para("uno"),), back=(Para("dos"),)))
    assert names(data).count("/H2") == 4
    assert words(data).count("uno") == 2


def test_a_face_is_set_at_12_points_then_at_11_and_then_refused():
    def size_of(count: int) -> float:
        sizes = []

        def visit(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
            if "word" in text:
                sizes.append(size)

        try:
            data = write_pdf(card(two=(Para("word " * count),)))
        except NotPrinted:
            return 0
        read(data).pages[0].extract_text(visitor_text=visit)
        return min(sizes)

    found = [size_of(count) for count in range(30, 70, 2)]
    assert set(found) == {12, 11, 0}
    assert found == sorted(found, reverse=True)


def test_a_face_that_is_far_too_full_is_refused_by_name_with_its_lines():
    steps = tuple(f"This is the step with number {n}, and it takes two lines." for n in range(9))
    with pytest.raises(NotPrinted) as refused:
        write_pdf(card(two=(Numbered(steps),)))
    said = refused.value.sentence
    assert "“What do I do first?”" in said
    assert "lines" in said
    assert "Shorten face two at the next visit; a poster has room for all." in said
    assert "number 3" not in said
    assert "large print has more room" in said


def test_a_face_that_is_full_tightens_between_its_lines_before_it_is_refused():
    def set_in(lines: int) -> bool:
        try:
            write_pdf(card(back=tuple(Para("one short line") for _ in range(lines))))
        except NotPrinted as refused:
            takes, fit = re.findall(r"\d+", refused.sentence)
            return int(takes) <= int(fit)
        return True

    assert [set_in(lines) for lines in (6, 7, 8)] == [True, True, False]
