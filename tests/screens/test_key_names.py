"""A key has one name in each language, as on its keyboards, wherever it is told."""

from __future__ import annotations

import re

import pytest

from goalcoach.screens.kit.keymap import BoundKeys, say_keys
from goalcoach.store.catalogue import read_catalogue
from goalcoach.translation import speaking
from scripts.words import read as read_words

NAMES = {
    "de": {"PgUp": "Bild↑", "PgDn": "Bild↓", "Space": "Leertaste", "Ins": "Einfg", "Home": "Pos1"},
    "es": {"PgUp": "RePág", "PgDn": "AvPág", "Space": "Espacio", "Home": "Inicio", "End": "Fin"},
}
OTHER_NAMES = {
    "de": r"PgUp|PgDn|Page ?(Up|Down)|Bild auf|Bild ab|Bild hoch|Space|Strg|Eingabe(taste)?|"
    r"Return|Escape|Tabulator|Umschalt|Entf",
    "es": r"PgUp|PgDn|Page ?(Up|Down)|Re ?Pag|Av ?Pag|Space|barra espaciadora|Intro|Return|Escape|"
    r"Tabulador|Mayús|Supr",
}
"""What the same keys are called elsewhere, and nowhere here."""


@pytest.mark.parametrize("file", ["de", "de-familiar", "es", "es-familiar"])
def test_no_text_calls_a_key_by_another_name(file: str):
    language = file[:2]
    english, own = read_words("en"), read_words(file)
    other = re.compile(rf"(?<!\w)(?:{OTHER_NAMES[language]})(?!\w)")
    assert {key: said for key, said in own.items() if other.search(said)} == {}
    for name, local in NAMES[language].items():
        as_key = re.compile(rf"(?<![\w]){name}(?!\w)")
        told = {key for key in own if as_key.search(english[key])}
        assert {key: own[key] for key in told if local not in own[key]} == {}


@pytest.mark.parametrize("language", sorted(NAMES))
def test_a_key_that_is_put_into_a_sentence_has_the_name_that_it_has_on_the_foot(language: str):
    """As in "Left open: …. PgUp goes back."; also a key that the user chose."""
    up, down = NAMES[language]["PgUp"], NAMES[language]["PgDn"]
    keys = BoundKeys({"forward": ("alt+pagedown", "pagedown")})
    with speaking(read_catalogue(language)):
        assert keys.label("back") == say_keys("PgUp") == up
        assert keys.label("forward") == f"Alt+{down}"
        assert say_keys("PgUp PgDn") == f"{up} {down}"
        assert keys.labels("forward").split()[::2] == [f"Alt+{down}", down]
