"""The clock: minutes of what is still to come, by words aloud, words typed and moments to think."""

from __future__ import annotations

import itertools
import math
from datetime import timedelta

import pytest

from goalcoach.dialogue.answer_types import REVIEW, Kind, SkipReason
from goalcoach.dialogue.engine.command import (
    AddRow,
    Answer,
    Back,
    Clear,
    Command,
    Jump,
    More,
    Next,
    Resume,
    Skip,
)
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.navigation import cursor_stop
from goalcoach.dialogue.engine.state import State
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Script
from goalcoach.dialogue.view.minutes_left import pace, to_come
from goalcoach.dialogue.view.question_cost import EXPECTED_ROWS, EXPECTED_WORDS
from goalcoach.dialogue.view.reading_time import Load
from goalcoach.dialogue.view.screen_builder import screen
from goalcoach.dialogue.view.screen_words import minutes_words
from goalcoach.plan.tree_types import Tree
from tests.dialogue.packs import Item, item, pack, script_of, section
from tests.dialogue.walker import TODAY, give, start

TEXT, LIST = EXPECTED_WORDS[Kind.TEXT], EXPECTED_WORDS[Kind.LIST]
FIVE = "One two three four five?"


def after(script: Script, *commands: Command) -> State:
    return give(script, start(script), *commands)


def left(script: Script, *commands: Command) -> Load:
    state = after(script, *commands)
    path = walk(script, state)
    return to_come(path, cursor_stop(path))


def minutes(script: Script, *commands: Command, spent: float = 0) -> int:
    return screen(script, after(script, *commands), spent).progress.minutes_left


def three() -> Script:
    return script_of(*(item(name, "text", say=FIVE) for name in ("one", "two", "three")))


def test_an_open_question_is_its_words_aloud_what_is_typed_and_a_moment_of_thought():
    assert left(script_of(item("one", "text", say=FIVE))) == Load(1, 5, TEXT)
    assert left(script_of(item("one", "list", say=FIVE))) == Load(1, 5, LIST)
    assert left(script_of(item("one", "choice", say=FIVE, options=["a", "b"]))) == Load(1, 5, 0)
    # The ends are read after the sentence: "0 is: none. 10 is: all."
    assert left(script_of(item("one", "scale", say=FIVE))) == Load(1, 11, 0)
    # What is only said needs no thought, and what is asked of the clinician is not read aloud.
    assert left(script_of(item("one", "say", say=FIVE))) == Load(0, 5, 0)
    assert left(script_of(item("one", "text"))) == Load(1, 0, TEXT)


def test_a_sentence_that_says_both_ends_of_its_scale_is_not_followed_by_them():
    assert left(script_of(item("one", "scale", say="From 0 to 10, how much?"))) == Load(1, 6, 0)


def test_130_words_aloud_40_typed_and_12_questions_are_a_minute_each():
    assert Load(aloud=130).minutes == Load(typed=40).minutes == Load(questions=12).minutes == 1


def test_what_was_answered_or_skipped_is_not_to_come():
    assert left(three()).questions == 3
    assert left(three(), Answer("x")).questions == 2
    assert left(three(), Skip(SkipReason.NOT_NOW)).questions == 2
    assert left(three(), Answer("x"), Clear()).questions == 3


def test_the_clock_counts_what_is_open_wherever_the_cursor_stands():
    done = (Answer("x"), Next(), Answer("y"), Next())
    assert left(three(), *done).questions == 1
    assert left(three(), *done, Jump("a/one")).questions == 1
    assert left(three(), *done, Back(), Back()).questions == 1
    # A jump ahead passes nothing over: it is still to come.
    assert left(three(), Jump("a/three")).questions == 3
    assert left(three(), Jump("a/three"), Answer("z")).questions == 2


def test_what_was_passed_over_is_not_to_come_until_the_cursor_is_before_it_again():
    assert left(three(), Next()).questions == 2
    assert left(three(), Next(), Next()).questions == 1
    assert left(three(), Next(), Next(), Jump("a/one")).questions == 3
    assert left(three(), Next(), Next(), Jump("a/one"), Next()).questions == 2
    assert left(three(), Jump("a/two"), Back(), Next()).questions == 2


def roster(**keys: object) -> Item:
    fields = [
        item("name", "text"),
        item("much", "choice", options=["a", "b"], say=FIVE),
        item("why", "text", say=FIVE, when={"q": "rows.much", "eq": "a"}),
    ]
    return item("rows", "roster", say=FIVE, ask_more="What else?", fields=fields, **keys)


