"""What changed since the last version, and why: the first part of the record.

Told by the change sheet, so that paper, screen and command never differ; amounts are rounded down
on both sides first, as everywhere in print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from goalcoach.plan.fillable_paths import ValueShape, find
from goalcoach.plan.model.plan import Plan
from goalcoach.plan.rounded_amounts import round_amounts
from goalcoach.sheets.block import (
    Block,
    ChangeBlock,
    Heading,
    Labelled,
    Para,
    Plain,
    TextSpan,
    TextSpans,
)
from goalcoach.sheets.changes.change_report import GONE, LEFT_OUT, NEW, SAID, ChangeLine
from goalcoach.sheets.changes.compare import compare
from goalcoach.sheets.context import SheetContext
from goalcoach.sheets.parts.strong_facts import facts_in_spans
from goalcoach.sheets.wording import quote, say_day, sentence, sentences
from goalcoach.translation import TrMap, tr

_TYPED = (ValueShape.TEXT, ValueShape.TEXTS)
_ONE_TEXT = frozenset({"goals", "goals.barriers", "goals.enablers"})
"""Lists whose rows are told by one text alone, as it was typed."""
_BY_NAME = frozenset({"priorities.order", "goals.values"})
"""Lists of ids, told as a row of names that nobody typed so."""
MARK_NOTES = TrMap({NEW: "new", GONE: "gone"})
SHORT_VALUE = 30
"""A value of so many signs that became another is strong as a whole."""


def changed(plan: Plan, around: SheetContext) -> Iterator[Block]:
    """Yield what the version before this one said otherwise, each entry with its reasons."""
    if plan.parent is None:
        yield Heading(tr("What changed, and why"), tr("CHANGED"))
        yield Para(tr("First plan."))
        return
    if not around.earlier:
        yield Heading(tr("What changed, and why"), tr("CHANGED"))
        yield Para(
            tr(
                "Version {number} is not at hand, so nothing is compared.",
                number=plan.parent.version,
            )
        )
        return
    before = around.earlier[-1]
    sheet = compare(round_amounts(before), round_amounts(plan))
    day = say_day(before.visit.date)
    yield Heading(
        tr("What changed since version {number} ({day}), and why", number=before.version, day=day),
        tr("CHANGED"),
    )
    yield Para(sheet.headline)
    for section in sheet.sections:
        lines = _once([line for line in section.lines if _is_told(line, plan)])
        yield from _entries(lines)
        if section.aside:
            limited = section.aside == LEFT_OUT["energy_limit"]
            label = tr("Energy limit") if limited else tr("Amounts")
            words = (
                tr("Amounts, aims and further steps stand with the goal below.")
                if limited
                else tr("Amounts and aims stand with the goal below.")
            )
            yield Labelled(label, section.goal, (Para(words),))
    yield _unchanged(sheet.counts.same)


def _unchanged(count: int) -> Labelled:
    words = (
        tr("1 entry, not repeated here.")
        if count == 1
        else tr("{count} entries, not repeated here.", count=count)
    )
    return Labelled(tr("Unchanged"), "", (Para(words),))


def _is_told(line: ChangeLine, plan: Plan) -> bool:
    """Return False for what is told in the part on the time between, and for a helper's number
    without their yes.
    """
    if line.path == "supports.phone":
        asked = {helper.id: helper.consent for helper in plan.supports}
        return asked.get(line.rows[-1]) == "yes"
    return line.kind != "said"


def _once(lines: list[ChangeLine]) -> list[ChangeLine]:
    """Return the lines without what a new goal holds: it stands in its own part, as a whole."""
    new = next((at for at, line in enumerate(lines) if line.path == "goals"), None)
    return lines if new is None or lines[new].mark != NEW else lines[: new + 1]


def _entries(lines: Sequence[ChangeLine]) -> Iterator[Labelled]:
    """Yield an entry a line, or for a run of new or gone rows of one kind. What a row is called
    is said once, where its entries begin.
    """
    called: tuple[str, ...] = ()
    for (label, mark, list_), run in groupby(lines, key=_kind):
        rows = list(run)
        if list_:
            blocks = tuple(block for line in rows for block in _words(line))
            yield Labelled(label, _note(mark, rows), blocks)
            called = rows[-1].rows
            continue
        for line in rows:
            new = line.about and line.rows != called
            name = (Para(sentence(tr("About {words}", words=quote(line.about)))),) if new else ()
            called = line.rows
            yield Labelled(label, _note(mark, [line]), (*name, *_words(line)))


def _kind(line: ChangeLine) -> tuple[str, str, tuple[str, ...]]:
    """Return what the lines of a run have in common; only a row that came or went has a list."""
    whole = line.mark in MARK_NOTES and not line.about
    return line.label, line.mark, (line.path, *line.rows[:-1]) if whole else ()


def _note(mark: str, lines: Sequence[ChangeLine]) -> str:
    """Return the mark and the ids: "new · g1 · e2, e3". A row without an id is called by its
    place, which says nothing.
    """
    ids = [tuple(row for row in line.rows if not row.startswith("#")) for line in lines]
    last = ", ".join(dict.fromkeys(one[-1] for one in ids if one))
    return " · ".join(part for part in (MARK_NOTES.get(mark, ""), *ids[0][:-1], last) if part)


def _words(line: ChangeLine) -> tuple[Plain, ...]:
    """Return old beside new; what has one side only is said as it is, for its note says which."""
    if line.old and line.new and _is_typed(line):
        return (ChangeBlock(*_sides(line), line.say, line.why),)
    told = _from_to(line) if line.old and line.new else _one_side(line)
    return (told, *(Para(sentence(tr("Why: {words}", words=quote(text)))) for text in line.why))


def _from_to(line: ChangeLine) -> TextSpans:
    """Return "From … to …": in quotation marks a number or a choice would look like speech."""
    old, new = _sides(line)
    tail = f" ({line.say})." if line.say else "."
    spans = facts_in_spans(tr("From {old} to {new}"), old=old, new=new)
    return TextSpans((*spans, TextSpan(tail)))


def _one_side(line: ChangeLine) -> Para:
    words = line.new or line.old
    own = _shape(line) in _TYPED or line.path in _ONE_TEXT
    said = quote(words) if words and line.mark != SAID and own else words[:1].upper() + words[1:]
    return Para(sentences((said, line.say[:1].upper() + line.say[1:])))


def _shape(line: ChangeLine) -> ValueShape | None:
    info = find(line.path)
    return info.shape if info is not None else None


def _is_typed(line: ChangeLine) -> bool:
    if line.path in _BY_NAME:
        return False
    return bool(line.words) or _shape(line) in (*_TYPED, ValueShape.RECORDS)


def _sides(line: ChangeLine) -> tuple[tuple[TextSpan, ...], tuple[TextSpan, ...]]:
    """Return both sides, with the words strong in which they differ."""
    if line.words:
        return _side(line, "new"), _side(line, "gone")
    both = bool(line.old and line.new) and max(len(line.old), len(line.new)) <= SHORT_VALUE
    old = (TextSpan(line.old),) if line.old else ()
    new = (TextSpan(line.new, strong=both),) if line.new else ()
    return old, new


def _side(line: ChangeLine, without: str) -> tuple[TextSpan, ...]:
    spans: list[TextSpan] = []
    for span in line.words:
        if span.kind != without:
            gap = " " if spans and not span.glued else ""
            # The blank belongs to the plain words, so that a strong run has no ragged end.
            if gap and not spans[-1].strong:
                spans[-1] = replace(spans[-1], text=f"{spans[-1].text} ")
                gap = ""
            spans.append(TextSpan(f"{gap}{span.text}", strong=span.kind != "same"))
    return tuple(spans)
