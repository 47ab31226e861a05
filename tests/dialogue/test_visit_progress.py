"""How far a visit is: which phases are done, and what was passed over behind the cursor."""

from __future__ import annotations

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.command import Answer, Command, Next, Skip
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.view.screen import PhaseView, VisitProgress
from goalcoach.dialogue.view.screen_builder import screen
from tests.dialogue.packs import item, pack, section
from tests.dialogue.walker import give, start

SCRIPT = compile_pack(
    pack(
        {
            "a": section("a", item("one", "text"), item("two", "text"), phase="hello"),
            "b": section(
                "b", item("three", "text"), when={"q": "a/one", "eq": "yes"}, phase="part"
            ),
            "c": section("c", item("four", "text"), phase="end"),
        },
        phases={"hello": "Hello", "part": "Part", "end": "End"},
    )
)


def after(*commands: Command) -> VisitProgress:
    return screen(SCRIPT, give(SCRIPT, start(SCRIPT), *commands)).progress


def phases(*commands: Command) -> dict[str, PhaseView]:
    return {one.id: one for one in after(*commands).phases}


def test_a_phase_is_done_once_each_of_its_questions_is_answered_or_skipped():
    assert not phases()["hello"].done
    assert not phases(Answer("no"))["hello"].done
    assert phases(Answer("no"), Answer("x", "a/two"))["hello"].done
    assert phases(Answer("no"), Skip(SkipReason.NOT_NOW, "a/two"))["hello"].done


def test_a_phase_of_which_nothing_is_asked_is_not_done():
    assert not phases(Answer("no"))["part"].done
    assert not phases(Answer("yes"))["part"].done
    assert phases(Answer("yes"), Answer("x", "b/three"))["part"].done


def test_a_phase_counts_the_open_questions_behind_the_cursor():
    assert phases()["hello"].open == 0
    assert phases(Next())["hello"].open == 1
    assert phases(Next(), Next())["hello"].open == 2


def test_the_phase_under_the_cursor_is_the_current_one_and_the_last_one_at_the_end():
    assert [one.current for one in after().phases] == [True, False, False]
    assert (after().phase, after().item, after().items) == (1, 1, 2)
    assert (after(Next()).phase, after(Next()).item) == (1, 2)
    end = after(Next(), Next(), Next())
    assert [one.current for one in end.phases] == [False, False, True]
    assert (end.phase, end.item, end.items) == (3, 1, 1)


def test_the_number_of_the_phase_does_not_run_back_where_a_phase_is_come_back_to():
    one_phase_twice = compile_pack(
        pack(
            {
                "a": section("a", item("one", "text"), phase="plan"),
                "b": section("b", item("two", "text"), phase="look"),
                "c": section("c", item("three", "text"), phase="plan"),
                "d": section("d", item("four", "text"), phase="end"),
            },
            phases={"plan": "Plan", "look": "Look", "end": "End"},
        )
    )
    shown = [
        screen(one_phase_twice, give(one_phase_twice, start(one_phase_twice), *[Next()] * passed))
        for passed in range(5)
    ]
    assert [one.progress.phase for one in shown] == [1, 2, 2, 3, 3]
    assert [one.progress.title for one in shown] == ["Plan", "Look", "Plan", "End", "End"]
