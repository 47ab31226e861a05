"""How hard a Spanish sentence is to read: Fernández-Huerta and LIX, with syllables by rule.

Fernández-Huerta (José Fernández Huerta, "Medidas sencillas de lecturabilidad", Consigna 214, 1959)
is Flesch's reading ease for Spanish: 0 hard to 100 easy. It is often printed as
206.84 - 0.60 P - 1.02 F, with P syllables and F *sentences* in a hundred words. That is a misprint:
shorter sentences would then read harder, and 1.02 is Flesch's 1.015 for words *a sentence* (Gwillim
Law, LINGUIST List 22.2332, 2011). Here F is words a sentence.

LIX (Carl-Hugo Björnsson, 1968) is words a sentence plus the share of words over six letters, in
per cent. Neither knows what a word means: they find long words and long sentences, no more.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?=[»”\"')]*(?:\s|$))")
_STRONG, _STRESSED_WEAK, _WEAK = "aeoáéó", "íú", "iuü"
_VOWELS = _STRONG + _STRESSED_WEAK + _WEAK
_LONG = 6


def words_of(text: str) -> list[str]:
    """Return the words of `text`; numbers and blanks are none."""
    return _WORD.findall(text)


def sentences_of(text: str) -> list[str]:
    """Return the sentences; on a card, where lines end without a stop, each line is one.

    A colon does not end a sentence, so the figures are never flattered.
    """
    parts = (part for line in text.split("\n") for part in _SENTENCE_END.split(line))
    return [part for part in parts if words_of(part)]


def count_syllables(word: str) -> int:
    """Return the syllables of a Spanish word, which its spelling says.

    Two strong vowels (a e o) part, and so does a strong one beside a stressed weak one (í ú). A
    weak vowel joins any other. The u of gue, gui, que, qui is silent, an h parts nothing (prohíbe
    has three by its accent, ahumar two by rule), and y counts as a vowel where no vowel follows.
    """
    letters = _sounded(word.lower())
    return max(1, sum(_begins(letters, at) for at in range(len(letters))))


def _sounded(word: str) -> str:
    word = re.sub(r"qu(?=[eiéí])", "k", word)
    word = re.sub(r"gu(?=[eiéí])", "g", word)
    word = re.sub(rf"y(?![{_VOWELS}])", "i", word)
    return re.sub(rf"(?<=[{_VOWELS}])h(?=[{_VOWELS}])", "", word)


def _begins(letters: str, at: int) -> bool:
    """Return True if a syllable's vowels begin here."""
    if letters[at] not in _VOWELS:
        return False
    before = letters[at - 1] if at else ""
    if before not in _VOWELS or not before:
        return True
    return _apart(before, letters[at])


def _apart(first: str, second: str) -> bool:
    """Return True if two vowels side by side are in two syllables."""
    if first in _STRONG and second in _STRONG:
        return True
    if first == second:
        return True
    stressed = (first in _STRESSED_WEAK, second in _STRESSED_WEAK)
    return any(stressed) and (first in _STRONG or second in _STRONG)


def fernandez_huerta(text: str) -> float:
    """Return the ease of `text`, which holds at least one word: 100 is very easy, 0 very hard."""
    words = words_of(text)
    syllables = sum(count_syllables(word) for word in words)
    return 206.84 - 60 * syllables / len(words) - 1.02 * len(words) / len(sentences_of(text))


def lix(text: str) -> float:
    """Return words a sentence plus the per cent of words over six letters."""
    words = words_of(text)
    long = sum(len(word) > _LONG for word in words)
    return len(words) / len(sentences_of(text)) + 100 * long / len(words)
