"""What holds in any visit, whatever is typed in whatever order."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from goalcoach.dialogue.answer_types import REVIEW, Kind, SkipReason
from goalcoach.dialogue.engine.command import (
    AddRow,
    Answer,
    Back,
    Clear,
    Close,
    CloseReason,
    Command,
    Next,
    Note,
    Pause,
    Skip,
)
from goalcoach.dialogue.engine.engine import Taken, impact, step
from goalcoach.dialogue.engine.event import EntryEvent
from goalcoach.dialogue.engine.event_json import from_json, to_json
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.harvest import harvest
from goalcoach.dialogue.engine.navigation import cursor_stop, sort_key
from goalcoach.dialogue.engine.reach import Reach
from goalcoach.dialogue.engine.state import State, fold
from goalcoach.dialogue.engine.visible_path import Path
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view.question_list import where_lines
from goalcoach.dialogue.view.screen import Status
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.plan.conversion import to_tree
from goalcoach.plan.file import codec
from goalcoach.safe_text import clean
from tests.amount import examples
from tests.dialogue.packs import Pack, everything, random_packs
from tests.dialogue.walker import (
    Move,
    Turn,
    addresses,
    fitting,
    frozen,
    give,
    moves,
    plan_of,
    start,
    turns,
    walked,
)
from tests.plan.said import tree_of

SOME = examples(50)
UNSAID = "zq9 unsaid"


def begun() -> State:
    """A visit through the gate, with a goal, so that every part of the script is in reach."""
    return give(
        everything(),
        start(everything()),
        Answer("no", "start/pem"),
        Answer("go", "start/decision"),
        Answer("a cook", "story/me"),
        Answer(("music",), "story/helps"),
        AddRow("goal/goals", "Cook on Sundays"),
        Answer("for the table", "step@g1/why"),
    )


def states(given_moves: list[Move]) -> Iterator[Turn]:
    return turns(everything(), begun(), given_moves)


@SOME
@given(moves)
def test_the_state_is_the_fold_of_its_events_however_they_are_split(given_moves: list[Move]):
    first = begun()
    steps = list(states(given_moves))
    events = [event for turn in steps for event in turn.events]
    last = steps[-1].after if steps else first
    for cut in range(len(events) + 1):
        parts = fold(fold(first, events[:cut]), events[cut:])
        assert frozen(parts) == frozen(last)


@SOME
@given(moves)
def test_events_are_the_same_after_a_trip_through_json(given_moves: list[Move]):
    for turn in states(given_moves):
        for event in turn.events:
            line = json.dumps(to_json(event), ensure_ascii=False)
            assert from_json(json.loads(line)) == event


@SOME
@given(moves)
def test_the_path_is_in_script_order_and_names_nothing_twice(given_moves: list[Move]):
    for turn in states(given_moves):
        path = walk(everything(), turn.after)
        keys = [sort_key(path, stop.address) for stop in path.stops]
        assert keys == sorted(set(keys))
        assert len(path.index) == len(path.stops)


@SOME
@given(moves)
def test_the_cursor_is_always_on_the_path(given_moves: list[Move]):
    for turn in states(given_moves):
        path = walk(everything(), turn.after)
        here = cursor_stop(path)
        shown = screen(everything(), turn.after).address
        if here is None:
            assert (shown, path.gate_closed) == (REVIEW, "")
        else:
            assert path.stops[path.index[shown]] is here


@SOME
@given(moves)
def test_next_and_back_lead_to_the_same_question(given_moves: list[Move]):
    state = walked(everything(), begun(), given_moves)
    here = screen(everything(), state).address
    # What was told on an earlier day is passed over by going on, and never by going back.
    forth = step(everything(), state, Next(told=True))
    if isinstance(forth, Taken) and forth.events:
        there = screen(everything(), forth.state).address
        if not {here, there} & rosters_and_cells(walk(everything(), forth.state)):
            assert screen(everything(), give(everything(), forth.state, Back())).address == here


def rosters_and_cells(path: Path) -> set[str]:
    """The addresses between which going back is no mirror of going on: from a row to its list."""
    cells = cells_of(path)
    return cells | {stop.address for stop in path.stops if stop.item.kind is Kind.ROSTER}


def cells_of(path: Path) -> set[str]:
    return {stop.address for stop in path.stops if stop.roster is not None}


def all_the_way(script: Script, state: State, way: Next | Back) -> list[str]:
    """The addresses that going one way shows, the first one included."""
    seen = [screen(script, state).address]
    while isinstance(outcome := step(script, state, way), Taken) and outcome.events:
        state = outcome.state
        seen.append(screen(script, state).address)
    return seen


@SOME
@given(moves)
def test_going_on_meets_every_question_once_and_going_back_meets_them_all_again(
    given_moves: list[Move],
):
    script, state = everything(), walked(everything(), begun(), given_moves)
    # On one day: what was told on an earlier one is passed over.
    state = replace(state, earlier=frozenset())
    first = give(script, state, *[Back() for _ in addresses(script, state)])
    path = walk(script, first)
    shown = [stop.address for stop in path.stops if not stop.folded]
    expected = shown if path.gate_closed else [*shown, REVIEW]
    assert all_the_way(script, first, Next()) == expected
    last = give(script, first, *[Next() for _ in expected[1:]])
    back = all_the_way(script, last, Back())
    assert set(back) == set(expected)
    # A list is shown behind its rows and once more before them; what is in no list is shown once.
    lists = rosters_and_cells(path)
    assert [at for at in back if at not in lists] == [
        at for at in expected[::-1] if at not in lists
    ]
    assert all(back.count(at) == 1 for at in cells_of(path) if at in expected)


@SOME
@given(moves)
def test_an_answer_changes_nothing_before_it(given_moves: list[Move]):
    for turn in states(given_moves):
        if not isinstance(turn.command, Answer | Skip | Clear) or not turn.events:
            continue
        said = turn.events[-1]
        assert isinstance(said, EntryEvent)
        at = said.at
        before, after = addresses(everything(), turn.before), addresses(everything(), turn.after)
        if at in before:
            # The rows of a list stand before it, and to decline it takes them away.
            own = next(n for n, one in enumerate(before) if one == at or one.startswith(f"{at}@"))
            assert after[:own] == before[:own]
            assert at in after


@SOME
@given(moves, st.integers(0, 10**4), st.integers(0, 10**4))
def test_an_answer_changed_and_changed_back_leaves_all_as_it_was(
    given_moves: list[Move], where_: int, what: int
):
    script, state = everything(), walked(everything(), begun(), given_moves)
    path = walk(script, state)
    answered = [stop for stop in path.stops if path.facts[stop.address].value is not None]
    stop = answered[where_ % len(answered)]
    old = state.entry(stop.address).value
    changed = step(script, state, Answer(fitting(path, stop, what), stop.address))
    if old is None or not isinstance(changed, Taken):
        return
    back = step(script, changed.state, Answer(old, stop.address))
    if not isinstance(back, Taken):  # a day that was in time when it was said may be past by now
        return
    assert addresses(script, back.state) == addresses(script, state)
    others = {at: one for at, one in state.entries.items() if at != stop.address}
    assert {at: one for at, one in back.state.entries.items() if at != stop.address} == others


def leaves(tree: object) -> Iterator[object]:
    if isinstance(tree, dict):
        for one in tree.values():
            yield from leaves(one)
    elif isinstance(tree, list | tuple):
        for one in tree:
            yield from leaves(one)
    else:
        yield tree


@SOME
@given(moves)
def test_nothing_but_active_answers_gets_into_the_plan(given_moves: list[Move]):
    state = walked(everything(), begun(), given_moves)
    path = walk(everything(), state, Reach.BEHIND_GATES)
    said = tree_of(harvest(everything(), state))
    for at, text in said.pop("notes", {}).items():  # nothing hangs on them: they always stay
        entry = state.entry(at)
        half = clean(entry.draft, lines=True)
        assert text == "\n".join(filter(None, (entry.note, half and f"Half typed: {half}")))
    for part in ("answers", "skipped"):
        assert set(said.get(part, {})) <= set(path.index)
    entries = [state.entry(at) for at in path.index]
    active = [one for fact in path.facts.values() for one in leaves(fact.value)]
    active += [one.skip for one in entries]
    active += [ack.why for ack in state.acks.values()]
    active += [place for place, off in state.off_paper.items() if off]
    active += ["later", "now", "yes", "no", 1, 2, 3]  # what choosing a row writes, and rounds
    rows = {row for at in path.rosters.values() for one in at for row in state.rows.get(one, ())}
    for leaf in leaves(said):
        assert leaf in active or leaf in rows


@SOME
@given(moves, st.text(max_size=8))
def test_an_answer_that_is_set_aside_changes_nothing_whatever_it_is(
    given_moves: list[Move], other: str
):
    script = everything()
    hidden = give(
        script,
        begun(),
        Answer("open it", "end/word"),
        Answer("hidden words", "end/secret"),
        AddRow("story/values", "music"),
        Answer(2, "story/values@v1.importance"),
        Answer("nothing there", "story/values@v1.low"),
        Answer("some other", "end/word"),
        Answer(8, "story/values@v1.importance"),
    )
    state = walked(script, hidden, given_moves)
    # Behind a closed gate nothing is set aside: all that was said is listed, and is kept.
    shut = walk(script, state).gate_closed
    index = walk(script, state, Reach.SAID if shut else Reach.BEHIND_GATES).index
    aside = [
        at
        for at, one in state.entries.items()
        if at not in index and isinstance(one.value, str) and one.value
    ]
    altered = {at: replace(state.entries[at], value=other or "x") for at in aside}
    twin = replace(state, entries={**state.entries, **altered})
    assert addresses(script, twin) == addresses(script, state)
    assert (screen(script, twin), where_lines(script, twin)) == (
        screen(script, state),
        where_lines(script, state),
    )
    assert harvest(script, twin) == harvest(script, state)


@SOME
@given(moves)
def test_a_command_that_is_not_taken_leaves_everything_as_it_was(given_moves: list[Move]):
    state = begun()
    before = repr(frozen(state))
    for turn in turns(everything(), state, given_moves):
        assert repr(frozen(turn.before)) == before
        if not turn.events:
            assert turn.after is turn.before or frozen(turn.after) == frozen(turn.before)
        before = repr(frozen(turn.after))


@SOME
@given(moves, st.integers(0, 10**4))
def test_the_ways_out_are_always_open(given_moves: list[Move], where_: int):
    script, state = everything(), walked(everything(), begun(), given_moves)
    stops = walk(script, state).stops
    stop = stops[where_ % len(stops)]
    ways: list[Command] = [Back(), Pause(), Close(CloseReason.STOPPED), Close(CloseReason.PAUSED)]
    for one in (*ways, Skip(SkipReason.DECLINED, stop.address)):
        assert isinstance(step(script, state, one), Taken)
    note = step(script, state, Note("a thought", stop.address))
    assert isinstance(note, Taken) is not stop.item.private


@SOME
@given(moves)
def test_every_close_makes_a_plan_that_can_be_written(given_moves: list[Move]):
    script = everything()
    for visit in (begun(), start(script)):
        state = walked(script, visit, given_moves)
        codec.write(plan_of(script, state))
        if isinstance(step(script, state, Close()), Taken):
            codec.write(plan_of(script, state, done=True))


@SOME
@given(moves)
def test_what_an_answer_would_change_is_what_it_then_changes(given_moves: list[Move]):
    script = everything()
    for turn in states(given_moves):
        foretold = impact(script, turn.before, turn.command)
        before, after = addresses(script, turn.before), addresses(script, turn.after)
        held = [at for at in before if turn.before.entry(at).value is not None]
        if walk(script, turn.after).gate_closed:
            held = []  # a visit that ends at a gate keeps all that was said
        assert foretold.sets_aside == tuple(at for at in held if at not in after)
        opened = [at for at in after if at not in before and "@" not in at.partition("/")[2]]
        assert foretold.opens == tuple(opened)


def test_an_answer_off_the_path_is_listed_as_set_aside_and_counts_again_when_asked_again():
    script = everything()
    state = give(
        script,
        begun(),
        Answer("open it", "end/word"),
        Answer("hidden words", "end/secret"),
        Answer("two others", "end/word"),
    )
    aside = [one.address for one in where_lines(script, state) if one.status is Status.SET_ASIDE]
    assert aside == ["end/secret"]
    said = tree_of(harvest(script, give(script, state, Answer("open it", "end/word"))))
    assert said["answers"] == {"end/word": "open it", "end/secret": "hidden words"}


def declining(where_: int, what: int) -> tuple[State, str]:
    """A visit in which UNSAID was said at one place, and then declined there."""
    script, state = everything(), begun()
    state = give(
        script,
        state,
        AddRow("story/values", "music"),
        AddRow("step@g1/rungs", "one step"),
        AddRow("end/diary", "a line"),
    )
    state = give(script, state, Answer("open it", "end/word"))
    texts = [
        stop
        for stop in walk(script, state).stops
        if stop.item.kind.value in ("text", "long_text", "list", "roster")
    ]
    stop = texts[where_ % len(texts)]
    match stop.item.kind.value:
        case "roster":
            said = step(script, state, AddRow(stop.address, UNSAID))
        case "list":
            said = step(script, state, Answer((UNSAID, "more"), stop.address))
        case _:
            said = step(script, state, Answer(UNSAID, stop.address))
    if isinstance(said, Taken):
        state = said.state
    if what % 2:
        state = give(script, state, Note(UNSAID, stop.address))
    return give(script, state, Skip(SkipReason.DECLINED, stop.address)), stop.address


@SOME
@given(st.integers(0, 10**3), st.integers(0, 3))
def test_what_was_declined_leaves_no_trace_in_state_screen_or_plan(where_: int, what: int):
    script = everything()
    state, at = declining(where_, what)
    assert state.entry(at).skip is SkipReason.DECLINED
    assert UNSAID not in repr(frozen(state))
    assert UNSAID not in repr((screen(script, state), where_lines(script, state)))
    assert UNSAID not in repr(to_tree(plan_of(script, state)))


@SOME
@given(random_packs(), moves, st.sampled_from(["first", "review"]))
def test_a_pack_that_compiles_never_fails_while_a_visit_runs(
    pack: Pack, given_moves: list[Move], visit: str
):
    script = compile_pack(pack)
    state = start(script, visit)
    for turn in turns(script, state, given_moves):
        state = turn.after
        impact(script, turn.before, turn.command)
        shown = screen(script, state)
        assert shown.address == REVIEW or shown.address in walk(script, state).index
        where_lines(script, state)
    codec.write(plan_of(script, state))


@SOME
@given(moves)
def test_going_on_never_takes_progress_away(given_moves: list[Move]):
    script, state = everything(), walked(everything(), begun(), given_moves)
    state = give(script, state, *[Back() for _ in addresses(script, state)])
    last = screen(script, state).progress
    while isinstance(outcome := step(script, state, Next()), Taken) and outcome.events:
        state = outcome.state
        now = screen(script, state).progress
        assert now.minutes_left <= last.minutes_left
        assert now.phase >= last.phase
        assert {one.id for one in now.phases if one.done} >= {
            one.id for one in last.phases if one.done
        }
        last = now


@SOME
@given(moves)
def test_an_answer_at_the_cursor_takes_no_finished_phase_before_it_away(given_moves: list[Move]):
    script = everything()
    for turn in states(given_moves):
        if not isinstance(turn.command, Answer) or not turn.events:
            continue
        path, said = walk(script, turn.before), turn.events[-1]
        assert isinstance(said, EntryEvent)
        phase = path.stops[path.index[said.at]].place.section.phase
        before = screen(script, turn.before).progress.phases
        after = screen(script, turn.after).progress.phases
        for old, new in zip(before, after, strict=True):
            if old.id == phase:
                break
            assert old.done == new.done
