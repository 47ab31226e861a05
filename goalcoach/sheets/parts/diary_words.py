"""What stands on a printed diary beside its numbers: what a line is for, the marks of the step."""

from __future__ import annotations

from goalcoach.translation import TrMap

DIARY_LINES = TrMap(
    {
        "day": "What I did, and one line about the day",
        "week": "One line about the week",
        "there": "There",
    }
)
_MARKS = TrMap(
    {
        "full": "in full",
        "bad_day": "bad day",
        "count": "count",
        "step": "step {number}",
        "days_full": "days in full",
        "bad_days": "bad days",
        "days_step": "days, step {number}",
    },
    context="diary_mark",
)


def name_mark(mark: str, number: int = 0) -> str:
    """Return what a mark of the step is called; of several steps with the step's number."""
    return _MARKS[mark].replace("{number}", str(number))


def name_marks(most: int) -> frozenset[str]:
    """Return what every mark may be called where there are at most so many steps."""
    return frozenset(name_mark(mark, number) for mark in _MARKS for number in range(1, most + 1))
