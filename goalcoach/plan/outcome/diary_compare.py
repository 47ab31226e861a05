"""New diary entries beside those that are there: what is new, what is another word for a day.

Also which of them no review will read out, as their day lies before a visit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from goalcoach.plan.outcome.diary import DiaryEntry, says_the_same, sift, standing


class OtherWords(Struct, frozen=True):
    """A day that has entries already, and other words for it: `new` are places in what is new."""

    old: tuple[DiaryEntry, ...]
    new: tuple[int, ...]


class NewEntries(Struct, frozen=True):
    """Places in a sheet's entries: those to write, those that are there, and days that differ.

    The places in `other_words` are among the `fresh` ones.
    """

    fresh: tuple[int, ...]
    doubles: tuple[int, ...]
    other_words: tuple[OtherWords, ...]


def compare_entries(known: Sequence[DiaryEntry], new: Sequence[DiaryEntry]) -> NewEntries:
    """Return how the entries of a sheet stand to all entries of a diary.

    A day whose entries are all in the sheet has no other words: one more is just written.
    """
    _, doubles = sift(known, new)
    left_out = set(doubles)
    by_day: dict[date, list[int]] = {}
    for at, entry in enumerate(new):
        if at not in left_out:
            by_day.setdefault(entry.date, []).append(at)
    there: dict[date, list[DiaryEntry]] = {}
    for entry in standing(known):
        if entry.date in by_day:
            there.setdefault(entry.date, []).append(entry)
    same_day: dict[date, list[DiaryEntry]] = {}
    for entry in new:
        same_day.setdefault(entry.date, []).append(entry)
    other = []
    for day, places in by_day.items():
        old = tuple(
            one
            for one in there.get(day, ())
            if not any(says_the_same(one, entry) for entry in same_day[day])
        )
        if old:
            other.append(OtherWords(old, tuple(places)))
    fresh = tuple(at for at in range(len(new)) if at not in left_out)
    return NewEntries(fresh, doubles, tuple(other))


class VisitDays(Struct, frozen=True):
    """The days of a patient's first and last visit; None before the first."""

    first: date | None = None
    last: date | None = None

    def before_first(self, entries: Sequence[DiaryEntry]) -> tuple[DiaryEntry, ...]:
        """Return the entries of days before the first visit, as a wrong year gives them."""
        first = self.first or date.min
        return tuple(entry for entry in entries if entry.date < first)

    def before_last(self, entries: Sequence[DiaryEntry]) -> tuple[DiaryEntry, ...]:
        """Return the other entries of days before the last visit: no review reads them out."""
        first, last = self.first or date.min, self.last or date.min
        return tuple(entry for entry in entries if first <= entry.date < last)
