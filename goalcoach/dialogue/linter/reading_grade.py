"""How hard an English sentence is to read, with syllables counted by their letters.

Flesch–Kincaid grade: 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid, Fishburne,
Rogers and Chissom 1975, Research Branch Report 8-75, Naval Technical Training). Syllables are the
groups of vowels, less the endings that are not sounded: no dictionary is needed to lint. Of the
words of the core script 97 in 100 have the syllables of the CMU dictionary, and no other is more
than one off.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_ONLY_LETTERS = bytes(one if chr(one).isalpha() and one < 128 else 32 for one in range(256))
"""Puts a blank in the place of each byte that is no letter."""
_END = re.compile(r"[.!?\n](?:(?<=\n)|[.!?]*(?=\s|$))")
"""Stops at the end of a word, or one line break; begins with a class of letters, which is fast to
look for."""
_VOWELS = bytes(97 if chr(one) in "aeiouy" else 32 for one in range(256))
"""Puts an a in the place of each vowel, and a blank in that of any other byte."""
_SILENT_END = re.compile(r"(?:[^aeiouy](?:es?|ely|eless|eful|ement)|[^aeioudty]ed)$")
_MAY_BE_SILENT = ("e", "es", "ed", "ely", "eless", "eful", "ement")
_SOUNDED_END = re.compile(r"(?:[^aeiouylr]les?|(?:[sxz]|ch|sh|[cg])es|[td]ed)$")
_TWO = re.compile(
    r"(?<![qg])u[aeo](?!u)|i(?:a(?!l)|o(?!n|u)|um|et)|eo(?!u|n)|(?<!t)ying|[^aeiou]ier"
)
_SYLLABIC = ("sm", "thm", "n't")
_ONE_WITH_NOT = ("don't", "won't", "can't", "aren't", "weren't")
_ENDINGS = ("'s", "'re", "'ll", "'d", "'m")
_KNOWN = {
    "every": 2, "everyone": 3, "everything": 3, "everyday": 3, "something": 2, "sometimes": 2,
    "someone": 2, "somewhere": 2, "being": 2, "doing": 2, "going": 2, "seeing": 2, "idea": 3,
    "area": 3, "ideas": 3, "real": 1, "really": 2, "people": 2, "people's": 2, "maybe": 2,
    "lying": 2, "trying": 2, "business": 2, "different": 2, "evening": 2, "interest": 2,
    "interested": 3, "moment": 2, "moments": 2, "does": 1, "hoped": 1, "used": 1, "ago": 2,
    "safety": 2, "lately": 2, "medicine": 3, "before": 2, "beforehand": 3, "therefore": 2,
    "somebody": 3, "whole": 1, "whose": 1, "one's": 1, "create": 2, "science": 2, "poem": 2,
    "usual": 3, "usually": 4, "gradual": 3, "actual": 3, "visual": 3, "values": 2, "value": 2,
    "rescue": 2, "argue": 2, "recipe": 3,
    "cooperate": 4, "reality": 4, "movement": 2,
    "true": 1, "blue": 1, "curious": 3, "clinician": 3, "ok": 2, "settled": 2,
    "homework": 2, "statement": 2, "basement": 2, "lifetime": 2, "likely": 2,
}  # fmt: skip
"""Frequent words whose letters mislead."""


def words_in(text: str) -> list[str]:
    """Return the words of a text; numbers and blanks are none."""
    # Most texts have no apostrophe, and without one a word ends where its letters do.
    if "'" not in text and text.isascii():
        return text.encode().translate(_ONLY_LETTERS).decode().split()
    return _WORD.findall(text)


def first_word(text: str) -> str:
    """Return the first word of a text, "" of one without words."""
    found = _WORD.search(text)
    return found[0] if found is not None else ""


def sentences_in(text: str) -> list[str]:
    """Return the sentences; a line of a card that ends without a stop is one."""
    return [one for one in _END.split(text) if _WORD.search(one)]


def syllables(word: str) -> int:
    """Return about how many syllables an English word has, at least 1."""
    return syllables_in_small(word.lower().replace("’", "'"))


def syllables_in_small(bare: str) -> int:
    """Return the syllables of a word in small letters, its apostrophe straight."""
    if bare in _KNOWN:
        return _KNOWN[bare]
    if "'" in bare and bare.endswith(_ENDINGS):
        bare = bare.partition("'")[0]
        if bare in _KNOWN:
            return _KNOWN[bare]
    vowels = bare.encode().translate(_VOWELS)
    count = len(vowels.split())
    if b"aa" in vowels:
        count += len(_TWO.findall(bare))
    if bare.endswith(_MAY_BE_SILENT):
        if _SILENT_END.search(bare) and not _SOUNDED_END.search(bare):
            count -= 1
    elif bare.endswith(_SYLLABIC) and bare not in _ONE_WITH_NOT:
        count += 1
    return max(1, count)


def reading_grade(text: str) -> float:
    """Return the Flesch–Kincaid grade of a text, in years at school; 0 for one without words."""
    words = words_in(text)
    if not words:
        return 0
    return flesch_kincaid(len(words), sum(map(syllables, words)), len(sentences_in(text)))


def flesch_kincaid(words: int, syllables: int, sentences: int = 1) -> float:
    """Return the grade of so many words, one or more: of one sentence, the hardest there can be."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59
