"""The program's own words in German: whole, in the voice of the core pack, as short as their place.

docs/VOICE_DE.md says what the rules are for; the core pack is held to them in test_german.py.
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
from goalcoach.translation import speaking
from scripts.words import PACKAGE
from scripts.words import read as read_words
from tests.prompts.test_german import FAMILIAR, GENDER_SIGNS, NOT_WRITTEN, POLITE

TYPED = ("context.typed_", "context.small_words", "context.ends_of_many", "context.search_words")
"""Where words stand that someone may type. None of them is shown."""
TO_OTHERS = {
    "sheets.layouts.letter.please_help_in_the_way",
    "sheets.layouts.letter.please_send_news_before_then",
    "sheets.layouts.letter.please_send_news_before_then_2",
    "sheets.layouts.work_page.these_are_my_words_and",
    "sheets.parts.for_team.a_step_stays_until_it",
    "sheets.parts.for_team.a_step_stays_within_the",
}
"""Papers for a team, for work or school: whoever reads them is Sie also where the patient is du."""
ONE_WORD = {
    r"hard spells?": r"Phasen?",
    r"symptoms?": r"Beschwerden",
    r"refresher": r"Auffrischung",
    r"leaflets?": r"Merkbl[aä]tt\w*",
    r"clinicians?": r"Fachperson|fachlich",
    r"part of life|parts of life": r"Lebensbereiche?",
    r"left open": r"offen gelassen|(?:blieb|noch) offen",
    r"bad-day version": r"Form für schlechte Tage",
    r"sign to stop|stop sign": r"Stopp-Zeichen",
    r"check-in day": r"Rückblick-Tag",
    r"diary": r"Tagebuch\w*",
    r"energy limit": r"Grenze",
    r"set aside|kept aside": r"beiseite\w*",
    r"steps?": r"Schritte?n?",
    r"a helper|the helper|your helper": r"Begleitung",
}
GUTTER = 11
"""Cells of a label in the gutter of a sheet, of a page and of the plan so far."""


@cache
def _both() -> dict[str, tuple[str, str]]:
    german = read_words("de")
    return {key: (text, german[key]) for key, text in read_words("en").items() if key in german}


def _offenders(offends: Callable[[str, str], object]) -> dict[str, str]:
    return {key: german for key, (text, german) in _both().items() if offends(text, german)}


def _shown() -> dict[str, str]:
    """Return what is shown, without the names of what is put in or typed in a command."""
    return {
        key: re.sub(r"\{\w+\}|\bDIR\b", "", german)
        for key, (_, german) in _both().items()
        if not key.startswith(TYPED)
    }


def test_every_text_of_the_program_has_its_german_and_none_is_left_over():
    assert set(read_words("de")) == set(read_words("en"))
    assert len(_both()) > 2000
    assert _offenders(lambda _, german: not german.strip()) == {}


def test_what_is_put_into_a_text_is_put_into_its_german_and_into_its_familiar_form():
    def facts(text: str) -> list[str]:
        return sorted(re.findall(r"\{\w+\}", text))

    assert _offenders(lambda text, german: facts(text) != facts(german)) == {}
    familiar = read_words("de-familiar")
    assert {key for key, said in familiar.items() if facts(said) != facts(_both()[key][0])} == set()


def test_what_someone_types_or_presses_is_the_same_in_german():
    commands = r"goalcoach (?:demo|paths|visit|print|show|diff|verify|trend)\b"
    keys = r"Ctrl\+\w|\bF\d+\b|\bEsc\b|\bTab\b"
    fixed = rf"{commands}|{keys}|--[a-z-]+|goalcoach\.toml|\[\[\w+\]\]"

    def tokens(text: str) -> list[str]:
        return sorted(re.findall(fixed, text))

    assert _offenders(lambda text, german: tokens(text) != tokens(german)) == {}


def test_an_order_that_a_german_text_names_is_understood_as_the_english_one():
    def orders(text: str) -> list[str]:
        return sorted(english_name(one) for one in re.findall(r"(?<!\w):([a-zäöüß]+)", text))

    assert _offenders(lambda text, german: orders(text) != orders(german)) == {}
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
        lambda text, german: text in _on_foot() and len(german) > max(len(text) * 1.4, 11)
    )
    assert too_long == {}


def test_labels_in_the_gutter_fit_it():
    def offends(text: str, german: str) -> bool:
        label = text.isupper() and "{" not in text and len(text) <= GUTTER
        return label and (len(german) > GUTTER or not german.isupper())

    headings = {"screens.home.patient_list.a_new_code", "screens.home.patient_list.due"}
    assert set(_offenders(offends)) == headings


@pytest.mark.parametrize(("english", "german"), ONE_WORD.items())
def test_one_thing_has_one_german_name(english: str, german: str):
    def differs(text: str, said: str) -> bool:
        named = re.search(rf"\b(?:{english})\b(?!\}})", text)
        return bool(named) and not re.search(german, said, re.IGNORECASE)

    assert any(re.search(english, text) for text, _ in _both().values())
    assert _offenders(differs) == {}


def test_no_two_choices_of_a_field_read_alike_in_german():
    with speaking(read_catalogue("de")):
        said = {field: list(words.values()) for field, words in CHOICES.items()}
    assert said["goals.whose"][0] == "von der Person"
    assert {field for field, words in said.items() if len(set(words)) < len(words)} == set()


def test_no_word_of_the_program_judges_blames_praises_pushes_or_is_jargon():
    pattern = re.compile(rf"\b(?:{'|'.join(NOT_WRITTEN)})\b", re.IGNORECASE)
    assert {key: text for key, text in _shown().items() if pattern.search(text)} == {}


def test_the_program_names_everyone_without_a_sign_and_says_du_to_nobody():
    assert {key: text for key, text in _shown().items() if GENDER_SIGNS.search(text)} == {}
    assert {key: text for key, text in _shown().items() if FAMILIAR.search(text)} == {}


def test_the_program_quotes_as_german_does_and_exclaims_no_more_than_in_english():
    assert _offenders(lambda _, german: german.count("„") != german.count("“")) == {}
    foreign = r"[\"'”‘’]|\.\.\.|(?<!-)--(?![a-z])"
    settings = "sheets.layouts.flare_card.the_card_needs_a_number"
    assert {key for key, text in _shown().items() if re.search(foreign, text)} == {settings}
    assert _offenders(lambda text, german: german.count("!") > text.count("!")) == {}


def test_each_polite_text_has_its_familiar_form_but_for_papers_that_others_read():
    polite = re.compile(rf"{POLITE.pattern}|\bIHRE\b")
    told = {key for key, text in _shown().items() if polite.search(text)}
    familiar = read_words("de-familiar")
    assert set(familiar) == told - TO_OTHERS
    assert told >= TO_OTHERS
    assert [text for text in familiar.values() if polite.search(text)] == []


def test_signs_of_danger_are_told_straight_by_the_program():
    straight = {key: german for key, german in _shown().items() if "get_help_at_once_for" in key}
    assert len(straight) == 2
    assert all(text.startswith("Holen Sie sofort Hilfe bei allem, ") for text in straight.values())
