"""Scenarios: a visit written down, run on the engine, and told line by line where it differs."""

from __future__ import annotations

import random
from collections.abc import Mapping
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.dialogue.engine.command import Answer, Back, Next
from goalcoach.dialogue.scenario.coverage import Coverage, shares, unreached
from goalcoach.dialogue.scenario.random_walk import walk_at_random
from goalcoach.dialogue.scenario.scenario_file import Scenario, read_scenario
from goalcoach.dialogue.scenario.scenario_run import run_scenarios
from goalcoach.dialogue.scenario.step_command import write_scenario
from goalcoach.dialogue.script.compiler import compile_pack
from goalcoach.dialogue.script.script import Script
from goalcoach.errors import BadData
from tests.dialogue.packs import item, pack, section
from tests.walker import DAY

LOW = {"q": "self", "lt": 4}
DECISIONS = ["go", "adapt", "pause", "not_yet"]


def script() -> Script:
    ease = item("ease", "scale", checks=[{"id": "low", "warn_if": LOW, "text": "Low. Keep it?"}])
    many = item("many", "number", checks=[{"id": "few", "stop_if": LOW, "text": "Too few."}])
    goals = item(
        "goals",
        "roster",
        fills="goals",
        rows=[0, 3],
        fields=[
            item("statement", "text", fills="goals.statement", required=True),
            item("due", "date", fills="goals.due"),
        ],
        row_label="{goals.statement|one}",
        ask_more="Another?",
    )
    return compile_pack(
        pack(
            {
                "start": section(
                    "start",
                    ease,
                    item("why", "text", when={"q": "ease", "lt": 4}, say="Why so low?"),
                    many,
                    item("pick", "choice", options=["a", "b"]),
                    item(
                        "decision",
                        "choice",
                        options=DECISIONS,
                        fills="safety.decision",
                        gate={"q": "decision", "eq": "go"},
                    ),
                ),
                "goal": section("goal", goals),
                "each": section(
                    "each",
                    item("own", "text", fills="goals.own_words"),
                    each={"of": "goal/goals", "as": "goal"},
                ),
            }
        )
    )


def read(**files: str) -> dict[str, Scenario]:
    return {
        f"{name}.toml": read_scenario(f"{name}.toml", text.encode()) for name, text in files.items()
    }


def failures(**files: str) -> list[tuple[str, int]]:
    return [(one.file, one.line) for one in run_scenarios(script(), read(**files))]


WHOLE = """visit = "first"
today = 2026-11-20

[[step]]
at = "start/decision"
answer = "go"

[[step]]
at = "start/ease"
answer = 2
expect_check = "low"
ack = "low"
why = "It is early."

[[step]]
at = "start/why"
answer = "Little sleep"

[[step]]
at = "start/many"
answer = 1
refused = "few"
expect_check = "few"

[[step]]
at = "start/pick"
skip = "unsure"

[[step]]
at = "goal/goals"
answer = [{ statement = "Cook", due = "today+14d" }, { statement = "Walk" }]

[[step]]
at = "each@2/own"
answer = "I walk"

[[step]]
at = "goal/goals@1.due"
answer = 2026-12-24
"""
END = """
[expect]
asked = ["start/why", "each@2/own"]
not_asked = ["each@3/own"]
set_aside = []
close = "done"
absent = ["goals[0].own_words", "goals[2]"]
plan = { "goals[1].own_words" = "I walk", "start/ease" = 2, "skipped.start/pick" = "unsure" }
"""


def test_a_scenario_that_comes_out_as_written_is_silent() -> None:
    assert failures(a=WHOLE + END) == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('expect_check = "low"\nack', 'expect_check = "high"\nack', 8),
        ("answer = 2\nexpect_check", 'answer = 2\nexpect_no_check = "low"\nexpect_check', 8),
        ('refused = "few"', 'refused = "range"', 19),
        ('answer = 1\nrefused = "few"\nexpect_check = "few"', "answer = 1", 19),
        ("answer = 2\n", 'answer = "two"\nexpect_no_check = "x"\n', 8),
        ('at = "start/why"', 'at = "start/what"', 15),
        ('skip = "unsure"', 'skip = "unsure"\nrefused = "skip"', 25),
        ('due = "today+14d"', 'colour = "red"', 29),
        ('set_aside = []', 'set_aside = ["start/why"]', 44),
        ('not_asked = ["each@3/own"]', 'not_asked = ["each@2/own"]', 43),
        ('asked = ["start/why", ', 'asked = ["start/gone", ', 42),
        ('close = "done"', 'close = "open"', 45),
        ('own_words" = "I walk"', 'own_words" = "I run"', 47),
        ('"goals[2]"]', '"goals[1]"]', 46),
        ("set_aside = []", 'path = ["start/ease", "start/many"]', 44),
    ],
)  # fmt: skip
def test_what_comes_out_otherwise_is_named_at_its_line(old: str, new: str, line: int) -> None:
    text = WHOLE + END
    assert old in text
    found = failures(a=text.replace(old, new, 1))
    assert ("a.toml", line) in found


