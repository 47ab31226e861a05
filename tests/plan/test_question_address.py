"""The address of a question: its shape, its parts, and what is asked of a key of any origin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.plan.question_address import (
    Address,
    cell_key,
    is_about_safety,
    is_in_roster,
    is_in_row,
    kept_key,
    rows_of,
    section_of,
    split_kept,
    without_rows,
)
from tests.hostile.corpus import TEXTS

SIGNS = "@~/.#"
ids = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
odd = st.text(st.characters(exclude_characters=SIGNS), min_size=1, max_size=8)
"""A part that no script has, but a damaged row id might be."""
parts = ids | odd
keys = (
    st.text(st.sampled_from(SIGNS + "ab1"), max_size=14)
    | st.text(max_size=30)
    | st.sampled_from(sorted(TEXTS.values()))
)
"""Texts that look like an address, or nearly, or not at all."""


@st.composite
def addresses(draw: st.DrawFn, part: st.SearchStrategy[str] = parts) -> Address:
    """Every shape: with and without a loop's row, a round, a roster's row and its field."""
    maybe = part | st.just("")
    number = draw(st.integers(1, 12) | st.integers(1, 999_999_999))
    return Address(draw(part), draw(part), draw(maybe), number, draw(maybe), draw(maybe))


# Its shape


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("start/ease", Address("start", "ease")),
        ("step@g1/why", Address("step", "why", "g1")),
        ("sure@g1~2/sure", Address("sure", "sure", "g1", 2)),
        ("say_back~3/came_back", Address("say_back", "came_back", round=3)),
        ("goal/goals@g1", Address("goal", "goals", cell="g1")),
        ("goal/goals@g1.statement", Address("goal", "goals", cell="g1", field="statement")),
        ("step@g1/rungs@r1.text", Address("step", "rungs", "g1", 1, "r1", "text")),
        ("a@g1~12/b@r1.c", Address("a", "b", "g1", 12, "r1", "c")),
        ("goal/goals.statement", Address("goal", "goals", field="statement")),
        ("now@1/progress", Address("now", "progress", "1")),
    ],
)
def test_an_address_is_written_as_it_is_read(text: str, address: Address):
    assert Address.read(text) == address
    assert str(address) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "review", "goal", "/", "goal/", "/goals", "goal/goals/x", " ", "@", "goal@g1"),
        *("goal@/why", "@g1/why", "goal~/why", "goal~0/why", "goal~1/why", "goal~02/why"),
        *("goal~x/why", "goal~-2/why", "goal~\u0662/why", "goal~2@g1/why", "goal@g1@g2/why"),
        *("goal~2~3/why", "goal/why~2", "goal/why@", "goal/why@g1.", "goal/why.", "goal/.a"),
        *("goal/why@g1@g2", "goal/why.a.b", "goal/why#low", "goal.a/why", "goal~9999999999/why"),
    ],
)
def test_what_has_another_shape_is_no_address(text: str):
    assert Address.read(text) is None
    assert rows_of(text) == ()


@given(addresses())
def test_every_address_is_read_back_from_its_text(address: Address):
    assert Address.read(str(address)) == address


@given(keys | addresses().map(str))
def test_what_is_read_from_any_text_is_written_as_that_text(text: str):
    address = Address.read(text)
    assert address is None or str(address) == text


@given(addresses(), addresses())
def test_two_addresses_have_one_text_only_if_they_are_equal(one: Address, other: Address):
    assert (str(one) == str(other)) == (one == other)
    assert len({one, other}) == 1 + (one != other)


def test_an_address_cannot_be_changed():
    with pytest.raises(AttributeError):
        Address("a", "b").row = "g1"  # type: ignore[misc]


# Its parts


def test_the_rows_of_an_address_stand_from_the_outermost_in():
    assert rows_of("step@g1/rungs@r2.text") == ("g1", "r2")
    assert rows_of("goal/goals@g1.statement") == ("g1",)
    assert rows_of("sure@g1~2/sure") == ("g1",)
    assert rows_of("start/ease") == ()


@given(addresses())
def test_the_question_of_a_cell_is_its_roster_and_of_a_question_itself(address: Address):
    question = address.question
    assert (question.turn, question.item) == (address.turn, address.item)
    assert question == question.question
    assert (question == address) == (not address.cell and not address.field)


@given(addresses(), parts)
def test_the_same_question_in_another_row_differs_in_that_alone(address: Address, row: str):
    assert address.in_loop(row).in_loop(address.row) == address
    assert address.in_loop(row).turn == (address.section, row, address.round)


@given(addresses(), parts, parts)
def test_a_cell_is_in_its_row_and_its_roster_and_nowhere_else(
    address: Address, row: str, field: str
):
    roster = str(address.question)
    cell = address.question.at_row(row, field)
    assert cell_key(roster, row, field) == str(cell)
    assert cell.question == address.question
    assert is_in_row(str(cell), roster, row)
    assert not is_in_row(str(cell), roster, f"{row}1")
    assert not is_in_row(str(address.question.at_row(row)), roster, row)
    assert is_in_roster(str(cell), roster)
    assert is_in_roster(str(address.question.at_row(row)), roster)
    assert not is_in_roster(roster, roster)
    assert not is_in_roster(str(cell), f"{roster}x")


# Keys of any origin


@given(addresses())
def test_a_name_without_rows_is_that_of_the_bare_question(address: Address):
    bare = Address(address.section, address.item, field=address.field)
    assert without_rows(str(address)) == str(bare)
    assert section_of(str(address)) == address.section


@given(keys)
def test_no_key_is_too_odd_to_be_asked_about(key: str):
    assert key.startswith(section_of(key))
    assert not set("@~/") & set(section_of(key))
    assert not set("@~") & set(without_rows(key))
    assert without_rows(without_rows(key)) == without_rows(key)
    assert "".join(split_kept(key)) == key.replace("#", "", 1)
    assert all(row in key for row in rows_of(key))


@pytest.mark.parametrize(
    "key",
    [
        *("safety", "safety/new", "safety/new#x", "safety@g1/new", "safety@g1~2/new", "safety~2/x"),
        *("safety/", "safety@", "safety/Her own words", "safety/a/b", "safety~x/\x1b[2J"),
    ],
)
def test_whatever_stands_under_the_safety_questions_is_about_safety(key: str):
    assert is_about_safety(key)


@pytest.mark.parametrize(
    "key", ["", "/safety", "story/safety", "safety_net/x", "story@safety/x", "unsafety/x", "saf"]
)
def test_what_only_has_the_word_in_it_is_not_about_safety(key: str):
    assert not is_about_safety(key)


@given(addresses(), odd)
def test_a_kept_check_has_the_key_of_its_question_and_its_own_id(address: Address, check: str):
    assert split_kept(kept_key(str(address), check)) == (str(address), check)
    assert Address.read(kept_key(str(address), check)) is None
    assert split_kept(str(address)) == (str(address), "")
