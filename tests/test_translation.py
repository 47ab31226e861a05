"""Our own words in another language: looked up by their English, with facts put in once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from goalcoach.translation import (
    ENGLISH,
    Catalogue,
    TrMap,
    catalogue_key,
    speak_always,
    speaking,
    spoken_language,
    tr,
    tr_noop,
)
from scripts.words import keyed, main, nested, recorded, stale, texts

GERMAN = Catalogue(
    "de",
    {
        "Goal {number} of {count}": "Ziel {number} von {count}",
        "Rest": "Übrig",
        catalogue_key("Rest", "after_effort"): "Ausruhen",
        "Good day": "Guter Tag",
    },
)


def test_a_text_is_said_in_the_language_of_the_block_and_in_english_outside():
    with speaking(GERMAN):
        assert tr("Good day") == "Guter Tag"
        assert spoken_language() == "de"
    assert tr("Good day") == "Good day"
    assert spoken_language() == "en"


def test_what_the_catalogue_lacks_is_said_in_english():
    with speaking(GERMAN):
        assert tr("Bad day") == "Bad day"


def test_facts_are_put_in_once_and_a_word_that_is_none_stays():
    with speaking(GERMAN):
        assert tr("Goal {number} of {count}", number="{count}", count=3) == "Ziel {count} von 3"
    assert tr("{a} {b}", a="{b}") == "{b} {b}"


def test_a_context_tells_two_meanings_apart():
    with speaking(GERMAN):
        assert (tr("Rest"), tr("Rest", context="after_effort")) == ("Übrig", "Ausruhen")


def test_a_table_is_said_in_the_language_in_which_it_is_read():
    days = TrMap({"good": "Good day"})
    with speaking(GERMAN):
        assert days["good"] == "Guter Tag"
        assert list(days.values()) == ["Guter Tag"]
    assert days == {"good": "Good day"}
    assert tr_noop("Good day") == "Good day"


def test_a_thread_hears_what_is_always_spoken():
    speak_always(GERMAN)
    try:
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(tr, "Good day").result() == "Guter Tag"
    finally:
        speak_always(ENGLISH)


def test_texts_are_found_in_the_code():
    source = """
tr("One" " text", name=1)
TABLE = TrMap({"a": "Two", "b": OTHER}, context="day")
LATER = tr_noop("Three")
tr(LATER)
tr(TABLE[key], context=self.context)
Screen("a", context=context_of(row))
"""
    assert sorted(texts(source, "x.py")) == [("One text", ""), ("Three", ""), ("Two", "day")]


@pytest.mark.parametrize("source", ['tr(f"{a} of b")', 'tr_noop("a" + b)', 'TrMap({"a": f"{b}"})'])
def test_a_text_made_of_pieces_is_refused(source):
    with pytest.raises(ValueError, match="made of pieces"):
        list(texts(source, "x.py"))


def test_a_text_keeps_its_key_when_it_moves_or_is_put_in_other_words():
    before = {"sheets.goal.kept": "We keep the goal.", "sheets.goal.rest": "A rest"}
    found = {("We keep this goal.", ""): "sheets.goal", ("A rest", ""): "sheets.other"}
    now = keyed(found, before)
    assert now == {"sheets.goal.kept": "We keep this goal.", "sheets.goal.rest": "A rest"}
    assert nested(now) == {"sheets": {"goal": {"kept": "We keep this goal.", "rest": "A rest"}}}


def test_a_translation_is_stale_once_its_english_is_another_until_it_is_changed_as_well():
    english, german = {"a.rest": "Rest", "a.step": "Step"}, {"a.rest": "Ruhe", "a.step": "Schritt"}
    records = recorded(english, german, {})
    assert stale(english, german, records) == []
    later = english | {"a.rest": "Rest now"}
    assert stale(later, german, records) == ["a.rest"]
    again = recorded(later, german, records)
    assert stale(later, german, again) == ["a.rest"], "writing the digests anew mends nothing"
    mended = german | {"a.rest": "Jetzt Ruhe"}
    assert stale(later, mended, recorded(later, mended, again)) == []
    assert stale(later, german, recorded(later, german, again, ["a.rest"])) == []


def test_what_has_no_digest_yet_or_stands_for_nothing_is_not_stale():
    assert stale({"a.rest": "Rest"}, {"a.rest": "Ruhe", "a.gone": "Weg"}, {}) == []
    assert set(recorded({"a.rest": "Rest"}, {"a.rest": "Ruhe", "a.gone": "Weg"}, {})) == {"a.rest"}


def test_our_own_words_are_collected_and_none_is_missing_unknown_or_stale(
    capsys: pytest.CaptureFixture[str],
):
    assert main(["--check"]) == 0, capsys.readouterr().out
