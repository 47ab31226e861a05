"""A made-up language: each text of ours in wide letters, so that a plain letter is one not said.

What a test gives as a patient's or a script's words has no plain letters either.
"""

from __future__ import annotations

import re
from functools import cache

from goalcoach.date_words import DATE_LANGUAGES
from goalcoach.translation import Catalogue, catalogue_key
from scripts.words import collect

_WIDE = {code: code + 0xFEE0 for code in (*range(ord("A"), ord("Z") + 1), *range(97, 123))}
_ENGLISH_ON_PURPOSE = frozenset(
    {
        # The end of a list and the days have their own words for each language, and English ones
        # for a language that has none.
        *("and", "or"),
        *DATE_LANGUAGES["en"].days,
        *DATE_LANGUAGES["en"].months,
        *DATE_LANGUAGES["en"].short,
    }
)


def wide(text: str) -> str:
    """Return a text in wide letters, its `{names}` as they are."""
    pieces = re.split(r"(\{[^{}]*\})", text)
    return "".join(one if at % 2 else one.translate(_WIDE) for at, one in enumerate(pieces))


@cache
def pseudo() -> Catalogue:
    """Return the catalogue that has every text of the code."""
    return Catalogue("zz", {catalogue_key(*text): wide(text[0]) for text in collect()})


def plain_words(text: str) -> list[str]:
    """Return the words of three plain letters or more: those that nobody said otherwise."""
    return [one for one in re.findall(r"[A-Za-z]{3,}", text) if one not in _ENGLISH_ON_PURPOSE]


# One cell a letter, for pages where a text of twice the width would hide another.
_CYRILLIC = {
    **{ord("A") + at: 0x410 + at for at in range(26)},
    **{ord("a") + at: 0x430 + at for at in range(26)},
}


def strange(text: str) -> str:
    """Return a text in Cyrillic letters, which take one cell each, its `{names}` as they are."""
    pieces = re.split(r"(\{[^{}]*\})", text)
    return "".join(one if at % 2 else one.translate(_CYRILLIC) for at, one in enumerate(pieces))


@cache
def strange_pseudo() -> Catalogue:
    """Return the catalogue that has every text of the code in letters of one cell."""
    return Catalogue("zz", {catalogue_key(*text): strange(text[0]) for text in collect()})
