"""The program's own words in Spanish: whole, in the voice of the core pack, and short enough.

docs/VOICE_ES.md says what the rules are for; the core pack is held to them in test_spanish.py.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from functools import cache

import pytest

from goalcoach.plain.order_names import english_name
from goalcoach.sheets.choice_words import CHOICES
from goalcoach.store.catalogue import read_catalogue
from goalcoach.translation import speaking, tr
from goalcoach.visit.break_and_end_words import danger_words
from scripts.words import PACKAGE
from scripts.words import read as read_words
from tests.prompts.test_spanish import (
    FAMILIAR,
    JARGON,
    OF_A_MAN_OR_A_WOMAN,
    ONE_WORD_FOR_ONE_THING,
    POLITE,
    PUSHES_OR_BLAMES,
)

TYPED = ("context.typed_", "context.small_words", "context.ends_of_many", "context.search_words")
"""Where words stand that someone may type. None of them is shown."""
TOLD_TO_WHOEVER_USES_IT = (
    r"usted|quite|añada|responda|elija|abra|salte|indique|agrande|acorte|imprima",
    r"(?<!se )(?<!le )(?<!les )(escriba|pregunte)",
    r"salga|cree|anote|llame|(ciérr|bórr|déj|sált|márqu)el[ao]|(respónd|escríb)al[ao]",
    r"(por )?quien le (ayuda|atiende)|le (protege|importa|avisa|vendría|afectó)",
    r"su (lista|orden|meta)|sus últimas palabras|siga (con|cuando)",
)
SOURCES = {
    "plan.outcome.trend_flag.psfs_mdc90_jospt_2014_44",
    "plan.outcome.attainment_score.t_50_10_wx_0",
}
"""A formula and a source are as they are elsewhere."""
GUTTER = 11
"""Cells of a label in the gutter of a sheet, of a page and of the plan so far."""


@cache
def _both() -> dict[str, tuple[str, str]]:
    """Return each text in English and in Spanish, by its key."""
    spanish = read_words("es")
    return {key: (text, spanish[key]) for key, text in read_words("en").items() if key in spanish}


def _shown() -> dict[str, str]:
    """Return what is shown, without the names of what is put in."""
    return {
        key: re.sub(r"\{\w+\}", "", spanish)
        for key, (_, spanish) in _both().items()
        if not key.startswith(TYPED) and key not in SOURCES
    }


def _offenders(offends: Callable[[str, str], object]) -> dict[str, str]:
    return {key: spanish for key, (text, spanish) in _both().items() if offends(text, spanish)}


def _says(*patterns: str) -> Callable[[str], object]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE).search


def test_every_text_of_the_program_has_its_spanish_and_none_is_left_over():
    assert set(read_words("es")) == set(read_words("en"))
    assert len(_both()) > 2000
    assert _offenders(lambda _, spanish: not spanish.strip()) == {}


def test_what_is_put_into_a_text_is_put_into_its_spanish_and_into_its_familiar_form():
    def facts(text: str) -> list[str]:
        return sorted(re.findall(r"\{\w+\}|\n", text))

    assert _offenders(lambda text, spanish: facts(text) != facts(spanish)) == {}
    familiar = read_words("es-familiar")
    assert {key for key, said in familiar.items() if facts(said) != facts(_both()[key][0])} == set()


def test_what_someone_types_or_presses_is_the_same_in_spanish():
    commands = r"goalcoach (?:demo|paths|visit|print|show|diff|verify|trend)\b"
    keys = r"Ctrl\+\w|\bF\d+\b|\bEsc\b|\bTab\b"
    fixed = rf"{commands}|{keys}|--[a-z-]+|goalcoach\.toml|\[\[\w+\]\]"

    def tokens(text: str) -> list[str]:
        return sorted(re.findall(fixed, text))

    assert _offenders(lambda text, spanish: tokens(text) != tokens(spanish)) == {}


def test_an_order_that_a_spanish_text_names_is_understood_as_the_english_one():
    def orders(text: str) -> list[str]:
        return sorted(english_name(one) for one in re.findall(r"(?<!\w):([a-záéíóúñ]+)", text))

    assert _offenders(lambda text, spanish: orders(text) != orders(spanish)) == {}
    assert sum(bool(orders(text)) for text, _ in _both().values()) > 40


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


def test_words_on_the_last_row_of_a_page_are_about_as_short_as_the_english():
    assert len(_on_foot()) > 50
    too_long = _offenders(
        lambda text, spanish: text in _on_foot() and len(spanish) > max(len(text) * 1.4, 12)
    )
    assert too_long == {}


def test_labels_in_the_gutter_fit_it():
    def offends(text: str, spanish: str) -> bool:
        label = text.isupper() and "{" not in text and len(text) <= GUTTER
        return label and (len(spanish) > GUTTER or not spanish.isupper())

    headings = {"screens.home.patient_list.a_new_code", "screens.home.patient_list.everyone"}
    assert set(_offenders(offends)) == headings


@pytest.mark.parametrize(("english", "spanish"), ONE_WORD_FOR_ONE_THING.items())
def test_one_thing_has_the_name_that_the_dialogue_gives_it(english: str, spanish: str):
    def differs(text: str, said: str) -> bool:
        return bool(_says(english)(re.sub(r"\{\w+\}", "", text))) and not _says(spanish)(said)

    assert _offenders(differs) == {}


def test_no_two_choices_of_a_field_read_alike_in_spanish():
    with speaking(read_catalogue("es")):
        said = {field: list(words.values()) for field, words in CHOICES.items()}
    assert said["goals.whose"][0] == "de la persona del plan"
    assert {field for field, words in said.items() if len(set(words)) < len(words)} == set()


def test_no_word_of_the_program_pushes_blames_praises_or_is_jargon():
    offends = _says(*PUSHES_OR_BLAMES, *JARGON)
    why_not_lower = "sheets.layouts.record.goal.why_not_lower_words"
    assert {key for key, text in _shown().items() if offends(text)} == {why_not_lower}


def test_the_program_takes_nobody_for_a_man_and_says_tu_to_nobody():
    typed = {
        "cli.diary_prompt.correct_it_numbers_or_add",  # the key (a)
        "cli.print_.copies_goes_with_printer_duplex",  # --duplex
        "store.file_name.after_comes_the_number_of",  # rowan-17@2
    }
    offends = _says(*OF_A_MAN_OR_A_WOMAN)
    assert {key for key, text in _shown().items() if offends(text)} == typed
    assert {key: text for key, text in _shown().items() if _says(FAMILIAR)(text)} == {}


def test_the_program_asks_and_quotes_as_spanish_does_and_exclaims_no_more_than_in_english():
    def offends(text: str) -> bool:
        marks = "".join(re.findall(r"[¿?«»]", text))
        return not re.fullmatch(r"(¿\?|«(¿\?)*»|¿«»\?)*", marks)

    assert {key: text for key, text in _shown().items() if offends(text)} == {}
    settings = "sheets.layouts.flare_card.the_card_needs_a_number"
    foreign = r"[\"'“”‘’„]|\.\.\."
    assert {key for key, text in _shown().items() if re.search(foreign, text)} == {settings}
    assert _offenders(lambda text, spanish: spanish.count("!") > text.count("!")) == {}


def test_each_polite_text_has_its_familiar_form_and_none_of_those_is_polite():
    familiar = read_words("es-familiar")
    polite = _says(*POLITE, *TOLD_TO_WHOEVER_USES_IT)
    assert familiar.keys() <= read_words("es").keys()
    assert [key for key, text in familiar.items() if text == read_words("es")[key]] == []
    assert [key for key, text in familiar.items() if polite(text)] == []
    told = {key for key, text in _shown().items() if polite(text)}
    assert len(told) > 100
    assert told - familiar.keys() == set()


def test_signs_of_danger_are_told_straight_by_the_program():
    straight = {key: spanish for key, spanish in _shown().items() if "get_help_at_once_for" in key}
    assert len(straight) == 2
    assert all(text.startswith("Pida ayuda de inmediato por ") for text in straight.values())


def test_the_signs_of_danger_that_are_read_aloud_are_in_spanish():
    with speaking(read_catalogue("es")):
        said = danger_words(["No poder orinar"])
    signs = "Un síntoma de otro tipo. Un lugar nuevo del cuerpo. Muy repentino, o demasiado fuerte."
    assert said == f"{signs} No poder orinar."


@pytest.mark.parametrize("mark", ["with an open circle", "that say so"])
def test_rows_of_last_time_are_told_apart_in_a_whole_sentence(mark: str):
    english = "The rows {mark} are from last time. Are they still right?"
    with speaking(read_catalogue("es")):
        said = tr(english, mark=tr(mark))
    assert said in (
        "Las filas con un círculo abierto son de la última vez. ¿Siguen siendo así?",
        "Las filas que lo dicen son de la última vez. ¿Siguen siendo así?",
    )
