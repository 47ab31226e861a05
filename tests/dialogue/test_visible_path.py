"""Which asking of a question is meant, seen from elsewhere on the path."""

from __future__ import annotations

import pytest

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import AddRow, Answer, Command, Skip
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.position import Position
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.condition import OPEN, AnswerFact, Reference, Source
from tests.dialogue.packs import everything
from tests.dialogue.test_forward_pass import begun
from tests.dialogue.walker import give
from tests.plan.said import tree_of


def seen(state: State, section: str, item: str, row: str = "", number: int = 1) -> list[object]:
    """The facts of a question, seen from `end`, or from that row and round of `sure`."""
    script = everything()
    place = Position(script.sections["sure" if row else "end"], row, number)
    facts = walk(script, state).look(Reference(Source.ITEM, section, item), None, place)
    return [None if fact == OPEN else fact.value for fact in facts]


def two_goals(*commands: Command) -> State:
    return give(everything(), begun(), AddRow("goal/goals", "Walk"), *commands)


AGAIN = (Answer(3, "sure@g1/sure"), Answer("no", "sure@g1/keep"))


def test_of_several_rounds_the_last_that_is_asked_is_seen_from_outside():
    state = give(everything(), begun(), *AGAIN)
    assert "sure@g1~2/sure" in walk(everything(), state).index
    assert seen(state, "sure", "sure") == [None]
    assert seen(give(everything(), state, Answer(8, "sure@g1~2/sure")), "sure", "sure") == [8]


def test_before_a_second_round_the_first_is_seen_from_outside():
    assert seen(give(everything(), begun(), AGAIN[0]), "sure", "sure") == [3]


def test_inside_a_round_its_own_answer_is_seen():
    state = give(everything(), begun(), *AGAIN, Answer(8, "sure@g1~2/sure"))
    assert seen(state, "sure", "sure", "g1", 1) == [3]
    assert seen(state, "sure", "sure", "g1", 2) == [8]


def test_each_row_counts_from_outside_and_one_that_is_not_asked_counts_as_open():
    state = two_goals(Answer("g2", "goal/lead"), Answer("For the view", "step@g2/why"))
    assert "step@g1/why" not in walk(everything(), state).index
    assert seen(state, "step", "why") == [None, "For the view"]


@pytest.mark.parametrize(("row", "value"), [("g1", "For the soup"), ("g2", None)])
def test_from_the_same_row_of_another_section_that_row_alone_is_seen(row: str, value: str | None):
    state = two_goals(Answer("g1", "goal/lead"), Answer("For the soup", "step@g1/why"))
    assert seen(state, "step", "why", row) == [value]


def test_a_question_without_rows_is_one_wherever_it_is_seen_from():
    state = two_goals(Answer(4, "start/ease"))
    assert seen(state, "start", "ease") == [4]
    assert seen(state, "start", "ease", "g2", 2) == [4]
    path = walk(everything(), state)
    assert path.facts["start/ease"] == AnswerFact(4)


def test_a_choice_among_rows_of_its_own_loop_offers_those_of_its_row_alone():
    """Another goal's step, marked under this one, would be a row that no goal has: no plan."""
    state = two_goals(
        Skip(SkipReason.NOT_NOW, "goal/lead"),
        AddRow("step@g1/rungs", "To the corner"),
        AddRow("step@g2/rungs", "To the shop"),
    )
    path = walk(everything(), state)
    offered = [path.options(path.stops[path.index[f"step@{row}/pick"]]) for row in ("g1", "g2")]
    assert offered == [("r1",), ("r2",)]
    state = give(everything(), state, Answer("r2", "step@g2/pick"))
    goals = tree_of(harvest(everything(), state))["goals"]
    assert [goal["ladder"]["rungs"] for goal in goals] == [
        [{"id": "r1", "text": "To the corner"}],
        [{"id": "r2", "text": "To the shop", "status": "now"}],
    ]
