"""From a typed line to an answer. What cannot be read goes on as text: the visit says why not.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from goalcoach.dialogue.answer_types import Kind, Value
from goalcoach.dialogue.script.typed_number import read_number, read_numbers
from goalcoach.dialogue.view.screen import Screen
from goalcoach.dialogue.view.screen_words import is_full
from goalcoach.number_words import say_number
from goalcoach.plain.order_names import english_name
from goalcoach.translation import tr, tr_noop
from goalcoach.typed_day import read_typed

MORE = "> "
"""Asks for another line of the same answer."""

_COMMAND = re.compile(r"\s*:([^\W\d_]+)(?:\s+(.*))?\Z", re.S)
_NAME = re.compile("[a-z]+")
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")


def command_of(line: str) -> tuple[str, str] | None:
    """Return the command of a line, by its English name, and what follows it; None for an answer.

    What is written like no order, ":Ä", is an answer.
    """
    match = _COMMAND.match(line)
    name = english_name(match[1]) if match else ""
    return (name, (match[2] or "").strip()) if match and _NAME.fullmatch(name) else None


def text_of(line: str) -> str:
    """Return the line as meant: "::" at its head stands for a colon of the text's own."""
    return line[1:] if line.startswith("::") else line


def value_of(asked: Screen, text: str, today: date) -> Value:
    """Return the answer that `text` gives to the question, or `text` where it gives none."""
    return PLAIN_FIELDS[asked.kind].read(asked, text, today)


def prompt_of(asked: Screen) -> str:
    """Return the words that ask for the answer and say how to give it."""
    return PLAIN_FIELDS[asked.kind].prompt(asked)


def takes_lines(kind: Kind) -> bool:
    """Return True if an answer of that kind has several lines, ended by an empty one."""
    return PLAIN_FIELDS[kind].lines


# Asking


def _fixed(words: str) -> Callable[[Screen], str]:
    """Return what asks with the same words always; they are looked up when they are said."""
    return lambda asked: tr(words)


def _lines(words: str) -> Callable[[Screen], str]:
    return lambda asked: f"{tr(words)}\n{MORE}"


def _ask_choice(asked: Screen) -> str:
    return tr("ANSWER (1 to {count}):", count=len(asked.options))


def _ask_several(asked: Screen) -> str:
    if asked.rank:
        return tr("ANSWER (numbers, what comes first first, such as 2 1):")
    return tr("ANSWER (numbers, such as 1 3):")


def _ask_rating(asked: Screen) -> str:
    if asked.low is None or asked.high is None:
        return tr("ANSWER (a number):")
    low, high = say_number(asked.low), say_number(asked.high)
    return tr("ANSWER ({low} to {high}):", low=low, high=high)


def _ask_row(asked: Screen) -> str:
    if is_full(asked):
        return tr("Enter goes on:")
    if asked.rows:
        return tr("ANSWER (type another line, or Enter goes on):")
    return tr("ANSWER (type a line to add it, or Enter goes on):")


# Reading


def _read_text(asked: Screen, text: str, today: date) -> Value:
    return text


def _read_choice(asked: Screen, text: str, today: date) -> Value:
    return _option(asked, text)


def _read_several(asked: Screen, text: str, today: date) -> Value:
    return tuple(_option(asked, one) for one in re.split(r"[\s,;]+", text.strip()) if one)


def _read_number(asked: Screen, text: str, today: date) -> Value:
    number = read_number(text, asked.unit)
    return text.strip() if number is None else number


def _read_day(asked: Screen, text: str, today: date) -> Value:
    return read_typed(text, today) or text


def _read_lines(asked: Screen, text: str, today: date) -> Value:
    numbers = read_numbers(text, asked.unit) if asked.numbers else None
    if numbers is not None:
        return numbers
    return tuple(one for one in text.split("\n") if one.strip())


def _option(asked: Screen, text: str) -> str:
    """Return the option that a number, an id or the label itself names."""
    bare = text.strip()
    if _WHOLE.fullmatch(bare) and 1 <= int(bare) <= len(asked.options):
        return asked.options[int(bare) - 1].id
    for option in asked.options:
        if bare.casefold() in (option.id.casefold(), option.label.casefold()):
            return option.id
    return bare


class PlainField(NamedTuple):
    """How a kind of question is answered line by line. `lines`: an empty line ends the answer."""

    prompt: Callable[[Screen], str]
    read: Callable[[Screen, str, date], Value] = _read_text
    lines: bool = False


PLAIN_FIELDS: dict[Kind, PlainField] = {
    Kind.SAY: PlainField(_fixed(tr_noop("Enter goes on:"))),
    Kind.TEXT: PlainField(_fixed(tr_noop("ANSWER:"))),
    Kind.LONG_TEXT: PlainField(_lines(tr_noop("ANSWER (an empty line ends it):")), lines=True),
    Kind.CHOICE: PlainField(_ask_choice, _read_choice),
    Kind.MULTI: PlainField(_ask_several, _read_several),
    Kind.SCALE: PlainField(_ask_rating, _read_number),
    Kind.NUMBER: PlainField(_fixed(tr_noop("ANSWER (a number):")), _read_number),
    Kind.DATE: PlainField(
        _fixed(tr_noop("ANSWER (a day, such as 18.12.2026, next Thursday or 4 weeks):")), _read_day
    ),
    Kind.LIST: PlainField(
        _lines(tr_noop("ANSWER (one a line, an empty line ends it):")), _read_lines, lines=True
    ),
    Kind.ROSTER: PlainField(_ask_row),
    Kind.REVIEW: PlainField(
        _fixed(tr_noop("Type yes to write it, :back to go back, :plan to read it:"))
    ),
}
"""Each kind of question; a roster's line and the closing word are taken by `conversation`."""
