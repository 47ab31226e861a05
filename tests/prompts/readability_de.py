"""How hard German is to read: LIX and the first Wiener Sachtextformel, syllables by rule.

LIX: C. H. Björnsson, Läsbarhet, Stockholm 1968. Wiener Sachtextformel 1: R. Bamberger and
E. Vanecek, Lesen – Verstehen – Lernen – Schreiben, Wien 1984; its value is a school grade.
A colon does not end a sentence, so neither figure is flattered.
"""

from __future__ import annotations

import re
from functools import cache

_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+(?:[’–-][A-Za-zÄÖÜäöüß]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s“]|$)")
# One sound each: doubled vowels and diphthongs first, then each vowel that stands alone.
_SOUND = re.compile(r"aa|ee|oo|ie|ei|ai|au|eu|äu|ey|ay|(?<!q)u|[aeioäöüy]")
# Stems whose letters mislead the rule, and by how much: be-enden, Stu-di-en, Team.
_MISLEADING = {"beend": 1, "geeig": 1, "ideen": 1, "patient": 1, "studien": 1, "team": -1}
_LONG_LETTERS = 7
_MANY_SYLLABLES = 3


def words_of(text: str) -> list[str]:
    """Return the words of `text`, a compound with a hyphen as one; numbers and blanks are none."""
    return _WORD.findall(text)


def sentences_of(text: str) -> list[str]:
    """Return the sentences; where lines end without a stop, as on a card, each line is one."""
    lines = text.split("\n")
    return [one for line in lines for one in _SENTENCE_END.split(line) if words_of(one)]


@cache
def count_syllables(word: str) -> int:
    """Return the syllables of a German word: its vowel sounds, at least one."""
    lower = word.lower()
    misled = sum(by for stem, by in _MISLEADING.items() if stem in lower)
    return max(1, len(_SOUND.findall(lower)) + misled)


def lix(text: str) -> float:
    """Return LIX: words a sentence, and words of seven letters or more in a hundred."""
    words = words_of(text)
    return len(words) / max(1, len(sentences_of(text))) + 100 * _share_of_long(words)


def wiener(text: str) -> float:
    """Return the first Wiener Sachtextformel of `text`, which holds at least one word."""
    words = words_of(text)
    syllables = [count_syllables(word) for word in words]
    many = 100 * sum(count >= _MANY_SYLLABLES for count in syllables) / len(words)
    single = 100 * syllables.count(1) / len(words)
    length = len(words) / max(1, len(sentences_of(text)))
    long = 100 * _share_of_long(words)
    return 0.1935 * many + 0.1672 * length + 0.1297 * long - 0.0327 * single - 0.875


def _share_of_long(words: list[str]) -> float:
    letters = [len(re.sub(r"[’–-]", "", word)) for word in words]
    return sum(count >= _LONG_LETTERS for count in letters) / len(words)
