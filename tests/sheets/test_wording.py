"""What is said to each reader: no choice of the plan is left without words."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from goalcoach.plan.model.goal import DecisionChoice
from goalcoach.plan.model.support import Action
from goalcoach.sheets.wording import (
    DECIDED_FOR_PATIENT,
    DECIDED_FOR_RECORD,
    DECIDED_FOR_TEAM,
    DOMAINS_FOR_PATIENT,
    DOMAINS_FOR_TEAM,
    own_sentence,
    say_counted,
)
from goalcoach.translation import Catalogue, catalogue_key, speaking


@pytest.mark.parametrize("words", [DECIDED_FOR_PATIENT, DECIDED_FOR_TEAM, DECIDED_FOR_RECORD])
def test_every_decision_has_words_for_every_reader(words: dict[str, str]):
    assert set(words) == set(get_args(DecisionChoice))


@pytest.mark.parametrize("words", [DOMAINS_FOR_PATIENT, DOMAINS_FOR_TEAM])
def test_every_domain_of_a_task_has_words_for_every_reader(words: dict[str, str]):
    domains = get_args(get_args(get_type_hints(Action)["domain"])[0])
    assert "social" in domains
    assert set(words) == {*domains, ""}


def test_the_letter_speaks_of_the_goal_and_the_handout_in_the_patients_voice():
    assert DECIDED_FOR_PATIENT["let_go"] == "We let this goal go."
    assert DECIDED_FOR_TEAM["let_go"] == "The goal was let go."
    assert DOMAINS_FOR_PATIENT["social"] == "People"
    assert DOMAINS_FOR_TEAM["social"] == "Social life"


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        ("12", "minutes", "12 minutes"),
        ("1", "songs a day", "1 (songs a day)"),
        ("1", "a week", "1 a week"),
        ("1", None, "1"),
    ],
)
def test_one_of_what_is_counted_is_not_said_in_the_plural(number: str, unit: str | None, said: str):
    assert say_counted(number, unit) == said


@pytest.mark.parametrize(
    ("typed", "english", "spanish"),
    [
        ("sing on\n Sundays", "“sing on Sundays.”", "«sing on Sundays»."),
        ("Sing.", "“Sing.”", "«Sing»."),
        ("Sing?", "“Sing?”", "«Sing?»"),
        ("Sing...", "“Sing...”", "«Sing...»"),
    ],
)
def test_the_full_stop_of_own_words_stands_where_the_language_has_it(
    typed: str, english: str, spanish: str
):
    assert own_sentence(typed) == english
    with speaking(Catalogue("es", {catalogue_key("“{text}”", ""): "«{text}»"})):
        assert own_sentence(typed) == spanish
