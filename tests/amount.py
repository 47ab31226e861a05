"""How much the tests try: enough of each kind by day, all of it with --whole (`scripts/night`).

The gate must not take long, and most of what a long run finds, a short one finds in a few days:
hypothesis tries other examples each time. In the large tables, of texts and of broken files, the
gate tries each row and each column, and each kind of row with each column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from hypothesis import Phase, settings

DAY = 100
"""Examples a test, where it does not say how many."""
NIGHT = 20
"""So many times as many at night."""

Row = TypeVar("Row")
Column = TypeVar("Column")


def register_profiles() -> None:
    """Tell hypothesis how much to try. None has a deadline: a busy machine is no finding."""
    settings.register_profile("gate", deadline=None, max_examples=DAY)
    settings.register_profile("night", deadline=None, max_examples=DAY * NIGHT)
    # For scripts/mutants: that an example fails is enough, and the same ones each time.
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile(
        "mutants", deadline=None, max_examples=DAY, phases=phases, derandomize=True, database=None
    )
    settings.load_profile("gate")


def is_whole() -> bool:
    return settings.get_current_profile_name() == "night"


def examples(by_day: int, **more: Any) -> settings:
    """Return settings with so many examples by day, more at night."""
    return settings(max_examples=by_day * NIGHT if is_whole() else by_day, **more)


def pair(
    kinds: Sequence[Sequence[Row]], columns: Sequence[Column], *, whole: bool | None = None
) -> Mapping[Column, Sequence[Row]]:
    """Return the rows to try in each column: each row somewhere, each kind everywhere."""
    every = is_whole() if whole is None else whole
    return {
        column: [
            row
            for rows in kinds
            for number, row in enumerate(rows)
            if every or at % min(len(rows), len(columns)) == number % min(len(rows), len(columns))
        ]
        for at, column in enumerate(columns)
    }
