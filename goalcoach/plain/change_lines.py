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
from goalcoach.sheets.wording import capital
from goalcoach.translation import TrMap, tr
from goalcoach.visit.empty_page_words import NO_CHANGE, NO_PARENT

_WORDS = TrMap({NEW: "NEW", GONE: "GONE", CHANGED: "CHANGED"}, context="change")


def change_lines(sheet: ChangeSheet | None) -> Iterator[str]:
    """Yield what changed, with the reasons; of what stayed the same only how much it is."""
    if sheet is None:
        yield tr(NO_PARENT)
        return
    for section in sheet.sections:
        yield from _section(section)
    yield ""
    if not any(one.mark in _WORDS for one in sheet.lines):
        yield tr(NO_CHANGE)
    if sheet.counts.same:
        yield capital(tr("{count} the same", count=sheet.counts.same))


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
    label = _WORDS[one.mark] if one.mark in _WORDS else tr("SAID", context="change")
    name = f"{one.label} ({one.about})" if one.about else one.label
    if one.old and one.new and (one.words or not is_short(one)):
        yield from labelled(label, name)
        yield from labelled(tr("BEFORE", context="change"), one.old)
        yield from labelled(tr("NOW", context="change"), _told(one.new, one.say))
    elif one.old and one.new:
        step = tr("from {old} to {new}", old=one.old, new=one.new)
        yield from labelled(label, f"{name}: {_told(step, one.say)}")
    else:
        yield from labelled(label, f"{name}: {_told(one.new or one.old, one.say)}")
    for why in one.why:
        yield from labelled(tr("WHY"), why)


def _told(words: str, say: str) -> str:
    return f"{words} ({say})" if words and say else words or say
