"""From a typed line to an answer. What cannot be read goes on as text: the visit says why not.

Pure.
"""

from __future__ import annotations

import re
from datetime import date

from goalcoach.dialogue.kind import Kind, Value
from goalcoach.dialogue.script.typed_day import read_typed
from goalcoach.dialogue.view.screen import Screen
from goalcoach.plain.question_lines import is_full
from goalcoach.sheets.wording import say_number

MORE = "> "

_COMMAND = re.compile(r"\s*:([a-z]+)(?:\s+(.*))?\Z", re.S)
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?")


def command_of(line: str) -> tuple[str, str] | None:
    """Return the command of a line and what follows it; None for an answer."""
    match = _COMMAND.match(line)
    return (match[1], (match[2] or "").strip()) if match else None


def text_of(line: str) -> str:
    """Return the line as meant: "::" at its head stands for a colon of the text's own."""
    return line[1:] if line.startswith("::") else line


def value_of(screen: Screen, text: str, today: date, *, numbers: bool = False) -> Value:
    """Return the answer that `text` gives to `screen`; `numbers`: a list of numbers."""
    match screen.kind:
        case Kind.CHOICE:
            return _option(screen, text)
        case Kind.MULTI:
            return tuple(_option(screen, one) for one in re.split(r"[\s,;]+", text.strip()) if one)
        case Kind.SCALE | Kind.NUMBER:
            return _number(text)
        case Kind.DATE:
            return read_typed(text, today) or text
        case Kind.LIST:
            lines = [one for one in text.split("\n") if one.strip()]
            return _numbers(lines) if numbers else tuple(lines)
        case _:
            return text


def prompt_of(screen: Screen) -> str:
    """Return the words that ask for the answer and say how to give it."""
    low, high = screen.low, screen.high
    match screen.kind:
        case Kind.SAY:
            return "Enter goes on: "
        case Kind.LONG_TEXT:
            return f"ANSWER (an empty line ends it):\n{MORE}"
        case Kind.LIST:
            return f"ANSWER (one a line, an empty line ends it):\n{MORE}"
        case Kind.CHOICE:
            return f"ANSWER (1 to {len(screen.options)}): "
        case Kind.MULTI if screen.rank:
            return "ANSWER (numbers, what comes first first, such as 2 1): "
        case Kind.MULTI:
            return "ANSWER (numbers, such as 1 3): "
        case Kind.SCALE if low is not None and high is not None:
            return f"ANSWER ({say_number(low)} to {say_number(high)}): "
        case Kind.SCALE | Kind.NUMBER:
            return "ANSWER (a number): "
        case Kind.DATE:
            return "ANSWER (a day, such as 2026-12-18 or 4 weeks): "
        case Kind.ROSTER if is_full(screen):
            return "Enter goes on: "
        case Kind.ROSTER if screen.rows:
            return "ANSWER (type another line, or Enter goes on): "
        case Kind.ROSTER:
            return "ANSWER (type a line to add it, or Enter goes on): "
        case _:
            return "ANSWER: "


def _option(screen: Screen, text: str) -> str:
    """Return the option that a number, an id or the label itself names."""
    bare = text.strip()
    if _WHOLE.fullmatch(bare) and 1 <= int(bare) <= len(screen.options):
        return screen.options[int(bare) - 1].id
    for option in screen.options:
        if bare.casefold() in (option.id.casefold(), option.label.casefold()):
            return option.id
    return bare


def _number(text: str) -> Value:
    bare = text.strip()
    if _WHOLE.fullmatch(bare):
        return int(bare)
    if _NUMBER.fullmatch(bare):
        return float(bare.replace(",", "."))
    return bare


def _numbers(lines: list[str]) -> Value:
    read = [_number(one) for one in lines]
    numbers = tuple(one for one in read if isinstance(one, int | float))
    return numbers if len(numbers) == len(lines) else tuple(lines)
