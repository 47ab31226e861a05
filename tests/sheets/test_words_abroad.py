"""What is taken off a person's words, and put around them, follows the language that is spoken."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from goalcoach.plan.conversion import from_tree
from goalcoach.plan.model.goal import Goal, Ladder, Measure
from goalcoach.plan.model.story import OwnWords
from goalcoach.sheets.block import Quote, TextSpan
from goalcoach.sheets.diary_form import make_entry
from goalcoach.sheets.filled_diary_reader import read_sheet
from goalcoach.sheets.parts.flare_name import how_noticed
from goalcoach.sheets.parts.for_team import say_third
from goalcoach.sheets.parts.home_measure import say_measure
from goalcoach.sheets.parts.strong_facts import strong_facts
from goalcoach.sheets.wording import if_words, is_sequel, quote, say_counted, sentence, then_words
from goalcoach.sheets.writers.text import write_text
from goalcoach.store.catalogue import read_catalogue
from goalcoach.translation import Catalogue, catalogue_key, speaking, tr
from tests.plan.maker import least

WORDS = {
    ("“{text}”", ""): "„{text}“",
    ("if", "typed_before"): "wenn falls",
    ("then", "typed_before"): "dann",
    ("my", "typed_before"): "mein meine",
    ("A An The My", "typed_before"): "Ein Eine Der Die Das",
    ("If {condition},", ""): "Wenn {condition},",
    ("then {action}", ""): "dann {action}",
    ("s", "ends_of_many"): "n en e",
    ("patient, the patient, me, i, myself", "typed_for_oneself"): "ich, ich selbst",
    ("The patient’s {rest}", ""): "{rest} (der behandelten Person)",
    ("How do I notice {name} early?", ""): "Woran merke ich früh: „{name}“?",
    ("a an per each every", "typed_before_unit"): "pro je im",
    ("time times", "typed_before_unit"): "mal",
    ("in", "typed_before_unit"): "in",
    ("My sign of change: {what}", ""): "Mein Zeichen: {what}",
    ("I started at {amount}", ""): "Ich begann mit {amount}",
    ("two", "count_alone"): "zwei",
    ("Taking part", ""): "Teilnehmen",
    ("Which day was it?", ""): "Welcher Tag war es?",
    ("Day", ""): "Tag",
    ("What I did, and one line about the day", ""): "Was ich tat, und eine Zeile zum Tag",
    ("in full", "diary_mark"): "ganz",
    ("step {number}", "diary_mark"): "Schritt {number}",
    ("with someone", ""): "mit jemandem",
    ("I call at once: {number}.", ""): "{number} rufe ich sofort an.",
}
GERMAN = Catalogue(
    "de", {catalogue_key(text, context): said for (text, context), said in WORDS.items()}
)


@pytest.fixture(autouse=True)
def german_is_spoken():
    with speaking(GERMAN):
        yield


def test_words_stand_in_the_marks_of_the_language_and_those_that_were_typed_are_enough():
    assert quote("Die Sonntage zurück") == "„Die Sonntage zurück“"
    assert quote("„Die Sonntage zurück.“") == "„Die Sonntage zurück.“"
    assert quote("„A“ und „B“") == "„„A“ und „B““"
    assert sentence("Sie sagt: „Komm.“") == "Sie sagt: „Komm.“"


@pytest.mark.parametrize("typed", ["ich müde bin", "Wenn ich müde bin,", "falls: ich müde bin"])
def test_an_if_is_said_once_however_it_was_typed(typed: str):
    assert if_words(typed) == "Wenn ich müde bin,"


def test_a_then_is_said_once_and_an_english_word_stays_in_another_language():
    assert then_words("dann ruhe ich") == "dann ruhe ich."
    assert then_words("then ruhe ich") == "dann then ruhe ich."
    assert is_sequel("Dann 5 Minuten ruhen")
    assert not is_sequel("Then 5 Minuten ruhen")


def test_one_of_many_things_is_told_by_the_ending_of_the_language():
    assert say_counted("1", "Minuten am Stück") == "1 (Minuten am Stück)"
    assert say_counted("12", "Minuten") == "12 Minuten"
    assert say_counted("1", "mal") == "1 mal"


def test_a_helper_of_ones_own_is_named_for_the_team():
    assert say_third("Meine Schwester", "rowan-17") == "Schwester (der behandelten Person)"
    assert say_third("ich selbst", "rowan-17") == "The patient"
    assert say_third("My sister", "rowan-17") == "My sister"


def test_a_name_of_the_hard_spell_reads_on_with_the_articles_of_the_language():
    plan = from_tree(least())
    story = replace(plan.story, words=OwnWords(strong="Die Flut"))
    assert how_noticed(replace(plan, story=story)) == "Woran merke ich früh: „die Flut“?"
    assert how_noticed(plan) == "How do I notice a hard spell early?"


def test_what_is_counted_reads_on_with_a_rate_of_the_language():
    goal = Goal(id="g1", ladder=Ladder(mode="time_based"))
    sundays = Measure(id="m1", name="Gekocht", unit="pro Monat", baseline=2)
    assert say_measure(goal, sundays, new=False) == (
        "Mein Zeichen: Gekocht. Ich begann mit zwei pro Monat."
    )


def test_a_diary_that_was_printed_in_the_language_is_read_and_an_english_one_too():
    german = "Tag,Teilnehmen,Was ich tat, und eine Zeile zum Tag,ganz,Schritt 2\n"
    head = german.replace("tat, und eine Zeile zum Tag", 'tat, und eine Zeile zum Tag"')
    head = head.replace("Was ich", '"Was ich')
    english = "Day,Taking part,What I did,in full,step 2\n"
    for columns, left in ((head, "ganz"), (english, "in full")):
        data = f"{columns}2026-11-20,5,Suppe,x,\n".encode()
        found = read_sheet(data, "diary.csv", date(2026, 11, 27))
        assert [(one.participation, one.activity) for one in found.entries] == [(5, "Suppe")]
        assert left in found.notes[0]


def test_what_was_there_is_known_by_the_words_of_the_language_and_in_english():
    entry = make_entry({"date": date(2026, 11, 20), "there": "Mit jemandem, alone, Regen"})
    assert entry.there == ("with_someone", "alone", "Regen")


def test_a_number_is_strong_wherever_the_language_puts_it():
    spans = tuple(strong_facts(tr("I call at once: {number}."), number="999"))
    assert spans == (TextSpan("999", strong=True), TextSpan(" rufe ich sofort an."))


def test_a_quotation_as_plain_text_has_the_marks_of_the_language_that_is_spoken():
    assert "„bei meinen Leuten sein“" in write_text((Quote("bei meinen Leuten sein"),))


@pytest.mark.parametrize(
    ("language", "mine", "helper", "counted"),
    [
        ("de", "mein Bruder Uwe", "Bruder Uwe (Umfeld der Person)", "Gehen (Schritte)"),
        ("es", "mi hermano Uwe", "hermano Uwe (entorno de la persona)", "Gehen (Schritte)"),
    ],
)
def test_typed_words_stand_in_no_frame_that_asks_for_their_case(language, mine, helper, counted):
    steps = Measure(id="m1", name="Gehen", unit="Schritte")
    with speaking(read_catalogue(language)):
        assert say_third(mine, "rowan-17") == helper
        assert counted in say_measure(
            Goal(id="g1", ladder=Ladder(mode="time_based")), steps, new=True
        )
