"""What the German of the core pack alone is held to; the rest is in test_pack_words.py.

docs/VOICE_DE.md says what these rules are for.
"""

from __future__ import annotations

import re

import pytest

from tests.prompts import pack
from tests.prompts.pack_de import GERMAN, POLITE
from tests.prompts.readability_de import count_syllables, lix, wiener, words_of
from tests.prompts.translated import Address, english, heard, is_said, read

# Parted by hand, as the dictionary parts them: be-en-den, Stu-di-en, Phy-sio-the-ra-pie.
SYLLABLES = {
    1: "Schritt Team",
    2: "Pläne neue Ruhe Hilfe Quelle schauen Papier zuerst",
    3: "beenden Studien geändert aufschauen Familie Stopp-Zeichen Müdigkeit",
    4: "beantworten untersuchen",
    6: "Physiotherapie",
}
# Counted by hand.
# 1: 7 words in 2 sentences, all of one syllable.
# 2: 8 words in 2 sentences. Behandlung, untersuchen, Müdigkeit have seven letters or more and
#    three syllables or more; Die, hilft, Wir, die have one syllable.
# 3: 6 words in 1 sentence. Beschwerden, manchmal, schnell have seven letters or more, of them
#    Beschwerden three syllables; und, schnell have one. The comma ends nothing.
HAND_COUNTED = [
    ("Wir sind da. Sie sind auch da.", 3.5, -3.5598),
    ("Die Behandlung hilft. Wir untersuchen die neue Müdigkeit.", 41.5, 10.2788),
    ("Beschwerden kommen und gehen, manchmal schnell.", 56.0, 8.7482),
]
# What has no shorter name, or is long by its small parts alone.
LONG_WORDS = {
    *("Lebensbereiche", "Physiotherapie", "herausgefunden", "nebeneinander", "dazugehören"),
    *("dazugekommen", "sicherzugehen", "weitergetragen", "weiterzugehen", "auszuprobieren"),
}


def _pipes(text: str) -> list[str]:
    return sorted(match.group(1) for match in pack.PIPE.finditer(text))


@pytest.mark.parametrize(("count", "words"), SYLLABLES.items())
def test_german_syllables_are_counted_as_they_are_parted(count: int, words: str):
    assert {word: count_syllables(word) for word in words.split()} == dict.fromkeys(
        words.split(), count
    )


@pytest.mark.parametrize(("text", "by_lix", "by_wiener"), HAND_COUNTED)
def test_both_figures_are_those_counted_by_hand(text: str, by_lix: float, by_wiener: float):
    assert lix(text) == pytest.approx(by_lix)
    assert wiener(text) == pytest.approx(by_wiener, abs=1e-4)


def test_what_follows_a_colon_in_english_follows_one_in_german_so_that_no_case_ending_breaks():
    def after_colon(text: str, name: str) -> bool:
        starts = [m.start() for m in pack.PIPE.finditer(text) if m.group(1) == name]
        return all(":" in text[:start].rpartition("\n")[2] for start in starts)

    def offends(at: Address, text: str) -> bool:
        names = [name for name in _pipes(text) if after_colon(english()[at], name)]
        return not all(after_colon(text, name) for name in names)

    assert GERMAN.offenders(offends) == []


def test_no_german_word_has_five_syllables_but_for_the_few_that_are_listed():
    long = {
        word
        for text in read("de").values()
        for word in words_of(heard(text))
        if count_syllables(word) >= 5
    }
    assert long == LONG_WORDS


def test_the_polite_form_stands_in_what_is_said_alone():
    """A card, an option, an anchor is the patient's own; a note speaks to nobody by a name."""
    assert GERMAN.offenders(lambda at, text: not is_said(at) and POLITE.search(heard(text))) == []


def test_no_german_hint_can_be_heard_as_if_no_answer_were_good():
    """„Keine ist eine gute Antwort“ says that all are bad; in quotation marks it is one of them."""
    none = r"\b(?:Nichts|Keine?[rs]?|Nichts davon|Kein \w+) ist (?:auch )?(?:eine|in Ordnung)"
    assert GERMAN.offenders(lambda _, text: re.search(none, text, re.IGNORECASE)) == []