MEANT = "“{}” is no question of this script (did you mean “{}”?)"
REFUSED = 'answer was refused: {}; refused = "{}" in the step expects that'
NOTHING = "plan: at “goals[1].own_wrds” “I walk” was expected, and nothing is there"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('at = "start/pick"', 'at = "pick"', MEANT.format("pick", "start/pick")),
        ("each@3/own", "each@3/won", f"not_asked: {MEANT.format('each@3/won', 'each/own')}"),
        ('["start/why"', '["start/wyh"', f"asked: {MEANT.format('start/wyh', 'start/why')}"),
        (
            'skip = "unsure"',
            'answer = "A"',
            REFUSED.format("it is none of the options: a, b", "option"),
        ),
        (
            'answer = "Little sleep"',
            "answer = 3",
            REFUSED.format("it does not fit a question of kind text", "kind"),
        ),
        ('own_words" = "I walk"', 'own_wrds" = "I walk"', NOTHING),
        (
            'expect_check = "low"',
            'expect_check = "lo"',
            "“lo” is no check of “start/ease”; it has: low",
        ),
        ('skip = "unsure"', 'expect_check = "lo"', "“lo” is no check of “start/pick”; it has none"),
        (
            "goals@1.due",
            "goals@1.du",
            "“goal/goals@1.du” is no field of “goal/goals” (did you mean “due”?)",
        ),
        (
            'due = "today+14d"',
            'duo = "today+14d"',
            REFUSED.format("“duo” is not asked in this row (did you mean “due”?)", "not_asked"),
        ),
        (
            'answer = "go"',
            'answer = "pause"',
            "“each@2/own” is not asked: the gate at “start/decision” is closed",
        ),
        (
            'answer = "Little sleep"',
            'says = "Why so high?"',
            "“Why so high?” was expected to be said here, and it is: Why so low?",
        ),
    ],
)
def test_a_slip_in_a_scenario_is_told_with_what_was_meant(old: str, new: str, words: str) -> None:
    text = WHOLE + END
    assert old in text
    found = run_scenarios(script(), read(a=text.replace(old, new, 1)))
    assert words in [one.message for one in found]


def test_a_path_is_every_question_in_order() -> None:
    whole = (
        '[[step]]\nat = "start/decision"\nanswer = "go"\n'
        '[[step]]\nat = "start/ease"\nanswer = 9\n[expect]\npath = [{}]\n'
    )
    asked = '"start/ease", "start/many", "start/pick", "start/decision", "goal/goals"'
    assert failures(a=whole.format(asked)) == []
    assert failures(a=whole.format(f'{asked}, "start/why"')) == [("a.toml", 8)]


def test_a_review_goes_on_from_the_plan_of_the_scenario_before_it() -> None:
    review = (
        'visit = "review"\nafter = "z.toml"\ntoday = 2026-12-20\n'
        '[[step]]\nat = "start/decision"\nanswer = "go"\n'
        '[[step]]\nat = "each@1/own"\nanswer = "Still"\n'
        '[expect]\nplan = { "goals[0].own_words" = "Still", "goals[1].statement" = "Walk" }\n'
    )
    assert failures(a=review, z=WHOLE) == []
    assert failures(a=review.replace('"Walk"', '"Run"'), z=WHOLE) == [("a.toml", 11)]


def test_what_is_said_at_a_question_can_be_held() -> None:
    assert failures(a=WHOLE.replace('"Little sleep"', '"Little sleep"\nsays = "so low"')) == []


def test_a_first_visit_goes_on_from_one_that_was_stopped() -> None:
    first = WHOLE.partition('\n[[step]]\nat = "start/pick"')[0]
    stopped = first.replace('answer = "go"', 'answer = "pause"')
    sitting = (
        'visit = "first"\nafter = "z.toml"\ntoday = 2026-11-27\n'
        '[[step]]\nat = "start/decision"\nanswer = "go"\n'
        '[expect]\nplan = {{ "start/why" = "{}" }}\n'
    )
    assert failures(a=sitting.format("Little sleep"), z=stopped) == []
    assert failures(a=sitting.format("Nothing"), z=stopped) == [("a.toml", 8)]


