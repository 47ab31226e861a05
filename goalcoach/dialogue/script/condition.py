"""Conditions over earlier answers: the values they look at, and three-valued evaluation.

Comparing something that is not there gives None (unknown), and the opposite of unknown is unknown:
an item shows, and a check fires, only on True. So "skipped is not yes" never opens a branch. `is`
alone sees whether something is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

from msgspec import Struct

from goalcoach.dialogue.answer_types import SkipReason, Value
from goalcoach.plan.words_for_nothing import names_nothing
from goalcoach.typed_day import Day


class Source(StrEnum):
    """What a name in a condition or a pipe means: an answer, or something known without one."""

    ITEM = "item"
    COLUMN = "column"
    ROW = "row"
    PRIOR = "prior"
    SELF = "self"
    CALC = "calc"
    TODAY = "today"


class Reference(Struct, frozen=True, gc=False):
    """A resolved name.

    ITEM: the answer of `section`/`item` · COLUMN: `field` of the rows of that roster · ROW: the
    id of the row of the loop over that roster · PRIOR: the last plan's value at the path `name` ·
    CALC: the calculation `name` · SELF: the item that the condition belongs to · TODAY: the day.
    """

    source: Source
    section: str = ""
    item: str = ""
    field: str = ""
    name: str = ""


class AnswerFact(Struct, frozen=True):
    """What is known at one address: a value, a skip, or neither."""

    value: Value | None = None
    skip: SkipReason | None = None


OPEN = AnswerFact()

Look = Callable[[Reference], tuple[AnswerFact, ...]]
"""Gives the facts a reference means here: one, or one a row where a whole column is meant."""


Literal = bool | int | float | str | Day


class Test(Struct, frozen=True, gc=False):
    """One comparison. `operand` is a literal, several (`in`), or another reference."""

    left: Reference
    operator: str
    operand: Literal | tuple[Literal, ...] | Reference


class All(Struct, frozen=True, gc=False):
    """True if every part is."""

    parts: tuple[Condition, ...]


class Any(Struct, frozen=True, gc=False):
    """True if a part is."""

    parts: tuple[Condition, ...]


class Not(Struct, frozen=True, gc=False):
    """True if its part is False; unknown stays unknown."""

    part: Condition


class VisitIs(Struct, frozen=True):
    """True in visits of that kind: "first" or "review"."""

    kind: str


Condition = Test | All | Any | Not | VisitIs
Truth = bool | None

IS_WORDS = ("answered", "skipped", *(reason.value for reason in SkipReason), "unanswered")


def conjoin(truths: Iterable[Truth]) -> Truth:
    """Return Kleene "and": False if any is False, else unknown if any is, else True.

    What comes after a False is not asked for.
    """
    known: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            known = None
    return known


def disjoin(truths: Iterable[Truth]) -> Truth:
    """Return Kleene "or": True if any is True, else unknown if any is, else False.

    What comes after a True is not asked for.
    """
    known: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            known = None
    return known


def negate(truth: Truth) -> Truth:
    """Return Kleene "not": unknown for unknown."""
    return None if truth is None else not truth


def evaluate(condition: Condition, look: Look, visit: str, today: date) -> Truth:
    """Return True, False or None (unknown) for `condition`; never raises."""
    # Most are tests, and each key press evaluates some hundred.
    match condition:
        case Test():
            return _test(condition, look, today)
        case All(parts):
            return conjoin(evaluate(part, look, visit, today) for part in parts)
        case Any(parts):
            return disjoin(evaluate(part, look, visit, today) for part in parts)
        case Not(part):
            return negate(evaluate(part, look, visit, today))
        case VisitIs(kind):
            return visit == kind


def _test(test: Test, look: Look, today: date) -> Truth:
    facts = look(test.left)
    if test.operator == "is":
        if len(facts) == 1:
            return _is(facts[0], test.operand)
        return disjoin(_is(fact, test.operand) for fact in facts or (OPEN,))
    if not facts:
        return None
    operands = _operands(test.operand, look, today)
    if len(facts) == len(operands) == 1:
        return compare_values(test.operator, facts[0].value, operands[0])
    return disjoin(
        compare_values(test.operator, fact.value, operand) for fact in facts for operand in operands
    )


def _operands(
    operand: Literal | tuple[Literal, ...] | Reference, look: Look, today: date
) -> tuple[Value | tuple[Literal, ...] | None, ...]:
    if isinstance(operand, Reference):
        return tuple(fact.value for fact in look(operand)) or (None,)
    if isinstance(operand, Day):
        return (operand.on(today),)
    return (operand,)


def _is(fact: AnswerFact, word: object) -> bool:
    if fact.skip is not None:
        return word in ("skipped", fact.skip.value)
    return word == ("unanswered" if fact.value is None else "answered")


def compare_values(operator: str, value: Value | None, operand: object) -> Truth:
    """Return what one comparison other than `is` comes to; never raises."""
    if value is None or operand is None:
        return None
    try:
        return _OPERATORS[operator](value, operand)
    except TypeError:
        # The compiler refuses comparisons of unlike kinds; a hand-edited last plan can still
        # hold one, and then nothing is known.
        return None


def _count(value: object) -> int:
    if isinstance(value, tuple):
        return len(value)
    raise TypeError


def _words(value: object) -> int:
    if isinstance(value, str):
        return len(value.split())
    raise TypeError


def _names_nothing(value: object) -> bool:
    if isinstance(value, str):
        return names_nothing(value)
    raise TypeError


def _has(value: object, wanted: object) -> bool:
    if isinstance(value, tuple):
        return wanted in value
    raise TypeError


_OPERATORS: dict[str, Callable[[object, object], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,  # type: ignore[operator]
    "le": lambda a, b: a <= b,  # type: ignore[operator]
    "gt": lambda a, b: a > b,  # type: ignore[operator]
    "ge": lambda a, b: a >= b,  # type: ignore[operator]
    "before": lambda a, b: a < b,  # type: ignore[operator]
    "after": lambda a, b: a > b,  # type: ignore[operator]
    "in": lambda a, b: a in b,  # type: ignore[operator]
    "has": _has,
    "count_ge": lambda a, b: _count(a) >= b,  # type: ignore[operator]
    "count_le": lambda a, b: _count(a) <= b,  # type: ignore[operator]
    "words_lt": lambda a, b: _words(a) < b,  # type: ignore[operator]
    "names_nothing": lambda a, b: _names_nothing(a) == b,
}

OPERATORS = (*_OPERATORS, "is")


def references(condition: Condition) -> tuple[Reference, ...]:
    """Return every reference in `condition`, left to right."""
    match condition:
        case All(parts) | Any(parts):
            return tuple(ref for part in parts for ref in references(part))
        case Not(part):
            return references(part)
        case Test(left, _, operand):
            return (left, operand) if isinstance(operand, Reference) else (left,)
        case VisitIs():
            return ()
