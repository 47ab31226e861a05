"""Our own words in the language that is spoken. The English text in the code is the key. Pure.

`tr` looks a text up in the catalogue of the moment. Nothing here reads a file: a front end reads a
catalogue (`store.catalogue`) and says which one holds, for the whole program (`speak_always`) or
for a while (`speaking`), as where a sheet is laid in another language than the screen's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_K = TypeVar("_K")

FAMILIAR = "familiar"
"""The form of address among people who know each other: du, tú. The polite one has no name, ""."""

_FACT = re.compile(r"\{(\w+)\}")
_CONTEXT = "\x04"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What each English text is in `language`, a BCP 47 tag. `words` is empty for English."""

    language: str = "en"
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    """By the English text; where a text has a context, by `catalogue_key` of both."""


ENGLISH = Catalogue()

_for_a_while: ContextVar[Catalogue | None] = ContextVar("catalogue", default=None)
_usual: Catalogue | None = ENGLISH
_find: Callable[[], Catalogue] | None = None
"""Says which catalogue is the usual one; asked once, where that is not known yet."""


def catalogue_key(text: str, context: str = "") -> str:
    """Return what a text is looked up by."""
    return f"{context}{_CONTEXT}{text}" if context else text


def speak_always(catalogue: Catalogue) -> None:
    """Use this catalogue wherever no other one is spoken for a while, in every thread."""
    global _usual
    _usual = catalogue


def speak_when_needed(find: Callable[[], Catalogue]) -> None:
    """Use the catalogue that `find` returns: it is asked when the first text is looked up."""
    global _usual, _find
    _usual, _find = None, find


def _settle() -> Catalogue:
    """Return the usual catalogue, once it is known; what `find` itself says is in English."""
    global _usual
    if _usual is None:
        _usual = ENGLISH
        _usual = _find() if _find else ENGLISH
    return _usual


@contextmanager
def speaking(catalogue: Catalogue) -> Iterator[None]:
    """Use this catalogue inside the block, in this task or thread alone."""
    token = _for_a_while.set(catalogue)
    try:
        yield
    finally:
        _for_a_while.reset(token)


def spoken() -> Catalogue:
    """Return the catalogue of the moment."""
    return _for_a_while.get() or _usual or _settle()


def spoken_language() -> str:
    """Return the language of the moment without a region or form: "en", "de", "es"."""
    return language_name(spoken().language)


def language_name(tag: str) -> str:
    """Return what a BCP 47 tag names without a region or form: "de" of "de-AT"."""
    return tag.partition("-")[0].lower()


def tr(text: str, /, *, context: str = "", **facts: object) -> str:
    """Return `text` in the language of the moment, with `{name}` replaced by the facts.

    A fact is put in once and never read as a text itself, so a patient's words may hold braces.
    `context`, a name like "after_effort", tells two meanings of one English text apart ("Rest"
    after effort, "Rest" as what is left). What the catalogue lacks is said in English; a test
    finds what it lacks.
    """
    catalogue = _for_a_while.get() or _usual or _settle()
    if catalogue.words:
        text = catalogue.words.get(catalogue_key(text, context), text)
    if not facts:
        return text
    return _FACT.sub(lambda found: str(facts.get(found[1], found[0])), text)


def tr_noop(text: str, /, *, context: str = "") -> str:
    """Return `text` as it is: marks a constant that is looked up with `tr` where it is used."""
    return text


class TrMap(Mapping[_K, str], Generic[_K]):
    """A table of our own words: each value is in the language of the moment when it is read."""

    __slots__ = ("_context", "_words")

    def __init__(self, words: Mapping[_K, str], /, *, context: str = "") -> None:
        self._words = dict(words.english if isinstance(words, TrMap) else words)
        self._context = context

    @property
    def english(self) -> Mapping[_K, str]:
        """The table as it stands in the code."""
        return self._words

    def __getitem__(self, key: _K) -> str:
        return tr(self._words[key], context=self._context)

    def __iter__(self) -> Iterator[_K]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)
