"""What changed since the last plan as lines: words say what is new, gone and other than before.

Pure but for the visit it reads. Every text goes through `labelled`, for it may come from a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalcoach.plain.question_lines import labelled
from goalcoach.sheets.changes.change_sheet import CHANGED, GONE, NEW, ChangeLine
from goalcoach.sheets.changes.compare import compare
from goalcoach.sheets.changes.text_writer import count_words, is_short
from goalcoach.visit.visit import Visit

WORDS = {NEW: "NEW", GONE: "GONE", CHANGED: "CHANGED"}


def change_lines(visit: Visit) -> Iterator[str]:
    """Yield the last plan beside the plan as it would be now, with the reasons."""
    if visit.parent is None:
        yield "There is nothing to compare with yet."
        return
    sheet = compare(visit.parent, visit.draft_plan())
    for section in sheet.sections:
        yield ""
        yield from labelled("", section.title)
        for one in section.lines:
            yield from _change(one)
        yield from labelled("", section.aside)
    yield ""
    yield count_words(sheet)


def _change(one: ChangeLine) -> Iterator[str]:
    label = WORDS.get(one.mark, "SAID")
    name = f"{one.label} ({one.about})" if one.about else one.label
    if one.old and one.new and (one.words or not is_short(one)):
        yield from labelled(label, _told(name, one.say))
        yield from labelled("BEFORE", one.old)
        yield from labelled("NOW", one.new)
    elif one.old and one.new:
        yield from labelled(label, f"{name}: {_told(f'from {one.old} to {one.new}', one.say)}")
    else:
        yield from labelled(label, f"{name}: {_told(one.new or one.old, one.say)}")
    for why in one.why:
        yield from labelled("WHY", why)


def _told(words: str, say: str) -> str:
    return f"{words} ({say})" if words and say else words or say
