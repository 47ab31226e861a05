from __future__ import annotations

import pytest

from goalcoach.plan.fillable_paths import ValueShape, all_paths, find
from goalcoach.plan.model.plan import LETTERS, OF_VISIT


@pytest.mark.parametrize(
    ("path", "shape", "standing", "lists"),
    [
        ("story.words.usual", ValueShape.TEXT, True, ()),
        ("story.helps", ValueShape.TEXTS, True, ()),
        ("story.good_days", ValueShape.TEXT, True, ()),
        ("goals", ValueShape.RECORDS, True, ()),
        ("goals.statement", ValueShape.TEXT, True, ("goals",)),
        ("goals.lead", ValueShape.YES_NO, True, ("goals",)),
        ("goals.accepted.patient", ValueShape.YES_NO, True, ("goals",)),
        ("goals.levels.-2", ValueShape.TEXT, True, ("goals",)),
        ("goals.due", ValueShape.DATE, True, ("goals",)),
        ("goals.rating.progress.patient", ValueShape.INTEGER, False, ("goals",)),
        ("goals.readiness.raise", ValueShape.TEXT, False, ("goals",)),
        ("goals.decision.choice", ValueShape.CHOICE, False, ("goals",)),
        ("goals.ladder.samples", ValueShape.NUMBERS, True, ("goals",)),
        ("goals.ladder.rungs.amount", ValueShape.NUMBER, True, ("goals", "goals.ladder.rungs")),
        ("goals.ladder.rungs.with", ValueShape.TEXT, True, ("goals", "goals.ladder.rungs")),
        ("goals.contingencies.if", ValueShape.TEXT, True, ("goals", "goals.contingencies")),
        ("safety.limits", ValueShape.CHOICES, False, ()),
        ("visit.present", ValueShape.TEXTS, False, ()),
        ("visit.print_size", ValueShape.CHOICE, False, ()),
        ("wins", ValueShape.RECORDS, False, ()),
        ("wins.day", ValueShape.TEXT, False, ("wins",)),
        ("agreement.by", ValueShape.CHOICES, False, ()),
        ("flare_plan.gone_over", ValueShape.DATE, True, ()),
        ("teach_back.rounds", ValueShape.INTEGER, False, ()),
    ],
)
def test_a_path_tells_what_it_holds(
    path: str, shape: ValueShape, standing: bool, lists: tuple[str, ...]
) -> None:
    info = find(path)
    assert info is not None
    assert (info.path, info.shape, info.standing, info.lists) == (path, shape, standing, lists)


def test_choices_and_bounds_come_from_the_model() -> None:
    pem, importance, steps = find("safety.pem"), find("values.importance"), find("flare_plan.steps")
    assert pem is not None
    assert importance is not None
    assert steps is not None
    assert pem.choices == ("yes", "no", "unsure")
    assert (importance.low, importance.high) == (0, 10)
    assert (steps.low, steps.high) == (None, 3)


@pytest.mark.parametrize(
    "path",
    ["", "goals.", "goals.id", "values.ended", "patient", "schema", "answers", "notes", "goal"],
)
def test_what_no_question_fills_is_no_path(path: str) -> None:
    assert find(path) is None


def test_rows_with_ids_have_their_letter_and_no_two_lists_share_one() -> None:
    letters = {path: info.letter for path in all_paths() if (info := find(path)) and info.letter}
    assert letters == LETTERS
    assert len(set(letters.values())) == len(letters)
    win = find("wins")
    assert win is not None
    assert win.letter == ""


def test_every_part_of_a_visit_is_a_part_of_the_plan() -> None:
    paths = all_paths()
    free = {"answers", "notes", "skipped", "kept", "scales"}
    for part in OF_VISIT - free:
        assert any(path == part or path.startswith(f"{part}.") for path in paths), part


def test_the_paths_stand_in_the_order_of_the_file() -> None:
    tops = list(dict.fromkeys(path.split(".")[0] for path in all_paths()))
    assert tops == [
        *(
            "visit",
            "off_paper",
            "consent",
            "safety",
            "ease",
            "story",
            "values",
            "priorities",
            "goals",
        ),
        *("energy_savers", "flare_plan", "wins", "setbacks", "patterns", "overall", "supports"),
        *("helpers_part", "actions", "work", "work_lines", "options", "leaflets"),
        *("teach_back", "agreement", "after_plan", "others_say", "sensation", "links", "self_led"),
    ]