def test_how_long_a_step_has_stayed_is_counted_over_all_visits_before() -> None:
    rungs = item(
        "rungs",
        "roster",
        fills="goals.ladder.rungs",
        rows=[0, 3],
        fields=[
            item("text", "text", fills="goals.ladder.rungs.text", required=True),
            item("status", "choice", options=["now"], fills="goals.ladder.rungs.status"),
        ],
        row_label="{rungs.text|one}",
        ask_more="Another?",
    )
    held = item("held", "text", when={"q": "calc.same_visits", "ge": 2})
    goals = item(
        "goals",
        "roster",
        fills="goals",
        rows=[0, 3],
        fields=[item("statement", "text", fills="goals.statement", required=True)],
        row_label="{goals.statement|one}",
        ask_more="Another?",
    )
    each = {"of": "goal/goals", "as": "goal"}
    gate = [
        item("decision", "choice", options=DECISIONS, fills="safety.decision"),
        item("pem", "choice", options=["yes", "no", "unsure"], fills="safety.pem"),
    ]
    parts = {
        "start": section("start", *gate),
        "goal": section("goal", goals),
        "steps": section("steps", rungs, held, each=each),
    }
    small = compile_pack(pack(parts))
    safe = (
        '[[step]]\nat = "start/decision"\nanswer = "go"\n'
        '[[step]]\nat = "start/pem"\nanswer = "no"\n'
    )
    first = (
        f"{safe}"
        '[[step]]\nat = "goal/goals"\nanswer = ["Cook"]\n'
        '[[step]]\nat = "steps@1/rungs"\nanswer = [{ text = "Peel", status = "now" }]\n'
    )
    review = 'visit = "review"\nafter = "{}.toml"\n' + safe + '[expect]\n{} = ["steps@1/held"]\n'
    files = read(a=first, b=review.format("a", "not_asked"), c=review.format("b", "asked"))
    assert run_scenarios(small, files) == ()


def test_a_review_of_a_visit_without_a_plan_is_told_what_that_one_lacks() -> None:
    small = compile_pack(pack({"start": section("start", item("ease", "scale"))}))
    review = 'visit = "review"\nafter = "z.toml"\n'
    (found,) = run_scenarios(small, read(a=review, z='visit = "first"\n'))
    assert (found.file, found.line) == ("a.toml", 1)
    assert "z.toml made no plan to go on from. plan: safety.decision" in found.message


@pytest.mark.parametrize("after", ["none.toml", "a.toml"])
def test_a_scenario_after_nothing_or_after_itself_is_refused(after: str) -> None:
    with pytest.raises(BadData):
        failures(a=f'visit = "review"\nafter = "{after}"\n')


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('visit = "third"', 1),
        ('visit = "review"', 1),
        ('\n[[step]]\nanswer = 1\nskip = "unsure"', 2),
        ("[[step]]\nat = 1", 1),
        ('[[step]]\nskip = "never"', 1),
        ("[[step]]\nback = -1", 1),
        ('[[step]]\nmove = ["g1"]', 1),
        ("[[step]]\nconfirm = 1", 1),
        ('[[step]]\nack = "x"', 1),
        ("[[step]]\nanser = 1", 1),
        ('today = "soon"', 1),
        ("today = 9999-12-31", 1),
        ("[expect]\nplan = 1", 2),
        ("[expect]\nwhat = 1", 2),
        ('visit = "first"\n\n[[steps]]\nat = "a/b"', 3),
        ("visit =", 1),
        ("step = 1", 1),
    ],
)
def test_a_file_that_is_no_scenario_is_named_with_its_line(text: str, line: int) -> None:
    with pytest.raises(BadData) as caught:
        read(a=text)
    assert line in {one.line for one in caught.value.problems}


@given(st.text('[]={}"\n answerstpi1@/.,-', max_size=60))
def test_no_scenario_raises_anything_but_its_faults(rest: str) -> None:
    with suppress(BadData):
        assert isinstance(run_scenarios(script(), read(a=f"[[step]]\n{rest}")), tuple)


def test_commands_are_written_as_a_scenario_that_does_the_same() -> None:
    steps = (("start/ease", Answer(2)), ("start/ease", Next()), ("start/why", Answer('"\\\x1b\n')))
    text = write_scenario("first", DAY, (*steps, ("start/why", Back())), "a walk").decode()
    assert failures(a=text + '[expect]\nasked = ["start/why"]\n') == []
    assert text.startswith("# a walk\n")


def test_what_is_left_out_or_waits_is_told_with_what_would_ask_it() -> None:
    part = section(
        "talk",
        item("time", "choice", options=["short", "whole"], core=True),
        item("room", "choice", options=["alone", "others"], who="clinician", core=True),
        item("rest", "text"),
        item("own", "text", private=True, core=True),
    )
    small = compile_pack(
        pack(
            {"talk": part},
            short={"item": "talk/time", "options": ["short"]},
            private_later={"item": "talk/room", "options": ["others"]},
        )
    )
    steps = (
        '[[step]]\nat = "talk/time"\nanswer = "short"\n[[step]]\nat = "talk/rest"\n'
        '[[step]]\nat = "talk/room"\nanswer = "others"\n[[step]]\nat = "talk/own"\n'
    )
    left_out = 'it is left out until a step with more = "talk" asks the rest of that part'
    assert [(one.line, one.message) for one in run_scenarios(small, read(a=steps))] == [
        (4, f"“talk/rest” is not asked: {left_out}"),
        (9, "“talk/own” is not asked: it waits until the two are alone"),
    ]


