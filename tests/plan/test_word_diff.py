"""Words that are gone and new, and rows found by likeness."""

from __future__ import annotations

import pytest
from hypothesis import given

from goalcoach.plan.diff.match import LEAST_LIKENESS, likeness, match_texts
from goalcoach.plan.diff.word_diff import Effort, spans, split
from tests.plan.maker import texts


def marked(old: str, new: str) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return " ".join(marks[span.kind].format(span.text) for span in spans(old, new))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("every Sunday", "every other Sunday", "every {+other+} Sunday"),
        ("tea at four", "tea at five, sharp", "tea at [-four-] {+five, sharp+}"),
        ("I rest, then walk", "I walk", "I [-rest, then-] walk"),
        ("nothing alike here", "a new sentence", "[-nothing alike here-] {+a new sentence+}"),
        ("漢字を書く", "漢字を読む", "漢字を [-書く-] {+読む+}"),
        ("12.5 minutes", "14.5 minutes", "[-12.5-] {+14.5+} minutes"),
    ],
)
def test_changed_words_are_marked_and_no_others(old: str, new: str, words: str):
    assert marked(old, new) == words


@given(texts, texts)
def test_spans_hold_every_word_of_both_texts(old: str, new: str):
    found = spans(old, new)
    for text, kinds in ((old, ("same", "gone")), (new, ("same", "new"))):
        held = [word for span in found if span.kind in kinds for word in split(span.text)]
        assert held == split(text)


def test_a_very_long_text_is_replaced_rather_than_searched():
    old, new = " ".join(map(str, range(3000))), " ".join(map(str, range(9000, 4000, -1)))
    assert [span.kind for span in spans(old, new)] == ["gone", "new"]


def test_rows_with_less_than_two_fifths_in_common_are_different_rows():
    assert likeness(split("a b c d e"), split("a b x y z"), Effort()) == pytest.approx(0.4)
    assert likeness(split("a b c d e"), split("a v x y z"), Effort()) == 0
    assert LEAST_LIKENESS == 0.4


def test_texts_of_a_list_are_matched_equal_ones_first():
    old = ["my neck gets tight", "noise is too much"]
    new = ["noise is too much", "my neck gets tight and stiff", "I rush"]
    assert match_texts(old, new) == [(0, 1), (1, 0)]
