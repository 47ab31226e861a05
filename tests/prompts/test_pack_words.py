"""The core pack in each language: whole, in its voice, easy to follow, and as short as its place.

docs/VOICE_DE.md and docs/VOICE_ES.md say what the rules are for; the program's own words are held
to them in test_program_words.py. What is looked for stands in pack_de.py and pack_es.py, and what
one language alone is held to in test_german.py and test_spanish.py.
"""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Callable

import pytest

from tests.prompts import pack
from tests.prompts.pack_de import GERMAN
from tests.prompts.pack_es import SPANISH
from tests.prompts.pack_voice import PackVoice
from tests.prompts.translated import Address, english, heard, is_said, read

VOICES = (GERMAN, SPANISH)

in_each_language = pytest.mark.parametrize("voice", VOICES, ids=lambda one: one.language)
in_both_forms = pytest.mark.parametrize("familiar", [False, True], ids=["polite", "familiar"])


def _ends(*keys: str) -> Callable[[Address], bool]:
    return lambda address: address[-1] in keys


@in_each_language
def test_every_text_of_the_pack_is_there_and_none_is_left_over(voice: PackVoice):
    assert read(voice.language).keys() == english().keys()
    assert voice.offenders(lambda _, text: not text.strip()) == []


@in_each_language
@in_both_forms
def test_what_is_put_into_a_text_is_that_of_the_english_with_words_for_when_it_is_not_known(
    voice: PackVoice, familiar: bool
):
    def put_in(text: str) -> list[str]:
        return sorted(match.group(1) for match in pack.PIPE.finditer(text))

    def offends(at: Address, text: str) -> bool:
        fallbacks = [match.group(3) for match in pack.PIPE.finditer(text)]
        return put_in(text) != put_in(english()[at]) or not (at[-1] == "unit" or all(fallbacks))

    assert voice.offenders(offends, familiar=familiar) == []


@in_each_language
@in_both_forms
def test_a_text_has_the_lines_and_the_blanks_of_the_english(voice: PackVoice, familiar: bool):
    def offends(at: Address, text: str) -> bool:
        return any(text.count(one) != english()[at].count(one) for one in ("\n", "___"))

    assert voice.offenders(offends, familiar=familiar) == []


@in_each_language
@in_both_forms
def test_a_text_has_the_numbers_of_the_english_and_no_other(voice: PackVoice, familiar: bool):
    def numbers(text: str) -> list[str]:
        return sorted(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d)", ".", heard(text))))

    def offends(at: Address, text: str) -> bool:
        return numbers(text) != numbers(english()[at])

    assert voice.offenders(offends, familiar=familiar) == []


@in_each_language
def test_each_text_fits_its_place(voice: PackVoice):
    """A card its width, a hint three lines, a label one, a phase the rail."""

    def is_wide(_: Address, text: str) -> bool:
        return any(len(line) > voice.widest_card for line in heard(text).split("\n"))

    def is_long(_: Address, text: str) -> bool:
        return len(textwrap.wrap(heard(text), 64)) > 3

    assert voice.offenders(is_wide, _ends("show")) == []
    assert voice.offenders(is_long, _ends("hint")) == []
    assert voice.offenders(lambda _, text: len(heard(text)) > 44, _ends("label", "title")) == []
    assert voice.offenders(lambda _, text: len(text) > 21, _is_phase) == []


def _is_phase(address: Address) -> bool:
    return address[:2] == ("script", "phases")


@in_each_language
@in_both_forms
def test_a_turn_is_short_asks_one_thing_where_the_english_asks_and_asks_it_last(
    voice: PackVoice, familiar: bool
):
    def offends(at: Address, text: str) -> bool:
        said = heard(text)
        many = len(said.split()) > voice.longest_turn or said.count("?") > 1
        asks = said.endswith("?")
        return many or ("?" in said and not asks) or asks != heard(english()[at]).endswith("?")

    assert voice.offenders(offends, is_said, familiar=familiar) == []


