"""The words that script, engine and every front end share: kinds, skip reasons, values."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

Value = bool | int | float | str | date | tuple[str, ...] | tuple[float, ...]
"""What an answer may be, by the kind of its question.

say True · text and long_text str · choice str (option id) · multi tuple of option ids in order ·
scale int · number int or float · date date · list tuple of str (or of numbers) · roster True
("these are all the rows").
"""

REVIEW = "review"
"""The address of the closing step, behind the last question of every visit."""


class Kind(StrEnum):
    """A kind of question, as `kind` in a script names it."""

    SAY = "say"
    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    MULTI = "multi"
    SCALE = "scale"
    NUMBER = "number"
    DATE = "date"
    LIST = "list"
    ROSTER = "roster"
    REVIEW = "review"


TYPED = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.LIST, Kind.ROSTER})
"""The kinds that are answered in words."""
WRITTEN = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.LIST, Kind.NUMBER, Kind.DATE})
"""The kinds whose answer is typed as a whole, so that another takes its place."""


class SkipReason(StrEnum):
    """Why a question has no answer. What was declined is taken out of the journal at the close."""

    DECLINED = "declined"
    UNSURE = "unsure"
    NOT_NOW = "not_now"
    NOT_APPLICABLE = "not_applicable"
