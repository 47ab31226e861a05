"""How the program's own words are held to a language's voice: what the gates look at, by language.

The gates are in test_program_words.py; what they look for stands in words_de.py and words_es.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from scripts.words import read
from tests.prompts.pack_voice import Finds

TYPED = ("context.typed_", "context.small_words", "context.ends_of_many", "context.search_words")
"""Where words stand that someone may type. None of them is shown."""
SETTINGS = "sheets.layouts.flare_card.the_card_needs_a_number"
"""Quotes lines of a settings file, with the quotation marks that these have in every language."""


@dataclass(frozen=True)
class WordVoice:
    """The rules for the words of one language, and the texts that are none of their business."""

    language: str
    facts: str
    """The pattern of what has to stand in a text as often as in the English."""
    put_in: str
    """The pattern of what is taken out of a text before it is looked at as shown words."""
    not_shown: frozenset[str]
    """Keys of texts that are as they are in any language."""
    foot: int
    """Cells that a word on the last row of a page may have, however short the English is."""
    headings: frozenset[str]
    """Labels that are no labels in the gutter."""
    names: Mapping[str, str]
    """What names a thing in English: what has to name it in this language."""
    names_in: Callable[[str, str], bool]
    """Says whether an English text, read with a pattern of `names`, names the thing."""
    named: Callable[[str, str], object]
    """Says whether a text of this language names the thing, with the pattern for it."""
    patients: str
    """How “the patient's” is said of a goal."""
    judges: Finds
    """Finds words that judge, blame, praise, push or are jargon."""
    judges_here: frozenset[str]
    signs: Finds
    """Finds what names a man or a woman, or both with a sign."""
    signs_here: frozenset[str]
    familiar: Finds
    misquoted: Finds
    """Finds quotation and question marks that are not set as in this language."""
    foreign: str
    """The pattern of marks of other languages."""
    polite: Finds
    to_others: frozenset[str]
    """Polite texts for readers who are never addressed in the familiar form."""
    all_forms_polite: bool
    """Whether a text has a familiar form only if it has polite words that the pattern knows."""
    least_polite: int
    danger: str
    """How a list of signs of danger begins."""

    def both(self) -> dict[str, tuple[str, str]]:
        """Return each text in English and in this language, by its key."""
        said = words_in(self.language)
        return {key: (text, said[key]) for key, text in words_in("en").items() if key in said}

    def shown(self) -> dict[str, str]:
        """Return what is shown, without the names of what is put in or typed in a command."""
        return {
            key: re.sub(self.put_in, "", said)
            for key, (_, said) in self.both().items()
            if not key.startswith(TYPED) and key not in self.not_shown
        }

    def offenders(self, offends: Callable[[str, str], object]) -> dict[str, str]:
        """Return the texts that offend, asked with the English and with that of this language."""
        return {key: said for key, (text, said) in self.both().items() if offends(text, said)}

    def finds(self, found: Finds) -> set[str]:
        """Return the keys of the texts that are shown and have what is looked for."""
        return {key for key, text in self.shown().items() if found(text)}


@cache
def words_in(name: str) -> dict[str, str]:
    """Return the program's words in a language file, by their keys."""
    return read(name)
