"""Which answers make a condition true: found from ranges, options and skips, without a visit.

A question's answers are tokens: an option, a number of a scale, a way to skip it, or that it was
not answered. What cannot be listed, such as a text, is one token that may be anything.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.linter.listed_answers import UNLISTED
from goalcoach.dialogue.linter.pack_view import Asked, PackView
from goalcoach.dialogue.script.condition import (
    OPERATORS,
    All,
    Condition,
    Not,
    Reference,
    Source,
    Test,
    VisitIs,
    compare_values,
)
from goalcoach.typed_day import Day

_DAY = date(2026, 1, 15)
"""Any day: bounds count from the day of the visit."""
_UNANSWERED = "\0unanswered"
_SKIPPED = "\0skipped "

Token = object
_UNKNOWN = (Reference, Day)
"""With one of these as operand, what is compared with is known in a visit alone."""
_Literal = tuple[Test | VisitIs, bool]


class Range(NamedTuple):
    """Looks at conditions as they stand at one question."""

    view: PackView
    at: Asked

    def never(self, condition: Condition, negated: bool = False) -> bool:
        """Return True if no answers make the condition true."""
        if isinstance(condition, Test):  # the most frequent one by far
            return self._never_holds(condition, negated)
        if isinstance(condition, Not):
            return self.never(condition.part, not negated)
        if isinstance(condition, VisitIs):
            return not self._true(condition, negated, might=True)
        if not condition.parts:
            return False
        if isinstance(condition, All) is negated:
            return all(self.never(part, negated) for part in condition.parts)
        for part in condition.parts:
            if self.never(part, negated):
                return True
        return self._excluded(condition, negated)

    def _never_holds(self, test: Test, negated: bool) -> bool:
        operator, operand = test.operator, test.operand
        if operator == "is":
            if _holds_without_answer(test, negated):
                return False
            if operand == "answered":
                return not self._answers(test.left)
        else:
            answers = self._answers(test.left)
            if answers is UNLISTED:
                return False
            if operator == "eq" and not negated and not isinstance(operand, _UNKNOWN):
                return operand not in answers
        return not self._true(test, negated, might=True)

    def always(self, condition: Condition, negated: bool = False) -> bool:
        """Return True if the condition is true whatever is answered, and where nothing is."""
        if isinstance(condition, Test):
            return False  # one comparison is unknown where nothing was answered
        if isinstance(condition, Not):
            return self.always(condition.part, not negated)
        if isinstance(condition, VisitIs):
            return self._true(condition, negated, might=False) >= self._tokens(condition)
        parts = condition.parts
        if isinstance(condition, All) is not negated:
            if not parts or isinstance(parts[0], Test):
                return False
            return all(self.always(part, negated) for part in parts)
        return any(self.always(part, negated) for part in parts) or self._covered(
            condition, negated
        )

    def of_every_answer(self, condition: Condition) -> bool:
        """Return True for one comparison that every answer of a listed kind makes true."""
        if not isinstance(condition, Test) or condition.operator == "is":
            return False
        known = self._answers(condition.left)
        if known is UNLISTED or not known or (condition.operator == "eq" and len(known) > 1):
            return False
        return self._true(condition, False, might=False) == known

    def _excluded(self, condition: Condition, negated: bool) -> bool:
        """True if the comparisons of one question that must all hold leave no answer."""
        literals = _literals(condition, negated, conjunction=True)
        own = self.at.item.id
        subjects = [
            one.left.name or one.left.item or own if isinstance(one, Test) else ""
            for one, _ in literals
        ]
        if len(set(subjects)) == len(subjects):  # nothing is compared twice, as most often
            return False
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
        literals = _literals(condition, negated, conjunction=False)
        if not any(_holds_without_answer(one, turned) for one, turned in literals):
            return False
        found: dict[object, frozenset[Token]] = {}
        whole: dict[object, frozenset[Token]] = {}
        for literal, turned in literals:
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
        if reference.source is Source.ITEM:
            return self.view.questions.get((reference.section, reference.item))
        return self.at if reference.source is Source.SELF else None

    def _tokens(self, literal: Test | VisitIs) -> frozenset[Token]:
        if isinstance(literal, VisitIs):
            return self.at.visits
        asked = self._question(literal.left)
        return self._answers(literal.left) | _missing(asked.item.skips if asked else ())

    def _answers(self, reference: Reference) -> frozenset[Token]:
        """Return the tokens of what can be answered; none for a question no such visit asks."""
        asked = self._question(reference)
        if asked is None:
            return UNLISTED
        if asked is not self.at and asked.visits.isdisjoint(self.at.visits):
            return frozenset()
        return asked.answers

    def _true(self, literal: Test | VisitIs, negated: bool, *, might: bool) -> frozenset[Token]:
        """Return the tokens for which a comparison is true, or with `might` can be."""
        if isinstance(literal, VisitIs):
            asked = self.at.visits
            return asked - {literal.kind} if negated else asked & {literal.kind}
        operator, operand = literal.operator, literal.operand
        if operator == "is":
            tokens = self._tokens(literal)
            return frozenset([one for one in tokens if (operand in _state(one)) is not negated])
        # A comparison is unknown where nothing was answered.
        answers = self._answers(literal.left)
        if answers is UNLISTED or operator not in OPERATORS or isinstance(operand, _UNKNOWN):
            return answers if might else frozenset()
        if operator == "eq":  # the most frequent one by far
            return answers - {operand} if negated else answers & {operand}
        wanted = not negated
        true = [
            one
            for one in answers
            if compare_values(operator, one, operand) is wanted  # type: ignore[arg-type]
        ]
        return frozenset(true)


@lru_cache(maxsize=32)
def _missing(skips: tuple[SkipReason, ...]) -> frozenset[Token]:
    """Return the tokens of a question that has no answer."""
    return frozenset((_UNANSWERED, *(f"{_SKIPPED}{one}" for one in skips)))


def _holds_without_answer(literal: Test | VisitIs, negated: bool) -> bool:
    """True if a comparison holds where nothing was answered, or looks at no answer."""
    if isinstance(literal, VisitIs):
        return True
    return literal.operator == "is" and (literal.operand == "unanswered") is not negated


def _state(token: Token) -> tuple[str, ...]:
    """Return the words for `is` that are true of a token."""
    if token == _UNANSWERED:
        return ("unanswered",)
    if isinstance(token, str) and token.startswith(_SKIPPED):
        return ("skipped", token.removeprefix(_SKIPPED))
    return ("answered",)


def _literals(condition: Condition, negated: bool, *, conjunction: bool) -> list[_Literal]:
    """Return the comparisons that stand together, through nested ones of the same sort."""
    if isinstance(condition, Test | VisitIs):
        return [(condition, negated)]
    if isinstance(condition, Not):
        return _literals(condition.part, not negated, conjunction=conjunction)
    if (isinstance(condition, All) is not negated) is not conjunction:
        return []
    found: list[_Literal] = []
    for part in condition.parts:
        if isinstance(part, Test):
            found.append((part, negated))
        else:
            found += _literals(part, negated, conjunction=conjunction)
    return found


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
