"""A scale's score in words: with its ends, beside the one before if it is the same scale."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from goalcoach.plan.diff.diff import diff
from goalcoach.plan.model.between_visits import ScaleResult
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.outcome.trend import earlier_sittings, read_trends
from goalcoach.sheets.changes.change_report_builder import read_change
from goalcoach.sheets.parts.scale_results import scale_facts
from goalcoach.sheets.trends.text_writer import write_trends
from goalcoach.sheets.trends.trend_export import trend_rows, trend_tree
from goalcoach.sheets.trends.trend_sheet import read_trend_sheet
from goalcoach.store.catalogue import read_catalogue
from goalcoach.translation import speaking
from tests.plan.visits import goal, rated, several, visits

DIGEST = f"sha256:{'a' * 64}"
WAVE = ScaleResult(
    scale="wave", edition="1", language="en", digest=DIGEST, title="Wave", score=4, low=0, high=9
)


def words(plan: Plan, before: Plan | None = None) -> str:
    (fact,) = scale_facts(plan, before)
    return fact.sentence


def with_wave(score: float | None, **more: Any) -> Plan:
    (plan,) = several((None,))
    return replace(plan, scales=(replace(WAVE, score=score, **more),))


def test_our_mean_is_told_with_how_many_were_rated_and_what_may_be_chance():
    (plan,) = several((4, 5, 5, None))
    assert words(plan) == (
        "4.67, on a scale from 0 to 10. 0 cannot, 10 as wanted. Over 3 activities. "
        "Activities that were not rated: 1. "
        "A change below 2 may be chance (PSFS, MDC90, JOSPT 2014;44:560; not validated in "
        "psychosomatics)."
    )


def test_our_mean_of_a_visit_in_two_sittings_is_over_both_and_says_so():
    first = {"stopped": True, "goals": [goal(1, rating=rated(2)), goal(2, rating=rated(3))]}
    then = {"goals": [goal(1), goal(2, rating=rated(6)), goal(3)]}
    earlier, plan = visits(first, then)
    (fact,) = scale_facts(plan, sittings=earlier_sittings(plan, [earlier]))
    assert "4, on a scale from 0 to 10." in fact.sentence
    assert "Over 2 activities. Activities that were not rated: 1." in fact.sentence
    assert "Of these rated at the sitting of 12 March 2026: 1." in fact.sentence
    (means,) = [one for one in read_trends([earlier, plan]).series if one.kind == "scale"]
    assert means.values == (4,)


def test_a_visit_that_was_finished_is_no_sitting_of_the_next():
    earlier, plan = several((2, 3), (None, 6))
    assert not earlier_sittings(plan, [earlier])
    assert not list(scale_facts(plan))


def test_our_mean_stands_beside_the_one_over_the_same_activities():
    before, plan = several((2, 4), (4, 6))
    assert words(plan, before).endswith("Over the same activities it was 3.")


def test_where_other_activities_were_rated_both_means_are_over_the_shared_ones():
    before, plan = several((2, 4, None), (4, 6, 10))
    assert words(plan).startswith("6.67, on a scale")
    assert words(plan, before).endswith("Over the 2 activities rated both times: 5, and 3 before.")


def test_where_none_are_shared_it_is_said_that_nothing_is_compared():
    before, plan = several((2, 4, None, None), (None, None, 9, 9))
    told = words(plan, before)
    assert told.endswith("rated both times, so nothing is compared.")
    assert "3" not in told


@pytest.mark.parametrize("change", ["edition", "language", "digest"])
def test_a_score_of_another_edition_language_or_wording_is_not_compared(change: str):
    other = {change: f"sha256:{'b' * 64}" if change == "digest" else "de"}
    told = words(with_wave(4, **other), with_wave(2))
    assert told.endswith("were different before, so nothing is compared.")
    assert "It was" not in told
    assert "It was 2." in words(with_wave(4), with_wave(2))


def test_each_form_of_a_scale_is_a_series_of_its_own_that_says_so():
    plans = several((None,), (None,), (None,))
    forms = (WAVE, replace(WAVE, digest=f"sha256:{'b' * 64}"), WAVE)
    plans = [
        replace(plan, scales=(replace(form, score=at),))
        for at, (plan, form) in enumerate(zip(plans, forms, strict=True))
    ]
    trends = read_trends(plans)
    scales = {one.key: one.values for one in trends.series if one.kind == "scale"}
    assert scales == {"wave.scale.1-en": (0, 2), "wave.scale.1-en~2": (1,)}
    assert write_trends(read_trend_sheet(trends), 80).count("it is another scale") == 2


def test_a_trend_says_what_of_a_change_may_be_chance_and_where_that_is_from():
    known = replace(WAVE, retest_change=1.5, retest_source="the manual")
    plans = [
        replace(plan, scales=(replace(known, score=score),))
        for plan, score in zip(several((None,), (None,)), (1, 4), strict=True)
    ]
    told = write_trends(read_trend_sheet(read_trends(plans)), 80)
    assert "A change below 1.5 may be chance (the manual)." in told
    assert "chance" not in write_trends(read_trend_sheet(read_trends(plans[:1])), 80)


def test_our_mean_is_in_the_difference_and_in_what_is_exported():
    before, plan = several((2, 4), (4, 6))
    story = read_change(diff(before, plan), before, plan)
    lines = [line for section in story.sections for line in section.lines]
    assert any(one.label == "Mean of the own ratings" and "it was 3" in one.new for one in lines)
    trends = read_trends([before, plan])
    tree: Any = trend_tree("rowan-17", trends)
    (series,) = [one for one in tree["series"] if one["kind"] == "scale"]
    assert (series["key"], series["direction"]) == ("activity_mean.scale.g1+g2", "up")
    assert [one["value"] for one in series["points"]] == [3, 5]
    assert series["retest_change"] == 2
    assert "PSFS" in series["source"]
    rows = [row for row in trend_rows(trends) if row[2] == "activity_mean"]
    assert [row[-1] for row in rows] == [3, 5]


def test_our_mean_is_told_in_the_language_that_is_spoken():
    (plan,) = several((4, 5))
    with speaking(read_catalogue("de")):
        (fact,) = scale_facts(plan)
    assert fact.name == "Mittel der eigenen Einschätzungen"
    assert fact.sentence.startswith("4,5, auf einer Skala von 0 bis 10. 0 geht nicht")


def test_nothing_says_that_a_score_is_good_or_bad():
    before, plan = several((2, 4), (9, 9))
    told = words(plan, before) + write_trends(read_trend_sheet(read_trends([before, plan])), 80)
    for word in ("better", "worse", "improv", "good"):
        assert word not in told.lower()


@pytest.mark.parametrize(("low", "high"), [(0, 63), (0, 1_000_000), (-50, 50), (5, 5)])
def test_a_scale_of_any_length_is_drawn_from_end_to_end_on_one_page(low: float, high: float):
    plans = [
        replace(plan, scales=(replace(WAVE, score=score, low=low, high=high),))
        for plan, score in zip(several((None,), (None,)), (low, high), strict=True)
    ]
    text = write_trends(read_trend_sheet(read_trends(plans)), 80)
    assert len(text.split("\n")) < 50
    assert f"{high:.0f}" in text
