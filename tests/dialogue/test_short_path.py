"""The short path: what is asked, what opens the rest, and what the plan says was left open."""

from __future__ import annotations

from hypothesis import given

from goalcoach.dialogue.engine.command import AddRow, Answer, Close, Jump, More, Next
from goalcoach.dialogue.engine.engine import Taken, impact, step
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view.question_list import where_lines
from goalcoach.dialogue.view.screen import Status
from goalcoach.dialogue.view.screen_builder import screen
from tests.dialogue.packs import item, pack, section
from tests.dialogue.walker import Move, give, moves, start, walked

SHORT = Answer("short", "a/time")


def short_script() -> Script:
    """Part a has the choice, part b a core and other questions, part c no core at all."""
    fields = [
        item("text", "text", fills="goals.statement"),
        item("whose", "choice", options=["patient", "family"], fills="goals.whose"),
        item("why", "text", fills="goals.why", core=True),
    ]
    parts = {
        "a": section("a", item("time", "choice", options=["short", "usual"], core=True)),
        "b": section(
            "b",
            item("early", "text"),
            item("core", "text", core=True),
            item("needed", "text", required="close"),
            item("goals", "roster", fills="goals", fields=fields, core=True, rows=[0, 3]),
            item("last", "text"),
        ),
        "c": section("c", item("one", "text"), item("word", "say", say="Thank you.")),
    }
    chosen = {"item": "a/time", "options": ["short"]}
    return compile_pack(pack(parts, short=chosen))


def asked(script: Script, state: State) -> list[str]:
    return [stop.address for stop in walk(script, state).stops]


def test_the_short_path_asks_the_core_what_is_required_and_what_names_a_row():
    script = short_script()
    state = give(script, start(script), SHORT, AddRow("b/goals", "Cook"))
    assert asked(script, state) == [
        "a/time", "b/core", "b/needed", "b/goals@g1.text", "b/goals@g1.why", "b/goals",
    ]  # fmt: skip


def test_without_the_choice_all_is_asked():
    script = short_script()
    for state in (start(script), give(script, start(script), Answer("usual", "a/time"))):
        assert asked(script, state) == [
            "a/time", "b/early", "b/core", "b/needed", "b/goals", "b/last", "c/one", "c/word",
        ]  # fmt: skip


def test_more_opens_the_rest_of_one_section_and_goes_to_its_first_question():
    script = short_script()
    state = give(script, start(script), SHORT, Jump("b/core"))
    assert screen(script, state).more == 2
    state = give(script, state, More("b"))
    assert state.cursor == "b/early"
    assert asked(script, state)[1:] == ["b/early", "b/core", "b/needed", "b/goals", "b/last"]
    assert screen(script, state).more == 0


def test_more_of_a_section_that_leaves_nothing_out_is_refused():
    script = short_script()
    for state in (start(script), give(script, start(script), SHORT, More("b"))):
        refused = step(script, state, More("b"))
        assert isinstance(refused, Refusal)
        assert refused.code == "more"


def test_going_to_a_question_that_was_left_out_opens_its_section():
    script = short_script()
    state = give(script, start(script), SHORT, Jump("c/one"))
    assert state.cursor == "c/one"
    assert asked(script, state)[-2:] == ["c/one", "c/word"]
    assert "b/early" not in asked(script, state)


def test_what_was_answered_stays_when_the_short_path_is_chosen_later():
    script = short_script()
    state = give(script, start(script), Answer("because", "b/last"))
    assert impact(script, state, SHORT).sets_aside == ()
    assert "b/last" in asked(script, give(script, state, SHORT))


def test_the_plan_names_the_sections_that_were_left_open():
    script = short_script()
    state = give(script, start(script), SHORT)
    assert harvest(script, state).value("visit.left_out") == ["b", "c"]
    state = give(script, state, More("b"), More("c"))
    assert harvest(script, state).value("visit.left_out") is None


def test_the_overview_has_one_line_for_what_a_section_leaves_out():
    script = short_script()
    state = give(script, start(script), SHORT)
    lines = [one for one in where_lines(script, state) if one.status is Status.LEFT_OUT]
    assert [(one.address, one.title, one.detail) for one in lines] == [
        ("b/early", "Part b", "2 questions"),
        ("c/one", "Part c", "1 question"),
    ]


@given(moves)
def test_on_the_short_path_nothing_said_is_ever_left_out(given_moves: list[Move]):
    """Whatever was said before: choosing the short path takes no answer away, and every question
    it leaves out can be gone to."""
    script = short_script()
    state = walked(script, start(script), given_moves)
    if state.closed is not None:
        return
    before = walk(script, state, Reach.BEHIND_GATES)
    told = {at for at in before.index if state.entry(at).value is not None}
    state = give(script, state, SHORT)
    after = walk(script, state)
    assert told <= set(after.index)
    for stop in after.left_out:
        taken = step(script, state, Jump(stop.address))
        assert isinstance(taken, Taken)
        assert stop.address in walk(script, taken.state).index


def test_a_short_visit_can_be_closed():
    script = short_script()
    state = give(script, start(script), SHORT, Answer("yes", "b/needed"), Next())
    assert isinstance(step(script, state, Close()), Taken)


def test_what_is_left_out_behind_a_closed_gate_comes_after_it():
    gate = {"q": "decision", "in": ["go"]}
    decision = item("decision", "choice", options=["go", "pause"], core=True, gate=gate)
    parts = {
        "a": section("a", item("time", "choice", options=["short", "usual"], core=True), decision),
        "b": section("b", item("early", "text"), item("core", "text", core=True)),
    }
    script = compile_pack(pack(parts, short={"item": "a/time", "options": ["short"]}))
    state = give(script, start(script), SHORT)
    assert [(one.address, one.behind_gate) for one in where_lines(script, state)][2:] == [
        ("b/early", True),
        ("b/core", True),
    ]
    for at in ("b/early", "b/core"):
        refused = step(script, state, Jump(at))
        assert isinstance(refused, Refusal)
        assert refused.code == "behind"


def test_more_without_a_section_is_that_of_the_question_under_the_cursor():
    script = short_script()
    state = give(script, start(script), SHORT, Jump("b/core"), More())
    assert state.cursor == "b/early"
