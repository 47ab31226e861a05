"""Rows keep their identity, whatever is added, moved, taken away or brought back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import (
    AddRow,
    Answer,
    Clear,
    Command,
    Jump,
    MoveRow,
    Next,
    RemoveRow,
    RestoreRow,
    Skip,
)
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.conversion import to_tree
from goalcoach.plan.model.plan import Plan
from tests.amount import examples
from tests.dialogue.packs import everything, item, script_of
from tests.dialogue.walker import give, plan_of, start
from tests.plan.said import tree_of

SOME = examples(100)
VALUES = "story/values"


def rows(state: State, at: str = VALUES) -> list[str]:
    path = walk(everything(), state)
    stop = path.stops[path.index[at]]
    return list(path.rows(stop.item, stop.address, stop.place))


def open_state() -> State:
    return give(
        everything(),
        start(everything()),
        Answer("no", "start/pem"),
        Answer("go", "start/decision"),
    )


@SOME
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 5)), max_size=20))
def test_an_answer_never_moves_to_another_row(given_steps: list[tuple[int, int, int]]):
    script, state = everything(), open_state()
    said: dict[str, str] = {}
    for number, (way, which, to) in enumerate(given_steps):
        before = rows(state)
        known = [*said, "v99"]
        row = known[which % len(known)]
        command: Command
        match way:
            case 0:
                command = AddRow(VALUES, f"words {number}")
            case 1:
                command = RemoveRow(row, VALUES)
            case 2:
                command = RestoreRow(row, VALUES)
            case _:
                command = MoveRow(row, to, VALUES)
        outcome = step(script, state, command)
        if isinstance(outcome, Refusal):
            assert way != 3 or row not in before
            continue
        state = outcome.state
        if way == 0:
            (new,) = set(rows(state)) - set(before)
            assert new not in said
            said[new] = f"words {number}"
        if way == 3:
            assert rows(state).index(row) == min(to, len(before) - 1)
        assert len(set(rows(state))) == len(rows(state)) <= 4
        for one in rows(state):
            assert state.entry(f"{VALUES}@{one}.words").value == said[one]


def test_a_row_taken_away_comes_back_with_its_answers_to_its_place():
    script = everything()
    state = give(script, open_state(), AddRow(VALUES, "music"), AddRow(VALUES, "rest"))
    gone = give(script, state, RemoveRow("v1", VALUES))
    assert tree_of(harvest(script, gone))["values"] == [{"id": "v2", "words": "rest"}]
    assert screen(script, give(script, gone, Jump(VALUES))).removed == ("v1",)
    back = give(script, gone, RestoreRow("v1", VALUES))
    assert tree_of(harvest(script, back))["values"] == [
        {"id": "v1", "words": "music"},
        {"id": "v2", "words": "rest"},
    ]


@given(st.permutations([f"v{n}" for n in range(1, 5)]), st.integers(1, 4))
@SOME
def test_rows_taken_away_in_any_order_come_back_in_the_order_that_stood(order, count):
    script = everything()
    state = give(script, open_state(), *(AddRow(VALUES, f"word {n}") for n in range(4)))
    before = rows(state)
    gone = order[:count]
    state = give(script, state, *(RemoveRow(one, VALUES) for one in gone))
    state = give(script, state, *(RestoreRow(one, VALUES) for one in reversed(gone)))
    assert rows(state) == before


def test_a_row_taken_away_under_the_cursor_leads_to_its_list():
    script = everything()
    state = give(script, open_state(), AddRow(VALUES, "music"))
    assert screen(script, state).address == "story/values@v1.importance"
    state = give(script, state, RemoveRow("v1", VALUES))
    assert screen(script, state).address == VALUES


def test_a_new_row_leads_through_its_fields_and_back_to_the_list():
    script = everything()
    state = give(script, open_state(), AddRow(VALUES, "music"))
    seen = []
    for value in (2, "a little", 9):
        seen.append(screen(script, state).address)
        state = give(script, state, Answer(value), Next())
    assert [*seen, screen(script, state).address] == [
        "story/values@v1.importance",
        "story/values@v1.low",
        "story/values@v1.lived",
        VALUES,
    ]


def test_a_row_without_its_name_is_no_record():
    script = everything()
    state = give(script, open_state(), AddRow("goal/goals"))
    assert screen(script, state).address == "goal/goals@g1.statement"
    assert "goals" not in tree_of(harvest(script, state))
    assert "step@g1/why" not in walk(script, state).index
    state = give(script, state, Answer("family", "goal/goals@g1.whose"))
    assert "goals" not in tree_of(harvest(script, state))
    state = give(script, state, Answer("Cook", "goal/goals@g1.statement"))
    assert tree_of(harvest(script, state))["goals"] == [
        {"id": "g1", "statement": "Cook", "whose": "family"}
    ]
    for one in (
        Clear("goal/goals@g1.statement"),
        Skip(SkipReason.NOT_NOW, "goal/goals@g1.statement"),
    ):
        assert "goals" not in tree_of(harvest(script, give(script, state, one)))


def test_a_list_needs_its_least_rows_and_takes_no_more_than_its_most():
    script, state = everything(), open_state()
    few = step(script, state, Answer(True, "goal/goals"))
    assert isinstance(few, Refusal)
    assert few.code == "few"
    for number in range(3):
        state = give(script, state, AddRow("goal/goals", f"Goal {number}"))
    for one in (AddRow("goal/goals", "One more"), AddRow("goal/goals")):
        many = step(script, state, one)
        assert isinstance(many, Refusal)
        assert many.code == "many"
    state = give(script, state, RemoveRow("g1", "goal/goals"), AddRow("goal/goals", "Another"))
    again = step(script, state, RestoreRow("g1", "goal/goals"))
    assert isinstance(again, Refusal)
    assert again.sentence.startswith("There is room for 3 lines here.")
    assert rows(state, "goal/goals") == ["g2", "g3", "g4"]


def test_a_list_that_may_be_empty_takes_no_row_back_beyond_its_most():
    script, state = everything(), open_state()
    for number in range(4):
        state = give(script, state, AddRow(VALUES, f"Value {number}"))
    state = give(script, state, RemoveRow("v1", VALUES), AddRow(VALUES, "Another"))
    assert isinstance(step(script, state, RestoreRow("v1", VALUES)), Refusal)


def test_a_list_without_a_most_takes_a_row_back():
    script = script_of(item("one", "roster", fields=[item("x", "text")]))
    state = give(script, start(script), AddRow("a/one", "a"), RemoveRow("x1", "a/one"))
    assert isinstance(step(script, state, RestoreRow("x1", "a/one")), Taken)


def test_a_required_field_holds_the_list_open_until_it_is_answered_or_skipped():
    script = everything()
    state = give(script, open_state(), AddRow(VALUES))
    held = step(script, state, Answer(True, VALUES))
    assert isinstance(held, Refusal)
    assert (held.code, held.addresses) == ("cell", ("story/values@v1.words",))
    state = give(script, state, Skip(SkipReason.DECLINED, "story/values@v1.words"))
    assert isinstance(step(script, state, Answer(True, VALUES)), Taken)


def last_plan() -> Plan:
    script = everything()
    state = give(
        script,
        open_state(),
        AddRow("goal/goals", "Cook"),
        AddRow("goal/goals", "Walk"),
        AddRow(VALUES, "music"),
    )
    return plan_of(script, state)


def test_declining_a_list_takes_the_new_rows_and_leaves_the_last_ones():
    script, parent = everything(), last_plan()
    state = give(
        script,
        start(script, prior=to_tree(parent)),
        Answer("no", "start/pem"),
        Answer("go", "start/decision"),
        AddRow("goal/goals", "A new one"),
        RemoveRow("g1", "goal/goals"),
        Skip(SkipReason.DECLINED, "goal/goals"),
    )
    plan = plan_of(script, state, parent=parent)
    assert [(goal.id, goal.ended) for goal in plan.goals] == [("g1", None), ("g2", None)]
    state = give(script, state, AddRow("goal/goals", "Another"))
    assert rows(state, "goal/goals") == ["g1", "g2", "g4"]


def test_declining_a_list_leaves_nothing_of_its_rows_and_of_no_other():
    script = everything()
    state = give(
        script,
        start(script),
        Answer("no", "start/pem"),
        Answer("go", "start/decision"),
        AddRow("story/values", "music"),
        AddRow("goal/goals", "Cook"),
        Answer("family", "goal/goals@g1.whose"),
        Skip(SkipReason.DECLINED, "goal/goals"),
    )
    assert [at for at in state.entries if at.startswith("goal/")] == ["goal/goals"]
    assert "story/values@v1.words" in state.entries
    assert not rows(state, "goal/goals")


def test_a_row_of_the_last_plan_that_is_taken_out_ends_with_its_reason():
    script, parent = everything(), last_plan()
    state = give(
        script,
        start(script, prior=to_tree(parent)),
        Answer("no", "start/pem"),
        Answer("go", "start/decision"),
        RemoveRow("g1", "goal/goals"),
    )
    plan = plan_of(script, state, parent=parent)
    assert [(goal.id, goal.ended is None) for goal in plan.goals] == [("g1", False), ("g2", True)]


def test_rows_of_two_lists_without_ids_in_the_plan_have_different_names():
    script = script_of(
        item("one", "roster", fields=[item("x", "text")]),
        item("two", "roster", fields=[item("x", "text")]),
    )
    state = give(script, start(script), AddRow("a/one", "a"), AddRow("a/two", "b"))
    assert [stop.place.cell for stop in walk(script, state).stops if stop.roster] == ["x1", "x2"]


def test_a_row_that_is_not_there_is_neither_taken_away_nor_moved_nor_brought_back():
    script = everything()
    state = give(script, open_state(), AddRow(VALUES, "music"))
    for one in (RemoveRow("v2", VALUES), MoveRow("v2", 0, VALUES), RestoreRow("v1", VALUES)):
        refused = step(script, state, one)
        assert isinstance(refused, Refusal)
        assert refused.code == "row"


def test_a_question_about_any_row_is_asked_once_one_row_calls_for_it():
    script = everything()
    state = give(script, open_state(), AddRow(VALUES, "music"), AddRow(VALUES, "rest"))
    state = give(script, state, Answer(9, f"{VALUES}@v2.importance"))
    assert "story/wide" not in walk(script, state).index
    state = give(script, state, Answer(2, f"{VALUES}@v1.lived"))
    assert "story/wide" in walk(script, state).index
    assert "story/wide" not in walk(script, give(script, state, RemoveRow("v2", VALUES))).index


def test_only_the_first_question_of_a_row_names_it():
    script = everything()
    state = give(script, open_state(), AddRow(VALUES, "Singing"))
    cells = [at for at in walk(script, state).index if at.startswith(f"{VALUES}@v1.")]
    naming = [screen(script, give(script, state, Jump(at))).names_row for at in cells]
    assert naming == [True] + [False] * (len(cells) - 1)
    assert not screen(script, give(script, state, Jump(VALUES))).names_row
