"""Days side by side in words: counts as they are, the rule said, one question last, no verdict."""

from __future__ import annotations

import re

from goalcoach.plan.outcome.good_day_counts import (
    GROUPS,
    DayCount,
    Patterns,
    WordCount,
    read_patterns,
)
from goalcoach.sheets.layouts.day_patterns import GROUP_NAMES, ON_A_DAY, lay_patterns
from goalcoach.sheets.trends.pattern_export import pattern_rows
from goalcoach.sheets.writers.markdown import write_markdown
from goalcoach.sheets.writers.text import write_text
from tests.plan.test_patterns import told, written
from tests.plan.visits import visits

HOSTILE = "[/b]\x1b[2J <i>*x*"
COMPANY = read_patterns(
    visits(told(3, 0, "with_someone"), told(1, 2, "alone")),
    written((8, ("with_someone",)), (9, ("with_someone", "slept_well")), (2, ("with_someone",))),
)


def text(found: Patterns) -> str:
    """Return the page as it is read, unwrapped."""
    return " ".join(write_text(lay_patterns(found, "rowan-17")).split())


def test_counts_stand_side_by_side_and_the_page_ends_with_the_question():
    said = text(COMPANY)
    assert "5 of your 6 good days, 1 of your 3 other days." in said
    assert said.count("?") == 1
    end = said.partition("A question")[2]
    assert "On 5 of your 6 good days someone was with you." in end
    assert end.endswith("It was so on 1 of your 3 other days. What do you make of that?")


def test_how_a_good_day_is_told_from_others_is_said_with_its_numbers():
    said = text(COMPANY)
    assert (
        "a bit better; an other day is a hard spell that you told there (4 good, 2 other)." in said
    )
    assert (
        "where taking part was 8 or more, and an other day where it was less (2 good, 1 other)."
        in said
    )
    assert "8 is the middle number (median) of the three days in the diary that have one." in said
    assert "does not say that one makes the other" in said


def test_too_few_days_are_counted_kindly_and_not_laid_side_by_side():
    said = text(read_patterns(visits(told(2, 1, "alone")), []))
    assert "So far two good days and one other day have a tick for what was there." in said
    assert "From eight on they are laid side by side here. There is no hurry." in said
    assert "?" not in said
    assert "alone" not in said
    assert "No day has a tick yet" in text(read_patterns([], []))


def test_no_word_names_a_cause_a_score_or_a_verdict():
    said = text(COMPANY).replace("does not say that one makes the other", "")
    verdict = r"because|cause|helps?|makes you|leads? to|should|score|%|likely|predict|improv|worse"
    assert not re.search(rf"\b(?:{verdict})", said, re.IGNORECASE)


def test_words_keep_their_order_whatever_their_counts():
    few = WordCount("alone", "who", 1, 8)
    many = WordCount("home", "where", 8, 1)
    found = Patterns(DayCount(8), DayCount(8), (few, many), None, 0, 0, 0, kept_off=False)
    said = text(found)
    assert said.index("1 of your 8 good days, 8") < said.index("8 of your 8 good days, 1")


def test_own_words_are_quoted_and_safe_in_text_markdown_and_csv():
    found = read_patterns(visits(told(8, 0, "own", there_own=HOSTILE)), [])
    blocks = lay_patterns(found)
    for written_out in (write_text(blocks), write_markdown(blocks), str(pattern_rows(found))):
        assert "\x1b" not in written_out
        assert "<U+001B>" in written_out.replace("\\", "")
    assert "<i>" not in write_markdown(blocks)
    assert f"you ticked “{HOSTILE.replace(chr(27), '<U+001B>')}”" in text(found)


def test_every_word_has_a_sentence_and_every_group_a_heading():
    assert list(ON_A_DAY) == [word for words in GROUPS.values() for word in words]
    assert list(GROUP_NAMES) == [*GROUPS, "own"]


def test_days_without_a_tick_are_counted_as_they_are():
    two = written((2, ()), (3, ()))
    assert "Two days have no tick and count nowhere." in text(read_patterns([], two))
    one = "One more day has no tick and counts nowhere."
    assert one in text(read_patterns(visits(told(2, 1, "alone")), two[:1]))
