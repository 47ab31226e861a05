"""The program's own words in each language: whole, in the voice of the core pack, and short enough.

docs/VOICE_DE.md and docs/VOICE_ES.md say what the rules are for; the core pack is held to them in
test_pack_words.py. What is looked for stands in words_de.py and words_es.py.
"""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from goalcoach.plain.order_names import english_name
from goalcoach.sheets.choice_words import CHOICES
from goalcoach.store.catalogue import read_catalogue
from goalcoach.translation import speaking
from scripts.words import PACKAGE
from tests.prompts.word_voice import SETTINGS, WordVoice, words_in
from tests.prompts.words_de import GERMAN
from tests.prompts.words_es import SPANISH

VOICES = (GERMAN, SPANISH)
GUTTER = 11
"""Cells of a label in the gutter of a sheet, of a page and of the plan so far."""

in_each_language = pytest.mark.parametrize("voice", VOICES, ids=lambda one: one.language)


@in_each_language
def test_every_text_of_the_program_is_there_and_none_is_left_over(voice: WordVoice):
    assert set(words_in(voice.language)) == set(words_in("en"))
    assert len(voice.both()) > 2000
    assert voice.offenders(lambda _, said: not said.strip()) == {}


@in_each_language
def test_what_is_put_into_a_text_is_put_into_its_translation_and_its_familiar_form(
    voice: WordVoice,
):
    def facts(text: str) -> list[str]:
        return sorted(re.findall(voice.facts, text))

    both = voice.both()
    assert voice.offenders(lambda text, said: facts(text) != facts(said)) == {}
    familiar = words_in(f"{voice.language}-familiar")
    assert {key for key, said in familiar.items() if facts(said) != facts(both[key][0])} == set()


@in_each_language
def test_what_someone_types_or_presses_is_the_same(voice: WordVoice):
    commands = r"goalcoach (?:demo|paths|visit|print|show|diff|verify|trend)\b"
    keys = r"Ctrl\+\w|\bF\d+\b|\bEsc\b|\bTab\b"
    fixed = rf"{commands}|{keys}|--[a-z-]+|goalcoach\.toml|\[\[\w+\]\]"

    def tokens(text: str) -> list[str]:
        return sorted(re.findall(fixed, text))

    assert voice.offenders(lambda text, said: tokens(text) != tokens(said)) == {}


@in_each_language
def test_an_order_that_a_text_names_is_understood_as_the_english_one(voice: WordVoice):
    def orders(text: str) -> list[str]:
        return sorted(english_name(one) for one in re.findall(r"(?<!\w):([a-zäöüßáéíóúñ]+)", text))

    assert voice.offenders(lambda text, said: orders(text) != orders(said)) == {}
    assert sum(bool(orders(text)) for text, _ in voice.both().values()) > 40


@cache
def _on_foot() -> frozenset[str]:
    """Return the English words that stand beside a key on the last row of a page."""
    found: set[str] = set()
    for module in (PACKAGE / "screens").rglob("*.py"):
        for call in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Hint":
                found |= {
                    one.args[0].value
                    for one in ast.walk(call)
                    if isinstance(one, ast.Call)
                    and getattr(one.func, "id", "") in ("tr", "tr_noop")
                    and isinstance(one.args[0], ast.Constant)
                    and isinstance(one.args[0].value, str)
                }
    return frozenset(found)


@in_each_language
def test_words_on_the_last_row_of_a_page_are_about_as_short_as_the_english(voice: WordVoice):
    assert len(_on_foot()) > 50
    too_long = voice.offenders(
        lambda text, said: text in _on_foot() and len(said) > max(len(text) * 1.4, voice.foot)
    )
    assert too_long == {}


@in_each_language
def test_labels_in_the_gutter_fit_it(voice: WordVoice):
    def offends(text: str, said: str) -> bool:
        label = text.isupper() and "{" not in text and len(text) <= GUTTER
        return label and (len(said) > GUTTER or not said.isupper())

    assert set(voice.offenders(offends)) == voice.headings


@pytest.mark.parametrize(
    ("voice", "thing", "name"),
    [(one, *pair) for one in VOICES for pair in one.names.items()],
    ids=[f"{one.language} {thing}" for one in VOICES for thing in one.names],
)
def test_one_thing_has_one_name(voice: WordVoice, thing: str, name: str):
    assert (
        voice.offenders(
            lambda text, said: voice.names_in(thing, text) and not voice.named(name, said)
        )
        == {}
    )


@pytest.mark.parametrize("thing", GERMAN.names)
def test_each_thing_with_a_german_name_is_named_somewhere(thing: str):
    assert any(re.search(thing, text) for text, _ in GERMAN.both().values())


@in_each_language
def test_no_two_choices_of_a_field_read_alike(voice: WordVoice):
    with speaking(read_catalogue(voice.language)):
        said = {field: list(words.values()) for field, words in CHOICES.items()}
    assert said["goals.whose"][0] == voice.patients
    assert {field for field, words in said.items() if len(set(words)) < len(words)} == set()


@in_each_language
def test_no_word_of_the_program_judges_blames_praises_pushes_or_is_jargon(voice: WordVoice):
    assert voice.finds(voice.judges) == voice.judges_here


@in_each_language
def test_the_program_names_everyone_without_a_sign_and_says_du_or_tu_to_nobody(voice: WordVoice):
    assert voice.finds(voice.signs) == voice.signs_here
    assert voice.finds(voice.familiar) == set()


@in_each_language
def test_the_program_quotes_as_its_language_does_and_exclaims_no_more_than_in_english(
    voice: WordVoice,
):
    assert {key for key, (_, said) in voice.both().items() if "„" in said or "«" in said}
    assert voice.offenders(lambda _, said: voice.misquoted(re.sub(voice.put_in, "", said))) == {}
    assert voice.finds(re.compile(voice.foreign).search) == {SETTINGS}
    assert voice.offenders(lambda text, said: said.count("!") > text.count("!")) == {}


@in_each_language
def test_each_polite_text_has_its_familiar_form_and_none_of_those_is_polite(voice: WordVoice):
    familiar = words_in(f"{voice.language}-familiar")
    told = voice.finds(voice.polite)
    assert len(told) >= voice.least_polite
    assert told >= voice.to_others
    assert familiar.keys() <= words_in(voice.language).keys()
    assert told - voice.to_others - familiar.keys() == set()
    if voice.all_forms_polite:
        assert familiar.keys() - told == set()
    assert not familiar.keys() & voice.to_others
    same = [key for key, text in familiar.items() if text == words_in(voice.language)[key]]
    assert same == []
    assert [key for key, text in familiar.items() if voice.polite(text)] == []


@in_each_language
def test_signs_of_danger_are_told_straight_by_the_program(voice: WordVoice):
    straight = {key: said for key, said in voice.shown().items() if "get_help_at_once_for" in key}
    assert len(straight) == 2
    assert all(text.startswith(voice.danger) for text in straight.values())
