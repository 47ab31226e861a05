"""The digests of a diary: each change is seen, and named where it was made."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goalcoach.errors import BadData, NewerFormat
from goalcoach.plan.outcome.diary import DiaryEntry, add_entries, read_diary
from goalcoach.plan.outcome.diary_seal import Stretch, broken_stretches

FIRST = date(2026, 11, 20)
ENTRIES = [
    DiaryEntry(date=FIRST + timedelta(n), activity=f"Soup {n}", participation=n, line="Sat down")
    for n in range(4)
]
DIARY = add_entries(add_entries(b"", "rowan-17", ENTRIES[:2]), "rowan-17", ENTRIES[2:])
OLD = b'schema = 1\npatient = "rowan-17"\n\n[[entries]]\ndate = 2026-11-01\nease = 3\n'


def found(data: bytes) -> list[Stretch]:
    return list(broken_stretches(data))


def seen(data: bytes) -> bool:
    """Return whether a change is told, by the reader or by the digests."""
    try:
        if read_diary(data, "diary.toml").patient != "rowan-17":
            return True
    except (BadData, NewerFormat):
        return True
    return bool(found(data))


def test_what_was_written_is_as_it_was():
    assert found(DIARY) == []
    assert DIARY.count(b"# sha256: ") == len(ENTRIES)


@pytest.mark.parametrize("count", [1, 2])
def test_every_bit_that_flips_is_seen(count: int):
    whole = add_entries(b"", "rowan-17", ENTRIES[:count])
    for at in range(len(whole)):
        for bit in range(8):
            changed = bytearray(whole)
            changed[at] ^= 1 << bit
            assert seen(bytes(changed)), (at, bit)


def test_a_change_is_named_where_it_was_made():
    assert found(DIARY.replace(b"Soup 1", b"Soup 7")) == [Stretch(1, 1, sealed=True)]
    assert found(DIARY.replace(b"ease = 2", b"ease = 9")) == [Stretch(2, 1, sealed=True)]
    assert found(DIARY.replace(b"# Each entry", b"# My entry")) == [Stretch(0, 1, sealed=True)]


def test_an_entry_that_was_taken_away_is_missed():
    start, end = (
        DIARY.index(b"\n[[entries]]\ndate = 2026-11-21"),
        DIARY.index(b"\n[[entries]]\ndate = 2026-11-22"),
    )
    assert found(DIARY[:start] + DIARY[end:]) == [Stretch(1, 1, sealed=True)]


def test_a_change_stays_seen_after_more_was_written():
    changed = DIARY.replace(b"Soup 1", b"Soup 7")
    grown = add_entries(changed, "rowan-17", ENTRIES[:1])
    assert found(grown) == [Stretch(1, 1, sealed=True)]


def test_what_a_hand_added_at_the_end_is_told_until_more_is_written():
    grown = DIARY + b"\n[[entries]]\ndate = 2026-11-28\nmood = 3\n"
    assert found(grown) == [Stretch(4, 1, sealed=False)]
    assert found(add_entries(grown, "rowan-17", ENTRIES[:1])) == []


def test_a_diary_of_an_older_program_is_as_good_and_is_sealed_with_what_is_added():
    assert found(OLD) == []
    grown = add_entries(OLD, "rowan-17", ENTRIES)
    assert grown.startswith(OLD)
    assert found(grown) == []
    assert found(grown.replace(b"ease = 3", b"ease = 4", 1)) == [Stretch(0, 2, sealed=True)]


def test_other_line_ends_are_no_change():
    assert found(DIARY.replace(b"\n", b"\r\n")) == []
    assert found(add_entries(DIARY.replace(b"\n", b"\r\n"), "rowan-17", ENTRIES)) == []


def test_words_that_look_like_a_digest_are_words():
    entry = DiaryEntry(date=FIRST, line="# sha256: 0123456789abcdef")
    data = add_entries(DIARY, "rowan-17", [entry])
    assert found(data) == []


@pytest.mark.parametrize("data", [b"", b"\n", b"no diary", OLD[:20]])
def test_what_was_never_sealed_is_not_missed(data: bytes):
    assert found(data) == []
