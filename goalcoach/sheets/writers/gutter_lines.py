"""A sheet as lines with a label in the gutter, for the plan so far and the read-back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from goalcoach.sheets.block import (
    NOWHERE,
    Block,
    ContactLines,
    Facts,
    Framed,
    Heading,
    IfThen,
    MarkList,
    Meta,
    Notice,
    Numbered,
    Origin,
    Para,
    Quote,
    Statement,
)
from goalcoach.sheets.writers.text import contact_words


class GutterLine(Struct, frozen=True):
    """One paragraph: its label (at most 12 cells), its words, where they come from.

    Paragraphs under one heading share its label. The words are not yet safe for a terminal.
    """

    label: str
    text: str
    origin: Origin = NOWHERE
    alert: bool = False
    aloud: bool = False
    """Whether it is a line of the read-back: these stand close together where rows are few."""

    @property
    def path(self) -> str:
        """The plan path that these words come from; "" if they are ours."""
        return self.origin.path

    @property
    def rows(self) -> tuple[str, ...]:
        """The ids of the rows on that path, outer first."""
        return self.origin.rows


def read_lines(blocks: Sequence[Block]) -> tuple[GutterLine, ...]:
    """Return what a sheet says, paragraph by paragraph, without titles and footer."""
    return tuple(_lines(blocks, "", alert=False))


def _lines(blocks: Sequence[Block], label: str, *, alert: bool) -> Iterator[GutterLine]:
    for block in blocks:
        if isinstance(block, Heading):
            label = block.label
        elif isinstance(block, Framed):
            yield from _lines(block.blocks, label, alert=block.kind == "alert")
        else:
            for text, origin in _words(block):
                yield GutterLine(label, text, origin, alert)


def _words(block: Block) -> Iterator[tuple[str, Origin]]:
    match block:
        case Notice(text) | Meta(text):
            yield text, NOWHERE
        case Para(text, origin) | Quote(text, origin) | Statement(text, _, origin):
            yield text, origin
        case Numbered(items, origin):
            yield "\n".join(f"{number}  {item}" for number, item in enumerate(items, 1)), origin
        case IfThen(condition, action, origin):
            yield f"{condition} {action}", origin
        case Facts(items):
            for fact in items:
                yield f"{fact.name}: {fact.sentence}", fact.origin
        case MarkList(items):
            for mark in items:
                yield f"{mark.word}: {mark.sentence}", mark.origin
        case ContactLines(items):
            for one in items:
                yield contact_words(one), one.origin
        case _:
            return
