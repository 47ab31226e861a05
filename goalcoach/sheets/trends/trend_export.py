"""Trends for other programs: builtins for JSON, rows for a spreadsheet. Both formats are stable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.activity_mean import ACTIVITY_MEAN, MEAN_FORMULA, MEAN_SOURCE
from goalcoach.plan.outcome.attainment_score import (
    ATTAINMENT_FORMULA,
    ATTAINMENT_SOURCE,
    RATERS,
    attain,
)
from goalcoach.plan.outcome.rank_correlation import RANK_FORMULA, RANK_SOURCE
from goalcoach.plan.outcome.trend_flag import find_flags, find_plateaus, find_together
from goalcoach.plan.outcome.trend_series import Series, SeriesKind, Trends
from goalcoach.safe_text import show

TREND_FORMAT = "goalcoach-trend/2"
COLUMNS = (
    *("kind", "goal", "row", "part", "name", "unit", "visit", "version", "date", "value"),
)  # fmt: skip

Cell = str | int | float | date | None


def trend_tree(code: str, trends: Trends, scored: Sequence[Plan] = ()) -> dict[str, object]:
    """Return everything as builtins; `scored` are the plans whose attainment may be told."""
    tree = _tree(code, trends)
    if scored:
        tree["attainment"] = {
            "formula": ATTAINMENT_FORMULA,
            "source": ATTAINMENT_SOURCE,
            "scores": _scores(scored),
        }
    return tree


def _tree(code: str, trends: Trends) -> dict[str, object]:
    return {
        "format": TREND_FORMAT,
        "patient": code,
        "visits": [
            {"visit": one.number, "version": one.version, "date": str(one.day), "done": one.done}
            for one in trends.stops
        ],
        "series": [_series(one) for one in (*trends.series, *trends.diary)],
        "overall": [
            {
                "visit": one.visit,
                "version": one.version,
                "date": str(one.day),
                "change": one.change,
            }
            for one in trends.overall
        ],
        "flags": [
            {
                "series": flag.series or "mean",
                "change": round(flag.change, 6),
                "least": flag.least,
                "from": str(flag.first_day),
                "to": str(flag.last_day),
                "formula": flag.formula,
                "source": flag.source,
            }
            for flag in find_flags(trends)
        ],
        "without_change": [
            {"series": one.series, "value": one.value, "visits": one.visits}
            for one in find_plateaus(trends)
        ],
        "together": [
            {
                "one": "participation",
                "other": one.other,
                "pairs": one.pairs,
                "days": one.days,
                "reviews": one.visits,
                "rho": None if one.rho is None else round(one.rho, 6),
                "formula": RANK_FORMULA,
                "source": RANK_SOURCE,
            }
            for one in find_together(trends)
        ],
    }


def _series(one: Series) -> dict[str, object]:
    return {
        "key": one.key,
        "kind": str(one.kind),
        "goal": one.goal or None,
        "part": one.part,
        "name": one.name,
        "unit": one.unit,
        "low": one.low,
        "high": one.high,
        "direction": one.direction,
        "target": one.target,
        "open": one.open,
        **_of_scale(one),
        "points": [
            {
                **({"visit": point.visit, "version": point.version} if point.visit else {}),
                "date": str(point.day),
                "value": point.value,
            }
            for point in one.points
        ],
    }


def _of_scale(one: Series) -> dict[str, object]:
    """Return what a scale's series tells besides: what may be chance, and how ours is made."""
    if one.kind is not SeriesKind.SCALE:
        return {}
    ours = {"formula": MEAN_FORMULA, "source": MEAN_SOURCE} if one.id == ACTIVITY_MEAN else {}
    return {"retest_change": one.retest_change, "retest_source": one.retest_source, **ours}


def _scores(plans: Sequence[Plan]) -> list[dict[str, object]]:
    return [
        {
            "version": plan.version,
            "date": str(plan.visit.date),
            "by": rater,
            "score": round(found.score, 2),
            "goals": found.goals,
        }
        for plan in plans
        for rater in RATERS
        if (found := attain(plan, rater)) is not None
    ]


def trend_rows(trends: Trends) -> list[tuple[Cell, ...]]:
    """Return a head and one row a point; what does not apply is an empty cell.

    Signs that act on a terminal are spelled out: a table is looked at on one, too.
    """
    rows: list[tuple[Cell, ...]] = [COLUMNS]
    for one in (*trends.series, *trends.diary):
        row = one.id if one.id != one.goal else ""
        rows += [
            (
                *(str(one.kind), one.goal, show(row)),
                *(show(one.part), show(one.name), show(one.unit)),
                *(point.visit or None, point.version or None, point.day, point.value),
            )
            for point in one.points
        ]
    return rows