# What is not reached


def covered(**files: str) -> tuple[Coverage, list[tuple[str, str]]]:
    coverage = Coverage()
    run_scenarios(script(), read(**files), coverage.watch)
    return coverage, [(one.code, one.field) for one in unreached(script(), coverage)]


def test_what_no_scenario_reaches_is_named() -> None:
    coverage, missed = covered(
        a='[[step]]\nat = "start/ease"\nanswer = 9\n'
        '[[step]]\nat = "start/decision"\nanswer = "go"\n'
    )
    assert ("W701", "start/why") in missed
    assert ("W701", "each/own") in missed
    assert ("W702", "start/why.when") in missed
    assert ("W702", "start/ease/low") in missed
    assert ("W702", "skips.declined") in missed
    assert ("W701", "start/ease") not in missed
    asked = shares(script(), coverage)[0]
    assert (asked.what, asked.reached, asked.of) == ("questions", 5, 9)


def test_what_is_reached_both_ways_is_not_named() -> None:
    _, missed = covered(a=WHOLE)
    assert missed == [
        ("W702", "skips.declined"),
        ("W702", "skips.not_applicable"),
        ("W702", "skips.not_now"),
    ]


def test_what_is_opened_by_the_last_step_was_reached() -> None:
    part = section(
        "talk",
        item("time", "choice", options=["short", "whole"], core=True),
        item("rest", "text", when={"q": "time", "eq": "short"}),
    )
    small = compile_pack(pack({"talk": part}, short={"item": "talk/time", "options": ["short"]}))
    steps = '[[step]]\nat = "talk/time"\nanswer = "short"\n'
    for more, reached in (("", 1), ('[[step]]\nmore = "talk"\n', 2)):
        coverage = Coverage()
        run_scenarios(small, read(a=steps + more), coverage.watch)
        assert shares(small, coverage)[0].reached == reached


def test_a_part_that_may_have_no_question_was_come_by_without_one() -> None:
    why = item("why", "text", when={"q": "ease", "lt": 4})
    parts = {"start": section("start", item("ease", "scale")), "low": section("low", why)}
    small = compile_pack(pack(parts))
    for ease, other in ((9, "left out"), (2, "asked")):
        coverage = Coverage()
        run_scenarios(
            small, read(a=f'[[step]]\nat = "start/ease"\nanswer = {ease}\n'), coverage.watch
        )
        words = [one.message for one in unreached(small, coverage) if one.field == "low/why.when"]
        assert any(other in one for one in words) is (ease == 9)
        assert coverage.ways["low", "why"] == ({False} if ease == 9 else {False, True})


def test_a_question_that_a_short_visit_leaves_out_says_nothing_of_its_condition() -> None:
    part = section(
        "talk",
        item("time", "choice", options=["short", "whole"], core=True),
        item("rest", "text", when={"q": "time", "eq": "short"}),
    )
    small = compile_pack(pack({"talk": part}, short={"item": "talk/time", "options": ["short"]}))
    coverage = Coverage()
    run_scenarios(small, read(a='[[step]]\nat = "talk/time"\nanswer = "short"\n'), coverage.watch)
    assert coverage.ways["talk", "rest"] == {False, True}


# At random


def chances(count: int, seed: int = 7) -> list[random.Random]:
    return [random.Random(f"{seed}/{number}") for number in range(count)]


def test_random_walks_of_a_sound_script_find_nothing_and_are_the_same_again() -> None:
    assert set(walk_at_random(script(), chances(30), 90)) == {None}
    one, other = (list(walk_at_random(script(), chances(8), 0.01)) for _ in range(2))
    assert one == other


def test_a_walk_that_takes_too_long_leaves_the_scenario_that_shows_it() -> None:
    faults = [one for one in walk_at_random(script(), chances(8), 0.01) if one is not None]
    assert {one.code for one in faults} == {"I704"}
    review = next(one for one in faults if one.visit == "review")
    assert review.before is not None
    files: Mapping[str, str] = {
        "b": write_scenario("first", DAY, review.before, "before").decode(),
        "a": write_scenario("review", DAY, review.steps, "it", "b.toml").decode(),
    }
    assert isinstance(run_scenarios(script(), read(**files)), tuple)


def test_a_walk_that_raises_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError

    monkeypatch.setattr("goalcoach.dialogue.scenario.random_walk.plan_at_end", broken)
    found = next(walk_at_random(script(), chances(1), 90))
    assert found is not None
    assert "KeyError" in found.message