@in_each_language
@in_both_forms
def test_no_sentence_is_over_twenty_words(voice: PackVoice, familiar: bool):
    def is_long(text: str) -> bool:
        return any(len(voice.words_of(one)) > 20 for one in voice.sentences_of(text))

    assert voice.finds(is_long, familiar=familiar) == []


@in_each_language
def test_each_section_is_easy_to_follow(voice: PackVoice):
    sections = defaultdict(list)
    for address, text in read(voice.language).items():
        if voice.is_heard(address):
            sections[address[0]].append(heard(text))
    assert len(sections) > 50
    assert [name for name, said in sections.items() if voice.reads_hard("\n".join(said))] == []


@in_each_language
@in_both_forms
def test_no_word_judges_blames_praises_pushes_or_is_jargon(voice: PackVoice, familiar: bool):
    assert voice.finds(voice.judges, familiar=familiar) == []


@in_each_language
@in_both_forms
def test_no_word_says_that_someone_is_a_man_or_a_woman(voice: PackVoice, familiar: bool):
    assert voice.finds(voice.signs, familiar=familiar) == []


@in_each_language
@in_both_forms
def test_marks_are_set_as_in_the_language(voice: PackVoice, familiar: bool):
    assert voice.offenders(lambda _, text: voice.misquoted(text), familiar=familiar) == []


@in_each_language
@in_both_forms
def test_nothing_said_opens_with_why(voice: PackVoice, familiar: bool):
    offends = voice.offenders(
        lambda _, text: voice.asks_why(heard(text)), is_said, familiar=familiar
    )
    assert offends == []


@in_each_language
def test_a_hint_quotes_an_option_as_it_stands_on_the_page(voice: PackVoice):
    texts = read(voice.language)
    options = {text for address, text in texts.items() if address[-1] == "label"}
    quoted = {
        said
        for address, text in texts.items()
        if address[-1] in ("hint", "text")
        for said in re.findall(voice.quoted, text)
    }
    assert len(quoted & options) > 2
    assert quoted - options == voice.sayings


@in_each_language
def test_the_patient_is_addressed_politely(voice: PackVoice):
    assert voice.finds(voice.familiar) == []


@in_each_language
def test_each_polite_text_has_its_familiar_form_and_none_of_those_is_polite(voice: PackVoice):
    familiar = read(f"{voice.language}-familiar")
    polite = {
        address
        for address, text in read(voice.language).items()
        if voice.polite_here(address) and voice.polite(heard(text))
    }
    assert len(polite) > voice.least_polite
    assert polite - familiar.keys() == set()
    if voice.all_forms_polite:
        assert familiar.keys() - polite == set()
    assert [one for one, text in familiar.items() if text == read(voice.language).get(one)] == []
    assert voice.finds(voice.polite, familiar=True) == []
    assert [one for one in familiar if not voice.polite_here(one)] == []


@in_each_language
def test_signs_of_danger_are_told_straight_and_first(voice: PackVoice):
    signs = [
        (address[1].rpartition("_")[2], heard(text))
        for address, text in read(voice.language).items()
        if address[0] == "leaflet_told" and address[-1] == "say"
    ]
    straight = [text.startswith(voice.danger[kind]) for kind, text in signs if kind in voice.danger]
    assert len(straight) == 14
    assert all(straight)
    assert [text for kind, text in signs if kind in voice.danger and voice.softens(text)] == []


@in_each_language
@in_both_forms
def test_inside_an_energy_limit_no_rise_is_said(voice: PackVoice, familiar: bool):
    limited = {
        tuple(address.split("/"))
        for address, item in pack.items()
        if "time_based', 'eq': False" in str(item.get("when"))
    }
    assert ("steps", "limit") in limited

    def is_said_there(address: Address) -> bool:
        return address[:2] in limited and (is_said(address) or address[-1] == "show")

    rises = voice.offenders(
        lambda _, text: voice.rises(heard(text)), is_said_there, familiar=familiar
    )
    assert rises == []
