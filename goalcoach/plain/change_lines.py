"""What changed since the last plan as lines: words say what is new, gone and other than before.

Pure. Every text goes through `labelled`, for it may come from a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plain.question_lines import labelled
from goalcoach.sheets.changes.change_report import (
    CHANGED,
    GONE,
    NEW,
    SAME,
    ChangeLine,
    ChangeSection,
    ChangeSheet,
)
from goalcoach.sheets.changes.text_writer import is_short
from goalcoach.visit.empty_page_words import NO_CHANGE, NO_PARENT

_WORDS = {NEW: "NEW", GONE: "GONE", CHANGED: "CHANGED"}


def change_lines(sheet: ChangeSheet | None) -> Iterator[str]:
    """Yield what changed, with the reasons; of what stayed the same only how much it is."""
    if sheet is None:
        yield NO_PARENT
        return
    for section in sheet.sections:
        yield from _section(section)
    yield ""
    if not any(one.mark in _WORDS for one in sheet.lines):
        yield NO_CHANGE
    if sheet.counts.same:
        yield f"{sheet.counts.same} the same"


def _section(section: ChangeSection) -> Iterator[str]:
    lines = [one for one in section.lines if one.mark != SAME]
    if not (lines or section.aside):
        return
    yield ""
    yield from labelled("", section.title)
    for one in lines:
        yield from _change(one)
    yield from labelled("", section.aside)


def _change(one: ChangeLine) -> Iterator[str]:
    label = _WORDS.get(one.mark, "SAID")
    name = f"{one.label} ({one.about})" if one.about else one.label
    if one.old and one.new and (one.words or not is_short(one)):
        yield from labelled(label, name)
        yield from labelled("BEFORE", one.old)
        yield from labelled("NOW", _told(one.new, one.say))
    elif one.old and one.new:
        yield from labelled(label, f"{name}: {_told(f'from {one.old} to {one.new}', one.say)}")
    else:
        yield from labelled(label, f"{name}: {_told(one.new or one.old, one.say)}")
    for why in one.why:
        yield from labelled("WHY", why)


def _told(words: str, say: str) -> str:
    return f"{words} ({say})" if words and say else words or say
