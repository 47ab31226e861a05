"""Days side by side for other programs: builtins for JSON, rows for a spreadsheet. Both stable."""

from __future__ import annotations

from msgspec.structs import asdict

from goalcoach.plan.outcome.good_day_counts import LEAST_DAYS, DayCount, Patterns
from goalcoach.safe_text import show
from goalcoach.sheets.trends.trend_export import Cell

PATTERN_FORMAT = "goalcoach-patterns/1"
_COLUMNS = ("group", "word", "good", "good_days", "other", "other_days")


def pattern_tree(code: str, found: Patterns) -> dict[str, object]:
    """Return everything as builtins; there are no words while there are too few days."""
    return {
        "format": PATTERN_FORMAT,
        "patient": code,
        "least_days": LEAST_DAYS,
        "enough": found.enough,
        "good_days": _days(found.good),
        "other_days": _days(found.other),
        "diary_middle": {"participation": found.middle, "days": found.middle_of},
        "without_ticks": found.untold,
        "without_number": found.unsorted,
        "kept_off_paper": found.kept_off,
        "words": [asdict(one) for one in found.words],
    }


def _days(count: DayCount) -> dict[str, int]:
    return {"all": count.all, "visits": count.visits, "diary": count.diary}


def pattern_rows(found: Patterns) -> list[tuple[Cell, ...]]:
    """Return a head and a row a word, with signs that act on a terminal spelled out."""
    days = found.good.all, found.other.all
    return [
        _COLUMNS,
        *(
            (one.group, show(one.word), one.good, days[0], one.other, days[1])
            for one in found.words
        ),
    ]
