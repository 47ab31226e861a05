"""Which answers make a condition true: found from ranges, options and skips, without a visit.

A question's answers are tokens: an option, a number of a scale, a way to skip it, or that it was
not answered. What cannot be listed, such as a text, is one token that may be anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.linter.pack_view import Asked, PackView
from goalcoach.dialogue.script.condition import (
    OPERATORS,
    All,
    AnswerFact,
    Any,
    Condition,
    Not,
    Reference,
    Source,
    Test,
    VisitIs,
    evaluate,
)
from goalcoach.dialogue.script.script import Item
from goalcoach.typed_day import Day

_DAY = date(2026, 1, 15)
"""Any day: bounds count from the day of the visit."""
_UNANSWERED = "\0unanswered"
_SKIPPED = "\0skipped "
_ANYTHING = "\0anything"
_WIDEST = 101
"""A scale with more steps than this is taken as one token."""

Token = object
_UNLISTED: frozenset[Token] = frozenset({_ANYTHING})
_Literal = tuple[Test | VisitIs, bool]


class Range(NamedTuple):
    """Looks at conditions as they stand at one question."""

    view: PackView
    at: Asked

    def never(self, condition: Condition, negated: bool = False) -> bool:
        """Return True if no answers make the condition true."""
        match condition:
            case Test():  # the most frequent one by far
                return self._never_holds(condition, negated)
            case Not(part):
                return self.never(part, not negated)
            case All(parts) | Any(parts):
                if not parts:
                    return False
                if isinstance(condition, All) is negated:
                    return all(self.never(part, negated) for part in parts)
                return any(self.never(part, negated) for part in parts) or self._excluded(
                    condition, negated
                )
            case VisitIs():
                return not self._true(condition, negated, might=True)

    def _never_holds(self, test: Test, negated: bool) -> bool:
        if test.operator != "is":
            answers = self._answers(test.left)
            if _ANYTHING in answers:
                return False
            if test.operator == "eq" and not negated and isinstance(test.operand, str | int):
                return test.operand not in answers
        return not any(_holds(test, one, negated, True) for one in self._tokens(test))

    def always(self, condition: Condition, negated: bool = False) -> bool:
        """Return True if the condition is true whatever is answered, and where nothing is."""
        match condition:
            case Test():
                return False  # one comparison is unknown where nothing was answered
            case Not(part):
                return self.always(part, not negated)
            case All(parts) | Any(parts):
                if isinstance(condition, All) is not negated:
                    return bool(parts) and all(self.always(part, negated) for part in parts)
                return any(self.always(part, negated) for part in parts) or self._covered(
                    condition, negated
                )
            case VisitIs():
                return self._true(condition, negated, might=False) >= self._tokens(condition)

    def of_every_answer(self, condition: Condition) -> bool:
        """Return True for one comparison that every answer of a listed kind makes true."""
        if not isinstance(condition, Test) or condition.operator == "is":
            return False
        known = self._answers(condition.left)
        if _ANYTHING in known or not known or (condition.operator == "eq" and len(known) > 1):
            return False
        return self._true(condition, False, might=False) >= known

    def _excluded(self, condition: Condition, negated: bool) -> bool:
        """True if the comparisons of one question that must all hold leave no answer."""
        literals = list(_literals(condition, negated, conjunction=True))
        by_value: dict[object, list[_Literal]] = {}
        for one in literals:
            key = self._one_value(one[0])
            if key is not None:
                by_value.setdefault(key, []).append(one)
        # What one comparison alone leaves was looked at before.
        together = [ones for ones in by_value.values() if len(ones) > 1]
        return any(not self._left_by(ones) for ones in together) or _no_day(literals)

    def _left_by(self, literals: list[_Literal]) -> frozenset[Token]:
        """Return the answers for which each of some comparisons of one question can be true."""
        found = [self._true(one, turned, might=True) for one, turned in literals]
        return found[0].intersection(*found[1:])

    def _covered(self, condition: Condition, negated: bool) -> bool:
        """True if the comparisons of one question, of which one must hold, take every answer."""
        found: dict[object, frozenset[Token]] = {}
        whole: dict[object, frozenset[Token]] = {}
        for literal, turned in _literals(condition, negated, conjunction=False):
            key = self._one_value(literal)
            if key is not None:
                found[key] = found.get(key, frozenset()) | self._true(literal, turned, might=False)
                whole[key] = self._tokens(literal)
        return any(found[key] >= whole[key] for key in found)

    def _one_value(self, literal: Test | VisitIs) -> object | None:
        """Return what is compared if it is one and the same value; None for a column."""
        if isinstance(literal, VisitIs):
            return "visit"
        asked = self._question(literal.left)
        if asked is None or asked.item.kind is Kind.MULTI:
            return None
        if asked.section.each is not None and asked.section is not self.at.section:
            return None
        if asked.item.roster and literal.left.source is not Source.SELF:
            return None
        return (asked.item.home, asked.item.id)

    def _question(self, reference: Reference) -> Asked | None:
        if reference.source is Source.SELF:
            return self.at
        if reference.source is Source.ITEM:
            return self.view.questions.get((reference.section, reference.item))
        return None

    def _tokens(self, literal: Test | VisitIs) -> frozenset[Token]:
        if isinstance(literal, VisitIs):
            return frozenset(self.view.visits(self.at))
        asked = self._question(literal.left)
        return self._answers(literal.left) | _missing(asked.item.skips if asked else ())

    def _answers(self, reference: Reference) -> frozenset[Token]:
        """Return the tokens of what can be answered; none for a question no such visit asks."""
        asked = self._question(reference)
        if asked is None:
            return _UNLISTED
        if asked is self.at:
            return self._listed(asked.item)
        if self.view.visits(asked).isdisjoint(self.view.visits(self.at)):
            return frozenset()
        known = self.view.answers.get(asked.item.home)
        if known is None:
            known = self.view.answers[asked.item.home] = self._listed(asked.item)
        return known

    def _listed(self, item: Item) -> frozenset[Token]:
        if item.kind is Kind.CHOICE and item.options:
            return frozenset(one.id for one in item.options)
        if item.kind is Kind.SCALE and item.low is not None and item.high is not None:
            steps = int(item.high - item.low) + 1
            if 0 < steps <= _WIDEST:
                return frozenset(int(item.low) + step for step in range(steps))
        return _UNLISTED

    def _true(self, literal: Test | VisitIs, negated: bool, *, might: bool) -> frozenset[Token]:
        """Return the tokens for which a comparison is true, or with `might` can be."""
        if isinstance(literal, VisitIs):
            asked = self.view.visits(self.at)
            return asked - {literal.kind} if negated else asked & {literal.kind}
        tokens = self._tokens(literal)
        return frozenset([one for one in tokens if _holds(literal, one, negated, might)])


@lru_cache(maxsize=32)
def _missing(skips: tuple[SkipReason, ...]) -> frozenset[Token]:
    """Return the tokens of a question that has no answer."""
    return frozenset((_UNANSWERED, *(f"{_SKIPPED}{one}" for one in skips)))


def _holds(test: Test, token: Token, negated: bool, might: bool) -> bool:
    if test.operator == "is":
        state = _is_words(token)
        return (test.operand in state) is not negated
    if isinstance(token, str) and (token == _UNANSWERED or token.startswith(_SKIPPED)):
        return False
    if token == _ANYTHING or isinstance(test.operand, Reference | Day):
        return might
    if test.operator not in OPERATORS:
        return might
    if test.operator == "eq":  # the most frequent one by far
        return (token == test.operand) is not negated
    fact = AnswerFact(token)  # type: ignore[arg-type]
    truth = evaluate(test, lambda reference: (fact,), "", _DAY)
    return truth is (not negated)


def _is_words(token: Token) -> tuple[str, ...]:
    if token == _UNANSWERED:
        return ("unanswered",)
    if isinstance(token, str) and token.startswith(_SKIPPED):
        return ("skipped", token.removeprefix(_SKIPPED))
    return ("answered",)


def _literals(condition: Condition, negated: bool, *, conjunction: bool) -> Iterator[_Literal]:
    """Yield the comparisons that stand together, through nested ones of the same sort."""
    match condition:
        case Not(part):
            yield from _literals(part, not negated, conjunction=conjunction)
        case All(parts) | Any(parts):
            if (isinstance(condition, All) is not negated) is conjunction:
                for part in parts:
                    yield from _literals(part, negated, conjunction=conjunction)
        case Test() | VisitIs():
            yield (condition, negated)


def _no_day(literals: list[_Literal]) -> bool:
    """True if one date must lie before a day and after a later one."""
    first: dict[Reference, date] = {}
    last: dict[Reference, date] = {}
    for one, negated in literals:
        if isinstance(one, Test) and isinstance(one.operand, Day) and not negated:
            day = one.operand.on(_DAY)
            if day is not None and one.operator == "after":
                first[one.left] = max(day, first.get(one.left, day))
            elif day is not None and one.operator == "before":
                last[one.left] = min(day, last.get(one.left, day))
    return any(first[one] >= last[one] for one in first if one in last)
