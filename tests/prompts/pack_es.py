"""What the Spanish of the core pack is looked at for; docs/VOICE_ES.md says why."""

from __future__ import annotations

import re

from tests.prompts.pack_voice import Finds, PackVoice
from tests.prompts.readability_es import fernandez_huerta, lix, sentences_of, words_of
from tests.prompts.translated import Address, is_said

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


def says(*patterns: str) -> Finds:
    """Return what tells whether a text says one of the words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE).search


def _is_heard(address: Address) -> bool:
    """Say whether a text is spoken, read on the patient's card, or a thought before they go on."""
    return is_said(address) or address[-1] in ("show", "text")


def _misquoted(text: str) -> bool:
    marks = "".join(re.findall(r"[¿?¡!«»]", text))
    return not re.fullmatch(r"(¿\?|¡!|«(¿\?|¡!)*»|¿«»\?)*", marks) or '"' in text


SPANISH = PackVoice(
    language="es",
    words_of=words_of,
    sentences_of=sentences_of,
    widest_card=60,
    longest_turn=48,
    reads_hard=lambda text: fernandez_huerta(text) < EASE or lix(text) > LIX,
    is_heard=_is_heard,
    judges=says(*PUSHES_OR_BLAMES, *JARGON),
    signs=says(*OF_A_MAN_OR_A_WOMAN),
    familiar=says(FAMILIAR),
    polite=says(*POLITE),
    polite_here=lambda address: address[-1] not in ("hint", "label"),
    all_forms_polite=False,
    least_polite=100,
    misquoted=_misquoted,
    quoted="«([^»]+)»",
    sayings=frozenset(
        {
            *("Lo mismo y no más", "alto", "Con una vez basta", "No mucho", "Todavía nada"),
            *("Ninguna", "ninguna", "En ningún lugar", "Por mi cuenta", "sí", "no"),
            "How do I pace",
        }
    ),
    asks_why=re.compile(r"(?:^|[.!?»] )¿?por qué\b", re.IGNORECASE).search,
    rises=says(r"\d\S*|%|por ciento", r"aument\w*|sub\w+|increment\w*|más y más|hacia arriba"),
    danger={"once": "Pida ayuda de inmediato por esto. ", "soon": "Pida pronto cita médica por "},
    softens=says("quizá", "tal vez", "podría", "si puede", "un poco"),
)
