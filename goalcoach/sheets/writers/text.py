"""Writes blocks as plain lines: no boxes, no tables, ASCII marks, wrapped by cell width.

Reads well in a terminal, a mail and aloud by a screen reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from goalcoach.safe_text import cell_width, show, wrap
from goalcoach.sheets.block import (
    Block,
    Break,
    ChangeBlock,
    ContactLine,
    ContactLines,
    Face,
    Facts,
    FoldedCard,
    Footer,
    Framed,
    FrameKind,
    Heading,
    IfThen,
    Labelled,
    Letterhead,
    MarkList,
    MarkShape,
    Meta,
    NameLine,
    Notice,
    Numbered,
    Para,
    Quote,
    RatingPlots,
    Ruled,
    Statement,
    StepMark,
    TextSpans,
    Title,
    Week,
)
from goalcoach.sheets.block_as_line import (
    FOR_TRUSTED,
    HARD,
    hold,
    lead,
    plain_words,
    say_contact,
    say_fact,
    say_if_then,
    say_mark,
    say_rows,
)
from goalcoach.sheets.wording import quote, say_weekday
from goalcoach.translation import tr

WIDTH = 64

MARKS = {
    MarkShape.GOOD: "[#]",
    MarkShape.USUAL: "[+]",
    MarkShape.BAD: "[.]",
    MarkShape.STEADY: "[x]",
    MarkShape.NOW: "[>]",
    MarkShape.LATER: "[ ]",
    MarkShape.ALERT: "[!]",
}

_INDENT = "  "
_BOX = "____"
_BLANKS = re.compile("  +")


def write_text(blocks: Sequence[Block], width: int = WIDTH) -> str:
    """Return the sheet as lines of at most `width` cells, ending in a line end."""
    lines = _stacked(blocks, width, _INDENT)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _stacked(blocks: Sequence[Block], width: int, hang: str) -> list[str]:
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and _parted(before, block):
            lines.append("")
        lines.extend(_set(block, width, hang))
        before = block
    return lines


def _parted(before: Block, block: Block) -> bool:
    """Return whether a blank line stands between two blocks; a title's rule is parting enough."""
    if isinstance(block, Break) or (isinstance(before, Title) and isinstance(block, Heading)):
        return False
    if isinstance(block, Title):
        return not isinstance(before, Notice)
    return isinstance(block, Heading | Framed | Footer | FoldedCard | Week) or isinstance(
        before, Framed | FoldedCard | Week | Ruled
    )


def _set(block: Block, width: int, hang: str) -> Iterator[str]:
    """Yield one block as lines, safe for a terminal; `hang` goes before what is set in."""
    match block:
        case Heading(text) | Notice(text) | Meta(text) | Para(text):
            yield from _wrapped(text, width)
        case Quote(words):
            yield from _hung(quote(words), width, hang, hang)
        case Statement(text):
            yield from _hung(text, width, hang, hang)
        case TextSpans(items):
            yield from _wrapped(plain_words(items), width)
        case Framed(kind, blocks):
            yield from _framed(kind, blocks, width)
        case Labelled(label, note, blocks):
            yield from _labelled(label, note, blocks, width)
        case ChangeBlock():
            yield from _changed(block, width, hang)
        case Title() | NameLine() | Letterhead() | Footer():
            yield from _edge(block, width)
        case Break():
            return
        case Numbered() | IfThen() | Facts() | MarkList() | ContactLines() | RatingPlots():
            yield from _listed(block, width, hang)
        case FoldedCard() | Week() | Ruled():
            yield from _drawn(block, width)
        case _:
            assert_never(block)


def _edge(block: Title | NameLine | Letterhead | Footer, width: int) -> Iterator[str]:
    """Yield what stands at the head or the foot of a sheet."""
    match block:
        case Title(text, aside):
            yield from (*_wrapped(", ".join(filter(None, (text, aside))), width), "=" * width)
        case NameLine(label):
            yield from _wrapped(f"{label}: {'_' * (width // 2)}", width)
        case Letterhead(service, day):
            yield from (*_wrapped(service, width), *_wrapped(day, width))
        case Footer(parts, note):
            yield from _wrapped(" | ".join(filter(None, (*parts, note))), width)


_List = Numbered | IfThen | Facts | MarkList | ContactLines | RatingPlots


def _listed(block: _List, width: int, hang: str) -> Iterator[str]:
    """Yield the entries of a list, each wrapped below its own beginning."""
    for words, first, rest in _entries(block, hang):
        yield from _hung(words, width, first, rest)


