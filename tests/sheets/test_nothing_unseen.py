"""Nothing that was agreed stays unseen: each field of the plan has its name and its words."""

from __future__ import annotations

import pytest

from goalcoach.plan.field_path import ValueShape, all_paths, find
from goalcoach.sheets.choice_words import CHOICES, say_value
from goalcoach.sheets.field_labels import LABELS, OWN_LABELS, label_of

CHOSEN = [
    info.path
    for path in all_paths()
    if (info := find(path)) and info.choices and info.shape is not ValueShape.TEXTS
]


def test_every_field_has_a_name_and_no_name_is_of_a_field_that_is_gone():
    unnamed = set(all_paths()) - set(LABELS)
    assert not unnamed, (
        f"write what it is called into LABELS, goalcoach/sheets/field_labels.py: {unnamed}"
    )
    assert set(LABELS) | set(OWN_LABELS) == set(all_paths())


def test_a_name_is_in_words():
    for label in (*LABELS.values(), *OWN_LABELS.values()):
        assert label[:1].isupper()
        assert "_" not in label


def test_a_field_without_a_name_is_never_called_by_its_key():
    with pytest.raises(KeyError):
        label_of("goals.sleep_note")


@pytest.mark.parametrize("path", CHOSEN)
def test_every_choice_has_words_of_its_own(path: str):
    info = find(path)
    assert info is not None
    where = "CHOICES, goalcoach/sheets/choice_words.py"
    assert set(CHOICES.get(path, {})) == set(info.choices), f"write its words into {where}: {path}"
    for own in (False, True):
        words = [say_value(path, choice, own=own) for choice in info.choices]
        assert len(set(words)) == len(words)
        assert not [one for one in words if not one or "_" in one]


def test_words_are_kept_of_no_field_that_is_gone():
    assert set(CHOICES) == set(CHOSEN)
