"""What a script is told of a step: its words, its amount beside the one before, what lacks."""

from __future__ import annotations

import pytest

from goalcoach.dialogue.engine import calculation as calc
from goalcoach.dialogue.script.condition import AnswerFact
from goalcoach.plan.tree_types import Tree

GOAL = ("g1",)


def ladder(*rungs: tuple[str, str, float | None], goal: str = "g1") -> dict[str, Tree]:
    """A last plan whose goal has these steps: id, status, amount."""
    rows: list[Tree] = [
        {"id": row, "text": row.upper(), "status": status}
        | ({} if amount is None else {"amount": amount})
        for row, status, amount in rungs
    ]
    return {"goals": [{"id": goal, "ladder": {"rungs": rows}}]}


def calculated(
    name: str, prior: dict[str, Tree], ids: tuple[str, ...], move: str = "", **said: object
) -> object:
    """`calc.name` after `move`; `said` holds what was answered of a step today: r1_amount=12."""
    fills: dict[tuple[str, tuple[str, ...]], AnswerFact] = {}
    for key, value in said.items():
        rung, _, field = key.partition("_")
        fact = AnswerFact(value)  # type: ignore[arg-type]
        fills[f"goals.ladder.rungs.{field}", ("g1", rung)] = fact
    return calc.calculate(name, calc.Known(fills, prior, {GOAL: move}), ids, {})


@pytest.mark.parametrize(("later", "ratio"), [(15.0, 1.25), (13.2, 1.1), (None, None)])
def test_going_up_is_held_against_the_step_now(later: float | None, ratio: float | None):
    prior = ladder(("r1", "steady", 10.0), ("r2", "now", 12.0), ("r3", "later", later))
    assert calculated("step_ratio", prior, GOAL, "up") == ratio
    assert calculated("step_ratio", prior, GOAL, "hold") is None


def test_going_down_to_a_step_of_more_is_held_against_the_step_now_too():
    prior = ladder(("r1", "steady", 30.0), ("r2", "now", 12.0))
    assert calculated("step_ratio", prior, GOAL, "down") == 2.5


def test_an_amount_is_held_against_what_is_done_now_whichever_step_it_is_of():
    prior = ladder(("r1", "steady", 4.0), ("r2", "now", 5.0), ("r3", "later", 50.0))
    assert calculated("step_ratio", prior, ("g1", "r2"), r2_amount=60) == 12
    assert calculated("step_ratio", prior, ("g1", "r3")) == 10
    assert calculated("step_ratio", prior, ("g1", "r4"), r4_amount=6) == 1.2


def test_without_a_count_of_the_step_now_the_last_steady_one_then_its_own_counts():
    prior = ladder(("r1", "steady", 4.0), ("r2", "now", None), ("r3", "later", 5.0))
    assert calculated("step_ratio", prior, ("g1", "r3"), r3_amount=6) == 1.5
    prior = ladder(("r2", "now", None), ("r3", "later", 5.0))
    assert calculated("step_ratio", prior, ("g1", "r3"), r3_amount=6) == 1.2
    assert calculated("step_ratio", prior, ("g1", "r2"), r2_amount=6) is None


def test_the_amount_agreed_before_is_that_of_what_is_done_now():
    prior = ladder(("r1", "steady", 4.0), ("r2", "now", 5.0), ("r3", "later", 50.0))
    assert calculated("amount_before", prior, ("g1", "r3"), r3_amount=6) == 5
    assert calculated("amount_before", prior, ("g1", "r4")) == 5
    assert calculated("amount_before", {}, ("g1", "r1")) is None
    assert calculated("amount_before", prior, GOAL) is None


def test_anything_is_more_than_nothing():
    prior = ladder(("r1", "now", 0.0))
    assert calculated("step_ratio", prior, ("g1", "r1"), r1_amount=1) == float("inf")
    assert calculated("step_ratio", prior, ("g1", "r1"), r1_amount=0) is None


def test_a_step_without_its_amount_is_seen_where_steps_have_been_counted():
    prior = ladder(("r1", "now", 12.0), ("r2", "later", None))
    assert calculated("amount_open", prior, GOAL) is False
    assert calculated("amount_open", prior, GOAL, "up") is True
    assert calculated("amount_open", prior, GOAL, "up", r2_amount=13) is False
    uncounted = ladder(("r1", "now", None), ("r2", "later", None))
    assert calculated("amount_open", uncounted, GOAL, "up") is False


def test_a_step_marked_for_now_today_takes_the_place_of_the_one_before():
    prior = ladder(("r1", "now", 12.0))
    assert calculated("step_words", prior, GOAL) == "R1"
    said = {"r2_text": "Stir for a minute", "r2_status": "now"}
    assert calculated("step_words", prior, GOAL, **said) == "Stir for a minute"
    assert calculated("step_now", prior, ("g1", "r1"), **said) is False


def test_no_words_are_said_of_a_step_that_is_not_there():
    assert calculated("step_words", ladder(("r1", "later", None)), GOAL) is None
    assert calculated("step_words", {}, GOAL) is None


def test_a_step_below_is_one_that_a_little_less_leads_to():
    assert calculated("step_below", ladder(("r1", "now", 5.0)), GOAL) is False
    assert calculated("step_below", ladder(("r1", "left", 4.0), ("r2", "now", 5.0)), GOAL) is False
    assert calculated("step_below", ladder(("r1", "steady", 4.0), ("r2", "now", 5.0)), GOAL) is True
