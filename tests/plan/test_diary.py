"""Diary entries as the bytes of a file, and back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from goalcoach.errors import BadData, NewerFormat
from goalcoach.plan.file.toml_limit import MOST_TOML_BYTES
from goalcoach.plan.outcome.diary import (
    DiaryEntry,
    add_entries,
    correcting,
    entry_key,
    is_blank,
    loose,
    read_diary,
    says_the_same,
    sift,
    since,
    standing,
    tidy,
)
from tests.plan.maker import AWKWARD, texts

DAY = date(2026, 11, 20)
scores = st.none() | st.integers(0, 10)
entries = st.builds(
    DiaryEntry,
    date=st.dates(),
    activity=st.none() | texts,
    participation=scores,
    mood=scores,
    energy=scores,
    line=st.none() | texts,
    there=st.lists(texts, max_size=2).map(tuple),
).map(tidy)

FULL = DiaryEntry(
    date=DAY, activity="Cut onions", participation=5, mood=6, energy=0, line="Sat down to it"
)


def read(data: bytes) -> tuple[DiaryEntry, ...]:
    return read_diary(data, "diary.toml").entries


def troubles(text: str) -> list[str]:
    with pytest.raises(BadData) as caught:
        read_diary(text.encode(), "diary.toml")
    return [str(problem) for problem in caught.value.problems]


def test_the_file_reads_like_what_was_said():
    assert add_entries(b"", "rowan-17", [FULL]).decode() == (
        'schema = 1\npatient = "rowan-17"\n'
        "# Each entry is followed by its digest. You may change what stands here; "
        "goalcoach verify says where.\n"
        "\n[[entries]]\ndate = 2026-11-20\n"
        'activity = "Cut onions"\nease = 5\nmood = 6\nenergy = 0\nline = "Sat down to it"\n'
        "# sha256: fe77273f212baa7e\n"
    )


@given(st.lists(entries, max_size=4), st.lists(entries, max_size=4))
def test_what_is_written_is_what_is_read_and_nothing_before_it_changes(first, second):
    once = add_entries(b"", "rowan-17", first)
    twice = add_entries(once, "rowan-17", second)
    assert twice.startswith(once)
    assert read(twice) == (*first, *second)


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_words_come_back_as_they_are_kept(text: str):
    entry = tidy(DiaryEntry(date=DAY, activity=text, line=text, participation=1))
    assert read(add_entries(b"", "rowan-17", [entry])) == (entry,)


def test_what_a_person_added_by_hand_stays():
    by_hand = b'schema = 1\npatient = "rowan-17"\n# mine\n[[entries]]\ndate = 2026-11-01\nsleep = 7'
    grown = add_entries(by_hand, "rowan-17", [FULL])
    assert grown.startswith(by_hand + b"\n")
    assert read(grown) == (DiaryEntry(date=date(2026, 11, 1)), FULL)


def test_every_problem_is_told_with_its_line():
    head = 'schema = 1\npatient = "a"\n[[entries]]\ndate = 2026-11-20\n'
    found = troubles(f'{head}ease = 11\nmood = "low"\n[[entries]]\nline = 3\n')
    assert found == [
        "line 5: entries[0].ease: wants a whole number from 0 to 10",
        "line 6: entries[0].mood: wants a whole number from 0 to 10",
        "line 7: entries[1].date: is not there",
        "line 8: entries[1].line: wants text in quotes",
    ]


def test_a_problem_never_repeats_what_was_written():
    assert "canary" not in "".join(troubles('schema = 1\npatient = "a"\nentries = ["canary"]\n'))


@pytest.mark.parametrize(
    "data",
    [
        b"\xff",
        b"= ",
        b"schema = 1\n",
        b"x" * (1 << 21),
        b"schema = 1\npatient = 1\n",
        b"[" * 3000,
        b"schema = 1\npatient='a'\n" + b"a." * 20000 + b"a=1",
        b"schema = " + b"1" * 5000,
    ],
)
def test_what_is_no_diary_is_refused_in_one_error(data: bytes):
    with pytest.raises(BadData):
        read(data)


def test_a_newer_diary_is_left_alone():
    with pytest.raises(NewerFormat):
        read(b'schema = 2\npatient = "a"\n')


def test_entries_since_the_last_visit_include_its_own_evening():
    days = [DiaryEntry(date=DAY + timedelta(n), participation=1) for n in (3, -1, 0, 1)]
    found = since(days, DAY, DAY + timedelta(2))
    assert [entry.date for entry in found] == [DAY, DAY + timedelta(1)]


def test_before_a_first_visit_every_entry_counts():
    assert since([FULL], None, DAY) == (FULL,)


def test_the_same_entry_is_taken_once():
    other = DiaryEntry(date=DAY, participation=5)
    fresh, doubles = sift([FULL], [other, FULL, other])
    assert fresh == (other,)
    assert doubles == (1, 2)


def test_an_entry_with_a_day_alone_is_blank():
    assert is_blank(DiaryEntry(date=DAY))
    assert not is_blank(DiaryEntry(date=DAY, participation=0))


def test_a_diary_may_be_as_large_as_a_file_of_ours_and_no_larger():
    head = b'schema = 1\npatient = "rowan-17"\n# '
    largest = head + b"x" * (MOST_TOML_BYTES - len(head))
    assert read(largest) == ()
    assert troubles((largest + b"x").decode()) == ["is larger than 1 MiB, which no diary needs"]


def test_taking_part_stands_in_the_file_under_the_key_that_older_diaries_have():
    """An older program reads what is written today, and this one what was written before."""
    old = b'schema = 1\npatient = "rowan-17"\n[[entries]]\ndate = 2026-11-20\nease = 5\n'
    entry = DiaryEntry(date=DAY, participation=5)
    assert read(old) == (entry,)
    written = add_entries(b"", "rowan-17", [entry])
    assert b"\nease = 5\n" in written
    assert b"participation" not in written


WRONG = DiaryEntry(date=DAY, activity="Soup", participation=5)
RIGHT = correcting(DiaryEntry(date=DAY, activity="Soup", participation=6), [WRONG])


def test_a_correction_names_the_entry_and_stands_in_its_place():
    assert RIGHT.corrects == (entry_key(WRONG),)
    assert read(add_entries(b"", "rowan-17", [WRONG, FULL, RIGHT])) == (WRONG, FULL, RIGHT)
    assert standing([WRONG, FULL, RIGHT]) == (FULL, RIGHT)
    assert loose([WRONG, FULL, RIGHT]) == ()


def test_a_correction_can_be_corrected_even_back_to_what_was():
    back = correcting(WRONG, [RIGHT])
    assert standing([WRONG, RIGHT, back]) == (back,)
    assert says_the_same(back, WRONG)
    assert sift([WRONG, RIGHT], [back]) == ((back,), ())


def test_one_entry_may_stand_in_the_place_of_several():
    both = correcting(FULL, [WRONG, RIGHT])
    assert standing([WRONG, RIGHT, both]) == (both,)


def test_a_correction_of_what_is_not_there_is_an_entry_and_is_told():
    assert standing([RIGHT, FULL]) == (RIGHT, FULL)
    assert loose([RIGHT, FULL]) == (RIGHT,)


def test_an_older_sheet_does_not_bring_back_what_was_corrected():
    assert sift([WRONG, RIGHT], [WRONG]) == ((), (0,))
    assert sift([WRONG, RIGHT], [RIGHT]) == ((), (0,))


def test_the_key_of_an_entry_never_changes():
    """It stands in files that were written long ago."""
    assert entry_key(FULL) == "cc235b035542"
    assert entry_key(RIGHT) == "4236f0dfe0d4"


def test_an_older_reader_takes_a_correction_for_an_entry():
    """It knows neither `corrects` nor a digest: one is a key more, the other a comment."""
    text = add_entries(b"", "rowan-17", [WRONG, RIGHT]).decode()
    tree = tomli.loads(text)
    assert [one["ease"] for one in tree["entries"]] == [5, 6]
    assert {*tree} == {"schema", "patient", "entries"}


TICKED = replace(FULL, there=("with_someone", "the dog"))


def test_what_was_there_is_kept_and_an_entry_that_says_no_more_than_that_is_not_blank():
    written = add_entries(b"", "rowan-17", [TICKED])
    assert b'there = ["with_someone", "the dog"]' in written
    assert read(written) == (TICKED,)
    assert not is_blank(DiaryEntry(date=DAY, there=("home",)))


def test_to_a_program_that_does_not_know_what_was_there_it_is_the_same_entry():
    """So a correction made by either is one to the other, and no day counts twice."""
    assert entry_key(TICKED) == entry_key(FULL)
    better = correcting(replace(FULL, energy=4), [FULL])
    assert standing([TICKED, better]) == (better,)


def test_other_ticks_are_another_entry_but_bring_back_none_that_was_corrected():
    assert sift([FULL], [TICKED]) == ((TICKED,), ())
    assert standing([FULL, correcting(TICKED, [FULL])]) == (correcting(TICKED, [FULL]),)
    assert sift([WRONG, RIGHT], [replace(WRONG, there=("home",))]) == ((), (0,))
