"""Paints one change: in two columns beside its label, or inline on a narrow page.

Changed words are underlined; a text that is new as a whole is bold. Each change also has a mark, so
that nothing depends on colour alone. Pure: knows the change sheet and the marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from textual.content import Content

from goalcoach.plan.diff.change import WordSpan
from goalcoach.plan.diff.word_diff import spans
from goalcoach.safe_text import cell_width, show, wrap
from goalcoach.screens.kit.paint import StyledSpan, line, pad, paragraph
from goalcoach.screens.kit.theme import PLAIN, MarkSigns
from goalcoach.sheets.changes.change_report import CHANGED, GONE, NEW, SAME, ChangeLine
from goalcoach.sheets.changes.text_writer import is_short

WORD = "bold underline $accent"
WHOLE = "bold $accent"
OLD_WORD = "underline $ink"

StyledRun = tuple[str, str]
"""Text that has passed `show`, and its style."""


class Columns(Struct, frozen=True):
    """The columns of label, old, mark and new, in cells.

    `old`, `mark` and `new` are where a column begins, and so `old` is the width of the label's.
    """

    old: int
    old_width: int
    mark: int
    new: int
    new_width: int


def columns_of(width: int) -> Columns:
    """Return the columns for a page of `width` cells; old and new share what is left 5 to 6."""
    label = 20 if width >= 110 else 18 if width >= 90 else 16
    rest = width - label - 6
    old = rest * 5 // 11
    return Columns(label, old, label + old + 2, label + old + 6, rest - old)


def paint_beside(
    one: ChangeLine, columns: Columns, marks: MarkSigns, why: str, *, here: bool
) -> list[Content]:
    """Return a change as rows with old at the left and new at the right.

    `why` stands before each reason; `here` if the cursor is on it.
    """
    label = paragraph(one.label, columns.old - 3, "$quiet")
    old, new = _old(one, marks), _new(one)
    about = show(one.about, lines=False)
    if about:
        old = [(f"{about}: ", "$ink"), *old] if one.old else old
        new = [(f"{about}: " if one.new else about, "$ink"), *new] if one.mark != GONE else new
    left = flow(old, columns.old_width)
    right = _with_say(flow(new, columns.new_width), one.say, columns.new_width)
    for reason in one.why:
        right += paragraph(f"{why}: {reason}", columns.new_width, "$quiet")
    mark = one.mark if one.mark in (NEW, GONE, CHANGED) else " "
    rows = []
    for at in range(max(len(label), len(left), len(right))):
        first = label[at] if at < len(label) else Content("")
        edge = line((marks.edge if here and at == 0 else " ", "$accent"), " ")
        parts = [_fill(first, columns.old - 2), edge]
        parts.append(_fill(left[at] if at < len(left) else Content(""), columns.old_width + 2))
        parts.append(line((pad(mark if at == 0 else "", 4), "$accent")))
        parts.append(right[at] if at < len(right) else Content(""))
        rows.append(Content.assemble(*parts))
    return rows


def _fill(content: Content, cells: int) -> Content:
    """Return content padded to `cells` cells."""
    return Content.assemble(content, " " * max(cells - content.cell_length, 0))


def paint_inline(
    one: ChangeLine, width: int, marks: MarkSigns, why: str, *, here: bool
) -> list[Content]:
    """Return a change as rows below its label: the old words, then the new ones."""
    label = f"{one.label}: {one.about}" if one.about else one.label
    named = paragraph(label, width - 2, "$quiet")
    edges = [line((marks.edge if here else " ", "$accent"), " "), Content("  ")]
    rows = [Content.assemble(edges[min(at, 1)], words) for at, words in enumerate(named)]
    rows += _inline_words(one, width - 4, marks)
    lead = line("    ", (why, "$quiet"), "  ")
    edge = lead.cell_length
    for reason in one.why:
        said = paragraph(show(reason, lines=False), width - edge, "$ink")
        rows += _with_lead(said, lead, " " * edge)
    return rows


def _inline_words(one: ChangeLine, width: int, marks: MarkSigns) -> Iterator[Content]:
    plain = one.mark not in (NEW, GONE, CHANGED)
    short = _arrow_row(one, marks)
    if short is not None and short.cell_length <= width:
        yield from _with_lead(_with_say([short], one.say, width), "    ")
        return
    sides = []
    if one.old and one.mark != SAME:
        sides.append((GONE, flow(_gone(one, "$quiet"), width)))
    if one.new:
        sides.append((" " if plain else NEW, flow(_new(one), width)))
    if not sides:
        words = paragraph(one.say, width, "$ink")
        yield from _with_lead(words, line("  ", (one.mark if not plain else " ", "$accent"), " "))
        return
    sides[-1] = (sides[-1][0], _with_say(sides[-1][1], one.say, width))
    for mark, rows in sides:
        style = "$quiet" if mark == GONE else "$accent"
        yield from _with_lead(rows, line("  ", (mark, style), " "))


def _arrow_row(one: ChangeLine, marks: MarkSigns) -> Content | None:
    """Return a change of a short value in one row, such as "3 → 6"; None for any other."""
    if not (one.old and one.new and is_short(one)) or one.words:
        return None
    arrow = "->" if marks is PLAIN else "→"
    old, new = show(one.old, lines=False), show(one.new, lines=False)
    return line((old, "$ink"), f"  {arrow}  ", (new, "bold $ink"))


def _with_lead(rows: Sequence[Content], lead: str | Content, rest: str = "    ") -> list[Content]:
    """Return rows with `lead` before the first and `rest` before the others."""
    return [Content.assemble(rest if at else lead, row) for at, row in enumerate(rows)]


def _with_say(rows: list[Content], say: str, width: int) -> list[Content]:
    """Return rows with the remark `say` at the end of the last one, or below if it does not fit."""
    if not say:
        return rows
    said = show(say, lines=False)
    if rows and not rows[-1].plain:
        return [*rows[:-1], *paragraph(said, width, "$quiet")]
    if rows and rows[-1].cell_length + 3 + cell_width(said) <= width:
        return [*rows[:-1], Content.assemble(rows[-1], "   ", line((said, "$quiet")))]
    return [*rows, *paragraph(said, width, "$quiet")]


def _old(one: ChangeLine, marks: MarkSigns) -> list[StyledRun]:
    """Return the runs of the left column: a dash for what is new."""
    if one.mark == NEW:
        return [(marks.skipped, "$quiet")]
    return _gone(one, "$ink") if one.old and one.mark != SAME else []


def _gone(one: ChangeLine, style: str) -> list[StyledRun]:
    """Return the runs of the old text, with the words that are gone underlined."""
    words = _spans(one)
    if any(span.kind == "same" for span in words):
        return _runs(words, "gone", style, OLD_WORD)
    return [(show(one.old, lines=False), style)]


def _new(one: ChangeLine) -> list[StyledRun]:
    """Return the runs of the new text, with the words that are new underlined."""
    text = show(one.new, lines=False)
    if one.mark == NEW:
        return [(text, WHOLE)]
    if one.mark != CHANGED:
        return [(text, "$quiet" if one.mark == SAME else "$ink")] if text else []
    words = _spans(one)
    if any(span.kind == "same" for span in words):
        return _runs(words, "new", "$ink", WORD)
    if not text:
        return []
    return [(text, WORD if _is_value(one) else WHOLE)]


def _spans(one: ChangeLine) -> tuple[WordSpan, ...]:
    """Return the word diff of a text that is partly the same, or of a short value such as a day."""
    if one.words or not (one.old and one.new and _is_value(one)):
        return one.words
    return spans(one.old, one.new)


def _is_value(one: ChangeLine) -> bool:
    """Return True for a number, a day or an option's label; False for text that was typed."""
    return is_short(one) and one.kind != "list" and not one.path.endswith((".text", ".words"))


def _runs(words: Sequence[WordSpan], kind: str, style: str, changed: str) -> list[StyledRun]:
    """Return one side of a word diff: what is the same, and what is of `kind` ("gone" or "new")."""
    runs: list[StyledRun] = []
    for span in words:
        if span.kind in ("same", kind):
            if runs and not span.glued:
                runs.append((" ", style))
            runs.append((show(span.text, lines=False), changed if span.kind == kind else style))
    return runs


def flow(runs: Sequence[StyledRun], width: int) -> list[Content]:
    """Return runs wrapped to lines of at most `width` cells, each character in its run's style."""
    text = "".join(words for words, _ in runs)
    styles = [style for words, style in runs for _ in words]
    if not text:
        return []
    rows, at = [], 0
    for row in wrap(text, width):
        parts: list[StyledSpan] = []
        for ch in row:
            # Wrapping drops or changes blanks only, so skip these to find the character's style.
            while not ch.isspace() and text[at] != ch:
                at += 1
            style = styles[at] if at < len(styles) else ""
            if parts and parts[-1][1] == style:
                parts[-1] = (parts[-1][0] + ch, style)
            else:
                parts.append((ch, style))
            at += 1
        rows.append(line(*parts))
    return rows
