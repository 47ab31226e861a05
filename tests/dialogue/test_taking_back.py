"""One undo for the whole visit: what it brings back, how far it goes, and what it never shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import REVIEW, Kind, SkipReason
from goalcoach.dialogue.engine.command import (
    Acknowledge,
    AddRow,
    Answer,
    Clear,
    Command,
    Confirm,
    Frontier,
    Jump,
    MoveRow,
    Next,
    Note,
    OffPaper,
    Redo,
    RemoveRow,
    Resume,
    Return,
    SaveDraft,
    Skip,
    Undo,
)
from goalcoach.dialogue.engine.engine import Taken, step
from goalcoach.dialogue.engine.event import Answered, Event, RowAdded, Skipped, TakenBack
from goalcoach.dialogue.engine.event_json import from_json, to_json
from goalcoach.dialogue.engine.events_given_again import replay
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.engine.state import State, fold
from goalcoach.dialogue.engine.undo_step import StepEvent
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.question_address import Address, is_in_roster
from goalcoach.store.journal import redact_declined
from tests.amount import examples
from tests.dialogue.packs import Pack, everything, item, pack, random_packs, script_of, section
from tests.dialogue.walker import TODAY, Move, Turn, frozen, give, moves, start, turns, walked

SOME = examples(25)
SMALL = script_of(
    item("say", "say", say="Listen."),
    item("one", "text", say="And one?", fills="story.me"),
    item("two", "choice", options=["yes", "no"]),
    item("on", "text", when={"q": "two", "eq": "yes"}),
    item("things", "roster", fields=[{"id": "name", "kind": "text", "label": "Name"}]),
    item("end", "text"),
)


def told(script: Script, state: State) -> dict[str, object]:
    """All of a state that matters: what was said, rows, skips, marks, kept checks, the path."""
    path = walk(script, state)
    return {
        "entries": {
            key: (one.value, one.skip, one.note)
            for key, one in state.entries.items()
            if one.told or one.note
        },
        "rows": dict(state.rows),
        "removed": {key: rows for key, rows in state.removed.items() if rows},
        "acks": dict(state.acks),
        "off_paper": {key: off for key, off in state.off_paper.items() if off},
        "path": [stop.address for stop in path.stops],
        "gate": path.gate_closed,
    }


def without(state: State, declined: list[str]) -> State:
    """The state as if nothing had been said at these questions."""

    def is_gone(key: str) -> bool:
        return any(key == at or is_in_roster(key, at) for at in declined)

    return replace(
        state,
        entries={key: one for key, one in state.entries.items() if not is_gone(key)},
        acks={key: one for key, one in state.acks.items() if not is_gone(key[0])},
        rows={key: one for key, one in state.rows.items() if key not in declined},
        removed={key: one for key, one in state.removed.items() if key not in declined},
    )


def undo(script: Script, state: State, times: int = 1) -> State:
    return give(script, state, *[Undo()] * times)


def refusal_of(script: Script, state: State, command: Command) -> Refusal:
    outcome = step(script, state, command)
    assert isinstance(outcome, Refusal)
    return outcome


# What it brings back


def check_taken_back(script: Script, turn: Turn) -> None:
    """What was said by one command is as it was before it, after one undo."""
    if isinstance(turn.command, Undo | Redo) or not any(
        isinstance(one, StepEvent) for one in turn.events
    ):
        return
    declined = [
        one.at
        for one in turn.events
        if isinstance(one, Skipped) and one.reason is SkipReason.DECLINED
    ]
    before, after = told(script, without(turn.before, declined)), told(script, turn.after)
    outcome = step(script, turn.after, Undo())
    if isinstance(outcome, Refusal):
        closed = walk(script, turn.after).gate_closed
        private = any(one.item.private for one in walk(script, turn.after).stops)
        assert closed or private or before == after or was_read(script, turn), outcome
        return
    if before != after and not was_read(script, turn):
        assert told(script, outcome.state) == before
        again = step(script, outcome.state, Redo())
        if isinstance(again, Taken):
            assert told(script, again.state) == after


def was_read(script: Script, turn: Turn) -> bool:
    """True for the answer of a page that was only read aloud."""
    if not isinstance(turn.command, Answer):
        return False
    at = Address.read(turn.events[0].at) if isinstance(turn.events[0], Answered) else None
    asked = script.item(at.section, at.item) if at else None
    return asked is not None and asked.kind is Kind.SAY


@SOME
@given(moves)
def test_what_one_command_said_is_taken_back_by_one_undo(given_moves: list[Move]):
    first = give(everything(), start(everything()), Answer("no", "start/pem"))
    first = give(everything(), first, Answer("go", "start/decision"))
    for turn in turns(everything(), first, given_moves):
        check_taken_back(everything(), turn)


@SOME
@given(random_packs(), moves)
def test_so_it_is_in_any_script(files: Pack, given_moves: list[Move]):
    script = compile_pack(files)
    for turn in turns(script, start(script), given_moves):
        check_taken_back(script, turn)


@SOME
@given(random_packs(), moves, st.integers(1, 30))
def test_undo_after_undo_ends_and_never_raises(files: Pack, given_moves: list[Move], times: int):
    script = compile_pack(files)
    state = walked(script, start(script), given_moves)
    for _ in range(times + len(state.steps.done)):
        outcome = step(script, state, Undo())
        if isinstance(outcome, Refusal):
            assert outcome.code == "undo"
            return
        state = outcome.state
        assert screen(script, state).address
    assert state.steps.done == ()


@SOME
@given(moves)
def test_a_journal_rid_of_what_was_declined_gives_the_same_steps_back(given_moves: list[Move]):
    script, first = everything(), start(everything())
    events: list[Event] = []
    for turn in turns(script, first, given_moves):
        events += turn.events
    lines = redact_declined([to_json(one) for one in events])
    taken_up = fold(first, map(from_json, lines))
    live = fold(first, events)
    assert frozen(taken_up)["steps"] == frozen(live)["steps"]
    assert told(script, taken_up) == told(script, live)


SAID = give(
    SMALL,
    start(SMALL),
    Answer("once", "a/one"),
    Next(),
    Answer("yes", "a/two"),
    Next(),
    Answer("on it", "a/on"),
)


@pytest.mark.parametrize(
    ("at", "commands"),
    [
        ("a/one", [Answer("twice", "a/one")]),
        ("a/one", [Clear("a/one")]),
        ("a/one", [Skip(SkipReason.NOT_NOW, "a/one")]),
        ("a/one", [Note("ask at home", "a/one")]),
        ("a/one", [Jump("a/one"), OffPaper(True, "a/one")]),
        ("a/two", [Answer("no", "a/two")]),
        ("a/things", [AddRow("a/things", "tea"), Next()]),
    ],
)
def test_it_is_taken_back_from_any_page_and_the_question_is_shown(at: str, commands: list[Command]):
    state = give(SMALL, SAID, *commands, Jump("a/end"))
    back = undo(SMALL, state)
    assert told(SMALL, back) == told(SMALL, SAID)
    assert screen(SMALL, back).address == at
    further = undo(SMALL, back)
    for one in (back, further):
        assert screen(SMALL, give(SMALL, one, Return())).address == "a/end"


def test_a_row_that_was_taken_away_or_moved_stands_in_its_place_again():
    adds = [AddRow("a/things", one) for one in ("tea", "bread", "milk")]
    state = give(SMALL, start(SMALL), *adds)
    for command in (RemoveRow("x1", "a/things"), MoveRow("x3", 0, "a/things")):
        assert undo(SMALL, give(SMALL, state, command)).rows["a/things"] == ("x1", "x2", "x3")
    assert "a/things" not in undo(SMALL, state, 3).rows


def test_what_was_only_read_aloud_is_passed_over():
    state = give(SMALL, start(SMALL), Answer("once", "a/one"), Answer(True, "a/say"))
    back = undo(SMALL, state)
    assert told(SMALL, back)["entries"] == {}
    assert told(SMALL, give(SMALL, back, Redo())) == told(SMALL, state)


def test_the_same_answer_once_more_takes_no_undo_of_its_own():
    state = give(SMALL, start(SMALL), Answer("once", "a/one"), Answer("once", "a/one"))
    back = undo(SMALL, state)
    assert told(SMALL, back)["entries"] == {}
    assert told(SMALL, give(SMALL, back, Redo())) == told(SMALL, state)


def test_half_of_what_became_the_answer_does_not_come_back():
    state = give(SMALL, start(SMALL), SaveDraft("on", "a/one"), Answer("once", "a/one"))
    assert undo(SMALL, state).entry("a/one").draft == ""


def test_a_reason_for_keeping_is_taken_back_before_the_answer():
    thought = {"id": "few", "warn_if": {"q": "self", "lt": 4}, "text": "Small?"}
    script = script_of(item("sure", "scale", checks=[thought]))
    state = give(script, start(script), Answer(2, "a/sure"), Acknowledge("few", "it is", "a/sure"))
    once = undo(script, state)
    assert (once.acks, once.entry("a/sure").value) == ({}, 2)
    assert undo(script, once).entry("a/sure").value is None


def test_what_was_taken_back_can_be_given_again_until_something_else_is_said():
    back = undo(SMALL, SAID, 2)
    assert told(SMALL, give(SMALL, back, Redo(), Redo())) == told(SMALL, SAID)
    for command in (Note("hm", "a/one"), SaveDraft("h", "a/one")):
        assert refusal_of(SMALL, give(SMALL, back, command), Redo()).code == "redo"


# How far it goes


def test_with_nothing_said_there_is_nothing_to_take_back():
    assert refusal_of(SMALL, start(SMALL), Undo()).code == "undo"
    assert refusal_of(SMALL, SAID, Redo()).code == "redo"


@pytest.mark.parametrize("barrier", [Frontier(), Resume(TODAY.replace(day=21))])
def test_it_does_not_go_behind_another_day(barrier: Command):
    assert refusal_of(SMALL, give(SMALL, SAID, barrier), Undo()).code == "undo"


def test_a_count_that_no_journal_of_ours_has_folds_all_the_same():
    assert fold(SAID, [TakenBack(99)]).steps.done == ()
    for odd in (0, -3):
        assert frozen(fold(SAID, [TakenBack(odd)])) == frozen(SAID)


def test_what_another_machine_took_back_is_not_taken_over():
    events: list[Event] = [Answered("a/one", "x"), Answered("a/end", "y"), TakenBack(1)]
    assert replay(SMALL, start(SMALL), events).taken.events == (Answered("a/one", "x"),)
    rows: list[Event] = [
        RowAdded("a/things", "x1", ()),
        Answered("a/things@x1.name", "tea"),
        TakenBack(2),
    ]
    assert replay(SMALL, start(SMALL), rows).taken.events == ()


# What was declined, is private, or closes a gate


def test_declined_words_never_come_back():
    state = give(SMALL, SAID, Note("hm", "a/one"), Skip(SkipReason.DECLINED, "a/one"), Next())
    state = give(SMALL, state, Answer("an end", "a/end"))
    seen = []
    while isinstance(outcome := step(SMALL, state, Undo()), Taken):
        state = outcome.state
        seen.append((state.entry("a/one").told, state.entry("a/one").note))
    assert seen[0] == (True, "")
    assert set(seen[1:]) == {(False, "")}
    assert "once" not in repr(frozen(state))


def test_a_declined_list_comes_back_without_its_rows():
    adds = [AddRow("a/things", one) for one in ("tea", "bread")]
    state = give(SMALL, start(SMALL), *adds, Skip(SkipReason.DECLINED, "a/things"))
    back = undo(SMALL, state)
    assert told(SMALL, back)["entries"] == {}
    assert refusal_of(SMALL, back, Undo()).code == "undo"
    assert "tea" not in repr(frozen(back))


def guarded(**room: object) -> Script:
    """A private part with a gate, a question before it and one behind."""
    gate = {"q": "may", "in": ["go"]}
    files = {
        "b": section("b", item("before", "text")),
        "s": section(
            "s",
            item("room", "choice", options=["alone", "others"], who="clinician", **room),
            item("how", "text", private=True),
            item("may", "choice", options=["go", "stop"], gate=gate, gate_say="Rest."),
        ),
        "z": section("z", item("after", "text")),
    }
    later = {"item": "s/room", "options": ["others"]}
    return compile_pack(pack(files, private_later=later))


GUARDED = guarded(private=True)
ALONE = (Answer("alone", "s/room"), Answer("zq9", "s/how"))


def test_a_closed_gate_is_not_opened_by_taking_back():
    state = give(
        GUARDED, start(GUARDED), *ALONE[:1], Answer("go", "s/may"), Answer("stop", "s/may")
    )
    refused = refusal_of(GUARDED, state, Undo())
    assert refused.addresses == ("s/may",)
    # An open question stops there as well, and one that is cleared does not open by itself.
    cleared = give(GUARDED, start(GUARDED), Answer("go", "s/may"), Clear("s/may"))
    assert refusal_of(GUARDED, cleared, Undo()).addresses == ("s/may",)


def test_taking_back_what_opened_a_gate_closes_it_and_no_key_opens_it_again():
    script = script_of(
        item("may", "choice", options=["go", "stop"], gate={"q": "may", "eq": "go"}, gate_say="No"),
        item("end", "text"),
    )
    state = give(script, start(script), Answer("go", "a/may"), Next())
    back = undo(script, state)
    assert walk(script, back).gate_closed == "a/may"
    assert refusal_of(script, back, Redo()).addresses == ("a/may",)


def test_in_the_private_part_it_works_and_once_that_is_over_it_ends_there():
    alone = give(GUARDED, start(GUARDED), *ALONE)
    assert undo(GUARDED, alone).entry("s/how").value is None
    state = give(GUARDED, alone, Answer("go", "s/may"), Answer("later", "z/after"))
    ended = undo(GUARDED, state)
    assert ended.entry("z/after").value is None
    # The gate is no private question here, but without it the private answers would be shown.
    assert "private" in refusal_of(GUARDED, ended, Undo()).sentence


def test_who_is_in_the_room_is_not_taken_back():
    state = give(GUARDED, start(GUARDED), *ALONE, Answer("others", "s/room"))
    assert "private" in refusal_of(GUARDED, state, Undo()).sentence
    for script in (GUARDED, guarded()):
        asked_alone = give(script, start(script), Answer("others", "s/room"))
        assert "private" in refusal_of(script, asked_alone, Undo()).sentence


def test_a_private_answer_out_of_sight_is_not_taken_back():
    script = script_of(item("risk", "text", private=True), item("end", "text"))
    state = give(script, start(script), Answer("zq9", "a/risk"))
    assert screen(script, give(script, state, Jump("a/risk"))).sealed
    for said in (state, give(script, state, Answer("another", "a/risk"))):
        assert "private" in refusal_of(script, said, Undo()).sentence


def test_at_the_close_it_leads_to_the_question_and_back():
    state = give(SMALL, SAID, Jump(REVIEW))
    back = undo(SMALL, state)
    assert screen(SMALL, back).address == "a/on"
    assert screen(SMALL, give(SMALL, back, Return())).address == REVIEW


def test_a_whole_list_that_was_kept_from_last_time_is_one_step():
    prior = {
        "goals": [{"id": "g1", "statement": "Cook"}],
        "values": [{"id": "v1", "words": "Rest"}],
    }
    state = give(
        everything(),
        start(everything(), "review", prior),  # type: ignore[arg-type]
        Answer("no", "start/pem"),
        Answer("go", "start/decision"),
        Confirm("story/values"),
    )
    assert state.entry("story/values@v1.words").value == "Rest"
    assert undo(everything(), state).entry("story/values@v1.words").value is None


def test_a_note_that_was_written_as_it_was_typed_goes_back_whole():
    said = give(SMALL, SAID, Note("ask", "a/one"), Note("ask at", "a/one"))
    typed = give(SMALL, said, Note("ask at home", "a/one"))
    assert told(SMALL, give(SMALL, typed, Undo())) == told(SMALL, SAID)
    assert told(SMALL, give(SMALL, typed, Undo(), Redo())) == told(SMALL, typed)


def test_a_note_that_was_left_as_it_was_takes_no_step_back():
    left = give(SMALL, SAID, Note("ask", "a/one"), Note("", "a/one"))
    assert told(SMALL, give(SMALL, left, Undo())) == told(SMALL, give(SMALL, SAID, Undo()))
