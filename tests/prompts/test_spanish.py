"""The Spanish of the core dialogue is whole, plain and kind, and takes nobody for a man."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import pytest

from goalcoach.dialogue.i18n.polite_address import is_polite
from tests.prompts.pack import PIPE
from tests.prompts.readability_es import (
    count_syllables,
    fernandez_huerta,
    lix,
    sentences_of,
    words_of,
)
from tests.prompts.translated import Address, english, heard, is_said, read

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
    r"\w*@\w*|\w+xs?|\w*[/(][aeo]s?\)?|(él|ellos|los) (o|y) (ella|ellas|las)|todes|elles",
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
    r"hard spells?": "rachas?",
    r"setbacks?": "tropiezos?",
    r"ladder": "escalera",
    r"cards?": "tarjetas?",
    r"break": "pausa",
    r"visits?": "citas?",
    r"leaflet": "hojas?|ella",
    r"goals?": "metas?|esta|ella|cada una|la nueva|estas",
    r"symptoms?": "síntomas?",
    r"at ease": "a gusto",
    r"early signs|first small signs": "primeras señales",
    r"get help at once": "ayuda (de inmediato|inmediata)",
    r"safety questions": "preguntas de seguridad",
    r"safety steps": "medidas de seguridad",
    r"last time": "última vez",
    r"check-in day": "día de repaso",
    r"interpreter": "intérprete",
    r"diary": "diario",
}


def _offenders(
    offends: Callable[[str], object], at: Callable[[Address], object] | None = None
) -> list[tuple[str, str]]:
    """Return the Spanish texts that offend, of all or of those `at` says."""
    return [
        ("/".join(address), text)
        for address, text in read("es").items()
        if (at is None or at(address)) and offends(text)
    ]


def _ends(*keys: str) -> Callable[[Address], bool]:
    return lambda address: address[-1] in keys


def _is_heard(address: Address) -> bool:
    """Say whether a text is spoken, read on the patient's card, or a thought before they go on."""
    return is_said(address) or address[-1] in ("show", "text")


def _says(*patterns: str) -> Callable[[str], bool]:
    """Return what tells whether a text says one of the words."""
    words = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
    return lambda text: words.search(heard(text)) is not None


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
    assert read("es").keys() == english().keys()
    assert _offenders(lambda text: not text.strip()) == []


@pytest.mark.parametrize("language", ["es", "es-familiar"])
def test_what_is_filled_in_and_the_lines_of_a_card_are_those_of_the_english(language: str):
    for address, text in read(language).items():
        source = english()[address]
        asked = sorted(match.group(1) for match in PIPE.finditer(source))
        assert sorted(match.group(1) for match in PIPE.finditer(text)) == asked, address
        fallbacks = [match.group(3) for match in PIPE.finditer(text)]
        assert address[-1] == "unit" or all(fallbacks), address
        assert text.count("\n") == source.count("\n"), address
        assert text.count("___") == source.count("___"), address


@pytest.mark.parametrize("language", ["es", "es-familiar"])
def test_no_number_is_made_up(language: str):
    for address, text in read(language).items():
        source = PIPE.sub("", english()[address])
        assert sorted(re.findall(r"\d+", PIPE.sub("", text))) == sorted(
            re.findall(r"\d+", source)
        ), address


def test_each_part_of_the_dialogue_is_easy_to_hear():
    parts: dict[str, list[str]] = {}
    for address, text in read("es").items():
        if _is_heard(address):
            parts.setdefault(address[0], []).append(heard(text))
    assert len(parts) > 50
    texts = {part: "\n".join(heard_there) for part, heard_there in parts.items()}
    figures = {part: (fernandez_huerta(text), lix(text)) for part, text in texts.items()}
    assert {part: two for part, two in figures.items() if two[0] < EASE or two[1] > LIX} == {}


def test_each_longer_text_is_plain_by_itself():
    def is_hard(text: str) -> bool:
        return len(words_of(heard(text))) >= 8 and fernandez_huerta(heard(text)) < EASE_OF_ONE

    assert _offenders(is_hard) == []


def test_sentences_and_turns_are_short():
    def is_long(text: str) -> bool:
        return any(len(words_of(sentence)) > 20 for sentence in sentences_of(heard(text)))

    assert _offenders(is_long) == []
    assert _offenders(lambda text: len(heard(text).split()) > 48, is_said) == []


