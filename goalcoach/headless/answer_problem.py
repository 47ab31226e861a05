"""What is said of a line that does not fit: what it needs, or the name that was meant. Pure."""

from __future__ import annotations

from difflib import get_close_matches

from goalcoach.dialogue.answer_types import Kind
from goalcoach.dialogue.answers_file import Answers
from goalcoach.dialogue.answers_file_keys import known
from goalcoach.dialogue.engine.refusal import Refusal
from goalcoach.dialogue.script.script import Item, Script
from goalcoach.dialogue.view.screen import Screen
from goalcoach.errors import Problem
from goalcoach.plan.question_address import Address, without_rows

EXPECTED: dict[Kind, str] = {
    Kind.SAY: "no answer",
    Kind.TEXT: "a text",
    Kind.LONG_TEXT: "a text",
    Kind.CHOICE: "the id of one option",
    Kind.MULTI: "a list of option ids",
    Kind.SCALE: "a whole number",
    Kind.NUMBER: "a number",
    Kind.DATE: "a date like 2026-12-18, without quotes, or “today+28d”",
    Kind.LIST: "a list",
    Kind.ROSTER: "a list of lines, [ { … }, … ]",
}
"""What a file holds as the answer to each kind of question."""
SKIP_BELOW = "skip it below [skips]"
"""The way to skip, said where the app names its key."""
NEAR = 0.8
"""How alike two names have to be to offer one for the other; the section alone is not enough."""


def expected(kind: Kind) -> str:
    """Return what the file should hold for a question of that kind."""
    return EXPECTED[kind]


def refused_words(screen: Screen, refused: Refusal) -> str:
    """Return why an answer was refused, in terms of the file it came from."""
    if refused.code in ("kind", "number", "date"):
        return f"needs {EXPECTED[screen.kind]}."
    if refused.code == "option":
        ids = ", ".join(one.id for one in screen.options)
        return f"is none of its options: {ids}."
    if refused.code == "exclusive":
        alone = ", ".join(one.id for one in screen.options if one.exclusive)
        return f"holds {alone}, which stands alone."
    return refused.sentence_for(SKIP_BELOW)


def unused_words(script: Script, table: str, key: str, *, asked: bool) -> str:
    """Return why nothing took this key: not asked, not needed, or no such question."""
    if _item(script, key) is not None or key in script.sections:
        if table == "acks" and asked:
            return "has nothing to keep: no check speaks up there."
        if table == "confirm":
            return "is not asked, or has nothing from last time."
        return "is not asked in this visit, as the other answers go."
    near = get_close_matches(without_rows(key), known(script), n=1, cutoff=NEAR)
    return "is no question of this script" + (f" (did you mean “{near[0]}”?)." if near else ".")


def needed(address: str) -> Problem:
    """Return the problem of a question that is needed and has neither an answer nor a skip."""
    message = "is needed before the close, and the file holds no answer and no skip for it."
    return Problem(0, address, message)


def without_reason(address: str) -> Problem:
    """Return the problem of an answer that is agreed only with a reason, and has none."""
    return Problem(0, address, "needs its reason under [acks], or another answer.")


def columns_of(script: Script, roster: str) -> tuple[str, ...]:
    """Return the field ids of the roster at that address, first first; () for no roster."""
    found = _item(script, roster)
    return tuple(one.id for one in found.fields) if found else ()


def _item(script: Script, key: str) -> Item | None:
    """The question that a key of the file names, whichever row or round it says."""
    at = Address.read(without_rows(key))
    return script.item(at.section, at.item) if at is not None else None


def line_problems(answers: Answers, script: Script) -> list[Problem]:
    """Return the fields that nothing took: misnamed, or not asked. Of a line that was refused as
    a whole only the misnamed ones, for the rest was never looked at."""
    problems = []
    for key, lines in answers.rosters.items():
        columns = columns_of(script, key)
        if ("", key) not in answers.used or not columns:
            continue
        for index, line in enumerate(lines):
            added = (key, f"{index}.{columns[0]}") in answers.used
            for name in line:
                words = _field_words(name, columns)
                if not words and added and (key, f"{index}.{name}") not in answers.used:
                    words = "is not asked, as the other answers go."
                if words:
                    problems.append(answers.problem(key, f"line {index + 1}: {name} {words}"))
    return problems


def _field_words(name: str, columns: tuple[str, ...]) -> str:
    if name in columns:
        return ""
    near = get_close_matches(name, columns, n=1)
    hint = f" (did you mean “{near[0]}”?)" if near else f"; they are {', '.join(columns)}"
    return f"is none of its fields{hint}."
