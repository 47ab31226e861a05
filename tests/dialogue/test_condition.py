"""Conditions are three-valued and total; piping puts words in and reads nothing into them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalcoach.dialogue.answer_types import SkipReason, Value
from goalcoach.dialogue.engine.command import AddRow, Answer
from goalcoach.dialogue.engine.forward_pass import walk
from goalcoach.dialogue.engine.script_words import words
from goalcoach.dialogue.script.condition import (
    OPEN,
    OPERATORS,
    All,
    AnswerFact,
    Any,
    Condition,
    Not,
    Reference,
    Source,
    Truth,
    VisitIs,
    evaluate,
    references,
)
from goalcoach.dialogue.script.condition import Test as Comparison
from goalcoach.dialogue.script.piping import BadTemplate, Pipe, parse, render
from goalcoach.number_words import say_number
from goalcoach.typed_day import Day
from tests.amount import examples
from tests.dialogue.packs import item, script_of
from tests.dialogue.walker import HOSTILE, TODAY, give, start

SOME = examples(100)
NAMES = ("a", "b", "c")

values: st.SearchStrategy[Value] = st.one_of(
    st.booleans(),
    st.integers(-3, 12),
    st.floats(),
    st.sampled_from(["", "yes", "two words", "now"]),
    st.dates(),
    st.lists(st.sampled_from(["yes", "no"]), max_size=3).map(tuple),
    st.lists(st.integers(0, 3), max_size=3).map(tuple),
)
facts = st.one_of(
    st.just(OPEN),
    values.map(AnswerFact),
    st.sampled_from(SkipReason).map(lambda one: AnswerFact(None, one)),
)
worlds = st.fixed_dictionaries({name: st.lists(facts, max_size=2).map(tuple) for name in NAMES})
refs = st.sampled_from(NAMES).map(lambda name: Reference(Source.ITEM, item=name))
literals = st.one_of(
    st.booleans(),
    st.integers(0, 10),
    st.sampled_from(["yes", "no", "answered", "skipped", "declined", "unanswered"]),
    st.builds(Day, st.integers(-9999, 9999), st.sampled_from("dwmy")),
)
tests = st.builds(
    Comparison,
    refs,
    st.sampled_from(OPERATORS),
    st.one_of(literals, refs, st.lists(st.integers(0, 3), max_size=3).map(tuple)),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    st.one_of(tests, st.sampled_from(["first", "review"]).map(VisitIs)),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=8,
)
World = Mapping[str, tuple[AnswerFact, ...]]


def truth(condition: Condition, world: World) -> Truth:
    return evaluate(condition, lambda ref: world[ref.item], "first", TODAY)


@SOME
@given(conditions, worlds)
def test_every_condition_is_true_false_or_unknown(condition: Condition, world: World):
    assert truth(condition, world) in (True, False, None)
    assert {one.item for one in references(condition)} <= set(NAMES)


@SOME
@given(st.lists(conditions, min_size=1, max_size=3), worlds)
def test_not_all_is_any_not_and_not_any_is_all_not(parts: list[Condition], world: World):
    some, each = tuple(parts), tuple(Not(one) for one in parts)
    assert truth(Not(All(some)), world) == truth(Any(each), world)
    assert truth(Not(Any(some)), world) == truth(All(each), world)
    assert truth(Not(Not(parts[0])), world) == truth(parts[0], world)


@SOME
@given(st.sampled_from([("lt", "ge"), ("le", "gt"), ("eq", "ne")]), st.integers(0, 10), facts)
def test_an_operator_and_its_opposite_are_one_another_with_not(
    pair: tuple[str, str], number: int, fact: AnswerFact
):
    if isinstance(fact.value, float) and fact.value != fact.value:
        return  # no answer is ever "not a number"
    world = dict.fromkeys(NAMES, (fact,))
    left = Reference(Source.ITEM, item="a")
    one, other = (Comparison(left, word, number) for word in pair)
    assert truth(Not(one), world) == truth(other, world)


@pytest.mark.parametrize("fact", [OPEN, *(AnswerFact(None, reason) for reason in SkipReason)])
@pytest.mark.parametrize("operator", [one for one in OPERATORS if one != "is"])
def test_a_comparison_with_what_is_missing_is_unknown_both_ways(operator: str, fact: AnswerFact):
    test = Comparison(Reference(Source.ITEM, item="a"), operator, 3)
    world = {"a": (fact,)}
    assert truth(test, world) is None
    assert truth(Not(test), world) is None
    here = Reference(Source.ITEM, item="b")
    turned = Comparison(here, operator, Reference(Source.ITEM, item="a"))
    assert truth(turned, {**world, "b": (AnswerFact("yes"),)}) is None


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (OPEN, {"unanswered"}),
        (AnswerFact(0), {"answered"}),
        (AnswerFact(False), {"answered"}),
        *((AnswerFact(None, reason), {"skipped", reason.value}) for reason in SkipReason),
    ],
)
def test_is_alone_sees_what_is_missing(fact: AnswerFact, words: set[str]):
    known = ("answered", "skipped", "unanswered", *(one.value for one in SkipReason))
    left = Reference(Source.ITEM, item="a")
    assert {one for one in known if truth(Comparison(left, "is", one), {"a": (fact,)})} == words


def test_a_column_without_rows_is_unanswered_and_otherwise_unknown():
    left = Reference(Source.ITEM, item="a")
    assert truth(Comparison(left, "is", "unanswered"), {"a": ()}) is True
    assert truth(Comparison(left, "ge", 1), {"a": ()}) is None


def test_a_column_is_true_if_any_row_is():
    test = Comparison(Reference(Source.ITEM, item="a"), "ge", 7)
    assert truth(test, {"a": (AnswerFact(2), AnswerFact(8))}) is True
    assert truth(test, {"a": (AnswerFact(2), OPEN)}) is None
    assert truth(test, {"a": (AnswerFact(2), AnswerFact(3))}) is False


@SOME
@given(st.dates(), st.integers(-9999, 9999), st.sampled_from("dwmy"))
def test_a_day_counted_from_another_is_always_a_day(today: date, amount: int, unit: str):
    assert isinstance(Day(amount, unit).on(today), date)


@pytest.mark.parametrize(
    ("today", "day", "expected"),
    [
        (date(2026, 1, 31), Day(1, "m"), date(2026, 2, 28)),
        (date(2028, 2, 29), Day(1, "y"), date(2029, 2, 28)),
        (date(2026, 11, 20), Day(-1, "w"), date(2026, 11, 13)),
        (date(2026, 11, 20), Day(2, "y"), date(2028, 11, 20)),
        (date(2026, 3, 31), Day(-1, "m"), date(2026, 2, 28)),
        (date(2026, 12, 31), Day(6, "m"), date(2027, 6, 30)),
    ],
)
def test_months_and_years_end_on_their_last_day(today: date, day: Day, expected: date):
    assert day.on(today) == expected


@SOME
@given(st.text("{}|a./ x", max_size=20), st.text(max_size=10))
def test_any_text_is_a_template_or_is_refused(text: str, value: str):
    try:
        template = parse(text, lambda name: Reference(Source.ITEM, item=name))
    except BadTemplate:
        return
    rendered = render(template, lambda ref: value)
    pipes = [part for part in template.parts if isinstance(part, Pipe)]
    assert bool(template) is bool(text)
    if value:
        assert rendered.count(value) >= len(pipes)
    else:
        assert all(pipe.fallback in rendered for pipe in pipes)


def test_doubled_braces_are_braces_and_a_lone_one_is_refused():
    template = parse("a {{b}} {x|y}", lambda name: Reference(Source.ITEM, item=name))
    assert render(template, lambda ref: "") == "a {b} y"
    for text in ("{", "}", "a { b", "{X|a}", "{x|{y}}", "{x|a|b}"):
        with pytest.raises(BadTemplate):
            parse(text, lambda name: Reference(Source.ITEM, item=name))


@pytest.mark.parametrize("text", ["{b|fallback}", "{{", "[b]x[/b]", "{today|x}", *HOSTILE[:4]])
def test_what_is_put_in_is_never_read_as_a_template(text: str):
    script = script_of(item("a", "text"), item("b", "text", say="You said: {a|nothing}"))
    state = give(script, start(script), Answer(text, "a/a"))
    kept = state.entry("a/a").value
    path = walk(script, state)

    assert (
        words(path, script.sections["a"].items[1].words.say, path.stops[1]) == f"You said: {kept}"
    )


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (12.5, "12.5"),
        (1234567, "1234567"),
        (12345.67, "12345.67"),
        (3.0, "3"),
        (0.1, "0.1"),
    ],
)
def test_a_number_is_said_with_every_digit(number: float, text: str):
    assert say_number(number) == text


def test_what_a_row_does_is_asked_only_where_its_words_name_something():
    kind = item("area", "text", when={"q": "seen.words", "names_nothing": False})
    seen = item("seen", "roster", fills="values", rows=[0, 3],
                fields=[item("words", "text", fills="values.words"), kind])  # fmt: skip
    script = script_of(seen)
    for words_, asked in (("Nothing I can see", False), ("Nothing but noise", True)):
        state = give(script, start(script), AddRow("a/seen", first=words_))
        found = [stop.address for stop in walk(script, state).stops]
        assert any(one.endswith(".area") for one in found) is asked, words_