def test_a_roster_counts_the_rows_that_stand_and_the_rows_to_come():
    script = script_of(roster())
    # A row to come: its name, the field that is always asked, and "What else?".
    row = Load(2, 7, TEXT) * EXPECTED_ROWS
    assert left(script) == Load(1, 5, 0) + row
    # A row that stands: its open field, and the question for another.
    assert left(script, AddRow(first="one")) == Load(1, 5, 0) + Load(1, 2, 0)
    assert left(script, AddRow(first="one"), Answer("b")) == Load(1, 2, 0)
    assert left(script, AddRow(first="one"), Answer("a")) == Load(2, 7, TEXT)
    added = (AddRow(first="one"), Answer("b"), Next(), AddRow(first="two"))
    assert left(script, *added) == Load(1, 5, 0) + Load(1, 2, 0)


def test_a_roster_that_needs_two_rows_is_expected_to_get_them():
    assert left(script_of(roster(rows=[2, 4]))) == Load(1, 5, 0) + Load(2, 7, TEXT) * 2


def looped(**gate: object) -> Script:
    fields = [item("statement", "text", fills="goals.statement")]
    goals = item("goals", "roster", fields=fields, say=FIVE, fills="goals")
    sections = {
        "g": section(
            "g",
            item(
                "go",
                "choice",
                options=["yes", "no"],
                say=FIVE,
                gate={"q": "go", "eq": "yes"},
                **gate,
            ),
            goals,
        ),
        "w": section("w", item("why", "text", say=FIVE), each={"of": "g/goals", "as": "goal"}),
        "m": section("m", item("more", "text", say=FIVE, when={"q": "g/go", "eq": "no"})),
    }
    return compile_pack(pack(sections))


def test_what_waits_for_the_gate_and_for_a_first_row_is_to_come_once():
    script = looped()
    goals, why = Load(1, 5, 0) + Load(1, 0, TEXT) * EXPECTED_ROWS, Load(1, 5, TEXT)
    assert left(script) == Load(1, 5, 0) + goals + why
    assert left(script, Answer("yes")) == goals + why
    named = (Answer("yes"), Next(), AddRow(first="one"))
    assert left(script, *named, AddRow("g/goals", "two")) == Load(1, 0, 0) + why + why


def test_what_was_said_before_the_gate_was_asked_anew_is_not_to_come():
    script = looped(each_day=True)
    gate, one_more, why = Load(1, 5, 0), Load(1, 0, 0), Load(1, 5, TEXT)
    another_day = Resume(TODAY + timedelta(days=1))
    named = (Answer("yes"), Next(), AddRow(first="one"))
    assert left(script, *named, another_day) == gate + one_more + why
    told = (*named, Answer("Because.", "w@g1/why"))
    assert left(script, *told, another_day) == gate + one_more


def test_behind_a_closed_gate_and_a_roster_without_rows_nothing_is_to_come():
    script = looped()
    assert minutes(script, Answer("no")) == 0
    assert minutes(script, Answer("yes"), Next(), Next()) == 0


def test_what_the_last_plan_offers_is_kept_and_not_typed():
    script = script_of(item("me", "text", say=FIVE, fills="story.me"))
    prior: dict[str, Tree] = {"story": {"me": "an aunt who cooks on Sundays"}}
    path = walk(script, start(script, "review", prior))
    assert to_come(path, cursor_stop(path)) == Load(1, 5, 0)


def test_the_clock_ends_at_nothing_and_not_before():
    script = three()
    one = (Answer("x"), Next())
    assert [minutes(script, *one * times) for times in range(4)] == [2, 1, 1, 0]
    end = after(script, *one * 3)
    assert end.cursor == REVIEW
    assert minutes_words(screen(script, end).progress) == "nothing left to ask"
    assert minutes_words(screen(script, start(script)).progress) == "about 2 min left"


def answered(count: int) -> tuple[Script, State]:
    """A visit with so many questions answered, and ten to come."""
    script = script_of(*(item(f"q{number}", "text", say=FIVE) for number in range(count + 10)))
    return script, after(script, *(Answer("x"), Next()) * count)


ONE = Load(1, 5, TEXT).minutes


def spent_on(count: int, times: float) -> float:
    """Seconds of a visit that took so many times the figures' time for each answer."""
    return ONE * count * times * 60


