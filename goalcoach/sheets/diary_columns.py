"""What the columns of a filled diary may be called, in English or in the language of the moment."""

from __future__ import annotations

import re
from collections.abc import Mapping

from goalcoach.safe_text import clean
from goalcoach.sheets.daily_scale import DAILY_SCALES
from goalcoach.sheets.diary_form import QUESTIONS
from goalcoach.sheets.parts.diary_words import DIARY_LINES, name_marks
from goalcoach.translation import spoken_language, tr

_COLUMNS = {
    **{question.key: question.key for question in QUESTIONS},
    "taking part": "participation",
    # What taking part was called, so older sheets are read too.
    "ease": "participation",
    "day": "date",
    "what i did": "activity",
    "what did you do": "activity",
    "what i did, and one line about the day": "activity",
    "one line": "line",
    "note": "line",
    "one line for the day": "line",
    "one line about the day": "line",
    "one line about the week": "line",
    "what was there": "there",
    "what was there that day": "there",
}
"""The keys, and the English words of our own sheets, as `_name` gives them."""
_MARKS = re.compile(r"in full|bad days?|count|step \d|days in full|days, step \d")
_MOST_STEPS = 9


def field_of(cell: str) -> str:
    """Return the field of the column that is called so; "" where none is."""
    name = _name(cell)
    return _COLUMNS.get(name) or _spoken_columns().get(name, "")


def column_names() -> tuple[str, ...]:
    """Return what the columns are called in the language of the moment, a name a column."""
    if spoken_language() == "en":
        return tuple(question.key for question in QUESTIONS)
    scales = (scale.name for scale in DAILY_SCALES.values())
    return (tr("Date"), tr("What I did"), *scales, tr("Note"), DIARY_LINES["there"])


def is_mark(cell: str) -> bool:
    """Return whether it is a mark of a printed diary, for which an entry has no place."""
    name = _name(cell)
    if _MARKS.fullmatch(name):
        return True
    return name in {_name(mark) for mark in name_marks(_MOST_STEPS)}


def _name(cell: str) -> str:
    """Return a column's name without what differs from hand to hand: "Mood (0–10):" is mood."""
    bare = re.sub(r"\(.*\)|[:?¿.\"]", "", clean(cell).lower().partition(": ")[0])
    return " ".join(bare.split())


def _spoken_columns() -> Mapping[str, str]:
    """Return the words of the sheets that are printed in the language of the moment."""
    fields = {_name(scale.name): key for key, scale in DAILY_SCALES.items()}
    fields |= {_name(question.words): question.key for question in QUESTIONS}
    fields |= {_name(tr("Day")): "date", _name(tr("Date")): "date", _name(tr("Note")): "line"}
    fields[_name(tr("What I did"))] = "activity"
    lines = {"day": "activity", "week": "line", "there": "there"}
    return fields | {_name(DIARY_LINES[line]): key for line, key in lines.items()}
