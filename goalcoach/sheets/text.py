"""Writes blocks as plain lines: no boxes, no tables, ASCII marks, wrapped by cell width.

Reads well in a terminal, a mail and aloud by a screen reader. May import `block` and `text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goalcoach.sheets.block import (
    Block,
    Break,
    Contact,
    Contacts,
    Facts,
    Footer,
    Frame,
    Framed,
    Heading,
    IfThen,
    Marks,
    Meta,
    Notice,
    Numbered,
    Para,
    Quote,
    Shape,
    Statement,
    Title,
)
from goalcoach.text import cell_width, show, wrap

WIDTH = 64

MARKS = {
    Shape.GOOD: "[#]",
    Shape.USUAL: "[+]",
    Shape.BAD: "[.]",
    Shape.STEADY: "[x]",
    Shape.NOW: "[>]",
    Shape.LATER: "[ ]",
}


def write_text(blocks: Sequence[Block], width: int = WIDTH) -> str:
    """Return the sheet as lines of at most `width` cells, ending in a line end."""
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and _parted(before, block):
            lines.append("")
        lines.extend(block_lines(block, width))
        before = block
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _parted(before: Block, block: Block) -> bool:
    """Return whether a blank line stands between two blocks; a title's rule is parting enough."""
    if isinstance(block, Break) or (isinstance(before, Title) and isinstance(block, Heading)):
        return False
    if isinstance(block, Title):
        return not isinstance(before, Notice)
    return isinstance(block, Heading | Framed | Footer) or isinstance(before, Framed)


def block_lines(block: Block, width: int) -> list[str]:
    """Return one block as lines, safe for a terminal."""
    if isinstance(block, Framed):
        return _framed(block, width)
    return list(_set(block, width))


def _framed(block: Framed, width: int) -> list[str]:
    rule = "-" * width
    inner = [line for part in block.blocks for line in block_lines(part, width)]
    if block.kind is Frame.ALERT:
        inner[0] = f"! {inner[0]}"
    return [rule, *inner, rule]


def _set(block: Block, width: int) -> Iterator[str]:
    match block:
        case Title(text):
            yield from (*_wrapped(text, width), "=" * width)
        case Heading(text) | Notice(text) | Meta(text) | Para(text):
            yield from _wrapped(text, width)
        case Quote(words):
            yield from _hung(f'"{words}"', width, "  ", "  ")
        case Statement(text):
            yield from _hung(text, width, "  ", "  ")
        case Numbered(items):
            for number, item in enumerate(items, 1):
                yield from _hung(item, width, f"{number} ", "  ")
        case IfThen(condition, action):
            yield from (*_wrapped(condition, width), *_wrapped(action, width))
        case Facts(items):
            for fact in items:
                yield from _hung(f"{fact.name}: {fact.sentence}", width, "", "  ")
        case Marks(items):
            for mark in items:
                words = f"{mark.word}: {mark.sentence}"
                yield from _hung(words, width, f"{MARKS[mark.shape]} ", "    ")
        case Contacts(items):
            for one in items:
                yield from _hung(contact_words(one), width, "", "  ")
        case Footer(parts):
            yield from _wrapped(" | ".join(parts), width)


def contact_words(one: Contact) -> str:
    """Return a contact as one line of words, the number last and held together."""
    phone = one.phone.replace(" ", "\u00a0")
    words = " ".join(part for part in (one.sentence, phone) if part)
    return f"{one.who}: {words}" if words else one.who


def _wrapped(text: str, width: int) -> list[str]:
    return _hung(text, width, "", "")


def _hung(text: str, width: int, first: str, rest: str) -> list[str]:
    """Return `text` wrapped, its first line after `first` and the others after `rest`."""
    lines = wrap(show(text), width - cell_width(rest))
    # The hard blanks have done their work: what is copied out is a plain number again.
    plain = [line.replace("\u00a0", " ") for line in lines]
    return [f"{rest if number else first}{line}" for number, line in enumerate(plain)]