@pytest.mark.parametrize(("times", "expected"), [(9.0, 2.0), (0.01, 0.6), (1.0, 1.0), (0.0, 1.0)])
def test_the_pace_of_a_long_visit_is_its_own_within_bounds(times: float, expected: float):
    script, state = answered(300)
    spent = spent_on(300, times)
    assert pace(walk(script, state), spent) == pytest.approx(expected)
    shown = screen(script, state, spent).progress.minutes_left
    assert shown == math.ceil(10 * ONE * expected - 1e-9)


@pytest.mark.parametrize("times", [0.3, 3.0])
def test_the_pace_grows_in_and_no_answer_makes_the_clock_jump(times: float):
    paces = []
    for count in range(1, 60):
        script, state = answered(count)
        paces.append(pace(walk(script, state), spent_on(count, times)))
    away = [abs(one - 1) for one in paces]
    assert away == sorted(away)
    assert away[0] < 0.15
    assert away[-1] > 0.25
    steps = [abs(two - one) for one, two in itertools.pairwise(paces)]
    assert max(steps) < 0.15


def test_before_the_two_have_said_how_long_they_have_the_clock_says_both():
    items = (
        item("hello", "say", say=FIVE, core=True),
        item("time", "choice", options=["short", "usual"], say=FIVE, core=True),
        *(item(f"core{number}", "text", say=FIVE, core=True) for number in range(4)),
        *(item(f"more{number}", "text", say=FIVE) for number in range(20)),
    )
    chosen = {"item": "a/time", "options": ["short"]}
    script = compile_pack(pack({"a": section("a", *items)}, short=chosen))
    first = screen(script, start(script)).progress
    short = after(script, Next(), Answer("short"))
    usual = after(script, Next(), Answer("usual"))
    assert first.least == pytest.approx(screen(script, short).progress.minutes_left, abs=1)
    assert first.minutes_left == pytest.approx(screen(script, usual).progress.minutes_left, abs=1)
    assert minutes_words(first) == f"about {first.least}–{first.minutes_left} min left"
    for said in (short, usual, after(script, Next(), Next())):
        assert screen(script, said).progress.least == 0


def test_on_the_short_path_only_the_core_is_to_come_until_more_is_opened():
    fields = [item("name", "text", core=True), item("much", "text", say=FIVE)]
    sections = {
        "a": section(
            "a",
            item("time", "choice", options=["short", "usual"], say=FIVE, core=True),
            item("go", "choice", options=["yes"], gate={"q": "go", "eq": "yes"}, core=True),
        ),
        "b": section(
            "b", item("rows", "roster", fields=fields, core=True), item("more", "text", say=FIVE)
        ),
    }
    script = compile_pack(pack(sections, short={"item": "a/time", "options": ["short"]}))
    gate = Load(1, 0, 0)
    named, whole = Load(1, 0, TEXT) * EXPECTED_ROWS, Load(2, 5, 2 * TEXT) * EXPECTED_ROWS
    short = (Answer("short"), Next())
    assert left(script, Answer("usual"), Next()) == gate + gate + whole + Load(1, 5, TEXT)
    assert left(script, *short) == gate + gate + named
    assert left(script, *short, Answer("yes")) == gate + named
    opened = left(script, *short, Answer("yes"), Next(), More("b"), Back())
    assert opened == gate + whole + Load(1, 5, TEXT)


def test_what_is_extra_is_not_to_come_until_more_is_opened():
    gate = item("go", "choice", options=["yes"], gate={"q": "go", "eq": "yes"})
    extra = item("rare", "text", say=FIVE, extra=True)
    fields = [item("name", "text"), item("much", "text", say=FIVE, extra=True)]
    script = script_of(gate, extra, item("rows", "roster", fields=fields))
    named = Load(1, 0, 0) + Load(1, 0, TEXT) * EXPECTED_ROWS
    assert left(script) == Load(1, 0, 0) + named
    assert left(script, Answer("yes")) == named
    whole = Load(1, 0, 0) + Load(2, 5, 2 * TEXT) * EXPECTED_ROWS
    assert left(script, Answer("yes"), More("a")) == Load(1, 5, TEXT) + whole


def test_a_private_question_that_waits_is_to_come():
    room = item("room", "choice", options=["alone", "others"], who="clinician")
    two = item("two", "text", say=FIVE, private=True)
    later = {"item": "a/room", "options": ["others"]}
    script = compile_pack(pack({"a": section("a", room, two)}, private_later=later))
    assert left(script, Answer("others"), Next()) == Load(1, 5, TEXT)
