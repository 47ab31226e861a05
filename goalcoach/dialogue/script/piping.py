"""Piping: `{name|fallback}` in the words of a script.

A template is parsed once, when the script is compiled. What is put in is joined, never parsed
again, neither as a template nor as markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from goalcoach.dialogue.script.condition import Reference, Source

# A minus begins the name of a level alone: `prior.goals.levels.-1`.
_NAME = r"[a-z](?:[a-z0-9_./]|(?<=\.)-(?=[0-9]))*"
_CLOSING = "”“’‘»«›‹\"'"
_ENDS = ".!?…"
_TOKEN = re.compile(rf"\{{\{{|\}}\}}|\{{({_NAME})(?:\|([^{{}}|]*))?\}}|[{{}}]")


class Pipe(Struct, frozen=True, gc=False):
    """A place in a template; `fallback` stands there if the reference has no words."""

    reference: Reference
    fallback: str


class Template(Struct, frozen=True, gc=False):
    """Literal pieces and pipes, in order. Empty parts: an empty text."""

    parts: tuple[str | Pipe, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)


EMPTY_TEMPLATE = Template()


class BadTemplate(ValueError):
    """The text holds a brace that is neither a pipe nor doubled."""


def names(text: str) -> tuple[str, ...]:
    """Return the names that a text pipes in, in order; raises BadTemplate at a lone brace."""
    found: list[str] = []

    def note(name: str) -> Reference:
        found.append(name)
        return Reference(Source.SELF)

    parse(text, note)
    return tuple(found)


def parse(text: str, resolve: Callable[[str], Reference]) -> Template:
    """Return the template of `text`; raises BadTemplate at a lone brace."""
    if "{" not in text and "}" not in text:  # most are, of the thousands in a script
        return Template((text,)) if text else EMPTY_TEMPLATE
    parts: list[str | Pipe] = []
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            parts.append(text[end : match.start()])
        end = match.end()
        token, name, fallback = match.group(0), match.group(1), match.group(2)
        if name:
            parts.append(Pipe(resolve(name), fallback or ""))
        elif token in ("{{", "}}"):
            parts.append(token[0])
        else:
            raise BadTemplate(
                f"a lone {token} in “{text[:40]}”: write {{name|fallback}} or double it"
            )
    if end < len(text):
        parts.append(text[end:])
    return Template(tuple(parts))


def render(template: Template, say: Callable[[Reference], str]) -> str:
    """Return the text; `say` gives a reference's words, empty for "use the fallback"."""
    text = ""
    for part in template.parts:
        if isinstance(part, str):
            text = go_on(text, part)
        else:
            text += say(part.reference) or part.fallback
    return text


def go_on(text: str, words: str) -> str:
    """Return `text` with words of ours behind it, and one mark where two would meet.

    What a person typed may end in a full stop of its own, also inside quotation marks.
    """
    last = text.rstrip(_CLOSING)[-1:]
    if words.startswith(".") and not words.startswith("..") and last and last in _ENDS:
        return text + words[1:]
    if words.startswith("?") and text.endswith("?"):
        return text + words[1:]
    if words.startswith("?") and text.endswith(".") and not text.endswith(".."):
        return text[:-1] + words
    return text + words
