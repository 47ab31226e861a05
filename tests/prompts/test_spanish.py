"""What the Spanish of the core pack alone is held to; the rest is in test_pack_words.py.

docs/VOICE_ES.md says what these rules are for.
"""

from __future__ import annotations

import re

import pytest

from goalcoach.dialogue.i18n.polite_address import is_polite
from tests.prompts.pack import PIPE
from tests.prompts.pack_es import EASE_OF_ONE, ONE_WORD_FOR_ONE_THING, SPANISH, says
from tests.prompts.readability_es import (
    count_syllables,
    fernandez_huerta,
    lix,
    words_of,
)
from tests.prompts.translated import Address, english, heard, is_said, read


# Counted by hand, by the spelling rules of the Real Academia: two strong vowels part, a stressed í
# or ú parts from a strong one, an h parts nothing, gue and que have a silent u.
@pytest.mark.parametrize(
    ("syllables", "words"),
    [
        (1, "y muy hoy rey quién pues"),
        (2, "día país búho leer aire ciudad guerra queso huésped guía ahumar destruí"),
        (3, "poeta prohíbe pingüino Uruguay ayuda cuídese chiita"),
        (4, "caótico zanahoria desahogo vehículo mayoría construiría averigüéis"),
        (5, "caracteriza enfermedades"),
        (6, "sensibilización psicosomáticas"),
    ],
)
def test_syllables_are_those_that_spanish_spelling_says(syllables: int, words: str):
    assert {word: count_syllables(word) for word in words.split()} == dict.fromkeys(
        words.split(), syllables
    )


OF_CERVANTES = (
    "En un lugar de la Mancha, de cuyo nombre no quiero acordarme, no ha mucho tiempo que vivía un "
    "hidalgo."
)
OF_AN_EXPERT = (
    "La sensibilización central caracteriza numerosas enfermedades psicosomáticas persistentes."
)


# Counted by hand. 1: 7 words in 2 sentences, 10 syllables, none over six letters. 2 (Cervantes): 20
# words, 34 syllables (8 up to Mancha, 12 up to acordarme, 14), acordarme and hidalgo over six
# letters. 3: 8 words, 33 syllables (1 6 2 5 4 5 6 4), all but "La" over six letters.
@pytest.mark.parametrize(
    ("text", "ease", "index"),
    [
        ("El sol sale. La casa es azul.", 206.84 - 60 * 10 / 7 - 1.02 * 3.5, 3.5),
        (OF_CERVANTES, 206.84 - 102 - 20.4, 30.0),
        (OF_AN_EXPERT, 206.84 - 247.5 - 8.16, 95.5),
    ],
)
def test_known_texts_read_as_hard_as_counted_by_hand(text: str, ease: float, index: float):
    assert fernandez_huerta(text) == pytest.approx(ease)
    assert lix(text) == pytest.approx(index)


def test_a_sentence_cut_in_two_reads_easier_and_not_harder_as_in_the_misprinted_formula():
    assert fernandez_huerta("El sol sale. La casa es azul.") > fernandez_huerta(
        "El sol sale y la casa es azul."
    )


def test_each_longer_text_is_plain_by_itself():
    def is_hard(text: str) -> bool:
        return len(words_of(text)) >= 8 and fernandez_huerta(text) < EASE_OF_ONE

    assert SPANISH.finds(is_hard) == []


def test_a_note_speaks_to_nobody():
    speaks = says("usted", "ustedes")
    offends = SPANISH.offenders(lambda _, text: speaks(heard(text)), lambda at: at[-1] == "hint")
    assert offends == []


def test_a_patients_own_words_are_filled_in_after_a_colon():
    def offends(_: Address, text: str) -> bool:
        starts = [match.start() for match in PIPE.finditer(text)]
        return any(":" not in re.split(r"[.\n]", text[:start])[-1] for start in starts)

    assert SPANISH.offenders(offends, lambda a: is_said(a) or a[-1] == "show") == []


def test_one_thing_has_one_word():
    off = [
        (address, read("es")[address])
        for address, source in english().items()
        for thing, word in ONE_WORD_FOR_ONE_THING.items()
        if says(thing)(heard(source)) and not says(word)(heard(read("es")[address]))
    ]
    assert off == []


def test_half_of_the_texts_with_a_familiar_form_are_known_as_polite_and_no_others():
    texts, familiar = read("es"), read("es-familiar")
    known = {
        address
        for address, text in texts.items()
        if address[-1] not in ("hint", "label") and is_polite(text, "es")
    }
    assert known <= familiar.keys()
    assert len(known) > len(familiar) / 2
