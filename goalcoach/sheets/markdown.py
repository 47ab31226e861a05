"""Writes blocks as Markdown. What a person typed is text there too, never markup or HTML.

May import `block` and `text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from goalcoach.sheets.block import (
    Block,
    Break,
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
    Statement,
    Title,
)
from goalcoach.sheets.text import contact_words
from goalcoach.text import show

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
# At a line's start these would make a list, a rule or a heading of someone's words.
_LEADING = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")


def write_markdown(blocks: Sequence[Block]) -> str:
    """Return the sheet as Markdown, blocks parted by one blank line."""
    return "\n\n".join("\n".join(_set(block)) for block in blocks) + "\n"


def escape(text: str) -> str:
    """Return `text` so that a Markdown reader shows each character of it, and its line ends."""
    return "\\\n".join(_line(line) for line in show(text).split("\n"))


def _line(line: str) -> str:
    line = _SPECIAL.sub(r"\\\1", line.strip())
    leading = _LEADING.match(line)
    if leading is None:
        return line
    if leading[2].isdigit():
        return f"{leading[2]}\\{line[leading.end() :]}"
    return f"\\{line}"


def _within(text: str, prefix: str) -> str:
    return text.replace("\n", f"\n{prefix}")


def _set(block: Block) -> Iterator[str]:
    match block:
        case Title(text):
            yield f"# {escape(text)}"
        case Heading(text):
            yield f"## {escape(text)}"
        case Notice(text) | Statement(text):
            yield f"**{escape(text)}**"
        case Meta(text) | Para(text):
            yield escape(text)
        case Quote(words):
            yield f"> {_within(escape(words), '> ')}"
        case Numbered(items):
            for number, item in enumerate(items, 1):
                yield f"{number}. {_within(escape(item), '   ')}"
        case IfThen(condition, action):
            yield f"{escape(condition)}\\\n{escape(action)}"
        case Facts(items):
            for fact in items:
                yield f"- **{escape(fact.name)}:** {_within(escape(fact.sentence), '  ')}"
        case Marks(items):
            for mark in items:
                yield f"- **{mark.word}:** {_within(escape(mark.sentence), '  ')}"
        case Contacts(items):
            for one in items:
                yield f"- {_within(escape(contact_words(one)), '  ')}"
        case Framed(kind, inner):
            yield "---\n"
            words = "\n\n".join("\n".join(_set(part)) for part in inner)
            yield words.replace("## ", "## ! ", 1) if kind is Frame.ALERT else words
            yield "\n---"
        case Break():
            yield "---"
        case Footer(parts):
            yield escape(" | ".join(parts))
