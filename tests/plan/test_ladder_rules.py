"""The steps of a goal: which one is for now, what its pace lets be said, how a choice moves it."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from goalcoach.plan.ladder_rules import (
    Pace,
    ceiling,
    give_way,
    goes_by_the_clock,
    is_energy_limited,
    ladder_mode,
    marked_step,
    may_say_amounts,
    more_careful,
    move_step,
    same_visits,
    settle_ladder,
    standing_steps,
    step_now,
)
from goalcoach.plan.model.field_types import EndReason
from goalcoach.plan.model.goal import Goal, Ladder, Rung
from tests.plan.visits import goal, visits

LADDER = {"r1": "steady", "r2": "now", "r3": "left", "r4": "later"}
ENDED = EndReason(on=date(2026, 11, 20))


def on(*rungs: Rung) -> Goal:
    return Goal(id="g1", ladder=Ladder(rungs=rungs))


def paced(mode: Pace | None) -> Goal:
    return Goal(id="g1", ladder=Ladder(mode=mode))


@pytest.mark.parametrize("faces", [True, False])
@pytest.mark.parametrize("decision", ["go", "adapt", "pause", "not_yet", None])
@pytest.mark.parametrize("pem", ["no", "yes", "unsure", None])
def test_only_an_answered_no_and_a_go_leave_the_energy_limit(
    pem: str | None, decision: str | None, faces: bool
):
    leaves = (pem, decision) == ("no", "go")
    assert goes_by_the_clock(pem, decision) is leaves
    allowed = "facing" if faces else "time_based"
    assert ladder_mode(pem, decision, faces=faces) == (allowed if leaves else "energy_limit")


@pytest.mark.parametrize(
    ("mode", "amounts", "limited"),
    [
        ("time_based", True, False),
        ("facing", False, False),
        ("energy_limit", False, True),
        (None, False, True),
    ],
)
def test_amounts_are_said_by_the_clock_alone_and_no_mode_is_the_careful_side(
    mode: Pace | None, amounts: bool, limited: bool
):
    assert may_say_amounts(paced(mode)) is amounts
    assert is_energy_limited(paced(mode)) is limited


@pytest.mark.parametrize(
    ("modes", "chosen"),
    [
        (("energy_limit", "facing"), "energy_limit"),
        (("energy_limit", "time_based"), "energy_limit"),
        (("facing", "time_based"), "facing"),
        (("facing", None), "facing"),
    ],
)
def test_of_two_versions_of_a_goal_the_one_counts_that_allows_less(
    modes: tuple[Pace | None, Pace | None], chosen: Pace
):
    for one, other in permutations(modes):
        found = more_careful(paced(one), paced(other))
        assert found is not None
        assert found.ladder.mode == chosen


def test_a_version_that_had_no_ladder_yet_forbids_nothing_of_the_other():
    found = more_careful(paced("time_based"), paced(None))
    assert found is not None
    assert may_say_amounts(found)
    assert more_careful(None, None) is None


def test_a_step_without_words_or_that_has_ended_does_not_stand():
    stands = Rung(id="r3", text="Walk")
    assert standing_steps(on(Rung(id="r1"), Rung(id="r2", text="Run", ended=ENDED), stands)) == [
        stands
    ]


def test_the_step_for_now_is_the_marked_one_and_else_the_first_without_a_mark():
    bare, later = Rung(id="r1", text="Sit"), Rung(id="r2", text="Walk", status="later")
    now = Rung(id="r3", text="Stand", status="now")
    assert step_now(on(later, bare, now)) == marked_step(on(later, bare, now)) == now
    assert step_now(on(later, bare)) == bare
    assert marked_step(on(later, bare)) is None
    assert step_now(on(later)) is None


def test_a_step_that_has_ended_is_not_the_one_for_now():
    gone = Rung(id="r1", text="Sit", status="now", ended=ENDED)
    now = Rung(id="r2", text="Walk", status="now")
    assert marked_step(on(gone, now)) == step_now(on(gone, now)) == now
    assert marked_step(on(gone)) is None


@pytest.mark.parametrize(
    ("choice", "changes"),
    [
        ("up", {"r4": "now", "r2": "steady"}),
        ("down", {"r1": "now", "r2": "later"}),
        ("hold", {}),
        ("swap", {}),
    ],
)
def test_a_choice_moves_the_step(choice: str, changes: dict[str, str]):
    assert move_step(LADDER, choice) == changes


@pytest.mark.parametrize("choice", ["up", "down"])
def test_where_there_is_no_rung_to_go_to_nothing_moves(choice: str):
    assert move_step({"r1": "now"}, choice) == {}


def test_a_ladder_without_a_step_now_begins_at_its_first_later_rung():
    assert move_step({"r1": "left", "r2": "later"}, "up") == {"r2": "now"}
    assert move_step({"r1": "steady"}, "down") == {}


def at(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"goals": [goal(ladder={"rungs": list(steps)})], **more}


def step(number: int, status: str = "now", **more: Any) -> dict[str, Any]:
    return {"id": f"r{number}", "text": f"Step {number}", "status": status, **more}


def test_visits_at_the_same_step_are_counted_back_to_the_one_at_which_it_was_another():
    plans = visits(at(step(1)), at(step(1, "steady"), step(2)), at(step(2)))
    assert same_visits(plans[::-1]) == {"g1": 2}
    assert same_visits(plans[:1]) == {"g1": 1}
    assert same_visits(visits(at(step(1)), at(step(2)), at(step(1)))[::-1]) == {"g1": 1}


@pytest.mark.parametrize("less", [{"text": "Wash one carrot"}, {"amount": 3}])
def test_a_step_made_smaller_by_its_words_or_its_amount_is_not_the_same_step(less: dict[str, Any]):
    plans = visits(at(step(1, amount=5)), at({**step(1, amount=5), **less}))
    assert same_visits(plans[::-1]) == {"g1": 1}


def test_a_visit_that_was_stopped_is_none_of_them_and_a_goal_without_a_step_has_no_count():
    plans = visits(at(step(1)), at(step(2), stopped=True), at(step(1)))
    assert same_visits(plans[::-1]) == {"g1": 2}
    assert same_visits(visits(at(step(1, "later")))) == {}
    assert same_visits([]) == {}


def test_a_step_that_was_taken_out_is_not_counted_as_the_same_step():
    ended = {"on": date(2026, 4, 9)}
    plans = visits(at(step(1)), at(step(1, ended=ended), step(2)))
    assert same_visits(plans[::-1]) == {"g1": 1}


def test_a_step_with_another_amount_is_another_step():
    plans = visits(at(step(1, amount=5)), at(step(1, amount=6)), at(step(1, amount=6)))
    assert same_visits(plans[::-1]) == {"g1": 2}
    assert same_visits(plans[1::-1]) == {"g1": 1}


@pytest.mark.parametrize(
    ("statuses", "before", "aside"),
    [
        ({"r1": "now", "r2": "now"}, {"r1": "now"}, {"r1": "left"}),
        ({"r2": "now", "r1": "now"}, {"r1": "now", "r2": "later"}, {"r1": "left"}),
        ({"r1": "now", "r2": "now"}, {}, {"r2": "later"}),
        ({"r2": "now", "r1": "now"}, {"r1": "now", "r2": "now"}, {"r2": "later"}),
        ({"r1": "now", "r2": "later"}, {"r1": "now"}, {}),
        ({"r1": "steady"}, {"r1": "now"}, {}),
    ],
)
def test_one_step_alone_is_for_now_and_the_newest_is_it(
    statuses: dict[str, str], before: dict[str, str], aside: dict[str, str]
):
    assert give_way(statuses, before) == aside


def test_a_step_that_gives_way_to_a_little_more_stays_one_that_is_done():
    assert give_way({"r1": "now", "r2": "now"}, {"r1": "now"}, "up") == {"r1": "steady"}
    assert give_way({"r1": "now"}, {"r1": "now"}, "up") == {}
    assert give_way({"r1": "now", "r2": "now"}, {"r1": "now"}, "swap") == {"r1": "left"}


STEPS = (Rung(id="r1", text="Stir", status="now", amount=12), Rung(id="r2", status="later"))


def test_the_most_there_is_stands_only_inside_an_energy_limit():
    inside = Ladder(mode="energy_limit", rungs=STEPS)
    assert ceiling(Goal(id="g1", ladder=inside)) == 12
    worded = Ladder(mode="energy_limit", rungs=STEPS, limit="One song")
    assert ceiling(Goal(id="g1", ladder=worded)) == "One song"
    for mode in ("time_based", "facing", None):
        ladder = Ladder(mode=mode, rungs=STEPS, limit="One song")
        assert ceiling(Goal(id="g1", ladder=ladder)) is None


def test_the_words_for_the_limit_go_where_the_limit_is_left():
    worded = Ladder(rungs=STEPS, limit="One song")
    assert settle_ladder(worded, worded, "energy_limit", date(2026, 11, 20)).limit == "One song"
    assert settle_ladder(worded, worded, "time_based", date(2026, 11, 20)).limit is None


def test_words_for_a_larger_step_are_no_limit_for_a_smaller_one():
    before = Ladder(
        rungs=(
            Rung(id="r1", text="Stir", status="steady", amount=8),
            Rung(id="r2", text="Cook", status="now", amount=12),
        ),
        limit="Twelve minutes",
    )
    down = Ladder(
        rungs=(
            Rung(id="r1", text="Stir", status="now", amount=8),
            Rung(id="r2", text="Cook", status="later", amount=12),
        ),
        limit="Twelve minutes",
    )
    day = date(2026, 11, 20)
    assert ceiling(Goal(id="g1", ladder=settle_ladder(down, before, "energy_limit", day))) == 8
    anew = Ladder(rungs=down.rungs, limit="Six minutes")
    assert settle_ladder(anew, before, "energy_limit", day).limit == "Six minutes"