def _entries(block: _List, hang: str) -> Iterator[tuple[str, str, str]]:
    """Yield each entry: its words, what stands before its first line, and before the others."""
    match block:
        case Numbered(items):
            for number, item in enumerate(items, 1):
                yield item, f"{number} ", " " * len(f"{number} ")
        case IfThen():
            yield from ((saying.text, "", "") for saying in say_if_then(block))
        case Facts(items):
            yield from ((say_fact(one.name, one.sentence).text, "", hang) for one in items)
        case MarkList(items):
            yield from ((say_mark(one).text, f"{MARKS[one.shape]} ", "    ") for one in items)
        case ContactLines(items):
            yield from ((contact_words(one), "", hang) for one in items)
        case RatingPlots(items):
            yield from ((plot.sentence, "", "") for plot in items)


def _drawn(block: FoldedCard | Week | Ruled, width: int) -> Iterator[str]:
    """Yield what is a drawing on paper: here the words of it, and lines to write on."""
    match block:
        case FoldedCard(faces):
            for number, face in enumerate(faces):
                yield from ("",) if number else ()
                yield from _face(face, width)
        case Week():
            yield from _wrapped(block.lead, width)
            for number, row in enumerate(say_rows(block)):
                name = " ".join(row) if block.ends else say_weekday(block.days[number])
                yield from ("", name, "", "_" * width)
                if block.last:
                    yield from _wrapped(f"{block.last}:", width)
                    yield "_" * width
                if block.step:
                    marks = tr("My step: {marks}", marks=_step(block.step))
                    yield from _hung(marks, width, "", "")
                yield from _hung(_boxes(block.boxes), width, "", "")
        case Ruled(lines):
            yield from ["", "_" * width] * lines


def _face(face: Face, width: int) -> Iterator[str]:
    yield from _wrapped(face.heading, width)
    yield from _stacked(face.everything, width, _INDENT)
    if face.trusted:
        yield ""
        yield from _wrapped(tr(FOR_TRUSTED), width)
        yield from _stacked(face.trusted, width, _INDENT)
    if face.foot:
        yield from _wrapped(face.foot, width)


def _step(marks: Sequence[StepMark]) -> str:
    said = (f"[ ] {one.label}" if one.tick else f"{_BOX} {one.label}" for one in marks)
    return ", ".join(one.replace(" ", HARD) for one in said)


def _boxes(boxes: Sequence[str]) -> str:
    return ", ".join(f"{box} {_BOX}".replace(" ", HARD) for box in boxes)


def _framed(kind: FrameKind, blocks: Sequence[Block], width: int) -> Iterator[str]:
    rule, first = "-" * width, blocks[0]
    yield rule
    if kind is FrameKind.ALERT and isinstance(first, Heading):
        yield from _hung(first.text, width, "! ", "")
        blocks = blocks[1:]
    yield from (*_stacked(blocks, width, _INDENT), rule)


def _labelled(label: str, note: str, blocks: Sequence[Block], width: int) -> Iterator[str]:
    """Yield the label and, set in below it, what it names; nothing there is set in further."""
    yield from _wrapped(f"{label} ({note})" if note else label, width)
    for line in _stacked(blocks, width - len(_INDENT), ""):
        yield f"{_INDENT}{line}"


def _changed(change: ChangeBlock, width: int, hang: str) -> Iterator[str]:
    old, new = plain_words(change.old), plain_words(change.new)
    said = [tr("was: {words}", words=old)] if old else []
    said += [tr("now: {words}", words=new)] if new else []
    if change.say:
        said[-1:] = [f"{said[-1]} ({change.say})" if said else lead(change.say, ".")]
    for words in (*said, *(tr("why: {reason}", reason=why) for why in change.why)):
        yield from _hung(words, width, "", hang)


def contact_words(one: ContactLine) -> str:
    """Return a contact as one line of words, the number last and held together."""
    return say_contact(one).text


def _wrapped(text: str, width: int) -> list[str]:
    return _hung(text, width, "", "")


def _hung(text: str, width: int, first: str, rest: str) -> list[str]:
    """Return `text` wrapped, its first line after `first` and the others after `rest`."""
    # One blank is as good as many here; where there are many, wrap takes hard ones for plain.
    words = _BLANKS.sub(" ", hold(show(text)))
    lines = wrap(words, width - max(cell_width(first), cell_width(rest)))
    # The hard blanks have done their work: what is copied out is a plain number again.
    plain_lines = [line.replace(HARD, " ") for line in lines]
    return [f"{rest if number else first}{line}" for number, line in enumerate(plain_lines)]
