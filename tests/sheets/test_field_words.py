"""Every field of the plan has a name, and every choice has words, each in one table."""

from __future__ import annotations

import pytest

from goalcoach.plan.fillable_paths import SCORED, ValueShape, all_paths, find
from goalcoach.plan.model.plan import OF_VISIT, Plan
from goalcoach.plan.schema import schema_of
from goalcoach.sheets.choice_words import CHOICES, say_value
from goalcoach.sheets.field_labels import LABELS, OWN_LABELS, PARTS, label_of
from tests.sheets.left_out import NAME

CHOSEN = [
    info.path
    for path in all_paths()
    if (info := find(path)) and info.choices and info.shape is not ValueShape.TEXTS
]


def test_every_field_has_a_name_and_no_name_is_of_a_field_that_is_gone():
    unnamed = sorted(set(all_paths()) - set(LABELS))
    assert not unnamed, f"{', '.join(unnamed)}: a field of the plan without a name.\n{NAME}"
    scored = {path for path in LABELS if path.partition(".")[0] == SCORED and find(path)}
    assert set(LABELS) | set(OWN_LABELS) == {*all_paths(), *scored}


def test_a_name_is_in_words():
    for label in (*LABELS.values(), *OWN_LABELS.values()):
        assert label[:1].isupper()
        assert "_" not in label


def test_a_field_without_a_name_is_never_called_by_its_key():
    with pytest.raises(KeyError):
        label_of("goals.no_such_field")


def test_every_part_that_can_be_carried_on_has_a_name():
    standing = {slot.key for slot in schema_of(Plan).slots if slot.part} - OF_VISIT
    assert set(PARTS) == standing - {"parent", "script"}


@pytest.mark.parametrize("path", CHOSEN)
def test_every_choice_has_words_of_its_own(path: str):
    info = find(path)
    assert info is not None
    wordless = sorted(set(info.choices) - set(CHOICES.get(path, {})))
    assert not wordless, f"{path}={','.join(wordless)}: a choice without words.\n{NAME}"
    for own in (False, True):
        words = [say_value(path, choice, own=own) for choice in info.choices]
        assert len(set(words)) == len(words)
        assert not [one for one in words if not one or "_" in one]


def test_words_are_kept_of_no_field_and_no_choice_that_is_gone():
    assert {path: set(words) for path, words in CHOICES.items()} == {
        path: set(info.choices) for path in CHOSEN if (info := find(path))
    }


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("goals@g1.contingencies@c2", "If-then plan (c2)"),
        ("flare_plan.signs", "Early sign"),
        ("goals@g1.no_such_field", "goals@g1.no_such_field"),
    ],
)
def test_a_place_that_stays_off_paper_is_told_by_the_name_of_its_part(place: str, said: str):
    assert say_value("off_paper", place) == said