def test_a_turn_asks_one_thing_and_asks_it_last():
    def offends(text: str) -> bool:
        return text.count("?") > 1 or ("?" in text and not text.endswith("?"))

    assert _offenders(offends, is_said) == []
    asking = [a for a, text in read("es").items() if is_said(a) and text.endswith("?")]
    assert asking == [a for a in read("es") if is_said(a) and english()[a].endswith("?")]


def test_each_text_fits_its_place():
    def is_wide(text: str) -> bool:
        return any(len(line) > 60 for line in heard(text).split("\n"))

    assert _offenders(is_wide, _ends("show")) == []
    assert _offenders(lambda text: len(textwrap.wrap(heard(text), 64)) > 3, _ends("hint")) == []
    assert _offenders(lambda text: len(heard(text)) > 44, _ends("label", "title")) == []
    assert _offenders(lambda text: len(text) > 21, lambda a: a[:2] == ("script", "phases")) == []


def test_every_question_and_every_quotation_opens_and_closes():
    def offends(text: str) -> bool:
        marks = "".join(re.findall(r"[¿?¡!«»]", text))
        return not re.fullmatch(r"(¿\?|¡!|«(¿\?|¡!)*»|¿«»\?)*", marks) or '"' in text

    assert _offenders(offends) == []


def test_no_word_pushes_blames_shrinks_or_praises():
    assert _offenders(_says(*PUSHES_OR_BLAMES)) == []


def test_no_word_is_jargon_or_english():
    assert _offenders(_says(*JARGON)) == []


def test_no_word_says_that_someone_is_a_man_or_a_woman():
    assert _offenders(_says(*OF_A_MAN_OR_A_WOMAN)) == []


def test_the_patient_is_usted_and_never_tu_and_a_note_speaks_to_nobody():
    assert _offenders(_says(FAMILIAR)) == []
    assert _offenders(_says("usted", "ustedes"), _ends("hint")) == []


def test_a_patients_own_words_are_filled_in_after_a_colon():
    def offends(text: str) -> bool:
        starts = [match.start() for match in PIPE.finditer(text)]
        return any(":" not in re.split(r"[.\n]", text[:start])[-1] for start in starts)

    assert _offenders(offends, lambda a: is_said(a) or a[-1] == "show") == []


def test_signs_of_danger_are_said_straight_and_first():
    opened = {"once": "Pida ayuda de inmediato por esto. ", "soon": "Pida pronto cita médica por "}
    signs = [
        (address[1].rpartition("_")[2], text)
        for address, text in read("es").items()
        if address[0] == "leaflet_told" and address[-1] == "say"
    ]
    straight = [text.startswith(opened[kind]) for kind, text in signs if kind in opened]
    assert len(straight) == 14
    assert all(straight)
    softened = _says("quizá", "tal vez", "podría", "si puede", "un poco")
    assert [text for kind, text in signs if kind in opened and softened(text)] == []


def test_one_thing_has_one_word():
    off = [
        (address, read("es")[address])
        for address, source in english().items()
        for thing, word in ONE_WORD_FOR_ONE_THING.items()
        if _says(thing)(source) and not _says(word)(read("es")[address])
    ]
    assert off == []


def test_the_familiar_form_changes_what_it_names_and_leaves_no_usted():
    familiar = read("es-familiar")
    assert familiar.keys() <= english().keys()
    assert [address for address, text in familiar.items() if text == read("es")[address]] == []
    assert [address for address, text in familiar.items() if _says(*POLITE)(text)] == []
    assert [address for address in familiar if address[-1] in ("hint", "label")] == []


def test_no_polite_text_lacks_its_familiar_form():
    polite = {
        address
        for address, text in read("es").items()
        if address[-1] not in ("hint", "label") and _says(*POLITE)(text)
    }
    assert len(polite) > 100
    assert polite - read("es-familiar").keys() == set()


def test_half_of_the_texts_with_a_familiar_form_are_known_as_polite_and_no_others():
    texts, familiar = read("es"), read("es-familiar")
    known = {
        address
        for address, text in texts.items()
        if address[-1] not in ("hint", "label") and is_polite(text, "es")
    }
    assert known <= familiar.keys()
    assert len(known) > len(familiar) / 2
