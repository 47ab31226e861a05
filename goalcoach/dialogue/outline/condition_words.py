"""A condition as a sentence that someone without the screen can follow: “At ease” is below 4.

Questions are named by their labels, options by theirs, in the words of the script; ours are in the
language of the moment. Each clause is looked up whole: where its verb stands is the language's.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from goalcoach.dialogue.answer_types import Kind, SkipReason
from goalcoach.dialogue.script.condition import (
    All,
    Any,
    Condition,
    Literal,
    Not,
    Reference,
    Source,
    Test,
    VisitIs,
)
from goalcoach.dialogue.script.piping import Template
from goalcoach.dialogue.script.script import Item, Script
from goalcoach.number_words import say_number
from goalcoach.safe_text import join_words
from goalcoach.translation import TrMap, tr, tr_noop
from goalcoach.typed_day import Day

CALC_WORDS = TrMap(
    {
        "gap": "how far what is lived falls short of what matters",
        "active_goals": "the number of goals under way",
        "start_amount": "the starting amount from those days",
        "step_ratio": "the step, measured by the one agreed before,",
        "amount_before": "the amount agreed before",
        "amount_open": "a counted step without an amount",
        "less_open": "a step chosen smaller that is as it was",
        "leaflet_waits": "a leaflet that was not told yet",
        "same_day": "the visit being held on one day",
        "same_visits": "the number of visits with the same step",
        "step_now": "a step for now",
        "step_words": "the words of the step",
        "step_below": "a step below the one agreed before",
        "step_changed": "a step that is not as it was",
        "time_based": "counting in set steps (not inside an energy limit)",
        "level_more": "the words for a little more",
    }
)
"""What `calc.NAME` is called."""

PRIOR_WORDS = TrMap(
    {
        "visit.status": "how the visit ended",
        "visit.reason": "why the visit ended early",
        "visit.date": "the day of the visit",
        "visit.left_out": "what a short visit left open",
        "visit.parts": "which parts were looked at",
        "flare_plan.gone_over": "what was said of the plan for hard spells",
        "goals.ladder.mode": "how the steps are chosen",
    }
)
"""What a place in the plan of last time is called that no question fills."""

_COMPARED = {
    "eq": tr_noop("{name} is {value}"),
    "ne": tr_noop("{name} is not {value}"),
    "lt": tr_noop("{name} is below {value}"),
    "le": tr_noop("{name} is at most {value}"),
    "gt": tr_noop("{name} is above {value}"),
    "ge": tr_noop("{name} is at least {value}"),
    "before": tr_noop("{name} is before {value}"),
    "after": tr_noop("{name} is after {value}"),
    "in": tr_noop("{name} is {value}"),
    "has": tr_noop("{name} has {value}"),
    "count_ge": tr_noop("{name} has at least {value}"),
    "count_le": tr_noop("{name} has at most {value}"),
    "words_lt": tr_noop("{name} has fewer than {value} words"),
}
_STATES = {
    "answered": tr_noop("{name} was answered"),
    "skipped": tr_noop("{name} was passed on"),
    "unanswered": tr_noop("{name} is open"),
}
_AHEAD = {
    "d": tr_noop("{count} days from today"),
    "w": tr_noop("{count} weeks from today"),
    "m": tr_noop("{count} months from today"),
    "y": tr_noop("{count} years from today"),
}
_AGO = {
    "d": tr_noop("{count} days ago"),
    "w": tr_noop("{count} weeks ago"),
    "m": tr_noop("{count} months ago"),
    "y": tr_noop("{count} years ago"),
}
_ONE_AHEAD = {
    "d": tr_noop("1 day from today"),
    "w": tr_noop("1 week from today"),
    "m": tr_noop("1 month from today"),
    "y": tr_noop("1 year from today"),
}
_ONE_AGO = {
    "d": tr_noop("1 day ago"),
    "w": tr_noop("1 week ago"),
    "m": tr_noop("1 month ago"),
    "y": tr_noop("1 year ago"),
}


class ConditionWords(Struct, frozen=True):
    """Says conditions of a script as they stand at one question; `at` None: at a section.

    `value_words` says a value of the plan, by its path, that is no option of any question.
    """

    script: Script
    at: Item | None = None
    value_words: Callable[[str, str], str] | None = None

    def say(self, condition: Condition) -> str:
        """Return the condition as a clause that goes on after "only if"."""
        match condition:
            case Test():
                return self._test(condition)
            case All(parts):
                said = [self._inner(part, Any) for part in parts]
                return tr(" and ", context="between_clauses").join(said)
            case Any(parts):
                said = [self._inner(part, All) for part in parts]
                return tr(" or ", context="between_clauses").join(said)
            case Not(part):
                return tr("not ({clause})", clause=self.say(part))
            case VisitIs(kind):
                return tr("it is a first visit") if kind == "first" else tr("it is a review")

    def _inner(self, part: Condition, other: type[All] | type[Any]) -> str:
        said = self.say(part)
        return f"({said})" if isinstance(part, other) and len(part.parts) > 1 else said

    def _test(self, test: Test) -> str:
        name = self._name(test.left)
        item = self._item(test.left)
        match test.operator:
            case "is" if str(test.operand) in _STATES:
                return tr(_STATES[str(test.operand)], name=name)
            case "is":
                reason = self._skip(str(test.operand))
                return tr("{name} was passed on: “{reason}”", name=name, reason=reason)
            case "names_nothing" if test.operand:
                return tr("{name} names nothing", name=name)
            case "names_nothing":
                return tr("{name} does not name nothing", name=name)
            case _ if isinstance(test.operand, bool):
                if test.operand is (test.operator == "eq"):
                    return tr("there is {name}", name=name)
                return tr("there is not {name}", name=name)
            case _:
                value = self._operand(test.operand, item, test.left)
                return tr(_COMPARED[test.operator], name=name, value=value)

    def _skip(self, word: str) -> str:
        return self.script.skips.get(SkipReason(word), word)

    def _operand(self, operand: object, item: Item | None, left: Reference) -> str:
        if isinstance(operand, Reference):
            return self._name(operand)
        if isinstance(operand, tuple):
            return join_words([self._literal(one, item, left) for one in operand], "or")
        assert isinstance(operand, bool | int | float | str | Day)
        return self._literal(operand, item, left)

    def _literal(self, value: Literal, item: Item | None, left: Reference) -> str:
        if isinstance(value, Day):
            return _say_counted(value)
        if isinstance(value, int | float):
            return say_number(value)
        options = item.options if item is not None else ()
        section = self.script.sections.get(value) if item is None else None
        word = as_said(section.title) if section is not None else value
        if section is None and self.value_words and left.source is Source.PRIOR:
            word = self.value_words(left.name, value)
        label = next((as_said(one.label) for one in options if one.id == value), word)
        return tr("“{text}”", text=label)

    def _name(self, reference: Reference) -> str:
        match reference.source:
            case Source.TODAY:
                return tr("today")
            case Source.SELF:
                return tr("the answer")
            case Source.ROW:
                return tr("this row")
            case Source.CALC:
                return CALC_WORDS.get(reference.name, reference.name)
            case Source.PRIOR:
                filling = _filling(self.script, reference.name)
                if filling is None and reference.name in PRIOR_WORDS:
                    return tr("{name} (last time)", name=PRIOR_WORDS[reference.name])
                label = as_said(filling.words.label) if filling else reference.name
                return tr("last time's “{label}”", label=label)
            case _:
                item = self._item(reference)
                return tr("“{text}”", text=as_said(item.words.label)) if item else reference.item

    def _item(self, reference: Reference) -> Item | None:
        """Return the question or field whose options a comparison names."""
        if reference.source is Source.SELF:
            return self.at
        if reference.source is Source.PRIOR:
            return _filling(self.script, reference.name)
        found = self.script.item(reference.section, reference.item)
        if found is not None and reference.source is Source.COLUMN:
            return next((one for one in found.fields if one.id == reference.field), None)
        return found


def settle(condition: Condition, visit: str) -> Condition | bool:
    """Return a condition without what the kind of visit settles; True or False if that is all."""
    match condition:
        case VisitIs(kind):
            return kind == visit
        case Not(part):
            inner = settle(part, visit)
            return not inner if isinstance(inner, bool) else Not(inner)
        case All(parts) | Any(parts):
            whole = isinstance(condition, All)
            settled = [settle(part, visit) for part in parts]
            if any(one is (not whole) for one in settled):
                return not whole
            left = tuple(one for one in settled if not isinstance(one, bool))
            if len(left) < 2:
                return left[0] if left else whole
            return All(left) if whole else Any(left)
        case Test():
            return condition


def as_said(template: Template) -> str:
    """Return the words of a template with the fallbacks in the place of names."""
    return "".join(one if isinstance(one, str) else one.fallback for one in template.parts)


def _filling(script: Script, path: str) -> Item | None:
    """Return the first question that fills a path of the plan."""
    for section in script.sections.values():
        for item in section.items:
            for one in (item, *item.fields):
                if one.fills is not None and one.fills.path == path and one.kind is not Kind.SAY:
                    return one
    return None


def _say_counted(day: Day) -> str:
    if not day.amount:
        return tr("today")
    count = abs(day.amount)
    if count == 1:
        return tr((_ONE_AHEAD if day.amount > 0 else _ONE_AGO)[day.unit])
    return tr((_AHEAD if day.amount > 0 else _AGO)[day.unit], count=count)
