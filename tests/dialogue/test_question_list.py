"""The list of all questions of a visit."""

from __future__ import annotations

from msgspec.structs import replace

from goalcoach.dialogue.answer_types import SkipReason
from goalcoach.dialogue.engine.answer_record import KeptAnswer
from goalcoach.dialogue.engine.command import (
    AddRow,
    Answer,
    Clear,
    Jump,
    RemoveRow,
    SaveDraft,
    Skip,
)
from goalcoach.dialogue.view.question_list import where_lines
from goalcoach.dialogue.view.screen import Status
from goalcoach.dialogue.view.screen_builder import screen
from tests.dialogue.packs import everything, item, script_of
from tests.dialogue.test_forward_pass import begun
from tests.dialogue.walker import give, start


def test_an_answer_set_aside_in_a_row_or_a_round_is_listed_by_its_question():
    script = everything()
    asked = give(script, begun(), Answer(3, "sure@g1/sure"), Answer("no", "sure@g1/keep"))
    state = give(script, asked, Answer(5, "sure@g1~2/sure"), Answer(8, "sure@g1/sure"))
    aside = [one for one in where_lines(script, state) if one.status is Status.SET_ASIDE]
    assert [(one.address, one.title) for one in aside] == [
        ("sure@g1/keep", "About keep"),
        ("sure@g1~2/sure", "About sure"),
    ]


def test_what_was_said_in_a_row_that_was_taken_out_has_no_line_of_its_own():
    script = everything()
    state = give(script, begun(), AddRow("goal/goals", "Walk"), RemoveRow("g2", "goal/goals"))
    assert "goal/goals@g2.statement" in state.entries
    assert all("g2" not in one.address for one in where_lines(script, state))


def test_an_answer_under_a_key_that_is_no_question_is_passed_over():
    script = everything()
    odd = {
        key: KeptAnswer("said") for key in ("", "@/", "goal", "goal/goals@", "none/of_it", "a/b#c")
    }
    state = begun()
    lines = where_lines(script, replace(state, entries={**state.entries, **odd}))
    assert lines == where_lines(script, state)


def test_a_line_has_what_is_said_at_its_question():
    said = {one.address: one.said for one in where_lines(everything(), begun())}
    assert said["story/me"].startswith("Who?")


def test_a_list_that_was_passed_without_a_line_says_that_nothing_was_named():
    script, at = everything(), "end/diary"
    passed = give(script, begun(), Answer(True, at))
    named = give(script, passed, AddRow(at, "Slept"))
    lines = [
        next(one for one in where_lines(script, state) if one.address == at)
        for state in (begun(), passed, named)
    ]
    assert [one.detail for one in lines] == ["", "nothing named", "Slept"]


def test_the_close_names_where_words_are_half_typed_until_they_are_an_answer_or_gone():
    number, text = item("count", "number"), item("open", "text")
    script = script_of(number, text)
    half = give(
        script,
        start(script),
        SaveDraft("songs at the window", "a/count"),
        SaveDraft("  ", "a/open"),
        Jump("review"),
    )
    shown = screen(script, half)
    assert (shown.put_off, shown.opens) == (("About count",), "a/count")
    for after in (Answer(3, "a/count"), Skip(SkipReason.DECLINED, "a/count"), Clear("a/count")):
        assert screen(script, give(script, half, after, Jump("review"))).put_off == ()
