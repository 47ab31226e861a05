"""The Spanish of the core dialogue is whole, plain and kind, and takes nobody for a man."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import pytest

from tests.prompts.pack import PIPE
from tests.prompts.readability_es import (
    count_syllables,
    fernandez_huerta,
    lix,
    sentences_of,
    words_of,
)
from tests.prompts.words_by_key import Key, english_words, slot_of, translated_words

SPOKEN = ("say", "say_again", "gate_say", "ask_more", "probe")
EASE, EASE_OF_ONE, LIX = 75, 60, 40
"""Fernández-Huerta: 70 to 80 is rather easy, 60 to 70 for any adult. LIX: under 40 is easy."""

PUSHES_OR_BLAMES = (
    r"solo|sólo|solamente|únicamente|simplemente|al menos|por lo menos",
    r"deb(e|í)\w*|tienes? que|tenga[ns]? que|hay que esforzarse|esfuérce\w*",
    r"intent\w+|fracas\w+|fall[aoóe]\w*|recaíd?a\w*|excus\w+|quej\w+|cumpl(e|ió|imiento)\w*",
    r"normal\w*|luch\w+|batall\w+|vencer|superar\w*|aguant\w+|ánimo, |positiv\w+",
    r"obligatori\w+|incorrect\w+|inválid\w+|error\w*|fantástic\w+|muy bien|excelente|perfecto",
    r"ansios\w+|se niega|alega|supuest\w+|por qué (no|solo)",
    r"(?<!es )(?<!ni )(?<!sin )culpa\w*",
)
JARGON = (
    r"feedback|coach\w*|test|checklist|stress|psicosom\w+|somátic\w+|cronific\w+|crónic\w+",
    r"adherencia|afrontamiento|resilien\w+|síndrome|patolog\w+|comorb\w+|disfunci\w+",
)
_OF_A_PERSON = (
    "cansad|segur|tranquil|content|list|sentad|acostad|tumbad|preparad|enferm|mal[ao]|sol"
)
_CALLINGS = "bienvenid|cuidador|enfermer|doctor|psicólog|amig|abuel|marid|espos"
OF_A_MAN_OR_A_WOMAN = (
    r"\w*@\w*|\w+x|\w*[/(][aeo]s?\)?|(él|ellos|los) (o|y) (ella|ellas|las)|todes|elles",
    rf"(est[áéoy]+|estar|sient[aeo]|sentirse|quedarse) (muy |más |menos )?({_OF_A_PERSON})\w*",
    rf"({_CALLINGS})[oa]s?|juntos|nosotr[oa]s",
    r"(el|la|los|las|un|una|su|sus) (médic[oa]|paciente|profesional|intérprete)s?",
)
FAMILIAR = r"tú|tus?|te|ti|contigo|tuy[oa]s?|(puede|quiere|tiene|podría|harí?a|está|dice|siente)s"
POLITE = (
    r"usted|consigo|le (gustaría|importa|creo|ayuda)|cuénte\w+|pregúnte\w+|díga\w+",
    r"sus (palabras|síntomas|días|pasos|metas)|su (cuenta|vida|semana|día|cuerpo|energía|tarjeta)",
    r"diga|deje los|piense|pida (ayuda|pronto)|mire|elija|escuche|nombre una|busque|vuelva",
)
ONE_WORD_FOR_ONE_THING = {
    r"hard spells?": r"rachas?",
    r"setbacks?": "tropiezos?",
    r"ladder": "escalera",
    r"leaflet": "hojas?|ella",
    r"goals?": r"metas?|esta|ella|cada una|la nueva|estas",
    r"check-in day": "día de repaso",
    r"interpreter": "intérprete",
    r"diary": "diario",
}


def _es() -> dict[Key, str]:
    return translated_words("es")


def _filled(text: str) -> str:
    """Return the text as it stands when nothing is known yet."""
    return PIPE.sub(lambda match: match.group(3) or "", text).replace("___", "")


def _offenders(
    slots: tuple[str, ...] | None, offends: Callable[[str], object]
) -> list[tuple[str, str]]:
    return [
        (".".join(key), text)
        for key, text in _es().items()
        if (slots is None or slot_of(key) in slots) and offends(text)
    ]


def _says(*patterns: str) -> Callable[[str], bool]:
    """Return what tells whether a text says one of the words."""
    words = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
    return lambda text: words.search(_filled(text)) is not None


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


def test_every_text_of_the_pack_has_its_spanish_and_nothing_else_has():
    assert _es().keys() == english_words().keys()
    assert _offenders(None, lambda text: not text.strip()) == []


@pytest.mark.parametrize("language", ["es", "es-familiar"])
def test_what_is_filled_in_and_the_lines_of_a_card_are_those_of_the_english(language: str):
    english = english_words()
    for key, text in translated_words(language).items():
        asked = sorted(match.group(1) for match in PIPE.finditer(english[key]))
        assert sorted(match.group(1) for match in PIPE.finditer(text)) == asked, key
        assert text.count("\n") == english[key].count("\n"), key
        assert text.count("___") + text.count("|") >= english[key].count("___"), key


@pytest.mark.parametrize("language", ["es", "es-familiar"])
def test_no_number_is_made_up(language: str):
    english = english_words()
    for key, text in translated_words(language).items():
        figures = re.findall(r"\d+", PIPE.sub("", text))
        assert sorted(figures) == sorted(re.findall(r"\d+", PIPE.sub("", english[key]))), key


def test_each_part_of_the_dialogue_is_easy_to_hear():
    heard: dict[str, list[str]] = {}
    for key, text in _es().items():
        if slot_of(key) in (*SPOKEN, "show", "check"):
            heard.setdefault(key[0], []).append(_filled(text))
    hard = {
        section: (round(fernandez_huerta("\n".join(texts))), round(lix("\n".join(texts))))
        for section, texts in heard.items()
        if fernandez_huerta("\n".join(texts)) < EASE or lix("\n".join(texts)) > LIX
    }
    assert hard == {}


def test_each_longer_text_is_plain_by_itself():
    def is_hard(text: str) -> bool:
        return len(words_of(_filled(text))) >= 8 and fernandez_huerta(_filled(text)) < EASE_OF_ONE

    assert _offenders((*SPOKEN, "check", "hint"), is_hard) == []


def test_sentences_and_turns_are_short():
    def is_long(text: str) -> bool:
        sentences = sentences_of(_filled(text))
        return any(len(words_of(sentence)) > 22 for sentence in sentences)

    assert _offenders(None, is_long) == []
    assert _offenders(SPOKEN, lambda text: len(_filled(text).split()) > 48) == []


def test_a_turn_asks_one_thing_and_asks_it_last():
    def offends(text: str) -> bool:
        return text.count("?") > 1 or ("?" in text and not text.endswith("?"))

    assert _offenders(SPOKEN, offends) == []
    assert _offenders(("probe", "ask_more"), lambda text: not text.endswith("?")) == []


def test_cards_are_narrow_and_notes_are_four_short_lines():
    def is_wide(text: str) -> bool:
        return any(len(line) > 60 for line in _filled(text).split("\n"))

    assert _offenders(("show",), is_wide) == []
    assert _offenders(("hint",), lambda text: len(textwrap.wrap(_filled(text), 64)) > 4) == []


def test_every_question_and_every_exclamation_opens_and_closes():
    def offends(text: str) -> bool:
        marks = "".join(re.findall(r"[¿?¡!]", text))
        return not re.fullmatch(r"(¿\?|¡!)*", marks) or text.count("«") != text.count("»")

    assert _offenders(None, offends) == []


def test_no_word_pushes_blames_shrinks_or_praises():
    assert _offenders(None, _says(*PUSHES_OR_BLAMES)) == []


def test_no_word_is_jargon_or_english():
    assert _offenders(None, _says(*JARGON)) == []


def test_no_word_says_that_someone_is_a_man_or_a_woman():
    assert _offenders(None, _says(*OF_A_MAN_OR_A_WOMAN)) == []


def test_the_patient_is_usted_and_never_tu():
    assert _offenders(None, _says(FAMILIAR)) == []
    assert _offenders(("hint",), _says("usted", "ustedes")) == []


def test_a_patients_own_words_are_filled_in_after_a_colon():
    open_end = re.compile(r"(?<!: )(?<!^)\{[^{}|]*\|", re.MULTILINE)
    assert _offenders((*SPOKEN, "row_label"), open_end.search) == []


def test_signs_of_danger_are_said_straight_and_first():
    at_once = [text for key, text in _es().items() if key[1].endswith("_once") and key[2] == "say"]
    assert len(at_once) == 7
    assert all(text.startswith("Pida ayuda de inmediato por esto.") for text in at_once)
    softened = _says("quizá", "tal vez", "podría", "si puede", "un poco")
    assert [text for text in at_once if softened(text)] == []


def test_one_thing_has_one_word():
    for key, english in english_words().items():
        for thing, word in ONE_WORD_FOR_ONE_THING.items():
            if _says(thing)(english):
                assert _says(word)(_es()[key]), (key, _es()[key])


def test_the_familiar_form_changes_what_it_names_and_leaves_no_usted():
    familiar = translated_words("es-familiar")
    assert familiar.keys() <= _es().keys()
    assert [key for key, text in familiar.items() if text == _es()[key]] == []
    assert [key for key, text in familiar.items() if _says(*POLITE)(text)] == []
    assert [key for key in familiar if slot_of(key) == "hint"] == []


def test_no_polite_text_lacks_its_familiar_form():
    polite = _offenders((*SPOKEN, "show", "check", "reason", "anchor"), _says(*POLITE))
    familiar = {".".join(key) for key in translated_words("es-familiar")}
    assert [(key, text) for key, text in polite if key not in familiar] == []
    assert len(polite) > 100
