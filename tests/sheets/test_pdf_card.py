"""The flare card on paper: what is read, and what happens when a face is too full."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from goalcoach.errors import NotPrinted
from goalcoach.sheets.block import Block, Face, Fact, Facts, FoldedCard, Numbered, Para, Title
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
    return handout((Title("Two cards"), FoldedCard(made, "a poster"), FOOTER), kind=CARD)


def loose(two: tuple[Block, ...], number: int, **faces: tuple[Block, ...]) -> Sheet:
    """Return a card of whose second face the last facts may stand on the back."""
    made = card(two=two, **faces)
    title, folded, footer = made.blocks
    assert isinstance(folded, FoldedCard)
    all_faces = tuple(
        replace(one, loose=number, onto=("",)) if one.number == "2" else one for one in folded.faces
    )
    return made._replace(blocks=(title, replace(folded, faces=all_faces), footer))


def footed(back: tuple[Block, ...]) -> Sheet:
    """Return a card with a foot on its back."""
    made = card(back=back)
    title, folded, footer = made.blocks
    assert isinstance(folded, FoldedCard)
    faces = (*folded.faces[:3], replace(folded.faces[3], foot="qfoot · version 2"))
    return made._replace(blocks=(title, replace(folded, faces=faces), footer))


def baselines(data: bytes, word: str) -> list[tuple[float, float]]:
    """Return where the lines with `word` stand, from the foot of the page up, and their size."""
    found = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if word in text:
            # The page is set from its top, so the matrix turns what is set over again.
            found.append((cm[3] * tm[5] + cm[5], size))

    read(data).pages[0].extract_text(visitor_text=visit)
    return found


def test_the_card_is_read_front_first_and_its_second_copy_is_not_read_again():
    data = write_pdf(card(one=(Para("uno"),), back=(Para("dos"),)))
    assert names(data).count("/H2") == 4
    assert words(data).count("uno") == 2


def test_what_is_for_the_trusted_copy_alone_is_printed_once_and_read():
    made = card(one=(Para("uno"),))
    title, folded, footer = made.blocks
    assert isinstance(folded, FoldedCard)
    front = replace(folded.faces[0], trusted=(Para("please know"),))
    faces = (front, *folded.faces[1:])
    data = write_pdf(made._replace(blocks=(title, replace(folded, faces=faces), footer)))
    assert words(data).count("uno") == 2
    assert words(data).count("please know") == 1
    # Both cards are read where they differ.
    assert names(data).count("/H2") == 8


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
    instead = "or print the card in large print or a poster, which has more room."
    assert said.endswith(f": shorten face two now, {instead}")
    assert said.count(".") == 1
    assert "number 3" not in said


def test_a_face_that_is_full_tightens_between_its_lines_before_it_is_refused():
    def set_in(lines: int) -> bool:
        try:
            write_pdf(card(back=tuple(Para("one short line") for _ in range(lines))))
        except NotPrinted as refused:
            takes, fit = re.findall(r"\d+", refused.sentence)
            return int(takes) <= int(fit)
        return True

    assert [set_in(lines) for lines in (6, 7, 8)] == [True, True, False]


# What is loose


def lines(*facts: str) -> tuple[Block, ...]:
    return (Facts(tuple(Fact(one, "x") for one in facts)),)


def faces_of(data: bytes) -> dict[str, str]:
    """Return what the first copy's faces say, by the first word of their headings."""
    text = words(data)
    heads = ("My flare card", "What do I do first?", "What do I keep", "Who do I call?")
    at = [text.index(head) for head in heads]
    return {
        head.split()[-1]: text[a:b] for head, a, b in zip(heads, at, (*at[1:], None), strict=True)
    }


def test_a_loose_fact_stays_where_it_is_while_it_fits():
    sheet = loose(lines("alpha", "beta"), 1)
    assert "beta" in faces_of(write_pdf(sheet))["first?"]


def test_a_loose_fact_goes_to_a_face_with_room_before_its_own_is_refused():
    full = lines(*(f"fact {n}" for n in range(7)), "beta")
    found = faces_of(write_pdf(loose(full, 1)))
    assert "beta" not in found["first?"]
    assert "beta" in found["call?"]
    with pytest.raises(NotPrinted, match="What do I do first"):
        write_pdf(loose(full, 0))


def test_a_loose_fact_never_takes_a_face_that_is_full():
    full = lines(*(f"fact {n}" for n in range(7)), "beta")
    with pytest.raises(NotPrinted, match="What do I do first"):
        write_pdf(loose(full, 1, back=lines(*(f"number {n}" for n in range(7)))))


# What is spare


def spare(faces: dict[str, tuple[Block, ...]], **spares: tuple[Block, ...]) -> Sheet:
    """Return a card with what gives way, for the faces `1`, `2`, `3` and `` by their numbers."""
    made = loose(faces.pop("two", (Para("x"),)), 1, **faces)
    title, folded, footer = made.blocks
    assert isinstance(folded, FoldedCard)
    all_faces = tuple(
        replace(one, spare=spares.get(f"face{one.number}", ())) for one in folded.faces
    )
    return made._replace(blocks=(title, replace(folded, faces=all_faces), footer))


def test_what_is_spare_stands_below_the_rest_where_it_fits_smaller_if_need_be():
    said = (Para("spare"),)
    for count in (1, 44):
        text = words(write_pdf(spare({"three": (Para("word " * count),)}, face3=said)))
        assert "word spare" in " ".join(text.split())


def test_what_is_spare_is_left_out_before_a_card_is_refused():
    sheet = spare({"three": lines(*(f"fact {n}" for n in range(7)))}, face3=(Para("spare"),))
    assert "spare" not in words(write_pdf(sheet))


def test_what_is_spare_makes_nothing_smaller_that_came_from_another_face():
    full = lines(*(f"fact {n}" for n in range(7)), "beta")
    back = tuple(Para("one short line") for _ in range(2))
    sheet = {"two": full, "back": back}
    plain = baselines(write_pdf(spare(dict(sheet))), "beta")
    for length in range(1, 40):
        data = write_pdf(spare(dict(sheet), face=(Para("word " * length),)))
        assert baselines(data, "beta")[0][1] == plain[0][1]
    assert "word" not in words(data)


# The foot of a face


def gap_above_foot(back: tuple[Block, ...]) -> float:
    """Return how far what hangs below the lowest line stays above the foot, in points."""
    data = write_pdf(footed(back))
    below = min(y - 0.25 * size for y, size in baselines(data, "gypj"))
    return below - max(y + 0.714 * size for y, size in baselines(data, "qfoot"))


def test_no_line_of_a_face_comes_near_its_foot():
    gaps = []
    for apart in range(1, 8):
        for more in range(1, 8):
            paragraphs = tuple(Para(f"gypj {n}") for n in range(apart))
            try:
                gaps.append(gap_above_foot((*paragraphs, Para("gypj " * 6 * more))))
            except NotPrinted:
                break
    assert len(gaps) > 20
    assert min(gaps) > 1
